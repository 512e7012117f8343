/* test_cli_hyperlink.c - links that a terminal opens */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/hyperlink.h"

static void expect(const char *text, const char *path, uint32_t line,
                   const char *wanted)
{
    pcs_hyperlink_format format = {NULL};
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer out = {0};
    assert_int_equal(pcs_hyperlink_parse(&format, text, &err), PCS_OK);
    pcs_hyperlink_begin(&out, &format, path, line);
    pcs_buffer_puts(&out, "x");
    pcs_hyperlink_end(&out, &format);
    assert_string_equal(out.data, wanted);
    pcs_buffer_dispose(&out);
}

static void test_formats(void **state)
{
    (void)state;
    expect("vscode", "/a/b.md", 7,
           "\033]8;;vscode://file/a/b.md:7:1\033\\x\033]8;;\033\\");
    expect("grep+", "/a", 0,
           "\033]8;;grep+://"
           "/a:1\033\\x\033]8;;\033\\");
    expect("x-y.z:{line}{path}%7B", "/a", 12,
           "\033]8;;x-y.z:12/a%7B\033\\x\033]8;;\033\\");
    expect("none", "/a", 1, "x");
}

static void test_host(void **state)
{
    (void)state;
    char host[257] = "", wanted[400];
    gethostname(host, 256);
    for (const char *p = host; *p != '\0'; p++)
        if (strchr("-._~", *p) == NULL &&
            !((*p | 32) >= 'a' && (*p | 32) <= 'z') &&
            !(*p >= '0' && *p <= '9'))
            skip();
    strcat(strcat(strcpy(wanted, "\033]8;;file://"), host),
           "/a\033\\x\033]8;;\033\\");
    expect("default", "/a", 1, wanted);
    expect("file", "/a", 1, wanted);
}

/* No byte of a path gets out of the address. */
static void test_every_byte(void **state)
{
    (void)state;
    pcs_hyperlink_format format = {"p:{path}"};
    for (int c = 1; c < 256; c++) {
        char path[] = {'/', (char)c, '\0'};
        pcs_buffer out = {0};
        pcs_hyperlink_begin(&out, &format, path, 1);
        assert_memory_equal(out.data, "\033]8;;p:/", 8);
        assert_memory_equal(out.data + out.len - 2, "\033\\", 2);
        bool is_kept = out.len == 11;
        if (is_kept)
            assert_int_equal((unsigned char)out.data[8], c);
        else
            assert_int_equal(out.data[8], '%');
        bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                        (c >= 'a' && c <= 'z') ||
                        (c < 0x80 && strchr("-._~/", c) != NULL);
        assert_int_equal(is_kept, is_plain);
        pcs_buffer_dispose(&out);
    }
    expect("p:{path}", "/\033]8;;\a구", 1,
           "\033]8;;p:/%1B%5D8%3B%3B%07%EA%B5%AC\033\\x\033]8;;\033\\");
    /* What a path holds is no format. */
    expect("p:{path}", "/{line}", 3,
           "\033]8;;p:/%7Bline%7D\033\\x\033]8;;\033\\");
}

static void test_faults(void **state)
{
    (void)state;
    static const struct {
        const char *text, *part;
    } cases[] = {
        {"", "write one of default"},
        {"vscod", "write one of default"},
        {"{path}", "write one of default"},
        {"1x:{path}", "write one of default"},
        {"file://", "{path}"},
        {"file:{path}{nix}", "in braces"},
        {"file:{path", "in braces"},
        {"file:}{path}", "in braces"},
        {"file:{path} ", "visible ASCII"},
        {"file:{path}\033\\", "visible ASCII"},
        {"file:{path}\xEA\xB5\xAC", "visible ASCII"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pcs_hyperlink_format format = {"before"};
        pcs_error err = PCS_ERROR_INIT;
        assert_int_equal(pcs_hyperlink_parse(&format, cases[i].text, &err),
                         PCS_EINVAL);
        assert_non_null(strstr(err.message, cases[i].part));
        assert_string_equal(format.pattern, "before");
    }
}

/* A page takes the place of a file, whatever links to files look like. */
static void test_url(void **state)
{
    (void)state;
    pcs_hyperlink_format format;
    pcs_buffer out = {0};
    assert_int_equal(pcs_hyperlink_parse(&format, "vscode", NULL), PCS_OK);
    pcs_hyperlink_begin_url(&out, &format, "https://e/%20?a#b");
    assert_string_equal(out.data, "\033]8;;https://e/%20?a#b\033\\");
    pcs_buffer_clear(&out);
    pcs_hyperlink_begin_url(&out, &format, "https://e/\033\\");
    pcs_hyperlink_begin_url(&out, &format, "https://e/a b");
    pcs_hyperlink_begin_url(&out, &format, "https://e/\xC3\xBC");
    assert_int_equal(pcs_hyperlink_parse(&format, "none", NULL), PCS_OK);
    pcs_hyperlink_begin_url(&out, &format, "https://e/");
    assert_int_equal(out.len, 0);
    pcs_buffer_dispose(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formats),    cmocka_unit_test(test_host),
        cmocka_unit_test(test_every_byte), cmocka_unit_test(test_faults),
        cmocka_unit_test(test_url),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
