/* attributes.h - what the documents of the Meilisearch subset are made of */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_MEILI_ATTRIBUTES_H
#define PCS_SERVER_MEILI_ATTRIBUTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/** In the order in which documents have them. */
typedef enum pcs_meili_attribute {
    PCS_MEILI_ID,
    PCS_MEILI_LOCALE,
    PCS_MEILI_LOCAL,
    PCS_MEILI_ENGLISH,
    PCS_MEILI_TITLE,
    PCS_MEILI_HEADING,
    PCS_MEILI_ANCHOR,
    PCS_MEILI_PATH,
    PCS_MEILI_SOURCE,
    PCS_MEILI_URL,
    PCS_MEILI_LINE,
    PCS_MEILI_TOPIC,
    PCS_MEILI_PRODUCT,
    PCS_MEILI_TYPE,
    PCS_MEILI_AUTHOR,
    PCS_MEILI_YEAR,
    PCS_MEILI_DATE,
    PCS_MEILI_COUNT,
    PCS_MEILI_ATTRIBUTES
} pcs_meili_attribute;

/** A set of them, by bits. */
typedef uint32_t pcs_meili_set;
#define PCS_MEILI_ALL ((pcs_meili_set)((1U << PCS_MEILI_ATTRIBUTES) - 1))

/** "local" and so on. */
const char *pcs_meili_name(pcs_meili_attribute attribute);

/** PCS_MEILI_ATTRIBUTES for a name that there is not. */
pcs_meili_attribute pcs_meili_find(const char *name, size_t len);

/** What the library calls a property that filters know; NULL for an attribute
 * that is not filterable. */
const char *pcs_meili_property(pcs_meili_attribute attribute);

/** The facet that counts it; NULL where there is none. */
const char *pcs_meili_facet(pcs_meili_attribute attribute);

/** Appends the names of those with a property, or with is_facet with a facet,
 * parted by ", ". */
void pcs_meili_list(pcs_buffer *out, bool is_facet);

#endif
