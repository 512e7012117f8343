/* rows.c - how many units have rows of words */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/rows.h"

#include <stdlib.h>
#include <string.h>

/* Units of a partition that are read for the frequencies of rows. */
#define UNITS_MAX 30000u
/* Words of a unit beyond these do not count. */
#define WORDS_MAX 1024u

bool pcs_row_begins(const pcs_row *r, const uint32_t *classes, size_t n)
{
    return n >= r->len && classes[0] == r->classes[0] &&
           memcmp(classes, r->classes, r->len * sizeof *classes) == 0;
}

/* Rows by their first class, each list linked by `next`, numbers plus one. */
typedef struct counting {
    const pcs_row *rows;
    size_t n;
    uint8_t *heads; /* by class */
    uint8_t next[PCS_ROWS_MAX];
    uint32_t latest[PCS_ROWS_MAX]; /* the last unit that had it, plus one */
} counting;

static pcs_status make(counting *c, const pcs_row *rows, size_t n,
                       const pcs_bitext *b, pcs_error *err)
{
    memset(c, 0, sizeof *c);
    c->rows = rows;
    c->n = n;
    c->heads = calloc(b->other->n + 1, 1);
    if (!c->heads)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < n; i++) {
        uint8_t *head = &c->heads[rows[i].classes[0]];
        c->next[i] = *head;
        *head = (uint8_t)(i + 1);
    }
    return PCS_OK;
}

static bool is_free(const uint8_t *flags, size_t n)
{
    while (n > 0 && flags[n - 1] & PCS_BITEXT_FREE)
        n--;
    return n == 0;
}

static void count_sample(pcs_row_count *out, counting *c, const pcs_bitext *b,
                         const uint8_t *is_open)
{
    for (size_t u = 0; u < b->n; u++) {
        size_t at, last;
        pcs_bitext_unit(b, u, &at, &last);
        for (; at < last; at++)
            for (size_t i = c->heads[b->classes[at]]; i; i = c->next[i - 1]) {
                const pcs_row *r = &c->rows[i - 1];
                if (c->latest[i - 1] == u + 1 ||
                    !pcs_row_begins(r, b->classes + at, last - at) ||
                    (is_open[u] && !is_free(b->flags + at, r->len)))
                    continue;
                c->latest[i - 1] = (uint32_t)u + 1;
                if (is_open[u])
                    out[i - 1].open++;
                else
                    out[i - 1].closed++;
            }
    }
    memset(c->latest, 0, sizeof c->latest);
}

static pcs_status count_unit(pcs_row_count *out, counting *c,
                             const pcs_bitext *b, uint32_t unit, double step,
                             pcs_error *err)
{
    uint32_t classes[WORDS_MAX], word;
    size_t n = 0;
    pcs_sequence s;
    pcs_status status = pcs_forward_unit(&s, b->units, unit, err);
    while (status == PCS_OK && n < WORDS_MAX && pcs_sequence_next(&word, &s)) {
        if (word >= b->other->n)
            return pcs_error_set(err, PCS_ECORRUPT, "no word %u", word);
        classes[n++] = b->other->classes[word];
    }
    for (size_t at = 0; at < n; at++)
        for (size_t i = c->heads[classes[at]]; i; i = c->next[i - 1]) {
            if (c->latest[i - 1] == unit + 1 ||
                !pcs_row_begins(&c->rows[i - 1], classes + at, n - at))
                continue;
            c->latest[i - 1] = unit + 1;
            out[i - 1].freq += step;
        }
    return status;
}

static pcs_status count_partition(pcs_row_count *out, counting *c,
                                  const pcs_bitext *b, pcs_error *err)
{
    bool has_rows = false;
    for (size_t i = 0; i < c->n; i++)
        has_rows = has_rows || c->rows[i].len > 1;
    size_t n = b->partition->n_units, step = n / UNITS_MAX + 1;
    pcs_status status = PCS_OK;
    for (size_t u = 0; has_rows && status == PCS_OK && u < n; u += step)
        status = count_unit(out, c, b, (uint32_t)u, (double)step, err);
    for (size_t i = 0; i < c->n; i++)
        if (c->rows[i].len == 1)
            out[i].freq = b->other->freqs[c->rows[i].classes[0]];
    return status;
}

pcs_status pcs_rows_count(pcs_row_count *out, const pcs_row *rows, size_t n,
                          const pcs_bitext *b, const uint8_t *is_open,
                          pcs_error *err)
{
    counting c;
    memset(out, 0, n * sizeof *out);
    pcs_status status = make(&c, rows, n, b, err);
    if (status == PCS_OK) {
        count_sample(out, &c, b, is_open);
        status = count_partition(out, &c, b, err);
    }
    free(c.heads);
    return status;
}
