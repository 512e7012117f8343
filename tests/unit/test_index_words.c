/* test_index_words.c - a vocabulary after units came and went */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_store_common.h"

#include "index/wordset.h"

enum { WORDS = 60, UNITS = 200 };

/* Whether a unit of an older or newer state has a word; in neither state all
 * words are there. */
static bool has(uint32_t unit, uint32_t word, bool is_new)
{
    if (word % 11 == (is_new ? 3 : 4))
        return false;
    return (unit * 7 + word * (is_new ? 5 : 3)) % (word % 9 + 3) == 0;
}

static size_t word_name(char out[32], uint32_t word)
{
    return (size_t)sprintf(out, "%.*s%02u", word % 4 ? 3 : 6, "구독", word);
}

/* A unit's terms: its words twice, of both kinds, and terms of others. */
static void unit_terms(pcs_terms *terms, uint32_t unit, bool is_new)
{
    static const char kinds[] = "WWGEUL";
    pcs_terms_clear(terms);
    for (uint32_t w = 0; w < WORDS; w++)
        for (size_t k = 0; has(unit, w, is_new) && k < 6; k++) {
            char name[32];
            size_t len = word_name(name, w);
            if (kinds[k] == 'E' && w % 2)
                continue;
            pcs_buffer_putc(&terms->bytes, kinds[k]);
            pcs_buffer_append(&terms->bytes, name, len);
            assert_true(
                PCS_ARRAY_RESERVE(terms->ends, terms->cap, terms->len + 1));
            terms->ends[terms->len++] = (uint32_t)terms->bytes.len;
        }
}

static void tally_state(pcs_word_tally *t, bool is_new, uint32_t first,
                        uint32_t last)
{
    pcs_terms terms = {{0}, NULL, 0, 0};
    pcs_error err = PCS_ERROR_INIT;
    for (uint32_t u = first; u < last; u++) {
        unit_terms(&terms, u, is_new);
        assert_ok(pcs_tally_unit(t, &terms, is_new ? 1 : -1, &err), &err);
    }
    pcs_terms_dispose(&terms);
}

static uint32_t frequency(uint32_t word, bool is_new, char kind)
{
    uint32_t n = 0;
    for (uint32_t u = 0; u < UNITS; u++)
        n += has(u, word, is_new) && (kind == 'W' || word % 2 == 0);
    return n;
}

/* The words of a state, in the order of their bytes, and no others. */
static void assert_set(const pcs_wordset *set, bool is_new, char kind)
{
    size_t found = 0, wanted = 0;
    for (uint32_t w = 0; w < WORDS; w++) {
        char name[32];
        size_t len = word_name(name, w);
        uint32_t freq = frequency(w, is_new, kind);
        wanted += freq > 0;
        for (size_t i = 0; i < set->len; i++) {
            size_t n;
            const char *word = pcs_wordset_get(set, i, &n);
            if (n == len && memcmp(word, name, n) == 0) {
                assert_int_equal(set->freqs[i], freq);
                found++;
            }
        }
    }
    assert_int_equal(found, set->len);
    assert_int_equal(found, wanted);
    for (size_t i = 1; i < set->len; i++) {
        size_t n, m;
        const char *a = pcs_wordset_get(set, i - 1, &n);
        const char *b = pcs_wordset_get(set, i, &m);
        int diff = memcmp(a, b, n < m ? n : m);
        assert_true(diff < 0 || (diff == 0 && n < m));
    }
}

/* A lexicon in memory of what a wordset has. */
static pcs_tables *write_lexicon(pcs_lexicon *out, const char *path,
                                 const pcs_wordset *set)
{
    pcs_tables_writer *w;
    pcs_tables *tables;
    pcs_error err = PCS_ERROR_INIT;
    static const char *const empty[] = {"w.key.ends", "w.key.bytes",
                                        "w.key.word"};
    size_t n = 4 * set->len;
    assert_ok(pcs_tables_writer_new(&w, path, &err), &err);
    assert_ok(pcs_tables_writer_section(w, "w.ends", set->ends, n, &err), &err);
    assert_ok(pcs_tables_writer_section(w, "w.bytes", set->bytes.data,
                                        set->bytes.len, &err),
              &err);
    assert_ok(pcs_tables_writer_section(w, "w.freq", set->freqs, n, &err),
              &err);
    assert_ok(pcs_tables_writer_section(w, "w.suffix", set->freqs, n, &err),
              &err);
    for (size_t i = 0; i < 3; i++)
        assert_ok(pcs_tables_writer_section(w, empty[i], NULL, 0, &err), &err);
    assert_ok(pcs_tables_writer_finish(w, &err), &err);
    pcs_tables_writer_free(w);
    assert_ok(pcs_tables_open(&tables, path, 0, &err), &err);
    assert_ok(pcs_lexicon_open(out, tables, "w", &err), &err);
    return tables;
}

static void check_kind(void **state, char kind)
{
    pcs_word_tally from_nothing;
    memset(&from_nothing, 0, sizeof from_nothing);
    pcs_word_tally change = from_nothing, part = from_nothing;
    pcs_lexicon empty = {.len = 0}, old;
    pcs_wordset before = {{0}, NULL, NULL, 0, 0, 0}, after = before;
    pcs_error err = PCS_ERROR_INIT;
    for (uint32_t u = 0; u < UNITS; u++) {
        pcs_terms terms = {{0}, NULL, 0, 0};
        unit_terms(&terms, u, false);
        assert_ok(pcs_tally_unit(&from_nothing, &terms, 1, &err), &err);
        pcs_terms_dispose(&terms);
    }
    assert_ok(pcs_tally_sort(&from_nothing, &err), &err);
    assert_ok(pcs_wordset_update(&before, &empty, &from_nothing, kind, &err),
              &err);
    assert_set(&before, false, kind);
    pcs_tables *tables = write_lexicon(&old, scratch_path(state, "t"), &before);
    /* What is gone, and what came in two parts. */
    tally_state(&change, false, 0, UNITS);
    tally_state(&change, true, 0, 90);
    tally_state(&part, true, 90, UNITS);
    assert_ok(pcs_tally_merge(&change, &part, &err), &err);
    assert_ok(pcs_tally_sort(&change, &err), &err);
    assert_ok(pcs_wordset_update(&after, &old, &change, kind, &err), &err);
    assert_set(&after, true, kind);
    /* More cannot go than was there. */
    pcs_wordset wrong = {{0}, NULL, NULL, 0, 0, 0};
    assert_fails(pcs_wordset_update(&wrong, &empty, &change, kind, &err),
                 PCS_ECORRUPT, &err);
    pcs_wordset_dispose(&wrong);
    pcs_wordset_dispose(&before);
    pcs_wordset_dispose(&after);
    pcs_tally_dispose(&from_nothing);
    pcs_tally_dispose(&change);
    pcs_tally_dispose(&part);
    pcs_tables_close(tables);
}

static void test_words(void **state)
{
    check_kind(state, PCS_TERM_WORD);
}

static void test_english(void **state)
{
    check_kind(state, PCS_TERM_ENGLISH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_words),
        scratch_test(test_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
