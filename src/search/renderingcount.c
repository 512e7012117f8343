/* renderingcount.c - counting renderings in all that is aligned */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/renderingcount.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "search/attributes.h"

/* Who translated an article. */
enum { TYPE_UNKNOWN, TYPE_HUMAN, TYPE_MACHINE, TYPE_OTHER };

typedef struct counting {
    pcs_rendering_counts *out;
    const pcs_bitext *b;
    const pcs_renderings *renderings;
    uint8_t *firsts; /* by class: whether a rendering begins with it */
    uint8_t *types;  /* by article */
    pcs_attributes attributes;
} counting;

static pcs_status find_type(uint8_t *out, counting *c, uint32_t article,
                            pcs_error *err)
{
    const pcs_partition *p = c->b->partition;
    const char *text;
    size_t len;
    pcs_status status = PCS_OK;
    if (c->types[article] == TYPE_UNKNOWN) {
        status =
            pcs_attributes_read(&c->attributes, article, PCS_FIELD_TYPE, err);
        c->types[article] = TYPE_OTHER;
        if (status == PCS_OK && c->attributes.n_values) {
            status = pcs_partition_string(&text, &len, p,
                                          c->attributes.values[0], err);
            if (status == PCS_OK && len == 2 && strncasecmp(text, "ht", 2) == 0)
                c->types[article] = TYPE_HUMAN;
            else if (status == PCS_OK && len == 2 &&
                     strncasecmp(text, "mt", 2) == 0)
                c->types[article] = TYPE_MACHINE;
        }
    }
    *out = c->types[article];
    return status;
}

/* The words of a unit, as far as they are looked at. */
#define WORDS_MAX 1024u

typedef struct unit_words {
    uint32_t words[WORDS_MAX], classes[WORDS_MAX];
    size_t n;
} unit_words;

static pcs_status read_words(unit_words *w, const pcs_bitext *b, uint32_t unit,
                             pcs_error *err)
{
    pcs_sequence s;
    uint32_t word;
    w->n = 0;
    pcs_status status = pcs_forward_unit(&s, b->units, unit, err);
    while (status == PCS_OK && w->n < WORDS_MAX &&
           pcs_sequence_next(&word, &s)) {
        if (word >= b->other->n)
            return pcs_error_set(err, PCS_ECORRUPT, "no word %u", word);
        w->words[w->n] = word;
        w->classes[w->n++] = b->other->classes[word];
    }
    return status;
}

/* The first place of a rendering at or behind `at`; w->n for none. */
static size_t find_place(const unit_words *w, const pcs_rendering *r, size_t at)
{
    for (; at < w->n; at++)
        if (w->classes[at] == r->row.classes[0] &&
            pcs_row_begins(&r->row, w->classes + at, w->n - at))
            break;
    return at;
}

pcs_status pcs_rendering_find(bool *found, size_t *at,
                              uint32_t words[PCS_ROW_WORDS_MAX],
                              const pcs_bitext *b, const pcs_rendering *r,
                              uint32_t unit, pcs_error *err)
{
    unit_words w;
    pcs_status status = read_words(&w, b, unit, err);
    *found = false;
    if (status != PCS_OK)
        return status;
    *at = find_place(&w, r, *at);
    *found = *at < w.n;
    if (*found)
        memcpy(words, w.words + *at, r->row.len * sizeof *words);
    return PCS_OK;
}

static void count_form(pcs_rendering_count *c, const uint32_t *words,
                       size_t len)
{
    for (size_t i = 0; i < c->n_forms; i++)
        if (memcmp(c->forms[i].words, words, len * sizeof *words) == 0) {
            c->forms[i].count++;
            return;
        }
    if (c->n_forms == PCS_RENDERING_FORMS_MAX)
        return;
    pcs_rendering_form *form = &c->forms[c->n_forms++];
    memcpy(form->words, words, len * sizeof *words);
    form->count = 1;
}

static bool has_compound(const unit_words *w, const pcs_renderings *r, size_t i)
{
    for (size_t at = 0; at < w->n; at++)
        if (r->owners[w->classes[at]] == i + 1)
            return true;
    return false;
}

/* The first rendering that the unit has. */
static pcs_status explain(uint8_t *out, counting *c, uint32_t unit,
                          pcs_error *err)
{
    unit_words w;
    pcs_status status = read_words(&w, c->b, unit, err);
    bool may_have = false;
    *out = PCS_RENDERING_NONE;
    for (size_t i = 0; status == PCS_OK && i < w.n; i++)
        may_have = may_have || c->firsts[w.classes[i]] ||
                   c->renderings->owners[w.classes[i]];
    for (size_t i = 0; may_have && i < c->renderings->len; i++) {
        size_t at = find_place(&w, &c->renderings->items[i], 0);
        if (at < w.n)
            count_form(&c->out->items[i], w.words + at,
                       c->renderings->items[i].row.len);
        else if (!has_compound(&w, c->renderings, i))
            continue;
        *out = (uint8_t)i;
        break;
    }
    return status;
}

static void add(pcs_tally *t, bool is_new_unit, uint8_t type)
{
    t->units += is_new_unit;
    t->segments++;
    t->human += type == TYPE_HUMAN;
    t->machine += type == TYPE_MACHINE;
}

/* Segments [first, last), which are of one unit. */
static pcs_status count_unit(counting *c, pcs_aligned_segments *segments,
                             size_t first, size_t last, pcs_error *err)
{
    const pcs_partition *p = c->b->partition;
    uint8_t rendering, type;
    bool is_new = true;
    pcs_status status =
        explain(&rendering, c, segments->items[first].unit, err);
    for (size_t i = first; status == PCS_OK && i < last; i++) {
        pcs_aligned_segment *s = &segments->items[i];
        const pcs_segment_record *record;
        s->rendering = rendering;
        if (!s->counts)
            continue;
        status = pcs_partition_segment(&record, p, s->segment, err);
        if (status == PCS_OK)
            status = find_type(&type, c, record->article, err);
        if (status != PCS_OK)
            return status;
        add(&c->out->all, is_new, type);
        add(rendering == PCS_RENDERING_NONE ? &c->out->rest
                                            : &c->out->items[rendering].tally,
            is_new, type);
        is_new = false;
    }
    return status;
}

static pcs_status make(counting *c, pcs_error *err)
{
    c->firsts = calloc(c->b->other->n + 1, 1);
    c->types = calloc(c->b->partition->n_articles + 1, 1);
    if (!c->firsts || !c->types)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < c->renderings->len; i++)
        c->firsts[c->renderings->items[i].row.classes[0]] = 1;
    return pcs_attributes_init(&c->attributes, c->b->partition, err);
}

pcs_status pcs_renderings_count(pcs_rendering_counts *out,
                                pcs_aligned_segments *segments,
                                const pcs_bitext *b,
                                const pcs_renderings *renderings,
                                pcs_error *err)
{
    counting c;
    memset(&c, 0, sizeof c);
    memset(out, 0, sizeof *out);
    c.out = out;
    c.b = b;
    c.renderings = renderings;
    pcs_status status = make(&c, err);
    for (size_t i = 0, end; status == PCS_OK && i < segments->n; i = end) {
        for (end = i + 1; end < segments->n &&
                          segments->items[end].unit == segments->items[i].unit;)
            end++;
        status = count_unit(&c, segments, i, end, err);
    }
    free(c.firsts);
    free(c.types);
    pcs_attributes_dispose(&c.attributes);
    return status;
}
