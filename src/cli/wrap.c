/* wrap.c - breaking marked text into lines */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/wrap.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/utf8.h>

#include "cli/cluster.h"

typedef struct wrapper {
    pcs_buffer *out;
    const char *text;
    size_t len;
    const pcs_text_mark *marks, *all_marks;
    size_t n_marks;
    const pcs_wrap_options *options;
    size_t indent;             /* columns of the indent */
    size_t column;             /* of the line being written */
    size_t limit;              /* columns that the line may have */
    size_t lines;              /* begun so far */
    bool is_empty;             /* nothing but indent is on the line */
    const pcs_text_mark *mark; /* that is being written, or NULL */
    bool is_full;              /* max_lines are written */
} wrapper;

static void put_code(wrapper *w, const char *code)
{
    if (code != NULL)
        pcs_buffer_puts(w->out, code);
}

static bool is_second(const wrapper *w, const pcs_text_mark *mark)
{
    return w->options->seconds && w->options->seconds[mark - w->all_marks];
}

/* Ends a mark, and begins another one (NULL for none). Those of one kind that
 * touch are one. */
static void set_mark(wrapper *w, const pcs_text_mark *mark)
{
    const pcs_wrap_options *o = w->options;
    const pcs_text_mark *last = w->mark;
    w->mark = mark;
    if (mark == last ||
        (mark && last && is_second(w, mark) == is_second(w, last)))
        return;
    if (last)
        put_code(w, is_second(w, last) ? o->second_off : o->mark_off);
    if (mark)
        put_code(w, is_second(w, mark) ? o->second_on : o->mark_on);
}

/* The last line leaves a column for the ellipsis where text will be cut. */
static void set_limit(wrapper *w, size_t at)
{
    size_t width = w->options->width;
    w->limit = width;
    if (width > 0 && w->lines == w->options->max_lines &&
        w->column + pcs_text_width(w->text + at, w->len - at) > width)
        w->limit = width - 1;
}

/* False where max_lines are written: then the text is cut at its end. */
static bool new_line(wrapper *w, size_t at)
{
    set_mark(w, NULL);
    if (w->options->max_lines > 0 && w->lines == w->options->max_lines) {
        pcs_buffer_puts(w->out, "…");
        w->is_full = true;
        return false;
    }
    put_code(w, w->options->line_off);
    pcs_buffer_putc(w->out, '\n');
    put_code(w, w->options->indent);
    put_code(w, w->options->line_on);
    w->column = w->indent;
    w->is_empty = true;
    w->lines++;
    set_limit(w, at);
    return true;
}

/* The mark that overlaps [start, end); calls come in the order of the text. */
static const pcs_text_mark *find_mark(wrapper *w, size_t start, size_t end)
{
    while (w->n_marks > 0 && w->marks[0].end <= start) {
        w->marks++;
        w->n_marks--;
    }
    bool is_in = w->n_marks > 0 && w->marks[0].start < end &&
                 w->marks[0].start < w->marks[0].end;
    return is_in ? w->marks : NULL;
}

/* Writes the clusters of [start, end), with a break before any that is over. */
static void put_clusters(wrapper *w, size_t start, size_t end)
{
    for (size_t at = start; at < end;) {
        size_t next = pcs_cluster_next(w->text, w->len, at);
        size_t width = pcs_cluster_width(w->text + at, next - at);
        if (w->limit > 0 && !w->is_empty && w->column + width > w->limit &&
            !new_line(w, at))
            return;
        set_mark(w, find_mark(w, at, next));
        pcs_buffer_append(w->out, w->text + at, next - at);
        w->column += width;
        w->is_empty = false;
        at = next;
    }
}

/*
 * Writes one unbreakable piece: `gap` is where the spaces before it begin,
 * which go where the piece begins a line.
 */
static void put_piece(wrapper *w, size_t gap, size_t start, size_t end)
{
    size_t spaces = pcs_text_width(w->text + gap, start - gap);
    size_t width = pcs_text_width(w->text + start, end - start);
    if (w->limit > 0 && w->column + spaces + width > w->limit) {
        bool fits_alone = w->indent + width <= w->limit;
        bool has_room = w->column + spaces < w->limit;
        if (!w->is_empty && (fits_alone || !has_room)) {
            if (!new_line(w, start))
                return;
            gap = start;
        }
    }
    put_clusters(w, gap, start);
    if (!w->is_full)
        put_clusters(w, start, end);
}

static size_t trim_spaces(const char *text, size_t start, size_t end)
{
    while (end > start && text[end - 1] == ' ')
        end--;
    return end;
}

/*
 * Unicode allows a break between any two syllables; Korean, which has spaces,
 * reads better without.
 */
static bool is_inside_hangul(const wrapper *w, size_t border)
{
    const uint8_t *text = (const uint8_t *)w->text;
    int32_t before = (int32_t)border;
    int32_t after = before;
    UChar32 left = 0;
    UChar32 right = 0;
    if (border == 0 || border >= w->len)
        return false;
    U8_PREV(text, 0, before, left);
    U8_NEXT(text, after, (int32_t)w->len, right);
    return left >= 0xAC00 && left <= 0xD7A3 && right >= 0xAC00 &&
           right <= 0xD7A3;
}

/* Walks the places where Unicode allows a break, and no cluster is cut. */
static void put_pieces(wrapper *w, UBreakIterator *breaks)
{
    size_t gap = 0;
    size_t start = 0;
    size_t cluster = 0;
    int32_t border = ubrk_first(breaks);
    while (!w->is_full && (border = ubrk_next(breaks)) != UBRK_DONE) {
        while (cluster < (size_t)border)
            cluster = pcs_cluster_next(w->text, w->len, cluster);
        if (cluster != (size_t)border || is_inside_hangul(w, cluster))
            continue;
        size_t end = trim_spaces(w->text, start, (size_t)border);
        if (end > start)
            put_piece(w, gap, start, end);
        gap = end > start ? end : gap;
        start = (size_t)border;
    }
}

/* NULL where ICU refused; then the text stands on one line. */
static UBreakIterator *open_breaks(UText *text)
{
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *breaks = ubrk_open(UBRK_LINE, "root", NULL, 0, &status);
    ubrk_setUText(breaks, text, &status);
    if (U_SUCCESS(status))
        return breaks;
    ubrk_close(breaks);
    return NULL;
}

static void wrap_lines(wrapper *w)
{
    UErrorCode status = U_ZERO_ERROR;
    UText utext = UTEXT_INITIALIZER;
    utext_openUTF8(&utext, w->text, (int64_t)w->len, &status);
    UBreakIterator *breaks = U_SUCCESS(status) ? open_breaks(&utext) : NULL;
    if (breaks != NULL)
        put_pieces(w, breaks);
    else
        put_clusters(w, 0, w->len);
    ubrk_close(breaks);
    utext_close(&utext);
}

void pcs_text_wrap(pcs_buffer *out, const char *text, size_t len,
                   const pcs_text_mark *marks, size_t n_marks,
                   const pcs_wrap_options *options)
{
    const char *indent = options->indent != NULL ? options->indent : "";
    wrapper w = {.out = out, .text = text, .len = len};
    w.len = len > INT32_MAX / 2 ? INT32_MAX / 2 : len;
    w.marks = w.all_marks = marks;
    w.n_marks = n_marks;
    w.options = options;
    w.indent = pcs_text_width(indent, strlen(indent));
    w.column = options->used;
    w.lines = 1;
    w.is_empty = options->used <= w.indent;
    put_code(&w, options->line_on);
    set_limit(&w, 0);
    if (options->width == 0 ||
        w.column + pcs_text_width(w.text, w.len) <= w.limit)
        put_clusters(&w, 0, w.len);
    else
        wrap_lines(&w);
    set_mark(&w, NULL);
    put_code(&w, options->line_off);
}
