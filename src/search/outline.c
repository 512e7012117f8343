/* outline.c - a query's tree as text */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "search/fields.h"
#include "search/session.h"

/* Whether a text can stand without quotes. */
static bool is_bare(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] <= ' ' || strchr("()\"\\", text[i]))
            return false;
    return len > 0;
}

static void append_text(pcs_buffer *out, const char *text, size_t len)
{
    if (is_bare(text, len)) {
        pcs_buffer_append(out, text, len);
        return;
    }
    pcs_buffer_putc(out, '"');
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '"' || text[i] == '\\')
            pcs_buffer_putc(out, '\\');
        pcs_buffer_putc(out, text[i]);
    }
    pcs_buffer_putc(out, '"');
}

bool pcs_node_is_joined(const pcs_node *node)
{
    return node->typed && !node->is_phrase && !node->is_synonym && node->len &&
           !memmem(node->typed, node->typed_len, node->text, node->len);
}

const char *pcs_term_lookup(const pcs_term *t)
{
    if (t->kind == PCS_TERM_KIND_RAW)
        return "raw";
    if (t->node->is_phrase)
        return "phrase";
    if (t->kind == PCS_TERM_KIND_PREFIX)
        return "prefix";
    return t->kind == PCS_TERM_KIND_WORD || t->is_one_word ? "word" : "literal";
}

/* Opens what stands around a term or filter; the number of parentheses. */
static int open_around(pcs_buffer *out, const pcs_node *node)
{
    int n = 0;
    if (node->is_synonym && ++n) {
        pcs_buffer_puts(out, "(synonym ");
        if (node->locale)
            pcs_buffer_printf(out, "%s ", node->locale);
    }
    if (node->language && ++n)
        pcs_buffer_printf(out, "(%.*s ", (int)node->language_len,
                          node->language);
    if (node->kind != PCS_NODE_TERM)
        return n;
    if (node->side == PCS_SIDE_ENGLISH && ++n)
        pcs_buffer_puts(out, "(en ");
    if (pcs_node_is_joined(node) && ++n)
        pcs_buffer_puts(out, "(joined ");
    return n;
}

static void append_leaf(pcs_buffer *out, const pcs_session *s,
                        const pcs_node *node)
{
    int n = open_around(out, node);
    if (node->kind == PCS_NODE_FILTER)
        pcs_buffer_printf(out, "(filter %s ", pcs_field_text(node->field));
    else
        pcs_buffer_printf(out, "(%s ",
                          pcs_term_lookup(&s->terms[node->number]));
    append_text(out, node->text, node->len);
    while (n-- >= 0)
        pcs_buffer_putc(out, ')');
}

static void append_node(pcs_buffer *out, const pcs_session *s,
                        const pcs_node *node, bool is_dropped)
{
    static const char *const names[] = {"and", "or", "not"};
    bool drops = node->is_dropped && !is_dropped;
    pcs_buffer_puts(out, drops ? "(dropped " : "");
    bool is_group = node->kind == PCS_NODE_AND || node->kind == PCS_NODE_OR;
    if (node->kind == PCS_NODE_TERM || node->kind == PCS_NODE_FILTER) {
        append_leaf(out, s, node);
    } else if (is_group && node->child && !node->child->next) {
        append_node(out, s, node->child, is_dropped || drops);
    } else {
        pcs_buffer_printf(out, "(%s", names[node->kind]);
        for (const pcs_node *c = node->child; c; c = c->next) {
            pcs_buffer_putc(out, ' ');
            append_node(out, s, c, is_dropped || drops);
        }
        pcs_buffer_putc(out, ')');
    }
    pcs_buffer_puts(out, drops ? ")" : "");
}

pcs_status pcs_session_outline(const char **out, const pcs_session *s,
                               pcs_error *err)
{
    pcs_buffer text = {0};
    if (s->query.root)
        append_node(&text, s, s->query.root, false);
    else
        pcs_buffer_puts(&text, "(and)");
    pcs_status status = pcs_buffer_status(&text, err);
    if (status == PCS_OK) {
        *out = pcs_arena_copy(&s->results->arena, text.data, text.len);
        status = *out ? PCS_OK : pcs_error_nomem(err);
    }
    pcs_buffer_dispose(&text);
    return status;
}
