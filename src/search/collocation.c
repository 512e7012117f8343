/* collocation.c - words that the collection writes side by side are one term */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "search/session.h"

/* Fewer units say nothing about how words are used. */
#define UNITS_MIN 20
/* The words of a term stand together in so many of a hundred units that hold
 * them all. */
#define PERCENT_MIN 70
/* So many units are looked at before all are. */
#define SAMPLE 64
#define WORDS_MAX 4
#define SLOTS 4096

/* Words of the vocabulary and which terms of the query they are, as bits. */
typedef struct word_masks {
    uint64_t hashes[SLOTS]; /* 0: free */
    uint8_t masks[SLOTS];
    size_t n;
} word_masks;

typedef struct checking {
    pcs_session *s;
    pcs_matching *m;
    word_masks *words; /* NULL: by the characters of all words together */
    uint32_t last;     /* the bit of a match of all */
    pcs_terms word;
} checking;

static uint8_t *find_mask(word_masks *w, const char *word, size_t len,
                          bool is_new)
{
    uint64_t hash = pcs_hash64(word, len) | 1;
    size_t i = hash % SLOTS;
    while (w->hashes[i] && w->hashes[i] != hash)
        i = (i + 1) % SLOTS;
    if (w->hashes[i])
        return &w->masks[i];
    if (!is_new || w->n >= SLOTS / 2)
        return NULL;
    w->n++;
    w->hashes[i] = hash;
    return &w->masks[i];
}

static void add_mask(word_masks *w, const char *word, size_t len, uint8_t bit)
{
    uint8_t *mask = find_mask(w, word, len, true);
    if (mask)
        *mask |= bit;
}

/* A term in all of its forms. */
static pcs_status add_forms(checking *c, const pcs_term *t, uint8_t bit,
                            pcs_error *err)
{
    const pcs_expansion *x = &c->m->expansions[t->node->number];
    size_t len;
    const char *word = pcs_terms_get(&t->words, 0, &len);
    pcs_status status = PCS_OK;
    add_mask(c->words, word, len, bit);
    for (size_t i = 0; status == PCS_OK && i < x->len; i++) {
        if (x->items[i].len)
            continue;
        status = pcs_lexicon_word(&word, &len, &c->m->shelf->partition.words,
                                  x->items[i].word, err);
        if (status == PCS_OK)
            add_mask(c->words, word, len, bit);
    }
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
    c->words = calloc(1, sizeof *c->words);
    if (!c->words)
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
static pcs_status find_words(bool *out, checking *c, const pcs_analysis *a,
                             pcs_error *err)
{
    uint32_t state = 0;
    pcs_status status = PCS_OK;
    *out = false;
    for (size_t i = 0; status == PCS_OK && !*out && i < a->tokens.len; i++) {
        size_t len;
        pcs_terms_clear(&c->word);
        status = pcs_terms_add_word(&c->word, 0, &a->folded,
                                    &a->tokens.items[i], err);
        if (status != PCS_OK)
            return status;
        const char *word = pcs_terms_get(&c->word, 0, &len);
        const uint8_t *mask = find_mask(c->words, word, len, false);
        state = (state << 1 | 1) & (mask ? *mask : 0u);
        *out = (state & c->last) != 0;
    }
    return status;
}

static pcs_status are_together(bool *out, checking *c, uint32_t unit,
                               pcs_error *err)
{
    pcs_unit_text text;
    const pcs_analysis *a;
    size_t start, end;
    pcs_status status =
        pcs_texts_get(&text, c->m->shelf->partition.texts, unit, err);
    if (status == PCS_OK)
        status = pcs_analyze(&a, c->m->analyzer, text.local, text.local_len,
                             c->words ? PCS_ANALYZE_TOKENS : PCS_ANALYZE_JOINED,
                             err);
    if (status != PCS_OK)
        return status;
    if (c->words)
        return find_words(out, c, a, err);
    *out = pcs_pattern_find(&c->s->together.pattern, a->joined.text,
                            a->joined.len, 0, &start, &end);
    return PCS_OK;
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
    pcs_terms_dispose(&c.word);
    free(c.words);
    free(units);
    free(apart);
    return status;
}
