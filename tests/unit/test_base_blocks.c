/* test_base_blocks.c - what goes over blocks of bytes, against plain loops */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "base/bytesfind.h"
#include "base/zeros.h"

static uint32_t chance = 3;

static uint32_t draw(uint32_t n)
{
    chance = chance * 1664525u + 1013904223u;
    return (chance >> 16) % n;
}

/* Bytes of few kinds, some of them leads of UTF-8, so that there is much that
 * is nearly the needle. Each is memory of its own: what is read beyond it is
 * seen. */
static char *draw_bytes(size_t n)
{
    static const char kinds[] = "ab\xEA\xB5\xAC";
    char *bytes = malloc(n ? n : 1);
    assert_non_null(bytes);
    for (size_t i = 0; i < n; i++)
        bytes[i] = kinds[draw(draw(3) ? 2 : 5)];
    return bytes;
}

static void test_find(void **state)
{
    (void)state;
    size_t n_found = 0;
    for (size_t i = 0; i < 20000; i++) {
        size_t len = draw(draw(4) ? 40 : 700), n = draw(draw(3) ? 6 : 20);
        char *data = draw_bytes(len), *needle = draw_bytes(n);
        const char *wanted = n ? memmem(data, len, needle, n) : data;
        assert_ptr_equal(wanted, pcs_bytes_find(data, len, needle, n));
        n_found += n && wanted;
        free(data);
        free(needle);
    }
    assert_in_range(n_found, 2000, 18000);
}

static void test_zeros(void **state)
{
    (void)state;
    for (size_t i = 0; i < 5000; i++) {
        size_t len = draw(1500), from = draw((uint32_t)len + 1);
        char *data = calloc(len + 1, 1);
        assert_non_null(data);
        for (uint32_t more = draw(3); more > 0 && len > 0; more--)
            data[draw((uint32_t)len)] = 1;
        size_t end = pcs_zeros_end(data, from, len), next = from;
        while (next < len && !data[next])
            next++;
        assert_in_range(end, from, next);
        assert_true(next - end < PCS_ZEROS_BLOCK);
        free(data);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_zeros),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
