/* test_analyze_checks.c - what the checks of a pair find, and what they leave
 *
 * The sentences are made up. A row says what is found on either side, items
 * parted by a bar; where both are empty, nothing may be found. */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_analyze_common.h"

#include "analyze/checks.h"

typedef struct check_case {
    const char *locale, *english, *local;
    const char *in_english, *in_local; /* what is found there */
} check_case;

typedef struct check_result {
    char english[512], local[512];
    const pcs_pair_check *in;
    pcs_check_kind wanted;
    unsigned findings;
} check_result;

static void append_items(char *out, const pcs_check_item *items, size_t n,
                         const char *text, size_t len)
{
    for (size_t i = 0; i < n; i++) {
        sprintf(out + strlen(out), "%s%.*s", i ? "|" : "", (int)items[i].len,
                items[i].text);
        if (items[i].end == 0)
            continue;
        assert_in_range(items[i].end, items[i].begin + 1, len);
        assert_int_equal(items[i].end - items[i].begin, items[i].len);
        assert_memory_equal(text + items[i].begin, items[i].text, items[i].len);
    }
}

static pcs_status keep_finding(void *context, const pcs_check_finding *f,
                               pcs_error *err)
{
    check_result *r = context;
    (void)err;
    assert_int_equal(f->kind, r->wanted);
    assert_true(f->n_english + f->n_local > 0);
    append_items(r->english, f->english, f->n_english, r->in->english,
                 r->in->english_len);
    append_items(r->local, f->local, f->n_local, r->in->local,
                 r->in->local_len);
    r->findings++;
    return PCS_OK;
}

static void check_pair(pcs_checker *checker, pcs_check_kind kind,
                       const check_case *c, const pcs_check_markup *markup,
                       size_t n_markup)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_pair_check in = {.english = c->english,
                         .english_len = strlen(c->english),
                         .local = c->local,
                         .local_len = strlen(c->local),
                         .locale = c->locale,
                         .kinds = 1u << kind,
                         .markup = markup,
                         .n_markup = n_markup};
    check_result r = {.in = &in, .wanted = kind};
    assert_ok(pcs_check_pair(checker, &in, keep_finding, &r, &err), &err);
    if (strcmp(r.english, c->in_english) || strcmp(r.local, c->in_local))
        fail_msg("%s: \"%s\" \"%s\" gives \"%s\" and \"%s\"", c->locale,
                 c->english, c->local, r.english, r.local);
    assert_int_equal(r.findings, *c->in_english || *c->in_local);
}

static void check_cases(pcs_check_kind kind, const check_case *cases, size_t n)
{
    pcs_checker *checker;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_checker_new(&checker, &err), &err);
    for (size_t i = 0; i < n; i++)
        check_pair(checker, kind, &cases[i], NULL, 0);
    pcs_checker_free(checker);
}

/* Another number, or one less, or one more. */
static void test_numbers_found(void **state)
{
    static const check_case cases[] = {
        {"ko-KR", "Wait 30 days.", "60일 기다리세요.", "30", "60"},
        {"ko-KR", "Wait 30 days.", "며칠 기다리세요.", "30", ""},
        {"ko-KR", "Wait some days.", "30일 기다리세요.", "", "30"},
        {"ko-KR", "It costs 10,000.", "비용은 10만입니다.", "10,000", "10만"},
        {"ja-JP", "On June 1, 2021", "2021 年 7 月 1 日", "", "7"},
        {"ja-JP", "Version 4.6 is out.", "バージョン 4.8 です。", "4.6", "4.8"},
        {"ja-JP", "Form 1099 counts.", "フォーム 1909 です。", "1099", "1909"},
        {"zh-CN", "Up to 100 million rows", "最多 1 万行", "100 million",
         "1 万"},
        {"zh-CN", "At 5 PM", "下午 6 点", "5", "6"},
        {"de-DE", "It takes 1.5 hours.", "Es dauert 2,5 Stunden.", "1.5",
         "2,5"},
        {"de-DE", "Due by 10/15/2021", "Fällig am 15.11.2021", "10",
         "15.11.2021"},
        {"de-DE", "Three nodes and 8 disks", "3 Knoten und 9 Platten", "8",
         "9"},
        {"pt-BR", "Pay $1,234.50 now.", "Pague US$ 1.243,50 agora.", "1,234.50",
         "1.243,50"},
        {"fr-FR", "The limit is 12,500 rows.", "La limite est 12 600 lignes.",
         "12,500", "600"},
        {"ru-RU", "Keep it for 14 days.", "Храните 15 дней.", "14", "15"},
        {"th-TH", "Keep it for 45 days.", "เก็บไว้ ๔๖ วัน", "45", "๔๖"},
        {"ar-SA", "Keep it for 45 days.", "احتفظ به لمدة ٤٦ يومًا.", "45", "٤٦"},
        {"pl-PL", "Add 40 users.", "Dodaj 50 użytkowników.", "40", "50"},
        {"tr-TR", "Use 16 GB.", "32 GB kullanın.", "16", "32"},
        {"es-ES", "Only 25% is free.", "Solo el 35 % es gratis.", "25", "35"},
    };
    (void)state;
    check_cases(PCS_CHECK_NUMBERS, cases, N_OF(cases));
}

/* The same number, written as the locale does. */
static void test_numbers_passed(void **state)
{
    static const check_case cases[] = {
        {"ko-KR", "On June 1, 2021", "2021년 6월 1일", "", ""},
        {"ko-KR", "At 5 PM", "17시에", "", ""},
        {"ko-KR", "At 5:00 PM", "오후 5시에", "", ""},
        {"ko-KR", "It costs 10,000 won.", "1만 원입니다.", "", ""},
        {"ko-KR", "About 120 million users", "사용자 약 1억 2,000만 명", "",
         ""},
        {"ko-KR", "The first two steps", "처음 2단계", "", ""},
        {"ko-KR", "Pick 2 of them.", "그중 두 개를 고르세요.", "", ""},
        {"ko-KR", "Support is there 24/7.", "연중무휴 지원됩니다.", "", ""},
        {"ko-KR", "Pick red, green and blue.",
         "빨강, 초록, 파랑 3개를 고르세요.", "", ""},
        {"ja-JP", "10,000 rows", "1万行", "", ""},
        {"ja-JP", "Use 3 keys.", "キーを３つ使います。", "", ""},
        {"ja-JP", "Three months", "3 か月", "", ""},
        {"ja-JP", "After 12:00 AM", "午前 0 時以降", "", ""},
        {"ja-JP", "Every 2 weeks", "二週間ごと", "", ""},
        {"ja-JP", "More than 5", "6 以上", "", ""},
        {"ja-JP", "COVID-19 and Office 365", "新型コロナと Office 365", "", ""},
        {"zh-CN", "Up to 100 million rows", "最多 1 亿行", "", ""},
        {"zh-CN", "On Sept 22, 2020", "2020 年 9 月 22 日", "", ""},
        {"zh-CN", "The third quarter of FY21", "2021 财年第 3 季度", "", ""},
        {"zh-CN", "Choose 2 of them.", "请选择两个。", "", ""},
        {"de-DE", "It costs 1,234.56.", "Es kostet 1.234,56.", "", ""},
        {"de-DE", "It costs 1,234.56.", "Es kostet 1 234,56.", "", ""},
        {"de-CH", "It costs 1,234.", "Es kostet 1'234.", "", ""},
        {"de-DE", "At 5 PM", "17:00 Uhr", "", ""},
        {"de-DE", "June 1", "1. Juni", "", ""},
        {"de-DE", "6/1/2021", "1. Juni 2021", "", ""},
        {"de-DE", "2/11/17", "11.02.2017", "", ""},
        {"de-DE", "Add .50 to it.", "0,50 hinzufügen.", "", ""},
        {"de-DE", "2 million rows", "2 Mio. Zeilen", "", ""},
        {"de-DE", "3 times", "dreimal", "", ""},
        {"de-DE", "A 1-year term", "Laufzeit von einem Jahr", "", ""},
        {"pt-BR", "1,000 people", "mil pessoas", "", ""},
        {"pt-BR", "The 2nd and 3rd key", "A segunda e a terceira chave", "",
         ""},
        {"pt-BR", "1.5 billion", "1,5 bilhão", "", ""},
        {"fr-FR", "It costs 1,234,567.89.", "Il coûte 1 234 567,89.", "", ""},
        {"fr-FR", "The 5th", "Le 5e", "", ""},
        {"fr-FR", "On March 3", "Le 3 mars", "", ""},
        {"ru-RU", "2 servers and 3 million rows", "два сервера и 3 млн строк",
         "", ""},
        {"ru-RU", "Part II", "Часть 2", "", ""},
        {"ru-RU", "10,500", "10 500", "", ""},
        {"th-TH", "In 2021, 25 users", "ในปี 2564 มีผู้ใช้ ๒๕ ราย", "", ""},
        {"th-TH", "Pick 2 items.", "เลือกสองรายการ", "", ""},
        {"ar-SA", "Keep 1,250.5 for 2 days.", "احتفظ بـ ١٬٢٥٠٫٥ ليومين.", "",
         ""},
        {"ar-SA", "Use 30 of them.",
         "استخدم \xE2\x80\x8F"
         "30\xE2\x80\x8F منها.",
         "", ""},
        {"hi-IN", "1,000,000 rows", "10,00,000 पंक्तियाँ", "", ""},
        {"ja-JP", "Premium\xC2\xB9 and A\xC2\xB2", "Premium と A", "", ""},
        {"ko-KR", "Open https://example.com/v2/30 now.",
         "지금 https://example.com/v2/30 을 여세요.", "", ""},
        {"ko-KR", "Call {0} of 5.", "5 중 {1}을 호출합니다.", "", ""},
        {"ko-KR", "Plan E5 with 2FA", "이중 인증이 있는 E5 요금제", "", ""},
        {"ko-KR", "A hexadecimal digit", "16진수 숫자", "", ""},
        {"ja-JP", "A binary tree", "2 分木", "", ""},
        {"ko-KR", "", "", "", ""},
        {"zz-ZZ", "Take 5.", "Take 5.", "", ""},
    };
    (void)state;
    check_cases(PCS_CHECK_NUMBERS, cases, N_OF(cases));
}

static void test_placeholders(void **state)
{
    static const check_case cases[] = {
        {"ko-KR", "Hello {0}, {1}", "{1}, {0}님 안녕하세요", "", ""},
        {"ko-KR", "Hello {0}", "안녕하세요 {1}", "{0}", "{1}"},
        {"ko-KR", "Hello {name}", "안녕하세요 {이름}", "{name}", "{이름}"},
        {"ja-JP", "Hello {{name}}", "こんにちは {{name}}", "", ""},
        {"ja-JP", "Hello {{name}}", "こんにちは {name}", "{{name}}", "{name}"},
        {"ja-JP", "{0:N2} of {1}", "{1} の {0:N2}", "", ""},
        {"ja-JP", "{0}", "｛0｝", "{0}", ""},
        {"de-DE", "%s has %d items.", "%d Elemente in %s.", "", ""},
        {"de-DE", "%s has %d items.", "%s hat Elemente.", "%d", ""},
        {"de-DE", "%1$s of %2$d", "%1$s von %2$s", "%2$d", "%2$s"},
        {"de-DE", "100% done", "100% der Zeit", "", ""},
        {"de-DE", "5 % sure", "5 % sicher", "", ""},
        {"fr-FR", "Set ${path} now.", "Définissez ${chemin}.", "${path}",
         "${chemin}"},
        {"fr-FR", "Go to %APPDATA%.", "Allez dans %APPDATA%.", "", ""},
        {"fr-FR", "Go to %APPDATA%.", "Allez dans %DONNEES%.", "%APPDATA%",
         "%DONNEES%"},
        {"ru-RU", "%(count)s left", "Осталось %(count)s", "", ""},
        {"ru-RU", "%(count)s left", "Осталось %(число)s", "%(count)s",
         "%(число)s"},
        {"th-TH", "Replace <name>.", "แทนที่ <ชื่อ>", "", ""},
        {"th-TH", "Replace <name>.", "แทนที่", "<name>", ""},
        {"ar-SA", "%@ files", "%@ ملفات", "", ""},
        {"pt-BR", "a < b and c > d", "a < b e c > d", "", ""},
    };
    (void)state;
    check_cases(PCS_CHECK_PLACEHOLDERS, cases, N_OF(cases));
}

#define LEFT(locale, text)                                                     \
    {                                                                          \
        locale, text, text, text, text                                         \
    }
#define FINE(locale, text)                                                     \
    {                                                                          \
        locale, text, text, "", ""                                             \
    }

static void test_untranslated(void **state)
{
    static const check_case cases[] = {
        LEFT("ko-KR", "Choose the customer from the list."),
        LEFT("ja-JP", "Learn more"),
        LEFT("ja-JP", "Next steps"),
        LEFT("zh-CN", "Monthly usage report"),
        LEFT("de-DE", "In this field, select a file to upload."),
        LEFT("ru-RU", "How to cancel your order"),
        LEFT("th-TH", "See also"),
        LEFT("fr-FR", "This page is out of date."),
        {"fr-FR", "This page is out of date, sadly.",
         "This page is out of date, hélas.", "This page is out of date, sadly.",
         "This page is out of date, hélas."},
        {"ko-KR", "Open the old list.", "Open the  old list",
         "Open the old list.", "Open the  old list"},
        FINE("ko-KR", "Contoso Office 365 for Education"),
        FINE("ko-KR", "Contoso 365 Apps for business"),
        FINE("de-DE", "Contoso Database for PostgreSQL"),
        FINE("de-DE", "Information"),
        FINE("de-DE", "Azure portal"),
        FINE("ja-JP", "USD"),
        FINE("ja-JP", "GET /customers/{id}/orders"),
        FINE("ja-JP", "https://example.com/see/how/it/works"),
        FINE("ja-JP", "someone@example.com"),
        FINE("ja-JP", "az account list --output table"),
        FINE("ja-JP", "unitPrice, billableQuantity"),
        FINE("ja-JP", "12 - 24"),
        FINE("en-GB", "Choose the customer from the list."),
        {"ko-KR", "Select Add this to the list.",
         "Add this to the list를 선택합니다.", "", ""},
        {"de-DE", "Contoso for Sales (formerly Sales)",
         "Contoso for Sales (ehemals Sales)", "", ""},
        {"ja-JP", "", "", "", ""},
    };
    (void)state;
    check_cases(PCS_CHECK_UNTRANSLATED, cases, N_OF(cases));
}

/* What the reader of a document has found. */
static void test_markup(void **state)
{
    static const check_case code = {"de-DE", "Run a b now.", "Jetzt ab.", "a b",
                                    "ab"};
    static const check_case urls = {"de-DE", "Run a b now.", "Jetzt ab.",
                                    "https://example.com/a|x.md", ""};
    static const pcs_check_markup markup[] = {
        {PCS_CHECK_URLS, 0, "https://example.com/a", 21},
        {PCS_CHECK_CODE, 0, "a b", 3},
        {PCS_CHECK_URLS, 0, "x.md", 4},
        {PCS_CHECK_CODE, 1, "ab", 2},
    };
    pcs_checker *checker;
    pcs_error err = PCS_ERROR_INIT;
    (void)state;
    assert_ok(pcs_checker_new(&checker, &err), &err);
    check_pair(checker, PCS_CHECK_CODE, &code, markup, N_OF(markup));
    check_pair(checker, PCS_CHECK_URLS, &urls, markup, N_OF(markup));
    pcs_checker_free(checker);
}

static pcs_status count_kinds(void *context, const pcs_check_finding *f,
                              pcs_error *err)
{
    unsigned *kinds = context;
    assert_true(*kinds < 1u << f->kind);
    *kinds |= 1u << f->kind;
    return *kinds & 1u << PCS_CHECK_PLACEHOLDERS
               ? pcs_error_set(err, PCS_EIO, "enough")
               : PCS_OK;
}

/* Kinds come in their order, those that are asked for, until the visitor has
 * had enough. */
static void test_visitor(void **state)
{
    static const char english[] = "Please wait for the {0} in 5 days.";
    static const char local[] = "Please wait for the {1} in 6 days.";
    pcs_pair_check in = {english, sizeof english - 1, local, sizeof local - 1,
                         "de-DE", PCS_CHECK_ALL,      NULL,  0};
    pcs_checker *checker;
    pcs_error err = PCS_ERROR_INIT;
    unsigned kinds = 0;
    (void)state;
    assert_ok(pcs_checker_new(&checker, &err), &err);
    assert_fails(pcs_check_pair(checker, &in, count_kinds, &kinds, &err),
                 PCS_EIO, &err);
    assert_int_equal(kinds,
                     1u << PCS_CHECK_NUMBERS | 1u << PCS_CHECK_PLACEHOLDERS);
    kinds = 0;
    in.kinds = 1u << PCS_CHECK_UNTRANSLATED;
    assert_ok(pcs_check_pair(checker, &in, count_kinds, &kinds, &err), &err);
    assert_int_equal(kinds, in.kinds);
    pcs_checker_free(checker);
    assert_string_equal(pcs_check_name(PCS_CHECK_NUMBERS), "numbers");
    assert_string_equal(pcs_check_name(PCS_CHECK_UNTRANSLATED), "untranslated");
}

/* More than can be compared is not compared; any bytes are a text. */
static void test_limits(void **state)
{
    static const char cut[] = "5\xE3\x81 6\xFF{0\xC3}%\xF0\x9F 7\xCC";
    pcs_buffer many = {0};
    pcs_checker *checker;
    pcs_error err = PCS_ERROR_INIT;
    (void)state;
    for (int i = 0; i < 3000; i++)
        pcs_buffer_printf(&many, "%d {a%d} 万千1 234 ", i * 7, i);
    check_case cases[] = {
        {"ja-JP", many.data, "", "", ""},
        {"ja-JP", "", many.data, "", ""},
        {"ja-JP", cut, cut, "", ""},
    };
    assert_ok(pcs_checker_new(&checker, &err), &err);
    for (size_t i = 0; i < N_OF(cases); i++)
        for (int kind = 0; kind < PCS_CHECK_KINDS; kind++)
            check_pair(checker, (pcs_check_kind)kind, &cases[i], NULL, 0);
    pcs_checker_free(checker);
    pcs_buffer_dispose(&many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_found),
        cmocka_unit_test(test_numbers_passed),
        cmocka_unit_test(test_placeholders),
        cmocka_unit_test(test_untranslated),
        cmocka_unit_test(test_markup),
        cmocka_unit_test(test_visitor),
        cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
