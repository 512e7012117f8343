/* test_store_sweep.c - which generations and files are kept */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_store_index.h"

#define OLD (PCS_GENERATION_MIN_AGE + 5)

static void sweep(void **state, size_t kept)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_generation_sweep(*state, kept, &err), &err);
}

static void serve(void **state, uint64_t number)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_generation_serve(*state, number, &err), &err);
}

/* Which n.tables are there, such as "1 3 ". */
static void assert_files(void **state, const char *wanted)
{
    char text[128] = "", name[64];
    for (int n = 1; n < 10; n++) {
        snprintf(name, sizeof name, "files/x-%d.tables", n);
        if (exists(scratch_path(state, name)))
            sprintf(text + strlen(text), "%d ", n);
    }
    assert_string_equal(text, wanted);
    assert_true(exists(scratch_path(state, "files/shared.postings")));
}

static void test_retention(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    for (uint64_t n = 1; n <= 6; n++)
        publish(state, n);
    age(state, "generations", NULL, OLD);
    sweep(state, 5);
    assert_list(state, "2 3 4 5 6 ");
    sweep(state, 0);
    assert_list(state, "4 5 6 ");
    assert_files(state, "4 5 6 ");
    /* What was served before is kept, however few are asked for. */
    sweep(state, 1);
    assert_list(state, "5 6 ");
    assert_files(state, "5 6 ");
    sweep(state, 1);
    assert_list(state, "5 6 ");
    pcs_index_lock_drop(&lock);
}

/* What has just ceased to be served is kept, however old it is itself: somebody
 * may have read CURRENT before and open its files now. */
static void test_young(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    for (uint64_t n = 1; n <= 6; n++)
        publish(state, n);
    sweep(state, 1);
    assert_list(state, "1 2 3 4 5 6 ");
    /* 1 ended when 2 came. */
    age(state, "generations", "000001.json", OLD);
    sweep(state, 1);
    assert_list(state, "1 2 3 4 5 6 ");
    age(state, "generations", "000002.json", OLD);
    sweep(state, 1);
    assert_list(state, "2 3 4 5 6 ");
    age(state, "generations", NULL, OLD);
    sweep(state, 1);
    assert_list(state, "5 6 ");
    pcs_index_lock_drop(&lock);
}

/* What was gone back from has ceased to be served with that, and what was gone
 * back to when the next one came. */
static void test_gone_back(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    for (uint64_t n = 1; n <= 6; n++)
        publish(state, n);
    age(state, "generations", NULL, OLD);
    serve(state, 3);
    sweep(state, 1);
    assert_list(state, "2 3 4 5 6 ");
    age(state, ".", "CURRENT", OLD);
    sweep(state, 1);
    assert_list(state, "2 3 6 ");
    assert_generation(state, 0, 3);
    pcs_manifest m = {.generation = 7, .previous = 3};
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_generation_publish(*state, &m, &err), &err);
    m.generation = 8, m.previous = 7;
    assert_ok(pcs_generation_publish(*state, &m, &err), &err);
    sweep(state, 1);
    assert_list(state, "3 6 7 8 ");
    age(state, "generations", NULL, OLD);
    sweep(state, 1);
    assert_list(state, "7 8 ");
    pcs_index_lock_drop(&lock);
}

/* What no manifest names is of a run that was killed, and goes at once. */
static void test_rubbish(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    pcs_error err = PCS_ERROR_INIT;
    publish(state, 1);
    write_text(scratch_path(state, "files/stray"), "x");
    write_text(scratch_path(state, "files/.hidden"), "x");
    assert_ok(pcs_path_make(scratch_path(state, "files/folder/in"), &err),
              &err);
    publish(state, 2);
    /* Killed between its two renames: it never was served. */
    pcs_current current = {1, 1};
    assert_ok(pcs_current_write(*state, &current, &err), &err);
    sweep(state, 0);
    assert_list(state, "1 ");
    assert_files(state, "1 ");
    assert_false(exists(scratch_path(state, "files/stray")));
    assert_false(exists(scratch_path(state, "files/.hidden")));
    assert_false(exists(scratch_path(state, "files/folder")));
    pcs_index_lock_drop(&lock);
}

/* Many that are young: they stay, and what is rubbish goes all the same. */
static void test_burst(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    uint64_t *numbers;
    size_t n;
    pcs_error err = PCS_ERROR_INIT;
    for (uint64_t i = 1; i <= 30; i++)
        publish(state, i);
    sweep(state, 1);
    assert_files(state, "1 2 3 4 5 6 7 8 9 ");
    static const char *const rubbish[] = {"files/ko-KR-000031.tables",
                                          "files/stray"};
    for (size_t i = 0; i < 2; i++) {
        write_text(scratch_path(state, rubbish[i]), "x");
        sweep(state, 1);
        assert_false(exists(scratch_path(state, rubbish[i])));
    }
    write_text(scratch_path(state, "generations/000031.json"), "x");
    sweep(state, 1);
    assert_false(exists(scratch_path(state, "generations/000031.json")));
    /* The first ones are old now, but too few. */
    age(state, "generations", "000001.json", OLD);
    age(state, "generations", "000002.json", OLD);
    sweep(state, 1);
    assert_ok(pcs_generation_list(&numbers, &n, *state, &err), &err);
    free(numbers);
    assert_int_not_equal(n, 2);
    age(state, "generations", NULL, OLD);
    sweep(state, 1);
    assert_list(state, "29 30 ");
    assert_files(state, "");
    pcs_index_lock_drop(&lock);
}

/* A manifest that cannot be read serves nobody. */
static void test_damaged(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    for (uint64_t n = 1; n <= 4; n++)
        publish(state, n);
    damage(state, "generations/000003.json");
    sweep(state, 9);
    assert_list(state, "1 2 4 ");
    assert_files(state, "1 2 4 ");
    assert_true(exists(scratch_path(state, "quarantine/000003.json")));
    assert_generation(state, 0, 4);
    pcs_index_lock_drop(&lock);
}

/* Without CURRENT nothing tells what is needed. */
static void test_lost(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    pcs_error err = PCS_ERROR_INIT;
    publish(state, 1);
    write_text(scratch_path(state, "files/stray"), "x");
    damage(state, "CURRENT");
    assert_fails(pcs_generation_sweep(*state, 0, &err), PCS_ECORRUPT, &err);
    assert_true(exists(scratch_path(state, "files/stray")));
    assert_list(state, "1 ");
    pcs_index_lock_drop(&lock);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_retention), scratch_test(test_young),
        scratch_test(test_gone_back), scratch_test(test_rubbish),
        scratch_test(test_damaged),   scratch_test(test_lost),
        scratch_test(test_burst),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
