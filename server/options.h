/* options.h - the options of pcsearchd */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_OPTIONS_H
#define PCS_SERVER_OPTIONS_H

#include "cli/options.h"

enum pcsearchd_option {
    PCSEARCHD_INDEX = 1,
    PCSEARCHD_LISTEN,
    PCSEARCHD_ALLOW_HOST,
    PCSEARCHD_CORS_ORIGIN,
    PCSEARCHD_TRUSTED_PROXY,
    PCSEARCHD_TOKEN_FILE,
    PCSEARCHD_BASE_URL,
    PCSEARCHD_NO_PAGE,
    PCSEARCHD_THREADS,
    PCSEARCHD_MAX_CONNECTIONS,
    PCSEARCHD_MAX_PER_ADDRESS,
    PCSEARCHD_MAX_BODY,
    PCSEARCHD_HEADER_TIMEOUT,
    PCSEARCHD_BODY_TIMEOUT,
    PCSEARCHD_REPLY_TIMEOUT,
    PCSEARCHD_IDLE_TIMEOUT,
    PCSEARCHD_STOP_TIMEOUT,
    PCSEARCHD_ACCESS_LOG,
    PCSEARCHD_LOG_QUERIES,
    PCSEARCHD_QUIET,
    PCSEARCHD_CONFIG,
    PCSEARCHD_NO_CONFIG,
    PCSEARCHD_HELP,
    PCSEARCHD_VERSION,
    PCSEARCHD_GENERATE /* for pcs_command_generate */
};

/** The program, for pcs_args_init and pcs_command_*. */
extern const pcs_command pcsearchd_command;

#endif
