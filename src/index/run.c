/* run.c - one run of the indexer, from the sources to a generation */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/utf8.h"
#include "index/dictionary.h"
#include "index/index.h"
#include "index/plan.h"
#include "store/generation.h"

#define DEFAULT_MEMORY ((uint64_t)512 << 20)

/* What libxapian's inverter and its copies of terms take of a unit, at most in
 * real texts, and the most units that a shard gains anything from. */
#define UNIT_MEMORY 16384u
#define RANGE_UNITS_MAX 8192u

typedef struct run {
    const pcs_index_options *options;
    pcs_index_summary *summary;
    pcs_index_lock lock;
    pcs_report report;
    pcs_pool *pool;
    pcs_manifest served; /* zeroed where nothing is served */
    pcs_manifest next;
    pcs_inputs inputs;
    pcs_plan plan;
    pcs_build_context shared;
    pcs_dictionary_image dictionary; /* that was given */
    bool is_dictionary_new;
} run;

static pcs_status check_sources(const pcs_index_options *o, pcs_error *err)
{
    bool may_be_none = (o->dictionary || o->no_dictionary) && !o->rebuild;
    if (!o->dir || !*o->dir || (!o->n_sources && !may_be_none))
        return pcs_error_set(err, PCS_EINVAL, "no index or no source named");
    for (size_t i = 0; i < o->n_sources; i++) {
        const char *name = o->sources[i].name, *root = o->sources[i].root;
        if (pcs_utf8_check(name, strlen(name)) != strlen(name) ||
            pcs_utf8_check(root, strlen(root)) != strlen(root))
            return pcs_error_set(err, PCS_EINVAL,
                                 "a source's name or path is not UTF-8; "
                                 "rename the folder");
    }
    for (size_t i = 0; i < o->n_sources; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(o->sources[i].name, o->sources[j].name) == 0)
                return pcs_error_set(
                    err, PCS_EINVAL,
                    "%s and %s are both called %s; name one of them "
                    "NAME=DIRECTORY",
                    o->sources[j].root, o->sources[i].root, o->sources[i].name);
    return PCS_OK;
}

/* An index that cannot be read can be rebuilt all the same: whatever its
 * trouble, --rebuild starts from nothing. */
static pcs_status read_served(run *r, pcs_error *err)
{
    pcs_error trouble = PCS_ERROR_INIT;
    pcs_status status =
        pcs_generation_read(&r->served, r->options->dir, 0, &trouble);
    if (status == PCS_ENOTFOUND || (status != PCS_OK && r->options->rebuild)) {
        uint64_t *numbers;
        size_t n;
        memset(&r->served, 0, sizeof r->served);
        status = pcs_generation_list(&numbers, &n, r->options->dir, err);
        if (status == PCS_OK && n)
            r->served.generation = numbers[n - 1];
        free(numbers);
        return status;
    }
    if (status != PCS_OK && err)
        *err = trouble;
    return status;
}

/* Generations count on from the highest that is there, which after a rollback
 * is not the served one. */
static pcs_status next_generation(uint64_t *out, const run *r, pcs_error *err)
{
    uint64_t *numbers;
    size_t n;
    pcs_status status = pcs_generation_list(&numbers, &n, r->options->dir, err);
    *out = r->served.generation;
    if (status == PCS_OK && n && numbers[n - 1] > *out)
        *out = numbers[n - 1];
    ++*out;
    free(numbers);
    return status;
}

static uint32_t range_units(const pcs_index_options *o, size_t workers)
{
    uint64_t memory = o->memory ? o->memory : DEFAULT_MEMORY;
    uint64_t units = memory / 2 / UNIT_MEMORY / workers;
    units -= units % PCS_TEXT_BLOCK_UNITS;
    if (units > RANGE_UNITS_MAX)
        return RANGE_UNITS_MAX;
    return units ? (uint32_t)units : PCS_TEXT_BLOCK_UNITS;
}

static pcs_status start_shared(run *r, size_t workers, pcs_error *err)
{
    pcs_build_context *s = &r->shared;
    s->dir = r->options->dir;
    s->pool = r->pool;
    s->report = &r->report;
    s->n_workers = workers;
    s->range_units = range_units(r->options, workers);
    s->analyzers = calloc(workers, sizeof *s->analyzers);
    if (!s->analyzers)
        return pcs_error_nomem(err);
    pcs_status status = next_generation(&s->generation, r, err);
    for (size_t i = 0; status == PCS_OK && i < workers; i++)
        status = pcs_analyzer_new(&s->analyzers[i], err);
    return status;
}

static pcs_status start_manifest(run *r, pcs_error *err)
{
    pcs_manifest *m = &r->next;
    m->generation = r->shared.generation;
    m->previous = r->served.n_locales ? r->served.generation : 0;
    m->created = (uint64_t)time(NULL);
    m->analyzer = PCS_ANALYZER_VERSION;
    m->icu = strdup(pcs_analyzer_icu_version());
    pcs_status status = m->icu ? PCS_OK : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < r->options->n_sources; i++) {
        char *root = realpath(r->options->sources[i].root, NULL);
        status =
            pcs_manifest_add_source(m, r->options->sources[i].name,
                                    root ? root : r->options->sources[i].root,
                                    r->options->sources[i].url, err);
        free(root);
    }
    for (size_t i = 0; status == PCS_OK && i < r->served.n_sources; i++) {
        const pcs_manifest_source *s = &r->served.sources[i];
        bool named = false;
        for (size_t j = 0; j < r->options->n_sources; j++)
            named = named || !strcmp(s->name, r->options->sources[j].name);
        if (!named)
            status = pcs_manifest_add_source(m, s->name, s->root, s->url, err);
    }
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
        const pcs_manifest_locale *old = pcs_manifest_find(&r->served, l->name);
        if (l->is_changed) {
            l->builder.shared = &r->shared;
            l->builder.locale = entry;
            l->builder.old_locale = l->has_old ? old : NULL;
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

/* Locales of which nothing is left have no place in the manifest. */
static void drop_empty_locales(pcs_manifest *m)
{
    size_t kept = 0;
    for (size_t i = 0; i < m->n_locales; i++) {
        if (m->locales[i].segments) {
            m->locales[kept++] = m->locales[i];
            continue;
        }
        pcs_manifest_locale_dispose(&m->locales[i]);
    }
    m->n_locales = kept;
}

static pcs_status put_dictionary(run *r, pcs_error *err)
{
    const pcs_index_options *o = r->options;
    pcs_dictionary_step step = {o->dir,        r->shared.generation,
                                o->dictionary, o->no_dictionary,
                                o->rebuild,    &r->dictionary};
    if (r->next.n_locales == 0)
        return PCS_OK;
    if (o->dictionary)
        pcs_dictionary_warn(&r->dictionary, o->dictionary, &r->next,
                            &r->report);
    return pcs_dictionary_carry(&r->next, &r->is_dictionary_new, &r->served,
                                &step, &r->report, err);
}

static bool is_worth_publishing(const run *r)
{
    if (r->options->rebuild || r->served.n_locales != r->next.n_locales ||
        (r->is_dictionary_new && r->next.n_locales))
        return true;
    for (size_t i = 0; i < r->plan.n; i++)
        if (r->plan.locales[i].is_changed &&
            pcs_manifest_find(&r->next, r->plan.locales[i].name))
            return true;
    return false;
}

static pcs_status publish(run *r, pcs_error *err)
{
    pcs_report_progress(&r->report, "publishing", 0, 1);
    char *files = pcs_path_join(r->options->dir, "files");
    if (!files)
        return pcs_error_nomem(err);
    pcs_status status = pcs_path_sync(files, err);
    free(files);
    if (status == PCS_OK)
        status = pcs_generation_publish(r->options->dir, &r->next, err);
    if (status != PCS_OK)
        return status;
    r->summary->published = true;
    /* What cannot be swept away now is swept away next time. */
    pcs_generation_sweep(r->options->dir, NULL);
    return PCS_OK;
}

static void summarise(run *r)
{
    const pcs_manifest *m = r->summary->published ? &r->next : &r->served;
    pcs_index_summary *s = r->summary;
    s->files = r->inputs.len;
    s->failed = r->report.failed;
    s->warnings = r->report.warnings;
    s->generation = m->n_locales || s->published ? m->generation : 0;
    for (size_t i = 0; i < m->n_locales; i++) {
        s->articles += m->locales[i].articles;
        s->segments += m->locales[i].segments;
    }
}

/* The steps of a run, the lock being held. */
static pcs_status work(run *r, pcs_error *err)
{
    const pcs_index_options *o = r->options;
    size_t workers = o->jobs ? o->jobs : pcs_processors();
    pcs_status status = read_served(r, err);
    if (status == PCS_OK && r->served.n_locales && !o->rebuild &&
        (r->served.analyzer != PCS_ANALYZER_VERSION ||
         strcmp(r->served.icu, pcs_analyzer_icu_version()) != 0))
        status = pcs_error_set(err, PCS_EVERSION,
                               "%s was made by another version of the "
                               "analyzer or of ICU; rebuild it with pcindex "
                               "--rebuild",
                               o->dir);
    if (status == PCS_OK)
        status = pcs_pool_new(&r->pool, workers, err);
    if (status == PCS_OK)
        status = start_shared(r, workers, err);
    if (status == PCS_OK)
        status = start_manifest(r, err);
    if (status == PCS_OK)
        status = pcs_collect(&r->inputs, o, r->pool, &r->report, err);
    if (status == PCS_OK)
        status =
            pcs_plan_make(&r->plan, r->summary, &r->inputs, &r->served, o, err);
    if (status == PCS_OK)
        status = build_locales(r, err);
    if (status != PCS_OK)
        return status;
    drop_empty_locales(&r->next);
    status = put_dictionary(r, err);
    if (status == PCS_OK && is_worth_publishing(r))
        status = publish(r, err);
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
    pcs_manifest_dispose(&r->served);
    pcs_manifest_dispose(&r->next);
    pcs_dictionary_image_dispose(&r->dictionary);
    pcs_report_dispose(&r->report);
    pthread_mutex_destroy(&r->shared.lock);
}

/* Without a source there has to be an index already: taking the lock would
 * make one. */
static pcs_status check_index(const pcs_index_options *o, pcs_error *err)
{
    pcs_manifest served;
    if (o->n_sources)
        return PCS_OK;
    pcs_status status = pcs_generation_read(&served, o->dir, 0, err);
    if (status == PCS_OK)
        pcs_manifest_dispose(&served);
    return status;
}

/* What can be wrong before anything on the disk is touched. */
static pcs_status prepare(run *r, pcs_error *err)
{
    const pcs_index_options *o = r->options;
    pcs_status status = check_sources(o, err);
    if (status == PCS_OK && o->dictionary)
        status = pcs_dictionary_load(&r->dictionary, o->dictionary, err);
    if (status == PCS_OK)
        status = check_index(o, err);
    if (status == PCS_OK)
        status = pcs_index_lock_take(&r->lock, o->dir, err);
    if (status != PCS_OK)
        pcs_dictionary_image_dispose(&r->dictionary);
    return status;
}

pcs_status pcs_index_run(pcs_index_summary *summary,
                         const pcs_index_options *options, pcs_error *err)
{
    memset(summary, 0, sizeof *summary);
    run r = {.options = options, .summary = summary};
    pcs_status status = prepare(&r, err);
    if (status != PCS_OK)
        return status;
    pcs_report_init(&r.report, options);
    pthread_mutex_init(&r.shared.lock, NULL);
    status = work(&r, err);
    dispose(&r);
    pcs_index_lock_drop(&r.lock);
    return status;
}
