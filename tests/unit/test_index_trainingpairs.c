/* test_index_trainingpairs.c - what is learned from, its bounds; associations
 */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_index_corpus.h"

#include <math.h>

#include "store/associations.h"

static void make_pairs(pcs_training_pairs *out, const test_corpus *c,
                       size_t cells_max)
{
    pcs_error err = PCS_ERROR_INIT;
    memset(out, 0, sizeof *out);
    assert_ok(pcs_training_pairs_make(out, &c->local.side, &c->english.side,
                                      &c->parts, cells_max, &err),
              &err);
}

static void fill_random(test_corpus *c, uint32_t n_words, uint32_t n_units)
{
    corpus_start(c, n_words, n_words);
    for (uint32_t u = 0; u < n_units; u++) {
        uint32_t local[12], english[12];
        size_t n = random_below(13), m = random_below(13);
        for (size_t i = 0; i < 12; i++) {
            local[i] = random_zipf(n_words);
            english[i] = random_zipf(n_words);
        }
        corpus_add(c, local, n, english, m);
    }
}

static size_t width_of(const pcs_unit_classes *s, size_t u)
{
    return s->ends[u] - pcs_unit_classes_begin(s, u);
}

static bool side_has(const pcs_unit_classes *s, size_t unit, uint32_t class)
{
    for (size_t i = pcs_unit_classes_begin(s, unit); i < s->ends[unit]; i++)
        if (s->items[i] == class)
            return true;
    return false;
}

/* How many cells a row should have; the row's are behind `begin`. */
static size_t check_row(const pcs_training_pairs *p, size_t u, uint32_t e,
                        size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        const pcs_training_cell *cell = &p->cells[i];
        assert_true(cell->pair < p->n_pairs);
        assert_int_equal(p->of_english[cell->pair], e);
        assert_int_equal(p->of_local[cell->pair], p->local.items[cell->local]);
        assert_true(cell->local >= pcs_unit_classes_begin(&p->local, u));
        assert_true(cell->local < p->local.ends[u]);
    }
    size_t n = 0;
    for (size_t i = 0; i < p->n_pairs; i++)
        n += p->of_english[i] == e && side_has(&p->local, u, p->of_local[i]);
    assert_int_equal(end - begin, n);
    return n;
}

/* Every English class of a unit has a row, of the pairs it makes there. */
static void test_cells(void **state)
{
    (void)state;
    test_corpus c;
    pcs_training_pairs p;
    size_t row = 0, begin = 0, cells = 0;
    fill_random(&c, 200, 300);
    make_pairs(&p, &c, PCS_TRAINING_CELLS_MAX);
    assert_int_equal(p.local.n_listed, 300);
    for (uint32_t e = 0; e < 200; e++) {
        for (size_t u = 0; u < 300; u++) {
            if (!side_has(&p.english, u, e))
                continue;
            cells += check_row(&p, u, e, begin, p.row_cells[row]);
            begin = p.row_cells[row++];
        }
        assert_int_equal(p.class_rows[e], row);
    }
    assert_int_equal(cells, p.n_cells);
    assert_true(cells > 200);
    for (size_t i = 0; i < p.n_pairs; i++) {
        assert_true(i == 0 || p.of_english[i - 1] <= p.of_english[i]);
        assert_true(p.dice[i] > 0 && p.dice[i] <= 1);
    }
    pcs_training_pairs_dispose(&p);
    corpus_dispose(&c);
}

/* A unit of ten thousand words: its first classes count. */
static void test_long_unit(void **state)
{
    (void)state;
    enum { N = 10000 };
    static uint32_t words[N];
    test_corpus c;
    pcs_training_pairs p;
    corpus_start(&c, N, N);
    for (uint32_t i = 0; i < N; i++)
        words[i] = i;
    for (int u = 0; u < 5; u++)
        corpus_add(&c, words, N, words, N);
    make_pairs(&p, &c, PCS_TRAINING_CELLS_MAX);
    for (size_t u = 0; u < 5; u++) {
        assert_int_equal(width_of(&p.local, u), PCS_TRAINING_CLASSES_MAX);
        assert_int_equal(width_of(&p.english, u), PCS_TRAINING_CLASSES_MAX);
    }
    for (uint32_t i = 0; i < N; i++)
        assert_int_equal(p.local.freqs[i],
                         i < PCS_TRAINING_CLASSES_MAX ? 5 : 0);
    pcs_training_pairs_dispose(&p);
    corpus_dispose(&c);
}

/* However the long units lie, no more cells than there may be. */
static void test_bound(void **state)
{
    (void)state;
    static const size_t bounds[] = {1, 50, 900, 5000, 100000};
    for (uint32_t every = 1; every < 13; every++) {
        uint32_t words[30];
        test_corpus c;
        corpus_start(&c, 30, 30);
        for (uint32_t i = 0; i < 30; i++)
            words[i] = i;
        for (uint32_t u = 0; u < 120; u++) {
            size_t n = u % every ? 2 : 30;
            corpus_add(&c, words, n, words, n);
        }
        for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
            pcs_training_pairs p;
            size_t learned = 0, all = 0;
            make_pairs(&p, &c, bounds[i]);
            for (size_t u = 0; u < 120; u++) {
                learned += width_of(&p.local, u) > 0;
                all += width_of(&p.local, u) * width_of(&p.english, u);
            }
            assert_true(learned >= 1);
            assert_int_equal(learned, p.local.n_listed);
            assert_int_equal(learned, p.english.n_listed);
            assert_true(all <= bounds[i] || learned == 1);
            assert_true(p.n_cells <= all);
            pcs_training_pairs_dispose(&p);
        }
        corpus_dispose(&c);
    }
}

/* What is learned from a half of units has the lift of that half: words that
 * stand together by chance are no pair there either. */
static void test_lift_of_some(void **state)
{
    (void)state;
    test_corpus c;
    pcs_training_pairs all, some;
    corpus_start(&c, 20, 20);
    for (uint32_t u = 0; u < 800; u++) {
        uint32_t local[2] = {random_below(20), random_below(20)};
        uint32_t english[2] = {random_below(20), random_below(20)};
        corpus_add(&c, local, 2, english, 2);
    }
    make_pairs(&all, &c, PCS_TRAINING_CELLS_MAX);
    make_pairs(&some, &c, 800);
    assert_true(some.local.n_listed < 400);
    assert_true(all.n_pairs <= 4);
    assert_true(some.n_pairs <= 40);
    pcs_training_pairs_dispose(&all);
    pcs_training_pairs_dispose(&some);
    corpus_dispose(&c);
}

static bool unit_has(const test_side *s, size_t unit, uint32_t word)
{
    pcs_sequence sequence = pcs_forward_writer_unit(&s->units, unit);
    uint32_t found;
    while (pcs_sequence_next(&found, &sequence))
        if (found == word)
            return true;
    return false;
}

static pcs_tables *write_associations(const test_corpus *c, const char *path)
{
    pcs_tables_writer *w;
    pcs_tables *tables;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_tables_writer_new(&w, path, &err), &err);
    assert_ok(pcs_associations_write(w, &c->local.side, &c->english.side, &err),
              &err);
    assert_ok(pcs_tables_writer_finish(w, &err), &err);
    pcs_tables_writer_free(w);
    assert_ok(pcs_tables_open(&tables, path, 0, &err), &err);
    return tables;
}

/* The best coefficient of a word of `own`, by looking at all. */
static double find_best(uint32_t *freq, const test_corpus *c, bool is_english,
                        uint32_t word, uint32_t n_words, size_t n_units)
{
    const test_side *own = is_english ? &c->english : &c->local;
    const test_side *other = is_english ? &c->local : &c->english;
    double best = 0;
    for (uint32_t o = 0; o < n_words; o++) {
        uint32_t a = 0, b = 0, both = 0;
        for (size_t u = 0; u < n_units; u++) {
            bool has = unit_has(own, u, word), too = unit_has(other, u, o);
            a += has;
            b += too;
            both += has && too;
        }
        *freq = a;
        if (both && 2.0 * both / (a + b) > best)
            best = 2.0 * both / (a + b);
    }
    return best;
}

static void test_associations(void **state)
{
    test_corpus c;
    fill_random(&c, 25, 80);
    pcs_tables *tables = write_associations(&c, scratch_path(state, "t"));
    for (int i = 0; i < 2; i++) {
        pcs_associations a;
        pcs_error err = PCS_ERROR_INIT;
        assert_ok(pcs_associations_open(&a, tables, i ? "e" : "w", &err), &err);
        assert_ok(pcs_associations_check(&a, &err), &err);
        for (uint32_t word = 0; word < 25; word++) {
            uint32_t wanted, freq, class;
            double best = find_best(&wanted, &c, i, word, 25, 80);
            assert_ok(pcs_associations_class(&class, &a, word, &err), &err);
            assert_ok(pcs_associations_freq(&freq, &a, word, &err), &err);
            assert_int_equal(class, word);
            assert_int_equal(freq, wanted);
            assert_true(fabs(a.best[word] / 65535.0 - best) < 1e-4);
            assert_int_equal(a.partners[word] == PCS_NO_PARTNER, best <= 0);
        }
        uint32_t none;
        assert_fails(pcs_associations_class(&none, &a, 25, &err), PCS_ECORRUPT,
                     &err);
        assert_fails(pcs_associations_freq(&none, &a, 25, &err), PCS_ECORRUPT,
                     &err);
    }
    pcs_tables_close(tables);
    corpus_dispose(&c);
}

/* A class is never behind the word: whoever goes by it stays within them. */
static void test_odd_class(void **state)
{
    test_corpus c;
    uint32_t class;
    pcs_associations a;
    pcs_error err = PCS_ERROR_INIT;
    corpus_start(&c, 3, 3);
    c.local.classes.of[1] = 2;
    pcs_tables *tables = write_associations(&c, scratch_path(state, "t"));
    assert_ok(pcs_associations_open(&a, tables, "w", &err), &err);
    assert_ok(pcs_associations_class(&class, &a, 0, &err), &err);
    assert_fails(pcs_associations_class(&class, &a, 1, &err), PCS_ECORRUPT,
                 &err);
    assert_fails(pcs_associations_check(&a, &err), PCS_ECORRUPT, &err);
    pcs_tables_close(tables);
    corpus_dispose(&c);
}

static void test_probabilities(void **state)
{
    (void)state;
    assert_int_equal(pcs_probability_pack(1), 0);
    assert_int_equal(pcs_probability_pack(2), 0);
    assert_int_equal(pcs_probability_pack(0), 255);
    assert_int_equal(pcs_probability_pack(-1), 255);
    assert_int_equal(pcs_probability_pack(NAN), 255);
    assert_int_equal(pcs_probability_pack(1e-30), 255);
    for (int i = 0; i < 256; i++) {
        float p = pcs_probability_unpack((uint8_t)i);
        assert_true(p > 0 && p <= 1);
        assert_int_equal(pcs_probability_pack((double)p), i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_cells),         scratch_test(test_long_unit),
        scratch_test(test_bound),         scratch_test(test_lift_of_some),
        scratch_test(test_associations),  scratch_test(test_odd_class),
        scratch_test(test_probabilities),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
