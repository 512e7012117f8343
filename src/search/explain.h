/* explain.h - why a query found what it found */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_EXPLAIN_H
#define PCS_SEARCH_EXPLAIN_H

#include <pcsearch.h>

#include "search/tier.h"

#endif
