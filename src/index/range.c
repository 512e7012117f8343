/* range.c - some consecutive translation units on their way into the index */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/range.h"

#include <stdlib.h>

#include "store/postings.h"

pcs_status pcs_range_new(pcs_range **out, uint32_t first, pcs_error *err)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return pcs_error_nomem(err);
    (*out)->first = first;
    (*out)->texts.next = first;
    return PCS_OK;
}

static void drop_texts(pcs_range *range)
{
    pcs_buffer_dispose(&range->bytes);
    free(range->lens);
    range->lens = NULL;
    range->cap_lens = 0;
}

void pcs_range_free(pcs_range *range)
{
    if (!range)
        return;
    drop_texts(range);
    pcs_texts_writer_dispose(&range->texts);
    pcs_tally_dispose(&range->tally);
    pcs_forward_draft_dispose(&range->forward);
    free(range->words);
    free(range->shard);
    free(range);
}

pcs_status pcs_range_add(pcs_range *range, const char *local, size_t local_len,
                         const char *english, size_t english_len,
                         pcs_error *err)
{
    size_t n = (size_t)range->n * 2;
    if (!PCS_ARRAY_RESERVE(range->lens, range->cap_lens, n + 2))
        return pcs_error_nomem(err);
    range->lens[n] = (uint32_t)local_len;
    range->lens[n + 1] = (uint32_t)english_len;
    range->n++;
    pcs_buffer_append(&range->bytes, local, local_len);
    pcs_buffer_append(&range->bytes, english, english_len);
    return pcs_buffer_status(&range->bytes, err);
}

/* What processing one range needs. */
typedef struct processing {
    pcs_range *range;
    pcs_analyzer *analyzer;
    pcs_postings_writer *postings;
    pcs_terms terms;
} processing;

static pcs_status process_unit(processing *p, uint32_t i, const char *text,
                               pcs_error *err)
{
    pcs_range *r = p->range;
    size_t local = r->lens[2 * i], english = r->lens[2 * i + 1];
    pcs_word_count words;
    pcs_terms_clear(&p->terms);
    pcs_status status = pcs_analyze_unit(&p->terms, &words, p->analyzer, text,
                                         local, text + local, english, err);
    if (status == PCS_OK)
        status = pcs_postings_writer_add(p->postings, r->first + i,
                                         p->terms.bytes.data, p->terms.ends,
                                         p->terms.len, err);
    if (status == PCS_OK)
        status =
            pcs_texts_add(&r->texts, text, local, text + local, english, err);
    if (status == PCS_OK)
        status =
            pcs_forward_draft_add(&r->forward, &p->terms, words.in_order, err);
    if (status == PCS_OK && r->has_tally)
        status = pcs_tally_unit(&r->tally, &p->terms, 1, err);
    r->words[i] = (uint16_t)(words.all < UINT16_MAX ? words.all : UINT16_MAX);
    return status;
}

static pcs_status process_units(processing *p, pcs_error *err)
{
    pcs_range *r = p->range;
    const char *text = r->bytes.data;
    pcs_status status = PCS_OK;
    for (uint32_t i = 0; status == PCS_OK && i < r->n; i++) {
        status = process_unit(p, i, text, err);
        text += (size_t)r->lens[2 * i] + r->lens[2 * i + 1];
    }
    if (status == PCS_OK)
        status = pcs_texts_finish(&r->texts, err);
    if (status == PCS_OK)
        status = pcs_postings_writer_finish(p->postings, err);
    return status;
}

pcs_status pcs_range_process(pcs_range *range, char *path,
                             pcs_analyzer *analyzer, pcs_error *err)
{
    range->shard = path;
    range->words = calloc(range->n + 1, sizeof *range->words);
    if (!path || !range->words)
        return pcs_error_nomem(err);
    processing p = {range, analyzer, NULL, {{0}, NULL, 0, 0}};
    pcs_status status = pcs_postings_writer_new(&p.postings, path, err);
    if (status == PCS_OK)
        status = process_units(&p, err);
    pcs_postings_writer_free(p.postings);
    pcs_terms_dispose(&p.terms);
    drop_texts(range);
    return status;
}
