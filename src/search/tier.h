/* tier.h - kinds of match, from strong to weak */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_TIER_H
#define PCS_SEARCH_TIER_H

#include <pcsearch.h>

#endif
