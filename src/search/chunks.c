/* chunks.c - what was typed together, taken apart into words */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "analyze/jamo.h"
#include "analyze/korean.h"
#include "search/session.h"

/* Parts of a Korean compound have two syllables or more. */
#define SYLLABLES_MIN ((size_t)6)
#define PARTS_MAX 4

/* Whether a child of the root is a word that a text may hold. */
static bool is_asked(const pcs_node *node)
{
    return node->kind == PCS_NODE_TERM && !node->is_phrase &&
           !node->is_prefix && !node->is_excluded &&
           node->side == PCS_SIDE_LOCAL && !node->language;
}

static int compare_starts(const void *a, const void *b)
{
    const pcs_token *x = a, *y = b;
    return (x->start > y->start) - (x->start < y->start);
}

static pcs_node *new_word(pcs_session *s, const pcs_node *node,
                          const pcs_folded *folded, const pcs_token *token)
{
    pcs_node *word = pcs_arena_alloc(&s->query.arena, sizeof *word);
    if (!word)
        return NULL;
    size_t start = folded->start[token->start];
    size_t end = folded->end[token->end - 1];
    *word = *node;
    word->text = node->text + start;
    word->len = end - start;
    word->typed = word->text;
    word->typed_len = word->len;
    return word;
}

static bool has_grams(const pcs_tokens *tokens)
{
    for (size_t i = 0; i < tokens->len; i++)
        if (pcs_class_has_grams(tokens->items[i].class))
            return true;
    return false;
}

/* Hangul that is being typed, 구ㄷ, or was typed in the wrong mode, has letters
 * that are in no syllable: its pieces are no words, and it gets suggestions. */
static bool has_lone_letters(const pcs_folded *f)
{
    uint32_t letters[PCS_JAMO_MAX];
    for (size_t i = 0; i < f->len; i++)
        if (pcs_jamo_letters(letters, f->text[i]) == 1)
            return true;
    return false;
}

/* Whether Korean text is a word that some text has, particles behind it or not.
 */
static pcs_status is_korean_word(bool *out, pcs_session *s, const char *text,
                                 size_t len, pcs_error *err)
{
    pcs_status status =
        pcs_session_knows_korean(out, s, text, len, 1, true, err);
    for (size_t at = SYLLABLES_MIN; status == PCS_OK && !*out && at < len;
         at += 3)
        if (pcs_korean_classify(text, len, at) == PCS_KOREAN_PARTICLE)
            status = pcs_session_knows_korean(out, s, text, at, 1, true, err);
    return status;
}

/* Where a Korean word that no text has is made of words that texts have, as in
 * 디바이스일련번호: the length of the first; else 0. */
static pcs_status find_joint(size_t *out, pcs_session *s, const char *text,
                             size_t len, int depth, pcs_error *err)
{
    bool is_known = false;
    size_t next = 0;
    *out = 0;
    pcs_status status = is_korean_word(&is_known, s, text, len, err);
    if (status != PCS_OK || is_known || depth == 0)
        return status;
    for (size_t at = SYLLABLES_MIN;
         status == PCS_OK && !*out && at + SYLLABLES_MIN <= len; at += 3) {
        status = pcs_session_knows_korean(&is_known, s, text, at, 1, true, err);
        if (status != PCS_OK || !is_known)
            continue;
        status = is_korean_word(&is_known, s, text + at, len - at, err);
        if (status == PCS_OK && !is_known)
            status = find_joint(&next, s, text + at, len - at, depth - 1, err);
        if (is_known || next)
            *out = at;
    }
    return status;
}

static bool is_hangul(const char *text, size_t len)
{
    for (size_t i = 0; i + 3 <= len; i += 3)
        if ((unsigned char)text[i] < 0xEA || (unsigned char)text[i] > 0xED)
            return false;
    return len > 0 && len % 3 == 0;
}

/* Parts a Korean word where it is a compound that no text has. */
static pcs_status split_korean(pcs_session *s, pcs_node *word, bool *changed,
                               pcs_error *err)
{
    size_t at;
    if (!is_hangul(word->text, word->len))
        return PCS_OK;
    pcs_status status =
        find_joint(&at, s, word->text, word->len, PARTS_MAX - 1, err);
    if (status != PCS_OK || at == 0)
        return status;
    pcs_node *second = pcs_arena_alloc(&s->query.arena, sizeof *second);
    if (!second)
        return pcs_error_nomem(err);
    *second = *word;
    second->typed = second->text = word->text + at;
    second->typed_len = second->len = word->len - at;
    second->number = s->query.n_terms++;
    word->len = word->typed_len = at;
    word->next = second;
    *changed = true;
    return split_korean(s, second, changed, err);
}

static bool is_lone_han(const pcs_folded *f, const pcs_token *t)
{
    size_t at = t->start;
    if (t->start == t->end || t->class != PCS_CHAR_HAN)
        return false;
    pcs_unit_next(f->text, &at, t->end);
    return at == t->end;
}

static bool has_kana(const pcs_token *tokens, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (tokens[i].class == PCS_CHAR_HIRAGANA ||
            tokens[i].class == PCS_CHAR_KATAKANA)
            return true;
    return false;
}

/* A lone ideograph beside another word is a part of it in Japanese (請求 | 書),
 * and where two of them are all that was typed (商 | 机), whatever the
 * dictionary says. The second one of those that are joined is left empty. */
static void join_characters(const pcs_folded *f, pcs_token *tokens, size_t n)
{
    pcs_token *before = NULL;
    bool is_japanese = has_kana(tokens, n);
    for (size_t i = 0; i < n; i++) {
        pcs_token *t = &tokens[i];
        if (t->is_compound)
            continue;
        bool is_lone = is_lone_han(f, t),
             was_lone = before && is_lone_han(f, before);
        if (before && before->end == t->start && t->class == PCS_CHAR_HAN &&
            before->class == PCS_CHAR_HAN &&
            (is_japanese ? is_lone || was_lone
                         : is_lone && was_lone && n == 2)) {
            before->end = t->end;
            t->start = t->end;
            continue;
        }
        before = t;
    }
}

/* Puts the words of a node in its place: *link is where it hangs. */
static pcs_status split_node(pcs_session *s, pcs_node **link, bool *changed,
                             pcs_error *err)
{
    pcs_node *node = *link;
    const pcs_analysis *a;
    if (node->is_dropped)
        return PCS_OK;
    pcs_status status =
        pcs_analyze(&a, s->searcher->analyzer, node->text, node->len,
                    PCS_ANALYZE_TOKENS | PCS_ANALYZE_OFFSETS, err);
    /* Where words have to be dropped, symbols are weighed and named. */
    node->is_dropped = a->tokens.len == 0 &&
                       (s->options->mode == PCS_MATCH_ANY ||
                        !pcs_session_is_worth_naming(node->text, node->len));
    if (status != PCS_OK || !has_grams(&a->tokens) ||
        has_lone_letters(&a->folded))
        return status;
    qsort(a->tokens.items, a->tokens.len, sizeof *a->tokens.items,
          compare_starts);
    join_characters(&a->folded, a->tokens.items, a->tokens.len);
    pcs_node *after = node->next;
    for (size_t i = 0, n = 0;
         status == PCS_OK && i < a->tokens.len && n < PCS_QUESTION_WORDS_MAX;
         i++) {
        if (a->tokens.items[i].is_compound ||
            a->tokens.items[i].start == a->tokens.items[i].end)
            continue;
        pcs_node *word = new_word(s, node, &a->folded, &a->tokens.items[i]);
        if (!word)
            return pcs_error_nomem(err);
        *changed = *changed || word->len != node->len;
        if (n > 0)
            word->number = s->query.n_terms++;
        *link = word;
        word->next = NULL;
        if (s->options->mode != PCS_MATCH_ANY)
            status = split_korean(s, word, changed, err);
        while (*link)
            link = &(*link)->next;
        n++;
    }
    *link = after;
    return status;
}

/* A root that is an AND, so that words can hang below it. */
static pcs_status need_root(pcs_session *s, pcs_error *err)
{
    pcs_node *root = s->query.root;
    if (root->kind == PCS_NODE_AND)
        return PCS_OK;
    pcs_node *all = pcs_arena_alloc(&s->query.arena, sizeof *all);
    if (!all)
        return pcs_error_nomem(err);
    memset(all, 0, sizeof *all);
    all->kind = PCS_NODE_AND;
    all->child = root;
    all->has_term = root->has_term;
    all->has_filter = root->has_filter;
    s->query.root = all;
    return PCS_OK;
}

/* Symbols say nothing beside words; where there is nothing else, they do. */
static void keep_something(const pcs_node *root)
{
    for (const pcs_node *c = root->child; c; c = c->next)
        if (!c->is_dropped && c->has_term)
            return;
    for (pcs_node *c = root->child; c; c = c->next)
        c->is_dropped = false;
}

pcs_status pcs_session_split(pcs_session *s, bool *changed, pcs_error *err)
{
    *changed = false;
    if (!s->query.root)
        return PCS_OK;
    pcs_status status = need_root(s, err);
    if (status != PCS_OK)
        return status;
    for (pcs_node **link = &s->query.root->child; status == PCS_OK && *link;) {
        pcs_node *next = (*link)->next;
        if (is_asked(*link))
            status = split_node(s, link, changed, err);
        while (*link != next)
            link = &(*link)->next;
    }
    keep_something(s->query.root);
    return status;
}

pcs_status pcs_session_ask(pcs_session *s, pcs_error *err)
{
    pcs_buffer text = {0};
    if (!s->query.root)
        return PCS_OK;
    for (const pcs_node *c = s->query.root->child; c; c = c->next) {
        /* With synonyms, what was typed is the first. */
        const pcs_node *typed = pcs_node_as_typed(c);
        if (!is_asked(typed))
            continue;
        pcs_buffer_append(&text, typed->text, typed->len);
        pcs_buffer_putc(&text, ' ');
    }
    pcs_status status = pcs_buffer_status(&text, err);
    if (status == PCS_OK && text.len)
        status = pcs_question_make(&s->question, text.data, text.len,
                                   s->searcher->analyzer, err);
    pcs_buffer_dispose(&text);
    if (status != PCS_OK || s->question.words.len == 0)
        return status;
    s->asked = calloc(s->searcher->manifest.n_locales + 1, sizeof *s->asked);
    return s->asked ? PCS_OK : pcs_error_nomem(err);
}
