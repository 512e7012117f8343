/* terminal.h - standard streams, colour and width; text to show there */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_TERMINAL_H
#define PCS_CLI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/status.h"
#include "cli/text.h"
#include "cli/wrap.h"

/** The values of --color and --progress. */
typedef enum pcs_when {
    PCS_WHEN_AUTO,
    PCS_WHEN_ALWAYS,
    PCS_WHEN_NEVER
} pcs_when;

/** Reads "auto", "always" or "never"; false, *out untouched, for others. */
bool pcs_when_parse(pcs_when *out, const char *text);

/**
 * To be called first in main: a closed standard stream becomes /dev/null, so
 * that no index file gets its number; writing to a pipe whose reader has gone
 * is an error instead of a death; stdout is fully buffered. The locale is left
 * at "C": everything is UTF-8, and no function here looks at the locale.
 */
void pcs_cli_init(void);

/** How writing went. */
typedef enum pcs_output {
    PCS_OUTPUT_OK,
    PCS_OUTPUT_CLOSED, /* the reader has gone (`| head`): stop, say nothing */
    PCS_OUTPUT_ERROR   /* a full disk or the like; err is filled */
} pcs_output;

/** Writes len bytes to stream. err may be NULL. */
pcs_output pcs_cli_write(FILE *stream, const char *data, size_t len,
                         pcs_error *err);

/**
 * Flushes stream, and answers for everything written since the start; call it
 * on stdout before main returns. err may be NULL.
 */
pcs_output pcs_cli_flush(FILE *stream, pcs_error *err);

/** True where stream is a terminal. */
bool pcs_terminal_is(FILE *stream);

/** True where $TERM names a terminal that can do more than print. */
bool pcs_terminal_is_capable(void);

/**
 * Whether output to stream is to be coloured. always and never decide; with
 * auto, in this order: NO_COLOR set and not empty: no; CLICOLOR_FORCE set and
 * not "0": yes; CLICOLOR "0" or TERM "dumb": no; else whether it is a terminal.
 */
bool pcs_color_wanted(pcs_when when, FILE *stream);

/**
 * The columns of stream: $COLUMNS, else the terminal's size, else 80. From 20
 * to 1000.
 */
size_t pcs_terminal_width(FILE *stream);

/** The lines of its screen: $LINES, else the terminal's, else 24. From 2. */
size_t pcs_terminal_rows(FILE *stream);

#endif
