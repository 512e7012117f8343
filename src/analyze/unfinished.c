/* unfinished.c - Hangul that is not typed to its end */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/unfinished.h"

#include <string.h>

#include "analyze/jamo.h"
#include "base/utf8.h"

static bool add(pcs_unfinished *u, pcs_unfinished_unit unit)
{
    if (u->len == PCS_UNFINISHED_MAX)
        return false;
    u->units[u->len++] = unit;
    return true;
}

/* ㄳ stands for two syllables, as ㄱㅅ does. */
static bool add_initials(pcs_unfinished *u, uint32_t letter)
{
    uint32_t keys[PCS_JAMO_KEYS_MAX];
    size_t n = pcs_jamo_keys(keys, letter);
    u->has_initials = true;
    for (size_t i = 0; i < n; i++)
        if (!pcs_jamo_is_consonant(keys[i]) ||
            !add(u, (pcs_unfinished_unit){keys[i], 0, 0, true}))
            return false;
    return n > 0;
}

bool pcs_unfinished_make(pcs_unfinished *u, const char *text, size_t len)
{
    memset(u, 0, sizeof *u);
    u->text = text;
    for (size_t pos = 0; pos < len;) {
        uint32_t letters[PCS_JAMO_MAX];
        size_t start = pos;
        uint32_t c = pcs_utf8_next(text, len, &pos, NULL);
        size_t n = pcs_jamo_letters(letters, c);
        if (n == 0 || (n == 1 && !add_initials(u, letters[0])))
            return false;
        if (n == 1)
            continue;
        bool is_open = pos == len && n == 2;
        if (!u->has_initials && !is_open)
            u->whole_bytes = pos;
        else if (!u->has_initials)
            u->whole_bytes = start;
        pcs_unfinished_unit unit = {letters[0], letters[1],
                                    n == 3 ? letters[2] : 0, is_open};
        if (!add(u, unit))
            return false;
    }
    return u->len > 0;
}

bool pcs_unfinished_shift(pcs_unfinished *u)
{
    pcs_unfinished_unit *last = &u->units[u->len - 1];
    uint32_t keys[PCS_JAMO_KEYS_MAX];
    if (!last->final)
        return false;
    size_t n = pcs_jamo_keys(keys, last->final);
    uint32_t initial = keys[n - 1];
    last->final = n > 1 ? keys[0] : 0;
    if (!u->has_initials)
        u->whole_bytes -= 3;
    return add(u, (pcs_unfinished_unit){initial, 0, 0, true});
}

static bool fits(const pcs_unfinished_unit *unit, uint32_t c)
{
    uint32_t letters[PCS_JAMO_MAX];
    size_t n = pcs_jamo_letters(letters, c);
    if (n < 2 || letters[0] != unit->initial)
        return false;
    if (!unit->vowel)
        return true;
    return letters[1] == unit->vowel &&
           (unit->is_open || unit->final == (n == 3 ? letters[2] : 0));
}

bool pcs_unfinished_begins(const pcs_unfinished *u, const char *word,
                           size_t len, size_t *end)
{
    size_t pos = 0;
    for (size_t i = 0; i < u->len; i++)
        if (pos >= len ||
            !fits(&u->units[i], pcs_utf8_next(word, len, &pos, NULL)))
            return false;
    *end = pos;
    return true;
}
