/* forward.h - the words of each unit, in the order of its text */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_FORWARD_H
#define PCS_STORE_FORWARD_H

#include "store/tables.h"

/*
 * A forward index: postings tell the units of a word, this tells the words of a
 * unit, of one side, by their numbers in the lexicon. So what stands beside the
 * words of a query can be counted over thousands of units without a look at
 * their texts. Katakana compounds of the localized side are left out, as their
 * parts stand there: so word i is token i of the text (analyze/tokens.h).
 *
 * Sections, S being "w" or "e": "S.seq.ends" (u32: where the bytes of a unit
 * end), "S.seq" (numbers in LEB128, in the order of the text, repetitions
 * included).
 */

typedef struct pcs_forward {
    pcs_tables *tables;
    const uint32_t *ends;
    size_t n_units;
    const unsigned char *bytes;
    size_t bytes_len;
} pcs_forward;

/** Opens the forward index of side "w" or "e" of a table file. */
pcs_status pcs_forward_open(pcs_forward *forward, pcs_tables *tables,
                            const char *side, pcs_error *err);

/** The words of a unit that are still to be read; borrowed from the map. */
typedef struct pcs_sequence {
    const unsigned char *at, *end;
} pcs_sequence;

/** Where the words of unit begin. PCS_ECORRUPT. */
pcs_status pcs_forward_unit(pcs_sequence *out, const pcs_forward *forward,
                            uint32_t unit, pcs_error *err);

/**
 * The next number of a sequence; false at its end. A damaged one may give any
 * number: its user checks the range.
 */
static inline bool pcs_sequence_next(uint32_t *out, pcs_sequence *s)
{
    uint32_t number = 0;
    for (unsigned shift = 0; s->at < s->end && shift < 32; shift += 7) {
        unsigned char byte = *s->at++;
        number |= (uint32_t)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            *out = number;
            return true;
        }
    }
    return false;
}

/** Appends a number as sequences have it. */
void pcs_sequence_append(pcs_buffer *out, uint32_t number);

#endif
