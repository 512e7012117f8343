/* siblingmarks.c - what stands for a hit's English words in another locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/siblingmarks.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/functionwords.h"

/* Words of one hit beyond these have no counterparts marked. */
#define WORDS_MAX 8
/* Hits mark the same words again and again; where they do not, what was found
 * is dropped now and then. */
#define FOUND_MAX 256
/* So many units tell what a word is translated by: fewer than for the words of
 * a query, since this is done for each locale that is shown. */
#define UNITS_MAX 200u

/* A class of words of the English vocabulary of a shelf
 * (store/associations.h), matched by its first word. */
typedef struct found_word {
    struct found_word *next;
    size_t shelf;
    uint32_t class;
    char *text;
    pcs_node node;
    pcs_term term;
    pcs_matching m;
} found_word;

struct pcs_sibling_marks {
    found_word *words;
    size_t n;
};

/* The words that a hit marks, as classes, each once. */
typedef struct word_list {
    uint32_t classes[WORDS_MAX];
    size_t n;
} word_list;

static void free_word(found_word *word)
{
    if (word->m.shelf)
        pcs_matching_dispose(&word->m);
    pcs_term_dispose(&word->term);
    free(word->text);
    free(word);
}

static void drop_words(struct pcs_sibling_marks *marks)
{
    for (found_word *word = marks->words, *next; word; word = next) {
        next = word->next;
        free_word(word);
    }
    marks->words = NULL;
    marks->n = 0;
}

void pcs_sibling_marks_free(struct pcs_sibling_marks *marks)
{
    if (!marks)
        return;
    drop_words(marks);
    free(marks);
}

static void add_class(word_list *list, uint32_t class)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->classes[i] == class)
            return;
    if (list->n < WORDS_MAX)
        list->classes[list->n++] = class;
}

static pcs_status add_word(word_list *list, const pcs_partition *p,
                           const char *word, size_t len, pcs_error *err)
{
    const pcs_associations *a = &p->english_associations;
    pcs_lexicon_range range;
    if (pcs_functionwords_has(word, len))
        return PCS_OK;
    pcs_status status = pcs_lexicon_find(&range, &p->english, word, len, err);
    if (status != PCS_OK || range.first >= range.last || range.first >= a->n)
        return status;
    status = pcs_tables_check(a->tables, &a->classes[range.first],
                              sizeof *a->classes, err);
    if (status == PCS_OK && a->classes[range.first] < a->n)
        add_class(list, a->classes[range.first]);
    return status;
}

/* The words of the marks of a hit's English. */
static pcs_status find_words(word_list *list, pcs_session *s,
                             const pcs_partition *p, const pcs_hit *hit,
                             pcs_error *err)
{
    pcs_terms word = {{0}, NULL, 0, 0};
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < hit->n_english_marks; i++) {
        const pcs_mark *mark = &hit->english_marks[i];
        const pcs_analysis *a;
        status =
            pcs_analyze(&a, s->searcher->analyzer, hit->english + mark->start,
                        mark->end - mark->start, PCS_ANALYZE_TOKENS, err);
        for (size_t j = 0; status == PCS_OK && j < a->tokens.len; j++) {
            size_t len;
            pcs_terms_clear(&word);
            status = pcs_terms_add_word(&word, 0, &a->folded,
                                        &a->tokens.items[j], err);
            if (status != PCS_OK)
                break;
            const char *text = pcs_terms_get(&word, 0, &len);
            status = add_word(list, p, text, len, err);
        }
    }
    pcs_terms_dispose(&word);
    return status;
}

/* Leaves UNITS_MAX units, evenly; how many there were is known. */
static void thin_out(pcs_tiers *found, size_t n)
{
    size_t all = 0, at = 0;
    for (size_t u = 0; u < n; u++)
        all += found[u] != PCS_TIER_NONE;
    size_t step = all / UNITS_MAX + 1;
    for (size_t u = 0; u < n; u++)
        if (found[u] != PCS_TIER_NONE && at++ % step != 0)
            found[u] = PCS_TIER_NONE;
}

/* Looks the word up on the English side, in all its forms. */
static pcs_status match_word(found_word *out, pcs_session *s, pcs_shelf *shelf,
                             pcs_error *err)
{
    const char *word;
    size_t len;
    pcs_status status = pcs_lexicon_word(&word, &len, &shelf->partition.english,
                                         out->class, err);
    if (status != PCS_OK)
        return status;
    out->text = malloc(len + 1);
    if (!out->text)
        return pcs_error_nomem(err);
    memcpy(out->text, word, len);
    out->node = (pcs_node){.kind = PCS_NODE_TERM,
                           .text = out->text,
                           .len = len,
                           .side = PCS_SIDE_ENGLISH,
                           .has_term = true};
    status = pcs_term_make(&out->term, &out->node, s->searcher->analyzer, err);
    if (status == PCS_OK)
        status = pcs_matching_init(&out->m, shelf, s->searcher->analyzer,
                                   &out->term, 1, PCS_TIER_STEM, err);
    if (status == PCS_OK)
        status = pcs_match_term(&out->m, &out->term, NULL, err);
    if (status == PCS_OK)
        thin_out(out->m.found[0], shelf->partition.n_units);
    return status;
}

static pcs_status get_word(found_word **out, pcs_session *s, size_t i,
                           pcs_shelf *shelf, uint32_t class, pcs_error *err)
{
    struct pcs_sibling_marks *marks = s->sibling_marks;
    for (*out = marks->words; *out; *out = (*out)->next)
        if ((*out)->shelf == i && (*out)->class == class)
            return PCS_OK;
    found_word *word = calloc(1, sizeof *word);
    if (!word)
        return pcs_error_nomem(err);
    word->shelf = i;
    word->class = class;
    pcs_status status = match_word(word, s, shelf, err);
    if (status != PCS_OK) {
        free_word(word);
        return status;
    }
    if (marks->n++ == FOUND_MAX)
        drop_words(marks);
    word->next = marks->words;
    marks->words = *out = word;
    return PCS_OK;
}

static pcs_status append_marks(pcs_marks *all, const pcs_marks *more,
                               pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(all->items, all->cap, all->len + more->len + 1))
        return pcs_error_nomem(err);
    if (more->len)
        memcpy(all->items + all->len, more->items,
               more->len * sizeof *more->items);
    all->len += more->len;
    return PCS_OK;
}

static pcs_status find_marks(pcs_marks *all, pcs_session *s, size_t i,
                             pcs_shelf *shelf, const word_list *list,
                             uint32_t unit, const char *text, size_t len,
                             pcs_error *err)
{
    pcs_marks marks = {NULL, 0, 0};
    pcs_status status = PCS_OK;
    if (!s->sibling_marks)
        s->sibling_marks = calloc(1, sizeof *s->sibling_marks);
    if (!s->sibling_marks)
        return pcs_error_nomem(err);
    for (size_t k = 0; status == PCS_OK && k < list->n; k++) {
        found_word *word;
        status = get_word(&word, s, i, shelf, list->classes[k], err);
        if (status == PCS_OK)
            status = pcs_marks_find(&marks, &word->m, PCS_SIDE_LOCAL, unit,
                                    text, len, err);
        if (status == PCS_OK)
            status = append_marks(all, &marks, err);
    }
    free(marks.items);
    pcs_marks_merge(all);
    return status;
}

pcs_status pcs_session_mark_sibling(const pcs_mark **out, size_t *n,
                                    pcs_arena *arena, pcs_session *s,
                                    const pcs_hit *hit, size_t i, uint32_t unit,
                                    const char *text, size_t len,
                                    pcs_error *err)
{
    pcs_shelf *shelf;
    word_list list = {{0}, 0};
    pcs_marks marks = {NULL, 0, 0};
    if (hit->n_english_marks == 0)
        return PCS_OK;
    pcs_status status = pcs_searcher_shelf(&shelf, s->searcher, i, err);
    if (status == PCS_OK)
        status = find_words(&list, s, &shelf->partition, hit, err);
    if (status == PCS_OK && list.n)
        status = find_marks(&marks, s, i, shelf, &list, unit, text, len, err);
    if (status == PCS_OK && marks.len) {
        pcs_mark *copy = pcs_arena_alloc(arena, marks.len * sizeof *copy);
        if (copy) {
            memcpy(copy, marks.items, marks.len * sizeof *copy);
            *out = copy;
            *n = marks.len;
        } else {
            status = pcs_error_nomem(err);
        }
    }
    free(marks.items);
    return status;
}
