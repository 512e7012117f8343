/* breakdown.c - what the scores of hits are made of */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/breakdown.h"

#include <stdlib.h>
#include <string.h>

void pcs_session_take_headings(pcs_session *s, size_t shelf,
                               pcs_headings *headings)
{
    if (s->explaining) {
        free(s->explaining->headings[shelf].strings);
        s->explaining->headings[shelf] = *headings;
    } else {
        free(headings->strings);
    }
    headings->strings = NULL;
}

pcs_status pcs_session_note_hit(pcs_session *s, pcs_hit *hit,
                                const pcs_candidate *candidate, pcs_error *err)
{
    pcs_explaining *e = s->explaining;
    if (!e || e->n_hits == PCS_EXPLAINED_HITS_MAX)
        return PCS_OK;
    if (!PCS_ARRAY_RESERVE(e->hits, e->cap_hits, e->n_hits + 1))
        return pcs_error_nomem(err);
    e->hits[e->n_hits++] = (pcs_noted_hit){.hit = hit, .candidate = *candidate};
    return PCS_OK;
}

void pcs_session_drop_explaining(pcs_session *s)
{
    pcs_explaining *e = s->explaining;
    if (!e)
        return;
    for (size_t i = 0; e->headings && i < e->n_shelves; i++)
        free(e->headings[i].strings);
    for (size_t i = 0; i < e->n_hits; i++) {
        free(e->hits[i].parts);
        free(e->hits[i].pairs);
    }
    free(e->headings);
    free(e->hits);
    free(e);
    s->explaining = NULL;
}

static pcs_status add_part(pcs_noted_hit *hit, pcs_score_part part,
                           pcs_error *err)
{
    part.score = part.weight * part.idf * part.length;
    if (!PCS_ARRAY_RESERVE(hit->parts, hit->cap_parts, hit->n_parts + 1))
        return pcs_error_nomem(err);
    hit->parts[hit->n_parts++] = part;
    return PCS_OK;
}

/* The parts of a score by the terms of the query; of a question, by those of
 * the English side alone. */
static pcs_status add_terms(pcs_noted_hit *hit, pcs_session *s, pcs_error *err)
{
    const pcs_matching *m = &s->matchings[hit->candidate.shelf];
    uint32_t unit = hit->candidate.unit;
    const pcs_unit_record *record;
    pcs_status status =
        pcs_partition_unit(&record, &m->shelf->partition, unit, err);
    for (size_t i = 0; status == PCS_OK && i < m->n_terms; i++) {
        pcs_term_score t;
        bool counts = s->asked ? pcs_score_english_term(&t, m, i, unit, record)
                               : pcs_score_term(&t, m, i, unit, record);
        if (!counts)
            continue;
        const pcs_node *node = m->terms[i].node;
        const char *text =
            pcs_arena_copy(&s->results->arena, node->text, node->len);
        if (!text)
            return pcs_error_nomem(err);
        status = add_part(hit,
                          (pcs_score_part){"term", text, t.tier, t.weight,
                                           t.idf, t.length, 0},
                          err);
    }
    return status;
}

/* Where the parts of a question go: to the hits of one shelf. */
typedef struct sharing {
    pcs_session *s;
    size_t shelf;
} sharing;

static pcs_status add_asked(void *context, const pcs_asked_part *part,
                            pcs_error *err)
{
    const sharing *to = context;
    pcs_explaining *e = to->s->explaining;
    const char *text = NULL;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < e->n_hits; i++) {
        const pcs_candidate *c = &e->hits[i].candidate;
        if (c->shelf != to->shelf || part->counts[c->unit] == 0)
            continue;
        if (!text)
            text =
                pcs_arena_copy(&to->s->results->arena, part->text, part->len);
        if (!text)
            return pcs_error_nomem(err);
        double count = part->counts[c->unit];
        double length = (1 + (double)PCS_BM25_K1) * count /
                        (count + (double)part->norms[c->unit]);
        status = add_part(&e->hits[i],
                          (pcs_score_part){part->stream, text, PCS_TIER_NONE,
                                           (double)part->weight,
                                           (double)part->idf, length, 0},
                          err);
    }
    return status;
}

static pcs_status ask_again(pcs_session *s, pcs_error *err)
{
    pcs_explaining *e = s->explaining;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < e->n_shelves; i++) {
        sharing to = {s, i};
        bool has_hits = false;
        for (size_t j = 0; !has_hits && j < e->n_hits; j++)
            has_hits = e->hits[j].candidate.shelf == i;
        if (has_hits)
            status = pcs_asked_explain(add_asked, &to, s->asked[i].question,
                                       &s->matchings[i], err);
    }
    return status;
}

static pcs_status add_pair(pcs_noted_hit *hit, pcs_session *s, size_t i,
                           double weight, double idf, double length,
                           pcs_error *err)
{
    const pcs_terms *words = &s->asked[hit->candidate.shelf].question->words;
    pcs_buffer text = {0};
    size_t len;
    const char *word = pcs_terms_get(words, i - 1, &len);
    pcs_buffer_append(&text, word, len);
    pcs_buffer_putc(&text, ' ');
    word = pcs_terms_get(words, i, &len);
    pcs_buffer_append(&text, word, len);
    pcs_status status = pcs_buffer_status(&text, err);
    const char *copy = NULL;
    if (status == PCS_OK)
        copy = pcs_arena_copy(&s->results->arena, text.data, text.len);
    pcs_buffer_dispose(&text);
    if (!copy ||
        !PCS_ARRAY_RESERVE(hit->pairs, hit->cap_pairs, hit->n_pairs + 1))
        return pcs_error_nomem(err);
    hit->pairs[hit->n_pairs++] =
        (pcs_score_part){"pair", copy,   PCS_TIER_NONE,        weight,
                         idf,    length, weight * idf * length};
    return PCS_OK;
}

static pcs_status add_pairs(pcs_noted_hit *hit, pcs_session *s, pcs_error *err)
{
    const pcs_candidate *c = &hit->candidate;
    pcs_matching *m = &s->matchings[c->shelf];
    const pcs_asked *asked = &s->asked[c->shelf];
    const float *norms;
    float idfs[PCS_QUESTION_PAIRED_MAX];
    if (!c->has_pairs)
        return PCS_OK;
    pcs_status status = pcs_asked_each_pair(idfs, asked, m, c->unit, err);
    if (status == PCS_OK)
        status = pcs_shelf_norms(&norms, m->shelf, err);
    for (size_t i = 1; status == PCS_OK && i < PCS_QUESTION_PAIRED_MAX; i++) {
        if (idfs[i] <= 0)
            continue;
        double length =
            (1 + (double)PCS_BM25_K1) / (1 + (double)norms[c->unit]);
        status = add_pair(hit, s, i, (double)asked->pair, (double)idfs[i],
                          length, err);
    }
    return status;
}

static pcs_status add_factors(pcs_hit_explanation *out, pcs_session *s,
                              const pcs_candidate *c, pcs_error *err)
{
    pcs_priors f;
    pcs_status status =
        pcs_priors_get(&f, &s->matchings[c->shelf].shelf->partition,
                       &s->explaining->headings[c->shelf], c->unit, err);
    if (status != PCS_OK)
        return status;
    const pcs_score_factor all[PCS_SCORE_FACTORS_MAX] = {
        {"heading", (double)f.heading},
        {"human", (double)f.human},
        {"below", (double)f.below},
        {"article", (double)f.article}};
    for (size_t i = 0; i < PCS_SCORE_FACTORS_MAX; i++)
        if (all[i].value > 1)
            out->factors[out->n_factors++] = all[i];
    return PCS_OK;
}

static int compare_parts(const void *a, const void *b)
{
    const pcs_score_part *x = a, *y = b;
    if (x->score > y->score || x->score < y->score)
        return x->score > y->score ? -1 : 1;
    return strcmp(x->text, y->text);
}

static pcs_status copy_parts(const pcs_score_part **out, pcs_session *s,
                             pcs_score_part *parts, size_t n, pcs_error *err)
{
    pcs_score_part *copy =
        pcs_arena_alloc(&s->results->arena, n * sizeof *copy + 1);
    if (!copy)
        return pcs_error_nomem(err);
    if (n) {
        qsort(parts, n, sizeof *parts, compare_parts);
        memcpy(copy, parts, n * sizeof *copy);
    }
    *out = copy;
    return PCS_OK;
}

static pcs_status explain_hit(pcs_noted_hit *hit, pcs_session *s,
                              pcs_error *err)
{
    const pcs_candidate *c = &hit->candidate;
    pcs_hit_explanation *x = pcs_arena_alloc(&s->results->arena, sizeof *x);
    pcs_status status = x ? PCS_OK : pcs_error_nomem(err);
    if (status != PCS_OK)
        return status;
    memset(x, 0, sizeof *x);
    status = s->asked ? add_pairs(hit, s, err) : PCS_OK;
    if (status == PCS_OK && (!s->asked || s->has_english))
        status = add_terms(hit, s, err);
    if (status == PCS_OK)
        status = add_factors(x, s, c, err);
    if (status == PCS_OK)
        status = copy_parts(&x->parts, s, hit->parts, hit->n_parts, err);
    if (status == PCS_OK)
        status = copy_parts(&x->pairs, s, hit->pairs, hit->n_pairs, err);
    x->n_parts = hit->n_parts;
    x->n_pairs = hit->n_pairs;
    x->by_tier = s->options->mode != PCS_MATCH_ANY;
    x->is_untranslated = c->is_untranslated;
    x->is_whole = !c->is_partial;
    x->is_together = !c->is_apart;
    hit->hit->explanation = x;
    return status;
}

pcs_status pcs_session_break_down(pcs_session *s, pcs_error *err)
{
    pcs_explaining *e = s->explaining;
    pcs_status status = s->asked ? ask_again(s, err) : PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < e->n_hits; i++)
        status = explain_hit(&e->hits[i], s, err);
    return status;
}
