/* main.c - pcindex: makes the index that pcsearch searches */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <pcsearch.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/messages.h"
#include "indexer/canary.h"
#include "indexer/describe.h"
#include "indexer/events.h"
#include "indexer/request.h"
#include "indexer/watch.h"

static int read_paths(pcs_request *r)
{
    pcs_error err = PCS_ERROR_INIT;
    if (!r->paths_from)
        return 0;
    if (r->options.n_sources != 1)
        return pcs_complain("a list of paths is of one source; name that one");
    if (r->options.rebuild)
        return pcs_complain("--rebuild reads all files; leave out the list of "
                            "paths");
    pcs_source *source = &r->sources[0];
    if (pcs_paths_read(&r->paths, r->paths_from, r->is_nul, source->root,
                       &err) != PCS_OK)
        return pcs_complain(err.message);
    source->paths = r->paths.items;
    source->n_paths = r->paths.n;
    source->has_paths = true;
    return 0;
}

static int run_index(pcs_request *r)
{
    bool has_dictionary = r->options.dictionary || r->options.no_dictionary;
    if (r->options.n_sources == 0 && (r->options.rebuild || !has_dictionary))
        return pcs_complain(
            "no source named; give a folder of documents, as in: "
            "pcindex DIRECTORY");
    for (size_t i = 0; i < r->options.n_sources; i++)
        if (!*r->sources[i].root)
            return pcs_complain("a source names no directory; write it like "
                                "NAME=DIRECTORY");
    if (read_paths(r) != 0)
        return 2;
    pcs_events events = {r->is_json, r->is_quiet, false, false, 0};
    events.has_progress =
        !r->is_quiet &&
        (r->progress == PCS_WHEN_ALWAYS ||
         (r->progress == PCS_WHEN_AUTO && pcs_terminal_is(stderr)));
    r->options.listener = pcs_events_listen;
    r->options.context = &events;
    r->options.dir = r->index;
    r->options.gate = pcs_canary_gate;
    r->options.gate_context = &r->config;
    if (r->is_watching)
        return pcs_watch(&r->options, &events, r->settle_ms);
    pcs_index_summary summary;
    pcs_error err = PCS_ERROR_INIT;
    uint64_t start = pcs_events_clock();
    pcs_status status = pcs_index_run(&summary, &r->options, &err);
    if (status != PCS_OK) {
        pcs_events_end(&events);
        return pcs_complain(err.message);
    }
    pcs_events_summary(&events, &summary, pcs_events_clock() - start);
    if (summary.failed && summary.generation == 0)
        return pcs_complain(
            "nothing was published, as no file could be indexed; "
            "mend the files named above");
    return summary.failed || (r->options.strict && summary.warnings) ? 1 : 0;
}

static int run_rollback(pcs_request *r)
{
    pcs_error err = PCS_ERROR_INIT;
    uint64_t number;
    r->options.dir = r->index;
    if (pcs_index_rollback(&r->options, &number, &err) != PCS_OK)
        return pcs_complain(err.message);
    if (!r->is_quiet) {
        fprintf(stderr,
                _("generation %llu is served, until a run with a SOURCE "
                  "publishes the next one"),
                (unsigned long long)number);
        fputs("\n", stderr);
    }
    return 0;
}

static int run(pcs_request *r)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_status status = PCS_OK;
    if (r->action != PCS_ACTION_INDEX && r->paths_from)
        return pcs_complain("this option takes no paths; leave them out");
    if (r->action != PCS_ACTION_INDEX && r->options.n_sources)
        return pcs_complain("this option takes no sources; leave them out");
    switch (r->action) {
    case PCS_ACTION_INDEX:
        return run_index(r);
    case PCS_ACTION_STATUS:
        status = pcs_print_status(r->index, r->is_json, &err);
        break;
    case PCS_ACTION_VERIFY:
        status = pcs_index_verify(r->index, 0, &err);
        if (status == PCS_OK && !r->is_quiet)
            fprintf(stderr, "%s\n", _("every byte is as it was published"));
        break;
    case PCS_ACTION_ROLLBACK:
        return run_rollback(r);
    case PCS_ACTION_DUMP:
        status = pcs_print_dump(r->index, &err);
        break;
    case PCS_ACTION_DONE:
        break;
    }
    return status == PCS_OK ? 0 : pcs_complain(err.message);
}

static void speak(const pcs_language *language)
{
    pcs_language_use(language);
    pcs_translate_messages(pcs_language_translator());
}

int main(int argc, char **argv)
{
    pcs_cli_init();
    speak(pcs_language_of_environment());
    /* Globs are of characters, whatever the environment says. */
    setlocale(LC_CTYPE, "C.UTF-8");
    pcs_request r;
    int status = pcs_request_read(&r, argc, argv);
    /* What programs read is the same everywhere. */
    if (r.is_json || r.action == PCS_ACTION_DUMP)
        speak(&pcs_language_english);
    char *fallback = r.index ? NULL : pcs_index_default();
    if (!r.index)
        r.index = fallback;
    if (status == 0 && r.action != PCS_ACTION_DONE)
        status = r.index ? run(&r) : pcs_complain("out of memory");
    pcs_error err = PCS_ERROR_INIT;
    if (pcs_cli_flush(stdout, &err) == PCS_OUTPUT_ERROR)
        status = pcs_complain(err.message);
    pcs_request_dispose(&r);
    free(fallback);
    return status;
}
