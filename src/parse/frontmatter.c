/* frontmatter.c - reads the YAML block at the head of a document */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/frontmatter.h"

#include <stdbool.h>
#include <string.h>
#include <yaml.h>

#include "base/buffer.h"
#include "parse/scan.h"
#include "base/translate.h"

/* A mapping or list that is being read. */
typedef struct level {
    bool is_mapping;
    bool has_key;  /* the next node is a value */
    size_t prefix; /* how much of the path stands before its keys */
    size_t line;   /* of the key, libyaml's count */
} level;

typedef struct reader {
    pcs_warner *warner;
    const char *text;
    size_t len;
    level levels[PCS_YAML_DEPTH_MAX];
    size_t depth;
    pcs_buffer path; /* of the current key */
    const char *key; /* path in the arena, if it was needed already */
    size_t seen_at, seen_breaks, seen_lines; /* see file_line */
    bool failed;                             /* memory was refused */
    bool is_done;                            /* nothing more is to be read */
} reader;

/* The length of what libyaml counts as a line break at p. */
static size_t break_len(const char *p, const char *end)
{
    size_t left = (size_t)(end - p);
    if (left >= 2 && !memcmp(p, "\r\n", 2))
        return 2;
    if (*p == '\r' || *p == '\n')
        return 1;
    if (left >= 2 && !memcmp(p, "\xc2\x85", 2))
        return 2;
    if (left >= 3 &&
        (!memcmp(p, "\xe2\x80\xa8", 3) || !memcmp(p, "\xe2\x80\xa9", 3)))
        return 3;
    return 0;
}

/* Turns a line of libyaml's, from 0, into one of the file, from 1. To libyaml
 * a lone CR, NEL, LS and PS end lines as well. Lines are mostly asked for in
 * rising order, so counting goes on from where it stopped. */
static uint32_t file_line(reader *r, size_t yaml_line)
{
    if (yaml_line < r->seen_breaks)
        r->seen_at = r->seen_breaks = r->seen_lines = 0;
    while (r->seen_breaks < yaml_line && r->seen_at < r->len) {
        const char *p = r->text + r->seen_at;
        size_t n = break_len(p, r->text + r->len);
        r->seen_breaks += n > 0;
        r->seen_lines += n && p[n - 1] == '\n';
        r->seen_at += n ? n : 1;
    }
    return (uint32_t)r->seen_lines + 1;
}

static void warn(reader *r, size_t yaml_line, const char *message,
                 const char *detail)
{
    pcs_warner_add(r->warner, file_line(r, yaml_line), "%s%s",
                   pcs_translate(message), detail);
}

/* Warns and reads no further. */
static void give_up(reader *r, const yaml_event_t *event, const char *reason)
{
    warn(r, event->start_mark.line, reason, "");
    r->is_done = true;
}

static bool copy_text(reader *r, pcs_text *out, const char *text, size_t len)
{
    out->data = pcs_arena_copy(&r->warner->article->arena, text, len);
    out->len = len;
    r->failed |= !out->data;
    return out->data;
}

static bool is_named(const pcs_text *key, const char *name)
{
    const char *end = pcs_scan_nocase(key->data, key->data + key->len, name);
    return end && end == key->data + key->len;
}

/* The first title and the first description are the article's. */
static void take_title(pcs_article *article, const pcs_meta *meta)
{
    if (!article->title.data && is_named(&meta->key, "title"))
        article->title = meta->value;
    if (!article->description.data && is_named(&meta->key, "description"))
        article->description = meta->value;
}

static void add_entry(reader *r, const yaml_event_t *event, size_t line)
{
    pcs_article *article = r->warner->article;
    pcs_text key, value;
    if (article->n_meta == PCS_META_MAX) {
        give_up(r, event, N_("front matter has too many entries"));
        return;
    }
    if (!PCS_ARRAY_RESERVE(article->meta, article->cap_meta,
                           article->n_meta + 1)) {
        r->failed = true;
        return;
    }
    if (!r->key && copy_text(r, &key, r->path.data, r->path.len))
        r->key = key.data;
    if (!r->key || !copy_text(r, &value, (const char *)event->data.scalar.value,
                              event->data.scalar.length))
        return;
    pcs_meta *meta = &article->meta[article->n_meta++];
    *meta = (pcs_meta){{r->key, r->path.len}, value, file_line(r, line)};
    take_title(article, meta);
}

static level *top(reader *r)
{
    return r->depth ? &r->levels[r->depth - 1] : NULL;
}

static void set_path(reader *r, size_t prefix, const char *key, size_t len)
{
    r->path.len = prefix;
    if (prefix)
        pcs_buffer_putc(&r->path, '.');
    pcs_buffer_append(&r->path, key, len);
    r->failed |= r->path.failed;
    r->key = NULL;
}

static void take_key(reader *r, const yaml_event_t *event, const char *key,
                     size_t len)
{
    level *l = top(r);
    if (l->prefix + len > PCS_META_KEY_MAX) {
        give_up(r, event, N_("front matter has too long a key"));
        return;
    }
    set_path(r, l->prefix, key, len);
    l->has_key = true;
    l->line = event->start_mark.line;
}

/* A value has been read: what follows it in a mapping is a key. */
static void end_value(reader *r)
{
    level *l = top(r);
    if (!l)
        return;
    l->has_key = false;
    if (l->is_mapping || r->path.len != l->prefix) {
        r->path.len = l->prefix;
        r->key = NULL;
    }
}

static bool wants_key(reader *r)
{
    level *l = top(r);
    return l && l->is_mapping && !l->has_key;
}

static void take_scalar(reader *r, const yaml_event_t *event)
{
    level *l = top(r);
    if (wants_key(r)) {
        take_key(r, event, (const char *)event->data.scalar.value,
                 event->data.scalar.length);
    } else if (l) {
        add_entry(r, event, l->is_mapping ? l->line : event->start_mark.line);
        end_value(r);
    } else if (event->data.scalar.length) {
        give_up(r, event, N_("front matter is no mapping"));
    }
}

static void take_alias(reader *r, const yaml_event_t *event)
{
    const char *name = (const char *)event->data.alias.anchor;
    warn(r, event->start_mark.line, N_("front matter alias refused: *"), name);
    if (wants_key(r))
        take_key(r, event, name, strlen(name));
    else
        end_value(r);
}

static void begin_level(reader *r, const yaml_event_t *event, bool is_mapping)
{
    if (!r->depth && !is_mapping)
        give_up(r, event, N_("front matter is no mapping"));
    else if (wants_key(r))
        give_up(r, event, N_("front matter has a key that is no text"));
    else if (r->depth == PCS_YAML_DEPTH_MAX)
        give_up(r, event, N_("front matter is nested too deeply"));
    else
        r->levels[r->depth++] =
            (level){is_mapping, false, r->path.len, event->start_mark.line};
}

static void end_level(reader *r)
{
    r->depth--;
    end_value(r);
}

/* YAML knows more ways than front matter to end a document; what is left behind
 * the end is told. */
static void end_document(reader *r, const yaml_event_t *event)
{
    uint32_t line = file_line(r, event->end_mark.line);
    const char *rest = r->text + r->seen_at, *end = r->text + r->len;
    r->is_done = true;
    if (pcs_scan_spaces(rest, end) < end)
        pcs_warner_add(r->warner, line, "front matter goes on behind its end");
}

static void take_event(reader *r, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        take_scalar(r, event);
        break;
    case YAML_ALIAS_EVENT:
        take_alias(r, event);
        break;
    case YAML_MAPPING_START_EVENT:
        begin_level(r, event, true);
        break;
    case YAML_SEQUENCE_START_EVENT:
        begin_level(r, event, false);
        break;
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        end_level(r);
        break;
    case YAML_DOCUMENT_END_EVENT:
        end_document(r, event);
        break;
    case YAML_STREAM_END_EVENT:
        r->is_done = true;
        break;
    default:
        break;
    }
}

/* Whether the error is one that cutting the text before the bad character
 * mends: libyaml reads ahead, so such a character hides all that is before
 * it. *len becomes the length of the lines before it. */
static bool cut_at_error(reader *r, const yaml_parser_t *parser, size_t *len)
{
    if (parser->error != YAML_READER_ERROR || parser->problem_offset >= *len)
        return false;
    size_t cut = parser->problem_offset;
    uint32_t line = 1;
    for (size_t i = 0; i < cut; i++)
        line += r->text[i] == '\n';
    pcs_warner_add(r->warner, line, "front matter unreadable: %s",
                   parser->problem);
    while (cut && r->text[cut - 1] != '\n')
        cut--;
    *len = cut;
    return true;
}

static void warn_of_error(reader *r, const yaml_parser_t *parser)
{
    if (parser->error == YAML_MEMORY_ERROR)
        r->failed = true;
    else
        warn(r, parser->problem_mark.line, N_("front matter unreadable: "),
             parser->problem ? parser->problem : "no valid YAML");
}

/* Reads the first len bytes; false where only fewer can be read. */
static bool read_events(reader *r, size_t *len)
{
    yaml_parser_t parser;
    yaml_event_t event;
    bool was_cut = false;
    if (!yaml_parser_initialize(&parser)) {
        r->failed = true;
        return true;
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)r->text, *len);
    while (!r->is_done && !r->failed) {
        if (!yaml_parser_parse(&parser, &event)) {
            was_cut = cut_at_error(r, &parser, len);
            if (!was_cut)
                warn_of_error(r, &parser);
            break;
        }
        take_event(r, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return !was_cut;
}

pcs_status pcs_frontmatter_read(pcs_warner *warner, const char *text,
                                size_t len, pcs_error *err)
{
    pcs_article *article = warner->article;
    reader r = {.warner = warner, .text = text, .len = len};
    /* The bad character that is cut at is the first: one more try does. */
    if (!read_events(&r, &len) && len) {
        article->n_meta = 0;
        article->title = article->description = (pcs_text){NULL, 0};
        r.depth = r.path.len = 0;
        r.key = NULL;
        r.len = len;
        read_events(&r, &len);
    }
    pcs_buffer_dispose(&r.path);
    return r.failed ? pcs_error_nomem(err) : PCS_OK;
}

static bool is_locale_char(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z') || c == '-';
}

static const char *skip_blanks(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || *p == '\t'))
        p++;
    return p;
}

pcs_text pcs_frontmatter_locale(const char *text, size_t len)
{
    static const char name[] = "ms.contentlocale:";
    const size_t name_len = sizeof name - 1;
    const char *end = text + len;
    for (const char *line = text, *lf; line; line = lf ? lf + 1 : NULL) {
        lf = line < end ? memchr(line, '\n', (size_t)(end - line)) : NULL;
        const char *p = skip_blanks(line, end);
        if ((size_t)(end - p) < name_len || memcmp(p, name, name_len))
            continue;
        p = skip_blanks(p + name_len, end);
        if (p < end && (*p == '"' || *p == '\''))
            p++;
        const char *value = p;
        while (p < end && is_locale_char(*p))
            p++;
        if (p > value)
            return (pcs_text){value, (size_t)(p - value)};
    }
    return (pcs_text){NULL, 0};
}
