/* asked.c - scoring units by what they have in common with a question */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/functionwords.h"
#include "analyze/korean.h"
#include "analyze/locale.h"
#include "search/question.h"
#include "search/rank.h"

/* How much each thing in common counts: found by measuring, and the optimum is
 * flat (docs/ranking.md). */
typedef struct weights {
    const char *language;
    float word;       /* a word in any of its forms */
    float exact;      /* and as typed, in scripts with stems */
    float gram;       /* two characters in a row; three in unspaced scripts */
    float characters; /* one */
    float letters;    /* four letters in a row */
    float pair;       /* two words side by side */
} weights;

/* What is left of the weight of a word that only asks. */
#define FUNCTION_WORD 0.4F

/* Languages that build long words have more in common by their letters than by
 * stems. The words with stems in the first group, names and numbers among
 * text of another script, say more than they do elsewhere. */
static const weights all_weights[] = {
    {"ja", 1.0F, 1.2F, 0.6F, 0.8F, 0.25F, 0.3F},
    {"ko", 1.0F, 1.2F, 0.5F, 0.3F, 0.25F, 0.7F},
    {"zh-Hant", 1.0F, 1.4F, 0.8F, 1.5F, 0.25F, 0.5F},
    {"zh-HK", 1.0F, 1.4F, 0.8F, 1.5F, 0.25F, 0.5F},
    {"zh-MO", 1.0F, 1.4F, 0.8F, 1.5F, 0.25F, 0.5F},
    {"zh-TW", 1.0F, 1.4F, 0.8F, 1.5F, 0.25F, 0.5F},
    {"zh", 1.0F, 1.2F, 0.5F, 1.0F, 0.25F, 0.3F},
    {"km", 0.6F, 1.0F, 0.3F, 0.0F, 0.25F, 0.3F},
    {"lo", 0.6F, 1.0F, 0.3F, 0.0F, 0.25F, 0.3F},
    {"my", 0.6F, 1.0F, 0.3F, 0.0F, 0.25F, 0.3F},
    {"th", 0.6F, 1.0F, 0.3F, 0.0F, 0.25F, 0.3F},

    {"ar", 1.0F, 0.2F, 0.5F, 0.5F, 0.45F, 0.1F},
    {"da", 1.0F, 0.1F, 0.5F, 0.5F, 0.45F, 0.05F},
    {"de", 1.0F, 0.1F, 0.5F, 0.5F, 0.45F, 0.05F},
    {"el", 1.0F, 0.2F, 0.5F, 0.5F, 0.35F, 0.1F},
    {"fa", 1.0F, 0.2F, 0.5F, 0.5F, 0.45F, 0.1F},
    {"fi", 1.0F, 0.1F, 0.5F, 0.5F, 0.45F, 0.05F},
    {"he", 1.0F, 0.2F, 0.5F, 0.5F, 0.45F, 0.1F},
    {"hu", 1.0F, 0.1F, 0.5F, 0.5F, 0.45F, 0.05F},
    {"nb", 1.0F, 0.1F, 0.5F, 0.5F, 0.45F, 0.05F},
    {"nl", 1.0F, 0.1F, 0.5F, 0.5F, 0.45F, 0.05F},
    {"sv", 1.0F, 0.1F, 0.5F, 0.5F, 0.45F, 0.05F},
    {"tr", 1.0F, 0.2F, 0.5F, 0.5F, 0.45F, 0.1F},
    {"vi", 1.0F, 0.2F, 0.5F, 0.5F, 0.1F, 0.4F},
    {"", 1.0F, 0.2F, 0.5F, 0.5F, 0.25F, 0.1F},
};

static const weights *weights_of(const char *locale)
{
    const weights *w = all_weights;
    while (*w->language &&
           !pcs_locale_matches(locale, w->language, strlen(w->language)))
        w++;
    return w;
}

/* What one thing in common is counted with: occurrences in the units that were
 * seen to hold it. */
typedef struct counting {
    pcs_asked *asked;
    pcs_matching *m;
    const weights *weights;
    const float *norms;
    uint16_t *counts; /* a unit */
    uint32_t *seen;   /* units with a count */
    size_t n_seen;
    uint32_t *list; /* words of the vocabulary */
    size_t n_list, cap_list;
    pcs_buffer term;
    pcs_asked_visitor *visit; /* NULL but for an explanation */
    void *context;
} counting;

void pcs_asked_dispose(pcs_asked *a)
{
    pcs_terms_dispose(&a->keys);
    free(a->idfs);
    free(a->scores);
    free(a->words);
    memset(a, 0, sizeof *a);
}

static pcs_status count_term(counting *c, const char *term, size_t len,
                             pcs_error *err)
{
    pcs_unit_list *list = &c->m->list;
    pcs_status status =
        pcs_postings_count(list, c->m->shelf->postings, term, len,
                           c->m->shelf->partition.n_units, err);
    for (size_t i = 0; i < list->len; i++) {
        uint32_t unit = list->units[i];
        if (c->counts[unit] == 0)
            c->seen[c->n_seen++] = unit;
        uint32_t sum = c->counts[unit] + list->counts[i];
        c->counts[unit] = (uint16_t)(sum < UINT16_MAX ? sum : UINT16_MAX);
    }
    return status;
}

static pcs_status count_word(counting *c, const char *word, size_t len,
                             pcs_error *err)
{
    pcs_buffer_clear(&c->term);
    pcs_buffer_putc(&c->term, PCS_TERM_WORD);
    pcs_buffer_append(&c->term, word, len);
    if (c->term.failed)
        return pcs_error_nomem(err);
    return count_term(c, c->term.data, c->term.len, err);
}

static float idf_of(const counting *c)
{
    double n = (double)c->m->shelf->partition.n_units, df = (double)c->n_seen;
    return (float)log(1 + (n - df + 0.5) / (df + 0.5));
}

/* Shows what was counted to who asked for an explanation. */
static pcs_status show(const counting *c, const char *stream, const char *text,
                       size_t len, float weight, pcs_error *err)
{
    if (!c->visit || c->n_seen == 0)
        return PCS_OK;
    pcs_asked_part part = {stream,    text,      len,     weight,
                           idf_of(c), c->counts, c->norms};
    return c->visit(c->context, &part, err);
}

/* Adds what was counted to the scores, and forgets it. */
static void score(counting *c, float weight)
{
    float top = weight * idf_of(c) * (PCS_BM25_K1 + 1);
    for (size_t i = 0; i < c->n_seen; i++) {
        uint32_t unit = c->seen[i];
        float count = c->counts[unit];
        c->asked->scores[unit] += top * count / (count + c->norms[unit]);
        c->counts[unit] = 0;
    }
    c->n_seen = 0;
}

static const char *stream_of(char kind)
{
    return kind == PCS_TERM_GRAM        ? "gram"
           : kind == PCS_TERM_CHARACTER ? "character"
                                        : "letters";
}

static pcs_status score_term(counting *c, const char *term, size_t len,
                             pcs_error *err)
{
    const weights *w = c->weights;
    float weight = term[0] == PCS_TERM_GRAM        ? w->gram
                   : term[0] == PCS_TERM_CHARACTER ? w->characters
                                                   : w->letters;
    if (weight <= 0)
        return PCS_OK;
    pcs_status status = count_term(c, term, len, err);
    if (status == PCS_OK)
        status = show(c, stream_of(term[0]), term + 1, len - 1, weight, err);
    score(c, weight);
    return status;
}

static pcs_status list_word(counting *c, size_t word, pcs_error *err)
{
    for (size_t i = 0; i < c->n_list; i++)
        if (c->list[i] == word)
            return PCS_OK;
    if (!PCS_ARRAY_RESERVE(c->list, c->cap_list, c->n_list + 1))
        return pcs_error_nomem(err);
    c->list[c->n_list++] = (uint32_t)word;
    return PCS_OK;
}

static pcs_status count_list(counting *c, pcs_error *err)
{
    const pcs_lexicon *l = &c->m->shelf->partition.words;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < c->n_list; i++) {
        const char *word;
        size_t len;
        status = pcs_lexicon_word(&word, &len, l, c->list[i], err);
        if (status == PCS_OK)
            status = count_word(c, word, len, err);
    }
    c->n_list = 0;
    return status;
}

static pcs_status list_key(counting *c, const char *key, size_t len,
                           pcs_error *err)
{
    const pcs_lexicon *l = &c->m->shelf->partition.words;
    pcs_lexicon_range range;
    pcs_status status = pcs_lexicon_key(&range, l, key, len, err);
    for (size_t i = range.first; status == PCS_OK && i < range.last; i++) {
        size_t word;
        status = pcs_lexicon_key_word(&word, l, i, err);
        if (status == PCS_OK)
            status = list_word(c, word, err);
    }
    return status;
}

static pcs_status add_key(counting *c, const char *key, size_t len,
                          pcs_error *err)
{
    pcs_terms *keys = &c->asked->keys;
    pcs_buffer_append(&keys->bytes, key, len);
    if (keys->bytes.failed ||
        !PCS_ARRAY_RESERVE(keys->ends, keys->cap, keys->len + 1))
        return pcs_error_nomem(err);
    keys->ends[keys->len++] = (uint32_t)keys->bytes.len;
    return PCS_OK;
}

/* A word of a script with stems: all that share one, and the word itself. */
static pcs_status count_forms(counting *c, const char *word, size_t len,
                              pcs_error *err)
{
    pcs_stemmer *stemmer = c->m->shelf->stemmer;
    pcs_buffer key = {0};
    pcs_status status = pcs_stemmer_key(stemmer, &key, word, len, err);
    if (status == PCS_OK)
        status = list_key(c, key.data, key.len, err);
    if (status == PCS_OK)
        status = add_key(c, key.data, key.len, err);
    pcs_buffer_clear(&key);
    if (status == PCS_OK)
        status = pcs_stemmer_bare_key(stemmer, &key, word, len, err);
    if (status == PCS_OK)
        status = list_key(c, key.data, key.len, err);
    pcs_buffer_dispose(&key);
    if (status == PCS_OK && c->weights->exact > 0) {
        status = count_word(c, word, len, err);
        if (status == PCS_OK)
            status = show(c, "exact", word, len, c->weights->exact, err);
        score(c, c->weights->exact);
    }
    return status == PCS_OK ? count_list(c, err) : status;
}

/* The eojeols that are a noun of len bytes, with particles or endings. */
static pcs_status list_eojeols(counting *c, const char *noun, size_t len,
                               uint64_t *total, pcs_error *err)
{
    const pcs_lexicon *l = &c->m->shelf->partition.words;
    pcs_lexicon_range range;
    pcs_status status = pcs_lexicon_prefix(&range, l, noun, len, err);
    *total = 0;
    for (size_t i = range.first; status == PCS_OK && i < range.last; i++) {
        const char *eojeol;
        size_t n;
        uint32_t freq;
        status = pcs_lexicon_word(&eojeol, &n, l, i, err);
        if (status != PCS_OK)
            break;
        if (pcs_korean_classify(eojeol, n, len) == PCS_KOREAN_OTHER)
            continue;
        status = pcs_lexicon_freq(&freq, l, i, err);
        *total += freq;
        if (status == PCS_OK)
            status = list_word(c, i, err);
    }
    return status;
}

/* A Korean word: what is left of it without particles, with any of them. */
static pcs_status count_eojeol(counting *c, const char *word, size_t len,
                               pcs_error *err)
{
    uint64_t best = 0, total;
    size_t noun = len;
    pcs_status status = PCS_OK;
    for (size_t n = len; status == PCS_OK && n >= 6; n -= 3) {
        if (pcs_korean_classify(word, len, n) == PCS_KOREAN_OTHER)
            continue;
        c->n_list = 0;
        status = list_eojeols(c, word, n, &total, err);
        if (total > best) {
            best = total;
            noun = n;
        }
    }
    c->n_list = 0;
    if (status == PCS_OK)
        status = list_eojeols(c, word, noun, &total, err);
    if (status == PCS_OK)
        status = add_key(c, word, noun, err);
    return status == PCS_OK ? count_list(c, err) : status;
}

static pcs_status score_word(counting *c, size_t i, pcs_error *err)
{
    const pcs_question *q = c->asked->question;
    size_t len;
    const char *word = pcs_terms_get(&q->words, i, &len);
    float weight = c->weights->word;
    if (pcs_functionwords_has(word, len))
        weight *= FUNCTION_WORD;
    pcs_status status;
    if (q->items[i].class == PCS_CHAR_WORD)
        status = count_forms(c, word, len, err);
    else if (q->items[i].class == PCS_CHAR_HANGUL)
        status = count_eojeol(c, word, len, err);
    else {
        status = add_key(c, word, len, err);
        if (status == PCS_OK)
            status = count_word(c, word, len, err);
    }
    c->asked->idfs[i] = idf_of(c);
    for (size_t j = 0; j < c->n_seen; j++)
        c->asked->words[c->seen[j]] = PCS_TIER_PART;
    if (status == PCS_OK)
        status = show(c, "word", word, len, weight, err);
    score(c, weight);
    return status;
}

static pcs_status score_all(counting *c, pcs_error *err)
{
    const pcs_question *q = c->asked->question;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < q->words.len; i++)
        status = score_word(c, i, err);
    for (size_t i = 0; status == PCS_OK && i < q->terms.len; i++) {
        size_t len;
        const char *term = pcs_terms_get(&q->terms, i, &len);
        status = score_term(c, term, len, err);
    }
    return status;
}

static pcs_status make(pcs_asked *a, const pcs_question *q, pcs_matching *m,
                       pcs_asked_visitor *visit, void *context, pcs_error *err)
{
    size_t n = m->shelf->partition.n_units;
    a->question = q;
    a->pair = weights_of(m->shelf->locale)->pair;
    a->scores = calloc(n + 1, sizeof *a->scores);
    a->idfs = calloc(q->words.len + 1, sizeof *a->idfs);
    counting c = {.asked = a,
                  .m = m,
                  .weights = weights_of(m->shelf->locale),
                  .counts = calloc(n + 1, 2),
                  .seen = malloc((n + 1) * sizeof(uint32_t)),
                  .visit = visit,
                  .context = context};
    pcs_status status = PCS_OK;
    a->words = calloc(n + 1, 1);
    if (!a->scores || !a->idfs || !a->words || !c.counts || !c.seen)
        status = pcs_error_nomem(err);
    if (status == PCS_OK)
        status = pcs_shelf_norms(&c.norms, m->shelf, err);
    if (status == PCS_OK)
        status = score_all(&c, err);
    free(c.counts);
    free(c.seen);
    free(c.list);
    pcs_buffer_dispose(&c.term);
    return status;
}

pcs_status pcs_asked_make(pcs_asked *a, const pcs_question *q, pcs_matching *m,
                          pcs_error *err)
{
    return make(a, q, m, NULL, NULL, err);
}

pcs_status pcs_asked_explain(pcs_asked_visitor *visit, void *context,
                             const pcs_question *q, pcs_matching *m,
                             pcs_error *err)
{
    pcs_asked again = {0};
    pcs_status status = make(&again, q, m, visit, context, err);
    pcs_asked_dispose(&again);
    return status;
}
