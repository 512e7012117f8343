/* stale.h - articles that were translated from an older English than others */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_STALE_H
#define PCS_SEARCH_STALE_H

#include <pcsearch.h>

#include "search/changes.h"
#include "search/search.h"

#endif
