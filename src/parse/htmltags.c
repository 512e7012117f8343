/* htmltags.c - what stands between '<' and '>' in a segment */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/htmltags.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "parse/scan.h"

#define NAME_MAX_LEN 10 /* "blockquote", "figcaption" */

static void append_range(pcs_buffer *out, const char *p, const char *end)
{
    pcs_buffer_append(out, p, (size_t)(end - p));
}

void pcs_htmltags_uncomment(pcs_buffer *out, const char *s, size_t len)
{
    const char *p = s, *end = s + len, *open;
    while ((open = pcs_scan_find(p, end, "<!--", 4))) {
        const char *close = pcs_scan_find(open + 4, end, "-->", 3);
        if (!close)
            break;
        append_range(out, p, open);
        pcs_buffer_putc(out, ' ');
        p = close + 3;
    }
    append_range(out, p, end);
}

/* A tag that goes, and the text that stands for it. */
typedef struct tag_match {
    const char *end;
    const char *text;
    size_t len;
} tag_match;

/* Whether the '<' at p begins a tag of one kind. */
typedef bool match_function(tag_match *match, const char *p, const char *end);
typedef void put_function(pcs_buffer *out, const char *text, size_t len);

static void replace_tags(pcs_buffer *out, const char *s, size_t len,
                         match_function *match_tag, put_function *put)
{
    const char *p = s, *end = s + len, *kept = s;
    while (p < end && (p = memchr(p, '<', (size_t)(end - p)))) {
        tag_match match = {NULL, NULL, 0};
        if (!match_tag(&match, p, end)) {
            p++;
            continue;
        }
        append_range(out, kept, p);
        put(out, match.text, match.len);
        kept = p = match.end;
    }
    append_range(out, kept, end);
}

static void put_text(pcs_buffer *out, const char *text, size_t len)
{
    pcs_buffer_append(out, text, len);
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static size_t ascii_run(const char *p, const char *end)
{
    const char *start = p;
    while (p < end && (unsigned char)*p < 0x80)
        p++;
    return (size_t)(p - start);
}

/* Percent-decoding works on one stretch of ASCII at a time, so that bytes that
 * are no UTF-8 are mended within it and never join what stands beside it. */
static void put_decoded(pcs_buffer *out, const char *text, size_t len)
{
    const char *p = text, *end = text + len;
    pcs_buffer bytes = {0};
    while (p < end) {
        const char *stop = p + ascii_run(p, end);
        pcs_buffer_clear(&bytes);
        while (p < stop) {
            int hi = stop - p > 2 && *p == '%' ? hex_value(p[1]) : -1;
            int lo = hi >= 0 ? hex_value(p[2]) : -1;
            pcs_buffer_putc(&bytes, lo >= 0 ? (char)(hi * 16 + lo) : *p);
            p += lo >= 0 ? 3 : 1;
        }
        if (bytes.len)
            pcs_utf8_repair(out, bytes.data, bytes.len);
        out->failed |= bytes.failed;
        while (stop < end && (unsigned char)*stop >= 0x80)
            stop++;
        append_range(out, p, stop);
        p = stop;
    }
    pcs_buffer_dispose(&bytes);
}

static bool match_xref(tag_match *match, const char *p, const char *end)
{
    p = pcs_scan_nocase(p, end, "<xref:");
    if (!p)
        return false;
    match->text = p;
    while (p < end && *p != '<' && *p != '>' && *p != '?' &&
           !pcs_scan_space(p, end))
        p++;
    match->len = (size_t)(p - match->text);
    if (p < end && *p == '?')
        p = pcs_scan_either(p, end, '<', '>');
    match->end = p + 1;
    return match->len && p < end && *p == '>';
}

void pcs_htmltags_unxref(pcs_buffer *out, const char *s, size_t len)
{
    replace_tags(out, s, len, match_xref, put_decoded);
}

static bool match_link(tag_match *match, const char *p, const char *end)
{
    static const char *const schemes[] = {"http:", "https:", "ftp:", "mailto:"};
    const char *rest = NULL;
    for (size_t i = 0; !rest && i < sizeof schemes / sizeof *schemes; i++)
        rest = pcs_scan_nocase(p + 1, end, schemes[i]);
    if (!rest)
        return false;
    while (rest < end && *rest != '<' && *rest != '>' &&
           !pcs_scan_space(rest, end))
        rest++;
    match->text = p + 1;
    match->len = (size_t)(rest - match->text);
    match->end = rest + 1;
    return rest < end && *rest == '>';
}

void pcs_htmltags_unlink(pcs_buffer *out, const char *s, size_t len)
{
    replace_tags(out, s, len, match_link, put_text);
}

static const char block_names[][NAME_MAX_LEN + 1] = {
    "article", "blockquote", "br",    "caption", "col", "colgroup",
    "dd",      "details",    "div",   "dl",      "dt",  "figcaption",
    "figure",  "h1",         "h2",    "h3",      "h4",  "h5",
    "h6",      "hr",         "li",    "ol",      "p",   "pre",
    "section", "summary",    "table", "tbody",   "td",  "tfoot",
    "th",      "thead",      "tr",    "ul",
};

/* <token>, <data>, <object>, <map>, <time>, <var>, <source>, <param>, <label>,
 * <option>, <input>, <select>, <form>, <area> and <button> are elements too,
 * but in these articles they are words that stand for something. */
static const char inline_names[][NAME_MAX_LEN + 1] = {
    "a",    "abbr",     "acronym", "audio",    "b",      "bdi",    "bdo",
    "big",  "center",   "cite",    "code",     "del",    "dfn",    "em",
    "font", "i",        "iframe",  "img",      "ins",    "kbd",    "mark",
    "nobr", "noscript", "picture", "q",        "rp",     "rt",     "ruby",
    "s",    "samp",     "small",   "span",     "strike", "strong", "style",
    "sub",  "sup",      "svg",     "textarea", "tt",     "u",      "video",
    "wbr",
};

static int compare_name(const void *key, const void *entry)
{
    return strcmp(key, entry);
}

/* The alternative text in an image's attributes; false where there is none. */
static bool find_alt(tag_match *match, const char *p, const char *end)
{
    const char *begin = p;
    for (; (p = pcs_scan_find(p, end, "alt", 3)); p += 3) {
        if (pcs_scan_is_word_before(begin, p))
            continue;
        const char *q = pcs_scan_spaces(p + 3, end);
        if (q == end || *q != '=')
            continue;
        q = pcs_scan_spaces(q + 1, end);
        const char *quote =
            q < end && *q == '"' ? pcs_scan_find(q + 1, end, "\"", 1) : NULL;
        if (!quote)
            continue;
        match->text = q + 1;
        match->len = (size_t)(quote - match->text);
        return true;
    }
    return false;
}

static bool is_name_char(char c)
{
    return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') ||
           c == '-';
}

/* Copies the element's name at p in lower case; its end, or NULL where it
 * is no name or one that is too long to be known. */
static const char *read_name(char name[NAME_MAX_LEN + 1], const char *p,
                             const char *end)
{
    size_t len = 0;
    while (p + len < end && len <= NAME_MAX_LEN && is_name_char(p[len]))
        len++;
    if (!len || len > NAME_MAX_LEN || *p == '-' || (*p >= '0' && *p <= '9'))
        return NULL;
    for (size_t i = 0; i < len; i++)
        name[i] = (char)(p[i] | (p[i] >= 'A' && p[i] <= 'Z' ? 32 : 0));
    name[len] = 0;
    return p + len;
}

static bool match_element(tag_match *match, const char *p, const char *end)
{
    char name[NAME_MAX_LEN + 1];
    p++;
    if (p < end && *p == '/')
        p++;
    const char *attributes = read_name(name, p, end);
    if (!attributes)
        return false;
    p = attributes;
    if (pcs_scan_space(p, end))
        p = pcs_scan_either(p, end, '<', '>');
    else if (p < end && *p == '/')
        p++;
    if (p == end || *p != '>')
        return false;
    match->end = p + 1;
    if (bsearch(name, block_names, sizeof block_names / sizeof *block_names,
                sizeof *block_names, compare_name)) {
        match->text = " ";
        match->len = 1;
        return true;
    }
    if (!strcmp(name, "img"))
        find_alt(match, attributes, p);
    return bsearch(name, inline_names,
                   sizeof inline_names / sizeof *inline_names,
                   sizeof *inline_names, compare_name);
}

void pcs_htmltags_strip(pcs_buffer *out, const char *s, size_t len)
{
    replace_tags(out, s, len, match_element, put_text);
}
