/* spacing.c - Korean words that were typed with spaces inside */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "analyze/chars.h"
#include "base/utf8.h"
#include "search/attest.h"
#include "search/session.h"

#define SYLLABLE ((size_t)3)
/* No word is put together from more terms. */
#define JOIN_MAX 8

static bool is_hangul_term(const pcs_node *node)
{
    if (!node || node->kind != PCS_NODE_TERM || node->is_phrase ||
        node->is_prefix || node->side != PCS_SIDE_LOCAL || node->is_dropped)
        return false;
    for (size_t i = 0; i < node->len;)
        if (pcs_char_classify((UChar32)pcs_utf8_next(node->text, node->len, &i,
                                                     NULL)) != PCS_CHAR_HANGUL)
            return false;
    return node->len > 0;
}

pcs_status pcs_session_knows_korean(bool *out, pcs_session *s, const char *text,
                                    size_t len, size_t n_cases,
                                    bool bare_counts, pcs_error *err)
{
    const pcs_manifest *m = &s->searcher->manifest;
    pcs_status status = PCS_OK;
    *out = false;
    for (size_t i = 0; status == PCS_OK && !*out && i < m->n_locales; i++) {
        const char *locale = m->locales[i].locale;
        pcs_shelf *shelf;
        if (strncmp(locale, "ko", 2) != 0 || !pcs_session_wants(s, locale))
            continue;
        status = pcs_searcher_shelf(&shelf, s->searcher, i, err);
        if (status == PCS_OK)
            status = pcs_attest_noun(out, &shelf->partition.words, text, len,
                                     n_cases, bare_counts, err);
    }
    return status;
}

/* Whether the terms from first to last are pieces of the word that they make
 * together: one of them at least is a lone syllable, and what is longer is no
 * noun, as in 새 구독. */
static pcs_status may_join(bool *out, pcs_session *s, const pcs_node *first,
                           const pcs_node *last, const pcs_buffer *text,
                           pcs_error *err)
{
    pcs_status status = PCS_OK;
    bool has_lone = false, is_noun = false;
    for (const pcs_node *n = first; status == PCS_OK && !is_noun; n = n->next) {
        has_lone = has_lone || n->len == SYLLABLE;
        if (n->len > SYLLABLE)
            status = pcs_session_knows_korean(&is_noun, s, n->text, n->len, 2,
                                              false, err);
        if (n == last)
            break;
    }
    *out = has_lone && !is_noun;
    return status == PCS_OK && *out
               ? pcs_session_knows_korean(out, s, text->data, text->len, 1,
                                          true, err)
               : status;
}

/* Joins the terms from first to last into the first. */
static pcs_status join(pcs_session *s, pcs_node *first, pcs_node *last,
                       const pcs_buffer *text, pcs_error *err)
{
    first->text = pcs_arena_copy(&s->query.arena, text->data, text->len);
    if (!first->text)
        return pcs_error_nomem(err);
    first->len = text->len;
    if (first->typed && last->typed)
        first->typed_len =
            (size_t)(last->typed + last->typed_len - first->typed);
    first->next = last->next;
    return PCS_OK;
}

/* Joins first and as many of the terms behind it as make a word. */
static pcs_status join_longest(pcs_session *s, pcs_node *first, pcs_error *err)
{
    pcs_node *run[JOIN_MAX];
    size_t n = 0;
    for (pcs_node *c = first; n < JOIN_MAX && is_hangul_term(c); c = c->next)
        run[n++] = c;
    pcs_status status = PCS_OK;
    bool done = false;
    pcs_buffer text = {0};
    for (; status == PCS_OK && !done && n > 1; n--) {
        pcs_buffer_clear(&text);
        for (size_t i = 0; i < n; i++)
            pcs_buffer_append(&text, run[i]->text, run[i]->len);
        status = pcs_buffer_status(&text, err);
        if (status == PCS_OK)
            status = may_join(&done, s, first, run[n - 1], &text, err);
        if (status == PCS_OK && done)
            status = join(s, first, run[n - 1], &text, err);
    }
    pcs_buffer_dispose(&text);
    return status;
}

static void number_terms(pcs_node *node, size_t *n)
{
    if (node->kind == PCS_NODE_TERM)
        node->number = (*n)++;
    for (pcs_node *c = node->child; c; c = c->next)
        number_terms(c, n);
}

pcs_status pcs_session_join_syllables(pcs_session *s, pcs_error *err)
{
    pcs_node *root = s->query.root;
    pcs_status status = PCS_OK;
    if (!root || root->kind != PCS_NODE_AND)
        return PCS_OK;
    for (pcs_node *c = root->child; status == PCS_OK && c; c = c->next)
        if (is_hangul_term(c) && is_hangul_term(c->next))
            status = join_longest(s, c, err);
    size_t n = 0;
    number_terms(root, &n);
    s->query.n_terms = n;
    return status;
}
