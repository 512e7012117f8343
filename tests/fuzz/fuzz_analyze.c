/* fuzz_analyze.c - analyses any bytes and checks what has to hold
 *
 * With FUZZ_REPLAY it has a main that reads the files it is given. */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/analyzer.h"
#include "analyze/korean.h"
#include "analyze/locale.h"
#include "analyze/stem.h"
#include "base/utf8.h"
#include "replay.h"

/* Marks beyond this are put in order in pieces (see fold.c), so that folding
 * again may order them further. */
#define MARKS_MAX 100

static void check(int holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

static void succeed(pcs_status status, const pcs_error *err)
{
    if (status != PCS_OK)
        fprintf(stderr, "%s\n", err->message);
    check(status == PCS_OK, "status");
}

/* Offsets are inside the text, ascending, and at borders of characters. */
static void check_offsets(const pcs_folded *f, const char *text, size_t len)
{
    for (size_t i = 0; i < f->len; i++) {
        check(f->start[i] < f->end[i] && f->end[i] <= len, "range");
        if (i > 0 && f->start[i] != f->start[i - 1])
            check(f->start[i] >= f->end[i - 1], "order of ranges");
        else if (i > 0)
            check(f->end[i] == f->end[i - 1], "one range");
    }
    if (pcs_utf8_check(text, len) != len)
        return;
    for (size_t i = 0; i < f->len; i++)
        check(((unsigned char)text[f->start[i]] & 0xC0) != 0x80,
              "start of a character");
}

static void to_utf8(pcs_buffer *out, const UChar *text, size_t len)
{
    pcs_buffer_clear(out);
    for (size_t i = 0; i < len;) {
        char bytes[4];
        uint32_t c = (uint32_t)pcs_unit_next(text, &i, len);
        check((c & 0xFFFFF800u) != 0xD800u, "lone surrogate");
        pcs_buffer_append(out, bytes, pcs_utf8_put(bytes, c));
    }
}

static size_t longest_marks(const pcs_folded *f)
{
    size_t longest = 0, n = 0;
    for (size_t i = 0; i < f->len; i++) {
        UChar c = f->text[i];
        bool is_base = c < 0x300 || (c >= 0x4E00 && c <= 0x9FFF);
        n = is_base ? 0 : n + 1;
        longest = n > longest ? n : longest;
    }
    return longest;
}

/* Folding what is folded, and joining what is joined, changes nothing. */
static void check_idempotent(const pcs_analysis *a)
{
    pcs_buffer text = {0};
    pcs_folded folded = {0};
    pcs_joined joined = {0};
    pcs_error err = PCS_ERROR_INIT;
    to_utf8(&text, a->folded.text, a->folded.len);
    succeed(pcs_fold(&folded, text.data, text.len, false, &err), &err);
    if (longest_marks(&a->folded) < MARKS_MAX)
        check(folded.len == a->folded.len &&
                  (folded.len == 0 ||
                   memcmp(folded.text, a->folded.text, 2 * folded.len) == 0),
              "folding again");
    pcs_folded view = {.text = a->joined.text, .len = a->joined.len};
    succeed(pcs_join(&joined, &view, &err), &err);
    check(joined.len == view.len &&
              (view.len == 0 ||
               memcmp(joined.text, view.text, 2 * view.len) == 0),
          "joining again");
    pcs_buffer_dispose(&text);
    pcs_folded_dispose(&folded);
    pcs_joined_dispose(&joined);
}

static void check_joined(const pcs_analysis *a)
{
    const pcs_joined *j = &a->joined;
    check(j->len <= a->folded.len && j->from[j->len] == a->folded.len,
          "joined");
    for (size_t i = 0; i < j->len; i++) {
        check(j->from[i] < j->from[i + 1], "order of joined units");
        check(j->text[i] == a->folded.text[j->from[i]], "joined unit");
    }
}

static void check_tokens(const pcs_analysis *a)
{
    uint32_t end[2] = {0, 0}; /* of katakana, and of everything else */
    for (size_t i = 0; i < a->tokens.len; i++) {
        const pcs_token *t = &a->tokens.items[i];
        check(t->start < t->end && t->end <= a->folded.len, "token");
        /* ICU has the words of katakana beyond the basic plane. */
        bool is_katakana =
            t->class == PCS_CHAR_KATAKANA && a->folded.text[t->start] < 0x3200;
        check(is_katakana || !t->is_compound, "compound");
        if (t->is_compound)
            continue;
        check(t->start >= end[is_katakana], "order of tokens");
        end[is_katakana] = t->end;
    }
}

static void check_terms(const pcs_terms *terms)
{
    for (size_t i = 0; i < terms->len; i++) {
        size_t len, pos = 1, n = 0;
        const char *term = pcs_terms_get(terms, i, &len);
        check(len > 1 && len <= PCS_TERM_MAX, "length of a term");
        check(strchr("WGULE", *term) != NULL, "kind of a term");
        check(pcs_utf8_check(term, len) == len, "UTF-8 of a term");
        while (*term == PCS_TERM_GRAM && pos < len) {
            uint32_t c = pcs_utf8_next(term, len, &pos, NULL);
            check(pcs_class_has_grams(pcs_char_classify((UChar32)c)), "gram");
            check(++n <= 3, "length of a gram");
        }
    }
}

static void check_stems(const char *data, size_t len)
{
    static const char *const locales[] = {"de-DE", "ar-SA", "tr-TR", "vi-VN",
                                          "hi-IN", "ru-RU", "ko-KR"};
    pcs_stemmer *stemmer;
    pcs_buffer mended = {0}, out = {0};
    pcs_error err = PCS_ERROR_INIT;
    const char *locale = locales[len % 7];
    pcs_utf8_repair(&mended, data, len < 300 ? len : 300);
    succeed(pcs_stemmer_new(&stemmer, locale, &err), &err);
    succeed(pcs_stemmer_bare(stemmer, &out, mended.data, mended.len, &err),
            &err);
    check(out.len == 0 || pcs_utf8_check(out.data, out.len) == out.len,
          "UTF-8 of a bare word");
    succeed(pcs_stemmer_key(stemmer, &out, mended.data, mended.len, &err),
            &err);
    succeed(pcs_stemmer_bare_key(stemmer, &out, mended.data, mended.len, &err),
            &err);
    pcs_stemmer_free(stemmer);
    pcs_buffer_dispose(&mended);
    pcs_buffer_dispose(&out);
}

static void check_names(const char *data, size_t len)
{
    char locale[PCS_LOCALE_MAX], again[PCS_LOCALE_MAX];
    if (pcs_locale_canonical(locale, data, len)) {
        check(pcs_locale_canonical(again, locale, strlen(locale)), "locale");
        check(strcmp(locale, again) == 0, "canonical locale");
        check(pcs_locale_matches(locale, data, len), "match of a locale");
    }
    char *path = strndup(data, len);
    if (path && pcs_locale_from_path(locale, path))
        check(pcs_locale_canonical(again, locale, strlen(locale)), "path");
    free(path);
    for (size_t i = 0; i <= len && i < 30; i++)
        check(pcs_korean_classify(data, len, i) <= PCS_KOREAN_OTHER, "Korean");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    const char *data = len ? (const char *)bytes : "";
    pcs_analyzer *analyzer;
    const pcs_analysis *a;
    pcs_error err = PCS_ERROR_INIT;
    pcs_terms terms = {0};
    pcs_word_count words;
    succeed(pcs_analyzer_new(&analyzer, &err), &err);
    succeed(pcs_analyze(&a, analyzer, data, len,
                        PCS_ANALYZE_OFFSETS | PCS_ANALYZE_JOINED |
                            PCS_ANALYZE_TOKENS,
                        &err),
            &err);
    check_offsets(&a->folded, data, len);
    check_joined(a);
    check_tokens(a);
    check_idempotent(a);
    succeed(pcs_analyze_unit(&terms, &words, analyzer, data, len, data, len / 2,
                             &err),
            &err);
    check_terms(&terms);
    check_stems(data, len);
    check_names(data, len);
    pcs_terms_dispose(&terms);
    pcs_analyzer_free(analyzer);
    return 0;
}
