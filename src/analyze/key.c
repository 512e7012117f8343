/* key.c - the form in which entries of a dictionary are compared */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/key.h"

#include "base/utf8.h"

static void append_unit(pcs_buffer *out, uint32_t c)
{
    char bytes[4];
    if ((c & 0xFFFFF800u) == 0xD800u)
        c = PCS_REPLACEMENT;
    pcs_buffer_append(out, bytes, pcs_utf8_put(bytes, c));
}

/* The joined text, its spaces squeezed. */
static void append_joined(pcs_buffer *out, pcs_key_info *info,
                          const pcs_joined *joined)
{
    bool is_apart = false, has_begun = false;
    for (size_t i = 0; i < joined->len;) {
        UChar32 c = pcs_unit_next(joined->text, &i, joined->len);
        pcs_char_class class = pcs_char_classify(c);
        info->has_grams = info->has_grams || pcs_class_has_grams(class);
        info->has_words = info->has_words || class >= PCS_CHAR_WORD;
        if (class == PCS_CHAR_SPACE) {
            is_apart = has_begun;
            continue;
        }
        if (is_apart)
            pcs_buffer_putc(out, ' ');
        append_unit(out, (uint32_t)c);
        is_apart = false;
        has_begun = true;
    }
}

/* The token that is all of the text; NULL where there is none. */
static const pcs_token *find_whole(const pcs_analysis *a)
{
    for (size_t i = 0; i < a->tokens.len; i++) {
        const pcs_token *t = &a->tokens.items[i];
        if (t->start == 0 && t->end == a->folded.len)
            return t;
    }
    return NULL;
}

pcs_status pcs_analyze_key(pcs_buffer *out, pcs_key_info *info,
                           pcs_analyzer *analyzer, const char *text, size_t len,
                           pcs_error *err)
{
    const pcs_analysis *a;
    pcs_key_info own;
    if (!info)
        info = &own;
    *info = (pcs_key_info){false, false, false};
    pcs_status status = pcs_analyze(
        &a, analyzer, text, len, PCS_ANALYZE_JOINED | PCS_ANALYZE_TOKENS, err);
    if (status != PCS_OK)
        return status;
    size_t start = out->len;
    append_joined(out, info, &a->joined);
    const pcs_token *whole = find_whole(a);
    info->is_one_word = whole != NULL;
    if (!whole)
        return pcs_buffer_status(out, err);
    pcs_terms word = {{0}, NULL, 0, 0};
    status = pcs_terms_add_word(&word, 0, &a->folded, whole, err);
    if (status == PCS_OK) {
        out->len = start;
        pcs_buffer_append(out, word.bytes.data, word.bytes.len);
        status = pcs_buffer_status(out, err);
    }
    pcs_terms_dispose(&word);
    return status;
}
