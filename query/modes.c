/* modes.c - what pcsearch answers besides searches */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/modes.h"

#include "query/like.h"
#include "query/whole.h"

static pcs_mode_answer *const answers[] = {
    [PCS_MODE_SUGGEST] = pcs_suggest_run,
    [PCS_MODE_TRANSLATIONS] = pcs_translations_run,
    [PCS_MODE_STALE] = pcs_stale_run,
    [PCS_MODE_CONSISTENCY] = pcs_consistency_run,
};

typedef struct asked {
    const pcs_request *request;
    bool *found;
} asked;

static pcs_status ask(void *context, pcs_searcher *searcher, pcs_error *err)
{
    asked *a = context;
    return answers[a->request->mode](a->request, searcher, a->found, err);
}

pcs_status pcs_mode_run(const pcs_request *r, pcs_searcher *searcher,
                        bool *found, pcs_error *err)
{
    /* Its answers are many. */
    if (r->mode == PCS_MODE_LIKE)
        return pcs_like_run(r, searcher, found, err);
    return pcs_ask_whole(ask, &(asked){r, found}, searcher, err);
}
