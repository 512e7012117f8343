/* pieces.h - texts whose characters borders cut into other words */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_PIECES_H
#define PCS_SEARCH_PIECES_H

#include "search/match.h"

/** Texts of more characters are not put together from pieces. */
#define PCS_PIECES_MAX 16

/**
 * Sets PCS_TIER_WORD for the units that hold words which, put together, are
 * text: 테, 넌 and 트를 for 테넌트, 商 and 机 for 商机. Whether they stand
 * together is not looked at. with_whole: one piece will do.
 */
pcs_status pcs_match_pieces(pcs_tiers *found, pcs_matching *m, const char *text,
                            size_t len, bool with_whole, pcs_error *err);

#endif
