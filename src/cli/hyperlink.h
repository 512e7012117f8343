/* hyperlink.h - links that a terminal opens (OSC 8) */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_HYPERLINK_H
#define PCS_CLI_HYPERLINK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"

#define PCS_HYPERLINK_NAMES                                                    \
    "default, file, vscode, vscode-insiders, vscodium, cursor, grep+, kitty, " \
    "macvim, textmate and none"

/** What links are to look like. Values are constant or borrowed. */
typedef struct pcs_hyperlink_format {
    const char *pattern; /* NULL: no links */
} pcs_hyperlink_format;

/**
 * Reads a format: one of PCS_HYPERLINK_NAMES, or a pattern, which has to begin
 * with a scheme ("file:"), to hold {path}, to hold no other of braces than
 * {path}, {line}, {column} and {host}, and to be of visible ASCII. text is
 * borrowed. PCS_EINVAL: err says which of it does not hold.
 */
pcs_status pcs_hyperlink_parse(pcs_hyperlink_format *out, const char *text,
                               pcs_error *err);

/**
 * Appends what begins a link to an absolute path and a line (from 1; 0: the
 * file as such, whose {line} is 1). Every byte of the path that is no letter,
 * digit or one of "-._~/" is percent-encoded, so that no path can end the
 * link, or drive the terminal. Appends nothing without a pattern.
 */
void pcs_hyperlink_begin(pcs_buffer *out, const pcs_hyperlink_format *format,
                         const char *path, uint32_t line);

/**
 * Appends what begins a link to an address, of visible ASCII, whatever the
 * pattern; nothing without one, or where the address has anything else.
 */
void pcs_hyperlink_begin_url(pcs_buffer *out,
                             const pcs_hyperlink_format *format,
                             const char *url);

/** Appends what ends it; nothing without a pattern. */
void pcs_hyperlink_end(pcs_buffer *out, const pcs_hyperlink_format *format);

#endif
