/* wordlist.c - reads a user's dictionary from YAML */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/wordlist.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/buffer.h"
#include "base/utf8.h"

static const char *const section_names[PCS_WORDLIST_SECTIONS] = {
    "synonyms", "words", "compounds", "not_parts"};

/* Words that are being gathered. */
typedef struct words {
    pcs_wordlist_word *items;
    size_t n, cap;
} words;

/* Reading goes down as deep as the grammar does, and no further: events that
 * it does not expect end it. */
typedef struct reader {
    pcs_wordlist *list;
    const char *name, *text;
    size_t len;
    yaml_parser_t parser;
    yaml_event_t event; /* the current one */
    bool has_event;
    pcs_error *err;
} reader;

static pcs_status complain_at(reader *r, pcs_status status, size_t line,
                              size_t column, const char *format, va_list args)
{
    char message[256];
    vsnprintf(message, sizeof message, format, args);
    return pcs_error_set(r->err, status, "%s:%zu:%zu: %s", r->name, line,
                         column, message);
}

/* What is wrong where the current event begins. */
static pcs_status complain(reader *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static pcs_status complain(reader *r, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    pcs_status status =
        complain_at(r, PCS_EFORMAT, r->event.start_mark.line + 1,
                    r->event.start_mark.column + 1, format, args);
    va_end(args);
    return status;
}

static pcs_status complain_of(reader *r, pcs_status status,
                              const pcs_wordlist_word *word, const char *format,
                              ...) __attribute__((format(printf, 4, 5)));

static pcs_status complain_of(reader *r, pcs_status status,
                              const pcs_wordlist_word *word, const char *format,
                              ...)
{
    va_list args;
    va_start(args, format);
    status = complain_at(r, status, word->line, word->column, format, args);
    va_end(args);
    return status;
}

/* libyaml tells of bytes that are no text by their offset only. */
static pcs_status complain_of_yaml(reader *r)
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

static pcs_status next(reader *r)
{
    if (r->has_event)
        yaml_event_delete(&r->event);
    r->has_event = false;
    if (!yaml_parser_parse(&r->parser, &r->event))
        return complain_of_yaml(r);
    r->has_event = true;
    if (r->event.type == YAML_ALIAS_EVENT)
        return complain(r,
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

/* A word from a part of the current scalar, of which it is `at` bytes away. */
static pcs_status make_word(reader *r, pcs_wordlist_word *out, size_t at,
                            size_t len)
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
        return complain_of(r, PCS_EFORMAT, out, "a word is expected");
    if (len > PCS_WORDLIST_WORD_MAX)
        return complain_of(r, PCS_ELIMIT, out, "a word of more than %d bytes",
                           PCS_WORDLIST_WORD_MAX);
    if (has_controls(scalar + at, len))
        return complain_of(r, PCS_EFORMAT, out,
                           "a word on one line is expected");
    out->text = pcs_arena_copy(&r->list->arena, scalar + at, len);
    return out->text ? PCS_OK : pcs_error_nomem(r->err);
}

static pcs_status add_word(reader *r, words *w, size_t at, size_t len)
{
    if (!PCS_ARRAY_RESERVE(w->items, w->cap, w->n + 1))
        return pcs_error_nomem(r->err);
    pcs_status status = make_word(r, &w->items[w->n], at, len);
    if (status != PCS_OK)
        return status;
    const pcs_wordlist_word *word = &w->items[w->n++];
    if (++r->list->n_words > PCS_WORDLIST_WORDS_MAX)
        return complain_of(r, PCS_ELIMIT, word, "more than %d words",
                           PCS_WORDLIST_WORDS_MAX);
    return PCS_OK;
}

/* "a, b" from a part of the current scalar. */
static pcs_status split_words(reader *r, words *w, size_t at, size_t end)
{
    const char *scalar = (const char *)r->event.data.scalar.value;
    pcs_status status = PCS_OK;
    while (status == PCS_OK) {
        const char *comma = memchr(scalar + at, ',', end - at);
        size_t stop = comma ? (size_t)(comma - scalar) : end;
        status = add_word(r, w, at, stop - at);
        if (!comma)
            break;
        at = stop + 1;
    }
    return status;
}

/* [a, b, ...], the event that begins it being the current one. */
static pcs_status read_words(reader *r, words *w)
{
    if (r->event.type != YAML_SEQUENCE_START_EVENT)
        return complain(r, "a list of words is expected, such as [one, two]");
    pcs_status status = next(r);
    while (status == PCS_OK && r->event.type == YAML_SCALAR_EVENT) {
        status = add_word(r, w, 0, r->event.data.scalar.length);
        if (status == PCS_OK)
            status = next(r);
    }
    if (status == PCS_OK && r->event.type != YAML_SEQUENCE_END_EVENT)
        status = complain(r, "a word is expected");
    return status;
}

static pcs_wordlist_word *keep(reader *r, const words *w)
{
    pcs_wordlist_word *copy =
        pcs_arena_alloc(&r->list->arena, w->n * sizeof *copy + 1);
    if (copy && w->n)
        memcpy(copy, w->items, w->n * sizeof *copy);
    return copy;
}

static pcs_status add_entry(reader *r, pcs_wordlist_section section,
                            const pcs_wordlist_word *locale, const words *left,
                            const words *right)
{
    pcs_wordlist *list = r->list;
    if (!PCS_ARRAY_RESERVE(list->entries, list->cap, list->n + 1))
        return pcs_error_nomem(r->err);
    pcs_wordlist_entry e = {section, *locale,        keep(r, left),
                            left->n, keep(r, right), right->n};
    if (!e.words || !e.others)
        return pcs_error_nomem(r->err);
    list->entries[list->n++] = e;
    return PCS_OK;
}

/* One group of synonyms. Lists that are longer than a query has room for are
 * refused here, where someone can mend them. */
static pcs_status read_group(reader *r, words *left, words *right)
{
    pcs_wordlist_word here = {"", 0, (uint32_t)r->event.start_mark.line + 1,
                              (uint32_t)r->event.start_mark.column + 1};
    pcs_status status;
    if (r->event.type == YAML_SCALAR_EVENT) {
        const char *scalar = (const char *)r->event.data.scalar.value;
        size_t len = r->event.data.scalar.length;
        const char *arrow = memmem(scalar, len, "=>", 2);
        if (!arrow)
            return complain(r, "[word, word] or word => word is expected");
        size_t at = (size_t)(arrow - scalar);
        status = split_words(r, left, 0, at);
        if (status == PCS_OK)
            status = split_words(r, right, at + 2, len);
    } else if (r->event.type == YAML_SEQUENCE_START_EVENT) {
        status = read_words(r, left);
        if (status == PCS_OK && left->n < 2)
            status = complain_of(r, PCS_EFORMAT, &here,
                                 "two words or more are expected");
    } else {
        return complain(r, "[word, word] or word => word is expected");
    }
    size_t most = left->n > right->n ? left->n : right->n;
    if (status == PCS_OK && most > PCS_WORDLIST_GROUP_MAX)
        status =
            complain_of(r, PCS_ELIMIT, &here, "more than %d words in one group",
                        PCS_WORDLIST_GROUP_MAX);
    return status;
}

static pcs_status read_synonyms(reader *r, const pcs_wordlist_word *locale)
{
    if (r->event.type != YAML_SEQUENCE_START_EVENT)
        return complain(r, "a list of groups is expected, each [word, word] or "
                           "word => word");
    words left = {0}, right = {0};
    pcs_status status = next(r);
    while (status == PCS_OK && r->event.type != YAML_SEQUENCE_END_EVENT) {
        left.n = right.n = 0;
        status = read_group(r, &left, &right);
        if (status == PCS_OK)
            status = add_entry(r, PCS_WORDLIST_SYNONYMS, locale, &left, &right);
        if (status == PCS_OK)
            status = next(r);
    }
    free(left.items);
    free(right.items);
    return status;
}

static pcs_status read_single(reader *r, const pcs_wordlist_word *locale)
{
    words all = {0}, one = {0}, none = {0};
    pcs_status status = read_words(r, &all);
    for (size_t i = 0; status == PCS_OK && i < all.n; i++) {
        one = (words){&all.items[i], 1, 1};
        status = add_entry(r, PCS_WORDLIST_WORDS, locale, &one, &none);
    }
    free(all.items);
    return status;
}

/* {word: [part, part], ...} */
static pcs_status read_parts(reader *r, pcs_wordlist_section section,
                             const pcs_wordlist_word *locale)
{
    if (r->event.type != YAML_MAPPING_START_EVENT)
        return complain(r, "words with their parts are expected, such as word: "
                           "[part, part]");
    words left = {0}, right = {0};
    pcs_status status = next(r);
    while (status == PCS_OK && r->event.type != YAML_MAPPING_END_EVENT) {
        left.n = right.n = 0;
        status = r->event.type == YAML_SCALAR_EVENT
                     ? add_word(r, &left, 0, r->event.data.scalar.length)
                     : complain(r, "a word is expected");
        if (status == PCS_OK)
            status = next(r);
        if (status == PCS_OK)
            status = read_words(r, &right);
        if (status == PCS_OK && right.n == 0)
            status = complain(r, "a part is expected");
        if (status == PCS_OK)
            status = add_entry(r, section, locale, &left, &right);
        if (status == PCS_OK)
            status = next(r);
    }
    free(left.items);
    free(right.items);
    return status;
}

static pcs_status read_locale(reader *r, pcs_wordlist_section section,
                              const pcs_wordlist_word *locale)
{
    if (section == PCS_WORDLIST_SYNONYMS)
        return read_synonyms(r, locale);
    if (section == PCS_WORDLIST_WORDS)
        return read_single(r, locale);
    return read_parts(r, section, locale);
}

/* A name that is not among the n before it. */
static pcs_status check_new(reader *r, const pcs_wordlist_word *seen, size_t n,
                            const pcs_wordlist_word *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(seen[i].text, name->text) == 0)
            return complain_of(r, PCS_EFORMAT, name,
                               "%s stands in line %u already", name->text,
                               seen[i].line);
    return PCS_OK;
}

static bool is_null(const reader *r)
{
    return r->event.type == YAML_SCALAR_EVENT &&
           r->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
           r->event.data.scalar.length == 0;
}

/* {locale: ..., ...}; nothing at all is fine. */
static pcs_status read_section(reader *r, pcs_wordlist_section section)
{
    pcs_wordlist_word seen[PCS_WORDLIST_LOCALES_MAX];
    size_t n = 0;
    if (is_null(r))
        return PCS_OK;
    if (r->event.type != YAML_MAPPING_START_EVENT)
        return complain(r, "a language or locale is expected, such as ko: or "
                           "ko-KR:");
    pcs_status status = next(r);
    while (status == PCS_OK && r->event.type != YAML_MAPPING_END_EVENT) {
        if (r->event.type != YAML_SCALAR_EVENT)
            return complain(r, "a language or locale is expected");
        if (n == PCS_WORDLIST_LOCALES_MAX)
            return complain(r, "more than %d locales",
                            PCS_WORDLIST_LOCALES_MAX);
        status = make_word(r, &seen[n], 0, r->event.data.scalar.length);
        if (status == PCS_OK)
            status = check_new(r, seen, n, &seen[n]);
        if (status == PCS_OK)
            status = next(r);
        if (status == PCS_OK && !is_null(r))
            status = read_locale(r, section, &seen[n]);
        n++;
        if (status == PCS_OK)
            status = next(r);
    }
    return status;
}

static pcs_status find_section(reader *r, pcs_wordlist_section *out,
                               const pcs_wordlist_word *name)
{
    for (int i = 0; i < PCS_WORDLIST_SECTIONS; i++)
        if (strcmp(name->text, section_names[i]) == 0) {
            *out = (pcs_wordlist_section)i;
            return PCS_OK;
        }
    return complain_of(r, PCS_EFORMAT, name,
                       "%s is no section; synonyms, words, compounds or "
                       "not_parts is expected",
                       name->text);
}

static pcs_status read_sections(reader *r)
{
    pcs_wordlist_word seen[PCS_WORDLIST_SECTIONS];
    size_t n = 0;
    if (is_null(r))
        return PCS_OK;
    if (r->event.type != YAML_MAPPING_START_EVENT)
        return complain(r, "a section is expected: synonyms:, words:, "
                           "compounds: or not_parts:");
    pcs_status status = next(r);
    while (status == PCS_OK && r->event.type != YAML_MAPPING_END_EVENT) {
        pcs_wordlist_section section = PCS_WORDLIST_SYNONYMS;
        pcs_wordlist_word name;
        if (r->event.type != YAML_SCALAR_EVENT)
            return complain(r, "the name of a section is expected");
        status = make_word(r, &name, 0, r->event.data.scalar.length);
        if (status == PCS_OK)
            status = find_section(r, &section, &name);
        if (status == PCS_OK)
            status = check_new(r, seen, n, &name);
        if (status == PCS_OK) {
            seen[n++] = name;
            status = next(r);
        }
        if (status == PCS_OK)
            status = read_section(r, section);
        if (status == PCS_OK)
            status = next(r);
    }
    return status;
}

/* One document, or none. */
static pcs_status read_stream(reader *r)
{
    pcs_status status = next(r); /* the stream's beginning */
    if (status == PCS_OK)
        status = next(r);
    if (status != PCS_OK || r->event.type == YAML_STREAM_END_EVENT)
        return status;
    status = next(r); /* behind the document's beginning */
    if (status == PCS_OK)
        status = read_sections(r);
    if (status == PCS_OK)
        status = next(r); /* the document's end */
    if (status == PCS_OK)
        status = next(r);
    if (status == PCS_OK && r->event.type != YAML_STREAM_END_EVENT)
        status = complain(r, "one document is expected");
    return status;
}

pcs_status pcs_wordlist_read(pcs_wordlist *list, const char *text, size_t len,
                             const char *name, pcs_error *err)
{
    reader r = {.list = list, .name = name, .text = text, .len = len};
    r.err = err;
    if (len > PCS_WORDLIST_BYTES_MAX)
        return pcs_error_set(err, PCS_ELIMIT,
                             "%s:1:1: larger than the limit of 1 MiB", name);
    if (!yaml_parser_initialize(&r.parser))
        return pcs_error_nomem(err);
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)text, len);
    pcs_status status = read_stream(&r);
    if (r.has_event)
        yaml_event_delete(&r.event);
    yaml_parser_delete(&r.parser);
    return status;
}

void pcs_wordlist_dispose(pcs_wordlist *list)
{
    free(list->entries);
    pcs_arena_dispose(&list->arena);
    memset(list, 0, sizeof *list);
}
