/* main.c - pcindex: makes the index that pcsearch searches */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/config.h"
#include "cli/terminal.h"
#include "indexer/describe.h"
#include "indexer/events.h"
#include "indexer/options.h"
#include "indexer/paths.h"
#include "store/generation.h"

typedef enum action {
    ACTION_INDEX,
    ACTION_STATUS,
    ACTION_VERIFY,
    ACTION_ROLLBACK,
    ACTION_DUMP,
    ACTION_DONE /* --help and its like have been answered */
} action;

/* What the command line asks for. */
typedef struct request {
    action action;
    const char *index;
    pcs_index_options options;
    pcs_source *sources;
    const char **include, **exclude;
    size_t cap_sources, cap_include, cap_exclude;
    /* How many of them come from the configuration, until one is given. */
    size_t saved_sources, saved_include, saved_exclude;
    bool is_json, is_quiet;
    const char *paths_from; /* a file of paths, "-" or NULL */
    bool is_nul;            /* that end with NUL */
    pcs_paths paths;
    pcs_when progress;
    pcs_config config; /* holds what it gave */
} request;

static int complain(const char *message)
{
    fprintf(stderr, "pcindex: %s\n", message);
    return 2;
}

/* A glob that is given stands instead of all that are saved. */
static bool add_glob(const char ***globs, size_t *n, size_t *cap, size_t *saved,
                     const pcs_args *args)
{
    if (!args->where && *saved)
        *n = *saved = 0;
    *saved += args->where != NULL;
    if (!PCS_ARRAY_RESERVE(*globs, *cap, *n + 1))
        return false;
    (*globs)[(*n)++] = args->value;
    return true;
}

static void drop_sources(request *r)
{
    for (size_t i = 0; i < r->options.n_sources; i++)
        free((void *)(uintptr_t)r->sources[i].name);
    r->options.n_sources = r->saved_sources = 0;
}

/* NAME=DIRECTORY, or a directory, whose own name is then the name. */
static bool add_source(request *r, const pcs_args *args)
{
    const char *argument = args->value;
    if (!args->where && r->saved_sources)
        drop_sources(r);
    r->saved_sources += args->where != NULL;
    size_t n = r->options.n_sources;
    if (!PCS_ARRAY_RESERVE(r->sources, r->cap_sources, n + 1))
        return false;
    const char *equals = strchr(argument, '=');
    const char *slash = strchr(argument, '/');
    char *name = NULL;
    const char *root = argument;
    if (equals && equals > argument && (!slash || slash > equals)) {
        name = strndup(argument, (size_t)(equals - argument));
        root = equals + 1;
    } else {
        char *real = realpath(argument, NULL);
        name = strdup(real ? basename(real) : argument);
        free(real);
    }
    if (!name)
        return false;
    r->sources[n] = (pcs_source){.name = name, .root = root};
    r->options.n_sources++;
    return true;
}

static int print_buffer(pcs_buffer *text)
{
    int status = text->failed ? complain("out of memory") : 0;
    if (status == 0)
        pcs_cli_write(stdout, text->data, text->len, NULL);
    pcs_buffer_dispose(text);
    return status;
}

static int answer(request *r, int id, const pcs_args *args)
{
    pcs_buffer text = {0};
    r->action = ACTION_DONE;
    if (id == PCINDEX_HELP)
        pcs_command_help(&text, &pcindex_command);
    else if (id == PCINDEX_VERSION)
        pcs_command_version(&text, &pcindex_command);
    else
        pcs_command_generate(&text, &pcindex_command, args->value, NULL);
    return print_buffer(&text);
}

static int read_number(request *r, int id, pcs_args *args)
{
    uint64_t number;
    if (id == PCINDEX_JOBS) {
        if (!pcs_args_number(args, 1024, &number))
            return complain(args->message);
        r->options.jobs = (size_t)number;
        return 0;
    }
    if (!pcs_args_size(args, 16u << 20, &r->options.memory))
        return complain(args->message);
    return 0;
}

static int take_option(request *r, int id, pcs_args *args)
{
    bool good = true;
    switch (id) {
    case PCINDEX_INDEX:
        /* The environment goes before the file. */
        if (!args->where || !getenv("PCSEARCH_INDEX") ||
            !*getenv("PCSEARCH_INDEX"))
            r->index = args->value;
        break;
    case PCINDEX_LOCALE:
        r->options.locale = args->value;
        break;
    case PCINDEX_INCLUDE:
        good = add_glob(&r->include, &r->options.n_include, &r->cap_include,
                        &r->saved_include, args);
        break;
    case PCINDEX_EXCLUDE:
        good = add_glob(&r->exclude, &r->options.n_exclude, &r->cap_exclude,
                        &r->saved_exclude, args);
        break;
    case PCINDEX_JOBS:
    case PCINDEX_MEMORY:
        return read_number(r, id, args);
    case PCINDEX_DICTIONARY:
        r->options.dictionary = args->value;
        r->options.no_dictionary = false;
        break;
    case PCINDEX_NO_DICTIONARY:
        r->options.dictionary = NULL;
        r->options.no_dictionary = true;
        break;
    case PCINDEX_REBUILD:
        r->options.rebuild = true;
        break;
    case PCINDEX_STRICT:
        r->options.strict = true;
        break;
    case PCINDEX_CHECKSUM:
        r->options.checksum = true;
        break;
    case PCINDEX_PATHS:
    case PCINDEX_PATHS0:
        if (r->paths_from)
            return complain("more than one list of paths; give one");
        r->paths_from = args->value;
        r->is_nul = id == PCINDEX_PATHS0;
        break;
    case PCINDEX_JSON:
        r->is_json = true;
        break;
    case PCINDEX_PROGRESS:
        pcs_when_parse(&r->progress, args->value);
        break;
    case PCINDEX_CONFIG:
    case PCINDEX_NO_CONFIG:
        break;
    case PCINDEX_QUIET:
        r->is_quiet = true;
        break;
    case PCINDEX_STATUS:
        r->action = ACTION_STATUS;
        break;
    case PCINDEX_VERIFY:
        r->action = ACTION_VERIFY;
        break;
    case PCINDEX_ROLLBACK:
        r->action = ACTION_ROLLBACK;
        break;
    case PCINDEX_DUMP:
        r->action = ACTION_DUMP;
        break;
    default:
        return answer(r, id, args);
    }
    return good ? 0 : complain("out of memory");
}

static int take(request *r, int id, pcs_args *args)
{
    if (id == PCS_ARG_ERROR)
        return complain(args->message);
    if (id == PCS_ARG_OPERAND)
        return add_source(r, args) ? 0 : complain("out of memory");
    return take_option(r, id, args);
}

/* What is saved comes first, so that what is given replaces it. */
static int read_config(request *r, int argc, char **argv)
{
    pcs_args args = {.command = &pcindex_command};
    pcs_error err = PCS_ERROR_INIT;
    if (pcs_config_open(&r->config, &pcindex_command, argc, argv, &err) !=
        PCS_OK)
        return complain(err.message);
    int status = 0, id;
    while (status == 0 &&
           (id = pcs_config_next(&r->config, &args)) != PCS_ARG_END)
        status = take(r, id, &args);
    return status;
}

static int read_arguments(request *r, int argc, char **argv)
{
    pcs_args args;
    int status = read_config(r, argc, argv), id = PCS_ARG_END;
    pcs_args_init(&args, &pcindex_command, argc, argv);
    while (status == 0 && r->action != ACTION_DONE &&
           (id = pcs_args_next(&args)) != PCS_ARG_END)
        status = take(r, id, &args);
    pcs_args_dispose(&args);
    if (r->action != ACTION_INDEX && r->saved_sources)
        drop_sources(r);
    return status;
}

static int read_paths(request *r)
{
    pcs_error err = PCS_ERROR_INIT;
    if (!r->paths_from)
        return 0;
    if (r->options.n_sources != 1)
        return complain("a list of paths is of one source; name that one");
    if (r->options.rebuild)
        return complain("--rebuild reads all files; leave out the list of "
                        "paths");
    pcs_source *source = &r->sources[0];
    if (pcs_paths_read(&r->paths, r->paths_from, r->is_nul, source->root,
                       &err) != PCS_OK)
        return complain(err.message);
    source->paths = r->paths.items;
    source->n_paths = r->paths.n;
    source->has_paths = true;
    return 0;
}

static int run_index(request *r)
{
    bool has_dictionary = r->options.dictionary || r->options.no_dictionary;
    if (r->options.n_sources == 0 && (r->options.rebuild || !has_dictionary))
        return complain("no source named; give a folder of documents, as in: "
                        "pcindex DIRECTORY");
    for (size_t i = 0; i < r->options.n_sources; i++)
        if (!*r->sources[i].root)
            return complain("a source names no directory; write it like "
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
    r->options.sources = r->sources;
    r->options.include = r->include;
    r->options.exclude = r->exclude;
    pcs_index_summary summary;
    pcs_error err = PCS_ERROR_INIT;
    uint64_t start = pcs_events_clock();
    pcs_status status = pcs_index_run(&summary, &r->options, &err);
    if (status != PCS_OK) {
        pcs_events_end(&events);
        return complain(err.message);
    }
    pcs_events_summary(&events, &summary, pcs_events_clock() - start);
    if (summary.failed && summary.generation == 0)
        return complain("nothing was published, as no file could be indexed; "
                        "mend the files named above");
    return summary.failed || (r->options.strict && summary.warnings) ? 1 : 0;
}

static int run_rollback(const char *index, bool is_quiet)
{
    pcs_error err = PCS_ERROR_INIT;
    uint64_t number;
    if (pcs_index_rollback(index, &number, &err) != PCS_OK)
        return complain(err.message);
    if (!is_quiet)
        fprintf(stderr, "generation %llu is served\n",
                (unsigned long long)number);
    return 0;
}

static int run(request *r)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_status status = PCS_OK;
    if (r->action > ACTION_INDEX && r->action < ACTION_DONE && r->paths_from)
        return complain("this option takes no paths; leave them out");
    if (r->action != ACTION_INDEX && r->options.n_sources)
        return complain("this option takes no sources; leave them out");
    switch (r->action) {
    case ACTION_INDEX:
        return run_index(r);
    case ACTION_STATUS:
        status = pcs_print_status(r->index, r->is_json, &err);
        break;
    case ACTION_VERIFY:
        status = pcs_index_verify(r->index, 0, &err);
        if (status == PCS_OK && !r->is_quiet)
            fputs("every byte is as it was published\n", stderr);
        break;
    case ACTION_ROLLBACK:
        return run_rollback(r->index, r->is_quiet);
    case ACTION_DUMP:
        status = pcs_print_dump(r->index, &err);
        break;
    case ACTION_DONE:
        break;
    }
    return status == PCS_OK ? 0 : complain(err.message);
}

int main(int argc, char **argv)
{
    pcs_cli_init();
    request r = {.options = PCS_INDEX_OPTIONS_INIT};
    int status = read_arguments(&r, argc, argv);
    char *fallback = r.index ? NULL : pcs_index_default();
    if (!r.index)
        r.index = fallback;
    if (status == 0 && r.action != ACTION_DONE)
        status = r.index ? run(&r) : complain("out of memory");
    pcs_error err = PCS_ERROR_INIT;
    if (pcs_cli_flush(stdout, &err) == PCS_OUTPUT_ERROR)
        status = complain(err.message);
    drop_sources(&r);
    pcs_paths_dispose(&r.paths);
    free(r.sources);
    free(r.include);
    free(r.exclude);
    free(fallback);
    pcs_config_dispose(&r.config);
    return status;
}
