/* wordlist.h - reads a user's dictionary from YAML */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_WORDLIST_H
#define PCS_PARSE_WORDLIST_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

/*
 * A mapping of up to four sections, each a mapping from a language, a locale
 * or "*" to what holds there:
 *
 *   synonyms:
 *     ko:
 *       - [구독, 서브스크립션]       each finds the others
 *       - 테넌트 => 임차인, 세입자   the left finds the right as well
 *   words:
 *     ko: [재판매인]                 one word, whatever the rules say
 *   compounds:
 *     de: {Rechnungsadresse: [Rechnung, Adresse]}
 *   not_parts:
 *     de: {Abrechnung: [Rechnung]}   parts that a word does not have
 */

/** Caps; what is over one is an error that says so. */
#define PCS_WORDLIST_BYTES_MAX (1u << 20)
#define PCS_WORDLIST_WORDS_MAX 20000
#define PCS_WORDLIST_LOCALES_MAX 200 /* of a section */
#define PCS_WORDLIST_GROUP_MAX 33    /* words that find each other */
#define PCS_WORDLIST_WORD_MAX 200    /* bytes of a word */

typedef enum pcs_wordlist_section {
    PCS_WORDLIST_SYNONYMS,
    PCS_WORDLIST_WORDS,
    PCS_WORDLIST_COMPOUNDS,
    PCS_WORDLIST_NOT_PARTS,
    PCS_WORDLIST_SECTIONS
} pcs_wordlist_section;

/** A word as it was written, NUL-terminated, and where: both from 1, columns
 * in characters. */
typedef struct pcs_wordlist_word {
    const char *text;
    size_t len;
    uint32_t line, column;
} pcs_wordlist_word;

typedef struct pcs_wordlist_entry {
    pcs_wordlist_section section;
    pcs_wordlist_word locale;
    pcs_wordlist_word *words;
    size_t n_words;
    pcs_wordlist_word *others; /* right of =>, or the parts; none: words that
                                  find each other, or single ones */
    size_t n_others;
} pcs_wordlist_entry;

/** Zero-initialise. */
typedef struct pcs_wordlist {
    pcs_wordlist_entry *entries;
    size_t n, cap;
    size_t n_words; /* of all entries, on both sides */
    pcs_arena arena;
} pcs_wordlist;

/**
 * Reads len bytes. PCS_EFORMAT or PCS_ELIMIT with "name:line:column: what was
 * expected", or PCS_ENOMEM. Aliases are refused, and so is what is nested
 * deeper than above.
 */
pcs_status pcs_wordlist_read(pcs_wordlist *list, const char *text, size_t len,
                             const char *name, pcs_error *err);

void pcs_wordlist_dispose(pcs_wordlist *list);

#endif
