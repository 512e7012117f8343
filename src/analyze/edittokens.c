/* edittokens.c - what two texts are compared by: words and marks */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/edittokens.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "base/hash.h"

/* ICU's lengths have 31 bits. */
#define TEXT_MAX ((size_t)1 << 30)
/* UTF-8 that begins no character from U+0300 on is in NFC. */
#define FIRST_UNSURE 0xCC

static pcs_status fail_icu(UErrorCode code, pcs_error *err)
{
    if (code == U_MEMORY_ALLOCATION_ERROR)
        return pcs_error_nomem(err);
    return pcs_error_set(err, PCS_EFORMAT, "ICU cannot normalize: %s",
                         u_errorName(code));
}

static bool is_surely_normal(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] >= FIRST_UNSURE)
            return false;
    return true;
}

/* The text in t->units. */
static pcs_status widen(int32_t *n, pcs_edit_tokens *t, const char *text,
                        size_t len, pcs_error *err)
{
    UErrorCode code = U_ZERO_ERROR;
    if (!PCS_ARRAY_RESERVE(t->units, t->cap_units, len + 1))
        return pcs_error_nomem(err);
    u_strFromUTF8WithSub(t->units, (int32_t)t->cap_units, n, text, (int32_t)len,
                         0xFFFD, NULL, &code);
    return U_SUCCESS(code) ? PCS_OK : fail_icu(code, err);
}

static pcs_status check_normal(bool *out, pcs_edit_tokens *t, const char *text,
                               size_t len, pcs_error *err)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t n;
    *out = is_surely_normal(text, len);
    if (*out)
        return PCS_OK;
    pcs_status status = widen(&n, t, text, len, err);
    if (status != PCS_OK)
        return status;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
    if (U_SUCCESS(code))
        *out = unorm2_isNormalized(nfc, t->units, n, &code);
    return U_SUCCESS(code) ? PCS_OK : fail_icu(code, err);
}

/* The text in NFC, in t->normal. NFC is at most three times as long. */
static pcs_status normalize(int32_t *n, pcs_edit_tokens *t, const char *text,
                            size_t len, pcs_error *err)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t wide;
    pcs_status status = widen(&wide, t, text, len, err);
    if (status != PCS_OK)
        return status;
    if (!PCS_ARRAY_RESERVE(t->normal, t->cap_normal, 3 * (size_t)wide + 1))
        return pcs_error_nomem(err);
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
    if (U_SUCCESS(code))
        *n = unorm2_normalize(nfc, t->units, wide, t->normal,
                              (int32_t)t->cap_normal, &code);
    return U_SUCCESS(code) ? PCS_OK : fail_icu(code, err);
}

static pcs_status append_narrow(pcs_buffer *out, const UChar *units, size_t n,
                                pcs_error *err)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t len;
    if (!pcs_buffer_reserve(out, 3 * n + 1))
        return pcs_error_nomem(err);
    u_strToUTF8WithSub(out->data + out->len, (int32_t)(3 * n + 1), &len, units,
                       (int32_t)n, 0xFFFD, NULL, &code);
    if (U_FAILURE(code))
        return fail_icu(code, err);
    out->len += (size_t)len;
    return PCS_OK;
}

/* One space for each run of white space, none at the ends; the new length. */
static size_t collapse(UChar *text, size_t len)
{
    size_t kept = 0;
    bool is_pending = false;
    for (size_t i = 0; i < len; i++) {
        if (u_isUWhiteSpace(text[i])) {
            is_pending = kept > 0;
            continue;
        }
        if (is_pending)
            text[kept++] = ' ';
        is_pending = false;
        text[kept++] = text[i];
    }
    return kept;
}

static pcs_status check_length(size_t len, pcs_error *err)
{
    if (len <= TEXT_MAX)
        return PCS_OK;
    return pcs_error_set(err, PCS_ELIMIT, "a text of %zu bytes", len);
}

pcs_status pcs_edit_canonical(pcs_buffer *out, pcs_edit_tokens *t,
                              const char *text, size_t len, pcs_error *err)
{
    int32_t n = 0;
    pcs_status status = check_length(len, err);
    if (status == PCS_OK)
        status = normalize(&n, t, text, len, err);
    if (status == PCS_OK)
        status =
            append_narrow(out, t->normal, collapse(t->normal, (size_t)n), err);
    return status;
}

/* The hash of a slice in NFC, which the whole text may be. */
static pcs_status hash_slice(uint64_t *out, pcs_edit_tokens *t,
                             const char *text, size_t len, bool is_normal,
                             pcs_error *err)
{
    int32_t n = 0;
    if (is_normal || is_surely_normal(text, len)) {
        *out = pcs_hash64(text, len);
        return PCS_OK;
    }
    pcs_status status = normalize(&n, t, text, len, err);
    pcs_buffer_clear(&t->slice);
    if (status == PCS_OK)
        status = append_narrow(&t->slice, t->normal, (size_t)n, err);
    if (status == PCS_OK)
        *out = pcs_hash64(t->slice.data, t->slice.len);
    return status;
}

static bool has_digit(const UChar *text, size_t start, size_t end)
{
    while (start < end)
        if (u_isdigit(pcs_unit_next(text, &start, end)))
            return true;
    return false;
}

/* The hash of a word whose numbers are all one: 1,000.5 is 7, and v2 is v3. */
static pcs_status hash_skeleton(uint64_t *out, pcs_edit_tokens *t,
                                const UChar *text, size_t start, size_t end,
                                pcs_error *err)
{
    size_t n = 0;
    if (!PCS_ARRAY_RESERVE(t->normal, t->cap_normal, end - start + 1))
        return pcs_error_nomem(err);
    for (size_t i = start; i < end;) {
        size_t from = i, next;
        bool is_digit = u_isdigit(pcs_unit_next(text, &i, end));
        bool is_behind = n > 0 && t->normal[n - 1] == '#';
        next = i;
        if (is_behind && is_digit)
            continue;
        if (is_behind && i < end && u_ispunct(text[from]) &&
            u_isdigit(pcs_unit_next(text, &next, end)))
            continue;
        if (is_digit)
            t->normal[n++] = '#';
        for (; !is_digit && from < i; from++)
            t->normal[n++] = text[from];
    }
    *out = pcs_hash64(t->normal, n * sizeof *t->normal);
    return PCS_OK;
}

/* What is read of the text. */
typedef struct reading {
    pcs_edit_tokens *t;
    const pcs_folded *folded;
    const char *text;
    bool is_normal;
} reading;

static bool is_ignorable(UChar32 c)
{
    return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/* Without characters that are not seen at its ends, which folding takes to what
 * stands before them; unless there is nothing else. */
static void trim(pcs_edit_token *token, const char *text)
{
    const uint8_t *bytes = (const uint8_t *)text;
    int32_t start = (int32_t)token->start, end = (int32_t)token->end, next;
    UChar32 c = 0;
    while (start < end && bytes[start] >= 0x80) {
        next = start;
        U8_NEXT_OR_FFFD(bytes, next, end, c);
        if (!is_ignorable(c))
            break;
        start = next;
    }
    while (start < end && bytes[end - 1] >= 0x80) {
        next = end;
        U8_PREV_OR_FFFD(bytes, start, next, c);
        if (!is_ignorable(c))
            break;
        end = next;
    }
    if (start == end)
        return;
    token->start = (uint32_t)start;
    token->end = (uint32_t)end;
}

/* Units [start, end) of the folded text are a token. */
static pcs_status add(pcs_edit_token **out, reading *r, size_t start,
                      size_t end, pcs_error *err)
{
    pcs_edit_tokens *t = r->t;
    if (!PCS_ARRAY_RESERVE(t->items, t->cap, t->len + 1))
        return pcs_error_nomem(err);
    pcs_edit_token *token = &t->items[t->len++];
    *out = token;
    *token = (pcs_edit_token){.start = r->folded->start[start],
                              .end = r->folded->end[end - 1]};
    trim(token, r->text);
    return hash_slice(&token->exact, t, r->text + token->start,
                      token->end - token->start, r->is_normal, err);
}

static pcs_status add_word(reading *r, const pcs_token *word, pcs_error *err)
{
    pcs_edit_tokens *t = r->t;
    pcs_edit_token *token;
    pcs_status status = add(&token, r, word->start, word->end, err);
    if (status == PCS_OK)
        status = pcs_terms_add_word(&t->terms, 0, r->folded, word, err);
    if (status != PCS_OK)
        return status;
    size_t len;
    const char *term = pcs_terms_get(&t->terms, t->words++, &len);
    token->has_digit = has_digit(r->folded->text, word->start, word->end);
    if (token->has_digit)
        status = hash_skeleton(&token->class, t, r->folded->text, word->start,
                               word->end, err);
    else
        token->class = pcs_hash64(term, len);
    token->class += token->class == 0;
    return status;
}

/* What stands between two words. One character may have become several. */
static pcs_status add_marks(reading *r, size_t start, size_t end,
                            pcs_error *err)
{
    const UChar *text = r->folded->text;
    pcs_status status = PCS_OK;
    for (size_t i = start; status == PCS_OK && i < end;) {
        pcs_edit_token *token;
        size_t from = i;
        UChar32 c = pcs_unit_next(text, &i, end);
        bool is_rest = from > start &&
                       r->folded->start[from] == r->folded->start[from - 1];
        if (u_isUWhiteSpace(c) || is_rest)
            continue;
        status = add(&token, r, from, i, err);
        token->is_mark = true;
        r->t->marks++;
    }
    return status;
}

static int compare_starts(const void *a, const void *b)
{
    const pcs_token *x = a, *y = b;
    return (x->start > y->start) - (x->start < y->start);
}

/* The words in the order of the text, without compounds. */
static pcs_status sort_words(pcs_tokens *out, const pcs_tokens *tokens,
                             pcs_error *err)
{
    bool is_sorted = true;
    out->len = 0;
    if (!PCS_ARRAY_RESERVE(out->items, out->cap, tokens->len + 1))
        return pcs_error_nomem(err);
    for (size_t i = 0; i < tokens->len; i++) {
        if (tokens->items[i].is_compound)
            continue;
        is_sorted &= out->len == 0 ||
                     out->items[out->len - 1].start <= tokens->items[i].start;
        out->items[out->len++] = tokens->items[i];
    }
    if (!is_sorted)
        qsort(out->items, out->len, sizeof *out->items, compare_starts);
    return PCS_OK;
}

static pcs_status read_tokens(reading *r, pcs_error *err)
{
    const pcs_tokens *words = &r->t->sorted;
    size_t at = 0;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < words->len; i++) {
        const pcs_token *word = &words->items[i];
        status = add_marks(r, at, word->start, err);
        if (status == PCS_OK)
            status = add_word(r, word, err);
        at = word->end;
    }
    return status == PCS_OK ? add_marks(r, at, r->folded->len, err) : status;
}

pcs_status pcs_edit_tokens_make(pcs_edit_tokens *t, pcs_analyzer *analyzer,
                                const char *text, size_t len, pcs_error *err)
{
    const pcs_analysis *a;
    reading r = {t, NULL, text, false};
    t->len = t->words = t->marks = 0;
    pcs_terms_clear(&t->terms);
    pcs_status status = check_length(len, err);
    if (status == PCS_OK)
        status = check_normal(&r.is_normal, t, text, len, err);
    if (status == PCS_OK)
        status = pcs_analyze(&a, analyzer, text, len,
                             PCS_ANALYZE_OFFSETS | PCS_ANALYZE_TOKENS, err);
    if (status == PCS_OK)
        status = sort_words(&t->sorted, &a->tokens, err);
    if (status != PCS_OK)
        return status;
    r.folded = &a->folded;
    return read_tokens(&r, err);
}

void pcs_edit_tokens_dispose(pcs_edit_tokens *t)
{
    free(t->items);
    free(t->sorted.items);
    free(t->units);
    free(t->normal);
    pcs_terms_dispose(&t->terms);
    pcs_buffer_dispose(&t->slice);
    memset(t, 0, sizeof *t);
}
