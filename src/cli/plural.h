/* plural.h - which plural form a number takes */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_PLURAL_H
#define PCS_CLI_PLURAL_H

/**
 * The value of an expression as of the Plural-Forms of a catalogue's header,
 * "n != 1;", which is C's, of integers and n; it ends at a semicolon, a line
 * end or NUL. 0 where it is none, or nests deeper than 32.
 */
unsigned pcs_plural_form(const char *expression, unsigned long n);

#endif
