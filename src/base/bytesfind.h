/* bytesfind.h - finding few bytes in many */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_BASE_BYTESFIND_H
#define PCS_BASE_BYTESFIND_H

#include <stddef.h>

/**
 * memmem for what is searched for in hundreds of kilobytes: two bytes of it are
 * compared at many places at a time, and all of it where both are equal. NULL
 * where there is none; an empty needle is at the beginning.
 */
const char *pcs_bytes_find(const char *data, size_t len, const char *needle,
                           size_t n);

#endif
