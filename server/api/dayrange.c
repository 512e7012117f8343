/* dayrange.c - ranges of days in parameters */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/api/dayrange.h"

#include <string.h>

/* n digits of text, which moves behind them. */
static bool read_digits(uint32_t *out, const char **text, int n)
{
    for (*out = 0; n > 0; n--, ++*text) {
        if (**text < '0' || **text > '9')
            return false;
        *out = *out * 10 + (uint32_t)(**text - '0');
    }
    return true;
}

/* One end of a range; text moves behind it. */
static bool read_end(pcs_day_range *out, const char **text)
{
    uint32_t year, month = 0, day = 0;
    if (!read_digits(&year, text, 4) || year == 0)
        return false;
    bool has_month = **text == '-';
    if (has_month &&
        (++*text, !read_digits(&month, text, 2) || month < 1 || month > 12))
        return false;
    bool has_day = has_month && **text == '-';
    if (has_day &&
        (++*text, !read_digits(&day, text, 2) || day < 1 || day > 31))
        return false;
    out->first = year * 10000 + month * 100 + day;
    out->last =
        year * 10000 + (has_month ? month : 99) * 100 + (has_day ? day : 99);
    return true;
}

bool pcs_day_range_read(pcs_day_range *out, const char *text)
{
    pcs_day_range first = {1, 99999999}, last = first;
    bool has_first = strncmp(text, "..", 2) != 0;
    if (has_first && !read_end(&first, &text))
        return false;
    if (has_first && !*text) {
        *out = first;
        return true;
    }
    if (strncmp(text, "..", 2) != 0)
        return false;
    text += 2;
    if (*text ? !read_end(&last, &text) : !has_first)
        return false;
    *out = (pcs_day_range){first.first, last.last};
    return !*text && out->first <= out->last;
}
