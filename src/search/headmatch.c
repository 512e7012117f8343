/* headmatch.c - how well terms match titles and descriptions */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/headmatch.h"

#include <stdlib.h>
#include <string.h>

#include "search/textmatch.h"
#include "search/variants.h"

/* A form of a term that is held against all heads of a shelf. */
typedef struct holding {
    pcs_text_matcher *form;
    const pcs_heads *heads;
    const pcs_partition *p;
    uint8_t *known; /* of each word of the heads: its tier plus one */
    pcs_tiers *out;
} holding;

pcs_status pcs_shelf_heads(const pcs_heads **out, pcs_shelf *shelf,
                           pcs_error *err)
{
    const pcs_partition *p = &shelf->partition;
    *out = shelf->heads;
    if (shelf->heads)
        return PCS_OK;
    pcs_heads *heads = malloc(sizeof *heads);
    if (!heads)
        return pcs_error_nomem(err);
    pcs_status status =
        pcs_heads_open(heads, p->tables, p->n_articles, p->words.len, err);
    if (status == PCS_OK)
        *out = shelf->heads = heads;
    else
        free(heads);
    return status;
}

static void note(holding *h, size_t head, pcs_tier tier, pcs_tier best)
{
    if (tier && tier < best)
        tier = best;
    if (tier && tier <= h->form->m->lowest &&
        (!h->out[head] || tier < (pcs_tier)h->out[head]))
        h->out[head] = (pcs_tiers)tier;
}

static pcs_status take_words(holding *h, size_t head, pcs_error *err)
{
    pcs_terms *words = &h->form->words;
    size_t n;
    const uint32_t *numbers = pcs_heads_words(h->heads, head, &n);
    pcs_terms_clear(words);
    if (!PCS_ARRAY_RESERVE(words->ends, words->cap, n + 1))
        return pcs_error_nomem(err);
    for (size_t i = 0; i < n; i++) {
        size_t len;
        const char *word = pcs_heads_word(h->heads, numbers[i], &len);
        pcs_buffer_append(&words->bytes, word, len);
        words->ends[words->len++] = (uint32_t)words->bytes.len;
    }
    return pcs_buffer_status(&words->bytes, err);
}

static pcs_status match_word(pcs_tier *out, holding *h, const char *word,
                             size_t len, uint32_t number, pcs_error *err)
{
    if (h->form->term->has_grams)
        return pcs_text_match_gram_word(out, h->form, word, len, err);
    return pcs_text_match_word(out, h->form, word, len,
                               &h->heads->lexicon[number], err);
}

/* By the words of the head, each of which is looked at once. */
static pcs_status match_words(pcs_tier *out, holding *h, size_t head,
                              pcs_error *err)
{
    size_t n;
    const uint32_t *numbers = pcs_heads_words(h->heads, head, &n);
    pcs_status status = PCS_OK;
    *out = PCS_TIER_NONE;
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        uint8_t *known = &h->known[numbers[i]];
        if (!*known) {
            size_t len;
            pcs_tier tier;
            const char *word = pcs_heads_word(h->heads, numbers[i], &len);
            status = match_word(&tier, h, word, len, numbers[i], err);
            *known = (uint8_t)(tier + 1);
        }
        if (*known > 1 && (!*out || *known - 1 < (int)*out))
            *out = (pcs_tier)(*known - 1);
    }
    return status;
}

static pcs_status match_raw(pcs_tier *out, const holding *h, size_t head,
                            pcs_error *err)
{
    const pcs_article_record *a;
    const char *text;
    size_t len;
    const pcs_node *node = h->form->term->node;
    uint32_t article = (uint32_t)(head / PCS_HEAD_KINDS);
    pcs_status status = pcs_partition_article(&a, h->p, article, err);
    if (status == PCS_OK)
        status = pcs_partition_string(
            &text, &len, h->p,
            head % PCS_HEAD_KINDS == PCS_HEAD_TITLE ? a->title : a->description,
            err);
    if (status == PCS_OK && h->form->lowest >= PCS_TIER_PART && len &&
        memmem(text, len, node->text, node->len))
        *out = PCS_TIER_PART;
    return status;
}

/* Of one word, most is known by the words of the head. */
static pcs_status match_grams(pcs_tier *out, holding *h, size_t head,
                              bool found, pcs_error *err)
{
    const pcs_term *t = h->form->term;
    bool by_words = t->is_one_word && !(t->node->is_phrase && t->is_altered);
    pcs_status status = PCS_OK;
    if (!found && !(by_words && t->is_altered))
        return PCS_OK;
    if (by_words && t->words.len == 1) {
        status = match_words(out, h, head, err);
        if (status != PCS_OK || !found || *out == PCS_TIER_WORD)
            return status;
        *out = PCS_TIER_NONE;
    }
    status = take_words(h, head, err);
    return status == PCS_OK
               ? pcs_text_match_grams(out, h->form, found, "", 0, err)
               : status;
}

/* A head that has what the pattern begins with at text[at], or not. */
static pcs_status match_head(holding *h, size_t head, bool may_hold,
                             pcs_tier best, pcs_error *err)
{
    const pcs_term *t = h->form->term;
    pcs_tier tier = PCS_TIER_NONE;
    pcs_status status = PCS_OK;
    size_t len, start, end;
    const uint16_t *text = pcs_heads_text(h->heads, head, &len);
    bool found =
        may_hold && pcs_pattern_find(&t->pattern, text, len, 0, &start, &end);
    if (t->kind == PCS_TERM_KIND_RAW) {
        status = match_raw(&tier, h, head, err);
    } else if (t->has_grams) {
        status = match_grams(&tier, h, head, found, err);
    } else if (found) {
        tier = PCS_TIER_WORD;
    } else {
        status = match_words(&tier, h, head, err);
    }
    if (tier <= h->form->lowest)
        note(h, head, tier, best);
    return status;
}

/* Blocks of text are looked at for the first and the last unit of a pattern at
 * once, since most have neither. */
#define BLOCK ((size_t)64)

static bool block_may_hold(const uint16_t *text, uint16_t first,
                           const uint16_t *ends, uint16_t last)
{
    unsigned any = 0;
    for (size_t i = 0; i < BLOCK; i++)
        any |= (unsigned)(text[i] == first) & (unsigned)(ends[i] == last);
    return any != 0;
}

/* The next place at or behind `at` where the first n units of the pattern may
 * begin; len for none. */
static size_t next_place(const uint16_t *text, size_t len, size_t at,
                         const UChar *pattern, size_t n)
{
    uint16_t first = pattern[0], last = pattern[n - 1];
    while (at + n <= len) {
        size_t left = len - n + 1 - at;
        if (left >= BLOCK &&
            !block_may_hold(text + at, first, text + at + n - 1, last)) {
            at += BLOCK;
            continue;
        }
        size_t until = at + (left < BLOCK ? left : BLOCK);
        for (; at < until; at++)
            if (text[at] == first && text[at + n - 1] == last)
                return at;
    }
    return len;
}

/* Whether heads without the pattern's characters may match. */
static bool needs_all(const pcs_term *t)
{
    return t->kind != PCS_TERM_KIND_LITERAL || !t->has_grams ||
           (t->is_one_word && t->is_altered);
}

/* How much of the pattern stands without a gap. */
static size_t solid_length(const pcs_pattern *p)
{
    size_t n = 1;
    while (n < p->len && !p->may_gap[n])
        n++;
    return n;
}

/* Only the heads that may hold the pattern. */
static pcs_status match_holders(holding *h, pcs_tier best, pcs_error *err)
{
    const pcs_pattern *p = &h->form->term->pattern;
    const uint32_t *ends = h->heads->ends;
    size_t len = h->heads->n ? ends[h->heads->n - 1] : 0, head = 0, at = 0;
    size_t n = p->len ? solid_length(p) : 0;
    pcs_status status = PCS_OK;
    while (status == PCS_OK && n &&
           (at = next_place(h->heads->text, len, at, p->text, n)) < len) {
        size_t low = head, high = h->heads->n;
        while (low < high) {
            size_t mid = low + (high - low) / 2;
            if (ends[mid] <= at)
                low = mid + 1;
            else
                high = mid;
        }
        head = low;
        status = match_head(h, head, true, best, err);
        at = ends[head++];
    }
    return status;
}

static pcs_status match_form(pcs_tiers *out, const pcs_heads *heads,
                             pcs_text_matcher *form, pcs_tier best,
                             pcs_error *err)
{
    const pcs_term *t = form->term;
    holding h = {form, heads, &form->m->shelf->partition, NULL, out};
    pcs_status status = PCS_OK;
    form->has_words = true;
    h.known = calloc(heads->n_vocabulary + 1, 1);
    if (!h.known)
        return pcs_error_nomem(err);
    if (!needs_all(t))
        status = match_holders(&h, best, err);
    for (size_t i = 0; status == PCS_OK && needs_all(t) && i < heads->n; i++)
        status = match_head(&h, i, t->kind == PCS_TERM_KIND_LITERAL, best, err);
    free(h.known);
    return status;
}

pcs_status pcs_heads_match(pcs_tiers *out, pcs_matching *m,
                           const pcs_term *term, bool is_among_words,
                           pcs_error *err)
{
    const pcs_heads *heads = NULL;
    pcs_text_matcher matcher;
    pcs_status status = pcs_shelf_heads(&heads, m->shelf, err);
    if (status != PCS_OK)
        return status;
    status = pcs_text_matcher_init(&matcher, term, m, is_among_words, err);
    if (status == PCS_OK)
        status = match_form(out, heads, &matcher, PCS_TIER_WORD, err);
    const pcs_variant *v = matcher.variants;
    for (size_t i = 0; status == PCS_OK && i < matcher.n_forms;
         i++, v = v->next)
        status = match_form(out, heads, &matcher.forms[i], v->tier, err);
    pcs_text_matcher_dispose(&matcher);
    return status;
}
