/* test_parse_plain.c - the plain text of Markdown with HTML */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_parse_common.h"

#include "parse/plain.h"

static pcs_plain plain;
static pcs_refs refs;

static void assert_plain_len(const char *s, size_t len, const char *wanted)
{
    pcs_arena arena = {0};
    pcs_text text;
    assert_int_equal(pcs_plain_text(&text, &plain, &arena, &refs, s, len, NULL),
                     PCS_OK);
    assert_text(text, wanted);
    pcs_arena_dispose(&arena);
}

static void assert_plain(const char *s, const char *wanted)
{
    assert_plain_len(s, strlen(s), wanted);
}

static int set_up(void **state)
{
    (void)state;
    static const char definitions[] =
        "[Here]: x\n   [two\n  words]: y\n[Stra\xc3\x9f"
        "e]: z\n[none]:\n\t[tab]: x\n[a[b]: c\n[]: d\n";
    return pcs_refs_collect(&refs, definitions, sizeof definitions - 1, NULL) !=
           PCS_OK;
}

static int tear_down(void **state)
{
    (void)state;
    pcs_plain_dispose(&plain);
    pcs_refs_dispose(&refs);
    return 0;
}

static void test_white_space(void **state)
{
    (void)state;
    assert_plain("", "");
    assert_plain(" \t\n", "");
    assert_plain("one", "one");
    assert_plain(" a\xc2\xa0 \xe3\x80\x80\n b\xe2\x80\xa8", "a b");
    assert_plain("a\x1c\xc2\x85z", "a z");
    assert_plain("a\xe2\x80\x8b"
                 "b\xe2\x80\x8f",
                 "a\xe2\x80\x8b"
                 "b\xe2\x80\x8f");
    assert_plain("*\xe3\x80\x80 **a**", "* a");
    assert_plain_len("\0_a\1", 4, "\xef\xbf\xbd_a\xef\xbf\xbd");
}

static void test_escapes_and_code(void **state)
{
    (void)state;
    assert_plain("\\<b> \\*\\_ \\\\ \\a", "<b> *_ \\ \\a");
    assert_plain("`<b>` `` a`*b* `` `  `", "<b> a`*b*");
    assert_plain("`a", "`a");
    assert_plain("``a`b``c`", "a`bc`");
    assert_plain("`a``b`", "a``b");
    assert_plain("\\``a`", "``a`");
    assert_plain("`a\\`b", "a\\b");
    assert_plain("`&amp;` \\&amp; &amp;", "&amp; &amp; &");
    assert_plain("[`]`](x)", "]");
    assert_plain("`a\nb`", "a b");
}

static void test_tags(void **state)
{
    (void)state;
    assert_plain("a<br>b<BR/>c<p class=\"x\">d</p>", "a b c d");
    assert_plain("<b>a</b><em>b</em><notoken>", "ab<notoken>");
    assert_plain("<token> < b> <b", "<token> < b> <b");
    assert_plain("a<!-- <b> -->c<!-- d", "a c<!-- d");
    assert_plain("<img src='a' alt = \"b c\"/>d<img salt=\"e\">", "b cd");
    assert_plain("<img alt=\"a", "<img alt=\"a");
    assert_plain("<blockquotes> <h1>x</h1>", "<blockquotes> x");
    assert_plain("&lt;b&gt;", "<b>");
}

static void test_addresses(void **state)
{
    (void)state;
    assert_plain("<https://a.b/c> <mailto:x@y>", "https://a.b/c mailto:x@y");
    assert_plain("<https://a b>", "<https://a b>");
    assert_plain("<xref:A.B%601?view=c>", "A.B`1");
    assert_plain("<xref:%EA%B5%AC%FF%zz%>", "\xea\xb5\xac\xef\xbf\xbd%zz%");
    assert_plain("<xref:\xea\xb5\xac%41%EA>", "\xea\xb5\xac"
                                              "A\xef\xbf\xbd");
    assert_plain("<xref:%3Cb%3E>x", "x");
    assert_plain("<xref:> <xref:a b>", "<xref:> <xref:a b>");
}

static void test_links(void **state)
{
    (void)state;
    assert_plain("[a](b) ![c](d \"e)\") [](f)", "a c");
    assert_plain("[a](b(c)d)e", "ae");
    assert_plain("[a](b \"c)d", "ad");
    assert_plain("[a](b", "[a](b");
    assert_plain("[a [b](c) ![d](e)](f)", "a b d");
    assert_plain("[a] ![b] [c", "[a] b [c");
    assert_plain("[[[[[[[[a](1)](2)](3)](4)](5)](6)](7)](8)", "[a](1)");
    assert_plain("x] [a](b)", "x] a");
}

static void test_references(void **state)
{
    (void)state;
    assert_plain("[a][here] [a][ HERE ] [a][]", "a a a");
    assert_plain("[a][two words] [a][STRASSE]", "a a");
    assert_plain("[a][b] [a][none] [a][tab]", "[a][b] [a][none] [a][tab]");
    assert_plain("![a][b]", "a[b]");
    pcs_refs_collect(&refs, "", 0, NULL);
    assert_plain("[a][here] [a][]", "[a][here] a");
    set_up(NULL);
}

static void test_alerts_and_includes(void **state)
{
    (void)state;
    assert_plain("[!NOTE] a [!tip]b", "a b");
    assert_plain("[!NOTES] [!CODEX]", "[!NOTES]");
    assert_plain("[!code-csharp[a](b)] [!CODE-x y]z", "[!code-csharpa] z");
    assert_plain("a [!INCLUDE [**b**](c.md)] d", "a b d");
    assert_plain("[!INCLUDE[a] b", "[!INCLUDE[a] b");
}

static void test_emphasis(void **state)
{
    (void)state;
    assert_plain("**a**b ***c* **d", "ab c* d");
    assert_plain("*a* b*c*d *e", "a bcd *e");
    assert_plain("* a * *b\nc*", "* a * *b c*");
    assert_plain("_a_ b_c_d _e f_.", "a b_c_d e f.");
    assert_plain("__a__ b__c __d", "a b__c d");
    assert_plain("_\xea\xb5\xac_\xeb\x8f\x85", "_\xea\xb5\xac_\xeb\x8f\x85");
    assert_plain("~~a~~ ~b~ ~~~c", "a ~b~ ~c");
}

static void test_entities(void **state)
{
    (void)state;
    assert_plain("&amp;&lt;&copy;&nbsp;x", "&<\xc2\xa9 x");
    assert_plain("&copyx &notit; &notin; &not", "\xc2\xa9x \xc2\xacit; "
                                                "\xe2\x88\x89 \xc2\xac");
    assert_plain("&CounterClockwiseContourIntegral;&zwnj;",
                 "\xe2\x88\xb3\xe2\x80\x8c");
    assert_plain("&NotEqualTilde;", "\xe2\x89\x82\xcc\xb8");
    assert_plain("&#65;&#x41;&#X41 &#065", "AAA A");
    assert_plain("&#128;&#x9f;&#x81;", "\xe2\x82\xac\xc5\xb8\xc2\x81");
    assert_plain("&#0;&#xD800;&#x110000;&#99999999999999999999;",
                 "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    assert_plain("a&#1;&#x7f;&#xfdd0;&#x1ffff;b", "ab");
    assert_plain("&#; &#x; &; & &unknown; &am;p", "&#; &#x; &; & &unknown; "
                                                  "&am;p");
    assert_plain("&amp;amp;", "&amp;");
    assert_plain("&gtcc; &gtc;", "\xe2\xaa\xa7 >c;");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_white_space),
        cmocka_unit_test(test_escapes_and_code),
        cmocka_unit_test(test_tags),
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_references),
        cmocka_unit_test(test_alerts_and_includes),
        cmocka_unit_test(test_emphasis),
        cmocka_unit_test(test_entities),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
