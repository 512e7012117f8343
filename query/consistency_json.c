/* consistency_json.c - reports as JSON Lines */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <math.h>

#include "query/consistency.h"
#include "query/present_json.h"

/* Two digits say all that is known. */
static double round_score(double score)
{
    return round(score * 100) / 100;
}

static json_t *places_json(const pcs_report_answer *a,
                           const pcs_finding *finding,
                           const pcs_finding_variant *v)
{
    json_t *list = json_array();
    for (size_t i = 0; i < v->n_places; i++)
        json_array_append_new(
            list, pcs_place_json(&a->answer, &v->places[i], finding->locale));
    return list;
}

static json_t *variants_json(const pcs_report_answer *a, const pcs_finding *f)
{
    const char *side = f->kind == PCS_FINDING_SOURCES ? "english" : "local";
    json_t *list = json_array();
    for (size_t i = 0; i < f->n_variants; i++) {
        const pcs_finding_variant *v = &f->variants[i];
        json_t *variant = json_pack(
            "{s:s%,s:I,s:I,s:I,s:f,s:o}", side, v->text, v->len, "segments",
            (json_int_t)v->segments, "human", (json_int_t)v->human, "machine",
            (json_int_t)(v->segments - v->human), "doubt",
            round_score(v->doubt), "places", places_json(a, f, v));
        if (variant && v->instead)
            json_object_set_new(variant, "instead",
                                json_pack("{s:s%,s:I}", "english", v->instead,
                                          v->instead_len, "segments",
                                          (json_int_t)v->instead_segments));
        json_array_append_new(list, variant);
    }
    return list;
}

static json_t *items_json(const pcs_finding_item *items, size_t n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(list, json_stringn(items[i].text, items[i].len));
    return list;
}

static json_t *finding_json(const pcs_report_answer *a, const pcs_finding *f,
                            size_t rank)
{
    const char *side = f->kind == PCS_FINDING_SOURCES ? "local" : "english";
    json_t *out = json_pack(
        "{s:s,s:I,s:s,s:s,s:f,s:s%,s:I,s:I,s:I,s:o,s:I}", "type", "finding",
        "rank", (json_int_t)rank, "kind", pcs_finding_kind_name(f->kind),
        "locale", f->locale, "score", round_score(f->score), side, f->text,
        f->len, "segments", (json_int_t)f->segments, "human",
        (json_int_t)f->human, "machine", (json_int_t)(f->segments - f->human),
        "variants", variants_json(a, f), "more", (json_int_t)f->n_more);
    if (out && f->kind >= PCS_FINDING_FIRST_CHECK) {
        json_object_set_new(out, "missing",
                            items_json(f->missing, f->n_missing));
        json_object_set_new(out, "extra", items_json(f->extra, f->n_extra));
    }
    return out;
}

static json_t *summary_json(const pcs_report_answer *a)
{
    const pcs_consistency_report *r = a->report;
    json_t *kinds = json_object();
    json_int_t findings = 0;
    for (int i = 0; i < PCS_FINDING_KINDS; i++) {
        findings += (json_int_t)r->counts[i].findings;
        json_object_set_new(kinds, pcs_finding_kind_name((pcs_finding_kind)i),
                            json_pack("{s:I,s:I}", "findings",
                                      (json_int_t)r->counts[i].findings,
                                      "segments",
                                      (json_int_t)r->counts[i].segments));
    }
    return json_pack("{s:s,s:s,s:I,s:I,s:o,s:b,s:o,s:I,s:f}", "type", "summary",
                     "query", a->answer.query, "findings", findings, "shown",
                     (json_int_t)r->n_findings, "kinds", kinds, "failing",
                     a->is_failing, "ignored",
                     pcs_strings_json(r->ignored, r->n_ignored), "generation",
                     (json_int_t)pcs_searcher_generation(a->answer.searcher),
                     "elapsed_ms", pcs_json_elapsed(a->answer.elapsed_ms));
}

pcs_status pcs_present_report_json(pcs_buffer *out, const pcs_report_answer *a,
                                   pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < a->report->n_findings; i++)
        status = pcs_json_append(
            out,
            finding_json(a, &a->report->findings[i],
                         a->answer.request->search.offset + i + 1),
            NULL, err);
    return status == PCS_OK ? pcs_json_append(out, summary_json(a), NULL, err)
                            : status;
}
