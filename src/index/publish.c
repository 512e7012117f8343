/* publish.c - the gates that a generation passes before it is served */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/publish.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/file.h"
#include "index/localerules.h"
#include "index/verify.h"
#include "store/generation.h"
#include "base/translate.h"

static double max_loss(const pcs_index_options *o)
{
    return o->max_loss < 0 ? PCS_MAX_LOSS : o->max_loss;
}

/* A source that was mounted empty, or a broken checkout, looks like one whose
 * articles were removed. */
static pcs_status check_loss(const pcs_publication *p, pcs_error *err)
{
    for (size_t i = 0; i < p->served->n_locales; i++) {
        const pcs_manifest_locale *old = &p->served->locales[i];
        const pcs_manifest_locale *new =
            pcs_manifest_find(p->next, old->locale);
        uint64_t left = new ? new->segments : 0;
        uint64_t lost = old->segments > left ? old->segments - left : 0;
        double share = lost ? (double)lost / (double)old->segments : 0;
        /* A locale that is no longer asked for is meant to go. */
        bool is_meant = !pcs_locale_is_indexed(p->options, old->locale);
        if (is_meant || lost < PCS_SMALL_LOSS || share <= max_loss(p->options))
            continue;
        return pcs_error_set(err, PCS_ELIMIT,
                             "%s would lose %llu of %llu segments, so nothing "
                             "is published; look at the sources, or, if "
                             "that is meant, allow it with --max-loss %.0f",
                             old->locale, (unsigned long long)lost,
                             (unsigned long long)old->segments,
                             ceil(share * 100));
    }
    return PCS_OK;
}

static pcs_status sync_files(const char *dir, pcs_error *err)
{
    char *files = pcs_path_join(dir, "files");
    pcs_status status =
        files ? pcs_path_sync(files, err) : pcs_error_nomem(err);
    free(files);
    return status;
}

/* What is read back is what was written, and not what was meant to be. */
static pcs_status check_candidate(const pcs_publication *p, pcs_error *err)
{
    const pcs_index_options *o = p->options;
    pcs_manifest candidate;
    pcs_status status =
        pcs_generation_read(&candidate, o->dir, PCS_GENERATION_CANDIDATE, err);
    if (status == PCS_OK)
        status = pcs_verify_manifest(o->dir, &candidate, p->pool, err);
    pcs_manifest_dispose(&candidate);
    if (status == PCS_OK && o->gate)
        status =
            o->gate(o->gate_context, o->dir, PCS_GENERATION_CANDIDATE, err);
    return status;
}

/* Once the switch is made the generation is served, even where the disk did
 * not confirm that it will be after a power failure. */
static pcs_status promote(const pcs_publication *p, pcs_error *err)
{
    pcs_error trouble = PCS_ERROR_INIT;
    pcs_current current;
    const char *dir = p->options->dir;
    uint64_t number = p->next->generation;
    pcs_status status = pcs_generation_promote(dir, number, &trouble);
    if (status == PCS_OK)
        return status;
    if (pcs_current_read(&current, dir, NULL) == PCS_OK &&
        current.generation == number) {
        pcs_report_problem(p->report, PCS_INDEX_WARNING, dir, 0,
                           trouble.message);
        return PCS_OK;
    }
    if (err)
        *err = trouble;
    return status;
}

pcs_status pcs_publish(const pcs_publication *p, pcs_error *err)
{
    const char *dir = p->options->dir;
    pcs_report_progress(p->report, N_("publishing"), 0, 1);
    pcs_status status = check_loss(p, err);
    if (status == PCS_OK)
        status = sync_files(dir, err);
    if (status == PCS_OK)
        status = pcs_generation_propose(dir, p->next, err);
    if (status == PCS_OK)
        status = check_candidate(p, err);
    if (status == PCS_OK)
        status = promote(p, err);
    return status;
}
