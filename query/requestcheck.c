/* requestcheck.c - what of a request belongs together */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/consistency.h"
#include "query/export.h"
#include "query/like.h"
#include "query/requestoptions.h"
#include "query/stale.h"
#include "query/translations.h"
#include "cli/messages.h"

/* What cannot stand together, or for itself. */
static int check_query(const pcs_request *r)
{
    if (r->mode == PCS_MODE_SUGGEST && r->batch)
        return pcs_complain_both("--suggest", "--batch");
    if (pcs_stale_check(r) != 0)
        return 2;
    if (!r->query.len && !r->batch && r->mode != PCS_MODE_STALE)
        return pcs_complain("no query given; name a word to search for, as "
                            "in: pcsearch WORD");
    if (r->query.len && r->batch)
        return pcs_complain_both(N_("a query"), "--batch");
    if (r->ends_nul && (r->show != PCS_SHOW_FILES || r->is_json))
        return pcs_complain("--null is for paths alone; write: pcsearch -l -0 "
                            "QUERY");
    return 0;
}

/* What is not shown is not asked for. */
static void drop_unshown(pcs_request *r)
{
    bool is_bare = r->show != PCS_SHOW_HITS && !r->is_json;
    if (is_bare)
        r->search.n_facets = 0;
    if (r->show != PCS_SHOW_HITS)
        r->search.want_explanation = false;
    r->search.no_suggestions = r->format || is_bare;
    if (r->mode != PCS_MODE_SEARCH && r->mode != PCS_MODE_ANALYZE)
        return;
    r->search.want_files = r->show == PCS_SHOW_FILES;
    if (r->show != PCS_SHOW_HITS)
        r->search.limit = 0;
    /* A bare number, path or exit status could not say that words were
     * dropped. */
    if (is_bare && !r->has_mode)
        r->search.mode = PCS_MATCH_ALL;
}

int pcs_request_check(pcs_request *r)
{
    if (pcs_like_check(r) != 0 || pcs_consistency_check(r) != 0)
        return 2;
    if (r->mode == PCS_MODE_CONSISTENCY)
        return 0;
    if (pcs_translations_check(r) != 0 || pcs_export_check(r) != 0 ||
        check_query(r) != 0)
        return 2;
    drop_unshown(r);
    return 0;
}
