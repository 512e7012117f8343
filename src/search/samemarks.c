/* samemarks.c - marks for codes that stand unchanged on the other side */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/samemarks.h"

#include <string.h>

/* Longer ones are no codes. */
#define CODE_MAX 64u
/* Of a text with more marks, the first ones. */
#define MARKS_MAX 16u

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

/* How much of a mark is a code; 0 for nothing. */
static size_t code_len(const char *text, size_t len)
{
    size_t n = 0;
    bool has_letter = false, has_other = false;
    while (n < len && n < CODE_MAX && (unsigned char)text[n] < 0x80)
        n++;
    while (n > 0 && text[n - 1] <= ' ')
        n--;
    for (size_t i = 0; i < n; i++) {
        bool is_digit = text[i] >= '0' && text[i] <= '9';
        has_letter = has_letter || is_letter(text[i]);
        has_other = has_other || is_digit || text[i] == '_' ||
                    (text[i] > ' ' && !is_letter(text[i]));
    }
    return has_letter && has_other && n < CODE_MAX ? n : 0;
}

/* Whether a stretch of text is not a part of something longer. */
static bool is_whole(const char *text, size_t len, size_t start, size_t end)
{
    bool begins_word = is_letter(text[start]),
         ends_word = is_letter(text[end - 1]);
    return !(begins_word && start > 0 && is_letter(text[start - 1])) &&
           !(ends_word && end < len && is_letter(text[end]));
}

static pcs_status add_all(pcs_marks *marks, const char *text, size_t len,
                          const char *same, size_t n, pcs_error *err)
{
    for (size_t i = 0; i + n <= len; i++) {
        const char *at = memchr(text + i, *same, len - n - i + 1);
        if (!at)
            break;
        i = (size_t)(at - text);
        if (memcmp(at, same, n) != 0 || !is_whole(text, len, i, i + n))
            continue;
        if (!PCS_ARRAY_RESERVE(marks->items, marks->cap, marks->len + 1))
            return pcs_error_nomem(err);
        marks->items[marks->len++] = (pcs_mark){(uint32_t)i, (uint32_t)(i + n)};
        i += n - 1;
    }
    return PCS_OK;
}

pcs_status pcs_marks_same(pcs_marks *to_marks, const char *to, size_t to_len,
                          const pcs_marks *from_marks, const char *from,
                          pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < from_marks->len && i < MARKS_MAX;
         i++) {
        pcs_mark mark = from_marks->items[i];
        size_t n = code_len(from + mark.start, mark.end - mark.start);
        if (n > 0)
            status = add_all(to_marks, to, to_len, from + mark.start, n, err);
    }
    return status;
}
