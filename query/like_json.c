/* like_json.c - the segments nearest to a sentence, as JSON Lines */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/like.h"
#include "query/present_json.h"

static const char *side_name(pcs_side side)
{
    return side == PCS_SIDE_ENGLISH ? "english" : "local";
}

/* A hit has a score and a tier, a match a percentage. */
static json_t *match_json(const pcs_answer *a, const pcs_like_match *m,
                          size_t rank)
{
    json_t *hit = pcs_hit_json(a, &m->hit, rank);
    if (!hit)
        return NULL;
    json_t *out = json_pack(
        "{s:s,s:I,s:I,s:s,s:s,s:b}", "type", "match", "rank", (json_int_t)rank,
        "percent", (json_int_t)m->percent, "side", side_name(m->side),
        "translation", m->hit.origin->type, "human", m->is_human);
    json_object_del(hit, "score");
    json_object_del(hit, "tier");
    if (out)
        json_object_update_missing(out, hit);
    json_decref(hit);
    json_t *marks = json_object_get(out, "marks");
    json_object_set_new(marks, "missing",
                        pcs_marks_json(m->missing, m->n_missing));
    return out;
}

static json_t *summary_json(const pcs_like_answer *a)
{
    const pcs_like_results *r = a->results;
    json_t *best = r->best ? json_integer((json_int_t)r->best) : json_null();
    return json_pack("{s:s,s:s,s:I,s:I,s:b,s:I,s:I,s:o,s:o,s:I,s:f}", "type",
                     "summary", "query", a->answer.query, "segments",
                     (json_int_t)r->segments, "pairs", (json_int_t)r->pairs,
                     "exact", r->is_exact, "shown", (json_int_t)r->n_matches,
                     "min_match", (json_int_t)a->answer.request->min_match,
                     "best", best, "ignored",
                     pcs_strings_json(r->ignored, r->n_ignored), "generation",
                     (json_int_t)pcs_searcher_generation(a->answer.searcher),
                     "elapsed_ms", pcs_json_elapsed(a->answer.elapsed_ms));
}

pcs_status pcs_present_like_json(pcs_buffer *out, const pcs_like_answer *a,
                                 pcs_error *err)
{
    const pcs_like_results *r = a->results;
    size_t offset = a->answer.request->search.offset;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < r->n_matches; i++)
        status = pcs_json_append(
            out, match_json(&a->answer, &r->matches[i], offset + i + 1),
            a->answer.query_id, err);
    return status == PCS_OK
               ? pcs_json_append(out, summary_json(a), a->answer.query_id, err)
               : status;
}
