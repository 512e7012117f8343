/* configoptions.c - options that are saved in the configuration file */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <string.h>

#include "cli/configparts.h"
#include "base/translate.h"

static bool is_named(const char *names, const char *name)
{
    return pcs_config_index(names, name, strlen(name)) >= 0;
}

static pcs_status add(pcs_config_reader *r, const pcs_option *option,
                      const char *value)
{
    pcs_config *c = r->config;
    const char *where = pcs_config_place(r);
    if (where == NULL || !PCS_ARRAY_RESERVE(c->items, c->cap, c->len + 1))
        return pcs_error_nomem(r->err);
    c->items[c->len++] = (pcs_setting){option, value, where};
    return PCS_OK;
}

/* The scalar as a value of the option, in the arena. */
static pcs_status read_text(pcs_config_reader *r, const pcs_option *option,
                            const char **out)
{
    pcs_config_text text;
    pcs_status status =
        pcs_config_take_text(r, &text, option->name, N_("one value"));
    if (status != PCS_OK)
        return status;
    *out = text.text;
    if (option->choices == NULL || option->choices[0] != '@')
        return PCS_OK;
    return pcs_config_take_path(r, out, text.text, strlen(text.text));
}

static pcs_status read_flag(pcs_config_reader *r, const pcs_option *option)
{
    size_t len;
    const char *text = pcs_config_is_at(r, YAML_SCALAR_EVENT)
                           ? pcs_config_scalar(r, &len)
                           : "";
    if (pcs_config_is_at(r, YAML_SCALAR_EVENT) && strlen(text) == len) {
        if (strcmp(text, "false") == 0)
            return PCS_OK;
        if (strcmp(text, "true") == 0)
            return add(r, option, NULL);
    }
    return PCS_CONFIG_FAIL(r, "%s: write true or false", option->name);
}

/* The items of a list, each as one setting. */
static pcs_status read_items(pcs_config_reader *r, const pcs_option *option,
                             const char *key)
{
    for (;;) {
        const char *value = NULL;
        pcs_status status = pcs_config_advance(r);
        if (status == PCS_OK && pcs_config_is_at(r, YAML_SEQUENCE_END_EVENT))
            return PCS_OK;
        if (status == PCS_OK &&
            (!pcs_config_is_at(r, YAML_SCALAR_EVENT) || pcs_config_is_null(r)))
            status = PCS_CONFIG_FAIL(r, "%s: write one value an item", key);
        if (status == PCS_OK)
            status = read_text(r, option, &value);
        if (status == PCS_OK)
            status = add(r, option, value);
        if (status != PCS_OK)
            return status;
    }
}

/* The items of a list, joined with commas to one setting. */
static pcs_status read_joined(pcs_config_reader *r, const pcs_option *option)
{
    pcs_buffer all = {0};
    size_t at = r->config->len;
    pcs_status status = read_items(r, option, option->name);
    for (size_t i = at; status == PCS_OK && i < r->config->len; i++) {
        if (i > at)
            pcs_buffer_putc(&all, ',');
        pcs_buffer_puts(&all, r->config->items[i].value);
    }
    if (status == PCS_OK && r->config->len > at) {
        char *copy =
            all.failed
                ? NULL
                : pcs_arena_copy(&r->config->arena,
                                 all.data != NULL ? all.data : "", all.len);
        r->config->items[at].value = copy;
        r->config->len = at + 1;
        status = copy != NULL ? PCS_OK : pcs_error_nomem(r->err);
    }
    pcs_buffer_dispose(&all);
    return status;
}

static pcs_status read_value(pcs_config_reader *r, const pcs_option *option)
{
    const char *value = NULL;
    if (option->value == NULL)
        return read_flag(r, option);
    bool is_repeated = is_named(r->command->saved.lists, option->name);
    bool is_joined = strstr(option->value, "[,") != NULL;
    if (pcs_config_is_at(r, YAML_SEQUENCE_START_EVENT) && is_joined)
        return read_joined(r, option);
    if (pcs_config_is_at(r, YAML_SEQUENCE_START_EVENT) && is_repeated)
        return read_items(r, option, option->name);
    if (!pcs_config_is_at(r, YAML_SCALAR_EVENT) || pcs_config_is_null(r))
        return PCS_CONFIG_FAIL(r, "%s takes %s, as in \"%s: %s\"", option->name,
                               is_repeated || is_joined
                                   ? pcs_translate("a value or a list")
                                   : pcs_translate("one value"),
                               option->name, option->value);
    pcs_status status = read_text(r, option, &value);
    return status == PCS_OK ? add(r, option, value) : status;
}

static pcs_status fail_unknown(pcs_config_reader *r, const char *key,
                               size_t len)
{
    char text[PCS_CONFIG_SHOWN];
    const char *near = pcs_command_nearest(r->command, key, len);
    if (pcs_config_index(PCS_CONFIG_TOP_KEYS, key, len) >= 0)
        return PCS_CONFIG_FAIL(r,
                               "%s belongs at the top, without spaces before "
                               "it",
                               pcs_config_shown(text, key, len));
    if (near != NULL && !is_named(r->command->saved.never, near))
        return PCS_CONFIG_FAIL(r, "%s has no setting %s; did you mean %s?",
                               r->command->saved.key,
                               pcs_config_shown(text, key, len), near);
    return PCS_CONFIG_FAIL(
        r,
        "%s has no setting %s; they are called as the options that "
        "%s --help names",
        r->command->saved.key, pcs_config_shown(text, key, len),
        r->command->name);
}

/* Marks the option of the last key as set, which it may be once. */
static pcs_status claim(pcs_config_reader *r, const pcs_option *option)
{
    bool *is_set = &r->is_set[option - r->command->options];
    if (*is_set)
        return pcs_config_fail_at(r, r->key.line, r->key.column,
                                  "%s is set twice; leave one out",
                                  option->name);
    *is_set = true;
    return PCS_OK;
}

static pcs_status fail_name(pcs_config_reader *r)
{
    return PCS_CONFIG_FAIL(r, "a name was expected, such as index:");
}

static pcs_status fail_mapping(pcs_config_reader *r, const char *key)
{
    return PCS_CONFIG_FAIL(r,
                           "%s: settings were expected, one a line, each "
                           "behind spaces, such as \"  locale: ko-KR\"",
                           key);
}

/* The option of the key that the reader stands at. */
static pcs_status find_setting(pcs_config_reader *r, const pcs_option **out)
{
    size_t len = 0;
    if (!pcs_config_is_at(r, YAML_SCALAR_EVENT))
        return fail_name(r);
    const char *key = pcs_config_scalar(r, &len);
    *out = pcs_command_find(r->command, key, len);
    r->key = r->event.start_mark;
    if (*out == NULL)
        return fail_unknown(r, key, len);
    if (is_named(r->command->saved.never, (*out)->name))
        return PCS_CONFIG_FAIL(r,
                               "%s cannot be saved; give --%s with the command",
                               (*out)->name, (*out)->name);
    return claim(r, *out);
}

pcs_status pcs_config_read_options(pcs_config_reader *r)
{
    if (pcs_config_is_null(r))
        return PCS_OK;
    if (!pcs_config_is_at(r, YAML_MAPPING_START_EVENT))
        return fail_mapping(r, r->command->saved.key);
    for (;;) {
        const pcs_option *option = NULL;
        pcs_status status = pcs_config_advance(r);
        if (status == PCS_OK && pcs_config_is_at(r, YAML_MAPPING_END_EVENT))
            return PCS_OK;
        if (status == PCS_OK)
            status = find_setting(r, &option);
        if (status == PCS_OK)
            status = pcs_config_advance(r);
        if (status == PCS_OK)
            status = read_value(r, option);
        if (status != PCS_OK)
            return status;
    }
}

/* One value, or a list of them. */
static pcs_status skip_values(pcs_config_reader *r, const char *key,
                              bool is_list)
{
    if (pcs_config_is_text(r))
        return PCS_OK;
    if (!is_list || !pcs_config_is_at(r, YAML_SEQUENCE_START_EVENT))
        return PCS_CONFIG_FAIL(r, "%s: %s was expected", key,
                               is_list ? pcs_translate("a value or a list")
                                       : pcs_translate("one value"));
    for (;;) {
        pcs_status status = pcs_config_advance(r);
        if (status != PCS_OK || pcs_config_is_at(r, YAML_SEQUENCE_END_EVENT))
            return status;
        if (!pcs_config_is_text(r))
            return PCS_CONFIG_FAIL(r, "%s: write one value an item", key);
    }
}

pcs_status pcs_config_read_option(pcs_config_reader *r, const char *name,
                                  bool is_list)
{
    const pcs_command *command = r->command;
    const pcs_option *option =
        is_named(command->saved.top, name)
            ? pcs_command_find(command, name, strlen(name))
            : NULL;
    if (option == NULL)
        return skip_values(r, name, is_list);
    pcs_status status = claim(r, option);
    return status == PCS_OK ? read_value(r, option) : status;
}

/* A setting of another program; seen holds the names before it. */
static pcs_status skip_setting(pcs_config_reader *r, pcs_buffer *seen, size_t n)
{
    char name[PCS_CONFIG_SHOWN];
    size_t len = 0;
    if (!pcs_config_is_at(r, YAML_SCALAR_EVENT))
        return fail_name(r);
    const char *key = pcs_config_scalar(r, &len);
    pcs_config_shown(name, key, len);
    if (pcs_config_index(seen->data, key, len) >= 0)
        return PCS_CONFIG_FAIL(r, "%s is set twice; leave one out", name);
    pcs_status status = pcs_config_check_items(r, "settings", n);
    if (status != PCS_OK)
        return status;
    pcs_buffer_puts(seen, seen->len > 0 ? " " : "");
    pcs_buffer_puts(seen, name);
    status = pcs_buffer_status(seen, r->err);
    if (status == PCS_OK)
        status = pcs_config_advance(r);
    return status == PCS_OK ? skip_values(r, name, true) : status;
}

pcs_status pcs_config_read_others(pcs_config_reader *r, const char *key)
{
    pcs_buffer seen = {0};
    pcs_status status = PCS_OK;
    if (pcs_config_is_null(r))
        return PCS_OK;
    if (!pcs_config_is_at(r, YAML_MAPPING_START_EVENT))
        return fail_mapping(r, key);
    for (size_t n = 0; status == PCS_OK; n++) {
        status = pcs_config_advance(r);
        if (status == PCS_OK && pcs_config_is_at(r, YAML_MAPPING_END_EVENT))
            break;
        if (status == PCS_OK)
            status = skip_setting(r, &seen, n);
    }
    pcs_buffer_dispose(&seen);
    return status;
}
