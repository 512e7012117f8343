/* test_store_lock.c - one writer at a time */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_store_index.h"

#include <signal.h>
#include <sys/wait.h>

static void test_lock_folder(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_index_lock lock = lock_take(scratch_path(state, "new/index"));
    assert_true(exists(scratch_path(state, "new/index/files")));
    write_text(scratch_path(state, "new/index/writing/ko-KR.0"), "x");
    pcs_index_lock_drop(&lock);
    pcs_index_lock_drop(&lock);
    /* What a dead writer left is cleared, by the next one. */
    lock = lock_take(scratch_path(state, "new/index"));
    assert_false(exists(scratch_path(state, "new/index/writing/ko-KR.0")));
    assert_true(exists(scratch_path(state, "new/index/writing")));
    pcs_index_lock_drop(&lock);
    /* Somebody's folder is left alone. */
    assert_fails(pcs_index_lock_take(&lock, scratch_path(state, "."), &err),
                 PCS_EINVAL, &err);
    assert_false(exists(scratch_path(state, "lock")));
    pcs_index_lock_drop(&lock);
    /* So is one that has names of ours, and what is not ours below them. */
    assert_ok(pcs_path_make(scratch_path(state, "other/files"), &err), &err);
    write_text(scratch_path(state, "other/lock"), "");
    write_text(scratch_path(state, "other/files/thesis.txt"), "x");
    assert_fails(pcs_index_lock_take(&lock, scratch_path(state, "other"), &err),
                 PCS_EINVAL, &err);
    assert_true(exists(scratch_path(state, "other/files/thesis.txt")));
    /* A copy without CURRENT and lock is an index. */
    assert_ok(pcs_path_make(scratch_path(state, "copy/files"), &err), &err);
    assert_ok(pcs_path_make(scratch_path(state, "copy/generations"), &err),
              &err);
    write_text(scratch_path(state, "copy/files/ko-KR-000001.tables"), "x");
    write_text(scratch_path(state, "copy/generations/000001.json"), "x");
    lock = lock_take(scratch_path(state, "copy"));
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
    write_text(scratch_path(state, "writing/ko-KR.7"), "x");
    assert_int_equal(try_in_child(*state), 50);
    assert_fails(pcs_index_lock_take(&second, *state, &err), PCS_EBUSY, &err);
    assert_true(exists(scratch_path(state, "writing/ko-KR.7")));
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

/* A child that holds the lock until it is killed, or so many milliseconds. */
static pid_t hold_in_child(const char *dir, int milliseconds)
{
    int pipes[2];
    char byte = 0;
    assert_int_equal(pipe(pipes), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        pcs_index_lock lock;
        byte = pcs_index_lock_take(&lock, dir, NULL) == PCS_OK ? 'y' : 'n';
        if (write(pipes[1], &byte, 1) == 1)
            usleep((useconds_t)milliseconds * 1000);
        _exit(0);
    }
    assert_int_equal(read(pipes[0], &byte, 1), 1);
    assert_int_equal(byte, 'y');
    close(pipes[0]);
    close(pipes[1]);
    return child;
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void test_wait(void **state)
{
    pcs_index_lock lock;
    pcs_error err = PCS_ERROR_INIT;
    pid_t child = hold_in_child(*state, 200);
    assert_fails(pcs_index_lock_take(&lock, *state, &err), PCS_EBUSY, &err);
    assert_non_null(strstr(err.message, "--wait"));
    assert_ok(pcs_index_lock_wait(&lock, *state, 0, &err), &err);
    pcs_index_lock_drop(&lock);
    assert_int_equal(waitpid(child, NULL, 0), child);
}

static void test_wait_ends(void **state)
{
    pcs_index_lock lock;
    pcs_error err = PCS_ERROR_INIT;
    pid_t child = hold_in_child(*state, 60000);
    double start = seconds_now();
    assert_fails(pcs_index_lock_wait(&lock, *state, 0.1, &err), PCS_EBUSY,
                 &err);
    assert_true(seconds_now() - start >= 0.1);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_ok(pcs_index_lock_wait(&lock, *state, 0.1, &err), &err);
    pcs_index_lock_drop(&lock);
}

/* A lock file that was removed is not taken for the one that is there. */
static void test_lock_removed(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_index_lock first = lock_take(*state), third;
    publish(state, 1);
    assert_int_equal(unlink(scratch_path(state, "lock")), 0);
    pcs_index_lock second = lock_take(*state);
    pcs_index_lock_drop(&first);
    assert_fails(pcs_index_lock_take(&third, *state, &err), PCS_EBUSY, &err);
    pcs_index_lock_drop(&second);
}

/* What a writer makes is no reason to take the folder for somebody else's. */
static void test_own_folders(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_index_lock lock = lock_take(*state);
    pcs_index_lock_drop(&lock);
    assert_ok(pcs_path_make(scratch_path(state, "quarantine"), &err), &err);
    write_text(scratch_path(state, "statcache"), "x");
    lock = lock_take(*state);
    pcs_index_lock_drop(&lock);
    write_text(scratch_path(state, "letter"), "x");
    assert_fails(pcs_index_lock_take(&lock, *state, &err), PCS_EINVAL, &err);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_lock_folder),      scratch_test(test_lock_busy),
        scratch_test(test_lock_of_the_dead), scratch_test(test_wait),
        scratch_test(test_wait_ends),        scratch_test(test_lock_removed),
        scratch_test(test_own_folders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
