/* changes.h - which segments differ between two versions of an article */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_CHANGES_H
#define PCS_SEARCH_CHANGES_H

#include <pcsearch.h>

#include "analyze/worddiff.h"
#include "base/diff.h"
#include "search/match.h"

#define PCS_NO_SEGMENT UINT32_MAX

typedef struct pcs_change {
    pcs_change_kind kind;
    uint32_t old; /* a segment of the old article; where one was added, that
                     which it stands behind, PCS_NO_SEGMENT at the beginning */
    uint32_t new; /* of the new one; PCS_NO_SEGMENT where one was removed */
} pcs_change;

/** Zero-initialise; may be used again and again. One thread at a time. */
typedef struct pcs_changes {
    pcs_change *items; /* in the order of the new article */
    size_t n, cap;
    uint32_t counts[PCS_CHANGE_COUNT];
    struct pcs_changes_work *work; /* scratch */
} pcs_changes;

/**
 * Finds what made the segments of article `new` of those of `old`, by their
 * English: what both have in the same order (diff.h) is left out; of what is
 * left, the nth segment of an English has moved to where the nth is. Then,
 * between two segments that are the same, those are changed whose words
 * (worddiff.h) are similar, as of pairing.h. In time proportional to
 * segments and words, but for diff.h. The hashes of units' English have to be
 * checked. PCS_ECORRUPT, PCS_ENOMEM, PCS_EFORMAT (no data of ICU).
 */
pcs_status pcs_changes_find(pcs_changes *changes, const pcs_partition *p,
                            const pcs_article_record *old,
                            const pcs_partition *q,
                            const pcs_article_record *new, pcs_error *err);

/** The words of two texts that differ, by the differ that changes have. */
pcs_status pcs_changes_words(const pcs_word_edit **out, size_t *n,
                             pcs_changes *changes, const char *old,
                             size_t old_len, const char *new, size_t new_len,
                             pcs_error *err);

void pcs_changes_dispose(pcs_changes *changes);

#endif
