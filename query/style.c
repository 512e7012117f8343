/* style.c - how answers for people stand out */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/style.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/text.h"

pcs_style pcs_style_of(const pcs_screen *screen)
{
    pcs_style plain = {"[",  "]",  "[", "]", "[", "]", "[-", "-]",
                       "{+", "+}", "",  "",  "",  "",  "",   0};
    /* 22 ends what is bold and what is dim. */
    pcs_style colored = {.mark_on = "\033[1;31m",
                         .mark_off = "\033[22;39m",
                         .dim_mark_on = "\033[22;1;31m",
                         .dim_mark_off = "\033[22;39;2m",
                         .title_mark_on = "\033[31m",
                         .title_mark_off = "\033[39m",
                         .old_on = "\033[31m",
                         .old_off = "\033[39m",
                         .new_on = "\033[32m",
                         .new_off = "\033[39m",
                         .title_on = "\033[1m",
                         .path_on = "\033[35m",
                         .line_on = "\033[32m",
                         .dim_on = "\033[2m",
                         .off = "\033[0m"};
    pcs_style s = screen->is_colored ? colored : plain;
    s.width = screen->width;
    return s;
}

void pcs_clean_append(pcs_buffer *out, const char *text)
{
    pcs_text_clean(out, text, strlen(text));
}

const char *pcs_number_write(char out[PCS_NUMBER_MAX], uint64_t number)
{
    char digits[24];
    int n = snprintf(digits, sizeof digits, "%" PRIu64, number), at = 0;
    for (int i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            out[at++] = ',';
        out[at++] = digits[i];
    }
    out[at] = 0;
    return out;
}

void pcs_number_append(pcs_buffer *out, uint64_t number)
{
    char digits[PCS_NUMBER_MAX];
    pcs_buffer_puts(out, pcs_number_write(digits, number));
}

void pcs_count_append(pcs_buffer *out, uint64_t number, const char *one,
                      const char *many)
{
    pcs_number_append(out, number);
    pcs_buffer_puts(out, number == 1 ? one : many);
}

void pcs_rest_append(pcs_buffer *out, uint64_t number, const char *one,
                     const char *many, const pcs_style *s)
{
    pcs_buffer_printf(out, "%sand ", s->dim_on);
    pcs_count_append(out, number, one, many);
    pcs_buffer_puts(out, s->off);
}
