/* builder.c - building one locale's partition: reading and scheduling */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/builder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/hash.h"

/* A range is closed early when its texts are this long: the terms of what is
 * inverted at once then fit into a processor's cache, which is a third of the
 * time, and merging costs next to nothing. */
#define RANGE_BYTES ((size_t)1 << 18)

/* Ranges that may wait for a thread; with more, the reader works itself, so
 * that no more than these are in memory. */
#define WAITING_MAX 4

typedef struct range_task {
    pcs_builder *builder;
    pcs_range *range;
} range_task;

static void fail(pcs_builder *b, pcs_status status, const pcs_error *err)
{
    pthread_mutex_lock(&b->shared->lock);
    if (b->status == PCS_OK) {
        b->status = status;
        b->err = *err;
    }
    pthread_mutex_unlock(&b->shared->lock);
}

static bool has_failed(pcs_builder *b)
{
    pthread_mutex_lock(&b->shared->lock);
    bool failed = b->status != PCS_OK;
    pthread_mutex_unlock(&b->shared->lock);
    return failed;
}

/* Frees what a partition was built from, once it is written: the other
 * locales of the run need the memory. */
static void release(pcs_builder *b)
{
    for (size_t i = 0; i < b->n_ranges; i++)
        pcs_range_free(b->ranges[i]);
    free(b->ranges);
    b->ranges = NULL;
    b->n_ranges = b->cap_ranges = 0;
    pcs_units_dispose(&b->units);
    pcs_strings_dispose(&b->strings);
    free(b->segments);
    free(b->articles);
    free(b->meta);
    free(b->flags);
    free(b->slots);
    free(b->words);
    free(b->slot_units);
    b->slots = b->slot_units = NULL;
    b->words = NULL;
    pcs_tally_dispose(&b->tally);
    pcs_keeping_dispose(&b->keeping);
    b->segments = NULL;
    b->articles = NULL;
    b->meta = NULL;
    b->flags = NULL;
    pcs_partition_close(&b->old);
}

/* The last one to leave writes the partition. */
static void leave(pcs_builder *b, size_t worker)
{
    pthread_mutex_lock(&b->shared->lock);
    bool last = --b->outstanding == 0;
    bool good = b->status == PCS_OK;
    pthread_mutex_unlock(&b->shared->lock);
    if (!last || !good)
        return;
    pcs_error err = PCS_ERROR_INIT;
    pcs_status status = pcs_builder_write(b, worker, &err);
    release(b);
    if (status != PCS_OK)
        fail(b, status, &err);
}

static char *shard_path(const pcs_builder *b, const pcs_range *range)
{
    char name[64];
    snprintf(name, sizeof name, "writing/%s.%u", b->locale->locale,
             range->first);
    return pcs_path_join(b->shared->dir, name);
}

static void process(pcs_builder *b, pcs_range *range, size_t worker)
{
    pcs_error err = PCS_ERROR_INIT;
    if (has_failed(b))
        return;
    pcs_status status = pcs_range_process(range, shard_path(b, range),
                                          b->shared->analyzers[worker], &err);
    if (status != PCS_OK)
        fail(b, status, &err);
}

static void process_task(void *context, size_t worker)
{
    range_task *task = context;
    process(task->builder, task->range, worker);
    leave(task->builder, worker);
    free(task);
}

/* Gives the filled range away, or processes it here where enough wait. */
static pcs_status close_range(pcs_builder *b, size_t worker, pcs_error *err)
{
    pcs_range *range = b->range;
    b->range = NULL;
    if (!range)
        return PCS_OK;
    range_task *task = malloc(sizeof *task);
    if (!task)
        return pcs_error_nomem(err);
    *task = (range_task){b, range};
    pthread_mutex_lock(&b->shared->lock);
    bool here = b->outstanding > WAITING_MAX;
    b->outstanding += !here;
    pthread_mutex_unlock(&b->shared->lock);
    if (here) {
        free(task);
        process(b, range, worker);
        return PCS_OK;
    }
    pcs_status status =
        pcs_pool_add(b->shared->pool, process_task, task, 1, err);
    if (status != PCS_OK) {
        free(task);
        leave(b, worker);
    }
    return status;
}

static pcs_status open_range(pcs_builder *b, pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(b->ranges, b->cap_ranges, b->n_ranges + 1))
        return pcs_error_nomem(err);
    pcs_status status = pcs_range_new(&b->range, b->n_slots - 1, err);
    if (status != PCS_OK)
        return status;
    b->range->has_tally = b->keeping.is_on;
    b->ranges[b->n_ranges++] = b->range;
    return PCS_OK;
}

/* A text of four words or more that reads the same on both sides was left
 * untranslated; shorter ones are names and numbers. */
static bool is_untranslated(const pcs_segment *s)
{
    if (s->local.len != s->english.len ||
        memcmp(s->local.data, s->english.data, s->local.len) != 0)
        return false;
    size_t spaces = 0;
    for (size_t i = 0; i < s->local.len; i++)
        spaces += s->local.data[i] == ' ';
    return spaces >= 3;
}

static pcs_status reserve_unit(pcs_builder *b, pcs_error *err)
{
    size_t n = b->units.len;
    return PCS_ARRAY_RESERVE(b->flags, b->cap_flags, n) &&
                   PCS_ARRAY_RESERVE(b->slots, b->cap_slots, n) &&
                   PCS_ARRAY_RESERVE(b->words, b->cap_words, n)
               ? PCS_OK
               : pcs_error_nomem(err);
}

pcs_status pcs_builder_keep_unit(pcs_builder *b, uint32_t unit, uint32_t old,
                                 pcs_error *err)
{
    const pcs_unit_record *r;
    pcs_status status = reserve_unit(b, err);
    if (status == PCS_OK)
        status = pcs_partition_unit(&r, &b->old, old, err);
    if (status != PCS_OK)
        return status;
    b->keeping.units[old] = unit;
    b->slots[unit] = pcs_partition_slot(&b->old, old);
    b->words[unit] = r->words;
    b->flags[unit] = r->flags & PCS_UNIT_UNTRANSLATED;
    return PCS_OK;
}

/* Gives a new unit the next slot, and its texts to the range in work. */
static pcs_status place_unit(pcs_builder *b, uint32_t unit,
                             const pcs_segment *s, size_t worker,
                             pcs_error *err)
{
    pcs_status status = reserve_unit(b, err);
    size_t n = b->n_slots - b->first_slot;
    if (status != PCS_OK ||
        !PCS_ARRAY_RESERVE(b->slot_units, b->cap_slot_units, n + 1))
        return pcs_error_nomem(err);
    if (b->n_slots >= UINT32_MAX - 1)
        return pcs_error_set(err, PCS_ELIMIT,
                             "more than 2^32 translation units");
    b->slot_units[n] = unit;
    b->slots[unit] = b->n_slots++;
    b->words[unit] = 0;
    b->flags[unit] = is_untranslated(s) ? PCS_UNIT_UNTRANSLATED : 0;
    if (b->range && (b->range->n >= b->shared->range_units ||
                     b->range->bytes.len >= RANGE_BYTES))
        status = close_range(b, worker, err);
    if (status == PCS_OK && !b->range)
        status = open_range(b, err);
    if (status == PCS_OK)
        status = pcs_range_add(b->range, s->local.data, s->local.len,
                               s->english.data, s->english.len, err);
    return status;
}

static pcs_status add_unit(uint32_t *unit, pcs_builder *b, const pcs_segment *s,
                           size_t worker, pcs_error *err)
{
    bool is_new;
    uint32_t old;
    pcs_hash128 hash = pcs_hash_pair(s->local.data, s->local.len,
                                     s->english.data, s->english.len);
    pcs_status status =
        pcs_units_add_hash(unit, &is_new, &b->units, &hash, err);
    if (status != PCS_OK || !is_new)
        return status;
    status = pcs_keeping_find(&old, &b->keeping, &hash, err);
    if (status != PCS_OK)
        return status;
    return old == PCS_NO_UNIT ? place_unit(b, *unit, s, worker, err)
                              : pcs_builder_keep_unit(b, *unit, old, err);
}

static pcs_status add_string(pcs_string_ref *out, pcs_builder *b, pcs_text text,
                             pcs_error *err)
{
    return pcs_strings_add(out, &b->strings, text.data, text.len, err);
}

pcs_status pcs_builder_new_segment(pcs_segment_record **out, pcs_builder *b,
                                   pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(b->segments, b->cap_segments, b->n_segments + 1))
        return pcs_error_nomem(err);
    *out = &b->segments[b->n_segments++];
    memset(*out, 0, sizeof **out);
    (*out)->article = (uint32_t)b->n_articles;
    return PCS_OK;
}

static pcs_status add_segment(pcs_builder *b, const pcs_segment *s,
                              bool is_human, size_t worker, pcs_error *err)
{
    pcs_segment_record *r;
    pcs_status status = pcs_builder_new_segment(&r, b, err);
    if (status != PCS_OK)
        return status;
    r->line = s->line;
    r->place = s->place;
    status = add_unit(&r->unit, b, s, worker, err);
    if (status == PCS_OK && s->place == PCS_PLACE_HEADING)
        b->flags[r->unit] |= PCS_UNIT_HEADING;
    if (status == PCS_OK && is_human)
        b->flags[r->unit] |= PCS_UNIT_HUMAN;
    if (status == PCS_OK)
        status = add_string(&r->id, b, s->id, err);
    if (status == PCS_OK)
        status = add_string(&r->heading, b, s->heading, err);
    if (status == PCS_OK)
        status = add_string(&r->anchor, b, s->anchor, err);
    return status;
}

bool pcs_article_is_human(const pcs_article *a)
{
    for (size_t i = 0; i < a->n_meta; i++) {
        const pcs_text *key = &a->meta[i].key, *value = &a->meta[i].value;
        if (key->len >= 15 && value->len == 2 &&
            memcmp(key->data + key->len - 15, "translationtype", 15) == 0)
            return strncasecmp(value->data, "ht", 2) == 0;
    }
    return false;
}

static pcs_status add_meta(pcs_builder *b, const pcs_article *a, pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(b->meta, b->cap_meta, b->n_meta + a->n_meta + 1))
        return pcs_error_nomem(err);
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < a->n_meta; i++) {
        pcs_meta_record *r = &b->meta[b->n_meta++];
        status = add_string(&r->key, b, a->meta[i].key, err);
        if (status == PCS_OK)
            status = add_string(&r->value, b, a->meta[i].value, err);
    }
    return status;
}

pcs_status pcs_builder_begin_article(pcs_builder *b,
                                     const pcs_build_article *source,
                                     const pcs_article *a, uint64_t hash,
                                     pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(b->articles, b->cap_articles, b->n_articles + 1))
        return pcs_error_nomem(err);
    pcs_article_record *r = &b->articles[b->n_articles];
    memset(r, 0, sizeof *r);
    r->first_segment = (uint32_t)b->n_segments;
    r->first_meta = (uint32_t)b->n_meta;
    r->n_meta = (uint32_t)a->n_meta;
    r->content_hash = hash;
    pcs_text name = {source->source, strlen(source->source)};
    pcs_text path = {source->path, strlen(source->path)};
    pcs_status status = add_string(&r->source, b, name, err);
    if (status == PCS_OK)
        status = add_string(&r->path, b, path, err);
    if (status == PCS_OK)
        status = add_string(&r->title, b, a->title, err);
    if (status == PCS_OK)
        status = add_string(&r->description, b, a->description, err);
    if (status == PCS_OK)
        status = add_meta(b, a, err);
    return status;
}

void pcs_builder_end_article(pcs_builder *b)
{
    pcs_article_record *r = &b->articles[b->n_articles++];
    r->n_segments = (uint32_t)b->n_segments - r->first_segment;
}

pcs_status pcs_builder_add(pcs_builder *b, const pcs_build_article *source,
                           const pcs_article *a, uint64_t hash, size_t worker,
                           pcs_error *err)
{
    pcs_status status = pcs_builder_begin_article(b, source, a, hash, err);
    bool is_human = pcs_article_is_human(a);
    for (size_t i = 0; status == PCS_OK && i < a->n_segments; i++)
        status = add_segment(b, &a->segments[i], is_human, worker, err);
    if (status == PCS_OK)
        pcs_builder_end_article(b);
    return status;
}

static void report_warnings(const pcs_builder *b, const pcs_article *a,
                            const char *path)
{
    for (size_t i = 0; i < a->n_warnings; i++)
        pcs_report_problem(b->shared->report, PCS_INDEX_WARNING, path,
                           a->warnings[i].line, a->warnings[i].message);
}

/* Reads one file. What is wrong with it is reported, and is no failure of the
 * build. */
static pcs_status read_file(pcs_builder *b, const pcs_build_article *in,
                            pcs_article *article, pcs_buffer *data,
                            size_t worker, pcs_error *err)
{
    pcs_error trouble = PCS_ERROR_INIT;
    uint32_t line = 0;
    pcs_status status = pcs_file_read(data, in->full, PCS_FILE_MAX, &trouble);
    if (status == PCS_OK)
        status = pcs_article_parse(article, &line, in->path, data->data,
                                   data->len, &trouble);
    if (status == PCS_ENOMEM)
        return pcs_error_nomem(err);
    if (status != PCS_OK) {
        pcs_report_problem(b->shared->report, PCS_INDEX_ERROR, in->full, line,
                           pcs_limit_message(line, &trouble));
        return PCS_OK;
    }
    report_warnings(b, article, in->full);
    return pcs_builder_add(b, in, article, pcs_hash64(data->data, data->len),
                           worker, err);
}

static void count_done(pcs_builder *b)
{
    pthread_mutex_lock(&b->shared->lock);
    uint64_t done = ++b->shared->done;
    pthread_mutex_unlock(&b->shared->lock);
    if (done % 16 == 0 || done == b->shared->total)
        pcs_report_progress(b->shared->report, "indexing", done,
                            b->shared->total);
}

/* Decides whether slots are kept. */
static pcs_status start_keeping(pcs_builder *b, pcs_error *err)
{
    size_t n_read = 0;
    for (size_t i = 0; i < b->n_in; i++)
        n_read += b->articles_in[i].full != NULL;
    if (!b->old_locale || !pcs_keeping_pays(&b->old, n_read, b->n_in))
        return PCS_OK;
    b->first_slot = b->n_slots = (uint32_t)b->old.n_slots;
    return pcs_keeping_start(&b->keeping, &b->old, err);
}

static pcs_status read_articles(pcs_builder *b, size_t worker, pcs_error *err)
{
    pcs_article article = {0};
    pcs_buffer data = {0};
    pcs_status status = start_keeping(b, err);
    for (size_t i = 0; status == PCS_OK && i < b->n_in && !has_failed(b); i++) {
        const pcs_build_article *in = &b->articles_in[i];
        if (in->full)
            status = read_file(b, in, &article, &data, worker, err);
        else
            status = pcs_builder_add_old(b, in, worker, err);
        count_done(b);
    }
    if (status == PCS_OK)
        status = close_range(b, worker, err);
    pcs_article_dispose(&article);
    pcs_buffer_dispose(&data);
    return status;
}

void pcs_builder_run(void *context, size_t worker)
{
    pcs_builder *b = context;
    pcs_error err = PCS_ERROR_INIT;
    b->outstanding = 1;
    pcs_status status = read_articles(b, worker, &err);
    if (status != PCS_OK)
        fail(b, status, &err);
    leave(b, worker);
}

void pcs_builder_dispose(pcs_builder *b)
{
    release(b);
    free(b->articles_in);
    memset(b, 0, sizeof *b);
}
