/* style.c - how answers for people stand out */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/style.h"

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

const char *pcs_tier_label(pcs_tier tier)
{
    switch (tier) {
    case PCS_TIER_WORD:
        return _c("tier", "word");
    case PCS_TIER_STEM:
        return _c("tier", "stem");
    case PCS_TIER_PART:
        return _c("tier", "part");
    case PCS_TIER_NEAR:
        return _c("tier", "near");
    default:
        return _c("tier", "none");
    }
}

void pcs_tier_count_append(pcs_buffer *out, pcs_tier tier, uint64_t number)
{
    char digits[PCS_NUMBER_MAX];
    const char *format = "%s";
    pcs_number_write(digits, number);
    switch (tier) {
    case PCS_TIER_WORD:
        /* TRANSLATORS: how many were found by the word itself. */
        format = _c("tier", "%s word");
        break;
    case PCS_TIER_STEM:
        /* TRANSLATORS: how many were found by another form of the word. */
        format = _c("tier", "%s stem");
        break;
    case PCS_TIER_PART:
        /* TRANSLATORS: how many were found within a longer word. */
        format = _c("tier", "%s part");
        break;
    case PCS_TIER_NEAR:
        /* TRANSLATORS: how many were found by a word spelled nearly so. */
        format = _c("tier", "%s near");
        break;
    default:
        break;
    }
    pcs_buffer_printf(out, format, digits);
}

void pcs_list_append(pcs_buffer *out, const char *const *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        pcs_buffer_puts(out, i ? pcs_between_items() : "");
        pcs_clean_append(out, items[i]);
    }
}

void pcs_list_line(pcs_buffer *out, const char *format,
                   const char *const *items, size_t n, const char *on,
                   const char *off)
{
    pcs_buffer list = {0};
    if (n == 0)
        return;
    pcs_list_append(&list, items, n);
    pcs_buffer_puts(out, on);
    pcs_buffer_printf(out, format, list.data ? list.data : "");
    pcs_buffer_puts(out, off);
    pcs_buffer_putc(out, '\n');
    out->failed |= list.failed;
    pcs_buffer_dispose(&list);
}

void pcs_rest_append(pcs_buffer *out, uint64_t number, const char *one,
                     const char *many, const pcs_style *s)
{
    pcs_buffer_puts(out, s->dim_on);
    pcs_count_append(out, number, one, many);
    pcs_buffer_puts(out, s->off);
}
