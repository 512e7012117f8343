/* address.c - what the address of a page says: the state of a search */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/page/address.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server/page/html.h"

const char *pcs_page_facet_name(pcs_page_facet facet)
{
    static const char *const names[] = {"product", "topic", "type", "year"};
    return names[facet];
}

bool pcs_page_values_have(const pcs_page_values *values, const char *value)
{
    for (size_t i = 0; i < values->n; i++)
        if (strcmp(values->items[i], value) == 0)
            return true;
    return false;
}

static void add_value(pcs_page_values *values, const pcs_http_param *param)
{
    if (values->n < PCS_PAGE_VALUES_MAX && param->len > 0 &&
        param->len <= PCS_PAGE_VALUE_BYTES_MAX &&
        !pcs_page_values_have(values, param->value))
        values->items[values->n++] = param->value;
}

static pcs_page_values *values_of(pcs_page_address *address, const char *name)
{
    if (strcmp(name, "locale") == 0)
        return &address->locales;
    for (int i = 0; i < PCS_PAGE_FACETS; i++)
        if (strcmp(name, pcs_page_facet_name((pcs_page_facet)i)) == 0)
            return &address->facets[i];
    return NULL;
}

static unsigned read_page(const char *text)
{
    unsigned long n = strtoul(text, NULL, 10);
    if (n < 1 || *text == '-')
        return 1;
    return n > PCS_PAGE_NUMBER_MAX ? PCS_PAGE_NUMBER_MAX : (unsigned)n;
}

static pcs_page_side read_side(const char *text)
{
    if (strcmp(text, "local") == 0)
        return PCS_PAGE_LOCAL;
    return strcmp(text, "english") == 0 ? PCS_PAGE_ENGLISH : PCS_PAGE_BOTH;
}

/* White space alone asks for nothing. */
static void read_query(pcs_page_address *out, const pcs_http_param *param)
{
    out->query = param->value;
    out->query_len = param->len;
    if (strspn(param->value, " \t\r\n") == param->len) {
        out->query = "";
        out->query_len = 0;
    }
}

void pcs_page_address_read(pcs_page_address *out, const pcs_exchange *exchange)
{
    *out = (pcs_page_address){.query = "", .page = 1, .ui = ""};
    for (size_t i = 0; i < exchange->n_params; i++) {
        const pcs_http_param *param = &exchange->params[i];
        pcs_page_values *values = values_of(out, param->name);
        if (values)
            add_value(values, param);
        else if (strcmp(param->name, "q") == 0)
            read_query(out, param);
        else if (strcmp(param->name, "group") == 0)
            out->by_article = strcmp(param->value, "article") == 0;
        else if (strcmp(param->name, "page") == 0)
            out->page = read_page(param->value);
        else if (strcmp(param->name, "ui") == 0)
            out->ui = param->value;
        else if (strcmp(param->name, "typing") == 0)
            out->is_typing = strcmp(param->value, "1") == 0;
        else if (strcmp(param->name, "side") == 0)
            out->side = read_side(param->value);
    }
}

static bool has_facets(const pcs_page_address *address)
{
    for (int i = 0; i < PCS_PAGE_FACETS; i++)
        if (address->facets[i].n)
            return true;
    return false;
}

bool pcs_page_address_is_search(const pcs_page_address *address)
{
    return address->query_len > 0 || has_facets(address);
}

bool pcs_page_address_is_narrowed(const pcs_page_address *address)
{
    return address->locales.n > 0 || has_facets(address);
}

static void put_param(pcs_buffer *out, size_t start, const char *name,
                      const char *value)
{
    pcs_buffer_puts(out, out->len == start ? "?" : "&amp;");
    pcs_buffer_puts(out, name);
    pcs_buffer_putc(out, '=');
    pcs_html_percent(out, value, false);
}

static void put_values(pcs_buffer *out, size_t start, const char *name,
                       const pcs_page_values *values)
{
    for (size_t i = 0; i < values->n; i++)
        put_param(out, start, name, values->items[i]);
}

void pcs_page_address_append(pcs_buffer *out, const pcs_page_address *address,
                             const char *empty)
{
    static const char *const sides[] = {"both", "local", "english"};
    size_t start = out->len;
    if (address->query_len)
        put_param(out, start, "q", address->query);
    put_values(out, start, "locale", &address->locales);
    for (int i = 0; i < PCS_PAGE_FACETS; i++)
        put_values(out, start, pcs_page_facet_name((pcs_page_facet)i),
                   &address->facets[i]);
    if (address->by_article)
        put_param(out, start, "group", "article");
    if (address->page > 1) {
        char number[16];
        snprintf(number, sizeof number, "%u", address->page);
        put_param(out, start, "page", number);
    }
    if (address->side != PCS_PAGE_BOTH)
        put_param(out, start, "side", sides[address->side]);
    if (*address->ui)
        put_param(out, start, "ui", address->ui);
    if (out->len == start)
        pcs_buffer_puts(out, empty);
}
