/* test_analyze_stem.c - the keys under which forms of a word meet */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_analyze_common.h"

#include "analyze/stem.h"

typedef pcs_status make_key(pcs_stemmer *stemmer, pcs_buffer *out,
                            const char *word, size_t len, pcs_error *err);

static pcs_stemmer *stemmer_for(const char *locale)
{
    pcs_stemmer *stemmer;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_stemmer_new(&stemmer, locale, &err), &err);
    return stemmer;
}

/* The key of word, in a copy that lets the sanitizers see reads beyond. */
static void key_of(pcs_buffer *out, make_key *make, pcs_stemmer *stemmer,
                   const char *word)
{
    pcs_error err = PCS_ERROR_INIT;
    size_t len = strlen(word);
    char *exact = malloc(len ? len : 1);
    assert_non_null(exact);
    memcpy(exact, word, len);
    pcs_buffer_clear(out);
    assert_ok(make(stemmer, out, exact, len, &err), &err);
    free(exact);
}

static void assert_key(const char *locale, make_key *make, const char *word,
                       const char *wanted)
{
    pcs_stemmer *stemmer = stemmer_for(locale);
    pcs_buffer key = {0};
    key_of(&key, make, stemmer, word);
    if (strcmp(key.data ? key.data : "", wanted) != 0)
        fail_msg("%s: %s has the key %s where %s was wanted", locale, word,
                 key.data, wanted);
    pcs_buffer_dispose(&key);
    pcs_stemmer_free(stemmer);
}

/* Whether a query for b finds a: they share one of their two keys. */
static bool meet(const char *locale, const char *a, const char *b)
{
    static make_key *const makes[] = {pcs_stemmer_key, pcs_stemmer_bare_key};
    pcs_stemmer *stemmer = stemmer_for(locale);
    pcs_buffer x = {0}, y = {0};
    bool found = false;
    for (int i = 0; i < 4; i++) {
        key_of(&x, makes[i % 2], stemmer, a);
        key_of(&y, makes[i / 2], stemmer, b);
        found = found || (x.len == y.len && memcmp(x.data, y.data, x.len) == 0);
    }
    pcs_buffer_dispose(&x);
    pcs_buffer_dispose(&y);
    pcs_stemmer_free(stemmer);
    return found;
}

static void test_forms(void **state)
{
    (void)state;
    static const char *const pairs[][3] = {
        {"de-DE", "abonnements", "abonnement"},
        {"de-DE", "verträge", "vertrag"},
        {"de-DE", "vertrage", "vertrag"},
        {"de-DE", "lizenzen", "lizenz"},
        {"de-DE", "größe", "grosse"},
        {"pt-BR", "licenças", "licença"},
        {"pt-BR", "licencas", "licença"},
        {"pt-BR", "assinaturas", "assinatura"},
        {"pt-BR", "configuração", "configuracao"},
        {"es-ES", "suscripciones", "suscripcion"},
        {"fr-FR", "activées", "activee"},
        {"it-IT", "attività", "attivita"},
        {"ru-RU", "подписки", "подписка"},
        {"ru-RU", "подпиской", "подписке"},
        {"ru-RU", "учётная", "учетная"},
        {"ru-RU", "расчёты", "расчет"},
        {"el-GR", "συνδρομές", "συνδρομεσ"},
        {"el-GR", "άδεια", "αδεια"},
        {"el-GR", "πελάτη", "πελατη"},
        {"tr-TR", "abonelikler", "abonelik"},
        {"tr-TR", "müşteriler", "musteriler"},
        {"sv-SE", "fakturor", "faktura"},
        {"hu-HU", "előfizetések", "elofizetesek"},
        {"cs-CZ", "předplatné", "predplatne"},
        {"pl-PL", "usługi", "usługi"},
        {"ar-SA", "أحمد", "احمد"},
        {"ar-SA", "إعداد", "اعداد"},
        {"ar-SA", "آخر", "اخر"},
        {"ar-SA", "شركة", "شركه"},
        {"ar-SA", "مستوى", "مستوي"},
        {"ar-SA", "العـــميل", "العميل"},
        {"ar-SA", "عَمِيل", "عميل"},
        {"he-IL", "שָׁלוֹם", "שלום"},
        {"ko-KR", "subscriptions", "subscription"},
        {"ja-JP", "partners", "partner"},
        {"th-TH", "licenses", "license"},
        {"zh-Hant-TW", "customers", "customer"},
        {"en-US", "billing", "billed"},
        {"nb-NO", "kundene", "kunder"},
    };
    for (size_t i = 0; i < N_OF(pairs); i++)
        if (!meet(pairs[i][0], pairs[i][1], pairs[i][2]))
            fail_msg("%s: %s does not meet %s", pairs[i][0], pairs[i][1],
                     pairs[i][2]);
}

static void test_apart(void **state)
{
    (void)state;
    static const char *const pairs[][3] = {
        {"de-DE", "partner", "vertrag"},
        {"en-US", "universe", "partner"},
        /* tones tell Vietnamese words apart */
        {"vi-VN", "má", "ma"},
        {"vi-VN", "đăng", "dang"},
        {"vi-VN", "bán", "bạn"},
        /* no algorithm, so no forms */
        {"he-IL", "שירות", "שירותים"},
        {"pl-PL", "klient", "klienci"},
        {"vi-VN", "partners", "partner"},
        /* numbers and names with digits do not inflect */
        {"en-US", "365s", "365"},
        {"en-US", "v2s", "v2"},
        {"en-US", "user_names", "user_name"},
    };
    for (size_t i = 0; i < N_OF(pairs); i++)
        if (meet(pairs[i][0], pairs[i][1], pairs[i][2]))
            fail_msg("%s: %s meets %s", pairs[i][0], pairs[i][1], pairs[i][2]);
}

/* What goes, and what stays, without any stemming. */
static void test_bare(void **state)
{
    (void)state;
    static const char *const words[][3] = {
        {"en-US", "", ""},
        {"en-US", "plain", "plain"},
        {"de-DE", "äöü", "aou"},
        {"pt-BR", "ãçéõ", "aceo"},
        {"tr-TR", "şğıü", "sgiu"},
        {"cs-CZ", "řžů", "rzu"},
        {"pl-PL", "łódź", "lodz"},
        {"da-DK", "løsning", "losning"},
        {"vi-VN", "đăng ký", "đăng ký"},
        {"de-DE", "ǖ", "u"},
        {"de-DE", "ệ", "e"},
        {"de-DE", "x\xCC\x81", "x"},
        {"de-DE", "x\xCC\x80y\xCD\xAFz", "xyz"},
        {"ar-SA", "\xD9\x8B\xD9\x9F\xD9\xA0", "\xD9\xA0"},
        {"de-DE", "\xC3\x80\xC9\x8F\xE1\xB8\x80",
         "A\xC9\x8F"
         "A"},
        {"el-GR", "ίϊΐύϋΰήώ", "ιιιυυυηω"},
        {"el-GR", "ᾄᾳ", "αα"},
        {"ru-RU", "ёйї", "ейї"},
        {"ar-SA", "آأإاٱ", "ااااا"},
        {"ar-SA", "ىیي", "ييي"},
        {"ar-SA", "ةه", "هه"},
        {"ar-SA", "ـًٌٍَُِّْٰ", ""},
        {"ar-SA", "ؤئء", "ؤئء"},
        {"he-IL", "שִׁ", "ש"},
        {"he-IL", "מ־", "מ־"},
        {"ko-KR", "구독", "구독"},
        {"ja-JP", "がパ", "がパ"},
        {"hi-IN", "सेवा", "सेवा"},
        {"th-TH", "น้ำ", "น้ำ"},
        /* the text's own language does not matter for other scripts */
        {"ko-KR", "é", "e"},
        {"de-DE", "ё", "е"},
        {"vi-VN", "ё", "е"},
    };
    for (size_t i = 0; i < N_OF(words); i++)
        assert_key(words[i][0], pcs_stemmer_bare, words[i][1], words[i][2]);
}

static void test_names(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"ar-SA", "arabic"},
        {"cs-CZ", ""},
        {"de-DE", "german"},
        {"de", "german"},
        {"el-GR", "greek"},
        {"en-US", "english"},
        {"es-ES", "spanish"},
        {"fr-FR", "french"},
        {"he-IL", ""},
        {"hu-HU", "hungarian"},
        {"it-IT", "italian"},
        {"ja-JP", "english"},
        {"ko-KR", "english"},
        {"nl-NL", "dutch"},
        {"pl-PL", ""},
        {"pt-BR", "portuguese"},
        {"pt-PT", "portuguese"},
        {"ru-RU", "russian"},
        {"sv-SE", "swedish"},
        {"th-TH", "english"},
        {"tr-TR", "turkish"},
        {"vi-VN", ""},
        {"zh-Hans", "english"},
        {"zh-TW", "english"},
        {"fil-PH", ""},
        {"den-CA", ""},
        {"", ""},
        {"nn-NO", "norwegian"},
        {"xx", ""},
    };
    for (size_t i = 0; i < N_OF(names); i++) {
        pcs_stemmer *stemmer = stemmer_for(names[i][0]);
        assert_string_equal(pcs_stemmer_name(stemmer), names[i][1]);
        pcs_stemmer_free(stemmer);
    }
}

/* Keys are appended, are stems without accents, and short words are left. */
static void test_keys(void **state)
{
    (void)state;
    assert_key("en-US", pcs_stemmer_key, "customers", "custom");
    assert_key("en-US", pcs_stemmer_key, "as", "as");
    assert_key("en-US", pcs_stemmer_key, "", "");
    assert_key("en-US", pcs_stemmer_bare_key, "", "");
    assert_key("pt-BR", pcs_stemmer_key, "licenças", "licenc");
    assert_key("ru-RU", pcs_stemmer_key, "подписками", "подписк");
    pcs_stemmer *stemmer = stemmer_for("en-US");
    pcs_buffer out = {0};
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_stemmer_key(stemmer, &out, "users", 5, &err), &err);
    assert_ok(pcs_stemmer_bare_key(stemmer, &out, "users", 5, &err), &err);
    assert_string_equal(out.data, "useruser");
    pcs_buffer_dispose(&out);
    pcs_stemmer_free(stemmer);
    pcs_stemmer_free(NULL);
}

static const char_range characters[] = {
    {'a', 'z'},       {'0', '9'},         {0xE0, 0x24F},   {0x300, 0x3FF},
    {0x400, 0x45F},   {0x5B0, 0x5EA},     {0x600, 0x6FF},  {0x900, 0x97F},
    {0x1E00, 0x1FFF}, {0x10000, 0x1F000}, {0xAC00, 0xD7A3}};

/* Bare words stay bare, and keys are UTF-8, in every language. */
static void test_random(void **state)
{
    (void)state;
    static const char *const locales[] = {"de-DE", "ar-SA", "ru-RU", "tr-TR",
                                          "el-GR", "vi-VN", "he-IL", "hi-IN",
                                          "ko-KR", "fi-FI", "fr-FR", "yi-001",
                                          "ta-IN", "hy-AM", "ga-IE", "lt-LT"};
    pcs_buffer word = {0}, bare = {0}, again = {0};
    for (size_t i = 0; i < N_OF(locales); i++) {
        pcs_stemmer *stemmer = stemmer_for(locales[i]);
        for (int j = 0; j < 1500; j++) {
            pcs_buffer_clear(&word);
            append_random(&word, &characters[random_below(2) ? 0 : j % 11],
                          random_below(2) && j % 11 == 0 ? 11 : 1,
                          1 + random_below(12));
            key_of(&bare, pcs_stemmer_bare, stemmer, word.data);
            if (bare.len > 0) {
                key_of(&again, pcs_stemmer_bare, stemmer, bare.data);
                assert_string_equal(again.data, bare.data);
                key_of(&again, pcs_stemmer_key, stemmer, word.data);
                if (pcs_utf8_check(again.data, again.len) != again.len)
                    fail_msg("%s: %s has an ill-formed key", locales[i],
                             word.data);
            }
        }
        pcs_stemmer_free(stemmer);
    }
    pcs_buffer_dispose(&word);
    pcs_buffer_dispose(&bare);
    pcs_buffer_dispose(&again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names), cmocka_unit_test(test_bare),
        cmocka_unit_test(test_keys),  cmocka_unit_test(test_forms),
        cmocka_unit_test(test_apart), cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
