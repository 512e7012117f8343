/* consistency.c - where translations contradict each other */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/consistency.h"

#include <stdlib.h>
#include <string.h>

#include "search/hits.h"
#include "search/findings.h"
#include "search/suspects.h"

const char *pcs_finding_kind_name(pcs_finding_kind kind)
{
    static const char *const names[] = {"translations", "sources", "spelling"};
    return kind < PCS_FINDING_FIRST_CHECK
               ? names[kind]
               : pcs_check_name(
                     (pcs_check_kind)(kind - PCS_FINDING_FIRST_CHECK));
}

bool pcs_finding_kind_find(pcs_finding_kind *out, const char *name, size_t len)
{
    for (int i = 0; i < PCS_FINDING_KINDS; i++) {
        const char *known = pcs_finding_kind_name((pcs_finding_kind)i);
        if (strlen(known) == len && memcmp(known, name, len) == 0) {
            *out = (pcs_finding_kind)i;
            return true;
        }
    }
    return false;
}

static pcs_status fetch_all(pcs_consistency_report *r, pcs_suspects *s,
                            const pcs_search_options *o, pcs_error *err)
{
    size_t first = o->offset < s->n ? o->offset : s->n;
    size_t n = s->n - first < o->limit ? s->n - first : o->limit;
    pcs_finding *list = pcs_arena_alloc(&r->arena, n * sizeof *list + 1);
    if (!list)
        return pcs_error_nomem(err);
    r->findings = list;
    memcpy(r->counts, s->counts, sizeof r->counts);
    pcs_status status = PCS_OK;
    for (; status == PCS_OK && r->n_findings < n; r->n_findings++)
        status = pcs_finding_fetch(&list[r->n_findings], &r->arena, s,
                                   &s->items[first + r->n_findings], err);
    return status;
}

/* What of the query was left out. */
static pcs_status copy_ignored(pcs_consistency_report *r, const pcs_query *q,
                               pcs_error *err)
{
    const char **list =
        pcs_arena_alloc(&r->arena, (q->n_ignored + 1) * sizeof *list);
    char *text = pcs_arena_copy(&r->arena, q->ignored.data, q->ignored.len);
    if (!list || !text)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < q->n_ignored; i++, text += strlen(text) + 1)
        list[i] = text;
    r->ignored = list;
    r->n_ignored = q->n_ignored;
    return PCS_OK;
}

/* All words of the query count, and its hits are nobody's. */
static pcs_search_options session_options(const pcs_search_options *o)
{
    pcs_search_options own = PCS_SEARCH_OPTIONS_INIT;
    own.locales = o->locales;
    own.n_locales = o->n_locales;
    own.lowest = o->lowest;
    own.is_plain = o->is_plain;
    own.no_synonyms = o->no_synonyms;
    own.mode = PCS_MATCH_ALL;
    own.no_suggestions = true;
    own.limit = 0;
    return own;
}

pcs_status pcs_consistency(pcs_consistency_report *report,
                           pcs_searcher *searcher, const char *query,
                           size_t len, const pcs_search_options *options,
                           unsigned kinds, pcs_error *err)
{
    pcs_search_options own = session_options(options);
    pcs_results results = {.hits = NULL};
    pcs_session session = {
        .searcher = searcher, .options = &own, .results = &results};
    pcs_selection *selections = NULL;
    pcs_suspects suspects = {.n_shelves = 0};
    memset(report, 0, sizeof *report);
    pcs_status status = pcs_session_start(&session, query, len, err);
    if (status == PCS_OK)
        status = pcs_selections_make(&selections, &session, err);
    if (status == PCS_OK)
        status = pcs_suspects_find(&suspects, searcher, selections, kinds, err);
    if (status == PCS_OK)
        status = fetch_all(report, &suspects, options, err);
    if (status == PCS_OK)
        status = copy_ignored(report, &session.query, err);
    pcs_suspects_dispose(&suspects);
    pcs_session_dispose(&session);
    pcs_results_dispose(&results);
    if (status != PCS_OK)
        pcs_consistency_dispose(report);
    return status;
}

void pcs_consistency_dispose(pcs_consistency_report *report)
{
    pcs_arena_dispose(&report->arena);
    memset(report, 0, sizeof *report);
}
