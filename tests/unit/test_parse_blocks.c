/* test_parse_blocks.c - headings, anchors and places of segments */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_parse_common.h"

#define S SEG("a-1", "x", "y")

static void assert_heading(const pcs_article *a, size_t i, const char *heading,
                           const char *anchor)
{
    assert_true(i < a->n_segments);
    assert_text(a->segments[i].heading, heading);
    assert_text(a->segments[i].anchor, anchor);
}

static void test_atx_headings(void **state)
{
    (void)state;
    pcs_article a = PARSE(S "\n# <a name=\"first-one\"></a>" SEG(
        "a-2", "**처음** [가](b)",
        "First") "\n" S "\n"
                 "## Plain \\<b> text ##\n" S "\n"
                 "### <a href=\"\" id='second'></a>" SEG("a-3", "p", "q")
                              SEG("a-4", "", "") SEG("a-5", "r", "s") "\n" S);
    assert_heading(&a, 0, "", "");
    assert_heading(&a, 1, "처음 가", "first-one");
    assert_heading(&a, 2, "처음 가", "first-one");
    assert_heading(&a, 3, "Plain <b> text", "");
    assert_heading(&a, 4, "p r", "second");
    assert_heading(&a, 7, "p r", "second");
    assert_int_equal(a.segments[1].place, PCS_PLACE_HEADING);
    assert_int_equal(a.segments[2].place, PCS_PLACE_PARAGRAPH);
    pcs_article_dispose(&a);
}

static void test_what_is_no_heading(void **state)
{
    (void)state;
    pcs_article a = PARSE("#no\n####### no\n       # no\n" S "\n");
    assert_heading(&a, 0, "", "");
    pcs_article_dispose(&a);
    a = PARSE("> ## quoted\n" S "\n#<span>tag</span>\n" S);
    assert_heading(&a, 0, "quoted", "");
    assert_heading(&a, 1, "tag", "");
    pcs_article_dispose(&a);
}

static void test_setext_headings(void **state)
{
    (void)state;
    pcs_article a = PARSE("No span\n===\n" S "\n\n" SEG(
        "a-2", "위", "Up") "\n=====  \r\n" S "\n| " S "\n===\n");
    assert_heading(&a, 0, "", "");
    assert_heading(&a, 1, "위", "");
    assert_heading(&a, 2, "위", "");
    assert_heading(&a, 3, "위", "");
    assert_int_equal(a.segments[1].place, PCS_PLACE_HEADING);
    pcs_article_dispose(&a);
}

static void test_headings_in_code(void **state)
{
    (void)state;
    pcs_article a = PARSE("```sh\n# comment\n```\n" S "\n- ~~~~\n# no\n~~~\n"
                          "# " SEG("a-2", "p", "q") "\n> ~~~~\n# yes\n" S);
    assert_heading(&a, 0, "", "");
    assert_heading(&a, 1, "p", "");
    assert_heading(&a, 2, "yes", "");
    pcs_article_dispose(&a);
    a = PARSE("``` a`b\n# yes\n" S);
    assert_heading(&a, 0, "yes", "");
    pcs_article_dispose(&a);
}

static void assert_place(const char *text, pcs_place wanted)
{
    pcs_article a = parse_bytes("a.md", text, strlen(text));
    size_t last = a.n_segments - 1;
    if (a.segments[last].place != wanted)
        fail_msg("%s where %s was wanted: %s",
                 pcs_place_name(a.segments[last].place), pcs_place_name(wanted),
                 text);
    pcs_article_dispose(&a);
}

static void test_place_paragraph(void **state)
{
    (void)state;
    assert_place(S, PCS_PLACE_PARAGRAPH);
    assert_place("    " S, PCS_PLACE_PARAGRAPH);
    assert_place("-" S, PCS_PLACE_PARAGRAPH);
    assert_place("**" S "**", PCS_PLACE_PARAGRAPH);
    assert_place("a | b " S, PCS_PLACE_PARAGRAPH);
    assert_place("1234567890. " S, PCS_PLACE_PARAGRAPH);
}

static void test_place_table(void **state)
{
    (void)state;
    assert_place("| a | " S " |", PCS_PLACE_TABLE);
    assert_place("  > |" S "|", PCS_PLACE_TABLE);
    assert_place("a | " S "\n---|:--:\n", PCS_PLACE_TABLE);
    assert_place("a | b\n--- | ---\nc | " S, PCS_PLACE_TABLE);
    assert_place("a | b\n--- | ---\nc\n" S, PCS_PLACE_TABLE);
    assert_place("|a|b|\n|:---:|---|\n|c|d|\n" S "|e|", PCS_PLACE_TABLE);
    assert_place("a | b\n--- | ---\nc | d\n\n" S, PCS_PLACE_PARAGRAPH);
    assert_place("a | b\n--- | ---\n- " S, PCS_PLACE_LIST);
    assert_place("a | b\n--- | ---\n> " S, PCS_PLACE_QUOTE);
    assert_place("<table>\n<tr><td>" S "</td></tr></table>", PCS_PLACE_TABLE);
    assert_place("<TABLE><tr><th class='a'>\n\n- " S, PCS_PLACE_TABLE);
    assert_place("<table><td></td>" S, PCS_PLACE_PARAGRAPH);
    assert_place("<table><td><table></table></td></table>" S,
                 PCS_PLACE_PARAGRAPH);
    assert_place("a <td> in prose " S, PCS_PLACE_PARAGRAPH);
    assert_place("<table>" SEG("a-0", "<td>", "<td>") S, PCS_PLACE_PARAGRAPH);
    assert_place("# <table><td> " S, PCS_PLACE_HEADING);
}

static void test_place_list(void **state)
{
    (void)state;
    assert_place("- " S, PCS_PLACE_LIST);
    assert_place("  10) " S, PCS_PLACE_LIST);
    assert_place("* a\n\n  " S, PCS_PLACE_LIST);
    assert_place("1. a\n\n\t" S, PCS_PLACE_LIST);
    assert_place("- a\n  - b\n\n  " S, PCS_PLACE_LIST);
    assert_place("- a\n" S, PCS_PLACE_LIST);
    assert_place("- a\n\n" S, PCS_PLACE_PARAGRAPH);
    assert_place("- a\n\n " S, PCS_PLACE_PARAGRAPH);
    assert_place("- a\n# h\n  " S, PCS_PLACE_PARAGRAPH);
    assert_place("- a\n> b\n\n  " S, PCS_PLACE_PARAGRAPH);
    assert_place("- - -\n" S, PCS_PLACE_PARAGRAPH);
    assert_place("- a\n\n  ```\n# code\n  ```\n\n  " S, PCS_PLACE_LIST);
    assert_place("```\n- " S, PCS_PLACE_LIST);
}

static void test_place_quote(void **state)
{
    (void)state;
    assert_place("> " S, PCS_PLACE_QUOTE);
    assert_place("> [!NOTE]\n> " S, PCS_PLACE_QUOTE);
    assert_place("  > - " S, PCS_PLACE_QUOTE);
    assert_place("> # " S, PCS_PLACE_HEADING);
    assert_place("> a\n\n" S, PCS_PLACE_PARAGRAPH);
    assert_place("- a\n\n  > b\n\n  " S, PCS_PLACE_LIST);
}

static void test_place_names(void **state)
{
    (void)state;
    assert_string_equal(pcs_place_name(PCS_PLACE_PARAGRAPH), "paragraph");
    assert_string_equal(pcs_place_name(PCS_PLACE_HEADING), "heading");
    assert_string_equal(pcs_place_name(PCS_PLACE_LIST), "list");
    assert_string_equal(pcs_place_name(PCS_PLACE_TABLE), "table");
    assert_string_equal(pcs_place_name(PCS_PLACE_QUOTE), "quote");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_atx_headings),
        cmocka_unit_test(test_what_is_no_heading),
        cmocka_unit_test(test_setext_headings),
        cmocka_unit_test(test_headings_in_code),
        cmocka_unit_test(test_place_paragraph),
        cmocka_unit_test(test_place_table),
        cmocka_unit_test(test_place_list),
        cmocka_unit_test(test_place_quote),
        cmocka_unit_test(test_place_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
