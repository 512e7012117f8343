/* senses.c - what words are translated by, from the units they stand in */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/senses.h"

#include <stdlib.h>
#include <string.h>

/* Evidence beyond these many units changes little and costs memory. */
#define UNITS_MAX 60000u

/* A unit with more English words, and more units of one word, say little more
 * and would take long. */
#define ENGLISH_MAX 300u
#define EVIDENCE_MAX 500u

/* The number that an English word and its plural share. */
static uint32_t class_of(const pcs_barewords *english, uint32_t i)
{
    char word[256];
    size_t len;
    const char *text = pcs_barewords_word(english, i, &len);
    if (len < 4 || len >= sizeof word || text[len - 1] != 's')
        return i;
    memcpy(word, text, len);
    uint32_t found = PCS_NO_WORD;
    if (memcmp(word + len - 3, "ies", 3) == 0) {
        word[len - 3] = 'y';
        found = pcs_barewords_find(english, word, len - 2);
    }
    if (found == PCS_NO_WORD)
        found = pcs_barewords_find(english, text, len - 1);
    if (found == PCS_NO_WORD && memcmp(word + len - 2, "es", 2) == 0)
        found = pcs_barewords_find(english, text, len - 2);
    return found == PCS_NO_WORD ? i : found;
}

/* Most words are rare, and few of those are asked for. */
struct pcs_rare_senses {
    pcs_postings *postings;
    pcs_unit_list units; /* of the word that was asked for last */
    pcs_status status;
    pcs_error err;
};

/* Lists of numbers below a limit that belong to keys, by way of pairs. */
typedef struct pairs {
    uint32_t *keys, *values;
    size_t len, cap_keys, cap_values;
} pairs;

/* The units below the limit that a word of the list stands in. */
static pcs_status read_units(pcs_unit_list *list, const pcs_barewords *words,
                             pcs_postings *postings, char kind, uint32_t i,
                             uint32_t limit, pcs_error *err)
{
    char term[PCS_POSTING_TERM_MAX + 1];
    size_t len;
    const char *word = pcs_barewords_word(words, i, &len);
    list->len = 0;
    if (len >= sizeof term)
        return PCS_OK;
    term[0] = kind;
    memcpy(term + 1, word, len);
    pcs_status status = pcs_postings_read_known(
        list, postings, term, len + 1, UINT32_MAX, words->freqs[i], err);
    while (list->len > 0 && list->units[list->len - 1] >= limit)
        list->len--;
    return status;
}

static pcs_status add_pairs(pairs *p, uint32_t key, const pcs_unit_list *list,
                            pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(p->keys, p->cap_keys, p->len + list->len) ||
        !PCS_ARRAY_RESERVE(p->values, p->cap_values, p->len + list->len))
        return pcs_error_nomem(err);
    for (size_t j = 0; j < list->len; j++) {
        p->keys[p->len] = key;
        p->values[p->len++] = list->units[j];
    }
    return PCS_OK;
}

static void dispose_pairs(pairs *p)
{
    free(p->keys);
    free(p->values);
}

/* The units of the words that stand in min units at least. */
static pcs_status read_pairs(pairs *p, const pcs_barewords *words,
                             pcs_postings *postings, char kind, uint32_t min,
                             uint32_t limit, pcs_error *err)
{
    pcs_unit_list list = {0};
    pcs_status status = PCS_OK;
    for (uint32_t i = 0; status == PCS_OK && i < words->len; i++) {
        if (words->freqs[i] < min)
            continue;
        status = read_units(&list, words, postings, kind, i, limit, err);
        if (status == PCS_OK)
            status = add_pairs(p, i, &list, err);
    }
    pcs_unit_list_dispose(&list);
    return status;
}

/* Pairs as lists by one of their members. */
static pcs_status by_counting(uint32_t **ends, uint32_t **items,
                              const uint32_t *keys, const uint32_t *values,
                              size_t len, size_t n_keys, pcs_error *err)
{
    *ends = calloc(n_keys + 2, sizeof **ends);
    *items = malloc((len + 1) * sizeof **items);
    if (!*ends || !*items)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < len; i++)
        (*ends)[keys[i] + 2]++;
    for (size_t i = 2; i <= n_keys; i++)
        (*ends)[i] += (*ends)[i - 1];
    for (size_t i = 0; i < len; i++)
        (*items)[(*ends)[keys[i] + 1]++] = values[i];
    return PCS_OK;
}

static uint32_t begin_of(const uint32_t *ends, uint32_t i)
{
    return ends[i];
}

static uint32_t end_of(const uint32_t *ends, uint32_t i)
{
    return ends[i + 1];
}

/* The local words that are spelt like English ones. */
static pcs_status find_own(pcs_senses *s, const pcs_barewords *english,
                           pcs_error *err)
{
    s->own = malloc((s->words->len + 1) * sizeof *s->own);
    if (!s->own)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < s->words->len; i++) {
        size_t len;
        const char *word = pcs_barewords_word(s->words, i, &len);
        uint32_t e = pcs_barewords_find(english, word, len);
        s->own[i] = e == PCS_NO_WORD ? e : class_of(english, e);
    }
    return PCS_OK;
}

static pcs_status read_english(pcs_senses *s, uint32_t **freqs, size_t *n,
                               const pcs_wordset *words, pcs_postings *postings,
                               pcs_error *err)
{
    pcs_barewords english = {0};
    pcs_stemmer *stemmer;
    pairs p = {0};
    pcs_status status = pcs_stemmer_new(&stemmer, "en", err);
    if (status == PCS_OK)
        status = pcs_barewords_make(&english, words, stemmer, err);
    if (status == PCS_OK)
        status = find_own(s, &english, err);
    if (status == PCS_OK)
        status = read_pairs(&p, &english, postings, 'E', 0, s->n_units, err);
    *n = english.len;
    *freqs = calloc(english.len + 1, sizeof **freqs);
    if (status == PCS_OK && !*freqs)
        status = pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < p.len; i++) {
        p.keys[i] = class_of(&english, p.keys[i]);
        (*freqs)[p.keys[i]]++;
    }
    if (status == PCS_OK)
        status = by_counting(&s->unit_ends, &s->unit_english, p.values, p.keys,
                             p.len, s->n_units, err);
    dispose_pairs(&p);
    pcs_barewords_dispose(&english);
    pcs_stemmer_free(stemmer);
    return status;
}

/* What counting for one word needs: counts of English words, all zero between
 * words. */
typedef struct counting {
    uint32_t *counts, *touched;
    const uint32_t *freqs;
    size_t n_touched;
} counting;

static void count(counting *c, const pcs_senses *s, uint32_t word)
{
    for (uint32_t i = begin_of(s->word_ends, word);
         i < end_of(s->word_ends, word); i++) {
        uint32_t unit = s->word_units[i];
        if (end_of(s->unit_ends, unit) - begin_of(s->unit_ends, unit) >
            ENGLISH_MAX)
            continue;
        for (uint32_t j = begin_of(s->unit_ends, unit);
             j < end_of(s->unit_ends, unit); j++) {
            uint32_t e = s->unit_english[j];
            c->touched[c->n_touched] = e; /* no branch, none to guess */
            c->n_touched += c->counts[e]++ == 0;
        }
    }
}

static void choose(counting *c, pcs_senses *s, uint32_t word)
{
    uint32_t n = end_of(s->word_ends, word) - begin_of(s->word_ends, word);
    uint32_t *sense = s->senses + (size_t)word * PCS_SENSE_WORDS;
    double best[PCS_SENSE_WORDS] = {0};
    for (size_t i = 0; i < PCS_SENSE_WORDS; i++)
        sense[i] = PCS_NO_WORD;
    for (size_t i = 0; i < c->n_touched; i++) {
        uint32_t e = c->touched[i];
        double dice = 2.0 * c->counts[e] / (double)(n + c->freqs[e]);
        c->counts[e] = 0;
        size_t at = PCS_SENSE_WORDS;
        while (at > 0 && dice > best[at - 1])
            at--;
        for (size_t j = PCS_SENSE_WORDS; at < j && --j > at;) {
            best[j] = best[j - 1];
            sense[j] = sense[j - 1];
        }
        if (at < PCS_SENSE_WORDS) {
            best[at] = dice;
            sense[at] = e;
        }
    }
    /* A word that goes along now and then is not the sense. */
    for (size_t i = 1; i < PCS_SENSE_WORDS; i++)
        if (best[i] < best[0] / 3)
            sense[i] = PCS_NO_WORD;
    c->n_touched = 0;
}

static pcs_status choose_all(pcs_senses *s, const uint32_t *freqs, size_t n,
                             pcs_error *err)
{
    counting c = {calloc(n + 1, sizeof *c.counts),
                  calloc(n + 1, sizeof *c.touched), freqs, 0};
    s->senses =
        malloc((s->words->len + 1) * PCS_SENSE_WORDS * sizeof *s->senses);
    bool good = c.counts && c.touched && s->senses;
    for (uint32_t i = 0; good && i < s->words->len; i++) {
        if (pcs_senses_known(s, i))
            count(&c, s, i);
        choose(&c, s, i);
    }
    free(c.counts);
    free(c.touched);
    return good ? PCS_OK : pcs_error_nomem(err);
}

pcs_status pcs_senses_find(pcs_senses *s, const pcs_barewords *words,
                           const pcs_wordset *english, pcs_postings *postings,
                           uint32_t n_units, pcs_error *err)
{
    uint32_t *freqs = NULL;
    size_t n = 0;
    pairs p = {0};
    s->rare = calloc(1, sizeof *s->rare);
    if (!s->rare)
        return pcs_error_nomem(err);
    s->rare->postings = postings;
    s->words = words;
    s->n_units = n_units < UNITS_MAX ? n_units : UNITS_MAX;
    pcs_status status = read_english(s, &freqs, &n, english, postings, err);
    if (status == PCS_OK)
        status = read_pairs(&p, words, postings, 'W', PCS_SENSE_UNITS,
                            s->n_units, err);
    if (status == PCS_OK)
        status = by_counting(&s->word_ends, &s->word_units, p.keys, p.values,
                             p.len, words->len, err);
    dispose_pairs(&p);
    if (status == PCS_OK)
        status = choose_all(s, freqs, n, err);
    free(freqs);
    return status;
}

void pcs_senses_dispose(pcs_senses *s)
{
    free(s->unit_ends);
    free(s->unit_english);
    free(s->word_ends);
    free(s->word_units);
    free(s->senses);
    free(s->own);
    if (s->rare)
        pcs_unit_list_dispose(&s->rare->units);
    free(s->rare);
    memset(s, 0, sizeof *s);
}

bool pcs_senses_known(const pcs_senses *s, uint32_t word)
{
    return end_of(s->word_ends, word) - begin_of(s->word_ends, word) >=
           PCS_SENSE_UNITS;
}

/* Units have few English words: looking at all of them is quicker than asking
 * after each. */
static bool has_sense(const pcs_senses *s, uint32_t unit, const uint32_t *sense)
{
    const uint32_t *english = s->unit_english + begin_of(s->unit_ends, unit);
    uint32_t n = end_of(s->unit_ends, unit) - begin_of(s->unit_ends, unit);
    uint32_t a = sense[0], b = sense[1], c = sense[2], found = 0;
    _Static_assert(PCS_SENSE_WORDS == 3, "a sense is three words");
    n = n < ENGLISH_MAX ? n : ENGLISH_MAX;
    for (uint32_t i = 0; i < n; i++)
        found |= (uint32_t)(english[i] == a) | (uint32_t)(english[i] == b) |
                 (uint32_t)(english[i] == c);
    return found;
}

/* The units of a rare word; none where they could not be read. */
static size_t rare_units(const pcs_senses *s, uint32_t word,
                         const uint32_t **units)
{
    struct pcs_rare_senses *r = s->rare;
    if (r->status == PCS_OK)
        r->status = read_units(&r->units, s->words, r->postings, 'W', word,
                               s->n_units, &r->err);
    *units = r->units.units;
    return r->status == PCS_OK ? r->units.len : 0;
}

static size_t units_of(const pcs_senses *s, uint32_t word,
                       const uint32_t **units)
{
    if (s->words->freqs[word] < PCS_SENSE_UNITS)
        return rare_units(s, word, units);
    *units = s->word_units + begin_of(s->word_ends, word);
    return end_of(s->word_ends, word) - begin_of(s->word_ends, word);
}

double pcs_senses_share(const pcs_senses *s, uint32_t word, uint32_t as)
{
    const uint32_t *units;
    const uint32_t *sense = s->senses + (size_t)as * PCS_SENSE_WORDS;
    size_t n = 0, len = units_of(s, word, &units);
    if (len > EVIDENCE_MAX)
        len = EVIDENCE_MAX;
    for (size_t i = 0; i < len; i++)
        n += has_sense(s, units[i], sense);
    return len > 0 ? (double)n / (double)len : 0;
}

pcs_status pcs_senses_status(const pcs_senses *s, pcs_error *err)
{
    if (s->rare && s->rare->status != PCS_OK)
        *err = s->rare->err;
    return s->rare ? s->rare->status : PCS_OK;
}

bool pcs_senses_is_english(const pcs_senses *s, uint32_t word)
{
    return s->own[word] != PCS_NO_WORD &&
           s->own[word] == s->senses[(size_t)word * PCS_SENSE_WORDS];
}

double pcs_senses_compare(const pcs_senses *s, uint32_t word, uint32_t as)
{
    if (!pcs_senses_known(s, word) || !pcs_senses_known(s, as))
        return PCS_SENSE_UNKNOWN;
    return pcs_senses_share(s, word, as);
}
