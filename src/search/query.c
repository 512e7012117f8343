/* query.c - the query language: from what was typed to a tree */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/query.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "search/fields.h"
#include "search/typed.h"

typedef struct parser {
    pcs_query *query;
    const pcs_query_options *options;
    pcs_typed typed;
    const char *text; /* of typed */
    size_t len, pos;
    pcs_side side;   /* of the terms that are being read */
    pcs_field field; /* of the filters; PCS_FIELD_NONE: terms are read */
    size_t field_start;
    const char *language;
    size_t language_len;
    bool has_failed; /* memory was refused */
    size_t n_over;   /* terms beyond the cap */
    int depth;
    size_t n_skipped; /* open parentheses that were left out */
    bool is_too_deep; /* some were */
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

const pcs_node *pcs_node_as_typed(const pcs_node *node)
{
    return node->is_expanded ? node->child : node;
}

static size_t space_at(const parser *p, size_t pos)
{
    return pcs_typed_space(&p->typed, pos);
}

static bool is_end(const parser *p, size_t pos)
{
    return pcs_typed_is_end(&p->typed, pos);
}

static bool operator_at(const parser *p, const char *word)
{
    return pcs_typed_operator(&p->typed, p->pos, word);
}

static void skip_spaces(parser *p)
{
    for (size_t n; (n = space_at(p, p->pos)) > 0;)
        p->pos += n;
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

/* A term or filter with this text; NULL where there are too many. */
static pcs_node *new_word(parser *p, const pcs_node *value)
{
    pcs_query *q = p->query;
    if (q->n_terms + q->n_filters >= PCS_QUERY_TERMS_MAX) {
        /* The first one says where it began. */
        if (p->n_over++ > 0)
            return NULL;
        pcs_query_ignore(q, "%.*s: more than %d terms",
                         (int)pcs_utf8_cut(value->text, value->len, 64),
                         value->text, PCS_QUERY_TERMS_MAX);
        return NULL;
    }
    pcs_node *node = new_node(p, value->kind);
    if (!node)
        return NULL;
    *node = *value;
    bool is_filter = node->kind == PCS_NODE_FILTER;
    node->number = is_filter ? q->n_filters++ : q->n_terms++;
    return node;
}

/* Words that a field does not take are words, its name included where that
 * stands right before them. */
static pcs_node *reject(parser *p, pcs_node *value, const char *objection)
{
    const char *name = p->text + p->field_start;
    size_t n = strlen(pcs_field_text(value->field)) + 1;
    value->kind = PCS_NODE_TERM;
    if (name + n == value->text) {
        value->text = name;
        value->len += n;
        n = 0;
    }
    pcs_query_ignore(
        p->query, "the field in %.*s%.*s: %s, taken as words", (int)n, name,
        (int)pcs_utf8_cut(value->text, value->len, 64), value->text, objection);
    value->field = PCS_FIELD_NONE;
    return new_word(p, value);
}

static pcs_node *new_term(parser *p, const char *text, size_t len,
                          bool is_phrase, bool is_prefix)
{
    pcs_node value = {.kind = p->field ? PCS_NODE_FILTER : PCS_NODE_TERM,
                      .text = text,
                      .len = len,
                      .side = p->side,
                      .field = p->field,
                      .language = p->language,
                      .language_len = p->language_len,
                      .is_phrase = is_phrase,
                      .is_prefix = is_prefix};
    const char *objection = p->field ? pcs_field_objection(&value) : NULL;
    if (!objection && pcs_field_is_swapped(&value))
        pcs_query_ignore(p->query, "the order of %.*s: its ends are swapped",
                         (int)pcs_utf8_cut(text, len, 64), text);
    return objection ? reject(p, &value, objection) : new_word(p, &value);
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
    if (!pcs_typed_find_quote(&p->typed, &end, &n))
        return NULL;
    p->pos = end + n;
    while (start < end && space_at(p, start))
        start += space_at(p, start);
    while (end > start && p->text[end - 1] == ' ')
        end--;
    end = start + cap_phrase(p, p->text + start, end - start);
    if (start == end)
        return NULL;
    bool is_prefix =
        p->pos < p->len && p->text[p->pos] == '*' &&
        (is_end(p, p->pos + 1) || (p->depth > 0 && p->text[p->pos + 1] == ')'));
    p->pos += is_prefix;
    return new_term(p, p->text + start, end - start, true, is_prefix);
}

/* Parentheses that were typed as part of a text, as in f(x), stay there. */
static pcs_node *parse_word(parser *p)
{
    size_t start = p->pos, depth = 0;
    while (!is_end(p, p->pos)) {
        char c = p->text[p->pos];
        if (c == '(')
            depth++;
        if (c == ')' && depth-- == 0 && p->depth > 0 && !p->options->is_plain)
            break;
        p->pos++;
    }
    size_t end = p->pos;
    if (end == start)
        return NULL;
    bool is_prefix = !p->options->is_plain && end - start >= 2 &&
                     p->text[end - 1] == '*' && p->text[end - 2] != '*';
    return new_term(p, p->text + start, end - start - is_prefix, false,
                    is_prefix);
}

static pcs_node *parse_any(parser *p);

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

/* What is in the group is read as if it stood in the one around it. */
static pcs_node *skip_group(parser *p)
{
    if (!p->is_too_deep)
        pcs_query_ignore(p->query, "parentheses nested more than %d deep",
                         PCS_QUERY_DEPTH_MAX);
    p->is_too_deep = true;
    p->n_skipped++;
    p->pos++;
    return NULL;
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

/* Whether a field's name stands at the place of reading, and something behind
 * it. */
static bool field_at(const parser *p, pcs_field_name *name)
{
    return p->depth < PCS_QUERY_DEPTH_MAX &&
           pcs_field_find(name, p->text + p->pos, p->len - p->pos,
                          p->options) &&
           !is_end(p, p->pos + name->len);
}

/* A field's name with nothing behind it is a word. That of a language may well
 * have been one. */
static void note_empty_field(parser *p)
{
    pcs_field_name name;
    if (pcs_field_find(&name, p->text + p->pos, p->len - p->pos, p->options) &&
        !name.is_language && is_end(p, p->pos + name.len))
        pcs_query_ignore(
            p->query, "the field in %.*s: nothing behind it, taken as a word",
            (int)name.len, p->text + p->pos);
}

static pcs_node *parse_field(parser *p, const pcs_field_name *name)
{
    parser before = *p;
    p->side = name->side;
    p->field = name->field;
    p->field_start = p->pos;
    if (name->is_language) {
        p->language = p->text + p->pos;
        p->language_len = name->len - 1;
    }
    p->pos += name->len;
    p->depth++;
    pcs_node *node = parse_one(p);
    p->depth--;
    p->side = before.side;
    p->field = before.field;
    p->field_start = before.field_start;
    p->language = before.language;
    p->language_len = before.language_len;
    return node;
}

static pcs_node *parse_one(parser *p)
{
    pcs_field_name field;
    if (p->options->is_plain)
        return parse_word(p);
    if (field_at(p, &field))
        return parse_field(p, &field);
    note_empty_field(p);
    if (operator_at(p, "NOT") && p->depth < PCS_QUERY_DEPTH_MAX) {
        p->depth++;
        pcs_node *node = parse_not(p, 3);
        p->depth--;
        return node;
    }
    if (may_exclude(p))
        return parse_not(p, 1);
    size_t quote = pcs_typed_quote(&p->typed, p->pos);
    if (quote) {
        size_t before = p->pos;
        pcs_node *node = parse_phrase(p, quote);
        if (node || p->pos != before)
            return node;
        p->pos += quote;
        return is_end(p, p->pos) ? NULL : parse_word(p);
    }
    if (p->text[p->pos] == '(' && pcs_typed_is_closed(&p->typed, p->pos)) {
        if (p->depth < PCS_QUERY_DEPTH_MAX)
            return parse_group(p);
        return skip_group(p);
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
        if (p->n_skipped > 0 && is_group_end(p)) {
            p->n_skipped--;
            p->pos++;
            continue;
        }
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

/* What is to be known of a node once the tree is whole. */
static void complete(pcs_node *node, bool is_excluded)
{
    if (node->kind == PCS_NODE_NOT)
        is_excluded = !is_excluded;
    node->is_excluded = is_excluded;
    node->has_term = node->kind == PCS_NODE_TERM;
    node->has_filter = node->kind == PCS_NODE_FILTER;
    for (pcs_node *c = node->child; c; c = c->next) {
        complete(c, is_excluded);
        node->has_term = node->has_term || c->has_term;
        node->has_filter = node->has_filter || c->has_filter;
    }
}

pcs_status pcs_query_parse(pcs_query *query, const char *text, size_t len,
                           const pcs_query_options *options, pcs_error *err)
{
    memset(query, 0, sizeof *query);
    parser p = {.query = query, .options = options};
    bool is_cut;
    p.typed.is_plain = options->is_plain;
    pcs_status status = pcs_typed_clean(&p.typed, &query->arena, text, len,
                                        PCS_QUERY_BYTES_MAX, &is_cut, err);
    if (status != PCS_OK)
        return status;
    p.text = p.typed.text;
    p.len = p.typed.len;
    query->text = p.text;
    query->len = p.len;
    if (is_cut)
        pcs_query_ignore(query, "everything behind the first %d bytes",
                         PCS_QUERY_BYTES_MAX);
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
        complete(query->root, false);
    return p.has_failed || query->ignored.failed ? pcs_error_nomem(err)
                                                 : PCS_OK;
}
