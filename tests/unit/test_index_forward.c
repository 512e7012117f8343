/* test_index_forward.c - the words of units, written and read */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_index_corpus.h"

#include "store/partition.h"

static const char *const words[] = {"abo", "bar", "code", "dach", "eis"};
#define N_WORDS (sizeof words / sizeof *words)

static void make_words(pcs_wordset *set)
{
    memset(set, 0, sizeof *set);
    assert_true(PCS_ARRAY_RESERVE(set->ends, set->cap_ends, N_WORDS));
    for (size_t i = 0; i < N_WORDS; i++) {
        pcs_buffer_append(&set->bytes, words[i], strlen(words[i]));
        set->ends[set->len++] = (uint32_t)set->bytes.len;
    }
}

static void add_term(pcs_terms *terms, char kind, const char *word)
{
    pcs_buffer_putc(&terms->bytes, kind);
    pcs_buffer_append(&terms->bytes, word, strlen(word));
    assert_false(terms->bytes.failed);
    assert_true(PCS_ARRAY_RESERVE(terms->ends, terms->cap, terms->len + 1));
    terms->ends[terms->len++] = (uint32_t)terms->bytes.len;
}

/* Terms as a unit has them: n of the localized side in order, one that is no
 * word, one that is not in order, and those of the English side. */
static void make_terms(pcs_terms *terms, const uint32_t *local, size_t n,
                       const uint32_t *english, size_t m)
{
    pcs_terms_clear(terms);
    for (size_t i = 0; i < n; i++)
        add_term(terms, PCS_TERM_WORD, words[local[i]]);
    add_term(terms, PCS_TERM_GRAM, "zz");
    add_term(terms, PCS_TERM_WORD, "eis");
    for (size_t i = 0; i < m; i++)
        add_term(terms, PCS_TERM_ENGLISH, words[english[i]]);
}

static void assert_words(pcs_sequence s, const uint32_t *wanted, size_t n)
{
    uint32_t number;
    for (size_t i = 0; i < n; i++) {
        assert_true(pcs_sequence_next(&number, &s));
        assert_int_equal(number, wanted[i]);
    }
    assert_false(pcs_sequence_next(&number, &s));
    assert_false(pcs_sequence_next(&number, &s));
}

#define N_UNITS 50u

typedef struct sample {
    uint32_t local[N_UNITS][6], english[N_UNITS][6];
    size_t n_local[N_UNITS], n_english[N_UNITS];
} sample;

static void make_draft(pcs_forward_draft *draft, sample *s)
{
    pcs_terms terms = {{0}, NULL, 0, 0};
    pcs_error err = PCS_ERROR_INIT;
    memset(draft, 0, sizeof *draft);
    for (size_t u = 0; u < N_UNITS; u++) {
        s->n_local[u] = random_below(7);
        s->n_english[u] = random_below(7);
        for (size_t i = 0; i < 6; i++) {
            s->local[u][i] = random_below(N_WORDS);
            s->english[u][i] = random_below(N_WORDS);
        }
        make_terms(&terms, s->local[u], s->n_local[u], s->english[u],
                   s->n_english[u]);
        assert_ok(pcs_forward_draft_add(draft, &terms, s->n_local[u], &err),
                  &err);
    }
    pcs_terms_dispose(&terms);
}

static void write_draft(pcs_forward_writer *w, const pcs_forward_side *side)
{
    pcs_forward_map map = {NULL, 0};
    pcs_wordset set;
    pcs_error err = PCS_ERROR_INIT;
    make_words(&set);
    memset(w, 0, sizeof *w);
    assert_ok(pcs_forward_writer_start(w, &set, &err), &err);
    assert_ok(pcs_forward_map_draft(&map, w, side, &err), &err);
    for (size_t u = 0; u < N_UNITS; u++)
        assert_ok(pcs_forward_writer_add(w, &map,
                                         pcs_forward_side_unit(side, u), &err),
                  &err);
    pcs_forward_map_dispose(&map);
    pcs_wordset_dispose(&set);
}

static pcs_tables *write_both(const char *path, const pcs_forward_writer *own,
                              const pcs_forward_writer *other)
{
    pcs_tables_writer *w;
    pcs_tables *tables;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_tables_writer_new(&w, path, &err), &err);
    assert_ok(pcs_forward_writer_finish(own, w, "w", &err), &err);
    assert_ok(pcs_forward_writer_finish(other, w, "e", &err), &err);
    assert_ok(pcs_tables_writer_finish(w, &err), &err);
    pcs_tables_writer_free(w);
    assert_ok(pcs_tables_open(&tables, path, 0, &err), &err);
    return tables;
}

/* From terms to what is read again, in the numbers of the vocabulary. */
static void test_round_trip(void **state)
{
    static sample s;
    pcs_forward_draft draft;
    pcs_forward_writer own, other;
    pcs_forward f, e;
    pcs_sequence sequence;
    pcs_error err = PCS_ERROR_INIT;
    make_draft(&draft, &s);
    write_draft(&own, &draft.local);
    write_draft(&other, &draft.english);
    pcs_tables *tables = write_both(scratch_path(state, "t"), &own, &other);
    assert_ok(pcs_forward_open(&f, tables, "w", &err), &err);
    assert_ok(pcs_forward_open(&e, tables, "e", &err), &err);
    assert_int_equal(f.n_units, N_UNITS);
    for (uint32_t u = 0; u < N_UNITS; u++) {
        assert_words(pcs_forward_writer_unit(&own, u), s.local[u],
                     s.n_local[u]);
        assert_ok(pcs_forward_unit(&sequence, &f, u, &err), &err);
        assert_words(sequence, s.local[u], s.n_local[u]);
        assert_ok(pcs_forward_unit(&sequence, &e, u, &err), &err);
        assert_words(sequence, s.english[u], s.n_english[u]);
    }
    assert_fails(pcs_forward_unit(&sequence, &f, N_UNITS, &err), PCS_ECORRUPT,
                 &err);
    assert_fails(pcs_forward_open(&f, tables, "x", &err), PCS_ECORRUPT, &err);
    pcs_tables_close(tables);
    pcs_forward_writer_dispose(&own);
    pcs_forward_writer_dispose(&other);
    pcs_forward_draft_dispose(&draft);
}

/* A word that the vocabulary has not, and a number that the map has not. */
static void test_strangers(void **state)
{
    (void)state;
    const unsigned char high[] = {7};
    pcs_forward_draft draft = {0};
    pcs_forward_writer w = {0};
    pcs_forward_map map = {NULL, 0};
    pcs_terms terms = {{0}, NULL, 0, 0};
    pcs_wordset set;
    pcs_error err = PCS_ERROR_INIT;
    make_words(&set);
    add_term(&terms, PCS_TERM_WORD, "zug");
    assert_ok(pcs_forward_draft_add(&draft, &terms, 1, &err), &err);
    assert_ok(pcs_forward_writer_start(&w, &set, &err), &err);
    assert_ok(pcs_forward_map_draft(&map, &w, &draft.local, &err), &err);
    assert_fails(pcs_forward_writer_add(
                     &w, &map, pcs_forward_side_unit(&draft.local, 0), &err),
                 PCS_ECORRUPT, &err);
    assert_fails(
        pcs_forward_writer_add(&w, &map, (pcs_sequence){high, high + 1}, &err),
        PCS_ECORRUPT, &err);
    pcs_forward_map_dispose(&map);
    pcs_forward_writer_dispose(&w);
    pcs_forward_draft_dispose(&draft);
    pcs_terms_dispose(&terms);
    pcs_wordset_dispose(&set);
}

static void test_numbers(void **state)
{
    (void)state;
    static const uint32_t numbers[] = {
        0,      1,      0x7F,      0x80,      0x3FFF,         0x4000,
        0xFFFF, 900000, 0xFFFFFFF, 1u << 28u, UINT32_MAX - 1, UINT32_MAX};
    enum { N = sizeof numbers / sizeof *numbers };
    pcs_buffer bytes = {0};
    for (size_t i = 0; i < N; i++)
        pcs_sequence_append(&bytes, numbers[i]);
    assert_false(bytes.failed);
    const unsigned char *at = (const unsigned char *)bytes.data;
    assert_words((pcs_sequence){at, at + bytes.len}, numbers, N);
    for (size_t len = 0; len < bytes.len; len++) { /* cut off anywhere */
        pcs_sequence s = {at, at + len};
        uint32_t number;
        size_t n = 0;
        while (pcs_sequence_next(&number, &s))
            assert_int_equal(number, numbers[n++]);
        assert_true(n < N);
    }
    pcs_buffer_dispose(&bytes);
}

/* Any bytes at all, behind checksums that are right: every unit is an error, or
 * ends. */
static void test_damage(void **state)
{
    for (int round = 0; round < 300; round++) {
        uint32_t ends[6], number;
        unsigned char bytes[24];
        const char *path = scratch_path(state, "t");
        pcs_tables_writer *w;
        pcs_tables *tables;
        pcs_forward f;
        pcs_error err = PCS_ERROR_INIT;
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = (unsigned char)random_below(256);
        for (size_t i = 0; i < 6; i++)
            ends[i] = random_below(9) ? random_below(30) : UINT32_MAX;
        assert_ok(pcs_tables_writer_new(&w, path, &err), &err);
        assert_ok(
            pcs_tables_writer_section(w, "w.seq.ends", ends, sizeof ends, &err),
            &err);
        assert_ok(
            pcs_tables_writer_section(w, "w.seq", bytes, sizeof bytes, &err),
            &err);
        assert_ok(pcs_tables_writer_finish(w, &err), &err);
        pcs_tables_writer_free(w);
        assert_ok(pcs_tables_open(&tables, path, 0, &err), &err);
        assert_ok(pcs_forward_open(&f, tables, "w", &err), &err);
        for (uint32_t u = 0; u < 6; u++) {
            pcs_sequence s;
            size_t n = 0;
            uint32_t start = u ? ends[u - 1] : 0;
            bool is_good = start <= ends[u] && ends[u] <= sizeof bytes;
            pcs_status status = pcs_forward_unit(&s, &f, u, &err);
            assert_int_equal(status, is_good ? PCS_OK : PCS_ECORRUPT);
            while (pcs_sequence_next(&number, &s))
                n++;
            assert_true(n <= sizeof bytes);
        }
        pcs_tables_close(tables);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_round_trip),
        scratch_test(test_strangers),
        scratch_test(test_numbers),
        scratch_test(test_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
