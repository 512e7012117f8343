/* accesslog.h - one line of JSON a request */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_HTTP_ACCESSLOG_H
#define PCS_SERVER_HTTP_ACCESSLOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

typedef struct pcs_access_log pcs_access_log;

/** What a line says. Texts that are NULL are left out. */
typedef struct pcs_access_entry {
    const char *method, *route;
    const char *path;  /* decoded; only where queries are logged */
    const char *query; /* as sent; only where queries are logged */
    const char *body;  /* likewise */
    size_t body_len;
    unsigned status;
    uint64_t bytes; /* of the body that was sent */
    double ms;
    const char *address, *request_id, *note;
    uint64_t generation; /* 0: unknown */
} pcs_access_entry;

/** Opens the log: appends to the file path, or writes to standard output where
 * it is "-". PCS_EIO, PCS_ENOTFOUND, PCS_ENOMEM. */
pcs_status pcs_access_log_open(pcs_access_log **out, const char *path,
                               bool has_queries, pcs_error *err);

/** Closes the file and opens its path anew, after it was moved away. Where that
 * fails, the old one goes on. */
pcs_status pcs_access_log_reopen(pcs_access_log *log, pcs_error *err);

/** Whether lines are to have what was asked. */
bool pcs_access_log_has_queries(const pcs_access_log *log);

/** Writes a line, in one write. A line that cannot be written is counted and
 * lost. Any thread. */
void pcs_access_log_write(pcs_access_log *log, const pcs_access_entry *entry);

/** Lines that could not be written. */
uint64_t pcs_access_log_lost(const pcs_access_log *log);

void pcs_access_log_close(pcs_access_log *log);

#endif
