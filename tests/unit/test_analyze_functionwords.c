/* test_analyze_functionwords.c - words that ask, point or help */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "analyze/functionwords.h"
#include "test_base_common.h"

static bool is_one(const char *word)
{
    return pcs_functionwords_has(word, strlen(word));
}

/* Some of each language: the search in the list depends on its order. */
static void test_found(void **state)
{
    static const char *const words[] = {
        "a",    "what", "your",  "was",    "ist",  "wie",  "für",
        "où",   "et",   "dónde", "qué",    "como", "não",  "che",
        "waar", "unde", "ne",    "nasıl",  "где",  "что",  "πού",
        "τι",   "đâu",  "những", "कब",     "कैसे",   "ماذا", "متى",
        "איך",  "מה",   "왜",    "어떻게", "수",   "どこ", "です",
        "何",   "怎么", "的",    "為什麼", "ทำไม", "ไหม",  "해요",
    };
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!is_one(words[i]))
            fail_msg("%s is not found", words[i]);
}

static void test_others(void **state)
{
    static const char *const words[] = {
        "",     "mandant", "invoice", "wa",   "wasser", "구독",
        "취소", "請求書",  "订阅",    "счет", "aa",     "힣",
    };
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_one(words[i]))
            fail_msg("%s is found", words[i]);
    /* The length counts, not what follows. */
    assert_true(pcs_functionwords_has("wasser", 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found),
        cmocka_unit_test(test_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
