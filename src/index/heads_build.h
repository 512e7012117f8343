/* heads_build.h - writing titles, descriptions and headings, analysed */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_HEADS_BUILD_H
#define PCS_INDEX_HEADS_BUILD_H

#include "index/builder.h"
#include "index/wordset.h"

/**
 * Writes the sections of store/heads.h for the articles of a builder: made anew
 * in each run, from the articles and the vocabulary alone, so that an update
 * writes what a rebuild would. PCS_ENOMEM, PCS_EIO.
 */
pcs_status pcs_heads_write(pcs_tables_writer *writer,
                           const pcs_builder *builder,
                           const pcs_wordset *vocabulary, size_t worker,
                           pcs_error *err);

#endif
