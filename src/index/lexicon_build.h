/* lexicon_build.h - writing a partition's vocabulary */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_LEXICON_BUILD_H
#define PCS_INDEX_LEXICON_BUILD_H

#include "index/wordset.h"
#include "store/tables.h"

/**
 * Writes the sections of one side's lexicon (see store/lexicon.h), with the
 * stem keys of the locale. side is "w" or "e".
 */
pcs_status pcs_lexicon_write(pcs_tables_writer *writer, const char *side,
                             const pcs_wordset *words, const char *locale,
                             pcs_error *err);

#endif
