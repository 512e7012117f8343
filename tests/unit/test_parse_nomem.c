/* test_parse_nomem.c - each allocation of the parser is refused in turn
 *
 * Linked with -Wl,--wrap=malloc,--wrap=realloc: the parser's own calls go
 * through here, those within libraries do not. */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_parse_common.h"

#define RUNS_MAX 5000

void *__real_malloc(size_t size);
void *__real_realloc(void *p, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_realloc(void *p, size_t size);

static long left = -1; /* allocations that still succeed; -1: all */

static int is_refused(void)
{
    if (left < 0)
        return 0;
    if (left == 0)
        return 1;
    left--;
    return 0;
}

void *__wrap_malloc(size_t size)
{
    return is_refused() ? NULL : __real_malloc(size);
}

void *__wrap_realloc(void *p, size_t size)
{
    return is_refused() ? NULL : __real_realloc(p, size);
}

/* Something of everything, with little of each. */
static const char document[] =
    "---\ntitle: t\nkeys: [a, {b: c}]\nx: *y\n---\n[\xc3\xa9 r]: s\n"
    "# " SEG("a-1", "h", "i") " " SEG(
        "a-2", "j", "k") "\n"
                         "## plain\n"
                         "- " SEG("a-3",
                                  "`c` \\* <xref:%41> [a](b&amp;\\_) "
                                  "[c][\xc3\x89 R] _d_ "
                                  "&amp; \xff",
                                  "**e**<!-- f --> ~~g~~ "
                                  "https://x.example/y") "\n" TTU("a-4",
                                                                  "x") "\n";

static void refuse_each(const char *path)
{
    pcs_article a = {0};
    int refused = 0;
    for (long n = 0; n < RUNS_MAX; n++) {
        pcs_error err = PCS_ERROR_INIT;
        left = n;
        pcs_status status = pcs_article_parse(&a, NULL, path, document,
                                              sizeof document - 1, &err);
        left = -1;
        if (status == PCS_OK)
            break;
        refused++;
        assert_int_equal(status, PCS_ENOMEM);
        assert_int_equal(err.status, PCS_ENOMEM);
        assert_int_equal(a.n_segments, 0);
        pcs_article_dispose(&a);
    }
    assert_true(refused > 10 && refused < RUNS_MAX);
    assert_int_equal(a.n_segments, 3);
    pcs_article_dispose(&a);
}

static void test_markdown(void **state)
{
    (void)state;
    refuse_each("a.md");
}

static void test_yaml(void **state)
{
    (void)state;
    refuse_each("a.yml");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_markdown),
        cmocka_unit_test(test_yaml),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
