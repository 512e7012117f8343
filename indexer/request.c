/* request.c - what the command line of pcindex asks for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/options.h"
#include "indexer/sources.h"
#include "indexer/watch.h"
#include "cli/messages.h"

int pcs_complain(const char *message)
{
    fprintf(stderr, "pcindex: %s\n", _(message));
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

/* --wait or --wait=SECONDS; in the file also true and false. */
static int read_wait(pcs_request *r, pcs_args *args)
{
    uint64_t seconds = 0;
    const char *text = args->value;
    bool is_saved = args->where && text;
    r->options.wait_seconds = 0;
    r->options.wait = !text || (is_saved && strcmp(text, "true") == 0);
    if (r->options.wait || (is_saved && strcmp(text, "false") == 0))
        return 0;
    if (!pcs_args_number(args, 1000000000, &seconds))
        return pcs_complain(args->message);
    r->options.wait = seconds > 0;
    r->options.wait_seconds = (double)seconds;
    return 0;
}

/* "20", "20%" or "12.5%", as a share of one. "0.2" is refused: as many would
 * mean 20 % by it as 0.2 %. */
static bool read_percent(pcs_args *args, double *out)
{
    const char *p = args->value, *dashes = pcs_args_dashes(args);
    const char *name = args->option->name;
    double number = 0, unit = 1;
    size_t digits = strspn(p, "0123456789");
    for (; *p >= '0' && *p <= '9' && number <= 100; p++)
        number = number * 10 + (*p - '0');
    if (digits > 0 && *p == '.')
        for (p++; *p >= '0' && *p <= '9'; p++)
            number += (*p - '0') * (unit /= 10);
    bool has_sign = *p == '%';
    *out = number / 100;
    if (digits == 0 || p[has_sign] != '\0' || number > 100)
        pcs_args_fail(args, "%s%s %s: write a percentage from 0 to 100", dashes,
                      name, args->value);
    else if (!has_sign && number > 0 && number < 1)
        pcs_args_fail(args, "%s%s %s: percent is meant; write %s%% or %g%%",
                      dashes, name, args->value, args->value, number * 100);
    else
        return true;
    return false;
}

static bool read_retention(pcs_args *args, size_t *out)
{
    uint64_t number;
    if (!pcs_args_number(args, 1000000, &number))
        return false;
    *out = (size_t)number;
    if (number > 0)
        return true;
    pcs_args_fail(args, "%s%s 0: one generation is kept at least",
                  pcs_args_dashes(args), args->option->name);
    return false;
}

static int read_number(pcs_request *r, int id, pcs_args *args)
{
    uint64_t jobs = r->options.jobs;
    bool good = true;
    if (id == PCINDEX_JOBS)
        good = pcs_args_number(args, 1024, &jobs);
    else if (id == PCINDEX_RETENTION)
        good = read_retention(args, &r->options.retention);
    else if (id == PCINDEX_MAX_LOSS)
        good = read_percent(args, &r->options.max_loss);
    else if (id == PCINDEX_SETTLE)
        good = pcs_args_seconds(args, PCS_SETTLE_MAX_MS, &r->settle_ms);
    else
        good = pcs_args_size(args, 16u << 20, &r->options.memory);
    r->options.jobs = (size_t)jobs;
    return good ? 0 : pcs_complain(args->message);
}

/* The environment goes before the file. */
static void read_index(pcs_request *r, const pcs_args *args)
{
    const char *index = getenv("PCSEARCH_INDEX");
    if (!args->where || !index || !*index)
        r->index = args->value;
}

/* What an option without a value turns on; NULL for none. */
static bool *find_flag(pcs_request *r, int id)
{
    switch (id) {
    case PCINDEX_REBUILD:
        return &r->options.rebuild;
    case PCINDEX_STRICT:
        return &r->options.strict;
    case PCINDEX_CHECKSUM:
        return &r->options.checksum;
    case PCINDEX_WATCH:
        return &r->is_watching;
    case PCINDEX_JSON:
        return &r->is_json;
    case PCINDEX_QUIET:
        return &r->is_quiet;
    default:
        return NULL;
    }
}

static int take_action(pcs_request *r, int id, const pcs_args *args)
{
    switch (id) {
    case PCINDEX_STATUS:
        r->action = PCS_ACTION_STATUS;
        return 0;
    case PCINDEX_VERIFY:
        r->action = PCS_ACTION_VERIFY;
        return 0;
    case PCINDEX_ROLLBACK:
        r->action = PCS_ACTION_ROLLBACK;
        return 0;
    case PCINDEX_DUMP:
        r->action = PCS_ACTION_DUMP;
        return 0;
    default:
        return answer(r, id, args);
    }
}

static int take_option(pcs_request *r, int id, pcs_args *args)
{
    bool good = true;
    bool *flag = find_flag(r, id);
    if (flag) {
        *flag = true;
        return 0;
    }
    switch (id) {
    case PCINDEX_INDEX:
        read_index(r, args);
        break;
    case PCINDEX_LOCALE:
        r->options.locale = args->value;
        r->has_locale = !args->where;
        break;
    case PCINDEX_URL:
        return pcs_sources_add_url(r, args);
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
    case PCINDEX_RETENTION:
    case PCINDEX_MAX_LOSS:
    case PCINDEX_SETTLE:
        return read_number(r, id, args);
    case PCINDEX_WAIT:
        return read_wait(r, args);
    case PCINDEX_DICTIONARY:
        r->options.dictionary = args->value;
        r->options.no_dictionary = false;
        break;
    case PCINDEX_NO_DICTIONARY:
        r->options.dictionary = NULL;
        r->options.no_dictionary = true;
        break;
    case PCINDEX_PATHS:
    case PCINDEX_PATHS0:
        if (r->paths_from)
            return pcs_complain("more than one list of paths; give one");
        r->paths_from = args->value;
        r->is_nul = id == PCINDEX_PATHS0;
        break;
    case PCINDEX_PROGRESS:
        pcs_when_parse(&r->progress, args->value);
        break;
    case PCINDEX_CONFIG:
    case PCINDEX_NO_CONFIG:
        break;
    default:
        return take_action(r, id, args);
    }
    return good ? 0 : pcs_complain("out of memory");
}

static int take(pcs_request *r, int id, pcs_args *args)
{
    if (id == PCS_ARG_ERROR)
        return pcs_complain(args->message);
    if (id == PCS_ARG_OPERAND)
        return pcs_sources_add(r, args->value);
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
    if (status == 0 && r->action == PCS_ACTION_INDEX)
        status = pcs_sources_complete(r);
    r->options.include = r->include;
    r->options.exclude = r->exclude;
    return status;
}

void pcs_request_dispose(pcs_request *r)
{
    pcs_sources_dispose(r);
    pcs_paths_dispose(&r->paths);
    free(r->include);
    free(r->exclude);
    pcs_config_dispose(&r->config);
}
