/* request.h - what the command line of pcindex asks for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEXER_REQUEST_H
#define PCS_INDEXER_REQUEST_H

#include <pcsearch.h>

#include "cli/config.h"
#include "cli/terminal.h"
#include "indexer/paths.h"

typedef enum pcs_action {
    PCS_ACTION_INDEX,
    PCS_ACTION_STATUS,
    PCS_ACTION_VERIFY,
    PCS_ACTION_ROLLBACK,
    PCS_ACTION_DUMP,
    PCS_ACTION_DONE /* --help and its like have been answered */
} pcs_action;

typedef struct pcs_request {
    pcs_action action;
    const char *index;         /* as given, or NULL */
    pcs_index_options options; /* with sources, include and exclude */
    pcs_source *sources;
    const char **include, **exclude;
    size_t cap_sources, cap_include, cap_exclude;
    /* How many of them come from the configuration, until one is given. */
    size_t saved_include, saved_exclude;
    const char **urls; /* NAME=TEMPLATE, as given */
    size_t n_urls, cap_urls;
    const char **locales; /* of the configuration */
    bool has_locale;      /* of the command line */
    bool is_json, is_quiet;
    bool is_watching;
    uint64_t settle_ms;
    const char *paths_from; /* a file of paths, "-" or NULL */
    bool is_nul;            /* that end with NUL */
    pcs_paths paths;
    pcs_when progress;
    pcs_config config; /* holds what it gave */
} pcs_request;

/**
 * Reads the configuration and the command line; 0, or 2 where a line on stderr
 * says what is wrong.
 */
int pcs_request_read(pcs_request *request, int argc, char **argv);

void pcs_request_dispose(pcs_request *request);

/** "pcindex: message" on stderr; returns 2. */
int pcs_complain(const char *message);

#endif
