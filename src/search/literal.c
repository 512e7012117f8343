/* literal.c - matching by the characters of texts */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "search/compound.h"
#include "search/homograph.h"
#include "search/keptunits.h"
#include "search/pieces.h"
#include "search/unitset.h"

static pcs_status holds(bool *out, pcs_matching *m, const pcs_term *t,
                        uint32_t unit, pcs_error *err)
{
    pcs_unit_text text;
    const pcs_analysis *a;
    size_t start, end;
    *out = false;
    pcs_status status =
        pcs_texts_get(&text, m->shelf->partition.texts, unit, err);
    if (status != PCS_OK)
        return status;
    bool is_local = t->node->side == PCS_SIDE_LOCAL;
    const char *data = is_local ? text.local : text.english;
    size_t len = is_local ? text.local_len : text.english_len;
    if (t->kind == PCS_TERM_KIND_RAW) {
        *out = memmem(data, len, t->node->text, t->node->len) != NULL;
        return PCS_OK;
    }
    if (pcs_pattern_find_plain(&t->pattern, data, len, out))
        return PCS_OK;
    status = pcs_analyze(&a, m->analyzer, data, len, PCS_ANALYZE_JOINED, err);
    if (status == PCS_OK)
        *out = pcs_pattern_find(&t->pattern, a->joined.text, a->joined.len, 0,
                                &start, &end);
    return status;
}

/* The tier of a unit whose text holds the pattern. */
static pcs_tier tier_of(const pcs_term *t, const pcs_tiers *words,
                        uint32_t unit)
{
    if (!t->has_grams)
        return t->kind == PCS_TERM_KIND_RAW ? PCS_TIER_PART : PCS_TIER_WORD;
    return words && words[unit] ? (pcs_tier)words[unit] : PCS_TIER_PART;
}

static pcs_status check_unit(pcs_tiers *found, pcs_matching *m,
                             const pcs_term *t, const pcs_tiers *words,
                             const pcs_tiers *limit, uint32_t unit,
                             pcs_error *err)
{
    if ((limit && !limit[unit]) || (found[unit] && found[unit] < PCS_TIER_PART))
        return PCS_OK;
    pcs_tier tier = tier_of(t, words, unit);
    if (tier > m->lowest)
        return PCS_OK;
    bool good = t->is_proven && t->node->side == PCS_SIDE_LOCAL;
    pcs_status status = PCS_OK;
    if (!good)
        status = holds(&good, m, t, unit, err);
    if (good)
        found[unit] = (pcs_tiers)tier;
    return status;
}

static pcs_status check_units(pcs_tiers *found, pcs_matching *m,
                              const pcs_term *t, const pcs_tiers *words,
                              const pcs_tiers *limit, const pcs_unit_set *set,
                              pcs_error *err)
{
    size_t n = set->is_all ? m->shelf->partition.n_units : set->list.len;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        status =
            check_unit(found, m, t, words, limit,
                       set->is_all ? (uint32_t)i : set->list.units[i], err);
    return status;
}

/* The units of one word of a term, with its Korean forms and compounds. */
static pcs_status match_token(pcs_tiers *out, pcs_matching *m,
                              const pcs_term *t, size_t i, pcs_error *err)
{
    size_t len, pos = 0;
    const char *word = pcs_terms_get(&t->words, i, &len);
    pcs_char_class class =
        pcs_char_classify((UChar32)pcs_utf8_next(word, len, &pos, NULL));
    pcs_lexicon_range range;
    pcs_status status;
    if (class == PCS_CHAR_HANGUL) {
        status = pcs_match_eojeols(out, m, word, len, err);
        return status == PCS_OK ? pcs_drop_korean_verbs(out, m, word, len, err)
                                : status;
    }
    status =
        pcs_lexicon_find(&range, &m->shelf->partition.words, word, len, err);
    if (status == PCS_OK && range.first < range.last)
        status =
            pcs_match_lexicon_word(out, m, range.first, PCS_TIER_WORD, err);
    if (status == PCS_OK && class == PCS_CHAR_HAN && pos == len &&
        strncmp(m->shelf->locale, "ja", 2) == 0)
        status = pcs_drop_japanese_verbs(out, m, word, len, err);
    return status;
}

/* The same, with what it is a part of. */
static pcs_status match_known(pcs_tiers *out, pcs_matching *m,
                              const pcs_term *t, size_t i, pcs_error *err)
{
    size_t len;
    const char *word = pcs_terms_get(&t->words, i, &len);
    bool has_mark = t->is_one_word && t->is_altered;
    char how[4] = {'t', (char)('0' + m->lowest), (char)('0' + has_mark), 0};
    pcs_kept_units kept;
    pcs_kept_units_init(&kept, m, how, word, len);
    if (pcs_kept_units_get(out, &kept))
        return PCS_OK;
    pcs_status status = match_token(out, m, t, i, err);
    if (status == PCS_OK && m->lowest >= PCS_TIER_STEM)
        status = pcs_match_compounds(out, m, word, len, has_mark, err);
    if (status == PCS_OK)
        pcs_kept_units_put(&kept, out);
    return status;
}

/* The units that hold all words of a term as words, whatever their order. */
static pcs_status match_words(pcs_tiers *out, pcs_matching *m,
                              const pcs_term *t, pcs_error *err)
{
    size_t n = m->shelf->partition.n_units;
    pcs_tiers *one = calloc(n + 1, 1);
    pcs_status status = one ? PCS_OK : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < t->words.len; i++) {
        memset(one, 0, n);
        status = match_known(one, m, t, i, err);
        if (i == 0)
            memcpy(out, one, n);
        else
            pcs_tiers_and(out, one, n);
    }
    free(one);
    return status;
}

/* Whether the vocabulary may have the words as words, which is not so in most
 * locales that a query meets. */
static pcs_status may_have_words(bool *out, const pcs_matching *m,
                                 const pcs_term *t, pcs_error *err)
{
    const pcs_lexicon *l = &m->shelf->partition.words;
    *out = true;
    for (size_t i = 0; *out && i < t->words.len; i++) {
        size_t len;
        pcs_lexicon_range range;
        const char *word = pcs_terms_get(&t->words, i, &len);
        if (pcs_compound_concerns(m->shelf, word, len))
            continue;
        pcs_status status = pcs_lexicon_prefix(&range, l, word, len, err);
        if (status != PCS_OK)
            return status;
        *out = range.first < range.last;
    }
    return PCS_OK;
}

static pcs_status find_words(pcs_tiers **out, pcs_matching *m,
                             const pcs_term *t, pcs_error *err)
{
    bool may;
    pcs_status status = may_have_words(&may, m, t, err);
    if (status != PCS_OK || !may)
        return status;
    *out = calloc(m->shelf->partition.n_units + 1, 1);
    return *out ? match_words(*out, m, t, err) : pcs_error_nomem(err);
}

/* The units that are put together of pieces, as they were before for that term;
 * out is all 0. */
static pcs_status match_pieces(pcs_tiers *out, pcs_matching *m,
                               const pcs_term *t, const pcs_buffer *text,
                               pcs_error *err)
{
    char how[4] = {'p', (char)('0' + m->lowest), (char)('0' + t->is_one_word),
                   0};
    pcs_kept_units kept;
    pcs_kept_units_init(&kept, m, how, text->data, text->len);
    if (pcs_kept_units_get(out, &kept))
        return PCS_OK;
    pcs_status status =
        pcs_match_pieces(out, m, text->data, text->len, !t->is_one_word, err);
    if (status == PCS_OK)
        pcs_kept_units_put(&kept, out);
    return status;
}

/* Adds the units in which borders cut the term elsewhere: they are no proof
 * that its characters stand there. */
static pcs_status add_pieces(pcs_tiers *words, pcs_matching *m,
                             const pcs_term *t, pcs_error *err)
{
    size_t n = m->shelf->partition.n_units;
    pcs_buffer text = {0};
    pcs_tiers *pieces = NULL;
    const UChar *joined = t->pattern.text;
    for (size_t i = 0; i < t->pattern.len;) {
        char bytes[4];
        uint32_t c = (uint32_t)pcs_unit_next(joined, &i, t->pattern.len);
        if ((c & 0xFFFFF800u) == 0xD800u)
            c = PCS_REPLACEMENT;
        pcs_buffer_append(&text, bytes, pcs_utf8_put(bytes, c));
    }
    pcs_status status = pcs_buffer_status(&text, err);
    if (status == PCS_OK && text.len &&
        pcs_compound_concerns(m->shelf, text.data, text.len)) {
        pieces = calloc(n + 1, 1);
        status = pieces ? match_pieces(pieces, m, t, &text, err)
                        : pcs_error_nomem(err);
        if (status == PCS_OK)
            pcs_tiers_or(words, pieces, n);
    }
    free(pieces);
    pcs_buffer_dispose(&text);
    return status;
}

pcs_status pcs_match_literal(pcs_tiers *found, pcs_matching *m,
                             const pcs_term *t, const pcs_tiers *limit,
                             pcs_error *err)
{
    pcs_unit_set set = {.is_all = true};
    pcs_tiers *words = NULL;
    pcs_status status = PCS_OK;
    if (t->has_grams && t->words.len && t->node->side == PCS_SIDE_LOCAL)
        status = find_words(&words, m, t, err);
    /* One word that was posted as such is the proof itself; a phrase wants
     * its characters all the same. */
    if (status == PCS_OK && words && t->is_one_word &&
        !(t->node->is_phrase && t->is_altered))
        memcpy(found, words, m->shelf->partition.n_units);
    if (status == PCS_OK && words)
        status = add_pieces(words, m, t, err);
    if (status == PCS_OK)
        status = pcs_unit_set_narrow(&set, m, t, err);
    if (status == PCS_OK)
        status = check_units(found, m, t, words, limit, &set, err);
    if (!set.is_all && set.list.len > m->n_candidates)
        m->n_candidates = set.list.len;
    free(words);
    pcs_unit_list_dispose(&set.list);
    return status;
}
