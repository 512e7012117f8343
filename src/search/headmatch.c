/* headmatch.c - how well terms match titles and descriptions */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/headmatch.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "search/textmatch.h"
#include "search/variants.h"

/* A form of a term that is held against all heads of a shelf. */
typedef struct holding {
    pcs_text_matcher *form;
    const pcs_head_index *index;
    const pcs_heads *heads;
    const pcs_head_range *range;
    const pcs_partition *p;
    pcs_tier best;  /* what is better counts as this */
    uint8_t *known; /* of each word of the heads: its tier plus one */
    bool *holds;    /* of each head of the range: it has the pattern */
    size_t n_read;  /* heads whose words were looked at */
    pcs_tiers *out; /* of each head of the range */
} holding;

static bool is_wanted(const holding *h, size_t head)
{
    return !h->range->limit || h->range->limit[head - h->range->first];
}

static void note(holding *h, size_t head, pcs_tier tier)
{
    pcs_tiers *out = &h->out[head - h->range->first];
    if (tier > h->form->lowest)
        return;
    if (tier && tier < h->best)
        tier = h->best;
    if (tier && tier <= h->form->m->lowest && (!*out || tier < (pcs_tier)*out))
        *out = (pcs_tiers)tier;
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
            pcs_tier tier = PCS_TIER_NONE;
            const char *word = pcs_heads_word(h->heads, numbers[i], &len);
            status = match_word(&tier, h, word, len, numbers[i], err);
            if (status == PCS_OK)
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

/* What begins a word says enough, where there is too much to read it all. */
static bool is_enough(const holding *h)
{
    return h->range->n_read_max && h->n_read >= h->range->n_read_max;
}

/* A head that has what the pattern begins with, or all of it. */
static pcs_status match_holder(holding *h, size_t head, pcs_error *err)
{
    const pcs_term *t = h->form->term;
    pcs_tier tier = PCS_TIER_NONE;
    pcs_status status = PCS_OK;
    size_t len, start, end;
    const uint16_t *text = pcs_heads_text(h->heads, head, &len);
    if (!pcs_pattern_find(&t->pattern, text, len, 0, &start, &end))
        return PCS_OK;
    if (h->holds)
        h->holds[head - h->range->first] = true;
    if (!t->has_grams)
        tier = PCS_TIER_WORD;
    else if (is_enough(h))
        tier = PCS_TIER_PART;
    else
        status = match_grams(&tier, h, head, true, err);
    h->n_read++;
    note(h, head, tier);
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

/* How much of the pattern stands without a gap. */
static size_t solid_length(const pcs_pattern *p)
{
    size_t n = 1;
    while (n < p->len && !p->may_gap[n])
        n++;
    return n;
}

/* Only the heads that may hold the pattern. */
static pcs_status match_holders(holding *h, pcs_error *err)
{
    const pcs_pattern *p = &h->form->term->pattern;
    const uint32_t *ends = h->heads->ends;
    size_t head = h->range->first, last = h->range->last;
    size_t at = head ? ends[head - 1] : 0, len = last ? ends[last - 1] : 0;
    size_t n = p->len ? solid_length(p) : 0;
    pcs_status status = PCS_OK;
    while (status == PCS_OK && n &&
           (at = next_place(h->heads->text, len, at, p->text, n)) < len) {
        size_t low = head, high = last;
        while (low < high) {
            size_t mid = low + (high - low) / 2;
            if (ends[mid] <= at)
                low = mid + 1;
            else
                high = mid;
        }
        head = low;
        if (is_wanted(h, head))
            status = match_holder(h, head, err);
        at = ends[head++];
    }
    return status;
}

static pcs_status match_all_raw(holding *h, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = h->range->first; status == PCS_OK && i < h->range->last;
         i++) {
        pcs_tier tier = PCS_TIER_NONE;
        if (!is_wanted(h, i))
            continue;
        status = match_raw(&tier, h, i, err);
        note(h, i, tier);
    }
    return status;
}

/* A term of several words that is not the pattern's characters. */
static pcs_status match_altered(holding *h, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = h->range->first;
         status == PCS_OK && i < h->range->last && !is_enough(h); i++) {
        pcs_tier tier = PCS_TIER_NONE;
        if (h->holds[i - h->range->first] || !is_wanted(h, i))
            continue;
        status = match_grams(&tier, h, i, false, err);
        note(h, i, tier);
        h->n_read++;
    }
    return status;
}

/* The heads that have a word, by its tier; where the term has grams, those
 * that hold its characters are known better. */
static pcs_status match_by_word(holding *h, uint32_t word, pcs_error *err)
{
    size_t len;
    const char *text = pcs_heads_word(h->heads, word, &len);
    pcs_tier tier = PCS_TIER_NONE;
    pcs_status status = PCS_OK;
    if (h->known[word])
        tier = (pcs_tier)(h->known[word] - 1);
    else
        status = match_word(&tier, h, text, len, word, err);
    h->known[word] = (uint8_t)(tier + 1);
    if (status != PCS_OK || !tier)
        return status;
    size_t first = h->range->first, end = h->index->starts[word + (size_t)1];
    for (size_t i = pcs_head_index_place(h->index, word, first); i < end; i++) {
        uint32_t head = h->index->places[i];
        if (head >= h->range->last)
            break;
        if (!h->holds || !h->holds[head - first])
            note(h, head, tier);
    }
    return PCS_OK;
}

static pcs_status match_range(holding *h, size_t first, size_t last,
                              pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t w = first; status == PCS_OK && w < last; w++)
        status = match_by_word(h, (uint32_t)w, err);
    return status;
}

/* Whether a word, which is never empty, may have one of the term's stems. */
static bool may_share_stem(const holding *h, uint32_t word)
{
    size_t len;
    const char *text = pcs_heads_word(h->heads, word, &len);
    if (h->form->any_beginning || (unsigned char)text[0] >= 0x80)
        return true;
    for (size_t i = 0; i < 2; i++) {
        const pcs_buffer *key = &h->form->keys[i];
        if (key->len &&
            (key->data[0] == text[0] || (unsigned char)key->data[0] >= 0x80))
            return true;
    }
    return false;
}

/* Words that the vocabulary has are in the expansion, or are not meant. */
static pcs_status match_expansion(holding *h, pcs_error *err)
{
    const pcs_expansion *x = &h->form->expansion;
    pcs_status status = PCS_OK;
    uint32_t word;
    for (size_t i = 0; status == PCS_OK && i < x->len; i++)
        if (pcs_head_index_known(&word, h->index, x->items[i].word))
            status = match_by_word(h, word, err);
    for (size_t i = 0; status == PCS_OK && i < h->index->n_strays; i++)
        if (may_share_stem(h, h->index->strays[i]))
            status = match_by_word(h, h->index->strays[i], err);
    return status;
}

/* Words that end as a part of them that is wanted, of n bytes. Few end with
 * its last byte, which is looked at first. */
static pcs_status match_endings(holding *h, const char *wanted, size_t n,
                                pcs_error *err)
{
    const uint32_t *ends = h->heads->bytes_ends;
    const char *bytes = h->heads->bytes;
    pcs_status status = PCS_OK;
    uint32_t start = 0;
    for (size_t w = 0; status == PCS_OK && w < h->heads->n_vocabulary; w++) {
        size_t len = ends[w] - start, end = ends[w];
        start = ends[w];
        if (len > n && bytes[end - 1] == wanted[n - 1] &&
            memcmp(bytes + end - n, wanted, n) == 0)
            status = match_by_word(h, (uint32_t)w, err);
    }
    return status;
}

/* By the vocabulary of the heads: pcs_text_match_word of each that may be
 * meant. */
static pcs_status match_vocabulary(holding *h, pcs_error *err)
{
    const pcs_term *t = h->form->term;
    const char *wanted = t->folded.data;
    size_t first, last, n = t->folded.len;
    if (t->has_grams || h->form->m->shelf->dictionary)
        return match_range(h, 0, h->heads->n_vocabulary, err);
    if (t->kind == PCS_TERM_KIND_WORD)
        wanted = pcs_terms_get(&t->words, 0, &n);
    if (n == 0)
        return PCS_OK;
    pcs_head_index_prefix(&first, &last, h->index, wanted, n);
    bool has_parts = h->form->m->lowest >= PCS_TIER_PART &&
                     !t->node->is_phrase &&
                     pcs_utf8_count(wanted, n) >= PCS_PART_LETTERS_MIN;
    if (t->kind != PCS_TERM_KIND_PREFIX && !has_parts && last > first)
        last = first + 1;
    pcs_status status = match_range(h, first, last, err);
    if (status == PCS_OK && t->kind == PCS_TERM_KIND_WORD &&
        !t->node->is_phrase && h->form->m->lowest >= PCS_TIER_STEM)
        status = match_expansion(h, err);
    if (status == PCS_OK && t->kind != PCS_TERM_KIND_PREFIX && has_parts)
        status = match_endings(h, wanted, n, err);
    return status;
}

/* By the characters, by the words, or by both. */
static pcs_status match_texts(holding *h, pcs_error *err)
{
    const pcs_term *t = h->form->term;
    bool by_words = t->is_one_word && !(t->node->is_phrase && t->is_altered);
    pcs_status status = PCS_OK;
    if (t->kind == PCS_TERM_KIND_RAW)
        return match_all_raw(h, err);
    if (t->kind == PCS_TERM_KIND_LITERAL)
        status = match_holders(h, err);
    if (status != PCS_OK || (t->has_grams && !(by_words && t->is_altered)))
        return status;
    return t->has_grams && t->words.len != 1 ? match_altered(h, err)
                                             : match_vocabulary(h, err);
}

static pcs_status match_form(pcs_tiers *out, const pcs_head_index *index,
                             const pcs_head_range *range,
                             pcs_text_matcher *form, pcs_tier best,
                             pcs_error *err)
{
    holding h = {.form = form,
                 .index = index,
                 .heads = &index->heads,
                 .range = range,
                 .p = &form->m->shelf->partition,
                 .best = best,
                 .out = out};
    form->has_words = true;
    h.known = calloc(h.heads->n_vocabulary + 1, 1);
    if (form->term->has_grams)
        h.holds = calloc(range->last - range->first + 1, sizeof *h.holds);
    pcs_status status = h.known && (h.holds || !form->term->has_grams)
                            ? match_texts(&h, err)
                            : pcs_error_nomem(err);
    free(h.known);
    free(h.holds);
    return status;
}

pcs_status pcs_head_range_match(pcs_tiers *out, const pcs_head_range *range,
                                pcs_matching *m, const pcs_term *term,
                                bool is_among_words, pcs_error *err)
{
    const pcs_head_index *index = NULL;
    pcs_text_matcher matcher;
    pcs_status status = pcs_shelf_head_index(&index, m->shelf, err);
    if (status != PCS_OK)
        return status;
    status = pcs_text_matcher_init(&matcher, term, m, is_among_words, err);
    if (status == PCS_OK)
        status = match_form(out, index, range, &matcher, PCS_TIER_WORD, err);
    const pcs_variant *v = matcher.variants;
    for (size_t i = 0; status == PCS_OK && i < matcher.n_forms;
         i++, v = v->next)
        status = match_form(out, index, range, &matcher.forms[i], v->tier, err);
    pcs_text_matcher_dispose(&matcher);
    return status;
}

pcs_status pcs_heads_match(pcs_tiers *out, pcs_matching *m,
                           const pcs_term *term, bool is_among_words,
                           pcs_error *err)
{
    size_t n = PCS_HEAD_KINDS * m->shelf->partition.n_articles;
    const pcs_head_range range = {.first = 0, .last = n};
    return pcs_head_range_match(out, &range, m, term, is_among_words, err);
}
