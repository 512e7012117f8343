/* request.c - what the command line of pcindex asks for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/request.h"

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/options.h"
#include "indexer/watch.h"

int pcs_complain(const char *message)
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

static void drop_sources(pcs_request *r)
{
    for (size_t i = 0; i < r->options.n_sources; i++)
        free((void *)(uintptr_t)r->sources[i].name);
    r->options.n_sources = r->saved_sources = 0;
}

/* NAME=DIRECTORY, or a directory, whose own name is then the name. */
static bool add_source(pcs_request *r, const pcs_args *args)
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
        /* --watch waits for one that is not there yet. */
        char *real = realpath(argument, NULL);
        if (!real)
            real = strdup(argument);
        name = real ? strdup(basename(real)) : NULL;
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
    int status = text->failed ? pcs_complain("out of memory") : 0;
    if (status == 0)
        pcs_cli_write(stdout, text->data, text->len, NULL);
    pcs_buffer_dispose(text);
    return status;
}

static int answer(pcs_request *r, int id, const pcs_args *args)
{
    pcs_buffer text = {0};
    r->action = PCS_ACTION_DONE;
    if (id == PCINDEX_HELP)
        pcs_command_help(&text, &pcindex_command);
    else if (id == PCINDEX_VERSION)
        pcs_command_version(&text, &pcindex_command);
    else
        pcs_command_generate(&text, &pcindex_command, args->value, NULL);
    return print_buffer(&text);
}

static int read_number(pcs_request *r, int id, pcs_args *args)
{
    uint64_t number;
    if (id == PCINDEX_JOBS) {
        if (!pcs_args_number(args, 1024, &number))
            return pcs_complain(args->message);
        r->options.jobs = (size_t)number;
        return 0;
    }
    if (id == PCINDEX_SETTLE) {
        if (!pcs_args_seconds(args, PCS_SETTLE_MAX_MS, &r->settle_ms))
            return pcs_complain(args->message);
        return 0;
    }
    if (!pcs_args_size(args, 16u << 20, &r->options.memory))
        return pcs_complain(args->message);
    return 0;
}

static int take_option(pcs_request *r, int id, pcs_args *args)
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
    case PCINDEX_SETTLE:
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
        r->is_strict = true;
        break;
    case PCINDEX_WATCH:
        r->is_watching = true;
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
        r->action = PCS_ACTION_STATUS;
        break;
    case PCINDEX_VERIFY:
        r->action = PCS_ACTION_VERIFY;
        break;
    case PCINDEX_ROLLBACK:
        r->action = PCS_ACTION_ROLLBACK;
        break;
    case PCINDEX_DUMP:
        r->action = PCS_ACTION_DUMP;
        break;
    default:
        return answer(r, id, args);
    }
    return good ? 0 : pcs_complain("out of memory");
}

static int take(pcs_request *r, int id, pcs_args *args)
{
    if (id == PCS_ARG_ERROR)
        return pcs_complain(args->message);
    if (id == PCS_ARG_OPERAND)
        return add_source(r, args) ? 0 : pcs_complain("out of memory");
    return take_option(r, id, args);
}

/* What is saved comes first, so that what is given replaces it. */
static int read_config(pcs_request *r, int argc, char **argv)
{
    pcs_args args = {.command = &pcindex_command};
    pcs_error err = PCS_ERROR_INIT;
    if (pcs_config_open(&r->config, &pcindex_command, argc, argv, &err) !=
        PCS_OK)
        return pcs_complain(err.message);
    int status = 0, id;
    while (status == 0 &&
           (id = pcs_config_next(&r->config, &args)) != PCS_ARG_END)
        status = take(r, id, &args);
    return status;
}

int pcs_request_read(pcs_request *r, int argc, char **argv)
{
    *r = (pcs_request){.options = PCS_INDEX_OPTIONS_INIT, .settle_ms = 1000};
    pcs_args args;
    int status = read_config(r, argc, argv), id = PCS_ARG_END;
    pcs_args_init(&args, &pcindex_command, argc, argv);
    while (status == 0 && r->action != PCS_ACTION_DONE &&
           (id = pcs_args_next(&args)) != PCS_ARG_END)
        status = take(r, id, &args);
    pcs_args_dispose(&args);
    if (r->action != PCS_ACTION_INDEX && r->saved_sources)
        drop_sources(r);
    r->options.sources = r->sources;
    r->options.include = r->include;
    r->options.exclude = r->exclude;
    return status;
}

void pcs_request_dispose(pcs_request *r)
{
    drop_sources(r);
    free(r->sources);
    free(r->include);
    free(r->exclude);
    pcs_config_dispose(&r->config);
}
