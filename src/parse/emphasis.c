/* emphasis.c - takes the markers of emphasis out of Markdown */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/emphasis.h"

#include <stdbool.h>
#include <string.h>

#include "parse/scan.h"

static void append_range(pcs_buffer *out, const char *p, const char *end)
{
    pcs_buffer_append(out, p, (size_t)(end - p));
}

static const char *find_byte(const char *p, const char *end, char c)
{
    return p < end ? memchr(p, c, (size_t)(end - p)) : NULL;
}

void pcs_emphasis_unbold(pcs_buffer *out, const char *s, size_t len)
{
    const char *p = s, *end = s + len, *kept = s;
    while ((p = find_byte(p, end, '*'))) {
        const char *run = p;
        while (p < end && *p == '*')
            p++;
        if (p - run < 2)
            continue;
        append_range(out, kept, run);
        kept = p;
    }
    append_range(out, kept, end);
}

/* Between two stars that are neighbours nothing but their own interval
 * decides, so each interval is looked at once. */
static bool encloses(const char *open, const char *close)
{
    return pcs_scan_is_solid(open + 1, close) &&
           pcs_scan_is_solid_before(open + 1, close) &&
           !memchr(open, '\n', (size_t)(close - open));
}

void pcs_emphasis_unstar(pcs_buffer *out, const char *s, size_t len)
{
    const char *end = s + len, *kept = s;
    const char *open = find_byte(s, end, '*');
    while (open) {
        const char *close = find_byte(open + 1, end, '*');
        if (!close)
            break;
        if (!encloses(open, close)) {
            open = close;
            continue;
        }
        append_range(out, kept, open);
        append_range(out, open + 1, close);
        kept = close + 1;
        open = find_byte(kept, end, '*');
    }
    append_range(out, kept, end);
}

static bool is_bold_word_marker(const char *s, const char *p, const char *end)
{
    if (!pcs_scan_is_word_before(s, p) && pcs_scan_is_solid(p + 2, end))
        return true;
    return pcs_scan_is_solid_before(s, p) && !pcs_scan_is_word(p + 2, end);
}

void pcs_emphasis_unbold_words(pcs_buffer *out, const char *s, size_t len)
{
    const char *p = s, *end = s + len, *kept = s;
    while ((p = pcs_scan_find(p, end, "__", 2))) {
        if (!is_bold_word_marker(s, p, end)) {
            p++;
            continue;
        }
        append_range(out, kept, p);
        kept = p += 2;
    }
    append_range(out, kept, end);
}

static bool opens(const char *s, const char *p, const char *end)
{
    return !pcs_scan_is_word_before(s, p) && pcs_scan_is_solid(p + 1, end) &&
           p[1] != '_';
}

/* The first '_' from p on that can end emphasis. */
static const char *find_end(const char *p, const char *end)
{
    for (const char *begin = p; (p = find_byte(p, end, '_')); p++)
        if (pcs_scan_is_solid_before(begin - 1, p) &&
            !pcs_scan_is_word(p + 1, end))
            return p;
    return NULL;
}

void pcs_emphasis_unscore(pcs_buffer *out, const char *s, size_t len)
{
    const char *p = s, *end = s + len, *kept = s;
    while ((p = find_byte(p, end, '_'))) {
        if (!opens(s, p, end)) {
            p++;
            continue;
        }
        const char *close = find_end(p + 2, end);
        if (!close)
            break; /* nor has any later one an end */
        append_range(out, kept, p);
        append_range(out, p + 1, close);
        kept = p = close + 1;
    }
    append_range(out, kept, end);
}

void pcs_emphasis_unstrike(pcs_buffer *out, const char *s, size_t len)
{
    const char *p = s, *end = s + len, *tildes;
    while ((tildes = pcs_scan_find(p, end, "~~", 2))) {
        append_range(out, p, tildes);
        p = tildes + 2;
    }
    append_range(out, p, end);
}
