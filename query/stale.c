/* stale.c - which articles were translated from an older English */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/stale.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "cli/terminal.h"
#include "query/modes.h"
#include "query/page.h"

int pcs_stale_check(const pcs_request *r)
{
    const char *other = r->batch                     ? "--batch"
                        : r->search.n_answers        ? "--in"
                        : r->search.want_explanation ? "--explain"
                                                     : NULL;
    if (r->mode != PCS_MODE_STALE)
        return r->want_missing
                   ? pcs_complain("--missing is for --stale; write: "
                                  "pcsearch --stale --missing")
                   : 0;
    return other ? pcs_complain_both("--stale", other) : 0;
}

uint64_t pcs_stale_total(const pcs_stale_answer *a)
{
    const uint64_t *totals = a->results->totals;
    return totals[PCS_STALE_OLDER] + totals[PCS_STALE_UNORDERED] +
           (a->answer->request->want_missing ? totals[PCS_STALE_MISSING] : 0);
}

/* Where they stand; of a missing one, where it is not missing. */
static void present_files(pcs_buffer *out, const pcs_stale_answer *a)
{
    const pcs_request *r = a->answer->request;
    for (size_t i = 0; i < a->results->n_articles; i++) {
        const pcs_stale_article *article = &a->results->articles[i];
        bool is_missing = article->kind == PCS_STALE_MISSING;
        pcs_present_path(out, a->answer,
                         is_missing ? &article->newest.place
                                    : &article->own.place,
                         NULL, 0, r->screen.is_terminal);
        pcs_buffer_putc(out, r->ends_nul ? 0 : '\n');
    }
}

static pcs_status present(pcs_buffer *out, const pcs_stale_answer *a,
                          pcs_error *err)
{
    const pcs_request *r = a->answer->request;
    if (r->show == PCS_SHOW_NOTHING)
        return PCS_OK;
    if (r->is_json)
        return pcs_present_stale_json(out, a, err);
    if (r->show == PCS_SHOW_COUNT)
        pcs_buffer_printf(out, "%" PRIu64 "\n", pcs_stale_total(a));
    else if (r->show == PCS_SHOW_FILES)
        present_files(out, a);
    else
        pcs_present_stale_text(out, a);
    return pcs_buffer_status(out, err);
}

/* All paths are listed, as of a search, unless a number was given. */
static pcs_search_options choose(const pcs_request *r)
{
    pcs_search_options o = r->search;
    if (r->show == PCS_SHOW_COUNT || r->show == PCS_SHOW_NOTHING)
        o.limit = 0;
    else if (r->show == PCS_SHOW_FILES && !r->has_limit)
        o.limit = SIZE_MAX;
    return o;
}

pcs_status pcs_stale_run(const pcs_request *r, pcs_searcher *searcher,
                         bool *found, pcs_error *err)
{
    pcs_stale_results results;
    pcs_buffer out = {0}, mended = {0};
    pcs_search_options search = choose(r);
    pcs_stale_options options = {.search = &search,
                                 .want_missing = r->want_missing,
                                 .want_changes = r->show == PCS_SHOW_HITS};
    double start = pcs_clock_ms();
    pcs_status status = pcs_stale_find(&results, searcher, r->query.data,
                                       r->query.len, &options, err);
    if (status != PCS_OK)
        return status;
    pcs_utf8_repair(&mended, r->query.data, r->query.len);
    pcs_answer answer = {r,    searcher,
                         NULL, mended.data ? mended.data : "",
                         NULL, pcs_clock_ms() - start};
    pcs_stale_answer all = {&answer, &results};
    *found = pcs_stale_total(&all) > 0;
    status = present(&out, &all, err);
    if (status == PCS_OK && !pcs_page(r, &out) &&
        pcs_cli_write(stdout, out.data, out.len, err) == PCS_OUTPUT_ERROR)
        status = PCS_EIO;
    pcs_buffer_dispose(&out);
    pcs_buffer_dispose(&mended);
    pcs_stale_dispose(&results);
    return status;
}
