/* test_search_wordbag.c - how different two English texts are */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include <string.h>

#include "search/textkey.h"
#include "search/wordbag.h"

static pcs_bag_difference compare(const char *a, const char *b)
{
    pcs_arena arena = {0};
    pcs_stemmer *stemmer;
    pcs_wordbag one, other;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_stemmer_new(&stemmer, "en", &err), &err);
    assert_ok(pcs_wordbag_make(&one, &arena, stemmer, a, strlen(a), &err),
              &err);
    assert_ok(pcs_wordbag_make(&other, &arena, stemmer, b, strlen(b), &err),
              &err);
    pcs_bag_difference d = pcs_wordbag_compare(&one, &other);
    pcs_bag_difference back = pcs_wordbag_compare(&other, &one);
    assert_true(d.share == back.share && d.is_opposed == back.is_opposed);
    pcs_arena_dispose(&arena);
    pcs_stemmer_free(stemmer);
    return d;
}

static void test_same(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"Category", "categories"},
        {"Create a subscription", "Create subscriptions."},
        {"StartDate", "Start date"},
        {"MPNId", "MPN ID"},
        {"the FAQs", "FAQ"},
        {"Don't delete it", "Do not delete it"},
        {"You\xE2\x80\x99ll pay", "You will pay"},
        {"I can't pay", "I can not pay"},
        {"July 04", "July 4th"},
        {"1,000 users", "1000 users"},
        {"USD $12", "USD12"},
        {"item(s)", "item"},
        {"The", "the"},
        {"", ""},
        {"...", "!"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        pcs_bag_difference d = compare(pairs[i][0], pairs[i][1]);
        if (d.share > 0 || d.is_opposed)
            fail_msg("%s | %s: %f", pairs[i][0], pairs[i][1], d.share);
    }
}

static void test_opposed(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"Step 1", "Step 2"},
        {"Delete the user", "Do not delete the user"},
        {"Pay with a card", "Pay without a card"},
        {"Managed users", "Unmanaged users"},
        {"Active customers", "Inactive customers"},
        {"FY20 goals", "FY21 goals"},
    };
    static const char *const others[][2] = {
        {"Yes", "No"},           {"Invoice no", "Invoice number"},
        {"A 5 star", "A star"},  {"Select Save", "Choose Save"},
        {"NA", "Not available"}, {"Mission users", "Users"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (!compare(pairs[i][0], pairs[i][1]).is_opposed)
            fail_msg("%s | %s", pairs[i][0], pairs[i][1]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (compare(others[i][0], others[i][1]).is_opposed)
            fail_msg("%s | %s", others[i][0], others[i][1]);
}

static void test_share(void **state)
{
    (void)state;
    assert_true(compare("Yes", "No").share == 1);
    assert_true(compare("Select Save", "Choose Save").share == 0.5);
    assert_true(compare("Yes", "").share == 1);
    assert_true(compare("No", "None").share == 1);
    /* Bytes of no meaning, and words without an end. */
    assert_true(compare("\xC3", "\xE2\x80").share == 1);
    char *word = malloc(100001), *words = malloc(100001);
    assert_non_null(word);
    assert_non_null(words);
    memset(word, 'x', 100000);
    for (size_t i = 0; i < 100000; i += 2)
        memcpy(words + i, "y ", 2);
    word[100000] = words[100000] = 0;
    assert_true(compare(word, words).share == 1);
    assert_true(compare(words, words).share == 0);
    free(word);
    free(words);
}

static uint64_t key_of(pcs_text_keys *keys, const char *text)
{
    uint64_t key;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_text_key(&key, keys, text, strlen(text), &err), &err);
    return key;
}

static void test_keys(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool is_same;
    } cases[] = {
        {"Sign in.", "SIGN IN", true},
        {"sign-in", "Sign  In!", true},
        {"예", "예.", true},
        {"구독 만들기", "구독만들기", true},
        {"\xEF\xBC\xA1\xEF\xBC\xA2", "ab", true}, /* fullwidth AB */
        {"Stra\xC3\x9F"
         "e",
         "STRASSE", true},
        {"a\xC2\xA0z", "a z", true},
        {"C#", "C", false},
        {"C+", "C", false},
        {"10 %", "10", false},
        {"caf\xC3\xA9", "cafe", false},
        {"!", "?", false},
        {"", "-", false},
    };
    pcs_text_keys keys = {.bytes = {0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if ((key_of(&keys, cases[i].a) == key_of(&keys, cases[i].b)) !=
            cases[i].is_same)
            fail_msg("%s | %s", cases[i].a, cases[i].b);
    pcs_text_keys_dispose(&keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same),
        cmocka_unit_test(test_opposed),
        cmocka_unit_test(test_share),
        cmocka_unit_test(test_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
