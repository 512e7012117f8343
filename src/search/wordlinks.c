/* wordlinks.c - which words of a unit are translations of which */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/wordlinks.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/functionwords.h"

/* How much likelier a code or name stands for itself than for anything else:
 * what is rare has always stood with the same words, so that units do not
 * tell. */
#define SAME 8.0F
/* No more units have what is rare. */
#define RARE 8u
/* A word is so many times as likely to stand for nothing as to stand anywhere
 * at all, up to a limit, so that what is frequent has counterparts as well: the
 * higher, the more evidence a link needs. */
#define CHANCE 3.0F
#define CHANCE_MAX 0.1F
/* It cannot be told from a handful of texts, where each word that is looked for
 * has a good share of them: as if there were so many more. Not so for words
 * that are but grammar, which stand in any. */
#define UNSEEN_UNITS 400.0F

/* What one side is read by. */
typedef struct reading {
    pcs_linked_side *side;
    const pcs_forward *forward;
    const pcs_associations *associations;
    const pcs_relations *relations;
} reading;

static pcs_status add_item(reading *r, uint32_t word, uint16_t start,
                           uint16_t len, pcs_error *err)
{
    pcs_linked_side *side = r->side;
    size_t i = 0;
    uint32_t class;
    pcs_status status =
        pcs_associations_class(&class, r->associations, word, err);
    if (status != PCS_OK)
        return status;
    while (i < side->n_classes && side->classes[i] != class)
        i++;
    if (i == PCS_LINKED_WORDS_MAX || side->n_items == PCS_LINKED_ITEMS_MAX)
        return PCS_OK;
    side->classes[i] = class;
    if (i == side->n_classes)
        side->n_classes++;
    side->items[side->n_items++] =
        (pcs_linked_item){(uint16_t)side->n_words, (uint16_t)i, start, len};
    return PCS_OK;
}

static pcs_status add_parts(reading *r, uint32_t word, pcs_error *err)
{
    pcs_lexicon_range range;
    pcs_status status = pcs_relations_wholes(&range, r->relations, word, err);
    for (size_t i = range.first; status == PCS_OK && i < range.last; i++) {
        pcs_part_record part;
        status = pcs_relations_whole(&part, r->relations, i, err);
        if (status == PCS_OK)
            status = add_item(r, part.part, part.start, part.len, err);
    }
    return status;
}

static pcs_status read_side(reading *r, uint32_t unit, pcs_error *err)
{
    pcs_linked_side *side = r->side;
    pcs_sequence sequence;
    uint32_t word;
    side->n_words = side->n_items = side->n_classes = 0;
    pcs_status status = pcs_forward_unit(&sequence, r->forward, unit, err);
    while (status == PCS_OK && side->n_words < PCS_LINKED_WORDS_MAX &&
           pcs_sequence_next(&word, &sequence)) {
        status = add_item(r, word, 0, 0, err);
        if (status == PCS_OK && r->relations->n_parts)
            status = add_parts(r, word, err);
        side->n_words++;
    }
    return status;
}

/* The pair of an English class among those of a local one; NULL for none. */
static const pcs_translation_pair *find_pair(const pcs_translation_pair *pairs,
                                             size_t n, uint32_t english)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (pairs[mid].english < english)
            low = mid + 1;
        else
            high = mid;
    }
    return low < n && pairs[low].english == english ? &pairs[low] : NULL;
}

static pcs_status fill(pcs_word_links *k, const pcs_partition *p,
                       pcs_error *err)
{
    size_t width = k->local.n_classes, height = k->english.n_classes;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < width; i++) {
        const pcs_translation_pair *pairs, *pair;
        size_t n;
        status = pcs_translation_pairs(&pairs, &n, &p->translations,
                                       k->local.classes[i], err);
        for (size_t j = 0; status == PCS_OK && j < height; j++) {
            pair = find_pair(pairs, n, k->english.classes[j]);
            if (!pair)
                continue;
            k->forth[j * width + i] = pcs_probability_unpack(pair->forth);
            k->back[j * width + i] = pcs_probability_unpack(pair->back);
        }
    }
    return status;
}

typedef struct spelling {
    const char *text;
    size_t len;
    uint32_t freq;
} spelling;

static pcs_status spell(spelling out[PCS_LINKED_WORDS_MAX],
                        const pcs_linked_side *side, const pcs_lexicon *words,
                        const pcs_associations *a, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < side->n_classes; i++) {
        uint32_t class = side->classes[i];
        status = pcs_lexicon_word(&out[i].text, &out[i].len, words, class, err);
        if (status == PCS_OK)
            status = pcs_associations_freq(&out[i].freq, a, class, err);
    }
    return status;
}

static bool has_digit(const spelling *s)
{
    for (size_t i = 0; i < s->len; i++)
        if (s->text[i] >= '0' && s->text[i] <= '9')
            return true;
    return false;
}

/* Whether what was learned is for a pair of classes about as much as for any
 * other of either. */
static bool may_be_best(const pcs_word_links *k, size_t i, size_t j)
{
    size_t width = k->local.n_classes, cell = j * width + i;
    float forth = 0, back = 0;
    for (size_t other = 0; other < width; other++)
        if (k->forth[j * width + other] > forth)
            forth = k->forth[j * width + other];
    for (size_t other = 0; other < k->english.n_classes; other++)
        if (k->back[other * width + i] > back)
            back = k->back[other * width + i];
    return k->forth[cell] > 0 && 2 * k->forth[cell] >= forth &&
           2 * k->back[cell] >= back;
}

/* Words that both sides have: numbers and codes, and what may be a name. */
static pcs_status link_same(pcs_word_links *k, const pcs_partition *p,
                            pcs_error *err)
{
    spelling local[PCS_LINKED_WORDS_MAX], english[PCS_LINKED_WORDS_MAX];
    size_t width = k->local.n_classes;
    pcs_status status =
        spell(local, &k->local, &p->words, &p->word_associations, err);
    if (status == PCS_OK)
        status = spell(english, &k->english, &p->english,
                       &p->english_associations, err);
    for (size_t i = 0; status == PCS_OK && i < width; i++)
        for (size_t j = 0; j < k->english.n_classes; j++)
            if (local[i].len == english[j].len &&
                memcmp(local[i].text, english[j].text, local[i].len) == 0 &&
                (has_digit(&local[i]) ||
                 (local[i].len > 1 && local[i].freq <= RARE &&
                  may_be_best(k, i, j))))
                k->forth[j * width + i] = k->back[j * width + i] = SAME;
    return status;
}

/* What was looked up becomes posteriors: each word has to choose. None of the
 * words of the other side is a choice as well, by how likely the word is
 * anywhere. */
static void choose(pcs_word_links *k, float *columns, float *rows)
{
    size_t width = k->local.n_classes, height = k->english.n_classes;
    for (size_t j = 0; j < height; j++)
        for (size_t i = 0; i < width; i++) {
            columns[i] += k->back[j * width + i];
            rows[j] += k->forth[j * width + i];
        }
    for (size_t j = 0; j < height; j++)
        for (size_t i = 0; i < width; i++) {
            k->forth[j * width + i] /= rows[j];
            k->back[j * width + i] /= columns[i];
        }
}

/* How likely a class is to stand for nothing. */
static pcs_status get_chance(float *out, uint32_t class,
                             const pcs_associations *a,
                             const pcs_lexicon *words, size_t n_units,
                             pcs_error *err)
{
    uint32_t freq;
    const char *word;
    size_t len;
    float n = (float)n_units;
    pcs_status status = pcs_associations_freq(&freq, a, class, err);
    if (status == PCS_OK)
        status = pcs_lexicon_word(&word, &len, words, class, err);
    if (status != PCS_OK)
        return status;
    if (!pcs_functionwords_has(word, len))
        n += UNSEEN_UNITS;
    *out = fminf(CHANCE_MAX, CHANCE * (float)freq / n) + FLT_MIN;
    return PCS_OK;
}

static pcs_status start_sums(float *sums, float *known,
                             const pcs_linked_side *side,
                             const pcs_associations *a,
                             const pcs_lexicon *words, size_t n_units,
                             pcs_error *err)
{
    for (size_t i = 0; i < side->n_classes; i++) {
        uint32_t class = side->classes[i];
        if (known && class < words->len && known[class] > 0) {
            sums[i] = known[class];
            continue;
        }
        pcs_status status = get_chance(&sums[i], class, a, words, n_units, err);
        if (status != PCS_OK)
            return status;
        if (known)
            known[class] = sums[i];
    }
    return PCS_OK;
}

pcs_status pcs_word_links_find(pcs_word_links *k, const pcs_partition *p,
                               uint32_t unit, pcs_error *err)
{
    reading local = {&k->local, &p->word_forward, &p->word_associations,
                     &p->word_relations};
    reading english = {&k->english, &p->english_forward,
                       &p->english_associations, &p->english_relations};
    pcs_status status = read_side(&local, unit, err);
    if (status == PCS_OK)
        status = read_side(&english, unit, err);
    float columns[PCS_LINKED_WORDS_MAX], rows[PCS_LINKED_WORDS_MAX];
    if (status == PCS_OK)
        status = start_sums(columns, k->local_chances, &k->local,
                            local.associations, &p->words, p->n_units, err);
    if (status == PCS_OK)
        status = start_sums(rows, k->english_chances, &k->english,
                            english.associations, &p->english, p->n_units, err);
    size_t cells = k->local.n_classes * k->english.n_classes;
    if (status == PCS_OK && !PCS_ARRAY_RESERVE(k->forth, k->cap, 2 * cells + 1))
        status = pcs_error_nomem(err);
    if (status != PCS_OK)
        return status;
    k->back = k->forth + cells;
    memset(k->forth, 0, 2 * cells * sizeof *k->forth);
    status = fill(k, p, err);
    if (status == PCS_OK)
        status = link_same(k, p, err);
    if (status == PCS_OK)
        choose(k, columns, rows);
    return status;
}

void pcs_word_links_dispose(pcs_word_links *k)
{
    free(k->forth);
    k->forth = k->back = NULL;
    k->cap = 0;
}
