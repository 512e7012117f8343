/* collect.c - finding the documents of a run, and remembering them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/collect.h"

#include <limits.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/utf8.h"
#include "index/inspect.h"
#include "index/walk.h"
#include "base/translate.h"

#define BATCH 64

typedef struct batch {
    const pcs_inspection *how;
    pcs_inputs *inputs;
    size_t first, last;
    atomic_bool *is_out_of_memory;
} batch;

/* A source in work. */
typedef struct searching {
    const pcs_source *source;
    pcs_report *report;
} searching;

static void report_problem(void *context, const char *path, const char *message)
{
    const searching *s = context;
    pcs_report_problem(s->report, PCS_INDEX_ERROR, path, 0, message);
}

static void report_outside(void *context, const char *path)
{
    const searching *s = context;
    char *full = *path == '/' ? NULL : pcs_path_join(s->source->root, path);
    report_problem(context, full ? full : path, "outside the source");
    free(full);
}

/* Takes the file over from the walk. */
static pcs_status add(pcs_inputs *inputs, const pcs_scope *scope,
                      pcs_walk_entry *entry, pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(inputs->items, inputs->cap, inputs->len + 1))
        return pcs_error_nomem(err);
    pcs_input *input = &inputs->items[inputs->len++];
    memset(input, 0, sizeof *input);
    input->source = scope->source;
    input->full = entry->full;
    input->path = entry->path;
    input->is_linked = entry->is_linked;
    input->n_warnings = PCS_WARNINGS_UNKNOWN;
    entry->full = NULL;
    return PCS_OK;
}

static pcs_status search(pcs_inputs *inputs, pcs_scope *scope,
                         const pcs_source *source, const pcs_index_options *o,
                         pcs_report *report, pcs_error *err)
{
    searching s = {source, report};
    pcs_walk_options how = {o->include, o->n_include, o->exclude, o->n_exclude};
    pcs_walk walk = {0};
    pcs_status status = pcs_scope_make(scope, source, report_outside, &s, err);
    if (status == PCS_OK && scope->is_all)
        status =
            pcs_walk_tree(&walk, source->root, &how, report_problem, &s, err);
    else if (status == PCS_OK)
        status = pcs_walk_paths(&walk, source->root, scope->paths, scope->n,
                                &how, report_problem, &s, err);
    for (size_t i = 0; status == PCS_OK && i < walk.len; i++) {
        const char *path = walk.entries[i].path;
        status = add(inputs, scope, &walk.entries[i], err);
        if (status == PCS_OK &&
            pcs_utf8_check(path, strlen(path)) != strlen(path)) {
            pcs_input *input = &inputs->items[inputs->len - 1];
            input->is_failed = true;
            report_problem(&s, input->full,
                           "the file's name is not UTF-8; rename it");
        }
    }
    pcs_walk_dispose(&walk);
    return status;
}

static void read_batch(void *context, size_t worker)
{
    batch *b = context;
    pcs_buffer data = {0};
    for (size_t i = b->first; i < b->last; i++)
        if (pcs_inspect(&b->inputs->items[i], b->how, &data) == PCS_ENOMEM)
            atomic_store(b->is_out_of_memory, true);
    pcs_buffer_dispose(&data);
    pcs_report_progress(b->how->report, N_("reading"), b->last, b->inputs->len);
    (void)worker;
}

static pcs_status read_all(pcs_inputs *inputs, const pcs_inspection *how,
                           pcs_pool *pool, pcs_error *err)
{
    size_t n = (inputs->len + BATCH - 1) / BATCH;
    atomic_bool is_out_of_memory = false;
    batch *batches = calloc(n + 1, sizeof *batches);
    if (!batches)
        return pcs_error_nomem(err);
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        size_t last = (i + 1) * BATCH;
        batches[i] =
            (batch){how, inputs, i * BATCH,
                    last < inputs->len ? last : inputs->len, &is_out_of_memory};
        status = pcs_pool_add(pool, read_batch, &batches[i], 0, err);
    }
    pcs_pool_wait(pool);
    free(batches);
    if (status == PCS_OK && atomic_load(&is_out_of_memory))
        status = pcs_error_nomem(err);
    return status;
}

static int compare_names(const char *a_source, const char *a_path,
                         const char *b_source, const char *b_path)
{
    int diff = strcmp(a_source, b_source);
    return diff ? diff : strcmp(a_path, b_path);
}

static int compare(const void *a, const void *b)
{
    const pcs_input *x = a, *y = b;
    return compare_names(x->source, x->path, y->source, y->path);
}

static void drop_gone(pcs_inputs *inputs)
{
    size_t kept = 0;
    for (size_t i = 0; i < inputs->len; i++) {
        if (inputs->items[i].is_gone)
            free(inputs->items[i].full);
        else
            inputs->items[kept++] = inputs->items[i];
    }
    inputs->len = kept;
}

/* Which folder a root is, and what it is called. */
typedef struct root {
    struct stat st;
    char *real;
} root;

static pcs_status find_roots(root *roots, const pcs_index_options *o,
                             pcs_error *err)
{
    for (size_t i = 0; i < o->n_sources; i++) {
        const char *path = o->sources[i].root;
        if (stat(path, &roots[i].st) < 0)
            return pcs_error_errno(err, path);
        roots[i].real = realpath(path, NULL);
        if (!roots[i].real)
            return pcs_error_errno(err, path);
    }
    return PCS_OK;
}

/* Files of a folder that was taken away, or of two that took turns, must not
 * be taken for removed ones. */
static pcs_status check_roots(const root *roots, const pcs_index_options *o,
                              pcs_error *err)
{
    for (size_t i = 0; i < o->n_sources; i++) {
        struct stat st;
        if (stat(o->sources[i].root, &st) < 0)
            return pcs_error_errno(err, o->sources[i].root);
        if (st.st_ino != roots[i].st.st_ino || st.st_dev != roots[i].st.st_dev)
            return pcs_error_set(err, PCS_EIO,
                                 "%s: replaced by another folder while it was "
                                 "read; run again",
                                 o->sources[i].root);
    }
    return PCS_OK;
}

/* Finds the files, and reads what has to be read. */
static pcs_status collect(pcs_inputs *out, const root *roots,
                          const pcs_index_options *o, pcs_inspection *how,
                          pcs_pool *pool, pcs_error *err)
{
    pcs_status status = pcs_statcache_read(&out->cache, o->dir, err);
    for (size_t i = 0; status == PCS_OK && i < o->n_sources; i++) {
        size_t first = out->len;
        status =
            search(out, &out->scopes[i], &o->sources[i], o, how->report, err);
        for (size_t j = first; j < out->len; j++)
            out->items[j].real_root = roots[i].real;
    }
    how->cache = &out->cache;
    if (status == PCS_OK)
        status = read_all(out, how, pool, err);
    if (status == PCS_OK)
        status = check_roots(roots, o, err);
    for (size_t i = 0; i < out->len; i++)
        out->items[i].real_root = NULL;
    drop_gone(out);
    for (size_t i = 0; i < out->len; i++)
        out->n_passed += out->items[i].is_passed;
    if (out->len)
        qsort(out->items, out->len, sizeof *out->items, compare);
    return status;
}

pcs_status pcs_collect(pcs_inputs *out, const pcs_index_options *options,
                       pcs_pool *pool, pcs_report *report, pcs_error *err)
{
    memset(out, 0, sizeof *out);
    pcs_inspection how = {.report = report,
                          .began = pcs_statcache_now(),
                          .reads_all = options->checksum || options->rebuild,
                          .trusts_hashes = !options->rebuild};
    pcs_locale_rules rules;
    pcs_status status = pcs_locale_rules_init(&rules, options, err);
    how.rules = &rules;
    root *roots = calloc(options->n_sources + 1, sizeof *roots);
    out->scopes = calloc(options->n_sources + 1, sizeof *out->scopes);
    if (status == PCS_OK && (!roots || !out->scopes))
        status = pcs_error_nomem(err);
    if (status == PCS_OK) {
        out->n_scopes = options->n_sources;
        status = find_roots(roots, options, err);
    }
    if (status == PCS_OK)
        status = collect(out, roots, options, &how, pool, err);
    for (size_t i = 0; roots && i < options->n_sources; i++)
        free(roots[i].real);
    free(roots);
    pcs_locale_rules_dispose(&rules);
    return status;
}

bool pcs_inputs_cover(const pcs_inputs *inputs, const char *source,
                      const char *path)
{
    for (size_t i = 0; i < inputs->n_scopes; i++)
        if (strcmp(inputs->scopes[i].source, source) == 0)
            return pcs_scope_covers(&inputs->scopes[i], path);
    return false;
}

pcs_input *pcs_inputs_find(const pcs_inputs *inputs, const char *source,
                           const char *path)
{
    pcs_input key = {.source = source, .path = path};
    return inputs->len
               ? bsearch(&key, inputs->items, inputs->len, sizeof key, compare)
               : NULL;
}

static pcs_statcache_entry entry_of(const pcs_input *input)
{
    pcs_statcache_entry e = {.source = input->source,
                             .path = input->path,
                             .stamp = input->stamp,
                             .hashed = input->hashed,
                             .hash = input->hash,
                             .n_warnings = input->n_warnings,
                             .is_empty = input->is_empty};
    memcpy(e.locale, input->header, sizeof e.locale);
    return e;
}

/* Adds what is to be remembered of old (may be NULL) and of new (may be NULL),
 * which are one file; *is_changed is set where that is not old. next has room.
 */
static void renew(pcs_statcache *next, bool *is_changed,
                  const pcs_inputs *inputs, const pcs_statcache_entry *old,
                  const pcs_input *new)
{
    if (new &&new->hashed) {
        pcs_statcache_entry e = entry_of(new);
        *is_changed =
            *is_changed || !old || !pcs_statcache_entry_equals(old, &e);
        next->entries[next->len++] = e;
        return;
    }
    if (!old)
        return;
    if (!new && !pcs_inputs_cover(inputs, old->source, old->path))
        next->entries[next->len++] = *old;
    else
        *is_changed = true;
}

void pcs_inputs_remember(const pcs_inputs *inputs, const char *dir)
{
    const pcs_statcache *cache = &inputs->cache;
    pcs_statcache next = {0};
    bool is_changed = false;
    size_t i = 0, j = 0;
    if (!PCS_ARRAY_RESERVE(next.entries, next.cap,
                           cache->len + inputs->len + 1))
        return;
    while (i < cache->len || j < inputs->len) {
        const pcs_statcache_entry *old =
            i < cache->len ? &cache->entries[i] : NULL;
        const pcs_input *new = j < inputs->len ? &inputs->items[j] : NULL;
        int diff = !old   ? 1
                   : !new ? -1
                          : compare_names(old->source, old->path, new->source,
                                          new->path);
        renew(&next, &is_changed, inputs, diff <= 0 ? old : NULL,
              diff >= 0 ? new : NULL);
        i += diff <= 0;
        j += diff >= 0;
    }
    if (is_changed)
        pcs_statcache_write(&next, dir, NULL);
    pcs_statcache_dispose(&next);
}

void pcs_inputs_dispose(pcs_inputs *inputs)
{
    for (size_t i = 0; i < inputs->len; i++)
        free(inputs->items[i].full);
    for (size_t i = 0; i < inputs->n_scopes; i++)
        pcs_scope_dispose(&inputs->scopes[i]);
    free(inputs->scopes);
    free(inputs->items);
    pcs_statcache_dispose(&inputs->cache);
    memset(inputs, 0, sizeof *inputs);
}
