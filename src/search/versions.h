/* versions.h - which version of its English an article was translated from */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_VERSIONS_H
#define PCS_SEARCH_VERSIONS_H

#include "search/match.h"

/** A value of front matter: of the table file, not NUL-terminated. */
typedef struct pcs_meta_value {
    const char *text;
    size_t len; /* 0: there is none */
} pcs_meta_value;

/** What an article says of its English. */
typedef struct pcs_edition_version {
    const pcs_partition *partition;
    const pcs_article_record *article;
    pcs_meta_value hash;    /* ms.openlocfilehash: of the English file */
    pcs_meta_value commit;  /* ms.sourcegitcommit: of the English repository */
    pcs_meta_value handoff; /* ms.lasthandoff: when it was handed over */
    uint32_t day;           /* that as of dates.h, 0 for none */
} pcs_edition_version;

/** Reads that of article number i. PCS_ECORRUPT. */
pcs_status pcs_version_read(pcs_edition_version *out,
                            const pcs_partition *partition, uint32_t i,
                            pcs_error *err);

/**
 * Whether two articles, of whatever locale, were made from the same version of
 * the English: where both have a hash, that decides. Else they were where both
 * have the same commit, or the English of their segments is the same, one after
 * the other (another commit may have left this file as it was). The hashes of
 * units' English have to be checked (joinkeys.h). PCS_ECORRUPT.
 */
pcs_status pcs_version_equals(bool *out, const pcs_edition_version *a,
                              const pcs_edition_version *b, pcs_error *err);

#endif
