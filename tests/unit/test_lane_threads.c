/* test_lane_threads.c - work that waits for its turn, on threads */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "server/http/lane.h"

typedef struct work {
    pcs_lane_job job; /* the first member */
    unsigned us;
    bool was_late;
} work;

static _Atomic int n_run, n_at_once, most_at_once;

static void run(pcs_lane_job *job, bool is_late)
{
    work *w = (work *)job;
    int now = atomic_fetch_add(&n_at_once, 1) + 1;
    if (now > atomic_load(&most_at_once))
        atomic_store(&most_at_once, now);
    w->was_late = is_late;
    if (!is_late)
        usleep(w->us);
    atomic_fetch_sub(&n_at_once, 1);
    atomic_fetch_add(&n_run, 1);
}

static void reset(void)
{
    atomic_store(&n_run, 0);
    atomic_store(&most_at_once, 0);
}

static bool add(pcs_lane *lane, work *w, unsigned us)
{
    *w = (work){.job.run = run, .us = us};
    if (!pcs_lane_reserve(lane))
        return false;
    pcs_lane_add(lane, &w->job);
    return true;
}

static void wait_for(int n)
{
    for (int i = 0; atomic_load(&n_run) < n && i < 20000; i++)
        usleep(1000);
    assert_int_equal(atomic_load(&n_run), n);
}

/* No more wait than there is room for, and no more run than there are
 * threads. */
static void test_room(void **state)
{
    (void)state;
    pcs_lane *lane;
    work all[10];
    int n = 0;
    reset();
    assert_int_equal(pcs_lane_start(&lane, 1, 3, 60000, NULL), PCS_OK);
    for (int i = 0; i < 10; i++)
        n += add(lane, &all[i], 20000);
    assert_in_range(n, 3, 4);
    wait_for(n);
    assert_int_equal(atomic_load(&most_at_once), 1);
    pcs_lane_counts counts = pcs_lane_read(lane);
    assert_int_equal(counts.waiting, 0);
    assert_int_equal(counts.taken, n);
    assert_int_equal(counts.refused, 10 - n);
    assert_int_equal(counts.late, 0);
    pcs_lane_stop(lane);
}

/* What waits too long, and what waits at the end, is told so; nothing is
 * lost. */
static void test_late(void **state)
{
    (void)state;
    pcs_lane *lane;
    work all[6];
    reset();
    assert_int_equal(pcs_lane_start(&lane, 1, 8, 20, NULL), PCS_OK);
    for (int i = 0; i < 3; i++)
        assert_true(add(lane, &all[i], i == 0 ? 100000 : 0));
    wait_for(3);
    assert_false(all[0].was_late);
    assert_true(all[1].was_late && all[2].was_late);
    for (int i = 3; i < 6; i++)
        assert_true(add(lane, &all[i], 10000));
    pcs_lane_stop(lane);
    assert_int_equal(atomic_load(&n_run), 6);
    pcs_lane_stop(NULL);
}

/* What is refused ends later, and not on the lane's threads. */
static void test_refused(void **state)
{
    (void)state;
    pcs_lane *lane;
    work all[3] = {{.job.run = run}, {.job.run = run}, {.job.run = run}};
    reset();
    assert_int_equal(pcs_lane_start(&lane, 1, 0, 60000, NULL), PCS_OK);
    assert_false(pcs_lane_reserve(lane));
    pcs_lane_refuse(lane, &all[0].job);
    pcs_lane_refuse(lane, &all[1].job);
    pcs_lane_end_refused(lane, false);
    assert_int_equal(atomic_load(&n_run), 0);
    for (int i = 0; i < 1000 && atomic_load(&n_run) < 2; i++) {
        usleep(10000);
        pcs_lane_end_refused(lane, false);
    }
    assert_int_equal(atomic_load(&n_run), 2);
    pcs_lane_refuse(lane, &all[2].job);
    pcs_lane_end_refused(lane, true);
    assert_int_equal(atomic_load(&n_run), 3);
    assert_true(all[0].was_late && all[1].was_late && all[2].was_late);
    pcs_lane_stop(lane);
}

static void *add_many(void *context)
{
    static _Thread_local work all[500];
    pcs_lane *lane = context;
    intptr_t n = 0;
    for (int i = 0; i < 500; i++) {
        bool is_added = add(lane, &all[i], 0);
        n += is_added;
        /* Its memory is this thread's. */
        while (is_added && pcs_lane_read(lane).waiting > 0)
            ;
    }
    usleep(50000);
    return (void *)n;
}

static void test_many(void **state)
{
    (void)state;
    pcs_lane *lane;
    pthread_t threads[3];
    intptr_t sum = 0;
    reset();
    assert_int_equal(pcs_lane_start(&lane, 2, 16, 60000, NULL), PCS_OK);
    for (int i = 0; i < 3; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, add_many, lane), 0);
    for (int i = 0; i < 3; i++) {
        void *n;
        pthread_join(threads[i], &n);
        sum += (intptr_t)n;
    }
    wait_for((int)sum);
    assert_in_range(atomic_load(&most_at_once), 1, 2);
    pcs_lane_stop(lane);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_room), cmocka_unit_test(test_late),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_many)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
