/* test_cli_pager.c - showing text a screen at a time */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "cli/pager.h"
#include "cli/terminal.h"

static void expect_choice(const char *own, const char *general,
                          const char *term, const char *command, bool is_named)
{
    own ? setenv("PCSEARCH_PAGER", own, 1) : unsetenv("PCSEARCH_PAGER");
    general ? setenv("PAGER", general, 1) : unsetenv("PAGER");
    term ? setenv("TERM", term, 1) : unsetenv("TERM");
    pcs_pager pager = pcs_pager_choose();
    if (command == NULL)
        assert_null(pager.command);
    else
        assert_string_equal(pager.command, command);
    assert_int_equal(pager.is_named, is_named);
}

static void test_choice(void **state)
{
    (void)state;
    expect_choice(NULL, NULL, "xterm", "less", false);
    expect_choice(NULL, "more", "xterm", "more", true);
    expect_choice("less -S", "more", "xterm", "less -S", true);
    expect_choice("", "more", "xterm", NULL, false);
    expect_choice(" ", NULL, "xterm", NULL, false);
    expect_choice(NULL, "cat", "xterm", NULL, false);
    expect_choice(NULL, "", "xterm", NULL, false);
    expect_choice("more", NULL, "dumb", NULL, false);
    expect_choice("more", NULL, NULL, NULL, false);
    expect_choice("more", NULL, "", NULL, false);
}

static bool is_long(const char *text, size_t width, size_t rows)
{
    return pcs_pager_is_long(text, strlen(text), width, rows);
}

static void test_length(void **state)
{
    (void)state;
    assert_false(is_long("", 10, 2));
    assert_false(is_long("a\nb\n", 10, 3));
    assert_true(is_long("a\nb\nc\n", 10, 3));
    assert_true(is_long("a\nb\nc", 10, 3));
    /* Long lines take more than one; wide characters two columns. */
    assert_false(is_long("0123456789\n", 10, 2));
    assert_true(is_long("0123456789a\n", 10, 2));
    assert_true(is_long("구구구구구구\n", 10, 2));
    assert_false(is_long("구구구구구\n", 10, 2));
    /* Escapes take none, whole or cut. */
    assert_false(is_long("\033[1;31m0123456789\033[0m\n", 10, 2));
    assert_false(is_long("\033]8;;file://long/address\033\\0123456789"
                         "\033]8;;\033\\\n",
                         10, 2));
    assert_false(is_long("\033]8;;file://long/address\a0123456789\n", 10, 2));
    assert_false(is_long("0123456789\033", 10, 2));
    assert_false(is_long("0123456789\033[", 10, 2));
    assert_false(is_long("0123456789\033]", 10, 2));
}

static void show(const char *command, const char *text, pcs_status wanted)
{
    pcs_pager pager = {command, true};
    pcs_error err = PCS_ERROR_INIT;
    assert_int_equal(pcs_pager_show(&pager, text, strlen(text), &err), wanted);
    if (wanted != PCS_OK)
        assert_non_null(strstr(err.message, command));
}

static void test_show(void **state)
{
    (void)state;
    char folder[] = "/tmp/pcs-pager-XXXXXX", command[96], path[64];
    pcs_buffer got = {0};
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/out", folder);
    snprintf(command, sizeof command, "cat > %s", path);
    show(command, "one\ntwo\n", PCS_OK);
    assert_int_equal(pcs_file_read(&got, path, 100, NULL), PCS_OK);
    assert_string_equal(got.data, "one\ntwo\n");
    pcs_buffer_dispose(&got);
    assert_int_equal(pcs_path_remove(folder, NULL), PCS_OK);
}

static void test_faults(void **state)
{
    (void)state;
    size_t len = 1 << 20;
    char *text = malloc(len);
    memset(text, 'a', len - 1);
    text[len - 1] = '\0';
    show("no-such-pager", text, PCS_ENOTFOUND);
    show("/", text, PCS_EIO);
    show("exec 2>/dev/null; no-such-pager -x", text, PCS_ENOTFOUND);
    show("exec 2>/dev/null; / -x", text, PCS_EIO);
    show("true", text, PCS_OK);
    show("exit 3", text, PCS_OK);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_choice),
        cmocka_unit_test(test_length),
        cmocka_unit_test(test_show),
        cmocka_unit_test(test_faults),
    };
    pcs_cli_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
