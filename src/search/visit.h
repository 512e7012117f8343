/* visit.h - hits that are handed over one by one, however many there are */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_VISIT_H
#define PCS_SEARCH_VISIT_H

#include <pcsearch.h>

#include "base/status.h"

#endif
