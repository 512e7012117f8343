/* likemarks.c - which words of a translation a difference is about */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/likemarks.h"

#include <stdlib.h>
#include <string.h>

#include "search/crossmarks.h"

/* Whether the sentence has the word elsewhere, or but for its case; a number
 * has to be the same. */
static bool is_among(const pcs_edit_tokens *asked, const pcs_edit_token *t)
{
    for (size_t i = 0; i < asked->len; i++) {
        const pcs_edit_token *other = &asked->items[i];
        if (t->has_digit ? other->exact == t->exact : other->class == t->class)
            return true;
    }
    return false;
}

/* The texts of a unit, while they are marked. */
typedef struct marking {
    pcs_marked_text own, other;
    pcs_marks own_marks, other_marks;
    pcs_word_links links;
} marking;

/* Marks the words that the sentence has nowhere. */
static pcs_status mark_own(pcs_marks *marks, const pcs_edit_tokens *asked,
                           const pcs_edit_tokens *tokens, const bool *differs,
                           pcs_error *err)
{
    for (size_t i = 0; i < tokens->len; i++) {
        const pcs_edit_token *t = &tokens->items[i];
        if (!differs[i] || t->is_mark || is_among(asked, t))
            continue;
        if (!PCS_ARRAY_RESERVE(marks->items, marks->cap, marks->len + 1))
            return pcs_error_nomem(err);
        marks->items[marks->len++] = (pcs_mark){t->start, t->end};
    }
    pcs_marks_merge(marks);
    return PCS_OK;
}

/* The words of a text; nothing of it is marked yet. */
static pcs_status list_words(pcs_marked_text *k, pcs_marks *marks,
                             const pcs_matching *m, pcs_side side,
                             const char *text, size_t len, pcs_error *err)
{
    pcs_matching bare = *m;
    bare.n_terms = 0;
    k->text = text;
    k->marks = marks;
    return pcs_marks_find_words(marks, k->words, &k->n_words,
                                PCS_LINKED_WORDS_MAX, &bare, side, text, len,
                                err);
}

static void look(pcs_marked_text *k)
{
    const pcs_marks *marks = k->marks;
    size_t at = 0;
    for (size_t i = 0; i < k->n_words; i++) {
        while (at < marks->len && marks->items[at].end <= k->words[i].start)
            at++;
        k->has_mark[i] =
            at < marks->len && marks->items[at].start < k->words[i].end;
    }
}

static pcs_status read_texts(marking *k, const pcs_like_match *match,
                             const pcs_matching *m, pcs_error *err)
{
    const pcs_hit *hit = &match->hit;
    bool is_english = match->side == PCS_SIDE_ENGLISH;
    pcs_marked_text *local = is_english ? &k->other : &k->own;
    pcs_marked_text *english = is_english ? &k->own : &k->other;
    pcs_status status =
        list_words(local, is_english ? &k->other_marks : &k->own_marks, m,
                   PCS_SIDE_LOCAL, hit->local, hit->local_len, err);
    if (status != PCS_OK)
        return status;
    return list_words(english, is_english ? &k->own_marks : &k->other_marks, m,
                      PCS_SIDE_ENGLISH, hit->english, hit->english_len, err);
}

static pcs_status copy_marks(pcs_like_match *match, const pcs_marks *marks,
                             pcs_arena *arena, pcs_error *err)
{
    pcs_mark *copy = pcs_arena_alloc(arena, marks->len * sizeof *copy + 1);
    if (!copy)
        return pcs_error_nomem(err);
    if (marks->len)
        memcpy(copy, marks->items, marks->len * sizeof *copy);
    if (match->side == PCS_SIDE_ENGLISH) {
        match->hit.marks = copy;
        match->hit.n_marks = marks->len;
    } else {
        match->hit.english_marks = copy;
        match->hit.n_english_marks = marks->len;
    }
    return PCS_OK;
}

static pcs_status cross(marking *k, pcs_like_match *match,
                        const pcs_partition *p, uint32_t unit, pcs_arena *arena,
                        pcs_error *err)
{
    pcs_status status = pcs_word_links_find(&k->links, p, unit, err);
    look(&k->own);
    if (status == PCS_OK)
        status = pcs_marks_cross(
            &k->other, &k->own, &k->links,
            match->side == PCS_SIDE_ENGLISH ? PCS_SIDE_LOCAL : PCS_SIDE_ENGLISH,
            p, err);
    pcs_marks_merge(&k->other_marks);
    return status == PCS_OK ? copy_marks(match, &k->other_marks, arena, err)
                            : status;
}

pcs_status pcs_like_mark_across(pcs_like_match *match, pcs_like *like,
                                const pcs_like_found *found,
                                const pcs_edit_tokens *tokens,
                                const bool *differs, pcs_arena *arena,
                                pcs_error *err)
{
    const pcs_matching *m = &like->session.matchings[found->shelf];
    marking *k = calloc(1, sizeof *k);
    if (!k)
        return pcs_error_nomem(err);
    pcs_status status = read_texts(k, match, m, err);
    if (status == PCS_OK)
        status = mark_own(&k->own_marks, &like->question.tokens, tokens,
                          differs, err);
    if (status == PCS_OK && k->own_marks.len > 0)
        status = cross(k, match, &m->shelf->partition, found->unit, arena, err);
    pcs_word_links_dispose(&k->links);
    free(k->own_marks.items);
    free(k->other_marks.items);
    free(k);
    return status;
}
