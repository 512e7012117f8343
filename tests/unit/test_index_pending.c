/* test_index_pending.c - the paths of a source that are to be looked at */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "index/pending.h"

static void test_sorted_and_once(void **state)
{
    static const char *const added[] = {"b.md", "a/z.md", "b.md", "a",
                                        "c.md", "a/b.md", "a",    "a.md"};
    static const char *const wanted[] = {"a",      "a.md", "a/b.md",
                                         "a/z.md", "b.md", "c.md"};
    (void)state;
    pcs_pending pending = {0};
    assert_true(pcs_pending_is_empty(&pending));
    for (size_t i = 0; i < 8; i++)
        pcs_pending_add(&pending, added[i]);
    assert_false(pcs_pending_is_empty(&pending));
    assert_false(pending.is_whole);
    assert_int_equal(pending.len, 6);
    for (size_t i = 0; i < 6; i++)
        assert_string_equal(pending.paths[i], wanted[i]);
    pcs_pending_dispose(&pending);
    assert_true(pcs_pending_is_empty(&pending));
}

static void add_number(pcs_pending *pending, uint32_t number)
{
    char path[32];
    snprintf(path, sizeof path, "folder/%u.md", number);
    pcs_pending_add(pending, path);
}

static void test_too_many(void **state)
{
    (void)state;
    pcs_pending pending = {0};
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < PCS_PENDING_MAX; i++)
            add_number(&pending, i);
        for (uint32_t i = 0; i < PCS_PENDING_MAX; i++)
            add_number(&pending, i);
        assert_false(pending.is_whole);
        assert_int_equal(pending.len, PCS_PENDING_MAX);
        add_number(&pending, PCS_PENDING_MAX);
        assert_true(pending.is_whole);
        assert_int_equal(pending.len, 0);
        add_number(&pending, 1);
        assert_int_equal(pending.len, 0);
        pcs_pending_clear(&pending);
        assert_true(pcs_pending_is_empty(&pending));
    }
    pcs_pending_dispose(&pending);
}

static void test_all(void **state)
{
    (void)state;
    pcs_pending pending = {0};
    add_number(&pending, 1);
    pcs_pending_add_all(&pending);
    assert_true(pending.is_whole);
    assert_int_equal(pending.len, 0);
    assert_false(pcs_pending_is_empty(&pending));
    pcs_pending_clear(&pending);
    add_number(&pending, 2);
    assert_int_equal(pending.len, 1);
    assert_string_equal(pending.paths[0], "folder/2.md");
    pcs_pending_dispose(&pending);
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* What is there is what was added, whatever the order. */
static void test_any_order(void **state)
{
    (void)state;
    for (int round = 0; round < 200; round++) {
        pcs_pending pending = {0};
        bool seen[100] = {false};
        size_t n = 0;
        for (uint32_t i = random_below(150); i > 0; i--) {
            uint32_t number = random_below(100);
            n += !seen[number];
            seen[number] = true;
            add_number(&pending, number);
        }
        assert_int_equal(pending.len, n);
        for (size_t i = 0; i < n; i++) {
            assert_true(seen[atoi(pending.paths[i] + strlen("folder/"))]);
            if (i > 0)
                assert_true(compare(&pending.paths[i - 1], &pending.paths[i]) <
                            0);
        }
        pcs_pending_dispose(&pending);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sorted_and_once),
        cmocka_unit_test(test_too_many),
        cmocka_unit_test(test_all),
        cmocka_unit_test(test_any_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
