/* alignment.h - which segments of two articles have the same English */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_ALIGNMENT_H
#define PCS_SEARCH_ALIGNMENT_H

#include "search/inorder.h"
#include "search/siblings.h"
#include "store/partition.h"

/** What a segment is told by. */
typedef struct pcs_align_key {
    uint64_t english;
    uint32_t number; /* behind the last hyphen of its id */
    uint32_t at;     /* in its article */
} pcs_align_key;

/** The segments of an article. */
typedef struct pcs_align_side {
    pcs_align_key *keys; /* in order, or as they are sorted */
    size_t n, cap;
    bool has_numbers; /* each of them; "103", not "p103" */
} pcs_align_side;

/** What a segment is paired with. */
typedef struct pcs_aligned {
    uint32_t at;       /* in the other article */
    pcs_sibling_by by; /* id, english or none */
} pcs_aligned;

/** Zero-initialise; may be used again and again. */
typedef struct pcs_alignment {
    pcs_aligned *pairs; /* by segment of the first article */
    size_t cap;
    pcs_align_side a, b;
    pcs_in_order in_order;
    bool is_exchanged; /* set by the caller for one of two locales, so that
                          whoever asks has the same pairs */
} pcs_alignment;

/**
 * Pairs the segments of two articles as siblings.h says, by their numbers only
 * with by_number. The hashes of units' English have to be checked. In time
 * n log n of their segments, but for diff.h. PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_alignment_make(pcs_alignment *alignment, const pcs_partition *p,
                              const pcs_article_record *a,
                              const pcs_partition *q,
                              const pcs_article_record *b, bool by_number,
                              pcs_error *err);

void pcs_alignment_dispose(pcs_alignment *alignment);

#endif
