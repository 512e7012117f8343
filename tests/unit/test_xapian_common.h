/* test_xapian_common.h - what the tests of the Xapian wrapper share */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TEST_XAPIAN_COMMON_H
#define TEST_XAPIAN_COMMON_H

#include "xapian-c.h"

#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/** A literal as pointer and length. */
#define LIT(text) (text), (sizeof(text) - 1)

/** A call that must succeed; its last argument is &err. */
#define OK(call)                                                               \
    do {                                                                       \
        xapian_error err = {XAPIAN_OK, ""};                                    \
        const xapian_status got_ = (call);                                     \
        if (got_ != XAPIAN_OK) {                                               \
            fail_msg("%s: %s: %s", #call, xapian_status_string(got_),          \
                     err.message);                                             \
        }                                                                      \
    } while (0)

/** A call that must fail in this way, with a message of one line. */
#define FAILS(wanted, call)                                                    \
    do {                                                                       \
        xapian_error err = {XAPIAN_OK, ""};                                    \
        const xapian_status got_ = (call);                                     \
        if (got_ != (wanted)) {                                                \
            fail_msg("%s: not %s but %s: %s", #call, #wanted,                  \
                     xapian_status_string(got_), err.message);                 \
        }                                                                      \
        assert_int_equal(err.status, got_);                                    \
        assert_int_not_equal(err.message[0], '\0');                            \
        assert_null(strchr(err.message, '\n'));                                \
    } while (0)

/** A text handed out must equal a literal. */
static inline void check_text(const char *data, size_t len, const char *wanted)
{
    assert_non_null(data);
    assert_int_equal(len, strlen(wanted));
    assert_memory_equal(data, wanted, len);
    assert_int_equal(data[len], '\0');
}

/** A directory of the test's own, in state. */
static inline int test_dir_new(void **state)
{
    const char *base = getenv("TMPDIR");
    char *path = malloc(4096);
    assert_non_null(path);
    snprintf(path, 4096, "%s/xapian-c-XXXXXX", base ? base : P_tmpdir);
    assert_non_null(mkdtemp(path));
    *state = path;
    return 0;
}

static inline int test_dir_remove(const char *path, const struct stat *st,
                                  int kind, struct FTW *walk)
{
    (void)st;
    (void)kind;
    (void)walk;
    return remove(path);
}

static inline int test_dir_free(void **state)
{
    nftw(*state, test_dir_remove, 8, FTW_DEPTH | FTW_PHYS);
    free(*state);
    return 0;
}

/** dir/name, in one of a few buffers that take turns. */
static inline const char *in_dir(void **state, const char *name)
{
    static _Thread_local char paths[8][5000];
    static _Thread_local unsigned turn;
    char *path = paths[turn++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", (const char *)*state, name);
    return path;
}

/**
 * Fills doc as number i of the test's collection: terms "all", "even" or "odd",
 * "n<i>" and "w" with wdf i at positions 1 and 5; slot 0 the parity, slot 1 i
 * as a number; data "doc <i>".
 */
static inline void test_document_fill(xapian_document *doc, uint32_t i)
{
    char name[16], data[24], number[XAPIAN_NUMBER_MAX];
    const int name_len = snprintf(name, sizeof name, "n%u", i);
    const int data_len = snprintf(data, sizeof data, "doc %u", i);
    const char *parity = i % 2 ? "odd" : "even";
    size_t number_len;
    const xapian_term terms[] = {
        {LIT("all"), 1},
        {parity, strlen(parity), 1},
        {name, (size_t)name_len, 1},
    };
    OK(xapian_document_clear(doc, &err));
    OK(xapian_document_add_terms(doc, terms, 3, &err));
    OK(xapian_document_add_posting(doc, LIT("w"), 1, i - 1, &err));
    OK(xapian_document_add_posting(doc, LIT("w"), 5, 1, &err));
    OK(xapian_document_set_value(doc, 0, parity, strlen(parity), &err));
    OK(xapian_number_serialise(i, number, &number_len, &err));
    OK(xapian_document_set_value(doc, 1, number, number_len, &err));
    OK(xapian_document_set_data(doc, data, (size_t)data_len, &err));
}

/** Opens path to write, with documents first to last under their numbers. */
static inline xapian_writable *test_writable_new(const char *path, int flags,
                                                 uint32_t first, uint32_t last)
{
    xapian_writable *w;
    xapian_document *doc;
    OK(xapian_writable_open(&w, path, flags, 0, &err));
    OK(xapian_document_new(&doc, &err));
    for (uint32_t i = first; i <= last; i++) {
        test_document_fill(doc, i);
        OK(xapian_writable_replace(w, i, doc, &err));
    }
    xapian_document_free(doc);
    OK(xapian_writable_commit(w, &err));
    return w;
}

/** The same, closed and opened to read. */
static inline xapian_database *test_database_new(const char *path,
                                                 uint32_t first, uint32_t last)
{
    xapian_writable *w = test_writable_new(path, 0, first, last);
    OK(xapian_writable_close(w, &err));
    xapian_writable_free(w);
    xapian_database *db;
    OK(xapian_database_open(&db, path, XAPIAN_OPEN_GLASS, &err));
    return db;
}

/** Overwrites a file from offset to its end. */
static inline void test_file_ruin(const char *path, off_t offset)
{
    const int fd = open(path, O_WRONLY);
    assert_true(fd >= 0);
    struct stat st;
    assert_int_equal(fstat(fd, &st), 0);
    for (off_t at = offset; at < st.st_size; at++) {
        const unsigned char c = (unsigned char)(at * 37 + 11);
        assert_int_equal(pwrite(fd, &c, 1, at), 1);
    }
    close(fd);
}

/** How many descriptors the process has open, beside the one to look. */
static inline int test_descriptors(void)
{
    int n = 0;
    for (int fd = 0; fd < 256; fd++) {
        n += fcntl(fd, F_GETFD) >= 0;
    }
    return n;
}

#endif
