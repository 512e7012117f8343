/* config.c - the configuration file: options that are saved, and sources */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/configyaml.h"

/* The path of a file that nobody has named; NULL where there is no home. */
static pcs_status default_path(char **out, pcs_error *err)
{
    const char *folder = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");
    *out = NULL;
    if (folder != NULL && *folder != '\0')
        *out = pcs_path_join(folder, "pcsearch/config.yaml");
    else if (home != NULL && *home != '\0')
        *out = pcs_path_join(home, ".config/pcsearch/config.yaml");
    else
        return PCS_OK;
    return *out != NULL ? PCS_OK : pcs_error_nomem(err);
}

static bool is_any_of(const char *name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strcmp(name, *names) == 0)
            return true;
    return false;
}

/* What the command line says of the file. */
typedef struct choice {
    const char *named;
    bool is_none;
} choice;

static choice choose(const pcs_command *command, int argc, char **argv)
{
    /* They have to work where the file is broken. */
    static const char *const without[] = {"help", "version", "generate", NULL};
    choice c = {NULL, false};
    pcs_args args;
    pcs_args_init(&args, command, argc, argv);
    for (int id = 0; (id = pcs_args_next(&args)) != PCS_ARG_END;) {
        /* Who reads the command line will meet the error again. */
        if (id == PCS_ARG_ERROR ||
            (args.option != NULL && is_any_of(args.option->name, without))) {
            c.is_none = true;
            break;
        }
        if (args.option == NULL)
            continue;
        bool is_named = strcmp(args.option->name, "config") == 0;
        if (is_named || strcmp(args.option->name, "no-config") == 0)
            c = (choice){is_named ? args.value : NULL, !is_named};
    }
    pcs_args_dispose(&args);
    return c;
}

static pcs_status read_named(pcs_config *config, const pcs_command *command,
                             const char *path, const char *by, pcs_error *err)
{
    pcs_error inner = PCS_ERROR_INIT;
    pcs_status status = pcs_config_read(config, command, path, &inner);
    if (status == PCS_ENOTFOUND)
        return pcs_error_set(err, status,
                             "%s%s: there is no such file; name one that is "
                             "there, or leave it out",
                             by, path);
    if (status != PCS_OK && err != NULL)
        *err = inner;
    return status;
}

pcs_status pcs_config_open(pcs_config *config, const pcs_command *command,
                           int argc, char **argv, pcs_error *err)
{
    choice c = choose(command, argc, argv);
    if (c.is_none)
        return PCS_OK;
    if (c.named != NULL)
        return read_named(config, command, c.named, "--config ", err);
    const char *path = getenv("PCSEARCH_CONFIG");
    if (path != NULL && *path != '\0')
        return read_named(config, command, path, "PCSEARCH_CONFIG=", err);
    char *fallback = NULL;
    pcs_status status = default_path(&fallback, err);
    if (fallback != NULL) {
        status = pcs_config_read(config, command, fallback, err);
        if (status == PCS_ENOTFOUND)
            status = PCS_OK;
    }
    free(fallback);
    return status;
}

pcs_status pcs_config_read(pcs_config *config, const pcs_command *command,
                           const char *path, pcs_error *err)
{
    pcs_buffer text = {0};
    pcs_error inner = PCS_ERROR_INIT;
    pcs_status status = pcs_file_read(&text, path, PCS_CONFIG_SIZE_MAX, &inner);
    if (status == PCS_ENOMEM)
        pcs_error_nomem(err);
    else if (status == PCS_OK)
        status =
            pcs_config_parse(config, command, path, text.data, text.len, err);
    else if (strncmp(inner.message, path, strlen(path)) == 0)
        pcs_error_set(err, status, "%s", inner.message);
    else
        pcs_error_set(err, status, "%s: %s", path, inner.message);
    pcs_buffer_dispose(&text);
    return status;
}

int pcs_config_next(pcs_config *config, pcs_args *args)
{
    args->where = NULL;
    if (config->next == config->len)
        return PCS_ARG_END;
    const pcs_setting *s = &config->items[config->next++];
    return pcs_args_set(args, s->option, s->value, s->where);
}

void pcs_config_dispose(pcs_config *config)
{
    pcs_arena_dispose(&config->arena);
    free(config->items);
    free(config->sources);
    free(config->urls);
    free(config->locales);
    free(config->canaries);
    memset(config, 0, sizeof *config);
}
