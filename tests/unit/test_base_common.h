/* test_base_common.h - what the tests of base, analyze and store share */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TEST_BASE_COMMON_H
#define TEST_BASE_COMMON_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/status.h"

/** Fails with the message where a call that has to succeed does not. */
#define assert_ok(call, err)                                                   \
    do {                                                                       \
        pcs_status status_ = (call);                                           \
        if (status_ != PCS_OK)                                                 \
            print_error("%s\n", (err)->message);                               \
        assert_int_equal(status_, PCS_OK);                                     \
    } while (0)

/** The call fails with that status, and says so in err. */
#define assert_fails(call, wanted, err)                                        \
    do {                                                                       \
        *(err) = (pcs_error)PCS_ERROR_INIT;                                    \
        assert_int_equal((call), (wanted));                                    \
        assert_int_equal((err)->status, (wanted));                             \
        assert_true(*(err)->message != 0);                                     \
    } while (0)

static uint64_t random_state = 0x9E3779B97F4A7C15u;

/** A number below n, the same ones in every run (xorshift64*). */
static inline uint32_t random_below(uint32_t n)
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return (uint32_t)((random_state * 0x2545F4914F6CDD1Du) >> 33) % n;
}

/** A new folder in *state; for cmocka_unit_test_setup_teardown. In memory where
 * there is such a place: what is written is synced, file by file. */
static inline int scratch_make(void **state)
{
    const char *base = getenv("TMPDIR");
    if (!base || !*base)
        base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    char *path = pcs_path_join(base, "pcs-test-XXXXXX");
    *state = path;
    return path && mkdtemp(path) ? 0 : -1;
}

static inline int scratch_remove(void **state)
{
    int failed = pcs_path_remove(*state, NULL) != PCS_OK;
    free(*state);
    return failed ? -1 : 0;
}

#define scratch_test(test)                                                     \
    cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)

/** The path of name in the scratch folder; valid for four more calls. */
static inline const char *scratch_path(void **state, const char *name)
{
    static char paths[4][512];
    static unsigned next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", (const char *)*state, name);
    return path;
}

#endif
