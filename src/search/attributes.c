/* attributes.c - what the metadata of articles says of them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/attributes.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "search/dates.h"

/* The keys of front matter, in the order in which they count. Old files write
 * them in upper case too, and some without "ms.". */
static const struct {
    pcs_field field;
    const char *key;
} keys[] = {
    {PCS_FIELD_TOPIC, "ms.topic"},
    {PCS_FIELD_SERVICE, "ms.service"},
    {PCS_FIELD_SERVICE, "ms.prod"},
    {PCS_FIELD_SERVICE, "ms.technology"},
    {PCS_FIELD_AUTHOR, "author"},
    {PCS_FIELD_AUTHOR, "ms.author"},
    {PCS_FIELD_DATE, "ms.date"},
    {PCS_FIELD_DATE, "ms.lasthandoff"},
    {PCS_FIELD_TYPE, "ms.translationtype"},
    {PCS_FIELD_TYPE, "translationtype"},
};
#define N_KEYS (sizeof keys / sizeof *keys)
#define NO_KEY 255
_Static_assert(N_KEYS == PCS_ATTRIBUTES_KEYS, "keys");

size_t pcs_attributes_key(pcs_field *field, const char *name, size_t len)
{
    size_t i = 0;
    while (i < N_KEYS && (strlen(keys[i].key) != len ||
                          strncasecmp(keys[i].key, name, len) != 0))
        i++;
    *field = i < N_KEYS ? keys[i].field : PCS_FIELD_NONE;
    return i;
}

pcs_status pcs_attributes_init(pcs_attributes *a,
                               const pcs_partition *partition, pcs_error *err)
{
    memset(a, 0, sizeof *a);
    a->partition = partition;
    a->keys = calloc(partition->n_strings + 1, 1);
    return a->keys ? PCS_OK : pcs_error_nomem(err);
}

void pcs_attributes_dispose(pcs_attributes *a)
{
    free(a->keys);
    free(a->values);
    memset(a, 0, sizeof *a);
}

/* The number of a key plus one, or NO_KEY. */
static pcs_status find_key(uint8_t *out, pcs_attributes *a, pcs_string_ref ref,
                           pcs_error *err)
{
    const char *text;
    size_t len;
    if (ref < a->partition->n_strings && a->keys[ref]) {
        *out = a->keys[ref];
        return PCS_OK;
    }
    *out = NO_KEY;
    pcs_field field;
    size_t key = N_KEYS;
    pcs_status status =
        pcs_partition_string(&text, &len, a->partition, ref, err);
    if (status == PCS_OK)
        key = pcs_attributes_key(&field, text, len);
    if (key < N_KEYS)
        *out = (uint8_t)(key + 1);
    if (status == PCS_OK && ref < a->partition->n_strings)
        a->keys[ref] = *out;
    return status;
}

static pcs_status add_value(pcs_attributes *a, pcs_string_ref value,
                            pcs_error *err)
{
    if (value == 0)
        return PCS_OK;
    if (!PCS_ARRAY_RESERVE(a->values, a->cap_values, a->n_values + 1))
        return pcs_error_nomem(err);
    a->values[a->n_values++] = value;
    return PCS_OK;
}

static pcs_status add_values(pcs_attributes *a, const pcs_article_record *r,
                             size_t key, pcs_error *err)
{
    const pcs_meta_record *m = a->partition->meta + r->first_meta;
    pcs_status status = PCS_OK;
    for (uint32_t i = 0; status == PCS_OK && i < r->n_meta; i++) {
        uint8_t found;
        status = find_key(&found, a, m[i].key, err);
        if (status == PCS_OK && found == key + 1)
            status = add_value(a, m[i].value, err);
    }
    return status;
}

pcs_status pcs_attributes_read(pcs_attributes *a, uint32_t article,
                               pcs_field field, pcs_error *err)
{
    const pcs_article_record *r;
    a->n_values = 0;
    pcs_status status = pcs_partition_article(&r, a->partition, article, err);
    if (status != PCS_OK)
        return status;
    if (field == PCS_FIELD_TITLE || field == PCS_FIELD_PATH)
        return add_value(a, field == PCS_FIELD_TITLE ? r->title : r->path, err);
    status = pcs_tables_check(a->partition->tables,
                              a->partition->meta + r->first_meta,
                              r->n_meta * sizeof *a->partition->meta, err);
    for (size_t i = 0; status == PCS_OK && i < N_KEYS; i++)
        if (keys[i].field == field)
            status = add_values(a, r, i, err);
    return status;
}

pcs_status pcs_attributes_date(uint32_t *out, pcs_attributes *a,
                               uint32_t article, pcs_error *err)
{
    *out = 0;
    pcs_status status = pcs_attributes_read(a, article, PCS_FIELD_DATE, err);
    for (size_t i = 0; status == PCS_OK && *out == 0 && i < a->n_values; i++) {
        const char *text;
        size_t len;
        status =
            pcs_partition_string(&text, &len, a->partition, a->values[i], err);
        if (status == PCS_OK)
            *out = pcs_date_read(text, len);
    }
    return status;
}
