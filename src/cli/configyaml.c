/* configyaml.c - the YAML of the configuration file */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/configyaml.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/utf8.h"
#include "cli/text.h"

/* Mappings at the top that belong to one program or the other, and lists. */
#define TOP_KEYS "search index " PCS_CONFIG_RESERVED

enum {
    SHOWN_MAX = 60 /* bytes of the file's that a message repeats */
};

typedef struct reader {
    pcs_config *config;
    const pcs_command *command;
    const pcs_saved *saved;
    const char *path;
    const char *data;
    size_t len;
    pcs_error *err;
    yaml_parser_t parser;
    yaml_event_t event; /* the current one; there is one where has_event */
    bool has_event;
    bool *is_set; /* by option: the file has it already */
    uint64_t top_set;
} reader;

/* The index of name in a list of names parted by spaces, or -1. */
static int name_index(const char *names, const char *name, size_t len)
{
    int i = 0;
    for (const char *p = names; p != NULL && *p != '\0'; i++) {
        size_t word = strcspn(p, " ");
        if (word == len && memcmp(p, name, len) == 0)
            return i;
        p += word + (p[word] == ' ');
    }
    return -1;
}

static bool is_named(const char *names, const char *name)
{
    return name_index(names, name, strlen(name)) >= 0;
}

/* "path:line:column: " and the message. */
static pcs_status fail_at(reader *r, size_t line, size_t column,
                          const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static pcs_status fail_at(reader *r, size_t line, size_t column,
                          const char *format, ...)
{
    char message[PCS_ERROR_MESSAGE_MAX];
    va_list list;
    va_start(list, format);
    vsnprintf(message, sizeof message, format, list);
    va_end(list);
    return pcs_error_set(r->err, PCS_EFORMAT, "%s:%zu:%zu: %s", r->path,
                         line + 1, column + 1, message);
}

#define FAIL(r, ...)                                                           \
    fail_at(r, (r)->event.start_mark.line, (r)->event.start_mark.column,       \
            __VA_ARGS__)

/* What the file has, cut, in a form that a message may repeat. */
static const char *shown(char out[SHOWN_MAX + 4], const char *text, size_t len)
{
    pcs_buffer clean = {0};
    pcs_text_clean(&clean, text, len > 4096 ? 4096 : len);
    size_t cut = 0;
    if (clean.len > 0)
        cut = pcs_utf8_cut(clean.data, clean.len,
                           clean.len < SHOWN_MAX ? clean.len : SHOWN_MAX);
    snprintf(out, SHOWN_MAX + 4, "%.*s%s", (int)cut,
             clean.data != NULL ? clean.data : "",
             cut < clean.len ? "\xE2\x80\xA6" : "");
    pcs_buffer_dispose(&clean);
    return out;
}

/* Where libyaml could not decode the file it gives a byte, but no place. */
static pcs_status fail_reading(reader *r)
{
    const yaml_parser_t *p = &r->parser;
    size_t line = 0, column = 0, end = p->problem_offset;
    for (size_t i = 0; i < r->len && i < end; i++) {
        bool is_end = r->data[i] == '\n';
        line += is_end;
        if (is_end)
            column = 0;
        else
            column += ((unsigned char)r->data[i] & 0xC0) != 0x80;
    }
    return fail_at(r, line, column, "%s", p->problem);
}

/* Whether a line, from 0, begins with a tab, which YAML has no use for. */
static bool begins_with_tab(const reader *r, size_t line)
{
    const char *p = r->data, *end = r->data + r->len;
    for (; line > 0 && p != NULL; line--) {
        p = memchr(p, '\n', (size_t)(end - p));
        p += p != NULL;
    }
    return p != NULL && p < end && *p == '\t';
}

static pcs_status fail_parsing(reader *r)
{
    const yaml_parser_t *p = &r->parser;
    const char *problem = p->problem != NULL ? p->problem : "no valid YAML";
    if (p->error == YAML_MEMORY_ERROR)
        return pcs_error_nomem(r->err);
    if (p->error == YAML_READER_ERROR && p->problem != NULL)
        return fail_reading(r);
    if (p->problem_mark.column == 0 && begins_with_tab(r, p->problem_mark.line))
        problem = "a tab begins the line; write spaces";
    return fail_at(r, p->problem_mark.line, p->problem_mark.column, "%s",
                   problem);
}

/* Anchors and aliases make a small file large, and tags mean nothing here. */
static pcs_status refuse_features(reader *r)
{
    const yaml_event_t *e = &r->event;
    const yaml_char_t *anchor = NULL, *tag = NULL;
    if (e->type == YAML_ALIAS_EVENT)
        anchor = e->data.alias.anchor;
    if (e->type == YAML_SCALAR_EVENT) {
        anchor = e->data.scalar.anchor;
        tag = e->data.scalar.tag;
    } else if (e->type == YAML_MAPPING_START_EVENT) {
        anchor = e->data.mapping_start.anchor;
        tag = e->data.mapping_start.tag;
    } else if (e->type == YAML_SEQUENCE_START_EVENT) {
        anchor = e->data.sequence_start.anchor;
        tag = e->data.sequence_start.tag;
    }
    if (anchor != NULL)
        return FAIL(r, "anchors and aliases are not read here; write the "
                       "value out");
    if (tag != NULL)
        return FAIL(r, "tags are not read here; leave it out");
    return PCS_OK;
}

static pcs_status advance(reader *r)
{
    if (r->has_event)
        yaml_event_delete(&r->event);
    r->has_event = yaml_parser_parse(&r->parser, &r->event) == 1;
    return r->has_event ? refuse_features(r) : fail_parsing(r);
}

static bool is_at(const reader *r, yaml_event_type_t type)
{
    return r->event.type == type;
}

static const char *scalar(const reader *r, size_t *len)
{
    *len = r->event.data.scalar.length;
    return (const char *)r->event.data.scalar.value;
}

/* "key:" with nothing behind it, or a null. */
static bool is_null(const reader *r)
{
    size_t len;
    if (!is_at(r, YAML_SCALAR_EVENT) ||
        r->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
        return false;
    const char *text = scalar(r, &len);
    return len == 0 || name_index("~ null Null NULL", text, len) >= 0;
}

/* Passes over what another program reads. */
static pcs_status skip_node(reader *r)
{
    size_t depth = 0;
    pcs_status status = PCS_OK;
    do {
        if (is_at(r, YAML_MAPPING_START_EVENT) ||
            is_at(r, YAML_SEQUENCE_START_EVENT))
            depth++;
        else if (is_at(r, YAML_MAPPING_END_EVENT) ||
                 is_at(r, YAML_SEQUENCE_END_EVENT))
            depth--;
        if (depth >= PCS_CONFIG_DEPTH_MAX)
            return FAIL(r, "nested deeper than %d", PCS_CONFIG_DEPTH_MAX);
        if (depth > 0)
            status = advance(r);
    } while (status == PCS_OK && depth > 0);
    return status;
}

static pcs_status add(reader *r, const pcs_option *option, const char *value)
{
    pcs_config *c = r->config;
    const yaml_mark_t *mark = &r->event.start_mark;
    pcs_buffer where = {0};
    pcs_buffer_printf(&where, "%s:%zu:%zu", r->path, mark->line + 1,
                      mark->column + 1);
    char *copy =
        where.failed ? NULL : pcs_arena_copy(&c->arena, where.data, where.len);
    pcs_buffer_dispose(&where);
    if (copy == NULL || !PCS_ARRAY_RESERVE(c->items, c->cap, c->len + 1))
        return pcs_error_nomem(r->err);
    c->items[c->len++] = (pcs_setting){option, value, copy};
    return PCS_OK;
}

/* Makes a path that stands in the file one that opens from anywhere. */
static void put_path(pcs_buffer *out, const reader *r, const char *path)
{
    const char *home = getenv("HOME");
    const char *slash = strrchr(r->path, '/');
    if (strncmp(path, "~/", 2) == 0 && home != NULL && *home != '\0') {
        pcs_buffer_puts(out, home);
        path++;
    } else if (path[0] != '/' && path[0] != '\0' && slash != NULL) {
        pcs_buffer_append(out, r->path, (size_t)(slash - r->path) + 1);
    }
    pcs_buffer_puts(out, path);
}

/* The scalar as a value of the option, or as an operand, in the arena. */
static pcs_status read_text(reader *r, const pcs_option *option,
                            const char **out)
{
    size_t len;
    const char *text = scalar(r, &len);
    const char *choices =
        option != NULL ? option->choices : r->command->operands;
    bool is_path = choices != NULL && choices[0] == '@';
    pcs_buffer value = {0};
    if (memchr(text, '\0', len) != NULL)
        return FAIL(r, "a NUL character stands in the value");
    const char *equals = option == NULL ? strchr(text, '=') : NULL;
    const char *slash = strchr(text, '/');
    /* NAME=DIRECTORY is how operands name a source. */
    if (equals != NULL && (slash == NULL || equals < slash)) {
        pcs_buffer_append(&value, text, (size_t)(equals - text) + 1);
        text = equals + 1;
    }
    if (is_path)
        put_path(&value, r, text);
    else
        pcs_buffer_append(&value, text, len);
    *out = value.failed
               ? NULL
               : pcs_arena_copy(&r->config->arena, value.data, value.len);
    pcs_buffer_dispose(&value);
    return *out != NULL ? PCS_OK : pcs_error_nomem(r->err);
}

static pcs_status read_flag(reader *r, const pcs_option *option)
{
    size_t len;
    const char *text = is_at(r, YAML_SCALAR_EVENT) ? scalar(r, &len) : "";
    if (is_at(r, YAML_SCALAR_EVENT) && strlen(text) == len) {
        if (strcmp(text, "false") == 0)
            return PCS_OK;
        if (strcmp(text, "true") == 0)
            return add(r, option, NULL);
    }
    return FAIL(r, "%s: write true or false", option->name);
}

/* The items of a list, each as one setting. */
static pcs_status read_items(reader *r, const pcs_option *option,
                             const char *key)
{
    for (;;) {
        const char *value = NULL;
        pcs_status status = advance(r);
        if (status == PCS_OK && is_at(r, YAML_SEQUENCE_END_EVENT))
            return PCS_OK;
        if (status == PCS_OK && (!is_at(r, YAML_SCALAR_EVENT) || is_null(r)))
            status = FAIL(r, "%s: write one value an item", key);
        if (status == PCS_OK)
            status = read_text(r, option, &value);
        if (status == PCS_OK)
            status = add(r, option, value);
        if (status != PCS_OK)
            return status;
    }
}

/* The items of a list, joined with commas to one setting. */
static pcs_status read_joined(reader *r, const pcs_option *option)
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

static pcs_status read_value(reader *r, const pcs_option *option)
{
    const char *value = NULL;
    if (option->value == NULL)
        return read_flag(r, option);
    bool is_repeated = is_named(r->saved->lists, option->name);
    bool is_joined = strstr(option->value, "[,") != NULL;
    if (is_at(r, YAML_SEQUENCE_START_EVENT) && is_joined)
        return read_joined(r, option);
    if (is_at(r, YAML_SEQUENCE_START_EVENT) && is_repeated)
        return read_items(r, option, option->name);
    if (!is_at(r, YAML_SCALAR_EVENT) || is_null(r))
        return FAIL(r, "%s takes %s, as in \"%s: %s\"", option->name,
                    is_repeated || is_joined ? "a value or a list"
                                             : "one value",
                    option->name, option->value);
    pcs_status status = read_text(r, option, &value);
    return status == PCS_OK ? add(r, option, value) : status;
}

static pcs_status fail_unknown(reader *r, const char *key, size_t len)
{
    char text[SHOWN_MAX + 4];
    const char *near = pcs_command_nearest(r->command, key, len);
    if (near != NULL && !is_named(r->saved->never, near))
        return FAIL(r, "%s has no setting %s; did you mean %s?", r->saved->key,
                    shown(text, key, len), near);
    return FAIL(r,
                "%s has no setting %s; they are called as the options that "
                "%s --help names",
                r->saved->key, shown(text, key, len), r->command->name);
}

/* The option of the key that the reader stands at, which it has once. */
static pcs_status find_setting(reader *r, const pcs_option **out)
{
    size_t len = 0;
    if (!is_at(r, YAML_SCALAR_EVENT))
        return FAIL(r, "a name was expected, such as index:");
    const char *key = scalar(r, &len);
    *out = pcs_command_find(r->command, key, len);
    if (*out == NULL)
        return fail_unknown(r, key, len);
    if (is_named(r->saved->never, (*out)->name))
        return FAIL(r, "%s cannot be saved; give --%s with the command",
                    (*out)->name, (*out)->name);
    bool *is_set = &r->is_set[*out - r->command->options];
    if (*is_set)
        return FAIL(r, "%s is set twice; leave one out", (*out)->name);
    *is_set = true;
    return PCS_OK;
}

/* The mapping under the program's own key. */
static pcs_status read_settings(reader *r)
{
    if (is_null(r))
        return PCS_OK;
    if (!is_at(r, YAML_MAPPING_START_EVENT))
        return FAIL(r,
                    "%s: settings were expected, one a line, each behind "
                    "spaces, such as \"  locale: ko-KR\"",
                    r->saved->key);
    for (;;) {
        const pcs_option *option = NULL;
        pcs_status status = advance(r);
        if (status == PCS_OK && is_at(r, YAML_MAPPING_END_EVENT))
            return PCS_OK;
        if (status == PCS_OK)
            status = find_setting(r, &option);
        if (status == PCS_OK)
            status = advance(r);
        if (status == PCS_OK)
            status = read_value(r, option);
        if (status != PCS_OK)
            return status;
    }
}

static pcs_status read_operands(reader *r)
{
    const char *value = NULL;
    if (is_at(r, YAML_SEQUENCE_START_EVENT))
        return read_items(r, NULL, r->saved->operands);
    if (!is_at(r, YAML_SCALAR_EVENT) || is_null(r))
        return FAIL(r, "%s: a list was expected", r->saved->operands);
    pcs_status status = read_text(r, NULL, &value);
    return status == PCS_OK ? add(r, NULL, value) : status;
}

static pcs_status check_top_key(reader *r, const char *key, size_t len)
{
    char text[SHOWN_MAX + 4];
    int known = name_index(TOP_KEYS, key, len);
    if (known < 0 && pcs_command_find(r->command, key, len) != NULL)
        return FAIL(r, "%s belongs under %s:, behind spaces",
                    shown(text, key, len), r->saved->key);
    if (known < 0)
        return FAIL(r, "unknown key %s; the keys are " TOP_KEYS,
                    shown(text, key, len));
    if (r->top_set >> known & 1)
        return FAIL(r, "%s stands here twice; put both together",
                    shown(text, key, len));
    r->top_set |= UINT64_C(1) << known;
    return PCS_OK;
}

/* A key at the top and what it holds. */
static pcs_status read_entry(reader *r)
{
    size_t len = 0;
    const pcs_option *option = NULL;
    if (!is_at(r, YAML_SCALAR_EVENT))
        return FAIL(r, "a key was expected, such as %s:", r->saved->key);
    const char *key = scalar(r, &len);
    pcs_status status = check_top_key(r, key, len);
    bool is_own = name_index(r->saved->key, key, len) == 0;
    bool is_operands = name_index(r->saved->operands, key, len) == 0;
    bool is_option = name_index(r->saved->top, key, len) >= 0;
    if (status == PCS_OK && is_option)
        status = find_setting(r, &option);
    if (status == PCS_OK)
        status = advance(r);
    if (status != PCS_OK)
        return status;
    if (is_own)
        return read_settings(r);
    if (is_operands)
        return read_operands(r);
    return option != NULL ? read_value(r, option) : skip_node(r);
}

static pcs_status read_top(reader *r)
{
    if (is_null(r))
        return PCS_OK;
    if (!is_at(r, YAML_MAPPING_START_EVENT))
        return FAIL(r,
                    "a mapping was expected, such as %s: with settings "
                    "below",
                    r->saved->key);
    pcs_status status = advance(r);
    while (status == PCS_OK && !is_at(r, YAML_MAPPING_END_EVENT)) {
        status = read_entry(r);
        if (status == PCS_OK)
            status = advance(r);
    }
    return status;
}

static pcs_status read_stream(reader *r)
{
    pcs_status status = advance(r); /* the start of the stream */
    if (status == PCS_OK)
        status = advance(r);
    if (status != PCS_OK || is_at(r, YAML_STREAM_END_EVENT))
        return status;
    status = advance(r);
    if (status == PCS_OK)
        status = read_top(r);
    if (status == PCS_OK)
        status = advance(r); /* the end of the document */
    if (status == PCS_OK)
        status = advance(r);
    if (status == PCS_OK && !is_at(r, YAML_STREAM_END_EVENT))
        return FAIL(r, "a second document begins here; one is read");
    return status;
}

pcs_status pcs_config_parse(pcs_config *config, const pcs_command *command,
                            const char *path, const char *data, size_t len,
                            pcs_error *err)
{
    reader r = {.config = config, .command = command, .path = path};
    r.saved = &command->saved;
    r.data = data;
    r.len = len;
    r.err = err;
    r.is_set = calloc(command->n_options + 1, sizeof *r.is_set);
    if (r.is_set == NULL || yaml_parser_initialize(&r.parser) != 1) {
        free(r.is_set);
        return pcs_error_nomem(err);
    }
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &r.parser, (const unsigned char *)(data != NULL ? data : ""), len);
    pcs_status status = read_stream(&r);
    if (r.has_event)
        yaml_event_delete(&r.event);
    yaml_parser_delete(&r.parser);
    free(r.is_set);
    return status;
}
