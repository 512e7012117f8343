/* localerules.c - which locale a file is of, and whether it is indexed */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/localerules.h"

#include <stdlib.h>
#include <string.h>

static pcs_status check(char out[PCS_LOCALE_MAX], const char *given,
                        pcs_error *err)
{
    if (pcs_locale_canonical(out, given, strlen(given)))
        return PCS_OK;
    return pcs_error_set(err, PCS_EINVAL,
                         "%s is no locale; write it like ko-KR", given);
}

pcs_status pcs_locale_rules_init(pcs_locale_rules *rules,
                                 const pcs_index_options *options,
                                 pcs_error *err)
{
    char general[PCS_LOCALE_MAX] = "", unused[PCS_LOCALE_MAX];
    pcs_status status = PCS_OK;
    *rules = (pcs_locale_rules){options, NULL};
    rules->fallbacks = calloc(options->n_sources + 1, sizeof *rules->fallbacks);
    if (!rules->fallbacks)
        return pcs_error_nomem(err);
    if (options->locale)
        status = check(general, options->locale, err);
    for (size_t i = 0; status == PCS_OK && i < options->n_sources; i++) {
        const char *own = options->sources[i].locale;
        if (own)
            status = check(rules->fallbacks[i], own, err);
        else
            strcpy(rules->fallbacks[i], general);
    }
    for (size_t i = 0; status == PCS_OK && i < options->n_locales; i++)
        status = check(unused, options->locales[i], err);
    return status;
}

const char *pcs_locale_rules_fallback(const pcs_locale_rules *rules,
                                      const char *source)
{
    for (size_t i = 0; i < rules->options->n_sources; i++)
        if (strcmp(rules->options->sources[i].name, source) == 0)
            return rules->fallbacks[i];
    return "";
}

bool pcs_locale_is_indexed(const pcs_index_options *o, const char *locale)
{
    for (size_t i = 0; i < o->n_locales; i++)
        if (pcs_locale_matches(locale, o->locales[i], strlen(o->locales[i])))
            return true;
    return o->n_locales == 0;
}

void pcs_locale_rules_dispose(pcs_locale_rules *rules)
{
    free(rules->fallbacks);
    rules->fallbacks = NULL;
}
