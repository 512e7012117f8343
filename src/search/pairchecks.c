/* pairchecks.c - findings of a pair by itself: what its sides have apart */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/pairchecks.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

#define OF_MARKUP (1u << PCS_CHECK_URLS | 1u << PCS_CHECK_CODE)

/* How likely such a finding is one. */
static const double doubts[PCS_CHECK_KINDS] = {
    [PCS_CHECK_NUMBERS] = 0.8,      [PCS_CHECK_URLS] = 0.8,
    [PCS_CHECK_CODE] = 0.7,         [PCS_CHECK_PLACEHOLDERS] = 0.9,
    [PCS_CHECK_UNTRANSLATED] = 0.7,
};

/* A shelf that is being checked. */
typedef struct checking {
    pcs_suspects *s;
    size_t shelf;
    const pcs_partition *p;
    unsigned kinds;
    pcs_checker *checker;
    pcs_check_markup *markup; /* of one segment */
    size_t n_markup, cap_markup;
    const uint32_t *segments; /* that have what is found */
    size_t n;
} checking;

/* What the index has of the markup of a segment. */
static pcs_status read_markup(checking *c, uint32_t segment, pcs_error *err)
{
    const pcs_markup_record *records;
    size_t n;
    pcs_status status = pcs_partition_markup(&records, &n, c->p, segment, err);
    c->n_markup = 0;
    if (status == PCS_OK && !PCS_ARRAY_RESERVE(c->markup, c->cap_markup, n + 1))
        return pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        pcs_check_markup *m = &c->markup[c->n_markup++];
        m->kind = (pcs_check_kind)records[i].kind;
        m->is_local = records[i].is_local;
        status =
            pcs_partition_string(&m->text, &m->len, c->p, records[i].text, err);
    }
    return status;
}

/* A segment and what the index has of its markup. */
typedef struct marked {
    uint64_t hash;
    uint32_t segment;
} marked;

static int compare_marked(const void *a, const void *b)
{
    const marked *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->segment > y->segment) - (x->segment < y->segment);
}

static pcs_status check(checking *c, uint32_t unit, unsigned kinds,
                        pcs_check_visitor *visit, void *context, pcs_error *err)
{
    pcs_unit_text text;
    pcs_status status = pcs_texts_get(&text, c->p->texts, unit, err);
    if (status != PCS_OK)
        return status;
    pcs_pair_check in = {.english = text.english,
                         .english_len = text.english_len,
                         .local = text.local,
                         .local_len = text.local_len,
                         .locale = c->s->shelves[c->shelf]->locale,
                         .kinds = kinds,
                         .markup = c->markup,
                         .n_markup = c->n_markup};
    return pcs_check_pair(c->checker, &in, visit, context, err);
}

static pcs_status add_finding(void *context, const pcs_check_finding *finding,
                              pcs_error *err)
{
    const checking *c = context;
    pcs_suspect suspect = {
        .score = doubts[finding->kind] * (double)c->n,
        .shelf = (uint16_t)c->shelf,
        .kind = (uint8_t)(PCS_FINDING_FIRST_CHECK + (int)finding->kind)};
    return pcs_suspects_add(c->s, &suspect, c->segments, c->n, c->n, err);
}

/* Checks the markup of segments, those with the same at once. */
static pcs_status check_markup(checking *c, uint32_t unit, const marked *list,
                               uint32_t *segments, size_t n, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0, end; status == PCS_OK && i < n; i = end) {
        for (end = i; end < n && list[end].hash == list[i].hash; end++)
            segments[end] = list[end].segment;
        c->segments = segments + i;
        c->n = end - i;
        status = read_markup(c, segments[i], err);
        if (status == PCS_OK)
            status = check(c, unit, c->kinds & OF_MARKUP, add_finding, c, err);
    }
    return status;
}

/* Those of a unit that are looked at: yours to free. */
static pcs_status list_segments(uint32_t **out, size_t *n, const checking *c,
                                uint32_t unit, pcs_error *err)
{
    const pcs_tiers *live = c->s->selections[c->shelf].live;
    const uint32_t *segments;
    size_t all;
    pcs_status status =
        pcs_partition_occurrences(&segments, &all, c->p, unit, err);
    if (status != PCS_OK)
        return status;
    *n = 0;
    *out = malloc((all + 1) * sizeof **out);
    if (!*out)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < all; i++)
        if (!live || live[c->p->units[unit].first + i])
            (*out)[(*n)++] = segments[i];
    return PCS_OK;
}

/* Of those, the ones with markup, equal ones together. */
static pcs_status list_marked(marked *out, size_t *n_out, const checking *c,
                              pcs_error *err)
{
    pcs_status status = PCS_OK;
    *n_out = 0;
    for (size_t i = 0; status == PCS_OK && i < c->n; i++) {
        const pcs_markup_record *records;
        size_t n;
        status = pcs_partition_markup(&records, &n, c->p, c->segments[i], err);
        if (status != PCS_OK || n == 0)
            continue;
        uint64_t hash = 0;
        for (size_t j = 0; j < n; j++) {
            uint64_t item[] = {hash, records[j].kind, records[j].is_local,
                               records[j].text};
            hash = pcs_hash64(item, sizeof item);
        }
        out[(*n_out)++] = (marked){hash, c->segments[i]};
    }
    if (*n_out)
        qsort(out, *n_out, sizeof *out, compare_marked);
    return status;
}

static pcs_status check_marked(checking *c, uint32_t unit, uint32_t *segments,
                               pcs_error *err)
{
    size_t n;
    if (!(c->kinds & OF_MARKUP))
        return PCS_OK;
    marked *list = malloc((c->n + 1) * sizeof *list);
    if (!list)
        return pcs_error_nomem(err);
    pcs_status status = list_marked(list, &n, c, err);
    if (status == PCS_OK)
        status = check_markup(c, unit, list, segments, n, err);
    free(list);
    return status;
}

static pcs_status check_unit(checking *c, uint32_t unit, pcs_error *err)
{
    uint32_t *segments;
    pcs_status status = list_segments(&segments, &c->n, c, unit, err);
    if (status != PCS_OK)
        return status;
    c->segments = segments;
    c->n_markup = 0;
    if (c->kinds & ~OF_MARKUP)
        status = check(c, unit, c->kinds & ~OF_MARKUP, add_finding, c, err);
    if (status == PCS_OK)
        status = check_marked(c, unit, segments, err);
    free(segments);
    return status;
}

static pcs_status begin(checking *c, pcs_suspects *s, size_t shelf,
                        unsigned kinds, pcs_error *err)
{
    memset(c, 0, sizeof *c);
    c->s = s;
    c->shelf = shelf;
    c->p = &s->shelves[shelf]->partition;
    c->kinds = kinds >> PCS_FINDING_FIRST_CHECK & PCS_CHECK_ALL;
    return pcs_checker_new(&c->checker, err);
}

static void end(checking *c)
{
    pcs_checker_free(c->checker);
    free(c->markup);
}

pcs_status pcs_pair_checks_find(pcs_suspects *s, size_t shelf, unsigned kinds,
                                pcs_error *err)
{
    checking c;
    const pcs_selection *selection = &s->selections[shelf];
    pcs_status status = begin(&c, s, shelf, kinds, err);
    for (uint32_t u = 0; status == PCS_OK && u < c.p->n_units; u++)
        if (selection->segments[u] &&
            (!selection->chosen || selection->chosen[u] != PCS_TIER_NONE))
            status = check_unit(&c, u, err);
    end(&c);
    return status;
}

pcs_status pcs_pair_checks_repeat(pcs_suspects *s, const pcs_suspect *suspect,
                                  pcs_check_visitor *visit, void *context,
                                  pcs_error *err)
{
    checking c;
    const pcs_segment_record *segment;
    uint32_t first = s->units[suspect->shelf][suspect->first];
    pcs_status status = begin(&c, s, suspect->shelf, 1u << suspect->kind, err);
    if (status == PCS_OK)
        status = pcs_partition_segment(&segment, c.p, first, err);
    if (status == PCS_OK)
        status = read_markup(&c, first, err);
    if (status == PCS_OK)
        status = check(&c, segment->unit, c.kinds, visit, context, err);
    end(&c);
    return status;
}
