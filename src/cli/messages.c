/* messages.c - what is said to people, in their language */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/messages.h"

static const pcs_language *used = &pcs_language_english;

const char *pcs_message(const pcs_language *language, const char *text)
{
    return pcs_message_of_context(language, text, text);
}

const char *pcs_message_of_context(const pcs_language *language,
                                   const char *key, const char *text)
{
    /* The header is the translation of nothing. */
    if (!language->messages.bytes || !*key)
        return text;
    const char *found = pcs_catalogue_get(&language->messages, key, 1);
    return found ? found : text;
}

const char *pcs_message_plural(const pcs_language *language, const char *one,
                               const char *many, unsigned long n)
{
    const char *found = language->messages.bytes
                            ? pcs_catalogue_get(&language->messages, one, n)
                            : NULL;
    return found ? found : n == 1 ? one : many;
}

static const char *translate(const char *text)
{
    return pcs_message(used, text);
}

void pcs_language_use(const pcs_language *language)
{
    used = language;
    pcs_translator_set(pcs_language_translator());
}

pcs_translator *pcs_language_translator(void)
{
    return used->messages.bytes ? translate : NULL;
}

const pcs_language *pcs_language_used(void)
{
    return used;
}
