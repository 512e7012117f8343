/* test_store_generation.c - generations on the disk: reading, listing, serving
 */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_store_index.h"

static void test_no_index(void **state)
{
    uint64_t *numbers;
    size_t n;
    pcs_error err = PCS_ERROR_INIT;
    pcs_manifest m;
    assert_refuses(state, 0, PCS_ENOTFOUND);
    assert_refuses(state, 7, PCS_ENOTFOUND);
    assert_fails(pcs_generation_read(&m, scratch_path(state, "no"), 0, &err),
                 PCS_ENOTFOUND, &err);
    assert_non_null(strstr(err.message, "pcindex -i"));
    assert_int_not_equal(pcs_generation_list(&numbers, &n, *state, &err),
                         PCS_OK);
    assert_null(numbers);
    assert_int_not_equal(pcs_generation_sweep(*state, 0, &err), PCS_OK);
}

static void test_publish(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    assert_list(state, "");
    assert_refuses(state, 0, PCS_ENOTFOUND);
    publish(state, 1);
    assert_generation(state, 0, 1);
    publish(state, 2);
    publish(state, 1000000);
    assert_generation(state, 0, 1000000);
    assert_generation(state, 1, 1);
    assert_generation(state, 2, 2);
    assert_refuses(state, 3, PCS_ENOTFOUND);
    assert_list(state, "1 2 1000000 ");
    assert_false(exists(scratch_path(state, "writing/manifest")));
    assert_false(exists(scratch_path(state, "writing/CURRENT")));
    pcs_index_lock_drop(&lock);
}

/* A manifest that cannot be written changes nothing of what is served. */
static void test_publish_fails(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    pcs_error err = PCS_ERROR_INIT;
    pcs_manifest m = {.generation = 2};
    publish(state, 1);
    assert_ok(pcs_manifest_add_source(&m, "\xFF", "", NULL, &err), &err);
    assert_fails(pcs_generation_publish(*state, &m, &err), PCS_EFORMAT, &err);
    pcs_manifest_dispose(&m);
    m.generation = 2;
    assert_int_equal(
        mkdir(scratch_path(state, "generations/000002.json"), 0700), 0);
    assert_fails(pcs_generation_publish(*state, &m, &err), PCS_EIO, &err);
    assert_generation(state, 0, 1);
    assert_ok(pcs_path_remove(scratch_path(state, "writing"), &err), &err);
    assert_fails(pcs_generation_serve(*state, 2, &err), PCS_ENOTFOUND, &err);
    assert_generation(state, 0, 1);
    pcs_index_lock_drop(&lock);
}

static void assert_next(void **state, uint64_t wanted)
{
    uint64_t next;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_generation_next(&next, *state, &err), &err);
    assert_int_equal(next, wanted);
}

/* What waits is read, and nobody is served it. */
static void test_candidate(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    pcs_error err = PCS_ERROR_INIT;
    pcs_manifest m = {.generation = 2, .created = 2}, candidate;
    assert_refuses(state, PCS_GENERATION_CANDIDATE, PCS_ENOTFOUND);
    assert_fails(pcs_generation_promote(*state, 2, &err), PCS_ENOTFOUND, &err);
    publish(state, 1);
    assert_ok(pcs_generation_propose(*state, &m, &err), &err);
    assert_ok(
        pcs_generation_read(&candidate, *state, PCS_GENERATION_CANDIDATE, &err),
        &err);
    assert_int_equal(candidate.generation, 2);
    pcs_manifest_dispose(&candidate);
    assert_generation(state, 0, 1);
    assert_list(state, "1 ");
    assert_next(state, 2);
    assert_ok(pcs_generation_promote(*state, 2, &err), &err);
    assert_generation(state, 0, 2);
    assert_next(state, 3);
    pcs_index_lock_drop(&lock);
}

/* A writer that died between its two renames has published nothing. */
static void test_number_again(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    publish(state, 1);
    write_text(scratch_path(state, "generations/000002.json"), "x");
    assert_next(state, 2);
    pcs_index_lock_drop(&lock);
}

/* Without CURRENT, numbers go on from what is there. */
static void test_number_lost(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    assert_next(state, 1);
    publish(state, 3);
    write_text(scratch_path(state, "CURRENT"), "x");
    assert_next(state, 4);
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_path_make(scratch_path(state, "quarantine"), &err), &err);
    write_text(scratch_path(state, "quarantine/000008.json"), "x");
    assert_next(state, 9);
    assert_ok(pcs_generation_serve(*state, 3, &err), &err);
    assert_next(state, 9);
    assert_generation(state, 0, 3);
    pcs_index_lock_drop(&lock);
}

/* All files of a manifest, each once. */
static void test_files(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    pcs_manifest m;
    pcs_error err = PCS_ERROR_INIT;
    publish(state, 1);
    assert_ok(pcs_generation_read(&m, *state, 0, &err), &err);
    assert_int_equal(pcs_generation_n_files(&m), 2);
    m.dictionary.name = strdup("d");
    assert_int_equal(pcs_generation_n_files(&m), 3);
    static const char *const names[] = {"x-1.tables", "shared.postings", "d"};
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(pcs_generation_file_at(&m, i)->name, names[i]);
    pcs_manifest_dispose(&m);
    pcs_index_lock_drop(&lock);
}

static void test_rollback(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    pcs_error err = PCS_ERROR_INIT;
    for (uint64_t n = 1; n <= 3; n++)
        publish(state, n);
    assert_ok(pcs_generation_serve(*state, 1, &err), &err);
    assert_generation(state, 0, 1);
    assert_next(state, 4);
    assert_list(state, "1 2 3 ");
    assert_ok(pcs_generation_serve(*state, 3, &err), &err);
    assert_generation(state, 0, 3);
    pcs_index_lock_drop(&lock);
}

static void test_damaged_manifest(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    pcs_error err = PCS_ERROR_INIT;
    publish(state, 1);
    publish(state, 2);
    /* That of another generation, under this one's name. */
    assert_ok(pcs_path_rename(scratch_path(state, "generations/000001.json"),
                              scratch_path(state, "generations/000002.json"),
                              &err),
              &err);
    assert_refuses(state, 0, PCS_ECORRUPT);
    assert_refuses(state, 1, PCS_ENOTFOUND);
    write_text(scratch_path(state, "generations/000002.json"), "");
    assert_refuses(state, 2, PCS_ECORRUPT);
    pcs_index_lock_drop(&lock);
}

static void test_list_ignores(void **state)
{
    static const char *const names[] = {"x.json", "7",       "7.json~",
                                        ".json",  "7.jsonx", "tmp7.json"};
    pcs_index_lock lock = lock_take(*state);
    publish(state, 12);
    publish(state, 3);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[64];
        snprintf(path, sizeof path, "generations/%s", names[i]);
        write_text(scratch_path(state, path), "x");
    }
    assert_list(state, "3 12 ");
    pcs_index_lock_drop(&lock);
}

static void assert_default(const char *index, const char *data,
                           const char *home, const char *wanted)
{
    static const char *const names[] = {"PCSEARCH_INDEX", "XDG_DATA_HOME",
                                        "HOME"};
    const char *const values[] = {index, data, home};
    for (int i = 0; i < 3; i++)
        assert_int_equal(
            values[i] ? setenv(names[i], values[i], 1) : unsetenv(names[i]), 0);
    char *path = pcs_index_default();
    assert_string_equal(path, wanted);
    free(path);
}

static void test_default(void **state)
{
    (void)state;
    assert_default("/a", "/b", "/c", "/a");
    assert_default("", "/b", "/c", "/b/pcsearch/index");
    assert_default(NULL, "/b/", "/c", "/b/pcsearch/index");
    assert_default(NULL, "", "/c", "/c/.local/share/pcsearch/index");
    assert_default(NULL, NULL, NULL, "./.local/share/pcsearch/index");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_no_index),
        scratch_test(test_publish),
        scratch_test(test_publish_fails),
        scratch_test(test_candidate),
        scratch_test(test_number_again),
        scratch_test(test_number_lost),
        scratch_test(test_files),
        scratch_test(test_rollback),
        scratch_test(test_damaged_manifest),
        scratch_test(test_list_ignores),
        cmocka_unit_test(test_default),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
