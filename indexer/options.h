/* options.h - the options of pcindex */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEXER_OPTIONS_H
#define PCS_INDEXER_OPTIONS_H

#include "cli/options.h"

enum pcindex_option {
    PCINDEX_INDEX = 1,
    PCINDEX_LOCALE,
    PCINDEX_INCLUDE,
    PCINDEX_EXCLUDE,
    PCINDEX_URL, /* NAME=TEMPLATE */
    PCINDEX_JOBS,
    PCINDEX_MEMORY,     /* for pcs_args_size */
    PCINDEX_DICTIONARY, /* a YAML file */
    PCINDEX_NO_DICTIONARY,
    PCINDEX_RETENTION,
    PCINDEX_MAX_LOSS, /* percent */
    PCINDEX_REBUILD,
    PCINDEX_STRICT,
    PCINDEX_CHECKSUM,
    PCINDEX_PATHS,  /* a file of paths, or "-" */
    PCINDEX_PATHS0, /* the same, with NUL behind each */
    PCINDEX_WAIT,   /* without a value: however long it takes */
    PCINDEX_WATCH,
    PCINDEX_SETTLE, /* for pcs_args_seconds */
    PCINDEX_JSON,
    PCINDEX_PROGRESS, /* one of auto, always, never */
    PCINDEX_QUIET,
    PCINDEX_STATUS,
    PCINDEX_VERIFY,
    PCINDEX_ROLLBACK,
    PCINDEX_DUMP,
    PCINDEX_CONFIG,
    PCINDEX_NO_CONFIG,
    PCINDEX_HELP,
    PCINDEX_VERSION,
    PCINDEX_GENERATE /* for pcs_command_generate */
};

/** The program, for pcs_args_init and pcs_command_*. */
extern const pcs_command pcindex_command;

#endif
