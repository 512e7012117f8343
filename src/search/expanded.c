/* expanded.c - what the results say of synonyms */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/expanded.h"

#include <string.h>

#include "search/alternatives.h"
#include "search/synonyms.h"

static pcs_status typed_text(const char **out, pcs_session *s,
                             pcs_node *const *words, size_t n, pcs_error *err)
{
    pcs_buffer text = {0};
    for (size_t i = 0; i < n; i++) {
        const pcs_node *node = pcs_node_as_typed(words[i]);
        if (i)
            pcs_buffer_putc(&text, ' ');
        pcs_buffer_append(&text, node->text, node->len);
    }
    pcs_status status = pcs_buffer_status(&text, err);
    if (status == PCS_OK) {
        *out = pcs_arena_copy(&s->results->arena, text.data, text.len);
        status = *out ? PCS_OK : pcs_error_nomem(err);
    }
    pcs_buffer_dispose(&text);
    return status;
}

static void make_room(pcs_session *s)
{
    const size_t max = PCS_SYNONYMS_QUERY_MAX;
    if (s->expanded)
        return;
    s->expanded =
        pcs_arena_alloc(&s->results->arena, max * sizeof *s->expanded);
    s->expanded_words =
        pcs_arena_alloc(&s->query.arena, max * sizeof *s->expanded_words);
}

pcs_status pcs_expanded_begin(pcs_expanded_term **out, pcs_session *s,
                              pcs_node *const *words, size_t n, pcs_error *err)
{
    pcs_results *r = s->results;
    make_room(s);
    const char **with =
        pcs_arena_alloc(&r->arena, PCS_ALTERNATIVES_MAX * sizeof *with);
    *out = NULL;
    if (!s->expanded || !s->expanded_words || !with)
        return pcs_error_nomem(err);
    r->expanded = s->expanded;
    *out = &s->expanded[r->n_expanded];
    **out = (pcs_expanded_term){NULL, with, 0};
    s->expanded_words[r->n_expanded] = (pcs_expanded_words){words[0], n};
    return typed_text(&(*out)->term, s, words, n, err);
}

static bool has(const pcs_expanded_term *e, const char *text)
{
    for (size_t i = 0; i < e->n_with; i++)
        if (strcmp(e->with[i], text) == 0)
            return true;
    return false;
}

pcs_status pcs_expanded_add(pcs_expanded_term *e, pcs_session *s,
                            const pcs_node *synonym, pcs_error *err)
{
    const char *text =
        pcs_arena_copy(&s->results->arena, synonym->text, synonym->len);
    if (!text)
        return pcs_error_nomem(err);
    if (!has(e, text))
        ((const char **)(uintptr_t)e->with)[e->n_with++] = text;
    return PCS_OK;
}

void pcs_expanded_end(const pcs_expanded_term *e, pcs_session *s)
{
    if (e->n_with)
        s->results->n_expanded++;
}

static bool is_dropped(const pcs_expanded_words *words)
{
    const pcs_node *node = words->first;
    for (size_t i = 0; i < words->n && node; i++, node = node->next)
        if (!node->is_dropped)
            return false;
    return true;
}

void pcs_session_prune_expanded(pcs_session *s)
{
    pcs_results *r = s->results;
    size_t n = 0;
    for (size_t i = 0; i < r->n_expanded; i++)
        if (!is_dropped(&s->expanded_words[i])) {
            s->expanded_words[n] = s->expanded_words[i];
            s->expanded[n++] = s->expanded[i];
        }
    r->n_expanded = n;
}
