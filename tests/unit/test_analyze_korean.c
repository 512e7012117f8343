/* test_analyze_korean.c - what stands behind a word in its eojeol */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "analyze/korean.h"

#define NONE PCS_KOREAN_NONE
#define PARTICLE PCS_KOREAN_PARTICLE
#define ENDING PCS_KOREAN_ENDING
#define OTHER PCS_KOREAN_OTHER

struct eojeol {
    const char *word, *rest;
    pcs_korean_rest wanted;
};

/* One particle behind a noun, each with the kind of syllable it goes with. */
static const struct eojeol one_particle[] = {
    {"구독", "", NONE},
    {"구독", "이", PARTICLE},
    {"구독", "을", PARTICLE},
    {"구독", "은", PARTICLE},
    {"구독", "과", PARTICLE},
    {"구독", "의", PARTICLE},
    {"구독", "에", PARTICLE},
    {"구독", "에서", PARTICLE},
    {"구독", "으로", PARTICLE},
    {"구독", "도", PARTICLE},
    {"구독", "만", PARTICLE},
    {"구독", "까지", PARTICLE},
    {"구독", "부터", PARTICLE},
    {"구독", "마다", PARTICLE},
    {"구독", "보다", PARTICLE},
    {"구독", "처럼", PARTICLE},
    {"구독", "조차", PARTICLE},
    {"구독", "마저", PARTICLE},
    {"구독", "밖에", PARTICLE},
    {"구독", "뿐", PARTICLE},
    {"구독", "대로", PARTICLE},
    {"구독", "만큼", PARTICLE},
    {"구독", "이나", PARTICLE},
    {"구독", "이랑", PARTICLE},
    {"구독", "커녕", PARTICLE},
    {"구독", "들", PARTICLE},
    {"고객", "에게", PARTICLE},
    {"고객", "에게서", PARTICLE},
    {"고객", "한테", PARTICLE},
    {"고객", "께서", PARTICLE},
    {"고객", "끼리", PARTICLE},
    {"파트너", "가", PARTICLE},
    {"파트너", "를", PARTICLE},
    {"파트너", "는", PARTICLE},
    {"파트너", "와", PARTICLE},
    {"파트너", "로", PARTICLE},
    {"파트너", "로부터", PARTICLE},
    {"파트너", "로서", PARTICLE},
    {"파트너", "나", PARTICLE},
    {"파트너", "랑", PARTICLE},
    {"파트너", "란", PARTICLE},
    {"파트너", "라도", PARTICLE},
    {"메일", "로", PARTICLE},
    {"메일", "을", PARTICLE},
    {"파일", "로써", PARTICLE},
    {"앱", "을", PARTICLE},
    {"앱", "은", PARTICLE},
    {"키", "를", PARTICLE},
    {"팀", "이", PARTICLE},
    {"열", "의", PARTICLE},
    {"월", "에", PARTICLE},
    {"값", "으로", PARTICLE},
    {"수", "도", PARTICLE},
    {"국가", "의", PARTICLE},
    {"전문가", "가", PARTICLE},
    {"개요", "를", PARTICLE},
    {"속도", "가", PARTICLE},
    {"회의", "에서", PARTICLE},
    {"재판매인", "으로", PARTICLE},
    {"로그인", "은", PARTICLE},
};

/* Particles stand on one another, in the order that grammar has. */
static const struct eojeol stacked[] = {
    {"센터", "에서는", PARTICLE},
    {"센터", "에서도", PARTICLE},
    {"센터", "에서의", PARTICLE},
    {"센터", "에서만", PARTICLE},
    {"센터", "에서부터", PARTICLE},
    {"센터", "로부터의", PARTICLE},
    {"고객", "들에게만", PARTICLE},
    {"고객", "들이", PARTICLE},
    {"고객", "과의", PARTICLE},
    {"고객", "에게는", PARTICLE},
    {"고객", "에게로", PARTICLE},
    {"구독", "까지만", PARTICLE},
    {"구독", "까지의", PARTICLE},
    {"구독", "으로만", PARTICLE},
    {"구독", "으로부터의", PARTICLE},
    {"구독", "만을", PARTICLE},
    {"구독", "만이", PARTICLE},
    {"구독", "뿐만", PARTICLE},
    {"구독", "이라고도", PARTICLE},
    {"파트너", "와의", PARTICLE},
    {"파트너", "와는", PARTICLE},
    {"파트너", "에게서만", PARTICLE},
    {"고속", "도로", OTHER},
    {"사용", "의도", OTHER},
    {"센터", "가를", OTHER},
    {"센터", "에서만까지도는", OTHER},
    {"센터", "로부터까지에서", PARTICLE},
    {"구독", "으로부터까지에서", PARTICLE},
    {"고객", "들에게서부터만", OTHER},
    /* The first syllable and the last one, and what is no syllable. */
    {"가", "를", PARTICLE},
    {"가", "을", OTHER},
    {"힣", "을", PARTICLE},
    {"힣", "를", OTHER},
    {"日本", "가", PARTICLE},
    {"日本", "이", PARTICLE},
    {"a", "을", PARTICLE},
    {"abc", "를", PARTICLE},
};

/* The copula makes a sentence of the noun. */
static const struct eojeol copula[] = {
    {"구독", "입니다", PARTICLE},     {"구독", "입니까", PARTICLE},
    {"구독", "이다", PARTICLE},       {"구독", "이며", PARTICLE},
    {"구독", "이고", PARTICLE},       {"구독", "이면", PARTICLE},
    {"구독", "이거나", PARTICLE},     {"구독", "이지만", PARTICLE},
    {"구독", "이므로", PARTICLE},     {"구독", "이라는", PARTICLE},
    {"구독", "이라면", PARTICLE},     {"구독", "이어야", PARTICLE},
    {"구독", "이었습니다", PARTICLE}, {"구독", "이었던", PARTICLE},
    {"구독", "이기", PARTICLE},       {"구독", "인지", PARTICLE},
    {"구독", "인데", PARTICLE},       {"구독", "인가요", PARTICLE},
    {"파트너", "입니다", PARTICLE},   {"파트너", "여야", PARTICLE},
    {"파트너", "였습니다", PARTICLE}, {"파트너", "예요", PARTICLE},
    {"파트너", "라는", PARTICLE},     {"파트너", "라면", PARTICLE},
};

/* The syllable before is not one that the particle goes with. */
static const struct eojeol misfits[] = {
    {"국", "가", OTHER},       {"전문", "가", OTHER},   {"평", "가", OTHER},
    {"증", "가", OTHER},       {"작", "가", OTHER},     {"구독", "가", OTHER},
    {"구독", "는", OTHER},     {"구독", "를", OTHER},   {"구독", "와", OTHER},
    {"구독", "로", OTHER},     {"구독", "나", OTHER},   {"파트너", "이", OTHER},
    {"파트너", "은", OTHER},   {"파트너", "을", OTHER}, {"파트너", "과", OTHER},
    {"파트너", "으로", OTHER}, {"초", "과", OTHER},     {"효", "과", OTHER},
    {"경", "로", OTHER},       {"차", "이", OTHER},
};

/* Words of their own that end like a particle or an ending. */
static const struct eojeol own_words[] = {
    {"국", "가를", OTHER},     {"전문", "가는", OTHER}, {"추", "가", OTHER},
    {"추", "가로", OTHER},     {"허", "가를", OTHER},   {"결", "과", OTHER},
    {"결", "과를", OTHER},     {"성", "과에", OTHER},   {"속", "도", OTHER},
    {"제", "도의", OTHER},     {"만족", "도", OTHER},   {"신뢰", "도를", OTHER},
    {"회", "의", OTHER},       {"정", "의를", OTHER},   {"문", "의", OTHER},
    {"동", "의가", OTHER},     {"주", "요", OTHER},     {"개", "요", OTHER},
    {"필", "요", OTHER},       {"하", "나의", OTHER},   {"새", "로", OTHER},
    {"서", "로", OTHER},       {"함", "께", OTHER},     {"만", "들", OTHER},
    {"불", "만", OTHER},       {"로그", "인", OTHER},   {"재판매", "인", OTHER},
    {"재판매", "인을", OTHER}, {"할", "인", OTHER},     {"미국", "인", OTHER},
    {"모", "든", OTHER},       {"이", "해", OTHER},     {"이", "해하는", OTHER},
    {"분", "할된", OTHER},     {"할", "당하는", OTHER}, {"해", "당하는", OTHER},
    {"역", "할", OTHER},       {"제", "한", OTHER},     {"권", "한", OTHER},
    {"최소", "한", OTHER},     {"피", "해", OTHER},
};

/* 하다, 되다, 시키다, 당하다 and 받다 make verbs of nouns. */
static const struct eojeol endings[] = {
    {"구독", "합니다", ENDING},
    {"구독", "하는", ENDING},
    {"구독", "하고", ENDING},
    {"구독", "하여", ENDING},
    {"구독", "하면", ENDING},
    {"구독", "하려면", ENDING},
    {"구독", "하십시오", ENDING},
    {"구독", "하세요", ENDING},
    {"구독", "하지", ENDING},
    {"구독", "하지만", ENDING},
    {"구독", "하기", ENDING},
    {"구독", "하거나", ENDING},
    {"구독", "하도록", ENDING},
    {"구독", "하므로", ENDING},
    {"구독", "하나요", ENDING},
    {"구독", "하자마자", ENDING},
    {"구독", "하다", ENDING},
    {"구독", "하겠습니다", ENDING},
    {"구독", "하셨겠습니다만", ENDING},
    {"구독", "하셨겠습니다만은", OTHER},
    {"구독", "하셨습니다", ENDING},
    {"구독", "한", ENDING},
    {"구독", "한다", ENDING},
    {"구독", "한다고", ENDING},
    {"구독", "할", ENDING},
    {"구독", "할지", ENDING},
    {"구독", "할수록", ENDING},
    {"구독", "함", ENDING},
    {"구독", "함을", ENDING},
    {"구독", "함으로써", ENDING},
    {"구독", "했습니다", ENDING},
    {"구독", "했으며", ENDING},
    {"구독", "해", ENDING},
    {"구독", "해야", ENDING},
    {"구독", "해서", ENDING},
    {"구독", "해주세요", ENDING},
    {"구독", "합시다", ENDING},
    {"삭제", "됩니다", ENDING},
    {"삭제", "되는", ENDING},
    {"삭제", "되어", ENDING},
    {"삭제", "되었습니다", ENDING},
    {"삭제", "되지", ENDING},
    {"삭제", "되면", ENDING},
    {"삭제", "된", ENDING},
    {"삭제", "된다", ENDING},
    {"삭제", "될", ENDING},
    {"삭제", "됨", ENDING},
    {"삭제", "됐습니다", ENDING},
    {"삭제", "돼야", ENDING},
    {"향상", "시킵니다", ENDING},
    {"향상", "시키고", ENDING},
    {"향상", "시켜", ENDING},
    {"거절", "당한", ENDING},
    {"거절", "당했습니다", ENDING},
    {"승인", "받은", ENDING},
    {"승인", "받을", ENDING},
    {"승인", "받습니다", ENDING},
};

/* Compounds and derived words, some of which begin like an ending. */
static const struct eojeol others[] = {
    {"구독", "자", OTHER},
    {"구독", "료", OTHER},
    {"구독", "권", OTHER},
    {"사용", "자", OTHER},
    {"사용", "자를", OTHER},
    {"사용", "량", OTHER},
    {"관리", "자", OTHER},
    {"관리", "형", OTHER},
    {"보고", "서", OTHER},
    {"보고", "서를", OTHER},
    {"평가", "판", OTHER},
    {"파트너", "십", OTHER},
    {"활성", "화", OTHER},
    {"활성", "화합니다", OTHER},
    {"기본", "적으로", OTHER},
    {"기본", "값", OTHER},
    {"제품", "별로", OTHER},
    {"가격", "표", OTHER},
    {"구독", "관리", OTHER},
    {"구독", "할인", OTHER},
    {"구독", "해지", OTHER},
    {"연결", "해제", OTHER},
    {"문제", "해결", OTHER},
    {"신용", "한도", OTHER},
    {"집계", "함수", OTHER},
    {"좌석", "할당", OTHER},
    {"구독", "합계", OTHER},
    {"장치", "하드웨어", OTHER},
    {"그룹", "하위", OTHER},
    {"구독", "된장", OTHER},
    {"집", "돼지", OTHER},
    {"구", "독을", OTHER},
    {"구독", "을까나봐요글쎄말입니다", OTHER},
    {"구독", "하는것이라고생각하였다", OTHER},
};

static void check(const struct eojeol *table, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct eojeol *e = &table[i];
        size_t word_len = strlen(e->word), len = word_len + strlen(e->rest);
        /* A copy of that size lets the sanitizers see each read beyond. */
        char *eojeol = malloc(len + 1);
        assert_non_null(eojeol);
        memcpy(eojeol, e->word, word_len);
        memcpy(eojeol + word_len, e->rest, len - word_len);
        char *exact = malloc(len);
        assert_non_null(exact);
        memcpy(exact, eojeol, len);
        pcs_korean_rest got = pcs_korean_classify(exact, len, word_len);
        free(exact);
        free(eojeol);
        if (got != e->wanted)
            fail_msg("%s|%s is %d where %d was wanted", e->word, e->rest, got,
                     e->wanted);
    }
}

#define CHECKS(table)                                                          \
    static void test_##table(void **state)                                     \
    {                                                                          \
        (void)state;                                                           \
        check(table, sizeof(table) / sizeof *(table));                         \
    }

CHECKS(one_particle)
CHECKS(stacked)
CHECKS(copula)
CHECKS(misfits)
CHECKS(own_words)
CHECKS(endings)
CHECKS(others)

/* Any bytes behind any length of word: an answer, and no read beyond. */
static void test_any_bytes(void **state)
{
    (void)state;
    static const char *const parts[] = {"구독",     "에",   "하", "가",
                                        "a",        "\xEA", "",   "들",
                                        "\xEA\xB0", "한",   "할"};
    for (int i = 0; i < 20000; i++) {
        char text[64];
        size_t len = 0;
        for (uint32_t n = random_below(8); n > 0; n--) {
            const char *part = parts[random_below(11)];
            memcpy(text + len, part, strlen(part));
            len += strlen(part);
        }
        char *exact = malloc(len ? len : 1);
        assert_non_null(exact);
        memcpy(exact, text, len);
        size_t word_len = random_below((uint32_t)len + 2);
        pcs_korean_rest rest = pcs_korean_classify(exact, len, word_len);
        free(exact);
        assert_true(rest <= OTHER);
        assert_int_equal(rest == NONE, word_len >= len);
    }
}

static bool is_case(const char *noun, const char *rest)
{
    char text[64];
    int len = snprintf(text, sizeof text, "%s%s", noun, rest);
    return pcs_korean_is_case(text, (size_t)len, strlen(noun));
}

static void test_cases(void **state)
{
    (void)state;
    assert_true(is_case("구독", "을"));
    assert_true(is_case("고객", "에서"));
    assert_true(is_case("파트너", "가"));
    assert_false(is_case("전문", "가")); /* 전문이, so that 전문가 is a word */
    assert_false(is_case("구독", "도"));
    assert_false(is_case("구독", "에서는"));
    assert_false(is_case("구독", ""));
    assert_false(is_case("구독", "자"));
}

static void test_suffixes(void **state)
{
    (void)state;
    assert_int_equal(pcs_korean_suffix("별로", 6), 3);
    assert_int_equal(pcs_korean_suffix("인", 3), 3);
    assert_int_equal(pcs_korean_suffix("자", 3), 0);
    assert_int_equal(pcs_korean_suffix("량을", 6), 0);
    assert_int_equal(pcs_korean_suffix("\xEB\xB3", 2), 0);
    assert_int_equal(pcs_korean_suffix("", 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_particle), cmocka_unit_test(test_stacked),
        cmocka_unit_test(test_copula),       cmocka_unit_test(test_misfits),
        cmocka_unit_test(test_own_words),    cmocka_unit_test(test_endings),
        cmocka_unit_test(test_others),       cmocka_unit_test(test_any_bytes),
        cmocka_unit_test(test_cases),        cmocka_unit_test(test_suffixes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
