/* test_base_arena.c - memory that is freed all at once */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include <stdalign.h>

#include "base/arena.h"

static void test_alloc(void **state)
{
    (void)state;
    pcs_arena arena = {0};
    enum { N = 3000 };
    static unsigned char *parts[N];
    static size_t lens[N];
    size_t total = 0;
    for (size_t i = 0; i < N; i++) {
        lens[i] = random_below(i % 100 == 0 ? 100000 : 200);
        parts[i] = pcs_arena_alloc(&arena, lens[i]);
        assert_non_null(parts[i]);
        assert_int_equal((uintptr_t)parts[i] % alignof(max_align_t), 0);
        memset(parts[i], (int)(i % 251), lens[i]);
        total += lens[i];
        assert_true(arena.used >= total);
    }
    /* None has written into another. */
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < lens[i]; j++)
            assert_int_equal(parts[i][j], i % 251);
    pcs_arena_dispose(&arena);
    assert_int_equal(arena.used, 0);
    pcs_arena_dispose(&arena);
}

static void test_copy(void **state)
{
    (void)state;
    pcs_arena arena = {0};
    char *a = pcs_arena_copy(&arena, "abc", 2);
    char *b = pcs_arena_copy(&arena, NULL, 0);
    char *c = pcs_arena_copy(&arena, "x\0y", 3);
    assert_string_equal(a, "ab");
    assert_string_equal(b, "");
    assert_memory_equal(c, "x\0y", 4);
    pcs_arena_dispose(&arena);
}

/* Cleared memory is used again, in one block. */
static void test_clear(void **state)
{
    (void)state;
    pcs_arena arena = {0};
    pcs_arena_clear(&arena);
    void *first = pcs_arena_alloc(&arena, 10);
    pcs_arena_clear(&arena);
    assert_int_equal(arena.used, 0);
    assert_ptr_equal(pcs_arena_alloc(&arena, 10), first);
    for (int i = 0; i < 100; i++)
        assert_non_null(pcs_arena_alloc(&arena, 5000));
    pcs_arena_clear(&arena);
    char *again = pcs_arena_alloc(&arena, 60000);
    assert_non_null(again);
    memset(again, 1, 60000);
    pcs_arena_dispose(&arena);
}

static void test_too_much(void **state)
{
    (void)state;
    pcs_arena arena = {0};
    assert_null(pcs_arena_alloc(&arena, SIZE_MAX));
    assert_null(pcs_arena_alloc(&arena, SIZE_MAX - 3));
    assert_null(pcs_arena_copy(&arena, "x", SIZE_MAX / 2 + 1));
    assert_int_equal(arena.used, 0);
    assert_non_null(pcs_arena_alloc(&arena, 0));
    pcs_arena_dispose(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alloc),
        cmocka_unit_test(test_copy),
        cmocka_unit_test(test_clear),
        cmocka_unit_test(test_too_much),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
