/* facets.c - counting what matches by its properties */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/facets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "search/attributes.h"

static const struct {
    const char *name;
    pcs_field field;
} properties[] = {
    {"locale", PCS_FIELD_LOCALE},   {"topic", PCS_FIELD_TOPIC},
    {"type", PCS_FIELD_TYPE},       {"year", PCS_FIELD_DATE},
    {"product", PCS_FIELD_SERVICE}, {"service", PCS_FIELD_SERVICE},
    {"author", PCS_FIELD_AUTHOR},
};
#define N_PROPERTIES (sizeof properties / sizeof *properties)

/* A value of one facet; its key is what is equal for equal values. */
typedef struct value {
    size_t key, key_len; /* in bytes of the facet */
    size_t text;         /* as first written, NUL-terminated, likewise */
    uint64_t segments, articles;
    uint64_t last; /* number of the article that was counted last, from 1 */
} value;

typedef struct facet {
    pcs_field field;
    value *values;
    size_t n, cap;
    uint32_t *slots; /* hash table: numbers of values plus one */
    size_t n_slots;
    pcs_buffer bytes;
} facet;

struct pcs_facets {
    facet *list;
    size_t n;
    uint64_t n_articles; /* counted so far */
};

/* The value of a string, plus one; 0 where none is known. */
typedef struct known_string {
    pcs_string_ref ref;
    uint32_t value;
} known_string;

/* A facet has few values, which many articles have: so many are remembered, by
 * the number of the string. */
#define KNOWN_MAX 512

/* One locale that is being added. */
typedef struct adding {
    const pcs_shelf *shelf;
    pcs_analyzer *analyzer;
    pcs_attributes attributes;
    known_string known[KNOWN_MAX]; /* of one facet */
} adding;

static const char *find_name(const char *name, pcs_field *field)
{
    for (size_t i = 0; i < N_PROPERTIES; i++)
        if (strcmp(properties[i].name, name) == 0) {
            *field = properties[i].field;
            return properties[i].name;
        }
    return NULL;
}

pcs_status pcs_search_check_facets(const char *const *names, size_t n,
                                   pcs_error *err)
{
    pcs_field field;
    for (size_t i = 0; i < n; i++)
        if (!find_name(names[i], &field))
            return pcs_error_set(err, PCS_EINVAL,
                                 "no facet %s; there are locale, topic, type, "
                                 "year, product (or service) and author",
                                 names[i]);
    return PCS_OK;
}

static pcs_status make(pcs_facets **out, const pcs_search_options *o,
                       pcs_error *err)
{
    pcs_facets *f = calloc(1, sizeof *f);
    *out = f;
    if (!f || !(f->list = calloc(o->n_facets + 1, sizeof *f->list)))
        return pcs_error_nomem(err);
    f->n = o->n_facets;
    for (size_t i = 0; i < f->n; i++)
        find_name(o->facets[i], &f->list[i].field);
    return PCS_OK;
}

void pcs_facets_free(pcs_facets *f)
{
    if (!f)
        return;
    for (size_t i = 0; i < f->n; i++) {
        free(f->list[i].values);
        free(f->list[i].slots);
        pcs_buffer_dispose(&f->list[i].bytes);
    }
    free(f->list);
    free(f);
}

static uint32_t *find_slot(const facet *f, const void *key, size_t len)
{
    size_t at = pcs_hash64(key, len) & (f->n_slots - 1);
    for (;; at = (at + 1) & (f->n_slots - 1)) {
        if (!f->slots[at])
            return &f->slots[at];
        const value *v = &f->values[f->slots[at] - 1];
        if (v->key_len == len && memcmp(f->bytes.data + v->key, key, len) == 0)
            return &f->slots[at];
    }
}

static pcs_status grow(facet *f, pcs_error *err)
{
    if (f->n * 2 < f->n_slots)
        return PCS_OK;
    size_t n = f->n_slots ? f->n_slots * 2 : 64;
    uint32_t *slots = calloc(n, sizeof *slots);
    if (!slots)
        return pcs_error_nomem(err);
    free(f->slots);
    f->slots = slots;
    f->n_slots = n;
    for (size_t i = 0; i < f->n; i++)
        *find_slot(f, f->bytes.data + f->values[i].key, f->values[i].key_len) =
            (uint32_t)i + 1;
    return PCS_OK;
}

/* The number of the value with this key, which is made where there is none. */
static pcs_status find_value(uint32_t *out, facet *f, const void *key,
                             size_t key_len, const char *text, size_t len,
                             pcs_error *err)
{
    /* The buffer has bytes from the start: memcmp wants no NULL. */
    if (f->bytes.len == 0)
        pcs_buffer_putc(&f->bytes, 0);
    pcs_status status = pcs_buffer_status(&f->bytes, err);
    if (status == PCS_OK)
        status = grow(f, err);
    if (status != PCS_OK)
        return status;
    uint32_t *slot = find_slot(f, key, key_len);
    if (!*slot) {
        if (!PCS_ARRAY_RESERVE(f->values, f->cap, f->n + 1))
            return pcs_error_nomem(err);
        value *v = &f->values[f->n++];
        *v = (value){f->bytes.len, key_len, f->bytes.len + key_len, 0, 0, 0};
        pcs_buffer_append(&f->bytes, key, key_len);
        pcs_buffer_append(&f->bytes, text, len);
        pcs_buffer_putc(&f->bytes, 0);
        *slot = (uint32_t)f->n;
    }
    *out = *slot - 1;
    return pcs_buffer_status(&f->bytes, err);
}

/* A string's value: what filters take as equal is equal. */
static pcs_status find_string(uint32_t *out, facet *f, adding *a,
                              pcs_string_ref ref, pcs_error *err)
{
    const pcs_partition *p = &a->shelf->partition;
    const pcs_analysis *folded;
    const char *text;
    size_t len;
    known_string *known = &a->known[ref % KNOWN_MAX];
    if (known->value && known->ref == ref) {
        *out = known->value - 1;
        return PCS_OK;
    }
    pcs_status status = pcs_partition_string(&text, &len, p, ref, err);
    while (len && text[len - 1] == ' ')
        len--;
    for (; len && *text == ' '; text++)
        len--;
    if (status == PCS_OK)
        status = pcs_analyze(&folded, a->analyzer, text, len, 0, err);
    if (status == PCS_OK)
        status = find_value(out, f, folded->folded.text,
                            folded->folded.len * sizeof(UChar), text, len, err);
    if (status == PCS_OK)
        *known = (known_string){ref, *out + 1};
    return status;
}

static void count(facet *f, uint32_t number, uint32_t segments,
                  uint64_t article)
{
    value *v = &f->values[number];
    if (v->last == article)
        return;
    v->last = article;
    v->articles++;
    v->segments += segments;
}

static pcs_status count_text(facet *f, const char *text, size_t len,
                             uint32_t segments, uint64_t article,
                             pcs_error *err)
{
    uint32_t number;
    pcs_status status = find_value(&number, f, text, len, text, len, err);
    if (status == PCS_OK)
        count(f, number, segments, article);
    return status;
}

static pcs_status count_year(facet *f, adding *a, uint32_t article,
                             uint32_t segments, uint64_t number, pcs_error *err)
{
    uint32_t day;
    char year[16] = "";
    pcs_status status = pcs_attributes_date(&day, &a->attributes, article, err);
    if (day)
        snprintf(year, sizeof year, "%04u", day / 10000);
    if (status == PCS_OK)
        status = count_text(f, year, strlen(year), segments, number, err);
    return status;
}

static pcs_status count_article(facet *f, adding *a, uint32_t article,
                                uint32_t segments, uint64_t number,
                                pcs_error *err)
{
    pcs_attributes *t = &a->attributes;
    if (f->field == PCS_FIELD_DATE)
        return count_year(f, a, article, segments, number, err);
    if (f->field == PCS_FIELD_LOCALE)
        return count_text(f, a->shelf->locale, strlen(a->shelf->locale),
                          segments, number, err);
    pcs_status status = pcs_attributes_read(t, article, f->field, err);
    if (status == PCS_OK && t->n_values == 0)
        return count_text(f, "", 0, segments, number, err);
    for (size_t i = 0; status == PCS_OK && i < t->n_values; i++) {
        uint32_t found;
        status = find_string(&found, f, a, t->values[i], err);
        if (status == PCS_OK)
            count(f, found, segments, number);
    }
    return status;
}

static pcs_status count_articles(facet *f, adding *a, const uint32_t *segments,
                                 const uint8_t *found, uint64_t first,
                                 pcs_error *err)
{
    const pcs_partition *p = &a->shelf->partition;
    pcs_status status = PCS_OK;
    memset(a->known, 0, sizeof a->known);
    for (uint32_t i = 0; status == PCS_OK && i < p->n_articles; i++)
        if (segments[i] || (found && found[i]))
            status = count_article(f, a, i, segments[i], first + i, err);
    return status;
}

pcs_status pcs_facets_add(pcs_facets **facets, const pcs_search_options *o,
                          pcs_analyzer *analyzer, const pcs_shelf *shelf,
                          const uint32_t *segments, const uint8_t *found,
                          pcs_error *err)
{
    adding a;
    a.shelf = shelf;
    a.analyzer = analyzer;
    memset(&a.attributes, 0, sizeof a.attributes);
    pcs_status status = *facets ? PCS_OK : make(facets, o, err);
    if (status == PCS_OK)
        status = pcs_attributes_init(&a.attributes, &shelf->partition, err);
    for (size_t i = 0; status == PCS_OK && i < (*facets)->n; i++)
        status = count_articles(&(*facets)->list[i], &a, segments, found,
                                (*facets)->n_articles + 1, err);
    if (status == PCS_OK)
        (*facets)->n_articles += shelf->partition.n_articles;
    pcs_attributes_dispose(&a.attributes);
    return status;
}

static int compare(const void *a, const void *b)
{
    const pcs_facet_value *x = a, *y = b;
    if (x->segments != y->segments)
        return x->segments > y->segments ? -1 : 1;
    return strcmp(x->value, y->value);
}

static pcs_status list(pcs_facet *out, pcs_results *r, const facet *f,
                       size_t limit, pcs_error *err)
{
    pcs_facet_value *values =
        pcs_arena_alloc(&r->arena, f->n * sizeof *values + 1);
    if (!values)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < f->n; i++) {
        const value *v = &f->values[i];
        values[i].value = f->bytes.data + v->text;
        values[i].segments = v->segments;
        values[i].articles = v->articles;
    }
    if (f->n)
        qsort(values, f->n, sizeof *values, compare);
    out->values = values;
    out->n_values = f->n < limit ? f->n : limit;
    out->n_more = f->n - out->n_values;
    for (size_t i = 0; i < out->n_values; i++) {
        values[i].value =
            pcs_arena_copy(&r->arena, values[i].value, strlen(values[i].value));
        if (!values[i].value)
            return pcs_error_nomem(err);
    }
    return PCS_OK;
}

pcs_status pcs_facets_finish(pcs_results *r, pcs_facets *f,
                             const pcs_search_options *o, pcs_error *err)
{
    static const facet nothing = {0};
    pcs_facet *facets =
        pcs_arena_alloc(&r->arena, o->n_facets * sizeof *facets + 1);
    pcs_status status = facets ? PCS_OK : pcs_error_nomem(err);
    pcs_field unused;
    for (size_t i = 0; status == PCS_OK && i < o->n_facets; i++) {
        facets[i].name = find_name(o->facets[i], &unused);
        status = list(&facets[i], r, f ? &f->list[i] : &nothing, o->facet_limit,
                      err);
    }
    r->facets = facets;
    r->n_facets = status == PCS_OK ? o->n_facets : 0;
    return status;
}
