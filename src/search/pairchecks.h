/* pairchecks.h - findings of a pair by itself: what its sides have apart */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_PAIRCHECKS_H
#define PCS_SEARCH_PAIRCHECKS_H

#include "analyze/checks.h"
#include "search/suspects.h"

/** The kinds of findings that are checks of pairs, as bits. */
#define PCS_PAIR_CHECKS                                                        \
    (PCS_FINDINGS_ALL & ~((1u << PCS_FINDING_FIRST_CHECK) - 1))

/**
 * Checks the pairs of a shelf that are looked at. A suspect's units are
 * segments then: those of one pair with the same difference. Numbers,
 * placeholders and untranslated text are told by the texts; code and addresses
 * by what the index has of the markup of each segment.
 */
pcs_status pcs_pair_checks_find(pcs_suspects *s, size_t shelf, unsigned kinds,
                                pcs_error *err);

/** Gives what was found of a suspect to visit once more. */
pcs_status pcs_pair_checks_repeat(pcs_suspects *s, const pcs_suspect *suspect,
                                  pcs_check_visitor *visit, void *context,
                                  pcs_error *err);

#endif
