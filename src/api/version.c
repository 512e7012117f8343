/* version.c - which release the library is of */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <pcsearch.h>

const char *pcs_version(void)
{
    return PCS_VERSION;
}
