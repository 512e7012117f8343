/* homograph.c - verbs that are written like nouns */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/homograph.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/kana.h"
#include "base/utf8.h"
#include "search/attest.h"

/* A Hangul syllable in UTF-8. */
#define SYLLABLE ((size_t)3)

/* Where a lone Han character stands in units, by the grams that begin with it
 * and the words that hold it. */
typedef struct lone_han {
    pcs_matching *m;
    unsigned char *seen; /* LONE_... */
    uint32_t *followed;  /* how often with another character behind it */
} lone_han;

enum { LONE_VERB = 1, LONE_NOUN = 2, LONE_ELSEWHERE = 4 };

static pcs_status note_place(void *context, const char *term, size_t len,
                             uint32_t freq, pcs_error *err)
{
    lone_han *h = context;
    size_t pos = 1;
    unsigned char place = LONE_NOUN;
    (void)freq;
    pcs_utf8_next(term, len, &pos, NULL);
    if (pos < len && pcs_is_okurigana(pcs_utf8_next(term, len, &pos, NULL)))
        place = LONE_VERB;
    pcs_unit_list *list = &h->m->list;
    pcs_status status =
        pcs_postings_count(list, h->m->shelf->postings, term, len,
                           h->m->shelf->partition.n_units, err);
    for (size_t i = 0; i < list->len; i++) {
        h->seen[list->units[i]] |= place;
        h->followed[list->units[i]] += list->counts[i];
    }
    return status;
}

/* At the end of a run no gram begins with it. */
static pcs_status note_ends(lone_han *h, const char *one, size_t len,
                            pcs_error *err)
{
    char character[8] = {PCS_TERM_CHARACTER};
    pcs_unit_list *list = &h->m->list;
    memcpy(character + 1, one, len);
    pcs_status status =
        pcs_postings_count(list, h->m->shelf->postings, character, len + 1,
                           h->m->shelf->partition.n_units, err);
    for (size_t i = 0; i < list->len; i++)
        if (list->counts[i] > h->followed[list->units[i]])
            h->seen[list->units[i]] |= LONE_NOUN;
    return status;
}

static pcs_status note_words(lone_han *h, const char *one, size_t len,
                             pcs_error *err)
{
    const pcs_lexicon *l = &h->m->shelf->partition.words;
    size_t n_units = h->m->shelf->partition.n_units;
    pcs_tiers *other = calloc(n_units + 1, 1);
    pcs_status status = other ? PCS_OK : pcs_error_nomem(err);
    pcs_watch *watch = h->m->watch;
    h->m->watch = NULL;
    for (size_t i = 0; status == PCS_OK; i++) {
        const char *word;
        size_t n = 0;
        status = pcs_lexicon_holding(&i, l, one, len, err);
        if (status != PCS_OK || i == l->len)
            break;
        status = pcs_lexicon_word(&word, &n, l, i, err);
        if (status == PCS_OK && n > len)
            status = pcs_match_lexicon_word(other, h->m, i, PCS_TIER_WORD, err);
    }
    h->m->watch = watch;
    for (size_t u = 0; status == PCS_OK && u < n_units; u++)
        if (other[u])
            h->seen[u] |= LONE_ELSEWHERE;
    free(other);
    return status;
}

/* A Han character with okurigana behind it is a verb, 行う, which is another
 * word than 行: the unit stays in out only where it stands there otherwise. */
pcs_status pcs_drop_japanese_verbs(pcs_tiers *out, pcs_matching *m,
                                   const char *word, size_t len, pcs_error *err)
{
    size_t n = m->shelf->partition.n_units;
    char gram[8] = {PCS_TERM_GRAM};
    lone_han h = {m, calloc(n + 1, 1), calloc(n + 1, sizeof *h.followed)};
    pcs_status status = h.seen && h.followed ? PCS_OK : pcs_error_nomem(err);
    memcpy(gram + 1, word, len);
    if (status == PCS_OK)
        status = pcs_postings_each(m->shelf->postings, gram, len + 1,
                                   note_place, &h, err);
    if (status == PCS_OK)
        status = note_ends(&h, word, len, err);
    if (status == PCS_OK)
        status = note_words(&h, word, len, err);
    for (size_t u = 0; status == PCS_OK && u < n; u++)
        if (!(h.seen[u] & LONE_NOUN) ||
            (h.seen[u] & (LONE_VERB | LONE_ELSEWHERE)) ==
                (LONE_VERB | LONE_ELSEWHERE))
            out[u] = PCS_TIER_NONE;
    free(h.seen);
    free(h.followed);
    return status;
}

/* Whether the vocabulary has a verb of this stem of one syllable. */
static pcs_status is_verb(bool *out, const pcs_lexicon *l, const char *stem,
                          pcs_error *err)
{
    static const char *const endings[] = {"는", "면", "기"};
    size_t n = 0;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < 3; i++) {
        char form[2 * SYLLABLE];
        bool has = false;
        memcpy(form, stem, SYLLABLE);
        memcpy(form + SYLLABLE, endings[i], SYLLABLE);
        status = pcs_attest_word(&has, l, form, sizeof form, 1, err);
        n += has;
    }
    *out = n >= 2;
    return status;
}

/* Sets bit for the units that have the gram of two syllables. */
static pcs_status note_gram(unsigned char *seen, unsigned char bit,
                            pcs_matching *m, const char *first,
                            const char *second, pcs_error *err)
{
    char gram[1 + 2 * SYLLABLE] = {PCS_TERM_GRAM};
    memcpy(gram + 1, first, SYLLABLE);
    memcpy(gram + 1 + SYLLABLE, second, SYLLABLE);
    m->list.len = 0;
    pcs_status status =
        pcs_postings_read(&m->list, m->shelf->postings, gram, sizeof gram,
                          m->shelf->partition.n_units, err);
    for (size_t i = 0; i < m->list.len; i++)
        seen[m->list.units[i]] |= bit;
    return status;
}

enum { KOREAN_OBJECT = 1, KOREAN_NOUN = 2 };

pcs_status pcs_drop_korean_verbs(pcs_tiers *out, pcs_matching *m,
                                 const char *word, size_t len, pcs_error *err)
{
    static const char *const objects[] = {"을", "를"};
    /* What makes a verb of a noun, and the particles. */
    static const char *const behind[] = {
        "하", "한", "할", "합", "해", "했", "되", "된", "될", "됩",
        "됐", "를", "가", "는", "의", "에", "와", "로", "도", "서"};
    size_t n = m->shelf->partition.n_units;
    bool may = false;
    pcs_status status = PCS_OK;
    if (len == 2 * SYLLABLE && memcmp(word + SYLLABLE, "고", SYLLABLE) == 0)
        status = is_verb(&may, &m->shelf->partition.words, word, err);
    if (status != PCS_OK || !may)
        return status;
    unsigned char *seen = calloc(n + 1, 1);
    if (!seen)
        return pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < 2; i++)
        status = note_gram(seen, KOREAN_OBJECT, m, objects[i], word, err);
    for (size_t i = 0; status == PCS_OK && i < sizeof behind / sizeof *behind;
         i++)
        status =
            note_gram(seen, KOREAN_NOUN, m, word + SYLLABLE, behind[i], err);
    for (size_t u = 0; u < n; u++)
        if (seen[u] == KOREAN_OBJECT)
            out[u] = PCS_TIER_NONE;
    free(seen);
    return status;
}
