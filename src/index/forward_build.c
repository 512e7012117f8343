/* forward_build.c - making a partition's forward index */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/forward_build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The number of what is no word of the lexicon. */
#define NONE UINT32_MAX

static pcs_status end_unit(uint32_t **ends, size_t *cap, size_t *n,
                           const pcs_buffer *bytes, pcs_error *err)
{
    if (bytes->failed || bytes->len > UINT32_MAX ||
        !PCS_ARRAY_RESERVE(*ends, *cap, *n + 1))
        return pcs_error_nomem(err);
    (*ends)[(*n)++] = (uint32_t)bytes->len;
    return PCS_OK;
}

static pcs_status add_side(pcs_forward_side *side, const pcs_terms *terms,
                           char kind, size_t n, pcs_error *err)
{
    for (size_t i = 0; n > 0 && i < terms->len; i++) {
        size_t len;
        uint32_t number;
        const char *term = pcs_terms_get(terms, i, &len);
        if (*term != kind)
            continue;
        n--;
        pcs_status status =
            pcs_strings_add(&number, &side->words, term + 1, len - 1, err);
        if (status != PCS_OK)
            return status;
        pcs_sequence_append(&side->bytes, number);
    }
    return end_unit(&side->ends, &side->cap, &side->n, &side->bytes, err);
}

pcs_status pcs_forward_draft_add(pcs_forward_draft *draft,
                                 const pcs_terms *terms, size_t n_local,
                                 pcs_error *err)
{
    pcs_status status =
        add_side(&draft->local, terms, PCS_TERM_WORD, n_local, err);
    if (status == PCS_OK)
        status =
            add_side(&draft->english, terms, PCS_TERM_ENGLISH, terms->len, err);
    return status;
}

static void dispose_side(pcs_forward_side *side)
{
    pcs_strings_dispose(&side->words);
    pcs_buffer_dispose(&side->bytes);
    free(side->ends);
}

void pcs_forward_draft_dispose(pcs_forward_draft *draft)
{
    dispose_side(&draft->local);
    dispose_side(&draft->english);
    memset(draft, 0, sizeof *draft);
}

static pcs_sequence unit_of(const pcs_buffer *buffer, const uint32_t *ends,
                            size_t i)
{
    const unsigned char *bytes = (const unsigned char *)buffer->data;
    if (!bytes)
        return (pcs_sequence){NULL, NULL};
    return (pcs_sequence){bytes + (i ? ends[i - 1] : 0), bytes + ends[i]};
}

pcs_sequence pcs_forward_side_unit(const pcs_forward_side *side, size_t i)
{
    return unit_of(&side->bytes, side->ends, i);
}

pcs_sequence pcs_forward_writer_unit(const pcs_forward_writer *w, size_t i)
{
    return unit_of(&w->bytes, w->ends, i);
}

pcs_status pcs_forward_writer_start(pcs_forward_writer *w,
                                    const pcs_wordset *words, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < words->len; i++) {
        size_t len;
        uint32_t number;
        const char *word = pcs_wordset_get(words, i, &len);
        status = pcs_strings_add(&number, &w->numbers, word, len, err);
    }
    return status;
}

static pcs_status reserve_map(pcs_forward_map *out, size_t n, pcs_error *err)
{
    pcs_forward_map_dispose(out);
    out->numbers = malloc((n + 1) * sizeof *out->numbers);
    out->n = n;
    return out->numbers ? PCS_OK : pcs_error_nomem(err);
}

static uint32_t number_of(const pcs_forward_writer *w, const char *word,
                          size_t len)
{
    uint32_t number = pcs_strings_find(&w->numbers, word, len);
    return number ? number - 1 : NONE;
}

pcs_status pcs_forward_map_draft(pcs_forward_map *out,
                                 const pcs_forward_writer *w,
                                 const pcs_forward_side *side, pcs_error *err)
{
    pcs_status status = reserve_map(out, side->words.len, err);
    if (status == PCS_OK && out->n)
        out->numbers[0] = NONE;
    for (uint32_t i = 1; status == PCS_OK && i < out->n; i++) {
        size_t len;
        const char *word = pcs_strings_get(&side->words, i, &len);
        out->numbers[i] = number_of(w, word, len);
    }
    return status;
}

pcs_status pcs_forward_map_older(pcs_forward_map *out,
                                 const pcs_forward_writer *w,
                                 const pcs_lexicon *lexicon, pcs_error *err)
{
    pcs_status status = reserve_map(out, lexicon->len, err);
    for (size_t i = 0; status == PCS_OK && i < out->n; i++) {
        size_t len;
        const char *word;
        status = pcs_lexicon_word(&word, &len, lexicon, i, err);
        if (status == PCS_OK)
            out->numbers[i] = number_of(w, word, len);
    }
    return status;
}

void pcs_forward_map_dispose(pcs_forward_map *map)
{
    free(map->numbers);
    memset(map, 0, sizeof *map);
}

pcs_status pcs_forward_writer_add(pcs_forward_writer *w,
                                  const pcs_forward_map *map,
                                  pcs_sequence sequence, pcs_error *err)
{
    uint32_t number;
    while (pcs_sequence_next(&number, &sequence)) {
        if (number >= map->n || map->numbers[number] == NONE)
            return pcs_error_set(err, PCS_ECORRUPT,
                                 "a unit has words that the vocabulary has "
                                 "not; rebuild the index with pcindex "
                                 "--rebuild");
        pcs_sequence_append(&w->bytes, map->numbers[number]);
    }
    return end_unit(&w->ends, &w->cap, &w->n, &w->bytes, err);
}

pcs_status pcs_forward_writer_finish(const pcs_forward_writer *w,
                                     pcs_tables_writer *tables,
                                     const char *side, pcs_error *err)
{
    char name[PCS_TABLES_NAME_MAX];
    snprintf(name, sizeof name, "%s.seq.ends", side);
    pcs_status status = pcs_tables_writer_section(tables, name, w->ends,
                                                  w->n * sizeof *w->ends, err);
    snprintf(name, sizeof name, "%s.seq", side);
    if (status == PCS_OK)
        status = pcs_tables_writer_section(tables, name, w->bytes.data,
                                           w->bytes.len, err);
    return status;
}

void pcs_forward_writer_dispose(pcs_forward_writer *w)
{
    pcs_strings_dispose(&w->numbers);
    pcs_buffer_dispose(&w->bytes);
    free(w->ends);
    memset(w, 0, sizeof *w);
}
