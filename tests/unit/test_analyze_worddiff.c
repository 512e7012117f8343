/* test_analyze_worddiff.c - which words of a text became which of another */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include <string.h>

#include "analyze/worddiff.h"
#include "base/buffer.h"
#include "base/utf8.h"

/* As git has it: [-old-]{+new+}. Both texts are in it, whole. */
static void print(pcs_buffer *out, pcs_worddiff *d, const char *old,
                  size_t old_len, const char *new, size_t new_len)
{
    static const char *const on[] = {"", "[-", "{+"}, *const off[] = {"", "-]",
                                                                      "+}"};
    const pcs_word_edit *edits;
    pcs_error err = PCS_ERROR_INIT;
    size_t n, a = 0, b = 0;
    assert_ok(
        pcs_worddiff_make(&edits, &n, d, old, old_len, new, new_len, &err),
        &err);
    pcs_buffer_clear(out);
    for (size_t i = 0; i < n; i++) {
        const pcs_word_edit *e = &edits[i];
        const char *text = e->change == PCS_WORDS_ADDED ? new : old;
        size_t len = e->end - e->start;
        assert_true(len > 0);
        assert_true(i == 0 || edits[i - 1].change != e->change);
        assert_false(i > 0 && edits[i - 1].change == PCS_WORDS_ADDED &&
                     e->change == PCS_WORDS_REMOVED);
        assert_int_equal(e->change == PCS_WORDS_ADDED ? b : a, e->start);
        if (e->change == PCS_WORDS_SAME)
            assert_memory_equal(old + a, new + b, len);
        a += e->change == PCS_WORDS_ADDED ? 0 : len;
        b += e->change == PCS_WORDS_REMOVED ? 0 : len;
        pcs_buffer_puts(out, on[e->change]);
        pcs_buffer_append(out, text + e->start, len);
        pcs_buffer_puts(out, off[e->change]);
    }
    assert_int_equal(old_len, a);
    assert_int_equal(new_len, b);
    assert_ok(pcs_buffer_status(out, &err), &err);
}

static const struct {
    const char *old, *new, *diff;
} cases[] = {
    {"Open your invoice.", "Open your bill.", "Open your [-invoice-]{+bill+}."},
    {"Open it.", "Open it now.", "Open it{+ now+}."},
    {"Select Save, then Close.", "Select Save.",
     "Select Save[-, then Close-]."},
    {"", "New.", "{+New.+}"},
    {"Old.", "", "[-Old.-]"},
    {"", "", ""},
    {"same", "same", "same"},
    /* What is left between two replaced words is no help. */
    {"Click left button", "Press right button",
     "[-Click left-]{+Press right+} button"},
    {"a-b", "c-d", "[-a-b-]{+c-d+}"},
    {"Click the left button", "Press the right button",
     "[-Click-]{+Press+} the [-left-]{+right+} button"},
    /* Any script; a letter with its accent is one. */
    {"구독을 취소합니다", "구독을 변경합니다",
     "구독을 [-취소합니다-]{+변경합니다+}"},
    {"cafe\xCC\x81 one", "cafe one", "[-cafe\xCC\x81-]{+cafe+} one"},
    {"ไปบ้าน", "ไปโรงเรียน", "ไป[-บ้าน-]{+โรงเรียน+}"},
    {"https://example.com/a/b", "https://example.com/a/c",
     "https://example.com/a/[-b-]{+c+}"},
    {"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB x", "\xF0\x9F\x91\xA9 x",
     "[-\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB-]{+\xF0\x9F\x91\xA9+} x"},
};

static void test_cases(void **state)
{
    (void)state;
    pcs_worddiff *d;
    pcs_buffer out = {0};
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_worddiff_new(&d, &err), &err);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        print(&out, d, cases[i].old, strlen(cases[i].old), cases[i].new,
              strlen(cases[i].new));
        assert_string_equal(cases[i].diff, out.data ? out.data : "");
    }
    pcs_buffer_dispose(&out);
    pcs_worddiff_free(d);
    pcs_worddiff_free(NULL);
}

static uint32_t seed = 7;

static uint32_t draw(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

static void append_piece(pcs_buffer *out)
{
    static const char *const pieces[] = {"a",
                                         "b",
                                         "word",
                                         " ",
                                         "  ",
                                         ".",
                                         ",",
                                         "-",
                                         "\t",
                                         "\n",
                                         "가",
                                         "訂",
                                         "ร",
                                         "\xCC\x81",
                                         "\xE2\x80\x8D",
                                         "\xEF\xBF\xBD",
                                         "[-",
                                         "+}"};
    static const char bytes[] = {'\0', '\x80', '\xFF', '\xC3'};
    uint32_t i = draw(sizeof pieces / sizeof *pieces + 1);
    if (i < sizeof pieces / sizeof *pieces)
        pcs_buffer_puts(out, pieces[i]);
    else
        pcs_buffer_putc(out, bytes[draw(sizeof bytes)]);
}

/* Whatever the bytes, both texts come out of their difference. */
static void test_random(void **state)
{
    (void)state;
    pcs_worddiff *d;
    pcs_buffer out = {0}, old = {0}, new = {0};
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_worddiff_new(&d, &err), &err);
    for (int i = 0; i < 3000; i++) {
        pcs_buffer_clear(&old);
        pcs_buffer_clear(&new);
        for (uint32_t left = draw(30); left > 0; left--)
            append_piece(&old);
        if (draw(2) && old.len)
            pcs_buffer_append(&new, old.data, draw((uint32_t)old.len));
        for (uint32_t left = draw(10); left > 0; left--)
            append_piece(&new);
        print(&out, d, old.data ? old.data : "", old.len,
              new.data ? new.data : "", new.len);
    }
    pcs_buffer_dispose(&out);
    pcs_buffer_dispose(&old);
    pcs_buffer_dispose(&new);
    pcs_worddiff_free(d);
}

/* Texts as no article has them: in time, and whole. */
static void test_large(void **state)
{
    (void)state;
    pcs_worddiff *d;
    pcs_buffer out = {0}, old = {0}, new = {0};
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_worddiff_new(&d, &err), &err);
    for (int i = 0; i < 100000; i++) {
        pcs_buffer_printf(&old, "%d ", i);
        pcs_buffer_printf(&new, "%d ", 100000 - i);
    }
    print(&out, d, old.data, old.len, new.data, new.len);
    /* What nobody would read as parts is one; its ends are kept. */
    pcs_buffer_clear(&old);
    pcs_buffer_clear(&new);
    pcs_buffer_puts(&old, "First");
    pcs_buffer_puts(&new, "First");
    for (int i = 0; i < 100; i++) {
        pcs_buffer_printf(&old, " same x%d", i);
        pcs_buffer_printf(&new, " same y%d", i);
    }
    pcs_buffer_puts(&old, " last.");
    pcs_buffer_puts(&new, " last.");
    print(&out, d, old.data, old.len, new.data, new.len);
    assert_memory_equal("First same [-x0 same", out.data, 20);
    assert_string_equal("y99+} last.", out.data + out.len - 11);
    pcs_buffer_dispose(&out);
    pcs_buffer_dispose(&old);
    pcs_buffer_dispose(&new);
    pcs_worddiff_free(d);
}

static void test_words(void **state)
{
    (void)state;
    pcs_worddiff *d;
    const uint64_t *words;
    size_t n;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_worddiff_new(&d, &err), &err);
    assert_ok(pcs_worddiff_words(&words, &n, d, "a b, a", 6, &err), &err);
    assert_int_equal(4, n);
    assert_int_equal(words[0], words[3]);
    assert_int_not_equal(words[0], words[1]);
    uint64_t first = words[0];
    assert_ok(pcs_worddiff_words(&words, &n, d, " \t a", 4, &err), &err);
    assert_int_equal(1, n);
    assert_int_equal(first, words[0]);
    assert_ok(pcs_worddiff_words(&words, &n, d, "", 0, &err), &err);
    assert_int_equal(0, n);
    pcs_worddiff_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases), cmocka_unit_test(test_random),
        cmocka_unit_test(test_large), cmocka_unit_test(test_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
