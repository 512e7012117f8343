/* test_base_nomem.c - each allocation of base is refused in turn */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/hash.h"
#include "base/pool.h"
#include "base/utf8.h"

static pcs_status try_buffer(void *context, pcs_error *err)
{
    (void)context;
    pcs_buffer b = {0};
    for (int i = 0; i < 100; i++) {
        pcs_buffer_puts(&b, "some text");
        pcs_buffer_printf(&b, "%d", i);
        pcs_buffer_putc(&b, 'x');
        pcs_utf8_repair(&b, "a\xFF", 2);
    }
    pcs_status status = pcs_buffer_status(&b, err);
    if (status == PCS_OK)
        assert_int_equal(b.len, 100 * (9 + 1 + 1 + 4) + 90);
    else if (b.data)
        assert_int_equal(b.data[b.len], 0);
    pcs_buffer_dispose(&b);
    return status;
}

static pcs_status try_array(void *context, pcs_error *err)
{
    (void)context;
    int *items = NULL;
    size_t cap = 0;
    pcs_status status = PCS_OK;
    for (size_t n = 0; status == PCS_OK && n < 1000; n++) {
        if (PCS_ARRAY_RESERVE(items, cap, n + 1))
            items[n] = (int)n;
        else
            status = pcs_error_nomem(err);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(items[i], i);
    }
    free(items);
    return status;
}

static pcs_status try_arena(void *context, pcs_error *err)
{
    (void)context;
    pcs_arena arena = {0};
    pcs_status status = PCS_OK;
    for (int i = 0; status == PCS_OK && i < 10; i++)
        if (!pcs_arena_alloc(&arena, 30000) ||
            !pcs_arena_copy(&arena, "abc", 3))
            status = pcs_error_nomem(err);
    pcs_arena_dispose(&arena);
    return status;
}

static pcs_status try_files(void *context, pcs_error *err)
{
    pcs_buffer text = {0};
    char *path = pcs_path_join(context, "file");
    pcs_status status = path ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = pcs_file_write(path, "text", 4, err);
    if (status == PCS_OK)
        status = pcs_file_read(&text, path, 100, err);
    if (status == PCS_OK)
        assert_string_equal(text.data, "text");
    uint64_t hash, size;
    if (status == PCS_OK)
        status = pcs_hash_file(&hash, &size, path, err);
    pcs_buffer_dispose(&text);
    free(path);
    return status;
}

static void test_values(void **state)
{
    (void)state;
    assert_true(refuse_each(try_buffer, NULL) >= 4);
    assert_true(refuse_each(try_array, NULL) >= 4);
    assert_true(refuse_each(try_arena, NULL) >= 4);
}

static void test_files(void **state)
{
    assert_true(refuse_each(try_files, *state) >= 2);
}

/* With fewer threads than asked for, a pool works all the same. */
static void test_pool(void **state)
{
    (void)state;
    for (long n = 0; n < 8; n++) {
        pcs_pool *pool;
        pcs_error err = PCS_ERROR_INIT;
        allocations_left = n;
        pcs_status status = pcs_pool_new(&pool, 4, &err);
        allocations_left = -1;
        assert_int_equal(status, n < 3 ? PCS_ENOMEM : PCS_OK);
        assert_int_equal(pool == NULL, n < 3);
        pcs_pool_free(pool);
    }
}

static int ran;

static void run(void *context, size_t worker)
{
    (void)context, (void)worker;
    ran++;
}

static void test_pool_add(void **state)
{
    (void)state;
    pcs_pool *pool;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_pool_new(&pool, 1, &err), &err);
    allocations_left = 0;
    pcs_status status = pcs_pool_add(pool, run, NULL, 0, &err);
    allocations_left = -1;
    assert_int_equal(status, PCS_ENOMEM);
    pcs_pool_wait(pool);
    assert_int_equal(ran, 0);
    assert_ok(pcs_pool_add(pool, run, NULL, 0, &err), &err);
    pcs_pool_free(pool);
    assert_int_equal(ran, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        scratch_test(test_files),
        cmocka_unit_test(test_pool),
        cmocka_unit_test(test_pool_add),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
