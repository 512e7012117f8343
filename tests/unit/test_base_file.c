/* test_base_file.c - files and folders, and every way they refuse */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include <fcntl.h>

static bool exists(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0;
}

static void write_text(const char *path, const char *text)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_file_write(path, text, strlen(text), &err), &err);
}

static void test_write_and_read(void **state)
{
    const char *path = scratch_path(state, "a");
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer text = {0};
    static const size_t sizes[] = {0, 1, 65535, 65536, 200000, 3};
    static char data[200000];
    for (size_t i = 0; i < sizeof data; i++)
        data[i] = (char)(i % 251);
    for (size_t i = 0; i < 6; i++) {
        assert_ok(pcs_file_write(path, data, sizes[i], &err), &err);
        assert_ok(pcs_file_read(&text, path, 1 << 20, &err), &err);
        assert_int_equal(text.len, sizes[i]);
        assert_memory_equal(text.data, data, sizes[i]);
        assert_int_equal(text.data[text.len], 0);
    }
    pcs_buffer_dispose(&text);
}

static void test_limit(void **state)
{
    const char *path = scratch_path(state, "a");
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer text = {0};
    write_text(path, "12345");
    assert_ok(pcs_file_read(&text, path, 5, &err), &err);
    assert_string_equal(text.data, "12345");
    assert_fails(pcs_file_read(&text, path, 4, &err), PCS_ELIMIT, &err);
    /* Files whose size is not known before they are read. */
    assert_fails(pcs_file_read(&text, "/proc/self/maps", 100, &err), PCS_ELIMIT,
                 &err);
    assert_ok(pcs_file_read(&text, "/proc/self/maps", 1 << 24, &err), &err);
    assert_true(text.len > 100);
    pcs_buffer_dispose(&text);
}

/* The stamp is that of the bytes that were read. */
static void test_stamp(void **state)
{
    const char *path = scratch_path(state, "a");
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer text = {0};
    pcs_file_stamp stamp, now;
    bool is_stable;
    write_text(path, "12345");
    assert_ok(pcs_file_read_stamped(&text, &stamp, &is_stable, path, 5, &err),
              &err);
    assert_true(is_stable);
    assert_int_equal(stamp.size, 5);
    assert_ok(pcs_file_stamp_take(&now, path, &err), &err);
    assert_true(pcs_file_stamp_equals(&stamp, &now));
    /* A time far ahead, and the same size. */
    struct timespec times[2] = {{.tv_sec = 1LL << 33}, {.tv_sec = 1LL << 33}};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    assert_ok(pcs_file_stamp_take(&now, path, &err), &err);
    assert_false(pcs_file_stamp_equals(&stamp, &now));
    assert_int_equal(now.modified, (int64_t)((1ULL << 33) * 1000000000u));
    /* More bytes than the size tells: it cannot vouch for them. */
    assert_ok(pcs_file_read_stamped(&text, &stamp, &is_stable,
                                    "/proc/self/maps", 1 << 24, &err),
              &err);
    assert_false(is_stable);
    assert_fails(pcs_file_read_stamped(&text, &stamp, &is_stable,
                                       scratch_path(state, "none"), 5, &err),
                 PCS_ENOTFOUND, &err);
    assert_false(is_stable);
    pcs_buffer_dispose(&text);
}

static void test_irregular(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer text = {0};
    const char *fifo = scratch_path(state, "fifo");
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_fails(pcs_file_read(&text, fifo, 10, &err), PCS_EINVAL, &err);
    assert_fails(pcs_file_read(&text, *state, 10, &err), PCS_EINVAL, &err);
    assert_fails(pcs_file_read(&text, "/dev/zero", 10, &err), PCS_EINVAL, &err);
    assert_fails(pcs_file_read(&text, scratch_path(state, "no"), 10, &err),
                 PCS_ENOTFOUND, &err);
    assert_non_null(strstr(err.message, "/no"));
    assert_fails(pcs_file_read(&text, scratch_path(state, "fifo/x"), 10, &err),
                 PCS_ENOTFOUND, &err);
    pcs_buffer_dispose(&text);
}

static void test_write_errors(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_fails(pcs_file_write(*state, "x", 1, &err), PCS_EIO, &err);
    assert_fails(pcs_file_write(scratch_path(state, "no/x"), "x", 1, &err),
                 PCS_ENOTFOUND, &err);
    assert_fails(pcs_file_write("/dev/full", "x", 1, &err), PCS_EIO, &err);
    assert_non_null(strstr(err.message, "/dev/full"));
}

static void test_map(void **state)
{
    const char *path = scratch_path(state, "a");
    pcs_error err = PCS_ERROR_INIT;
    pcs_map map;
    write_text(path, "mapped");
    assert_ok(pcs_map_open(&map, path, &err), &err);
    assert_int_equal(map.len, 6);
    assert_memory_equal(map.data, "mapped", 6);
    pcs_map_close(&map);
    assert_null(map.data);
    pcs_map_close(&map);
    write_text(path, "");
    assert_ok(pcs_map_open(&map, path, &err), &err);
    assert_null(map.data);
    assert_int_equal(map.len, 0);
    pcs_map_close(&map);
    assert_fails(pcs_map_open(&map, scratch_path(state, "no"), &err),
                 PCS_ENOTFOUND, &err);
    assert_fails(pcs_map_open(&map, *state, &err), PCS_EIO, &err);
    assert_null(map.data);
}

static void test_make(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    const char *deep = scratch_path(state, "a/b//c");
    assert_ok(pcs_path_make(deep, &err), &err);
    assert_ok(pcs_path_make(deep, &err), &err);
    assert_ok(pcs_path_make("/", &err), &err);
    assert_ok(pcs_path_make(scratch_path(state, "a/d/"), &err), &err);
    assert_true(exists(scratch_path(state, "a/b/c")));
    assert_true(exists(scratch_path(state, "a/d")));
    assert_ok(pcs_path_make(scratch_path(state, "long/name"), &err), &err);
    assert_false(exists(scratch_path(state, "lon")));
    assert_false(exists(scratch_path(state, "long/nam")));
    write_text(scratch_path(state, "file"), "x");
    assert_fails(pcs_path_make(scratch_path(state, "file"), &err), PCS_EIO,
                 &err);
    assert_fails(pcs_path_make(scratch_path(state, "file/x"), &err),
                 PCS_ENOTFOUND, &err);
    assert_int_equal(symlink("nowhere", scratch_path(state, "link")), 0);
    assert_fails(pcs_path_make(scratch_path(state, "link"), &err), PCS_EIO,
                 &err);
    assert_int_not_equal(pcs_path_make("", &err), PCS_OK);
}

/* Nothing behind a symbolic link is removed. */
static void test_remove(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_path_make(scratch_path(state, "kept"), &err), &err);
    write_text(scratch_path(state, "kept/file"), "x");
    assert_ok(pcs_path_make(scratch_path(state, "gone/a/b"), &err), &err);
    write_text(scratch_path(state, "gone/a/file"), "x");
    assert_int_equal(symlink("../kept", scratch_path(state, "gone/link")), 0);
    assert_ok(pcs_path_remove(scratch_path(state, "gone"), &err), &err);
    assert_false(exists(scratch_path(state, "gone")));
    assert_true(exists(scratch_path(state, "kept/file")));
    assert_ok(pcs_path_remove(scratch_path(state, "gone"), &err), &err);
    assert_int_equal(symlink("kept", scratch_path(state, "link")), 0);
    assert_ok(pcs_path_remove(scratch_path(state, "link"), &err), &err);
    assert_false(exists(scratch_path(state, "link")));
    assert_true(exists(scratch_path(state, "kept/file")));
    assert_ok(pcs_path_remove(scratch_path(state, "kept/file"), &err), &err);
    assert_false(exists(scratch_path(state, "kept/file")));
    assert_fails(pcs_path_remove("/proc/self/status", &err), PCS_EIO, &err);
}

static void test_rename(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer text = {0};
    const char *from = scratch_path(state, "from");
    const char *to = scratch_path(state, "to");
    write_text(from, "new");
    write_text(to, "old");
    assert_ok(pcs_path_rename(from, to, &err), &err);
    assert_false(exists(from));
    assert_ok(pcs_file_read(&text, to, 100, &err), &err);
    assert_string_equal(text.data, "new");
    assert_fails(pcs_path_rename(from, to, &err), PCS_ENOTFOUND, &err);
    assert_fails(pcs_path_rename(to, *state, &err), PCS_EIO, &err);
    pcs_buffer_dispose(&text);
    /* A name without a folder is one in the working folder. */
    char *here = getcwd(NULL, 0);
    assert_non_null(here);
    assert_int_equal(chdir(*state), 0);
    pcs_status status = pcs_path_rename("to", "again", &err);
    assert_int_equal(chdir(here), 0);
    free(here);
    assert_ok(status, &err);
    assert_true(exists(scratch_path(state, "again")));
}

static void test_sync(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    write_text(scratch_path(state, "a"), "x");
    assert_ok(pcs_path_sync(scratch_path(state, "a"), &err), &err);
    assert_ok(pcs_path_sync(*state, &err), &err);
    assert_fails(pcs_path_sync(scratch_path(state, "no"), &err), PCS_ENOTFOUND,
                 &err);
}

static void test_join(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"a", "b", "a/b"},         {"a/", "b", "a/b"},
        {"/", "b", "/b"},          {"", "b", "b"},
        {"a", "", "a/"},           {"", "", ""},
        {"a/b", "c/d", "a/b/c/d"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = pcs_path_join(cases[i][0], cases[i][1]);
        assert_string_equal(path, cases[i][2]);
        free(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_write_and_read), scratch_test(test_limit),
        scratch_test(test_stamp),          scratch_test(test_irregular),
        scratch_test(test_write_errors),   scratch_test(test_map),
        scratch_test(test_make),           scratch_test(test_remove),
        scratch_test(test_rename),         scratch_test(test_sync),
        cmocka_unit_test(test_join),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
