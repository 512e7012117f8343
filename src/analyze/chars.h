/* chars.h - the classes of characters that analysis tells apart */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_CHARS_H
#define PCS_ANALYZE_CHARS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <unicode/utypes.h>

/** Classes of folded characters (see fold.h). */
typedef enum pcs_char_class {
    PCS_CHAR_OTHER = 0, /* punctuation, symbols */
    PCS_CHAR_SPACE,
    PCS_CHAR_WORD,     /* letters, marks and digits of spaced scripts */
    PCS_CHAR_HANGUL,   /* syllables and conjoining letters */
    PCS_CHAR_HAN,      /* ideographs and their iteration mark */
    PCS_CHAR_HIRAGANA, /* with its iteration marks */
    PCS_CHAR_KATAKANA, /* with the long mark */
    PCS_CHAR_UNSPACED  /* Thai, Lao, Khmer, Burmese */
} pcs_char_class;

/** The class of a folded code point. */
pcs_char_class pcs_char_classify(UChar32 c);

/** The class of the first character of folded UTF-8; PCS_CHAR_OTHER where len
 * is 0. */
pcs_char_class pcs_char_classify_first(const char *text, size_t len);

/**
 * Whether any substring of a run of this class is findable: the scripts that
 * are written without spaces, or whose spaces cannot be relied upon.
 */
static inline bool pcs_class_has_grams(pcs_char_class class)
{
    return class >= PCS_CHAR_HANGUL;
}

/** The code point at text[*i], a lone surrogate as itself; *i moves behind. */
static inline UChar32 pcs_unit_next(const UChar *text, size_t *i, size_t len)
{
    uint32_t c = text[(*i)++];
    if ((c & 0xFC00u) == 0xD800u && *i < len && (text[*i] & 0xFC00u) == 0xDC00u)
        c = 0x10000u + ((c & 0x3FFu) << 10) + (text[(*i)++] & 0x3FFu);
    return (UChar32)c;
}

/** The katakana middle dot, which parts words inside a katakana compound. */
#define PCS_MIDDLE_DOT 0x30FB

#endif
