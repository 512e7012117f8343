/* configreader.c - walking over the YAML of the configuration file */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/configreader.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/text.h"
#include "base/translate.h"

int pcs_config_index(const char *names, const char *name, size_t len)
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

pcs_status pcs_config_fail_at(pcs_config_reader *r, size_t line, size_t column,
                              const char *format, ...)
{
    char message[PCS_ERROR_MESSAGE_MAX];
    va_list list;
    va_start(list, format);
    vsnprintf(message, sizeof message, pcs_translate(format), list);
    va_end(list);
    return pcs_error_set(r->err, PCS_EFORMAT, "%s:%zu:%zu: %s", r->path,
                         line + 1, column + 1, message);
}

const char *pcs_config_shown(char out[PCS_CONFIG_SHOWN], const char *text,
                             size_t len)
{
    pcs_buffer clean = {0};
    pcs_text_clean(&clean, text, len > 4096 ? 4096 : len);
    size_t cut = 0;
    if (clean.len > 0)
        cut = pcs_utf8_cut(clean.data, clean.len,
                           clean.len < PCS_CONFIG_SHOWN_MAX
                               ? clean.len
                               : PCS_CONFIG_SHOWN_MAX);
    snprintf(out, PCS_CONFIG_SHOWN, "%.*s%s", (int)cut,
             clean.data != NULL ? clean.data : "",
             cut < clean.len ? "\xE2\x80\xA6" : "");
    pcs_buffer_dispose(&clean);
    return out;
}

/* Where libyaml could not decode the file it gives a byte, but no place. */
static pcs_status fail_reading(pcs_config_reader *r)
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
    return pcs_config_fail_at(r, line, column, "%s", p->problem);
}

/* Whether a line, from 0, begins with a tab, which YAML has no use for. */
static bool begins_with_tab(const pcs_config_reader *r, size_t line)
{
    const char *p = r->data, *end = r->data + r->len;
    for (; line > 0 && p != NULL; line--) {
        p = memchr(p, '\n', (size_t)(end - p));
        p += p != NULL;
    }
    return p != NULL && p < end && *p == '\t';
}

static pcs_status fail_parsing(pcs_config_reader *r)
{
    const yaml_parser_t *p = &r->parser;
    const char *problem =
        p->problem != NULL ? p->problem : pcs_translate("no valid YAML");
    if (p->error == YAML_MEMORY_ERROR)
        return pcs_error_nomem(r->err);
    if (p->error == YAML_READER_ERROR && p->problem != NULL)
        return fail_reading(r);
    if (p->problem_mark.column == 0 && begins_with_tab(r, p->problem_mark.line))
        problem = pcs_translate("a tab begins the line; write spaces");
    return pcs_config_fail_at(r, p->problem_mark.line, p->problem_mark.column,
                              "%s", problem);
}

/* Anchors and aliases make a small file large, and tags mean nothing here. */
static pcs_status refuse_features(pcs_config_reader *r)
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
        return PCS_CONFIG_FAIL(
            r, "anchors and aliases are not read here; write the "
               "value out");
    if (tag != NULL)
        return PCS_CONFIG_FAIL(r, "tags are not read here; leave it out");
    return PCS_OK;
}

pcs_status pcs_config_advance(pcs_config_reader *r)
{
    if (r->has_event)
        yaml_event_delete(&r->event);
    r->has_event = yaml_parser_parse(&r->parser, &r->event) == 1;
    return r->has_event ? refuse_features(r) : fail_parsing(r);
}

bool pcs_config_is_at(const pcs_config_reader *r, yaml_event_type_t type)
{
    return r->event.type == type;
}

const char *pcs_config_scalar(const pcs_config_reader *r, size_t *len)
{
    *len = r->event.data.scalar.length;
    return (const char *)r->event.data.scalar.value;
}

/* "key:" with nothing behind it, or a null. */
bool pcs_config_is_null(const pcs_config_reader *r)
{
    size_t len;
    if (!pcs_config_is_at(r, YAML_SCALAR_EVENT) ||
        r->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
        return false;
    const char *text = pcs_config_scalar(r, &len);
    return len == 0 || pcs_config_index("~ null Null NULL", text, len) >= 0;
}

bool pcs_config_is_text(const pcs_config_reader *r)
{
    return pcs_config_is_at(r, YAML_SCALAR_EVENT) && !pcs_config_is_null(r);
}

const char *pcs_config_place(pcs_config_reader *r)
{
    const yaml_mark_t *mark = &r->event.start_mark;
    pcs_buffer where = {0};
    pcs_buffer_printf(&where, "%s:%zu:%zu", r->path, mark->line + 1,
                      mark->column + 1);
    const char *copy =
        where.failed ? NULL
                     : pcs_arena_copy(&r->config->arena, where.data, where.len);
    pcs_buffer_dispose(&where);
    return copy;
}

pcs_status pcs_config_take_text(pcs_config_reader *r, pcs_config_text *out,
                                const char *key, const char *expected)
{
    size_t len;
    if (!pcs_config_is_text(r))
        return PCS_CONFIG_FAIL(r, "%s: %s was expected", key,
                               pcs_translate(expected));
    const char *text = pcs_config_scalar(r, &len);
    if (memchr(text, '\0', len) != NULL)
        return PCS_CONFIG_FAIL(r, "a NUL character stands in the value");
    out->where = pcs_config_place(r);
    out->text = pcs_arena_copy(&r->config->arena, text, len);
    return out->where != NULL && out->text != NULL ? PCS_OK
                                                   : pcs_error_nomem(r->err);
}

pcs_status pcs_config_take_path(pcs_config_reader *r, const char **out,
                                const char *path, size_t len)
{
    pcs_buffer all = {0};
    const char *home = getenv("HOME");
    const char *slash = strrchr(r->path, '/');
    if (len >= 2 && memcmp(path, "~/", 2) == 0 && home != NULL &&
        *home != '\0') {
        pcs_buffer_puts(&all, home);
        path++;
        len--;
    } else if (len > 0 && path[0] != '/' && slash != NULL) {
        pcs_buffer_append(&all, r->path, (size_t)(slash - r->path) + 1);
    }
    pcs_buffer_append(&all, path, len);
    *out = all.failed ? NULL
                      : pcs_arena_copy(&r->config->arena, all.data, all.len);
    pcs_buffer_dispose(&all);
    return *out != NULL ? PCS_OK : pcs_error_nomem(r->err);
}

static pcs_status fail_key(pcs_config_reader *r, const char *of,
                           const char *keys, const char *key, size_t len)
{
    char text[PCS_CONFIG_SHOWN];
    size_t near_len;
    const char *near = pcs_words_nearest(keys, key, len, &near_len);
    pcs_config_shown(text, key, len);
    if (near != NULL)
        return PCS_CONFIG_FAIL(r, "%s has no setting %s; did you mean %.*s?",
                               pcs_translate(of), text, (int)near_len, near);
    return PCS_CONFIG_FAIL(r, "%s has no setting %s; there are: %s",
                           pcs_translate(of), text, keys);
}

pcs_status pcs_config_next_key(pcs_config_reader *r, const char *of,
                               const char *keys, uint64_t *seen, int *at)
{
    size_t len = 0;
    *at = -1;
    pcs_status status = pcs_config_advance(r);
    if (status != PCS_OK || pcs_config_is_at(r, YAML_MAPPING_END_EVENT))
        return status;
    if (!pcs_config_is_at(r, YAML_SCALAR_EVENT))
        return PCS_CONFIG_FAIL(r, "%s: a name was expected, one of: %s",
                               pcs_translate(of), keys);
    const char *key = pcs_config_scalar(r, &len);
    int found = pcs_config_index(keys, key, len);
    if (found < 0)
        return fail_key(r, of, keys, key, len);
    if (*seen >> found & 1)
        return PCS_CONFIG_FAIL(r, "%.*s is set twice; leave one out", (int)len,
                               key);
    *seen |= UINT64_C(1) << found;
    *at = found;
    r->key = r->event.start_mark;
    return pcs_config_advance(r);
}

pcs_status pcs_config_check_items(pcs_config_reader *r, const char *key,
                                  size_t n)
{
    if (n < PCS_CONFIG_ITEMS_MAX)
        return PCS_OK;
    return PCS_CONFIG_FAIL(r, "%s: there are more than %d", key,
                           PCS_CONFIG_ITEMS_MAX);
}
