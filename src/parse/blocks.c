/* blocks.c - headings, and what kind of block each line belongs to */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/blocks.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "parse/fences.h"
#include "parse/headings.h"
#include "parse/scan.h"

#define TAB_WIDTH 4
#define CONTINUATION_INDENT 2

void pcs_blocks_dispose(pcs_blocks *blocks)
{
    free(blocks->headings);
    free(blocks->places);
    memset(blocks, 0, sizeof *blocks);
}

/* What the lines read so far leave open. */
typedef struct block_state {
    bool is_in_table;
    bool is_table_quoted;
    bool is_in_list;
    bool may_continue; /* the last line was a list's: text may go on */
    size_t list_indent;
} block_state;

/* The beginning of a line. */
typedef struct line_start {
    const char *p;     /* its first character that is no blank */
    const char *inner; /* the same behind quote markers */
    const char *end;
    size_t indent; /* in columns */
} line_start;

static line_start read_start(const char *p, const char *end)
{
    size_t indent = 0;
    for (; p < end && (*p == ' ' || *p == '\t'); p++)
        indent += *p == ' ' ? 1 : TAB_WIDTH - indent % TAB_WIDTH;
    line_start start = {p, p, end, indent};
    while (p < end && (*p == '>' || *p == ' ' || *p == '\t'))
        p++;
    start.inner = p;
    return start;
}

/* "--- | :--:", where each column has a '-' and there is a '|'. */
static bool is_delimiter_row(const char *p, const char *end)
{
    size_t bars = 0, dashes = 0;
    for (; p < end; p++) {
        if (*p == '|')
            bars++;
        else if (*p == '-')
            dashes++;
        else if (*p != ':' && *p != ' ' && *p != '\t' && *p != '\r')
            return false;
    }
    return bars && dashes;
}

/* "---", "* * *": three or more alike, blanks between them or not. */
static bool is_rule(const char *p, const char *end)
{
    char mark = *p;
    size_t n = 0;
    if (mark != '-' && mark != '*' && mark != '_')
        return false;
    for (; p < end; p++) {
        if (*p == mark)
            n++;
        else if (*p != ' ' && *p != '\t' && *p != '\r')
            return false;
    }
    return n >= 3;
}

static bool is_list_item(const char *p, const char *end)
{
    if (is_rule(p, end))
        return false;
    const char *digits = p;
    while (p < end && *p >= '0' && *p <= '9')
        p++;
    if (p > digits) {
        if (p - digits > 9 || p == end || (*p != '.' && *p != ')'))
            return false;
    } else if (*p != '-' && *p != '*' && *p != '+') {
        return false;
    }
    return p + 1 == end || pcs_scan_space(p + 1, end);
}

static bool is_fence_mark(const char *p, const char *end)
{
    return end - p >= 3 && (!memcmp(p, "```", 3) || !memcmp(p, "~~~", 3));
}

/* Follows lists over a line that is not blank; whether it is a list's. */
static bool follow_list(block_state *state, const line_start *start)
{
    bool begins_block = *start->p == '>' || is_rule(start->p, start->end) ||
                        is_fence_mark(start->p, start->end);
    if (is_list_item(start->p, start->end)) {
        if (!state->is_in_list || start->indent < state->list_indent)
            state->list_indent = start->indent;
        state->is_in_list = true;
        return true;
    }
    if (!state->is_in_list)
        return false;
    if (start->indent >= state->list_indent + CONTINUATION_INDENT)
        return true;
    state->is_in_list = state->may_continue && !begins_block;
    return state->is_in_list;
}

static bool follow_table(block_state *state, const line_start *start)
{
    bool is_quoted = start->inner > start->p;
    if (is_delimiter_row(start->inner, start->end)) {
        state->is_in_table = true;
        state->is_table_quoted = is_quoted;
        return true;
    }
    if (*start->inner == '|')
        return true;
    if (state->is_in_table && (is_quoted != state->is_table_quoted ||
                               is_list_item(start->inner, start->end) ||
                               is_fence_mark(start->inner, start->end)))
        state->is_in_table = false;
    return state->is_in_table;
}

static bool is_blank(const line_start *start)
{
    return pcs_scan_spaces(start->inner, start->end) == start->end;
}

/* The place of a line that is no heading. */
static pcs_place follow_line(block_state *state, const line_start *start)
{
    if (is_blank(start)) {
        state->is_in_table = false;
        state->may_continue = false;
        return start->p < start->end && *start->p == '>' ? PCS_PLACE_QUOTE
                                                         : PCS_PLACE_PARAGRAPH;
    }
    bool is_table = follow_table(state, start);
    if (is_table)
        state->may_continue = false;
    bool is_list = follow_list(state, start);
    bool is_quote = *start->p == '>';
    state->may_continue = is_list && !is_table && !is_quote;
    if (is_table)
        return PCS_PLACE_TABLE;
    if (is_quote)
        return PCS_PLACE_QUOTE;
    return is_list ? PCS_PLACE_LIST : PCS_PLACE_PARAGRAPH;
}

/* A heading ends tables, and lists it is not indented under. */
static void follow_heading(block_state *state, const line_start *start)
{
    state->is_in_table = false;
    state->may_continue = false;
    if (start->indent < state->list_indent + CONTINUATION_INDENT)
        state->is_in_list = false;
}

/* The line before a delimiter row is the table's head. */
static void place_table_head(pcs_blocks *blocks, const pcs_lines *lines,
                             size_t i, const line_start *row)
{
    if (i == lines->body || blocks->places[i - 1] == PCS_PLACE_HEADING ||
        !is_delimiter_row(row->inner, row->end))
        return;
    const char *begin = pcs_lines_begin(lines, i - 1);
    if (memchr(begin, '|', (size_t)(pcs_lines_end(lines, i - 1) - begin)))
        blocks->places[i - 1] = PCS_PLACE_TABLE;
}

/* The line i, in which the spans span..span_end begin. */
static bool read_line(pcs_blocks *blocks, block_state *state,
                      const pcs_lines *lines, pcs_heading heading, bool is_code)
{
    size_t i = heading.line;
    line_start start =
        read_start(pcs_lines_begin(lines, i), pcs_lines_end(lines, i));
    pcs_text text;
    if (pcs_heading_read(&text, lines, i, is_code)) {
        if (!PCS_ARRAY_RESERVE(blocks->headings, blocks->cap, blocks->n + 1))
            return false;
        heading.begin = (uint32_t)(text.data - lines->text);
        heading.end = heading.begin + (uint32_t)text.len;
        blocks->headings[blocks->n++] = heading;
        blocks->places[i] = PCS_PLACE_HEADING;
        follow_heading(state, &start);
        return true;
    }
    /* Code says nothing about the blocks around it; but where segments stand
     * in it, its fence has been left open, and it is text. */
    if (is_code && heading.span == heading.span_end) {
        blocks->places[i] = PCS_PLACE_PARAGRAPH;
        state->is_in_table = state->may_continue = false;
        return true;
    }
    blocks->places[i] = (unsigned char)follow_line(state, &start);
    place_table_head(blocks, lines, i, &start);
    return true;
}

pcs_status pcs_blocks_read(pcs_blocks *blocks, const pcs_lines *lines,
                           pcs_spans *spans, pcs_error *err)
{
    block_state state = {0};
    pcs_fence fence = {0};
    size_t span = 0;
    blocks->n = 0;
    if (!PCS_ARRAY_RESERVE(blocks->places, blocks->cap_places, lines->n))
        return pcs_error_nomem(err);
    memset(blocks->places, PCS_PLACE_PARAGRAPH, lines->body);
    for (size_t i = 0; i < lines->n; i++) {
        pcs_heading heading = {.line = i, .span = span};
        while (span < spans->n &&
               spans->items[span].begin < lines->starts[i + 1])
            spans->items[span++].line = (uint32_t)i;
        heading.span_end = span;
        if (i < lines->body)
            continue;
        bool is_code = pcs_fence_follow(&fence, pcs_lines_begin(lines, i),
                                        pcs_lines_end(lines, i));
        if (!read_line(blocks, &state, lines, heading, is_code))
            return pcs_error_nomem(err);
    }
    return PCS_OK;
}

const pcs_heading *pcs_blocks_heading_at(const pcs_blocks *blocks, size_t line)
{
    size_t lo = 0, hi = blocks->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (blocks->headings[mid].line <= line)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo ? &blocks->headings[lo - 1] : NULL;
}
