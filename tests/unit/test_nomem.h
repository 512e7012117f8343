/* test_nomem.h - refusing allocations, one after the other
 *
 * For the programs *_nomem.c, which are linked with --wrap=malloc,
 * --wrap=realloc and --wrap=calloc: the project's own calls go through here,
 * those within libraries do not. */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TEST_NOMEM_H
#define TEST_NOMEM_H

#include <errno.h>
#include <stdatomic.h>

#include "test_base_common.h"

void *__real_malloc(size_t size);
void *__real_realloc(void *p, size_t size);
void *__real_calloc(size_t n, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_realloc(void *p, size_t size);
void *__wrap_calloc(size_t n, size_t size);

/* Threads of a pool share them. */
static _Atomic long allocations_left = -1; /* that still succeed; -1: all */
static _Atomic int was_refused;

static inline int is_refused(void)
{
    long left = allocations_left;
    while (left > 0)
        if (atomic_compare_exchange_weak(&allocations_left, &left, left - 1))
            return 0;
    if (left < 0)
        return 0;
    was_refused = 1;
    errno = ENOMEM;
    return 1;
}

void *__wrap_malloc(size_t size)
{
    return is_refused() ? NULL : __real_malloc(size);
}

void *__wrap_realloc(void *p, size_t size)
{
    return is_refused() ? NULL : __real_realloc(p, size);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return is_refused() ? NULL : __real_calloc(n, size);
}

/** What is tried: it cleans up after itself, whether it succeeds or not. */
typedef pcs_status nomem_attempt(void *context, pcs_error *err);

#define NOMEM_RUNS_MAX 5000

/**
 * Calls attempt with its first, second, ... allocation refused and all later
 * ones too, until none is: each must answer PCS_ENOMEM, the last PCS_OK, and
 * no refusal may go unnoticed.
 * Returns how many were refused.
 */
static inline long refuse_each(nomem_attempt *attempt, void *context)
{
    for (long n = 0; n < NOMEM_RUNS_MAX; n++) {
        pcs_error err = PCS_ERROR_INIT;
        allocations_left = n;
        was_refused = 0;
        pcs_status status = attempt(context, &err);
        allocations_left = -1;
        if (status == PCS_OK) {
            assert_false(was_refused);
            return n;
        }
        if (status != PCS_ENOMEM)
            print_error("allocation %ld: %s\n", n, err.message);
        assert_int_equal(status, PCS_ENOMEM);
        assert_int_equal(err.status, PCS_ENOMEM);
    }
    fail_msg("no end of allocations");
    return 0;
}

#endif
