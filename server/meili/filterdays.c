/* filterdays.c - years and days in filters */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/meili/filterdays.h"

/* The number that n digits from *pos on are, which then are passed. */
static bool read_digits(uint32_t *out, const char *text, size_t len,
                        size_t *pos, size_t n)
{
    *out = 0;
    if (len - *pos < n)
        return false;
    for (size_t end = *pos + n; *pos < end; ++*pos) {
        if (text[*pos] < '0' || text[*pos] > '9')
            return false;
        *out = *out * 10 + (uint32_t)(text[*pos] - '0');
    }
    return true;
}

static bool take_hyphen(const char *text, size_t len, size_t *pos)
{
    if (*pos >= len || text[*pos] != '-')
        return false;
    ++*pos;
    return true;
}

bool pcs_meili_days_read(pcs_meili_days *out, const char *text, size_t len,
                         bool is_year)
{
    uint32_t year, month, day;
    size_t pos = 0;
    if (!read_digits(&year, text, len, &pos, 4))
        return false;
    *out = (pcs_meili_days){year * 10000, year * 10000 + 9999};
    if (pos == len || is_year)
        return pos == len;
    bool has_hyphen = take_hyphen(text, len, &pos);
    if (!read_digits(&month, text, len, &pos, 2) || month > 12)
        return false;
    *out = (pcs_meili_days){year * 10000 + month * 100,
                            year * 10000 + month * 100 + 99};
    if (pos == len)
        return has_hyphen;
    if (take_hyphen(text, len, &pos) != has_hyphen ||
        !read_digits(&day, text, len, &pos, 2) || day > 31 || pos != len)
        return false;
    out->first = out->last = year * 10000 + month * 100 + day;
    return true;
}
