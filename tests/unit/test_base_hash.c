/* test_base_hash.c - checksums, and the identity of a pair of texts */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "base/hash.h"

/* Published values of XXH3-64: indexes on disks hold them. */
static void test_hash64(void **state)
{
    (void)state;
    assert_int_equal(pcs_hash64("", 0), 0x2D06800538D394C2u);
    assert_int_equal(pcs_hash64(NULL, 0), 0x2D06800538D394C2u);
    assert_int_equal(pcs_hash64("abc", 3), 0x78AF5F94892F3950u);
    static char zeros[5000];
    uint64_t last = 0;
    for (size_t n = 1; n < sizeof zeros; n += 7) {
        uint64_t hash = pcs_hash64(zeros, n);
        assert_true(hash != last);
        last = hash;
    }
}

/* A file has the hash of its bytes, whatever pieces it is read in. */
static void test_files(void **state)
{
    static const size_t sizes[] = {0, 1, 1 << 20, (1 << 20) + 1, 3 << 20};
    const char *path = scratch_path(state, "file");
    char *data = malloc(3 << 20);
    uint64_t hash, size;
    pcs_error err = PCS_ERROR_INIT;
    assert_non_null(data);
    for (size_t i = 0; i < 3 << 20; i++)
        data[i] = (char)(i * 31 >> 3);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        assert_ok(pcs_file_write(path, data, sizes[i], &err), &err);
        assert_ok(pcs_hash_file(&hash, &size, path, &err), &err);
        assert_int_equal(size, sizes[i]);
        assert_int_equal(hash, pcs_hash64(data, sizes[i]));
    }
    free(data);
    assert_fails(pcs_hash_file(&hash, &size, scratch_path(state, "no"), &err),
                 PCS_ENOTFOUND, &err);
    assert_int_equal(hash + size, 0);
    assert_fails(pcs_hash_file(&hash, &size, *state, &err), PCS_EIO, &err);
}

static bool equal(pcs_hash128 a, pcs_hash128 b)
{
    return a.low == b.low && a.high == b.high;
}

/* Of two strings, which are told apart wherever the border between them is. */
static void test_pairs(void **state)
{
    (void)state;
    static const char text[] = "one text and another";
    enum { N = sizeof text };
    pcs_hash128 hashes[2 * N];
    for (size_t i = 0; i < N; i++) {
        hashes[i] = pcs_hash_pair(text, i, text + i, N - i);
        hashes[N + i] = pcs_hash_pair(text + i, N - i, text, i);
    }
    for (size_t i = 0; i < 2 * N; i++)
        for (size_t j = 0; j < i; j++)
            assert_false(equal(hashes[i], hashes[j]));
    assert_true(equal(hashes[3], pcs_hash_pair(text, 3, text + 3, N - 3)));
}

/* A bit anywhere in either text changes both halves. */
static void test_bits(void **state)
{
    (void)state;
    char a[40] = "local", b[40] = "english";
    pcs_hash128 whole = pcs_hash_pair(a, sizeof a, b, sizeof b);
    for (size_t i = 0; i < 8 * (sizeof a + sizeof b); i++) {
        size_t at = i / 8 % sizeof a;
        char *side = i < 8 * sizeof a ? a : b;
        side[at] = (char)(side[at] ^ 1 << i % 8);
        pcs_hash128 hash = pcs_hash_pair(a, sizeof a, b, sizeof b);
        side[at] = (char)(side[at] ^ 1 << i % 8);
        assert_true(hash.low != whole.low && hash.high != whole.high);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hash64),
        cmocka_unit_test(test_pairs),
        scratch_test(test_files),
        cmocka_unit_test(test_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
