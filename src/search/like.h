/* like.h - the segments that are nearest to a sentence */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_LIKE_H
#define PCS_SEARCH_LIKE_H

#include <pcsearch.h>

#include "search/query.h"
#include "search/search.h"

#endif
