/* test_store_listcache.c - lists that were made before, and those forgotten */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "store/listcache.h"

enum { MEMORY = 64 << 10, LISTS = 5000 };

/* Number i of the list of key k; every third list has large ones. */
static uint32_t number(size_t k, size_t i)
{
    return (uint32_t)(k * 7 + i * 13 + (k % 3 == 0 ? 1u << 20 : 0));
}

static size_t length(size_t k)
{
    return k % 50;
}

static pcs_list_key name(char out[32], size_t k, char kind)
{
    size_t len = (size_t)snprintf(out, 32, "key %zu", k);
    return (pcs_list_key){kind, out, len};
}

static void put(pcs_list_cache *c, size_t k, char kind, bool with_more)
{
    char text[32];
    uint32_t a[64], b[64];
    pcs_list_key key = name(text, k, kind);
    for (size_t i = 0; i < length(k); i++) {
        a[i] = number(k, i);
        b[i] = (uint32_t)i;
    }
    pcs_list_cache_put(c, &key, a, with_more ? b : NULL, length(k));
}

/* Whether a list is known; it is what was put. */
static bool knows(pcs_list_cache *c, size_t k, char kind, bool with_more)
{
    char text[32];
    uint32_t numbers[64];
    pcs_kept_list list;
    pcs_list_key key = name(text, k, kind);
    size_t n = length(k);
    if (!pcs_list_cache_get(&list, c, &key))
        return false;
    assert_int_equal(with_more ? 2 * n : n, list.n);
    pcs_kept_list_copy(numbers, &list, 0, n);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(number(k, i), numbers[i]);
    if (with_more)
        pcs_kept_list_copy(numbers, &list, n, n);
    for (size_t i = 0; with_more && i < n; i++)
        assert_int_equal(i, numbers[i]);
    return true;
}

static void test_kinds(void **state)
{
    (void)state;
    pcs_list_cache *c = pcs_list_cache_new(MEMORY);
    put(c, 30, 'a', false);
    put(c, 31, 'b', true);
    assert_true(knows(c, 30, 'a', false));
    assert_true(knows(c, 31, 'b', true));
    assert_false(knows(c, 30, 'b', false));
    assert_false(knows(c, 31, 'a', true));
    pcs_list_cache_free(c);
}

/* What is asked for again and again stays while thousands of others pass. */
static void test_forgets(void **state)
{
    (void)state;
    pcs_list_cache *c = pcs_list_cache_new(MEMORY);
    size_t n_known = 0, n_kept = 0;
    put(c, 7, 'a', false);
    for (size_t k = 100; k < LISTS; k++) {
        put(c, k, 'a', k % 2);
        if (knows(c, 7, 'a', false))
            n_kept++;
        else
            put(c, 7, 'a', false);
    }
    for (size_t k = 100; k < LISTS; k++)
        n_known += knows(c, k, 'a', k % 2);
    assert_true(n_kept > (LISTS - 100) * 9 / 10);
    assert_true(n_known > 100 && n_known < LISTS / 2);
    assert_true(knows(c, LISTS - 1, 'a', true));
    pcs_list_cache_free(c);
}

static void test_too_long(void **state)
{
    (void)state;
    static uint32_t many[MEMORY];
    pcs_list_cache *c = pcs_list_cache_new(MEMORY);
    pcs_list_key key = {'a', "many", 4};
    pcs_kept_list list;
    pcs_list_cache_put(c, &key, many, NULL, MEMORY);
    assert_false(pcs_list_cache_get(&list, c, &key));
    pcs_list_cache_put(c, &key, NULL, NULL, 0);
    assert_true(pcs_list_cache_get(&list, c, &key));
    assert_int_equal(0, list.n);
    assert_false(pcs_list_cache_get(&list, NULL, &key));
    pcs_list_cache_put(NULL, &key, many, NULL, 1);
    pcs_list_cache_free(c);
    pcs_list_cache_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_forgets),
        cmocka_unit_test(test_too_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
