/* articles.c - GET /v1/articles/{locale}/{path...} */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include <pcsearch.h>
#include "server/api/answer.h"
#include "server/api/hits.h"
#include "server/api/searchparams.h"

enum { LOCALE, PATH, SOURCE, Q, MATCH, TIER, PLAIN, MARKS, N_PARAMS };

static const pcs_param params[] = {
    {"locale", PCS_PARAM_TEXT, "A locale such as ko-KR, or a language.", NULL,
     true, 0, 0, NULL, "ko-KR"},
    {"path", PCS_PARAM_TEXT,
     "The path of the article within its source, as hits have it; slashes stay "
     "as they are.",
     NULL, true, 0, 0, NULL, "billing/pay-invoice.md"},
    {"source", PCS_PARAM_TEXT,
     "The name of the source; the first that has the path, if none is given.",
     NULL, false, 0, 0, NULL, NULL},
    {"q", PCS_PARAM_TEXT, "A query whose words are marked.", NULL, false, 0, 0,
     NULL, "구독"},
    {"match", PCS_PARAM_CHOICE, "How many words of it have to match.", "auto",
     false, 0, 0, pcs_match_names, NULL},
    {"tier", PCS_PARAM_CHOICE, "The weakest match that counts.", "part", false,
     0, 0, pcs_tier_names, NULL},
    PCS_PARAM_PLAIN,
    PCS_PARAM_MARKS,
};
_Static_assert(sizeof params / sizeof *params == N_PARAMS, "all of them");

/* What is being written. */
typedef struct writing {
    const pcs_param_value *values;
    pcs_json *json;
    pcs_offsets offsets;
} writing;

static void put_marks(const writing *w, const char *name, const char *text,
                      size_t len, const pcs_mark *marks, size_t n)
{
    pcs_json_key(w->json, name);
    pcs_json_marks(w->json, w->offsets, text, len, marks, n);
}

static void put_segment(const writing *w, const pcs_article_segment *s,
                        const pcs_article_view *v, const pcs_searcher *searcher)
{
    pcs_json *j = w->json;
    pcs_json_begin_object(j);
    pcs_json_put_unsigned(j, "line", s->line);
    pcs_json_put_text(j, "id", s->id);
    pcs_json_put_text(j, "place", s->place);
    pcs_json_put_string(j, "local", s->local, s->local_len);
    pcs_json_put_string(j, "english", s->english, s->english_len);
    pcs_json_put_text(j, "heading", s->heading);
    pcs_json_put_text(j, "anchor", s->anchor);
    pcs_json_put_url(j, searcher, v->source, v->path, v->locale, s->anchor);
    pcs_json_put_bool(j, "matches", s->is_match);
    pcs_json_key(j, "marks");
    pcs_json_begin_object(j);
    put_marks(w, "local", s->local, s->local_len, s->marks, s->n_marks);
    put_marks(w, "english", s->english, s->english_len, s->english_marks,
              s->n_english_marks);
    pcs_json_end_object(j);
    pcs_json_end_object(j);
}

static void put_head(const writing *w, const pcs_article_view *v)
{
    pcs_json *j = w->json;
    pcs_json_put_text(j, "locale", v->locale);
    pcs_json_put_text(j, "source", v->source);
    pcs_json_put_text(j, "path", v->path);
    if (v->url)
        pcs_json_put_text(j, "url", v->url);
    pcs_json_put_text(j, "title", v->title);
    pcs_json_put_text(j, "description", v->description);
    pcs_json_key(j, "marks");
    pcs_json_begin_object(j);
    put_marks(w, "title", v->title, strlen(v->title), v->title_marks,
              v->n_title_marks);
    put_marks(w, "description", v->description, strlen(v->description),
              v->description_marks, v->n_description_marks);
    pcs_json_end_object(j);
    pcs_json_key(j, "entries");
    pcs_json_begin_array(j);
    for (size_t i = 0; i < v->n_entries; i++) {
        pcs_json_begin_object(j);
        pcs_json_put_text(j, "key", v->entries[i].key);
        pcs_json_put_text(j, "value", v->entries[i].value);
        pcs_json_end_object(j);
    }
    pcs_json_end_array(j);
}

static void put_article(pcs_answer *a, writing *w, const pcs_article_view *v)
{
    pcs_json *j = w->json = &a->json;
    const pcs_param_value *q = &w->values[Q];
    pcs_json_begin_object(j);
    pcs_json_put_string(j, "query", q->text, q->len);
    put_head(w, v);
    pcs_json_put_unsigned(j, "matches", v->n_matches);
    pcs_json_key(j, "segments");
    pcs_json_begin_array(j);
    for (size_t i = 0; i < v->n_segments; i++)
        put_segment(w, &v->segments[i], v, a->searcher);
    pcs_json_end_array(j);
    pcs_answer_put_end(a);
    pcs_json_end_object(j);
}

static pcs_status write_answer(pcs_answer *a, void *context, pcs_error *err)
{
    static const pcs_match_mode modes[] = {PCS_MATCH_AUTO, PCS_MATCH_ALL,
                                           PCS_MATCH_ANY};
    writing *w = context;
    const pcs_param_value *v = w->values;
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    options.mode = modes[v[MATCH].choice];
    options.lowest = (pcs_tier)(PCS_TIER_WORD + v[TIER].choice);
    options.is_plain = v[PLAIN].is_set;
    bool wants_marks = v[Q].len > 0 && v[MARKS].choice != 2;
    pcs_article_request request = {.locale = v[LOCALE].text,
                                   .path = v[PATH].text,
                                   .source = v[SOURCE].is_given ? v[SOURCE].text
                                                                : NULL,
                                   .query = wants_marks ? v[Q].text : NULL,
                                   .query_len = wants_marks ? v[Q].len : 0,
                                   .search = &options};
    pcs_article_view view = {0};
    pcs_status status = pcs_article_read(&view, a->searcher, &request, err);
    /* That nothing is there is an answer, not damage. */
    if (status == PCS_ENOTFOUND) {
        a->is_missing = true;
        return PCS_OK;
    }
    if (status != PCS_OK)
        return status;
    put_article(a, w, &view);
    pcs_article_view_dispose(&view);
    return PCS_OK;
}

static void handle(void *context, pcs_exchange *x)
{
    pcs_answer answer;
    pcs_param_value values[N_PARAMS];
    writing w = {.values = values};
    if (!pcs_answer_begin(&answer, context, x, &pcs_api_articles, values))
        return;
    w.offsets =
        values[MARKS].choice == 1 ? PCS_OFFSETS_UTF16 : PCS_OFFSETS_UTF8;
    pcs_answer_end(&answer, write_answer, &w);
    if (answer.is_missing)
        pcs_exchange_problem(x, 404, "no-article",
                             "%s has no article of that path",
                             values[LOCALE].text);
}

const pcs_operation pcs_api_articles = {
    .path = "/v1/articles/{locale}/{path...}",
    .name = "article",
    .summary = "An article, both languages side by side",
    .description =
        "The title, the description and all segments of an article in the "
        "order of the document, with the English text of each and the heading "
        "that it stands under.",
    .params = params,
    .n_params = N_PARAMS,
    .schema = "ArticleAnswer",
    .handler = handle,
    .is_lookup = true,
};
