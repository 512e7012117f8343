/* links.c - takes links and images out of Markdown */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/links.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "parse/markup.h"
#include "parse/scan.h"

#define NONE UINT32_MAX
#define IN_QUOTE (UINT32_MAX - 1) /* the text ends within a quoted title */

void pcs_links_dispose(pcs_links *links)
{
    free(links->brackets);
    free(links->parens);
    free(links->targets);
    memset(links, 0, sizeof *links);
}

/* The address of a link, of what stands between its parentheses: less its
 * title and the angles around it. */
static void add_address(pcs_links *links, size_t begin, size_t end)
{
    const char *p = pcs_scan_spaces(links->text + begin, links->text + end);
    const char *stop = links->text + end;
    for (const char *q = p; q + 1 < stop; q++)
        if ((*q == ' ' || *q == '\n') && (q[1] == '"' || q[1] == '\''))
            stop = q;
    if (p < stop && *p == '<' && stop[-1] == '>') {
        p++;
        stop--;
    }
    if (p < stop)
        pcs_markup_add(links->markup, PCS_MARKUP_ADDRESS, p,
                       (size_t)(stop - p));
}

/* Pairs open with close as counting depth from each open one would, in one
 * go: pairs itself holds the stack of those that still are open. */
static void match_pairs(uint32_t *pairs, const char *s, size_t len, char open,
                        char close)
{
    uint32_t top = NONE;
    for (size_t i = 0; i < len; i++) {
        if (s[i] == open) {
            pairs[i] = top;
            top = (uint32_t)i;
        } else if (s[i] == close && top != NONE) {
            uint32_t below = pairs[top];
            pairs[top] = (uint32_t)i;
            top = below;
        }
    }
    while (top != NONE) {
        uint32_t below = pairs[top];
        pairs[top] = NONE;
        top = below;
    }
}

static bool prepare(pcs_links *links, size_t len)
{
    const char *s = links->text;
    if (!PCS_ARRAY_RESERVE(links->brackets, links->cap_brackets, len))
        return false;
    match_pairs(links->brackets, s, len, '[', ']');
    if (!pcs_scan_find(s, s + len, "](", 2))
        return true;
    if (!PCS_ARRAY_RESERVE(links->parens, links->cap_parens, len) ||
        !PCS_ARRAY_RESERVE(links->targets, links->cap_targets, len + 1))
        return false;
    match_pairs(links->parens, s, len, '(', ')');
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* Where a link target's ')' is, seen from each offset between lo and hi: a ')'
 * ends it, parentheses within it are passed over as a whole, and so is a
 * quoted title, which begins after a blank. Worked out from the end for all
 * offsets at once, since targets that never end would be read again and again
 * otherwise. */
static void find_targets(pcs_links *links, size_t lo, size_t hi)
{
    const char *s = links->text;
    uint32_t *targets = links->targets, quote = NONE;
    targets[hi] = NONE;
    for (size_t i = hi; i-- > lo;) {
        targets[i] = targets[i + 1];
        if (s[i] == ')') {
            targets[i] = (uint32_t)i;
        } else if (s[i] == '(') {
            uint32_t close = links->parens[i];
            targets[i] = close < hi ? targets[close + 1] : NONE;
        } else if (s[i] == '"') {
            if (i > lo && is_blank(s[i - 1]))
                targets[i] = quote == NONE ? IN_QUOTE : targets[quote + 1];
            quote = (uint32_t)i;
        }
    }
}

static uint32_t find_target_end(const pcs_links *links, size_t i, size_t hi)
{
    uint32_t end = links->targets[i + 1];
    if (end != IN_QUOTE)
        return end;
    /* A stray quote: the first ')' will do. */
    const char *close = memchr(links->text + i, ')', hi - i);
    return close ? (uint32_t)(close - links->text) : NONE;
}

static uint32_t bracket_end(const pcs_links *links, size_t i, size_t hi)
{
    uint32_t end = links->brackets[i];
    return end < hi ? end : NONE;
}

/* `[!INCLUDE [label](file)]` at i: its label's range and its end. */
static bool match_include(size_t *label, size_t *label_end, size_t *after,
                          const pcs_links *links, size_t i, size_t hi)
{
    const char *s = links->text, *end = s + hi;
    const char *p = pcs_scan_nocase(s + i, end, "[!include");
    if (!p)
        return false;
    p = pcs_scan_spaces(p, end);
    if (p == end || *p != '[')
        return false;
    uint32_t e = bracket_end(links, (size_t)(p - s), hi);
    uint32_t f = bracket_end(links, i, hi);
    if (e == NONE || f == NONE || f <= e)
        return false;
    *label = (size_t)(p + 1 - s);
    *label_end = e;
    *after = (size_t)f + 1;
    return true;
}

/* "code", then perhaps "-csharp": its end where a word ends, else NULL. */
static const char *match_code_word(const char *p, const char *end)
{
    bool hyphen = false;
    for (const char *next;; p = next) {
        next = p < end && *p == '-' ? p + 1 : pcs_scan_letter(p, end);
        if (!next)
            break;
        hyphen |= *p == '-';
    }
    return hyphen || !pcs_scan_is_word(p, end) ? p : NULL;
}

/* `[!NOTE]` and its like at p: its end, or NULL. */
static const char *match_alert(const char *p, const char *end)
{
    static const char *const words[] = {
        "note", "important", "tip", "warning", "caution", "video", "div"};
    if (end - p < 2 || p[1] != '!')
        return NULL;
    p += 2;
    const char *rest = pcs_scan_nocase(p, end, "code");
    if (rest)
        rest = match_code_word(rest, end);
    for (size_t i = 0; !rest && i < sizeof words / sizeof *words; i++) {
        rest = pcs_scan_nocase(p, end, words[i]);
        if (rest && pcs_scan_is_word(rest, end))
            rest = NULL;
    }
    if (!rest)
        return NULL;
    rest = pcs_scan_either(rest, end, '[', ']');
    return rest < end && *rest == ']' ? rest + 1 : NULL;
}

/* Whether s[i..end] between brackets names a definition. No definition's label
 * holds a bracket, which bounds what is ever looked up. */
static bool is_reference(const pcs_links *links, size_t i, size_t end)
{
    const char *s = links->text;
    if (i == end)
        return true;
    if (!links->refs || pcs_scan_either(s + i, s + end, '[', ']') < s + end)
        return false;
    bool found = pcs_refs_contain(links->refs, s + i, end - i);
    links->out->failed |= links->refs->folded.failed;
    return found;
}

/* The end of the link or image whose text ends with the ']' at e, or 0 where
 * it is neither. */
static size_t link_end(const pcs_links *links, uint32_t e, bool is_image,
                       size_t hi)
{
    const char *s = links->text;
    size_t next = (size_t)e + 1;
    uint32_t end = NONE;
    if (next < hi && s[next] == '(') {
        end = find_target_end(links, next, hi);
    } else if (next < hi && s[next] == '[') {
        end = bracket_end(links, next, hi);
        if (end != NONE && !is_reference(links, next + 1, end))
            end = NONE;
    }
    if (end != NONE)
        return (size_t)end + 1;
    return is_image ? next : 0;
}

static void strip_range(pcs_links *links, size_t lo, size_t hi, int depth);

/* What the '[' at i begins: appends text up to it from kept, and what it
 * leaves. Returns where to go on, or 0 where it is nothing. */
static size_t strip_bracket(pcs_links *links, size_t kept, size_t i, size_t hi,
                            int depth)
{
    const char *s = links->text;
    bool is_image = i > kept && s[i - 1] == '!';
    uint32_t e = bracket_end(links, i, hi);
    size_t label, label_end, after;
    if (e == NONE)
        return 0; /* nor is it an include or an alert then */
    if (!is_image && match_include(&label, &label_end, &after, links, i, hi)) {
        pcs_buffer_append(links->out, s + kept, i - kept);
        pcs_buffer_append(links->out, s + label, label_end - label);
        return after;
    }
    const char *alert = is_image ? NULL : match_alert(s + i, s + hi);
    if (alert) {
        pcs_buffer_append(links->out, s + kept, i - kept);
        return (size_t)(alert - s);
    }
    after = link_end(links, e, is_image, hi);
    if (!after)
        return 0;
    if (links->markup && !is_image && s[e + 1] == '(')
        add_address(links, (size_t)e + 2, after - 1);
    pcs_buffer_append(links->out, s + kept, i - is_image - kept);
    strip_range(links, i + 1, e, depth + 1);
    return after;
}

static void strip_range(pcs_links *links, size_t lo, size_t hi, int depth)
{
    const char *s = links->text;
    size_t kept = lo, i = lo;
    if (depth <= PCS_LINKS_DEPTH_MAX && pcs_scan_find(s + lo, s + hi, "](", 2))
        find_targets(links, lo, hi);
    while (depth <= PCS_LINKS_DEPTH_MAX && i < hi) {
        const char *open = memchr(s + i, '[', hi - i);
        if (!open)
            break;
        i = (size_t)(open - s);
        size_t next = strip_bracket(links, kept, i, hi, depth);
        if (next)
            kept = i = next;
        else
            i++;
    }
    pcs_buffer_append(links->out, s + kept, hi - kept);
}

void pcs_links_strip(pcs_buffer *out, pcs_links *links, pcs_refs *refs,
                     const char *s, size_t len)
{
    links->out = out;
    links->text = s;
    links->refs = refs;
    if (prepare(links, len))
        strip_range(links, 0, len, 0);
    else
        out->failed = true;
}
