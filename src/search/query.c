/* query.c - the query language: from what was typed to a tree */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/query.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "search/fields.h"
#include "search/tree.h"
#include "search/typed.h"
#include "base/translate.h"

/* What the names before colons say of the terms that are being read. */
typedef struct scope {
    pcs_side side;
    pcs_field field;  /* of filters; PCS_FIELD_NONE: terms are read */
    const char *name; /* of the innermost, where it was typed */
    const char *language;
    size_t language_len;
} scope;

typedef struct parser {
    pcs_query *query;
    const pcs_query_options *options;
    pcs_tree tree;
    pcs_typed typed;
    const char *text; /* of typed */
    size_t len, pos;
    scope scope;
    int depth;
    size_t n_skipped; /* open parentheses that were left out */
    bool is_too_deep; /* some were */
} parser;

void pcs_query_ignore(pcs_query *query, const char *format, ...)
{
    char line[512];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, pcs_translate(format), args);
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

static pcs_node *new_term(parser *p, const char *text, size_t len,
                          bool is_phrase, bool is_prefix)
{
    const scope *in = &p->scope;
    pcs_node value = {.kind = in->field ? PCS_NODE_FILTER : PCS_NODE_TERM,
                      .text = text,
                      .len = len,
                      .side = in->side,
                      .field = in->field,
                      .language = in->language,
                      .language_len = in->language_len,
                      .is_sided =
                          in->name || p->options->in != PCS_SEARCH_IN_AUTO,
                      .is_phrase = is_phrase,
                      .is_prefix = is_prefix};
    return pcs_tree_new_word(&p->tree, &value, in->name);
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
    end = start + pcs_tree_cap_phrase(&p->tree, p->text + start, end - start);
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
    pcs_node *node = child ? pcs_tree_new(&p->tree, PCS_NODE_NOT) : NULL;
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
    scope before = p->scope;
    p->scope.side = name->side;
    p->scope.field = name->field;
    p->scope.name = p->text + p->pos;
    if (name->is_language) {
        p->scope.language = p->scope.name;
        p->scope.language_len = name->len - 1;
    }
    p->pos += name->len;
    p->depth++;
    pcs_node *node = parse_one(p);
    p->depth--;
    p->scope = before;
    return node;
}

/* A quote that nothing closes is passed over. */
static pcs_node *parse_quoted(parser *p, size_t quote)
{
    size_t before = p->pos;
    pcs_node *node = parse_phrase(p, quote);
    if (node || p->pos != before)
        return node;
    p->pos += quote;
    return is_end(p, p->pos) ? NULL : parse_word(p);
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
    if (quote)
        return parse_quoted(p, quote);
    if (p->text[p->pos] == '(' && pcs_typed_is_closed(&p->typed, p->pos)) {
        if (p->depth < PCS_QUERY_DEPTH_MAX)
            return parse_group(p);
        return skip_group(p);
    }
    return parse_word(p);
}

static bool is_group_end(const parser *p)
{
    return p->depth > 0 && p->pos < p->len && p->text[p->pos] == ')';
}

static pcs_node *parse_all(parser *p)
{
    pcs_node *all = pcs_tree_new(&p->tree, PCS_NODE_AND);
    while (all && !p->tree.has_failed) {
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
        pcs_node_append(all, one);
    }
    return pcs_node_simplify(all);
}

static pcs_node *parse_any(parser *p)
{
    pcs_node *any = pcs_tree_new(&p->tree, PCS_NODE_OR);
    while (any && !p->tree.has_failed) {
        pcs_node *all = parse_all(p);
        if (all)
            pcs_node_append(any, all);
        if (!operator_at(p, "OR"))
            break;
        p->pos += 2;
    }
    return pcs_node_simplify(any);
}

/* What the words outside of all fields are looked for in. */
static scope outer_scope(const pcs_query_options *options)
{
    scope in = {0};
    in.side = options->in == PCS_SEARCH_IN_ENGLISH ? PCS_SIDE_ENGLISH
                                                   : PCS_SIDE_LOCAL;
    in.field = options->in == PCS_SEARCH_IN_TITLE     ? PCS_FIELD_TITLE
               : options->in == PCS_SEARCH_IN_HEADING ? PCS_FIELD_HEADING
                                                      : PCS_FIELD_NONE;
    return in;
}

/* The condition stands beside the words that were typed, as a filter does that
 * was typed with them. */
static void add_condition(parser *p)
{
    pcs_query *query = p->query;
    pcs_node *root = query->root;
    if (!p->options->condition)
        return;
    if (!root || root->kind != PCS_NODE_AND) {
        root = pcs_tree_new(&p->tree, PCS_NODE_AND);
        if (root)
            root->child = query->root;
    }
    pcs_node *node = pcs_tree_new(&p->tree, PCS_NODE_FILTER);
    if (!root || !node)
        return;
    node->field = PCS_FIELD_CONDITION;
    node->condition = p->options->condition;
    node->text = node->typed = "";
    node->number = query->n_filters++;
    pcs_node_append(root, node);
    query->root = root;
}

pcs_status pcs_query_parse(pcs_query *query, const char *text, size_t len,
                           const pcs_query_options *options, pcs_error *err)
{
    memset(query, 0, sizeof *query);
    parser p = {.query = query, .options = options, .tree = {.query = query}};
    bool is_cut;
    p.typed.is_plain = options->is_plain;
    p.scope = outer_scope(options);
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
    pcs_node *all = pcs_tree_new(&p.tree, PCS_NODE_AND);
    while (all && p.pos < p.len && !p.tree.has_failed) {
        pcs_node *any = parse_any(&p);
        if (any)
            pcs_node_append(all, any);
        skip_spaces(&p);
        /* A closing parenthesis that closes nothing, or an operator that joins
         * nothing. */
        if (p.pos < p.len && !any)
            p.pos++;
    }
    query->root = pcs_node_simplify(all);
    add_condition(&p);
    if (query->root)
        pcs_node_complete(query->root);
    return p.tree.has_failed || query->ignored.failed ? pcs_error_nomem(err)
                                                      : PCS_OK;
}
