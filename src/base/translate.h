/* translate.h - messages in another language than English */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_BASE_TRANSLATE_H
#define PCS_BASE_TRANSLATE_H

/** Marks a text for the catalogues (po/) that is looked up elsewhere. */
#define N_(text) text

/**
 * What has text (a message or its printf format) in the language of whoever
 * reads it, or answers text itself. Called by any thread, at any time; what it
 * answers lives for ever, and takes the same arguments.
 */
typedef const char *pcs_translator(const char *text);

/**
 * From now on, messages in pcs_error of the whole process are looked up by
 * translator; NULL, as at the start: they are English. To be called before
 * threads are. A library calls this never: only programs know who reads.
 */
void pcs_translator_set(pcs_translator *translator);

/** text, as the translator has it. */
const char *pcs_translate(const char *text) __attribute__((format_arg(1)));

#endif
