/* training.h - learning which words are translations of which */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_TRAINING_H
#define PCS_INDEX_TRAINING_H

#include "index/associations_build.h"
#include "index/relations_build.h"
#include "store/translationtable.h"

/**
 * Trains two word alignment models, one a direction (model 1 of Brown et al.
 * 1993), on the distinct classes of words of each unit (and of the parts of its
 * compounds), by a few rounds of expectation maximisation in which the two
 * agree (Liang, Taskar and Klein, "Alignment by Agreement", 2006), and writes
 * the table that they come to (see store/translationtable.h). What comes out
 * depends on the units and their order alone. Its time is in proportion to the
 * pairs of words in units, of which each has a bounded number, and there is a
 * bound for all of them.
 */
pcs_status pcs_training_write(pcs_tables_writer *writer,
                              const pcs_association_side *local,
                              const pcs_association_side *english,
                              const pcs_part_list *parts, pcs_error *err);

#endif
