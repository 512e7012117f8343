/* test_cli_options.c - reading command lines */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/options.h"

enum { INDEX = 1, LIMIT, MEMORY, COUNT, COLOR, FILES, WAIT };

static const char *const synopses[] = {"[OPTIONS] WORD...", NULL};
static const pcs_option options[] = {
    {INDEX, 'i', "index", "DIR", "@dir", "A", "The index."},
    {LIMIT, 'n', "limit", "N", NULL, "A", "How many."},
    {MEMORY, 0, "memory", "SIZE", NULL, "A", "How much."},
    {COUNT, 'c', "count", NULL, NULL, "B", "Count."},
    {COLOR, 0, "color", "WHEN", "auto always never", "B", "Colour."},
    {FILES, 'l', "files-with-matches", NULL, NULL, "B", "Files."},
    {WAIT, 'w', "wait", "[=SECONDS]", NULL, "B", "Wait."},
};
static const pcs_command command = {.name = "tool",
                                    .summary = "try options",
                                    .synopses = synopses,
                                    .options = options,
                                    .n_options = 7,
                                    .description = "Text.",
                                    .see_also = "other(1)",
                                    .operands_exclude = true};

#define START(args, ...)                                                       \
    char *argv[] = {(char *)"tool", __VA_ARGS__, NULL};                        \
    pcs_args args;                                                             \
    pcs_args_init(&args, &command, (int)(sizeof argv / sizeof *argv) - 1, argv)

/* One command line whose first error has this message. */
#define assert_fails(wanted, ...)                                              \
    do {                                                                       \
        START(args, __VA_ARGS__);                                              \
        int got = 0;                                                           \
        while ((got = pcs_args_next(&args)) != PCS_ARG_ERROR)                  \
            assert_int_not_equal(got, PCS_ARG_END);                            \
        assert_string_equal(args.message, wanted);                             \
        pcs_args_dispose(&args);                                               \
    } while (0)

static void expect(pcs_args *args, int id, const char *value)
{
    assert_int_equal(pcs_args_next(args), id);
    if (value == NULL)
        assert_null(args->value);
    else
        assert_string_equal(args->value, value);
}

static void test_order_is_kept(void **state)
{
    (void)state;
    START(args, "one", "-n", "5", "two", "--index=dir", "-cl", "-", "-n7", "--",
          "-x", "--count");
    expect(&args, PCS_ARG_OPERAND, "one");
    expect(&args, LIMIT, "5");
    expect(&args, PCS_ARG_OPERAND, "two");
    expect(&args, INDEX, "dir");
    expect(&args, COUNT, NULL);
    assert_string_equal(args.option->name, "count");
    expect(&args, FILES, NULL);
    expect(&args, PCS_ARG_OPERAND, "-");
    expect(&args, LIMIT, "7");
    expect(&args, PCS_ARG_OPERAND, "-x");
    expect(&args, PCS_ARG_OPERAND, "--count");
    expect(&args, PCS_ARG_END, NULL);
    expect(&args, PCS_ARG_END, NULL);
    pcs_args_dispose(&args);
}

/* It is given behind an equals sign, so that an operand may follow. */
static void test_values_may_be_left_out(void **state)
{
    (void)state;
    START(args, "--wait", "5", "--wait=7", "--wait=", "-w", "-w9", "x");
    expect(&args, WAIT, NULL);
    expect(&args, PCS_ARG_OPERAND, "5");
    expect(&args, WAIT, "7");
    expect(&args, WAIT, "");
    expect(&args, WAIT, NULL);
    expect(&args, WAIT, "9");
    expect(&args, PCS_ARG_OPERAND, "x");
    expect(&args, PCS_ARG_END, NULL);
    pcs_args_dispose(&args);
    pcs_buffer help = {0};
    pcs_command_help(&help, &command);
    assert_non_null(strstr(help.data, "-w, --wait[=SECONDS]"));
    pcs_buffer_dispose(&help);
}

static void test_nothing_given(void **state)
{
    (void)state;
    char *argv[] = {(char *)"tool", NULL};
    pcs_args args;
    pcs_args_init(&args, &command, 1, argv);
    assert_int_equal(pcs_args_next(&args), PCS_ARG_END);
    pcs_args_dispose(&args);
}

static void test_unknown_options_name_the_cure(void **state)
{
    (void)state;
    assert_fails("unknown option -x; see tool --help", "-x");
    assert_fails("unknown option --zzz; see tool --help", "--zzz=1");
    assert_fails("unknown option --colour; did you mean --color?",
                 "--colour=never");
    assert_fails("unknown option --memroy; did you mean --memory?", "--memroy");
    assert_fails("unknown option -count; did you mean --count?", "-count");
    assert_fails("unknown option -\xEF\xBF\xBD[2J; to exclude a term write: "
                 "tool -- '-\xEF\xBF\xBD[2J'",
                 "-\033[2J");
    assert_fails("unknown option -title:x; to exclude a term write: "
                 "tool -- '-title:x word'",
                 "-title:x", "word");
}

static void test_abbreviations_are_refused(void **state)
{
    (void)state;
    assert_fails("unknown option --lim; did you mean --limit?", "--lim", "5");
    assert_fails("unknown option --lim; did you mean --limit?", "--lim=5");
    assert_fails("unknown option --lim; did you mean --limit?", "--lim");
    assert_fails("unknown option --cou; did you mean --count?", "--cou=5");
    assert_fails("unknown option --c; did you mean --count?", "--c");
}

static void test_exclusion_shows_the_quoted_form(void **state)
{
    (void)state;
    assert_fails("unknown option -en:subscription; to exclude a term write: "
                 "tool '구독 -en:subscription'",
                 "구독", "-en:subscription");
    assert_fails("unknown option -x; to exclude a term write: "
                 "tool 'it'\\''s -x a b'",
                 "it's", "-x", "a", "b", "-c", "d");
    assert_fails("unknown option --flag; to search for it write: "
                 "tool 'git --flag'",
                 "git", "--flag");
}

static void test_values_are_checked(void **state)
{
    (void)state;
    assert_fails("--limit needs a value: --limit N", "--limit");
    assert_fails("--limit needs a value: --limit N", "-n");
    assert_fails("--count takes no value: write --count", "--count=3");
    assert_fails("--color red: the values are auto always never", "--color",
                 "red");
    assert_fails("--color aut: the values are auto always never",
                 "--color=aut");
    assert_fails("--color : the values are auto always never", "--color=");
}

static void test_long_messages_are_cut_between_characters(void **state)
{
    (void)state;
    char word[2000] = "-x";
    for (size_t i = 2; i + 3 < sizeof word; i += 3)
        memcpy(word + i, "구", 4);
    START(args, word);
    assert_int_equal(pcs_args_next(&args), PCS_ARG_ERROR);
    size_t len = strlen(args.message);
    assert_in_range(len, PCS_ARGS_MESSAGE_MAX - 4, PCS_ARGS_MESSAGE_MAX - 1);
    assert_string_equal(args.message + len - 3, "구");
    pcs_args_dispose(&args);
}

static bool read_number(const char *text, uint64_t max, uint64_t *out)
{
    pcs_args args = {.value = text, .option = &options[1]};
    return pcs_args_number(&args, max, out);
}

static bool read_size(const char *text, uint64_t *out)
{
    pcs_args args = {.value = text, .option = &options[2]};
    return pcs_args_size(&args, 1024, out);
}

static void test_numbers(void **state)
{
    (void)state;
    uint64_t n = 1;
    assert_true(read_number("0", 10, &n) && n == 0);
    assert_true(read_number("010", 10, &n) && n == 10);
    assert_true(read_number("18446744073709551615", UINT64_MAX, &n));
    static const char *const bad[] = {
        "", "11", "-1", "+1", " 1", "1 ", "1x", "0x1", "99999999999999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(read_number(bad[i], 10, &n));
    pcs_args args = {.value = "many", .option = &options[1]};
    assert_false(pcs_args_number(&args, 10, &n));
    assert_string_equal(args.message,
                        "--limit many: write a number from 0 to 10");
}

static bool read_seconds(const char *text, uint64_t *out)
{
    pcs_args args = {.value = text, .option = &options[1]};
    return pcs_args_seconds(&args, 3600000, out);
}

static void test_seconds(void **state)
{
    (void)state;
    uint64_t ms = 1;
    assert_true(read_seconds("0", &ms) && ms == 0);
    assert_true(read_seconds("1", &ms) && ms == 1000);
    assert_true(read_seconds("0.25", &ms) && ms == 250);
    assert_true(read_seconds("0.0004", &ms) && ms == 0);
    assert_true(read_seconds("3600.0", &ms) && ms == 3600000);
    static const char *const bad[] = {"",
                                      "3601",
                                      "-1",
                                      "1.",
                                      ".5",
                                      "1s",
                                      "nan",
                                      "inf",
                                      "0x1",
                                      "1 ",
                                      "+1",
                                      "1e2",
                                      "999999999999999999999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(read_seconds(bad[i], &ms));
    pcs_args args = {.value = "soon", .option = &options[1]};
    assert_false(pcs_args_seconds(&args, 3600000, &ms));
    assert_string_equal(
        args.message,
        "--limit soon: write seconds from 0 to 3600, such as 0.5");
}

static void test_sizes(void **state)
{
    (void)state;
    uint64_t n = 0;
    assert_true(read_size("2048", &n) && n == 2048);
    assert_true(read_size("2048B", &n) && n == 2048);
    assert_true(read_size("512M", &n) && n == (uint64_t)512 << 20);
    assert_true(read_size("1.5g", &n) && n == (uint64_t)1536 << 20);
    assert_true(read_size("64KiB", &n) && n == 65536);
    assert_true(read_size("64KB", &n) && n == 65536);
    assert_true(read_size("1T", &n) && n == (uint64_t)1 << 40);
    static const char *const bad[] = {"",    "M",   "-1M", "1.M", "1MM",
                                      "inf", "nan", "0x1", "10X", "9999999T",
                                      "1",   "0",   "1 M", ".5M"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(read_size(bad[i], &n));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_is_kept),
        cmocka_unit_test(test_values_may_be_left_out),
        cmocka_unit_test(test_nothing_given),
        cmocka_unit_test(test_unknown_options_name_the_cure),
        cmocka_unit_test(test_abbreviations_are_refused),
        cmocka_unit_test(test_exclusion_shows_the_quoted_form),
        cmocka_unit_test(test_values_are_checked),
        cmocka_unit_test(test_long_messages_are_cut_between_characters),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_seconds),
        cmocka_unit_test(test_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
