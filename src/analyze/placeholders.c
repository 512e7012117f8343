/* placeholders.c - placeholders that only one side of a pair has */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "analyze/checkparts.h"

#define NAME_MAX_LEN 64

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_name(char c)
{
    return is_alpha(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           (unsigned char)c >= 0x80; /* where it was translated */
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The end of a name at s[i], or i. */
static size_t name_end(const char *s, size_t i, size_t len)
{
    size_t end = i;
    while (end < len && end - i < NAME_MAX_LEN && is_name(s[end]))
        end++;
    return end;
}

/* {name}, {{name}}, {0}, {0:N2}: the end, or i. One pair of braces may hold
 * what the format of a number is, and spaces do no harm. */
static size_t brace_end(const char *s, size_t i, size_t len)
{
    size_t open = i, close = 0;
    while (open < len && open - i < 3 && s[open] == '{')
        open++;
    size_t p = open;
    while (p < len && s[p] == ' ')
        p++;
    size_t end = name_end(s, p, len);
    if (end == p)
        return i;
    if (end < len && (s[end] == ':' || s[end] == ',') && is_digit(s[p]))
        while (end < len && end - p < NAME_MAX_LEN && s[end] != '}' &&
               s[end] != '{')
            end++;
    while (end < len && s[end] == ' ')
        end++;
    while (end + close < len && close < open - i && s[end + close] == '}')
        close++;
    return close == open - i ? end + close : i;
}

/* The end of %s, %1$d, %-5.2f, %ld, %@, %NAME%, %(name)s at i, or i. */
static size_t percent_end(const char *s, size_t i, size_t len)
{
    size_t p = i + 1;
    if (i > 0 && (is_digit(s[i - 1]) || s[i - 1] == '%'))
        return i; /* 50%, or its like */
    size_t name = name_end(s, p, len);
    if (name > p + 1 && is_alpha(s[p]) && name < len && s[name] == '%')
        return name + 1;
    if (p < len && s[p] == '(') {
        name = name_end(s, p + 1, len);
        if (name == p + 1 || name + 1 >= len || s[name] != ')' ||
            !strchr("sdifr", s[name + 1]))
            return i;
        return name + 2;
    }
    while (p < len && (is_digit(s[p]) || s[p] == '$' || s[p] == '.' ||
                       s[p] == '-' || s[p] == '+' || s[p] == '#'))
        p++;
    while (p < len && (s[p] == 'l' || s[p] == 'h' || s[p] == 'z'))
        p++;
    if (p >= len || !strchr("sdiuxXfgeEGc@", s[p]) ||
        (p + 1 < len && (is_alpha(s[p + 1]) || is_digit(s[p + 1]))))
        return i;
    return p + 1;
}

/* <name>: text that is written in lower case between angles, without what
 * makes it a tag. */
static size_t angle_end(const char *s, size_t i, size_t len)
{
    size_t p = i + 1;
    if (p < len && !is_alpha(s[p]) && !((unsigned char)s[p] & 0x80))
        return i;
    while (p < len && p - i < NAME_MAX_LEN && s[p] != '>' && s[p] != '<' &&
           s[p] != '=' && s[p] != '"' && s[p] != '/' && s[p] != ';')
        p++;
    return p > i + 1 && p < len && s[p] == '>' ? p + 1 : i;
}

/* The end of a placeholder at i, or i. */
static size_t placeholder_end(const char *s, size_t i, size_t len)
{
    char c = s[i];
    if (c == '{')
        return brace_end(s, i, len);
    if (c == '%' && i + 1 < len && s[i + 1] != '{')
        return percent_end(s, i, len);
    if ((c == '$' || c == '#' || c == '%') && i + 1 < len && s[i + 1] == '{') {
        size_t end = brace_end(s, i + 1, len);
        return end > i + 1 ? end : i;
    }
    return c == '<' ? angle_end(s, i, len) : i;
}

void pcs_check_find_placeholders(pcs_checker *c)
{
    for (int side = 0; side < 2; side++) {
        const char *s = c->texts[side].text;
        size_t len = c->texts[side].len;
        c->placeholders[side].n = 0;
        c->placeholders[side].is_full = false;
        for (size_t i = 0; i < len;) {
            size_t end = placeholder_end(s, i, len);
            if (end > i)
                pcs_check_items_add(&c->placeholders[side], s, (uint32_t)i,
                                    (uint32_t)end);
            i = end > i ? end : i + 1;
        }
    }
}

static bool are_equal(const pcs_check_item *a, const pcs_check_item *b)
{
    return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

static bool holds(const pcs_check_items *items, const pcs_check_item *one)
{
    for (size_t i = 0; i < items->n; i++)
        if (are_equal(&items->items[i], one))
            return true;
    return false;
}

static size_t count_angles(const pcs_check_items *items,
                           const pcs_check_items *other)
{
    size_t n = 0;
    for (size_t i = 0; i < items->n; i++)
        n += *items->items[i].text == '<' && !holds(other, &items->items[i]);
    return n;
}

/* What stands between angles is for the reader, and may be translated: only
 * how many they are counts. */
void pcs_check_placeholders(pcs_checker *c)
{
    const pcs_check_items *all = c->placeholders;
    if (all[0].is_full || all[1].is_full)
        return;
    bool same_angles =
        count_angles(&all[0], &all[1]) == count_angles(&all[1], &all[0]);
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < all[side].n; i++) {
            const pcs_check_item *one = &all[side].items[i];
            if (holds(&all[!side], one) || (*one->text == '<' && same_angles))
                continue;
            pcs_check_items_add(&c->found[side], c->texts[side].text,
                                one->begin, one->end);
        }
}
