/* headings.c - recognises a heading's line */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/headings.h"

#include <string.h>

#include "parse/scan.h"

static const char *skip_spaces(const char *p, const char *end, int max)
{
    while (max-- > 0 && p < end && *p == ' ')
        p++;
    return p;
}

static const char *trim_cr(const char *begin, const char *end)
{
    while (end > begin && end[-1] == '\r')
        end--;
    return end;
}

/* "===", with up to three spaces before it and any white space behind it. */
static bool is_underline(const char *p, const char *end)
{
    p = skip_spaces(p, end, 3);
    const char *run = p;
    while (p < end && *p == '=')
        p++;
    return p - run >= 3 && pcs_scan_spaces(p, end) == end;
}

static bool has_ttu(const char *p, const char *end)
{
    return pcs_scan_find(p, end, "data-ttu-id", 11);
}

static bool is_setext(const pcs_lines *lines, size_t i, const char *begin,
                      const char *end)
{
    if (i + 1 >= lines->n ||
        !is_underline(pcs_lines_begin(lines, i + 1),
                      pcs_lines_end(lines, i + 1)) ||
        !has_ttu(begin, end))
        return false;
    const char *p = pcs_scan_spaces(begin, end);
    return *p != '|' && *p != '>' && *p != '#';
}

/* Whether "<a" or "<span" begins at p. */
static bool is_tag(const char *p, const char *end)
{
    size_t left = (size_t)(end - p);
    if (left >= 2 && !memcmp(p, "<a", 2))
        return !pcs_scan_is_word(p + 2, end);
    return left >= 5 && !memcmp(p, "<span", 5) && !pcs_scan_is_word(p + 5, end);
}

/* The text behind "# ", or NULL. Up to three spaces may stand before the quote
 * markers and again behind them. */
static const char *read_atx(const char *p, const char *end)
{
    p = skip_spaces(p, end, 3);
    while (p < end && *p == '>') {
        p++;
        p += p < end && (*p == ' ' || *p == '\t');
    }
    p = skip_spaces(p, end, 3);
    const char *marks = p;
    while (p < end && *p == '#' && p - marks < 6)
        p++;
    if (p == marks)
        return NULL;
    const char *text = p;
    while (text < end && (*text == ' ' || *text == '\t'))
        text++;
    return text > p || is_tag(p, end) ? text : NULL;
}

/* The end of begin..end without a closing run of '#'. */
static const char *trim_marks(const char *begin, const char *end)
{
    const char *p = pcs_scan_trim(begin, end);
    const char *marks_end = p;
    while (p > begin && p[-1] == '#')
        p--;
    if (p == marks_end || p == begin || pcs_scan_is_solid_before(begin, p))
        return end;
    return pcs_scan_trim(begin, p);
}

bool pcs_heading_read(pcs_text *text, const pcs_lines *lines, size_t i,
                      bool is_code)
{
    const char *begin = pcs_lines_begin(lines, i);
    const char *end = trim_cr(begin, pcs_lines_end(lines, i));
    const char *p = begin;
    if (!is_setext(lines, i, begin, end)) {
        p = read_atx(begin, end);
        if (!p || (is_code && !has_ttu(begin, end)))
            return false;
    }
    *text = (pcs_text){p, (size_t)(trim_marks(p, end) - p)};
    return true;
}
