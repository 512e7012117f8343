/* heads.h - titles, descriptions and headings of articles, analysed */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_HEADS_H
#define PCS_STORE_HEADS_H

#include "store/tables.h"

/** What an article has of them: head 2 * article + kind. */
enum { PCS_HEAD_TITLE, PCS_HEAD_DESCRIPTION, PCS_HEAD_KINDS };

/** A heading, of those that are equal but for case and spaces. */
typedef struct pcs_heading_record {
    uint32_t segment; /* the first that is one */
    uint32_t n;       /* segments that are */
} pcs_heading_record;

/** A word that no unit has. */
#define PCS_HEAD_NO_WORD UINT32_MAX

/*
 * Titles and descriptions are few, but analysing them for each query would take
 * longer than all the rest. So their joined texts (analyze/join.h, UTF-16) and
 * their words, by number, are stored. Words are in the order of their bytes,
 * and each has its number in the vocabulary of the localized side, if it is
 * there. Different headings are further heads behind those of all articles,
 * ordered by where they first stand, so that whoever types can be offered them.
 *
 * Sections: "head.text" (all joined texts, one behind the other), "head.ends"
 * (u32, of each head), "head.words" (u32, the words of all heads in order),
 * "head.wordends" (u32, of each head), "headword.bytes", "headword.ends" (u32),
 * "headword.number" (u32) and "head.heading" (of each heading).
 */

/** Borrowed from the tables, and checked: every access is in range. */
typedef struct pcs_heads {
    size_t n;          /* heads of articles */
    size_t n_headings; /* heads n.. */
    const pcs_heading_record *headings;
    const uint16_t *text;
    const uint32_t *ends;
    const uint32_t *words;
    const uint32_t *word_ends;
    size_t n_vocabulary; /* different words */
    const char *bytes;
    const uint32_t *bytes_ends;
    const uint32_t *lexicon;
} pcs_heads;

/** Opens and checks them; n_lexicon: words of the vocabulary. PCS_ECORRUPT. */
pcs_status pcs_heads_open(pcs_heads *heads, pcs_tables *tables,
                          size_t n_articles, size_t n_segments,
                          size_t n_lexicon, pcs_error *err);

/** The joined text of a head, in UTF-16. */
const uint16_t *pcs_heads_text(const pcs_heads *heads, size_t head,
                               size_t *len);

/** The numbers of a head's words, in order. */
const uint32_t *pcs_heads_words(const pcs_heads *heads, size_t head, size_t *n);

/** Word i: its bytes, not NUL-terminated. */
const char *pcs_heads_word(const pcs_heads *heads, size_t i, size_t *len);

#endif
