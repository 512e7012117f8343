/* catalogue.h - a compiled catalogue of messages, in GNU's .mo format */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_CATALOGUE_H
#define PCS_CLI_CATALOGUE_H

#include <stddef.h>

/**
 * The bytes of a .mo file as msgfmt --endianness=little writes it, constant
 * and compiled in. What does not lie within them is taken for absent.
 */
typedef struct pcs_catalogue {
    const unsigned char *bytes;
    size_t len;
} pcs_catalogue;

/**
 * The translation of key (a text, or "context\4text"), or NULL. Of a text with
 * plurals, whose key is its singular, the form that n takes.
 */
const char *pcs_catalogue_get(const pcs_catalogue *catalogue, const char *key,
                              unsigned long n);

#endif
