/* lexicon_build.h - making a partition's vocabulary from its postings */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_LEXICON_BUILD_H
#define PCS_INDEX_LEXICON_BUILD_H

#include "store/postings.h"
#include "store/tables.h"

/**
 * Writes the sections of one side's lexicon (see store/lexicon.h): the terms of
 * that kind (PCS_TERM_WORD or PCS_TERM_ENGLISH), with the stem keys of the
 * locale. side is "w" or "e".
 */
pcs_status pcs_lexicon_write(pcs_tables_writer *writer, const char *side,
                             pcs_postings *postings, char kind,
                             const char *locale, pcs_error *err);

#endif
