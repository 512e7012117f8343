/* test_search_pathkey.c - paths without their locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include <string.h>

#include "search/pathkey.h"

static void test_keys(void **state)
{
    (void)state;
    static const struct {
        const char *path, *locale, *key;
    } cases[] = {
        {"a.md", "ko-KR", "a.md"},
        {"ko-kr/a.md", "ko-KR", "a.md"},
        {"docs/KO_kr/sub/a.md", "ko-KR", "docs/sub/a.md"},
        {"ko-kr/ko-KR/a.md", "ko-KR", "ko-kr/a.md"},
        {"docs/ko/a.md", "ko-KR", "docs/a.md"},
        {"ko/ko-kr/a.md", "ko-KR", "ko/a.md"},
        {"ja-jp/a.md", "ko-KR", "ja-jp/a.md"},
        {"docs.ko-kr/a.md", "ko-KR", "docs/a.md"},
        {"docs-pr.ko-kr/b/a.md", "ko-KR", "docs-pr/b/a.md"},
        {"ko-kr.docs/a.md", "ko-KR", ".docs/a.md"},
        {"xko-kr/a.md", "ko-KR", "xko-kr/a.md"},
        {"ko-kr1/a.md", "ko-KR", "ko-kr1/a.md"},
        {"a.ko-KR.md", "ko-KR", "a.md"},
        {"a_ko_kr.md", "ko-KR", "a.md"},
        {"a.ko-kr", "ko-KR", "a"},
        {"a.ko.md", "ko-KR", "a.md"},
        {"a.ko", "ko-KR", "a.ko"},
        {".ko.md", "ko-KR", ".md"},
        {"x.ko.y/a.md", "ko-KR", "x.ko.y/a.md"},
        {"a.de.md", "de", "a.md"},
        {"de/a.md", "de", "a.md"},
        {"x-de/a.md", "de", "x-de/a.md"},
        {"zh-hant-tw/a.md", "zh-Hant-TW", "a.md"},
        {"ko-kr", "ko-KR", ""},
        {"ko", "ko-KR", "ko"},
        {"", "ko-KR", ""},
        {"/", "ko-KR", "/"},
        {"a.md", "", "a.md"},
        {"k", "ko-KR", "k"},
    };
    pcs_buffer out = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pcs_path_key(&out, cases[i].path, strlen(cases[i].path),
                     cases[i].locale);
        assert_int_equal(PCS_OK, pcs_buffer_status(&out, NULL));
        assert_int_equal(strlen(cases[i].key), out.len);
        if (out.len)
            assert_string_equal(cases[i].key, out.data);
    }
    pcs_buffer_dispose(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_keys)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
