/* json.c - answers as JSON Lines */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "cli/text.h"
#include "query/explain.h"
#include "query/present_json.h"

static json_t *places_json(const pcs_answer *a, const pcs_hit *hit)
{
    json_t *list = json_array();
    for (size_t i = 0; i < hit->n_places; i++) {
        json_array_append_new(list,
                              pcs_place_json(a, &hit->places[i], hit->locale));
    }
    return list;
}

static json_t *neighbours_json(const pcs_neighbour *list, size_t n)
{
    json_t *out = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(
            out, json_pack("{s:I,s:s%,s:s%}", "line", (json_int_t)list[i].line,
                           "local", list[i].local, list[i].local_len, "english",
                           list[i].english, list[i].english_len));
    return out;
}

static json_t *sibling_json(const pcs_answer *a, const pcs_hit_sibling *s)
{
    json_t *out =
        json_pack("{s:s,s:s%,s:s,s:s,s:I,s:s,s:s}", "locale", s->locale,
                  "local", s->local, s->local_len, "source", s->place.source,
                  "path", s->place.path, "line", (json_int_t)s->place.line,
                  "id", s->place.id, "by", s->by);
    pcs_json_set_url(out, a, &s->place, s->locale, false);
    if (out)
        json_object_set_new(
            out, "marks",
            json_pack("{s:o}", "local", pcs_marks_json(s->marks, s->n_marks)));
    return out;
}

/* "also" and "matched". */
static void set_siblings(json_t *out, const pcs_answer *a, const pcs_hit *h)
{
    if (h->matched)
        json_object_set_new(out, "matched", sibling_json(a, h->matched));
    if (!h->also)
        return;
    json_t *also = json_array();
    for (size_t i = 0; i < h->n_also; i++)
        json_array_append_new(also, sibling_json(a, &h->also[i]));
    json_object_set_new(out, "also", also);
}

json_t *pcs_hit_json(const pcs_answer *a, const pcs_hit *h, size_t rank)
{
    const pcs_place_of *p = &h->places[0];
    json_t *out = json_pack(
        "{s:s,s:I,s:f,s:s,s:s,s:s%,s:s%,s:s,s:s,s:s,s:s,s:s,s:I,s:s,s:I,s:o,"
        "s:{s:o,s:o}}",
        "type", "hit", "rank", (json_int_t)rank, "score", h->score, "tier",
        pcs_tier_name(h->tier), "locale", h->locale, "local", h->local,
        h->local_len, "english", h->english, h->english_len, "title", h->title,
        "heading", h->heading, "anchor", h->anchor, "source", p->source, "path",
        p->path, "line", (json_int_t)p->line, "id", p->id, "count",
        (json_int_t)h->count, "places", places_json(a, h), "marks", "local",
        pcs_marks_json(h->marks, h->n_marks), "english",
        pcs_marks_json(h->english_marks, h->n_english_marks));
    pcs_json_set_url(out, a, p, h->locale, false);
    if (out && h->before && h->after) {
        json_object_set_new(out, "before",
                            neighbours_json(h->before, h->n_before));
        json_object_set_new(out, "after",
                            neighbours_json(h->after, h->n_after));
    }
    if (out)
        set_siblings(out, a, h);
    if (out && h->explanation)
        json_object_set_new(out, "explanation",
                            pcs_breakdown_json(h->explanation));
    return out;
}

static json_t *article_json(const pcs_answer *answer, const pcs_article_hit *a,
                            size_t rank)
{
    static const char *const by[] = {"segments", "title", "description",
                                     "together"};
    json_t *hits = json_array();
    for (size_t i = 0; i < a->n_hits; i++)
        json_array_append_new(hits, pcs_hit_json(answer, &a->hits[i], i + 1));
    json_t *out = json_pack(
        "{s:s,s:I,s:f,s:s,s:s,s:s,s:s,s:s,s:s,s:I,s:s,s:{s:o,s:o},s:o}", "type",
        "article", "rank", (json_int_t)rank, "score", a->score, "tier",
        pcs_tier_name(a->tier), "locale", a->locale, "title", a->title,
        "description", a->description, "source", a->place.source, "path",
        a->place.path, "segments", (json_int_t)a->segments, "by", by[a->by],
        "marks", "title", pcs_marks_json(a->marks, a->n_marks), "description",
        pcs_marks_json(a->description_marks, a->n_description_marks), "hits",
        hits);
    pcs_json_set_url(out, answer, &a->place, a->locale, true);
    return out;
}

static json_t *expanded_json(const pcs_results *r)
{
    json_t *list = json_array();
    for (size_t i = 0; i < r->n_expanded; i++) {
        const pcs_expanded_term *e = &r->expanded[i];
        json_array_append_new(list,
                              json_pack("{s:s,s:o}", "term", e->term, "with",
                                        pcs_strings_json(e->with, e->n_with)));
    }
    return list;
}

static json_t *tiers_json(const pcs_results *r)
{
    json_t *tiers = json_object();
    for (int i = PCS_TIER_WORD; i < PCS_TIER_COUNT; i++)
        if (r->tiers[i])
            json_object_set_new(tiers, pcs_tier_name((pcs_tier)i),
                                json_integer((json_int_t)r->tiers[i]));
    return tiers;
}

static json_t *summary_json(const pcs_answer *a)
{
    const pcs_results *r = a->results;
    json_t *json = json_pack(
        "{s:s,s:s,s:I,s:I,s:I,s:b,s:I,s:o,s:o,s:o,s:o,s:I,s:f}", "type",
        "summary", "query", a->query, "segments", (json_int_t)r->segments,
        "pairs", (json_int_t)r->pairs, "articles", (json_int_t)r->articles,
        "exact", r->is_exact, "shown",
        (json_int_t)(r->n_hits + r->n_article_hits), "tiers", tiers_json(r),
        "ignored", pcs_strings_json(r->ignored, r->n_ignored), "dropped",
        pcs_strings_json(r->dropped, r->n_dropped), "suggestions",
        pcs_strings_json(r->suggestions, r->n_suggestions), "generation",
        (json_int_t)pcs_searcher_generation(a->searcher), "elapsed_ms",
        pcs_json_elapsed(a->elapsed_ms));
    if (json && r->n_expanded)
        json_object_set_new(json, "expanded", expanded_json(r));
    if (json && r->n_english)
        json_object_set_new(json, "also_english",
                            pcs_strings_json(r->english, r->n_english));
    return json;
}

static pcs_status append_files(pcs_buffer *out, const pcs_answer *a,
                               pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < a->results->n_files; i++) {
        const pcs_place_of *f = &a->results->files[i];
        status =
            pcs_json_append(out,
                            json_pack("{s:s,s:s,s:s}", "type", "file", "source",
                                      f->source, "path", f->path),
                            a->query_id, err);
    }
    return status;
}

static json_t *facet_json(const pcs_facet *f)
{
    json_t *list = json_array();
    for (size_t i = 0; i < f->n_values; i++) {
        const pcs_facet_value *v = &f->values[i];
        json_array_append_new(list,
                              json_pack("{s:s,s:I,s:I}", "value", v->value,
                                        "segments", (json_int_t)v->segments,
                                        "articles", (json_int_t)v->articles));
    }
    return list;
}

/* `more` names the facets that list not all of their values. */
static json_t *facets_json(const pcs_results *r)
{
    json_t *facets = json_object(), *more = json_object();
    for (size_t i = 0; i < r->n_facets; i++) {
        const pcs_facet *f = &r->facets[i];
        json_object_set_new(facets, f->name, facet_json(f));
        if (f->n_more)
            json_object_set_new(more, f->name,
                                json_integer((json_int_t)f->n_more));
    }
    return json_pack("{s:s,s:o,s:o}", "type", "facets", "facets", facets,
                     "more", more);
}

pcs_status pcs_present_json(pcs_buffer *out, const pcs_answer *a,
                            pcs_error *err)
{
    const pcs_results *r = a->results;
    pcs_status status = PCS_OK;
    if (r->explanation)
        status = pcs_json_append(out, pcs_explanation_json(r->explanation),
                                 a->query_id, err);
    if (status == PCS_OK)
        status = append_files(out, a, err);
    for (size_t i = 0; status == PCS_OK && i < r->n_hits; i++)
        status = pcs_json_append(
            out,
            pcs_hit_json(a, &r->hits[i], a->request->search.offset + i + 1),
            a->query_id, err);
    for (size_t i = 0; status == PCS_OK && i < r->n_article_hits; i++)
        status =
            pcs_json_append(out,
                            article_json(a, &r->article_hits[i],
                                         a->request->search.offset + i + 1),
                            a->query_id, err);
    if (status == PCS_OK && r->n_facets)
        status = pcs_json_append(out, facets_json(r), a->query_id, err);
    if (status == PCS_OK)
        status = pcs_json_append(out, summary_json(a), a->query_id, err);
    return status;
}

pcs_status pcs_present_completions(pcs_buffer *out, const pcs_request *r,
                                   const pcs_completions *completions,
                                   pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < completions->len; i++) {
        const char *text = completions->items[i];
        if (r->is_json) {
            status = pcs_json_append(out,
                                     json_pack("{s:s,s:I,s:s}", "type",
                                               "suggestion", "rank",
                                               (json_int_t)i + 1, "text", text),
                                     NULL, err);
            continue;
        }
        pcs_text_clean(out, text, strlen(text));
        pcs_buffer_putc(out, '\n');
    }
    return status == PCS_OK ? pcs_buffer_status(out, err) : status;
}
