/* suggest.h - completing what is being typed */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_SUGGEST_H
#define PCS_SEARCH_SUGGEST_H

#include <pcsearch.h>

#include "search/search.h"

#endif
