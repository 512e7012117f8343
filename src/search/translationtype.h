/* translationtype.h - whether a person or a machine translated an article */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_TRANSLATIONTYPE_H
#define PCS_SEARCH_TRANSLATIONTYPE_H

#include "store/partition.h"

/** The translation type as it is written, "" for none: the first of its keys
 * that has a value, as for the filter type:. PCS_ECORRUPT. */
pcs_status pcs_translation_type(const char **type, size_t *len,
                                const pcs_partition *partition,
                                const pcs_article_record *article,
                                pcs_error *err);

#endif
