/* test_cli_manual.c - help, version, man page and completions from a table */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/options.h"

static const char *const synopses[] = {"[-n N] WORD...", "--list", NULL};
static const pcs_option options[] = {
    {1, 'n', "limit", "N", NULL, "First", "Show N. Then [stop]: it's enough."},
    {2, 0, "color", "WHEN", "auto never", "First", "Colour."},
    {3, 0, "folder", "DIR", "@dir", "Second", "A folder."},
    {4, 0, "file", "FILE", "@file", "Second", "A file."},
    {5, 'q', "quiet-and-long-named", "X", NULL, "Second",
     "Words that go on until the line is full and has to be broken."},
};
static const pcs_section sections[] = {
    {"EXIT STATUS",
     "0\tGood. All is done.\n\n1\tBad.\n\n.dot and -x\n\n  a: b\n  c: d"},
    {NULL, NULL},
};
static const pcs_example examples[] = {
    {"Show one.", "tool -n 1 'a\\b'", 0},
    {"Find nothing.", "tool none", 1},
    {NULL, NULL, 0},
};
static const pcs_command command = {.name = "tool",
                                    .summary = "do things",
                                    .synopses = synopses,
                                    .options = options,
                                    .n_options = 5,
                                    .description = "One.\n\nTwo.",
                                    .sections = sections,
                                    .examples = examples,
                                    .see_also = "other(1)",
                                    .operands = "@dir"};

static void assert_holds(const pcs_buffer *out, const char *text)
{
    if (strstr(out->data, text) == NULL)
        fail_msg("\"%s\" is missing in:\n%s", text, out->data);
}

static void test_help(void **state)
{
    (void)state;
    pcs_buffer out = {0};
    pcs_command_help(&out, &command);
    assert_string_equal(
        out.data,
        "Usage: tool [-n N] WORD...\n"
        "       tool --list\n"
        "\n"
        "Do things.\n"
        "\n"
        "First:\n"
        "  -n, --limit N           Show N. Then [stop]: it's enough.\n"
        "      --color WHEN        Colour.\n"
        "\n"
        "Second:\n"
        "      --folder DIR        A folder.\n"
        "      --file FILE         A file.\n"
        "  -q, --quiet-and-long-named X\n"
        "                          Words that go on until the line is full and "
        "has to be\n"
        "                          broken.\n"
        "\n"
        "Examples:\n"
        "  tool -n 1 'a\\b'\n"
        "  tool none\n"
        "\n"
        "The manual: man tool. See also other(1).\n");
    pcs_buffer_dispose(&out);
}

static void test_man(void **state)
{
    (void)state;
    pcs_buffer out = {0};
    pcs_error err = PCS_ERROR_INIT;
    assert_int_equal(pcs_command_generate(&out, &command, "man", &err), PCS_OK);
    assert_holds(&out, ".TH TOOL 1 ");
    assert_holds(&out, ".SH NAME\ntool \\- do things\n");
    assert_holds(&out, "\\fBtool\\fR \\-\\-list\n");
    assert_holds(&out, ".SH DESCRIPTION\n.PP\nOne.\n.PP\nTwo.\n");
    assert_holds(&out, ".SS First\n.TP\n\\fB\\-n\\fR, \\fB\\-\\-limit\\fR "
                       "\\fIN\\fR\nShow N.\nThen [stop]: it\\(aqs enough.\n");
    assert_holds(&out, ".TP\n.B 0\nGood.\nAll is done.\n");
    assert_holds(&out, ".PP\n\\&.dot and \\-x\n");
    assert_holds(&out, ".PP\n.nf\n  a: b\n  c: d\n.fi\n");
    assert_holds(&out, ".EX\ntool \\-n 1 \\(aqa\\eb\\(aq\n.EE\n");
    assert_holds(&out, "(Exit status 1.)\n.\\\" exit 1\n");
    assert_holds(&out, ".SH SEE ALSO\nother(1)\n");
    pcs_buffer_dispose(&out);
}

static void test_completions(void **state)
{
    (void)state;
    pcs_buffer out = {0};
    assert_int_equal(
        pcs_command_generate(&out, &command, "complete-bash", NULL), PCS_OK);
    assert_holds(&out, "--color)\n        mapfile -t COMPREPLY < <(compgen -W "
                       "\"auto never\"");
    assert_holds(&out, "complete -F _tool tool\n");
    pcs_buffer_clear(&out);
    assert_int_equal(pcs_command_generate(&out, &command, "complete-zsh", NULL),
                     PCS_OK);
    assert_holds(&out, "#compdef tool\n");
    assert_holds(&out, "'*'{-n+,--limit=}'[Show N]:N: ' \\\n");
    assert_holds(&out, "'*'--folder='[A folder]:DIR:_files -/' \\\n");
    pcs_buffer_clear(&out);
    assert_int_equal(
        pcs_command_generate(&out, &command, "complete-fish", NULL), PCS_OK);
    assert_holds(&out, "complete -c tool -s n -l limit -x -d 'Show N'\n");
    assert_holds(&out, "complete -c tool -l color -x -a 'auto never' -d ");
    pcs_buffer_dispose(&out);
}

static void test_unknown_things_are_refused(void **state)
{
    (void)state;
    pcs_buffer out = {0};
    pcs_error err = PCS_ERROR_INIT;
    assert_int_equal(pcs_command_generate(&out, &command, "html", &err),
                     PCS_EINVAL);
    assert_string_equal(err.message,
                        "--generate html: the values are "
                        "man complete-bash complete-zsh complete-fish");
    out.failed = true;
    assert_int_equal(pcs_command_generate(&out, &command, "man", &err),
                     PCS_ENOMEM);
    pcs_buffer_dispose(&out);
}

static void test_version(void **state)
{
    (void)state;
    pcs_buffer out = {0};
    pcs_command_version(&out, &command);
    assert_memory_equal(out.data, "tool ", 5);
    assert_int_equal(out.data[out.len - 1], '\n');
    pcs_buffer_dispose(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_help),
        cmocka_unit_test(test_man),
        cmocka_unit_test(test_completions),
        cmocka_unit_test(test_unknown_things_are_refused),
        cmocka_unit_test(test_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
