/* language.h - the languages that there are messages in, and whose turn it is
 */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_LANGUAGE_H
#define PCS_CLI_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/catalogue.h"

/**
 * A language that messages are in. All are constant, so that any number of
 * threads may use any of them; pointers to the same language are equal.
 */
typedef struct pcs_language {
    const char *tag; /* of BCP 47, as `lang` in HTML: "zh-TW" */
    pcs_catalogue messages;
} pcs_language;

/** English, which the messages in the sources are in. */
extern const pcs_language pcs_language_english;

/** English, and then the languages of po/LINGUAS, n of them in all. */
const pcs_language *const *pcs_languages(size_t *n);

/** What a language calls itself ("Deutsch"), for a list to choose from. */
const char *pcs_language_name(const pcs_language *language);

/** Whether it is written from right to left. */
bool pcs_language_is_rtl(const pcs_language *language);

/**
 * The language for a tag of BCP 47 or the name of a locale ("de-AT", "pt",
 * "zh-Hant-HK", "ko_KR.UTF-8"), in any case: the one that it names, else
 * another form of the same; Chinese by script, else by region, else the
 * simplified one. NULL where there are no messages in it.
 */
const pcs_language *pcs_language_find(const char *tag, size_t len);

/**
 * The language for the value of an Accept-Language header (RFC 9110, 12.5.4):
 * of those that are accepted and there, the one of the greatest weight, of
 * equal ones the first; English where there is none. Takes time linear in len;
 * what is ill-formed is passed over. value may be NULL.
 */
const pcs_language *pcs_language_accept(const char *value, size_t len);

/**
 * The language that the environment asks for: that of the first of LC_ALL,
 * LC_MESSAGES and LANG that is not empty or, where that is not C or POSIX, the
 * first in $LANGUAGE ("ko:de") that there are messages in. English where there
 * is none, and where another encoding than UTF-8 is asked for.
 */
const pcs_language *pcs_language_of_environment(void);

#endif
