/* error.h - errors as Meilisearch words them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_MEILI_ERROR_H
#define PCS_SERVER_MEILI_ERROR_H

#include <stdbool.h>

#include "server/http/exchange.h"

#define PCS_MEILI_MESSAGE_MAX 1024

/** What is wrong with a request; status 0: nothing. */
typedef struct pcs_meili_error {
    unsigned status;  /* of HTTP */
    const char *code; /* a literal, such as "invalid_search_filter" */
    char message[PCS_MEILI_MESSAGE_MAX]; /* UTF-8 */
} pcs_meili_error;

/** Fills error in, cut to fit. Always false, to be returned. */
bool pcs_meili_fail(pcs_meili_error *error, unsigned status, const char *code,
                    const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/** The same where memory was refused. */
bool pcs_meili_nomem(pcs_meili_error *error);

/** Puts text, as much of a printf format as fits, before the message. */
void pcs_meili_prefix(pcs_meili_error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Answers with {"message","code","type","link"}; what was appended to the
 * reply before is dropped. */
void pcs_meili_answer_error(pcs_exchange *exchange,
                            const pcs_meili_error *error);

#endif
