/* config.h - the configuration file: options that are saved, and sources */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_CONFIG_H
#define PCS_CLI_CONFIG_H

#include "base/arena.h"
#include "cli/options.h"

/** Limits of the file. YAML's anchors, aliases and tags are refused. */
enum {
    PCS_CONFIG_SIZE_MAX = 1 << 20,
    PCS_CONFIG_ITEMS_MAX = 1000 /* of a list, but of options */
};

/** One option as it was saved. */
typedef struct pcs_setting {
    const pcs_option *option;
    const char *value; /* NULL of an option without a value */
    const char *where; /* "FILE:line:column", both from 1 */
} pcs_setting;

/** A text of the file; both NULL where it is not given. */
typedef struct pcs_config_text {
    const char *text;
    const char *where; /* as of pcs_setting */
} pcs_config_text;

/** What sources: lists. */
typedef struct pcs_config_source {
    pcs_config_text path; /* always given; one that opens from anywhere */
    pcs_config_text name; /* neither "/" nor "=" is in it */
    pcs_config_text url, locale;
} pcs_config_source;

/** What urls: holds. */
typedef struct pcs_config_url {
    pcs_config_text source; /* its name */
    pcs_config_text url;    /* "" for none */
} pcs_config_url;

/** What gates: lists under canaries: */
typedef struct pcs_config_canary {
    pcs_config_text query;
    pcs_config_text locale;
    uint64_t min_segments, max_segments;
} pcs_config_canary;

/**
 * A configuration file that was read. Zero-initialise it; strings are in its
 * arena and live until pcs_config_dispose. What is not of the program's options
 * is there for all of them, but checked for its shape alone: whoever uses a
 * locale, or a template of URLs, checks it.
 */
typedef struct pcs_config {
    pcs_arena arena;
    pcs_setting *items;
    size_t len, cap;
    size_t next; /* of pcs_config_next */
    pcs_config_source *sources;
    size_t n_sources, cap_sources;
    pcs_config_url *urls;
    size_t n_urls, cap_urls;
    pcs_config_text *locales;
    size_t n_locales, cap_locales;
    pcs_config_canary *canaries;
    size_t n_canaries, cap_canaries;
} pcs_config;

/**
 * Reads the configuration that the command line asks for: the last --config
 * FILE of argv, none with --no-config, --help and the like, else
 * $PCSEARCH_CONFIG, else pcsearch/config.yaml below $XDG_CONFIG_HOME, else
 * below ~/.config. A file that nobody named need not be there.
 *
 * The file is a YAML mapping. Under command->saved.key it holds a mapping of
 * long names of options to values: true or false where the option takes none;
 * a list where it may be repeated, or where its value is shown as "X[,X]".
 * Options that command->saved.top names may stand at the top as well, and
 * max-loss under gates:. Paths are relative to the file's folder, and may begin
 * with "~/". What belongs to other programs is held against its shape, and
 * passed over.
 *
 * PCS_ENOTFOUND, PCS_EIO, PCS_ELIMIT; PCS_EFORMAT for what cannot be read or
 * is unknown, its message beginning with "FILE:line:column: "; PCS_ENOMEM.
 * Choices and numbers are checked by pcs_config_next and who reads the value.
 */
pcs_status pcs_config_open(pcs_config *config, const pcs_command *command,
                           int argc, char **argv, pcs_error *err);

/** pcs_config_open of the file `path`, which has to be there. */
pcs_status pcs_config_read(pcs_config *config, const pcs_command *command,
                           const char *path, pcs_error *err);

/**
 * As pcs_args_next, for settings in the order of the file. args->where is set
 * until PCS_ARG_END; the rest of args needs no more than zeroes.
 */
int pcs_config_next(pcs_config *config, pcs_args *args);

void pcs_config_dispose(pcs_config *config);

#endif
