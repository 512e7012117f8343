/* askedterm.c - the term whose translations are asked for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/askedterm.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "search/bitext.h"
#include "search/occurrences.h"
#include "search/tree.h"

/* Whether a node is a word of the term that begins with node `first`. */
static bool belongs(const pcs_node *node, const pcs_node *first)
{
    return node->kind == PCS_NODE_TERM && !node->is_excluded &&
           node->side == first->side &&
           node->language_len == first->language_len &&
           (node->language_len == 0 ||
            strncasecmp(node->language, first->language, node->language_len) ==
                0);
}

/* Numbers what is left of the tree anew. */
static void number(pcs_node *node, size_t *n_terms)
{
    if (node->kind == PCS_NODE_TERM)
        node->number = (*n_terms)++;
    for (pcs_node *c = node->child; c; c = c->next)
        number(c, n_terms);
}

/* Moves the term's words out of the tree, their texts into text. */
static const pcs_node *take_words(pcs_query *q, pcs_buffer *text, size_t *n)
{
    const pcs_node *first = NULL;
    pcs_node *root = q->root;
    *n = 0;
    if (root && root->kind == PCS_NODE_TERM && !root->is_excluded) {
        pcs_buffer_append(text, root->text, root->len);
        q->root = NULL;
        *n = 1;
        return root;
    }
    if (!root || root->kind != PCS_NODE_AND)
        return NULL;
    for (pcs_node **at = &root->child; *at;) {
        pcs_node *c = *at;
        bool is_word = c->kind == PCS_NODE_TERM && !c->is_excluded;
        if (!is_word || (first && !belongs(c, first))) {
            at = &c->next;
            continue;
        }
        first = first ? first : c;
        pcs_buffer_puts(text, (*n)++ ? " " : "");
        pcs_buffer_append(text, c->text, c->len);
        *at = c->next;
    }
    if (!root->child)
        q->root = NULL;
    return first;
}

/* Whether the field that says so was typed. */
static bool has_field(const pcs_node *node)
{
    static const char name[] = "local:";
    return node->side == PCS_SIDE_ENGLISH || node->language ||
           (node->typed_len > strlen(name) &&
            strncasecmp(node->typed, name, strlen(name)) == 0);
}

static pcs_status make_nodes(pcs_asked_term *t, const pcs_node *first,
                             const pcs_buffer *text, size_t n, pcs_error *err)
{
    pcs_query *q = &t->session.query;
    t->text = pcs_arena_copy(&q->arena, text->len ? text->data : "", text->len);
    t->len = text->len;
    if (!t->text)
        return pcs_error_nomem(err);
    t->has_side = has_field(first);
    t->side = first->side;
    pcs_status status = PCS_OK;
    for (int side = 0; status == PCS_OK && side < 2; side++) {
        pcs_node *node = &t->nodes[side];
        *node = *first;
        node->next = node->child = NULL;
        node->side = (pcs_side)side;
        node->text = t->text;
        node->len = t->len;
        node->number = 0;
        node->is_phrase = first->is_phrase || n > 1;
        node->is_prefix = first->is_prefix && n == 1;
        status = pcs_term_make(&t->terms[side], node,
                               t->session.searcher->analyzer, err);
    }
    return status;
}

static pcs_status take_term(pcs_asked_term *t, pcs_error *err)
{
    pcs_query *q = &t->session.query;
    pcs_buffer text = {0};
    size_t n;
    const pcs_node *first = take_words(q, &text, &n);
    pcs_status status = pcs_buffer_status(&text, err);
    if (status == PCS_OK && !first)
        status = pcs_error_set(err, PCS_EINVAL,
                               "no term to be translated; name a word or "
                               "several, as in: pcsearch --translations WORD");
    if (status == PCS_OK)
        status = make_nodes(t, first, &text, n, err);
    q->n_terms = 0;
    if (status == PCS_OK && q->root) {
        number(q->root, &q->n_terms);
        pcs_node_complete(q->root);
    }
    pcs_buffer_dispose(&text);
    return status;
}

pcs_status pcs_asked_term_read(pcs_asked_term *t, pcs_searcher *searcher,
                               const char *query, size_t len,
                               const pcs_search_options *options,
                               pcs_error *err)
{
    t->options = *options;
    t->options.n_also = t->options.n_answers = 0;
    t->session.searcher = searcher;
    t->session.options = &t->options;
    pcs_status status = pcs_session_check_locales(&t->session, err);
    if (status == PCS_OK)
        status = pcs_session_parse(&t->session, query, len, err);
    if (status == PCS_OK)
        status = take_term(t, err);
    return status == PCS_OK ? pcs_session_prepare(&t->session, err) : status;
}

void pcs_asked_term_dispose(pcs_asked_term *t)
{
    pcs_session_drop_terms(&t->session);
    pcs_query_dispose(&t->session.query);
    pcs_term_dispose(&t->terms[0]);
    pcs_term_dispose(&t->terms[1]);
    memset(t, 0, sizeof *t);
}

pcs_status pcs_asked_term_row(uint32_t *classes, size_t *n, size_t max,
                              const pcs_asked_term *t, const pcs_partition *p,
                              pcs_side side, pcs_error *err)
{
    bool is_local = side == PCS_SIDE_LOCAL;
    const pcs_terms *words = &t->terms[side].words;
    pcs_status status = PCS_OK;
    *n = 0;
    for (size_t i = 0; status == PCS_OK && i < words->len && i < max; i++) {
        size_t len;
        const char *word = pcs_terms_get(words, i, &len);
        status = pcs_bitext_class(
            &classes[i], is_local ? &p->words : &p->english,
            is_local ? &p->word_associations : &p->english_associations, word,
            len, err);
        if (status == PCS_OK && classes[i] == PCS_NO_PARTNER) {
            *n = 0;
            return PCS_OK;
        }
        *n = i + 1;
    }
    if (words->len > max)
        *n = 0;
    return status;
}

pcs_status pcs_asked_term_classes(uint32_t *classes, size_t *n, size_t max,
                                  const pcs_asked_term *t,
                                  const pcs_partition *p, pcs_side side,
                                  pcs_error *err)
{
    bool is_local = side == PCS_SIDE_LOCAL;
    const pcs_analysis *a;
    pcs_terms word = {{0}, NULL, 0, 0};
    *n = 0;
    pcs_status status = pcs_analyze(&a, t->session.searcher->analyzer, t->text,
                                    t->len, PCS_ANALYZE_TOKENS, err);
    for (size_t i = 0; status == PCS_OK && i < a->tokens.len && *n < max; i++) {
        size_t len;
        pcs_terms_clear(&word);
        status =
            pcs_terms_add_word(&word, 0, &a->folded, &a->tokens.items[i], err);
        if (status != PCS_OK)
            break;
        const char *text = pcs_terms_get(&word, 0, &len);
        status = pcs_bitext_class(
            &classes[*n], is_local ? &p->words : &p->english,
            is_local ? &p->word_associations : &p->english_associations, text,
            len, err);
        *n += status == PCS_OK && classes[*n] != PCS_NO_PARTNER;
    }
    pcs_terms_dispose(&word);
    return status;
}

/* Words of a unit that are looked at. */
#define WORDS_MAX 1024u

/* Whether the unit has those classes in a row. */
static pcs_status has_row(bool *out, const pcs_forward *units,
                          const pcs_associations *a, uint32_t unit,
                          const uint32_t *classes, size_t n, pcs_error *err)
{
    uint32_t found[WORDS_MAX], word;
    size_t len = 0;
    pcs_sequence s;
    *out = false;
    pcs_status status = pcs_forward_unit(&s, units, unit, err);
    while (status == PCS_OK && len < WORDS_MAX &&
           pcs_sequence_next(&word, &s)) {
        if (word >= a->n)
            return pcs_error_set(err, PCS_ECORRUPT, "no word %u", word);
        found[len++] = a->classes[word];
    }
    for (size_t i = 0; !*out && i + n <= len; i++)
        *out = found[i] == classes[0] &&
               memcmp(found + i, classes, n * sizeof *found) == 0;
    return status;
}

/* Several words in any form, as a row of their classes. */
static pcs_status match_rows(pcs_term_units *out, const pcs_asked_term *t,
                             const pcs_partition *p, pcs_side side,
                             pcs_error *err)
{
    uint32_t classes[PCS_QUERY_PHRASE_MAX];
    bool is_local = side == PCS_SIDE_LOCAL;
    const pcs_associations *a =
        is_local ? &p->word_associations : &p->english_associations;
    size_t n;
    pcs_status status = pcs_associations_check(a, err);
    if (status == PCS_OK)
        status = pcs_asked_term_row(classes, &n, PCS_QUERY_PHRASE_MAX, t, p,
                                    side, err);
    if (status != PCS_OK || n < 2)
        return status;
    for (uint32_t u = 0; status == PCS_OK && u < p->n_units; u++) {
        bool found = false;
        if (out->tiers[u])
            continue;
        status =
            has_row(&found, is_local ? &p->word_forward : &p->english_forward,
                    a, u, classes, n, err);
        if (found)
            out->tiers[u] = PCS_TIER_STEM;
    }
    return status;
}

/* Whether the words are all that there is, so that rows of them find all that
 * is to be found, and no text has to be read. */
static bool is_words(const pcs_term *term, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] < 0x80 && !isalnum((unsigned char)text[i]) &&
            !strchr(" -'", text[i]))
            return false;
    return term->words.len > 1 && !term->has_grams;
}

static pcs_status match_at(pcs_term_units *out, pcs_asked_term *t,
                           pcs_shelf *shelf, pcs_side side, pcs_tier lowest,
                           pcs_error *err)
{
    const pcs_term *term = &t->terms[side];
    size_t n = shelf->partition.n_units;
    bool has_rows = lowest > PCS_TIER_WORD && term->words.len > 1;
    pcs_term_units_dispose(out);
    pcs_status status =
        pcs_matching_init(&out->matching, shelf, t->session.searcher->analyzer,
                          term, 1, lowest, err);
    if (status == PCS_OK && lowest == PCS_TIER_STEM &&
        is_words(term, t->text, t->len)) {
        out->tiers = calloc(n + 1, 1);
        status = out->tiers ? PCS_OK : pcs_error_nomem(err);
    } else if (status == PCS_OK) {
        status =
            pcs_match_units(&out->tiers, &out->matching, &t->nodes[side], err);
    }
    for (size_t u = 0; status == PCS_OK && u < n; u++)
        if (out->tiers[u] > lowest)
            out->tiers[u] = PCS_TIER_NONE;
    if (status == PCS_OK && has_rows)
        status = match_rows(out, t, &shelf->partition, side, err);
    for (size_t u = 0; status == PCS_OK && u < n; u++)
        out->n += out->tiers[u] != PCS_TIER_NONE;
    return status;
}

pcs_status pcs_asked_term_match(pcs_term_units *out, pcs_asked_term *t,
                                pcs_shelf *shelf, pcs_side side, bool has_parts,
                                pcs_error *err)
{
    pcs_tier lowest = t->options.lowest;
    pcs_tier first = lowest < PCS_TIER_STEM ? lowest : PCS_TIER_STEM;
    pcs_status status = match_at(out, t, shelf, side, first, err);
    if (status == PCS_OK && has_parts && out->n == 0 && lowest > first)
        status = match_at(out, t, shelf, side, lowest, err);
    return status;
}

void pcs_term_units_dispose(pcs_term_units *units)
{
    if (units->matching.shelf)
        pcs_matching_dispose(&units->matching);
    free(units->tiers);
    memset(units, 0, sizeof *units);
}
