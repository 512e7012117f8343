/* likeindex.c - which units may be like a sentence, by their words alone */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/likeindex.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"

enum { DIGITS_UNKNOWN, DIGITS_NONE, DIGITS_SOME };

/* From the first to the last letter of katakana, in the order of bytes; a few
 * other scripts stand between. */
static pcs_status find_katakana(pcs_like_index *x, pcs_error *err)
{
    pcs_lexicon_range first, last;
    pcs_status status =
        pcs_lexicon_prefix(&first, x->lexicon, "\xE3\x82\xA1", 3, err);
    if (status == PCS_OK)
        status = pcs_lexicon_prefix(&last, x->lexicon, "\xE3\x87", 2, err);
    if (status == PCS_OK)
        x->katakana = (pcs_lexicon_range){first.first, last.last};
    return status;
}

pcs_status pcs_like_index_open(pcs_like_index *x, pcs_shelf *shelf,
                               uint16_t number, pcs_side side, pcs_error *err)
{
    const pcs_partition *p = &shelf->partition;
    bool is_local = side == PCS_SIDE_LOCAL;
    x->shelf = shelf;
    x->side = side;
    x->number = number;
    x->lexicon = is_local ? &p->words : &p->english;
    x->forward = is_local ? &p->word_forward : &p->english_forward;
    x->number_bytes = 1;
    for (size_t i = x->lexicon->len; i > 0x80; i >>= 7)
        x->number_bytes++;
    x->need = calloc(x->lexicon->len + 1, sizeof *x->need);
    x->digits = calloc(x->lexicon->len + 1, 1);
    x->seen = calloc(p->n_units + 1, 1);
    if (!x->need || !x->digits || !x->seen)
        return pcs_error_nomem(err);
    return find_katakana(x, err);
}

void pcs_like_index_close(pcs_like_index *x)
{
    free(x->need);
    free(x->digits);
    free(x->seen);
    free(x->taken);
    pcs_unit_list_dispose(&x->list);
    memset(x, 0, sizeof *x);
}

/* A word of the question in the lexicon. */
typedef struct known_word {
    const pcs_like_word *word;
    uint32_t number, freq; /* freq 0: the lexicon has it not */
} known_word;

/* One search. */
typedef struct finding {
    pcs_like_index *x;
    const pcs_like_question *q;
    const pcs_tiers *chosen;
    pcs_like_candidates *out;
    known_word *words;
    size_t n; /* words of the question, with repetitions */
} finding;

static const char *term_of(const finding *f, const pcs_like_word *w,
                           size_t *len)
{
    return pcs_terms_get(&f->q->tokens.terms, w->term, len);
}

static int compare_freqs(const void *a, const void *b)
{
    const known_word *x = a, *y = b;
    if (x->freq != y->freq)
        return x->freq < y->freq ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

/* Looks the words up, and sorts them, rare ones first. */
static pcs_status look_up(finding *f, pcs_error *err)
{
    pcs_status status = PCS_OK;
    f->words = calloc(f->q->n_words + 1, sizeof *f->words);
    if (!f->words)
        return pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < f->q->n_words; i++) {
        known_word *k = &f->words[i];
        pcs_lexicon_range range;
        size_t len;
        k->word = &f->q->words[i];
        const char *term = term_of(f, k->word, &len);
        status = pcs_lexicon_find(&range, f->x->lexicon, term, len, err);
        k->number = (uint32_t)range.first;
        if (status != PCS_OK || range.first == range.last)
            continue;
        status = pcs_lexicon_freq(&k->freq, f->x->lexicon, range.first, err);
        f->x->need[k->number] = 2 * k->word->count + k->word->has_digit;
    }
    if (status == PCS_OK)
        qsort(f->words, f->q->n_words, sizeof *f->words, compare_freqs);
    return status;
}

static void forget(finding *f)
{
    for (size_t i = 0; f->words && i < f->q->n_words; i++)
        if (f->words[i].freq)
            f->x->need[f->words[i].number] = 0;
    free(f->words);
}

/* What a text of n words weighs at most as far as the match goes: its marks can
 * only make more difference. */
static uint64_t weigh(const finding *f, size_t n)
{
    size_t longer = n > f->n ? n : f->n;
    return PCS_EDIT_WORD * (uint64_t)longer +
           PCS_EDIT_MARK * (uint64_t)f->q->tokens.marks;
}

/* The most that a match with a text of n words may cost. */
static uint64_t allow(const finding *f, size_t n)
{
    return pcs_edit_cost_max(f->q->percent, weigh(f, n));
}

static pcs_status word_has_digit(bool *out, pcs_like_index *x, uint32_t number,
                                 pcs_error *err)
{
    const char *word;
    size_t len, i = 0;
    if (x->digits[number] == DIGITS_UNKNOWN) {
        pcs_status status =
            pcs_lexicon_word(&word, &len, x->lexicon, number, err);
        if (status != PCS_OK)
            return status;
        x->digits[number] = DIGITS_NONE;
        while (i < len)
            if (u_isdigit((UChar32)pcs_utf8_next(word, len, &i, NULL)))
                x->digits[number] = DIGITS_SOME;
    }
    *out = x->digits[number] == DIGITS_SOME;
    return PCS_OK;
}

/* What a unit and the question have in common. */
typedef struct common {
    size_t n;        /* words of the unit */
    size_t katakana; /* of them, words that may be compounds or their parts */
    size_t shared, shared_digits;
    size_t digits; /* others of the unit that have digits */
} common;

static pcs_status take(common *c, finding *f, uint32_t number, size_t *n_taken,
                       pcs_error *err)
{
    pcs_like_index *x = f->x;
    bool is_digits = false;
    if (number >= x->lexicon->len)
        return pcs_error_set(err, PCS_ECORRUPT, "damaged words of units");
    c->n++;
    c->katakana += number >= x->katakana.first && number < x->katakana.last;
    uint32_t need = x->need[number];
    if (need < 2) {
        pcs_status status = PCS_OK;
        if (f->q->n_digits)
            status = word_has_digit(&is_digits, x, number, err);
        c->digits += is_digits;
        return status;
    }
    if (!PCS_ARRAY_RESERVE(x->taken, x->cap_taken, *n_taken + 1))
        return pcs_error_nomem(err);
    x->taken[(*n_taken)++] = number;
    x->need[number] = need - 2;
    c->shared++;
    c->shared_digits += need & 1;
    return PCS_OK;
}

static pcs_status compare(common *c, finding *f, pcs_sequence sequence,
                          pcs_error *err)
{
    uint32_t number;
    size_t n_taken = 0;
    pcs_status status = PCS_OK;
    *c = (common){0, 0, 0, 0, 0};
    while (status == PCS_OK && pcs_sequence_next(&number, &sequence))
        status = take(c, f, number, &n_taken, err);
    for (size_t i = 0; i < n_taken; i++)
        f->x->need[f->x->taken[i]] += 2;
    return status;
}

/* Katakana compounds are words of a unit beside their parts, of which each has
 * two or more; the question has parts alone. */
static size_t count_least(size_t n, size_t katakana)
{
    return n - katakana / 3;
}

/* What the match costs at least, and weighs at most. */
static uint64_t bound_cost(const finding *f, const common *c, uint64_t *weight)
{
    size_t n = count_least(c->n, c->katakana);
    size_t longer = n > f->n ? n : f->n;
    size_t other = longer > c->shared ? longer - c->shared : 0;
    size_t digits = f->q->n_digits - c->shared_digits;
    digits = digits < c->digits ? digits : c->digits;
    digits = digits < other ? digits : other;
    *weight = weigh(f, n);
    return PCS_EDIT_WORD * (uint64_t)(other - digits) +
           PCS_EDIT_MARK * (uint64_t)digits;
}

static pcs_status get_english(uint64_t *out, const finding *f, uint32_t unit,
                              pcs_error *err)
{
    const pcs_partition *p = &f->x->shelf->partition;
    *out = 0;
    if (f->x->side == PCS_SIDE_LOCAL)
        return PCS_OK;
    pcs_status status = pcs_tables_check(p->tables, &p->unit_english[unit],
                                         sizeof *p->unit_english, err);
    if (status == PCS_OK)
        *out = p->unit_english[unit];
    return status;
}

/* Whether a unit of so many bytes of numbers can be long or short enough. */
static bool has_length(const finding *f, size_t bytes)
{
    size_t most = bytes,
           least = (bytes + f->x->number_bytes - 1) / f->x->number_bytes;
    least = count_least(least, least);
    if (most < f->n)
        return PCS_EDIT_WORD * (uint64_t)(f->n - most) <= allow(f, f->n);
    return least <= f->n ||
           PCS_EDIT_WORD * (uint64_t)(least - f->n) <= allow(f, least);
}

static pcs_status look_at(finding *f, uint32_t unit, pcs_error *err)
{
    pcs_sequence sequence;
    common c;
    uint64_t weight, english;
    pcs_status status = pcs_forward_unit(&sequence, f->x->forward, unit, err);
    if (status != PCS_OK ||
        !has_length(f, (size_t)(sequence.end - sequence.at)))
        return status;
    status = compare(&c, f, sequence, err);
    uint64_t cost = bound_cost(f, &c, &weight);
    if (status != PCS_OK || weight == 0 ||
        cost > pcs_edit_cost_max(f->q->percent, weight))
        return status;
    status = get_english(&english, f, unit, err);
    if (status != PCS_OK)
        return status;
    if (!PCS_ARRAY_RESERVE(f->out->items, f->out->cap, f->out->len + 1))
        return pcs_error_nomem(err);
    f->out->items[f->out->len++] =
        (pcs_like_candidate){english,
                             cost,
                             weight,
                             unit,
                             f->x->number,
                             (uint8_t)f->x->side,
                             (uint8_t)pcs_edit_percent(cost, weight)};
    return PCS_OK;
}

static bool is_chosen(const finding *f, uint32_t unit)
{
    return !f->chosen || f->chosen[unit] != PCS_TIER_NONE;
}

static pcs_status look_at_all(finding *f, pcs_error *err)
{
    pcs_status status = PCS_OK;
    size_t n = f->x->shelf->partition.n_units;
    for (uint32_t u = 0; status == PCS_OK && u < n; u++)
        if (is_chosen(f, u))
            status = look_at(f, u, err);
    return status;
}

/* The units of a word that were not looked at before. */
static pcs_status look_at_word(finding *f, const known_word *k,
                               pcs_buffer *term, pcs_error *err)
{
    pcs_like_index *x = f->x;
    size_t len;
    const char *word = term_of(f, k->word, &len);
    pcs_buffer_clear(term);
    pcs_buffer_putc(term, x->side == PCS_SIDE_LOCAL ? PCS_TERM_WORD
                                                    : PCS_TERM_ENGLISH);
    pcs_buffer_append(term, word, len);
    x->list.len = 0;
    pcs_status status = pcs_buffer_status(term, err);
    if (status == PCS_OK)
        status = pcs_postings_read_known(
            &x->list, x->shelf->postings, term->data, term->len,
            x->shelf->partition.n_units, k->freq, err);
    for (size_t i = 0; status == PCS_OK && i < x->list.len; i++) {
        uint32_t unit = x->list.units[i];
        if (x->seen[unit] || !is_chosen(f, unit))
            continue;
        x->seen[unit] = 1;
        status = look_at(f, unit, err);
    }
    return status;
}

/* How many of the rarest words, with repetitions, one has to share; 0 where
 * none is needed, so that all units may match. */
static size_t count_prefix(const finding *f)
{
    uint64_t most = allow(f, f->n) / PCS_EDIT_WORD;
    size_t plain = f->n - f->q->n_digits;
    return most < plain ? (size_t)most + 1 : 0;
}

/* Whether the postings of a prefix cost more than a look at all units. */
static bool is_dear(const finding *f, size_t prefix)
{
    uint64_t units = 0;
    for (size_t i = 0, n = 0; i < f->q->n_words && n < prefix; i++) {
        if (f->words[i].word->has_digit)
            continue;
        n += f->words[i].word->count;
        units += f->words[i].freq;
    }
    return units > f->x->shelf->partition.n_units;
}

static pcs_status look_at_prefix(finding *f, size_t prefix, pcs_error *err)
{
    pcs_buffer term = {0};
    pcs_status status = PCS_OK;
    for (size_t i = 0, n = 0;
         status == PCS_OK && i < f->q->n_words && n < prefix; i++) {
        const known_word *k = &f->words[i];
        if (k->word->has_digit)
            continue;
        n += k->word->count;
        if (k->freq)
            status = look_at_word(f, k, &term, err);
    }
    pcs_buffer_dispose(&term);
    memset(f->x->seen, 0, f->x->shelf->partition.n_units);
    return status;
}

pcs_status pcs_like_index_find(pcs_like_candidates *out, pcs_like_index *x,
                               const pcs_like_question *q,
                               const pcs_tiers *chosen, pcs_error *err)
{
    finding f = {x, q, chosen, out, NULL, q->tokens.words};
    pcs_status status = look_up(&f, err);
    if (status == PCS_OK) {
        size_t prefix = count_prefix(&f);
        status = prefix == 0 || is_dear(&f, prefix)
                     ? look_at_all(&f, err)
                     : look_at_prefix(&f, prefix, err);
    }
    forget(&f);
    return status;
}
