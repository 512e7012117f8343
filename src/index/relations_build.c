/* relations_build.c - finding out which words belong together */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/relations_build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/compound.h"
#include "analyze/inflect.h"
#include "index/senses.h"
#include "store/relations.h"

/* A part of fewer letters has to be between words; from that many on, the
 * rest has to look like words only. */
#define PART_MIN 3
#define SHORT_PART_MAX 6

/* Below this share of its units, a word is not translated like another. */
#define SHARE_MIN 0.15
/* From this share on it is, however odd the word looks. */
#define SHARE_SURE 0.7
/* Of the units of a compound that have the sense of its first part. */
#define SHARE_COMPOSED 0.3
#define SHARE_APART 0.1
#define SHARE_NEVER 0.03
#define UNITS_MANY 25
#define SHARE_LOOSE 0.5
/* In how many units a word stands at least, so that it is no slip. */
#define OTHER_MIN 2
#define SHARE_UNKNOWN (-1.0)

typedef struct relating {
    pcs_wordlist words;
    pcs_senses senses;
    bool has_senses;
    const pcs_inflection *inflection;
    const pcs_compounding *compounding;
    pcs_part_record *parts;
    size_t n_parts, cap_parts;
    size_t *first_part; /* compound: where its parts begin, in parts */
    size_t *last_part;
    pcs_apart_record *apart;
    size_t n_apart, cap_apart;
    pcs_buffer bare;
} relating;

static pcs_status write_section(pcs_tables_writer *writer, const char *side,
                                const char *name, const void *data, size_t len,
                                pcs_error *err)
{
    char full[PCS_TABLES_NAME_MAX];
    snprintf(full, sizeof full, "%s.%s", side, name);
    return pcs_tables_writer_section(writer, full, data, len, err);
}

static int compare_bare(const void *a, const void *b, void *context)
{
    const pcs_wordlist *l = context;
    uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
    size_t n, m;
    const char *x = pcs_wordlist_bare(l, i, &n);
    const char *y = pcs_wordlist_bare(l, j, &m);
    int diff = memcmp(x, y, n < m ? n : m);
    if (diff)
        return diff;
    if (n != m)
        return n < m ? -1 : 1;
    return (i > j) - (i < j);
}

static pcs_status write_bare(pcs_tables_writer *writer, const char *side,
                             pcs_wordlist *l, pcs_error *err)
{
    uint32_t *order = malloc((l->len + 1) * sizeof *order);
    size_t n = 0;
    if (!order)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < l->len; i++) {
        size_t a, b;
        const char *word = pcs_wordlist_word(l, i, &a);
        const char *bare = pcs_wordlist_bare(l, i, &b);
        if (a != b || memcmp(word, bare, a) != 0)
            order[n++] = (uint32_t)i;
    }
    qsort_r(order, n, sizeof *order, compare_bare, l);
    pcs_status status =
        write_section(writer, side, "bare", order, n * sizeof *order, err);
    free(order);
    return status;
}

/* The commonest word of a bare form. */
static uint32_t commonest(const relating *r, const char *bare, size_t len)
{
    uint32_t best = pcs_wordlist_find(&r->words, bare, len);
    for (uint32_t i = best; i != PCS_NO_WORD; i = r->words.next[i])
        if (r->words.freqs[i] > r->words.freqs[best])
            best = i;
    return best;
}

static bool is_attested(void *context, const char *word, size_t len)
{
    const relating *r = context;
    return pcs_wordlist_find(&r->words, word, len) != PCS_NO_WORD;
}

typedef struct best_form {
    const relating *r;
    uint32_t word;
} best_form;

static pcs_status better_form(void *context, const char *form, size_t len,
                              pcs_error *err)
{
    best_form *b = context;
    uint32_t word = commonest(b->r, form, len);
    (void)err;
    if (word != PCS_NO_WORD &&
        (b->word == PCS_NO_WORD ||
         b->r->words.freqs[word] > b->r->words.freqs[b->word]))
        b->word = word;
    return PCS_OK;
}

/* The word that a piece of a compound is, or is a form of. */
static uint32_t word_of(const relating *r, const char *piece, size_t len,
                        bool with_forms, pcs_error *err)
{
    best_form b = {r, commonest(r, piece, len)};
    if (b.word == PCS_NO_WORD && with_forms && r->inflection)
        pcs_inflect(r->inflection, piece, len, better_form, &b, err);
    return b.word;
}

static double share(const relating *r, uint32_t word, uint32_t as)
{
    if (!r->has_senses || !pcs_senses_known(&r->senses, word) ||
        !pcs_senses_known(&r->senses, as))
        return SHARE_UNKNOWN;
    return pcs_senses_share(&r->senses, word, as);
}

static bool has_part(const relating *r, uint32_t compound, size_t start,
                     size_t len)
{
    for (size_t i = r->first_part[compound]; i < r->last_part[compound]; i++)
        if (r->parts[i].start == start && r->parts[i].len == len)
            return true;
    return false;
}

/* Whether a shorter word of the collection that is in this one, around the
 * part, does not have it as its part: no Rechnung in Kundenabrechnung. */
static bool is_inside_other(const relating *r, const char *bare, size_t len,
                            size_t start, size_t end)
{
    for (size_t i = 0; i <= start; i++)
        for (size_t j = end; j <= len; j++) {
            if ((i == 0 && j == len) ||
                (i == start &&
                 (j - end <= 3 &&
                  pcs_is_linking(r->compounding, bare + end, j - end))))
                continue;
            uint32_t other = pcs_wordlist_find(&r->words, bare + i, j - i);
            if (other != PCS_NO_WORD && r->words.freqs[other] >= OTHER_MIN &&
                !has_part(r, other, start - i, end - start))
                return true;
        }
    return false;
}

static pcs_status add_part(relating *r, uint32_t part, uint32_t compound,
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
static bool is_composed(const relating *r, const char *bare, uint32_t word,
                        size_t start)
{
    for (size_t n = 0; n <= 3 && start >= n + PART_MIN; n++) {
        uint32_t rest = commonest(r, bare, start - n);
        if (rest != PCS_NO_WORD &&
            pcs_is_linking(r->compounding, bare + start - n, n) &&
            share(r, word, rest) >= SHARE_COMPOSED)
            return true;
    }
    return false;
}

/* Where the part begins like a linking element the border may be elsewhere
 * (Bericht-erstattung), and the few units of a rare word have to say. */
static bool is_doubtful(const relating *r, const pcs_splitting *s,
                        uint32_t word, uint32_t part, size_t start)
{
    return pcs_is_linking(r->compounding, s->word + start, 2) &&
           r->has_senses && !pcs_senses_known(&r->senses, word) &&
           pcs_senses_known(&r->senses, part) &&
           pcs_senses_share(&r->senses, word, part) == 0;
}

/* A short head may be there by chance, or mean something else (Datenbank and
 * Bank): then the English sides must not gainsay it. What is behind a bound
 * piece needs them to say so (Nachname). */
static bool is_good(const relating *r, const pcs_splitting *s, uint32_t word,
                    uint32_t part, size_t start, size_t end)
{
    pcs_split split = pcs_splitting_at(s, start, end);
    bool is_short = end - start <= SHORT_PART_MAX;
    bool is_head = start > 0 && end + 2 >= s->len;
    double same = share(r, word, part);
    if (split == PCS_SPLIT_NONE && (!is_head || same < SHARE_SURE))
        return false;
    if (split == PCS_SPLIT_LOOSE && is_short && same < SHARE_LOOSE)
        return false;
    if (is_short && is_head && same >= 0 && same < SHARE_MIN &&
        !is_composed(r, s->word, word, start))
        return false;
    if (is_head && is_doubtful(r, s, word, part, start))
        return false;
    return !is_inside_other(r, s->word, s->len, start, end);
}

/* What is left of a word is no more than an ending. */
static bool is_inflected_only(const relating *r, const char *rest, size_t len)
{
    return len <= 3 && pcs_is_linking(r->compounding, rest, len);
}

static pcs_status find_parts(relating *r, uint32_t word, pcs_error *err)
{
    size_t len;
    const char *bare = pcs_wordlist_bare(&r->words, word, &len);
    pcs_splitting s;
    pcs_status status = PCS_OK;
    r->first_part[word] = r->last_part[word] = r->n_parts;
    if (!pcs_splitting_init(&s, r->compounding, bare, len, is_attested, r))
        return PCS_OK;
    for (size_t i = 0; i + PART_MIN <= len; i++)
        for (size_t j = i + PART_MIN; status == PCS_OK && j <= len; j++) {
            if (i == 0 && is_inflected_only(r, bare + j, len - j))
                continue;
            uint32_t part = word_of(r, bare + i, j - i, j == len && i > 0, err);
            if (part != PCS_NO_WORD && is_good(r, &s, word, part, i, j))
                status = add_part(r, part, word, i, j - i, err);
        }
    return status;
}

static int by_length(const void *a, const void *b, void *context)
{
    const pcs_wordlist *l = context;
    uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
    size_t n, m;
    pcs_wordlist_bare(l, i, &n);
    pcs_wordlist_bare(l, j, &m);
    if (n != m)
        return n < m ? -1 : 1;
    return (i > j) - (i < j);
}

/* Shorter words first, as longer ones ask for what they have. */
static pcs_status find_compounds(relating *r, pcs_error *err)
{
    size_t n = r->words.len;
    uint32_t *order = malloc((n + 1) * sizeof *order);
    r->first_part = calloc(n + 1, sizeof *r->first_part);
    r->last_part = calloc(n + 1, sizeof *r->last_part);
    pcs_status status =
        order && r->first_part && r->last_part ? PCS_OK : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        order[i] = (uint32_t)i;
    if (status == PCS_OK)
        qsort_r(order, n, sizeof *order, by_length, &r->words);
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        status = find_parts(r, order[i], err);
    free(order);
    return status;
}

typedef struct parting {
    relating *r;
    uint32_t word;
} parting;

static pcs_status add_apart(relating *r, uint32_t a, uint32_t b, pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(r->apart, r->cap_apart, r->n_apart + 2))
        return pcs_error_nomem(err);
    r->apart[r->n_apart++] = (pcs_apart_record){a, b};
    r->apart[r->n_apart++] = (pcs_apart_record){b, a};
    return PCS_OK;
}

/* One word that begins with the other is a form of it, unless the evidence is
 * strong (seit, Seite); words that end otherwise are apart sooner (Anbieter,
 * anbieten). */
static bool are_apart(const relating *r, uint32_t a, uint32_t b)
{
    size_t n, m;
    const char *x = pcs_wordlist_bare(&r->words, a, &n);
    const char *y = pcs_wordlist_bare(&r->words, b, &m);
    double there = share(r, a, b), back = share(r, b, a);
    double low = there < back ? there : back;
    double high = there < back ? back : there;
    if (there < 0 || back < 0)
        return false;
    if (memcmp(x, y, n < m ? n : m) != 0)
        return low < SHARE_APART && high < 2 * SHARE_APART;
    if (pcs_senses_is_english(&r->senses, a) !=
        pcs_senses_is_english(&r->senses, b))
        return high < SHARE_APART; /* date, Daten */
    return high < SHARE_NEVER && r->words.freqs[a] >= UNITS_MANY &&
           r->words.freqs[b] >= UNITS_MANY;
}

static pcs_status part_form(void *context, const char *form, size_t len,
                            pcs_error *err)
{
    parting *p = context;
    pcs_status status = PCS_OK;
    uint32_t other = pcs_wordlist_find(&p->r->words, form, len);
    for (; status == PCS_OK && other != PCS_NO_WORD;
         other = p->r->words.next[other]) {
        if (other > p->word && are_apart(p->r, p->word, other))
            status = add_apart(p->r, p->word, other, err);
    }
    return status;
}

static pcs_status find_apart(relating *r, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (uint32_t i = 0; status == PCS_OK && i < r->words.len; i++) {
        size_t len;
        const char *bare = pcs_wordlist_bare(&r->words, i, &len);
        parting p = {r, i};
        if (pcs_senses_known(&r->senses, i))
            status = pcs_inflect(r->inflection, bare, len, part_form, &p, err);
    }
    return status;
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

static int compare_apart(const void *a, const void *b)
{
    const pcs_apart_record *x = a, *y = b;
    if (x->word != y->word)
        return x->word < y->word ? -1 : 1;
    return (x->other > y->other) - (x->other < y->other);
}

static pcs_status relate(relating *r, pcs_postings *postings, uint32_t n_units,
                         pcs_error *err)
{
    pcs_status status = PCS_OK;
    if (r->inflection || r->compounding) {
        status = pcs_senses_find(&r->senses, &r->words, postings, n_units, err);
        r->has_senses = status == PCS_OK;
    }
    if (status == PCS_OK && r->inflection)
        status = find_apart(r, err);
    if (status == PCS_OK && r->compounding)
        status = find_compounds(r, err);
    if (r->n_parts)
        qsort(r->parts, r->n_parts, sizeof *r->parts, compare_parts);
    if (r->n_apart)
        qsort(r->apart, r->n_apart, sizeof *r->apart, compare_apart);
    return status;
}

static void dispose(relating *r)
{
    pcs_wordlist_dispose(&r->words);
    pcs_senses_dispose(&r->senses);
    pcs_buffer_dispose(&r->bare);
    free(r->parts);
    free(r->first_part);
    free(r->last_part);
    free(r->apart);
}

/* Texts of other scripts hold English words, which translate themselves. */
static bool has_own_words(const char *locale)
{
    static const char *const english[] = {"en", "ja", "km", "ko", "lo",
                                          "my", "th", "zh", NULL};
    size_t len = strcspn(locale, "-_");
    for (size_t i = 0; english[i]; i++)
        if (len == 2 && memcmp(english[i], locale, 2) == 0)
            return false;
    return true;
}

pcs_status pcs_relations_write(pcs_tables_writer *writer, const char *side,
                               pcs_postings *postings, char kind,
                               const char *locale, uint32_t n_units,
                               pcs_error *err)
{
    relating r = {0};
    pcs_stemmer *stemmer;
    pcs_status status = pcs_stemmer_new(&stemmer, locale, err);
    if (has_own_words(locale)) {
        r.inflection = pcs_inflection_for(locale);
        r.compounding = pcs_compounding_for(locale);
    }
    if (status == PCS_OK)
        status = pcs_wordlist_read(&r.words, postings, kind, stemmer, err);
    if (status == PCS_OK)
        status = write_bare(writer, side, &r.words, err);
    if (status == PCS_OK)
        status = relate(&r, postings, n_units, err);
    if (status == PCS_OK)
        status = write_section(writer, side, "part", r.parts,
                               r.n_parts * sizeof *r.parts, err);
    if (status == PCS_OK)
        status = write_section(writer, side, "apart", r.apart,
                               r.n_apart * sizeof *r.apart, err);
    dispose(&r);
    pcs_stemmer_free(stemmer);
    return status;
}
