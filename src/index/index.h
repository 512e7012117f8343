/* index.h - bringing an index up to date with source trees */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_INDEX_H
#define PCS_INDEX_INDEX_H

#include <pcsearch.h>

#include "base/status.h"
#include "parse/markup.h"

#endif
