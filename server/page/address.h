/* address.h - what the address of a page says: the state of a search */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_PAGE_ADDRESS_H
#define PCS_SERVER_PAGE_ADDRESS_H

#include "server/http/exchange.h"

/** What results may be narrowed to, besides locales. */
typedef enum pcs_page_facet {
    PCS_PAGE_PRODUCT,
    PCS_PAGE_TOPIC,
    PCS_PAGE_TYPE,
    PCS_PAGE_YEAR,
    PCS_PAGE_FACETS
} pcs_page_facet;

/** Its name in addresses and of the library's facet: "product". */
const char *pcs_page_facet_name(pcs_page_facet facet);

/** How many values of each are taken from an address, and how long each may
 * be; what is over that is passed over. */
#define PCS_PAGE_VALUES_MAX 16
#define PCS_PAGE_VALUE_BYTES_MAX 128

/** For articles that have no value. */
#define PCS_PAGE_NO_VALUE "-"

/** Values of a parameter that may be given several times; none empty. */
typedef struct pcs_page_values {
    const char *items[PCS_PAGE_VALUES_MAX];
    size_t n;
} pcs_page_values;

/** Pages behind this are not given. */
#define PCS_PAGE_NUMBER_MAX 1000

/** Which sides an article page shows. */
typedef enum pcs_page_side {
    PCS_PAGE_BOTH,
    PCS_PAGE_LOCAL,
    PCS_PAGE_ENGLISH
} pcs_page_side;

/** Texts are the exchange's. */
typedef struct pcs_page_address {
    const char *query; /* "" for none */
    size_t query_len;
    pcs_page_values locales;
    pcs_page_values facets[PCS_PAGE_FACETS];
    bool by_article;    /* group=article */
    bool is_typing;     /* typing=1: the query is still being typed; never in
                           links */
    unsigned page;      /* from 1 */
    const char *ui;     /* the language that the page is asked for in; "" */
    pcs_page_side side; /* of an article page */
} pcs_page_address;

void pcs_page_address_read(pcs_page_address *out, const pcs_exchange *exchange);

/** Whether anything is to be searched for: a query or a facet. */
bool pcs_page_address_is_search(const pcs_page_address *address);

/** Whether facets or locales narrow it. */
bool pcs_page_address_is_narrowed(const pcs_page_address *address);

bool pcs_page_values_have(const pcs_page_values *values, const char *value);

/**
 * Appends "?q=...&amp;..." as stands in an attribute, or `empty` where nothing
 * has to be said. What is as it would be without is left out.
 */
void pcs_page_address_append(pcs_buffer *out, const pcs_page_address *address,
                             const char *empty);

#endif
