/* test_search_dates.c - dates in queries and in metadata */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "search/dates.h"

static void test_queries(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t first, last;
    } cases[] = {
        {"2020", 20200000, 20209999},
        {"2020-03", 20200300, 20200399},
        {"2020-3", 20200300, 20200399},
        {"2020-03-15", 20200315, 20200315},
        {"2020-02-29", 20200229, 20200229},
        {"2000-02-29", 20000229, 20000229},
        {"03/15/2020", 20200315, 20200315},
        {"3/5/2020", 20200305, 20200305},
        {"2020..2021", 20200000, 20219999},
        {"2020..2021-02", 20200000, 20210299},
        {"2020-03..", 20200300, UINT32_MAX},
        {"..2019", 0, 20199999},
        {"..2019-12-30", 0, 20191230},
        {"2021..2020", 20200000, 20219999},
        {">2020", 20210000, UINT32_MAX},
        {">=2020", 20200000, UINT32_MAX},
        {"<2020", 0, 20199999},
        {"<=2020-03-15", 0, 20200315},
        {"<0000", 0, 0},
        {">2020-03", 20200400, UINT32_MAX},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pcs_dates dates = {1, 1, true};
        if (!pcs_dates_parse(&dates, cases[i].text, strlen(cases[i].text)) ||
            dates.first != cases[i].first || dates.last != cases[i].last ||
            dates.is_swapped != (strcmp(cases[i].text, "2021..2020") == 0))
            fail_msg("%s: %u to %u", cases[i].text, dates.first, dates.last);
    }
}

static void test_no_dates(void **state)
{
    (void)state;
    static const char *const cases[] = {"",
                                        "abc",
                                        "20",
                                        "202",
                                        "20200",
                                        "2020-13",
                                        "2020-00",
                                        "2020-02-30",
                                        "2021-02-29",
                                        "1900-02-29",
                                        "2020-04-31",
                                        "2020-03-",
                                        "2020-",
                                        "2020-03-1x",
                                        "2020 ",
                                        "..",
                                        ".2020",
                                        "2020.",
                                        "2020..x",
                                        "2020...2021",
                                        ">",
                                        ">=",
                                        ">>2020",
                                        "<2020..",
                                        "=2020",
                                        "13/01/2020",
                                        "03/15/20",
                                        "03/15",
                                        "2020-003",
                                        "-2020",
                                        "2020..2021..2022",
                                        "99999999999999999999",
                                        "2020-03-15-16"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pcs_dates dates;
        if (pcs_dates_parse(&dates, cases[i], strlen(cases[i])))
            fail_msg("\"%s\" is taken as a date", cases[i]);
    }
}

/* No byte behind the end is read. */
static void test_length(void **state)
{
    (void)state;
    pcs_dates dates;
    assert_true(pcs_dates_parse(&dates, "2020-03", 4));
    assert_int_equal(20209999, dates.last);
    assert_false(pcs_dates_parse(&dates, "2020-03", 5));
    assert_int_equal(0, pcs_date_read("03/15/2020", 9));
}

static void test_metadata(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t day;
    } cases[] = {
        {"03/15/2020", 20200315},
        {"3/5/2020", 20200305},
        {" 03/15/2020", 20200315},
        {"03/15/2020 10:00", 20200315},
        {"2017-06-20", 20170620},
        {"2017-06-20T00:00:00Z", 20170620},
        {"03/15/20201", 0},
        {"2017-06", 0},
        {"2017", 0},
        {"15/03/2020", 0},
        {"02/30/2020", 0},
        {"soon", 0},
        {"", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (pcs_date_read(cases[i].text, strlen(cases[i].text)) != cases[i].day)
            fail_msg("%s", cases[i].text);
}

static void test_number(void **state)
{
    (void)state;
    assert_int_equal(0, pcs_date_number(20200229) - pcs_date_number(20200229));
    assert_int_equal(1, pcs_date_number(20200301) - pcs_date_number(20200229));
    assert_int_equal(1, pcs_date_number(20210301) - pcs_date_number(20210228));
    assert_int_equal(1, pcs_date_number(20210101) - pcs_date_number(20201231));
    assert_int_equal(366,
                     pcs_date_number(20210101) - pcs_date_number(20200101));
    assert_int_equal(146097,
                     pcs_date_number(24000229) - pcs_date_number(20000229));
    assert_int_equal(-59,
                     pcs_date_number(20210101) - pcs_date_number(20210301));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_queries), cmocka_unit_test(test_no_dates),
        cmocka_unit_test(test_length),  cmocka_unit_test(test_metadata),
        cmocka_unit_test(test_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
