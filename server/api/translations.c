/* translations.c - GET /v1/translations */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "base/status.h"
#include "server/api/answer.h"
#include "server/api/hits.h"
#include "server/api/searchparams.h"

enum { Q, LOCALE, TO, LIMIT, TIER, PLAIN, MARKS, N_PARAMS };

#define LIMIT_MAX 100

static const pcs_param params[] = {
    {"q", PCS_PARAM_TEXT,
     "The term; fields and what is excluded say which segments count.", NULL,
     false, 0, 0, NULL, "구독"},
    {"locale", PCS_PARAM_NAMES,
     "Locales or languages of the segments that are looked at; all, if none is "
     "given.",
     NULL, false, 0, 0, NULL, "ko"},
    {"to", PCS_PARAM_NAMES,
     "Locales to translate to, or en; by default English, or, of an English "
     "term, each locale that is looked at.",
     NULL, false, 0, 0, NULL, NULL},
    {"limit", PCS_PARAM_NUMBER,
     "How many translations are given of each "
     "direction.",
     "10", false, 0, LIMIT_MAX, NULL, NULL},
    {"tier", PCS_PARAM_CHOICE, "The weakest match of the term that counts.",
     "part", false, 0, 0, pcs_tier_names, NULL},
    PCS_PARAM_PLAIN,
    PCS_PARAM_MARKS,
};
_Static_assert(sizeof params / sizeof *params == N_PARAMS, "all of them");

/* What is being written. */
typedef struct writing {
    const pcs_param_value *values;
    pcs_hit_style style;
    bool no_marks;
} writing;

static void put_counts(pcs_json *j, const pcs_tally *t)
{
    pcs_json_put_unsigned(j, "segments", t->segments);
    pcs_json_put_unsigned(j, "pairs", t->units);
    pcs_json_put_unsigned(j, "human", t->human);
    pcs_json_put_unsigned(j, "machine", t->machine);
}

static void put_tally(pcs_json *j, const char *name, const pcs_tally *t)
{
    pcs_json_key(j, name);
    pcs_json_begin_object(j);
    put_counts(j, t);
    pcs_json_end_object(j);
}

static void put_example(const writing *w, const pcs_translation_example *e)
{
    pcs_json *j = w->style.json;
    pcs_json_key(j, "example");
    pcs_json_begin_object(j);
    pcs_json_put_string(j, "from", e->from, e->from_len);
    pcs_json_put_string(j, "to", e->to, e->to_len);
    pcs_json_key(j, "marks");
    pcs_json_begin_object(j);
    pcs_json_key(j, "from");
    pcs_json_marks(j, w->style.offsets, e->from, e->from_len, e->from_marks,
                   w->no_marks ? 0 : e->n_from_marks);
    pcs_json_key(j, "to");
    pcs_json_marks(j, w->style.offsets, e->to, e->to_len, e->to_marks,
                   w->no_marks ? 0 : e->n_to_marks);
    pcs_json_end_object(j);
    pcs_json_put_text(j, "source", e->place.source);
    pcs_json_put_text(j, "path", e->place.path);
    pcs_json_put_unsigned(j, "line", e->place.line);
    pcs_json_put_text(j, "id", e->place.id);
    pcs_json_put_text(j, "anchor", e->place.anchor);
    pcs_json_end_object(j);
}

static void put_translation(const writing *w, const pcs_translated *d, size_t i)
{
    pcs_json *j = w->style.json;
    const pcs_translation *t = &d->items[i];
    pcs_json_begin_object(j);
    pcs_json_put_unsigned(j, "rank", i + 1);
    pcs_json_put_text(j, "text", t->text);
    pcs_json_put_real(j, "share",
                      d->all.segments
                          ? (double)t->tally.segments / (double)d->all.segments
                          : 0);
    pcs_json_put_real(j, "dice", t->dice);
    put_counts(j, &t->tally);
    if (t->example.from)
        put_example(w, &t->example);
    pcs_json_end_object(j);
}

static void put_direction(const writing *w, const pcs_translated *d)
{
    pcs_json *j = w->style.json;
    pcs_json_begin_object(j);
    pcs_json_put_text(j, "from", d->from);
    pcs_json_put_text(j, "to", d->to);
    put_tally(j, "all", &d->all);
    pcs_json_key(j, "translations");
    pcs_json_begin_array(j);
    for (size_t i = 0; i < d->n; i++)
        put_translation(w, d, i);
    pcs_json_end_array(j);
    pcs_json_put_unsigned(j, "more", d->n_more);
    put_tally(j, "of_more", &d->more);
    put_tally(j, "otherwise", &d->rest);
    pcs_json_put_unsigned(j, "without_sibling", d->alone);
    pcs_json_end_object(j);
}

static pcs_status write_answer(pcs_answer *a, void *context, pcs_error *err)
{
    writing *w = context;
    const pcs_param_value *v = w->values;
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    pcs_translations found = {0};
    options.locales = v[LOCALE].items;
    options.n_locales = v[LOCALE].n_items;
    options.limit = v[LIMIT].number;
    options.lowest = (pcs_tier)(PCS_TIER_WORD + v[TIER].choice);
    options.is_plain = v[PLAIN].is_set;
    pcs_status status =
        pcs_translations_find(&found, a->searcher, v[Q].text, v[Q].len,
                              &options, v[TO].items, v[TO].n_items, err);
    /* The message would name an option of the command line. */
    if (status == PCS_EINVAL && strncmp(err->message, "no term", 7) == 0)
        return pcs_error_set(err, PCS_EINVAL,
                             "the parameter q has no term to be translated");
    if (status != PCS_OK)
        return status;
    pcs_json *j = w->style.json = &a->json;
    pcs_json_begin_object(j);
    pcs_json_put_string(j, "query", v[Q].text, v[Q].len);
    pcs_json_put_text(j, "term", found.term);
    pcs_json_key(j, "directions");
    pcs_json_begin_array(j);
    for (size_t i = 0; i < found.n; i++)
        put_direction(w, &found.items[i]);
    pcs_json_end_array(j);
    pcs_json_put_texts(j, "ignored", found.ignored, found.n_ignored);
    pcs_answer_put_end(a);
    pcs_json_end_object(j);
    pcs_translations_dispose(&found);
    return PCS_OK;
}

static void handle(void *context, pcs_exchange *x)
{
    pcs_answer answer;
    pcs_param_value values[N_PARAMS];
    writing w = {.values = values};
    if (!pcs_answer_begin(&answer, context, x, &pcs_api_translations, values))
        return;
    /* All that a term finds is read. */
    if (pcs_exchange_put_off(x)) {
        pcs_answer_drop(&answer);
        return;
    }
    w.style.offsets =
        values[MARKS].choice == 1 ? PCS_OFFSETS_UTF16 : PCS_OFFSETS_UTF8;
    w.no_marks = values[MARKS].choice == 2;
    pcs_answer_end(&answer, write_answer, &w);
}

const pcs_operation pcs_api_translations = {
    .path = "/v1/translations",
    .name = "translations",
    .summary = "How a term was translated",
    .description =
        "Counts how a term was translated, to English or from it, or between "
        "two locales, with an example of each translation.",
    .params = params,
    .n_params = N_PARAMS,
    .schema = "TranslationsAnswer",
    .handler = handle,
};
