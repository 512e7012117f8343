/* articleread.c - one article as a whole, both languages side by side */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/articleread.h"

#include <stdlib.h>
#include <string.h>

#include "search/articlefind.h"
#include "search/crossing.h"
#include "search/headmarks.h"
#include "search/hits.h"
#include "search/occurrences.h"
#include "search/session.h"
#include "search/urls.h"

/* What one reading shares. */
typedef struct reading {
    pcs_article_view *view;
    pcs_session *session;
    pcs_matching *m;  /* NULL where nothing is to be marked */
    pcs_tiers *units; /* which match; NULL likewise */
    pcs_shelf *shelf;
    const pcs_article_record *article;
} reading;

static pcs_status copy_string(const char **out, const reading *r,
                              pcs_string_ref ref, pcs_error *err)
{
    const char *text;
    size_t len;
    pcs_status status =
        pcs_partition_string(&text, &len, &r->shelf->partition, ref, err);
    if (status != PCS_OK)
        return status;
    *out = pcs_arena_copy(&r->view->arena, text, len);
    return *out ? PCS_OK : pcs_error_nomem(err);
}

static pcs_status find_marks(const pcs_mark **out, size_t *n, reading *r,
                             const char *text, pcs_error *err)
{
    pcs_marks marks = {NULL, 0, 0};
    if (!r->m)
        return PCS_OK;
    pcs_status status =
        pcs_marks_find(&marks, r->m, PCS_SIDE_LOCAL, text, strlen(text), err);
    size_t size = marks.len * sizeof *marks.items;
    if (status == PCS_OK && size) {
        pcs_mark *copy = pcs_arena_alloc(&r->view->arena, size);
        if (copy)
            memcpy(copy, marks.items, size);
        else
            status = pcs_error_nomem(err);
        *out = copy;
        *n = copy ? marks.len : 0;
    }
    free(marks.items);
    return status;
}

static pcs_status read_entries(reading *r, pcs_error *err)
{
    const pcs_partition *p = &r->shelf->partition;
    const pcs_article_record *a = r->article;
    pcs_status status = PCS_OK;
    if (a->first_meta > p->n_meta || a->n_meta > p->n_meta - a->first_meta)
        return pcs_error_set(err, PCS_ECORRUPT, "damaged index: metadata of %s",
                             r->view->path);
    const pcs_meta_record *meta = p->meta + a->first_meta;
    if (a->n_meta)
        status =
            pcs_tables_check(p->tables, meta, a->n_meta * sizeof *meta, err);
    pcs_article_entry *list =
        pcs_arena_alloc(&r->view->arena, a->n_meta * sizeof *list + 1);
    if (!list)
        return pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < a->n_meta; i++) {
        status = copy_string(&list[i].key, r, meta[i].key, err);
        if (status == PCS_OK)
            status = copy_string(&list[i].value, r, meta[i].value, err);
    }
    r->view->entries = list;
    r->view->n_entries = status == PCS_OK ? a->n_meta : 0;
    return status;
}

static pcs_status read_url(reading *r, pcs_error *err)
{
    pcs_article_view *v = r->view;
    pcs_url_place place = {v->source, v->path, v->locale, ""};
    pcs_buffer url = {0};
    pcs_status status = PCS_OK;
    if (pcs_url_append(&url, r->session->searcher, &place)) {
        v->url = pcs_arena_copy(&v->arena, url.data, url.len);
        status = v->url ? PCS_OK : pcs_error_nomem(err);
    } else {
        status = pcs_buffer_status(&url, err);
    }
    pcs_buffer_dispose(&url);
    return status;
}

static pcs_status read_head(reading *r, pcs_error *err)
{
    pcs_article_view *v = r->view;
    const pcs_article_record *a = r->article;
    v->locale =
        pcs_arena_copy(&v->arena, r->shelf->locale, strlen(r->shelf->locale));
    pcs_status status = v->locale ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = copy_string(&v->source, r, a->source, err);
    if (status == PCS_OK)
        status = copy_string(&v->path, r, a->path, err);
    if (status == PCS_OK)
        status = copy_string(&v->title, r, a->title, err);
    if (status == PCS_OK)
        status = copy_string(&v->description, r, a->description, err);
    if (status == PCS_OK)
        status =
            find_marks(&v->title_marks, &v->n_title_marks, r, v->title, err);
    if (status == PCS_OK)
        status = find_marks(&v->description_marks, &v->n_description_marks, r,
                            v->description, err);
    if (status == PCS_OK)
        status = read_url(r, err);
    return status == PCS_OK ? read_entries(r, err) : status;
}

/* Whether a unit that matches does so in this segment. */
static pcs_status is_match(bool *out, const reading *r, uint32_t unit,
                           uint32_t segment, pcs_error *err)
{
    pcs_occurrences o;
    *out = r->units && r->units[unit];
    if (!*out || !r->m->live)
        return PCS_OK;
    pcs_status status = pcs_occurrences_get(&o, r->m, unit, err);
    if (status != PCS_OK)
        return status;
    size_t i = pcs_occurrences_find(&o, segment);
    *out = i < o.n && pcs_occurrences_match(&o, i);
    return PCS_OK;
}

static pcs_status read_texts(pcs_article_segment *out, reading *r,
                             uint32_t unit, pcs_error *err)
{
    pcs_arena *arena = &r->view->arena;
    pcs_unit_text text;
    pcs_status status =
        pcs_texts_get(&text, r->shelf->partition.texts, unit, err);
    if (status != PCS_OK)
        return status;
    out->local = pcs_arena_copy(arena, text.local, text.local_len);
    out->local_len = text.local_len;
    out->english = pcs_arena_copy(arena, text.english, text.english_len);
    out->english_len = text.english_len;
    if (!out->local || !out->english)
        return pcs_error_nomem(err);
    pcs_pair_fetched marks = {&out->marks, &out->n_marks, &out->english_marks,
                              &out->n_english_marks};
    return r->m ? pcs_marks_fetch(&marks, arena, r->m, unit, &text, err)
                : PCS_OK;
}

static pcs_status read_segment(pcs_article_segment *out, reading *r,
                               uint32_t segment, pcs_error *err)
{
    const pcs_segment_record *s;
    memset(out, 0, sizeof *out);
    pcs_status status =
        pcs_partition_segment(&s, &r->shelf->partition, segment, err);
    if (status != PCS_OK)
        return status;
    out->line = s->line;
    out->place = pcs_place_name((pcs_place)s->place);
    status = copy_string(&out->id, r, s->id, err);
    if (status == PCS_OK)
        status = copy_string(&out->heading, r, s->heading, err);
    if (status == PCS_OK)
        status = copy_string(&out->anchor, r, s->anchor, err);
    if (status == PCS_OK)
        status = read_texts(out, r, s->unit, err);
    if (status == PCS_OK)
        status = is_match(&out->is_match, r, s->unit, segment, err);
    r->view->n_matches += out->is_match;
    return status;
}

static pcs_status read_segments(reading *r, pcs_error *err)
{
    const pcs_article_record *a = r->article;
    pcs_article_segment *list =
        pcs_arena_alloc(&r->view->arena, a->n_segments * sizeof *list + 1);
    pcs_status status = list ? PCS_OK : pcs_error_nomem(err);
    for (uint32_t i = 0; status == PCS_OK && i < a->n_segments; i++)
        status = read_segment(&list[i], r, a->first_segment + i, err);
    r->view->segments = list;
    r->view->n_segments = status == PCS_OK ? a->n_segments : 0;
    return status;
}

/* The shelf and the article that are asked for. */
static pcs_status find(reading *r, size_t *shelf, uint32_t *article,
                       const pcs_article_request *q, pcs_error *err)
{
    pcs_searcher *s = r->session->searcher;
    for (size_t i = 0; i < s->manifest.n_locales; i++) {
        if (!pcs_locale_is_among(s->manifest.locales[i].locale, &q->locale, 1))
            continue;
        pcs_status status = pcs_searcher_shelf(&r->shelf, s, i, err);
        if (status == PCS_OK)
            status = pcs_article_find(article, &r->shelf->partition, q->source,
                                      q->path, err);
        *shelf = i;
        if (status != PCS_ENOTFOUND)
            return status;
    }
    return pcs_error_set(err, PCS_ENOTFOUND, "no article %s%s%s in %s",
                         q->source ? q->source : "", q->source ? "/" : "",
                         q->path, q->locale);
}

/* What of the options holds for the words of one article. */
static pcs_search_options options_of(const pcs_article_request *q)
{
    pcs_search_options o = PCS_SEARCH_OPTIONS_INIT;
    if (q->search) {
        o.lowest = q->search->lowest;
        o.mode = q->search->mode;
        o.is_plain = q->search->is_plain;
        o.no_synonyms = q->search->no_synonyms;
    }
    if (o.mode == PCS_MATCH_AUTO)
        o.mode = PCS_MATCH_ALL;
    o.limit = 0;
    o.locales = &q->locale;
    o.n_locales = 1;
    return o;
}

static pcs_status match(reading *r, size_t shelf, const pcs_article_request *q,
                        pcs_error *err)
{
    pcs_session *s = r->session;
    if (!q->query || q->query_len == 0)
        return PCS_OK;
    pcs_status status = pcs_session_start(s, q->query, q->query_len, err);
    if (status != PCS_OK || !s->query.root)
        return status;
    status = pcs_session_matching(&r->m, s, shelf, err);
    return status == PCS_OK
               ? pcs_match_units(&r->units, r->m, s->query.root, err)
               : status;
}

static pcs_status check(const pcs_article_request *q, pcs_error *err)
{
    if (q->locale && q->path)
        return PCS_OK;
    return pcs_error_set(err, PCS_EINVAL, "no %s of an article to read",
                         q->locale ? "path" : "locale");
}

pcs_status pcs_article_read(pcs_article_view *view, pcs_searcher *searcher,
                            const pcs_article_request *request, pcs_error *err)
{
    pcs_search_options options = options_of(request);
    pcs_session session = {.searcher = searcher, .options = &options};
    pcs_results results = {0};
    reading r = {.view = view, .session = &session};
    size_t shelf = 0;
    uint32_t article = 0;
    session.results = &results;
    memset(view, 0, sizeof *view);
    pcs_status status = check(request, err);
    if (status == PCS_OK)
        status = pcs_session_check_locales(&session, err);
    if (status == PCS_OK)
        status = find(&r, &shelf, &article, request, err);
    if (status == PCS_OK)
        status = pcs_partition_article(&r.article, &r.shelf->partition, article,
                                       err);
    if (status == PCS_OK)
        status = match(&r, shelf, request, err);
    if (status == PCS_OK)
        status = read_head(&r, err);
    if (status == PCS_OK)
        status = read_segments(&r, err);
    free(r.units);
    pcs_session_dispose(&session);
    pcs_arena_dispose(&results.arena);
    if (status != PCS_OK)
        pcs_article_view_dispose(view);
    return status;
}

void pcs_article_view_dispose(pcs_article_view *view)
{
    pcs_arena_dispose(&view->arena);
    memset(view, 0, sizeof *view);
}
