/* complete.h - what a reader who is still typing may be looking for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_COMPLETE_H
#define PCS_SEARCH_COMPLETE_H

#include "search/search.h"

#endif
