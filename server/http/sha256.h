/* sha256.h - SHA-256 (FIPS 180-4) */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_HTTP_SHA256_H
#define PCS_SERVER_HTTP_SHA256_H

#include <stddef.h>

#define PCS_SHA256_LEN 32

void pcs_sha256(unsigned char out[PCS_SHA256_LEN], const void *data,
                size_t len);

#endif
