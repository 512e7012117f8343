/* tags.c - finds the tags that matter to a document's segments */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/tags.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "parse/scan.h"

void pcs_tags_dispose(pcs_tags *tags)
{
    free(tags->items);
    memset(tags, 0, sizeof *tags);
}

static const char *read_quote(const char *p, const char *end)
{
    if (p == end)
        return NULL;
    if (*p == '"' || *p == '\'')
        return p + 1;
    if (*p == '\\')
        return p + 1 < end && p[1] == '"' ? p + 2 : NULL;
    if (*p != '&')
        return NULL;
    const char *next = pcs_scan_nocase(p, end, "&quot;");
    return next ? next : pcs_scan_nocase(p, end, "&#34;");
}

/* `name="` behind "<span": the beginning of its value, or NULL. p stands behind
 * the white space before the name. */
static const char *read_attribute(const char *p, const char *end,
                                  const char *name)
{
    p = pcs_scan_nocase(p, end, name);
    if (!p)
        return NULL;
    p = pcs_scan_spaces(p, end);
    if (p == end || *p != '=')
        return NULL;
    return read_quote(pcs_scan_spaces(p + 1, end), end);
}

/* `" >`: its end, or NULL. */
static const char *read_tag_end(const char *p, const char *end)
{
    p = read_quote(p, end);
    if (!p)
        return NULL;
    p = pcs_scan_spaces(p, end);
    return p < end && *p == '>' ? p + 1 : NULL;
}

static const char *read_id(const char *p, const char *end)
{
    const char *id_end = pcs_scan_value(p, end);
    return id_end > p ? id_end : NULL;
}

/* One of the three spans that make a segment; p stands behind "<span ". */
static const char *read_key(pcs_tag *tag, const char *text, const char *p,
                            const char *end)
{
    const char *value = read_attribute(p, end, "data-ttu-id");
    tag->kind = PCS_TAG_TTU;
    if (!value) {
        value = read_attribute(p, end, "data-stu-id");
        tag->kind = PCS_TAG_STU;
    }
    if (value) {
        const char *id_end = read_id(value, end);
        if (!id_end)
            return NULL;
        tag->id = (uint32_t)(value - text);
        tag->id_end = (uint32_t)(id_end - text);
        return read_tag_end(id_end, end);
    }
    value = read_attribute(p, end, "class");
    if (value)
        value = pcs_scan_nocase(value, end, "sxs-lookup");
    tag->kind = PCS_TAG_LOOKUP;
    return value ? read_tag_end(value, end) : NULL;
}

/* Any "<span" at p (a '<'): its end, or NULL where it is no tag. */
static const char *read_span(pcs_tag *tag, const char *text, const char *p,
                             const char *end)
{
    p = pcs_scan_nocase(p, end, "<span");
    if (!p || pcs_scan_is_word(p, end))
        return NULL;
    const char *attributes = pcs_scan_spaces(p, end);
    if (attributes > p) {
        const char *tag_end = read_key(tag, text, attributes, end);
        if (tag_end)
            return tag_end;
    }
    tag->id = tag->id_end = 0;
    const char *close = pcs_scan_either(p, end, '<', '>');
    if (close == end || *close != '>')
        return NULL;
    tag->kind = close > p && close[-1] == '/' ? PCS_TAG_SELF : PCS_TAG_OPEN;
    return close + 1;
}

/* <table>, <td>, <th> and their ends; p is a '<'. */
static const char *read_cell(pcs_tag *tag, const char *p, const char *end)
{
    static const struct {
        const char *name;
        pcs_tag_kind kind, end_kind;
    } names[] = {
        {"table", PCS_TAG_TABLE, PCS_TAG_TABLE_END},
        {"td", PCS_TAG_CELL, PCS_TAG_CELL_END},
        {"th", PCS_TAG_CELL, PCS_TAG_CELL_END},
        {"tr", PCS_TAG_NONE, PCS_TAG_CELL_END},
    };
    bool is_end = p + 1 < end && p[1] == '/';
    p += is_end ? 2 : 1;
    if (p == end || (*p | 32) != 't')
        return NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *next = pcs_scan_nocase(p, end, names[i].name);
        if (!next || next == end ||
            (*next != '>' && *next != '/' && !pcs_scan_space(next, end)))
            continue;
        tag->kind = is_end ? names[i].end_kind : names[i].kind;
        return tag->kind ? next : NULL;
    }
    return NULL;
}

static const char *read_tag(pcs_tag *tag, const char *text, const char *p,
                            const char *end)
{
    const char *next = pcs_scan_span_close(p, end);
    tag->kind = PCS_TAG_CLOSE;
    if (!next)
        next = read_span(tag, text, p, end);
    return next ? next : read_cell(tag, p, end);
}

pcs_status pcs_tags_find(pcs_tags *tags, const char *text, size_t len,
                         pcs_error *err)
{
    const char *p = text, *end = text + len;
    tags->n = 0;
    while (p < end && (p = memchr(p, '<', (size_t)(end - p)))) {
        pcs_tag tag = {PCS_TAG_NONE, (uint32_t)(p - text), 0, 0, 0};
        const char *next = read_tag(&tag, text, p, end);
        if (!next) {
            p++;
            continue;
        }
        tag.end = (uint32_t)(next - text);
        if (!PCS_ARRAY_RESERVE(tags->items, tags->cap, tags->n + 1))
            return pcs_error_nomem(err);
        tags->items[tags->n++] = tag;
        p = next;
    }
    return PCS_OK;
}

/* The value of the attribute name= or id= at p, which stands behind white
 * space, if that is what stands there. */
static bool read_anchor(pcs_text *anchor, const char *p, const char *end)
{
    const char *value = read_attribute(p, end, "name");
    if (!value)
        value = read_attribute(p, end, "id");
    const char *value_end = value ? read_id(value, end) : NULL;
    if (!value_end || !read_quote(value_end, end))
        return false;
    *anchor = (pcs_text){value, (size_t)(value_end - value)};
    return true;
}

bool pcs_tags_find_anchor(pcs_text *anchor, const char *p, const char *end)
{
    while (p < end && (p = memchr(p, '<', (size_t)(end - p)))) {
        const char *attributes = pcs_scan_nocase(p++, end, "<a");
        if (!attributes)
            continue;
        const char *tag_end = pcs_scan_either(attributes, end, '<', '>');
        for (p = attributes; p < tag_end; p++)
            if (pcs_scan_space(p, tag_end) &&
                read_anchor(anchor, pcs_scan_spaces(p, tag_end), tag_end))
                return true;
    }
    return false;
}
