/* literal.c - matching by the characters of texts */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "search/compound.h"
#include "search/homograph.h"
#include "search/match.h"
#include "search/near.h"
#include "search/variants.h"

/* Units that may match: all, or an ascending list. */
typedef struct candidates {
    bool is_all;
    pcs_unit_list list;
} candidates;

static pcs_status intersect(candidates *c, const pcs_unit_list *other,
                            pcs_error *err)
{
    if (c->is_all) {
        c->is_all = false;
        c->list.len = 0;
        if (!PCS_ARRAY_RESERVE(c->list.units, c->list.cap, other->len + 1))
            return pcs_error_nomem(err);
        if (other->len)
            memcpy(c->list.units, other->units, other->len * 4);
        c->list.len = other->len;
        return PCS_OK;
    }
    size_t i = 0, j = 0, n = 0;
    while (i < c->list.len && j < other->len) {
        uint32_t a = c->list.units[i], b = other->units[j];
        if (a == b)
            c->list.units[n++] = a;
        i += a <= b;
        j += b <= a;
    }
    c->list.len = n;
    return PCS_OK;
}

static pcs_status require(candidates *c, pcs_matching *m, const char *term,
                          size_t len, pcs_error *err)
{
    m->list.len = 0;
    pcs_status status =
        pcs_postings_read(&m->list, m->shelf->postings, term, len,
                          m->shelf->partition.n_units, err);
    if (status == PCS_OK)
        status = intersect(c, &m->list, err);
    return status;
}

/* The terms that begin with an open gram, as one list. */
typedef struct joining {
    pcs_matching *m;
    pcs_tiers *seen;
} joining;

static pcs_status join_term(void *context, const char *term, size_t len,
                            uint32_t freq, pcs_error *err)
{
    joining *j = context;
    pcs_unit_list *list = &j->m->list;
    (void)freq;
    list->len = 0;
    pcs_status status =
        pcs_postings_read(list, j->m->shelf->postings, term, len,
                          j->m->shelf->partition.n_units, err);
    for (size_t i = 0; i < list->len; i++)
        j->seen[list->units[i]] = 1;
    return status;
}

static pcs_status require_open(candidates *c, pcs_matching *m,
                               const pcs_buffer *gram, pcs_error *err)
{
    size_t n = m->shelf->partition.n_units;
    joining j = {m, calloc(n + 1, 1)};
    if (!j.seen || !PCS_ARRAY_RESERVE(m->list.units, m->list.cap, n)) {
        free(j.seen);
        return pcs_error_nomem(err);
    }
    pcs_status status = pcs_postings_each(m->shelf->postings, gram->data,
                                          gram->len, join_term, &j, err);
    if (status == PCS_OK &&
        !PCS_ARRAY_RESERVE(m->list.units, m->list.cap, n + 1))
        status = pcs_error_nomem(err);
    m->list.len = 0;
    for (uint32_t u = 0; status == PCS_OK && u < n; u++)
        if (j.seen[u])
            m->list.units[m->list.len++] = u;
    if (status == PCS_OK)
        status = intersect(c, &m->list, err);
    free(j.seen);
    return status;
}

/* What the index says about a pattern's text: grams, and where there are
 * none, whole words. */
static pcs_status find_candidates(candidates *c, pcs_matching *m,
                                  const pcs_term *t, pcs_error *err)
{
    pcs_status status = PCS_OK;
    /* The English side has words only. */
    bool is_local = t->node->side == PCS_SIDE_LOCAL;
    for (size_t i = 0; is_local && status == PCS_OK && i < t->grams.len; i++) {
        size_t len;
        if (!c->is_all && c->list.len == 0)
            return PCS_OK;
        const char *gram = pcs_terms_get(&t->grams, i, &len);
        status = require(c, m, gram, len, err);
    }
    if (is_local && status == PCS_OK && t->open_gram.len)
        status = require_open(c, m, &t->open_gram, err);
    /* The last word of a prefix is not whole. */
    size_t n = t->has_grams ? 0 : t->words.len;
    if (n > 0 && t->node->is_prefix)
        n--;
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        char term[PCS_POSTING_TERM_MAX + 1];
        size_t len;
        const char *word = pcs_terms_get(&t->words, i, &len);
        term[0] = is_local ? PCS_TERM_WORD : PCS_TERM_ENGLISH;
        memcpy(term + 1, word, len);
        status = require(c, m, term, len + 1, err);
    }
    return status;
}

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

static pcs_status check_candidates(pcs_tiers *found, pcs_matching *m,
                                   const pcs_term *t, const pcs_tiers *words,
                                   const pcs_tiers *limit, const candidates *c,
                                   pcs_error *err)
{
    size_t n = c->is_all ? m->shelf->partition.n_units : c->list.len;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        status = check_unit(found, m, t, words, limit,
                            c->is_all ? (uint32_t)i : c->list.units[i], err);
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

/* The units that hold all words of a term as words, whatever their order. */
static pcs_status match_words(pcs_tiers *out, pcs_matching *m,
                              const pcs_term *t, pcs_error *err)
{
    size_t n = m->shelf->partition.n_units;
    pcs_tiers *one = calloc(n + 1, 1);
    pcs_status status = one ? PCS_OK : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < t->words.len; i++) {
        size_t len;
        const char *word = pcs_terms_get(&t->words, i, &len);
        memset(one, 0, n);
        status = match_token(one, m, t, i, err);
        if (status == PCS_OK && m->lowest >= PCS_TIER_STEM)
            status = pcs_match_compounds(one, m, word, len,
                                         t->is_one_word && t->is_altered, err);
        for (size_t u = 0; u < n; u++) {
            if (i == 0)
                out[u] = one[u];
            else if (!one[u])
                out[u] = PCS_TIER_NONE;
            else if (out[u] && one[u] > out[u])
                out[u] = one[u];
        }
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

/* Adds the units in which borders cut the term elsewhere: they are no proof
 * that its characters stand there. */
static pcs_status add_pieces(pcs_tiers *words, pcs_matching *m,
                             const pcs_term *t, pcs_error *err)
{
    pcs_buffer text = {0};
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
        pcs_compound_concerns(m->shelf, text.data, text.len))
        status = pcs_match_pieces(words, m, text.data, text.len,
                                  !t->is_one_word, err);
    pcs_buffer_dispose(&text);
    return status;
}

static pcs_status match_literal(pcs_tiers *found, pcs_matching *m,
                                const pcs_term *t, const pcs_tiers *limit,
                                pcs_error *err)
{
    candidates c = {true, {0}};
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
        status = find_candidates(&c, m, t, err);
    if (status == PCS_OK)
        status = check_candidates(found, m, t, words, limit, &c, err);
    if (!c.is_all && c.list.len > m->n_candidates)
        m->n_candidates = c.list.len;
    free(words);
    pcs_unit_list_dispose(&c.list);
    return status;
}

/* How many units a term matches, whatever else the query asks of them: those
 * that were found and, where texts were only read for units that the other
 * terms leave, those that may hold it. */
static uint32_t freq_of(const pcs_matching *m, const pcs_tiers *found, size_t n)
{
    size_t freq = 0;
    for (size_t u = 0; u < n; u++)
        freq += found[u] != PCS_TIER_NONE;
    return (uint32_t)(freq > m->n_candidates ? freq : m->n_candidates);
}

/* Matches a term into found. */
static pcs_status match_form(pcs_tiers *found, pcs_matching *m,
                             const pcs_term *t, const pcs_tiers *limit,
                             pcs_error *err)
{
    pcs_status status = PCS_OK;
    bool is_literal =
        t->kind == PCS_TERM_KIND_LITERAL || t->kind == PCS_TERM_KIND_RAW;
    if (!is_literal || (!t->has_grams && t->kind != PCS_TERM_KIND_RAW))
        status = pcs_match_vocabulary(found, m, t, err);
    if (status == PCS_OK && is_literal)
        status = match_literal(found, m, t, limit, err);
    return status;
}

/* Adds what other forms of the term match. */
static pcs_status match_variants(pcs_tiers *found, pcs_matching *m,
                                 const pcs_term *t, const pcs_tiers *limit,
                                 pcs_error *err)
{
    size_t n = m->shelf->partition.n_units;
    pcs_variant **list = &m->variants[t->node->number];
    pcs_status status = *list ? PCS_OK : pcs_variants_make(list, m, t, err);
    if (status != PCS_OK || !*list)
        return status;
    pcs_tiers *one = malloc(n + 1);
    if (!one)
        return pcs_error_nomem(err);
    const pcs_tier lowest = m->lowest;
    for (const pcs_variant *v = *list; status == PCS_OK && v; v = v->next) {
        memset(one, 0, n);
        if (!v->with_parts && lowest > PCS_TIER_STEM)
            m->lowest = PCS_TIER_STEM;
        if (m->watch)
            m->watch->best = v->tier;
        status = match_form(one, m, &v->term, limit, err);
        if (m->watch)
            m->watch->best = PCS_TIER_NONE;
        m->lowest = lowest;
        for (size_t u = 0; u < n; u++) {
            pcs_tiers tier =
                one[u] && one[u] < v->tier ? (pcs_tiers)v->tier : one[u];
            if (tier && tier <= m->lowest && (!found[u] || tier < found[u]))
                found[u] = tier;
        }
    }
    free(one);
    return status;
}

pcs_status pcs_match_term(pcs_matching *m, const pcs_term *t,
                          const pcs_tiers *limit, pcs_error *err)
{
    size_t n = m->shelf->partition.n_units;
    pcs_tiers *found = calloc(n + 1, 1);
    if (!found)
        return pcs_error_nomem(err);
    size_t number = t->node->number;
    free(m->found[number]);
    m->found[number] = found;
    m->n_candidates = 0;
    pcs_status status = match_form(found, m, t, limit, err);
    if (status == PCS_OK)
        status = pcs_match_joined(found, m, t, err);
    if (status == PCS_OK)
        status = match_variants(found, m, t, limit, err);
    if (status == PCS_OK && m->lowest >= PCS_TIER_NEAR)
        status = pcs_match_near(found, m, t, err);
    m->freqs[number] = freq_of(m, found, n);
    for (size_t u = 0; limit && u < n; u++)
        found[u] = limit[u] ? found[u] : PCS_TIER_NONE;
    /* What was not typed is never as good as what was. */
    if (t->node->is_synonym)
        for (size_t u = 0; u < n; u++)
            found[u] = found[u] == PCS_TIER_WORD ? PCS_TIER_STEM : found[u];
    return status;
}
