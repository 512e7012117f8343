/* canary.c - queries that a generation must answer before it is served */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/canary.h"

#include <pcsearch.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/text.h"

enum { SHOWN_MAX = 120 /* bytes of a query that the message repeats */ };

static void put_clean(pcs_buffer *out, const char *text)
{
    size_t len = strlen(text), cut = len;
    if (len > SHOWN_MAX)
        cut = pcs_utf8_cut(text, len, SHOWN_MAX);
    pcs_text_clean(out, text, cut);
    pcs_buffer_puts(out, cut < len ? "\xE2\x80\xA6" : "");
}

/* "c.yaml:9:5: the canary 구독 (ko-KR) " and the reason. */
static pcs_status fail(const pcs_config_canary *c, pcs_status status,
                       const char *reason, pcs_error *err)
{
    pcs_buffer line = {0};
    pcs_buffer_printf(&line, "%s: the canary ", c->query.where);
    put_clean(&line, c->query.text);
    if (c->locale.text)
        pcs_buffer_printf(&line, " (%s)", c->locale.text);
    pcs_buffer_printf(&line, " %s", reason);
    if (line.failed)
        status = pcs_error_nomem(err);
    else
        pcs_error_set(err, status, "%s", line.data);
    pcs_buffer_dispose(&line);
    return status;
}

static pcs_status judge(const pcs_config_canary *c, uint64_t found,
                        pcs_error *err)
{
    char reason[200];
    bool is_few = found < c->min_segments;
    if (!is_few && found <= c->max_segments)
        return PCS_OK;
    uint64_t bound = is_few ? c->min_segments : c->max_segments;
    snprintf(reason, sizeof reason,
             "is found in %" PRIu64 " segment%s, expected %s %" PRIu64
             "; nothing is published",
             found, found == 1 ? "" : "s", is_few ? "at least" : "at most",
             bound);
    return fail(c, PCS_EINVAL, reason, err);
}

static pcs_status try_canary(pcs_searcher *searcher, const pcs_config_canary *c,
                             pcs_error *err)
{
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    pcs_results results = {0};
    pcs_error inner = PCS_ERROR_INIT;
    options.locales = &c->locale.text;
    options.n_locales = c->locale.text != NULL;
    options.limit = 0;
    options.mode = PCS_MATCH_ALL;
    options.no_suggestions = true;
    pcs_status status = pcs_search(&results, searcher, c->query.text,
                                   strlen(c->query.text), &options, &inner);
    if (status == PCS_OK) {
        status = judge(c, results.segments, err);
        pcs_results_dispose(&results);
        return status;
    }
    char reason[PCS_ERROR_MESSAGE_MAX + 60];
    snprintf(reason, sizeof reason,
             "cannot be looked for: %s; nothing is published", inner.message);
    return fail(c, status, reason, err);
}

pcs_status pcs_canary_gate(void *context, const char *dir, uint64_t number,
                           pcs_error *err)
{
    const pcs_config *config = context;
    pcs_searcher *searcher = NULL;
    if (config->n_canaries == 0)
        return PCS_OK;
    pcs_status status =
        pcs_searcher_open_generation(&searcher, dir, number, err);
    for (size_t i = 0; status == PCS_OK && i < config->n_canaries; i++)
        status = try_canary(searcher, &config->canaries[i], err);
    pcs_searcher_close(searcher);
    return status;
}
