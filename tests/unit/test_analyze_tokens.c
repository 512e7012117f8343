/* test_analyze_tokens.c - words, against ICU's word iterator */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_analyze_common.h"

#include "analyze/tokens.h"

#define TOKENS_MAX 512

static UBreakIterator *reference_breaks;

static bool is_katakana(UChar c)
{
    return c != 0x30FB &&
           ((c >= 0x30A1 && c <= 0x30FF) || (c >= 0x31F0 && c <= 0x31FF));
}

static void add(pcs_tokens *out, size_t start, size_t end, bool is_compound,
                const UChar *text)
{
    assert_true(out->len < TOKENS_MAX);
    size_t at = start;
    out->items[out->len++] = (pcs_token){
        (uint32_t)start, (uint32_t)end,
        pcs_char_classify(pcs_unit_next(text, &at, end)), is_compound};
}

/* Runs of katakana, and the stretches of them that only spaces and middle
 * dots part. */
static void add_katakana(pcs_tokens *out, const UChar *t, size_t len)
{
    size_t first = len, parts = 0, last = 0;
    for (size_t i = 0; i <= len; i++) {
        bool starts =
            i < len && is_katakana(t[i]) && (i == 0 || !is_katakana(t[i - 1]));
        bool gap = i < len && (t[i] == ' ' || t[i] == 0x30FB);
        if (i == len || (!is_katakana(t[i]) && !gap)) {
            if (parts > 1)
                add(out, first, last, true, t);
            parts = 0;
            first = len;
        }
        if (!starts)
            continue;
        for (last = i; last < len && is_katakana(t[last]);)
            last++;
        add(out, i, last, false, t);
        if (parts++ == 0)
            first = i;
    }
}

static bool is_border(const pcs_folded *folded, size_t at)
{
    for (size_t i = 0; i < folded->n_borders; i++)
        if (folded->borders[i] == at)
            return true;
    return false;
}

static void add_word(pcs_tokens *out, const UChar *t, size_t start, size_t end)
{
    bool is_lone =
        end == start + 1 && pcs_char_classify(t[start]) == PCS_CHAR_HIRAGANA;
    if (end > start && !is_lone)
        add(out, start, end, false, t);
}

/* What ICU calls words, without katakana and lone hiragana, parted where
 * folding hid a border. */
static void add_words(pcs_tokens *out, const pcs_folded *folded)
{
    const UChar *t = folded->text;
    size_t len = folded->len;
    UErrorCode code = U_ZERO_ERROR;
    if (!reference_breaks)
        reference_breaks = ubrk_open(UBRK_WORD, "", NULL, 0, &code);
    ubrk_setText(reference_breaks, t, (int32_t)len, &code);
    assert_true(U_SUCCESS(code));
    int32_t from = ubrk_first(reference_breaks), to;
    for (; (to = ubrk_next(reference_breaks)) != UBRK_DONE; from = to) {
        if (ubrk_getRuleStatus(reference_breaks) < UBRK_WORD_NONE_LIMIT)
            continue;
        size_t start = (size_t)from;
        for (size_t i = start; i <= (size_t)to; i++) {
            bool is_end = i == (size_t)to || is_katakana(t[i]);
            if (!is_end && !is_border(folded, i))
                continue;
            add_word(out, t, start, i);
            start = is_end ? i + 1 : i;
        }
    }
}

static void assert_tokens(const pcs_tokens *got, const pcs_tokens *wanted,
                          const char *text)
{
    for (size_t i = 0; i < got->len && i < wanted->len; i++) {
        const pcs_token *a = &got->items[i], *b = &wanted->items[i];
        if (a->start != b->start || a->end != b->end || a->class != b->class ||
            a->is_compound != b->is_compound)
            fail_msg("\"%s\": token %zu is %u..%u class %d (%d) where %u..%u "
                     "class %d (%d) was wanted",
                     text, i, a->start, a->end, a->class, a->is_compound,
                     b->start, b->end, b->class, b->is_compound);
    }
    if (got->len != wanted->len)
        fail_msg("\"%s\": %zu tokens where %zu were wanted", text, got->len,
                 wanted->len);
}

typedef struct bench {
    pcs_folded folded;
    pcs_tokens tokens;
    UBreakIterator *breaks;
} bench;

/* In the order of the text, compounds behind the rest. */
static int compare_tokens(const void *a, const void *b)
{
    const pcs_token *x = a, *y = b;
    if (x->is_compound != y->is_compound)
        return x->is_compound ? 1 : -1;
    return (x->start > y->start) - (x->start < y->start);
}

static void check(bench *b, const char *text, size_t len)
{
    static pcs_token items[TOKENS_MAX];
    pcs_tokens wanted = {items, 0, TOKENS_MAX};
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_fold(&b->folded, text, len, false, &err), &err);
    b->tokens.len = 0;
    assert_ok(pcs_tokenize(&b->tokens, &b->breaks, &b->folded, &err), &err);
    if (b->folded.len > 0) {
        add_katakana(&wanted, b->folded.text, b->folded.len);
        add_words(&wanted, &b->folded);
        qsort(items, wanted.len, sizeof *items, compare_tokens);
    }
    assert_tokens(&b->tokens, &wanted, text);
}

static void bench_dispose(bench *b)
{
    pcs_folded_dispose(&b->folded);
    free(b->tokens.items);
    if (b->breaks)
        ubrk_close(b->breaks);
}

static const char_range spaced[] = {
    {'a', 'z'},     {'A', 'Z'},      {'0', '9'},     {' ', ' '},
    {'!', '/'},     {':', '@'},      {'[', '`'},     {'{', '~'},
    {0xE0, 0xFF},   {0x410, 0x44F},  {0x621, 0x64A}, {0x5D0, 0x5EA},
    {0x300, 0x304}, {0x2010, 0x2027}};
static const char_range simple[] = {
    {'a', 'z'}, {'0', '9'}, {' ', ' '}, {0xAC00, 0xD7A3}};
static const char_range east[] = {
    {'a', 'z'},       {'0', '9'},         {' ', ' '},        {0xAC00, 0xD7A3},
    {0x4E00, 0x9FFF}, {0x3041, 0x3096},   {0x3001, 0x3011},  {0x1100, 0x1112},
    {0x1161, 0x1175}, {0x20000, 0x20100}, {0x1F600, 0x1F610}};
static const char_range southeast[] = {
    {'a', 'z'},       {'0', '9'},       {' ', ' '},
    {0xE01, 0xE2E},   {0xE30, 0xE4E},   {0xE81, 0xEC4},
    {0x1780, 0x17D3}, {0x1000, 0x1049}, {'.', '.'}};
static const char_range katakana[] = {
    {0x30A1, 0x30FE}, {0x30FB, 0x30FC}, {' ', ' '},
    {'a', 'c'},       {0x4E00, 0x4E20}, {0x3041, 0x3050},
    {0x31F0, 0x31FF}, {0xFF61, 0xFF9F}, {0x1F600, 0x1F602}};

/* Runs of one kind, as words are, and single characters. */
static void append_mix(pcs_buffer *text, const char_range *ranges, size_t n)
{
    size_t runs = 1 + random_below(10);
    while (runs-- > 0)
        append_random(text, &ranges[random_below((uint32_t)n)], 1,
                      random_below(2) ? 1 : 1 + random_below(5));
}

static void check_mixes(const char_range *ranges, size_t n, int times)
{
    bench b = {0};
    pcs_buffer text = {0};
    while (times-- > 0) {
        pcs_buffer_clear(&text);
        append_mix(&text, ranges, n);
        check(&b, text.data, text.len);
    }
    pcs_buffer_dispose(&text);
    bench_dispose(&b);
}

static void test_simple(void **state)
{
    (void)state;
    check_mixes(simple, N_OF(simple), 12000);
}

static void test_spaced(void **state)
{
    (void)state;
    check_mixes(spaced, N_OF(spaced), 12000);
}

static void test_east(void **state)
{
    (void)state;
    check_mixes(east, N_OF(east), 6000);
}

static void test_southeast(void **state)
{
    (void)state;
    check_mixes(southeast, N_OF(southeast), 4000);
}

static void test_katakana(void **state)
{
    (void)state;
    check_mixes(katakana, N_OF(katakana), 6000);
}

/* The words of text, each followed by a bar; compounds in brackets. */
static void assert_words(const char *text, const char *wanted)
{
    bench b = {0};
    pcs_error err = PCS_ERROR_INIT;
    char got[512], *p = got;
    *p = 0;
    check(&b, text, strlen(text));
    assert_ok(pcs_fold(&b.folded, text, strlen(text), false, &err), &err);
    for (size_t i = 0; i < b.tokens.len; i++) {
        const pcs_token *t = &b.tokens.items[i];
        char word[128];
        int32_t n;
        UErrorCode code = U_ZERO_ERROR;
        u_strToUTF8(word, sizeof word, &n, b.folded.text + t->start,
                    (int32_t)(t->end - t->start), &code);
        assert_true(U_SUCCESS(code));
        p += sprintf(p, t->is_compound ? "[%.*s]|" : "%.*s|", n, word);
    }
    assert_string_equal(got, wanted);
    bench_dispose(&b);
}

static void test_cases(void **state)
{
    (void)state;
    assert_words("", "");
    assert_words("  ", "");
    assert_words("The CSP-partner's 3.5 GB", "the|csp|partner's|3.5|gb|");
    assert_words("user_name at example.com", "user_name|at|example.com|");
    assert_words("구독 365일 Azure구독", "구독|365|일|azure|구독|");
    assert_words("구독, Azure구독을!", "구독|azure|구독을|");
    assert_words("パートナー センターのページ",
                 "パートナー|センター|ページ|[パートナー センター]|");
    assert_words("クラウド・ソリューション", "クラウド|ソリューション|"
                                             "[クラウド・ソリューション]|");
    assert_words("ア  ・ イ", "ア|イ|[ア  ・ イ]|");
    assert_words("サーバーを管理", "サーバー|管理|");
    assert_words("ﾊﾟｰﾄﾅｰ", "パートナー|");
    assert_words("管理中心", "管理|中心|");
    assert_words("สวัสดีครับ", "สวัสดี|ครับ|");
    assert_words("C# .NET --flag", "c|net|flag|");
    assert_words("שלום עולם", "שלום|עולם|");
    assert_words("Premium¹ Name™ 5㎏", "premium|1|name|tm|5|kg|");
    assert_words("ab\xE2\x80\x8B"
                 "cd ef\xC2\xADgh",
                 "ab|cd|efgh|");
}

/* Tokens are appended, and one iterator serves text after text. */
static void test_appends(void **state)
{
    (void)state;
    bench b = {0};
    pcs_error err = PCS_ERROR_INIT;
    fold_text(&b.folded, "a b");
    assert_ok(pcs_tokenize(&b.tokens, &b.breaks, &b.folded, &err), &err);
    assert_null(b.breaks);
    fold_text(&b.folded, "c, d");
    assert_ok(pcs_tokenize(&b.tokens, &b.breaks, &b.folded, &err), &err);
    assert_non_null(b.breaks);
    assert_int_equal(b.tokens.len, 4);
    assert_int_equal(b.tokens.items[3].start, 3);
    bench_dispose(&b);
}

static int close_reference(void **state)
{
    (void)state;
    if (reference_breaks)
        ubrk_close(reference_breaks);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),    cmocka_unit_test(test_appends),
        cmocka_unit_test(test_simple),   cmocka_unit_test(test_spaced),
        cmocka_unit_test(test_east),     cmocka_unit_test(test_southeast),
        cmocka_unit_test(test_katakana),
    };
    return cmocka_run_group_tests(tests, NULL, close_reference);
}
