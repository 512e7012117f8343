/* tokens.h - bearer tokens */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_HTTP_TOKENS_H
#define PCS_SERVER_HTTP_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/** Tokens by which a client may ask. Of each, only the SHA-256 is kept. */
typedef struct pcs_tokens pcs_tokens;

/** Limits of the file. */
enum {
    PCS_TOKENS_SIZE_MAX = 65536,
    PCS_TOKEN_LEN_MIN = 16,
    PCS_TOKEN_LEN_MAX = 512
};

/**
 * Reads a file of tokens, one a line; empty lines and those that begin with #
 * are passed over, spaces around a token are no part of it. PCS_EFORMAT, with
 * the line, for one of fewer than 16 or more than 512 bytes, or of others than
 * printable ASCII, and where the file holds none; PCS_ENOTFOUND, PCS_EIO,
 * PCS_ELIMIT, PCS_ENOMEM.
 */
pcs_status pcs_tokens_open(pcs_tokens **out, const char *path, pcs_error *err);

/** Reads the file again; where that fails, the tokens stay what they were.
 * While others check. */
pcs_status pcs_tokens_reload(pcs_tokens *tokens, pcs_error *err);

/** Whether it is one of them. Takes as long for each token of one length,
 * whichever it is, and however much of it is right. Any thread. */
bool pcs_tokens_check(pcs_tokens *tokens, const char *token, size_t len);

/** The token of a header "Authorization: Bearer TOKEN"; NULL where the value
 * is another. */
const char *pcs_tokens_bearer(const char *authorization, size_t *len);

void pcs_tokens_free(pcs_tokens *tokens);

#endif
