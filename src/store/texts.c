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

/* Bytes of decompressed blocks that are kept: pages of hits jump between them,
 * and phrases are looked for in the same ones again and again. When they are
 * more, all are dropped; that is rare enough to need nothing better. */
#define KEPT_MAX ((size_t)8 << 20)

struct pcs_texts {
    pcs_tables *tables;
    const char *blocks;
    size_t blocks_len;
    const pcs_text_block *index;
    size_t n_blocks;
    const uint32_t *unit_slots; /* NULL: texts are asked for by slot */
    size_t n_units;
    ZSTD_DCtx *context;
    char **kept; /* a block; NULL where it is not decompressed */
    size_t kept_len;
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

static void drop_blocks(pcs_texts *t)
{
    for (size_t i = 0; t->kept && i < t->n_blocks; i++) {
        free(t->kept[i]);
        t->kept[i] = NULL;
    }
    t->kept_len = 0;
}

void pcs_texts_close(pcs_texts *texts)
{
    if (!texts)
        return;
    drop_blocks(texts);
    free(texts->kept);
    ZSTD_freeDCtx(texts->context);
    free(texts);
}

void pcs_texts_map(pcs_texts *t, const uint32_t *unit_slots, size_t n_units)
{
    t->unit_slots = unit_slots;
    t->n_units = n_units;
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

static pcs_status decompress(char *raw, pcs_texts *t, size_t block,
                             pcs_error *err)
{
    const pcs_text_block *b = &t->index[block];
    uint64_t end = b[1].offset;
    if (b->offset > end || end > t->blocks_len)
        return pcs_error_set(err, PCS_ECORRUPT, "damaged text index");
    size_t len = (size_t)(end - b->offset);
    pcs_status status =
        pcs_tables_check(t->tables, t->blocks + b->offset, len, err);
    if (status != PCS_OK)
        return status;
    /* Most locales that a search opens show nothing. */
    if (!t->context && !(t->context = ZSTD_createDCtx()))
        return pcs_error_nomem(err);
    size_t n = ZSTD_decompressDCtx(t->context, raw, b->raw_len,
                                   t->blocks + b->offset, len);
    if (ZSTD_isError(n) || n != b->raw_len)
        return pcs_error_set(err, PCS_ECORRUPT, "damaged text block");
    return PCS_OK;
}

static pcs_status load_block(pcs_texts *t, size_t block, pcs_error *err)
{
    size_t len = t->index[block].raw_len;
    if (len > (64u << 20))
        return pcs_error_set(err, PCS_ECORRUPT, "damaged text index");
    if (t->kept_len + len > KEPT_MAX)
        drop_blocks(t);
    if (!t->kept && !(t->kept = calloc(t->n_blocks + 1, sizeof *t->kept)))
        return pcs_error_nomem(err);
    char *raw = malloc(len + 1);
    if (!raw)
        return pcs_error_nomem(err);
    pcs_status status = decompress(raw, t, block, err);
    if (status != PCS_OK) {
        free(raw);
        return status;
    }
    t->kept[block] = raw;
    t->kept_len += len;
    return PCS_OK;
}

pcs_status pcs_texts_get(pcs_unit_text *out, pcs_texts *t, uint32_t unit,
                         pcs_error *err)
{
    memset(out, 0, sizeof *out);
    if (t->unit_slots && unit < t->n_units)
        unit = t->unit_slots[unit];
    else if (t->unit_slots)
        return pcs_error_set(err, PCS_ECORRUPT, "no text for unit %u", unit);
    size_t block = find_block(t, unit);
    if (t->n_blocks == 0 || unit < t->index[block].unit ||
        unit >= t->index[block + 1].unit)
        return pcs_error_set(err, PCS_ECORRUPT, "no text for unit %u", unit);
    pcs_status status = PCS_OK;
    if (!t->kept || !t->kept[block])
        status = load_block(t, block, err);
    if (status != PCS_OK)
        return status;
    size_t len = t->index[block].raw_len;
    size_t n = t->index[block + 1].unit - t->index[block].unit;
    size_t at = unit - t->index[block].unit, pos = 8 * n;
    const char *raw = t->kept[block];
    uint32_t lens[2] = {0, 0};
    for (size_t i = 0; i <= at && pos <= len; i++) {
        pos += lens[0] + (size_t)lens[1];
        memcpy(lens, raw + 8 * i, sizeof lens);
    }
    if (pos > len || lens[0] > len - pos || lens[1] > len - pos - lens[0])
        return pcs_error_set(err, PCS_ECORRUPT, "damaged text block");
    out->local = raw + pos;
    out->local_len = lens[0];
    out->english = raw + pos + lens[0];
    out->english_len = lens[1];
    return PCS_OK;
}
