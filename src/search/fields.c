/* fields.c - the names before a colon in a query */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/fields.h"

#include <string.h>
#include <strings.h>

#include "analyze/locale.h"
#include "search/dates.h"
#include "base/translate.h"

static const char *const names[PCS_FIELD_COUNT] = {
    "",        "locale", "title", "heading", "path", "topic",
    "service", "author", "date",  "type",    "id"};

/* Another name of service, which is what people ask for. */
#define PRODUCT "product"

static const char *const types[] = {"ht", "mt", "auto"};

const char *pcs_field_text(pcs_field field)
{
    return field < PCS_FIELD_COUNT ? names[field] : "";
}

static bool is_name(const char *name, const char *text, size_t len)
{
    return strlen(name) == len && memcmp(name, text, len) == 0;
}

static bool has_locale(const pcs_query_options *o, const char *text, size_t len)
{
    for (size_t i = 0; i < o->n_locales; i++)
        if (pcs_locale_matches(o->locales[i], text, len))
            return true;
    return false;
}

bool pcs_field_find(pcs_field_name *out, const char *text, size_t len,
                    const pcs_query_options *options)
{
    const char *colon =
        memchr(text, ':', len < PCS_LOCALE_MAX ? len : PCS_LOCALE_MAX);
    memset(out, 0, sizeof *out);
    if (!colon || colon == text)
        return false;
    size_t n = (size_t)(colon - text);
    out->len = n + 1;
    out->side = is_name("en", text, n) ? PCS_SIDE_ENGLISH : PCS_SIDE_LOCAL;
    if (out->side == PCS_SIDE_ENGLISH || is_name("local", text, n))
        return true;
    for (int i = PCS_FIELD_NONE + 1; i < PCS_FIELD_COUNT; i++)
        if (is_name(names[i], text, n)) {
            out->field = (pcs_field)i;
            return true;
        }
    if (is_name(PRODUCT, text, n)) {
        out->field = PCS_FIELD_SERVICE;
        return true;
    }
    out->is_language = has_locale(options, text, n);
    return out->is_language;
}

bool pcs_node_speaks(const pcs_node *node, const char *locale)
{
    return !node->language ||
           pcs_locale_matches(locale, node->language, node->language_len);
}

bool pcs_field_is_type(const pcs_node *filter, const char *value)
{
    size_t len = strlen(value);
    return (filter->is_prefix ? len >= filter->len : len == filter->len) &&
           strncasecmp(value, filter->text, filter->len) == 0;
}

bool pcs_field_is_any(const pcs_node *filter)
{
    return filter->len == 1 && *filter->text == '*' && !filter->is_phrase;
}

bool pcs_field_is_swapped(const pcs_node *filter)
{
    pcs_dates dates;
    return filter->field == PCS_FIELD_DATE && !filter->is_prefix &&
           pcs_dates_parse(&dates, filter->text, filter->len) &&
           dates.is_swapped;
}

const char *pcs_field_objection(const pcs_node *filter)
{
    pcs_dates dates;
    if (pcs_field_is_any(filter))
        return NULL;
    if (filter->field == PCS_FIELD_DATE)
        return !filter->is_prefix &&
                       pcs_dates_parse(&dates, filter->text, filter->len)
                   ? NULL
                   : N_("no date");
    if (filter->field != PCS_FIELD_TYPE)
        return NULL;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (pcs_field_is_type(filter, types[i]))
            return NULL;
    return N_("no type (ht, mt, auto)");
}
