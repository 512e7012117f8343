/* problem.h - what went wrong, as the client reads it */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_HTTP_PROBLEM_H
#define PCS_SERVER_HTTP_PROBLEM_H

#include "server/http/router.h"

/** The reason phrase of a status: "Not Found"; "Error" for unknown ones. */
const char *pcs_http_reason(unsigned status);

/** pcs_exchange_problem in a dialect. In Meilisearch's, code has underscores
 * instead of hyphens, and Meilisearch's own name where it has one. */
void pcs_http_problem(pcs_exchange *exchange, pcs_http_dialect dialect,
                      unsigned status, const char *code, const char *detail);

#endif
