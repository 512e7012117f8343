/* test_cli_xml.c - text as an XML document has it */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "cli/xml.h"

static void expect(const char *wanted, size_t replaced, const char *text,
                   size_t len)
{
    pcs_buffer out = {0};
    assert_int_equal(replaced, pcs_xml_append(&out, text, len));
    assert_string_equal(wanted, out.data ? out.data : "");
    pcs_buffer_dispose(&out);
}

#define EXPECT(wanted, replaced, text)                                         \
    expect(wanted, replaced, text, sizeof(text) - 1)

static void test_text(void **state)
{
    (void)state;
    EXPECT("", 0, "");
    EXPECT("구독 é \xF0\x9F\x98\x80", 0, "구독 é \xF0\x9F\x98\x80");
    EXPECT("&lt;a href=&quot;x&quot;&gt;&amp;amp;]]&gt;'", 0,
           "<a href=\"x\">&amp;]]>'");
}

/* What a reader would make something else of, or a terminal obey. */
static void test_references(void **state)
{
    (void)state;
    EXPECT("&#x9;&#xA;&#xD;&#x7F;&#x85;&#x9B;", 0,
           "\t\n\r\x7F\xC2\x85\xC2\x9B");
    EXPECT("&#x202E;x&#x2066;\xE2\x80\x8F", 0,
           "\xE2\x80\xAEx\xE2\x81\xA6\xE2\x80\x8F");
}

static void test_forbidden(void **state)
{
    (void)state;
    EXPECT("a\xEF\xBF\xBD"
           "b\xEF\xBF\xBD",
           2, "a\0b\x1B");
    EXPECT("\xEF\xBF\xBD\xEF\xBF\xBD", 2, "\xEF\xBF\xBE\xEF\xBF\xBF");
    /* Above the BMP such a character is allowed. */
    EXPECT("\xF0\x9F\xBF\xBE", 0, "\xF0\x9F\xBF\xBE");
    EXPECT("\xEF\xBF\xBD\xEF\xBF\xBDx", 2, "\xFF\xC3x");
    /* U+FFFD itself is a character as any other. */
    EXPECT("\xEF\xBF\xBD", 0, "\xEF\xBF\xBD");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_references),
        cmocka_unit_test(test_forbidden),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
