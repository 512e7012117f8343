/* suggest.c - GET /v1/suggest */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "server/api/answer.h"
#include "server/api/searchparams.h"

enum { Q, LOCALE, LIMIT, MARKS, N_PARAMS };

#define LIMIT_MAX 50

static const pcs_param params[] = {
    {"q", PCS_PARAM_TEXT,
     "What has been typed so far; its last word is completed.", NULL, false, 0,
     0, NULL, "구"},
    {"locale", PCS_PARAM_NAMES,
     "Locales or languages to look in, such as ko-KR or ko; all, if none is "
     "given.",
     NULL, false, 0, 0, NULL, "ko"},
    {"limit", PCS_PARAM_NUMBER, "How many suggestions are given.", "8", false,
     0, LIMIT_MAX, NULL, NULL},
    {"marks", PCS_PARAM_CHOICE,
     "How marks count: in bytes of UTF-8; in UTF-16 code units, as scripts in "
     "browsers do; or no marks.",
     "utf8", false, 0, 0, pcs_marks_names, NULL},
};
_Static_assert(sizeof params / sizeof *params == N_PARAMS, "all of them");

static void put_term(pcs_json *j, const char *text)
{
    pcs_json_begin_object(j);
    pcs_json_put_text(j, "kind", "term");
    pcs_json_put_text(j, "text", text);
    pcs_json_put_texts(j, "marks", NULL, 0);
    pcs_json_end_object(j);
}

static pcs_status write_answer(pcs_answer *a, void *context, pcs_error *err)
{
    const pcs_param_value *v = context;
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    pcs_completions found = {0};
    options.locales = v[LOCALE].items;
    options.n_locales = v[LOCALE].n_items;
    options.limit = v[LIMIT].number;
    pcs_status status =
        pcs_suggest(&found, a->searcher, v[Q].text, v[Q].len, &options, err);
    if (status != PCS_OK)
        return status;
    pcs_json *j = &a->json;
    pcs_json_begin_object(j);
    pcs_json_put_string(j, "query", v[Q].text, v[Q].len);
    pcs_json_key(j, "suggestions");
    pcs_json_begin_array(j);
    for (size_t i = 0; i < found.len; i++)
        put_term(j, found.items[i]);
    pcs_json_end_array(j);
    pcs_answer_put_end(a);
    pcs_json_end_object(j);
    pcs_completions_dispose(&found);
    return PCS_OK;
}

static void handle(void *context, pcs_exchange *x)
{
    pcs_answer answer;
    pcs_param_value values[N_PARAMS];
    if (pcs_answer_begin(&answer, context, x, &pcs_api_suggest, values))
        pcs_answer_end(&answer, write_answer, values);
}

const pcs_operation pcs_api_suggest = {
    .path = "/v1/suggest",
    .name = "suggest",
    .summary = "Complete what is being typed",
    .description =
        "Suggests what the last word of the query may become, as one types. "
        "Hangul need not be typed to its end.",
    .params = params,
    .n_params = N_PARAMS,
    .schema = "SuggestAnswer",
    .handler = handle,
};
