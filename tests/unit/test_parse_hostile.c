/* test_parse_hostile.c - documents made to be slow are read in linear time */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <time.h>

#include "test_parse_common.h"

#include "base/buffer.h"

/* A document of a mebibyte takes about 10 ms; that much again, and the room
 * that sanitizers and a busy machine need, are fifty times the usual. What is
 * quadratic takes minutes. */
#define SECONDS_MAX 0.5
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED
#endif
#ifdef IS_SANITIZED
#define SLOWDOWN 10
#else
#define SLOWDOWN 1
#endif
/* Below valgrind, which is there for what is read, a sixteenth of the bytes. */
static size_t mib = (size_t)1 << 20;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* What scripts/test sets where it runs tests below valgrind. */
static double slowdown(void)
{
    const char *more = getenv("PCS_TEST_SLOWDOWN");
    return SLOWDOWN * (more ? strtod(more, NULL) : 1);
}

static void assert_fast(const char *path, const pcs_buffer *doc,
                        const char *what)
{
    pcs_article a = {0};
    pcs_error err = PCS_ERROR_INIT;
    double start = now();
    assert_false(doc->failed);
    pcs_status status =
        pcs_article_parse(&a, NULL, path, doc->data, doc->len, &err);
    double seconds = now() - start;
    assert_true(status == PCS_OK || status == PCS_ELIMIT);
    if (seconds > SECONDS_MAX * slowdown())
        fail_msg("%.3f s for %s", seconds, what);
    pcs_article_dispose(&a);
}

static void repeat(pcs_buffer *doc, const char *what, size_t len)
{
    size_t begin = doc->len, n = strlen(what);
    while (doc->len - begin + n <= len && !doc->failed)
        pcs_buffer_append(doc, what, n);
}

/* Ever longer, or ever shorter, runs of backticks. */
static void backticks(pcs_buffer *doc, int from, int to, int step)
{
    for (int n = from; n != to; n += step) {
        for (int i = 0; i < n; i++)
            pcs_buffer_putc(doc, '`');
        pcs_buffer_putc(doc, 'a');
    }
}

static const char *const tokens[] = {
    "[",
    "![",
    "<!--",
    "*a ",
    "_a ",
    "&",
    "<span ",
    "<span data-ttu-id=",
    "\\",
    "> ",
    "<span>",
    "</span>",
    "__",
    "~",
    "&#",
    "&#1",
    "`a",
    "``a`",
    "(",
    "[](",
    "[a](",
    "[a]( \"",
    "[a](\" ",
    "[a][",
    "](",
    "][",
    "\"",
    "<xref:",
    "<xref:%",
    "<http:",
    "<a ",
    "<img alt=\"",
    "<img alt=",
    "[!NOTE",
    "[!INCLUDE [",
    "[!CODE-",
    "<",
    "</",
    "\1",
    "\xff",
    "\t",
    " ",
    "#",
    "# ",
    "|",
    "-",
    "- ",
    "1. ",
    "&aaaaaaaaaaaa",
    "*",
    "**a",
    "_",
    "_a_a",
    "a_",
    "a*",
    "[a][b]",
    "![a][b](c)",
    "<td>",
    "<table>",
    "\xe3\x80\x80",
    "\r",
    "data-ttu-id",
    "<span data-ttu-id=\"a\">",
    "<span data-stu-id=\"a\">",
    "<span class=\"sxs-lookup\">",
    "</span ",
    "\n",
    "[x]: y\n",
    "\n[",
    "\n```",
    "\n~~~\n",
    "\n# ",
    "\n- ",
    "\n===\n",
    "data-ttu-id\n===\n",
    "\n---|---\n",
    "\\\n",
    "[a\n",
    "\n  [a",
    "a: &a\n",
    "? ",
    "%TAG ! x\n",
    "'",
    "{",
};

static void append_segment(pcs_buffer *doc, size_t i, const char *what)
{
    pcs_buffer_printf(doc, "<span data-ttu-id=\"a-%zu\">", i);
    repeat(doc, what, mib / 17);
    pcs_buffer_printf(doc,
                      "</span><span class=\"sxs-lookup\"><span data-stu-id="
                      "\"a-%zu\">x</span></span>\n",
                      i);
}

static void test_anywhere(void **state)
{
    (void)state;
    pcs_buffer doc = {0};
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++) {
        pcs_buffer_clear(&doc);
        repeat(&doc, tokens[i], mib);
        pcs_buffer_puts(&doc, "\n" SEG("a-1", "x", "y"));
        assert_fast("a.md", &doc, tokens[i]);
        assert_fast("a.yml", &doc, tokens[i]);
    }
    pcs_buffer_dispose(&doc);
}

static void test_in_segments(void **state)
{
    (void)state;
    pcs_buffer doc = {0};
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++) {
        pcs_buffer_clear(&doc);
        pcs_buffer_puts(&doc, "[zz]: y\n");
        for (size_t k = 0; k < 16; k++)
            append_segment(&doc, k, tokens[i]);
        assert_fast("a.md", &doc, tokens[i]);
        assert_fast("a.yml", &doc, tokens[i]);
    }
    pcs_buffer_dispose(&doc);
}

static void test_in_headings_and_front_matter(void **state)
{
    (void)state;
    pcs_buffer doc = {0};
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++) {
        pcs_buffer_clear(&doc);
        pcs_buffer_puts(&doc, "# ");
        repeat(&doc, tokens[i], mib - 2);
        pcs_buffer_puts(&doc, "\n" SEG("a-1", "x", "y"));
        assert_fast("a.md", &doc, tokens[i]);
        pcs_buffer_clear(&doc);
        pcs_buffer_puts(&doc, "---\na: ");
        repeat(&doc, tokens[i], mib - 3);
        pcs_buffer_puts(&doc, "\n---\n" SEG("a-1", "x", "y"));
        assert_fast("a.md", &doc, tokens[i]);
    }
    pcs_buffer_dispose(&doc);
}

static void test_runs_of_backticks(void **state)
{
    (void)state;
    pcs_buffer doc = {0};
    pcs_buffer_puts(&doc, "# ");
    backticks(&doc, 1, 1000, 1);
    backticks(&doc, 1000, 1, -1);
    pcs_buffer_puts(&doc, "\n" SEG("a-1", "x", "y"));
    assert_fast(NULL, &doc, "backticks");
    pcs_buffer_dispose(&doc);
}

static void test_nul(void **state)
{
    (void)state;
    pcs_buffer doc = {0};
    pcs_buffer_puts(&doc, "# ");
    for (size_t i = 0; i < mib - 2; i++)
        pcs_buffer_putc(&doc, 0);
    pcs_buffer_puts(&doc, "\n" SEG("a-1", "x", "y"));
    assert_fast(NULL, &doc, "NUL");
    pcs_buffer_dispose(&doc);
}

static void test_deep_spans(void **state)
{
    (void)state;
    pcs_buffer doc = {0};
    pcs_buffer_puts(&doc, "<span data-ttu-id=\"a\">");
    repeat(&doc, "<span>", 24000);
    repeat(&doc, "</span>", 28000);
    pcs_buffer_puts(&doc, "</span><span class=\"sxs-lookup\">"
                          "<span data-stu-id=\"a\">");
    repeat(&doc, "<span>", 65000);
    pcs_buffer_puts(&doc, "</span></span>\n");
    assert_fast(NULL, &doc, "deep spans");
    pcs_buffer_dispose(&doc);
}

static void test_many_segments(void **state)
{
    (void)state;
    pcs_buffer doc = {0};
    repeat(&doc, "# " SEG("a", "x", "y") "\n", 4 * mib);
    assert_fast("a.md", &doc, "segments");
    assert_fast("a.yml", &doc, "segments of one id");
    pcs_buffer_clear(&doc);
    pcs_buffer_puts(&doc, "# ");
    repeat(&doc, SEG("a", "x", "y"), mib - 2);
    assert_fast("a.md", &doc, "segments on a line");
    pcs_buffer_clear(&doc);
    for (size_t i = 1; i < 1500; i++) {
        pcs_buffer_puts(&doc, "<span data-ttu-id='");
        repeat(&doc, "a", i);
        pcs_buffer_puts(&doc, "'>x</span><span class='sxs-lookup'><span "
                              "data-stu-id='");
        repeat(&doc, "a", i);
        pcs_buffer_puts(&doc, "'>y</span></span>\n");
    }
    assert_fast("a.yml", &doc, "ids that begin one another");
    pcs_buffer_dispose(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_anywhere),
        cmocka_unit_test(test_in_segments),
        cmocka_unit_test(test_in_headings_and_front_matter),
        cmocka_unit_test(test_runs_of_backticks),
        cmocka_unit_test(test_nul),
        cmocka_unit_test(test_deep_spans),
        cmocka_unit_test(test_many_segments),
    };
    if (getenv("PCS_TEST_SLOWDOWN"))
        mib >>= 4;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
