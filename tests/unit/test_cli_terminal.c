/* test_cli_terminal.c - standard streams, colour and width */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/terminal.h"

static int clear_environment(void **state)
{
    (void)state;
    static const char *const names[] = {
        "NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "TERM", "COLUMNS", "LINES"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unsetenv(names[i]);
    return 0;
}

static void test_when(void **state)
{
    (void)state;
    pcs_when when = PCS_WHEN_AUTO;
    assert_true(pcs_when_parse(&when, "never"));
    assert_int_equal(when, PCS_WHEN_NEVER);
    assert_true(pcs_when_parse(&when, "always"));
    assert_int_equal(when, PCS_WHEN_ALWAYS);
    assert_false(pcs_when_parse(&when, "Auto"));
    assert_false(pcs_when_parse(&when, ""));
    assert_int_equal(when, PCS_WHEN_ALWAYS);
}

static void test_color_follows_the_environment(void **state)
{
    (void)state;
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_false(pcs_terminal_is(file));
    assert_false(pcs_color_wanted(PCS_WHEN_AUTO, file));
    assert_true(pcs_color_wanted(PCS_WHEN_ALWAYS, file));
    setenv("CLICOLOR_FORCE", "0", 1);
    assert_false(pcs_color_wanted(PCS_WHEN_AUTO, file));
    setenv("CLICOLOR_FORCE", "1", 1);
    assert_true(pcs_color_wanted(PCS_WHEN_AUTO, file));
    assert_false(pcs_color_wanted(PCS_WHEN_NEVER, file));
    setenv("NO_COLOR", "", 1);
    assert_true(pcs_color_wanted(PCS_WHEN_AUTO, file));
    setenv("NO_COLOR", "1", 1);
    assert_false(pcs_color_wanted(PCS_WHEN_AUTO, file));
    assert_true(pcs_color_wanted(PCS_WHEN_ALWAYS, file));
    fclose(file);
}

static void test_width_comes_from_columns(void **state)
{
    (void)state;
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_int_equal(pcs_terminal_width(file), 80);
    setenv("COLUMNS", "120", 1);
    assert_int_equal(pcs_terminal_width(file), 120);
    setenv("COLUMNS", "1", 1);
    assert_int_equal(pcs_terminal_width(file), 20);
    setenv("COLUMNS", "99999999999999999999", 1);
    assert_int_equal(pcs_terminal_width(file), 1000);
    setenv("COLUMNS", "wide", 1);
    assert_int_equal(pcs_terminal_width(file), 80);
    setenv("COLUMNS", "90x", 1);
    assert_int_equal(pcs_terminal_width(file), 80);
    fclose(file);
}

static void test_rows_come_from_lines(void **state)
{
    (void)state;
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_int_equal(pcs_terminal_rows(file), 24);
    setenv("LINES", "50", 1);
    assert_int_equal(pcs_terminal_rows(file), 50);
    setenv("LINES", "1", 1);
    assert_int_equal(pcs_terminal_rows(file), 2);
    setenv("LINES", "many", 1);
    assert_int_equal(pcs_terminal_rows(file), 24);
    fclose(file);
}

static void test_capable_by_its_name(void **state)
{
    (void)state;
    assert_false(pcs_terminal_is_capable());
    setenv("TERM", "", 1);
    assert_false(pcs_terminal_is_capable());
    setenv("TERM", "dumb", 1);
    assert_false(pcs_terminal_is_capable());
    setenv("TERM", "xterm-256color", 1);
    assert_true(pcs_terminal_is_capable());
}

static void test_a_reader_that_goes_is_no_error(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pcs_cli_init();
    FILE *file = fdopen(ends[1], "w");
    assert_non_null(file);
    pcs_error err = PCS_ERROR_INIT;
    assert_int_equal(pcs_cli_write(file, "a", 1, &err), PCS_OUTPUT_OK);
    assert_int_equal(pcs_cli_flush(file, &err), PCS_OUTPUT_OK);
    close(ends[0]);
    assert_int_equal(pcs_cli_write(file, "b", 1, &err), PCS_OUTPUT_OK);
    assert_int_equal(pcs_cli_flush(file, &err), PCS_OUTPUT_CLOSED);
    static char much[200000];
    assert_int_equal(pcs_cli_write(file, much, sizeof much, &err),
                     PCS_OUTPUT_CLOSED);
    assert_int_equal(err.status, PCS_OK);
    fclose(file);
}

static void test_a_full_disk_is_an_error(void **state)
{
    (void)state;
    FILE *file = fopen("/dev/full", "w");
    if (file == NULL)
        return;
    pcs_error err = PCS_ERROR_INIT;
    assert_int_equal(pcs_cli_write(file, "a", 1, &err), PCS_OUTPUT_OK);
    assert_int_equal(pcs_cli_flush(file, &err), PCS_OUTPUT_ERROR);
    assert_int_equal(err.status, PCS_EIO);
    assert_string_equal(err.message,
                        "writing the output: No space left on device");
    assert_int_equal(pcs_cli_flush(file, NULL), PCS_OUTPUT_ERROR);
    fclose(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_when),
        cmocka_unit_test_setup(test_color_follows_the_environment,
                               clear_environment),
        cmocka_unit_test_setup(test_rows_come_from_lines, clear_environment),
        cmocka_unit_test_setup(test_capable_by_its_name, clear_environment),
        cmocka_unit_test_setup(test_width_comes_from_columns,
                               clear_environment),
        cmocka_unit_test(test_a_reader_that_goes_is_no_error),
        cmocka_unit_test(test_a_full_disk_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
