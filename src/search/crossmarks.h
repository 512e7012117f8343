/* crossmarks.h - marks for what marked words are translated by */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_CROSSMARKS_H
#define PCS_SEARCH_CROSSMARKS_H

#include "search/marks.h"
#include "search/wordlinks.h"

/** One text of a unit: its words, and which of them are marked. */
typedef struct pcs_marked_text {
    const char *text;
    pcs_marks *marks;
    pcs_mark words[PCS_LINKED_WORDS_MAX]; /* bytes of the text */
    bool has_mark[PCS_LINKED_WORDS_MAX];
    size_t n_words;
} pcs_marked_text;

/**
 * Adds marks to `to`, the text of side to_side, for what the words that are
 * marked in `from` are translated by, as far as the links are sure. Words
 * beside those that are sure are taken along where they stand for the same, but
 * are not its first choice ("Symmetrization" of Och and Ney 2003, as "grow" in
 * Koehn, Och and Marcu 2003): of 信用卡 both credit and card. Marks are neither
 * sorted nor joined.
 */
pcs_status pcs_marks_cross(pcs_marked_text *to, const pcs_marked_text *from,
                           const pcs_word_links *links, pcs_side to_side,
                           const pcs_partition *partition, pcs_error *err);

#endif
