/* canary.c - queries that a generation must answer before it is served */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/canary.h"

#include <pcsearch.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/messages.h"
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

/* "구독 (ko-KR)", for a message. */
static void put_name(pcs_buffer *out, const pcs_config_canary *c)
{
    put_clean(out, c->query.text);
    if (c->locale.text)
        pcs_buffer_printf(out, " (%s)", c->locale.text);
}

static pcs_status judge(const pcs_config_canary *c, uint64_t found,
                        pcs_error *err)
{
    pcs_buffer name = {0};
    bool is_few = found < c->min_segments;
    if (!is_few && found <= c->max_segments)
        return PCS_OK;
    unsigned long long n = found;
    unsigned long long bound = is_few ? c->min_segments : c->max_segments;
    put_name(&name, c);
    const char *format =
        is_few ? _n("%s: the canary %s is found in %llu segment, expected at "
                    "least %llu; nothing is published",
                    "%s: the canary %s is found in %llu segments, expected at "
                    "least %llu; nothing is published",
                    (unsigned long)n)
               : _n("%s: the canary %s is found in %llu segment, expected at "
                    "most %llu; nothing is published",
                    "%s: the canary %s is found in %llu segments, expected at "
                    "most %llu; nothing is published",
                    (unsigned long)n);
    pcs_status status = pcs_buffer_status(&name, err);
    if (status == PCS_OK)
        status = pcs_error_set(err, PCS_EINVAL, format, c->query.where,
                               name.data ? name.data : "", n, bound);
    pcs_buffer_dispose(&name);
    return status;
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
    pcs_buffer name = {0};
    put_name(&name, c);
    if (name.failed)
        status = pcs_error_nomem(err);
    else
        pcs_error_set(err, status,
                      "%s: the canary %s cannot be looked for: %s; nothing is "
                      "published",
                      c->query.where, name.data ? name.data : "",
                      inner.message);
    pcs_buffer_dispose(&name);
    return status;
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
