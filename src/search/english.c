/* english.c - words that are looked for on the English side, too */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/english.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/functionwords.h"
#include "search/near.h"

/* Words of one stem, or with one beginning, beyond these are not counted. */
#define WORDS_MAX 4096u
/* Words that help are in one unit of so many at least. */
#define RARE 50
/* Shorter beginnings say nothing about the language. */
#define PREFIX_MIN 4u

/* What is being decided. */
typedef struct adding {
    pcs_session *s;
    bool *is_english;  /* of each locale: some word of the query is, that does
                          not only help */
    bool *holds;       /* of each locale: the term at hand is */
    bool is_alone;     /* a query of one term: no word helps another */
    bool helpers_only; /* which terms are looked at */
} adding;

/* How many units of a side hold something. */
typedef struct pair {
    uint64_t local, english;
} pair;

static pcs_status class_freq(uint64_t *out, const pcs_associations *a,
                             size_t word, pcs_error *err)
{
    *out = 0;
    if (word >= a->n)
        return PCS_OK;
    pcs_status status = pcs_tables_check(a->tables, &a->classes[word], 4, err);
    size_t class = status == PCS_OK ? a->classes[word] : a->n;
    if (class >= a->n)
        return status;
    status = pcs_tables_check(a->tables, &a->freqs[class], 4, err);
    if (status == PCS_OK)
        *out = a->freqs[class];
    return status;
}

/* Units of the most frequent of a word's forms and of the compounds with it. */
static pcs_status form_freq(uint64_t *out, const pcs_vocabulary *v,
                            const char *word, size_t len, pcs_error *err)
{
    pcs_expansion x = {0};
    pcs_expanding by = {v->lexicon, v->relations, v->inflection, v->stemmer};
    *out = 0;
    pcs_status status = pcs_expand(&x, &by, word, len, err);
    for (size_t i = 0; status == PCS_OK && i < x.len; i++) {
        uint32_t freq = 0;
        status = pcs_lexicon_freq(&freq, v->lexicon, x.items[i].word, err);
        *out = freq > *out ? freq : *out;
    }
    pcs_expansion_dispose(&x);
    return status;
}

/* Whether a word of the vocabulary has the stem of this one: cheap. */
static pcs_status has_stem(bool *out, const pcs_vocabulary *v, const char *word,
                           size_t len, pcs_error *err)
{
    pcs_buffer key = {0};
    pcs_lexicon_range range = {0, 0};
    pcs_status status = pcs_stemmer_key(v->stemmer, &key, word, len, err);
    if (status == PCS_OK && key.len)
        status = pcs_lexicon_key(&range, v->lexicon, key.data, key.len, err);
    *out = range.first < range.last;
    pcs_buffer_dispose(&key);
    return status;
}

/* How many units hold the word in any form. */
static pcs_status word_freq(uint64_t *out, const pcs_vocabulary *v,
                            const pcs_associations *a, const char *word,
                            size_t len, pcs_error *err)
{
    pcs_lexicon_range range;
    bool is_there = true;
    *out = 0;
    pcs_status status = pcs_lexicon_find(&range, v->lexicon, word, len, err);
    if (status == PCS_OK && range.first < range.last)
        return class_freq(out, a, range.first, err);
    /* Most words that are typed are not English. */
    if (status == PCS_OK)
        status = has_stem(&is_there, v, word, len, err);
    return status == PCS_OK && is_there ? form_freq(out, v, word, len, err)
                                        : status;
}

/* The same for all words that begin so, each counted by itself. */
static pcs_status prefix_freq(uint64_t *out, const pcs_lexicon *l,
                              const char *text, size_t len, pcs_error *err)
{
    pcs_lexicon_range range;
    *out = 0;
    pcs_status status = pcs_lexicon_prefix(&range, l, text, len, err);
    for (size_t i = range.first;
         status == PCS_OK && i < range.last && i - range.first < WORDS_MAX;
         i++) {
        uint32_t freq = 0;
        status = pcs_lexicon_freq(&freq, l, i, err);
        *out += freq;
    }
    return status;
}

static pcs_status count_word(pair *out, pcs_shelf *shelf, const char *word,
                             size_t len, bool is_prefix, pcs_error *err)
{
    const pcs_partition *p = &shelf->partition;
    pcs_vocabulary local, english;
    pcs_status status =
        pcs_shelf_vocabulary(&english, shelf, PCS_SIDE_ENGLISH, err);
    *out = (pair){0, 0};
    if (status == PCS_OK)
        status =
            is_prefix
                ? prefix_freq(&out->english, english.lexicon, word, len, err)
                : word_freq(&out->english, &english, &p->english_associations,
                            word, len, err);
    if (status != PCS_OK || out->english == 0)
        return status;
    status = pcs_shelf_vocabulary(&local, shelf, PCS_SIDE_LOCAL, err);
    if (status != PCS_OK)
        return status;
    if (is_prefix)
        return prefix_freq(&out->local, local.lexicon, word, len, err);
    uint64_t forms = 0;
    status =
        word_freq(&out->local, &local, &p->word_associations, word, len, err);
    /* Who looks for a part of compounds does not mean English. */
    if (status == PCS_OK && out->english > PCS_ENGLISH_FACTOR * out->local)
        status = form_freq(&forms, &local, word, len, err);
    out->local = forms > out->local ? forms : out->local;
    return status;
}

static bool is_helper(const pcs_term *t)
{
    for (size_t i = 0; i < t->words.len; i++) {
        size_t len;
        const char *word = pcs_terms_get(&t->words, i, &len);
        if (!pcs_functionwords_has(word, len))
            return false;
    }
    return t->kind != PCS_TERM_KIND_PREFIX;
}

/* Whether all words of a term are English in one locale; of those that help,
 * beside others, it is enough that they are there. */
static pcs_status is_english(bool *out, const pcs_term *t, pcs_shelf *shelf,
                             bool with_helpers, pcs_error *err)
{
    bool all_help = is_helper(t);
    size_t n_units = shelf->partition.n_units;
    pcs_status status = PCS_OK;
    *out = true;
    for (size_t i = 0; status == PCS_OK && *out && i < t->words.len; i++) {
        size_t len;
        const char *word = pcs_terms_get(&t->words, i, &len);
        bool is_prefix = t->node->is_prefix && i + 1 == t->words.len;
        pair n;
        status = count_word(&n, shelf, word, len, is_prefix, err);
        bool helps = pcs_functionwords_has(word, len);
        *out = n.english > 0 && ((!all_help && helps) ||
                                 n.english > PCS_ENGLISH_FACTOR * n.local);
        /* Of another language, as comment is, or English and rare: no helper.
         */
        if (all_help && !with_helpers)
            *out = *out && n.english * RARE < n_units;
    }
    return status;
}

/* The distance of the nearest words of a vocabulary; past all that is allowed
 * where there are none. */
static pcs_status nearest(int *out, const pcs_near *near,
                          const pcs_lexicon *lexicon, pcs_error *err)
{
    pcs_near_words words = {NULL, 0, 0, false};
    pcs_status status = pcs_near_find(&words, near, lexicon, err);
    *out = status == PCS_OK && words.len ? words.items[0].distance
                                         : near->allowed + 1;
    free(words.items);
    return status;
}

/* Whether a word that neither side has is rather a typo of an English one. */
static pcs_status is_near_english(bool *out, const pcs_term *t,
                                  pcs_shelf *shelf, pcs_error *err)
{
    pcs_near near;
    int local, english;
    *out = false;
    if (t->kind != PCS_TERM_KIND_WORD || !pcs_near_make_term(&near, t))
        return PCS_OK;
    pcs_status status =
        nearest(&english, &near, &shelf->partition.english, err);
    if (status != PCS_OK || english == 0 || english > near.allowed)
        return status;
    status = nearest(&local, &near, &shelf->partition.words, err);
    *out = status == PCS_OK && local > 0 && english <= local;
    return status;
}

/* Whether a term is one of those that may be English: without a field. */
static bool may_be_english(const adding *a, const pcs_node *node)
{
    const pcs_term *t = &a->s->terms[node->number];
    return node->kind == PCS_NODE_TERM && node->side == PCS_SIDE_LOCAL &&
           !node->is_sided && !node->language && !node->is_synonym &&
           !node->other && !t->has_grams && t->words.len > 0 &&
           !(t->kind == PCS_TERM_KIND_PREFIX && t->pattern.len < PREFIX_MIN) &&
           (!a->helpers_only || is_helper(t));
}

/* The locales that the term at hand is English in; false for none. */
static pcs_status find_locales(bool *out, bool *is_all, adding *a,
                               const pcs_term *t, pcs_error *err)
{
    const pcs_manifest *m = &a->s->searcher->manifest;
    pcs_status status = PCS_OK;
    *out = false;
    *is_all = true;
    for (size_t i = 0; status == PCS_OK && i < m->n_locales; i++) {
        pcs_shelf *shelf;
        a->holds[i] = false;
        if (!pcs_session_wants(a->s, m->locales[i].locale))
            continue;
        if (!a->helpers_only || a->is_english[i]) {
            status = pcs_searcher_shelf(&shelf, a->s->searcher, i, err);
            if (status == PCS_OK)
                status =
                    is_english(&a->holds[i], t, shelf, a->helpers_only, err);
            if (status == PCS_OK && !a->holds[i] &&
                a->s->options->lowest == PCS_TIER_NEAR)
                status = is_near_english(&a->holds[i], t, shelf, err);
        }
        if (a->holds[i] && !a->helpers_only)
            a->is_english[i] = true;
        *out = *out || a->holds[i];
        *is_all = *is_all && a->holds[i];
    }
    return status;
}

/* Names of the locales that hold, NULL behind the last. */
static const char *const *list_locales(const adding *a)
{
    const pcs_manifest *m = &a->s->searcher->manifest;
    const char **list =
        pcs_arena_alloc(&a->s->query.arena, (m->n_locales + 1) * sizeof *list);
    size_t n = 0;
    for (size_t i = 0; list && i < m->n_locales; i++)
        if (a->holds[i])
            list[n++] = m->locales[i].locale;
    if (list)
        list[n] = NULL;
    return list;
}

/* The term on the English side. */
static pcs_status make_english(pcs_node **out, adding *a, const pcs_node *typed,
                               bool is_all, pcs_error *err)
{
    pcs_session *s = a->s;
    pcs_node *node = pcs_arena_alloc(&s->query.arena, sizeof *node);
    const char *const *locales = is_all ? NULL : list_locales(a);
    pcs_term *terms =
        realloc(s->terms, (s->query.n_terms + 2) * sizeof *s->terms);
    if (terms)
        s->terms = terms;
    if (!node || !terms || (!is_all && !locales))
        return pcs_error_nomem(err);
    *node = *typed;
    node->next = node->child = NULL;
    node->side = PCS_SIDE_ENGLISH;
    node->is_english_too = true;
    node->is_helper = !a->is_alone && is_helper(&terms[typed->number]);
    node->locales = locales;
    node->number = s->query.n_terms;
    pcs_status status =
        pcs_term_make(&terms[node->number], node, s->searcher->analyzer, err);
    s->n_terms = ++s->query.n_terms;
    *out = node;
    return status;
}

/* Puts what was typed one down, beside what it may be as well. */
static pcs_status open_node(pcs_session *s, pcs_node *node, pcs_error *err)
{
    pcs_node *typed = pcs_arena_alloc(&s->query.arena, sizeof *typed);
    if (!typed)
        return pcs_error_nomem(err);
    *typed = *node;
    typed->next = NULL;
    s->terms[typed->number].node = typed;
    node->kind = PCS_NODE_OR;
    node->child = typed;
    node->is_expanded = true;
    return PCS_OK;
}

static pcs_status add_to(adding *a, pcs_node *node, pcs_error *err)
{
    const pcs_node *typed = pcs_node_as_typed(node);
    bool any, is_all;
    if (!may_be_english(a, typed))
        return PCS_OK;
    pcs_status status =
        find_locales(&any, &is_all, a, &a->s->terms[typed->number], err);
    if (status != PCS_OK || !any)
        return status;
    pcs_node *english = NULL;
    status = make_english(&english, a, typed, is_all, err);
    if (status == PCS_OK && !node->is_expanded)
        status = open_node(a->s, node, err);
    if (status != PCS_OK)
        return status;
    pcs_node *last = node->child;
    last->other = english;
    last->is_helper = english->is_helper;
    english->other = last;
    while (last->next)
        last = last->next;
    last->next = english;
    return PCS_OK;
}

static pcs_status add(adding *a, pcs_node *node, pcs_error *err)
{
    pcs_status status = PCS_OK;
    if (node->kind == PCS_NODE_TERM || node->is_expanded)
        return add_to(a, node, err);
    for (pcs_node *c = node->child; status == PCS_OK && c; c = c->next)
        status = add(a, c, err);
    return status;
}

pcs_status pcs_session_add_english(pcs_session *s, pcs_error *err)
{
    size_t n = s->searcher->manifest.n_locales, before = s->query.n_terms;
    if (!s->query.root)
        return PCS_OK;
    adding a = {.s = s,
                .is_alone = before == 1,
                .is_english = calloc(n + 1, sizeof(bool)),
                .holds = calloc(n + 1, sizeof(bool))};
    pcs_status status = a.is_english && a.holds ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = add(&a, s->query.root, err);
    a.helpers_only = true;
    if (status == PCS_OK && s->query.n_terms > before)
        status = add(&a, s->query.root, err);
    s->has_english = s->has_english || s->query.n_terms > before;
    free(a.is_english);
    free(a.holds);
    /* They have room for the terms that there were. */
    for (size_t i = 0; s->query.n_terms != before && i < n; i++)
        if (s->matchings[i].shelf)
            pcs_matching_dispose(&s->matchings[i]);
    return status;
}

/* The term as somebody would type it. */
static pcs_status list_term(pcs_session *s, const pcs_node *node,
                            const char **list, pcs_error *err)
{
    pcs_buffer text = {0};
    const char *quote = node->is_phrase ? "\"" : "";
    pcs_buffer_puts(&text, node->is_excluded ? "-" : "");
    pcs_buffer_puts(&text, quote);
    pcs_buffer_append(&text, node->text, node->len);
    pcs_buffer_puts(&text, quote);
    pcs_buffer_puts(&text, node->is_prefix ? "*" : "");
    pcs_status status = pcs_buffer_status(&text, err);
    char *copy = NULL;
    if (status == PCS_OK &&
        !(copy = pcs_arena_copy(&s->results->arena, text.data, text.len)))
        status = pcs_error_nomem(err);
    pcs_buffer_dispose(&text);
    pcs_results *r = s->results;
    for (size_t i = 0; status == PCS_OK && i < r->n_english; i++)
        if (strcmp(list[i], copy) == 0)
            return PCS_OK;
    if (status == PCS_OK)
        list[r->n_english++] = copy;
    return status;
}

static pcs_status list_terms(pcs_session *s, const pcs_node *node,
                             const char **list, pcs_error *err)
{
    pcs_status status = PCS_OK;
    if (node->is_english_too && !node->is_dropped)
        return list_term(s, node, list, err);
    for (const pcs_node *c = node->child; status == PCS_OK && c; c = c->next)
        status = list_terms(s, c, list, err);
    return status;
}

pcs_status pcs_session_report_english(pcs_session *s, pcs_error *err)
{
    const char **list = pcs_arena_alloc(&s->results->arena,
                                        (s->query.n_terms + 1) * sizeof *list);
    if (!list)
        return pcs_error_nomem(err);
    s->results->english = list;
    s->results->n_english = 0;
    return s->query.root ? list_terms(s, s->query.root, list, err) : PCS_OK;
}

/* The words of a question that are not English in a locale; false where all are
 * as they were. */
static bool append_local(pcs_buffer *out, const pcs_matching *m,
                         const pcs_node *node)
{
    bool is_other = false;
    if (node->kind == PCS_NODE_TERM) {
        if (node->side != PCS_SIDE_LOCAL || node->is_synonym ||
            node->is_excluded || node->is_phrase || node->is_prefix ||
            node->language)
            return false;
        if (pcs_matching_other(m, node))
            return true;
        pcs_buffer_append(out, node->text, node->len);
        pcs_buffer_putc(out, ' ');
    }
    for (const pcs_node *c = node->child; c; c = c->next)
        is_other = append_local(out, m, c) || is_other;
    return is_other;
}

pcs_status pcs_session_ask_local(pcs_session *s, size_t shelf, pcs_error *err)
{
    pcs_matching *m = &s->matchings[shelf];
    const pcs_question *question = &s->question;
    pcs_buffer text = {0};
    pcs_status status = PCS_OK;
    if (s->has_english && append_local(&text, m, s->query.root)) {
        size_t n = s->searcher->manifest.n_locales + 1;
        if (!s->local_questions)
            s->local_questions = calloc(n, sizeof *s->local_questions);
        if (!s->local_questions || text.failed)
            status = pcs_error_nomem(err);
        else
            status = pcs_question_make(&s->local_questions[shelf],
                                       text.data ? text.data : "", text.len,
                                       s->searcher->analyzer, err);
        if (status == PCS_OK)
            question = &s->local_questions[shelf];
    }
    pcs_buffer_dispose(&text);
    return status == PCS_OK ? pcs_asked_make(&s->asked[shelf], question, m, err)
                            : status;
}

/* Whether each word that was typed is on the English side of a unit. */
static bool has_all(const pcs_matching *m, uint32_t unit)
{
    size_t n = 0;
    for (size_t i = 0; i < m->n_terms; i++) {
        const pcs_node *node = m->terms[i].node;
        if (node->is_excluded || node->is_synonym || node->is_english_too)
            continue;
        const pcs_node *english = pcs_matching_other(m, node);
        const pcs_tiers *found = english ? m->found[english->number] : NULL;
        if (!found || !found[unit])
            return false;
        n++;
    }
    return n > 0;
}

/* Bytes that the number of a word takes at most (store/forward.h). */
#define NUMBER_BYTES 5

pcs_status pcs_english_may_be_whole(bool *out, const pcs_session *s,
                                    const pcs_matching *m, uint32_t unit,
                                    pcs_error *err)
{
    pcs_sequence sequence;
    uint32_t word;
    size_t n = 0;
    *out = false;
    pcs_status status = pcs_forward_unit(
        &sequence, &m->shelf->partition.english_forward, unit, err);
    if (status != PCS_OK ||
        (size_t)(sequence.end - sequence.at) > NUMBER_BYTES * s->whole_words)
        return status;
    while (n <= s->whole_words && pcs_sequence_next(&word, &sequence))
        n++;
    *out = n == s->whole_words && has_all(m, unit);
    return PCS_OK;
}
