/* attributes.c - what the documents of the Meilisearch subset are made of */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/meili/attributes.h"

#include <string.h>

static const struct {
    const char *name, *property, *facet;
} attributes[PCS_MEILI_ATTRIBUTES] = {
    {"id", NULL, NULL},
    {"locale", "locale", "locale"},
    {"local", NULL, NULL},
    {"english", NULL, NULL},
    {"title", "title", NULL},
    {"heading", NULL, NULL},
    {"anchor", NULL, NULL},
    {"path", "path", NULL},
    {"source", "source", NULL},
    {"url", NULL, NULL},
    {"line", NULL, NULL},
    {"topic", "topic", "topic"},
    {"product", "service", "service"},
    {"type", "type", "type"},
    {"author", "author", "author"},
    {"year", "year", "year"},
    {"date", "date", NULL},
    {"count", NULL, NULL},
};

const char *pcs_meili_name(pcs_meili_attribute attribute)
{
    return attributes[attribute].name;
}

pcs_meili_attribute pcs_meili_find(const char *name, size_t len)
{
    int i = 0;
    while (i < PCS_MEILI_ATTRIBUTES &&
           (strlen(attributes[i].name) != len ||
            memcmp(attributes[i].name, name, len) != 0))
        i++;
    return (pcs_meili_attribute)i;
}

const char *pcs_meili_property(pcs_meili_attribute attribute)
{
    return attributes[attribute].property;
}

const char *pcs_meili_facet(pcs_meili_attribute attribute)
{
    return attributes[attribute].facet;
}

void pcs_meili_list(pcs_buffer *out, bool is_facet)
{
    const char *between = "";
    for (int i = 0; i < PCS_MEILI_ATTRIBUTES; i++) {
        if (!(is_facet ? attributes[i].facet : attributes[i].property))
            continue;
        pcs_buffer_printf(out, "%s%s", between, attributes[i].name);
        between = ", ";
    }
}
