/* test_index_innerwords.c - the words inside a word, against a plain search */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "analyze/closed.h"
#include "index/innerwords.h"

enum { WORDS_MAX = 4000 };

static int compare_words(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void add_word(pcs_wordset *set, const char *word, uint32_t freq)
{
    pcs_buffer_puts(&set->bytes, word);
    assert_true(PCS_ARRAY_RESERVE(set->ends, set->cap_ends, set->len + 1));
    assert_true(PCS_ARRAY_RESERVE(set->freqs, set->cap_freqs, set->len + 1));
    set->ends[set->len] = (uint32_t)set->bytes.len;
    set->freqs[set->len++] = freq;
}

static void make_words(pcs_barewords *words, const pcs_wordset *set)
{
    pcs_stemmer *stemmer;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_stemmer_new(&stemmer, "de-DE", &err), &err);
    assert_ok(pcs_barewords_make(words, set, stemmer, &err), &err);
    pcs_stemmer_free(stemmer);
}

/* Few letters, so that words stand in others, some with accents. */
static void random_words(pcs_wordset *set)
{
    static const char *const letters[] = {"a", "b", "e", "r", "\xC3\xA4"};
    static char words[WORDS_MAX][16];
    memset(words, 0, sizeof words);
    for (size_t i = 0; i < WORDS_MAX; i++)
        for (size_t n = 1 + random_below(6); n > 0; n--)
            strcat(words[i], letters[random_below(5)]);
    strcpy(words[0], "der");
    qsort(words, WORDS_MAX, sizeof *words, compare_words);
    for (size_t i = 0; i < WORDS_MAX; i++)
        if (i == 0 || strcmp(words[i], words[i - 1]) != 0)
            add_word(set, words[i], 1 + random_below(9));
}

static bool is_bare(const pcs_barewords *w, size_t i, const char *text,
                    size_t len)
{
    size_t n;
    const char *bare = pcs_barewords_bare(w, i, &n);
    return n == len && memcmp(bare, text, len) == 0;
}

static uint32_t first_of(const pcs_barewords *w, const char *text, size_t len)
{
    for (uint32_t i = 0; i < w->len; i++)
        if (is_bare(w, i, text, len))
            return i;
    return PCS_NO_WORD;
}

static uint32_t commonest_of(const pcs_barewords *w, const char *text,
                             size_t len)
{
    uint32_t best = PCS_NO_WORD;
    for (uint32_t i = 0; i < w->len; i++) {
        size_t n;
        const char *word = pcs_barewords_word(w, i, &n);
        if (is_bare(w, i, text, len) && !pcs_is_closed_word("de-DE", word, n) &&
            (best == PCS_NO_WORD || w->freqs[i] > w->freqs[best]))
            best = i;
    }
    return best;
}

static bool any_begins(const pcs_barewords *w, const char *text, size_t len)
{
    for (size_t i = 0; i < w->len; i++) {
        size_t n;
        const char *bare = pcs_barewords_bare(w, i, &n);
        if (n >= len && memcmp(bare, text, len) == 0)
            return true;
    }
    return false;
}

/* All pieces of a word, and the same ones lying elsewhere. */
static void check_pieces(const pcs_innerwords *inner, const char *word,
                         size_t len)
{
    char copy[PCS_COMPOUND_MAX];
    const pcs_barewords *w = inner->words;
    for (size_t i = 0; i < len; i++)
        for (size_t n = 1; n <= len - i; n++) {
            uint32_t first = first_of(w, word + i, n);
            uint32_t common = commonest_of(w, word + i, n);
            memcpy(copy, word + i, n);
            assert_int_equal(pcs_innerwords_find(inner, word + i, n), first);
            assert_int_equal(pcs_innerwords_find(inner, copy, n), first);
            assert_int_equal(pcs_innerwords_commonest(inner, word + i, n),
                             common);
            assert_int_equal(pcs_innerwords_commonest(inner, copy, n), common);
            if (any_begins(w, word + i, n)) {
                assert_true(pcs_innerwords_may_begin(inner, word + i, n));
                assert_true(pcs_innerwords_may_begin(inner, copy, n));
            }
        }
}

static void test_pieces(void **state)
{
    static const char *const looked_into[] = {
        "arberaber", "der", "derebaer", "xyzzy", "b", "barbarxeber", "aaaaaa"};
    pcs_wordset set = {{0}, NULL, NULL, 0, 0, 0};
    pcs_barewords words = {0};
    static pcs_innerwords inner;
    pcs_error err = PCS_ERROR_INIT;
    (void)state;
    random_words(&set);
    make_words(&words, &set);
    assert_ok(pcs_innerwords_make(&inner, &words, "de-DE", &err), &err);
    for (size_t i = 0; i < sizeof looked_into / sizeof *looked_into; i++) {
        size_t len = strlen(looked_into[i]);
        pcs_innerwords_look(&inner, looked_into[i], len);
        check_pieces(&inner, looked_into[i], len);
    }
    assert_int_not_equal(pcs_innerwords_find(&inner, "der", 3), PCS_NO_WORD);
    assert_int_equal(pcs_innerwords_commonest(&inner, "der", 3), PCS_NO_WORD);
    pcs_innerwords_dispose(&inner);
    pcs_barewords_dispose(&words);
    pcs_wordset_dispose(&set);
}

/* Most of what is no beginning is said to be none. */
static void test_filter(void **state)
{
    pcs_wordset set = {{0}, NULL, NULL, 0, 0, 0};
    pcs_barewords words = {0};
    static pcs_innerwords inner;
    pcs_error err = PCS_ERROR_INIT;
    size_t wrong = 0;
    (void)state;
    random_words(&set);
    make_words(&words, &set);
    assert_ok(pcs_innerwords_make(&inner, &words, "de-DE", &err), &err);
    for (size_t i = 0; i < 10000; i++) {
        char text[16];
        int len = sprintf(text, "z%zu", i);
        wrong += pcs_innerwords_may_begin(&inner, text, (size_t)len);
    }
    assert_true(wrong < 3000);
    pcs_innerwords_dispose(&inner);
    pcs_barewords_dispose(&words);
    pcs_wordset_dispose(&set);
}

/* The longest word that is looked into, and a list of none. */
static void test_limits(void **state)
{
    char longest[PCS_COMPOUND_MAX + 1];
    pcs_wordset set = {{0}, NULL, NULL, 0, 0, 0};
    pcs_barewords none = {0}, one = {0};
    static pcs_innerwords inner;
    pcs_error err = PCS_ERROR_INIT;
    (void)state;
    memset(longest, 'a', PCS_COMPOUND_MAX);
    longest[PCS_COMPOUND_MAX] = 0;
    make_words(&none, &set);
    assert_ok(pcs_innerwords_make(&inner, &none, "de-DE", &err), &err);
    pcs_innerwords_look(&inner, longest, PCS_COMPOUND_MAX);
    assert_int_equal(pcs_innerwords_find(&inner, longest, PCS_COMPOUND_MAX),
                     PCS_NO_WORD);
    pcs_innerwords_dispose(&inner);
    add_word(&set, longest, 1);
    make_words(&one, &set);
    assert_ok(pcs_innerwords_make(&inner, &one, "de-DE", &err), &err);
    pcs_innerwords_look(&inner, longest, PCS_COMPOUND_MAX);
    check_pieces(&inner, longest, PCS_COMPOUND_MAX);
    assert_int_equal(pcs_innerwords_find(&inner, longest, PCS_COMPOUND_MAX), 0);
    pcs_innerwords_dispose(&inner);
    pcs_barewords_dispose(&none);
    pcs_barewords_dispose(&one);
    pcs_wordset_dispose(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_filter),
        cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
