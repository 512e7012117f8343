/* test_meili_filter.c - Meilisearch's filters, ids and crops */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "server/meili/crop.h"
#include "server/meili/facets.h"
#include "server/meili/filter.h"
#include "server/meili/filterdays.h"
#include "server/meili/id.h"

static void append(pcs_buffer *out, const pcs_condition *c)
{
    static const char *const kinds[] = {"all",    "any",   "not", "is",
                                        "begins", "holds", "has", "range"};
    pcs_buffer_printf(out, "(%s", kinds[c->kind]);
    if (c->kind == PCS_CONDITION_RANGE)
        pcs_buffer_printf(out, " %u %u", c->first, c->last);
    else if (c->kind >= PCS_CONDITION_IS)
        pcs_buffer_printf(out, " %s", c->name);
    if (c->kind >= PCS_CONDITION_IS && c->kind < PCS_CONDITION_HAS)
        pcs_buffer_printf(out, " [%s]", c->value);
    for (size_t i = 0; c->kind < PCS_CONDITION_IS && i < c->n; i++) {
        pcs_buffer_putc(out, ' ');
        append(out, &c->items[i]);
    }
    pcs_buffer_putc(out, ')');
}

static void test_trees(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", "(all)"},
        {" \n\t", "(all)"},
        {"topic=article", "(is topic [article])"},
        {"\"topic\"=\"how to\"", "(is topic [how to])"},
        {"product = 'it\\'s \"x\\\\y'", "(is service [it's \"x\\y])"},
        {"topic = 'a\\b'", "(is topic [a\\b])"},
        {"topic != a", "(not (is topic [a]))"},
        {"topic = a OR type = b AND NOT author = c",
         "(any (is topic [a]) (all (is type [b]) (not (is author [c]))))"},
        {"(topic = a OR type = b) AND locale = ko-KR",
         "(all (any (is topic [a]) (is type [b])) (is locale [ko-KR]))"},
        {"NOT (topic = a)", "(not (is topic [a]))"},
        {"NOT NOT topic = a", "(not (not (is topic [a])))"},
        {"type IN [MT, 'HT',]", "(any (is type [MT]) (is type [HT]))"},
        {"type IN[]", "(any)"},
        {"type NOT IN [MT]", "(not (any (is type [MT])))"},
        {"topic EXISTS", "(has topic)"},
        {"topic NOT EXISTS", "(not (has topic))"},
        {"topic IS NULL", "(any)"},
        {"topic IS NOT EMPTY", "(all)"},
        {"path STARTS WITH billing/", "(begins path [billing/])"},
        {"path NOT CONTAINS x", "(not (holds path [x]))"},
        {"year = 2020", "(range 20200000 20209999)"},
        {"year IN [2020, 2021]",
         "(any (range 20200000 20209999) (range 20210000 20219999))"},
        {"year = soon", "(any)"},
        {"year > 2020", "(range 20210000 4294967295)"},
        {"year >= 2020", "(range 20200000 4294967295)"},
        {"year < 2020", "(range 0 20199999)"},
        {"year <= 2020", "(range 0 20209999)"},
        {"year < 0000", "(any)"},
        {"\"year\" 2020 TO 2021", "(range 20200000 20219999)"},
        {"date > 2020-03", "(range 20200400 4294967295)"},
        {"date = 20200315", "(range 20200315 20200315)"},
        {"topic > 5", "(any)"},
        {"ANDROID = 1", NULL},
        {"topic = ANDROID", "(is topic [ANDROID])"},
        {"\xED\x95\x9C = 1", NULL},
        {"topic", NULL},
        {"topic =", NULL},
        {"topic = a b", NULL},
        {"topic = a AND", NULL},
        {"(topic = a", NULL},
        {"topic = a)", NULL},
        {"topic = \"a", NULL},
        {"topic = AND", NULL},
        {"type IN [MT", NULL},
        {"type IN MT", NULL},
        {"year > x", NULL},
        {"date 2020 TO", NULL},
        {"date > 2020-13", NULL},
        {"local = a", NULL},
        {"_geoRadius(1, 2, 3)", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pcs_arena arena = {0};
        pcs_buffer text = {0};
        pcs_condition c;
        pcs_meili_error error = {0};
        bool good = pcs_meili_filter_parse(&c, &arena, cases[i][0],
                                           strlen(cases[i][0]), &error);
        if (good != (cases[i][1] != NULL))
            fail_msg("%s: %s", cases[i][0], error.message);
        if (good) {
            append(&text, &c);
            assert_string_equal(text.data, cases[i][1]);
        } else {
            assert_string_equal(error.code, "invalid_search_filter");
            assert_int_equal(error.status, 400);
        }
        pcs_buffer_dispose(&text);
        pcs_arena_dispose(&arena);
    }
}

static void test_message(void **state)
{
    (void)state;
    static const char text[] = "topic = a AND director = 1";
    pcs_arena arena = {0};
    pcs_condition c;
    pcs_meili_error error = {0};
    assert_false(
        pcs_meili_filter_parse(&c, &arena, text, strlen(text), &error));
    assert_string_equal(error.message,
                        "Attribute `director` is not filterable. Available "
                        "filterable attributes are: `locale, title, path, "
                        "source, topic, product, type, author, year, date`.\n"
                        "15:27 director = 1");
    pcs_arena_dispose(&arena);
}

static void test_ids(void **state)
{
    (void)state;
    static const pcs_meili_id ids[] = {
        {"ko-KR", "docs", "a/b_c.md", 7, true},
        {"zh-Hant-TW", "_", "__\xED\x95\x9C.md", 0, true},
        {"de-DE", "", "x", 0, false},
    };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        pcs_arena arena = {0};
        pcs_buffer text = {0};
        pcs_meili_id id;
        pcs_meili_id_append(&text, &ids[i]);
        assert_int_equal(strspn(text.data, "0123456789abcdefghijklmnopqrstuvwxy"
                                           "zABCDEFGHIJKLMNOPQRSTUVWXYZ-_"),
                         text.len);
        assert_true(pcs_meili_id_read(&id, &arena, text.data));
        assert_string_equal(id.locale, ids[i].locale);
        assert_string_equal(id.source, ids[i].source);
        assert_string_equal(id.path, ids[i].path);
        assert_int_equal(id.position, ids[i].position);
        assert_int_equal(id.has_position, ids[i].has_position);
        pcs_buffer_dispose(&text);
        pcs_arena_dispose(&arena);
    }
    static const char *const bad[] = {"",
                                      "a",
                                      "a__b",
                                      "a__b__c__",
                                      "a__b__c__x",
                                      "a__b__c_0",
                                      "a__b__c_00__1",
                                      "a__b__c__1__2",
                                      "a__b__c__-1",
                                      "a__b__c__4294967295",
                                      "a__b__c__ 1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        pcs_arena arena = {0};
        pcs_meili_id id;
        if (pcs_meili_id_read(&id, &arena, bad[i]))
            fail_msg("%s is an id", bad[i]);
        pcs_arena_dispose(&arena);
    }
}

/* The marks are what stands between brackets. */
static void check_crop(const char *marked, size_t words, const char *wanted)
{
    char text[256];
    pcs_mark marks[8], out;
    size_t len = 0, n = 0;
    for (const char *p = marked; *p; p++) {
        if (*p == '[')
            marks[n].start = (uint32_t)len;
        else if (*p == ']')
            marks[n++].end = (uint32_t)len;
        else
            text[len++] = *p;
    }
    pcs_meili_crop(&out, text, len, marks, n, words);
    text[out.end] = '\0';
    assert_string_equal(text + out.start, wanted);
}

static void test_crops(void **state)
{
    (void)state;
    check_crop("one two three", 10, "one two three");
    check_crop("one two three", 0, "one two three");
    check_crop("one two three four", 2, "one two");
    check_crop("one two three four [five] six seven", 3, "four five six");
    check_crop("one two three four [five]", 3, "three four five");
    check_crop("[one] two three four five", 2, "one two");
    check_crop("a [b] c d e f [g] [h] i j", 4, "f g h i");
    check_crop("[one two three] four five", 1, "one two three");
    check_crop("구독을 취소하려면 [고객]을 선택합니다", 2, "고객을 선택합니다");
    check_crop("購入注文を[確認]する", 2, "を確認す");
    check_crop("", 3, "");
    check_crop("   ", 1, "   ");
}

static void test_facet_values(void **state)
{
    (void)state;
    assert_true(pcs_meili_facet_fits("nordlicht-billing", ""));
    assert_true(pcs_meili_facet_fits("nordlicht-billing", "NORD"));
    assert_true(pcs_meili_facet_fits("nordlicht-billing", "bill"));
    assert_false(pcs_meili_facet_fits("nordlicht-billing", "licht"));
    assert_false(pcs_meili_facet_fits("nordlicht-billing", "billings"));
    assert_true(pcs_meili_facet_fits("\xC3\x9C"
                                     "ber uns",
                                     "\xC3\xBC"));
    assert_true(pcs_meili_facet_fits("a b", "a b"));
    assert_false(pcs_meili_facet_fits("", "a"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_trees),        cmocka_unit_test(test_message),
        cmocka_unit_test(test_ids),          cmocka_unit_test(test_crops),
        cmocka_unit_test(test_facet_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
