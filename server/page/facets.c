/* facets.c - what results can be narrowed to, and by how much */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "server/page/found.h"

/* Locales that are shown at once; more of them wait behind a word. */
#define LOCALES_SHOWN 12
#define VALUES_SHOWN 8

/* Whether an address that asks for a locale means this one: "ko" means ko-KR.
 */
static bool is_asked(const pcs_page_values *values, const char *locale)
{
    for (size_t i = 0; i < values->n; i++) {
        size_t len = strlen(values->items[i]);
        if (strncasecmp(values->items[i], locale, len) == 0 &&
            (locale[len] == '\0' || locale[len] == '-'))
            return true;
    }
    return false;
}

static void put_number(pcs_view *view, uint64_t n)
{
    char number[PCS_VIEW_NUMBER_MAX];
    pcs_view_put(view, " <span class=n>");
    pcs_view_say(view, pcs_view_number(view, number, n));
    pcs_view_put(view, "</span>");
}

static void put_box(pcs_view *view, const char *name, const char *value,
                    bool is_checked)
{
    pcs_view_put(view, "<label><input type=checkbox form=search name=");
    pcs_view_put(view, name);
    pcs_view_put(view, " value=\"");
    pcs_view_say(view, value);
    pcs_view_put(view, is_checked ? "\" checked>" : "\">");
}

void pcs_locale_choice(pcs_view *view, const char *locale, uint64_t n)
{
    put_box(view, "locale", locale, is_asked(&view->address.locales, locale));
    pcs_view_locale(view, locale);
    put_number(view, n);
    pcs_view_put(view, "</label>");
}

static uint64_t count_of(const pcs_view *view, const pcs_facet_value *value)
{
    return view->address.by_article ? value->articles : value->segments;
}

static bool is_listed(const pcs_facet *facet, const char *locale)
{
    pcs_page_values one = {.items = {locale}, .n = 1};
    for (size_t i = 0; facet && i < facet->n_values; i++)
        if (is_asked(&one, facet->values[i].value))
            return true;
    return false;
}

void pcs_found_locales(pcs_view *view, const pcs_found *found)
{
    const pcs_facet *facet = found->facets[PCS_PAGE_FACETS];
    const pcs_page_values *asked = &view->address.locales;
    pcs_view_put(view, "<fieldset class=chips><legend class=sr>");
    PCS_SAY(view, "Languages of the articles");
    pcs_view_put(view, "</legend>");
    /* What was asked for stays to be chosen, though nothing is found there. */
    for (size_t i = 0; i < asked->n; i++)
        if (!is_listed(facet, asked->items[i]))
            pcs_locale_choice(view, asked->items[i], 0);
    for (size_t i = 0; facet && i < facet->n_values; i++) {
        if (i == LOCALES_SHOWN)
            pcs_view_put(view, "<details id=more-locales><summary>"
                               "\xE2\x80\xA6</summary>");
        pcs_locale_choice(view, facet->values[i].value,
                          count_of(view, &facet->values[i]));
    }
    if (facet && facet->n_values > LOCALES_SHOWN)
        pcs_view_put(view, "</details>");
    pcs_view_put(view, "</fieldset>");
}

static const char *legend_of(const pcs_view *view, pcs_page_facet facet)
{
    switch (facet) {
    case PCS_PAGE_PRODUCT:
        return pcs_message(view->ui, "Product");
    case PCS_PAGE_TOPIC:
        return pcs_message(view->ui, "Topic");
    case PCS_PAGE_TYPE:
        return pcs_message(view->ui, "Translation");
    default:
        return pcs_message(view->ui, "Year");
    }
}

/* What a value is called; documents' own words but for kinds of translation. */
static void put_value_name(pcs_view *view, pcs_page_facet facet,
                           const char *value)
{
    if (strcmp(value, PCS_PAGE_NO_VALUE) == 0) {
        PCS_SAY(view, "not given");
    } else if (facet == PCS_PAGE_TYPE && strcasecmp(value, "HT") == 0) {
        PCS_SAY(view, "by people");
    } else if (facet == PCS_PAGE_TYPE && strcasecmp(value, "MT") == 0) {
        PCS_SAY(view, "by machine");
    } else {
        pcs_view_put(view, "<bdi>");
        pcs_html_puts(view->out, value);
        pcs_view_put(view, "</bdi>");
    }
}

static void put_value(pcs_view *view, pcs_page_facet facet, const char *value,
                      uint64_t n)
{
    const pcs_page_values *asked = &view->address.facets[facet];
    if (!*value)
        value = PCS_PAGE_NO_VALUE;
    put_box(view, pcs_page_facet_name(facet), value,
            pcs_page_values_have(asked, value));
    pcs_view_put(view, "<span>");
    put_value_name(view, facet, value);
    pcs_view_put(view, "</span>");
    put_number(view, n);
    pcs_view_put(view, "</label>");
}

static int by_year(const void *a, const void *b)
{
    return strcmp(((const pcs_facet_value *)b)->value,
                  ((const pcs_facet_value *)a)->value);
}

/* The values in the order in which people look for them: years newest first,
 * all else as it is. */
static const pcs_facet_value *in_order(pcs_view *view, pcs_page_facet facet,
                                       const pcs_facet *f)
{
    size_t size = f->n_values * sizeof *f->values;
    pcs_facet_value *sorted =
        facet == PCS_PAGE_YEAR && size
            ? pcs_arena_alloc(&view->exchange->arena, size)
            : NULL;
    if (!sorted)
        return f->values;
    memcpy(sorted, f->values, size);
    qsort(sorted, f->n_values, sizeof *sorted, by_year);
    return sorted;
}

static bool has_value(const pcs_facet *f, const char *value)
{
    for (size_t i = 0; f && i < f->n_values; i++)
        if (strcmp(f->values[i].value, value) == 0 ||
            (!*f->values[i].value && strcmp(value, PCS_PAGE_NO_VALUE) == 0))
            return true;
    return false;
}

static void put_facet(pcs_view *view, pcs_page_facet facet, const pcs_facet *f)
{
    const pcs_page_values *asked = &view->address.facets[facet];
    if ((!f || f->n_values < 1) && asked->n == 0)
        return;
    pcs_view_put(view, "<fieldset><legend>");
    pcs_view_say(view, legend_of(view, facet));
    pcs_view_put(view, "</legend>");
    for (size_t i = 0; i < asked->n; i++)
        if (!has_value(f, asked->items[i]))
            put_value(view, facet, asked->items[i], 0);
    const pcs_facet_value *values = f ? in_order(view, facet, f) : NULL;
    for (size_t i = 0; f && i < f->n_values; i++) {
        if (i == VALUES_SHOWN) {
            pcs_buffer_printf(view->out, "<details id=more-%s><summary>",
                              pcs_page_facet_name(facet));
            PCS_SAY(view, "More");
            pcs_view_put(view, "</summary>");
        }
        put_value(view, facet, values[i].value, count_of(view, &values[i]));
    }
    if (f && f->n_values > VALUES_SHOWN)
        pcs_view_put(view, "</details>");
    pcs_view_put(view, "</fieldset>\n");
}

/* The number of what is asked for, where the list is folded. */
static size_t count_asked(const pcs_page_address *address)
{
    size_t n = 0;
    for (int i = 0; i < PCS_PAGE_FACETS; i++)
        n += address->facets[i].n;
    return n;
}

static void put_clear(pcs_view *view)
{
    pcs_page_address address = view->address;
    address.page = 1;
    address.locales.n = 0;
    for (int i = 0; i < PCS_PAGE_FACETS; i++)
        address.facets[i].n = 0;
    pcs_view_put(view, "<a class=clear href=\"");
    pcs_page_address_append(view->out, &address, "./");
    pcs_view_put(view, "\">");
    PCS_SAY(view, "Clear all filters");
    pcs_view_put(view, "</a>\n");
}

static bool has_any(const pcs_found *found)
{
    for (int i = 0; i < PCS_PAGE_FACETS; i++)
        if (found->facets[i] && found->facets[i]->n_values > 0)
            return true;
    return false;
}

void pcs_found_facets(pcs_view *view, const pcs_found *found)
{
    size_t n = count_asked(&view->address);
    if (!has_any(found) && !pcs_page_address_is_narrowed(&view->address))
        return;
    pcs_view_put(view, "<aside aria-labelledby=narrow><details id=facets class="
                       "facets><summary><h2 id=narrow>");
    PCS_SAY(view, "Filters");
    pcs_view_put(view, "</h2>");
    if (n)
        put_number(view, n);
    pcs_view_put(view, "</summary>\n");
    for (int i = 0; i < PCS_PAGE_FACETS; i++)
        put_facet(view, (pcs_page_facet)i, found->facets[i]);
    pcs_view_put(view, "<noscript><button form=search>");
    PCS_SAY(view, "Apply");
    pcs_view_put(view, "</button></noscript>\n");
    if (pcs_page_address_is_narrowed(&view->address))
        put_clear(view);
    pcs_view_put(view, "</details></aside>\n");
}
