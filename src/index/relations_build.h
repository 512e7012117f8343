/* relations_build.h - finding out which words belong together */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_RELATIONS_BUILD_H
#define PCS_INDEX_RELATIONS_BUILD_H

#include "store/postings.h"
#include "store/tables.h"

/**
 * Writes the relations (see store/relations.h) of the words of that kind in
 * the postings. Side "w" has compounds with their parts, and forms that are
 * translated differently, by what the English sides of units say (side "e"
 * has the order of bare forms only). Evidence is taken from a bounded number
 * of units.
 */
pcs_status pcs_relations_write(pcs_tables_writer *writer, const char *side,
                               pcs_postings *postings, char kind,
                               const char *locale, uint32_t n_units,
                               pcs_error *err);

#endif
