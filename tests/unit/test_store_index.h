/* test_store_index.h - an index of small files, for the tests of store */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TEST_STORE_INDEX_H
#define TEST_STORE_INDEX_H

#include "test_base_common.h"

#include <dirent.h>
#include <fcntl.h>
#include <time.h>

#include "store/generation.h"

static inline bool exists(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0;
}

static inline void write_text(const char *path, const char *text)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_file_write(path, text, strlen(text), &err), &err);
}

static inline pcs_index_lock lock_take(const char *dir)
{
    pcs_index_lock lock;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_index_lock_take(&lock, dir, &err), &err);
    return lock;
}

/* Generation n, of the files x-n.tables and shared.postings. */
static inline void publish(void **state, uint64_t n)
{
    pcs_manifest m = {.generation = n, .created = n, .previous = n - 1};
    pcs_manifest_locale *l;
    pcs_manifest_file *file;
    pcs_error err = PCS_ERROR_INIT;
    char name[64];
    assert_ok(pcs_manifest_add_locale(&l, &m, "ko-KR", &err), &err);
    snprintf(name, sizeof name, "x-%llu.tables", (unsigned long long)n);
    l->tables.name = strdup(name);
    assert_ok(pcs_manifest_add_postings(&file, l, &err), &err);
    file->name = strdup("shared.postings");
    char *path = pcs_generation_file(*state, &l->tables);
    write_text(path, name);
    pcs_manifest_file_seal(&l->tables, path, NULL);
    const char *shared = scratch_path(state, "files/shared.postings");
    if (!exists(shared))
        write_text(shared, "x");
    pcs_manifest_file_seal(file, shared, NULL);
    free(path);
    assert_ok(pcs_generation_publish(*state, &m, &err), &err);
    pcs_manifest_dispose(&m);
}

static inline void assert_generation(void **state, uint64_t asked,
                                     uint64_t wanted)
{
    pcs_manifest m;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_generation_read(&m, *state, asked, &err), &err);
    assert_int_equal(m.generation, wanted);
    assert_int_equal(m.created, wanted);
    pcs_manifest_dispose(&m);
}

static inline void assert_refuses(void **state, uint64_t asked,
                                  pcs_status wanted)
{
    pcs_manifest m;
    pcs_error err = PCS_ERROR_INIT;
    assert_fails(pcs_generation_read(&m, *state, asked, &err), wanted, &err);
    assert_null(m.locales);
}

/* The numbers that are there, such as "1 3 ". */
static inline void assert_list(void **state, const char *wanted)
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

/** Makes what stands in a folder of the index, or one thing there, look so
 * many seconds old. */
static inline void age(void **state, const char *folder, const char *only,
                       int seconds)
{
    const char *path = scratch_path(state, folder);
    DIR *dir = opendir(path);
    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir));) {
        time_t then = time(NULL) - seconds;
        struct timespec times[2] = {{then, 0}, {then, 0}};
        if (e->d_name[0] != '.' && (!only || strcmp(only, e->d_name) == 0))
            assert_int_equal(utimensat(dirfd(dir), e->d_name, times, 0), 0);
    }
    closedir(dir);
}

/** Changes a byte of a file of the index, in place. */
static inline void damage(void **state, const char *name)
{
    FILE *file = fopen(scratch_path(state, name), "r+b");
    assert_non_null(file);
    int byte = fgetc(file);
    rewind(file);
    assert_int_not_equal(fputc(byte ^ 1, file), EOF);
    assert_int_equal(fclose(file), 0);
}

#endif
