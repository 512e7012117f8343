/* plain.c - the plain text of a piece of Markdown with HTML */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/plain.h"

#include <string.h>

#include "parse/emphasis.h"
#include "parse/entities.h"
#include "parse/htmltags.h"
#include "parse/markup.h"
#include "parse/scan.h"

void pcs_plain_dispose(pcs_plain *plain)
{
    pcs_buffer_dispose(&plain->text);
    pcs_buffer_dispose(&plain->next);
    pcs_buffer_dispose(&plain->mended);
    pcs_code_dispose(&plain->code);
    pcs_links_dispose(&plain->links);
    memset(plain, 0, sizeof *plain);
}

/* What a byte asks for. */
enum {
    TEXT = 0,
    SPACE,  /* white space */
    MAYBE,  /* begins a character that may be white space */
    MARKUP, /* may begin markup */
};

static const unsigned char classes[256] = {
    [0] = MARKUP,    [1] = MARKUP,   ['\t'] = SPACE, ['\n'] = SPACE,
    ['\v'] = SPACE,  ['\f'] = SPACE, ['\r'] = SPACE, [0x1c] = SPACE,
    [0x1d] = SPACE,  [0x1e] = SPACE, [0x1f] = SPACE, [' '] = SPACE,
    [0xc2] = MAYBE,  [0xe1] = MAYBE, [0xe2] = MAYBE, [0xe3] = MAYBE,
    ['\\'] = MARKUP, ['`'] = MARKUP, ['<'] = MARKUP, ['['] = MARKUP,
    ['*'] = MARKUP,  ['_'] = MARKUP, ['~'] = MARKUP, ['&'] = MARKUP,
};

static unsigned char class_of(const char *p)
{
    return classes[(unsigned char)*p];
}

/* The end of the text at p that is copied as it is. */
static const char *skip_text(const char *p, const char *end)
{
    while (p < end && class_of(p) == TEXT)
        p++;
    return p;
}

/* Copies p..end to out with white space collapsed and trimmed, and returns the
 * length; out has room for all. Stops at markup where stop_at_markup asks for
 * it, and returns SIZE_MAX. */
static size_t collapse(char *out, const char *p, const char *end,
                       bool stop_at_markup)
{
    char *o = out;
    p = pcs_scan_spaces(p, end);
    while (p < end) {
        const char *text = p;
        p = skip_text(p, end);
        memcpy(o, text, (size_t)(p - text));
        o += p - text;
        if (p == end)
            break;
        if (stop_at_markup && class_of(p) == MARKUP)
            return SIZE_MAX;
        size_t space = pcs_scan_space(p, end);
        if (!space) {
            *o++ = *p++;
            continue;
        }
        *o++ = ' ';
        p = pcs_scan_spaces(p + space, end);
    }
    if (o > out && o[-1] == ' ')
        o--;
    return (size_t)(o - out);
}

/* Makes what the last pass wrote the text of the next one. */
static void step(pcs_plain *plain)
{
    pcs_buffer text = plain->text;
    plain->text = plain->next;
    plain->next = text;
    plain->failed |= plain->text.failed;
    pcs_buffer_clear(&plain->next);
}

static bool has(const pcs_plain *plain, char c)
{
    return plain->text.len && memchr(plain->text.data, c, plain->text.len);
}

typedef void pass_function(pcs_buffer *out, const char *s, size_t len);

static void run(pcs_plain *plain, pass_function *pass)
{
    pass(&plain->next, plain->text.data, plain->text.len);
    step(plain);
}

/* The place holders of code.h are made of these two. */
static void replace_controls(pcs_buffer *out, const char *s, size_t len)
{
    const char *kept = s, *end = s + len;
    for (const char *p = s; p < end; p++) {
        if ((unsigned char)*p > 1)
            continue;
        pcs_buffer_append(out, kept, (size_t)(p - kept));
        pcs_buffer_append(out, "\xef\xbf\xbd", 3);
        kept = p + 1;
    }
    pcs_buffer_append(out, kept, (size_t)(end - kept));
}

static void strip_tags(pcs_plain *plain)
{
    run(plain, pcs_htmltags_uncomment);
    run(plain, pcs_htmltags_unxref);
    run(plain, pcs_htmltags_unlink);
    run(plain, pcs_htmltags_strip);
}

static void strip_emphasis(pcs_plain *plain)
{
    if (has(plain, '*')) {
        run(plain, pcs_emphasis_unbold);
        run(plain, pcs_emphasis_unstar);
    }
    if (has(plain, '_')) {
        run(plain, pcs_emphasis_unbold_words);
        run(plain, pcs_emphasis_unscore);
    }
    if (has(plain, '~'))
        run(plain, pcs_emphasis_unstrike);
}

static void keep_code(pcs_plain *plain)
{
    const pcs_code *code = &plain->code;
    for (size_t i = 0; plain->markup && i < code->n; i++) {
        size_t begin = i ? code->items[i - 1].end : 0;
        if (code->items[i].is_code && !plain->failed)
            pcs_markup_add(plain->markup, PCS_MARKUP_CODE,
                           code->text.data + begin, code->items[i].end - begin);
    }
}

/* Addresses were kept with place holders and character references. */
static void mend_addresses(pcs_plain *plain, bool is_protected)
{
    pcs_markup_side *m = plain->markup;
    for (size_t i = 0; m && i < m->n && !m->bytes.failed; i++) {
        pcs_markup_item *item = &m->items[i];
        const char *text = m->bytes.data + item->at;
        pcs_buffer *out = &plain->mended, *next = &plain->next;
        if (item->kind != PCS_MARKUP_ADDRESS ||
            !(memchr(text, 0, item->len) || memchr(text, '&', item->len)))
            continue;
        pcs_buffer_clear(out);
        pcs_entities_decode(out, text, item->len);
        if (is_protected)
            pcs_code_restore(next, &plain->code, out->data, out->len);
        else
            pcs_buffer_append(next, out->data, out->len);
        item->at = m->bytes.len;
        item->len = next->len;
        pcs_buffer_append(&m->bytes, next->data, next->len);
        plain->failed |= out->failed;
        pcs_buffer_clear(next);
    }
    plain->failed |= m && m->bytes.failed;
}

static void strip_markup(pcs_plain *plain, pcs_refs *refs)
{
    bool is_protected = has(plain, '\\') || has(plain, '`');
    if (is_protected) {
        pcs_code_protect(&plain->next, &plain->code, plain->text.data,
                         plain->text.len);
        step(plain);
        keep_code(plain);
    }
    if (has(plain, '<'))
        strip_tags(plain);
    if (has(plain, '[')) {
        plain->links.markup = plain->markup;
        pcs_links_strip(&plain->next, &plain->links, refs, plain->text.data,
                        plain->text.len);
        step(plain);
        mend_addresses(plain, is_protected && plain->code.n);
    }
    strip_emphasis(plain);
    if (has(plain, '&'))
        run(plain, pcs_entities_decode);
    if (is_protected && plain->code.n) {
        pcs_code_restore(&plain->next, &plain->code, plain->text.data,
                         plain->text.len);
        step(plain);
    }
}

pcs_status pcs_plain_text(pcs_text *out, pcs_plain *plain, pcs_arena *arena,
                          pcs_refs *refs, const char *s, size_t len,
                          pcs_error *err)
{
    *out = (pcs_text){NULL, 0};
    if (!len)
        return PCS_OK;
    char *data = pcs_arena_alloc(arena, len);
    if (!data)
        return pcs_error_nomem(err);
    out->data = data;
    out->len = collapse(data, s, s + len, true);
    if (out->len != SIZE_MAX)
        return PCS_OK;
    out->len = 0;
    plain->failed = false;
    pcs_buffer_clear(&plain->text);
    pcs_buffer_clear(&plain->next);
    replace_controls(&plain->next, s, len);
    step(plain);
    strip_markup(plain, refs);
    if (plain->failed)
        return pcs_error_nomem(err);
    /* Decoding may have made the text longer than it was. */
    size_t need = plain->text.len;
    if (need > len)
        data = pcs_arena_alloc(arena, need);
    if (!data)
        return pcs_error_nomem(err);
    const char *text = plain->text.data;
    out->data = data;
    out->len = collapse(data, text, text + need, false);
    return PCS_OK;
}
