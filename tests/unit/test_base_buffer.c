/* test_base_buffer.c - growable bytes and arrays */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "base/buffer.h"

static void test_empty(void **state)
{
    (void)state;
    pcs_buffer b = {0};
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer_clear(&b);
    assert_null(b.data);
    assert_ok(pcs_buffer_status(&b, &err), &err);
    pcs_buffer_append(&b, NULL, 0);
    assert_non_null(b.data);
    assert_string_equal(b.data, "");
    assert_int_equal(b.len, 0);
    pcs_buffer_dispose(&b);
    pcs_buffer_dispose(&b);
    assert_null(b.data);
    assert_int_equal(b.cap, 0);
}

static void test_appends(void **state)
{
    (void)state;
    pcs_buffer b = {0};
    pcs_buffer_append(&b, "a\0b", 3);
    pcs_buffer_puts(&b, "cd");
    pcs_buffer_puts(&b, "");
    pcs_buffer_putc(&b, 'e');
    pcs_buffer_putc(&b, 0);
    pcs_buffer_printf(&b, "%d-%s", 42, "f");
    pcs_buffer_printf(&b, "%s", "");
    assert_int_equal(b.len, 11);
    assert_memory_equal(b.data,
                        "a\0bcde\0"
                        "42-f",
                        12);
    char *data = b.data;
    pcs_buffer_clear(&b);
    assert_int_equal(b.len, 0);
    assert_string_equal(b.data, "");
    pcs_buffer_puts(&b, "x");
    assert_ptr_equal(b.data, data);
    assert_string_equal(b.data, "x");
    pcs_buffer_dispose(&b);
}

/* Against a copy on the side, over every size at which it grows. */
static void test_grows(void **state)
{
    (void)state;
    static char copy[70000];
    pcs_buffer b = {0};
    size_t len = 0;
    while (len < 60000) {
        char part[300];
        size_t n = random_below(sizeof part);
        memset(part, 'a' + (int)random_below(26), n);
        memcpy(copy + len, part, n);
        part[n < 299 ? n : 299] = 0;
        len += n;
        if (n % 3 == 0)
            pcs_buffer_printf(&b, "%.*s", (int)n, part);
        else
            pcs_buffer_append(&b, part, n);
        assert_int_equal(b.len, len);
        assert_true(b.cap > b.len);
        assert_int_equal(b.data[b.len], 0);
    }
    assert_memory_equal(b.data, copy, len);
    pcs_buffer_dispose(&b);
    for (size_t n = 0; n < 300; n++) {
        memset(copy, 'x', n);
        pcs_buffer_append(&b, copy, n);
        assert_int_equal(b.data[n], 0);
        pcs_buffer_dispose(&b);
    }
}

static void test_reserve(void **state)
{
    (void)state;
    pcs_buffer b = {0};
    assert_true(pcs_buffer_reserve(&b, 1000));
    assert_true(b.cap > 1000);
    assert_int_equal(b.len, 0);
    assert_string_equal(b.data, "");
    char *data = b.data;
    memset(b.data, 'x', 1001);
    b.len = 1000;
    assert_true(pcs_buffer_reserve(&b, b.cap - 1001));
    assert_ptr_equal(b.data, data);
    pcs_buffer_dispose(&b);
}

/* A refusal sticks, until the buffer is cleared. */
static void test_failure(void **state)
{
    (void)state;
    pcs_buffer b = {0};
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer_puts(&b, "kept");
    assert_false(pcs_buffer_reserve(&b, SIZE_MAX));
    assert_true(b.failed);
    pcs_buffer_puts(&b, "lost");
    pcs_buffer_printf(&b, "lost");
    assert_false(pcs_buffer_reserve(&b, 0));
    assert_fails(pcs_buffer_status(&b, &err), PCS_ENOMEM, &err);
    assert_string_equal(b.data, "kept");
    pcs_buffer_clear(&b);
    pcs_buffer_puts(&b, "new");
    assert_ok(pcs_buffer_status(&b, &err), &err);
    assert_string_equal(b.data, "new");
    assert_false(pcs_buffer_reserve(&b, SIZE_MAX / 2));
    assert_int_equal(pcs_buffer_status(&b, NULL), PCS_ENOMEM);
    pcs_buffer_dispose(&b);
}

static void test_arrays(void **state)
{
    (void)state;
    uint64_t *items = NULL;
    size_t cap = 0;
    assert_true(PCS_ARRAY_RESERVE(items, cap, 0));
    assert_null(items);
    for (size_t n = 0; n < 5000; n++) {
        assert_true(PCS_ARRAY_RESERVE(items, cap, n + 1));
        assert_true(cap > n);
        items[n] = n;
    }
    for (size_t n = 0; n < 5000; n++)
        assert_int_equal(items[n], n);
    uint64_t *before = items;
    size_t before_cap = cap;
    assert_true(PCS_ARRAY_RESERVE(items, cap, 1));
    assert_false(PCS_ARRAY_RESERVE(items, cap, SIZE_MAX / 8));
    assert_false(PCS_ARRAY_RESERVE(items, cap, SIZE_MAX));
    assert_ptr_equal(items, before);
    assert_int_equal(cap, before_cap);
    free(items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),   cmocka_unit_test(test_appends),
        cmocka_unit_test(test_grows),   cmocka_unit_test(test_reserve),
        cmocka_unit_test(test_failure), cmocka_unit_test(test_arrays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
