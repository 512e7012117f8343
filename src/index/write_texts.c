/* write_texts.c - the texts of a partition that has been built */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/builder.h"

/* What an update takes over without decompressing it. */
typedef struct older {
    pcs_section_view blocks, index;
    size_t n; /* blocks */
} older;

static pcs_status view_old(older *o, const pcs_builder *b, pcs_error *err)
{
    *o = (older){{NULL, 0}, {NULL, 0}, 0};
    if (!b->keeping.is_on)
        return PCS_OK;
    pcs_tables *t = b->old.tables;
    pcs_status status =
        pcs_tables_section(&o->blocks, t, "text.blocks", 1, err);
    if (status == PCS_OK)
        status = pcs_tables_section(&o->index, t, "text.index",
                                    sizeof(pcs_text_block), err);
    /* What is damaged must not go on as if it were whole. */
    if (status == PCS_OK)
        status = pcs_tables_check(t, o->blocks.data, o->blocks.len, err);
    if (status == PCS_OK)
        status = pcs_tables_check(t, o->index.data, o->index.len, err);
    o->n = o->index.len / sizeof(pcs_text_block);
    o->n -= o->n > 0; /* the record behind the last block */
    return status;
}

static pcs_status write_index(pcs_tables_writer *w, const pcs_builder *b,
                              const older *o, pcs_error *err)
{
    uint64_t base = o->blocks.len;
    pcs_status status = pcs_tables_writer_begin(w, "text.index", err);
    if (status == PCS_OK && o->n)
        status = pcs_tables_writer_write(w, o->index.data,
                                         o->n * sizeof(pcs_text_block), err);
    for (size_t i = 0; status == PCS_OK && i < b->n_ranges; i++) {
        pcs_texts_writer *t = &b->ranges[i]->texts;
        for (size_t j = 0; j < t->n_index; j++)
            t->index[j].offset += base;
        base += t->blocks.len;
        status = pcs_tables_writer_write(w, t->index,
                                         t->n_index * sizeof *t->index, err);
    }
    pcs_text_block last = {base, b->n_slots, 0};
    if (status == PCS_OK)
        status = pcs_tables_writer_write(w, &last, sizeof last, err);
    return status;
}

pcs_status pcs_builder_write_texts(pcs_tables_writer *w, const pcs_builder *b,
                                   pcs_error *err)
{
    older o;
    pcs_status status = view_old(&o, b, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_begin(w, "text.blocks", err);
    if (status == PCS_OK && o.blocks.len)
        status = pcs_tables_writer_write(w, o.blocks.data, o.blocks.len, err);
    for (size_t i = 0; status == PCS_OK && i < b->n_ranges; i++)
        status = pcs_tables_writer_write(w, b->ranges[i]->texts.blocks.data,
                                         b->ranges[i]->texts.blocks.len, err);
    return status == PCS_OK ? write_index(w, b, &o, err) : status;
}
