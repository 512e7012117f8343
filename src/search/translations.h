/* translations.h - how a term was translated */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_TRANSLATIONS_H
#define PCS_SEARCH_TRANSLATIONS_H

#include <pcsearch.h>

#include "search/search.h"

#endif
