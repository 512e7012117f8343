/* suggest.c - GET /v1/suggest */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include <pcsearch.h>
#include "server/api/answer.h"
#include "server/api/hits.h"
#include "server/api/searchparams.h"
#include "server/weight.h"

enum { Q, LOCALE, KINDS, LIMIT, COUNTS, MARKS, N_PARAMS };

#define LIMIT_MAX 20

/* By pcs_suggestion_kind. */
static const char *const kinds[] = {"title", "heading", "term", NULL};

static const pcs_param params[] = {
    {"q", PCS_PARAM_TEXT,
     "What has been typed so far; its last word need not be whole, unless a "
     "space stands behind it.",
     NULL, false, 0, 0, NULL, "구"},
    {"locale", PCS_PARAM_NAMES,
     "Locales or languages to look in, such as ko-KR or ko; all, if none is "
     "given.",
     NULL, false, 0, 0, NULL, "ko"},
    {"kinds", PCS_PARAM_NAMES,
     "What is suggested: titles of articles, headings in them, and terms, "
     "which "
     "are queries; all of these, if none is given.",
     NULL, false, 0, 0, kinds, NULL},
    {"limit", PCS_PARAM_NUMBER, "How many suggestions of each kind are given.",
     "5", false, 0, LIMIT_MAX, NULL, NULL},
    {"counts", PCS_PARAM_FLAG,
     "Tell how many segments each term finds, and leave out those that find "
     "none, which takes as long as searching for them.",
     "false", false, 0, 0, NULL, NULL},
    PCS_PARAM_MARKS,
};
_Static_assert(sizeof params / sizeof *params == N_PARAMS, "all of them");

static void put_place(pcs_answer *a, const pcs_suggestion *s)
{
    pcs_json *j = &a->json;
    pcs_json_put_text(j, "locale", s->locale);
    pcs_json_put_text(j, "source", s->place.source);
    pcs_json_put_text(j, "path", s->place.path);
    pcs_json_put_text(j, "anchor", s->place.anchor ? s->place.anchor : "");
    pcs_json_put_url(j, a->searcher, s->place.source, s->place.path, s->locale,
                     s->place.anchor);
}

static void put_suggestion(pcs_answer *a, const pcs_param_value *v,
                           const pcs_suggestion *s)
{
    pcs_json *j = &a->json;
    bool no_marks = v[MARKS].choice == 2;
    pcs_json_begin_object(j);
    pcs_json_put_text(j, "kind", kinds[s->kind]);
    pcs_json_put_text(j, "text", s->text);
    pcs_json_key(j, "marks");
    pcs_json_marks(
        j, v[MARKS].choice == 1 ? PCS_OFFSETS_UTF16 : PCS_OFFSETS_UTF8, s->text,
        strlen(s->text), s->marks, no_marks ? 0 : s->n_marks);
    if (s->locale)
        put_place(a, s);
    if (s->kind != PCS_SUGGESTION_TERM || v[COUNTS].is_set)
        pcs_json_put_unsigned(j, "segments", s->segments);
    if (s->kind == PCS_SUGGESTION_TERM)
        pcs_json_put_unsigned(j, "pairs", s->pairs);
    pcs_json_end_object(j);
}

static bool is_wanted(const pcs_param_value *v, pcs_suggestion_kind kind)
{
    for (size_t i = 0; i < v[KINDS].n_items; i++)
        if (strcmp(v[KINDS].items[i], kinds[kind]) == 0)
            return true;
    return v[KINDS].n_items == 0;
}

static pcs_status write_answer(pcs_answer *a, void *context, pcs_error *err)
{
    const pcs_param_value *v = context;
    size_t limit = v[LIMIT].number;
    pcs_complete_options options = {
        .locales = v[LOCALE].items,
        .n_locales = v[LOCALE].n_items,
        .titles = is_wanted(v, PCS_SUGGESTION_TITLE) ? limit : 0,
        .headings = is_wanted(v, PCS_SUGGESTION_HEADING) ? limit : 0,
        .terms = is_wanted(v, PCS_SUGGESTION_TERM) ? limit : 0,
        .want_counts = v[COUNTS].is_set};
    pcs_suggestion_list list = {0};
    pcs_status status =
        pcs_complete(&list, a->searcher, v[Q].text, v[Q].len, &options, err);
    if (status != PCS_OK)
        return status;
    pcs_json *j = &a->json;
    pcs_json_begin_object(j);
    pcs_json_put_string(j, "query", v[Q].text, v[Q].len);
    pcs_json_key(j, "suggestions");
    pcs_json_begin_array(j);
    for (size_t i = 0; i < list.len; i++)
        put_suggestion(a, v, &list.items[i]);
    pcs_json_end_array(j);
    pcs_answer_put_end(a);
    pcs_json_end_object(j);
    pcs_suggestion_list_dispose(&list);
    return PCS_OK;
}

static void handle(void *context, pcs_exchange *x)
{
    pcs_answer answer;
    pcs_param_value values[N_PARAMS];
    if (!pcs_answer_begin(&answer, context, x, &pcs_api_suggest, values))
        return;
    if ((values[COUNTS].is_set || values[Q].len > PCS_WEIGHT_LIGHT) &&
        pcs_exchange_put_off(x))
        pcs_answer_drop(&answer);
    else
        pcs_answer_end(&answer, write_answer, values);
}

const pcs_operation pcs_api_suggest = {
    .path = "/v1/suggest",
    .name = "suggest",
    .summary = "Complete what is being typed",
    .description = "Suggests titles, headings and terms, as one types: titles "
                   "and headings "
                   "that have the words, the last one as the beginning of a "
                   "word, and what "
                   "the last word of the query may become. Hangul need not be "
                   "typed to its "
                   "end.",
    .params = params,
    .n_params = N_PARAMS,
    .schema = "SuggestAnswer",
    .handler = handle,
};
