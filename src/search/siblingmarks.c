/* siblingmarks.c - what stands for a hit's English words in another locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/siblingmarks.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/functionwords.h"
#include "search/hits.h"

/* Words of one hit beyond these have no counterparts marked. */
#define WORDS_MAX 8
/* Hits mark the same words again and again; where they do not, what was found
 * is dropped now and then. */
#define SETS_MAX 64

/* The words that some hits mark, as classes of the vocabulary of a shelf
 * (store/associations.h), and a matching of them. */
typedef struct word_set {
    struct word_set *next;
    size_t shelf;
    uint32_t classes[WORDS_MAX]; /* ascending */
    size_t n;
    pcs_arena arena;
    pcs_node nodes[WORDS_MAX];
    pcs_term terms[WORDS_MAX];
    size_t n_terms; /* made */
    pcs_matching m;
} word_set;

struct pcs_sibling_marks {
    word_set *sets;
    size_t n;
};

static void free_set(word_set *set)
{
    if (set->m.shelf)
        pcs_matching_dispose(&set->m);
    for (size_t i = 0; i < set->n_terms; i++)
        pcs_term_dispose(&set->terms[i]);
    pcs_arena_dispose(&set->arena);
    free(set);
}

static void drop_sets(struct pcs_sibling_marks *marks)
{
    for (word_set *set = marks->sets, *next; set; set = next) {
        next = set->next;
        free_set(set);
    }
    marks->sets = NULL;
    marks->n = 0;
}

void pcs_sibling_marks_free(struct pcs_sibling_marks *marks)
{
    if (!marks)
        return;
    drop_sets(marks);
    free(marks);
}

static void add_class(word_set *set, uint32_t class)
{
    size_t at = 0;
    while (at < set->n && set->classes[at] < class)
        at++;
    if (set->n == WORDS_MAX || (at < set->n && set->classes[at] == class))
        return;
    memmove(&set->classes[at + 1], &set->classes[at],
            (set->n - at) * sizeof *set->classes);
    set->classes[at] = class;
    set->n++;
}

static pcs_status add_word(word_set *set, const pcs_partition *p,
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
        add_class(set, a->classes[range.first]);
    return status;
}

/* The words of the marks of a hit's English. */
static pcs_status find_words(word_set *set, pcs_session *s,
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
            status = add_word(set, p, text, len, err);
        }
    }
    pcs_terms_dispose(&word);
    return status;
}

/* A term of the English side, which is matched. */
static pcs_status make_term(word_set *set, pcs_session *s,
                            const pcs_partition *p, uint32_t class,
                            pcs_error *err)
{
    const char *word;
    size_t len;
    pcs_status status = pcs_lexicon_word(&word, &len, &p->english, class, err);
    char *text =
        status == PCS_OK ? pcs_arena_copy(&set->arena, word, len) : NULL;
    if (!text)
        return status == PCS_OK ? pcs_error_nomem(err) : status;
    pcs_node *node = &set->nodes[set->n_terms];
    *node = (pcs_node){.kind = PCS_NODE_TERM,
                       .text = text,
                       .len = len,
                       .side = PCS_SIDE_ENGLISH,
                       .has_term = true,
                       .number = set->n_terms};
    return pcs_term_make(&set->terms[set->n_terms++], node,
                         s->searcher->analyzer, err);
}

static pcs_status match_set(word_set *set, pcs_session *s, pcs_shelf *shelf,
                            pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < set->n; i++)
        status = make_term(set, s, &shelf->partition, set->classes[i], err);
    if (status == PCS_OK)
        status =
            pcs_matching_init(&set->m, shelf, s->searcher->analyzer, set->terms,
                              set->n_terms, PCS_TIER_STEM, err);
    for (size_t i = 0; status == PCS_OK && i < set->n_terms; i++)
        status = pcs_match_term(&set->m, &set->terms[i], NULL, err);
    return status;
}

static word_set *find_set(const struct pcs_sibling_marks *marks,
                          const word_set *wanted)
{
    word_set *set = marks->sets;
    while (set && (set->shelf != wanted->shelf || set->n != wanted->n ||
                   memcmp(set->classes, wanted->classes,
                          wanted->n * sizeof *wanted->classes) != 0))
        set = set->next;
    return set;
}

/* The set of a hit's words; *out stays NULL where it has none. */
static pcs_status get_set(word_set **out, pcs_session *s, const pcs_hit *hit,
                          size_t i, pcs_shelf *shelf, pcs_error *err)
{
    if (!s->sibling_marks)
        s->sibling_marks = calloc(1, sizeof *s->sibling_marks);
    word_set *set = calloc(1, sizeof *set);
    *out = NULL;
    if (!s->sibling_marks || !set) {
        free(set);
        return pcs_error_nomem(err);
    }
    set->shelf = i;
    pcs_status status = find_words(set, s, &shelf->partition, hit, err);
    if (status == PCS_OK && set->n)
        *out = find_set(s->sibling_marks, set);
    if (status == PCS_OK && set->n && !*out) {
        status = match_set(set, s, shelf, err);
        if (status == PCS_OK) {
            if (s->sibling_marks->n == SETS_MAX)
                drop_sets(s->sibling_marks);
            set->next = s->sibling_marks->sets;
            s->sibling_marks->sets = set;
            s->sibling_marks->n++;
            *out = set;
            return PCS_OK;
        }
    }
    free_set(set);
    return status;
}

pcs_status pcs_session_mark_sibling(const pcs_mark **marks, size_t *n_marks,
                                    pcs_arena *arena, pcs_session *s,
                                    const pcs_hit *hit, size_t i, uint32_t unit,
                                    const char *text, size_t len,
                                    pcs_error *err)
{
    pcs_shelf *shelf;
    word_set *set;
    if (hit->n_english_marks == 0)
        return PCS_OK;
    pcs_status status = pcs_searcher_shelf(&shelf, s->searcher, i, err);
    if (status == PCS_OK)
        status = get_set(&set, s, hit, i, shelf, err);
    if (status != PCS_OK || !set)
        return status;
    return pcs_marks_fetch(marks, n_marks, arena, &set->m, PCS_SIDE_LOCAL, unit,
                           text, len, err);
}
