/* synonyms.c - what else a query's words are looked for as */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/synonyms.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/inflect.h"
#include "analyze/key.h"
#include "analyze/korean.h"
#include "base/utf8.h"

/* So many of a query's words may be one word of the dictionary. */
#define WINDOW_MAX 8

/* What a word is also looked for as, and where. */
typedef struct alternative {
    pcs_dictionary_text text, key, locale;
} alternative;

typedef struct expanding {
    pcs_session *s;
    const pcs_dictionary *dictionary;
    pcs_side side; /* of the words that are being looked up */
    alternative found[PCS_SYNONYMS_MAX];
    size_t n;
    bool is_over; /* there were more */
    size_t total; /* alternatives in the query so far */
    pcs_buffer key;
} expanding;

static bool is_same(pcs_dictionary_text a, pcs_dictionary_text b)
{
    return a.len == b.len && (a.len == 0 || !memcmp(a.data, b.data, a.len));
}

/* The node as it was typed, where it has become one of several. */
static pcs_node *typed_of(pcs_node *node)
{
    return node->is_expanded ? node->child : node;
}

static bool is_plain(const pcs_node *node)
{
    return node->kind == PCS_NODE_TERM && !node->is_phrase &&
           !node->is_prefix && !node->is_excluded && !node->is_dropped &&
           !node->is_synonym;
}

/* Whether an entry says anything in one of the locales that are searched. */
static bool applies(const expanding *x, const pcs_dictionary_entry *e)
{
    const pcs_manifest *m = &x->s->searcher->manifest;
    /* The English side is English, whatever stands beside it. */
    if (x->side == PCS_SIDE_ENGLISH)
        return e->locale.len == 0 ||
               (memcmp(e->locale.data, "en", 2) == 0 &&
                (e->locale.len == 2 || e->locale.data[2] == '-'));
    for (size_t i = 0; i < m->n_locales; i++)
        if (pcs_session_wants(x->s, m->locales[i].locale) &&
            pcs_dictionary_is_for(e, m->locales[i].locale))
            return true;
    return false;
}

static void add_alternative(expanding *x, const alternative *a)
{
    for (size_t i = 0; i < x->n; i++)
        if (is_same(x->found[i].key, a->key) &&
            is_same(x->found[i].locale, a->locale))
            return;
    if (x->n == PCS_SYNONYMS_MAX)
        x->is_over = true;
    else
        x->found[x->n++] = *a;
}

/* The values of the entries of a key; with locale, of those for it alone; with
 * self, the entry's own word is one of them. */
static void look_up(expanding *x, unsigned kind, const char *key, size_t len,
                    const char *locale, bool with_self)
{
    const pcs_dictionary *d = x->dictionary;
    pcs_dictionary_range range = pcs_dictionary_find(d, kind, key, len);
    for (size_t i = range.first; i < range.last; i++) {
        pcs_dictionary_entry e = pcs_dictionary_get(d, i);
        if (locale ? !pcs_dictionary_is_for(&e, locale) : !applies(x, &e))
            continue;
        bool has_self = !with_self;
        for (size_t j = 0; j < e.n; j++) {
            alternative a = {.locale = e.locale};
            bool is_other = pcs_dictionary_value(d, &e, j, &a.text, &a.key);
            if (is_other || with_self)
                add_alternative(x, &a);
            has_self = has_self || !is_other;
        }
        alternative self = {.locale = e.locale};
        self.text = self.key = pcs_dictionary_self(d, &e);
        if (!has_self)
            add_alternative(x, &self);
    }
}

/* Whether the key is a declared word, from which nothing is taken. */
static bool is_declared(const expanding *x)
{
    const pcs_manifest *m = &x->s->searcher->manifest;
    for (size_t i = 0; i < m->n_locales; i++)
        if (pcs_session_wants(x->s, m->locales[i].locale) &&
            pcs_dictionary_is_word(x->dictionary, m->locales[i].locale,
                                   x->key.data, x->key.len))
            return true;
    return false;
}

/* The word that stands before particles or a verb's ending, and its synonyms:
 * the texts need not show that it is a word. */
static void look_up_korean(expanding *x)
{
    const char *key = x->key.data;
    size_t len = x->key.len, at = len;
    if (is_declared(x))
        return;
    while (x->n == 0 && at > 0) {
        at = pcs_utf8_cut(key, at, at - 1);
        if (at == 0 || (unsigned char)key[at] < 0xEA ||
            (unsigned char)key[at] > 0xED)
            return;
        pcs_korean_rest rest = pcs_korean_classify(key, len, at);
        if (rest == PCS_KOREAN_PARTICLE || rest == PCS_KOREAN_ENDING)
            look_up(x, PCS_DICTIONARY_SYNONYM, key, at, NULL, true);
    }
}

static pcs_status look_up_stem(expanding *x, pcs_stemmer *stemmer,
                               const char *locale, pcs_error *err)
{
    unsigned kind = PCS_DICTIONARY_SYNONYM + PCS_DICTIONARY_STEM;
    pcs_buffer stem = {0};
    pcs_status status =
        pcs_stemmer_key(stemmer, &stem, x->key.data, x->key.len, err);
    if (status == PCS_OK && stem.len)
        look_up(x, kind, stem.data, stem.len, locale, false);
    pcs_buffer_clear(&stem);
    if (status == PCS_OK)
        status =
            pcs_stemmer_bare_key(stemmer, &stem, x->key.data, x->key.len, err);
    if (status == PCS_OK && stem.len)
        look_up(x, kind, stem.data, stem.len, locale, false);
    pcs_buffer_dispose(&stem);
    return status;
}

typedef struct forming {
    expanding *x;
    const char *locale;
} forming;

static pcs_status look_up_form(void *context, const char *form, size_t len,
                               pcs_error *err)
{
    forming *f = context;
    (void)err;
    look_up(f->x, PCS_DICTIONARY_SYNONYM, form, len, f->locale, false);
    return PCS_OK;
}

/* By the forms that the word may have, where the stemmer knows its ending not,
 * as that of Abos. */
static pcs_status look_up_forms(expanding *x, pcs_stemmer *stemmer,
                                const char *locale, pcs_error *err)
{
    const pcs_inflection *inflection = pcs_inflection_for(locale);
    forming f = {x, locale};
    pcs_buffer bare = {0};
    if (!inflection)
        return PCS_OK;
    pcs_status status =
        pcs_stemmer_bare(stemmer, &bare, x->key.data, x->key.len, err);
    if (status == PCS_OK && bare.len)
        status =
            pcs_inflect(inflection, bare.data, bare.len, look_up_form, &f, err);
    pcs_buffer_dispose(&bare);
    return status;
}

/* By the stems of each locale, as inflected forms of an entry are the entry. */
static pcs_status look_up_stems(expanding *x, pcs_error *err)
{
    pcs_searcher *searcher = x->s->searcher;
    const pcs_manifest *m = &searcher->manifest;
    pcs_status status = PCS_OK;
    if (!pcs_dictionary_begins(
            x->dictionary, PCS_DICTIONARY_SYNONYM + PCS_DICTIONARY_STEM, "", 0))
        return PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < m->n_locales; i++) {
        pcs_shelf *shelf;
        pcs_vocabulary v;
        if (!pcs_session_wants(x->s, m->locales[i].locale))
            continue;
        status = pcs_searcher_shelf(&shelf, searcher, i, err);
        if (status == PCS_OK)
            status = pcs_shelf_vocabulary(&v, shelf, x->side, err);
        if (status != PCS_OK)
            return status;
        const char *locale = x->side == PCS_SIDE_ENGLISH ? "en" : shelf->locale;
        size_t before = x->n;
        status = look_up_stem(x, v.stemmer, locale, err);
        if (status == PCS_OK && x->n == before)
            status = look_up_forms(x, v.stemmer, locale, err);
        if (x->side == PCS_SIDE_ENGLISH)
            return status;
    }
    return status;
}

/* Finds what the words of n nodes, side by side, are also looked for as. */
static pcs_status look_up_words(expanding *x, pcs_node *const *nodes, size_t n,
                                pcs_error *err)
{
    pcs_buffer text = {0};
    pcs_key_info info;
    for (size_t i = 0; i < n; i++) {
        const pcs_term *t = &x->s->terms[typed_of(nodes[i])->number];
        if (i)
            pcs_buffer_putc(&text, ' ');
        pcs_buffer_append(&text, t->folded.data, t->folded.len);
    }
    x->n = 0;
    x->is_over = false;
    pcs_buffer_clear(&x->key);
    pcs_status status = pcs_buffer_status(&text, err);
    if (status == PCS_OK)
        status = pcs_analyze_key(&x->key, &info, x->s->searcher->analyzer,
                                 text.data ? text.data : "", text.len, err);
    pcs_buffer_dispose(&text);
    if (status != PCS_OK || x->key.len == 0)
        return status;
    look_up(x, PCS_DICTIONARY_SYNONYM, x->key.data, x->key.len, NULL, false);
    if (info.has_grams && x->n == 0)
        look_up_korean(x);
    if (info.is_one_word && !info.has_grams)
        status = look_up_stems(x, err);
    return status;
}

/* A term of the alternative; *out stays NULL where the index says nothing of
 * it, so that all texts would have to be read. */
static pcs_status make_term(pcs_node **out, expanding *x, const alternative *a,
                            pcs_error *err)
{
    pcs_session *s = x->s;
    pcs_arena *arena = &s->query.arena;
    pcs_node *node = pcs_arena_alloc(arena, sizeof *node);
    *out = NULL;
    pcs_term *terms =
        realloc(s->terms, (s->query.n_terms + 2) * sizeof *s->terms);
    if (terms)
        s->terms = terms;
    if (!node || !terms)
        return pcs_error_nomem(err);
    memset(node, 0, sizeof *node);
    node->kind = PCS_NODE_TERM;
    node->text = pcs_arena_copy(arena, a->text.data, a->text.len);
    node->len = a->text.len;
    node->side = x->side;
    node->is_synonym = true;
    node->has_term = true;
    node->number = s->query.n_terms;
    bool is_everywhere = x->side == PCS_SIDE_ENGLISH || a->locale.len == 0;
    node->locale = is_everywhere
                       ? NULL
                       : pcs_arena_copy(arena, a->locale.data, a->locale.len);
    if (!node->text || (!is_everywhere && !node->locale))
        return pcs_error_nomem(err);
    pcs_term *term = &s->terms[node->number];
    pcs_status status = pcs_term_make(term, node, s->searcher->analyzer, err);
    if (status != PCS_OK || pcs_term_is_scan(term)) {
        pcs_term_dispose(term);
        return status;
    }
    s->n_terms = ++s->query.n_terms;
    *out = node;
    return PCS_OK;
}

/* Makes the node alternatives, of which it is the first itself. */
static pcs_status open_node(expanding *x, pcs_node *node, pcs_error *err)
{
    if (node->is_expanded)
        return PCS_OK;
    pcs_node *copy = pcs_arena_alloc(&x->s->query.arena, sizeof *copy);
    if (!copy)
        return pcs_error_nomem(err);
    *copy = *node;
    copy->next = NULL;
    x->s->terms[copy->number].node = copy;
    node->kind = PCS_NODE_OR;
    node->child = copy;
    node->is_expanded = true;
    return PCS_OK;
}

/* Adds the synonym to the node. Where it stands for several words it is one
 * of each, by the same number: (a or x) and (b or x) is (a and b) or x, and
 * either word can still be dropped by itself. */
static pcs_status attach(expanding *x, pcs_node *node, const pcs_node *synonym,
                         pcs_error *err)
{
    pcs_status status = open_node(x, node, err);
    pcs_node *copy = pcs_arena_alloc(&x->s->query.arena, sizeof *copy);
    if (status != PCS_OK || !copy)
        return status == PCS_OK ? pcs_error_nomem(err) : status;
    *copy = *synonym;
    copy->language = node->language;
    copy->language_len = node->language_len;
    copy->next = NULL;
    pcs_node *last = node->child;
    while (last->next)
        last = last->next;
    last->next = copy;
    return PCS_OK;
}

static pcs_status typed_text(const char **out, expanding *x,
                             pcs_node *const *nodes, size_t n, pcs_error *err)
{
    pcs_buffer text = {0};
    for (size_t i = 0; i < n; i++) {
        const pcs_node *node = typed_of(nodes[i]);
        if (i)
            pcs_buffer_putc(&text, ' ');
        pcs_buffer_append(&text, node->text, node->len);
    }
    pcs_status status = pcs_buffer_status(&text, err);
    if (status == PCS_OK) {
        *out = pcs_arena_copy(&x->s->results->arena, text.data, text.len);
        status = *out ? PCS_OK : pcs_error_nomem(err);
    }
    pcs_buffer_dispose(&text);
    return status;
}

static bool is_reported(const pcs_expanded_term *e, const char *text)
{
    for (size_t i = 0; i < e->n_with; i++)
        if (strcmp(e->with[i], text) == 0)
            return true;
    return false;
}

static pcs_status begin_report(pcs_expanded_term **out, expanding *x,
                               pcs_node *const *nodes, size_t n, pcs_error *err)
{
    pcs_results *r = x->s->results;
    pcs_session *s = x->s;
    if (!s->expanded) {
        s->expanded = pcs_arena_alloc(&r->arena, PCS_SYNONYMS_QUERY_MAX *
                                                     sizeof *s->expanded);
        s->expanded_words =
            pcs_arena_alloc(&s->query.arena,
                            PCS_SYNONYMS_QUERY_MAX * sizeof *s->expanded_words);
    }
    const char **with =
        pcs_arena_alloc(&r->arena, PCS_SYNONYMS_MAX * sizeof *with);
    if (!s->expanded || !s->expanded_words || !with)
        return pcs_error_nomem(err);
    r->expanded = s->expanded;
    *out = &s->expanded[r->n_expanded];
    **out = (pcs_expanded_term){NULL, with, 0};
    s->expanded_words[r->n_expanded] = (pcs_expanded_words){nodes[0], n};
    return typed_text(&(*out)->term, x, nodes, n, err);
}

static void report_over(expanding *x, pcs_node *const *nodes)
{
    const pcs_node *node = typed_of(nodes[0]);
    pcs_query_ignore(&x->s->query, "%.*s: more than %d synonyms",
                     (int)pcs_utf8_cut(node->text, node->len, 64), node->text,
                     x->total < PCS_SYNONYMS_QUERY_MAX
                         ? PCS_SYNONYMS_MAX
                         : PCS_SYNONYMS_QUERY_MAX);
}

/* Puts what was found to each of the n nodes. */
static pcs_status put_found(expanding *x, pcs_node *const *nodes, size_t n,
                            pcs_error *err)
{
    pcs_expanded_term *report = NULL;
    pcs_status status = PCS_OK;
    if (x->n == 0)
        return PCS_OK;
    if (x->total < PCS_SYNONYMS_QUERY_MAX)
        status = begin_report(&report, x, nodes, n, err);
    for (size_t i = 0; status == PCS_OK && i < x->n; i++) {
        pcs_node *node;
        if (x->total >= PCS_SYNONYMS_QUERY_MAX) {
            x->is_over = true;
            break;
        }
        status = make_term(&node, x, &x->found[i], err);
        if (status != PCS_OK || !node)
            continue;
        x->total++;
        for (size_t j = 0; status == PCS_OK && j < n; j++)
            status = attach(x, nodes[j], node, err);
        const char *text =
            pcs_arena_copy(&x->s->results->arena, node->text, node->len);
        if (!text)
            return pcs_error_nomem(err);
        if (!is_reported(report, text))
            ((const char **)(uintptr_t)report->with)[report->n_with++] = text;
    }
    if (x->is_over)
        report_over(x, nodes);
    if (report && report->n_with)
        x->s->results->n_expanded++;
    return status;
}

/* The words of an AND that stand side by side, two and more at a time. What
 * does not even begin an entry is passed over at once. */
static pcs_status expand_windows(expanding *x, pcs_node *const *nodes, size_t n,
                                 pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        const pcs_term *t = &x->s->terms[typed_of(nodes[i])->number];
        size_t len = t->folded.len;
        const char *start = t->folded.data;
        if (t->is_one_word)
            start = pcs_terms_get(&t->words, 0, &len);
        if (len == 0 || !pcs_dictionary_begins(
                            x->dictionary, PCS_DICTIONARY_SYNONYM, start, len))
            continue;
        for (size_t k = 2; status == PCS_OK && k <= WINDOW_MAX && i + k <= n;
             k++) {
            status = look_up_words(x, nodes + i, k, err);
            if (status == PCS_OK)
                status = put_found(x, nodes + i, k, err);
        }
    }
    return status;
}

static pcs_status expand_all(expanding *x, pcs_node *all, pcs_error *err)
{
    pcs_node *nodes[PCS_QUERY_TERMS_MAX];
    size_t n = 0;
    pcs_status status = PCS_OK;
    for (pcs_node *c = all->child; status == PCS_OK; c = c->next) {
        bool is_next = c && n < PCS_QUERY_TERMS_MAX && is_plain(typed_of(c)) &&
                       (n == 0 || c->side == nodes[0]->side);
        if (!is_next) {
            x->side = n ? nodes[0]->side : PCS_SIDE_LOCAL;
            status = expand_windows(x, nodes, n, err);
            n = 0;
            if (!c)
                break;
            is_next = is_plain(typed_of(c));
        }
        if (is_next)
            nodes[n++] = c;
    }
    return status;
}

static pcs_status expand(expanding *x, pcs_node *node, pcs_error *err)
{
    pcs_status status = PCS_OK;
    if (node->is_expanded || node->kind == PCS_NODE_NOT)
        return PCS_OK;
    if (is_plain(node)) {
        x->side = node->side;
        status = look_up_words(x, &node, 1, err);
        return status == PCS_OK ? put_found(x, &node, 1, err) : status;
    }
    for (pcs_node *c = node->child; status == PCS_OK && c; c = c->next)
        status = expand(x, c, err);
    if (status == PCS_OK && node->kind == PCS_NODE_AND)
        status = expand_all(x, node, err);
    return status;
}

pcs_status pcs_session_expand(pcs_session *s, pcs_error *err)
{
    const pcs_searcher *searcher = s->searcher;
    if (!searcher->dictionary || s->options->no_synonyms ||
        s->options->lowest < PCS_TIER_STEM || !s->query.root ||
        s->results->n_expanded)
        return PCS_OK;
    expanding x = {.s = s, .dictionary = searcher->dictionary};
    size_t before = s->query.n_terms;
    pcs_status status = expand(&x, s->query.root, err);
    pcs_buffer_dispose(&x.key);
    /* They have room for the terms that there were. */
    for (size_t i = 0;
         s->query.n_terms != before && i < searcher->manifest.n_locales; i++)
        if (s->matchings[i].shelf)
            pcs_matching_dispose(&s->matchings[i]);
    return status;
}

static bool is_dropped(const pcs_expanded_words *words)
{
    const pcs_node *node = words->first;
    for (size_t i = 0; i < words->n && node; i++, node = node->next)
        if (!node->is_dropped)
            return false;
    return true;
}

void pcs_session_prune_expanded(pcs_session *s)
{
    pcs_results *r = s->results;
    size_t n = 0;
    for (size_t i = 0; i < r->n_expanded; i++)
        if (!is_dropped(&s->expanded_words[i])) {
            s->expanded_words[n] = s->expanded_words[i];
            s->expanded[n++] = s->expanded[i];
        }
    r->n_expanded = n;
}
