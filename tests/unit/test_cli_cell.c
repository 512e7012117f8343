/* test_cli_cell.c - text as a cell of a table in a file */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "cli/cell.h"

typedef size_t append(pcs_buffer *out, const char *text, size_t len);

static void expect(append *cell, const char *wanted, size_t replaced,
                   const char *text, size_t len)
{
    pcs_buffer out = {0};
    assert_int_equal(replaced, cell(&out, text, len));
    assert_string_equal(wanted, out.data ? out.data : "");
    pcs_buffer_dispose(&out);
}

#define EXPECT(cell, wanted, replaced, text)                                   \
    expect(cell, wanted, replaced, text, sizeof(text) - 1)

static void test_csv(void **state)
{
    (void)state;
    EXPECT(pcs_cell_csv, "", 0, "");
    EXPECT(pcs_cell_csv, "구독", 0, "구독");
    EXPECT(pcs_cell_csv, "\"a, \"\"b\"\"\"", 0, "a, \"b\"");
    EXPECT(pcs_cell_csv, "\"a\r\nb\"", 0, "a\r\nb");
    EXPECT(pcs_cell_csv, "\" a\"", 0, " a");
    EXPECT(pcs_cell_csv, "a\tb\\n", 0, "a\tb\\n");
    EXPECT(pcs_cell_csv, "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 4,
           "a\0\x1B\xC2\x9B\xFF");
}

static void test_tsv(void **state)
{
    (void)state;
    EXPECT(pcs_cell_tsv, "", 0, "");
    EXPECT(pcs_cell_tsv, "a, \"b\"", 0, "a, \"b\"");
    EXPECT(pcs_cell_tsv, "a\\tb\\nc\\rd\\\\n", 0, "a\tb\nc\rd\\n");
    EXPECT(pcs_cell_tsv, "\\u0000\\u001B\\u007F\\u009B", 0,
           "\0\x1B\x7F\xC2\x9B");
    EXPECT(pcs_cell_tsv, "\xEF\xBF\xBDx", 1, "\xFFx");
}

static void test_guard(void **state)
{
    static const char *const guarded[] = {"=1+1", "+1",  "-",   "@x", "\tx",
                                          "\rx",  "\nx", "＝1", "＋", "－",
                                          "＠",   "'=1", "''-"};
    static const char *const plain[] = {"",    "'", "'x", "x=1", " =1",
                                        "1-1", "—", "−",  "구독"};
    pcs_buffer out = {0};
    (void)state;
    for (size_t i = 0; i < sizeof guarded / sizeof *guarded; i++)
        assert_true(pcs_cell_is_guarded(guarded[i], strlen(guarded[i])));
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        assert_false(pcs_cell_is_guarded(plain[i], strlen(plain[i])));
    pcs_cell_csv(&out, "=1,2", 4);
    pcs_cell_tsv(&out, "\t'", 2);
    pcs_cell_tsv(&out, "'=", 2);
    assert_string_equal("\"'=1,2\"'\\t'''=", out.data);
    pcs_buffer_dispose(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_csv),
        cmocka_unit_test(test_tsv),
        cmocka_unit_test(test_guard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
