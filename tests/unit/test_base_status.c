/* test_base_status.c - statuses and their messages */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include <errno.h>

#include "base/utf8.h"

static void test_names(void **state)
{
    (void)state;
    for (int i = PCS_OK; i <= PCS_EINDEX; i++) {
        const char *name = pcs_status_string((pcs_status)i);
        assert_true(*name != 0);
        assert_string_not_equal(name, pcs_status_string((pcs_status)99));
        for (int j = PCS_OK; j < i; j++)
            assert_string_not_equal(name, pcs_status_string((pcs_status)j));
    }
    assert_string_equal(pcs_status_string(PCS_ENOMEM), "out of memory");
    assert_string_equal(pcs_status_string((pcs_status)99), "unknown status");
}

static void assert_message(const char *text, const char *wanted)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_int_equal(pcs_error_set(&err, PCS_EFORMAT, "%s", text), PCS_EFORMAT);
    assert_int_equal(err.status, PCS_EFORMAT);
    assert_string_equal(err.message, wanted);
}

/* Names of files come from anywhere, and messages go to terminals. */
static void test_clean(void **state)
{
    (void)state;
    assert_message("plain", "plain");
    assert_message("", "");
    assert_message("구독 é \xF0\x9F\x98\x80", "구독 é \xF0\x9F\x98\x80");
    assert_message("a\nb\tc\x1B[31m\x7F", "a?b?c?[31m?");
    assert_message("\xC2\x9B"
                   "31m\xC2\x80",
                   "??31m??");
    assert_message("\xC2\xA0", "\xC2\xA0");
    assert_message("\xC3\x80\xC3\x9F", "\xC3\x80\xC3\x9F");
    assert_message("a\xFF"
                   "b\xE0\xA0",
                   "a?b??");
    assert_message("\xED\xA0\x80", "???");
    assert_message("x\xC3", "x?");
}

/* A long message is cut between two characters. */
static void test_cut(void **state)
{
    (void)state;
    for (size_t lead = 0; lead < 4; lead++) {
        char text[2048] = "aaa";
        text[lead] = 0;
        for (size_t i = 0; i < 500; i++)
            strcat(text, lead % 2 ? "구" : "\xF0\x9F\x98\x80");
        pcs_error err = PCS_ERROR_INIT;
        pcs_error_set(&err, PCS_EIO, "%s", text);
        size_t len = strlen(err.message);
        assert_true(len > PCS_ERROR_MESSAGE_MAX - 5);
        assert_int_equal(pcs_utf8_check(err.message, len), len);
        assert_memory_equal(err.message, text, len);
    }
    char text[PCS_ERROR_MESSAGE_MAX];
    memset(text, 'x', sizeof text);
    text[sizeof text - 1] = 0;
    assert_message(text, text);
}

static void test_sets(void **state)
{
    (void)state;
    pcs_error err = PCS_ERROR_INIT;
    assert_int_equal(err.status, PCS_OK);
    assert_string_equal(err.message, "");
    assert_int_equal(pcs_error_set(&err, PCS_ELIMIT, "%d of %s", 3, "x"),
                     PCS_ELIMIT);
    assert_string_equal(err.message, "3 of x");
    assert_int_equal(pcs_error_nomem(&err), PCS_ENOMEM);
    assert_int_equal(err.status, PCS_ENOMEM);
    assert_string_equal(err.message, "out of memory");
    assert_int_equal(pcs_error_set(NULL, PCS_EIO, "%s", "x"), PCS_EIO);
    assert_int_equal(pcs_error_nomem(NULL), PCS_ENOMEM);
    errno = EACCES;
    assert_int_equal(pcs_error_errno(NULL, "x"), PCS_EIO);
}

static void test_errno(void **state)
{
    (void)state;
    static const struct {
        int code;
        pcs_status status;
    } codes[] = {{ENOENT, PCS_ENOTFOUND}, {ENOTDIR, PCS_ENOTFOUND},
                 {ENOMEM, PCS_ENOMEM},    {EACCES, PCS_EIO},
                 {ENOSPC, PCS_EIO},       {EISDIR, PCS_EIO}};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        pcs_error err = PCS_ERROR_INIT;
        errno = codes[i].code;
        assert_int_equal(pcs_error_errno(&err, "some/path"), codes[i].status);
        assert_int_equal(err.status, codes[i].status);
        assert_memory_equal(err.message, "some/path: ", 11);
        assert_string_equal(err.message + 11, strerror(codes[i].code));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names), cmocka_unit_test(test_clean),
        cmocka_unit_test(test_cut),   cmocka_unit_test(test_sets),
        cmocka_unit_test(test_errno),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
