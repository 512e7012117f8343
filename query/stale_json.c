/* stale_json.c - articles of an older English as JSON Lines */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/present_json.h"
#include "query/stale.h"

/* What a version says of itself; what is empty is left out. */
static void set_version(json_t *object, const pcs_stale_answer *a,
                        const pcs_stale_version *v)
{
    const struct {
        const char *key, *value;
    } values[] = {{"title", v->title},     {"source", v->place.source},
                  {"path", v->place.path}, {"handoff", v->handoff},
                  {"commit", v->commit},   {"hash", v->hash}};
    for (size_t i = 0; object && i < sizeof values / sizeof *values; i++)
        if (*values[i].value)
            json_object_set_new(object, values[i].key,
                                json_string(values[i].value));
    pcs_json_set_url(object, a->answer, &v->place, v->locale, true);
}

static json_t *segment_json(const pcs_stale_segment *s)
{
    return json_pack("{s:I,s:s,s:s%,s:s%}", "line", (json_int_t)s->line, "id",
                     s->id, "english", s->english, s->english_len, "local",
                     s->local, s->local_len);
}

static json_t *edits_json(const pcs_stale_change *c)
{
    static const char *const names[] = {"same", "removed", "added"};
    json_t *list = json_array();
    for (size_t i = 0; i < c->n_edits; i++) {
        const pcs_word_edit *e = &c->edits[i];
        const pcs_stale_segment *from =
            e->change == PCS_WORDS_ADDED ? &c->newer : &c->older;
        json_array_append_new(list, json_pack("[s,s%]", names[e->change],
                                              from->english + e->start,
                                              e->end - e->start));
    }
    return list;
}

/* "behind" is where an added segment has its place. */
static json_t *change_json(const pcs_stale_change *c)
{
    bool is_added = c->kind == PCS_CHANGE_ADDED;
    json_t *out = json_pack("{s:s}", "kind", pcs_change_name(c->kind));
    if (out && is_added)
        json_object_set_new(out, "behind",
                            json_integer((json_int_t)c->older.line));
    else if (out)
        json_object_set_new(out, "old", segment_json(&c->older));
    if (out && c->kind != PCS_CHANGE_REMOVED)
        json_object_set_new(out, "new", segment_json(&c->newer));
    if (out && c->kind == PCS_CHANGE_CHANGED)
        json_object_set_new(out, "diff", edits_json(c));
    return out;
}

static void set_counts(json_t *out, const uint32_t *counts)
{
    for (int k = 0; out && k < PCS_CHANGE_COUNT; k++)
        json_object_set_new(out, pcs_change_name((pcs_change_kind)k),
                            json_integer((json_int_t)counts[k]));
}

static json_t *newest_json(const pcs_stale_answer *a,
                           const pcs_stale_article *s)
{
    json_t *out = json_pack("{s:s}", "locale", s->newest.locale);
    set_version(out, a, &s->newest);
    if (out)
        json_object_set_new(out, "locales",
                            pcs_strings_json(s->newest_in, s->n_newest_in));
    return out;
}

static json_t *article_json(const pcs_stale_answer *a,
                            const pcs_stale_article *s, size_t rank)
{
    json_t *out = json_pack("{s:s,s:I,s:s}", "type", pcs_stale_name(s->kind),
                            "rank", (json_int_t)rank, "locale", s->own.locale);
    set_version(out, a, &s->own);
    if (!out)
        return out;
    json_object_set_new(out, "newest", newest_json(a, s));
    json_object_set_new(out, "segments", json_integer((json_int_t)s->segments));
    if (s->kind == PCS_STALE_MISSING)
        return out;
    if (s->kind == PCS_STALE_OLDER)
        json_object_set_new(out, "days", json_integer((json_int_t)s->days));
    set_counts(out, s->counts);
    if (a->answer->request->show != PCS_SHOW_HITS)
        return out;
    json_t *changes = json_array();
    for (size_t i = 0; i < s->n_changes; i++)
        json_array_append_new(changes, change_json(&s->changes[i]));
    json_object_set_new(out, "changes", changes);
    return out;
}

static json_t *summary_json(const pcs_stale_answer *a)
{
    const pcs_stale_results *r = a->results;
    return json_pack(
        "{s:s,s:s,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:o,s:I,s:f}", "type",
        "summary", "query", a->answer->query, "articles",
        (json_int_t)pcs_stale_total(a), "shown", (json_int_t)r->n_articles,
        "stale", (json_int_t)r->totals[PCS_STALE_OLDER], "unordered",
        (json_int_t)r->totals[PCS_STALE_UNORDERED], "missing",
        (json_int_t)r->totals[PCS_STALE_MISSING], "changed",
        (json_int_t)r->counts[PCS_CHANGE_CHANGED], "added",
        (json_int_t)r->counts[PCS_CHANGE_ADDED], "removed",
        (json_int_t)r->counts[PCS_CHANGE_REMOVED], "moved",
        (json_int_t)r->counts[PCS_CHANGE_MOVED], "ignored",
        pcs_strings_json(r->ignored, r->n_ignored), "generation",
        (json_int_t)pcs_searcher_generation(a->answer->searcher), "elapsed_ms",
        pcs_json_elapsed(a->answer->elapsed_ms));
}

pcs_status pcs_present_stale_json(pcs_buffer *out, const pcs_stale_answer *a,
                                  pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < a->results->n_articles; i++)
        status = pcs_json_append(
            out,
            article_json(a, &a->results->articles[i],
                         a->answer->request->search.offset + i + 1),
            NULL, err);
    return status == PCS_OK ? pcs_json_append(out, summary_json(a), NULL, err)
                            : status;
}
