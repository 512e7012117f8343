/* search.h - searching an index */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_SEARCH_H
#define PCS_SEARCH_SEARCH_H

#include <pcsearch.h>

#include "base/arena.h"
#include "search/explain.h"
#include "search/marks.h"
#include "search/tier.h"
#include "search/visit.h"

#endif
