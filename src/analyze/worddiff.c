/* worddiff.c - which words of a text became which of another one */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/worddiff.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include "base/buffer.h"
#include "base/diff.h"
#include "base/hash.h"

/* ICU's offsets have 31 bits. */
#define TEXT_MAX ((size_t)1 << 30)

/* Sentences have less words that differ, ... */
#define WORDS_MAX 300
/* ... and less words. Longer texts are only compared from both ends. */
#define PIECES_MAX 10000

/* A text taken apart: nothing of it is missing. */
typedef struct pieces {
    const char *text;
    uint64_t *hashes;
    size_t *starts; /* and one behind the last: the end of the text */
    size_t n, cap_hashes, cap_starts;
} pieces;

struct pcs_worddiff {
    UBreakIterator *breaks;
    pieces old, new;
    pcs_diff diff;
    pcs_word_edit *edits;
    size_t n_edits, cap_edits;
};

static pcs_status fail_icu(UErrorCode code, pcs_error *err)
{
    if (code == U_MEMORY_ALLOCATION_ERROR)
        return pcs_error_nomem(err);
    return pcs_error_set(err, PCS_EFORMAT, "ICU cannot part words: %s",
                         u_errorName(code));
}

pcs_status pcs_worddiff_new(pcs_worddiff **out, pcs_error *err)
{
    UErrorCode code = U_ZERO_ERROR;
    *out = calloc(1, sizeof **out);
    if (!*out)
        return pcs_error_nomem(err);
    (*out)->diff.edits_max = WORDS_MAX;
    (*out)->breaks = ubrk_open(UBRK_WORD, "", NULL, 0, &code);
    if (U_SUCCESS(code))
        return PCS_OK;
    pcs_worddiff_free(*out);
    *out = NULL;
    return fail_icu(code, err);
}

static void dispose(pieces *p)
{
    free(p->hashes);
    free(p->starts);
}

void pcs_worddiff_free(pcs_worddiff *d)
{
    if (!d)
        return;
    if (d->breaks)
        ubrk_close(d->breaks);
    dispose(&d->old);
    dispose(&d->new);
    pcs_diff_dispose(&d->diff);
    free(d->edits);
    free(d);
}

static pcs_status add_start(pieces *p, size_t start, pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(p->starts, p->cap_starts, p->n + 1) ||
        !PCS_ARRAY_RESERVE(p->hashes, p->cap_hashes, p->n + 1))
        return pcs_error_nomem(err);
    p->starts[p->n] = start;
    return PCS_OK;
}

static pcs_status part(pieces *p, UBreakIterator *breaks, size_t len,
                       pcs_error *err)
{
    pcs_status status = add_start(p, 0, err);
    int32_t border = ubrk_first(breaks);
    while (status == PCS_OK && (border = ubrk_next(breaks)) != UBRK_DONE) {
        size_t start = p->starts[p->n], end = (size_t)border;
        if (end <= start || end > len)
            continue;
        p->hashes[p->n++] = pcs_hash64(p->text + start, end - start);
        status = add_start(p, end, err);
    }
    return status;
}

static pcs_status take_apart(pieces *p, pcs_worddiff *d, const char *text,
                             size_t len, pcs_error *err)
{
    UErrorCode code = U_ZERO_ERROR;
    UText utext = UTEXT_INITIALIZER;
    p->text = text;
    p->n = 0;
    if (len > TEXT_MAX)
        return pcs_error_set(err, PCS_ELIMIT, "a text of %zu bytes", len);
    utext_openUTF8(&utext, len ? text : "", (int64_t)len, &code);
    ubrk_setUText(d->breaks, &utext, &code);
    pcs_status status =
        U_SUCCESS(code) ? part(p, d->breaks, len, err) : fail_icu(code, err);
    utext_close(&utext);
    return status;
}

static UChar32 next_char(const char *text, size_t *at, size_t end)
{
    const uint8_t *bytes = (const uint8_t *)text + *at;
    int32_t i = 0, len = (int32_t)(end - *at);
    UChar32 c;
    U8_NEXT_OR_FFFD(bytes, i, len, c);
    *at += (size_t)i;
    return c;
}

static bool is_space(const char *text, size_t start, size_t end)
{
    while (start < end)
        if (!u_isUWhiteSpace(next_char(text, &start, end)))
            return false;
    return true;
}

static bool has_word(const char *text, size_t start, size_t end)
{
    while (start < end)
        if (u_isalnum(next_char(text, &start, end)))
            return true;
    return false;
}

/* Bytes decide, whatever hashes are equal. */
static bool is_equal(const pcs_worddiff *d, const pcs_diff_run *run)
{
    size_t a = d->old.starts[run->a], b = d->new.starts[run->b];
    size_t len = d->old.starts[run->a + run->n] - a;
    return len ==
           d->new.starts[run->b + run->n] -
               b &&memcmp(d->old.text + a, d->new.text + b, len) ==
           0;
}

/* Whether a run is but spaces or punctuation between words that were replaced;
 * `before` is the run that is kept before it, or NULL. */
static bool is_lost(const pcs_worddiff *d, const pcs_diff_run *before,
                    const pcs_diff_run *run, const pcs_diff_run *after)
{
    size_t a = before ? before->a + before->n : 0;
    size_t b = before ? before->b + before->n : 0;
    size_t a_end = after ? after->a : d->old.n;
    size_t b_end = after ? after->b : d->new.n;
    return run->a > a && run->b > b && a_end > run->a + run->n &&
           b_end > run->b + run->n &&
           !has_word(d->old.text, d->old.starts[run->a],
                     d->old.starts[run->a + run->n]);
}

/* Drops the runs that are none, or that would only cut up what is read. */
static void clean_runs(pcs_worddiff *d)
{
    pcs_diff_run *runs = d->diff.runs;
    size_t n = 0, kept = 0;
    for (size_t i = 0; i < d->diff.n_runs; i++)
        if (is_equal(d, &runs[i]))
            runs[n++] = runs[i];
    for (size_t i = 0; i < n; i++) {
        pcs_diff_run run = runs[i];
        if (!is_lost(d, kept ? &runs[kept - 1] : NULL, &run,
                     i + 1 < n ? &runs[i + 1] : NULL))
            runs[kept++] = run;
    }
    d->diff.n_runs = kept;
}

/* Leaves what both have at the beginning and at the end. */
static void keep_ends(pcs_worddiff *d)
{
    pcs_diff_run *runs = d->diff.runs;
    size_t n = d->diff.n_runs, kept = 0;
    pcs_diff_run last = runs[n - 1];
    if (runs[0].a == 0 && runs[0].b == 0)
        kept = 1;
    if (n > kept && last.a + last.n == d->old.n && last.b + last.n == d->new.n)
        runs[kept++] = last;
    d->diff.n_runs = kept;
}

static pcs_status add_edit(pcs_worddiff *d, pcs_word_change change,
                           const pieces *p, size_t start, size_t end,
                           pcs_error *err)
{
    if (start == end)
        return PCS_OK;
    if (!PCS_ARRAY_RESERVE(d->edits, d->cap_edits, d->n_edits + 1))
        return pcs_error_nomem(err);
    d->edits[d->n_edits++] =
        (pcs_word_edit){change, p->starts[start], p->starts[end]};
    return PCS_OK;
}

static pcs_status add_edits(pcs_worddiff *d, pcs_error *err)
{
    size_t a = 0, b = 0;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i <= d->diff.n_runs; i++) {
        pcs_diff_run end = {d->old.n, d->new.n, 0};
        const pcs_diff_run *run = i < d->diff.n_runs ? &d->diff.runs[i] : &end;
        status = add_edit(d, PCS_WORDS_REMOVED, &d->old, a, run->a, err);
        if (status == PCS_OK)
            status = add_edit(d, PCS_WORDS_ADDED, &d->new, b, run->b, err);
        a = run->a + run->n;
        b = run->b + run->n;
        if (status == PCS_OK)
            status = add_edit(d, PCS_WORDS_SAME, &d->old, run->a, a, err);
    }
    return status;
}

/* Too long to be compared in all: two runs, of which either may be empty. */
static pcs_status compare_ends(pcs_worddiff *d, pcs_error *err)
{
    const pieces *a = &d->old, *b = &d->new;
    size_t least = a->n < b->n ? a->n : b->n, start = 0, end = 0;
    while (start < least && a->hashes[start] == b->hashes[start])
        start++;
    while (end < least - start &&
           a->hashes[a->n - 1 - end] == b->hashes[b->n - 1 - end])
        end++;
    if (!PCS_ARRAY_RESERVE(d->diff.runs, d->diff.cap_runs, 2))
        return pcs_error_nomem(err);
    d->diff.n_runs = 0;
    if (start)
        d->diff.runs[d->diff.n_runs++] = (pcs_diff_run){0, 0, start};
    if (end)
        d->diff.runs[d->diff.n_runs++] =
            (pcs_diff_run){a->n - end, b->n - end, end};
    return PCS_OK;
}

pcs_status pcs_worddiff_make(const pcs_word_edit **out, size_t *n,
                             pcs_worddiff *d, const char *old, size_t old_len,
                             const char *new, size_t new_len, pcs_error *err)
{
    d->n_edits = 0;
    pcs_status status = take_apart(&d->old, d, old, old_len, err);
    if (status == PCS_OK)
        status = take_apart(&d->new, d, new, new_len, err);
    if (status == PCS_OK)
        status = d->old.n + d->new.n > PIECES_MAX
                     ? compare_ends(d, err)
                     : pcs_diff_make(&d->diff, d->old.hashes, d->old.n,
                                     d->new.hashes, d->new.n, err);
    if (status == PCS_OK) {
        clean_runs(d);
        /* A run, and what is removed and added before it. */
        if (d->diff.n_runs > PCS_WORD_EDITS_MAX / 3)
            keep_ends(d);
        status = add_edits(d, err);
    }
    *out = d->edits;
    *n = d->n_edits;
    return status;
}

pcs_status pcs_worddiff_words(const uint64_t **out, size_t *n, pcs_worddiff *d,
                              const char *text, size_t len, pcs_error *err)
{
    pieces *p = &d->old;
    pcs_status status = take_apart(p, d, text, len, err);
    size_t kept = 0;
    for (size_t i = 0; status == PCS_OK && i < p->n; i++)
        if (!is_space(text, p->starts[i], p->starts[i + 1]))
            p->hashes[kept++] = p->hashes[i];
    *out = p->hashes;
    *n = kept;
    return status;
}
