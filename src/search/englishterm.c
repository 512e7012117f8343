/* englishterm.c - whether what is typed is English in a locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/englishterm.h"

#include <stdlib.h>

#include "analyze/functionwords.h"
#include "search/english.h"
#include "search/keptunits.h"
#include "search/near.h"

/* Words of one stem, or with one beginning, beyond these are not counted. */
#define WORDS_MAX 4096u
/* Words that help are in one unit of so many at least. */
#define RARE 50

/* How many units hold something on either side. */
typedef struct pair {
    uint64_t local, english;
} pair;

static pcs_status class_freq(uint64_t *out, const pcs_associations *a,
                             size_t word, pcs_error *err)
{
    *out = 0;
    if (word >= a->n)
        return PCS_OK;
    pcs_status status = pcs_tables_check(a->tables, &a->classes[word], 4, err);
    size_t class = status == PCS_OK ? a->classes[word] : a->n;
    if (class >= a->n)
        return status;
    status = pcs_tables_check(a->tables, &a->freqs[class], 4, err);
    if (status == PCS_OK)
        *out = a->freqs[class];
    return status;
}

/* Units of the most frequent of a word's forms and of the compounds with it. */
static pcs_status form_freq(uint64_t *out, const pcs_vocabulary *v,
                            const char *word, size_t len, pcs_error *err)
{
    pcs_expansion x = {0};
    pcs_expanding by = pcs_vocabulary_expanding(v);
    *out = 0;
    pcs_status status = pcs_expand(&x, &by, word, len, err);
    for (size_t i = 0; status == PCS_OK && i < x.len; i++) {
        uint32_t freq = 0;
        status = pcs_lexicon_freq(&freq, v->lexicon, x.items[i].word, err);
        *out = freq > *out ? freq : *out;
    }
    pcs_expansion_dispose(&x);
    return status;
}

/* Whether a word of the vocabulary has the stem of this one: cheap. */
static pcs_status has_stem(bool *out, const pcs_vocabulary *v, const char *word,
                           size_t len, pcs_error *err)
{
    pcs_buffer key = {0};
    pcs_lexicon_range range = {0, 0};
    pcs_status status = pcs_stemmer_key(v->stemmer, &key, word, len, err);
    if (status == PCS_OK && key.len)
        status = pcs_lexicon_key(&range, v->lexicon, key.data, key.len, err);
    *out = range.first < range.last;
    pcs_buffer_dispose(&key);
    return status;
}

/* How many units hold the word in any form. */
static pcs_status word_freq(uint64_t *out, const pcs_vocabulary *v,
                            const pcs_associations *a, const char *word,
                            size_t len, pcs_error *err)
{
    pcs_lexicon_range range;
    bool is_there = true;
    *out = 0;
    pcs_status status = pcs_lexicon_find(&range, v->lexicon, word, len, err);
    if (status == PCS_OK && range.first < range.last)
        return class_freq(out, a, range.first, err);
    /* Most words that are typed are not English. */
    if (status == PCS_OK)
        status = has_stem(&is_there, v, word, len, err);
    return status == PCS_OK && is_there ? form_freq(out, v, word, len, err)
                                        : status;
}

/* The same for all words that begin so, each counted by itself. */
static pcs_status prefix_freq(uint64_t *out, const pcs_lexicon *l,
                              const char *text, size_t len, pcs_error *err)
{
    pcs_lexicon_range range;
    *out = 0;
    pcs_status status = pcs_lexicon_prefix(&range, l, text, len, err);
    for (size_t i = range.first;
         status == PCS_OK && i < range.last && i - range.first < WORDS_MAX;
         i++) {
        uint32_t freq = 0;
        status = pcs_lexicon_freq(&freq, l, i, err);
        *out += freq;
    }
    return status;
}

static pcs_status count_prefix(pair *out, pcs_shelf *shelf, const char *text,
                               size_t len, pcs_error *err)
{
    const pcs_partition *p = &shelf->partition;
    pcs_status status = prefix_freq(&out->english, &p->english, text, len, err);
    return status == PCS_OK && out->english
               ? prefix_freq(&out->local, &p->words, text, len, err)
               : status;
}

static pcs_status count_word(pair *out, pcs_shelf *shelf, const char *word,
                             size_t len, pcs_error *err)
{
    const pcs_partition *p = &shelf->partition;
    pcs_vocabulary local, english;
    pcs_status status =
        pcs_shelf_vocabulary(&english, shelf, PCS_SIDE_ENGLISH, err);
    if (status == PCS_OK)
        status = word_freq(&out->english, &english, &p->english_associations,
                           word, len, err);
    if (status != PCS_OK || out->english == 0)
        return status;
    status = pcs_shelf_vocabulary(&local, shelf, PCS_SIDE_LOCAL, err);
    if (status != PCS_OK)
        return status;
    uint64_t forms = 0;
    status =
        word_freq(&out->local, &local, &p->word_associations, word, len, err);
    /* Who looks for a part of compounds does not mean English. */
    if (status == PCS_OK && out->english > PCS_ENGLISH_FACTOR * out->local)
        status = form_freq(&forms, &local, word, len, err);
    out->local = forms > out->local ? forms : out->local;
    return status;
}

/* The same, as it was before for that word. */
static pcs_status count_known(pair *out, pcs_shelf *shelf, const char *word,
                              size_t len, pcs_error *err)
{
    pcs_list_key key = {PCS_LIST_SIDES, word, len};
    pcs_kept_list kept;
    uint32_t numbers[2];
    if (pcs_list_cache_get(&kept, shelf->kept, &key) && kept.n == 2) {
        pcs_kept_list_copy(numbers, &kept, 0, 2);
        *out = (pair){numbers[0], numbers[1]};
        return PCS_OK;
    }
    pcs_status status = count_word(out, shelf, word, len, err);
    numbers[0] = (uint32_t)out->local;
    numbers[1] = (uint32_t)out->english;
    if (status == PCS_OK)
        pcs_list_cache_put(shelf->kept, &key, numbers, NULL, 2);
    return status;
}

bool pcs_term_is_helper(const pcs_term *t)
{
    for (size_t i = 0; i < t->words.len; i++) {
        size_t len;
        const char *word = pcs_terms_get(&t->words, i, &len);
        if (!pcs_functionwords_has(word, len))
            return false;
    }
    return t->kind != PCS_TERM_KIND_PREFIX;
}

pcs_status pcs_term_is_english(bool *out, const pcs_term *t, pcs_shelf *shelf,
                               bool with_helpers, pcs_error *err)
{
    bool all_help = pcs_term_is_helper(t);
    size_t n_units = shelf->partition.n_units;
    pcs_status status = PCS_OK;
    *out = true;
    for (size_t i = 0; status == PCS_OK && *out && i < t->words.len; i++) {
        size_t len;
        const char *word = pcs_terms_get(&t->words, i, &len);
        bool is_prefix = t->node->is_prefix && i + 1 == t->words.len;
        pair n = {0, 0};
        status = is_prefix ? count_prefix(&n, shelf, word, len, err)
                           : count_known(&n, shelf, word, len, err);
        bool helps = pcs_functionwords_has(word, len);
        *out = n.english > 0 && ((!all_help && helps) ||
                                 n.english > PCS_ENGLISH_FACTOR * n.local);
        /* Of another language, as comment is, or English and rare: no helper.
         */
        if (all_help && !with_helpers)
            *out = *out && n.english * RARE < n_units;
    }
    return status;
}

/* The distance of the nearest words of a vocabulary; past all that is allowed
 * where there are none. */
static pcs_status nearest(int *out, const pcs_near *near, pcs_shelf *shelf,
                          pcs_side side, pcs_error *err)
{
    pcs_near_words words = {NULL, 0, 0, false};
    pcs_status status = pcs_near_find(&words, near, shelf, side, err);
    *out = status == PCS_OK && words.len ? words.items[0].distance
                                         : near->allowed + 1;
    free(words.items);
    return status;
}

pcs_status pcs_term_is_near_english(bool *out, const pcs_term *t,
                                    pcs_shelf *shelf, pcs_error *err)
{
    pcs_near near;
    int local, english;
    *out = false;
    if (t->kind != PCS_TERM_KIND_WORD || !pcs_near_make_term(&near, t))
        return PCS_OK;
    pcs_status status = nearest(&english, &near, shelf, PCS_SIDE_ENGLISH, err);
    if (status != PCS_OK || english == 0 || english > near.allowed)
        return status;
    status = nearest(&local, &near, shelf, PCS_SIDE_LOCAL, err);
    *out = status == PCS_OK && local > 0 && english <= local;
    return status;
}
