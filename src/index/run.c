/* run.c - one run of the indexer, from the sources to a generation */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "index/dictionary.h"
#include "index/index.h"
#include "index/next.h"
#include "index/plan.h"
#include "index/publish.h"
#include "index/served.h"
#include "index/sources.h"
#include "index/strict.h"
#include "store/generation.h"
#include "store/quarantine.h"

#define DEFAULT_MEMORY ((uint64_t)512 << 20)

/* What libxapian's inverter and its copies of terms take of a unit, at most in
 * real texts, and the most units that a shard gains anything from. */
#define UNIT_MEMORY 16384u
#define RANGE_UNITS_MAX 8192u

typedef struct run {
    const pcs_index_options *options;
    pcs_index_options own; /* with what the state of the index asks for */
    pcs_source *sources;   /* its own, or NULL */
    pcs_index_summary *summary;
    pcs_check_depth depth; /* to which what is served is checked */
    pcs_report report;
    pcs_pool *pool;
    pcs_served base;
    pcs_manifest next;
    pcs_inputs inputs;
    pcs_plan plan;
    pcs_build_context shared;
    pcs_dictionary_image *dictionary; /* that was given */
    bool is_dictionary_new;
} run;

static uint32_t range_units(const pcs_index_options *o, size_t workers)
{
    uint64_t memory = o->memory ? o->memory : DEFAULT_MEMORY;
    uint64_t units = memory / 2 / UNIT_MEMORY / workers;
    units -= units % PCS_TEXT_BLOCK_UNITS;
    if (units > RANGE_UNITS_MAX)
        return RANGE_UNITS_MAX;
    return units ? (uint32_t)units : PCS_TEXT_BLOCK_UNITS;
}

static void start_shared(run *r, size_t workers)
{
    pcs_build_context *s = &r->shared;
    s->dir = r->options->dir;
    s->pool = r->pool;
    s->report = &r->report;
    s->n_workers = workers;
    s->range_units = range_units(r->options, workers);
    s->generation = r->base.next;
}

/* They take longer to make than it takes to find that there is no use for
 * them. */
static pcs_status make_analyzers(run *r, pcs_error *err)
{
    pcs_build_context *s = &r->shared;
    bool is_any_changed = false;
    for (size_t i = 0; i < r->plan.n; i++)
        is_any_changed = is_any_changed || r->plan.locales[i].is_changed;
    if (!is_any_changed)
        return PCS_OK;
    s->analyzers = calloc(s->n_workers, sizeof *s->analyzers);
    pcs_status status = s->analyzers ? PCS_OK : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < s->n_workers; i++)
        status = pcs_analyzer_new(&s->analyzers[i], err);
    return status;
}

/* Builds the changed locales; the manifest takes the others as they are. */
static pcs_status build_locales(run *r, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < r->plan.n; i++) {
        pcs_manifest_locale *entry;
        status = pcs_manifest_add_locale(&entry, &r->next,
                                         r->plan.locales[i].name, err);
        if (r->plan.locales[i].is_changed)
            r->shared.total += r->plan.locales[i].builder.n_in;
    }
    /* The entries stand still only when all are there. Both lists are sorted
     * by name, so entry i is locale i. */
    for (size_t i = 0; status == PCS_OK && i < r->plan.n; i++) {
        pcs_plan_locale *l = &r->plan.locales[i];
        pcs_manifest_locale *entry = &r->next.locales[i];
        const pcs_manifest_locale *old =
            pcs_manifest_find(&r->base.manifest, l->name);
        if (l->is_changed) {
            l->builder.shared = &r->shared;
            l->builder.locale = entry;
            /* Where nothing is whole, postings are not either; and those of
             * another analyzer must not be kept by a rebuild of some sources.
             */
            bool may_keep =
                l->has_old && !r->base.is_lost && !r->options->rebuild;
            l->builder.old_locale = may_keep ? old : NULL;
            status =
                pcs_pool_add(r->pool, pcs_builder_run, &l->builder, 0, err);
            continue;
        }
        status = pcs_manifest_locale_copy(entry, old, err);
    }
    pcs_pool_wait(r->pool);
    for (size_t i = 0; status == PCS_OK && i < r->plan.n; i++) {
        status = r->plan.locales[i].builder.status;
        if (status != PCS_OK && err)
            *err = r->plan.locales[i].builder.err;
    }
    return status;
}

static pcs_status put_dictionary(run *r, pcs_error *err)
{
    const pcs_index_options *o = r->options;
    pcs_dictionary_step step = {o->dir,        r->shared.generation,
                                o->dictionary, o->no_dictionary,
                                o->rebuild,    r->dictionary};
    if (r->next.n_locales == 0)
        return PCS_OK;
    if (o->dictionary)
        pcs_dictionary_warn(r->dictionary, o->dictionary, &r->next, &r->report);
    return pcs_dictionary_carry(&r->next, &r->is_dictionary_new,
                                &r->base.manifest, &step, &r->report, err);
}

/* A list of locales that no file is of is a mistake, which no gate sees: those
 * that are not asked for are meant to go. */
static pcs_status check_locales(const run *r, pcs_error *err)
{
    const pcs_index_options *o = r->options;
    if (o->n_locales && r->inputs.n_passed && r->next.n_locales == 0)
        return pcs_error_set(err, PCS_EINVAL,
                             "no file is of %s%s, the locales that are to be "
                             "indexed; nothing is published",
                             o->locales[0], o->n_locales > 1 ? ", ..." : "");
    return PCS_OK;
}

static bool is_worth_publishing(const run *r)
{
    if (r->options->rebuild ||
        r->base.manifest.n_locales != r->next.n_locales ||
        ((r->is_dictionary_new ||
          pcs_next_has_new_url(&r->next, &r->base.manifest)) &&
         r->next.n_locales))
        return true;
    for (size_t i = 0; i < r->plan.n; i++)
        if (r->plan.locales[i].is_changed &&
            pcs_manifest_find(&r->next, r->plan.locales[i].name))
            return true;
    return false;
}

static pcs_status publish(run *r, pcs_error *err)
{
    const pcs_index_options *o = r->options;
    pcs_publication p = {o, &r->report, r->pool, &r->base.manifest, &r->next};
    pcs_status status = pcs_publish(&p, err);
    if (status != PCS_OK)
        return status;
    r->summary->published = true;
    /* What cannot be put away now is put away next time. */
    if (r->base.is_lost)
        pcs_quarantine_others(o->dir, r->next.generation, r->depth, r->pool,
                              NULL);
    return PCS_OK;
}

static void summarise(run *r)
{
    const pcs_manifest *m =
        r->summary->published ? &r->next : &r->base.manifest;
    pcs_index_summary *s = r->summary;
    s->files = r->inputs.len - r->inputs.n_passed;
    s->failed = r->report.failed;
    s->warnings = r->report.warnings;
    s->generation = m->generation;
    for (size_t i = 0; i < m->n_locales; i++) {
        s->articles += m->locales[i].articles;
        s->segments += m->locales[i].segments;
    }
}

/* Whoever names the paths that have changed means since the last run: behind
 * it, there is more that is not as it was. */
static pcs_status forget_paths(run *r, pcs_error *err)
{
    size_t n = r->own.n_sources;
    r->sources = calloc(n + 1, sizeof *r->sources);
    if (!r->sources)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < n; i++) {
        r->sources[i] = r->own.sources[i];
        r->sources[i].has_paths = false;
    }
    r->own.sources = r->sources;
    return PCS_OK;
}

/* Reads what is served. Where nothing of it is whole, all is built. */
static pcs_status start(run *r, pcs_error *err)
{
    const pcs_index_options *o = r->options;
    pcs_status status =
        pcs_served_read(&r->base, o, r->depth, r->pool, &r->report, err);
    if (status == PCS_OK && r->base.is_lost)
        r->own.rebuild = true;
    if (status == PCS_OK && r->base.is_behind)
        status = forget_paths(r, err);
    if (status == PCS_OK && r->base.manifest.n_locales && !o->rebuild &&
        !pcs_index_can_search(&r->base.manifest))
        status = pcs_error_set(err, PCS_EVERSION,
                               "%s was made by another version of the "
                               "analyzer or of ICU; rebuild it with pcindex "
                               "--rebuild",
                               o->dir);
    /* What killed runs have left is gone before there is more. */
    if (status == PCS_OK)
        pcs_generation_sweep(o->dir, o->retention, NULL);
    return status;
}

/* The steps of a run, the lock being held. */
static pcs_status work(run *r, pcs_error *err)
{
    const pcs_index_options *o = r->options;
    size_t workers = o->jobs ? o->jobs : pcs_processors();
    pcs_status status = pcs_pool_new(&r->pool, workers, err);
    if (status == PCS_OK)
        status = start(r, err);
    start_shared(r, workers);
    if (status == PCS_OK)
        status = pcs_next_start(&r->next, &r->base.manifest,
                                r->shared.generation, o, err);
    if (status == PCS_OK)
        status = pcs_collect(&r->inputs, o, r->pool, &r->report, err);
    if (status == PCS_OK)
        status = pcs_plan_make(&r->plan, r->summary, &r->inputs,
                               &r->base.manifest, o, err);
    if (status == PCS_OK && o->strict)
        status = pcs_strict_report(&r->inputs, &r->plan, &r->report, err);
    if (status == PCS_OK)
        status = make_analyzers(r, err);
    if (status == PCS_OK)
        status = build_locales(r, err);
    if (status != PCS_OK)
        return status;
    pcs_next_drop_empty(&r->next);
    status = check_locales(r, err);
    if (status != PCS_OK)
        return status;
    status = put_dictionary(r, err);
    if (status == PCS_OK && is_worth_publishing(r))
        status = publish(r, err);
    if (status == PCS_OK)
        pcs_inputs_remember(&r->inputs, o->dir);
    summarise(r);
    return status;
}

static void dispose(run *r)
{
    pcs_pool_free(r->pool);
    for (size_t i = 0; r->shared.analyzers && i < r->shared.n_workers; i++)
        pcs_analyzer_free(r->shared.analyzers[i]);
    free(r->shared.analyzers);
    pcs_plan_dispose(&r->plan);
    pcs_inputs_dispose(&r->inputs);
    pcs_served_dispose(&r->base);
    free(r->sources);
    pcs_manifest_dispose(&r->next);
    pcs_report_dispose(&r->report);
    pthread_mutex_destroy(&r->shared.lock);
}

/* Without a source there has to be an index already: taking the lock would
 * make one. */
static pcs_status check_index(const pcs_index_options *o, pcs_error *err)
{
    pcs_manifest served;
    uint64_t *numbers;
    size_t n = 0;
    if (o->n_sources)
        return PCS_OK;
    if (pcs_generation_list(&numbers, &n, o->dir, NULL) == PCS_OK)
        free(numbers);
    /* One that is damaged may be mended. */
    if (n > 0)
        return PCS_OK;
    pcs_status status = pcs_generation_read(&served, o->dir, 0, err);
    if (status == PCS_OK)
        pcs_manifest_dispose(&served);
    return status;
}

/* What can be wrong before anything on the disk is touched. */
static pcs_status prepare(pcs_dictionary_image *dictionary,
                          const pcs_index_options *o, pcs_error *err)
{
    if (o->version != 1)
        return pcs_error_set(err, PCS_EINVAL,
                             "options of a run that PCS_INDEX_OPTIONS_INIT did "
                             "not make, or that of a later release");
    pcs_status status = pcs_sources_check(o, err);
    if (status == PCS_OK && o->dictionary)
        status = pcs_dictionary_load(dictionary, o->dictionary, err);
    if (status == PCS_OK)
        status = check_index(o, err);
    return status;
}

/* A run with the lock held, of which nothing is left where it fails. */
static pcs_status try_run(pcs_index_summary *summary,
                          const pcs_index_options *options,
                          pcs_dictionary_image *dictionary,
                          pcs_check_depth depth, pcs_error *err)
{
    run r = {.own = *options,
             .summary = summary,
             .depth = depth,
             .dictionary = dictionary};
    r.options = &r.own;
    memset(summary, 0, sizeof *summary);
    pcs_report_init(&r.report, options);
    pthread_mutex_init(&r.shared.lock, NULL);
    pcs_status status = work(&r, err);
    dispose(&r);
    if (status != PCS_OK)
        pcs_index_lock_clear(options->dir);
    if (status != PCS_OK || summary->published)
        pcs_generation_sweep(options->dir, options->retention, NULL);
    return status;
}

/* Bytes may go bad under a stamp that stays. */
static bool is_damaged_within(const char *dir)
{
    pcs_manifest served;
    pcs_check check;
    if (pcs_generation_read(&served, dir, 0, NULL) != PCS_OK)
        return false;
    bool is_damaged = false;
    if (pcs_check_files(&check, dir, &served, PCS_CHECK_BYTES, NULL, NULL) ==
        PCS_OK) {
        is_damaged = pcs_is_damage(pcs_check_fault(&check, NULL));
        pcs_check_dispose(&check);
    }
    pcs_manifest_dispose(&served);
    return is_damaged;
}

static pcs_status take_lock(pcs_index_lock *lock, const pcs_index_options *o,
                            pcs_error *err)
{
    return o->wait ? pcs_index_lock_wait(lock, o->dir, o->wait_seconds, err)
                   : pcs_index_lock_take(lock, o->dir, err);
}

pcs_status pcs_index_run(pcs_index_summary *summary,
                         const pcs_index_options *options, pcs_error *err)
{
    pcs_index_lock lock = {-1};
    pcs_dictionary_image dictionary = {.n_entries = 0};
    memset(summary, 0, sizeof *summary);
    pcs_status status = prepare(&dictionary, options, err);
    if (status == PCS_OK)
        status = take_lock(&lock, options, err);
    if (status == PCS_OK) {
        /* Who has every file read has what is served read as well. */
        pcs_check_depth depth =
            options->checksum ? PCS_CHECK_BYTES : PCS_CHECK_STAMPS;
        status = try_run(summary, options, &dictionary, depth, err);
        if (depth == PCS_CHECK_STAMPS &&
            (status == PCS_ECORRUPT || status == PCS_EINDEX) &&
            is_damaged_within(options->dir))
            status =
                try_run(summary, options, &dictionary, PCS_CHECK_BYTES, err);
        pcs_index_lock_drop(&lock);
    }
    pcs_dictionary_image_dispose(&dictionary);
    return status;
}
