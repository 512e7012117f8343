/* compounds_build.c - finding the compounds of a vocabulary */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/compounds_build.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

/* A part of fewer letters is none; one that is short may be there by chance,
 * so that more is asked of it. */
#define PART_MIN 3
#define SHORT_PART_MAX 6
/* One of so few is one by chance mostly. */
#define TINY_PART_MAX 3
/* The longest ending of a noun. */
#define ENDING_MAX 3

/* Shares of the units of a word: below the first, it is not translated like
 * its part; from the others on it is, though the rest merely looks like words,
 * or though the rest is a bound piece. */
#define SHARE_MIN 0.15
#define SHARE_LOOSE 0.5
#define SHARE_SURE 0.7
/* And from this on, its first part is in the translation. */
#define SHARE_COMPOSED 0.3
/* In how many units a word stands at least, so that it is no slip. */
#define OTHER_MIN 2
/* So many substrings of one word are looked at: no word of a language has
 * more that are words. */
#define TRIED_MAX 100

static uint32_t commonest(const pcs_compounds *r, const char *bare, size_t len)
{
    return pcs_innerwords_commonest(&r->inner, bare, len);
}

static bool is_attested(void *context, const char *word, size_t len)
{
    return commonest(context, word, len) != PCS_NO_WORD;
}

typedef struct best_form {
    const pcs_compounds *r;
    const char *piece;
    size_t len;
    uint32_t word;
} best_form;

static size_t common_prefix(const char *a, size_t n, const char *b, size_t m)
{
    size_t i = 0;
    while (i < n && i < m && a[i] == b[i])
        i++;
    return i;
}

/* Parts are nouns, whose endings are short: no recht in rechenden. */
static pcs_status better_form(void *context, const char *form, size_t len,
                              pcs_error *err)
{
    best_form *b = context;
    size_t same = common_prefix(b->piece, b->len, form, len);
    (void)err;
    if (b->len - same > ENDING_MAX || same < PART_MIN || len < PART_MIN)
        return PCS_OK;
    uint32_t word = commonest(b->r, form, len);
    if (word != PCS_NO_WORD &&
        (b->word == PCS_NO_WORD ||
         b->r->words->freqs[word] > b->r->words->freqs[b->word]))
        b->word = word;
    return PCS_OK;
}

/* Whether there may be a form that better_form takes. */
static bool may_have_forms(const pcs_compounds *r, const char *piece,
                           size_t len)
{
    size_t same = len < PART_MIN + ENDING_MAX ? PART_MIN : len - ENDING_MAX;
    return r->inflection && len >= same &&
           pcs_innerwords_may_begin(&r->inner, piece, same);
}

/* The word that the end of a compound is a form of. Many compounds end alike.
 */
static uint32_t form_of(const pcs_compounds *r, const char *head, size_t len,
                        pcs_error *err)
{
    pcs_head *known = &r->heads[pcs_hash64(head, len) & (PCS_HEADS - 1)];
    if (!known->text || known->len != len ||
        memcmp(known->text, head, len) != 0) {
        best_form b = {r, head, len, PCS_NO_WORD};
        pcs_inflect(r->inflection, head, len, better_form, &b, err);
        *known = (pcs_head){head, (uint32_t)len, b.word};
    }
    return known->word;
}

/* The word that a piece of a compound is, or is a form of. */
static uint32_t word_of(const pcs_compounds *r, const char *piece, size_t len,
                        bool with_forms, pcs_error *err)
{
    uint32_t word = commonest(r, piece, len);
    if (word == PCS_NO_WORD && with_forms && may_have_forms(r, piece, len))
        word = form_of(r, piece, len, err);
    return word == PCS_NO_WORD || pcs_is_bound(r->compounding, piece, len)
               ? PCS_NO_WORD
               : word;
}

static bool has_part(const pcs_compounds *r, uint32_t compound, size_t start,
                     size_t len)
{
    for (size_t i = r->first_part[compound]; i < r->last_part[compound]; i++)
        if (r->parts[i].start == start && r->parts[i].len == len)
            return true;
    return false;
}

/* Whether a shorter word of the collection that is in this one, around the
 * part, does not have it as its part: no Rechnung in Kundenabrechnung. */
static bool is_inside_other(const pcs_compounds *r, const char *bare,
                            size_t len, size_t start, size_t end)
{
    for (size_t i = 0; i <= start; i++)
        for (size_t j = end; j <= len; j++) {
            if ((i == 0 && j == len) ||
                (i == start &&
                 (j - end <= 3 &&
                  pcs_is_linking(r->compounding, bare + end, j - end))))
                continue;
            uint32_t other = pcs_innerwords_find(&r->inner, bare + i, j - i);
            if (other != PCS_NO_WORD && r->words->freqs[other] >= OTHER_MIN &&
                !has_part(r, other, start - i, end - start))
                return true;
        }
    return false;
}

static pcs_status add_part(pcs_compounds *r, uint32_t part, uint32_t compound,
                           size_t start, size_t len, pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(r->parts, r->cap_parts, r->n_parts + 1))
        return pcs_error_nomem(err);
    r->parts[r->n_parts++] =
        (pcs_part_record){part, compound, (uint16_t)start, (uint16_t)len};
    r->last_part[compound] = r->n_parts;
    return PCS_OK;
}

/* Whether the rest of the word in front of its last part is translated. */
static bool is_composed(const pcs_compounds *r, const char *bare, uint32_t word,
                        size_t start)
{
    for (size_t n = 0; n <= 3 && start >= n + PART_MIN; n++) {
        uint32_t rest = commonest(r, bare, start - n);
        if (rest != PCS_NO_WORD &&
            pcs_is_linking(r->compounding, bare + start - n, n) &&
            pcs_senses_compare(r->senses, word, rest) >= SHARE_COMPOSED)
            return true;
    }
    return false;
}

/* Where the part begins like a linking element the border may be elsewhere
 * (Bericht-erstattung), and the few units of a rare word have to say. */
static bool is_doubtful(const pcs_compounds *r, const pcs_splitting *s,
                        uint32_t word, uint32_t part, size_t start)
{
    return pcs_is_linking(r->compounding, s->word + start, 2) &&
           !pcs_senses_known(r->senses, word) &&
           pcs_senses_known(r->senses, part) &&
           pcs_senses_share(r->senses, word, part) == 0;
}

/* Whether the word is a form of another one that does not have a part there:
 * no Rate in separates. */
static bool is_form_of_other(const pcs_compounds *r, const pcs_splitting *s,
                             size_t start, pcs_split split)
{
    for (size_t n = 1; n <= ENDING_MAX && s->len - n >= start + PART_MIN; n++) {
        uint32_t other = commonest(r, s->word, s->len - n);
        if (other == PCS_NO_WORD ||
            !pcs_is_linking(r->compounding, s->word + s->len - n, n))
            continue;
        bool has =
            split == PCS_SPLIT_WORDS &&
            commonest(r, s->word + start, s->len - n - start) != PCS_NO_WORD;
        for (size_t i = r->first_part[other]; i < r->last_part[other]; i++)
            has = has || r->parts[i].start == start;
        if (!has)
            return true;
    }
    return false;
}

/* Whether the word is a participle of a verb of the collection: zeigende, no
 * Ende. */
static bool is_participle(const pcs_compounds *r, const char *bare, size_t len,
                          size_t start)
{
    char verb[PCS_COMPOUND_MAX + 2];
    if (start > PCS_COMPOUND_MAX ||
        !pcs_is_participle(r->compounding, bare + start, len - start))
        return false;
    memcpy(verb, bare, start);
    memcpy(verb + start, "en", 2);
    return commonest(r, verb, start + 2) != PCS_NO_WORD;
}

/* How long the word of a part is, or the piece where that is shorter. */
static size_t length_of(const pcs_compounds *r, uint32_t part, size_t piece)
{
    size_t len;
    pcs_barewords_bare(r->words, part, &len);
    return len < piece ? len : piece;
}

/* Whether len bytes are a word of its own, not a tiny one. */
static bool is_word(const pcs_compounds *r, const char *bare, size_t len)
{
    return len > TINY_PART_MAX && commonest(r, bare, len) != PCS_NO_WORD &&
           !pcs_is_bound(r->compounding, bare, len);
}

/* Whether there is one word, or nothing, on both sides of a part, but for
 * linking elements. */
static bool is_between_words(const pcs_compounds *r, const pcs_splitting *s,
                             size_t start, size_t end)
{
    size_t rest = s->len - end;
    bool left = start == 0, right = false;
    for (size_t n = 0; !left && n <= 3 && n < start; n++)
        left = pcs_is_linking(r->compounding, s->word + start - n, n) &&
               is_word(r, s->word, start - n);
    for (size_t n = 0; !right && n <= 3 && n <= rest; n++)
        right = pcs_is_linking(r->compounding, s->word + end, n) &&
                (n == rest || is_word(r, s->word + end + n, rest - n));
    return left && right;
}

/* Whether the English sides bear a part out, as far as one is needed: where
 * the rest merely looks like words, and for what is tiny. */
static bool is_borne_out(const pcs_compounds *r, const pcs_splitting *s,
                         size_t part_len, size_t start, size_t end, double same)
{
    bool is_short = part_len <= SHORT_PART_MAX;
    if (pcs_splitting_at(s, start, end) == PCS_SPLIT_LOOSE)
        return is_short ? same >= SHARE_LOOSE : same < 0 || same >= SHARE_MIN;
    return part_len > TINY_PART_MAX || same >= SHARE_LOOSE ||
           is_between_words(r, s, start, end);
}

/* A short head may be there by chance, or mean something else (Datenbank and
 * Bank): then the English sides must not gainsay it. What is behind a bound
 * piece needs them to say so (Nachname). */
static bool is_good(const pcs_compounds *r, const pcs_splitting *s,
                    uint32_t word, uint32_t part, size_t start, size_t end)
{
    pcs_split split = pcs_splitting_at(s, start, end);
    size_t part_len = length_of(r, part, end - start);
    bool is_short = part_len <= SHORT_PART_MAX;
    bool is_head = start > 0 && end + 2 >= s->len;
    double same = pcs_senses_compare(r->senses, word, part);
    if (split == PCS_SPLIT_NONE && (!is_head || same < SHARE_SURE))
        return false;
    if (!is_borne_out(r, s, part_len, start, end, same))
        return false;
    if (is_short && is_head && same >= 0 && same < SHARE_MIN &&
        !is_composed(r, s->word, word, start))
        return false;
    if (is_head && is_doubtful(r, s, word, part, start))
        return false;
    if (is_head && same < SHARE_LOOSE &&
        (is_form_of_other(r, s, start, split) ||
         is_participle(r, s->word, s->len, start)))
        return false;
    return !is_inside_other(r, s->word, s->len, start, end);
}

/* What is left of a word is no more than an ending. */
static bool is_inflected_only(const pcs_compounds *r, const char *rest,
                              size_t len)
{
    return len <= 3 && pcs_is_linking(r->compounding, rest, len);
}

static pcs_status try_part(pcs_compounds *r, const pcs_splitting *s,
                           uint32_t word, size_t start, size_t end,
                           size_t *n_tried, pcs_error *err)
{
    bool is_head = start > 0 && end == s->len;
    if (*n_tried == TRIED_MAX || (start == 0 && end == s->len) ||
        (start == 0 && is_inflected_only(r, s->word + end, s->len - end)))
        return PCS_OK;
    uint32_t part = word_of(r, s->word + start, end - start, is_head, err);
    if (part == PCS_NO_WORD)
        return PCS_OK;
    ++*n_tried;
    return is_good(r, s, word, part, start, end)
               ? add_part(r, part, word, start, end - start, err)
               : PCS_OK;
}

static pcs_status find_parts(pcs_compounds *r, uint32_t word, pcs_error *err)
{
    size_t len, n_tried = 0;
    const char *bare = pcs_barewords_bare(r->words, word, &len);
    pcs_splitting s;
    pcs_status status = PCS_OK;
    r->first_part[word] = r->last_part[word] = r->n_parts;
    if (!pcs_is_splittable(bare, len))
        return PCS_OK;
    pcs_innerwords_look(&r->inner, bare, len);
    pcs_splitting_init(&s, r->compounding, bare, len, is_attested, r);
    for (size_t i = 0; i + PART_MIN <= len; i++)
        for (size_t j = i + PART_MIN; status == PCS_OK && j <= len; j++)
            status = try_part(r, &s, word, i, j, &n_tried, err);
    return status;
}

static int by_length(const void *a, const void *b, void *context)
{
    const pcs_barewords *l = context;
    uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
    size_t n, m;
    pcs_barewords_bare(l, i, &n);
    pcs_barewords_bare(l, j, &m);
    if (n != m)
        return n < m ? -1 : 1;
    return (i > j) - (i < j);
}

static int compare_parts(const void *a, const void *b)
{
    const pcs_part_record *x = a, *y = b;
    if (x->part != y->part)
        return x->part < y->part ? -1 : 1;
    if (x->compound != y->compound)
        return x->compound < y->compound ? -1 : 1;
    return (x->start > y->start) - (x->start < y->start);
}

/* Shorter words first, as longer ones ask for what they have. */
pcs_status pcs_compounds_find(pcs_compounds *r, pcs_error *err)
{
    size_t n = r->words->len;
    uint32_t *order = malloc((n + 1) * sizeof *order);
    r->first_part = calloc(n + 1, sizeof *r->first_part);
    r->last_part = calloc(n + 1, sizeof *r->last_part);
    r->heads = calloc(PCS_HEADS, sizeof *r->heads);
    pcs_status status = order && r->first_part && r->last_part && r->heads
                            ? PCS_OK
                            : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = pcs_innerwords_make(&r->inner, r->words, r->locale, err);
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        order[i] = (uint32_t)i;
    if (status == PCS_OK)
        qsort_r(order, n, sizeof *order, by_length,
                (void *)(uintptr_t)r->words);
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        status = find_parts(r, order[i], err);
    if (status == PCS_OK)
        status = pcs_senses_status(r->senses, err);
    free(order);
    if (r->n_parts)
        qsort(r->parts, r->n_parts, sizeof *r->parts, compare_parts);
    return status;
}

void pcs_compounds_dispose(pcs_compounds *r)
{
    free(r->parts);
    free(r->first_part);
    free(r->last_part);
    free(r->heads);
    pcs_innerwords_dispose(&r->inner);
    memset(r, 0, sizeof *r);
}
