/* dates.c - dates in queries and in articles' metadata */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/dates.h"

#include <string.h>

typedef struct reader {
    const char *text;
    size_t len, pos;
} reader;

/* A number of min to max digits, and no digit behind it. */
static bool read_number(reader *r, size_t min, size_t max, uint32_t *out)
{
    size_t n = 0;
    *out = 0;
    while (n <= max && r->pos + n < r->len && r->text[r->pos + n] >= '0' &&
           r->text[r->pos + n] <= '9')
        *out = *out * 10 + (uint32_t)(r->text[r->pos + n++] - '0');
    if (n < min || n > max)
        return false;
    r->pos += n;
    return true;
}

static bool take(reader *r, char c)
{
    if (r->pos >= r->len || r->text[r->pos] != c)
        return false;
    r->pos++;
    return true;
}

static bool is_day(uint32_t year, uint32_t month, uint32_t day)
{
    static const uint8_t days[] = {31, 29, 31, 30, 31, 30,
                                   31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
        return false;
    return month != 2 || day < 29 || is_leap;
}

/* 03/15/2020 */
static bool read_american(reader *r, pcs_dates *out)
{
    uint32_t month, day, year;
    if (!read_number(r, 1, 2, &month) || !take(r, '/') ||
        !read_number(r, 1, 2, &day) || !take(r, '/') ||
        !read_number(r, 4, 4, &year) || !is_day(year, month, day))
        return false;
    out->first = out->last = year * 10000 + month * 100 + day;
    return true;
}

/* 2020, 2020-03, 2020-03-15: the days from 00 to 99 are the month's. */
static bool read_iso(reader *r, pcs_dates *out)
{
    uint32_t year, month, day;
    if (!read_number(r, 4, 4, &year))
        return false;
    out->first = year * 10000;
    out->last = out->first + 9999;
    if (!take(r, '-'))
        return true;
    if (!read_number(r, 1, 2, &month) || !is_day(year, month, 1))
        return false;
    out->first += month * 100;
    out->last = out->first + 99;
    if (!take(r, '-'))
        return true;
    if (!read_number(r, 1, 2, &day) || !is_day(year, month, day))
        return false;
    out->first += day;
    out->last = out->first;
    return true;
}

static bool read_point(reader *r, pcs_dates *out)
{
    size_t start = r->pos;
    if (read_american(r, out))
        return true;
    r->pos = start;
    return read_iso(r, out);
}

static bool take_dots(reader *r)
{
    if (r->len - r->pos < 2 || memcmp(r->text + r->pos, "..", 2) != 0)
        return false;
    r->pos += 2;
    return true;
}

/* What stands behind < or >, which are at the beginning. */
static bool read_compared(reader *r, pcs_dates *out)
{
    bool is_less = r->text[r->pos++] == '<';
    bool is_equal = take(r, '=');
    pcs_dates point;
    if (!read_point(r, &point) || r->pos < r->len)
        return false;
    out->is_swapped = false;
    out->first = 0;
    out->last = UINT32_MAX;
    if (is_less)
        out->last = is_equal ? point.last : point.first ? point.first - 1 : 0;
    else
        out->first = is_equal ? point.first : point.last + 1;
    return true;
}

bool pcs_dates_parse(pcs_dates *out, const char *text, size_t len)
{
    reader r = {text, len, 0};
    pcs_dates from = {0, UINT32_MAX, false}, to = from;
    if (len && (*text == '<' || *text == '>'))
        return read_compared(&r, out);
    bool has_from = len && *text != '.';
    if (has_from && !read_point(&r, &from))
        return false;
    *out = from;
    if (has_from && r.pos == len)
        return true;
    if (!take_dots(&r))
        return false;
    bool has_to = r.pos < len;
    if ((has_to && !read_point(&r, &to)) || r.pos < len)
        return false;
    out->last = to.last;
    out->is_swapped = from.first > to.last;
    if (out->is_swapped)
        *out = (pcs_dates){to.first, from.last, true};
    return has_from || has_to;
}

uint32_t pcs_date_read(const char *text, size_t len)
{
    reader r = {text, len, 0};
    pcs_dates point;
    while (take(&r, ' '))
        continue;
    return read_point(&r, &point) && point.first == point.last ? point.first
                                                               : 0;
}

/* Years that begin in March end with the day that comes and goes. */
int64_t pcs_date_number(uint32_t date)
{
    int64_t year = date / 10000, month = date / 100 % 100, day = date % 100;
    if (month < 3)
        year--;
    int64_t days = (153 * ((month + 9) % 12) + 2) / 5 + day;
    return 365 * year + year / 4 - year / 100 + year / 400 + days;
}
