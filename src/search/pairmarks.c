/* pairmarks.c - marks in both texts of a unit */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/pairmarks.h"

#include <stdlib.h>
#include <string.h>

#include "search/crossmarks.h"
#include "search/samemarks.h"

/* Which words of a text are marked. */
static void look(pcs_marked_text *k)
{
    size_t at = 0;
    for (size_t i = 0; i < k->n_words; i++) {
        const pcs_marks *marks = k->marks;
        while (at < marks->len && marks->items[at].end <= k->words[i].start)
            at++;
        k->has_mark[i] =
            at < marks->len && marks->items[at].start < k->words[i].end;
    }
}

static pcs_status find_side(pcs_marked_text *k, const pcs_matching *m,
                            pcs_side side, const char *text, size_t len,
                            pcs_error *err)
{
    k->text = text;
    pcs_status status =
        pcs_marks_find_words(k->marks, k->words, &k->n_words,
                             PCS_LINKED_WORDS_MAX, m, side, text, len, err);
    if (status == PCS_OK)
        look(k);
    return status;
}

/* Adds to `to` what stands for what is marked in `from`. Words may end within a
 * grapheme cluster. */
static pcs_status cross_one(pcs_marked_text *to, const pcs_marked_text *from,
                            size_t len, const pcs_word_links *links,
                            pcs_side side, const pcs_partition *p,
                            pcs_error *err)
{
    size_t before = to->marks->len;
    pcs_status status = pcs_marks_cross(to, from, links, side, p, err);
    if (status == PCS_OK && to->marks->len > before)
        status = pcs_marks_widen(to->marks, to->text, len, err);
    return status;
}

/* What both texts need while they are marked. */
typedef struct marking {
    pcs_marked_text local, english;
    pcs_word_links links;
} marking;

static pcs_status cross(marking *k, const pcs_matching *m, uint32_t unit,
                        const pcs_unit_text *text, pcs_error *err)
{
    const pcs_partition *p = &m->shelf->partition;
    bool has_local = k->local.marks->len, has_english = k->english.marks->len;
    pcs_status status = PCS_OK;
    if (!has_local && !has_english)
        return PCS_OK;
    if (has_local)
        status =
            pcs_marks_same(k->english.marks, text->english, text->english_len,
                           k->local.marks, text->local, err);
    if (status == PCS_OK && has_english)
        status = pcs_marks_same(k->local.marks, text->local, text->local_len,
                                k->english.marks, text->english, err);
    k->links.local_chances = m->shelf->local_chances;
    k->links.english_chances = m->shelf->english_chances;
    if (status == PCS_OK)
        status = pcs_word_links_find(&k->links, p, unit, err);
    if (status == PCS_OK && has_local)
        status = cross_one(&k->english, &k->local, text->english_len, &k->links,
                           PCS_SIDE_ENGLISH, p, err);
    if (status == PCS_OK && has_english)
        status = cross_one(&k->local, &k->english, text->local_len, &k->links,
                           PCS_SIDE_LOCAL, p, err);
    return status;
}

pcs_status pcs_pair_marks_find(pcs_pair_marks *marks, const pcs_matching *m,
                               uint32_t unit, const pcs_unit_text *text,
                               pcs_error *err)
{
    marking *k = calloc(1, sizeof *k);
    if (!k)
        return pcs_error_nomem(err);
    k->local.marks = &marks->local;
    k->english.marks = &marks->english;
    pcs_status status = find_side(&k->local, m, PCS_SIDE_LOCAL, text->local,
                                  text->local_len, err);
    if (status == PCS_OK)
        status = find_side(&k->english, m, PCS_SIDE_ENGLISH, text->english,
                           text->english_len, err);
    if (status == PCS_OK)
        status = cross(k, m, unit, text, err);
    pcs_marks_merge(&marks->local);
    pcs_marks_merge(&marks->english);
    pcs_word_links_dispose(&k->links);
    free(k);
    return status;
}

/* The words of both texts; nothing is searched for. */
static pcs_status find_words(marking *k, const pcs_matching *m,
                             const pcs_unit_text *text, pcs_error *err)
{
    const pcs_matching none = {
        .shelf = m->shelf, .analyzer = m->analyzer, .lowest = PCS_TIER_STEM};
    pcs_marks *english = k->english.marks;
    pcs_marks nothing = {NULL, 0, 0};
    pcs_status status = find_side(&k->local, &none, PCS_SIDE_LOCAL, text->local,
                                  text->local_len, err);
    k->english.marks = &nothing;
    if (status == PCS_OK)
        status = find_side(&k->english, &none, PCS_SIDE_ENGLISH, text->english,
                           text->english_len, err);
    k->english.marks = english;
    look(&k->english);
    free(nothing.items);
    return status;
}

pcs_status pcs_pair_marks_carry(pcs_marks *local, const pcs_matching *m,
                                uint32_t unit, const pcs_unit_text *text,
                                const pcs_mark *english, size_t n_english,
                                pcs_error *err)
{
    pcs_marks given = {(pcs_mark *)(uintptr_t)english, n_english, n_english};
    local->len = 0;
    if (n_english == 0)
        return PCS_OK;
    marking *k = calloc(1, sizeof *k);
    if (!k)
        return pcs_error_nomem(err);
    k->local.marks = local;
    k->english.marks = &given;
    pcs_status status = find_words(k, m, text, err);
    if (status == PCS_OK)
        status =
            pcs_word_links_find(&k->links, &m->shelf->partition, unit, err);
    if (status == PCS_OK)
        status = cross_one(&k->local, &k->english, text->local_len, &k->links,
                           PCS_SIDE_LOCAL, &m->shelf->partition, err);
    pcs_marks_merge(local);
    pcs_word_links_dispose(&k->links);
    free(k);
    return status;
}

void pcs_pair_marks_dispose(pcs_pair_marks *marks)
{
    free(marks->local.items);
    free(marks->english.items);
    memset(marks, 0, sizeof *marks);
}
