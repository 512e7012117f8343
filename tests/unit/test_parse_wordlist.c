/* test_parse_wordlist.c - a user's dictionary in YAML */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "base/utf8.h"
#include "parse/wordlist.h"

static pcs_status read_text(pcs_wordlist *list, const char *text, size_t len,
                            pcs_error *err)
{
    /* A copy to the byte, so that reading behind it is seen. */
    char *exact = malloc(len ? len : 1);
    assert_non_null(exact);
    memcpy(exact, text, len);
    memset(list, 0, sizeof *list);
    pcs_status status = pcs_wordlist_read(list, exact, len, "d.yaml", err);
    free(exact);
    return status;
}

static void append_words(pcs_buffer *out, const pcs_wordlist_word *words,
                         size_t n)
{
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(words[i].len, strlen(words[i].text));
        pcs_buffer_printf(out, "%s%s@%u:%u", i ? " " : "", words[i].text,
                          words[i].line, words[i].column);
    }
}

/* Entries as "section locale words > others", one a line. */
static void assert_reads(const char *text, const char *wanted)
{
    pcs_wordlist list;
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer out = {0};
    assert_ok(read_text(&list, text, strlen(text), &err), &err);
    size_t n = 0;
    for (size_t i = 0; i < list.n; i++) {
        const pcs_wordlist_entry *e = &list.entries[i];
        pcs_buffer_printf(&out, "%d %s ", (int)e->section, e->locale.text);
        append_words(&out, e->words, e->n_words);
        if (e->n_others) {
            pcs_buffer_puts(&out, " > ");
            append_words(&out, e->others, e->n_others);
        }
        pcs_buffer_putc(&out, '\n');
        n += e->n_words + e->n_others;
    }
    assert_string_equal(out.data ? out.data : "", wanted);
    assert_int_equal(list.n_words, n);
    pcs_wordlist_dispose(&list);
    pcs_wordlist_dispose(&list);
    pcs_buffer_dispose(&out);
}

static void test_forms(void **state)
{
    (void)state;
    assert_reads("synonyms:\n"
                 "  ko:\n"
                 "    - [구독, \"서브 스크립션\"]\n"
                 "    - 테넌트 => 임차인, 세입자\n"
                 "    - 'a, b => c'\n"
                 "  \"*\": [[x, y, z]]\n",
                 "0 ko 구독@3:8 서브 스크립션@3:12\n"
                 "0 ko 테넌트@4:7 > 임차인@4:14 세입자@4:19\n"
                 "0 ko a@5:7 b@5:11 > c@5:16\n"
                 "0 * x@6:10 y@6:13 z@6:16\n");
    assert_reads("words:\n  ko: [재판매인, b]\n"
                 "compounds: {de: {Ab: [C, D], E: [F]}}\n"
                 "not_parts:\n  de:\n    Ab:\n      - C\n",
                 "1 ko 재판매인@2:8\n1 ko b@2:14\n"
                 "2 de Ab@3:18 > C@3:23 D@3:26\n2 de E@3:30 > F@3:34\n"
                 "3 de Ab@6:5 > C@7:9\n");
}

static void test_nothing(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",       "# nothing\n",         "---\n",           "---\n...\n",
        "words:", "words:\nsynonyms:\n", "words:\n  ko:\n", "words: {ko: []}\n",
        "{}",     "synonyms: {ko: []}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_reads(texts[i], "");
}

static void test_errors(void **state)
{
    (void)state;
    static const struct {
        const char *text, *place, *part;
    } cases[] = {
        {"- a", "d.yaml:1:1: ", "a section is expected"},
        {"just text", "d.yaml:1:1: ", "a section is expected"},
        {"synonym:\n", "d.yaml:1:1: ", "synonym is no section"},
        {"words:\nbooks:\n  ko: [a]\n", "d.yaml:2:1: ", "books is no section"},
        {"words:\nwords:\n", "d.yaml:2:1: ", "words stands in line 1 already"},
        {"[a]: b\n", "d.yaml:1:1: ", "is expected"},
        {"? [a]\n: b\n", "d.yaml:1:3: ", "the name of a section"},
        {"words: [a]\n", "d.yaml:1:8: ", "a language or locale"},
        {"words: a\n", "d.yaml:1:8: ", "a language or locale"},
        {"words: {[a]: [b]}\n", "d.yaml:1:9: ", "a language or locale"},
        {"words: {ko: [a], ko: [b]}", "d.yaml:1:18: ", "line 1 already"},
        {"words: {ko: a}", "d.yaml:1:13: ", "a list of words"},
        {"words: {ko: {a: b}}", "d.yaml:1:13: ", "a list of words"},
        {"words: {ko: [[a]]}", "d.yaml:1:14: ", "a word is expected"},
        {"words: {ko: ['']}", "d.yaml:1:14: ", "a word is expected"},
        {"words: {ko: [a, \"b\\nc\"]}", "d.yaml:1:17: ", "on one line"},
        {"words: {ko: [\"a\\0b\"]}", "d.yaml:1:14: ", "on one line"},
        {"synonyms: {ko: a}", "d.yaml:1:16: ", "a list of groups"},
        {"synonyms: {ko: [a]}", "d.yaml:1:17: ", "[word, word] or"},
        {"synonyms: {ko: ['a, b']}", "d.yaml:1:17: ", "[word, word] or"},
        {"synonyms: {ko: [{a: b}]}", "d.yaml:1:17: ", "[word, word] or"},
        {"synonyms: {ko: [[a]]}", "d.yaml:1:17: ", "two words or more"},
        {"synonyms: {ko: [[]]}", "d.yaml:1:17: ", "two words or more"},
        {"synonyms: {ko: [=> a]}", "d.yaml:1:17: ", "a word is expected"},
        {"synonyms: {ko: ['a =>']}", "d.yaml:1:22: ", "a word is expected"},
        {"synonyms:\n  ko:\n    - 구독, => b\n",
         "d.yaml:3:11: ", "a word is expected"},
        {"compounds: {de: [a]}", "d.yaml:1:17: ", "words with their parts"},
        {"compounds: {de: {a: b}}", "d.yaml:1:21: ", "a list of words"},
        {"compounds: {de: {a: []}}", "d.yaml:1:22: ", "a part is expected"},
        {"not_parts: {de: {[a]: [b]}}", "d.yaml:1:18: ", "a word is expected"},
        {"words: &w {ko: [a]}\nsynonyms: *w\n", "d.yaml:2:11: ", "aliases"},
        {"words: {ko: [&x a, *x]}\n", "d.yaml:1:20: ", "aliases"},
        {"words: {ko: [a}\n", "d.yaml:1:15: ", "no valid YAML"},
        {"words:\n\tko: [a]\n", "d.yaml:2:1: ", "no valid YAML"},
        {"words: \"a\n", "d.yaml:2:1: ", "no valid YAML"},
        {"words:\n  ko: [\xC3\xA4\xFF]\n", "d.yaml:2:9: ", "no valid YAML"},
        {"words:\n  ko: [a\x01]\n", "d.yaml:2:9: ", "no valid YAML"},
        {"words:\n---\nwords:\n", "d.yaml:2:1: ", "one document"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pcs_wordlist list;
        pcs_error err = PCS_ERROR_INIT;
        const char *text = cases[i].text;
        pcs_status status = read_text(&list, text, strlen(text), &err);
        if (status != PCS_EFORMAT ||
            strncmp(err.message, cases[i].place, strlen(cases[i].place)) != 0 ||
            !strstr(err.message, cases[i].part))
            fail_msg("%s: status %d, %s", text, status, err.message);
        pcs_wordlist_dispose(&list);
    }
}

static void repeat(pcs_buffer *out, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        pcs_buffer_puts(out, text);
}

static void assert_over(const pcs_buffer *text, const char *message)
{
    pcs_wordlist list;
    pcs_error err;
    assert_fails(read_text(&list, text->data, text->len, &err), PCS_ELIMIT,
                 &err);
    if (!strstr(err.message, message))
        fail_msg("%s", err.message);
    pcs_wordlist_dispose(&list);
}

static void test_limits(void **state)
{
    (void)state;
    pcs_buffer text = {0};
    pcs_wordlist list;
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer_puts(&text, "words:\n  ko:\n");
    repeat(&text, "    - ab\n", PCS_WORDLIST_WORDS_MAX);
    assert_ok(read_text(&list, text.data, text.len, &err), &err);
    assert_int_equal(list.n, PCS_WORDLIST_WORDS_MAX);
    pcs_wordlist_dispose(&list);
    pcs_buffer_puts(&text, "    - ab\n");
    assert_over(&text, "d.yaml:20003:7: more than 20000 words");

    pcs_buffer_clear(&text);
    pcs_buffer_puts(&text, "synonyms: {ko: [[a");
    repeat(&text, ", a", PCS_WORDLIST_GROUP_MAX);
    pcs_buffer_puts(&text, "]]}");
    assert_over(&text, "d.yaml:1:17: more than 33 words in one group");

    pcs_buffer_clear(&text);
    pcs_buffer_puts(&text, "words: {ko: [");
    repeat(&text, "a", PCS_WORDLIST_WORD_MAX + 1);
    pcs_buffer_puts(&text, "]}");
    assert_over(&text, "d.yaml:1:14: a word of more than 200 bytes");

    pcs_buffer_clear(&text);
    repeat(&text, "#", PCS_WORDLIST_BYTES_MAX + 1);
    assert_over(&text, "1 MiB");

    pcs_buffer_clear(&text);
    pcs_buffer_puts(&text, "words:\n");
    for (int i = 0; i <= PCS_WORDLIST_LOCALES_MAX; i++)
        pcs_buffer_printf(&text, "  l%d: [a]\n", i);
    assert_fails(read_text(&list, text.data, text.len, &err), PCS_EFORMAT,
                 &err);
    assert_string_equal(err.message, "d.yaml:202:3: more than 200 locales");
    pcs_wordlist_dispose(&list);
    pcs_buffer_dispose(&text);
}

/* Whatever the bytes are, the answer is entries or an error with a place. */
static void test_hostile(void **state)
{
    (void)state;
    static const char *const deep[] = {"[",      "{a: ",    "- ", "? ",
                                       "a: &a ", "!!map {", "\"", "|\n "};
    pcs_buffer text = {0};
    pcs_error err;
    pcs_wordlist list;
    for (size_t i = 0; i < sizeof deep / sizeof *deep; i++) {
        static const char *const heads[] = {
            "", "words: ", "words: {ko: ", "synonyms: {ko: [",
            "compounds: {de: {a: "};
        for (size_t j = 0; j < sizeof heads / sizeof *heads; j++) {
            pcs_buffer_clear(&text);
            pcs_buffer_puts(&text, heads[j]);
            repeat(&text, deep[i], 100000);
            pcs_status status = read_text(&list, text.data, text.len, &err);
            assert_true(status == PCS_EFORMAT || status == PCS_ELIMIT);
            assert_memory_equal(err.message, "d.yaml:", 7);
            pcs_wordlist_dispose(&list);
        }
    }
    static const char whole[] =
        "synonyms:\n  ko:\n    - [구독, \"서브 스크립션\"]\n    - a => b, c\n"
        "words: {ko: [재판매인]}\ncompounds: {de: {Ab: [C]}}\n";
    for (int i = 0; i < 20000; i++) {
        pcs_buffer_clear(&text);
        pcs_buffer_append(&text, whole, sizeof whole - 1);
        for (uint32_t k = random_below(4); k-- > 0;)
            text.data[random_below((uint32_t)text.len)] =
                "[]{}:,-\n\"'&*!|>#\xFF\0 a"[random_below(20)];
        size_t len = random_below((uint32_t)text.len + 1);
        err = (pcs_error)PCS_ERROR_INIT;
        pcs_status status = read_text(&list, text.data, len, &err);
        if (status != PCS_OK)
            assert_memory_equal(err.message, "d.yaml:", 7);
        for (size_t k = 0; status == PCS_OK && k < list.n; k++)
            for (size_t w = 0; w < list.entries[k].n_words; w++) {
                const pcs_wordlist_word *word = &list.entries[k].words[w];
                assert_true(word->len > 0 && word->line && word->column);
                assert_int_equal(pcs_utf8_check(word->text, word->len),
                                 word->len);
            }
        pcs_wordlist_dispose(&list);
    }
    pcs_buffer_dispose(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),   cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_errors),  cmocka_unit_test(test_limits),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
