/* digitrun.h - digits with marks between them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_DIGITRUN_H
#define PCS_ANALYZE_DIGITRUN_H

#include "analyze/numerals.h"

#define PCS_DIGIT_GROUPS_MAX 8

typedef struct pcs_digit_group {
    size_t start, end; /* of chars */
    UChar32 mark;      /* before it; 0 before the first */
} pcs_digit_group;

/** A number in work: its groups, and where reading has come to. */
typedef struct pcs_digit_run {
    const pcs_check_text *t;
    pcs_digit_group groups[PCS_DIGIT_GROUPS_MAX];
    size_t n;
    size_t end;
    bool has_point; /* and no decimal comma; the caller's to set */
} pcs_digit_run;

/** The character, or 0 behind the last. */
static inline UChar32 pcs_check_char_at(const pcs_check_text *t, size_t i)
{
    return i < t->n ? t->chars[i].c : 0;
}

static inline bool pcs_check_digit_at(const pcs_check_text *t, size_t i)
{
    return pcs_check_is_digit(pcs_check_char_at(t, i));
}

/** Reads the groups from a digit on, with a point, comma or apostrophe between
 * them. */
void pcs_digit_run_read(pcs_digit_run *run, const pcs_check_text *t, size_t i);

/** How many digits a group has. */
size_t pcs_digit_group_len(const pcs_digit_run *run, size_t group);

/** Whether the first n groups are as thousands are written, with the same mark
 * between them: of three digits, or, in India, of two. */
bool pcs_digit_run_is_thousands(const pcs_digit_run *run, size_t n);

/** The number of the groups from first to last, this one included, which is
 * behind the point with has_decimals. */
pcs_number pcs_digit_run_value(const pcs_digit_run *run, size_t first,
                               size_t last, bool has_decimals);

#endif
