/* collocation.c - words that the collection writes side by side are one term */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "search/session.h"

/* Fewer units say nothing about how words are used. */
#define UNITS_MIN 20
/* The words of a term stand together in so many of a hundred units that hold
 * them all. */
#define PERCENT_MIN 70
/* So many units are looked at before all are. */
#define SAMPLE 64
#define WORDS_MAX 4
/* No more words of the vocabulary are taken for forms of the terms. */
#define FORMS_MAX 2048

typedef struct checking {
    pcs_session *s;
    pcs_matching *m;
    uint8_t *masks; /* of each word of the vocabulary, which terms it is, as
                       bits; NULL: by the characters of all words together */
    size_t n_masks; /* words that are some */
    uint32_t last;  /* the bit of a match of all */
} checking;

static void add_mask(checking *c, size_t word, uint8_t bit)
{
    if (word >= c->m->shelf->partition.words.len ||
        (!c->masks[word] && c->n_masks >= FORMS_MAX))
        return;
    c->n_masks += !c->masks[word];
    c->masks[word] |= bit;
}

/* A term in all of its forms. */
static pcs_status add_forms(checking *c, const pcs_term *t, uint8_t bit,
                            pcs_error *err)
{
    const pcs_expansion *x = &c->m->expansions[t->node->number];
    pcs_lexicon_range range;
    size_t len;
    const char *word = pcs_terms_get(&t->words, 0, &len);
    pcs_status status =
        pcs_lexicon_find(&range, &c->m->shelf->partition.words, word, len, err);
    if (status == PCS_OK && range.first < range.last)
        add_mask(c, range.first, bit);
    for (size_t i = 0; status == PCS_OK && i < x->len; i++)
        if (!x->items[i].len)
            add_mask(c, x->items[i].word, bit);
    return status;
}

/* What was typed, where nothing else of the node holds in the locale. */
static const pcs_node *typed_alone(const pcs_matching *m, const pcs_node *node)
{
    const pcs_node *typed = pcs_node_as_typed(node);
    for (const pcs_node *c = typed == node ? NULL : typed->next; c; c = c->next)
        if (!c->is_english_too || pcs_matching_wants(m, c))
            return node;
    return typed;
}

/* The words of a query that is nothing else; 0 for any other query. */
static size_t count_words(const pcs_matching *m, const pcs_node *root)
{
    size_t n = 0;
    if (!root || root->kind != PCS_NODE_AND)
        return 0;
    for (const pcs_node *i = root->child; i; i = i->next, n++) {
        const pcs_node *c = typed_alone(m, i);
        if (c->kind != PCS_NODE_TERM || c->is_phrase || c->is_prefix ||
            c->is_dropped || c->side != PCS_SIDE_LOCAL || c->language)
            return 0;
    }
    return n >= 2 && n <= WORDS_MAX ? n : 0;
}

static pcs_status make_words(checking *c, const pcs_node *root, pcs_error *err)
{
    uint8_t bit = 1;
    pcs_status status = PCS_OK;
    for (const pcs_node *n = root->child; n; n = n->next)
        if (c->s->terms[pcs_node_as_typed(n)->number].kind !=
            PCS_TERM_KIND_WORD)
            return PCS_OK;
    c->masks = calloc(c->m->shelf->partition.words.len + 1, 1);
    if (!c->masks)
        return pcs_error_nomem(err);
    for (const pcs_node *n = root->child; status == PCS_OK && n; n = n->next) {
        status =
            add_forms(c, &c->s->terms[pcs_node_as_typed(n)->number], bit, err);
        c->last = bit;
        bit = (uint8_t)(bit << 1);
    }
    return status;
}

/* Whether words that are the terms follow each other: Shift-And (Baeza-Yates
 * and Gonnet 1992) with words for characters. */
static pcs_status find_words(bool *out, const checking *c, uint32_t unit,
                             pcs_error *err)
{
    const pcs_partition *p = &c->m->shelf->partition;
    uint32_t state = 0, word;
    pcs_sequence words;
    *out = false;
    pcs_status status = pcs_forward_unit(&words, &p->word_forward, unit, err);
    while (status == PCS_OK && !*out && pcs_sequence_next(&word, &words)) {
        state = (state << 1 | 1) & (word < p->words.len ? c->masks[word] : 0u);
        *out = (state & c->last) != 0;
    }
    return status;
}

static pcs_status are_together(bool *out, const checking *c, uint32_t unit,
                               pcs_error *err)
{
    const pcs_pattern *pattern = &c->s->together.pattern;
    pcs_unit_text text;
    const pcs_analysis *a;
    size_t start, end;
    if (c->masks)
        return find_words(out, c, unit, err);
    pcs_status status =
        pcs_texts_get(&text, c->m->shelf->partition.texts, unit, err);
    if (status != PCS_OK ||
        pcs_pattern_find_plain(pattern, text.local, text.local_len, out))
        return status;
    status = pcs_analyze(&a, c->m->analyzer, text.local, text.local_len,
                         PCS_ANALYZE_JOINED, err);
    *out = status == PCS_OK && pcs_pattern_find(pattern, a->joined.text,
                                                a->joined.len, 0, &start, &end);
    return status;
}

/* How many of every step-th unit have the words together; sets *apart. */
static pcs_status count(size_t *n_out, checking *c, const uint32_t *units,
                        size_t n, size_t step, uint8_t *apart, pcs_error *err)
{
    pcs_status status = PCS_OK;
    *n_out = 0;
    for (size_t i = 0; status == PCS_OK && i < n; i += step) {
        bool together;
        status = are_together(&together, c, units[i], err);
        if (status != PCS_OK)
            break;
        *n_out += together;
        apart[i] = !together;
    }
    return status;
}

static pcs_status demote(checking *c, pcs_tiers *tiers, const uint32_t *units,
                         size_t n, uint8_t *apart, pcs_error *err)
{
    size_t step = n / SAMPLE + 1, together;
    pcs_status status = count(&together, c, units, n, step, apart, err);
    /* A sample may err, so that only the clear cases end here. */
    if (status != PCS_OK ||
        together * 100 < (n / step + 1) * (PERCENT_MIN - 20))
        return status;
    if (step > 1)
        status = count(&together, c, units, n, 1, apart, err);
    if (status != PCS_OK || together < UNITS_MIN ||
        together * 100 < n * PERCENT_MIN)
        return status;
    pcs_tier weaker =
        c->m->lowest >= PCS_TIER_PART ? PCS_TIER_PART : PCS_TIER_NONE;
    for (size_t i = 0; i < n; i++)
        if (apart[i])
            tiers[units[i]] = (pcs_tiers)weaker;
    return PCS_OK;
}

pcs_status pcs_session_collocate(pcs_session *s, pcs_matching *m,
                                 pcs_tiers *tiers, pcs_error *err)
{
    const pcs_node *root = s->query.root;
    size_t n_units = m->shelf->partition.n_units, n = 0;
    if (s->asked || !s->wants_together || s->query.n_filters ||
        !count_words(m, root))
        return PCS_OK;
    for (size_t u = 0; u < n_units; u++)
        n += tiers[u] == PCS_TIER_WORD || tiers[u] == PCS_TIER_STEM;
    if (n < UNITS_MIN)
        return PCS_OK;
    checking c = {.s = s, .m = m};
    uint32_t *units = malloc(n * sizeof *units);
    uint8_t *apart = calloc(n, 1);
    pcs_status status = units && apart ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = make_words(&c, root, err);
    n = 0;
    for (uint32_t u = 0; status == PCS_OK && u < n_units; u++)
        if (tiers[u] == PCS_TIER_WORD || tiers[u] == PCS_TIER_STEM)
            units[n++] = u;
    if (status == PCS_OK)
        status = demote(&c, tiers, units, n, apart, err);
    free(c.masks);
    free(units);
    free(apart);
    return status;
}
