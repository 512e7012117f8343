/* associations_build.h - counting which words stand with which translations */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_ASSOCIATIONS_BUILD_H
#define PCS_INDEX_ASSOCIATIONS_BUILD_H

#include "index/unitclasses.h"
#include "store/tables.h"

/**
 * Counts over all units, and writes the sections of both sides (see
 * store/associations.h). Its time is in proportion to the pairs of words in
 * units, of which each has a bounded number.
 */
pcs_status pcs_associations_write(pcs_tables_writer *writer,
                                  const pcs_association_side *local,
                                  const pcs_association_side *english,
                                  pcs_error *err);

#endif
