/* letternumeral.c - numbers that are written with letters and signs */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/letternumeral.h"

#include <unicode/uchar.h>

#include "analyze/digitrun.h"
#include "analyze/magnitudes.h"

/* XIV in capitals, as a word: its value and its end, or 0. */
static uint32_t read_roman(size_t *end, const pcs_check_text *t, size_t i)
{
    uint32_t total = 0, last = 0;
    if (i && (pcs_check_is_word(pcs_check_char_at(t, i - 1)) ||
              pcs_check_digit_at(t, i - 1)))
        return 0;
    for (*end = i; *end < t->n && total < 100; ++*end) {
        char raw = t->text[t->chars[*end].at];
        uint32_t value = raw == 'I' ? 1 : raw == 'V' ? 5 : raw == 'X' ? 10 : 0;
        if (!value)
            break;
        total += value;
        total -= value > last ? 2 * last : 0;
        last = value;
    }
    return pcs_check_is_word(pcs_check_char_at(t, *end)) ? 0 : total;
}

bool pcs_letter_numeral_read(pcs_numeral *numeral, size_t *i,
                             const pcs_check_text *t)
{
    UChar32 c = pcs_check_char_at(t, *i);
    numeral->is_weak = true;
    if (c < 0x80) {
        size_t end = *i + 1;
        uint32_t value = 0;
        if (c == 'i' || c == 'v' || c == 'x')
            value = read_roman(&end, t, *i);
        *i = value ? end : *i + 1;
        pcs_numeral_add(numeral, pcs_number_make(value, 0));
        return value > 0;
    }
    if (pcs_han_numeral_is(c)) {
        uint64_t value = pcs_han_numeral_read(i, t, *i);
        pcs_numeral_add(numeral, pcs_number_make(value, 0));
        return value != UINT64_MAX;
    }
    ++*i;
    if (u_charType(c) != U_OTHER_NUMBER)
        return false;
    double value = u_getNumericValue(c) * 100;
    if (!(value >= 0 && value <= 1e9))
        return false;
    pcs_numeral_add(numeral, pcs_number_make((uint64_t)value, -2));
    return true;
}
