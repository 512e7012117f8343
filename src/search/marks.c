/* marks.c - where a query's terms stand in a text */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/marks.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "base/utf8.h"
#include "search/declared.h"
#include "search/near.h"
#include "search/textwords.h"
#include "search/variants.h"

/* What marking one text needs. */
typedef struct marking {
    pcs_marks *marks;
    const pcs_matching *m;
    const pcs_analysis *a;
    const char *text;
    size_t len;
    pcs_text_words words;
} marking;

static pcs_status add(marking *k, size_t start, size_t end, pcs_error *err)
{
    pcs_marks *marks = k->marks;
    if (start >= end)
        return PCS_OK;
    if (!PCS_ARRAY_RESERVE(marks->items, marks->cap, marks->len + 1))
        return pcs_error_nomem(err);
    marks->items[marks->len++] = (pcs_mark){(uint32_t)start, (uint32_t)end};
    return PCS_OK;
}

/* Units [start, end) of the folded text, as bytes of the text. */
static pcs_status add_folded(marking *k, size_t start, size_t end,
                             pcs_error *err)
{
    const pcs_folded *f = &k->a->folded;
    if (start >= end || end > f->len)
        return PCS_OK;
    return add(k, f->start[start], f->end[end - 1], err);
}

static pcs_status mark_pattern(marking *k, const pcs_pattern *p, pcs_error *err)
{
    const pcs_joined *j = &k->a->joined;
    size_t start, end, from = 0;
    pcs_status status = PCS_OK;
    while (status == PCS_OK &&
           pcs_pattern_find(p, j->text, j->len, from, &start, &end)) {
        status = add_folded(k, j->from[start], j->from[end - 1] + 1, err);
        from = end;
    }
    return status;
}

static bool begins(const char *text, size_t len, const char *with, size_t n)
{
    return len >= n && memcmp(text, with, n) == 0;
}

static bool ends(const char *text, size_t len, const char *with, size_t n)
{
    return len >= n && memcmp(text + len - n, with, n) == 0;
}

/* The items of a term's expansion that are word i of the text; NULL for none.
 */
static pcs_status find_stem(const pcs_expansion_word **out, marking *k,
                            const pcs_term *t, size_t i, pcs_error *err)
{
    const pcs_partition *p = &k->m->shelf->partition;
    const pcs_expansion *x = &k->m->expansions[t->node->number];
    uint32_t number;
    *out = NULL;
    if (x->len == 0)
        return PCS_OK;
    pcs_status status = pcs_text_words_number(
        &number, &k->words, i,
        t->node->side == PCS_SIDE_LOCAL ? &p->words : &p->english, err);
    if (status == PCS_OK && number != PCS_TEXT_WORD_NONE)
        *out = pcs_expansion_find(x, number);
    return status;
}

/* What of a word of the text a term matches. */
typedef enum word_part {
    PART_NONE,
    PART_ALL,
    PART_BEGINNING,
    PART_END,
    PART_INNER /* as the expansion says */
} word_part;

static pcs_status match_word(word_part *out, const pcs_expansion_word **inner,
                             marking *k, const pcs_term *t, size_t i,
                             pcs_error *err)
{
    const pcs_matching *m = k->m;
    const char *wanted = t->folded.data;
    size_t n = t->folded.len, len;
    const char *word = pcs_terms_get(&k->words.terms, i, &len);
    bool is_prefix = t->kind == PCS_TERM_KIND_PREFIX;
    if (t->words.len == 1 && t->is_one_word && !is_prefix)
        wanted = pcs_terms_get(&t->words, 0, &n);
    *out = PART_NONE;
    if (n == len && memcmp(word, wanted, n) == 0) {
        *out = PART_ALL;
        return PCS_OK;
    }
    if (t->node->is_phrase && !is_prefix)
        return PCS_OK;
    pcs_status status = PCS_OK;
    if (m->expansions[t->node->number].is_made)
        status = find_stem(inner, k, t, i, err);
    bool has_parts =
        m->lowest >= PCS_TIER_PART && pcs_utf8_count(wanted, n) >= 4;
    pcs_declared_relation relation = PCS_DECLARED_NOTHING;
    if (status == PCS_OK && !*inner && !is_prefix && m->lowest >= PCS_TIER_STEM)
        status = pcs_declared_relate(&relation, m->shelf, t->node->side, wanted,
                                     n, word, len, err);
    if (relation == PCS_DECLARED_NOT_PART)
        return status;
    has_parts = has_parts || relation == PCS_DECLARED_PART;
    if (*inner)
        *out = (*inner)->len ? PART_INNER : PART_ALL;
    else if ((has_parts || is_prefix) && begins(word, len, wanted, n))
        *out = PART_BEGINNING;
    else if (has_parts && !is_prefix && ends(word, len, wanted, n))
        *out = PART_END;
    else if (relation == PCS_DECLARED_PART)
        *out = PART_ALL;
    return status;
}

/* Of a compound, only what was searched for. */
static pcs_status add_part(marking *k, const pcs_token *token, word_part part,
                           size_t len, pcs_error *err)
{
    size_t start = token->start, end = token->end;
    if (part == PART_NONE)
        return PCS_OK;
    if (part == PART_BEGINNING && end - start > len)
        end = start + len;
    if (part == PART_END && end - start > len)
        start = end - len;
    return add_folded(k, start, end, err);
}

/* The parts of a compound, in characters that are made units. */
static pcs_status add_inner(marking *k, const pcs_token *token,
                            const pcs_expansion *x,
                            const pcs_expansion_word *item, pcs_error *err)
{
    const UChar *text = k->a->folded.text;
    pcs_status status = PCS_OK;
    for (uint32_t word = item->word;
         status == PCS_OK && item < x->items + x->len && item->word == word;
         item++) {
        size_t start = token->start, end;
        for (uint32_t i = 0; i < item->start && start < token->end; i++)
            pcs_unit_next(text, &start, token->end);
        end = start;
        for (uint32_t i = 0; i < item->len && end < token->end; i++)
            pcs_unit_next(text, &end, token->end);
        status = add_folded(k, start, end, err);
    }
    return status;
}

static pcs_status mark_words(marking *k, const pcs_term *t, pcs_error *err)
{
    pcs_status status = pcs_text_words_make(&k->words, k->a, err);
    for (size_t i = 0; status == PCS_OK && i < k->a->tokens.len; i++) {
        const pcs_token *token = &k->a->tokens.items[i];
        word_part part = PART_NONE;
        const pcs_expansion_word *inner = NULL;
        if (t->has_grams) {
            size_t n, len;
            const char *wanted = pcs_terms_get(&t->words, 0, &n);
            const char *text = pcs_terms_get(&k->words.terms, i, &len);
            if (n == len && memcmp(text, wanted, n) == 0)
                part = PART_ALL;
        } else {
            status = match_word(&part, &inner, k, t, i, err);
        }
        if (status == PCS_OK && part == PART_INNER)
            status = add_inner(k, token, &k->m->expansions[t->node->number],
                               inner, err);
        else if (status == PCS_OK)
            status = add_part(k, token, part, t->pattern.len, err);
    }
    return status;
}

static pcs_status mark_raw(marking *k, const pcs_node *node, pcs_error *err)
{
    pcs_status status = PCS_OK;
    const char *at = k->text, *end = k->text + k->len;
    while (status == PCS_OK && node->len &&
           (at = memmem(at, (size_t)(end - at), node->text, node->len))) {
        size_t start = (size_t)(at - k->text);
        status = add(k, start, start + node->len, err);
        at += node->len;
    }
    return status;
}

/* The words that the term may be a typo of; of an eojeol, not its particles. */
static pcs_status mark_near(marking *k, const pcs_term *t, pcs_error *err)
{
    pcs_near near;
    if (k->m->lowest < PCS_TIER_NEAR || !pcs_near_make_term(&near, t))
        return PCS_OK;
    pcs_status status = pcs_text_words_make(&k->words, k->a, err);
    for (size_t i = 0; status == PCS_OK && i < k->a->tokens.len; i++) {
        const pcs_token *token = &k->a->tokens.items[i];
        size_t len;
        int distance;
        const char *text = pcs_terms_get(&k->words.terms, i, &len);
        size_t part = pcs_near_match(&distance, &near, text, len);
        if (part)
            status = add_part(k, token, part < len ? PART_BEGINNING : PART_ALL,
                              pcs_utf8_count(text, part), err);
    }
    return status;
}

static pcs_status mark_exact(marking *k, const pcs_term *t, pcs_error *err)
{
    if (t->kind == PCS_TERM_KIND_RAW)
        return mark_raw(k, t->node, err);
    if (t->kind != PCS_TERM_KIND_LITERAL)
        return mark_words(k, t, err);
    pcs_status status = mark_pattern(k, &t->pattern, err);
    bool by_words = t->has_grams
                        ? t->is_one_word && t->is_altered && !t->node->is_phrase
                        : !t->node->is_phrase;
    if (status == PCS_OK && by_words)
        status = mark_words(k, t, err);
    return status;
}

static pcs_status mark_variants(marking *k, size_t number, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (const pcs_variant *v = k->m->variants[number]; status == PCS_OK && v;
         v = v->next)
        status = mark_exact(k, &v->term, err);
    return status;
}

static pcs_status mark_term(marking *k, const pcs_term *t, pcs_error *err)
{
    pcs_status status = mark_exact(k, t, err);
    if (status == PCS_OK)
        status = mark_variants(k, t->node->number, err);
    return status == PCS_OK ? mark_near(k, t, err) : status;
}

static int compare(const void *a, const void *b)
{
    const pcs_mark *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

void pcs_marks_merge(pcs_marks *marks)
{
    size_t n = 0;
    if (marks->len)
        qsort(marks->items, marks->len, sizeof *marks->items, compare);
    for (size_t i = 0; i < marks->len; i++) {
        pcs_mark mark = marks->items[i];
        if (n > 0 && mark.start <= marks->items[n - 1].end) {
            if (mark.end > marks->items[n - 1].end)
                marks->items[n - 1].end = mark.end;
            continue;
        }
        marks->items[n++] = mark;
    }
    marks->len = n;
}

/* Characters that are a cluster of their own beside others of this kind:
 * letters and punctuation of the commonest scripts, Hangul as syllables. */
static bool stands_alone(uint32_t c)
{
    return c < 0x300 || (c >= 0x370 && c <= 0x482) ||
           (c >= 0x2010 && c <= 0x2027) || (c >= 0x3001 && c <= 0x3029) ||
           (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A0 && c <= 0x30FF) ||
           (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xFF01 && c <= 0xFF60);
}

static bool may_have_clusters(const char *text, size_t len)
{
    for (size_t pos = 0; pos < len;)
        if (!stands_alone(pcs_utf8_next(text, len, &pos, NULL)))
            return true;
    return false;
}

static pcs_status widen(pcs_marks *marks, const char *bytes, size_t len,
                        pcs_error *err)
{
    UErrorCode code = U_ZERO_ERROR;
    UText *text = utext_openUTF8(NULL, bytes, (int64_t)len, &code);
    UBreakIterator *b = ubrk_open(UBRK_CHARACTER, "", NULL, 0, &code);
    if (U_SUCCESS(code))
        ubrk_setUText(b, text, &code);
    for (size_t i = 0; U_SUCCESS(code) && i < marks->len; i++) {
        pcs_mark *mark = &marks->items[i];
        if (!ubrk_isBoundary(b, (int32_t)mark->start))
            mark->start = (uint32_t)ubrk_preceding(b, (int32_t)mark->start);
        if (!ubrk_isBoundary(b, (int32_t)mark->end))
            mark->end = (uint32_t)ubrk_following(b, (int32_t)mark->end - 1);
    }
    ubrk_close(b);
    utext_close(text);
    if (U_FAILURE(code))
        return pcs_error_set(err, PCS_EFORMAT, "ICU has no cluster rules: %s",
                             u_errorName(code));
    return PCS_OK;
}

pcs_status pcs_marks_widen(pcs_marks *marks, const char *text, size_t len,
                           pcs_error *err)
{
    pcs_status status = PCS_OK;
    pcs_marks_merge(marks);
    if (marks->len && may_have_clusters(text, len))
        status = widen(marks, text, len, err);
    pcs_marks_merge(marks);
    return status;
}

static bool is_marked(const pcs_matching *m, const pcs_term *t, pcs_side side)
{
    return pcs_matching_wants(m, t->node) && t->node->side == side &&
           !t->node->is_excluded && !t->node->is_dropped;
}

/* The words of the text, as bytes of it. */
static size_t list_words(pcs_mark *words, size_t max, const pcs_analysis *a)
{
    const pcs_folded *f = &a->folded;
    size_t n = a->tokens.len < max ? a->tokens.len : max;
    for (size_t i = 0; i < n; i++) {
        const pcs_token *token = &a->tokens.items[i];
        words[i] = (pcs_mark){0, 0};
        if (token->start < token->end && token->end <= f->len)
            words[i] = (pcs_mark){(uint32_t)f->start[token->start],
                                  (uint32_t)f->end[token->end - 1]};
    }
    return n;
}

pcs_status pcs_marks_find_words(pcs_marks *marks, pcs_mark *words,
                                size_t *n_words, size_t max,
                                const pcs_matching *m, pcs_side side,
                                const char *text, size_t len, pcs_error *err)
{
    marks->len = 0;
    marking k = {.marks = marks, .m = m, .text = text, .len = len};
    bool needs_words = words || m->lowest >= PCS_TIER_NEAR,
         needs_any = words != NULL;
    for (size_t i = 0; i < m->n_terms; i++) {
        bool wanted = is_marked(m, &m->terms[i], side);
        needs_any = needs_any || wanted;
        needs_words = needs_words ||
                      (wanted && (!m->terms[i].has_grams ||
                                  m->terms[i].is_altered || m->variants[i]));
    }
    if (!needs_any)
        return PCS_OK;
    unsigned wanted = PCS_ANALYZE_OFFSETS | PCS_ANALYZE_JOINED |
                      (needs_words ? PCS_ANALYZE_TOKENS : 0u);
    pcs_status status = pcs_analyze(&k.a, m->analyzer, text, len, wanted, err);
    for (size_t i = 0; status == PCS_OK && i < m->n_terms; i++)
        if (is_marked(m, &m->terms[i], side))
            status = mark_term(&k, &m->terms[i], err);
    pcs_text_words_dispose(&k.words);
    if (status == PCS_OK && words)
        *n_words = list_words(words, max, k.a);
    if (status == PCS_OK)
        return pcs_marks_widen(marks, text, len, err);
    pcs_marks_merge(marks);
    return status;
}

pcs_status pcs_marks_find(pcs_marks *marks, const pcs_matching *m,
                          pcs_side side, const char *text, size_t len,
                          pcs_error *err)
{
    return pcs_marks_find_words(marks, NULL, NULL, 0, m, side, text, len, err);
}
