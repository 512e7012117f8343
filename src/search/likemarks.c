/* likemarks.c - which words of a translation a difference is about */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/likemarks.h"

#include <string.h>

#include "analyze/functionwords.h"
#include "search/hits.h"

/* A longer word has no translation; and a query holds so many of these. */
#define WORD_MAX 100

/* Whether the sentence has the word elsewhere, or but for its case. */
static bool is_among(const pcs_edit_tokens *asked, const pcs_edit_token *t)
{
    for (size_t i = 0; i < asked->len; i++)
        if (asked->items[i].class == t->class)
            return true;
    return false;
}

/* Whether word number `word` of tokens names something: articles and the like
 * do not, nor do numbers, which any may stand for. */
static bool is_telling(const pcs_edit_tokens *tokens, const pcs_edit_token *t,
                       size_t word)
{
    size_t len;
    const char *term = pcs_terms_get(&tokens->terms, word, &len);
    return !t->has_digit && len <= WORD_MAX && !memchr(term, '"', len) &&
           !pcs_functionwords_has(term, len);
}

/* A query of the words of tokens that the sentence has not; *n takes how many
 * there are. */
static pcs_status write_query(pcs_buffer *out, size_t *n,
                              const pcs_edit_tokens *asked,
                              const pcs_edit_tokens *tokens,
                              const bool *differs, const pcs_like_match *match,
                              pcs_error *err)
{
    bool is_english = match->side == PCS_SIDE_ENGLISH;
    const char *text = is_english ? match->hit.english : match->hit.local;
    size_t word = 0;
    *n = 0;
    for (size_t i = 0; i < tokens->len && *n <= PCS_LIKE_ACROSS_MAX; i++) {
        const pcs_edit_token *t = &tokens->items[i];
        if (t->is_mark || !is_telling(tokens, t, word++) || !differs[i] ||
            is_among(asked, t))
            continue;
        ++*n;
        pcs_buffer_puts(out, is_english ? " en:\"" : " local:\"");
        pcs_buffer_append(out, text + t->start, t->end - t->start);
        pcs_buffer_putc(out, '"');
    }
    return pcs_buffer_status(out, err);
}

static pcs_status match_words(pcs_matching *m, const pcs_session *s,
                              pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < s->n_terms; i++)
        status = pcs_match_term(m, &s->terms[i], NULL, err);
    return status;
}

static pcs_status find_marks(pcs_like_match *match, pcs_session *s,
                             const pcs_like_found *found, pcs_arena *arena,
                             pcs_error *err)
{
    pcs_hit *hit = &match->hit;
    pcs_matching *m;
    pcs_status status = pcs_session_matching(&m, s, found->shelf, err);
    if (status == PCS_OK)
        status = match_words(m, s, err);
    if (status != PCS_OK)
        return status;
    if (match->side == PCS_SIDE_ENGLISH)
        return pcs_marks_fetch(&hit->marks, &hit->n_marks, arena, m,
                               PCS_SIDE_LOCAL, found->unit, hit->local,
                               hit->local_len, err);
    return pcs_marks_fetch(&hit->english_marks, &hit->n_english_marks, arena, m,
                           PCS_SIDE_ENGLISH, found->unit, hit->english,
                           hit->english_len, err);
}

pcs_status pcs_like_mark_across(pcs_like_match *match, pcs_like *like,
                                const pcs_like_found *found,
                                const pcs_edit_tokens *tokens,
                                const bool *differs, pcs_arena *arena,
                                pcs_error *err)
{
    pcs_buffer query = {0};
    size_t n;
    pcs_status status = write_query(&query, &n, &like->question.tokens, tokens,
                                    differs, match, err);
    if (status == PCS_OK && n > 0 && n <= PCS_LIKE_ACROSS_MAX) {
        pcs_results results = {.n_hits = 0};
        pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
        options.limit = 0;
        options.lowest = PCS_TIER_STEM;
        options.mode = PCS_MATCH_ALL;
        options.no_synonyms = true;
        pcs_session s = {.searcher = like->session.searcher,
                         .options = &options,
                         .results = &results};
        status = pcs_session_start(&s, query.data, query.len, err);
        if (status == PCS_OK)
            status = find_marks(match, &s, found, arena, err);
        pcs_session_dispose(&s);
        pcs_arena_dispose(&results.arena);
    }
    pcs_buffer_dispose(&query);
    return status;
}
