/* test_index_training.c - which words are translations is learned */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_index_corpus.h"

#include <math.h>

/* How sure a pair is: that each would choose the other. */
static float sureness(const pcs_translation_pair *pair)
{
    return pcs_probability_unpack(pair->forth) *
           pcs_probability_unpack(pair->back);
}

static const pcs_translation_pair *
pairs_of(size_t *n, const pcs_translation_table *t, uint32_t local)
{
    const pcs_translation_pair *pairs;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_translation_pairs(&pairs, n, t, local, &err), &err);
    return pairs;
}

/* The English word that a local one is translated by, and the second one;
 * UINT32_MAX for none. */
static void best_of(uint32_t best[2], const pcs_translation_table *t,
                    uint32_t local)
{
    size_t n;
    const pcs_translation_pair *pairs = pairs_of(&n, t, local);
    float sure[2] = {0, 0};
    best[0] = best[1] = UINT32_MAX;
    for (size_t i = 0; i < n; i++) {
        float s = sureness(&pairs[i]);
        if (s > sure[0]) {
            sure[1] = sure[0];
            best[1] = best[0];
            sure[0] = s;
            best[0] = pairs[i].english;
        } else if (s > sure[1]) {
            sure[1] = s;
            best[1] = pairs[i].english;
        }
    }
}

/* The bilingual lexicon of the made-up languages. */
#define N_PLAIN 240u   /* local i is English i */
#define N_DOUBLE 30u   /* behind: each is two English words */
#define N_COMPOUND 30u /* behind: parts are two plain words */
#define N_FUNCTION 6u  /* behind: in every unit, of both sides */
#define FIRST_COMPOUND (N_PLAIN + N_DOUBLE)
#define FIRST_FUNCTION (FIRST_COMPOUND + N_COMPOUND)
#define N_LOCAL (FIRST_FUNCTION + N_FUNCTION)
#define FIRST_ENGLISH_FUNCTION (N_PLAIN + 2 * N_DOUBLE)
#define N_ENGLISH (FIRST_ENGLISH_FUNCTION + N_FUNCTION)
#define N_UNITS 3000u

static uint32_t first_part(uint32_t compound)
{
    return 5 + (compound - FIRST_COMPOUND) * 3;
}

static size_t translate(uint32_t *out, uint32_t local)
{
    out[0] = local;
    out[1] = UINT32_MAX;
    if (local >= FIRST_COMPOUND) {
        out[0] = first_part(local);
        out[1] = out[0] + 1;
        return 2;
    }
    if (local >= N_PLAIN) {
        out[0] = N_PLAIN + 2 * (local - N_PLAIN);
        out[1] = out[0] + 1;
        return 2;
    }
    return 1;
}

/* A unit of some distinct words, frequent or not, and what they are in
 * English, both in any order. */
static void add_sentence(test_corpus *c, uint32_t *freqs)
{
    uint32_t local[40], english[80];
    size_t n = 0, m = 0, wanted = 4 + random_below(6);
    while (n < wanted) {
        uint32_t word = random_below(3) ? random_zipf(FIRST_FUNCTION)
                                        : random_below(FIRST_FUNCTION);
        size_t i = 0;
        while (i < n && local[i] != word)
            i++;
        if (i < n)
            continue;
        local[n++] = word;
        freqs[word]++;
        m += translate(english + m, word);
    }
    for (uint32_t i = 0; i < N_FUNCTION; i++) {
        local[n++] = FIRST_FUNCTION + i;
        english[m++] = FIRST_ENGLISH_FUNCTION + i;
    }
    shuffle(local, n);
    shuffle(english, m);
    corpus_add(c, local, n, english, m);
}

static void make_corpus(test_corpus *c, uint32_t *freqs)
{
    static pcs_part_record parts[2 * N_COMPOUND];
    corpus_start(c, N_LOCAL, N_ENGLISH);
    for (uint32_t i = 0; i < N_COMPOUND; i++) {
        uint32_t whole = FIRST_COMPOUND + i;
        parts[2 * i] = (pcs_part_record){first_part(whole), whole, 0, 2};
        parts[2 * i + 1] =
            (pcs_part_record){first_part(whole) + 1, whole, 2, 2};
    }
    c->parts = (pcs_part_list){parts, 2 * N_COMPOUND};
    for (uint32_t i = 0; i < N_UNITS; i++)
        add_sentence(c, freqs);
}

static void test_lexicon(void **state)
{
    test_corpus c;
    pcs_translation_table t;
    uint32_t freqs[N_LOCAL] = {0}, asked = 0, right = 0, both = 0, doubles = 0;
    make_corpus(&c, freqs);
    pcs_tables *tables = corpus_train(&t, &c, scratch_path(state, "t"));
    for (uint32_t w = 0; w < FIRST_COMPOUND; w++) {
        uint32_t best[2], wanted[2];
        size_t n = translate(wanted, w);
        if (freqs[w] < 8)
            continue;
        best_of(best, &t, w);
        asked++;
        right += best[0] == wanted[0] || best[0] == wanted[1];
        doubles += n == 2;
        both += n == 2 && (best[0] == wanted[0] || best[0] == wanted[1]) &&
                (best[1] == wanted[0] || best[1] == wanted[1]);
    }
    assert_true(asked > 200);
    assert_true(doubles > 20);
    assert_true(right >= asked * 99 / 100);
    assert_true(both >= doubles * 95 / 100);
    for (uint32_t w = FIRST_FUNCTION; w < N_LOCAL; w++) {
        size_t n;
        pairs_of(&n, &t, w); /* with everything no more often than by chance */
        assert_int_equal(n, 0);
    }
    pcs_tables_close(tables);
    corpus_dispose(&c);
}

/* A part that hardly stands alone is learned from its compound. */
static void test_parts(void **state)
{
    pcs_part_record parts[] = {{1, 2, 0, 3}};
    for (int with = 0; with < 2; with++) {
        test_corpus c;
        pcs_translation_table t;
        uint32_t best[2];
        corpus_start(&c, 60, 60);
        c.parts = (pcs_part_list){parts, (size_t)with};
        for (uint32_t i = 0; i < 400; i++) {
            uint32_t other = 3 + i % 50, compound[] = {2, other},
                     english[] = {other, 1};
            bool has = i % 40 == 0;
            corpus_add(&c, compound + !has, 1u + has, english, 1u + has);
        }
        pcs_tables *tables = corpus_train(&t, &c, scratch_path(state, "t"));
        best_of(best, &t, 1);
        assert_int_equal(best[0], with ? 1 : UINT32_MAX);
        pcs_tables_close(tables);
        corpus_dispose(&c);
    }
}

/* Sums of what was packed: to the nearest sixteenth of a halving. */
static void test_sums(void **state)
{
    test_corpus c;
    pcs_translation_table t;
    uint32_t freqs[N_LOCAL] = {0};
    double back[N_ENGLISH] = {0};
    make_corpus(&c, freqs);
    pcs_tables *tables = corpus_train(&t, &c, scratch_path(state, "t"));
    assert_true(t.n_pairs > 250);
    for (uint32_t w = 0; w < N_LOCAL; w++) {
        size_t n;
        double forth = 0;
        const pcs_translation_pair *pairs = pairs_of(&n, &t, w);
        for (size_t i = 0; i < n; i++) {
            assert_true(pairs[i].english < N_ENGLISH);
            assert_true(i == 0 || pairs[i - 1].english < pairs[i].english);
            assert_int_equal(pairs[i].zero, 0);
            forth += pcs_probability_unpack(pairs[i].forth);
            back[pairs[i].english] += pcs_probability_unpack(pairs[i].back);
        }
        assert_true(forth <= 1.02);
    }
    for (uint32_t e = 0; e < N_ENGLISH; e++)
        assert_true(back[e] <= 1.02);
    pcs_tables_close(tables);
    corpus_dispose(&c);
}

static void test_repeatable(void **state)
{
    test_corpus c;
    pcs_translation_table a, b;
    uint32_t freqs[N_LOCAL] = {0};
    make_corpus(&c, freqs);
    pcs_tables *first = corpus_train(&a, &c, scratch_path(state, "a"));
    pcs_tables *second = corpus_train(&b, &c, scratch_path(state, "b"));
    assert_int_equal(a.n_pairs, b.n_pairs);
    assert_memory_equal(a.pairs, b.pairs, a.n_pairs * sizeof *a.pairs);
    assert_memory_equal(a.ends, b.ends, a.n * sizeof *a.ends);
    pcs_tables_close(first);
    pcs_tables_close(second);
    corpus_dispose(&c);
}

/* Two languages that have nothing to do with each other. */
static void test_chance(void **state)
{
    enum { WORDS = 400 };
    test_corpus c;
    pcs_translation_table t;
    size_t believed = 0;
    corpus_start(&c, WORDS, WORDS);
    for (uint32_t u = 0; u < 3000; u++) {
        uint32_t local[8], english[8];
        for (size_t i = 0; i < 8; i++) {
            local[i] = random_zipf(WORDS);
            english[i] = random_zipf(WORDS);
        }
        corpus_add(&c, local, 8, english, 8);
    }
    pcs_tables *tables = corpus_train(&t, &c, scratch_path(state, "t"));
    for (uint32_t w = 0; w < WORDS; w++) {
        size_t n;
        const pcs_translation_pair *pairs = pairs_of(&n, &t, w);
        for (size_t i = 0; i < n; i++)
            believed += sureness(&pairs[i]) > 0.4F;
    }
    assert_true(believed <= WORDS / 100);
    pcs_tables_close(tables);
    corpus_dispose(&c);
}

/* No units, and units without words. */
static void test_nothing(void **state)
{
    for (uint32_t units = 0; units < 3; units++) {
        test_corpus c;
        pcs_translation_table t;
        uint32_t word = 0;
        corpus_start(&c, 1, 1);
        for (uint32_t i = 0; i < units; i++)
            corpus_add(&c, &word, i, &word, 0);
        pcs_tables *tables = corpus_train(&t, &c, scratch_path(state, "t"));
        assert_int_equal(t.n_pairs, 0);
        pcs_tables_close(tables);
        corpus_dispose(&c);
    }
}

/* The reference: the same models over whole matrices. */
#define TINY 12u
#define TINY_UNITS 60u

typedef struct reference {
    bool local[TINY_UNITS][TINY], english[TINY_UNITS][TINY];
    double fl[TINY], fe[TINY], forth[TINY][TINY], back[TINY][TINY];
    double expected[TINY][TINY];
    bool is_pair[TINY][TINY];
} reference;

static void reference_start(reference *r)
{
    double together[TINY][TINY] = {{0}};
    for (size_t u = 0; u < TINY_UNITS; u++)
        for (size_t i = 0; i < TINY; i++) {
            r->fl[i] += r->local[u][i];
            r->fe[i] += r->english[u][i];
            for (size_t j = 0; j < TINY; j++)
                together[i][j] += r->local[u][i] && r->english[u][j];
        }
    for (size_t i = 0; i < TINY; i++)
        for (size_t j = 0; j < TINY; j++) {
            double n = together[i][j];
            r->is_pair[i][j] = n * TINY_UNITS > 3 * r->fl[i] * r->fe[j] &&
                               2 * n / (r->fl[i] + r->fe[j]) >= 0.01;
            if (r->is_pair[i][j])
                r->forth[i][j] = r->back[i][j] = 2 * n / (r->fl[i] + r->fe[j]);
        }
}

static double reference_row(const reference *r, size_t u, size_t e)
{
    double sum = r->fe[e] / TINY_UNITS;
    for (size_t l = 0; l < TINY; l++)
        sum += r->local[u][l] ? r->forth[l][e] : 0;
    return sum;
}

static double reference_column(const reference *r, size_t u, size_t l)
{
    double sum = r->fl[l] / TINY_UNITS;
    for (size_t e = 0; e < TINY; e++)
        sum += r->english[u][e] ? r->back[l][e] : 0;
    return sum;
}

/* What is hardly expected any more is no pair. */
static void reference_prune(reference *r)
{
    for (size_t i = 0; i < TINY; i++)
        for (size_t j = 0; j < TINY; j++)
            if (r->expected[i][j] < 0.01) {
                r->is_pair[i][j] = false;
                r->forth[i][j] = r->back[i][j] = 0;
            }
}

static void reference_round(reference *r)
{
    memset(r->expected, 0, sizeof r->expected);
    for (size_t u = 0; u < TINY_UNITS; u++)
        for (size_t l = 0; l < TINY; l++)
            for (size_t e = 0; e < TINY; e++)
                if (r->local[u][l] && r->english[u][e] && r->is_pair[l][e])
                    r->expected[l][e] +=
                        r->forth[l][e] / reference_row(r, u, e) *
                        r->back[l][e] / reference_column(r, u, l);
    for (size_t l = 0; l < TINY; l++)
        for (size_t e = 0; e < TINY; e++) {
            double own = 2, other = 2;
            for (size_t i = 0; i < TINY; i++) {
                own += r->expected[l][i];
                other += r->expected[i][e];
            }
            r->forth[l][e] = r->expected[l][e] / own;
            r->back[l][e] = r->expected[l][e] / other;
        }
}

/* A word of each side, one in three times its translation. */
static void add_tiny(test_corpus *c, reference *r, size_t u)
{
    uint32_t local[8], english[8];
    size_t n = random_below(4), m = random_below(2);
    for (size_t i = 0; i < n; i++) {
        local[i] = random_below(TINY);
        english[i] = random_below(4) ? local[i] : random_below(TINY);
    }
    for (size_t i = 0; i < m; i++)
        english[n + i] = random_below(TINY);
    for (size_t i = 0; i < n; i++)
        r->local[u][local[i]] = true;
    for (size_t i = 0; i < n + m; i++)
        r->english[u][english[i]] = true;
    corpus_add(c, local, n, english, n + m);
}

static size_t compare_tables(const reference *r, const pcs_translation_table *t)
{
    size_t compared = 0;
    for (uint32_t l = 0; l < TINY; l++) {
        size_t n, at = 0;
        const pcs_translation_pair *pairs = pairs_of(&n, t, l);
        for (uint32_t e = 0; e < TINY; e++) {
            bool has = at < n && pairs[at].english == e;
            if (!r->is_pair[l][e] || r->expected[l][e] < 0.05 - 1e-4) {
                assert_false(has);
                continue;
            }
            if (r->expected[l][e] > 0.05 + 1e-4)
                assert_true(has);
            if (!has)
                continue;
            assert_true(fabs(-16 * log2(r->forth[l][e]) - pairs[at].forth) <
                        0.51);
            assert_true(fabs(-16 * log2(r->back[l][e]) - pairs[at].back) <
                        0.51);
            at++;
            compared++;
        }
        assert_int_equal(at, n);
    }
    return compared;
}

static void test_reference(void **state)
{
    size_t compared = 0;
    for (int round = 0; round < 40; round++) {
        static reference r;
        test_corpus c;
        pcs_translation_table t;
        memset(&r, 0, sizeof r);
        corpus_start(&c, TINY, TINY);
        for (size_t u = 0; u < TINY_UNITS; u++)
            add_tiny(&c, &r, u);
        reference_start(&r);
        for (int i = 0; i < 5; i++) {
            if (i == 2)
                reference_prune(&r);
            reference_round(&r);
        }
        pcs_tables *tables = corpus_train(&t, &c, scratch_path(state, "t"));
        compared += compare_tables(&r, &t);
        pcs_tables_close(tables);
        corpus_dispose(&c);
    }
    assert_true(compared > 400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_lexicon),   scratch_test(test_parts),
        scratch_test(test_sums),      scratch_test(test_repeatable),
        scratch_test(test_chance),    scratch_test(test_nothing),
        scratch_test(test_reference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
