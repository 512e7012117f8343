/* others.h - the same article in other locales */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_PAGE_OTHERS_H
#define PCS_SERVER_PAGE_OTHERS_H

#include <pcsearch.h>

/** An article that another one is a translation of, too; texts live in the
 * arena. */
typedef struct pcs_page_other {
    const char *locale, *source, *path;
} pcs_page_other;

#define PCS_PAGE_OTHERS_MAX 64

typedef struct pcs_page_others {
    pcs_page_other items[PCS_PAGE_OTHERS_MAX];
    size_t n;
} pcs_page_others;

/**
 * Finds it where the siblings of the article's segments stand, in all locales
 * that info names. What is not found is left out; PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_page_others_find(pcs_page_others *out, pcs_searcher *searcher,
                                const pcs_article_view *article,
                                const pcs_index_info *info, pcs_arena *arena,
                                pcs_error *err);

#endif
