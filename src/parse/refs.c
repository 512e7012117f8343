/* refs.c - the link definitions of a document */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/refs.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucasemap.h>

#include "parse/scan.h"

void pcs_refs_dispose(pcs_refs *refs)
{
    pcs_buffer_dispose(&refs->texts);
    pcs_buffer_dispose(&refs->spaced);
    pcs_buffer_dispose(&refs->folded);
    free(refs->items);
    if (refs->map)
        ucasemap_close(refs->map);
    memset(refs, 0, sizeof *refs);
}

static bool is_ascii(const pcs_buffer *text)
{
    for (size_t i = 0; i < text->len; i++)
        if ((unsigned char)text->data[i] >= 0x80)
            return false;
    return true;
}

static void fold_ascii(pcs_buffer *out, const pcs_buffer *text)
{
    for (size_t i = 0; i < text->len; i++) {
        char c = text->data[i];
        pcs_buffer_putc(out, c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
    }
}

static void fold_unicode(pcs_refs *refs, const pcs_buffer *text)
{
    UErrorCode code = U_ZERO_ERROR;
    pcs_buffer *out = &refs->folded;
    /* Full case folding at most triples UTF-8. */
    if (!refs->map)
        refs->map = ucasemap_open("", U_FOLD_CASE_DEFAULT, &code);
    if (U_FAILURE(code) || !pcs_buffer_reserve(out, 3 * text->len)) {
        out->failed = true;
        return;
    }
    int32_t len =
        ucasemap_utf8FoldCase(refs->map, out->data, (int32_t)(3 * text->len),
                              text->data, (int32_t)text->len, &code);
    if (U_FAILURE(code))
        out->failed = true;
    else
        out->len = (size_t)len;
}

/* White space collapsed and trimmed, then case-folded, into refs->folded. */
static void fold_label(pcs_refs *refs, const char *label, size_t len)
{
    const char *p = label, *end = pcs_scan_trim(label, label + len);
    pcs_buffer_clear(&refs->spaced);
    pcs_buffer_clear(&refs->folded);
    p = pcs_scan_spaces(p, end);
    while (p < end) {
        const char *word = p;
        while (p < end && !pcs_scan_space(p, end))
            p++;
        pcs_buffer_append(&refs->spaced, word, (size_t)(p - word));
        if (p < end)
            pcs_buffer_putc(&refs->spaced, ' ');
        p = pcs_scan_spaces(p, end);
    }
    if (is_ascii(&refs->spaced))
        fold_ascii(&refs->folded, &refs->spaced);
    else
        fold_unicode(refs, &refs->spaced);
    refs->folded.failed |= refs->spaced.failed;
}

static bool add_label(pcs_refs *refs, const char *label, size_t len)
{
    fold_label(refs, label, len);
    if (refs->folded.failed ||
        !PCS_ARRAY_RESERVE(refs->items, refs->cap, refs->n + 1))
        return false;
    refs->items[refs->n++] = (pcs_ref){refs->texts.len, refs->folded.len};
    pcs_buffer_append(&refs->texts, refs->folded.data, refs->folded.len);
    return !refs->texts.failed;
}

static int compare_text(const char *a, size_t a_len, const char *b,
                        size_t b_len)
{
    size_t len = a_len < b_len ? a_len : b_len;
    int order = len ? memcmp(a, b, len) : 0;
    return order ? order : (a_len > b_len) - (a_len < b_len);
}

static int compare_refs(const void *a, const void *b, void *context)
{
    const pcs_ref *x = a, *y = b;
    const char *texts = context;
    return compare_text(texts + x->at, x->len, texts + y->at, y->len);
}

/* `[label]: target` at p, the beginning of a line: the label's end, or NULL. A
 * label may go over lines; it holds no brackets. */
static const char *read_definition(const char **label, const char *p,
                                   const char *end)
{
    for (int i = 0; i < 3 && p < end && *p == ' '; i++)
        p++;
    if (p == end || *p != '[')
        return NULL;
    *label = ++p;
    const char *close = pcs_scan_either(p, end, '[', ']');
    if (end - close < 2 || close == p || close[0] != ']' || close[1] != ':')
        return NULL;
    for (p = close + 2; p < end && (*p == ' ' || *p == '\t');)
        p++;
    return pcs_scan_is_solid(p, end) ? close : NULL;
}

pcs_status pcs_refs_collect(pcs_refs *refs, const char *s, size_t len,
                            pcs_error *err)
{
    const char *p = s, *end = s + len;
    pcs_buffer_clear(&refs->texts);
    refs->n = 0;
    if (!pcs_scan_find(s, end, "]:", 2))
        return PCS_OK;
    while (p < end) {
        const char *label;
        const char *close = read_definition(&label, p, end);
        if (close && !add_label(refs, label, (size_t)(close - label)))
            return pcs_error_nomem(err);
        p = memchr(close ? close : p, '\n',
                   (size_t)(end - (close ? close : p)));
        p = p ? p + 1 : end;
    }
    if (refs->n)
        qsort_r(refs->items, refs->n, sizeof *refs->items, compare_refs,
                refs->texts.data);
    return PCS_OK;
}

bool pcs_refs_contain(pcs_refs *refs, const char *label, size_t len)
{
    if (!refs->n)
        return false;
    fold_label(refs, label, len);
    if (refs->folded.failed)
        return false;
    size_t lo = 0, hi = refs->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        const pcs_ref *ref = &refs->items[mid];
        int order = compare_text(refs->folded.data, refs->folded.len,
                                 refs->texts.data + ref->at, ref->len);
        if (!order)
            return true;
        if (order < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return false;
}
