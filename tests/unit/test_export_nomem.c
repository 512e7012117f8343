/* test_export_nomem.c - formats of exports, and when memory is refused */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "parse/article.h"
#include "query/export.h"

static const pcs_place_of place = {.source = "docs",
                                   .path = "a&b.md",
                                   .id = "x-p1",
                                   .anchor = "top",
                                   .line = 7};
static const pcs_hit_origin origin = {"MT", 3, PCS_PLACE_LIST};
static const pcs_hit hit = {.tier = PCS_TIER_STEM,
                            .locale = "ko-KR",
                            .local = "=<>",
                            .local_len = 3,
                            .english = "a \x1B b",
                            .english_len = 5,
                            .title = "T",
                            .heading = "",
                            .places = &place,
                            .n_places = 1,
                            .count = 2,
                            .origin = &origin};
static const pcs_export_text texts[] = {{"en-US", "a \x1B b", 5, ""},
                                        {"ko-KR", "=<>", 3, ""},
                                        {"ja-JP", "\"", 1, "id"}};
static const char *const further[] = {"de-DE", "ja-JP"};

/* A format, how many texts a unit has, and what is to be written. */
typedef struct attempt {
    const pcs_export_format *format;
    size_t n_texts;
    const char *wanted;
} attempt;

static pcs_status try_export(void *context, pcs_error *err)
{
    const attempt *a = context;
    const pcs_export_unit unit = {&hit, "http://x/", texts, a->n_texts};
    pcs_export e = {.source_locale = "en-US",
                    .target = "ko-KR",
                    .further = further,
                    .n_further = a->n_texts > 2 ? 2 : 0};
    a->format->begin(&e);
    a->format->unit(&e, &unit);
    pcs_status status = pcs_buffer_status(&e.out, err);
    if (status == PCS_OK) {
        a->format->unit(&e, &unit);
        a->format->end(&e);
        status = pcs_buffer_status(&e.out, err);
    }
    if (status == PCS_OK) {
        assert_non_null(strstr(e.out.data, a->wanted));
        assert_int_equal(a->format == &pcs_export_tsv ? 0 : 2, e.replaced);
    }
    pcs_buffer_dispose(&e.out);
    pcs_buffer_dispose(&e.source);
    pcs_buffer_dispose(&e.path);
    return status;
}

static void test_formats(void **state)
{
    (void)state;
    attempt attempts[] = {
        {&pcs_export_tmx, 3,
         "<tu segtype=\"paragraph\">\n"
         "<prop type=\"x-source\">docs</prop>\n"
         "<prop type=\"x-path\">a&amp;b.md</prop>\n"
         "<prop type=\"x-line\">7</prop>\n<prop type=\"x-id\">x-p1</prop>\n"
         "<prop type=\"x-title\">T</prop>\n"
         "<prop type=\"x-url\">http://x/</prop>\n"
         "<prop type=\"x-type\">MT</prop>\n<prop type=\"x-count\">2</prop>\n"
         "<prop type=\"x-tier\">stem</prop>\n"
         "<tuv xml:lang=\"en-US\"><seg>a \xEF\xBF\xBD b</seg></tuv>\n"
         "<tuv xml:lang=\"ko-KR\"><seg>=&lt;&gt;</seg></tuv>\n"
         "<tuv xml:lang=\"ja-JP\"><prop "
         "type=\"x-by\">id</prop><seg>&quot;</seg></tuv>\n</tu>\n"},
        {&pcs_export_xliff, 3,
         "trgLang=\"ko-KR\">\n"
         "<file id=\"f1\" original=\"a&amp;b.md\" xml:space=\"preserve\">\n"
         "<notes>\n<note category=\"source\">docs</note>\n"
         "<note category=\"title\">T</note>\n"
         "<note category=\"type\">MT</note>\n</notes>\n"
         "<unit id=\"n3\" name=\"x-p1\">\n<notes>\n"
         "<note category=\"line\">7</note>\n"
         "<note category=\"url\">http://x/</note>\n"
         "<note category=\"count\">2</note>\n"
         "<note category=\"tier\">stem</note>\n"
         "<note category=\"ja-JP\">&quot;</note>\n</notes>\n"
         "<segment state=\"translated\">\n"
         "<source>a \xEF\xBF\xBD b</source>\n<target>=&lt;&gt;</target>\n"
         "</segment>\n</unit>\n<unit id=\"n3\""},
        {&pcs_export_csv, 3,
         ",type,de-DE,ja-JP\r\nko-KR,stem,'=<>,a \xEF\xBF\xBD b,T,,docs,"
         "a&b.md,7,x-p1,http://x/,2,MT,,\"\"\"\"\r\n"},
        {&pcs_export_tsv, 2,
         "\ttype\nko-KR\tstem\t'=<>\ta \\u001B b\tT\t\tdocs\ta&b.md\t7\tx-p1\t"
         "http://x/\t2\tMT\n"},
    };
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
        assert_true(refuse_each(try_export, &attempts[i]) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
