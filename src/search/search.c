/* search.c - one search, from the query's text to the hits */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/search.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/locale.h"
#include "base/utf8.h"
#include "search/also.h"
#include "search/articlegroups.h"
#include "search/articles.h"
#include "search/crossing.h"
#include "search/english.h"
#include "search/facets.h"
#include "search/near.h"
#include "search/session.h"
#include "search/synonyms.h"

/* The words of a plain AND query, as typed. */
static pcs_status make_together(pcs_session *s, pcs_error *err)
{
    const pcs_node *root = s->query.root;
    pcs_buffer text = {0};
    size_t n = 0;
    if (!root || root->kind != PCS_NODE_AND)
        return PCS_OK;
    for (const pcs_node *c = root->child; c; c = c->next) {
        if (c->kind != PCS_NODE_TERM || c->is_prefix ||
            c->side != PCS_SIDE_LOCAL || c->language)
            continue;
        if (n++)
            pcs_buffer_putc(&text, ' ');
        pcs_buffer_append(&text, c->text, c->len);
    }
    pcs_status status = pcs_buffer_status(&text, err);
    if (status == PCS_OK && n > 1) {
        s->together_node.kind = PCS_NODE_TERM;
        s->together_node.text =
            pcs_arena_copy(&s->query.arena, text.data, text.len);
        s->together_node.len = text.len;
        s->together_node.is_phrase = true;
        if (!s->together_node.text)
            status = pcs_error_nomem(err);
        else
            status = pcs_term_make(&s->together, &s->together_node,
                                   s->searcher->analyzer, err);
        s->wants_together = status == PCS_OK && s->together.pattern.len > 0;
    }
    pcs_buffer_dispose(&text);
    return status;
}

/* What answers for others is searched only where it is not alone. */
static bool answers_alone(const pcs_session *s, const char *locale)
{
    const pcs_search_options *o = s->options;
    const pcs_manifest *m = &s->searcher->manifest;
    size_t n = 0;
    for (size_t i = 0; o->n_answers && i < m->n_locales; i++)
        n +=
            pcs_locale_is_among(m->locales[i].locale, o->answers, o->n_answers);
    return n == 1 && pcs_locale_is_among(locale, o->answers, o->n_answers);
}

bool pcs_session_wants(const pcs_session *s, const char *locale)
{
    const pcs_search_options *o = s->options;
    return (o->n_locales == 0 ||
            pcs_locale_is_among(locale, o->locales, o->n_locales)) &&
           !answers_alone(s, locale);
}

static pcs_status check_names(const pcs_session *s, const char *const *names,
                              size_t n, pcs_error *err)
{
    const pcs_manifest *m = &s->searcher->manifest;
    for (size_t i = 0; i < n; i++) {
        bool found = false;
        pcs_buffer have = {0};
        for (size_t j = 0; j < m->n_locales; j++) {
            found = found ||
                    pcs_locale_is_among(m->locales[j].locale, &names[i], 1);
            pcs_buffer_printf(&have, "%s%s", j ? ", " : "",
                              m->locales[j].locale);
        }
        if (!found)
            pcs_error_set(err, PCS_EINVAL,
                          "no locale %s in the index; it has %s", names[i],
                          have.data ? have.data : "none");
        pcs_buffer_dispose(&have);
        if (!found)
            return PCS_EINVAL;
    }
    return PCS_OK;
}

pcs_status pcs_session_check_locales(const pcs_session *s, pcs_error *err)
{
    const pcs_search_options *o = s->options;
    const pcs_manifest *m = &s->searcher->manifest;
    pcs_status status = check_names(s, o->locales, o->n_locales, err);
    if (status == PCS_OK)
        status = check_names(s, o->also, o->n_also, err);
    if (status == PCS_OK)
        status = check_names(s, o->answers, o->n_answers, err);
    if (status != PCS_OK || o->n_answers == 0)
        return status;
    for (size_t i = 0; i < m->n_locales; i++)
        if (pcs_session_wants(s, m->locales[i].locale))
            return PCS_OK;
    return pcs_error_set(err, PCS_EINVAL,
                         "%s cannot answer itself; search another locale, or "
                         "let another one answer",
                         o->answers[0]);
}

static pcs_status fetch(pcs_session *s, pcs_error *err)
{
    const pcs_search_options *o = s->options;
    pcs_results *r = s->results;
    size_t first = o->offset < s->top.len ? o->offset : s->top.len;
    size_t n = s->top.len - first < o->limit ? s->top.len - first : o->limit;
    if (o->visitor)
        return pcs_session_visit(s, n ? s->top.items + first : NULL, n, err);
    pcs_hit *hits = pcs_arena_alloc(&r->arena, n * sizeof *hits + 1);
    if (!hits)
        return pcs_error_nomem(err);
    r->hits = hits;
    pcs_status status = PCS_OK;
    for (; status == PCS_OK && r->n_hits < n; r->n_hits++)
        status = pcs_session_fetch_hit(&hits[r->n_hits], s,
                                       &s->top.items[first + r->n_hits], err);
    return status;
}

/* Names the words that more than enough others are near to. */
static void name_capped(pcs_session *s)
{
    for (size_t i = 0; i < s->query.n_terms; i++) {
        bool is_capped = false;
        for (size_t j = 0; j < s->searcher->manifest.n_locales; j++)
            is_capped = is_capped ||
                        (s->matchings[j].capped && s->matchings[j].capped[i]);
        if (is_capped)
            pcs_query_ignore(&s->query, "%.*s: more than %d near words",
                             (int)pcs_utf8_cut(s->terms[i].node->text,
                                               s->terms[i].node->len, 64),
                             s->terms[i].node->text, PCS_NEAR_WORDS_MAX);
    }
}

static pcs_status report_ignored(pcs_session *s, pcs_error *err)
{
    pcs_results *r = s->results;
    size_t n = s->query.n_ignored;
    const char **list = pcs_arena_alloc(&r->arena, (n + 1) * sizeof *list);
    char *text =
        pcs_arena_copy(&r->arena, s->query.ignored.data, s->query.ignored.len);
    if (!list || !text)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < n; i++, text += strlen(text) + 1)
        list[i] = text;
    r->ignored = list;
    r->n_ignored = n;
    r->is_exact = n == 0;
    return PCS_OK;
}

/* The names of locales are fields. */
pcs_status pcs_session_parse(pcs_session *s, const char *text, size_t len,
                             pcs_error *err)
{
    const pcs_manifest *m = &s->searcher->manifest;
    const char **locales = calloc(m->n_locales + 1, sizeof *locales);
    if (!locales)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < m->n_locales; i++)
        locales[i] = m->locales[i].locale;
    pcs_query_options options = {s->options->is_plain, locales, m->n_locales,
                                 s->options->in, s->options->condition};
    pcs_status status = pcs_query_parse(&s->query, text, len, &options, err);
    free(locales);
    return status;
}

pcs_status pcs_session_start(pcs_session *s, const char *query, size_t len,
                             pcs_error *err)
{
    const pcs_search_options *o = s->options;
    if (o->version != 1)
        return pcs_error_set(err, PCS_EINVAL,
                             "options of a search that PCS_SEARCH_OPTIONS_INIT "
                             "did not make, or that of a later release");
    pcs_status status = pcs_session_check_locales(s, err);
    if (status == PCS_OK)
        status = pcs_search_check_facets(o->facets, o->n_facets, err);
    if (status == PCS_OK)
        status = pcs_session_parse(s, query, len, err);
    if (status == PCS_OK)
        status = pcs_session_join_syllables(s, err);
    if (status != PCS_OK)
        return status;
    bool changed;
    if (o->mode == PCS_MATCH_ANY)
        status = pcs_session_split(s, &changed, err);
    if (status == PCS_OK && o->mode == PCS_MATCH_ANY)
        status = pcs_session_ask(s, err);
    if (status != PCS_OK)
        return status;
    status = pcs_session_prepare(s, err);
    if (status == PCS_OK)
        status = make_together(s, err);
    if (status == PCS_OK)
        status = pcs_session_expand(s, err);
    if (status == PCS_OK)
        status = pcs_session_make_whole(s, err);
    if (status == PCS_OK)
        status = pcs_session_add_english(s, err);
    if (o->mode == PCS_MATCH_ANY)
        pcs_session_make_any(s);
    if (status == PCS_OK)
        status = pcs_session_explain_query(s, err);
    s->top.max =
        o->limit > SIZE_MAX - o->offset ? SIZE_MAX : o->limit + o->offset;
    if (o->limit == 0)
        s->top.max = 0;
    else if (o->grouping == PCS_GROUP_ARTICLE)
        s->top.max = o->visitor ? SIZE_MAX : 1;
    if (o->limit > 0)
        pcs_session_widen(s);
    if (status == PCS_OK && o->limit > 0 && !o->visitor &&
        o->grouping == PCS_GROUP_ARTICLE)
        status = pcs_article_groups_new(&s->groups,
                                        s->searcher->manifest.n_locales, err);
    return status;
}

void pcs_session_dispose(pcs_session *s)
{
    size_t n = s->searcher->manifest.n_locales;
    pcs_session_drop_terms(s);
    pcs_term_dispose(&s->together);
    pcs_facets_free(s->facets);
    free(s->whole);
    free(s->nearest);
    for (size_t i = 0; s->asked && i < n; i++)
        pcs_asked_dispose(&s->asked[i]);
    free(s->asked);
    for (size_t i = 0; s->local_questions && i < n; i++)
        pcs_question_dispose(&s->local_questions[i]);
    free(s->local_questions);
    pcs_question_dispose(&s->question);
    pcs_session_drop_explaining(s);
    pcs_crossing_free(s->crossing);
    if (s->heads)
        pcs_head_matches_dispose(s->heads);
    free(s->heads);
    pcs_article_groups_free(s->groups);
    free(s->top.items);
    free(s->files);
    pcs_query_dispose(&s->query);
}

static pcs_status finish(pcs_session *s, pcs_error *err)
{
    pcs_results *r = s->results;
    if (r->articles == 0)
        r->n_dropped = 0;
    pcs_status status = pcs_session_order(s, err);
    if (status == PCS_OK)
        status = pcs_session_name_lacking(s, err);
    if (status == PCS_OK && s->options->grouping == PCS_GROUP_ARTICLE)
        status = pcs_session_group_articles(s, err);
    else if (status == PCS_OK)
        status = fetch(s, err);
    if (status == PCS_OK)
        status = pcs_session_explain(s, err);
    name_capped(s);
    if (status == PCS_OK)
        status = pcs_session_report_english(s, err);
    if (status == PCS_OK)
        status = report_ignored(s, err);
    if (status == PCS_OK && s->options->n_facets)
        status = pcs_facets_finish(r, s->facets, s->options, err);
    if (status != PCS_OK || r->n_files == 0)
        return status;
    pcs_place_of *files =
        pcs_arena_alloc(&r->arena, r->n_files * sizeof *files);
    if (!files)
        return pcs_error_nomem(err);
    memcpy(files, s->files, r->n_files * sizeof *files);
    r->files = files;
    return PCS_OK;
}

/* Where nothing matches as it was typed: without punctuation, taken apart into
 * words, with fewer words. */
static pcs_status search_on(pcs_session *s, pcs_error *err)
{
    bool again = false;
    pcs_status status = pcs_session_trim(s, &again, err);
    if (status == PCS_OK && again)
        status = pcs_session_expand(s, err);
    if (status == PCS_OK && again)
        status = pcs_session_search(s, err);
    if (status != PCS_OK || s->results->articles > 0)
        return status;
    status = pcs_session_split(s, &again, err);
    if (status == PCS_OK && again)
        status = pcs_session_prepare(s, err);
    if (status == PCS_OK && again)
        status = pcs_session_add_english(s, err);
    /* Of what was taken apart, all words are the best set that there can be. */
    if (status == PCS_OK)
        status = pcs_session_relax(s, &again, err);
    pcs_session_widen(s);
    if (status == PCS_OK && again)
        status = pcs_session_search(s, err);
    return status;
}

pcs_status pcs_search(pcs_results *results, pcs_searcher *searcher,
                      const char *query, size_t len,
                      const pcs_search_options *options, pcs_error *err)
{
    pcs_session s = {
        .searcher = searcher, .options = options, .results = results};
    memset(results, 0, sizeof *results);
    pcs_status status = pcs_session_start(&s, query, len, err);
    if (status == PCS_OK)
        status = pcs_session_search(&s, err);
    if (status == PCS_OK && results->articles == 0 &&
        options->mode == PCS_MATCH_AUTO)
        status = search_on(&s, err);
    if (status == PCS_OK)
        status = finish(&s, err);
    if (status == PCS_OK && !options->no_suggestions)
        status = pcs_session_correct(&s, err);
    pcs_session_dispose(&s);
    if (status != PCS_OK)
        pcs_results_dispose(results);
    return status;
}

void pcs_results_dispose(pcs_results *results)
{
    pcs_arena_dispose(&results->arena);
    memset(results, 0, sizeof *results);
}
