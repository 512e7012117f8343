/* dictionary.h - the user's dictionary, as it is stored in a generation */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_DICTIONARY_H
#define PCS_STORE_DICTIONARY_H

#include <stdbool.h>

#include "store/tables.h"

/**
 * The version of the sections below.
 *   1  stats, entries, values, strings.ends, strings.bytes, source
 */
#define PCS_DICTIONARY_VERSION 1

/*
 * A dictionary is a table file of its own, which postings know nothing of.
 * Keys are folded words (analyze/key.h), or the stem keys of such (kinds with
 * PCS_DICTIONARY_STEM), and stand in the order of kind, bytes, locale. "source"
 * is the YAML that it was made of, so that an index of another analyzer can
 * make it anew.
 */

typedef enum pcs_dictionary_kind {
    PCS_DICTIONARY_SYNONYM,  /* a word: what it finds besides itself */
    PCS_DICTIONARY_WORD,     /* a word that is one, whatever the rules say */
    PCS_DICTIONARY_COMPOUND, /* a compound: its parts */
    PCS_DICTIONARY_PART,     /* a part: the compounds that it is found in */
    PCS_DICTIONARY_NOT_PART, /* a part: the words that it is not found in */
    PCS_DICTIONARY_KINDS,
    PCS_DICTIONARY_STEM = 8 /* added to a kind: by the key's stem */
} pcs_dictionary_kind;

typedef struct pcs_dictionary_stats {
    uint32_t version;
    uint32_t words; /* that the source has */
} pcs_dictionary_stats;

/** Numbers of strings; string 0 is the empty one. */
typedef struct pcs_dictionary_entry_record {
    uint32_t kind;
    uint32_t key;
    uint32_t locale; /* a language or a locale; 0 for all */
    uint32_t self;   /* the key of the word itself, which is no value */
    uint32_t first, n;
} pcs_dictionary_entry_record;

typedef struct pcs_dictionary_value_record {
    uint32_t text; /* as it was written */
    uint32_t key;  /* folded */
} pcs_dictionary_value_record;

/** An open dictionary. Reading it changes nothing: any number of threads. */
typedef struct pcs_dictionary pcs_dictionary;

/**
 * Maps the file at path, checks every byte against its checksums and every
 * reference against its range, so that nothing below can fail. Errors as of
 * pcs_tables_open.
 */
pcs_status pcs_dictionary_open(pcs_dictionary **out, const char *path,
                               uint64_t expected_size, pcs_error *err);

/** NULL is fine, here and below: it is a dictionary without entries. */
void pcs_dictionary_close(pcs_dictionary *dictionary);

/** The YAML that the dictionary was made of; not NUL-terminated. */
pcs_section_view pcs_dictionary_source(const pcs_dictionary *dictionary);

/** How many words the source has. */
uint32_t pcs_dictionary_words(const pcs_dictionary *dictionary);

/** Bytes of a string; not NUL-terminated. */
typedef struct pcs_dictionary_text {
    const char *data;
    size_t len;
} pcs_dictionary_text;

typedef struct pcs_dictionary_entry {
    pcs_dictionary_text locale; /* empty: all */
    size_t number;              /* of the entry */
    size_t n;                   /* values */
} pcs_dictionary_entry;

/** Entries [first, last) of one kind and key, of all locales. */
typedef struct pcs_dictionary_range {
    size_t first, last;
} pcs_dictionary_range;

pcs_dictionary_range pcs_dictionary_find(const pcs_dictionary *dictionary,
                                         unsigned kind, const char *key,
                                         size_t len);

/** Whether any key of this kind begins with these bytes. */
bool pcs_dictionary_begins(const pcs_dictionary *dictionary, unsigned kind,
                           const char *start, size_t len);

/** Entry number i of a range. */
pcs_dictionary_entry pcs_dictionary_get(const pcs_dictionary *dictionary,
                                        size_t i);

/** Value number i < entry->n: as written and folded; false for the entry's own
 * word. Either pointer may be NULL. */
bool pcs_dictionary_value(const pcs_dictionary *dictionary,
                          const pcs_dictionary_entry *entry, size_t i,
                          pcs_dictionary_text *text, pcs_dictionary_text *key);

/** The folded word that the entry is of, whether it is a value or not. */
pcs_dictionary_text pcs_dictionary_self(const pcs_dictionary *dictionary,
                                        const pcs_dictionary_entry *entry);

/** Whether an entry is one for locale, such as "ko-KR". */
bool pcs_dictionary_is_for(const pcs_dictionary_entry *entry,
                           const char *locale);

/*
 * What analysis at query time asks. Words are folded UTF-8; each call is a
 * binary search or a few of them, and costs next to nothing where the
 * dictionary has no entry of the kind.
 */

/** Whether the word is one: no particle is taken off it, nothing splits it. */
bool pcs_dictionary_is_word(const pcs_dictionary *dictionary,
                            const char *locale, const char *word, size_t len);

/** The length of the longest such word that the text begins with; 0. */
size_t pcs_dictionary_word_at(const pcs_dictionary *dictionary,
                              const char *locale, const char *text, size_t len);

/** The entry of a declared compound, whose values are its parts; or false. */
bool pcs_dictionary_compound(pcs_dictionary_entry *out,
                             const pcs_dictionary *dictionary,
                             const char *locale, const char *word, size_t len);

/** Whether part is declared to be none of the word, though it looks like one.
 */
bool pcs_dictionary_is_not_part(const pcs_dictionary *dictionary,
                                const char *locale, const char *word,
                                size_t len, const char *part, size_t part_len);

#endif
