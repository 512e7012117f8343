/* attributes.h - what the metadata of articles says of them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_ATTRIBUTES_H
#define PCS_SEARCH_ATTRIBUTES_H

#include "search/query.h"
#include "store/partition.h"

/** Reads the metadata of one partition's articles. One thread at a time. */
typedef struct pcs_attributes {
    const pcs_partition *partition;
    uint8_t *keys; /* by string: which key it is, once that is known */
    pcs_string_ref *values;
    size_t n_values, cap_values;
} pcs_attributes;

/** Zero-initialised or this; partition is borrowed. PCS_ENOMEM. */
pcs_status pcs_attributes_init(pcs_attributes *attributes,
                               const pcs_partition *partition, pcs_error *err);

void pcs_attributes_dispose(pcs_attributes *attributes);

/**
 * Reads what an article has for a field of its metadata (topic, service,
 * author, date, type) into values: of all its keys, in their order, without
 * empty ones. Title and path are values too. PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_attributes_read(pcs_attributes *attributes, uint32_t article,
                               pcs_field field, pcs_error *err);

/**
 * The place of a key of front matter, any case, among those that count, in the
 * order in which they do, and *field, the field that it is of;
 * PCS_ATTRIBUTES_KEYS for any other.
 */
size_t pcs_attributes_key(pcs_field *field, const char *name, size_t len);
#define PCS_ATTRIBUTES_KEYS 10

/** The day of the article as of dates.h, 0 for none. */
pcs_status pcs_attributes_date(uint32_t *out, pcs_attributes *attributes,
                               uint32_t article, pcs_error *err);

#endif
