/* cluster.c - extended grapheme clusters: where they end, how wide they are */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/cluster.h"

#include <stdbool.h>
#include <stdint.h>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

enum {
    ZERO_WIDTH_JOINER = 0x200D,
    VARIATION_EMOJI = 0xFE0F,
    REPLACEMENT = 0xFFFD
};

/* What the rules of UAX #29 need to know of the cluster before a border. */
typedef struct cluster_state {
    int32_t property;    /* grapheme break property of the last character */
    size_t indicators;   /* regional indicators in a row */
    bool has_pictograph; /* pictograph, then nothing but extenders */
    bool has_joined_pictograph; /* the same, and a joiner as the last */
} cluster_state;

static void state_add(cluster_state *state, UChar32 c)
{
    int32_t property = u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK);
    state->has_joined_pictograph =
        state->has_pictograph && property == U_GCB_ZWJ;
    if (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC))
        state->has_pictograph = true;
    else if (property != U_GCB_EXTEND)
        state->has_pictograph = false;
    state->indicators =
        property == U_GCB_REGIONAL_INDICATOR ? state->indicators + 1 : 0;
    state->property = property;
}

static bool is_control(int32_t property)
{
    return property == U_GCB_CONTROL || property == U_GCB_CR ||
           property == U_GCB_LF;
}

/* Rules GB6 to GB8: the jamo of one Hangul syllable. */
static bool joins_syllable(int32_t before, int32_t after)
{
    switch (before) {
    case U_GCB_L:
        return after == U_GCB_L || after == U_GCB_V || after == U_GCB_LV ||
               after == U_GCB_LVT;
    case U_GCB_LV:
    case U_GCB_V:
        return after == U_GCB_V || after == U_GCB_T;
    case U_GCB_LVT:
    case U_GCB_T:
        return after == U_GCB_T;
    default:
        return false;
    }
}

/* Whether there is no border between what state has seen and c. */
static bool state_joins(const cluster_state *state, UChar32 c)
{
    int32_t before = state->property;
    int32_t after = u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK);
    if (before == U_GCB_CR && after == U_GCB_LF)
        return true;
    if (is_control(before) || is_control(after))
        return false;
    if (after == U_GCB_EXTEND || after == U_GCB_ZWJ ||
        after == U_GCB_SPACING_MARK || before == U_GCB_PREPEND)
        return true;
    if (after == U_GCB_REGIONAL_INDICATOR)
        return state->indicators % 2 == 1;
    if (state->has_joined_pictograph &&
        u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC))
        return true;
    return joins_syllable(before, after);
}

size_t pcs_cluster_next(const char *text, size_t len, size_t at)
{
    int32_t end = len > INT32_MAX ? INT32_MAX : (int32_t)len;
    int32_t i = (int32_t)at;
    /* Most text: a printable ASCII character before another one. */
    if (i + 1 >= end || ((text[i] >= 0x20 && text[i] < 0x7F) &&
                         (text[i + 1] >= 0x20 && text[i + 1] < 0x7F)))
        return at + 1;
    cluster_state state = {0};
    UChar32 c = 0;
    U8_NEXT((const uint8_t *)text, i, end, c);
    state_add(&state, c < 0 ? REPLACEMENT : c);
    while (i < end) {
        int32_t border = i;
        U8_NEXT((const uint8_t *)text, i, end, c);
        c = c < 0 ? REPLACEMENT : c;
        if (!state_joins(&state, c))
            return (size_t)border;
        state_add(&state, c);
    }
    return (size_t)i;
}

static bool is_invisible(UChar32 c)
{
    int8_t type = u_charType(c);
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK ||
           type == U_FORMAT_CHAR ||
           u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static size_t character_width(UChar32 c)
{
    if (c < 0x300)
        return c == 0xAD ? 0 : 1;
    if (is_invisible(c))
        return 0;
    int32_t width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/* Whether c only changes the shape of the cluster that it stands in. */
static bool is_joined(UChar32 c, UChar32 previous)
{
    int32_t jamo = u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE);
    return previous == ZERO_WIDTH_JOINER || jamo == U_HST_VOWEL_JAMO ||
           jamo == U_HST_TRAILING_JAMO ||
           u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER);
}

/*
 * The sum of its visible characters (Thai SARA AM and Indic vowel signs take
 * a column of their own), but one shape for a syllable of jamo or an emoji.
 */
size_t pcs_cluster_width(const char *text, size_t len)
{
    size_t width = 0;
    UChar32 first = 0;
    UChar32 previous = 0;
    for (int32_t i = 0, end = (int32_t)len; i < end;) {
        UChar32 c = 0;
        U8_NEXT((const uint8_t *)text, i, end, c);
        c = c < 0 ? REPLACEMENT : c;
        if (first == 0)
            width = character_width(first = c);
        else if (c == VARIATION_EMOJI &&
                 u_hasBinaryProperty(first, UCHAR_EMOJI))
            width = 2;
        else if (!is_joined(c, previous))
            width += character_width(c);
        previous = c;
    }
    return width;
}
