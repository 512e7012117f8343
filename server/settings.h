/* settings.h - what pcsearchd was started with */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_SETTINGS_H
#define PCS_SERVER_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/config.h"
#include "server/http/listener.h"

#define PCS_SETTINGS_LIST_MAX 64

/** Values of an option that may be given more than once. */
typedef struct pcs_setting_list {
    const char *items[PCS_SETTINGS_LIST_MAX];
    size_t n;
    bool is_given; /* on the command line, instead of the file's */
} pcs_setting_list;

/** Options of the command line and the configuration file. Strings live until
 * pcs_settings_dispose. */
typedef struct pcs_settings {
    bool is_done;         /* help or the like was printed */
    const char *index;    /* NULL: the default one */
    const char *base_url; /* "" where it is not given */
    bool has_page;
    pcs_setting_list listen, hosts, origins, proxies;
    pcs_peer_range ranges[PCS_SETTINGS_LIST_MAX]; /* of the proxies */
    const char *token_file;                       /* NULL: none */
    const char *access_log;                       /* NULL: none */
    bool logs_queries, is_quiet;
    unsigned stop_ms;
    pcs_listener_options listener; /* limits; the rest is main's to fill in */
    pcs_config config;
} pcs_settings;

/** Reads them; 0, or 2 after one line on standard error. */
int pcs_settings_read(pcs_settings *settings, int argc, char **argv);
void pcs_settings_dispose(pcs_settings *settings);

/** Prints "pcsearchd: MESSAGE" on standard error; 2. */
int pcs_server_complain(const char *message);

#endif
