/* counterparts.c - which words of the other side a term is translated by */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/counterparts.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/functionwords.h"

/* Units beyond these say little more. */
#define SAMPLE_MAX 800u
/* Classes beyond these are no translations, and words of one text beyond those
 * are not looked at. */
#define CLASSES_MAX 24u
#define WORDS_MAX 512u

/* A class that goes with the term nearly as well as with anything is its
 * translation; one that goes with something else better may be, in a text
 * without that, if the term is mostly translated so. */
#define RATIO_SURE 0.6
#define SHARE_LIKELY 0.4
/* Weaker ones are chance. */
#define DICE_MIN 0.05
#define TOGETHER_MIN 3

/* The two sides, as seen from the term. */
typedef struct sides {
    const pcs_forward *own_units, *units;
    const pcs_associations *own, *other;
    const pcs_lexicon *words; /* of the other side */
} sides;

static sides sides_of(const pcs_matching *m, size_t term)
{
    const pcs_partition *p = &m->shelf->partition;
    if (m->terms[term].node->side == PCS_SIDE_LOCAL)
        return (sides){&p->word_forward, &p->english_forward,
                       &p->word_associations, &p->english_associations,
                       &p->english};
    return (sides){&p->english_forward, &p->word_forward,
                   &p->english_associations, &p->word_associations, &p->words};
}

/* Where classes of a side are counted: kept with the shelf, as they are as many
 * as its words. */
struct pcs_counting {
    uint32_t *counts, *latest, *touched; /* by class */
    size_t n_touched;
    uint32_t stamp;   /* of the unit that was counted last */
    uint32_t n_units; /* that were counted */
    size_t n_found;   /* that the term matches */
};

typedef struct pcs_counting counting;

void pcs_counting_free(struct pcs_counting *c)
{
    if (!c)
        return;
    free(c->counts);
    free(c->latest);
    free(c->touched);
    free(c);
}

/* The shelf's, empty. The associations are checked when it is made. */
static pcs_status get_counting(counting **out, counting **kept, const sides *s,
                               pcs_error *err)
{
    size_t n = s->other->n + 1;
    *out = *kept;
    if (*kept)
        return PCS_OK;
    counting *c = calloc(1, sizeof *c);
    if (!c)
        return pcs_error_nomem(err);
    c->counts = calloc(n, sizeof *c->counts);
    c->latest = calloc(n, sizeof *c->latest);
    c->touched = malloc(n * sizeof *c->touched);
    pcs_status status = c->counts && c->latest && c->touched
                            ? pcs_associations_check(s->other, err)
                            : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = pcs_associations_check(s->own, err);
    if (status != PCS_OK) {
        pcs_counting_free(c);
        return status;
    }
    *out = *kept = c;
    return PCS_OK;
}

static void clear(counting *c)
{
    for (size_t i = 0; i < c->n_touched; i++)
        c->counts[c->touched[i]] = 0;
    c->n_touched = c->n_found = 0;
    c->n_units = 0;
}

static pcs_status count_unit(counting *c, const sides *s, uint32_t unit,
                             pcs_error *err)
{
    pcs_sequence sequence;
    uint32_t word;
    pcs_status status = pcs_forward_unit(&sequence, s->units, unit, err);
    c->n_units++;
    c->stamp++;
    while (status == PCS_OK && pcs_sequence_next(&word, &sequence)) {
        if (word >= s->other->n)
            return pcs_error_set(err, PCS_ECORRUPT, "no word %u", word);
        uint32_t class = s->other->classes[word];
        if (c->latest[class] == c->stamp)
            continue;
        c->latest[class] = c->stamp;
        if (c->counts[class]++ == 0)
            c->touched[c->n_touched++] = class;
    }
    return status;
}

/* Every step-th unit of those that the term matches. */
static pcs_status count_units(counting *c, const pcs_matching *m,
                              const sides *s, const pcs_tiers *found,
                              pcs_error *err)
{
    const pcs_partition *p = &m->shelf->partition;
    pcs_status status = PCS_OK;
    for (uint32_t u = 0; u < p->n_units; u++)
        c->n_found += found[u] != PCS_TIER_NONE;
    size_t step = c->n_found / SAMPLE_MAX + 1, at = 0;
    for (uint32_t u = 0; status == PCS_OK && u < p->n_units; u++)
        if (found[u] != PCS_TIER_NONE && at++ % step == 0)
            status = count_unit(c, s, u, err);
    return status;
}

static int by_dice(const void *a, const void *b)
{
    const pcs_counterpart *x = a, *y = b;
    if (x->dice != y->dice)
        return x->dice > y->dice ? -1 : 1;
    return (x->class > y->class) - (x->class < y->class);
}

/* Articles and the like go with everything. */
static pcs_status is_function_word(bool *out, const sides *s, uint32_t class,
                                   pcs_error *err)
{
    const char *word;
    size_t len;
    pcs_status status = pcs_lexicon_word(&word, &len, s->words, class, err);
    *out = status == PCS_OK && pcs_functionwords_has(word, len);
    return status;
}

/* The best ones that are no function words. */
static pcs_status keep_best(pcs_counterparts *out, const sides *s,
                            pcs_error *err)
{
    pcs_status status = PCS_OK;
    size_t n = 0;
    if (out->len)
        qsort(out->items, out->len, sizeof *out->items, by_dice);
    for (size_t i = 0; status == PCS_OK && i < out->len && n < CLASSES_MAX;
         i++) {
        bool is_function;
        status = is_function_word(&is_function, s, out->items[i].class, err);
        if (!is_function)
            out->items[n++] = out->items[i];
    }
    out->len = n;
    return status;
}

/* The coefficients that the whole collection would give, from a sample. freq is
 * how many units the term matches, whatever other terms do. */
static pcs_status choose(pcs_counterparts *out, const counting *c,
                         const sides *s, double freq, pcs_error *err)
{
    out->items = malloc((c->n_touched + 1) * sizeof *out->items);
    if (!out->items)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < c->n_touched; i++) {
        uint32_t class = c->touched[i];
        double share = (double)c->counts[class] / c->n_units;
        double dice = 2 * share * freq / (freq + s->other->freqs[class]);
        double best = s->other->best[class] / 65535.0;
        if (dice >= DICE_MIN && c->counts[class] >= TOGETHER_MIN)
            out->items[out->len++] = (pcs_counterpart){
                class, share, dice, best > 0 ? dice / best : 0};
    }
    return keep_best(out, s, err);
}

pcs_status pcs_counterparts_find(pcs_counterparts *out, const pcs_matching *m,
                                 size_t term, pcs_error *err)
{
    const pcs_tiers *found = m->found[term];
    sides s = sides_of(m, term);
    counting *c;
    out->is_made = true;
    if (!found)
        return PCS_OK;
    bool is_local = m->terms[term].node->side == PCS_SIDE_LOCAL;
    pcs_status status =
        get_counting(&c, &m->shelf->counting[is_local], &s, err);
    if (status != PCS_OK)
        return status;
    status = count_units(c, m, &s, found, err);
    double freq = (double)c->n_found;
    if (m->freqs[term] > freq)
        freq = m->freqs[term];
    if (status == PCS_OK && c->n_units)
        status = choose(out, c, &s, freq, err);
    clear(c);
    return status;
}

void pcs_counterparts_dispose(pcs_counterparts *c)
{
    free(c->items);
    memset(c, 0, sizeof *c);
}

/* Whether the unit has a word of that class on the term's own side, besides
 * the words that are the term itself. */
static pcs_status has_class(bool *out, const sides *s, uint32_t unit,
                            uint32_t class, pcs_error *err)
{
    pcs_sequence sequence;
    uint32_t word;
    *out = false;
    pcs_status status = pcs_forward_unit(&sequence, s->own_units, unit, err);
    while (status == PCS_OK && !*out && pcs_sequence_next(&word, &sequence))
        *out = word < s->own->n && s->own->classes[word] == class;
    return status;
}

static pcs_status is_translation(bool *out, const pcs_counterpart *c,
                                 const sides *s, uint32_t unit, pcs_error *err)
{
    bool has_partner = true;
    *out = c->ratio >= RATIO_SURE;
    if (*out || c->share < SHARE_LIKELY)
        return PCS_OK;
    uint32_t partner = s->other->partners[c->class];
    pcs_status status = has_class(&has_partner, s, unit, partner, err);
    *out = !has_partner;
    return status;
}

static const pcs_counterpart *find_class(const pcs_counterparts *c,
                                         uint32_t class)
{
    for (size_t i = 0; i < c->len; i++)
        if (c->items[i].class == class)
            return &c->items[i];
    return NULL;
}

static pcs_status add_mark(pcs_marks *marks, const pcs_analysis *a, size_t i,
                           pcs_error *err)
{
    const pcs_token *token = &a->tokens.items[i];
    const pcs_folded *f = &a->folded;
    if (token->start >= token->end || token->end > f->len)
        return PCS_OK;
    if (!PCS_ARRAY_RESERVE(marks->items, marks->cap, marks->len + 1))
        return pcs_error_nomem(err);
    marks->items[marks->len++] = (pcs_mark){(uint32_t)f->start[token->start],
                                            (uint32_t)f->end[token->end - 1]};
    return PCS_OK;
}

pcs_status pcs_counterparts_mark(pcs_marks *marks, const pcs_counterparts *c,
                                 const pcs_matching *m, size_t term,
                                 uint32_t unit, const pcs_analysis *a,
                                 pcs_error *err)
{
    sides s = sides_of(m, term);
    pcs_sequence sequence;
    uint32_t word;
    if (c->len == 0)
        return PCS_OK;
    pcs_status status = pcs_forward_unit(&sequence, s.units, unit, err);
    /* Each token of the text is a word of the sequence. */
    for (size_t i = 0; status == PCS_OK && i < a->tokens.len && i < WORDS_MAX &&
                       pcs_sequence_next(&word, &sequence);
         i++) {
        bool is_one = false;
        const pcs_counterpart *found =
            word < s.other->n ? find_class(c, s.other->classes[word]) : NULL;
        if (found)
            status = is_translation(&is_one, found, &s, unit, err);
        if (status == PCS_OK && is_one)
            status = add_mark(marks, a, i, err);
    }
    return status;
}
