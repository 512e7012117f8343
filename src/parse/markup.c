/* markup.c - what the markup of a segment's sides has that differs */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/markup.h"

#include <string.h>

#include "base/utf8.h"
#include "parse/address.h"
#include "parse/scan.h"

void pcs_markup_dispose(pcs_markup_side *side)
{
    pcs_buffer_dispose(&side->bytes);
    pcs_buffer_dispose(&side->keys);
    memset(side, 0, sizeof *side);
}

void pcs_markup_clear(pcs_markup_side *side)
{
    pcs_buffer_clear(&side->bytes);
    pcs_buffer_clear(&side->keys);
    side->n = 0;
    side->is_full = false;
}

void pcs_markup_add(pcs_markup_side *side, pcs_markup_kind kind,
                    const char *text, size_t len)
{
    size_t at = side->bytes.len;
    const char *p = pcs_scan_spaces(text, text + len);
    const char *end = pcs_scan_trim(p, text + len);
    if (p == end)
        return;
    if (side->n == PCS_MARKUP_MAX) {
        side->is_full = true;
        return;
    }
    while (p < end) {
        size_t space = pcs_scan_space(p, end);
        pcs_buffer_putc(&side->bytes, space ? ' ' : *p);
        p = space ? pcs_scan_spaces(p, end) : p + 1;
    }
    side->items[side->n++] =
        (pcs_markup_item){.kind = kind, .at = at, .len = side->bytes.len - at};
}

bool pcs_markup_is_any(const pcs_markup_side *local, const char *local_text,
                       size_t local_len, const pcs_markup_side *english,
                       const char *english_text, size_t english_len)
{
    size_t len;
    return local->n || english->n ||
           (local_len &&
            pcs_address_find(&len, local_text, local_text + local_len)) ||
           (english_len &&
            pcs_address_find(&len, english_text, english_text + english_len));
}

static void add_addresses(pcs_markup_side *side, const char *text, size_t n)
{
    size_t len;
    const char *end = text + n;
    for (const char *p = text;
         n && !side->is_full && (p = pcs_address_find(&len, p, end));
         p += len + !len)
        pcs_markup_add(side, PCS_MARKUP_ADDRESS, p, len);
}

/* Code with what stands between angles left out. */
static void append_code_key(pcs_buffer *out, const char *p, const char *end)
{
    while (p < end) {
        const char *close =
            *p == '<' ? memchr(p, '>', (size_t)(end - p)) : NULL;
        pcs_buffer_putc(out, *p);
        p = close ? close : p + 1;
    }
}

static void make_keys(pcs_markup_side *side)
{
    for (size_t i = 0; i < side->n && !side->bytes.failed; i++) {
        pcs_markup_item *item = &side->items[i];
        const char *text = side->bytes.data + item->at;
        item->key_at = side->keys.len;
        if (item->kind == PCS_MARKUP_CODE)
            append_code_key(&side->keys, text, text + item->len);
        else
            pcs_address_key(&side->keys, text, item->len);
        item->key_len = side->keys.len - item->key_at;
    }
}

static bool have_same_key(const pcs_markup_side *a, const pcs_markup_item *i,
                          const pcs_markup_side *b, const pcs_markup_item *j)
{
    return i->kind == j->kind && i->key_len == j->key_len &&
           (i->key_len == 0 ||
            memcmp(a->keys.data + i->key_at, b->keys.data + j->key_at,
                   i->key_len) == 0);
}

/* Code that the other side has as plain text is there. */
static void match_side(pcs_markup_side *side, const pcs_markup_side *other,
                       const char *other_text, size_t other_len)
{
    for (size_t i = 0; i < side->n; i++) {
        pcs_markup_item *item = &side->items[i];
        const char *text = side->bytes.data + item->at;
        item->is_matched = (item->kind == PCS_MARKUP_CODE && other_len &&
                            pcs_scan_find(other_text, other_text + other_len,
                                          text, item->len));
        for (size_t j = 0; !item->is_matched && j < other->n; j++)
            item->is_matched =
                have_same_key(side, item, other, &other->items[j]);
    }
}

/* Of nothing but words, two or more: what a screen says rather than code. */
static bool is_phrase(const char *p, const char *end)
{
    bool has_space = false;
    for (; p < end; p++) {
        has_space |= *p == ' ';
        if (*p != ' ' && *p != '\'' && !((*p | 32) >= 'a' && (*p | 32) <= 'z'))
            return false;
    }
    return has_space;
}

static bool has_beyond_ascii(const char *p, const char *end)
{
    while (p < end && !((unsigned char)*p & 0x80))
        p++;
    return p < end;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* The first code of side that is not matched and a phrase, with a capital in
 * English (commands have none), or, on the localized side, of other letters;
 * NULL where there is none. */
static pcs_markup_item *find_phrase(pcs_markup_side *side, bool is_local)
{
    for (size_t i = 0; i < side->n; i++) {
        pcs_markup_item *item = &side->items[i];
        const char *p = side->bytes.data + item->at, *end = p + item->len;
        if (item->kind == PCS_MARKUP_CODE && !item->is_matched &&
            ((is_phrase(p, end) && (is_local || is_upper(*p))) ||
             (is_local && has_beyond_ascii(p, end))))
            return item;
    }
    return NULL;
}

static void match_phrases(pcs_markup_side *local, pcs_markup_side *english)
{
    pcs_markup_item *a, *b;
    while ((a = find_phrase(english, false)) && (b = find_phrase(local, true)))
        a->is_matched = b->is_matched = true;
}

static bool is_repeated(const pcs_markup_side *side, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (have_same_key(side, &side->items[i], side, &side->items[j]))
            return true;
    return false;
}

static void take_rest(pcs_markup_text *out, size_t *n,
                      const pcs_markup_side *side, bool is_local)
{
    for (size_t i = 0; i < side->n; i++) {
        const pcs_markup_item *item = &side->items[i];
        const char *text = side->bytes.data + item->at;
        if (item->is_matched || is_repeated(side, i))
            continue;
        out[(*n)++] = (pcs_markup_text){
            item->kind, is_local, text,
            item->len <= PCS_MARKUP_TEXT_MAX
                ? item->len
                : pcs_utf8_cut(text, item->len, PCS_MARKUP_TEXT_MAX)};
    }
}

/* What was taken, in memory that lasts. */
static pcs_status keep(pcs_markup_text **out, pcs_arena *arena,
                       const pcs_markup_text *rest, size_t n, pcs_error *err)
{
    *out = n ? pcs_arena_alloc(arena, n * sizeof **out) : NULL;
    if (n && !*out)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < n; i++) {
        (*out)[i] = rest[i];
        (*out)[i].data = pcs_arena_copy(arena, rest[i].data, rest[i].len);
        if (!(*out)[i].data)
            return pcs_error_nomem(err);
    }
    return PCS_OK;
}

pcs_status pcs_markup_compare(pcs_markup_text **out, size_t *n,
                              pcs_arena *arena, pcs_markup_side *local,
                              const char *local_text, size_t local_len,
                              pcs_markup_side *english,
                              const char *english_text, size_t english_len,
                              pcs_error *err)
{
    pcs_markup_text rest[2 * PCS_MARKUP_MAX];
    *out = NULL;
    *n = 0;
    add_addresses(local, local_text, local_len);
    add_addresses(english, english_text, english_len);
    make_keys(local);
    make_keys(english);
    if (local->bytes.failed || local->keys.failed || english->bytes.failed ||
        english->keys.failed)
        return pcs_error_nomem(err);
    if (local->is_full || english->is_full)
        return PCS_OK;
    match_side(local, english, english_text, english_len);
    match_side(english, local, local_text, local_len);
    match_phrases(local, english);
    take_rest(rest, n, english, false);
    take_rest(rest, n, local, true);
    return keep(out, arena, rest, *n, err);
}
