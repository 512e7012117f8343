/* wordreader.h - the words of a user's dictionary, event by event of its YAML
 */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_WORDREADER_H
#define PCS_PARSE_WORDREADER_H

#include <stdbool.h>
#include <yaml.h>

#include "parse/wordlist.h"

/** Words that are being gathered. Zero-initialise; free(items). */
typedef struct pcs_words {
    pcs_wordlist_word *items;
    size_t n, cap;
} pcs_words;

/** Fails with PCS_EFORMAT or PCS_ELIMIT as "name:line:column: what was
 * expected", or PCS_ENOMEM. */
typedef struct pcs_wordreader {
    pcs_wordlist *list;      /* whose arena the words are in; it counts them */
    const char *name, *text; /* borrowed */
    size_t len;
    yaml_parser_t parser;
    yaml_event_t event; /* the current one */
    bool has_event;
    pcs_error *err; /* takes what any of these functions has to say */
} pcs_wordreader;

/** Begins reading len bytes of YAML that stay where they are, before the first
 * event. Dispose of it unless this fails: PCS_ENOMEM. */
pcs_status pcs_wordreader_init(pcs_wordreader *reader, pcs_wordlist *list,
                               const char *text, size_t len, const char *name,
                               pcs_error *err);

void pcs_wordreader_dispose(pcs_wordreader *reader);

/** Goes to the next event; an alias is an error. */
pcs_status pcs_wordreader_next(pcs_wordreader *reader);

/** PCS_EFORMAT: what is wrong where the current event begins. */
pcs_status pcs_wordreader_complain(pcs_wordreader *reader, const char *format,
                                   ...) __attribute__((format(printf, 2, 3)));

/** The status given: what is wrong with a word. */
pcs_status pcs_wordreader_complain_of(pcs_wordreader *reader, pcs_status status,
                                      const pcs_wordlist_word *word,
                                      const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/** The word that len bytes from byte `at` of the current scalar on are, without
 * the blanks around it. */
pcs_status pcs_wordreader_word(pcs_wordreader *reader, pcs_wordlist_word *out,
                               size_t at, size_t len);

/** Adds that word to words. */
pcs_status pcs_wordreader_add(pcs_wordreader *reader, pcs_words *words,
                              size_t at, size_t len);

/** Adds the words of bytes [at, end) of the current scalar, "a, b". */
pcs_status pcs_wordreader_add_split(pcs_wordreader *reader, pcs_words *words,
                                    size_t at, size_t end);

/** Adds the words of [a, b, ...], which the current event begins; the current
 * one is its end then. */
pcs_status pcs_wordreader_add_list(pcs_wordreader *reader, pcs_words *words);

#endif
