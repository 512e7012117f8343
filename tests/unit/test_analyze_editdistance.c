/* test_analyze_editdistance.c - the cost of edits, against the whole table */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_analyze_common.h"

#include "analyze/editdistance.h"

#define MAX 40

/* Tokens by letters: a word has a class by its letter, and is exact by letter
 * and case; what is no letter is a mark. */
typedef struct text {
    pcs_edit_token items[MAX];
    pcs_edit_tokens tokens;
} text;

static void spell(text *t, const char *letters)
{
    memset(t, 0, sizeof *t);
    t->tokens.items = t->items;
    for (const char *c = letters; *c; c++) {
        bool is_word = (*c | 0x20) >= 'a' && (*c | 0x20) <= 'z';
        pcs_edit_token *token = &t->items[t->tokens.len++];
        token->exact = (uint64_t)*c;
        token->class = is_word ? (uint64_t)(*c | 0x20) : 0;
        token->is_mark = !is_word;
        t->tokens.words += is_word;
        t->tokens.marks += !is_word;
    }
}

static uint32_t weigh(const pcs_edit_token *t)
{
    return t->is_mark ? PCS_EDIT_MARK : PCS_EDIT_WORD;
}

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* The table without a band, an end or a beginning. */
static uint32_t whole_table(const text *a, const text *b)
{
    uint32_t d[MAX + 1][MAX + 1];
    for (size_t i = 0; i <= a->tokens.len; i++) {
        for (size_t j = 0; j <= b->tokens.len; j++) {
            uint32_t best = i || j ? 100000 : 0;
            const pcs_edit_token *x = &a->items[i ? i - 1 : 0];
            const pcs_edit_token *y = &b->items[j ? j - 1 : 0];
            if (i)
                best = least(best, d[i - 1][j] + weigh(x));
            if (j)
                best = least(best, d[i][j - 1] + weigh(y));
            if (i && j && x->is_mark == y->is_mark)
                best = least(best, d[i - 1][j - 1] +
                                       (x->exact == y->exact   ? 0
                                        : x->class == y->class ? PCS_EDIT_MARK
                                                               : weigh(x)));
            d[i][j] = best;
        }
    }
    return d[a->tokens.len][b->tokens.len];
}

static uint32_t cost_of(const text *a, const text *b, uint32_t max)
{
    pcs_edit_work work = {.cells = 100000};
    pcs_error err = PCS_ERROR_INIT;
    uint32_t cost;
    assert_ok(pcs_edit_cost(&cost, &work, &a->tokens, &b->tokens, max, &err),
              &err);
    assert_false(work.is_spent);
    pcs_edit_work_dispose(&work);
    return cost;
}

/* What differs is what costs: each token that is not the same in its place. */
static void check_alignment(const text *a, const text *b, uint32_t cost)
{
    bool x[MAX], y[MAX];
    pcs_edit_work work = {.cells = 0};
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_edit_align(x, y, &work, &a->tokens, &b->tokens, &err), &err);
    size_t i = 0, j = 0;
    uint32_t removed = 0, added = 0;
    for (;;) {
        for (; i < a->tokens.len && x[i]; i++)
            removed += weigh(&a->items[i]);
        for (; j < b->tokens.len && y[j]; j++)
            added += weigh(&b->items[j]);
        if (i == a->tokens.len || j == b->tokens.len)
            break;
        assert_int_equal(a->items[i++].exact, b->items[j++].exact);
    }
    assert_int_equal(i, a->tokens.len);
    assert_int_equal(j, b->tokens.len);
    assert_true(removed + added >= cost);
    assert_int_equal(cost == 0, removed + added == 0);
    pcs_edit_work_dispose(&work);
}

static void check(const char *one, const char *other)
{
    text a, b;
    spell(&a, one);
    spell(&b, other);
    uint32_t wanted = whole_table(&a, &b);
    for (uint32_t max = 0; max < wanted + 3; max++) {
        assert_int_equal(cost_of(&a, &b, max),
                         wanted <= max ? wanted : max + 1);
        assert_int_equal(cost_of(&b, &a, max), cost_of(&a, &b, max));
    }
    assert_int_equal(cost_of(&a, &b, UINT32_MAX), wanted);
    check_alignment(&a, &b, wanted);
}

static void test_costs(void **state)
{
    (void)state;
    text a, b;
    static const struct {
        const char *a, *b;
        uint32_t cost;
    } cases[] = {{"", "", 0},       {"abc", "abc", 0}, {"abc", "abd", 4},
                 {"abc", "aBc", 1}, {"abc", "ac", 4},  {"a.", "a", 1},
                 {"a.", "a!", 1},   {"a", ".", 5},     {"ab", "ba", 8},
                 {"", "a.b", 9}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        spell(&a, cases[i].a);
        spell(&b, cases[i].b);
        assert_int_equal(cases[i].cost, cost_of(&a, &b, 1000));
        check(cases[i].a, cases[i].b);
    }
}

static void random_text(char *out, size_t max)
{
    static const char letters[] = "aabbcdABC.,!";
    size_t n = random_below((uint32_t)max);
    for (size_t i = 0; i < n; i++)
        out[i] = letters[random_below(sizeof letters - 1)];
    out[n] = 0;
}

static void test_random(void **state)
{
    (void)state;
    for (int i = 0; i < 3000; i++) {
        char one[MAX], other[MAX];
        random_text(one, i % 3 ? 10 : MAX);
        random_text(other, i % 3 ? 10 : MAX);
        if (i % 2 && strlen(one) > 2) {
            strcpy(other, one);
            other[random_below((uint32_t)strlen(one))] = 'z';
        }
        check(one, other);
    }
}

/* What is too much work is not known, and said. */
static void test_limit(void **state)
{
    (void)state;
    text a, b;
    pcs_edit_work work = {.cells = 30};
    uint32_t cost;
    spell(&a, "abcdefghij");
    spell(&b, "klmnopqrst");
    assert_int_equal(
        PCS_OK, pcs_edit_cost(&cost, &work, &a.tokens, &b.tokens, 100, NULL));
    assert_int_equal(101, cost);
    assert_true(work.is_spent);
    /* What is the same at both ends is no work. */
    work.is_spent = false;
    work.cells = 2;
    spell(&b, "abcdefghij");
    assert_int_equal(
        PCS_OK, pcs_edit_cost(&cost, &work, &a.tokens, &b.tokens, 100, NULL));
    assert_int_equal(0, cost);
    assert_false(work.is_spent);
    pcs_edit_work_dispose(&work);
}

/* More tokens than are aligned: all between the ends differ. */
static void test_too_long(void **state)
{
    (void)state;
    enum { LEN = 3000 };
    pcs_edit_token *items = calloc(LEN, sizeof *items);
    bool *x = calloc(LEN, sizeof *x), *y = calloc(LEN, sizeof *y);
    for (size_t i = 0; i < LEN; i++)
        items[i] = (pcs_edit_token){.exact = i + 1, .class = i + 1};
    pcs_edit_tokens a = {.items = items, .len = LEN - 1, .words = LEN - 1};
    pcs_edit_tokens b = {.items = items + 1, .len = LEN - 1, .words = LEN - 1};
    pcs_edit_work work = {.cells = 0};
    assert_int_equal(PCS_OK, pcs_edit_align(x, y, &work, &a, &b, NULL));
    for (size_t i = 0; i + 1 < LEN; i++)
        assert_true(x[i] && y[i]);
    pcs_edit_work_dispose(&work);
    free(items);
    free(x);
    free(y);
}

static void test_percent(void **state)
{
    (void)state;
    assert_int_equal(100, pcs_edit_percent(0, 8));
    assert_int_equal(87, pcs_edit_percent(1, 8));
    assert_int_equal(0, pcs_edit_percent(9, 8));
    assert_int_equal(0, pcs_edit_percent(0, 0));
    for (uint64_t weight = 1; weight < 60; weight++)
        for (unsigned percent = 1; percent <= 100; percent++) {
            uint64_t max = pcs_edit_cost_max(percent, weight);
            assert_true(pcs_edit_percent(max, weight) >= percent);
            assert_true(pcs_edit_percent(max + 1, weight) < percent);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_costs),   cmocka_unit_test(test_random),
        cmocka_unit_test(test_limit),   cmocka_unit_test(test_too_long),
        cmocka_unit_test(test_percent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
