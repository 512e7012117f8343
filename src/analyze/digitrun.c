/* digitrun.c - digits with marks between them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/digitrun.h"

#define DIGITS_MAX 18

void pcs_digit_run_read(pcs_digit_run *run, const pcs_check_text *t, size_t i)
{
    run->t = t;
    run->n = 0;
    UChar32 mark = 0;
    for (;;) {
        pcs_digit_group *g = &run->groups[run->n++];
        *g = (pcs_digit_group){i, i, mark};
        while (pcs_check_digit_at(t, g->end))
            g->end++;
        run->end = g->end;
        mark = pcs_check_char_at(t, g->end);
        if (run->n == PCS_DIGIT_GROUPS_MAX ||
            (mark != '.' && mark != ',' && mark != '\'') ||
            !pcs_check_digit_at(t, g->end + 1))
            return;
        i = g->end + 1;
    }
}

size_t pcs_digit_group_len(const pcs_digit_run *run, size_t g)
{
    return run->groups[g].end - run->groups[g].start;
}

bool pcs_digit_run_is_thousands(const pcs_digit_run *run, size_t n)
{
    if (n < 2 || pcs_digit_group_len(run, 0) > 3 ||
        pcs_digit_group_len(run, n - 1) != 3)
        return false;
    for (size_t g = 1; g < n; g++)
        if (run->groups[g].mark != run->groups[1].mark ||
            pcs_digit_group_len(run, g) < 2 || pcs_digit_group_len(run, g) > 3)
            return false;
    return true;
}

pcs_number pcs_digit_run_value(const pcs_digit_run *run, size_t first,
                               size_t last, bool has_decimals)
{
    uint64_t value = 0, hash = UINT64_C(0xCBF29CE484222325);
    size_t n = 0;
    int32_t exponent = 0;
    for (size_t g = first; g <= last; g++)
        for (size_t i = run->groups[g].start; i < run->groups[g].end; i++) {
            UChar32 c = run->t->chars[i].c;
            hash = (hash ^ (uint64_t)c) * UINT64_C(0x100000001B3);
            n += n > 0 || c != '0';
            if (n <= DIGITS_MAX)
                value = value * 10 + (uint64_t)(c - '0');
            exponent -= has_decimals && g == last;
        }
    return n <= DIGITS_MAX ? pcs_number_make(value, exponent)
                           : (pcs_number){hash, exponent};
}
