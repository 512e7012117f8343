/* test_index_statcache.c - what a writer remembers of files */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "index/statcache.h"

#define SECOND ((int64_t)1000000000)

static pcs_statcache_entry make(const char *source, const char *path, int i)
{
    pcs_statcache_entry e = {
        .source = source,
        .path = path,
        .stamp = {(uint64_t)i, (uint64_t)i + 1, i * SECOND, -i * SECOND},
        .hashed = (i + 100) * SECOND,
        .hash = UINT64_MAX - (uint64_t)i,
        .n_warnings = i % 2 ? (uint32_t)i : PCS_WARNINGS_UNKNOWN,
        .is_empty = i % 3 == 0};
    strcpy(e.locale, i % 4 ? "zh-Hant-TW" : "");
    return e;
}

/** Entries that differ in all that they hold, in a fresh index folder. */
static void write_some(void **state, pcs_statcache_entry *entries, size_t n)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_statcache cache = {.entries = entries, .len = n};
    assert_ok(pcs_path_make(scratch_path(state, "writing"), &err), &err);
    assert_ok(pcs_statcache_write(&cache, *state, &err), &err);
}

static void test_round_trip(void **state)
{
    pcs_statcache_entry entries[] = {
        make("a", "a.md", 1), make("a", "구독.md", 2),
        make("b", "a.md", 3), make("b", "x/a b\n.md", 4),
        make("c", "a.md", 5), make("c", "b.md", 8)};
    pcs_error err = PCS_ERROR_INIT;
    pcs_statcache back;
    write_some(state, entries, 6);
    assert_ok(pcs_statcache_read(&back, *state, &err), &err);
    assert_int_equal(back.len, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_true(pcs_statcache_entry_equals(&back.entries[i], &entries[i]));
        assert_ptr_equal(
            pcs_statcache_find(&back, entries[i].source, entries[i].path),
            &back.entries[i]);
    }
    assert_null(pcs_statcache_find(&back, "a", "b.md"));
    assert_null(pcs_statcache_find(&back, "", ""));
    assert_null(pcs_statcache_find(&back, "d", "a.md"));
    assert_int_not_equal(access(scratch_path(state, "writing/statcache"), F_OK),
                         0);
    /* Replaced by one of nothing. */
    write_some(state, entries, 0);
    pcs_statcache_dispose(&back);
    assert_ok(pcs_statcache_read(&back, *state, &err), &err);
    assert_int_equal(back.len, 0);
    pcs_statcache_dispose(&back);
}

static void test_missing(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_statcache cache;
    assert_ok(pcs_statcache_read(&cache, *state, &err), &err);
    assert_int_equal(cache.len, 0);
    assert_null(pcs_statcache_find(&cache, "a", "a.md"));
    pcs_statcache_dispose(&cache);
    /* No writing/ to begin in. */
    assert_fails(pcs_statcache_write(&cache, *state, &err), PCS_ENOTFOUND,
                 &err);
}

static size_t entries_of(void **state, const char *data, size_t len)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_statcache cache;
    assert_ok(pcs_file_write(scratch_path(state, "statcache"), data, len, &err),
              &err);
    assert_ok(pcs_statcache_read(&cache, *state, &err), &err);
    size_t n = cache.len;
    for (size_t i = 0; i < n; i++)
        assert_true(strlen(cache.entries[i].source) +
                        strlen(cache.entries[i].path) >
                    0);
    pcs_statcache_dispose(&cache);
    return n;
}

/* Nothing of a damaged file is believed. */
static void test_damage(void **state)
{
    pcs_statcache_entry entries[] = {make("a", "a.md", 1), make("b", "b", 2)};
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer good = {0};
    write_some(state, entries, 2);
    assert_ok(
        pcs_file_read(&good, scratch_path(state, "statcache"), 1 << 20, &err),
        &err);
    assert_int_equal(entries_of(state, good.data, good.len), 2);
    for (size_t i = 0; i < good.len; i++) {
        good.data[i] ^= (char)(1 << random_below(8));
        assert_int_equal(entries_of(state, good.data, good.len), 0);
        assert_int_equal(entries_of(state, good.data, i), 0);
        assert_ok(
            pcs_statcache_write(&(pcs_statcache){.entries = entries, .len = 2},
                                *state, &err),
            &err);
        assert_ok(pcs_file_read(&good, scratch_path(state, "statcache"),
                                1 << 20, &err),
                  &err);
    }
    pcs_buffer_putc(&good, 0);
    assert_int_equal(entries_of(state, good.data, good.len), 0);
    pcs_buffer_dispose(&good);
}

static void test_clean(void **state)
{
    const int64_t t = 1700000000 * SECOND;
    pcs_statcache_entry e = {.stamp = {10, 20, t, t},
                             .hashed = t + 2 * SECOND + 1};
    pcs_file_stamp stamp = e.stamp;
    assert_true(pcs_statcache_is_clean(&e, &stamp));
    stamp.size++;
    assert_false(pcs_statcache_is_clean(&e, &stamp));
    stamp = e.stamp;
    stamp.inode++;
    assert_false(pcs_statcache_is_clean(&e, &stamp));
    stamp = e.stamp;
    stamp.modified--;
    assert_false(pcs_statcache_is_clean(&e, &stamp));
    stamp = e.stamp;
    stamp.changed++;
    assert_false(pcs_statcache_is_clean(&e, &stamp));
    /* Read within two seconds of its change, of either kind. */
    stamp = e.stamp;
    e.hashed = t + 2 * SECOND;
    assert_false(pcs_statcache_is_clean(&e, &stamp));
    e.hashed++;
    e.stamp.changed = stamp.changed = t + 1;
    assert_false(pcs_statcache_is_clean(&e, &stamp));
    e.stamp.changed = stamp.changed = t - SECOND;
    assert_true(pcs_statcache_is_clean(&e, &stamp));
    e.stamp.modified = stamp.modified = t + 5 * SECOND;
    assert_false(pcs_statcache_is_clean(&e, &stamp));
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_round_trip),
        scratch_test(test_missing),
        scratch_test(test_damage),
        cmocka_unit_test(test_clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
