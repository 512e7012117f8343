/* strict.c - the warnings of files that are not built again */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/strict.h"

#include "base/hash.h"

/* Memory that is used from file to file. */
typedef struct reading {
    pcs_buffer data;
    pcs_article article;
} reading;

/* What cannot be read any more was changed after it was inspected: the next
 * run has to tell. */
static pcs_status report_file(pcs_input *input, reading *r, pcs_report *report,
                              pcs_error *err)
{
    pcs_status status =
        pcs_file_read(&r->data, input->full, PCS_FILE_MAX, NULL);
    if (status == PCS_OK)
        status = pcs_article_parse(&r->article, NULL, input->path, r->data.data,
                                   r->data.len, NULL);
    if (status == PCS_ENOMEM)
        return pcs_error_nomem(err);
    if (status != PCS_OK)
        return PCS_OK;
    for (size_t i = 0; i < r->article.n_warnings; i++)
        pcs_report_problem(report, PCS_INDEX_WARNING, input->full,
                           r->article.warnings[i].line,
                           r->article.warnings[i].message);
    if (pcs_hash64(r->data.data, r->data.len) == input->hash)
        input->n_warnings = (uint32_t)r->article.n_warnings;
    return PCS_OK;
}

pcs_status pcs_strict_report(pcs_inputs *inputs, const pcs_plan *plan,
                             pcs_report *report, pcs_error *err)
{
    reading r = {.data = {0}};
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < plan->n; i++) {
        const pcs_plan_locale *l = &plan->locales[i];
        for (size_t j = 0; status == PCS_OK && j < l->builder.n_in; j++) {
            const pcs_build_article *a = &l->builder.articles_in[j];
            /* The builder reports what it reads. */
            if (a->full)
                continue;
            pcs_input *input = pcs_inputs_find(inputs, a->source, a->path);
            if (input && input->n_warnings)
                status = report_file(input, &r, report, err);
        }
    }
    pcs_article_dispose(&r.article);
    pcs_buffer_dispose(&r.data);
    return status;
}
