/* pager.h - showing text a screen at a time */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_PAGER_H
#define PCS_CLI_PAGER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/** A program that shows what it reads. */
typedef struct pcs_pager {
    const char *command; /* for a shell; NULL: there is none */
    bool is_named;       /* the environment named it */
} pcs_pager;

/**
 * The pager: the first of $PCSEARCH_PAGER and $PAGER that is set, else less.
 * None where that is empty or "cat", or where $TERM is "dumb" or not set.
 */
pcs_pager pcs_pager_choose(void);

/**
 * Whether text takes more lines than a screen has beside a prompt. width and
 * rows are the screen's; escape sequences (CSI and OSC) count no columns.
 */
bool pcs_pager_is_long(const char *text, size_t len, size_t width, size_t rows);

/**
 * Runs the pager, which has the standard output and error, writes len bytes to
 * it and waits until it ends; that it ends before it has read everything is no
 * error. less is told by $LESS and $LESSCHARSET, where they are not set, to end
 * by itself where the text fits the screen, to pass colours, and that it is
 * UTF-8. Interrupts from the keyboard are the pager's meanwhile.
 *
 * PCS_ENOTFOUND or PCS_EIO: it could not be started, and nothing was shown.
 * stdout must have been flushed, and SIGPIPE be ignored. In a process with
 * one thread.
 */
pcs_status pcs_pager_show(const pcs_pager *pager, const char *text, size_t len,
                          pcs_error *err);

#endif
