/* crop.c - the part of a text that is about the words of a query */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/meili/crop.h"

#include <stdint.h>

#include "base/utf8.h"

/* Words are counted in passes over the text, without a list of them. */
typedef struct cursor {
    const char *text;
    size_t len, pos;
} cursor;

static bool is_space(uint32_t c)
{
    return c <= ' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B);
}

/* Scripts that put no spaces between words: Thai, Lao, Myanmar, Khmer, kana and
 * Han. */
static bool is_unspaced(uint32_t c)
{
    return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) ||
           (c >= 0x1780 && c <= 0x17FF) || (c >= 0x3001 && c <= 0x30FF) ||
           (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF);
}

/* What belongs to the character before it. */
static bool is_joined(uint32_t c)
{
    return (c >= 0x0300 && c <= 0x036F) || c == 0x200D ||
           (c >= 0xFE00 && c <= 0xFE0F) || c == 0x3099 || c == 0x309A ||
           c == 0x0E31 || (c >= 0x0E34 && c <= 0x0E3A) ||
           (c >= 0x0E47 && c <= 0x0E4E) || c == 0x0EB1 ||
           (c >= 0x0EB4 && c <= 0x0EBC) || (c >= 0x0EC8 && c <= 0x0ECE) ||
           (c >= 0x102B && c <= 0x103E) || (c >= 0x17B4 && c <= 0x17D3) ||
           c == 0x3001 || c == 0x3002 || c == 0xFF0C || c == 0xFF0E;
}

/* The next word, [start, end); false where there is none. */
static bool next_word(pcs_mark *out, cursor *c)
{
    size_t pos = c->pos, before = pos, characters = 0;
    uint32_t ch = ' ';
    while (pos < c->len && is_space(ch)) {
        before = pos;
        ch = pcs_utf8_next(c->text, c->len, &pos, NULL);
    }
    if (is_space(ch))
        return false;
    bool unspaced = is_unspaced(ch);
    out->start = (uint32_t)before;
    out->end = (uint32_t)pos;
    for (characters = 1; pos < c->len; out->end = (uint32_t)pos) {
        ch = pcs_utf8_next(c->text, c->len, &pos, NULL);
        if (is_joined(ch))
            continue;
        if (is_space(ch) || is_unspaced(ch) != unspaced ||
            (unspaced && ++characters > 2))
            break;
    }
    c->pos = out->end;
    return true;
}

/* How many marks begin in [start, end); they are in order. */
static size_t count_marks(const pcs_mark *marks, size_t n, size_t start,
                          size_t end)
{
    size_t count = 0;
    for (size_t i = 0; i < n && marks[i].start < end; i++)
        count += marks[i].start >= start;
    return count;
}

/* The end of `words` words from the cursor on. */
static size_t end_of(cursor c, size_t words)
{
    pcs_mark word;
    size_t end = c.pos;
    while (words-- && next_word(&word, &c))
        end = word.end;
    return end;
}

/* The first word of the best window: the first of those with most marks. */
static size_t find_window(const char *text, size_t len, const pcs_mark *marks,
                          size_t n, size_t words)
{
    cursor c = {text, len, 0}, ahead = {text, len, 0};
    pcs_mark word, last = {0, 0};
    size_t best = 0, best_count = 0, first = 0, end = 0;
    for (size_t i = 0; i < words && next_word(&last, &ahead); i++)
        end = last.end;
    while (next_word(&word, &c)) {
        size_t count = count_marks(marks, n, word.start, end);
        if (count > best_count) {
            best = first;
            best_count = count;
        }
        first++;
        if (!next_word(&last, &ahead))
            break;
        end = last.end;
    }
    return best;
}

/* How many words of a window stand before its first mark, and behind its last
 * one. */
typedef struct margins {
    size_t before, behind;
} margins;

static margins find_margins(cursor at, const pcs_mark *marks, size_t n,
                            size_t words)
{
    size_t end = end_of(at, words), first = end, last = at.pos;
    margins m = {0, 0};
    for (size_t i = 0; i < n && marks[i].start < end; i++) {
        if (marks[i].start < at.pos)
            continue;
        first = first < marks[i].start ? first : marks[i].start;
        last = marks[i].end;
    }
    pcs_mark word;
    while (words-- && next_word(&word, &at)) {
        m.before += word.end <= first;
        m.behind += word.start >= last;
    }
    return m;
}

/* How many of `words` words there are from the cursor on. */
static size_t count_words(cursor c, size_t words)
{
    pcs_mark word;
    size_t n = 0;
    while (n < words && next_word(&word, &c))
        n++;
    return n;
}

static cursor skip_words(const char *text, size_t len, size_t n)
{
    cursor c = {text, len, 0};
    pcs_mark word;
    while (n-- && next_word(&word, &c))
        ;
    return c;
}

void pcs_meili_crop(pcs_mark *out, const char *text, size_t len,
                    const pcs_mark *marks, size_t n, size_t words)
{
    *out = (pcs_mark){0, (uint32_t)len};
    cursor whole = {text, len, 0};
    pcs_mark word;
    if (words == 0 || words > len)
        return;
    whole.pos = end_of(whole, words);
    if (!next_word(&word, &whole))
        return;
    size_t first = find_window(text, len, marks, n, words);
    margins m = find_margins(skip_words(text, len, first), marks, n, words);
    size_t before = (m.before + m.behind) / 2;
    if (n && m.before + first > before)
        first = first + m.before - before;
    else
        first = 0;
    size_t lack = words - count_words(skip_words(text, len, first), words);
    first -= lack < first ? lack : first;
    cursor at = skip_words(text, len, first);
    out->end = (uint32_t)end_of(at, words);
    next_word(&word, &at);
    out->start = first ? word.start : 0;
    for (size_t i = 0; i < n; i++) {
        if (marks[i].start < out->start && marks[i].end > out->start)
            out->start = marks[i].start;
        if (marks[i].start < out->end && marks[i].end > out->end)
            out->end = marks[i].end;
    }
}
