/* translations.c - how a term was translated */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/translations.h"

#include <stdlib.h>
#include <string.h>

#include "search/crossing.h"
#include "search/direction.h"

typedef struct translating {
    pcs_translations *out;
    pcs_asked_term term;
    pcs_searcher *searcher;
    const pcs_search_options *options;
    const char *const *to;
    size_t n_to;
    bool has_english_to; /* "en" is among them */
    pcs_translated *items;
    size_t cap;
} translating;

/* Adds a direction to the answer, unless the query leaves nothing in it. */
static pcs_status translate_one(translating *t, size_t from, size_t to,
                                pcs_side from_side, pcs_side to_side,
                                const pcs_term_units *units, pcs_error *err)
{
    pcs_direction d = {&t->term,         units, from, to, from_side, to_side,
                       t->options->limit};
    if (!PCS_ARRAY_RESERVE(t->items, t->cap, t->out->n + 1))
        return pcs_error_nomem(err);
    pcs_translated *out = &t->items[t->out->n];
    pcs_status status = pcs_direction_translate(out, &t->out->arena, &d, err);
    t->out->n += status == PCS_OK && out->all.segments + out->alone > 0;
    return status;
}

static bool is_target(const translating *t, size_t i)
{
    return pcs_locale_is_among(t->searcher->manifest.locales[i].locale, t->to,
                               t->n_to);
}

/* A term of a locale: to English, or to the other locales. */
static pcs_status translate_local(translating *t, size_t from,
                                  const pcs_term_units *units, pcs_error *err)
{
    pcs_status status = PCS_OK;
    if (t->n_to == 0 || t->has_english_to)
        status = translate_one(t, from, from, PCS_SIDE_LOCAL, PCS_SIDE_ENGLISH,
                               units, err);
    for (size_t i = 0; status == PCS_OK && i < t->searcher->manifest.n_locales;
         i++)
        if (i != from && is_target(t, i))
            status = translate_one(t, from, i, PCS_SIDE_LOCAL, PCS_SIDE_LOCAL,
                                   units, err);
    return status;
}

/* Finds the units of the term in a locale, and which side it is of there. */
static pcs_status find_units(pcs_term_units *out, pcs_side *side,
                             translating *t, pcs_shelf *shelf, pcs_error *err)
{
    pcs_asked_term *term = &t->term;
    pcs_term_units english = {.n = 0};
    *side = term->side;
    if (term->has_side)
        return pcs_asked_term_match(out, term, shelf, term->side, true, err);
    pcs_status status =
        pcs_asked_term_match(out, term, shelf, PCS_SIDE_LOCAL, false, err);
    if (status == PCS_OK)
        status = pcs_asked_term_match(&english, term, shelf, PCS_SIDE_ENGLISH,
                                      false, err);
    bool is_english = english.n > 0 && english.n >= out->n;
    /* Who wants it in English has it in another language. */
    if (t->has_english_to && t->n_to == 0 && out->n > 0)
        is_english = false;
    *side = is_english ? PCS_SIDE_ENGLISH : PCS_SIDE_LOCAL;
    if (*side == PCS_SIDE_ENGLISH) {
        pcs_term_units_dispose(out);
        *out = english;
        return status;
    }
    pcs_term_units_dispose(&english);
    if (status == PCS_OK && out->n == 0)
        status =
            pcs_asked_term_match(out, term, shelf, PCS_SIDE_LOCAL, true, err);
    return status;
}

/* An English term, into locale number i. */
static pcs_status translate_english(translating *t, size_t i,
                                    const pcs_term_units *units, pcs_error *err)
{
    return translate_one(t, i, i, PCS_SIDE_ENGLISH, PCS_SIDE_LOCAL, units, err);
}

static pcs_status translate_locale(translating *t, size_t i, bool *is_english,
                                   pcs_error *err)
{
    pcs_term_units units = {.n = 0};
    pcs_shelf *shelf;
    pcs_side side;
    pcs_status status = pcs_searcher_shelf(&shelf, t->searcher, i, err);
    if (status == PCS_OK && !pcs_node_speaks(&t->term.nodes[0], shelf->locale))
        return PCS_OK;
    if (status == PCS_OK)
        status = find_units(&units, &side, t, shelf, err);
    if (status == PCS_OK && units.n > 0) {
        if (side == PCS_SIDE_LOCAL)
            status = translate_local(t, i, &units, err);
        else if (t->n_to == 0)
            status = translate_english(t, i, &units, err);
        else
            *is_english = true;
    }
    pcs_term_units_dispose(&units);
    return status;
}

/* An English term into the locales that were named. */
static pcs_status translate_targets(translating *t, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < t->searcher->manifest.n_locales;
         i++) {
        pcs_term_units units = {.n = 0};
        pcs_shelf *shelf;
        if (!is_target(t, i))
            continue;
        status = pcs_searcher_shelf(&shelf, t->searcher, i, err);
        if (status == PCS_OK)
            status = pcs_asked_term_match(&units, &t->term, shelf,
                                          PCS_SIDE_ENGLISH, true, err);
        if (status == PCS_OK && units.n > 0)
            status = translate_english(t, i, &units, err);
        pcs_term_units_dispose(&units);
    }
    return status;
}

/* "en" is no locale of the index. */
static pcs_status check_targets(translating *t, const char *const *to,
                                size_t n_to, pcs_error *err)
{
    pcs_search_options *o = &t->term.options;
    const char **list =
        pcs_arena_alloc(&t->out->arena, (n_to + 1) * sizeof *list);
    if (!list)
        return pcs_error_nomem(err);
    t->to = list;
    t->n_to = 0;
    for (size_t i = 0; i < n_to; i++) {
        if (strcmp(to[i], PCS_TRANSLATIONS_ENGLISH) == 0)
            t->has_english_to = true;
        else
            list[t->n_to++] = to[i];
    }
    o->also = t->to;
    o->n_also = t->n_to;
    pcs_status status = pcs_session_check_locales(&t->term.session, err);
    o->n_also = 0;
    return status;
}

static pcs_status report(translating *t, pcs_error *err)
{
    pcs_translations *out = t->out;
    const pcs_query *q = &t->term.session.query;
    pcs_translated *items =
        pcs_arena_alloc(&out->arena, out->n * sizeof *items + 1);
    const char **list =
        pcs_arena_alloc(&out->arena, (q->n_ignored + 1) * sizeof *list);
    char *text = pcs_arena_copy(
        &out->arena, q->ignored.len ? q->ignored.data : "", q->ignored.len);
    out->term = pcs_arena_copy(&out->arena, t->term.text, t->term.len);
    if (!items || !list || !text || !out->term)
        return pcs_error_nomem(err);
    if (out->n)
        memcpy(items, t->items, out->n * sizeof *items);
    for (size_t i = 0; i < q->n_ignored; i++, text += strlen(text) + 1)
        list[i] = text;
    out->items = items;
    out->ignored = list;
    out->n_ignored = q->n_ignored;
    return PCS_OK;
}

pcs_status pcs_translations_find(pcs_translations *out, pcs_searcher *searcher,
                                 const char *query, size_t len,
                                 const pcs_search_options *options,
                                 const char *const *to, size_t n_to,
                                 pcs_error *err)
{
    translating t;
    memset(&t, 0, sizeof t);
    memset(out, 0, sizeof *out);
    t.out = out;
    t.searcher = searcher;
    t.options = options;
    bool is_english = false;
    pcs_status status =
        pcs_asked_term_read(&t.term, searcher, query, len, options, err);
    if (status == PCS_OK)
        status = check_targets(&t, to, n_to, err);
    const pcs_manifest *m = &searcher->manifest;
    for (size_t i = 0; status == PCS_OK && i < m->n_locales; i++)
        if (pcs_session_wants(&t.term.session, m->locales[i].locale))
            status = translate_locale(&t, i, &is_english, err);
    if (status == PCS_OK && is_english && out->n == 0)
        status = translate_targets(&t, err);
    if (status == PCS_OK)
        status = report(&t, err);
    pcs_crossing_free(t.term.session.crossing);
    pcs_asked_term_dispose(&t.term);
    free(t.items);
    if (status != PCS_OK)
        pcs_translations_dispose(out);
    return status;
}

void pcs_translations_dispose(pcs_translations *t)
{
    pcs_arena_dispose(&t->arena);
    memset(t, 0, sizeof *t);
}
