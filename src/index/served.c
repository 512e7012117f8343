/* served.c - what a run goes on from, mended where it is damaged */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/served.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/generation.h"
#include "store/quarantine.h"
#include "base/translate.h"

static bool is_in_run(const pcs_index_options *o, const char *source)
{
    for (size_t i = 0; i < o->n_sources; i++)
        if (strcmp(o->sources[i].name, source) == 0)
            return true;
    return false;
}

static bool is_whole(const pcs_check *check, const char *name)
{
    for (size_t i = 0; i < check->n; i++)
        if (strcmp(check->files[i].file->name, name) == 0)
            return check->files[i].status == PCS_OK;
    return false;
}

/* Names what only the damaged tables knew. */
static void tell_lost(const pcs_manifest *m, const char *locale,
                      const pcs_index_options *o, pcs_report *report)
{
    for (size_t i = 0; i < m->n_sources; i++) {
        char message[256];
        if (is_in_run(o, m->sources[i].name))
            continue;
        snprintf(message, sizeof message,
                 "its articles in %s, if it has any, are lost with the index; "
                 "index it again",
                 locale);
        pcs_report_problem(report, PCS_INDEX_ERROR, m->sources[i].root, 0,
                           message);
    }
}

/* Leaves the locales whose tables are whole: their articles can be taken over,
 * and their postings are built of those. */
static pcs_status salvage(pcs_served *s, const pcs_index_options *o,
                          pcs_check_depth depth, pcs_pool *pool,
                          pcs_report *report, pcs_error *err)
{
    pcs_manifest *m = &s->manifest;
    pcs_check check;
    pcs_status status = pcs_check_files(&check, o->dir, m, depth, pool, err);
    if (status != PCS_OK)
        return status;
    bool *is_kept = calloc(m->n_locales + 1, sizeof *is_kept);
    for (size_t i = 0; is_kept && i < m->n_locales; i++)
        is_kept[i] = is_whole(&check, m->locales[i].tables.name);
    pcs_check_dispose(&check);
    if (!is_kept)
        return pcs_error_nomem(err);
    size_t kept = 0;
    for (size_t i = 0; i < m->n_locales; i++) {
        if (is_kept[i]) {
            m->locales[kept++] = m->locales[i];
            continue;
        }
        tell_lost(m, m->locales[i].locale, o, report);
        pcs_manifest_locale_dispose(&m->locales[i]);
    }
    m->n_locales = kept;
    free(is_kept);
    return PCS_OK;
}

static void tell_mending(const pcs_mending *m, pcs_report *report)
{
    pcs_buffer line = {0};
    unsigned long long damaged = m->damaged, served = m->served;
    const char *why = m->why.message;
    if (damaged && served)
        pcs_buffer_printf(&line,
                          pcs_translate("generation %llu is damaged: %s; it is "
                                        "in quarantine, and generation %llu is "
                                        "served"),
                          damaged, why, served);
    else if (damaged)
        pcs_buffer_printf(&line,
                          pcs_translate("generation %llu is damaged: %s, and "
                                        "no other is whole; all is built anew"),
                          damaged, why);
    else if (served)
        pcs_buffer_printf(&line, pcs_translate("%s; generation %llu is served"),
                          why, served);
    else
        pcs_buffer_printf(&line,
                          pcs_translate("%s, and no other is whole; all is "
                                        "built anew"),
                          why);
    if (!line.failed)
        pcs_report_notice(report, line.data, m->damaged, m->served);
    pcs_buffer_dispose(&line);
}

/* The manifest of what was served, or the newest that can be read. */
static pcs_status read_any(pcs_manifest *out, const char *dir, uint64_t number,
                           pcs_error *err)
{
    uint64_t *numbers;
    size_t n;
    pcs_status status = PCS_ENOTFOUND;
    if (number)
        status = pcs_generation_read(out, dir, number, err);
    if (status == PCS_OK || status == PCS_ENOMEM)
        return status;
    status = pcs_generation_list(&numbers, &n, dir, err);
    if (status != PCS_OK)
        return status;
    status = PCS_ENOTFOUND;
    for (size_t i = n; status != PCS_OK && status != PCS_ENOMEM && i-- > 0;)
        status = pcs_generation_read(out, dir, numbers[i], err);
    free(numbers);
    return status;
}

static pcs_status lose(pcs_served *out, const pcs_mending *m,
                       const pcs_index_options *o, pcs_check_depth depth,
                       pcs_pool *pool, pcs_report *report, pcs_error *err)
{
    if (!o->n_sources)
        return pcs_error_set(err, PCS_ECORRUPT,
                             "%s, and no other generation is whole; name all "
                             "sources to build it anew: pcindex SOURCE...",
                             m->why.message);
    out->is_lost = true;
    tell_mending(m, report);
    pcs_status status = read_any(&out->manifest, o->dir, m->damaged, err);
    if (status == PCS_OK)
        return salvage(out, o, depth, pool, report, err);
    if (status == PCS_ENOMEM)
        return status;
    pcs_report_problem(report, PCS_INDEX_ERROR, o->dir, 0,
                       "nothing is left that tells of sources outside this "
                       "run; if it had any, index them again");
    return PCS_OK;
}

pcs_status pcs_served_read(pcs_served *out, const pcs_index_options *o,
                           pcs_check_depth depth, pcs_pool *pool,
                           pcs_report *report, pcs_error *err)
{
    pcs_mending mending;
    pcs_error trouble = PCS_ERROR_INIT;
    memset(out, 0, sizeof *out);
    pcs_status status = pcs_quarantine_mend(&mending, o->dir, depth, pool,
                                            pcs_index_can_search, &trouble);
    if (status == PCS_OK && mending.is_damaged && !mending.served)
        status = lose(out, &mending, o, depth, pool, report, &trouble);
    else if (status == PCS_OK) {
        if (mending.is_damaged)
            tell_mending(&mending, report);
        status = pcs_generation_read(&out->manifest, o->dir, 0, &trouble);
        if (status == PCS_ENOTFOUND)
            status = PCS_OK;
    }
    if (status == PCS_EVERSION && o->rebuild)
        status = PCS_OK;
    if (status == PCS_OK)
        status = pcs_generation_next(&out->next, o->dir, &trouble);
    out->is_behind = out->is_lost || (out->manifest.generation &&
                                      out->manifest.generation + 1 < out->next);
    if (status != PCS_OK && err)
        *err = trouble;
    return status;
}

void pcs_served_dispose(pcs_served *served)
{
    pcs_manifest_dispose(&served->manifest);
}
