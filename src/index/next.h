/* next.h - the manifest of the generation that is being made */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_NEXT_H
#define PCS_INDEX_NEXT_H

#include "index/index.h"
#include "store/manifest.h"

/** Fills a zeroed manifest but for locales and dictionary: versions, and the
 * sources of the run and those that are left as they are. */
pcs_status pcs_next_start(pcs_manifest *next, const pcs_manifest *served,
                          uint64_t generation, const pcs_index_options *options,
                          pcs_error *err);

/** Whether a source's template of pages is another than the served one. */
bool pcs_next_has_new_url(const pcs_manifest *next, const pcs_manifest *served);

/** Drops locales of which nothing is left: they have no place in it. */
void pcs_next_drop_empty(pcs_manifest *next);

#endif
