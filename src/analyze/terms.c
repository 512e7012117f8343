/* terms.c - the terms under which a text is indexed */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/terms.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"

#define LONG_MARK 0x30FC

void pcs_terms_dispose(pcs_terms *terms)
{
    pcs_buffer_dispose(&terms->bytes);
    free(terms->ends);
    memset(terms, 0, sizeof *terms);
}

void pcs_terms_clear(pcs_terms *terms)
{
    pcs_buffer_clear(&terms->bytes);
    terms->len = 0;
}

const char *pcs_terms_get(const pcs_terms *terms, size_t i, size_t *len)
{
    uint32_t start = i ? terms->ends[i - 1] : 0;
    *len = terms->ends[i] - start;
    return terms->bytes.data + start;
}

static void append_units(pcs_buffer *out, const UChar *text, size_t start,
                         size_t end)
{
    if (!pcs_buffer_reserve(out, 3 * (end - start)))
        return;
    char *p = out->data + out->len;
    while (start < end) {
        uint32_t c = (uint32_t)pcs_unit_next(text, &start, end);
        p +=
            pcs_utf8_put(p, (c & 0xFFFFF800u) == 0xD800u ? PCS_REPLACEMENT : c);
    }
    *p = 0;
    out->len = (size_t)(p - out->data);
}

/* Two long words that agree in their first 180 bytes must not meet. */
static void cut_term(pcs_buffer *bytes, size_t start)
{
    size_t len = bytes->len - start;
    if (len <= PCS_TERM_MAX)
        return;
    uint64_t hash = pcs_hash64(bytes->data + start, len);
    bytes->len =
        start + pcs_utf8_cut(bytes->data + start, len, PCS_TERM_MAX - 17);
    pcs_buffer_printf(bytes, "~%016llx", (unsigned long long)hash);
}

static pcs_status end_term(pcs_terms *terms, pcs_error *err)
{
    if (terms->bytes.failed ||
        !PCS_ARRAY_RESERVE(terms->ends, terms->cap, terms->len + 1))
        return pcs_error_nomem(err);
    terms->ends[terms->len++] = (uint32_t)terms->bytes.len;
    return PCS_OK;
}

static void append_katakana(pcs_buffer *out, const pcs_folded *folded,
                            const pcs_token *token)
{
    const UChar *t = folded->text;
    size_t count = 0, end = token->end;
    for (size_t i = token->start; i < end; i++)
        count += t[i] != ' ' && t[i] != PCS_MIDDLE_DOT;
    if (count >= 3 && t[end - 1] == LONG_MARK)
        end--;
    for (size_t i = token->start, from = i; i <= end; i++) {
        if (i < end && t[i] != ' ' && t[i] != PCS_MIDDLE_DOT)
            continue;
        append_units(out, t, from, i);
        from = i + 1;
    }
}

pcs_status pcs_terms_add_word(pcs_terms *terms, char kind,
                              const pcs_folded *folded, const pcs_token *token,
                              pcs_error *err)
{
    size_t start = terms->bytes.len;
    if (kind)
        pcs_buffer_putc(&terms->bytes, kind);
    if (token->class == PCS_CHAR_KATAKANA)
        append_katakana(&terms->bytes, folded, token);
    else
        append_units(&terms->bytes, folded->text, token->start, token->end);
    if (!terms->bytes.failed)
        cut_term(&terms->bytes, start);
    return end_term(terms, err);
}

size_t pcs_gram_size(pcs_char_class class)
{
    if (!pcs_class_has_grams(class))
        return 0;
    return class == PCS_CHAR_UNSPACED ? 3 : 2;
}

/* The border of a word counts as a letter. */
#define BORDER ' '

pcs_status pcs_terms_add_letters(pcs_terms *terms, const char *word, size_t len,
                                 pcs_error *err)
{
    char text[PCS_TERM_MAX + 2];
    size_t starts[PCS_LETTERS_SIZE] = {0};
    pcs_status status = PCS_OK;
    /* Nothing is left of lone marks without their accents. */
    if (len == 0 || len + 2 > sizeof text)
        return PCS_OK;
    for (size_t i = 0; i < len; i++)
        if (word[i] >= '0' && word[i] <= '9')
            return PCS_OK;
    text[0] = text[len + 1] = BORDER;
    memcpy(text + 1, word, len);
    for (size_t pos = 0, n = 0; status == PCS_OK && pos < len + 2; n++) {
        starts[n % PCS_LETTERS_SIZE] = pos;
        pcs_utf8_next(text, len + 2, &pos, NULL);
        if (n + 1 < PCS_LETTERS_SIZE)
            continue;
        size_t start = starts[(n + 1) % PCS_LETTERS_SIZE];
        pcs_buffer_putc(&terms->bytes, PCS_TERM_LETTERS);
        pcs_buffer_append(&terms->bytes, text + start, pos - start);
        status = end_term(terms, err);
    }
    return status;
}

static pcs_status add_units(pcs_terms *terms, char kind, const UChar *text,
                            size_t start, size_t end, pcs_error *err)
{
    pcs_buffer_putc(&terms->bytes, kind);
    append_units(&terms->bytes, text, start, end);
    return end_term(terms, err);
}

pcs_status pcs_terms_add_grams(pcs_terms *terms, const pcs_joined *joined,
                               pcs_error *err)
{
    const UChar *t = joined->text;
    size_t len = joined->len;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < len;) {
        size_t start = i;
        UChar32 c = pcs_unit_next(t, &i, len);
        pcs_char_class class = pcs_char_classify(c);
        size_t size = pcs_gram_size(class), n = 1, end = i;
        if (class == PCS_CHAR_OTHER)
            status = add_units(terms, PCS_TERM_CHARACTER, t, start, i, err);
        if (size == 0)
            continue;
        while (n < size && end < len) {
            size_t next = end;
            c = pcs_unit_next(t, &next, len);
            if (!pcs_class_has_grams(pcs_char_classify(c)))
                break;
            end = next;
            n++;
        }
        if (size == 2)
            status = add_units(terms, PCS_TERM_CHARACTER, t, start, i, err);
        if (status == PCS_OK && (n == 2 || size == 3))
            status = add_units(terms, PCS_TERM_GRAM, t, start, end, err);
    }
    return status;
}
