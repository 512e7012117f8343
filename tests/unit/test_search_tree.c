/* test_search_tree.c - the nodes of a query, and its caps */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include <string.h>

#include "search/tree.h"

/* What was left out, number i. */
static const char *ignored(const pcs_query *q, size_t i)
{
    assert_true(i < q->n_ignored);
    const char *line = q->ignored.data;
    while (i-- > 0)
        line += strlen(line) + 1;
    return line;
}

static pcs_node *add(pcs_tree *t, pcs_field field, const char *name,
                     const char *text)
{
    pcs_node value = {.kind = field ? PCS_NODE_FILTER : PCS_NODE_TERM,
                      .field = field,
                      .text = text,
                      .len = strlen(text)};
    return pcs_tree_new_word(t, &value, name);
}

static void test_numbers(void **state)
{
    (void)state;
    pcs_query q = {0};
    pcs_tree t = {.query = &q};
    assert_int_equal(add(&t, PCS_FIELD_NONE, NULL, "a")->number, 0);
    assert_int_equal(add(&t, PCS_FIELD_TITLE, NULL, "b")->number, 0);
    pcs_node *c = add(&t, PCS_FIELD_NONE, NULL, "c");
    assert_int_equal(c->number, 1);
    assert_int_equal(c->kind, PCS_NODE_TERM);
    assert_int_equal(q.n_terms, 2);
    assert_int_equal(q.n_filters, 1);
    assert_int_equal(q.n_ignored, 0);
    pcs_query_dispose(&q);
}

/* The first beyond the cap is named, the others are not. */
static void test_terms_max(void **state)
{
    (void)state;
    pcs_query q = {0};
    pcs_tree t = {.query = &q};
    for (size_t i = 0; i < PCS_QUERY_TERMS_MAX; i++)
        assert_non_null(
            add(&t, i % 2 ? PCS_FIELD_PATH : PCS_FIELD_NONE, NULL, "x"));
    assert_null(add(&t, PCS_FIELD_NONE, NULL, "first"));
    assert_null(add(&t, PCS_FIELD_NONE, NULL, "second"));
    assert_int_equal(q.n_ignored, 1);
    assert_string_equal(ignored(&q, 0), "first: more than 32 terms");
    assert_false(t.has_failed);
    pcs_query_dispose(&q);
}

static void test_rejected(void **state)
{
    (void)state;
    static const char near[] = "date:soon", apart[] = "date:(soon)";
    pcs_query q = {0};
    pcs_tree t = {.query = &q};
    pcs_node *node = add(&t, PCS_FIELD_DATE, near, near + 5);
    assert_int_equal(node->kind, PCS_NODE_TERM);
    assert_int_equal(node->field, PCS_FIELD_NONE);
    assert_int_equal(node->len, strlen(near));
    assert_ptr_equal(node->text, near);
    node = add(&t, PCS_FIELD_DATE, apart, "soon");
    assert_int_equal(node->kind, PCS_NODE_TERM);
    assert_int_equal(node->len, 4);
    assert_string_equal(ignored(&q, 0),
                        "the field in date:soon: no date, taken as words");
    assert_string_equal(ignored(&q, 1), ignored(&q, 0));
    node = add(&t, PCS_FIELD_DATE, near, "2021..2020");
    assert_int_equal(node->kind, PCS_NODE_FILTER);
    assert_string_equal(ignored(&q, 2),
                        "the order of 2021..2020: its ends are swapped");
    pcs_query_dispose(&q);
}

static void test_phrase(void **state)
{
    (void)state;
    static const char long_one[] = "a b c d e f g h  i j k l m n o p q r";
    pcs_query q = {0};
    pcs_tree t = {.query = &q};
    assert_int_equal(pcs_tree_cap_phrase(&t, "a b", 3), 3);
    assert_int_equal(pcs_tree_cap_phrase(&t, "", 0), 0);
    assert_int_equal(q.n_ignored, 0);
    size_t len = pcs_tree_cap_phrase(&t, long_one, strlen(long_one));
    assert_int_equal(len, strlen(long_one) - 3);
    assert_string_equal(ignored(&q, 0), "q r: more than 16 words in a phrase");
    pcs_query_dispose(&q);
}

/* a -(b title:c): what is excluded, and what has terms and filters below. */
static void test_complete(void **state)
{
    (void)state;
    pcs_query q = {0};
    pcs_tree t = {.query = &q};
    pcs_node *root = pcs_tree_new(&t, PCS_NODE_AND);
    pcs_node *not = pcs_tree_new(&t, PCS_NODE_NOT);
    pcs_node *group = pcs_tree_new(&t, PCS_NODE_AND);
    pcs_node *a = add(&t, PCS_FIELD_NONE, NULL, "a");
    pcs_node *c = add(&t, PCS_FIELD_TITLE, NULL, "c");
    assert_null(pcs_node_simplify(NULL));
    assert_null(pcs_node_simplify(root));
    pcs_node_append(root, a);
    assert_ptr_equal(pcs_node_simplify(root), a);
    pcs_node_append(group, c);
    pcs_node_append(not, group);
    pcs_node_append(root, not );
    assert_ptr_equal(pcs_node_simplify(root), root);
    assert_ptr_equal(a->next, not );
    pcs_node_complete(root);
    assert_false(root->is_excluded || a->is_excluded);
    assert_true(not ->is_excluded && group->is_excluded && c->is_excluded);
    assert_true(root->has_term && root->has_filter && a->has_term);
    assert_false(a->has_filter || not ->has_term || c->has_term);
    assert_true(not ->has_filter && c->has_filter);
    pcs_query_dispose(&q);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),  cmocka_unit_test(test_terms_max),
        cmocka_unit_test(test_rejected), cmocka_unit_test(test_phrase),
        cmocka_unit_test(test_complete),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
