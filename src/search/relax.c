/* relax.c - fewer words than were typed: --match any and auto */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/functionwords.h"
#include "base/zeros.h"
#include "search/expanded.h"
#include "search/occurrences.h"

/* What a unit has of the query's words: a bit a child of the root. */
typedef uint32_t word_set;

/* The sets of eight words; those are counted. */
#define SMALL_SETS 256

/* The sets of all units that may be answers, locale after locale. */
typedef struct relaxing {
    const pcs_node *root;
    word_set *units;
    size_t n, cap;
    size_t freqs[32]; /* of each word: the units that have it */
    float weights[32];
    /* Of the sets of the first eight words, which are all of most queries: how
     * many units have that set, which sets there are as they were met, and what
     * they weigh, 0 where that is not known. */
    size_t counts[SMALL_SETS];
    word_set met[SMALL_SETS];
    size_t n_met;
    bool has_others;
    float sums[SMALL_SETS];
} relaxing;

/* As many as a set has bits. */
#define WORDS_MAX ((size_t)32)

/* So many words are a question rather than a choice of words. */
#define QUESTION_WORDS 5
/* How much of the best answer's part of a question another answer has. */
#define NEAREST 0.4F

/* What is left of the weight of a function word. */
#define FUNCTION_WORD 0.15

/* What may be dropped: filters never are. */
static bool is_word(const pcs_node *node)
{
    return node->kind != PCS_NODE_NOT && node->has_term && !node->is_dropped;
}

static bool is_filter(const pcs_node *node)
{
    return node->kind != PCS_NODE_NOT && !node->has_term;
}

void pcs_session_make_any(pcs_session *s)
{
    pcs_node *root = s->query.root;
    if (!root || root->kind != PCS_NODE_AND)
        return;
    s->any.kind = PCS_NODE_OR;
    pcs_node **words = &s->any.child, **others = &root->child;
    for (pcs_node *c = root->child, *next; c; c = next) {
        next = c->next;
        c->next = NULL;
        pcs_node ***list = is_word(c) ? &words : &others;
        **list = c;
        *list = &c->next;
    }
    *others = NULL;
    if (!s->any.child)
        return;
    s->any.next = root->child;
    root->child = &s->any;
}

/* The bit of a word of the root; of one that is typed again, the first's. */
static word_set bit_of(const pcs_node *root, const pcs_node *word)
{
    word_set bit = 1;
    const pcs_node *first = pcs_node_repeated(root->child, word);
    for (const pcs_node *c = root->child; c != (first ? first : word);
         c = c->next)
        if (is_word(c))
            bit <<= 1;
    return bit;
}

/* Adds one word's bit to the units (or with filters, occurrences) of one locale
 * that have it. */
static pcs_status match_word(word_set *words, word_set bit, pcs_matching *m,
                             const pcs_node *word, pcs_error *err)
{
    size_t n = pcs_matching_width(m);
    pcs_tiers *one;
    pcs_status status = pcs_match(&one, m, word, NULL, err);
    if (status != PCS_OK)
        return status;
    for (size_t u = pcs_tiers_next(one, 0, n); u < n;
         u = pcs_tiers_next(one, u + 1, n))
        words[u] |= bit;
    free(one);
    return PCS_OK;
}

/* Which words of the root match which units. */
static pcs_status match_words(word_set *words, pcs_matching *m,
                              const pcs_node *root, pcs_error *err)
{
    size_t n = pcs_matching_width(m);
    word_set bit = 1;
    pcs_status status = PCS_OK;
    for (const pcs_node *c = root->child; status == PCS_OK && c; c = c->next) {
        if (!is_word(c))
            continue;
        word_set same = bit_of(root, c);
        for (size_t u = 0; same != bit && u < n; u++)
            words[u] |= words[u] & same ? bit : 0;
        if (same == bit)
            status = match_word(words, bit, m, c, err);
        bit <<= 1;
    }
    return status;
}

/* Clears the sets of units that filters leave out, or what is excluded. */
static pcs_status leave_out(word_set *words, pcs_matching *m,
                            const pcs_node *root, pcs_error *err)
{
    size_t n = pcs_matching_width(m);
    pcs_status status = PCS_OK;
    for (const pcs_node *c = root->child; status == PCS_OK && c; c = c->next) {
        pcs_tiers *one;
        if (!is_filter(c) && (c->kind != PCS_NODE_NOT || c->child->is_dropped))
            continue;
        status = pcs_match(&one, m, is_filter(c) ? c : c->child, NULL, err);
        for (size_t u = 0; status == PCS_OK && u < n; u++)
            words[u] = !one[u] == is_filter(c) ? 0 : words[u];
        if (status == PCS_OK)
            free(one);
    }
    return status;
}

/* The first of the sets [from, n) that is not empty; n where all are. */
static size_t next_set(const word_set *sets, size_t from, size_t n)
{
    size_t i = from;
    for (size_t near = n - i < 16 ? n : i + 16; i < near; i++)
        if (sets[i])
            return i;
    i = pcs_zeros_end(sets, i * sizeof *sets, n * sizeof *sets) / sizeof *sets;
    while (i < n && !sets[i])
        i++;
    return i;
}

static void add_freqs(relaxing *r, word_set words, size_t n)
{
    for (; words; words &= words - 1)
        r->freqs[__builtin_ctz(words)] += n;
}

static void count_set(relaxing *r, word_set words)
{
    if (words >= SMALL_SETS) {
        r->has_others = true;
        add_freqs(r, words, 1);
    } else if (r->counts[words]++ == 0) {
        r->met[r->n_met++] = words;
    }
}

static pcs_status add_units(relaxing *r, pcs_matching *m, pcs_error *err)
{
    size_t n = pcs_matching_width(m);
    if (!PCS_ARRAY_RESERVE(r->units, r->cap, r->n + n + 1))
        return pcs_error_nomem(err);
    word_set *words = r->units + r->n;
    memset(words, 0, n * sizeof *words);
    pcs_status status = match_words(words, m, r->root, err);
    if (status == PCS_OK)
        status = leave_out(words, m, r->root, err);
    for (size_t u = next_set(words, 0, n); status == PCS_OK && u < n;
         u = next_set(words, u + 1, n))
        count_set(r, words[u]);
    r->n += n;
    return status;
}

/* Symbols alone count as such. */
static bool is_function_word(const pcs_session *s, const pcs_node *node)
{
    const pcs_node *typed = pcs_node_as_typed(node);
    if (typed->kind != PCS_NODE_TERM)
        return false;
    const pcs_term *t = &s->terms[typed->number];
    size_t len;
    if (t->words.len != 1)
        return t->words.len == 0;
    const char *word = pcs_terms_get(&t->words, 0, &len);
    return pcs_functionwords_has(word, len);
}

/* Rare words say more than common ones (BM25's idf), but those that only ask
 * say little, and are rare where texts do not ask. */
static void weigh(relaxing *r, const pcs_session *s)
{
    size_t i = 0;
    for (size_t j = 0; j < r->n_met; j++)
        add_freqs(r, r->met[j], r->counts[r->met[j]]);
    for (const pcs_node *c = r->root->child; c && i < WORDS_MAX; c = c->next) {
        if (!is_word(c))
            continue;
        double n = (double)r->n, df = (double)r->freqs[i];
        double weight = log(1 + (n - df + 0.5) / (df + 0.5));
        r->weights[i++] =
            (float)(is_function_word(s, c) ? weight * FUNCTION_WORD : weight);
    }
}

static float add_weights(const relaxing *r, word_set words)
{
    float sum = 0;
    for (; words; words &= words - 1)
        sum += r->weights[__builtin_ctz(words)];
    return sum;
}

static float weight_of(relaxing *r, word_set words)
{
    if (words >= SMALL_SETS)
        return add_weights(r, words);
    if (r->sums[words] <= 0)
        r->sums[words] = add_weights(r, words);
    return r->sums[words];
}

/* The set that says most, and how much; of equals, the one that keeps what was
 * typed first. */
typedef struct choice {
    word_set best, last;
    float most, weight; /* of best, of last */
} choice;

static void consider(choice *c, relaxing *r, word_set words)
{
    if (words == c->best)
        return;
    if (words != c->last)
        c->weight = weight_of(r, words);
    c->last = words;
    if (c->weight < c->most ||
        (c->weight <= c->most && (words & -words) >= (c->best & -c->best)))
        return;
    c->most = c->weight;
    c->best = words;
}

static word_set best_set(relaxing *r, const pcs_session *s, float *out)
{
    choice c = {0, 0, 0, 0};
    weigh(r, s);
    for (size_t i = 0; !r->has_others && i < r->n_met; i++)
        consider(&c, r, r->met[i]);
    if (r->has_others)
        for (size_t i = next_set(r->units, 0, r->n); i < r->n;
             i = next_set(r->units, i + 1, r->n))
            consider(&c, r, r->units[i]);
    *out = c.most;
    return c.best;
}

/* Leaves the units that have about as much of the question as the best. */
static void keep_nearest(pcs_session *s, relaxing *r, float most)
{
    word_set last = 0;
    bool is_near = false;
    for (size_t i = next_set(r->units, 0, r->n); i < r->n;
         i = next_set(r->units, i + 1, r->n)) {
        if (r->units[i] != last)
            is_near = weight_of(r, r->units[i]) >= NEAREST * most;
        last = r->units[i];
        if (!is_near)
            r->units[i] = 0;
    }
    s->nearest = r->units;
    r->units = NULL;
}

/* With filters the sets are those of occurrences: makes them the units'. */
static pcs_status unite(relaxing *r, const pcs_session *s, pcs_error *err)
{
    const pcs_manifest *manifest = &s->searcher->manifest;
    size_t from = 0, to = 0, n = 0;
    for (size_t i = 0; i < manifest->n_locales; i++)
        if (pcs_session_wants(s, manifest->locales[i].locale))
            n += s->matchings[i].shelf->partition.n_units;
    word_set *units = calloc(n + 1, sizeof *units);
    pcs_status status = units ? PCS_OK : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < manifest->n_locales; i++) {
        if (!pcs_session_wants(s, manifest->locales[i].locale))
            continue;
        const pcs_partition *p = &s->matchings[i].shelf->partition;
        status = pcs_occurrences_unite(units + to, r->units + from, p, err);
        from += p->n_segments;
        to += p->n_units;
    }
    free(r->units);
    r->units = units;
    r->n = to;
    return status;
}

/* A question is answered by what has most of it, whichever words these are. */
static pcs_status ask(pcs_session *s, relaxing *r, float most, pcs_error *err)
{
    pcs_status status = s->query.n_filters ? unite(r, s, err) : PCS_OK;
    if (status != PCS_OK)
        return status;
    keep_nearest(s, r, most);
    status = pcs_session_ask(s, err);
    if (status == PCS_OK)
        pcs_session_make_any(s);
    s->wants_together = false;
    return status;
}

/* With its synonyms, which are neither marked nor counted any more. */
static void mark_dropped(pcs_node *node, bool is_dropped)
{
    node->is_dropped = is_dropped;
    for (pcs_node *c = node->child; c; c = c->next)
        mark_dropped(c, is_dropped);
}

static pcs_status drop(pcs_session *s, word_set kept, pcs_error *err)
{
    word_set bit = 1;
    pcs_status status = PCS_OK;
    for (pcs_node *c = s->query.root->child; status == PCS_OK && c;
         c = c->next) {
        if (!is_word(c))
            continue;
        mark_dropped(c, !(kept & bit));
        bit <<= 1;
        if (c->is_dropped)
            status = pcs_session_name_dropped(s, c->typed, c->typed_len, err);
    }
    s->wants_together = false;
    pcs_session_prune_expanded(s);
    return status;
}

/* Words behind so many are dropped at once. */
static pcs_status drop_behind(pcs_session *s, size_t max, pcs_error *err)
{
    size_t n = 0;
    pcs_status status = PCS_OK;
    for (pcs_node *c = s->query.root->child; status == PCS_OK && c;
         c = c->next) {
        if (!is_word(c) || n++ < max)
            continue;
        mark_dropped(c, true);
        status = pcs_session_name_dropped(s, c->typed, c->typed_len, err);
    }
    return status;
}

static pcs_status add_shelves(relaxing *r, pcs_session *s, pcs_error *err)
{
    const pcs_manifest *manifest = &s->searcher->manifest;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < manifest->n_locales; i++) {
        pcs_matching *m;
        if (!pcs_session_wants(s, manifest->locales[i].locale))
            continue;
        status = pcs_session_matching(&m, s, i, err);
        if (status == PCS_OK)
            status = add_units(r, m, err);
    }
    return status;
}

pcs_status pcs_session_relax(pcs_session *s, bool *changed, pcs_error *err)
{
    relaxing r = {.root = s->query.root};
    size_t n_words = 0;
    if (!r.root || r.root->kind != PCS_NODE_AND)
        return PCS_OK;
    for (const pcs_node *c = r.root->child; c; c = c->next)
        n_words += is_word(c);
    if (n_words < 2)
        return PCS_OK;
    pcs_status status = drop_behind(s, WORDS_MAX, err);
    if (status == PCS_OK)
        status = add_shelves(&r, s, err);
    float most;
    word_set best = status == PCS_OK ? best_set(&r, s, &most) : 0;
    *changed = best != 0;
    bool has_all = (size_t)__builtin_popcount(best) == n_words;
    if (best && !has_all && n_words >= QUESTION_WORDS &&
        s->query.n_filters == (s->options->condition != NULL))
        status = ask(s, &r, most, err);
    else if (best)
        status = drop(s, best, err);
    free(r.units);
    return status;
}

/* Where the units of shelf number `shelf` begin among those that are searched.
 */
static size_t first_of(const pcs_session *s, size_t shelf)
{
    size_t first = 0;
    for (size_t i = 0; i < shelf; i++)
        if (pcs_session_wants(s, s->searcher->manifest.locales[i].locale))
            first += s->matchings[i].shelf->partition.n_units;
    return first;
}

pcs_status pcs_session_name_lacking(pcs_session *s, pcs_error *err)
{
    word_set bit = 1;
    pcs_status status = PCS_OK;
    if (!s->nearest || s->top.len == 0)
        return PCS_OK;
    const pcs_candidate *best = &s->top.items[0];
    word_set words = s->nearest[first_of(s, best->shelf) + best->unit];
    for (pcs_node *c = s->any.child; status == PCS_OK && c; c = c->next) {
        if (!is_word(c))
            continue;
        if (!(words & bit))
            status = pcs_session_name_dropped(s, c->typed, c->typed_len, err);
        bit <<= 1;
    }
    return status;
}
