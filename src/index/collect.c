/* collect.c - the documents of a run, with their locales and hashes */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/collect.h"

#include <limits.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "index/localerules.h"
#include "index/walk.h"
#include "parse/locale.h"

#define BATCH 64

/* What the tasks of one collection share. */
typedef struct collecting {
    pcs_inputs *inputs;
    const pcs_locale_rules *rules;
    pcs_report *report;
    atomic_bool is_out_of_memory;
} collecting;

typedef struct batch {
    collecting *all;
    size_t first, last;
} batch;

static void walk_problem(void *context, const char *path, const char *message)
{
    pcs_report_problem(context, PCS_INDEX_ERROR, path, 0, message);
}

static pcs_status add(pcs_inputs *inputs, const pcs_source *source, char *path,
                      pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(inputs->items, inputs->cap, inputs->len + 1))
        return pcs_error_nomem(err);
    pcs_input *input = &inputs->items[inputs->len];
    memset(input, 0, sizeof *input);
    input->source = source->name;
    input->full = pcs_path_join(source->root, path);
    input->path = strdup(path);
    inputs->len++;
    return input->full && input->path ? PCS_OK : pcs_error_nomem(err);
}

static pcs_status walk_source(pcs_inputs *inputs, const pcs_source *source,
                              const pcs_index_options *o, pcs_report *report,
                              pcs_error *err)
{
    pcs_walk_options walk_options = {o->include, o->n_include, o->exclude,
                                     o->n_exclude};
    pcs_walk walk;
    pcs_status status = pcs_walk_tree(&walk, source->root, &walk_options,
                                      walk_problem, report, err);
    for (size_t i = 0; status == PCS_OK && i < walk.len; i++) {
        char *path = walk.entries[i].path;
        status = add(inputs, source, path, err);
        if (status == PCS_OK &&
            pcs_utf8_check(path, strlen(path)) != strlen(path)) {
            pcs_input *input = &inputs->items[inputs->len - 1];
            input->is_failed = true;
            pcs_report_problem(report, PCS_INDEX_ERROR, input->full, 0,
                               "the file's name is not UTF-8; rename it");
        }
    }
    pcs_walk_dispose(&walk);
    return status;
}

/* The path tells the locale: below the source's name, else by where the
 * source stands. */
static bool locale_from_place(pcs_input *input)
{
    char *named = pcs_path_join(input->source, input->path);
    bool found = named && pcs_locale_from_path(input->locale, named);
    free(named);
    if (found)
        return true;
    char real[PATH_MAX];
    return realpath(input->full, real) &&
           pcs_locale_from_path(input->locale, real);
}

static void find_locale(pcs_input *input, collecting *all, const char *data,
                        size_t len)
{
    input->is_empty = !data || !memmem(data, len, "data-ttu-id", 11);
    if (input->is_empty)
        return;
    const char *fallback = pcs_locale_rules_fallback(all->rules, input->source);
    pcs_text tag = pcs_article_locale(data, len);
    if (tag.len && pcs_locale_canonical(input->locale, tag.data, tag.len))
        return;
    if (locale_from_place(input))
        return;
    if (*fallback) {
        strcpy(input->locale, fallback);
        return;
    }
    input->is_failed = true;
    pcs_report_problem(all->report, PCS_INDEX_ERROR, input->full, 0,
                       "neither the file nor its path names a locale; give "
                       "one with --locale");
}

/* A file over a limit must not count as a change each time. Only large files
 * can be over one. */
static bool check_limits(pcs_input *input, collecting *all,
                         const pcs_buffer *data)
{
    if (data->len <= PCS_SEGMENT_MAX)
        return true;
    pcs_error err = PCS_ERROR_INIT;
    pcs_article article = {0};
    uint32_t line = 0;
    pcs_status status = pcs_article_parse(&article, &line, input->path,
                                          data->data, data->len, &err);
    pcs_article_dispose(&article);
    if (status != PCS_ELIMIT)
        return true;
    input->is_failed = true;
    pcs_report_problem(all->report, PCS_INDEX_ERROR, input->full, line,
                       pcs_limit_message(line, &err));
    return false;
}

static void read_input(pcs_input *input, collecting *all, pcs_buffer *data)
{
    pcs_error err = PCS_ERROR_INIT;
    if (input->is_failed)
        return;
    pcs_status status = pcs_file_read(data, input->full, PCS_FILE_MAX, &err);
    /* That is no fault of the file, which must not leave the index for it. */
    if (status == PCS_ENOMEM) {
        atomic_store(&all->is_out_of_memory, true);
        return;
    }
    if (status != PCS_OK) {
        const char *message = err.message;
        size_t n = strlen(input->full);
        /* The path stands in front of the line already. */
        if (strncmp(message, input->full, n) == 0 && message[n] == ':')
            message += n + 2;
        input->is_failed = true;
        pcs_report_problem(all->report, PCS_INDEX_ERROR, input->full, 0,
                           message);
        return;
    }
    if (!check_limits(input, all, data))
        return;
    input->size = data->len;
    input->hash = pcs_hash64(data->data, data->len);
    find_locale(input, all, data->data, data->len);
}

static void read_batch(void *context, size_t worker)
{
    batch *b = context;
    pcs_buffer data = {0};
    for (size_t i = b->first; i < b->last; i++)
        read_input(&b->all->inputs->items[i], b->all, &data);
    pcs_buffer_dispose(&data);
    pcs_report_progress(b->all->report, "reading", b->last,
                        b->all->inputs->len);
    (void)worker;
}

static pcs_status read_all(collecting *all, pcs_pool *pool, pcs_error *err)
{
    size_t n = (all->inputs->len + BATCH - 1) / BATCH;
    batch *batches = calloc(n + 1, sizeof *batches);
    if (!batches)
        return pcs_error_nomem(err);
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        size_t last = (i + 1) * BATCH;
        batches[i] = (batch){all, i * BATCH,
                             last < all->inputs->len ? last : all->inputs->len};
        status = pcs_pool_add(pool, read_batch, &batches[i], 0, err);
    }
    pcs_pool_wait(pool);
    free(batches);
    return status;
}

/* What is of a locale that is not indexed counts as not there. */
static void drop_others(pcs_inputs *inputs, const pcs_index_options *o)
{
    size_t kept = 0;
    for (size_t i = 0; i < inputs->len; i++) {
        pcs_input *input = &inputs->items[i];
        if (!*input->locale || pcs_locale_is_indexed(o, input->locale)) {
            inputs->items[kept++] = *input;
            continue;
        }
        free(input->path);
        free(input->full);
    }
    inputs->len = kept;
}

static int compare(const void *a, const void *b)
{
    const pcs_input *x = a, *y = b;
    int diff = strcmp(x->source, y->source);
    return diff ? diff : strcmp(x->path, y->path);
}

pcs_status pcs_collect(pcs_inputs *out, const pcs_index_options *options,
                       pcs_pool *pool, pcs_report *report, pcs_error *err)
{
    memset(out, 0, sizeof *out);
    pcs_locale_rules rules;
    pcs_status status = pcs_locale_rules_init(&rules, options, err);
    for (size_t i = 0; status == PCS_OK && i < options->n_sources; i++)
        status = walk_source(out, &options->sources[i], options, report, err);
    collecting all = {out, &rules, report, false};
    if (status == PCS_OK)
        status = read_all(&all, pool, err);
    if (status == PCS_OK && atomic_load(&all.is_out_of_memory))
        status = pcs_error_nomem(err);
    if (status == PCS_OK)
        drop_others(out, options);
    pcs_locale_rules_dispose(&rules);
    if (out->len)
        qsort(out->items, out->len, sizeof *out->items, compare);
    return status;
}

void pcs_inputs_dispose(pcs_inputs *inputs)
{
    for (size_t i = 0; i < inputs->len; i++) {
        free(inputs->items[i].path);
        free(inputs->items[i].full);
    }
    free(inputs->items);
    memset(inputs, 0, sizeof *inputs);
}
