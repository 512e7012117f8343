/* test_store_nomem.c - each allocation of the store is refused in turn */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "test_store_common.h"

#include "store/generation.h"
#include "store/quarantine.h"
#include "store/postings.h"

static bool is_any(const pcs_manifest *manifest)
{
    (void)manifest;
    return true;
}

static pcs_status try_write(void *context, pcs_error *err)
{
    return sample_write(scratch_path(context, "t"), 60, 60, err);
}

static pcs_status try_read(void *context, pcs_error *err)
{
    pcs_partition p;
    pcs_status status =
        pcs_partition_open(&p, scratch_path(context, "t"), 0, err);
    for (uint32_t u = 0; status == PCS_OK && u < 60; u += 7) {
        pcs_unit_text text;
        status = pcs_texts_get(&text, p.texts, u, err);
    }
    pcs_partition_close(&p);
    return status;
}

static void test_partition(void **state)
{
    assert_true(refuse_each(try_write, state) >= 8);
    assert_true(refuse_each(try_read, state) >= 4);
}

/* A block that could not be read is read later. */
static void test_texts_again(void **state)
{
    const char *path = scratch_path(state, "t");
    pcs_partition p;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(sample_write(path, 800, 60, &err), &err);
    assert_ok(pcs_partition_open(&p, path, 0, &err), &err);
    for (uint32_t u = 0; u < 800; u += 31) {
        pcs_unit_text text;
        char wanted[512];
        allocations_left = 0;
        pcs_status status = pcs_texts_get(&text, p.texts, u, &err);
        allocations_left = -1;
        assert_true(status == PCS_OK || status == PCS_ENOMEM);
        assert_ok(pcs_texts_get(&text, p.texts, u, &err), &err);
        assert_int_equal(text.local_len, sample_text(wanted, "local", u));
        assert_memory_equal(text.local, wanted, text.local_len);
    }
    pcs_partition_close(&p);
}

static pcs_status make_manifest(pcs_manifest *m, pcs_error *err)
{
    pcs_manifest_locale *l;
    pcs_status status = PCS_OK;
    m->generation = 1;
    for (int i = 0; status == PCS_OK && i < 20; i++) {
        char name[16];
        sprintf(name, "s%d", i);
        status = pcs_manifest_add_source(m, name, "/root", NULL, err);
        if (status == PCS_OK)
            status = pcs_manifest_add_locale(&l, m, name, err);
        if (status != PCS_OK)
            return status;
        l->tables.name = strdup("a");
        pcs_manifest_file *file;
        status = pcs_manifest_add_postings(&file, l, err);
        if (status == PCS_OK)
            file->name = strdup("b");
    }
    return status;
}

static pcs_status try_manifest(void *context, pcs_error *err)
{
    pcs_manifest m = {0}, copy = {0};
    pcs_buffer text = {0};
    (void)context;
    pcs_status status = make_manifest(&m, err);
    if (status == PCS_OK)
        status = pcs_manifest_write(&text, &m, err);
    if (status == PCS_OK)
        status = pcs_manifest_read(&copy, text.data, text.len, "name", err);
    if (status == PCS_OK)
        assert_int_equal(copy.n_locales, 20);
    pcs_buffer_dispose(&text);
    pcs_manifest_dispose(&m);
    pcs_manifest_dispose(&copy);
    return status;
}

static pcs_status try_generation(void *context, pcs_error *err)
{
    pcs_manifest m = {0}, copy = {0};
    pcs_index_lock lock;
    uint64_t *numbers = NULL;
    size_t n;
    const char *dir = *(void **)context;
    pcs_status status = pcs_index_lock_take(&lock, dir, err);
    if (status != PCS_OK)
        return status;
    status = make_manifest(&m, err);
    if (status == PCS_OK)
        status = pcs_generation_publish(dir, &m, err);
    if (status == PCS_OK)
        status = pcs_generation_read(&copy, dir, 0, err);
    if (status == PCS_OK)
        status = pcs_generation_list(&numbers, &n, dir, err);
    if (status == PCS_OK)
        status = pcs_generation_serve(dir, 1, err);
    if (status == PCS_OK)
        status = pcs_generation_sweep(dir, 0, err);
    pcs_mending mending = {.damaged = 0};
    if (status == PCS_OK)
        status = pcs_quarantine_mend(&mending, dir, PCS_CHECK_BYTES, NULL,
                                     is_any, err);
    if (status == PCS_OK)
        assert_int_equal(mending.damaged, 1);
    free(numbers);
    pcs_manifest_dispose(&m);
    pcs_manifest_dispose(&copy);
    pcs_index_lock_drop(&lock);
    return status;
}

static void test_generations(void **state)
{
    assert_true(refuse_each(try_manifest, state) >= 4);
    assert_true(refuse_each(try_generation, state) >= 15);
}

static pcs_status try_postings(void *context, pcs_error *err)
{
    static const uint32_t ends[] = {2, 4};
    const char *shard = scratch_path(context, "shard");
    const char *path = scratch_path(context, "db");
    pcs_postings_writer *w;
    pcs_postings *p = NULL;
    pcs_unit_list list = {0};
    pcs_status status = pcs_postings_writer_new(&w, shard, err);
    if (status == PCS_OK)
        status = pcs_postings_writer_add(w, 0, "WaWb", ends, 2, err);
    if (status == PCS_OK)
        status = pcs_postings_writer_finish(w, err);
    pcs_postings_writer_free(w);
    if (status == PCS_OK)
        status = pcs_postings_merge(&shard, 1, path, err);
    if (status == PCS_OK)
        status = pcs_postings_open(&p, &path, 1, err);
    if (status == PCS_OK)
        status = pcs_postings_read(&list, p, "Wa", 2, 1, err);
    if (status == PCS_OK)
        assert_int_equal(list.len, 1);
    pcs_unit_list_dispose(&list);
    pcs_postings_close(p);
    return status;
}

static void test_postings(void **state)
{
    assert_true(refuse_each(try_postings, state) >= 4);
}

static void test_default(void **state)
{
    (void)state;
    unsetenv("PCSEARCH_INDEX");
    allocations_left = 0;
    char *path = pcs_index_default();
    allocations_left = -1;
    assert_null(path);
    static char name[] = "x";
    pcs_manifest_file file = {.name = name};
    for (long n = 0; n < 2; n++) {
        allocations_left = n;
        path = pcs_generation_file("dir", &file);
        allocations_left = -1;
        assert_null(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_partition),   scratch_test(test_texts_again),
        scratch_test(test_generations), scratch_test(test_postings),
        cmocka_unit_test(test_default),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
