/* texts.c - the texts of translation units, in compressed blocks */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/texts.h"

#include <stdlib.h>
#include <string.h>
#include <zstd.h>

/* Level 6 compresses 21 MB of both sides in a quarter of a second; level 19
 * would save 5 % more and cost ten times the time. */
#define LEVEL 6

static pcs_status close_block(pcs_texts_writer *w, pcs_error *err)
{
    if (w->lens.len == 0)
        return PCS_OK;
    size_t raw = w->lens.len + w->texts.len;
    pcs_buffer_append(&w->lens, w->texts.data, w->texts.len);
    size_t bound = ZSTD_compressBound(raw);
    if (!w->context)
        w->context = ZSTD_createCCtx();
    if (w->lens.failed || w->texts.failed || !w->context ||
        !pcs_buffer_reserve(&w->blocks, bound))
        return pcs_error_nomem(err);
    size_t n = ZSTD_compressCCtx(w->context, w->blocks.data + w->blocks.len,
                                 bound, w->lens.data, raw, LEVEL);
    if (ZSTD_isError(n))
        return pcs_error_nomem(err);
    w->index[w->n_index - 1].raw_len = (uint32_t)raw;
    w->blocks.len += n;
    pcs_buffer_clear(&w->lens);
    pcs_buffer_clear(&w->texts);
    return PCS_OK;
}

pcs_status pcs_texts_add(pcs_texts_writer *w, const char *local,
                         size_t local_len, const char *english,
                         size_t english_len, pcs_error *err)
{
    pcs_status status = PCS_OK;
    if (w->texts.len + 8 >= PCS_TEXT_BLOCK_SIZE ||
        w->next % PCS_TEXT_BLOCK_UNITS == 0)
        status = close_block(w, err);
    if (status != PCS_OK)
        return status;
    if (w->lens.len == 0) {
        if (!PCS_ARRAY_RESERVE(w->index, w->cap_index, w->n_index + 1))
            return pcs_error_nomem(err);
        w->index[w->n_index++] = (pcs_text_block){w->blocks.len, w->next, 0};
    }
    uint32_t lens[2] = {(uint32_t)local_len, (uint32_t)english_len};
    pcs_buffer_append(&w->lens, lens, sizeof lens);
    pcs_buffer_append(&w->texts, local, local_len);
    pcs_buffer_append(&w->texts, english, english_len);
    w->next++;
    return w->lens.failed || w->texts.failed ? pcs_error_nomem(err) : PCS_OK;
}

pcs_status pcs_texts_finish(pcs_texts_writer *w, pcs_error *err)
{
    return close_block(w, err);
}

void pcs_texts_writer_dispose(pcs_texts_writer *w)
{
    pcs_buffer_dispose(&w->blocks);
    pcs_buffer_dispose(&w->lens);
    pcs_buffer_dispose(&w->texts);
    ZSTD_freeCCtx(w->context);
    free(w->index);
    memset(w, 0, sizeof *w);
}

/* Decompressed blocks that are kept: a page of hits jumps between them. */
#define KEPT 16

typedef struct kept_block {
    uint32_t block;
    uint32_t used; /* when, for replacement */
    pcs_buffer raw;
} kept_block;

struct pcs_texts {
    pcs_tables *tables;
    const char *blocks;
    size_t blocks_len;
    const pcs_text_block *index;
    size_t n_blocks;
    ZSTD_DCtx *context;
    uint32_t clock;
    size_t n_kept;
    kept_block kept[KEPT];
};

pcs_status pcs_texts_open(pcs_texts **out, pcs_tables *tables, pcs_error *err)
{
    *out = NULL;
    pcs_section_view blocks, index;
    pcs_status status =
        pcs_tables_section(&blocks, tables, "text.blocks", 1, err);
    if (status == PCS_OK)
        status = pcs_tables_section(&index, tables, "text.index",
                                    sizeof(pcs_text_block), err);
    if (status == PCS_OK)
        status = pcs_tables_check(tables, index.data, index.len, err);
    if (status != PCS_OK)
        return status;
    if (index.len == 0)
        return pcs_error_set(err, PCS_ECORRUPT, "text index is empty");
    pcs_texts *t = calloc(1, sizeof *t);
    if (!t)
        return pcs_error_nomem(err);
    t->tables = tables;
    t->blocks = blocks.data;
    t->blocks_len = blocks.len;
    t->index = index.data;
    t->n_blocks = index.len / sizeof *t->index - 1;
    *out = t;
    return PCS_OK;
}

void pcs_texts_close(pcs_texts *texts)
{
    if (!texts)
        return;
    for (size_t i = 0; i < texts->n_kept; i++)
        pcs_buffer_dispose(&texts->kept[i].raw);
    ZSTD_freeDCtx(texts->context);
    free(texts);
}

static size_t find_block(const pcs_texts *t, uint32_t unit)
{
    size_t low = 0, high = t->n_blocks;
    while (high - low > 1) {
        size_t mid = low + (high - low) / 2;
        if (t->index[mid].unit <= unit)
            low = mid;
        else
            high = mid;
    }
    return low;
}

static pcs_status load_block(kept_block *k, pcs_texts *t, size_t block,
                             pcs_error *err)
{
    const pcs_text_block *b = &t->index[block];
    uint64_t end = b[1].offset;
    if (b->offset > end || end > t->blocks_len || b->raw_len > (64u << 20))
        return pcs_error_set(err, PCS_ECORRUPT, "damaged text index");
    size_t len = (size_t)(end - b->offset);
    pcs_status status =
        pcs_tables_check(t->tables, t->blocks + b->offset, len, err);
    if (status != PCS_OK)
        return status;
    pcs_buffer_clear(&k->raw);
    k->block = UINT32_MAX;
    /* Most locales that a search opens show nothing. */
    if (!t->context && !(t->context = ZSTD_createDCtx()))
        return pcs_error_nomem(err);
    if (!pcs_buffer_reserve(&k->raw, b->raw_len))
        return pcs_error_nomem(err);
    size_t n = ZSTD_decompressDCtx(t->context, k->raw.data, b->raw_len,
                                   t->blocks + b->offset, len);
    if (ZSTD_isError(n) || n != b->raw_len)
        return pcs_error_set(err, PCS_ECORRUPT, "damaged text block");
    k->raw.len = n;
    k->block = (uint32_t)block;
    return PCS_OK;
}

static kept_block *oldest(pcs_texts *t)
{
    if (t->n_kept < KEPT)
        return &t->kept[t->n_kept++];
    kept_block *found = &t->kept[0];
    for (size_t i = 1; i < KEPT; i++)
        if (t->clock - t->kept[i].used > t->clock - found->used)
            found = &t->kept[i];
    return found;
}

static pcs_status get_block(kept_block **out, pcs_texts *t, size_t block,
                            pcs_error *err)
{
    t->clock++;
    for (size_t i = 0; i < t->n_kept; i++) {
        if (t->kept[i].block == block && t->kept[i].raw.data) {
            t->kept[i].used = t->clock;
            *out = &t->kept[i];
            return PCS_OK;
        }
    }
    *out = oldest(t);
    (*out)->used = t->clock;
    return load_block(*out, t, block, err);
}

pcs_status pcs_texts_get(pcs_unit_text *out, pcs_texts *t, uint32_t unit,
                         pcs_error *err)
{
    memset(out, 0, sizeof *out);
    size_t block = find_block(t, unit);
    if (t->n_blocks == 0 || unit < t->index[block].unit ||
        unit >= t->index[block + 1].unit)
        return pcs_error_set(err, PCS_ECORRUPT, "no text for unit %u", unit);
    kept_block *k;
    pcs_status status = get_block(&k, t, block, err);
    if (status != PCS_OK)
        return status;
    size_t n = t->index[block + 1].unit - t->index[block].unit;
    size_t at = unit - t->index[block].unit, pos = 8 * n;
    const char *raw = k->raw.data;
    uint32_t lens[2] = {0, 0};
    for (size_t i = 0; i <= at && pos <= k->raw.len; i++) {
        pos += lens[0] + (size_t)lens[1];
        memcpy(lens, raw + 8 * i, sizeof lens);
    }
    if (pos > k->raw.len || lens[0] > k->raw.len - pos ||
        lens[1] > k->raw.len - pos - lens[0])
        return pcs_error_set(err, PCS_ECORRUPT, "damaged text block");
    out->local = raw + pos;
    out->local_len = lens[0];
    out->english = raw + pos + lens[0];
    out->english_len = lens[1];
    return PCS_OK;
}
