/* wordreader.c - the words of a user's dictionary, event by event of its YAML
 */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/wordreader.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "base/translate.h"

pcs_status pcs_wordreader_init(pcs_wordreader *r, pcs_wordlist *list,
                               const char *text, size_t len, const char *name,
                               pcs_error *err)
{
    memset(r, 0, sizeof *r);
    r->list = list;
    r->name = name;
    r->text = text;
    r->len = len;
    r->err = err;
    if (!yaml_parser_initialize(&r->parser))
        return pcs_error_nomem(err);
    yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r->parser, (const unsigned char *)text, len);
    return PCS_OK;
}

void pcs_wordreader_dispose(pcs_wordreader *r)
{
    if (r->has_event)
        yaml_event_delete(&r->event);
    yaml_parser_delete(&r->parser);
}

static pcs_status complain_at(pcs_wordreader *r, pcs_status status, size_t line,
                              size_t column, const char *format, va_list args)
{
    char message[512];
    vsnprintf(message, sizeof message, pcs_translate(format), args);
    return pcs_error_set(r->err, status, "%s:%zu:%zu: %s", r->name, line,
                         column, message);
}

pcs_status pcs_wordreader_complain(pcs_wordreader *r, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    pcs_status status =
        complain_at(r, PCS_EFORMAT, r->event.start_mark.line + 1,
                    r->event.start_mark.column + 1, format, args);
    va_end(args);
    return status;
}

pcs_status pcs_wordreader_complain_of(pcs_wordreader *r, pcs_status status,
                                      const pcs_wordlist_word *word,
                                      const char *format, ...)
{
    va_list args;
    va_start(args, format);
    status = complain_at(r, status, word->line, word->column, format, args);
    va_end(args);
    return status;
}

/* libyaml tells of bytes that are no text by their offset only. */
static pcs_status complain_of_yaml(pcs_wordreader *r)
{
    const yaml_parser_t *p = &r->parser;
    size_t line = p->problem_mark.line + 1, column = p->problem_mark.column + 1;
    if (p->error == YAML_MEMORY_ERROR)
        return pcs_error_nomem(r->err);
    if (p->error == YAML_READER_ERROR) {
        size_t at = p->problem_offset < r->len ? p->problem_offset : r->len;
        line = column = 1;
        for (size_t i = 0; i < at; i++) {
            bool is_end = r->text[i] == '\n';
            line += is_end;
            if (is_end)
                column = 1;
            else
                column += ((unsigned char)r->text[i] & 0xC0) != 0x80;
        }
    }
    return pcs_error_set(r->err, PCS_EFORMAT, "%s:%zu:%zu: no valid YAML: %s",
                         r->name, line, column,
                         p->problem ? p->problem : "cannot be read");
}

pcs_status pcs_wordreader_next(pcs_wordreader *r)
{
    if (r->has_event)
        yaml_event_delete(&r->event);
    r->has_event = false;
    if (!yaml_parser_parse(&r->parser, &r->event))
        return complain_of_yaml(r);
    r->has_event = true;
    if (r->event.type == YAML_ALIAS_EVENT)
        return pcs_wordreader_complain(
            r,
            "aliases such as *%.64s are not allowed; write the "
            "words out",
            (const char *)r->event.data.alias.anchor);
    return PCS_OK;
}

static bool has_controls(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] < ' ' || text[i] == 0x7F)
            return true;
    return false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

pcs_status pcs_wordreader_word(pcs_wordreader *r, pcs_wordlist_word *out,
                               size_t at, size_t len)
{
    const char *scalar = (const char *)r->event.data.scalar.value;
    const yaml_mark_t *mark = &r->event.start_mark;
    bool is_quoted = r->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    while (len > 0 && is_blank(scalar[at])) {
        at++;
        len--;
    }
    while (len > 0 && is_blank(scalar[at + len - 1]))
        len--;
    size_t column = mark->column + 1;
    if (at > 0)
        column += pcs_utf8_count(scalar, at) + is_quoted;
    *out = (pcs_wordlist_word){NULL, len, (uint32_t)mark->line + 1,
                               (uint32_t)column};
    if (len == 0)
        return pcs_wordreader_complain_of(r, PCS_EFORMAT, out,
                                          "a word is expected");
    if (len > PCS_WORDLIST_WORD_MAX)
        return pcs_wordreader_complain_of(r, PCS_ELIMIT, out,
                                          "a word of more than %d bytes",
                                          PCS_WORDLIST_WORD_MAX);
    if (has_controls(scalar + at, len))
        return pcs_wordreader_complain_of(r, PCS_EFORMAT, out,
                                          "a word on one line is expected");
    out->text = pcs_arena_copy(&r->list->arena, scalar + at, len);
    return out->text ? PCS_OK : pcs_error_nomem(r->err);
}

pcs_status pcs_wordreader_add(pcs_wordreader *r, pcs_words *w, size_t at,
                              size_t len)
{
    if (!PCS_ARRAY_RESERVE(w->items, w->cap, w->n + 1))
        return pcs_error_nomem(r->err);
    pcs_status status = pcs_wordreader_word(r, &w->items[w->n], at, len);
    if (status != PCS_OK)
        return status;
    const pcs_wordlist_word *word = &w->items[w->n++];
    if (++r->list->n_words > PCS_WORDLIST_WORDS_MAX)
        return pcs_wordreader_complain_of(
            r, PCS_ELIMIT, word, "more than %d words", PCS_WORDLIST_WORDS_MAX);
    return PCS_OK;
}

pcs_status pcs_wordreader_add_split(pcs_wordreader *r, pcs_words *w, size_t at,
                                    size_t end)
{
    const char *scalar = (const char *)r->event.data.scalar.value;
    pcs_status status = PCS_OK;
    while (status == PCS_OK) {
        const char *comma = memchr(scalar + at, ',', end - at);
        size_t stop = comma ? (size_t)(comma - scalar) : end;
        status = pcs_wordreader_add(r, w, at, stop - at);
        if (!comma)
            break;
        at = stop + 1;
    }
    return status;
}

pcs_status pcs_wordreader_add_list(pcs_wordreader *r, pcs_words *w)
{
    if (r->event.type != YAML_SEQUENCE_START_EVENT)
        return pcs_wordreader_complain(
            r, "a list of words is expected, such as [one, two]");
    pcs_status status = pcs_wordreader_next(r);
    while (status == PCS_OK && r->event.type == YAML_SCALAR_EVENT) {
        status = pcs_wordreader_add(r, w, 0, r->event.data.scalar.length);
        if (status == PCS_OK)
            status = pcs_wordreader_next(r);
    }
    if (status == PCS_OK && r->event.type != YAML_SEQUENCE_END_EVENT)
        status = pcs_wordreader_complain(r, "a word is expected");
    return status;
}
