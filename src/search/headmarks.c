/* headmarks.c - what a query matches in a title or a description */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/headmarks.h"

#include <string.h>

#include "search/headindex.h"
#include "search/headmatch.h"

/* The keys of a word: its stem, and that without accents. */
typedef struct stems {
    pcs_buffer key, bare;
} stems;

static void dispose(stems *s)
{
    pcs_buffer_dispose(&s->key);
    pcs_buffer_dispose(&s->bare);
}

static pcs_status find_stems(stems *out, pcs_stemmer *stemmer, const char *word,
                             size_t len, pcs_error *err)
{
    pcs_buffer_clear(&out->key);
    pcs_buffer_clear(&out->bare);
    pcs_status status = pcs_stemmer_key(stemmer, &out->key, word, len, err);
    return status == PCS_OK
               ? pcs_stemmer_bare_key(stemmer, &out->bare, word, len, err)
               : status;
}

static bool equals(const pcs_buffer *a, const pcs_buffer *b)
{
    return a->len == b->len && a->len > 0 &&
           memcmp(a->data, b->data, a->len) == 0;
}

static bool share(const stems *a, const stems *b)
{
    return equals(&a->key, &b->key) || equals(&a->key, &b->bare) ||
           equals(&a->bare, &b->key) || equals(&a->bare, &b->bare);
}

/* Whether other forms of a term are looked for at all. */
static bool has_forms(const pcs_matching *m, const pcs_term *t)
{
    return t->node && pcs_matching_wants(m, t->node) &&
           t->node->side == PCS_SIDE_LOCAL && !t->node->is_excluded &&
           !t->node->is_dropped && !t->node->is_phrase &&
           t->kind == PCS_TERM_KIND_WORD && m->lowest >= PCS_TIER_STEM;
}

/* Whether a word that no segment has is a form of a term. */
static pcs_status is_form(bool *out, const pcs_matching *m, const stems *word,
                          pcs_error *err)
{
    stems wanted = {{0}, {0}};
    pcs_status status = PCS_OK;
    *out = false;
    for (size_t i = 0; status == PCS_OK && !*out && i < m->n_terms; i++) {
        size_t len;
        if (!has_forms(m, &m->terms[i]))
            continue;
        const char *text = pcs_terms_get(&m->terms[i].words, 0, &len);
        status = find_stems(&wanted, m->shelf->stemmer, text, len, err);
        *out = status == PCS_OK && share(word, &wanted);
    }
    dispose(&wanted);
    return status;
}

static pcs_status mark_token(pcs_marks *marks, const pcs_matching *m,
                             const pcs_analysis *a, const pcs_token *token,
                             stems *scratch, const char *word, size_t len,
                             pcs_error *err)
{
    const pcs_folded *f = &a->folded;
    pcs_lexicon_range range;
    bool found = false;
    pcs_status status =
        pcs_lexicon_find(&range, &m->shelf->partition.words, word, len, err);
    if (status != PCS_OK || range.first < range.last ||
        token->start >= token->end || token->end > f->len)
        return status;
    status = find_stems(scratch, m->shelf->stemmer, word, len, err);
    if (status == PCS_OK)
        status = is_form(&found, m, scratch, err);
    if (status != PCS_OK || !found)
        return status;
    if (!PCS_ARRAY_RESERVE(marks->items, marks->cap, marks->len + 1))
        return pcs_error_nomem(err);
    marks->items[marks->len++] = (pcs_mark){(uint32_t)f->start[token->start],
                                            (uint32_t)f->end[token->end - 1]};
    return PCS_OK;
}

static pcs_status mark_forms(pcs_marks *marks, const pcs_matching *m,
                             const char *text, size_t len, pcs_error *err)
{
    pcs_terms words = {{0}, NULL, 0, 0};
    stems scratch = {{0}, {0}};
    const pcs_analysis *a;
    pcs_status status =
        pcs_analyze(&a, m->analyzer, text, len,
                    PCS_ANALYZE_TOKENS | PCS_ANALYZE_OFFSETS, err);
    for (size_t i = 0; status == PCS_OK && i < a->tokens.len; i++) {
        size_t n;
        pcs_terms_clear(&words);
        status =
            pcs_terms_add_word(&words, 0, &a->folded, &a->tokens.items[i], err);
        if (status != PCS_OK)
            break;
        const char *word = pcs_terms_get(&words, 0, &n);
        status = mark_token(marks, m, a, &a->tokens.items[i], &scratch, word, n,
                            err);
    }
    dispose(&scratch);
    pcs_terms_dispose(&words);
    return status == PCS_OK ? pcs_marks_widen(marks, text, len, err) : status;
}

static bool any_has_forms(const pcs_matching *m)
{
    for (size_t i = 0; i < m->n_terms; i++)
        if (has_forms(m, &m->terms[i]))
            return true;
    return false;
}

pcs_status pcs_head_marks_find(pcs_marks *marks, const pcs_matching *m,
                               const char *text, size_t len, pcs_error *err)
{
    pcs_status status =
        pcs_marks_find(marks, m, PCS_SIDE_LOCAL, text, len, err);
    return status == PCS_OK && len && any_has_forms(m)
               ? mark_forms(marks, m, text, len, err)
               : status;
}

/* Whether segments have all words of a head. */
static bool is_known(const pcs_heads *heads, size_t head)
{
    size_t n;
    const uint32_t *words = pcs_heads_words(heads, head, &n);
    for (size_t i = 0; i < n; i++)
        if (heads->lexicon[words[i]] == PCS_HEAD_NO_WORD)
            return false;
    return true;
}

pcs_status pcs_head_marks_find_in(pcs_marks *marks, const pcs_matching *m,
                                  size_t head, const char *text, size_t len,
                                  pcs_error *err)
{
    const pcs_head_index *index;
    pcs_status status = pcs_shelf_head_index(&index, m->shelf, err);
    if (status != PCS_OK)
        return status;
    return is_known(&index->heads, head)
               ? pcs_marks_find(marks, m, PCS_SIDE_LOCAL, text, len, err)
               : pcs_head_marks_find(marks, m, text, len, err);
}
