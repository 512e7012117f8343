/* query.c - the query language: from what was typed to a tree */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/query.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "analyze/chars.h"
#include "base/utf8.h"

typedef struct parser {
    pcs_query *query;
    const char *text;
    size_t len, pos;
    bool is_plain;
    pcs_side side;   /* of the terms that are being read */
    bool has_failed; /* memory was refused */
    size_t n_over;   /* terms beyond the cap */
    int depth;
} parser;

void pcs_query_ignore(pcs_query *query, const char *format, ...)
{
    char line[256];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    pcs_buffer_append(&query->ignored, line, strlen(line) + 1);
    query->n_ignored++;
}

void pcs_query_dispose(pcs_query *query)
{
    pcs_arena_dispose(&query->arena);
    pcs_buffer_dispose(&query->ignored);
    memset(query, 0, sizeof *query);
}

/* The length of the white space at pos, 0 where there is none. */
static size_t space_at(const parser *p, size_t pos)
{
    if (pos >= p->len)
        return 0;
    size_t next = pos;
    uint32_t c = pcs_utf8_next(p->text, p->len, &next, NULL);
    return pcs_char_classify((UChar32)c) == PCS_CHAR_SPACE ? next - pos : 0;
}

static void skip_spaces(parser *p)
{
    for (size_t n; (n = space_at(p, p->pos)) > 0;)
        p->pos += n;
}

/* The length of an opening or closing quote at pos; 0 where there is none. */
static size_t quote_at(const parser *p, size_t pos)
{
    static const char *const quotes[] = {"\"", "\xE2\x80\x9C", "\xE2\x80\x9D",
                                         "\xE2\x80\x9E"};
    for (size_t i = 0; !p->is_plain && i < 4; i++) {
        size_t n = strlen(quotes[i]);
        if (p->len - pos >= n && memcmp(p->text + pos, quotes[i], n) == 0)
            return n;
    }
    return 0;
}

static bool is_end(const parser *p, size_t pos)
{
    return pos >= p->len || space_at(p, pos) > 0;
}

/* Whether the operator word stands at pos, alone. */
static bool operator_at(const parser *p, const char *word)
{
    size_t n = strlen(word);
    return !p->is_plain && p->len - p->pos >= n &&
           memcmp(p->text + p->pos, word, n) == 0 && is_end(p, p->pos + n);
}

static pcs_node *new_node(parser *p, pcs_node_kind kind)
{
    pcs_node *node = pcs_arena_alloc(&p->query->arena, sizeof *node);
    if (!node) {
        p->has_failed = true;
        return NULL;
    }
    memset(node, 0, sizeof *node);
    node->kind = kind;
    return node;
}

static pcs_node *new_term(parser *p, const char *text, size_t len)
{
    if (p->query->n_terms >= PCS_QUERY_TERMS_MAX) {
        /* The first one says where it began. */
        if (p->n_over++ > 0)
            return NULL;
        pcs_query_ignore(p->query, "%.*s: more than %d terms",
                         (int)pcs_utf8_cut(text, len, 64), text,
                         PCS_QUERY_TERMS_MAX);
        return NULL;
    }
    pcs_node *node = new_node(p, PCS_NODE_TERM);
    if (!node)
        return NULL;
    node->text = text;
    node->len = len;
    node->side = p->side;
    node->number = p->query->n_terms++;
    return node;
}

/* "..." up to the next quote; without one, the quote has no meaning. */
static bool closing_quote(const parser *p, size_t *pos, size_t *n)
{
    for (; *pos < p->len; ++*pos)
        if ((*n = quote_at(p, *pos)) > 0)
            return true;
    return false;
}

/* A phrase has at most so many words; what is behind them is left out. */
static size_t cap_phrase(parser *p, const char *text, size_t len)
{
    size_t words = 0;
    bool in_word = false;
    for (size_t i = 0; i < len; i++) {
        bool is_space = text[i] == ' ';
        if (!is_space && !in_word && ++words > PCS_QUERY_PHRASE_MAX) {
            pcs_query_ignore(p->query, "%.*s: more than %d words in a phrase",
                             (int)pcs_utf8_cut(text + i, len - i, 64), text + i,
                             PCS_QUERY_PHRASE_MAX);
            return i;
        }
        in_word = !is_space;
    }
    return len;
}

static pcs_node *parse_phrase(parser *p, size_t quote)
{
    size_t start = p->pos + quote, end = start, n = 0;
    if (!closing_quote(p, &end, &n))
        return NULL;
    p->pos = end + n;
    while (start < end && space_at(p, start))
        start += space_at(p, start);
    while (end > start && p->text[end - 1] == ' ')
        end--;
    end = start + cap_phrase(p, p->text + start, end - start);
    if (start == end)
        return NULL;
    pcs_node *node = new_term(p, p->text + start, end - start);
    if (node)
        node->is_phrase = true;
    if (node && p->pos < p->len && p->text[p->pos] == '*' &&
        is_end(p, p->pos + 1)) {
        node->is_prefix = true;
        p->pos++;
    }
    return node;
}

/* Parentheses that were typed as part of a text, as in f(x), stay there. */
static pcs_node *parse_word(parser *p)
{
    size_t start = p->pos, depth = 0;
    while (!is_end(p, p->pos)) {
        char c = p->text[p->pos];
        if (c == '(')
            depth++;
        if (c == ')' && depth-- == 0 && p->depth > 0 && !p->is_plain)
            break;
        p->pos++;
    }
    size_t end = p->pos;
    if (end == start)
        return NULL;
    bool is_prefix = !p->is_plain && end - start >= 2 &&
                     p->text[end - 1] == '*' && p->text[end - 2] != '*';
    pcs_node *node = new_term(p, p->text + start, end - start - is_prefix);
    if (node)
        node->is_prefix = is_prefix;
    return node;
}

static pcs_node *parse_any(parser *p);

/* Whether the parenthesis at pos is closed somewhere. */
static bool is_closed(const parser *p, size_t pos)
{
    size_t depth = 0;
    for (; pos < p->len; pos++) {
        depth += p->text[pos] == '(';
        if (p->text[pos] == ')' && --depth == 0)
            return true;
    }
    return false;
}

static pcs_node *parse_group(parser *p)
{
    p->pos++;
    p->depth++;
    pcs_node *node = parse_any(p);
    p->depth--;
    if (p->pos < p->len && p->text[p->pos] == ')')
        p->pos++;
    return node;
}

static pcs_node *parse_one(parser *p);

static pcs_node *parse_not(parser *p, size_t skip)
{
    size_t back = p->pos;
    p->pos += skip;
    skip_spaces(p);
    if (p->pos >= p->len || (p->depth > 0 && p->text[p->pos] == ')')) {
        p->pos = back;
        return parse_word(p);
    }
    pcs_node *child = parse_one(p);
    pcs_node *node = child ? new_node(p, PCS_NODE_NOT) : NULL;
    if (node)
        node->child = child;
    return node;
}

static bool may_exclude(const parser *p)
{
    return p->text[p->pos] == '-' && p->pos + 1 < p->len &&
           p->text[p->pos + 1] != '-' && !is_end(p, p->pos + 1);
}

/* The length of a field's name with its colon at the place of reading, where
 * something follows it; else 0. */
static size_t field_at(const parser *p, pcs_side *side)
{
    static const struct {
        const char *name;
        pcs_side side;
    } fields[] = {{"en:", PCS_SIDE_ENGLISH}, {"local:", PCS_SIDE_LOCAL}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        size_t n = strlen(fields[i].name);
        *side = fields[i].side;
        if (p->len - p->pos > n &&
            memcmp(p->text + p->pos, fields[i].name, n) == 0 &&
            !is_end(p, p->pos + n))
            return n;
    }
    return 0;
}

static pcs_node *parse_field(parser *p, size_t name, pcs_side side)
{
    pcs_side before = p->side;
    p->side = side;
    p->pos += name;
    p->depth++;
    pcs_node *node = parse_one(p);
    p->depth--;
    p->side = before;
    return node;
}

static pcs_node *parse_one(parser *p)
{
    pcs_side side;
    if (p->is_plain)
        return parse_word(p);
    size_t field = p->depth < PCS_QUERY_DEPTH_MAX ? field_at(p, &side) : 0;
    if (field)
        return parse_field(p, field, side);
    if (operator_at(p, "NOT") && p->depth < PCS_QUERY_DEPTH_MAX) {
        p->depth++;
        pcs_node *node = parse_not(p, 3);
        p->depth--;
        return node;
    }
    if (may_exclude(p))
        return parse_not(p, 1);
    size_t quote = quote_at(p, p->pos);
    if (quote) {
        size_t before = p->pos;
        pcs_node *node = parse_phrase(p, quote);
        if (node || p->pos != before)
            return node;
        p->pos += quote;
        return is_end(p, p->pos) ? NULL : parse_word(p);
    }
    if (p->text[p->pos] == '(' && is_closed(p, p->pos)) {
        if (p->depth < PCS_QUERY_DEPTH_MAX)
            return parse_group(p);
        pcs_query_ignore(p->query, "parentheses nested more than %d deep",
                         PCS_QUERY_DEPTH_MAX);
        p->pos++;
        return NULL;
    }
    return parse_word(p);
}

static void append(pcs_node *parent, pcs_node *child)
{
    pcs_node **last = &parent->child;
    while (*last)
        last = &(*last)->next;
    *last = child;
}

/* A group of one child is the child. */
static pcs_node *simplify(pcs_node *node)
{
    if (!node || !node->child)
        return NULL;
    return node->child->next ? node : node->child;
}

static bool is_group_end(const parser *p)
{
    return p->depth > 0 && p->pos < p->len && p->text[p->pos] == ')';
}

static pcs_node *parse_all(parser *p)
{
    pcs_node *all = new_node(p, PCS_NODE_AND);
    while (all && !p->has_failed) {
        skip_spaces(p);
        if (p->pos >= p->len || is_group_end(p) || operator_at(p, "OR"))
            break;
        if (operator_at(p, "AND")) {
            p->pos += 3;
            continue;
        }
        size_t start = p->pos;
        pcs_node *one = parse_one(p);
        if (!one)
            continue;
        one->typed = p->text + start;
        one->typed_len = p->pos - start;
        append(all, one);
    }
    return simplify(all);
}

static pcs_node *parse_any(parser *p)
{
    pcs_node *any = new_node(p, PCS_NODE_OR);
    while (any && !p->has_failed) {
        pcs_node *all = parse_all(p);
        if (all)
            append(any, all);
        if (!operator_at(p, "OR"))
            break;
        p->pos += 2;
    }
    return simplify(any);
}

static void mark_excluded(pcs_node *node, bool is_excluded)
{
    if (node->kind == PCS_NODE_NOT)
        is_excluded = !is_excluded;
    node->is_excluded = is_excluded;
    for (pcs_node *c = node->child; c; c = c->next)
        mark_excluded(c, is_excluded);
}

/* Well-formed UTF-8 with plain spaces, cut at the cap. */
static pcs_status clean(parser *p, const char *text, size_t len, pcs_error *err)
{
    pcs_buffer clean = {0};
    pcs_utf8_repair(&clean, text, len);
    if (clean.failed)
        return pcs_error_nomem(err);
    size_t n = pcs_utf8_cut(clean.data, clean.len, PCS_QUERY_BYTES_MAX);
    if (n < clean.len)
        pcs_query_ignore(p->query, "everything behind the first %d bytes",
                         PCS_QUERY_BYTES_MAX);
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)clean.data[i] <= ' ')
            clean.data[i] = ' ';
    p->text = pcs_arena_copy(&p->query->arena, clean.data, n);
    p->len = n;
    p->query->text = p->text;
    p->query->len = n;
    pcs_buffer_dispose(&clean);
    return p->text ? PCS_OK : pcs_error_nomem(err);
}

pcs_status pcs_query_parse(pcs_query *query, const char *text, size_t len,
                           bool is_plain, pcs_error *err)
{
    memset(query, 0, sizeof *query);
    parser p = {.query = query, .is_plain = is_plain};
    pcs_status status = clean(&p, text, len, err);
    if (status != PCS_OK)
        return status;
    pcs_node *all = new_node(&p, PCS_NODE_AND);
    while (all && p.pos < p.len && !p.has_failed) {
        pcs_node *any = parse_any(&p);
        if (any)
            append(all, any);
        skip_spaces(&p);
        /* A closing parenthesis that closes nothing, or an operator that joins
         * nothing. */
        if (p.pos < p.len && !any)
            p.pos++;
    }
    query->root = simplify(all);
    if (query->root)
        mark_excluded(query->root, false);
    return p.has_failed || query->ignored.failed ? pcs_error_nomem(err)
                                                 : PCS_OK;
}
