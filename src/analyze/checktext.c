/* checktext.c - one side of a pair, character by character, for the checks */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/checktext.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/buffer.h"
#include "base/utf8.h"

void pcs_check_text_dispose(pcs_check_text *t)
{
    free(t->chars);
    memset(t, 0, sizeof *t);
}

static bool is_invisible(UChar32 c)
{
    return c == 0xAD || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) ||
           (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

static UChar32 fold_punctuation(UChar32 c)
{
    if (c == 0x2019 || c == 0x2018 || c == 0x2BC)
        return '\'';
    if (c == 0x66B)
        return '.';
    if (c == 0x66C || c == 0x3001 || c == 0x60C)
        return ',';
    if (c == 0x66A)
        return '%';
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x301C)
        return '-';
    return u_isUWhiteSpace(c) ? ' ' : c;
}

/* What c is read as; 0 where it is left out. */
static UChar32 fold_char(UChar32 c)
{
    if (c < 0x80) {
        if (c >= 'A' && c <= 'Z')
            return c | 32;
        return c < ' ' ? ' ' : c;
    }
    if (is_invisible(c))
        return 0;
    if (c >= 0xFF01 && c <= 0xFF5E)
        return fold_char(c - 0xFEE0);
    int digit = u_charDigitValue(c);
    if (digit >= 0)
        return '0' + digit;
    UChar32 folded = fold_punctuation(c);
    return folded == c ? u_foldCase(c, U_FOLD_CASE_DEFAULT) : folded;
}

pcs_status pcs_check_text_read(pcs_check_text *t, const char *text, size_t len,
                               pcs_error *err)
{
    t->text = text;
    t->len = len;
    t->n = 0;
    if (!PCS_ARRAY_RESERVE(t->chars, t->cap, len + 1))
        return pcs_error_nomem(err);
    for (size_t i = 0; i < len;) {
        uint32_t at = (uint32_t)i;
        UChar32 c = fold_char((UChar32)pcs_utf8_next(text, len, &i, NULL));
        if (c)
            t->chars[t->n++] = (pcs_check_char){c, at};
    }
    t->chars[t->n] = (pcs_check_char){0, (uint32_t)len};
    return PCS_OK;
}

void pcs_check_text_mask(pcs_check_text *t, size_t begin, size_t end)
{
    size_t low = 0, high = t->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->chars[middle].at < begin)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < t->n && t->chars[low].at < end; low++)
        t->chars[low].c = PCS_CHECK_MASK;
}

/* A run of ASCII without spaces is looked at as a whole. */
static bool is_address(const pcs_check_char *chars, size_t n)
{
    bool has_letter = false, has_mark = false;
    for (size_t i = 0; i < n; i++) {
        UChar32 c = chars[i].c;
        has_letter |= c >= 'a' && c <= 'z';
        has_mark |= c == '@' || c == '\\' || c == '_' || c == '=';
        if (c == ':' && i + 2 < n && chars[i + 1].c == '/' &&
            chars[i + 2].c == '/')
            return true;
        if (c == 'w' && i + 3 < n && chars[i + 1].c == 'w' &&
            chars[i + 2].c == 'w' && chars[i + 3].c == '.')
            return true;
    }
    return has_letter && has_mark;
}

void pcs_check_text_mask_addresses(pcs_check_text *t)
{
    for (size_t i = 0; i < t->n;) {
        size_t start = i;
        while (i < t->n && t->chars[i].c > ' ' && t->chars[i].c < 0x7F)
            i++;
        if (i > start + 3 && is_address(t->chars + start, i - start))
            for (size_t j = start; j < i; j++)
                t->chars[j].c = PCS_CHECK_MASK;
        i += i == start;
    }
}

bool pcs_check_is_letter(UChar32 c)
{
    if (c < 0x80)
        return c >= 'a' && c <= 'z';
    return c < 0x530 && c != 0xAA && c != 0xBA && u_isalpha(c);
}

bool pcs_check_is_word(UChar32 c)
{
    return c < 0x80 ? c >= 'a' && c <= 'z' : u_isalpha(c);
}
