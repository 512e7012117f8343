/* numerals.h - the numbers that a text has */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_NUMERALS_H
#define PCS_ANALYZE_NUMERALS_H

#include "analyze/checktext.h"

/** digits times ten to the power of exponent, without a zero at the end of
 * digits; zero is {0, 0}. Of more than 18 digits, digits is their hash. */
typedef struct pcs_number {
    uint64_t digits;
    int32_t exponent;
} pcs_number;

static inline bool pcs_number_equals(pcs_number a, pcs_number b)
{
    return a.digits == b.digits && a.exponent == b.exponent;
}

/** value times ten to the power of exponent. */
pcs_number pcs_number_make(uint64_t value, int32_t exponent);

/** A whole number of at most max; UINT32_MAX where it is none. */
uint32_t pcs_number_small(pcs_number number, uint32_t max);

#define PCS_NUMERAL_VALUES 6
#define PCS_NUMERAL_PARTS 6

/**
 * What is written with digits. A text does not tell how it is to be read:
 * 1.234 is a thousand or one, 5:30 two numbers, and 5 PM may be 17.
 */
typedef struct pcs_numeral {
    uint32_t begin, end; /* bytes */
    pcs_number values[PCS_NUMERAL_VALUES];
    uint32_t n_values;
    pcs_number parts[PCS_NUMERAL_PARTS]; /* that it may be cut into */
    uint32_t n_parts;
    bool is_weak;   /* of a name, or a word: may be matched, need not be */
    bool goes_on;   /* one space and a group of three digits follow */
    bool is_year;   /* four digits, 1900 to 2099 */
    bool is_joined; /* made of several, which are numerals as well; weak */
} pcs_numeral;

/** Adds a value that it may have; beyond the most it is passed over. */
void pcs_numeral_add(pcs_numeral *numeral, pcs_number value);

typedef struct pcs_numerals {
    pcs_numeral *items;
    size_t n, cap;
} pcs_numerals;

/**
 * Appends the numerals of t, in order. has_point says that the language writes
 * 1,234.5: its commas are no decimal points, nor the other way round, while
 * elsewhere either is met. They are decimal numbers, grouped or not, of
 * dates, times and versions the parts too; with the powers of ten behind them
 * (5 million, 1.2 Mrd., 3만 5천) as a value more; Han numerals, fractions and
 * circled digits, as weak ones; last, what groups with spaces between them are
 * together. PCS_ENOMEM.
 */
pcs_status pcs_numerals_read(pcs_numerals *numerals, const pcs_check_text *t,
                             bool has_point, pcs_error *err);

#endif
