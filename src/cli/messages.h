/* messages.h - what is said to people, in their language */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_MESSAGES_H
#define PCS_CLI_MESSAGES_H

#include "base/translate.h"
#include "cli/language.h"

/*
 * A message in the sources is English, and its own key in the catalogues of
 * po/, which are compiled in: nothing is loaded or allocated, and what is
 * answered lives for ever. xgettext knows the functions and macros here, and
 * reads literals alone. What programs read (JSON, tables, exports) is never
 * translated, nor are --help and the man pages.
 *
 * A service names the language at each call; a program uses one, and macros.
 */

/** text in a language; text itself where it has none. */
const char *pcs_message(const pcs_language *language, const char *text)
    __attribute__((format_arg(2)));

/** The form for n of what is one or many; n itself is printed by the caller. */
const char *pcs_message_plural(const pcs_language *language, const char *one,
                               const char *many, unsigned long n)
    __attribute__((format_arg(2), format_arg(3)));

/** pcs_message for a text that means several things: context, a literal as
 * text is, tells translators which. */
#define pcs_message_in(language, context, text)                                \
    pcs_message_of_context(language, context "\004" text, text)

/** For pcs_message_in. */
const char *pcs_message_of_context(const pcs_language *language,
                                   const char *key, const char *text)
    __attribute__((format_arg(3)));

/**
 * The language of the process, which is English before. For programs alone, at
 * their start, before there are threads. Messages that programs put into
 * pcs_error follow; for those of the library, pass pcs_translate_messages what
 * pcs_language_translator answers.
 */
void pcs_language_use(const pcs_language *language);
const pcs_language *pcs_language_used(void);

/** What looks messages up in the language of the process; NULL: English. */
pcs_translator *pcs_language_translator(void);

#define _(text) pcs_message(pcs_language_used(), text)
#define _n(one, many, n) pcs_message_plural(pcs_language_used(), one, many, n)
#define _c(context, text) pcs_message_in(pcs_language_used(), context, text)

#endif
