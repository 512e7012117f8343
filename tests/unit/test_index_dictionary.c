/* test_index_dictionary.c - a dictionary compiled, written, opened, asked */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "analyze/key.h"
#include "index/dictionary.h"

static const char sample[] =
    "synonyms:\n"
    "  ko:\n"
    "    - [구독, 서브스크립션]\n"
    "    - 테넌트 => 임차인, 세입자\n"
    "    - [납부 기한, 결제일]\n"
    "  ko-KR: [[구독, 정기권]]\n"
    "  de: [[Straße, Weg], [Rechnung, Faktura]]\n"
    "  ja: [[サーバー, ホスト]]\n"
    "  \"*\": [[MFA, 2FA]]\n"
    "words:\n"
    "  ko: [재판매인, 재판매, 구독]\n"
    "compounds:\n"
    "  de: {Rechnungsadresse: [Rechnung, Adresse]}\n"
    "not_parts:\n"
    "  de: {Abrechnung: [Rechnung], Zurechnung: [Rechnung]}\n";

static void compile(pcs_dictionary_image *image, const char *text)
{
    pcs_error err = PCS_ERROR_INIT;
    memset(image, 0, sizeof *image);
    pcs_buffer_puts(&image->source, text);
    assert_ok(pcs_dictionary_compile(image, "d.yaml", &err), &err);
}

static pcs_dictionary *open_text(void **state, const char *text)
{
    const char *path = scratch_path(state, "dictionary.tables");
    pcs_dictionary_image image;
    pcs_dictionary *d;
    pcs_error err = PCS_ERROR_INIT;
    compile(&image, text);
    assert_ok(pcs_dictionary_write(&image, path, &err), &err);
    pcs_dictionary_image_dispose(&image);
    assert_ok(pcs_dictionary_open(&d, path, 0, &err), &err);
    return d;
}

/* "locale:value,value ..." of what a key has. */
static void assert_values(const pcs_dictionary *d, unsigned kind,
                          const char *key, const char *wanted)
{
    pcs_buffer out = {0};
    pcs_dictionary_range range = pcs_dictionary_find(d, kind, key, strlen(key));
    for (size_t i = range.first; i < range.last; i++) {
        pcs_dictionary_entry e = pcs_dictionary_get(d, i);
        pcs_dictionary_text text;
        if (i > range.first)
            pcs_buffer_putc(&out, ' ');
        pcs_buffer_append(&out, e.locale.data, e.locale.len);
        char before = ':';
        for (size_t j = 0; j < e.n; j++)
            if (pcs_dictionary_value(d, &e, j, &text, NULL)) {
                pcs_buffer_putc(&out, before);
                pcs_buffer_append(&out, text.data, text.len);
                before = ',';
            }
    }
    assert_string_equal(out.data ? out.data : "", wanted);
    pcs_buffer_dispose(&out);
}

static void test_synonyms(void **state)
{
    pcs_dictionary *d = open_text(state, sample);
    unsigned kind = PCS_DICTIONARY_SYNONYM;
    assert_values(d, kind, "구독", "ko:서브스크립션 ko-KR:정기권");
    assert_values(d, kind, "서브스크립션", "ko:구독");
    assert_values(d, kind, "테넌트", "ko:임차인,세입자");
    assert_values(d, kind, "임차인", "");
    assert_values(d, kind, "납부기한", "ko:결제일");
    assert_values(d, kind, "strasse", "de:Weg");
    assert_values(d, kind, "Straße", "");
    assert_values(d, kind, "サーバ", "ja:ホスト");
    assert_values(d, kind, "mfa", ":2FA");
    assert_values(d, kind, "", "");
    assert_values(d, kind + PCS_DICTIONARY_STEM, "rechnung", "de:Faktura");
    assert_values(d, kind + PCS_DICTIONARY_STEM, "구독", "");
    assert_true(pcs_dictionary_begins(d, kind, "납부", 6));
    assert_true(pcs_dictionary_begins(d, kind, "", 0));
    assert_false(pcs_dictionary_begins(d, kind, "납세", 6));
    assert_false(pcs_dictionary_begins(d, kind, "ￜ", 3));
    assert_int_equal(pcs_dictionary_words(d), 27);
    pcs_section_view source = pcs_dictionary_source(d);
    assert_int_equal(source.len, sizeof sample - 1);
    assert_memory_equal(source.data, sample, source.len);
    pcs_dictionary_close(d);
}

static size_t word_at(const pcs_dictionary *d, const char *locale,
                      const char *text)
{
    return pcs_dictionary_word_at(d, locale, text, strlen(text));
}

static bool is_word(const pcs_dictionary *d, const char *locale,
                    const char *word)
{
    return pcs_dictionary_is_word(d, locale, word, strlen(word));
}

static void test_words(void **state)
{
    pcs_dictionary *d = open_text(state, sample);
    assert_true(is_word(d, "ko-KR", "재판매인"));
    assert_true(is_word(d, "ko", "구독"));
    assert_false(is_word(d, "kok-IN", "구독"));
    assert_false(is_word(d, "ja-JP", "구독"));
    assert_false(is_word(d, "ko-KR", "재판매인을"));
    assert_false(is_word(d, "ko-KR", ""));
    assert_int_equal(word_at(d, "ko-KR", "재판매인을"), strlen("재판매인"));
    assert_int_equal(word_at(d, "ko-KR", "재판매를"), strlen("재판매"));
    assert_int_equal(word_at(d, "ko-KR", "재판"), 0);
    assert_int_equal(word_at(d, "ko-KR", ""), 0);
    assert_int_equal(word_at(d, "ja-JP", "재판매인을"), 0);
    pcs_dictionary_close(d);
}

static bool is_not_part(const pcs_dictionary *d, const char *locale,
                        const char *word, const char *part)
{
    return pcs_dictionary_is_not_part(d, locale, word, strlen(word), part,
                                      strlen(part));
}

static void test_parts(void **state)
{
    pcs_dictionary *d = open_text(state, sample);
    pcs_dictionary_entry e;
    pcs_dictionary_text text, key;
    static const char word[] = "rechnungsadresse";
    assert_true(pcs_dictionary_compound(&e, d, "de-DE", word, 16));
    assert_int_equal(e.n, 2);
    assert_true(pcs_dictionary_value(d, &e, 1, &text, &key));
    assert_memory_equal(text.data, "Adresse", text.len);
    assert_memory_equal(key.data, "adresse", key.len);
    assert_false(pcs_dictionary_compound(&e, d, "nl-NL", word, 16));
    assert_false(pcs_dictionary_compound(&e, d, "de-DE", word, 15));
    assert_values(d, PCS_DICTIONARY_PART, "adresse", "de:Rechnungsadresse");
    assert_values(d, PCS_DICTIONARY_PART + PCS_DICTIONARY_STEM, "adress",
                  "de:Rechnungsadresse");
    assert_values(d, PCS_DICTIONARY_NOT_PART, "rechnung",
                  "de:Abrechnung de:Zurechnung");
    assert_true(is_not_part(d, "de-AT", "zurechnung", "rechnung"));
    assert_false(is_not_part(d, "de-AT", "zurechnung", "zurech"));
    assert_false(is_not_part(d, "de-AT", "berechnung", "rechnung"));
    assert_false(is_not_part(d, "en-US", "zurechnung", "rechnung"));
    pcs_dictionary_close(d);
}

/* No dictionary, and one of nothing, answer everything with no. */
static void test_empty(void **state)
{
    pcs_dictionary *some[2] = {NULL, open_text(state, "")};
    for (size_t i = 0; i < 2; i++) {
        pcs_dictionary *d = some[i];
        pcs_dictionary_entry e;
        assert_values(d, PCS_DICTIONARY_SYNONYM, "a", "");
        assert_values(d, 99, "a", "");
        assert_false(pcs_dictionary_begins(d, PCS_DICTIONARY_SYNONYM, "", 0));
        assert_false(is_word(d, "ko-KR", "a"));
        assert_int_equal(word_at(d, "ko-KR", "a"), 0);
        assert_false(pcs_dictionary_compound(&e, d, "ko-KR", "a", 1));
        assert_false(is_not_part(d, "ko-KR", "a", "b"));
        assert_int_equal(pcs_dictionary_words(d), 0);
        assert_int_equal(pcs_dictionary_source(d).len, 0);
        pcs_dictionary_close(d);
    }
}

static void test_errors(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"words: {Korean!: [a]}",
         "d.yaml:1:9: Korean! is no language or locale; write it like ko, "
         "ko-KR or \"*\""},
        {"words:\n  ko: [a, '-']\n",
         "d.yaml:2:11: - has neither letters nor digits"},
        {"synonyms: {ko: [[a, '++']]}",
         "d.yaml:1:21: ++ has neither letters nor digits"},
        {"books:", "d.yaml:1:1: books is no section; synonyms, words, "
                   "compounds or not_parts is expected"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pcs_dictionary_image image = {.n_entries = 0};
        pcs_error err;
        pcs_buffer_puts(&image.source, cases[i].text);
        assert_fails(pcs_dictionary_compile(&image, "d.yaml", &err),
                     PCS_EFORMAT, &err);
        assert_string_equal(err.message, cases[i].message);
        pcs_dictionary_image_dispose(&image);
    }
}

/* The same text gives the same file, and no byte of it can change unseen. */
static void test_file(void **state)
{
    const char *path = scratch_path(state, "dictionary.tables");
    pcs_buffer first = {0}, again = {0};
    pcs_error err = PCS_ERROR_INIT;
    pcs_dictionary_close(open_text(state, sample));
    assert_ok(pcs_file_read(&first, path, 1 << 20, &err), &err);
    pcs_dictionary_close(open_text(state, sample));
    assert_ok(pcs_file_read(&again, path, 1 << 20, &err), &err);
    assert_int_equal(first.len, again.len);
    assert_memory_equal(first.data, again.data, first.len);
    for (int i = 0; i < 300; i++) {
        pcs_dictionary *d;
        size_t at = random_below((uint32_t)first.len);
        first.data[at] ^= (char)(1 + random_below(255));
        assert_ok(pcs_file_write(path, first.data, first.len, &err), &err);
        pcs_status status = pcs_dictionary_open(&d, path, 0, &err);
        /* Behind the header's end there is room that says nothing. */
        bool is_idle = at < PCS_TABLES_PAGE && at >= sizeof(pcs_tables_header);
        if (is_idle && status == PCS_OK)
            pcs_dictionary_close(d);
        else
            assert_true(status == PCS_ECORRUPT || status == PCS_EVERSION);
        first.data[at] = again.data[at];
    }
    pcs_buffer_dispose(&first);
    pcs_buffer_dispose(&again);
}

/* Checksums hold, and what they cover is nonsense. */
static void test_odd_references(void **state)
{
    const char *path = scratch_path(state, "dictionary.tables");
    for (int i = 0; i < 9; i++) {
        pcs_dictionary_image image;
        pcs_dictionary *d;
        pcs_error err = PCS_ERROR_INIT;
        compile(&image, sample);
        pcs_dictionary_entry_record *e = &image.entries[3];
        uint32_t *odd[] = {&e->kind,
                           &e->key,
                           &e->locale,
                           &e->self,
                           &e->first,
                           &e->n,
                           &image.values[2].text,
                           &image.values[2].key,
                           &image.strings.ends[2]};
        *odd[i] = UINT32_MAX - 3;
        assert_ok(pcs_dictionary_write(&image, path, &err), &err);
        assert_fails(pcs_dictionary_open(&d, path, 0, &err), PCS_ECORRUPT,
                     &err);
        assert_non_null(strstr(err.message, "pcindex --dictionary"));
        pcs_dictionary_image_dispose(&image);
    }
}

static void assert_key(const char *text, const char *wanted, bool is_one_word)
{
    pcs_analyzer *analyzer;
    pcs_buffer key = {0};
    pcs_key_info info;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_analyzer_new(&analyzer, &err), &err);
    assert_ok(pcs_analyze_key(&key, &info, analyzer, text, strlen(text), &err),
              &err);
    assert_string_equal(key.data ? key.data : "", wanted);
    assert_int_equal(info.is_one_word, is_one_word);
    pcs_buffer_dispose(&key);
    pcs_analyzer_free(analyzer);
}

static void test_keys(void **state)
{
    (void)state;
    assert_key("Straße", "strasse", true);
    assert_key("  Due   Date ", "due date", false);
    assert_key("납부 기한", "납부기한", false);
    assert_key("구독", "구독", true);
    assert_key("サーバー", "サーバ", true);
    assert_key("パートナー・ポータル", "パートナーポータル", true);
    assert_key("Ｃ#", "c#", false);
    assert_key("", "", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_synonyms),       scratch_test(test_words),
        scratch_test(test_parts),          scratch_test(test_empty),
        cmocka_unit_test(test_errors),     scratch_test(test_file),
        scratch_test(test_odd_references), cmocka_unit_test(test_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
