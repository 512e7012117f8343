/* test_store_generation.c - generations on the disk: publish, serve, sweep */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "store/generation.h"

static bool exists(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0;
}

static void write_text(const char *path, const char *text)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_file_write(path, text, strlen(text), &err), &err);
}

static pcs_index_lock lock_take(const char *dir)
{
    pcs_index_lock lock;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_index_lock_take(&lock, dir, &err), &err);
    return lock;
}

/* Generation n, of the files n.tables and shared.postings. */
static void publish(void **state, uint64_t n)
{
    pcs_manifest m = {.generation = n, .created = n};
    pcs_manifest_locale *l;
    pcs_manifest_file *file;
    pcs_error err = PCS_ERROR_INIT;
    char name[64];
    assert_ok(pcs_manifest_add_locale(&l, &m, "ko-KR", &err), &err);
    snprintf(name, sizeof name, "%llu.tables", (unsigned long long)n);
    l->tables.name = strdup(name);
    assert_ok(pcs_manifest_add_postings(&file, l, &err), &err);
    file->name = strdup("shared.postings");
    char *path = pcs_generation_file(*state, &l->tables);
    write_text(path, name);
    free(path);
    write_text(scratch_path(state, "files/shared.postings"), "x");
    assert_ok(pcs_generation_publish(*state, &m, &err), &err);
    pcs_manifest_dispose(&m);
}

static void assert_generation(void **state, uint64_t asked, uint64_t wanted)
{
    pcs_manifest m;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_generation_read(&m, *state, asked, &err), &err);
    assert_int_equal(m.generation, wanted);
    assert_int_equal(m.created, wanted);
    pcs_manifest_dispose(&m);
}

static void assert_refuses(void **state, uint64_t asked, pcs_status wanted)
{
    pcs_manifest m;
    pcs_error err = PCS_ERROR_INIT;
    assert_fails(pcs_generation_read(&m, *state, asked, &err), wanted, &err);
    assert_null(m.locales);
}

/* The numbers that are there, such as "1 3 ". */
static void assert_list(void **state, const char *wanted)
{
    uint64_t *numbers;
    size_t n;
    char text[512] = "";
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_generation_list(&numbers, &n, *state, &err), &err);
    for (size_t i = 0; i < n; i++)
        sprintf(text + strlen(text), "%llu ", (unsigned long long)numbers[i]);
    free(numbers);
    assert_string_equal(text, wanted);
}

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
    assert_int_not_equal(pcs_generation_sweep(*state, &err), PCS_OK);
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

static void test_rollback(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    pcs_error err = PCS_ERROR_INIT;
    for (uint64_t n = 1; n <= 3; n++)
        publish(state, n);
    assert_ok(pcs_generation_serve(*state, 1, &err), &err);
    assert_generation(state, 0, 1);
    assert_list(state, "1 2 3 ");
    assert_ok(pcs_generation_serve(*state, 3, &err), &err);
    assert_generation(state, 0, 3);
    pcs_index_lock_drop(&lock);
}

static void test_damaged_current(void **state)
{
    const char *path = scratch_path(state, "CURRENT");
    static const struct {
        const char *text;
        pcs_status wanted;
    } cases[] = {
        {"pcsearch-index 3 generation 1\n", PCS_OK},
        {"", PCS_ECORRUPT},
        {"\n", PCS_ECORRUPT},
        {"pcsearch-index 3 generation 1", PCS_ECORRUPT},
        {"pcsearch-index 3 generation 1\n\n", PCS_ECORRUPT},
        {"pcsearch-index 3 generation 0\n", PCS_ECORRUPT},
        {"pcsearch-index 3 generation x\n", PCS_ECORRUPT},
        {"pcsearch-index 3 generation 1x\n", PCS_ECORRUPT},
        {"pcsearch-index 3 generation -1\n", PCS_ECORRUPT},
        {"pcsearch-index 3\n", PCS_ECORRUPT},
        {"something else\n", PCS_ECORRUPT},
        {"pcsearch-index 1 generation 1\n", PCS_EVERSION},
        {"pcsearch-index 3 generation 9\n", PCS_ECORRUPT},
    };
    pcs_index_lock lock = lock_take(*state);
    publish(state, 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pcs_manifest m;
        pcs_error err = PCS_ERROR_INIT;
        write_text(path, cases[i].text);
        pcs_status status = pcs_generation_read(&m, *state, 0, &err);
        if (status != cases[i].wanted)
            fail_msg("\"%s\": status %d, %s", cases[i].text, status,
                     err.message);
        pcs_manifest_dispose(&m);
    }
    static char big[9000];
    memset(big, ' ', sizeof big - 1);
    write_text(path, big);
    assert_refuses(state, 0, PCS_ECORRUPT);
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

/* Makes everything below a folder of the index look old. */
static void age(void **state, const char *folder)
{
    const char *path = scratch_path(state, folder);
    DIR *dir = opendir(path);
    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir));) {
        time_t then = time(NULL) - PCS_GENERATION_MIN_AGE - 5;
        struct timespec times[2] = {{then, 0}, {then, 0}};
        if (e->d_name[0] != '.')
            assert_int_equal(utimensat(dirfd(dir), e->d_name, times, 0), 0);
    }
    closedir(dir);
}

static void sweep(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_generation_sweep(*state, &err), &err);
}

static void test_sweep(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    pcs_error err = PCS_ERROR_INIT;
    for (uint64_t n = 1; n <= 6; n++)
        publish(state, n);
    write_text(scratch_path(state, "files/stray"), "x");
    assert_ok(pcs_generation_serve(*state, 2, &err), &err);
    /* Nothing goes that is young: somebody may be reading it. */
    sweep(state);
    assert_list(state, "1 2 3 4 5 6 ");
    assert_true(exists(scratch_path(state, "files/stray")));
    age(state, "generations");
    age(state, "files");
    sweep(state);
    assert_list(state, "2 4 5 6 ");
    assert_generation(state, 0, 2);
    assert_false(exists(scratch_path(state, "files/stray")));
    assert_true(exists(scratch_path(state, "files/shared.postings")));
    for (uint64_t n = 1; n <= 6; n++) {
        char path[64];
        snprintf(path, sizeof path, "files/%llu.tables", (unsigned long long)n);
        assert_int_equal(exists(scratch_path(state, path)), n != 1 && n != 3);
    }
    sweep(state);
    assert_list(state, "2 4 5 6 ");
    pcs_index_lock_drop(&lock);
}

/* While a manifest cannot be read, no one knows which files it names. */
static void test_sweep_damaged(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    pcs_error err = PCS_ERROR_INIT;
    for (uint64_t n = 1; n <= 4; n++)
        publish(state, n);
    write_text(scratch_path(state, "generations/000003.json"), "damaged\n");
    write_text(scratch_path(state, "files/stray"), "x");
    age(state, "generations");
    age(state, "files");
    assert_fails(pcs_generation_sweep(*state, &err), PCS_ECORRUPT, &err);
    assert_true(exists(scratch_path(state, "files/stray")));
    assert_true(exists(scratch_path(state, "files/3.tables")));
    assert_generation(state, 0, 4);
    pcs_index_lock_drop(&lock);
}

static void test_lock_folder(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_index_lock lock = lock_take(scratch_path(state, "new/index"));
    assert_true(exists(scratch_path(state, "new/index/files")));
    write_text(scratch_path(state, "new/index/writing/left"), "x");
    pcs_index_lock_drop(&lock);
    pcs_index_lock_drop(&lock);
    /* What a dead writer left is cleared, by the next one. */
    lock = lock_take(scratch_path(state, "new/index"));
    assert_false(exists(scratch_path(state, "new/index/writing/left")));
    assert_true(exists(scratch_path(state, "new/index/writing")));
    pcs_index_lock_drop(&lock);
    /* Somebody's folder is left alone. */
    assert_fails(pcs_index_lock_take(&lock, scratch_path(state, "."), &err),
                 PCS_EINVAL, &err);
    assert_false(exists(scratch_path(state, "lock")));
    pcs_index_lock_drop(&lock);
    write_text(scratch_path(state, "file"), "x");
    assert_int_not_equal(
        pcs_index_lock_take(&lock, scratch_path(state, "file"), &err), PCS_OK);
    pcs_index_lock_drop(&lock);
}

/* What another process is told. */
static int try_in_child(const char *dir)
{
    int code = -1;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        pcs_index_lock lock;
        pcs_error err = PCS_ERROR_INIT;
        pcs_status status = pcs_index_lock_take(&lock, dir, &err);
        _exit(status == PCS_EBUSY && err.status == PCS_EBUSY ? 50
                                                             : (int)status);
    }
    assert_int_equal(waitpid(child, &code, 0), child);
    assert_true(WIFEXITED(code));
    return WEXITSTATUS(code);
}

static void test_lock_busy(void **state)
{
    pcs_index_lock lock = lock_take(*state), second;
    pcs_error err = PCS_ERROR_INIT;
    write_text(scratch_path(state, "writing/mine"), "x");
    assert_int_equal(try_in_child(*state), 50);
    assert_fails(pcs_index_lock_take(&second, *state, &err), PCS_EBUSY, &err);
    assert_true(exists(scratch_path(state, "writing/mine")));
    pcs_index_lock_drop(&second);
    assert_int_equal(try_in_child(*state), 50);
    pcs_index_lock_drop(&lock);
    assert_int_equal(try_in_child(*state), 0);
}

/* The lock of a writer that was killed is no one's. */
static void test_lock_of_the_dead(void **state)
{
    int code, pipes[2];
    char byte;
    assert_int_equal(pipe(pipes), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        pcs_index_lock lock;
        pcs_status status = pcs_index_lock_take(&lock, *state, NULL);
        byte = status == PCS_OK ? 'y' : 'n';
        if (write(pipes[1], &byte, 1) == 1)
            pause();
        _exit(1);
    }
    assert_int_equal(read(pipes[0], &byte, 1), 1);
    assert_int_equal(byte, 'y');
    assert_int_equal(try_in_child(*state), 50);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, &code, 0), child);
    pcs_index_lock lock = lock_take(*state);
    pcs_index_lock_drop(&lock);
    close(pipes[0]);
    close(pipes[1]);
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
        scratch_test(test_no_index),        scratch_test(test_publish),
        scratch_test(test_publish_fails),   scratch_test(test_rollback),
        scratch_test(test_damaged_current), scratch_test(test_damaged_manifest),
        scratch_test(test_list_ignores),    scratch_test(test_sweep),
        scratch_test(test_sweep_damaged),   scratch_test(test_lock_folder),
        scratch_test(test_lock_busy),       scratch_test(test_lock_of_the_dead),
        cmocka_unit_test(test_default),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
