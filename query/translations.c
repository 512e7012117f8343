/* translations.c - how a term was translated */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/translations.h"

#include <stdio.h>

#include "base/clock.h"
#include "cli/terminal.h"
#include "query/export.h"
#include "query/modes.h"
#include "query/page.h"

int pcs_translations_check(const pcs_request *r)
{
    if (r->mode != PCS_MODE_TRANSLATIONS)
        return r->to.n == 0
                   ? 0
                   : pcs_complain("--to is for translations; write: pcsearch "
                                  "--translations --to LOC TERM");
    if (r->batch)
        return pcs_complain_both("--translations", "--batch");
    if (r->show == PCS_SHOW_COUNT || r->show == PCS_SHOW_FILES)
        return pcs_complain("--translations counts by itself; leave -c and -l "
                            "out");
    if (r->also.is_given || r->search.n_answers)
        return pcs_complain("--translations takes other locales from --to; "
                            "leave --also and --in out");
    if (r->search.offset)
        return pcs_complain("--translations begins with the first; leave "
                            "--offset out");
    if (r->format && r->format != &pcs_export_csv &&
        r->format != &pcs_export_tsv)
        return pcs_complain("--translations makes tables; write: pcsearch "
                            "--translations --format csv TERM");
    if (!r->query.len)
        return pcs_complain("no term given; name a word or several, as in: "
                            "pcsearch --translations WORD");
    return 0;
}

double pcs_translation_share(const pcs_tally *t, const pcs_translated *d)
{
    return d->all.segments ? (double)t->segments / (double)d->all.segments : 0;
}

static pcs_status present(pcs_buffer *out, const pcs_request *r,
                          pcs_searcher *searcher, const pcs_translations *t,
                          double elapsed_ms, pcs_error *err)
{
    pcs_answer answer = {.request = r, .searcher = searcher};
    if (r->show == PCS_SHOW_NOTHING)
        return PCS_OK;
    if (r->format) {
        pcs_present_translations_table(out, r, t);
        return pcs_buffer_status(out, err);
    }
    if (r->is_json)
        return pcs_present_translations_json(out, t, searcher, elapsed_ms, err);
    pcs_present_translations_text(out, &answer, t);
    return pcs_buffer_status(out, err);
}

pcs_status pcs_translations_run(const pcs_request *r, pcs_searcher *searcher,
                                bool *found, pcs_error *err)
{
    pcs_translations t;
    pcs_buffer out = {0};
    double start = pcs_clock_ms();
    pcs_status status =
        pcs_translations_find(&t, searcher, r->query.data, r->query.len,
                              &r->search, r->to.items, r->to.n, err);
    if (status != PCS_OK)
        return status;
    *found = t.n > 0;
    status = present(&out, r, searcher, &t, pcs_clock_ms() - start, err);
    if (status == PCS_OK && !pcs_page(r, &out) &&
        pcs_cli_write(stdout, out.data, out.len, err) == PCS_OUTPUT_ERROR)
        status = PCS_EIO;
    pcs_buffer_dispose(&out);
    pcs_translations_dispose(&t);
    return status;
}
