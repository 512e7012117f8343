/* main.c - pcsearch: searches localized articles and their English */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <pcsearch.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "cli/messages.h"
#include "query/export.h"
#include "query/modes.h"
#include "query/page.h"
#include "query/whole.h"

/* A line of --batch that is longer than a query may be is cut there anyway. */
#define BATCH_LINE_MAX 65536

static pcs_status present(pcs_buffer *out, const pcs_answer *a, pcs_error *err)
{
    const pcs_request *r = a->request;
    if (r->show == PCS_SHOW_NOTHING)
        return PCS_OK;
    if (r->is_json)
        return pcs_present_json(out, a, err);
    if (r->show == PCS_SHOW_COUNT && a->query_id)
        pcs_buffer_printf(out, "%s\t%" PRIu64 "\n", a->query_id,
                          a->results->segments);
    else if (r->show == PCS_SHOW_COUNT)
        pcs_buffer_printf(out, "%" PRIu64 "\n", a->results->segments);
    else if (r->show == PCS_SHOW_FILES)
        pcs_present_files(out, a);
    else
        pcs_present_text(out, a);
    return pcs_buffer_status(out, err);
}

/* Answers one query; *found says whether anything was, *closed whether nobody
 * reads the answers any more. */
static pcs_status search(const pcs_request *r, pcs_searcher *searcher,
                         const char *query, const char *query_id, bool *found,
                         bool *closed, pcs_error *err)
{
    if (r->format)
        return pcs_export_search(r, searcher, found, closed, err);
    pcs_results results;
    pcs_buffer out = {0}, mended = {0};
    double start = pcs_clock_ms();
    pcs_status status =
        pcs_search(&results, searcher, query, strlen(query), &r->search, err);
    if (status != PCS_OK)
        return status;
    *found = *found || results.articles > 0;
    pcs_utf8_repair(&mended, query, strlen(query));
    pcs_answer answer = {r,        searcher,
                         &results, mended.data ? mended.data : "",
                         query_id, pcs_clock_ms() - start};
    status = present(&out, &answer, err);
    pcs_output written = PCS_OUTPUT_OK;
    if (status == PCS_OK && !pcs_page(r, &out))
        written = pcs_cli_write(stdout, out.data, out.len, err);
    /* Another program may wait for this answer before it asks on. */
    if (written == PCS_OUTPUT_OK && query_id)
        written = pcs_cli_flush(stdout, err);
    if (written == PCS_OUTPUT_ERROR)
        status = PCS_EIO;
    *closed = written == PCS_OUTPUT_CLOSED;
    pcs_buffer_dispose(&out);
    pcs_buffer_dispose(&mended);
    pcs_results_dispose(&results);
    return status;
}

typedef struct asked {
    const pcs_request *request;
    const char *query, *query_id;
    bool *found, *closed;
} asked;

static pcs_status ask(void *context, pcs_searcher *searcher, pcs_error *err)
{
    asked *a = context;
    return search(a->request, searcher, a->query, a->query_id, a->found,
                  a->closed, err);
}

static pcs_status search_whole(const pcs_request *r, pcs_searcher *searcher,
                               const char *query, const char *query_id,
                               bool *found, bool *closed, pcs_error *err)
{
    asked a = {r, query, query_id, found, closed};
    return pcs_ask_whole(ask, &a, searcher, err);
}

/* "ID<TAB>QUERY", or a query, whose ID is then its number. */
static pcs_status search_line(const pcs_request *r, pcs_searcher *searcher,
                              char *line, size_t number, bool *found,
                              bool *closed, pcs_error *err)
{
    char counted[32];
    char *tab = strchr(line, '\t');
    const char *id = counted, *query = line;
    snprintf(counted, sizeof counted, "%zu", number);
    if (tab) {
        *tab = 0;
        id = line;
        query = tab + 1;
    }
    pcs_buffer mended = {0};
    pcs_utf8_repair(&mended, id, strlen(id));
    pcs_status status = search_whole(
        r, searcher, query, mended.data ? mended.data : "", found, closed, err);
    pcs_buffer_dispose(&mended);
    return status;
}

static pcs_status search_batch(const pcs_request *r, pcs_searcher *searcher,
                               bool *found, pcs_error *err)
{
    bool is_stdin = strcmp(r->batch, "-") == 0;
    FILE *file = is_stdin ? stdin : fopen(r->batch, "re");
    if (!file)
        return pcs_error_errno(err, r->batch);
    char *line = NULL;
    size_t cap = 0, number = 0;
    bool closed = false;
    pcs_status status = PCS_OK;
    for (ssize_t n;
         status == PCS_OK && !closed && (n = getline(&line, &cap, file)) > 0;) {
        for (ssize_t i = 0; i < n; i++)
            if (!line[i])
                line[i] = ' ';
        while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
            line[--n] = 0;
        if (n > BATCH_LINE_MAX)
            line[BATCH_LINE_MAX] = 0;
        if (n > 0)
            status =
                search_line(r, searcher, line, ++number, found, &closed, err);
    }
    if (status == PCS_OK && ferror(file))
        status = pcs_error_errno(err, r->batch);
    free(line);
    if (!is_stdin)
        fclose(file);
    return status;
}

static pcs_status analyze(const pcs_request *r, pcs_error *err)
{
    pcs_buffer out = {0};
    const char *locale = r->search.n_locales ? r->search.locales[0] : NULL;
    pcs_status status =
        pcs_present_analysis(&out, locale, r->query.data, r->query.len, err);
    if (status == PCS_OK)
        pcs_cli_write(stdout, out.data, out.len, NULL);
    pcs_buffer_dispose(&out);
    return status;
}

static int run(const pcs_request *r)
{
    pcs_error err = PCS_ERROR_INIT;
    if (r->mode == PCS_MODE_ANALYZE && r->query.len)
        return analyze(r, &err) == PCS_OK ? 0 : pcs_complain(err.message);
    char *fallback = r->index ? NULL : pcs_index_default();
    const char *index = r->index ? r->index : fallback;
    pcs_searcher *searcher = NULL;
    bool found = false, closed = false;
    pcs_status status = index ? pcs_searcher_open(&searcher, index, &err)
                              : pcs_error_nomem(&err);
    if (status == PCS_OK && r->mode != PCS_MODE_SEARCH)
        status = pcs_mode_run(r, searcher, &found, &err);
    else if (status == PCS_OK)
        status = r->batch ? search_batch(r, searcher, &found, &err)
                          : search_whole(r, searcher, r->query.data, NULL,
                                         &found, &closed, &err);
    pcs_searcher_close(searcher);
    free(fallback);
    if (status != PCS_OK)
        return pcs_complain(err.message);
    return found ? 0 : 1;
}

static void speak(const pcs_language *language)
{
    pcs_language_use(language);
    pcs_translate_messages(pcs_language_translator());
}

int main(int argc, char **argv)
{
    pcs_request request;
    pcs_error err = PCS_ERROR_INIT;
    pcs_cli_init();
    speak(pcs_language_of_environment());
    int status = pcs_request_read(&request, argc, argv);
    /* What programs read is the same everywhere. */
    if (request.is_json || request.is_sarif)
        speak(&pcs_language_english);
    if (status == 0 && !request.is_done)
        status = run(&request);
    pcs_request_dispose(&request);
    /* Where writing went wrong before, that was said. */
    if (pcs_cli_flush(stdout, &err) == PCS_OUTPUT_ERROR && status != 2)
        return pcs_complain(err.message);
    return status;
}
