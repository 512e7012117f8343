/* wordset.c - the words of one side, and how many units have each */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/wordset.h"

#include <stdlib.h>
#include <string.h>

const char *pcs_wordset_get(const pcs_wordset *s, size_t i, size_t *len)
{
    uint32_t start = i ? s->ends[i - 1] : 0;
    *len = s->ends[i] - start;
    return s->bytes.data + start;
}

static pcs_status add(pcs_wordset *s, const char *word, size_t len,
                      uint32_t freq, pcs_error *err)
{
    pcs_buffer_append(&s->bytes, word, len);
    if (s->bytes.failed || s->bytes.len > UINT32_MAX ||
        !PCS_ARRAY_RESERVE(s->ends, s->cap_ends, s->len + 1) ||
        !PCS_ARRAY_RESERVE(s->freqs, s->cap_freqs, s->len + 1))
        return pcs_error_nomem(err);
    s->ends[s->len] = (uint32_t)s->bytes.len;
    s->freqs[s->len++] = freq;
    return PCS_OK;
}

static pcs_status add_term(void *context, const char *term, size_t len,
                           uint32_t freq, pcs_error *err)
{
    return add(context, term + 1, len - 1, freq, err);
}

pcs_status pcs_wordset_read(pcs_wordset *s, pcs_postings *postings, char kind,
                            pcs_error *err)
{
    return pcs_postings_each(postings, &kind, 1, add_term, s, err);
}

/* The merge of a lexicon and a tally. */
typedef struct merging {
    pcs_wordset *set;
    const pcs_lexicon *old;
    const pcs_word_tally *tally;
    size_t at;   /* the next word of old */
    size_t next; /* the next term of tally */
    char kind;
} merging;

/* The next term of the kind whose count changes, without the kind; NULL where
 * there is none. */
static const char *tallied(merging *m, size_t *len, int32_t *change)
{
    for (; m->next < pcs_tally_len(m->tally); m->next++) {
        const char *term = pcs_tally_get(len, change, m->tally, m->next);
        --*len;
        if (*term == m->kind && *change != 0)
            return term + 1;
    }
    return NULL;
}

static int compare(const char *a, size_t n, const char *b, size_t m)
{
    int diff = memcmp(a, b, n < m ? n : m);
    return diff ? diff : (n > m) - (n < m);
}

/* Takes the lesser of both lists' next words, or both where they are one. */
static pcs_status step(merging *m, pcs_error *err)
{
    const char *word = NULL;
    size_t n = 0, len = 0;
    uint32_t freq = 0;
    int32_t change = 0;
    pcs_status status = PCS_OK;
    const char *changed = tallied(m, &len, &change);
    if (m->at < m->old->len)
        status = pcs_lexicon_word(&word, &n, m->old, m->at, err);
    if (status == PCS_OK && word)
        status = pcs_lexicon_freq(&freq, m->old, m->at, err);
    if (status != PCS_OK)
        return status;
    int diff = !word ? 1 : !changed ? -1 : compare(word, n, changed, len);
    int64_t count = diff <= 0 ? freq : 0;
    if (diff >= 0)
        count += change;
    m->next += diff >= 0;
    m->at += diff <= 0;
    if (count < 0 || count > UINT32_MAX)
        return pcs_error_set(err, PCS_ECORRUPT,
                             "the vocabulary is not what the texts say; "
                             "rebuild the index with pcindex --rebuild");
    if (count == 0)
        return PCS_OK;
    return diff <= 0 ? add(m->set, word, n, (uint32_t)count, err)
                     : add(m->set, changed, len, (uint32_t)count, err);
}

pcs_status pcs_wordset_update(pcs_wordset *s, const pcs_lexicon *old,
                              const pcs_word_tally *tally, char kind,
                              pcs_error *err)
{
    merging m = {s, old, tally, 0, 0, kind};
    pcs_status status = PCS_OK;
    size_t len;
    int32_t change;
    while (status == PCS_OK && (m.at < old->len || tallied(&m, &len, &change)))
        status = step(&m, err);
    return status;
}

void pcs_wordset_dispose(pcs_wordset *s)
{
    pcs_buffer_dispose(&s->bytes);
    free(s->ends);
    free(s->freqs);
    memset(s, 0, sizeof *s);
}
