/* term.c - a term of a query, analysed and ready to be matched */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/term.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/utf8.h"

const char *pcs_tier_name(pcs_tier tier)
{
    static const char *const names[] = {"none", "word", "stem", "part", "near"};
    return tier < PCS_TIER_COUNT ? names[tier] : "none";
}

/* What closes a sentence or a bracket, but is not part of a name. */
static bool is_tail(UChar32 c)
{
    return c < 0x80 ? memchr(".,;:!?)]}'\"", (int)c, 11) != NULL : u_ispunct(c);
}

static bool is_head(UChar32 c)
{
    if (c < 0x80)
        return memchr("([{'\"", (int)c, 5) != NULL;
    int8_t type = u_charType(c);
    return type == U_START_PUNCTUATION || type == U_INITIAL_PUNCTUATION ||
           c == 0xA1 || c == 0xBF;
}

/* Takes punctuation off both ends, but leaves one character at least. */
static void trim(const char **text, size_t *len)
{
    for (size_t at = 0; *len > 0; at = 0) {
        UChar32 c = (UChar32)pcs_utf8_next(*text, *len, &at, NULL);
        if (at == *len || !is_head(c))
            break;
        *text += at;
        *len -= at;
    }
    for (;;) {
        size_t start = *len;
        while (start > 0 && ((*text)[--start] & 0xC0) == 0x80)
            ;
        size_t at = start;
        if (start == 0 ||
            !is_tail((UChar32)pcs_utf8_next(*text, *len, &at, NULL)))
            return;
        *len = start;
    }
}

static void append_units(pcs_buffer *out, const UChar *text, size_t start,
                         size_t end)
{
    while (start < end) {
        char bytes[4];
        uint32_t c = (uint32_t)pcs_unit_next(text, &start, end);
        if ((c & 0xFFFFF800u) == 0xD800u)
            c = PCS_REPLACEMENT;
        pcs_buffer_append(out, bytes, pcs_utf8_put(bytes, c));
    }
}

/* What the characters of the pattern are. */
static void classify(pcs_term *term)
{
    const pcs_pattern *p = &term->pattern;
    term->is_hangul = p->len > 0;
    for (size_t i = 0; i < p->len;) {
        pcs_char_class class =
            pcs_char_classify(pcs_unit_next(p->text, &i, p->len));
        term->has_grams = term->has_grams || pcs_class_has_grams(class);
        term->is_hangul = term->is_hangul && class == PCS_CHAR_HANGUL;
    }
}

static bool is_part_of_compound(const pcs_analysis *a, size_t i)
{
    const pcs_token *token = &a->tokens.items[i];
    for (size_t j = 0; j < a->tokens.len; j++) {
        const pcs_token *other = &a->tokens.items[j];
        if (j != i && other->is_compound && other->start <= token->start &&
            other->end >= token->end)
            return true;
    }
    return false;
}

/* Whether a symbol is the first or the last character of a token, as in _id
 * and @example: a text may have more of the word beyond it. */
static bool is_open(const pcs_folded *folded, const pcs_token *token)
{
    size_t first = token->start, last = token->end;
    if (last - first > 1 && (folded->text[last - 1] & 0xFC00u) == 0xDC00u)
        last--;
    last--;
    return pcs_char_classify(pcs_unit_next(folded->text, &first, token->end)) ==
               PCS_CHAR_OTHER ||
           pcs_char_classify(pcs_unit_next(folded->text, &last, token->end)) ==
               PCS_CHAR_OTHER;
}

static pcs_status add_words(pcs_term *term, const pcs_analysis *a,
                            pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < a->tokens.len; i++) {
        const pcs_token *token = &a->tokens.items[i];
        if (is_part_of_compound(a, i) ||
            (!term->has_grams && is_open(&a->folded, token)))
            continue;
        term->is_one_word = term->words.len == 0 && token->start == 0 &&
                            token->end == a->folded.len;
        status = pcs_terms_add_word(&term->words, 0, &a->folded, token, err);
    }
    if (status != PCS_OK || !term->is_one_word)
        return status;
    pcs_buffer text = {0};
    size_t len;
    const char *word = pcs_terms_get(&term->words, 0, &len);
    append_units(&text, term->pattern.text, 0, term->pattern.len);
    term->is_altered = text.len != len || memcmp(text.data, word, len) != 0;
    status = pcs_buffer_status(&text, err);
    pcs_buffer_dispose(&text);
    return status;
}

static pcs_status add_gram(pcs_term *term, char kind, size_t start, size_t end,
                           pcs_error *err)
{
    pcs_terms *g = &term->grams;
    pcs_buffer_putc(&g->bytes, kind);
    append_units(&g->bytes, term->pattern.text, start, end);
    if (g->bytes.failed || !PCS_ARRAY_RESERVE(g->ends, g->cap, g->len + 1))
        return pcs_error_nomem(err);
    g->ends[g->len++] = (uint32_t)g->bytes.len;
    return PCS_OK;
}

/* The gram that begins at i, in a run that ends at run_end. A run that ends
 * the pattern may go on in the text, so that its last grams are not known;
 * those before cover them, unless the whole run is shorter than a gram: a
 * single character is posted itself, and a gram of three is left open. */
static pcs_status add_gram_at(pcs_term *term, size_t i, size_t run_start,
                              size_t run_end, pcs_error *err)
{
    const pcs_pattern *p = &term->pattern;
    size_t at = i, n = 0, size = 0;
    while (at < run_end) {
        pcs_char_class class =
            pcs_char_classify(pcs_unit_next(p->text, &at, run_end));
        if (n == 0)
            size = pcs_gram_size(class);
        if (++n == size)
            break;
    }
    bool is_whole = n == size || (run_end < p->len && size == 3);
    if (is_whole)
        return add_gram(term, PCS_TERM_GRAM, i, at, err);
    if (i != run_start)
        return PCS_OK;
    if (size == 2)
        return add_gram(term, PCS_TERM_CHARACTER, i, at, err);
    pcs_buffer_putc(&term->open_gram, PCS_TERM_GRAM);
    append_units(&term->open_gram, p->text, i, at);
    return pcs_buffer_status(&term->open_gram, err);
}

static bool has_gram(const pcs_terms *grams, const char *gram, size_t len,
                     size_t before)
{
    for (size_t i = 0; i < before; i++) {
        size_t n;
        const char *other = pcs_terms_get(grams, i, &n);
        if (n == len && memcmp(other, gram, n) == 0)
            return true;
    }
    return false;
}

/* What is typed over and over is looked up once. */
static void drop_repeated(pcs_terms *grams)
{
    size_t kept = 0;
    uint32_t end = 0;
    for (size_t i = 0; i < grams->len; i++) {
        size_t len;
        const char *gram = pcs_terms_get(grams, i, &len);
        uint32_t start = (uint32_t)(gram - grams->bytes.data);
        if (has_gram(grams, gram, len, kept))
            continue;
        memmove(grams->bytes.data + end, grams->bytes.data + start, len);
        end += (uint32_t)len;
        grams->ends[kept++] = end;
    }
    grams->len = kept;
    grams->bytes.len = end;
}

static pcs_status add_grams(pcs_term *term, pcs_error *err)
{
    const pcs_pattern *p = &term->pattern;
    pcs_status status = PCS_OK;
    size_t runs = 0;
    for (size_t i = 0; status == PCS_OK && i < p->len;) {
        size_t start = i, end = i;
        while (end < p->len) {
            size_t next = end;
            if (!pcs_class_has_grams(
                    pcs_char_classify(pcs_unit_next(p->text, &next, p->len))))
                break;
            end = next;
        }
        if (end == start) {
            bool is_symbol =
                pcs_char_classify(pcs_unit_next(p->text, &i, p->len)) ==
                PCS_CHAR_OTHER;
            if (is_symbol)
                status = add_gram(term, PCS_TERM_CHARACTER, start, i, err);
            /* Anything else in the pattern is not proven by grams. */
            runs += is_symbol ? 1 : 2;
            continue;
        }
        runs++;
        while (status == PCS_OK && i < end) {
            status = add_gram_at(term, i, start, end, err);
            pcs_unit_next(p->text, &i, end);
        }
    }
    size_t proofs = term->grams.len + (term->open_gram.len > 0);
    term->is_proven = runs == 1 && proofs == 1;
    drop_repeated(&term->grams);
    return status;
}

/* A folded text that holds no letter of a script with grams, and is one word:
 * then the term is that word. */
static void decide_kind(pcs_term *term)
{
    if (term->pattern.len == 0)
        term->kind = PCS_TERM_KIND_RAW;
    else if (!term->has_grams && term->is_one_word)
        term->kind =
            term->node->is_prefix ? PCS_TERM_KIND_PREFIX : PCS_TERM_KIND_WORD;
    else
        term->kind = PCS_TERM_KIND_LITERAL;
    if (term->node->is_prefix)
        term->pattern.ends_word = false;
}

static bool has_gram_letters(const char *text, size_t len)
{
    for (size_t i = 0; i < len;) {
        uint32_t c = pcs_utf8_next(text, len, &i, NULL);
        if (pcs_class_has_grams(pcs_char_classify((UChar32)c)))
            return true;
    }
    return false;
}

pcs_status pcs_term_make(pcs_term *term, const pcs_node *node,
                         pcs_analyzer *analyzer, pcs_error *err)
{
    memset(term, 0, sizeof *term);
    term->node = node;
    const char *text = node->text;
    size_t len = node->len;
    /* Where any substring is found, punctuation is part of it. */
    if (!node->is_phrase && !has_gram_letters(text, len))
        trim(&text, &len);
    const pcs_analysis *a;
    pcs_status status = pcs_analyze(
        &a, analyzer, text, len, PCS_ANALYZE_JOINED | PCS_ANALYZE_TOKENS, err);
    if (status == PCS_OK)
        status =
            pcs_pattern_make(&term->pattern, &a->joined, !node->is_phrase, err);
    if (status != PCS_OK)
        return status;
    append_units(&term->folded, a->folded.text, 0, a->folded.len);
    classify(term);
    status = add_words(term, a, err);
    if (status == PCS_OK)
        status = add_grams(term, err);
    if (status == PCS_OK)
        status = pcs_buffer_status(&term->folded, err);
    decide_kind(term);
    return status;
}

static bool has_letter(const pcs_pattern *p)
{
    for (size_t i = 0; i < p->len;)
        if (pcs_char_classify(pcs_unit_next(p->text, &i, p->len)) ==
            PCS_CHAR_WORD)
            return true;
    return false;
}

bool pcs_term_is_scan(const pcs_term *term)
{
    if (term->kind == PCS_TERM_KIND_RAW)
        return true;
    if (term->kind != PCS_TERM_KIND_LITERAL)
        return false;
    if (term->node->side == PCS_SIDE_ENGLISH)
        return term->has_grams || term->words.len == 0;
    return term->words.len == 0 && !term->has_grams && !term->is_proven &&
           !(term->grams.len && has_letter(&term->pattern));
}

void pcs_term_dispose(pcs_term *term)
{
    pcs_pattern_dispose(&term->pattern);
    pcs_buffer_dispose(&term->folded);
    pcs_terms_dispose(&term->words);
    pcs_terms_dispose(&term->grams);
    pcs_buffer_dispose(&term->open_gram);
    memset(term, 0, sizeof *term);
}
