/* articlefind.h - looking articles up by their paths */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_ARTICLEFIND_H
#define PCS_SEARCH_ARTICLEFIND_H

#include "store/partition.h"

/**
 * The number of the article of that path; source NULL: of the first source that
 * has it. PCS_ENOTFOUND, where err stays as it is; PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_article_find(uint32_t *out, const pcs_partition *partition,
                            const char *source, const char *path,
                            pcs_error *err);

#endif
