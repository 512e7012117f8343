/* test_store_quarantine.c - damaged generations, and what is served instead */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_store_index.h"

#include "store/quarantine.h"

static bool is_any(const pcs_manifest *manifest)
{
    (void)manifest;
    return true;
}

static pcs_mending mend(void **state)
{
    pcs_mending m;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(
        pcs_quarantine_mend(&m, *state, PCS_CHECK_STAMPS, NULL, is_any, &err),
        &err);
    return m;
}

static void assert_mended(void **state, uint64_t damaged, uint64_t served)
{
    pcs_mending m = mend(state);
    assert_true(m.is_damaged);
    assert_int_equal(m.damaged, damaged);
    assert_int_equal(m.served, served);
    assert_true(*m.why.message);
    assert_null(strstr(m.why.message, "--rebuild"));
    if (!served)
        return;
    assert_generation(state, 0, served);
    assert_false(mend(state).is_damaged);
}

static void assert_quarantined(void **state, const char *wanted)
{
    uint64_t *numbers;
    size_t n;
    char text[128] = "";
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_quarantine_list(&numbers, &n, *state, &err), &err);
    for (size_t i = 0; i < n; i++)
        sprintf(text + strlen(text), "%llu ", (unsigned long long)numbers[i]);
    free(numbers);
    assert_string_equal(text, wanted);
}

static void test_whole(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    assert_false(mend(state).is_damaged);
    publish(state, 1);
    assert_false(mend(state).is_damaged);
    /* Another stamp is no damage. */
    age(state, "files", NULL, 100);
    assert_false(mend(state).is_damaged);
    assert_quarantined(state, "");
    assert_false(exists(scratch_path(state, "quarantine")));
    pcs_index_lock_drop(&lock);
}

static void test_file(void **state)
{
    static const char *const ways[] = {"changed", "shorter", "longer", "gone"};
    for (size_t i = 0; i < 4; i++) {
        pcs_error err = PCS_ERROR_INIT;
        pcs_index_lock lock = lock_take(*state);
        for (uint64_t n = 1; n <= 3; n++)
            publish(state, n);
        const char *path = scratch_path(state, "files/x-3.tables");
        if (i == 0)
            damage(state, "files/x-3.tables");
        else if (i == 3)
            assert_int_equal(unlink(path), 0);
        else
            assert_int_equal(truncate(path, i == 1 ? 3 : 30), 0);
        assert_mended(state, 3, 2);
        assert_list(state, "1 2 ");
        assert_quarantined(state, "3 ");
        if (exists(scratch_path(state, "quarantine/x-3.tables")) != (i != 3))
            fail_msg("a file that is %s", ways[i]);
        pcs_index_lock_drop(&lock);
        static const char *const names[] = {"files", "generations",
                                            "quarantine", "CURRENT"};
        for (size_t j = 0; j < 4; j++)
            assert_ok(pcs_path_remove(scratch_path(state, names[j]), &err),
                      &err);
    }
}

/* Bytes that go bad under a stamp that stays are found where all are read. */
static void test_depth(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    pcs_error err = PCS_ERROR_INIT;
    pcs_mending m;
    publish(state, 1);
    publish(state, 2);
    pcs_manifest manifest;
    assert_ok(pcs_generation_read(&manifest, *state, 2, &err), &err);
    manifest.generation = 3;
    manifest.locales[0].tables.hash++;
    assert_ok(pcs_generation_publish(*state, &manifest, &err), &err);
    pcs_manifest_dispose(&manifest);
    assert_false(mend(state).is_damaged);
    assert_ok(
        pcs_quarantine_mend(&m, *state, PCS_CHECK_BYTES, NULL, is_any, &err),
        &err);
    assert_int_equal(m.damaged, 3);
    assert_int_equal(m.served, 2);
    pcs_index_lock_drop(&lock);
}

static void test_manifest(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    for (uint64_t n = 1; n <= 3; n++)
        publish(state, n);
    damage(state, "generations/000003.json");
    damage(state, "files/x-2.tables");
    assert_mended(state, 3, 1);
    assert_quarantined(state, "2 3 ");
    assert_true(exists(scratch_path(state, "quarantine/x-2.tables")));
    pcs_index_lock_drop(&lock);
}

/* An older one goes before a newer one, which was gone back from. */
static void test_gone_back(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    pcs_error err = PCS_ERROR_INIT;
    for (uint64_t n = 1; n <= 4; n++)
        publish(state, n);
    assert_ok(pcs_generation_serve(*state, 2, &err), &err);
    damage(state, "files/x-2.tables");
    assert_mended(state, 2, 1);
    damage(state, "files/x-1.tables");
    assert_mended(state, 1, 3);
    assert_quarantined(state, "1 2 ");
    uint64_t next;
    assert_ok(pcs_generation_next(&next, *state, &err), &err);
    assert_int_equal(next, 5);
    pcs_index_lock_drop(&lock);
}

static void test_current(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    publish(state, 1);
    publish(state, 2);
    damage(state, "CURRENT");
    assert_mended(state, 0, 2);
    assert_int_equal(unlink(scratch_path(state, "CURRENT")), 0);
    damage(state, "generations/000002.json");
    assert_mended(state, 0, 1);
    pcs_index_lock_drop(&lock);
}

/* A file that all have: nothing is moved before there is something better. */
static void test_none_whole(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    pcs_error err = PCS_ERROR_INIT;
    for (uint64_t n = 1; n <= 3; n++)
        publish(state, n);
    damage(state, "files/shared.postings");
    assert_mended(state, 3, 0);
    assert_list(state, "1 2 3 ");
    assert_generation(state, 0, 3);
    assert_quarantined(state, "");
    pcs_manifest m = {.generation = 4};
    assert_ok(pcs_generation_publish(*state, &m, &err), &err);
    assert_ok(pcs_quarantine_others(*state, 4, PCS_CHECK_STAMPS, NULL, &err),
              &err);
    assert_list(state, "4 ");
    assert_quarantined(state, "1 2 3 ");
    assert_true(exists(scratch_path(state, "quarantine/shared.postings")));
    pcs_index_lock_drop(&lock);
}

/* It is kept for a while, and an index of another version is not damaged. */
static void test_kept(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    pcs_error err = PCS_ERROR_INIT;
    pcs_mending m;
    publish(state, 1);
    publish(state, 2);
    damage(state, "files/x-2.tables");
    mend(state);
    age(state, "quarantine", NULL, 30 * 86400);
    assert_ok(pcs_generation_sweep(*state, 0, &err), &err);
    assert_quarantined(state, "2 ");
    write_text(scratch_path(state, "CURRENT"),
               "pcsearch-index 2 generation 1\n");
    assert_fails(
        pcs_quarantine_mend(&m, *state, PCS_CHECK_STAMPS, NULL, is_any, &err),
        PCS_EVERSION, &err);
    pcs_index_lock_drop(&lock);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_whole),      scratch_test(test_file),
        scratch_test(test_depth),      scratch_test(test_manifest),
        scratch_test(test_gone_back),  scratch_test(test_current),
        scratch_test(test_none_whole), scratch_test(test_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
