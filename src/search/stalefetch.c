/* stalefetch.c - fetching what is shown of articles that are stale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/stalefetch.h"

#include <string.h>

#include "search/hits.h"

static pcs_status copy(const char **out, const pcs_stale_fetching *f,
                       const char *text, size_t len, pcs_error *err)
{
    *out = pcs_arena_copy(f->arena, text, len);
    return *out ? PCS_OK : pcs_error_nomem(err);
}

static pcs_status copy_handoff(const char **out, const pcs_stale_fetching *f,
                               const pcs_edition_version *v, pcs_error *err)
{
    char day[16];
    if (!v->day)
        return copy(out, f, v->handoff.text, v->handoff.len, err);
    int n = snprintf(day, sizeof day, "%04u-%02u-%02u", v->day / 10000,
                     v->day / 100 % 100, v->day % 100);
    return copy(out, f, day, (size_t)n, err);
}

static pcs_status fetch_version(pcs_stale_version *out,
                                const pcs_stale_fetching *f,
                                const pcs_edition *e, pcs_error *err)
{
    const pcs_edition_version *v = &e->version;
    const char *title;
    size_t len;
    out->locale = f->searcher->manifest.locales[e->shelf].locale;
    pcs_status status =
        pcs_article_place(&out->place, f->arena, v->partition, e->article, err);
    if (status == PCS_OK)
        status = pcs_partition_string(&title, &len, v->partition,
                                      v->article->title, err);
    if (status == PCS_OK)
        status = copy(&out->title, f, title, len, err);
    if (status == PCS_OK)
        status = copy_handoff(&out->handoff, f, v, err);
    if (status == PCS_OK)
        status = copy(&out->commit, f, v->commit.text, v->commit.len, err);
    return status == PCS_OK
               ? copy(&out->hash, f, v->hash.text, v->hash.len, err)
               : status;
}

static pcs_status fetch_newest_in(pcs_stale_article *out,
                                  const pcs_stale_fetching *f, pcs_error *err)
{
    const pcs_editions *e = f->editions;
    const char **names = pcs_arena_alloc(f->arena, (e->n + 1) * sizeof *names);
    if (!names)
        return pcs_error_nomem(err);
    out->newest_in = names;
    for (size_t i = 0; i < e->n; i++) {
        const pcs_edition *one = &e->items[i];
        if (f->against[one->shelf] &&
            one->same_as == e->items[e->newest].same_as)
            names[out->n_newest_in++] =
                f->searcher->manifest.locales[one->shelf].locale;
    }
    return PCS_OK;
}

static pcs_status fetch_segment(pcs_stale_segment *out,
                                const pcs_stale_fetching *f,
                                const pcs_partition *p, uint32_t segment,
                                pcs_error *err)
{
    const pcs_segment_record *record;
    const char *id;
    size_t len;
    pcs_unit_text text;
    *out = (pcs_stale_segment){.id = "", .english = "", .local = ""};
    if (segment == PCS_NO_SEGMENT)
        return PCS_OK;
    pcs_status status = pcs_partition_segment(&record, p, segment, err);
    if (status == PCS_OK)
        status = pcs_partition_string(&id, &len, p, record->id, err);
    if (status == PCS_OK)
        status = copy(&out->id, f, id, len, err);
    if (status == PCS_OK)
        status = pcs_texts_get(&text, p->texts, record->unit, err);
    if (status != PCS_OK)
        return status;
    out->line = record->line;
    out->english_len = text.english_len;
    out->local_len = text.local_len;
    status = copy(&out->english, f, text.english, text.english_len, err);
    return status == PCS_OK
               ? copy(&out->local, f, text.local, text.local_len, err)
               : status;
}

static pcs_status fetch_edits(pcs_stale_change *out,
                              const pcs_stale_fetching *f, pcs_error *err)
{
    const pcs_word_edit *edits;
    size_t n;
    pcs_status status = pcs_changes_words(
        &edits, &n, f->changes, out->older.english, out->older.english_len,
        out->newer.english, out->newer.english_len, err);
    if (status != PCS_OK)
        return status;
    pcs_word_edit *list = pcs_arena_alloc(f->arena, n * sizeof *list + 1);
    if (!list)
        return pcs_error_nomem(err);
    if (n)
        memcpy(list, edits, n * sizeof *list);
    out->edits = list;
    out->n_edits = n;
    return PCS_OK;
}

static pcs_status fetch_change(pcs_stale_change *out,
                               const pcs_stale_fetching *f,
                               const pcs_change *change, pcs_error *err)
{
    const pcs_editions *e = f->editions;
    out->kind = change->kind;
    pcs_status status = fetch_segment(
        &out->older, f, e->items[e->own].version.partition, change->old, err);
    if (status == PCS_OK)
        status =
            fetch_segment(&out->newer, f, e->items[e->newest].version.partition,
                          change->new, err);
    if (status == PCS_OK && change->kind == PCS_CHANGE_CHANGED)
        status = fetch_edits(out, f, err);
    return status;
}

/* They were counted before, and forgotten: there may be many. */
static pcs_status fetch_changes(pcs_stale_article *out,
                                const pcs_stale_fetching *f, pcs_error *err)
{
    const pcs_edition_version *own =
        &f->editions->items[f->editions->own].version;
    const pcs_edition_version *newest =
        &f->editions->items[f->editions->newest].version;
    pcs_status status =
        pcs_changes_find(f->changes, own->partition, own->article,
                         newest->partition, newest->article, err);
    if (status != PCS_OK)
        return status;
    size_t n = f->changes->n < PCS_STALE_CHANGES_MAX ? f->changes->n
                                                     : PCS_STALE_CHANGES_MAX;
    pcs_stale_change *list = pcs_arena_alloc(f->arena, n * sizeof *list + 1);
    if (!list)
        return pcs_error_nomem(err);
    memset(list, 0, n * sizeof *list);
    out->changes = list;
    out->n_changes = n;
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        status = fetch_change(&list[i], f, &f->changes->items[i], err);
    return status;
}

/* That of an article that is missing. */
static const pcs_stale_version no_version = {
    .locale = "",
    .place = {.source = "", .path = "", .id = "", .anchor = ""},
    .title = "",
    .handoff = "",
    .commit = "",
    .hash = ""};

pcs_status pcs_stale_fetch(pcs_stale_article *out, const pcs_stale_fetching *f,
                           const pcs_stale_item *item, pcs_error *err)
{
    const pcs_editions *e = f->editions;
    bool is_missing = item->kind == PCS_STALE_MISSING;
    memset(out, 0, sizeof *out);
    out->kind = item->kind;
    out->days = item->days;
    memcpy(out->counts, item->counts, sizeof out->counts);
    out->own = no_version;
    out->own.locale = f->searcher->manifest.locales[item->shelf].locale;
    pcs_status status = pcs_editions_read(
        f->editions, f->searcher, f->against,
        is_missing ? item->other_shelf : item->shelf, item->article, err);
    if (status == PCS_OK && !is_missing)
        status = fetch_version(&out->own, f, &e->items[e->own], err);
    if (status == PCS_OK)
        status = fetch_version(&out->newest, f, &e->items[e->newest], err);
    if (status == PCS_OK)
        status = fetch_newest_in(out, f, err);
    if (status != PCS_OK)
        return status;
    out->segments =
        e->items[is_missing ? e->newest : e->own].version.article->n_segments;
    return is_missing || !f->want_changes ? PCS_OK : fetch_changes(out, f, err);
}
