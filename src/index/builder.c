/* builder.c - building one locale's partition: reading and scheduling */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/builder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/translate.h"

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
    free(b->markup);
    free(b->flags);
    free(b->english);
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
    b->markup = NULL;
    b->flags = NULL;
    b->english = NULL;
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

pcs_status pcs_builder_add_texts(pcs_builder *b, const pcs_segment *s,
                                 size_t worker, pcs_error *err)
{
    pcs_status status = PCS_OK;
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
        pcs_report_progress(b->shared->report, N_("indexing"), done,
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
