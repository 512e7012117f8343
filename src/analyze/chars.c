/* chars.c - the classes of characters that analysis tells apart */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/chars.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/utf8.h"

static pcs_char_class classify_ascii(UChar32 c)
{
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
        (c >= 'A' && c <= 'Z'))
        return PCS_CHAR_WORD;
    return c == ' ' || (c >= '\t' && c <= '\r') ? PCS_CHAR_SPACE
                                                : PCS_CHAR_OTHER;
}

static pcs_char_class classify_kana(UChar32 c)
{
    if (c == PCS_MIDDLE_DOT || c == 0x30A0)
        return PCS_CHAR_OTHER;
    if ((c >= 0x30A1 && c <= 0x30FF) || (c >= 0x31F0 && c <= 0x31FF))
        return PCS_CHAR_KATAKANA;
    return PCS_CHAR_HIRAGANA;
}

static pcs_char_class classify_letter(UChar32 c)
{
    UErrorCode code = U_ZERO_ERROR;
    switch (uscript_getScript(c, &code)) {
    case USCRIPT_HAN:
        return PCS_CHAR_HAN;
    case USCRIPT_HANGUL:
        return PCS_CHAR_HANGUL;
    case USCRIPT_HIRAGANA:
        return PCS_CHAR_HIRAGANA;
    case USCRIPT_KATAKANA:
        return PCS_CHAR_KATAKANA;
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
        return PCS_CHAR_UNSPACED;
    default:
        return PCS_CHAR_WORD;
    }
}

pcs_char_class pcs_char_classify(UChar32 c)
{
    if (c < 0x80)
        return classify_ascii(c);
    if (c >= 0xAC00 && c <= 0xD7A3)
        return PCS_CHAR_HANGUL;
    if (c >= 0x4E00 && c <= 0x9FFF)
        return PCS_CHAR_HAN;
    if ((c >= 0x3041 && c <= 0x30FF) || (c >= 0x31F0 && c <= 0x31FF))
        return classify_kana(c);
    if (c >= 0x0E01 && c <= 0x0E5B)
        return c == 0x0E3F ? PCS_CHAR_OTHER : PCS_CHAR_UNSPACED;
    if (c == 0x3000 || u_isUWhiteSpace(c))
        return PCS_CHAR_SPACE;
    uint32_t mask = U_GET_GC_MASK(c);
    if (mask & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK))
        return classify_letter(c);
    return PCS_CHAR_OTHER;
}

pcs_char_class pcs_char_classify_first(const char *text, size_t len)
{
    size_t pos = 0;
    if (len == 0)
        return PCS_CHAR_OTHER;
    return pcs_char_classify((UChar32)pcs_utf8_next(text, len, &pos, NULL));
}
