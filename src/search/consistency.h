/* consistency.h - where translations contradict each other */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_CONSISTENCY_H
#define PCS_SEARCH_CONSISTENCY_H

#include <pcsearch.h>

#include "analyze/checks.h"
#include "search/search.h"

#endif
