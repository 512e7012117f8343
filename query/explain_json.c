/* explain_json.c - why something was found, as JSON */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "base/utf8.h"
#include "query/explain.h"

/* A word of the vocabulary that was too long is cut between bytes. */
static json_t *text_json(const char *text)
{
    json_t *json = json_string(text);
    if (json)
        return json;
    pcs_buffer mended = {0};
    pcs_utf8_repair(&mended, text, strlen(text));
    json = json_string(mended.data ? mended.data : "");
    pcs_buffer_dispose(&mended);
    return json;
}

static json_t *parts_json(const pcs_score_part *parts, size_t n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++) {
        const pcs_score_part *p = &parts[i];
        json_t *part = json_pack("{s:s,s:o}", "stream", p->stream, "text",
                                 text_json(p->text));
        if (part && p->tier != PCS_TIER_NONE)
            json_object_set_new(part, "tier",
                                json_string(pcs_tier_name(p->tier)));
        json_object_set_new(part, "weight", json_real(p->weight));
        json_object_set_new(part, "idf", json_real(p->idf));
        json_object_set_new(part, "length", json_real(p->length));
        json_object_set_new(part, "score", json_real(p->score));
        json_array_append_new(list, part);
    }
    return list;
}

json_t *pcs_breakdown_json(const pcs_hit_explanation *x)
{
    json_t *factors = json_object();
    for (size_t i = 0; i < x->n_factors; i++)
        json_object_set_new(factors, x->factors[i].name,
                            json_real(x->factors[i].value));
    return json_pack("{s:o,s:o,s:o,s:{s:b,s:b,s:b,s:b}}", "parts",
                     parts_json(x->parts, x->n_parts), "factors", factors,
                     "pairs", parts_json(x->pairs, x->n_pairs), "order", "tier",
                     x->by_tier, "untranslated", x->is_untranslated, "whole",
                     x->is_whole, "together", x->is_together);
}

static void set_flag(json_t *object, const char *name, bool value)
{
    if (value)
        json_object_set_new(object, name, json_true());
}

static json_t *terms_json(const pcs_explanation *x)
{
    json_t *list = json_array();
    for (size_t i = 0; i < x->n_terms; i++) {
        const pcs_explained_term *t = &x->terms[i];
        json_t *one = json_pack("{s:o,s:s}", "text", text_json(t->text),
                                "lookup", t->lookup);
        if (*t->typed)
            json_object_set_new(one, "typed", text_json(t->typed));
        set_flag(one, "english", t->is_english);
        set_flag(one, "synonym", t->is_synonym);
        set_flag(one, "joined", t->is_joined);
        set_flag(one, "dropped", t->is_dropped);
        set_flag(one, "excluded", t->is_excluded);
        json_array_append_new(list, one);
    }
    return list;
}

static json_t *words_json(const pcs_explained_match *m)
{
    json_t *list = json_array();
    for (size_t i = 0; i < m->n_words; i++) {
        const pcs_explained_word *w = &m->words[i];
        json_array_append_new(list, json_pack("{s:o,s:s,s:I}", "text",
                                              text_json(w->text), "tier",
                                              pcs_tier_name(w->tier), "pairs",
                                              (json_int_t)w->units));
    }
    return list;
}

static json_t *match_json(const pcs_explained_match *m)
{
    json_t *pairs = json_object(), *more = json_object();
    for (int t = PCS_TIER_WORD; t < PCS_TIER_COUNT; t++) {
        const char *tier = pcs_tier_name((pcs_tier)t);
        if (m->units[t])
            json_object_set_new(pairs, tier,
                                json_integer((json_int_t)m->units[t]));
        if (m->n_more[t])
            json_object_set_new(more, tier,
                                json_integer((json_int_t)m->n_more[t]));
    }
    return json_pack("{s:I,s:o,s:I,s:f,s:o,s:o}", "term", (json_int_t)m->term,
                     "pairs", pairs, "counted", (json_int_t)m->freq, "idf",
                     m->idf, "words", words_json(m), "more", more);
}

static json_t *locales_json(const pcs_explanation *x)
{
    json_t *list = json_array();
    for (size_t i = 0; i < x->n_locales; i++) {
        const pcs_explained_locale *l = &x->locales[i];
        json_t *terms = json_array();
        for (size_t j = 0; j < l->n_matches; j++)
            json_array_append_new(terms, match_json(&l->matches[j]));
        json_array_append_new(
            list, json_pack("{s:s,s:I,s:f,s:o}", "locale", l->locale, "pairs",
                            (json_int_t)l->units, "average_words",
                            l->average_words, "terms", terms));
    }
    return list;
}

json_t *pcs_explanation_json(const pcs_explanation *x)
{
    return json_pack("{s:s,s:o,s:o,s:b,s:o,s:o}", "type", "explanation",
                     "parsed", text_json(x->parsed), "searched",
                     text_json(x->searched), "question", x->is_question,
                     "terms", terms_json(x), "locales", locales_json(x));
}
