/* articleread.h - one article as a whole, both languages side by side */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_ARTICLEREAD_H
#define PCS_SEARCH_ARTICLEREAD_H

#include "search/search.h"

#endif
