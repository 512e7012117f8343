/* zeros.h - going over what is empty */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_BASE_ZEROS_H
#define PCS_BASE_ZEROS_H

#include <stddef.h>

/**
 * Where the blocks of zero bytes end that begin at data[from] of len bytes:
 * what is before that is 0, and less than PCS_ZEROS_BLOCK bytes from there is
 * something else, or the end.
 */
size_t pcs_zeros_end(const void *data, size_t from, size_t len);

#define PCS_ZEROS_BLOCK 128

#endif
