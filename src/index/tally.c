/* tally.c - in how many units more or less each term stands */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

/* The number of a term, which is counted from now on. */
static pcs_status count(uint32_t *out, pcs_word_tally *t, const char *term,
                        size_t len, pcs_error *err)
{
    size_t before = t->terms.len;
    pcs_status status = pcs_strings_add(out, &t->terms, term, len, err);
    if (status != PCS_OK || *out < before)
        return status;
    if (!PCS_ARRAY_RESERVE(t->changes, t->cap_changes, t->terms.len) ||
        !PCS_ARRAY_RESERVE(t->latest, t->cap_latest, t->terms.len))
        return pcs_error_nomem(err);
    t->changes[*out] = 0;
    t->latest[*out] = 0;
    return PCS_OK;
}

pcs_status pcs_tally_unit(pcs_word_tally *t, const pcs_terms *terms, int change,
                          pcs_error *err)
{
    pcs_status status = PCS_OK;
    t->n_units++;
    for (size_t i = 0; status == PCS_OK && i < terms->len; i++) {
        size_t len;
        const char *term = pcs_terms_get(terms, i, &len);
        uint32_t n;
        if (*term != PCS_TERM_WORD && *term != PCS_TERM_ENGLISH)
            continue;
        status = count(&n, t, term, len, err);
        if (status == PCS_OK && t->latest[n] != t->n_units) {
            t->latest[n] = t->n_units;
            t->changes[n] += change;
        }
    }
    return status;
}

/* Number 0 is the empty string, which is no term. */
size_t pcs_tally_len(const pcs_word_tally *t)
{
    return t->terms.len ? t->terms.len - 1 : 0;
}

pcs_status pcs_tally_merge(pcs_word_tally *t, const pcs_word_tally *other,
                           pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (uint32_t i = 1; status == PCS_OK && i < other->terms.len; i++) {
        size_t len;
        uint32_t n;
        const char *term = pcs_strings_get(&other->terms, i, &len);
        status = count(&n, t, term, len, err);
        if (status == PCS_OK)
            t->changes[n] += other->changes[i];
    }
    return status;
}

static int compare(const void *a, const void *b, void *context)
{
    const pcs_strings *terms = context;
    size_t n, m;
    const char *x = pcs_strings_get(terms, *(const uint32_t *)a, &n);
    const char *y = pcs_strings_get(terms, *(const uint32_t *)b, &m);
    int diff = memcmp(x, y, n < m ? n : m);
    return diff ? diff : (n > m) - (n < m);
}

pcs_status pcs_tally_sort(pcs_word_tally *t, pcs_error *err)
{
    size_t n = pcs_tally_len(t);
    t->order = malloc((n + 1) * sizeof *t->order);
    if (!t->order)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < n; i++)
        t->order[i] = (uint32_t)i + 1;
    qsort_r(t->order, n, sizeof *t->order, compare, &t->terms);
    return PCS_OK;
}

const char *pcs_tally_get(size_t *len, int32_t *change, const pcs_word_tally *t,
                          size_t i)
{
    *change = t->changes[t->order[i]];
    return pcs_strings_get(&t->terms, t->order[i], len);
}

void pcs_tally_dispose(pcs_word_tally *t)
{
    pcs_strings_dispose(&t->terms);
    free(t->changes);
    free(t->latest);
    free(t->order);
    memset(t, 0, sizeof *t);
}
