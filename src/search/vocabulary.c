/* vocabulary.c - matching by words of the vocabulary */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "analyze/korean.h"
#include "base/utf8.h"
#include "search/declared.h"
#include "search/keptunits.h"
#include "search/match.h"

/* Below this many letters a word's beginning or end says nothing. */
#define PART_LETTERS_MIN 4

pcs_status pcs_shelf_vocabulary(pcs_vocabulary *out, pcs_shelf *shelf,
                                pcs_side side, pcs_error *err)
{
    if (side == PCS_SIDE_LOCAL) {
        *out = (pcs_vocabulary){&shelf->partition.words,
                                PCS_TERM_WORD,
                                shelf->stemmer,
                                &shelf->partition.word_relations,
                                pcs_inflection_for(shelf->locale),
                                shelf->kept,
                                PCS_LIST_EXPANSION};
        return PCS_OK;
    }
    pcs_status status = PCS_OK;
    if (!shelf->english_stemmer)
        status = pcs_stemmer_new(&shelf->english_stemmer, "en", err);
    *out = (pcs_vocabulary){
        &shelf->partition.english, PCS_TERM_ENGLISH,
        shelf->english_stemmer,    &shelf->partition.english_relations,
        pcs_inflection_for("en"),  shelf->kept,
        PCS_LIST_ENGLISH_EXPANSION};
    return status;
}

pcs_expanding pcs_vocabulary_expanding(const pcs_vocabulary *v)
{
    return (pcs_expanding){v->lexicon, v->relations, v->inflection,
                           v->stemmer, v->kept,      v->kept_kind};
}

static void set_tier(pcs_tiers *found, const pcs_unit_list *units,
                     pcs_tier tier)
{
    for (size_t i = 0; i < units->len; i++) {
        pcs_tiers *t = &found[units->units[i]];
        if (*t == PCS_TIER_NONE || *t > tier)
            *t = (pcs_tiers)tier;
    }
}

static void note_word(const pcs_watch *watch, size_t i, pcs_tier tier)
{
    pcs_tiers *known = &watch->words[i];
    tier = tier < watch->best ? watch->best : tier;
    if (*known == PCS_TIER_NONE || *known > tier)
        *known = (pcs_tiers)tier;
}

/* Posts word number i of the lexicon at tier. */
static pcs_status add_word(pcs_tiers *found, pcs_matching *m,
                           const pcs_vocabulary *v, size_t i, pcs_tier tier,
                           pcs_error *err)
{
    const pcs_partition *p = &m->shelf->partition;
    const char *word;
    size_t len;
    pcs_status status = pcs_lexicon_word(&word, &len, v->lexicon, i, err);
    if (status != PCS_OK)
        return status;
    char term[PCS_POSTING_TERM_MAX + 1];
    if (len >= sizeof term)
        return pcs_error_set(err, PCS_ECORRUPT, "damaged lexicon");
    term[0] = v->kind;
    memcpy(term + 1, word, len);
    m->list.len = 0;
    status = pcs_postings_read(&m->list, m->shelf->postings, term, len + 1,
                               p->n_units, err);
    set_tier(found, &m->list, tier);
    if (m->watch && status == PCS_OK)
        note_word(m->watch, i, tier);
    return status;
}

static pcs_status add_range(pcs_tiers *found, pcs_matching *m,
                            const pcs_vocabulary *v, pcs_lexicon_range range,
                            pcs_tier tier, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = range.first; status == PCS_OK && i < range.last; i++)
        status = add_word(found, m, v, i, tier, err);
    return status;
}

/* Who writes words apart does not mean what is written together. */
static bool is_among_words(const pcs_matching *m)
{
    size_t n = 0;
    for (size_t i = 0; i < m->n_terms; i++)
        n += !m->terms[i].node->is_synonym;
    return n > 1;
}

/* The forms of a word that was not typed. */
static pcs_status add_forms(pcs_tiers *found, pcs_matching *m,
                            const pcs_vocabulary *v, const char *word,
                            size_t len, pcs_error *err)
{
    pcs_expansion x = {0};
    pcs_expanding by = pcs_vocabulary_expanding(v);
    pcs_status status = pcs_expand(&x, &by, word, len, err);
    for (size_t i = 0; status == PCS_OK && i < x.len; i++)
        if (!x.items[i].len)
            status = add_word(found, m, v, x.items[i].word, PCS_TIER_STEM, err);
    pcs_expansion_dispose(&x);
    return status;
}

/* Posts word number i but where the dictionary says that the term is no part
 * of it. */
static pcs_status add_part(pcs_tiers *found, pcs_matching *m,
                           const pcs_vocabulary *v, size_t i,
                           const pcs_declared *denied, pcs_tier tier,
                           pcs_error *err)
{
    const char *word;
    size_t len;
    bool is_denied = false;
    pcs_status status = PCS_OK;
    if (denied->n) {
        status = pcs_lexicon_word(&word, &len, v->lexicon, i, err);
        if (status == PCS_OK)
            status = pcs_declared_has(&is_denied, denied, v->stemmer, word, len,
                                      err);
    }
    return status == PCS_OK && !is_denied ? add_word(found, m, v, i, tier, err)
                                          : status;
}

/* Its forms, and the compounds that it is a part of. */
static pcs_status add_stems(pcs_tiers *found, pcs_matching *m,
                            const pcs_vocabulary *v, const pcs_term *term,
                            const char *word, size_t len, pcs_error *err)
{
    pcs_expansion *x = &m->expansions[term->node->number];
    pcs_expanding by = pcs_vocabulary_expanding(v);
    pcs_status status =
        x->is_made ? PCS_OK : pcs_expand(x, &by, word, len, err);
    pcs_tier compound = is_among_words(m) ? PCS_TIER_PART : PCS_TIER_STEM;
    pcs_declared denied = {NULL, 0, 0};
    if (status == PCS_OK)
        status = pcs_declared_find(&denied, m->shelf, term->node->side,
                                   PCS_DICTIONARY_NOT_PART, v->stemmer, word,
                                   len, err);
    for (size_t i = 0; status == PCS_OK && i < x->len; i++) {
        const pcs_expansion_word *item = &x->items[i];
        pcs_tier tier = item->len ? compound : PCS_TIER_STEM;
        if (tier > m->lowest || (i > 0 && item->word == item[-1].word))
            continue;
        status = item->len
                     ? add_part(found, m, v, item->word, &denied, tier, err)
                     : add_word(found, m, v, item->word, tier, err);
    }
    free(denied.items);
    return status;
}

/* The longer words that begin or end so. */
static pcs_status add_affixes(pcs_tiers *found, pcs_matching *m,
                              const pcs_vocabulary *v, const char *word,
                              size_t len, pcs_side side, pcs_error *err)
{
    const pcs_lexicon *l = v->lexicon;
    if (pcs_utf8_count(word, len) < PART_LETTERS_MIN)
        return PCS_OK;
    pcs_declared denied = {NULL, 0, 0};
    pcs_lexicon_range range;
    pcs_status status =
        pcs_declared_find(&denied, m->shelf, side, PCS_DICTIONARY_NOT_PART,
                          v->stemmer, word, len, err);
    if (status == PCS_OK)
        status = pcs_lexicon_prefix(&range, l, word, len, err);
    for (size_t i = range.first; status == PCS_OK && i < range.last; i++)
        status = add_part(found, m, v, i, &denied, PCS_TIER_PART, err);
    if (status == PCS_OK)
        status = pcs_lexicon_suffix(&range, l, word, len, err);
    for (size_t i = range.first; status == PCS_OK && i < range.last; i++) {
        size_t number;
        status = pcs_lexicon_suffix_word(&number, l, i, err);
        if (status == PCS_OK)
            status = add_part(found, m, v, number, &denied, PCS_TIER_PART, err);
    }
    free(denied.items);
    return status;
}

/* The compounds that the dictionary says the word is a part of, and their
 * inflected forms. */
static pcs_status add_compounds(pcs_tiers *found, pcs_matching *m,
                                const pcs_vocabulary *v, const char *word,
                                size_t len, pcs_side side, pcs_error *err)
{
    pcs_declared compounds = {NULL, 0, 0};
    pcs_lexicon_range range;
    pcs_status status =
        pcs_declared_find(&compounds, m->shelf, side, PCS_DICTIONARY_PART,
                          v->stemmer, word, len, err);
    for (size_t i = 0; status == PCS_OK && i < compounds.n; i++) {
        const pcs_dictionary_text *c = &compounds.items[i];
        status = pcs_lexicon_find(&range, v->lexicon, c->data, c->len, err);
        if (status == PCS_OK)
            status = add_range(found, m, v, range, PCS_TIER_STEM, err);
        if (status == PCS_OK)
            status = add_forms(found, m, v, c->data, c->len, err);
    }
    free(compounds.items);
    return status;
}

static pcs_status match_prefix(pcs_tiers *found, pcs_matching *m,
                               const pcs_vocabulary *v, const pcs_term *term,
                               pcs_error *err)
{
    pcs_lexicon_range range;
    pcs_status status = pcs_lexicon_prefix(
        &range, v->lexicon, term->folded.data, term->folded.len, err);
    return status == PCS_OK ? add_range(found, m, v, range, PCS_TIER_WORD, err)
                            : status;
}

static pcs_status match_word(pcs_tiers *found, pcs_matching *m,
                             const pcs_vocabulary *v, const pcs_term *term,
                             pcs_error *err)
{
    size_t len;
    const char *word = pcs_terms_get(&term->words, 0, &len);
    pcs_side side = term->node->side;
    pcs_lexicon_range range;
    pcs_status status = pcs_lexicon_find(&range, v->lexicon, word, len, err);
    if (status == PCS_OK)
        status = add_range(found, m, v, range, PCS_TIER_WORD, err);
    if (term->node->is_phrase)
        return status;
    if (status == PCS_OK && m->lowest >= PCS_TIER_STEM)
        status = add_stems(found, m, v, term, word, len, err);
    if (status == PCS_OK && m->lowest >= PCS_TIER_STEM)
        status = add_compounds(found, m, v, word, len, side, err);
    if (status == PCS_OK && m->lowest >= PCS_TIER_PART)
        status = add_affixes(found, m, v, word, len, side, err);
    return status;
}

static pcs_status match_any(pcs_tiers *found, pcs_matching *m,
                            const pcs_vocabulary *v, const pcs_term *term,
                            pcs_error *err)
{
    if (term->kind == PCS_TERM_KIND_PREFIX)
        return match_prefix(found, m, v, term, err);
    if (term->kind != PCS_TERM_KIND_LITERAL)
        return match_word(found, m, v, term, err);
    /* ".NET" is the end of the word ASP.NET. */
    return m->lowest >= PCS_TIER_PART && !term->node->is_phrase
               ? add_affixes(found, m, v, term->folded.data, term->folded.len,
                             term->node->side, err)
               : PCS_OK;
}

/* What other steps want of a word whose units are known. */
static pcs_status remember(pcs_matching *m, const pcs_vocabulary *v,
                           const pcs_term *term, pcs_error *err)
{
    pcs_expansion *x = &m->expansions[term->node->number];
    pcs_expanding by = pcs_vocabulary_expanding(v);
    if (term->kind != PCS_TERM_KIND_WORD || term->node->is_phrase ||
        m->lowest < PCS_TIER_STEM || x->is_made)
        return PCS_OK;
    size_t len;
    const char *word = pcs_terms_get(&term->words, 0, &len);
    return pcs_expand(x, &by, word, len, err);
}

pcs_status pcs_match_vocabulary(pcs_tiers *found, pcs_matching *m,
                                const pcs_term *term, pcs_error *err)
{
    pcs_vocabulary v;
    pcs_kept_units kept;
    pcs_status status =
        pcs_shelf_vocabulary(&v, m->shelf, term->node->side, err);
    if (status != PCS_OK)
        return status;
    /* Other forms of a term share its expansion, whichever is first. */
    if (term != &m->terms[term->node->number])
        return match_any(found, m, &v, term, err);
    bool is_word = term->kind == PCS_TERM_KIND_WORD;
    char how[4] = {v.kind, (char)('0' + term->kind), (char)('0' + m->lowest),
                   (char)('0' + term->node->is_phrase + 2 * is_among_words(m))};
    size_t len = term->folded.len;
    const char *text =
        is_word ? pcs_terms_get(&term->words, 0, &len) : term->folded.data;
    pcs_kept_units_init(&kept, m, how, text, len);
    if (pcs_kept_units_get(found, &kept))
        return remember(m, &v, term, err);
    status = match_any(found, m, &v, term, err);
    if (status == PCS_OK)
        pcs_kept_units_put(&kept, found);
    return status;
}

/* A word with hyphens, without them; empty for anything else. */
static pcs_status join(pcs_buffer *out, const pcs_term *term, pcs_error *err)
{
    const char *text = term->folded.data;
    size_t len = term->folded.len, n_hyphens = 0;
    for (size_t i = 0; i < len;) {
        char bytes[4];
        uint32_t c = pcs_utf8_next(text, len, &i, NULL);
        bool is_hyphen = c == '-' || c == 0x2010;
        bool is_letter = (c >= 'a' && c <= 'z') || c >= 0xC0;
        if ((!is_hyphen && !is_letter) || (is_hyphen && out->len == 0)) {
            pcs_buffer_clear(out);
            return PCS_OK;
        }
        n_hyphens += is_hyphen;
        if (!is_hyphen)
            pcs_buffer_append(out, bytes, pcs_utf8_put(bytes, c));
    }
    if (n_hyphens == 0)
        pcs_buffer_clear(out);
    return pcs_buffer_status(out, err);
}

pcs_status pcs_match_joined(pcs_tiers *found, pcs_matching *m,
                            const pcs_term *term, pcs_error *err)
{
    pcs_vocabulary side;
    pcs_buffer word = {0};
    if (term->kind != PCS_TERM_KIND_LITERAL || term->node->is_phrase ||
        term->has_grams || term->words.len < 2 || m->lowest < PCS_TIER_STEM)
        return PCS_OK;
    pcs_status status =
        pcs_shelf_vocabulary(&side, m->shelf, term->node->side, err);
    if (status == PCS_OK)
        status = join(&word, term, err);
    if (status == PCS_OK && word.len)
        status = add_stems(found, m, &side, term, word.data, word.len, err);
    pcs_buffer_dispose(&word);
    return status;
}

pcs_status pcs_match_lexicon_word(pcs_tiers *found, pcs_matching *m, size_t i,
                                  pcs_tier tier, pcs_error *err)
{
    pcs_vocabulary v;
    pcs_status status = pcs_shelf_vocabulary(&v, m->shelf, PCS_SIDE_LOCAL, err);
    return status == PCS_OK ? add_word(found, m, &v, i, tier, err) : status;
}

pcs_status pcs_match_eojeols(pcs_tiers *found, pcs_matching *m,
                             const char *word, size_t len, pcs_error *err)
{
    const pcs_lexicon *l = &m->shelf->partition.words;
    pcs_lexicon_range range;
    pcs_status status = pcs_lexicon_prefix(&range, l, word, len, err);
    for (size_t i = range.first; status == PCS_OK && i < range.last; i++) {
        const char *eojeol;
        size_t n;
        status = pcs_lexicon_word(&eojeol, &n, l, i, err);
        if (status != PCS_OK)
            return status;
        /* A longer word of the dictionary is a word of its own. */
        if (pcs_dictionary_word_at(m->shelf->dictionary, m->shelf->locale,
                                   eojeol, n) > len)
            continue;
        pcs_korean_rest rest = pcs_korean_classify(eojeol, n, len);
        pcs_tier tier = rest == PCS_KOREAN_ENDING  ? PCS_TIER_STEM
                        : rest == PCS_KOREAN_OTHER ? PCS_TIER_NONE
                                                   : PCS_TIER_WORD;
        if (tier != PCS_TIER_NONE && tier <= m->lowest)
            status = pcs_match_lexicon_word(found, m, i, tier, err);
    }
    return status;
}

pcs_status pcs_match_word(pcs_tiers *found, pcs_matching *m,
                          const pcs_vocabulary *v, size_t i, pcs_tier tier,
                          pcs_error *err)
{
    return add_word(found, m, v, i, tier, err);
}
