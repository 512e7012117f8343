/* textkey.c - what is equal in two texts that differ in form alone */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/textkey.h"

#include <string.h>
#include <unicode/uchar.h>

#include "analyze/chars.h"
#include "base/hash.h"

/* Punctuation that is part of what is named: C#, 10 %, R&D. */
#define KEPT "#%&@*"

void pcs_text_keys_dispose(pcs_text_keys *k)
{
    pcs_folded_dispose(&k->folded);
    pcs_buffer_dispose(&k->bytes);
    memset(k, 0, sizeof *k);
}

static bool counts(UChar32 c)
{
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
               (c > ' ' && strchr(KEPT "$+<=>^`|~", (int)c));
    return !((U_GC_P_MASK | U_GC_Z_MASK | U_GC_C_MASK) & U_MASK(u_charType(c)));
}

static bool is_ascii(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] >= 0x80)
            return false;
    return true;
}

/* The same in UTF-16 as what folding gives, without ICU. */
static void append_ascii(pcs_buffer *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        UChar c = (UChar)(unsigned char)text[i];
        if (c >= 'A' && c <= 'Z')
            c = (UChar)(c + 'a' - 'A');
        if (counts(c))
            pcs_buffer_append(out, &c, sizeof c);
    }
}

static void append_folded(pcs_buffer *out, const pcs_folded *f)
{
    for (size_t i = 0; i < f->len;) {
        size_t start = i;
        if (counts(pcs_unit_next(f->text, &i, f->len)))
            pcs_buffer_append(out, f->text + start,
                              (i - start) * sizeof(UChar));
    }
}

pcs_status pcs_text_key(uint64_t *out, pcs_text_keys *k, const char *text,
                        size_t len, pcs_error *err)
{
    pcs_status status = PCS_OK;
    pcs_buffer_clear(&k->bytes);
    if (!pcs_buffer_reserve(&k->bytes, 2 * len + 1))
        return pcs_error_nomem(err);
    if (is_ascii(text, len)) {
        append_ascii(&k->bytes, text, len);
    } else {
        status = pcs_fold(&k->folded, text, len, false, err);
        if (status == PCS_OK)
            append_folded(&k->bytes, &k->folded);
    }
    if (status == PCS_OK)
        status = pcs_buffer_status(&k->bytes, err);
    if (status != PCS_OK)
        return status;
    *out = k->bytes.len ? pcs_hash64(k->bytes.data, k->bytes.len)
                        : pcs_hash64(text, len);
    return PCS_OK;
}
