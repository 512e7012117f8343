/* options.h - the options of pcsearch */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_OPTIONS_H
#define PCS_QUERY_OPTIONS_H

#include "cli/options.h"

enum pcsearch_option {
    PCSEARCH_INDEX = 1,
    PCSEARCH_LOCALE,
    PCSEARCH_IN,
    PCSEARCH_LIMIT,
    PCSEARCH_OFFSET,
    PCSEARCH_COUNT,
    PCSEARCH_FILES,
    PCSEARCH_NULL, /* --files-with-matches */
    PCSEARCH_CONTEXT,
    PCSEARCH_ALSO,
    PCSEARCH_TIER, /* one of word, stem, part, near */
    PCSEARCH_EXACT,
    PCSEARCH_MATCH, /* one of all, any, auto */
    PCSEARCH_PLAIN,
    PCSEARCH_NO_SYNONYMS,
    PCSEARCH_NO_MARKS,
    PCSEARCH_GROUP, /* one of pair, article, none */
    PCSEARCH_FACETS,
    PCSEARCH_FACET_LIMIT,
    PCSEARCH_EXPLAIN,
    PCSEARCH_BATCH,
    PCSEARCH_JSON,
    PCSEARCH_FORMAT, /* one of tmx, xliff, tsv, csv */
    PCSEARCH_BOM,
    PCSEARCH_NO_ENGLISH,
    PCSEARCH_COLOR, /* one of auto, always, never */
    PCSEARCH_QUIET,
    PCSEARCH_PAGER,      /* one of auto, always, never */
    PCSEARCH_HYPERLINKS, /* one of auto, always, never */
    PCSEARCH_HYPERLINK_FORMAT,
    PCSEARCH_CONFIG,
    PCSEARCH_NO_CONFIG,
    PCSEARCH_SUGGEST,
    PCSEARCH_TRANSLATIONS,
    PCSEARCH_TO,
    PCSEARCH_LIKE,
    PCSEARCH_BEFORE,
    PCSEARCH_AFTER,
    PCSEARCH_WHERE,
    PCSEARCH_SIDE, /* one of english, local */
    PCSEARCH_MIN_MATCH,
    PCSEARCH_STALE,
    PCSEARCH_MISSING,
    PCSEARCH_CONSISTENCY,
    PCSEARCH_CHECKS,
    PCSEARCH_FAIL_ON,
    PCSEARCH_ANALYZE,
    PCSEARCH_HELP,
    PCSEARCH_VERSION,
    PCSEARCH_GENERATE /* for pcs_command_generate */
};

/** The program, for pcs_args_init and pcs_command_*. */
extern const pcs_command pcsearch_command;

#endif
