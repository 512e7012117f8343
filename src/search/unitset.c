/* unitset.c - the units that may hold a pattern, by what is posted */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/unitset.h"

#include <stdlib.h>
#include <string.h>

static bool is_empty(const pcs_unit_set *s)
{
    return !s->is_all && s->list.len == 0;
}

static pcs_status intersect(pcs_unit_set *s, const pcs_unit_list *other,
                            pcs_error *err)
{
    if (s->is_all) {
        s->is_all = false;
        s->list.len = 0;
        if (!PCS_ARRAY_RESERVE(s->list.units, s->list.cap, other->len + 1))
            return pcs_error_nomem(err);
        if (other->len)
            memcpy(s->list.units, other->units, other->len * 4);
        s->list.len = other->len;
        return PCS_OK;
    }
    size_t i = 0, j = 0, n = 0;
    while (i < s->list.len && j < other->len) {
        uint32_t a = s->list.units[i], b = other->units[j];
        if (a == b)
            s->list.units[n++] = a;
        i += a <= b;
        j += b <= a;
    }
    s->list.len = n;
    return PCS_OK;
}

static pcs_status require(pcs_unit_set *s, pcs_matching *m, const char *term,
                          size_t len, pcs_error *err)
{
    if (is_empty(s))
        return PCS_OK;
    m->list.len = 0;
    pcs_status status =
        pcs_postings_read(&m->list, m->shelf->postings, term, len,
                          m->shelf->partition.n_units, err);
    if (status == PCS_OK)
        status = intersect(s, &m->list, err);
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

static pcs_status require_open(pcs_unit_set *s, pcs_matching *m,
                               const pcs_buffer *gram, pcs_error *err)
{
    size_t n = m->shelf->partition.n_units;
    if (is_empty(s))
        return PCS_OK;
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
        status = intersect(s, &m->list, err);
    free(j.seen);
    return status;
}

static pcs_status require_grams(pcs_unit_set *s, pcs_matching *m,
                                const pcs_term *t, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < t->grams.len; i++) {
        size_t len;
        const char *gram = pcs_terms_get(&t->grams, i, &len);
        status = require(s, m, gram, len, err);
    }
    if (status == PCS_OK && t->open_gram.len)
        status = require_open(s, m, &t->open_gram, err);
    return status;
}

static pcs_status require_words(pcs_unit_set *s, pcs_matching *m,
                                const pcs_term *t, pcs_error *err)
{
    pcs_status status = PCS_OK;
    bool is_local = t->node->side == PCS_SIDE_LOCAL;
    /* The last word of a prefix is not whole. */
    size_t n = t->words.len;
    if (n > 0 && t->node->is_prefix)
        n--;
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        char term[PCS_POSTING_TERM_MAX + 1];
        size_t len;
        const char *word = pcs_terms_get(&t->words, i, &len);
        term[0] = is_local ? PCS_TERM_WORD : PCS_TERM_ENGLISH;
        memcpy(term + 1, word, len);
        status = require(s, m, term, len + 1, err);
    }
    return status;
}

pcs_status pcs_unit_set_narrow(pcs_unit_set *s, pcs_matching *m,
                               const pcs_term *t, pcs_error *err)
{
    pcs_status status = PCS_OK;
    /* The English side has words only. */
    if (t->node->side == PCS_SIDE_LOCAL)
        status = require_grams(s, m, t, err);
    if (status == PCS_OK && !t->has_grams)
        status = require_words(s, m, t, err);
    return status;
}
