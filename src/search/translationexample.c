/* translationexample.c - a pair of texts with a term and its rendering */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/translationexample.h"

#include <stdlib.h>
#include <string.h>

#include "search/hits.h"

/* The words of a unit on a side, in any form, are marked. */
static pcs_status mark_row(pcs_marks *marks, const pcs_forward *units,
                           const pcs_associations *assoc, uint32_t unit,
                           const uint32_t *classes, size_t n,
                           const pcs_analysis *a, pcs_error *err)
{
    const pcs_folded *f = &a->folded;
    pcs_sequence s;
    uint32_t word, *row = malloc((a->tokens.len + 1) * sizeof *row);
    size_t len = 0;
    if (!row)
        return pcs_error_nomem(err);
    pcs_status status = pcs_forward_unit(&s, units, unit, err);
    /* Each token of the text is a word of the sequence. */
    while (status == PCS_OK && len < a->tokens.len &&
           pcs_sequence_next(&word, &s))
        row[len++] = word < assoc->n ? assoc->classes[word] : PCS_NO_PARTNER;
    for (size_t i = 0; status == PCS_OK && n && i + n <= len; i++) {
        if (memcmp(row + i, classes, n * sizeof *row) != 0)
            continue;
        const pcs_token *first = &a->tokens.items[i];
        const pcs_token *last = &a->tokens.items[i + n - 1];
        if (first->start >= last->end || last->end > f->len)
            continue;
        if (!PCS_ARRAY_RESERVE(marks->items, marks->cap, marks->len + 1)) {
            status = pcs_error_nomem(err);
            break;
        }
        marks->items[marks->len++] = (pcs_mark){
            (uint32_t)f->start[first->start], (uint32_t)f->end[last->end - 1]};
        i += n - 1;
    }
    free(row);
    return status;
}

pcs_status pcs_side_text(const char **text, size_t *len, const pcs_partition *p,
                         pcs_side side, uint32_t unit, pcs_error *err)
{
    pcs_unit_text both;
    pcs_status status = pcs_texts_get(&both, p->texts, unit, err);
    *text = status != PCS_OK         ? ""
            : side == PCS_SIDE_LOCAL ? both.local
                                     : both.english;
    *len = status != PCS_OK         ? 0
           : side == PCS_SIDE_LOCAL ? both.local_len
                                    : both.english_len;
    return status;
}

/* Copies marks into the arena. */
static pcs_status keep_marks(const pcs_mark **out, size_t *n, pcs_arena *arena,
                             const pcs_marks *marks, pcs_error *err)
{
    pcs_mark *copy = pcs_arena_alloc(arena, (marks->len + 1) * sizeof *copy);
    if (!copy)
        return pcs_error_nomem(err);
    if (marks->len)
        memcpy(copy, marks->items, marks->len * sizeof *copy);
    *out = copy;
    *n = marks->len;
    return PCS_OK;
}

/* Where the row of classes stands in a text. */
static pcs_status mark_classes(const pcs_mark **out, size_t *n,
                               const pcs_surface_source *s,
                               const pcs_partition *p, pcs_side side,
                               uint32_t unit, const char *text, size_t len,
                               const uint32_t *classes, size_t n_classes,
                               pcs_error *err)
{
    bool is_local = side == PCS_SIDE_LOCAL;
    pcs_marks marks = {NULL, 0, 0};
    const pcs_analysis *a;
    pcs_status status =
        pcs_analyze(&a, s->analyzer, text, len,
                    PCS_ANALYZE_OFFSETS | PCS_ANALYZE_TOKENS, err);
    if (status == PCS_OK)
        status = mark_row(
            &marks, is_local ? &p->word_forward : &p->english_forward,
            is_local ? &p->word_associations : &p->english_associations, unit,
            classes, n_classes, a, err);
    if (status == PCS_OK)
        status = keep_marks(out, n, s->arena, &marks, err);
    free(marks.items);
    return status;
}

static pcs_status mark_from(pcs_translation_example *e,
                            const pcs_surface_source *s, uint32_t unit,
                            pcs_error *err)
{
    pcs_marks marks = {NULL, 0, 0};
    pcs_status status = pcs_marks_find(&marks, s->term, s->term_side, e->from,
                                       e->from_len, err);
    if (status == PCS_OK)
        status =
            keep_marks(&e->from_marks, &e->n_from_marks, s->arena, &marks, err);
    free(marks.items);
    if (status == PCS_OK && e->n_from_marks == 0 && s->n_term_row)
        status =
            mark_classes(&e->from_marks, &e->n_from_marks, s,
                         &s->term->shelf->partition, s->term_side, unit,
                         e->from, e->from_len, s->term_row, s->n_term_row, err);
    return status;
}

pcs_status pcs_example_fetch(pcs_translation_example *e,
                             const pcs_surface_source *s,
                             const pcs_aligned_segment *x, const pcs_row *row,
                             pcs_error *err)
{
    const pcs_partition *p = s->bitext->partition;
    const char *text;
    pcs_status status =
        pcs_side_text(&text, &e->from_len, &s->term->shelf->partition,
                      s->term_side, x->from_unit, err);
    if (status == PCS_OK &&
        !(e->from = pcs_arena_copy(s->arena, text, e->from_len)))
        return pcs_error_nomem(err);
    if (status == PCS_OK)
        status =
            pcs_side_text(&text, &e->to_len, p, s->bitext->side, x->unit, err);
    if (status == PCS_OK &&
        !(e->to = pcs_arena_copy(s->arena, text, e->to_len)))
        return pcs_error_nomem(err);
    if (status == PCS_OK)
        status = mark_from(e, s, x->from_unit, err);
    if (status == PCS_OK)
        status = mark_classes(&e->to_marks, &e->n_to_marks, s, p,
                              s->bitext->side, x->unit, e->to, e->to_len,
                              row->classes, row->len, err);
    if (status == PCS_OK)
        status = pcs_place_fetch(&e->place, s->arena, p, x->segment, err);
    return status;
}
