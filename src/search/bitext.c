/* bitext.c - a sample of aligned units, as classes of words */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/bitext.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/functionwords.h"

/* Units beyond these say little more. */
#define SAMPLE_MAX 1200u
/* Words of a unit beyond these are not looked at: it is a table. */
#define WORDS_MAX 200u
/* Beyond this it does not matter how often. */
#define REPEATED_MAX 8u
/* A class that stands with the term so often, whenever it stands, is the
 * term's own. */
#define OWN_MIN 0.8
/* A weaker association explains nothing. */
#define EXPLAINS_MIN 0.2

pcs_status pcs_bitext_init(pcs_bitext *b, const pcs_partition *p, pcs_side side,
                           pcs_error *err)
{
    b->partition = p;
    b->side = side;
    bool is_local = side == PCS_SIDE_LOCAL;
    b->own_units = is_local ? &p->english_forward : &p->word_forward;
    b->units = is_local ? &p->word_forward : &p->english_forward;
    b->own = is_local ? &p->english_associations : &p->word_associations;
    b->other = is_local ? &p->word_associations : &p->english_associations;
    b->words = is_local ? &p->words : &p->english;
    pcs_status status = pcs_associations_check(b->own, err);
    return status == PCS_OK ? pcs_associations_check(b->other, err) : status;
}

void pcs_bitext_dispose(pcs_bitext *b)
{
    free(b->classes);
    free(b->flags);
    free(b->ends);
    memset(b, 0, sizeof *b);
}

pcs_status pcs_bitext_class(uint32_t *out, const pcs_lexicon *lexicon,
                            const pcs_associations *associations,
                            const char *word, size_t len, pcs_error *err)
{
    pcs_lexicon_range range;
    *out = PCS_NO_PARTNER;
    pcs_status status = pcs_lexicon_find(&range, lexicon, word, len, err);
    if (status == PCS_OK && range.first < range.last &&
        range.first < associations->n)
        *out = associations->classes[range.first];
    return status;
}

/* What reading needs, by class. */
typedef struct reading {
    uint32_t *counts; /* own side: units of the sample that have it */
    uint32_t *latest; /* own side: the last unit that had it, plus one */
    uint32_t *here;   /* own side: how often that unit has it */
    uint8_t *is_term; /* own side */
    uint8_t *kinds;   /* other side: 0 not known, 1 a word, 2 a function word */
    uint32_t *twins;  /* other side, once that is known: the own class of the
                         same word */
} reading;

static void dispose_reading(reading *r)
{
    free(r->counts);
    free(r->latest);
    free(r->here);
    free(r->is_term);
    free(r->kinds);
    free(r->twins);
}

static pcs_status make_reading(reading *r, const pcs_bitext *b, pcs_error *err)
{
    r->counts = calloc(b->own->n + 1, sizeof *r->counts);
    r->latest = calloc(b->own->n + 1, sizeof *r->latest);
    r->here = calloc(b->own->n + 1, sizeof *r->here);
    r->is_term = calloc(b->own->n + 1, 1);
    r->kinds = calloc(b->other->n + 1, 1);
    r->twins = malloc((b->other->n + 1) * sizeof *r->twins);
    return r->counts && r->latest && r->here && r->is_term && r->kinds &&
                   r->twins
               ? PCS_OK
               : pcs_error_nomem(err);
}

/* Notes the classes of the unit's own side. */
static pcs_status note_own(reading *r, const pcs_bitext *b, uint32_t unit,
                           uint32_t stamp, pcs_error *err)
{
    pcs_sequence s;
    uint32_t word;
    pcs_status status = pcs_forward_unit(&s, b->own_units, unit, err);
    for (size_t i = 0;
         status == PCS_OK && i < WORDS_MAX && pcs_sequence_next(&word, &s);
         i++) {
        if (word >= b->own->n)
            return pcs_error_set(err, PCS_ECORRUPT, "no word %u", word);
        uint32_t class = b->own->classes[word];
        if (r->latest[class] != stamp) {
            r->latest[class] = stamp;
            r->here[class] = 0;
            r->counts[class]++;
        }
        r->here[class]++;
    }
    return status;
}

static pcs_status find_kind(reading *r, const pcs_bitext *b, uint32_t class,
                            pcs_error *err)
{
    const char *word;
    size_t len;
    if (r->kinds[class])
        return PCS_OK;
    pcs_status status = pcs_lexicon_word(&word, &len, b->words, class, err);
    if (status != PCS_OK)
        return status;
    r->kinds[class] = pcs_functionwords_has(word, len) ? 2 : 1;
    return pcs_bitext_class(&r->twins[class],
                            b->side == PCS_SIDE_LOCAL ? &b->partition->english
                                                      : &b->partition->words,
                            b->own, word, len, err);
}

/* Whether the words of the unit's own side, which have the stamp, explain a
 * class that stands n times in the unit: its partner, or the word itself. */
static bool is_explained(const reading *r, const pcs_bitext *b, uint32_t class,
                         size_t n, uint32_t stamp)
{
    uint32_t partner = b->other->partners[class], twin = r->twins[class];
    if (twin < b->own->n && !r->is_term[twin] && r->latest[twin] == stamp &&
        r->here[twin] >= n)
        return true;
    return partner < b->own->n && !r->is_term[partner] &&
           r->latest[partner] == stamp && r->here[partner] >= n &&
           b->other->best[class] >= EXPLAINS_MIN * 65535;
}

/* How often each word of a unit stands in it decides what explains it. */
static void flag_unit(pcs_bitext *b, const reading *r, size_t first,
                      size_t last, uint32_t stamp)
{
    for (size_t i = first; i < last; i++) {
        uint32_t class = b->classes[i];
        size_t n = 0;
        for (size_t j = first; j < last && n <= REPEATED_MAX; j++)
            n += b->classes[j] == class;
        uint32_t partner = b->other->partners[class];
        bool is_function = r->kinds[class] == 2;
        bool is_free = is_function || !is_explained(r, b, class, n, stamp);
        b->flags[i] = (uint8_t)((is_free ? PCS_BITEXT_FREE : 0) |
                                (is_function ? PCS_BITEXT_FUNCTION : 0) |
                                (partner < b->own->n && r->is_term[partner]
                                     ? PCS_BITEXT_PARTNER
                                     : 0));
    }
}

static pcs_status read_unit(pcs_bitext *b, reading *r, uint32_t unit,
                            uint32_t stamp, size_t *len, pcs_error *err)
{
    pcs_sequence s;
    uint32_t word;
    size_t cap = b->cap_words, first = *len;
    pcs_status status = note_own(r, b, unit, stamp, err);
    if (status == PCS_OK)
        status = pcs_forward_unit(&s, b->units, unit, err);
    if (status == PCS_OK &&
        (!PCS_ARRAY_RESERVE(b->classes, cap, *len + WORDS_MAX) ||
         !PCS_ARRAY_RESERVE(b->flags, b->cap_words, *len + WORDS_MAX)))
        return pcs_error_nomem(err);
    for (size_t i = 0;
         status == PCS_OK && i < WORDS_MAX && pcs_sequence_next(&word, &s);
         i++) {
        if (word >= b->other->n)
            return pcs_error_set(err, PCS_ECORRUPT, "no word %u", word);
        uint32_t class = b->other->classes[word];
        status = find_kind(r, b, class, err);
        b->classes[(*len)++] = class;
    }
    flag_unit(b, r, first, *len, stamp);
    return status;
}

/* Which classes of its own side are the term. */
static pcs_status find_term(reading *r, const pcs_bitext *b,
                            const uint32_t *units, size_t n, size_t step,
                            const uint32_t *term, size_t n_term, pcs_error *err)
{
    pcs_status status = PCS_OK;
    uint32_t stamp = 0;
    for (size_t i = 0; status == PCS_OK && i < n; i += step)
        status = note_own(r, b, units[i], ++stamp, err);
    for (size_t i = 0; status == PCS_OK && i < b->own->n; i++)
        r->is_term[i] = r->counts[i] * b->scale >= OWN_MIN * b->own->freqs[i] &&
                        r->counts[i] > 0;
    for (size_t i = 0; i < n_term; i++)
        if (term[i] < b->own->n)
            r->is_term[term[i]] = 1;
    memset(r->latest, 0, (b->own->n + 1) * sizeof *r->latest);
    return status;
}

pcs_status pcs_bitext_read(pcs_bitext *b, const uint32_t *units, size_t n,
                           const uint32_t *term, size_t n_term, pcs_error *err)
{
    reading r;
    size_t step = n / SAMPLE_MAX + 1, len = 0;
    memset(&r, 0, sizeof r);
    b->n = 0;
    b->n_all = n;
    size_t n_sample = (n + step - 1) / step;
    b->scale = n_sample ? (double)n / (double)n_sample : 1;
    free(b->ends);
    b->ends = malloc((n_sample + 1) * sizeof *b->ends);
    pcs_status status =
        b->ends ? make_reading(&r, b, err) : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = find_term(&r, b, units, n, step, term, n_term, err);
    for (size_t i = 0; status == PCS_OK && i < n; i += step) {
        status = read_unit(b, &r, units[i], (uint32_t)b->n + 1, &len, err);
        b->ends[b->n++] = len;
    }
    dispose_reading(&r);
    return status;
}
