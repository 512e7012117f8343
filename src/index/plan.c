/* plan.c - what a run has to do, locale by locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/plan.h"

#include <stdlib.h>
#include <string.h>

#include "index/localerules.h"
#include "store/generation.h"

/* A string of a partition with a NUL behind it; the plan owns it. */
static pcs_status copy_string(char **out, const pcs_partition *p,
                              pcs_string_ref ref, pcs_error *err)
{
    const char *text;
    size_t len;
    *out = NULL;
    pcs_status status = pcs_partition_string(&text, &len, p, ref, err);
    if (status != PCS_OK)
        return status;
    *out = strndup(text, len);
    return *out ? PCS_OK : pcs_error_nomem(err);
}

/* An article of the served generation. */
typedef struct known {
    char *source, *path;
    uint64_t hash;
    size_t locale;   /* of the plan */
    uint32_t number; /* in the old partition */
    bool is_seen;    /* among the inputs */
    bool is_kept;    /* this run did not look for it */
    bool is_taken;   /* its names are an article's of the plan */
} known;

typedef struct planning {
    pcs_plan *plan;
    known *articles; /* sorted by source, then path */
    size_t n, cap;
    const pcs_inputs *inputs;
    const pcs_index_options *options;
} planning;

static pcs_status add_locale(size_t *out, pcs_plan *plan, const char *name,
                             pcs_error *err)
{
    for (*out = 0; *out < plan->n; ++*out)
        if (strcmp(plan->locales[*out].name, name) == 0)
            return PCS_OK;
    if (!PCS_ARRAY_RESERVE(plan->locales, plan->cap, plan->n + 1))
        return pcs_error_nomem(err);
    pcs_plan_locale *l = &plan->locales[plan->n++];
    memset(l, 0, sizeof *l);
    strcpy(l->name, name);
    return PCS_OK;
}

static pcs_status know_article(planning *p, size_t locale, uint32_t number,
                               pcs_error *err)
{
    const pcs_partition *old = &p->plan->locales[locale].builder.old;
    const pcs_article_record *r;
    pcs_status status = pcs_partition_article(&r, old, number, err);
    if (status != PCS_OK)
        return status;
    if (!PCS_ARRAY_RESERVE(p->articles, p->cap, p->n + 1))
        return pcs_error_nomem(err);
    known *k = &p->articles[p->n];
    memset(k, 0, sizeof *k);
    k->hash = r->content_hash;
    k->locale = locale;
    k->number = number;
    p->n++;
    status = copy_string(&k->source, old, r->source, err);
    if (status == PCS_OK)
        status = copy_string(&k->path, old, r->path, err);
    if (status == PCS_OK)
        k->is_kept =
            !pcs_inputs_cover(p->inputs, k->source, k->path) &&
            pcs_locale_is_indexed(p->options, p->plan->locales[locale].name);
    return status;
}

static pcs_status know_locale(planning *p, const pcs_manifest_locale *served,
                              pcs_error *err)
{
    size_t at;
    pcs_status status = add_locale(&at, p->plan, served->locale, err);
    char *path = pcs_generation_file(p->options->dir, &served->tables);
    if (!path)
        return pcs_error_nomem(err);
    pcs_plan_locale *l = &p->plan->locales[at];
    if (status == PCS_OK)
        status =
            pcs_partition_open(&l->builder.old, path, served->tables.size, err);
    free(path);
    l->has_old = status == PCS_OK;
    size_t before = p->n;
    for (uint32_t i = 0; status == PCS_OK && i < l->builder.old.n_articles; i++)
        status = know_article(p, at, i, err);
    if (status == PCS_OK || status == PCS_ENOMEM || !p->options->rebuild)
        return status;
    /* A rebuild does without what cannot be read: its files come from the
     * sources that are named. */
    for (; p->n > before; p->n--) {
        free(p->articles[p->n - 1].source);
        free(p->articles[p->n - 1].path);
    }
    l->has_old = false;
    return PCS_OK;
}

static int compare_names(const char *a_source, const char *a_path,
                         const char *b_source, const char *b_path)
{
    int diff = strcmp(a_source, b_source);
    return diff ? diff : strcmp(a_path, b_path);
}

static int compare_known(const void *a, const void *b)
{
    const known *x = a, *y = b;
    return compare_names(x->source, x->path, y->source, y->path);
}

static known *find(planning *p, const pcs_input *input)
{
    size_t low = 0, high = p->n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        known *k = &p->articles[mid];
        int diff =
            compare_names(k->source, k->path, input->source, input->path);
        if (diff == 0)
            return k;
        if (diff < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

static pcs_status add_article(pcs_plan *plan, size_t locale,
                              const pcs_build_article *article, pcs_error *err)
{
    pcs_builder *b = &plan->locales[locale].builder;
    if (!PCS_ARRAY_RESERVE(b->articles_in, b->cap_in, b->n_in + 1))
        return pcs_error_nomem(err);
    b->articles_in[b->n_in++] = *article;
    return PCS_OK;
}

/* Takes an article over from the old partition. */
static pcs_status keep_article(planning *p, known *k, pcs_error *err)
{
    pcs_build_article article = {k->source, k->path, NULL, k->number, k->hash};
    pcs_status status = add_article(p->plan, k->locale, &article, err);
    k->is_taken = status == PCS_OK;
    return status;
}

static pcs_status plan_input(planning *p, pcs_index_summary *summary,
                             const pcs_input *input, pcs_error *err)
{
    known *k = find(p, input);
    if (input->is_passed)
        return PCS_OK;
    if (k)
        k->is_seen = true;
    if (input->is_failed || input->is_empty) {
        if (k)
            p->plan->locales[k->locale].is_changed = true;
        summary->changed += k && input->is_empty;
        summary->unchanged += !k && input->is_empty;
        return PCS_OK;
    }
    size_t at;
    pcs_status status = add_locale(&at, p->plan, input->locale, err);
    if (status != PCS_OK)
        return status;
    bool is_same = k && k->hash == input->hash && k->locale == at;
    summary->added += !k;
    summary->changed += k && !is_same;
    summary->unchanged += is_same;
    if (!is_same)
        p->plan->locales[at].is_changed = true;
    if (k && k->locale != at)
        p->plan->locales[k->locale].is_changed = true;
    pcs_build_article article = {input->source, input->path, input->full, 0,
                                 input->hash};
    if (is_same && !p->options->rebuild)
        return keep_article(p, k, err);
    return add_article(p->plan, at, &article, err);
}

/* What the served generation has and the inputs have not: kept where the run
 * did not look for it, else removed. */
static pcs_status plan_known(planning *p, pcs_index_summary *summary,
                             pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < p->n; i++) {
        known *k = &p->articles[i];
        if (k->is_seen)
            continue;
        if (!k->is_kept) {
            summary->removed++;
            p->plan->locales[k->locale].is_changed = true;
            continue;
        }
        status = keep_article(p, k, err);
    }
    return status;
}

static int compare_articles(const void *a, const void *b)
{
    const pcs_build_article *x = a, *y = b;
    return compare_names(x->source, x->path, y->source, y->path);
}

static int compare_locales(const void *a, const void *b)
{
    return strcmp(((const pcs_plan_locale *)a)->name,
                  ((const pcs_plan_locale *)b)->name);
}

static void finish(planning *p, bool rebuild)
{
    for (size_t i = 0; i < p->plan->n; i++) {
        pcs_plan_locale *l = &p->plan->locales[i];
        l->is_changed = l->is_changed || rebuild || !l->has_old;
        if (l->builder.n_in)
            qsort(l->builder.articles_in, l->builder.n_in,
                  sizeof *l->builder.articles_in, compare_articles);
    }
    for (size_t i = 0; i < p->n; i++) {
        if (p->articles[i].is_taken)
            continue;
        free(p->articles[i].source);
        free(p->articles[i].path);
    }
    free(p->articles);
}

pcs_status pcs_plan_make(pcs_plan *plan, pcs_index_summary *summary,
                         const pcs_inputs *inputs, const pcs_manifest *served,
                         const pcs_index_options *options, pcs_error *err)
{
    planning p = {plan, NULL, 0, 0, inputs, options};
    memset(plan, 0, sizeof *plan);
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < served->n_locales; i++)
        status = know_locale(&p, &served->locales[i], err);
    /* A damaged partition leaves its last article without names. */
    if (status == PCS_OK && p.n)
        qsort(p.articles, p.n, sizeof *p.articles, compare_known);
    for (size_t i = 0; status == PCS_OK && i < inputs->len; i++)
        status = plan_input(&p, summary, &inputs->items[i], err);
    if (status == PCS_OK)
        status = plan_known(&p, summary, err);
    finish(&p, options->rebuild);
    if (plan->n)
        qsort(plan->locales, plan->n, sizeof *plan->locales, compare_locales);
    return status;
}

void pcs_plan_dispose(pcs_plan *plan)
{
    for (size_t i = 0; i < plan->n; i++) {
        pcs_builder *b = &plan->locales[i].builder;
        for (size_t j = 0; j < b->n_in; j++) {
            if (b->articles_in[j].full)
                continue;
            free((void *)(uintptr_t)b->articles_in[j].source);
            free((void *)(uintptr_t)b->articles_in[j].path);
        }
        pcs_builder_dispose(b);
    }
    free(plan->locales);
    memset(plan, 0, sizeof *plan);
}
