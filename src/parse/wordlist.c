/* wordlist.c - reads a user's dictionary from YAML */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/wordlist.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "parse/wordreader.h"
#include "base/translate.h"

static const char *const section_names[PCS_WORDLIST_SECTIONS] = {
    "synonyms", "words", "compounds", "not_parts"};

static pcs_wordlist_word *keep(pcs_wordreader *r, const pcs_words *w)
{
    pcs_wordlist_word *copy =
        pcs_arena_alloc(&r->list->arena, w->n * sizeof *copy + 1);
    if (copy && w->n)
        memcpy(copy, w->items, w->n * sizeof *copy);
    return copy;
}

static pcs_status add_entry(pcs_wordreader *r, pcs_wordlist_section section,
                            const pcs_wordlist_word *locale,
                            const pcs_words *left, const pcs_words *right)
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

static const char group_expected[] =
    N_("[word, word] or word => word is expected");

/* word, word => word, word */
static pcs_status read_arrow(pcs_wordreader *r, pcs_words *left,
                             pcs_words *right)
{
    const char *scalar = (const char *)r->event.data.scalar.value;
    size_t len = r->event.data.scalar.length;
    const char *arrow = memmem(scalar, len, "=>", 2);
    if (!arrow)
        return pcs_wordreader_complain(r, group_expected);
    size_t at = (size_t)(arrow - scalar);
    pcs_status status = pcs_wordreader_add_split(r, left, 0, at);
    if (status == PCS_OK)
        status = pcs_wordreader_add_split(r, right, at + 2, len);
    return status;
}

/* One group of synonyms. Lists that are longer than a query has room for are
 * refused here, where someone can mend them. */
static pcs_status read_group(pcs_wordreader *r, pcs_words *left,
                             pcs_words *right)
{
    pcs_wordlist_word here = {"", 0, (uint32_t)r->event.start_mark.line + 1,
                              (uint32_t)r->event.start_mark.column + 1};
    pcs_status status;
    if (r->event.type == YAML_SCALAR_EVENT) {
        status = read_arrow(r, left, right);
    } else if (r->event.type == YAML_SEQUENCE_START_EVENT) {
        status = pcs_wordreader_add_list(r, left);
        if (status == PCS_OK && left->n < 2)
            status = pcs_wordreader_complain_of(
                r, PCS_EFORMAT, &here, "two words or more are expected");
    } else {
        return pcs_wordreader_complain(r, group_expected);
    }
    size_t most = left->n > right->n ? left->n : right->n;
    if (status == PCS_OK && most > PCS_WORDLIST_GROUP_MAX)
        status = pcs_wordreader_complain_of(r, PCS_ELIMIT, &here,
                                            "more than %d words in one group",
                                            PCS_WORDLIST_GROUP_MAX);
    return status;
}

static pcs_status read_synonyms(pcs_wordreader *r,
                                const pcs_wordlist_word *locale)
{
    if (r->event.type != YAML_SEQUENCE_START_EVENT)
        return pcs_wordreader_complain(
            r, "a list of groups is expected, each [word, word] or "
               "word => word");
    pcs_words left = {0}, right = {0};
    pcs_status status = pcs_wordreader_next(r);
    while (status == PCS_OK && r->event.type != YAML_SEQUENCE_END_EVENT) {
        left.n = right.n = 0;
        status = read_group(r, &left, &right);
        if (status == PCS_OK)
            status = add_entry(r, PCS_WORDLIST_SYNONYMS, locale, &left, &right);
        if (status == PCS_OK)
            status = pcs_wordreader_next(r);
    }
    free(left.items);
    free(right.items);
    return status;
}

static pcs_status read_single(pcs_wordreader *r,
                              const pcs_wordlist_word *locale)
{
    pcs_words all = {0}, one = {0}, none = {0};
    pcs_status status = pcs_wordreader_add_list(r, &all);
    for (size_t i = 0; status == PCS_OK && i < all.n; i++) {
        one = (pcs_words){&all.items[i], 1, 1};
        status = add_entry(r, PCS_WORDLIST_WORDS, locale, &one, &none);
    }
    free(all.items);
    return status;
}

/* {word: [part, part], ...} */
static pcs_status read_parts(pcs_wordreader *r, pcs_wordlist_section section,
                             const pcs_wordlist_word *locale)
{
    if (r->event.type != YAML_MAPPING_START_EVENT)
        return pcs_wordreader_complain(
            r, "words with their parts are expected, such as word: "
               "[part, part]");
    pcs_words left = {0}, right = {0};
    pcs_status status = pcs_wordreader_next(r);
    while (status == PCS_OK && r->event.type != YAML_MAPPING_END_EVENT) {
        left.n = right.n = 0;
        status =
            r->event.type == YAML_SCALAR_EVENT
                ? pcs_wordreader_add(r, &left, 0, r->event.data.scalar.length)
                : pcs_wordreader_complain(r, "a word is expected");
        if (status == PCS_OK)
            status = pcs_wordreader_next(r);
        if (status == PCS_OK)
            status = pcs_wordreader_add_list(r, &right);
        if (status == PCS_OK && right.n == 0)
            status = pcs_wordreader_complain(r, "a part is expected");
        if (status == PCS_OK)
            status = add_entry(r, section, locale, &left, &right);
        if (status == PCS_OK)
            status = pcs_wordreader_next(r);
    }
    free(left.items);
    free(right.items);
    return status;
}

static pcs_status read_locale(pcs_wordreader *r, pcs_wordlist_section section,
                              const pcs_wordlist_word *locale)
{
    if (section == PCS_WORDLIST_SYNONYMS)
        return read_synonyms(r, locale);
    if (section == PCS_WORDLIST_WORDS)
        return read_single(r, locale);
    return read_parts(r, section, locale);
}

/* A name that is not among the n before it. */
static pcs_status check_new(pcs_wordreader *r, const pcs_wordlist_word *seen,
                            size_t n, const pcs_wordlist_word *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(seen[i].text, name->text) == 0)
            return pcs_wordreader_complain_of(r, PCS_EFORMAT, name,
                                              "%s stands in line %u already",
                                              name->text, seen[i].line);
    return PCS_OK;
}

static bool is_null(const pcs_wordreader *r)
{
    return r->event.type == YAML_SCALAR_EVENT &&
           r->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
           r->event.data.scalar.length == 0;
}

/* {locale: ..., ...}; nothing at all is fine. */
static pcs_status read_section(pcs_wordreader *r, pcs_wordlist_section section)
{
    pcs_wordlist_word seen[PCS_WORDLIST_LOCALES_MAX];
    size_t n = 0;
    if (is_null(r))
        return PCS_OK;
    if (r->event.type != YAML_MAPPING_START_EVENT)
        return pcs_wordreader_complain(
            r, "a language or locale is expected, such as ko: or "
               "ko-KR:");
    pcs_status status = pcs_wordreader_next(r);
    while (status == PCS_OK && r->event.type != YAML_MAPPING_END_EVENT) {
        if (r->event.type != YAML_SCALAR_EVENT)
            return pcs_wordreader_complain(r,
                                           "a language or locale is expected");
        if (n == PCS_WORDLIST_LOCALES_MAX)
            return pcs_wordreader_complain(r, "more than %d locales",
                                           PCS_WORDLIST_LOCALES_MAX);
        status =
            pcs_wordreader_word(r, &seen[n], 0, r->event.data.scalar.length);
        if (status == PCS_OK)
            status = check_new(r, seen, n, &seen[n]);
        if (status == PCS_OK)
            status = pcs_wordreader_next(r);
        if (status == PCS_OK && !is_null(r))
            status = read_locale(r, section, &seen[n]);
        n++;
        if (status == PCS_OK)
            status = pcs_wordreader_next(r);
    }
    return status;
}

static pcs_status find_section(pcs_wordreader *r, pcs_wordlist_section *out,
                               const pcs_wordlist_word *name)
{
    for (int i = 0; i < PCS_WORDLIST_SECTIONS; i++)
        if (strcmp(name->text, section_names[i]) == 0) {
            *out = (pcs_wordlist_section)i;
            return PCS_OK;
        }
    return pcs_wordreader_complain_of(
        r, PCS_EFORMAT, name,
        "%s is no section; synonyms, words, compounds or "
        "not_parts is expected",
        name->text);
}

static pcs_status read_sections(pcs_wordreader *r)
{
    pcs_wordlist_word seen[PCS_WORDLIST_SECTIONS];
    size_t n = 0;
    if (is_null(r))
        return PCS_OK;
    if (r->event.type != YAML_MAPPING_START_EVENT)
        return pcs_wordreader_complain(
            r, "a section is expected: synonyms:, words:, "
               "compounds: or not_parts:");
    pcs_status status = pcs_wordreader_next(r);
    while (status == PCS_OK && r->event.type != YAML_MAPPING_END_EVENT) {
        pcs_wordlist_section section = PCS_WORDLIST_SYNONYMS;
        pcs_wordlist_word name;
        if (r->event.type != YAML_SCALAR_EVENT)
            return pcs_wordreader_complain(r,
                                           "the name of a section is expected");
        status = pcs_wordreader_word(r, &name, 0, r->event.data.scalar.length);
        if (status == PCS_OK)
            status = find_section(r, &section, &name);
        if (status == PCS_OK)
            status = check_new(r, seen, n, &name);
        if (status == PCS_OK) {
            seen[n++] = name;
            status = pcs_wordreader_next(r);
        }
        if (status == PCS_OK)
            status = read_section(r, section);
        if (status == PCS_OK)
            status = pcs_wordreader_next(r);
    }
    return status;
}

/* One document, or none. Reading goes down as deep as the grammar does, and no
 * further: events that it does not expect end it. */
static pcs_status read_stream(pcs_wordreader *r)
{
    pcs_status status = pcs_wordreader_next(r); /* the stream's beginning */
    if (status == PCS_OK)
        status = pcs_wordreader_next(r);
    if (status != PCS_OK || r->event.type == YAML_STREAM_END_EVENT)
        return status;
    status = pcs_wordreader_next(r); /* behind the document's beginning */
    if (status == PCS_OK)
        status = read_sections(r);
    if (status == PCS_OK)
        status = pcs_wordreader_next(r); /* the document's end */
    if (status == PCS_OK)
        status = pcs_wordreader_next(r);
    if (status == PCS_OK && r->event.type != YAML_STREAM_END_EVENT)
        status = pcs_wordreader_complain(r, "one document is expected");
    return status;
}

pcs_status pcs_wordlist_read(pcs_wordlist *list, const char *text, size_t len,
                             const char *name, pcs_error *err)
{
    pcs_wordreader r;
    if (len > PCS_WORDLIST_BYTES_MAX)
        return pcs_error_set(err, PCS_ELIMIT,
                             "%s:1:1: larger than the limit of 1 MiB", name);
    pcs_status status = pcs_wordreader_init(&r, list, text, len, name, err);
    if (status != PCS_OK)
        return status;
    status = read_stream(&r);
    pcs_wordreader_dispose(&r);
    return status;
}

void pcs_wordlist_dispose(pcs_wordlist *list)
{
    free(list->entries);
    pcs_arena_dispose(&list->arena);
    memset(list, 0, sizeof *list);
}
