/* translate.h - messages in another language than English */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_BASE_TRANSLATE_H
#define PCS_BASE_TRANSLATE_H

#include <pcsearch.h>

/** Marks a text for the catalogues (po/) that is looked up elsewhere. */
#define N_(text) text

/**
 * Messages in pcs_error are looked up by translator from now on; NULL, as at
 * the start: they are English. Of this copy of base: the library's follows
 * pcs_translate_messages, that of a program pcs_language_use (cli/messages.h).
 */
void pcs_translator_set(pcs_translator *translator);

/** text, as the translator has it. */
const char *pcs_translate(const char *text) __attribute__((format_arg(1)));

#endif
