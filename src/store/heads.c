/* heads.c - titles, descriptions and headings of articles, analysed */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/heads.h"

#include <string.h>

static pcs_status open_section(const void **out, size_t *n, pcs_tables *t,
                               const char *name, size_t size, pcs_error *err)
{
    pcs_section_view view;
    pcs_status status = pcs_tables_section(&view, t, name, size, err);
    if (status != PCS_OK)
        return status;
    *out = view.data;
    *n = view.len / size;
    return pcs_tables_check(t, view.data, view.len, err);
}

static bool are_ends(const uint32_t *ends, size_t n, size_t len)
{
    uint32_t last = 0;
    for (size_t i = 0; i < n; i++) {
        if (ends[i] < last)
            return false;
        last = ends[i];
    }
    return last == len;
}

static bool are_below(const uint32_t *items, size_t n, size_t limit,
                      bool may_be_none)
{
    for (size_t i = 0; i < n; i++)
        if (items[i] >= limit && !(may_be_none && items[i] == PCS_HEAD_NO_WORD))
            return false;
    return true;
}

static bool are_headings(const pcs_heads *h, size_t n_segments)
{
    for (size_t i = 0; i < h->n_headings; i++)
        if (h->headings[i].segment >= n_segments)
            return false;
    return true;
}

pcs_status pcs_heads_open(pcs_heads *h, pcs_tables *t, size_t n_articles,
                          size_t n_segments, size_t n_lexicon, pcs_error *err)
{
    size_t all_heads, n_text, n_word_ends, n_words, n_bytes, n_lexicons;
    struct {
        const void **data;
        size_t *n;
        const char *name;
        size_t size;
    } all[] = {
        {(const void **)&h->text, &n_text, "head.text", 2},
        {(const void **)&h->ends, &all_heads, "head.ends", 4},
        {(const void **)&h->words, &n_words, "head.words", 4},
        {(const void **)&h->word_ends, &n_word_ends, "head.wordends", 4},
        {(const void **)&h->bytes, &n_bytes, "headword.bytes", 1},
        {(const void **)&h->bytes_ends, &h->n_vocabulary, "headword.ends", 4},
        {(const void **)&h->lexicon, &n_lexicons, "headword.number", 4},
        {(const void **)&h->headings, &h->n_headings, "head.heading",
         sizeof *h->headings}};
    pcs_status status = PCS_OK;
    memset(h, 0, sizeof *h);
    for (size_t i = 0; status == PCS_OK && i < sizeof all / sizeof *all; i++)
        status = open_section(all[i].data, all[i].n, t, all[i].name,
                              all[i].size, err);
    if (status != PCS_OK)
        return status;
    h->n = PCS_HEAD_KINDS * n_articles;
    if (all_heads == h->n + h->n_headings && n_word_ends == all_heads &&
        n_lexicons == h->n_vocabulary && are_headings(h, n_segments) &&
        are_ends(h->ends, all_heads, n_text) &&
        are_ends(h->word_ends, all_heads, n_words) &&
        are_ends(h->bytes_ends, h->n_vocabulary, n_bytes) &&
        are_below(h->words, n_words, h->n_vocabulary, false) &&
        are_below(h->lexicon, n_lexicons, n_lexicon, true))
        return PCS_OK;
    memset(h, 0, sizeof *h);
    return pcs_error_set(err, PCS_ECORRUPT,
                         "damaged index: titles; rebuild it with "
                         "pcindex --rebuild");
}

const uint16_t *pcs_heads_text(const pcs_heads *h, size_t head, size_t *len)
{
    size_t start = head ? h->ends[head - 1] : 0;
    *len = h->ends[head] - start;
    return h->text + start;
}

const uint32_t *pcs_heads_words(const pcs_heads *h, size_t head, size_t *n)
{
    size_t start = head ? h->word_ends[head - 1] : 0;
    *n = h->word_ends[head] - start;
    return h->words + start;
}

const char *pcs_heads_word(const pcs_heads *h, size_t i, size_t *len)
{
    size_t start = i ? h->bytes_ends[i - 1] : 0;
    *len = h->bytes_ends[i] - start;
    return h->bytes + start;
}
