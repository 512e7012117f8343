/* test_xapian_stem.c - stemming, and the names of versions and statuses */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_xapian_common.h"

static void stems(void **state)
{
    (void)state;
    xapian_stem *stem;
    char buf[16];
    size_t len;
    OK(xapian_stem_new(&stem, "english", &err));
    OK(xapian_stem_apply(stem, LIT("subscriptions"), buf, 16, &len, &err));
    assert_int_equal(len, 9);
    assert_memory_equal(buf, "subscript", 9);
    FAILS(XAPIAN_ELIMIT,
          xapian_stem_apply(stem, LIT("subscriptions"), buf, 8, &len, &err));
    assert_int_equal(len, 9);
    OK(xapian_stem_apply(stem, NULL, 0, NULL, 0, &len, &err));
    assert_int_equal(len, 0);
    FAILS(XAPIAN_EINVAL,
          xapian_stem_apply(stem, LIT("a"), NULL, 5, &len, &err));
    FAILS(XAPIAN_EINVAL, xapian_stem_apply(stem, NULL, 1, buf, 5, &len, &err));
    FAILS(XAPIAN_EINVAL, xapian_stem_apply(stem, "a", 1, buf, 5, NULL, &err));
    FAILS(XAPIAN_EINVAL, xapian_stem_apply(NULL, "a", 1, buf, 5, &len, &err));
    xapian_stem_free(stem);
    OK(xapian_stem_new(&stem, "none", &err));
    OK(xapian_stem_apply(stem, LIT("running"), buf, 16, &len, &err));
    assert_int_equal(len, 7);
    xapian_stem_free(stem);
    xapian_stem_free(NULL);
    FAILS(XAPIAN_EINVAL, xapian_stem_new(&stem, "klingon", &err));
    assert_null(stem);
    FAILS(XAPIAN_EINVAL, xapian_stem_new(&stem, NULL, &err));
    FAILS(XAPIAN_EINVAL, xapian_stem_new(NULL, "de", &err));
}

/** Every language takes any bytes, valid UTF-8 or not. */
static void stems_anything(void **state)
{
    (void)state;
    char list[1024], buf[256];
    size_t len;
    FAILS(XAPIAN_ELIMIT, xapian_stem_languages(buf, 10, &len, &err));
    assert_true(len > 10);
    OK(xapian_stem_languages(list, sizeof list - 1, &len, &err));
    list[len] = '\0';
    assert_non_null(strstr(list, "german"));
    unsigned random = 1;
    char *rest = NULL;
    for (char *language = strtok_r(list, " ", &rest); language;
         language = strtok_r(NULL, " ", &rest)) {
        xapian_stem *stem;
        OK(xapian_stem_new(&stem, language, &err));
        for (int i = 0; i < 200; i++) {
            char word[32];
            const size_t word_len = (size_t)i % sizeof word;
            for (size_t k = 0; k < word_len; k++) {
                random = random * 1103515245 + 12345;
                word[k] = (char)(random >> 16);
            }
            OK(xapian_stem_apply(stem, word, word_len, buf, sizeof buf, &len,
                                 &err));
        }
        xapian_stem_free(stem);
    }
}

static void names_statuses(void **state)
{
    (void)state;
    for (int i = 0; i <= XAPIAN_EUNKNOWN; i++) {
        assert_string_not_equal(xapian_status_string((xapian_status)i),
                                "unknown status");
    }
    assert_string_equal(xapian_status_string((xapian_status)999),
                        "unknown status");
    assert_string_equal(xapian_status_string(XAPIAN_ENOMEM), "out of memory");
    assert_int_equal(xapian_version_string()[1], '.');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stems),
        cmocka_unit_test(stems_anything),
        cmocka_unit_test(names_statuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
