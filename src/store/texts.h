/* texts.h - the texts of translation units, in compressed blocks */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_TEXTS_H
#define PCS_STORE_TEXTS_H

#include "base/buffer.h"
#include "store/tables.h"

/*
 * Sections: "text.blocks", Zstandard frames; "text.index", a record a block and
 * one behind the last. A block decompressed is, for each of its units, the two
 * lengths (u32 localized, u32 English), then the texts in the same order.
 */

/** Where a block stands. */
typedef struct pcs_text_block {
    uint64_t offset;  /* in text.blocks */
    uint32_t unit;    /* its first unit */
    uint32_t raw_len; /* bytes when decompressed; 0 in the last record */
} pcs_text_block;

/**
 * A block is closed when it holds this many bytes. Twice as many would save 6 %
 * of the texts, and make a page of hits twice as dear.
 */
#define PCS_TEXT_BLOCK_SIZE 8192u
/** And at every unit whose number is a multiple of this. */
#define PCS_TEXT_BLOCK_UNITS 1024u

/** Makes blocks of consecutive units. Zero-initialise but for `next`. */
typedef struct pcs_texts_writer {
    uint32_t next;         /* number of the next unit */
    pcs_buffer blocks;     /* finished ones */
    pcs_text_block *index; /* offsets count from the start of blocks */
    size_t n_index, cap_index;
    pcs_buffer lens, texts; /* of the block in work */
    void *context;          /* compressor */
} pcs_texts_writer;

/** Adds the next unit's texts. PCS_ENOMEM only. */
pcs_status pcs_texts_add(pcs_texts_writer *writer, const char *local,
                         size_t local_len, const char *english,
                         size_t english_len, pcs_error *err);

/** Closes the block in work. */
pcs_status pcs_texts_finish(pcs_texts_writer *writer, pcs_error *err);

/** Frees what writer holds. */
void pcs_texts_writer_dispose(pcs_texts_writer *writer);

/** Reads texts. One thread at a time. */
typedef struct pcs_texts pcs_texts;

/** The reader of an open table file, which must outlive it. */
pcs_status pcs_texts_open(pcs_texts **out, pcs_tables *tables, pcs_error *err);

void pcs_texts_close(pcs_texts *texts);

/**
 * From now on units are asked for, and unit u has its texts in slot
 * unit_slots[u]. Without it, texts are numbered by slot. unit_slots stays the
 * caller's.
 */
void pcs_texts_map(pcs_texts *texts, const uint32_t *unit_slots,
                   size_t n_units);

/** The two texts of a unit. Borrowed until the next call. */
typedef struct pcs_unit_text {
    const char *local;
    size_t local_len;
    const char *english;
    size_t english_len;
} pcs_unit_text;

/**
 * The texts of unit. The block is decompressed, and the last ones are kept, so
 * that reading in order of units costs one decompression a block. PCS_ECORRUPT
 * where the bytes are damaged; PCS_ENOMEM.
 */
pcs_status pcs_texts_get(pcs_unit_text *out, pcs_texts *texts, uint32_t unit,
                         pcs_error *err);

#endif
