/* test_store_relations.c - which words belong together */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_store_common.h"

static pcs_tables *tables_with_relations(void **state)
{
    const char *path = scratch_path(state, "t");
    pcs_tables_writer *w;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_tables_writer_new(&w, path, &err), &err);
    assert_ok(sample_relations(put_in_tables, w, "w", &err), &err);
    assert_ok(pcs_tables_writer_finish(w, &err), &err);
    pcs_tables_writer_free(w);
    return tables_open(path);
}

static void test_parts(void **state)
{
    pcs_tables *tables = tables_with_relations(state);
    pcs_relations r;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_relations_open(&r, tables, "w", &err), &err);
    assert_int_equal(r.n_parts, 5);
    for (uint32_t part = 0; part < 9; part++) {
        pcs_lexicon_range range;
        size_t n = 0;
        for (size_t i = 0; i < 5; i++)
            n += sample_parts[i].part == part;
        assert_ok(pcs_relations_parts(&range, &r, part, &err), &err);
        assert_int_equal(range.last - range.first, n);
        for (size_t i = range.first; i < range.last; i++) {
            pcs_part_record record;
            assert_ok(pcs_relations_part(&record, &r, i, &err), &err);
            assert_memory_equal(&record, &sample_parts[i], sizeof record);
            assert_int_equal(record.part, part);
        }
    }
    pcs_part_record record;
    assert_fails(pcs_relations_part(&record, &r, 5, &err), PCS_ECORRUPT, &err);
    pcs_tables_close(tables);
}

static void test_apart(void **state)
{
    pcs_tables *tables = tables_with_relations(state);
    pcs_relations r;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_relations_open(&r, tables, "w", &err), &err);
    for (uint32_t a = 0; a < 8; a++)
        for (uint32_t b = 0; b < 8; b++) {
            bool found, wanted = false;
            for (size_t i = 0; i < 4; i++)
                wanted = wanted || (sample_apart[i].word == a &&
                                    sample_apart[i].other == b);
            assert_ok(pcs_relations_are_apart(&found, &r, a, b, &err), &err);
            assert_int_equal(found, wanted);
        }
    pcs_tables_close(tables);
}

static void test_bare(void **state)
{
    pcs_tables *tables = tables_with_relations(state);
    pcs_relations r;
    pcs_error err = PCS_ERROR_INIT;
    size_t word;
    assert_ok(pcs_relations_open(&r, tables, "w", &err), &err);
    assert_int_equal(r.n_bare, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_ok(pcs_relations_bare(&word, &r, i, &err), &err);
        assert_int_equal(word, sample_bare[i]);
    }
    assert_fails(pcs_relations_bare(&word, &r, 3, &err), PCS_ECORRUPT, &err);
    assert_fails(pcs_relations_open(&r, tables, "e", &err), PCS_ECORRUPT, &err);
    pcs_tables_close(tables);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_parts),
        scratch_test(test_apart),
        scratch_test(test_bare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
