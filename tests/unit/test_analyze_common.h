/* test_analyze_common.h - texts at random, and ICU's word on them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TEST_ANALYZE_COMMON_H
#define TEST_ANALYZE_COMMON_H

#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "test_base_common.h"

#include "analyze/chars.h"
#include "analyze/fold.h"
#include "base/buffer.h"
#include "base/utf8.h"

/** Characters from first to last. */
typedef struct char_range {
    uint32_t first, last;
} char_range;

/** Appends n characters, each from a range picked at random. */
static inline void append_random(pcs_buffer *out, const char_range *ranges,
                                 size_t n_ranges, size_t n)
{
    while (n-- > 0) {
        const char_range *r = &ranges[random_below((uint32_t)n_ranges)];
        uint32_t c = r->first + random_below(r->last - r->first + 1);
        char bytes[4];
        if (c >= 0xD800 && c <= 0xDFFF)
            c = 'x';
        pcs_buffer_append(out, bytes, pcs_utf8_put(bytes, c));
    }
}

#define N_OF(array) (sizeof(array) / sizeof *(array))

/** Units of UTF-8 text; at most max. */
static inline size_t units_of(UChar *out, size_t max, const char *text,
                              size_t len)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t n = 0;
    u_strFromUTF8(out, (int32_t)max, &n, text, (int32_t)len, &code);
    assert_true(U_SUCCESS(code));
    return (size_t)n;
}

/** Units as "0041 0301", for messages; valid until the next call but one. */
static inline const char *show_units(const UChar *text, size_t len)
{
    static char shown[2][4096];
    static int next;
    char *out = shown[next++ % 2], *p = out;
    *p = 0;
    for (size_t i = 0; i < len && p < out + 4080; i++)
        p += sprintf(p, "%04X ", text[i]);
    return out;
}

static inline void assert_units(const UChar *got, size_t got_len,
                                const UChar *wanted, size_t wanted_len,
                                const char *source)
{
    if (got_len == wanted_len &&
        (got_len == 0 || memcmp(got, wanted, got_len * sizeof *got) == 0))
        return;
    fail_msg("\"%s\" gives\n  %s where\n  %s was wanted", source,
             show_units(got, got_len), show_units(wanted, wanted_len));
}

/** Folds a text that is a literal. */
static inline void fold_text(pcs_folded *out, const char *text)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_fold(out, text, strlen(text), true, &err), &err);
}

#endif
