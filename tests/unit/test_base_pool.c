/* test_base_pool.c - threads that work off a queue */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/pool.h"

enum { WORKERS = 4 };

static atomic_size_t done;
/* Of each worker alone, so not atomic: ThreadSanitizer would tell. */
static size_t by_worker[WORKERS];

static void count(void *context, size_t worker)
{
    assert_true(worker < WORKERS);
    by_worker[worker]++;
    atomic_fetch_add(&done, *(const size_t *)context);
}

static pcs_pool *pool_new(size_t n)
{
    pcs_pool *pool;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_pool_new(&pool, n, &err), &err);
    return pool;
}

static void add(pcs_pool *pool, pcs_task *task, void *context, int urgent)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_pool_add(pool, task, context, urgent, &err), &err);
}

/* Every task runs once before a wait is over. */
static void test_all_run(void **state)
{
    (void)state;
    static size_t weights[2000];
    pcs_pool *pool = pool_new(WORKERS);
    pcs_pool_wait(pool);
    for (size_t round = 1; round <= 3; round++) {
        atomic_store(&done, 0);
        memset(by_worker, 0, sizeof by_worker);
        size_t wanted = 0, ran = 0;
        for (size_t i = 0; i < 2000; i++) {
            weights[i] = i * round;
            wanted += weights[i];
            add(pool, count, &weights[i], i % 5 == 0);
        }
        pcs_pool_wait(pool);
        for (size_t i = 0; i < WORKERS; i++)
            ran += by_worker[i];
        assert_int_equal(ran, 2000);
        assert_int_equal(atomic_load(&done), wanted);
    }
    pcs_pool_free(pool);
}

/* Freeing waits as well. */
static void test_free_waits(void **state)
{
    (void)state;
    static size_t one = 1;
    atomic_store(&done, 0);
    pcs_pool *pool = pool_new(2);
    for (size_t i = 0; i < 500; i++)
        add(pool, count, &one, 0);
    pcs_pool_free(pool);
    assert_int_equal(atomic_load(&done), 500);
    pcs_pool_free(pool_new(3));
    pcs_pool_free(NULL);
}

typedef struct tree {
    pcs_pool *pool;
    atomic_size_t nodes;
} tree;

typedef struct node {
    tree *tree;
    size_t depth;
} node;

/* A task that queues two more. */
static void grow(void *context, size_t worker)
{
    node n = *(node *)context;
    (void)worker;
    free(context);
    atomic_fetch_add(&n.tree->nodes, 1);
    for (int i = 0; n.depth > 0 && i < 2; i++) {
        node *child = malloc(sizeof *child);
        assert_non_null(child);
        *child = (node){n.tree, n.depth - 1};
        add(n.tree->pool, grow, child, i);
    }
}

static void test_tasks_add_tasks(void **state)
{
    (void)state;
    tree t = {pool_new(WORKERS), 0};
    for (int round = 1; round <= 2; round++) {
        node *root = malloc(sizeof *root);
        assert_non_null(root);
        *root = (node){&t, 9};
        add(t.pool, grow, root, 0);
        if (round == 1)
            pcs_pool_wait(t.pool);
    }
    pcs_pool_free(t.pool);
    assert_int_equal(atomic_load(&t.nodes), 2 * 1023);
}

typedef struct gate {
    pthread_mutex_t lock;
    pthread_cond_t opened;
    bool is_open;
} gate;

static gate door = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false};
static char order[32];
static size_t n_order;

static void wait_at_door(void *context, size_t worker)
{
    (void)context, (void)worker;
    pthread_mutex_lock(&door.lock);
    while (!door.is_open)
        pthread_cond_wait(&door.opened, &door.lock);
    pthread_mutex_unlock(&door.lock);
}

static void note(void *context, size_t worker)
{
    (void)worker;
    order[n_order++] = *(const char *)context;
}

/* Urgent tasks first; within a kind, in the order in which they came. No
 * number of threads asked for is one thread. */
static void test_order(void **state)
{
    (void)state;
    static const char tasks[] = "aBcDeFG";
    pcs_pool *pool = pool_new(0);
    add(pool, wait_at_door, NULL, 1);
    for (size_t i = 0; tasks[i]; i++)
        add(pool, note, (void *)(uintptr_t)&tasks[i], tasks[i] < 'a');
    pthread_mutex_lock(&door.lock);
    door.is_open = true;
    pthread_cond_broadcast(&door.opened);
    pthread_mutex_unlock(&door.lock);
    pcs_pool_wait(pool);
    pcs_pool_free(pool);
    assert_string_equal(order, "BDFGace");
}

static pthread_barrier_t barrier;

static void meet(void *context, size_t worker)
{
    (void)context, (void)worker;
    pthread_barrier_wait(&barrier);
}

/* As many threads as asked for: tasks that wait for one another all run. */
static void test_threads(void **state)
{
    (void)state;
    assert_int_equal(pthread_barrier_init(&barrier, NULL, WORKERS), 0);
    alarm(60);
    pcs_pool *pool = pool_new(WORKERS);
    for (int i = 0; i < 3 * WORKERS; i++)
        add(pool, meet, NULL, 0);
    pcs_pool_free(pool);
    alarm(0);
    pthread_barrier_destroy(&barrier);
}

static void test_processors(void **state)
{
    (void)state;
    assert_true(pcs_processors() >= 1);
    assert_true(pcs_processors() <= (size_t)sysconf(_SC_NPROCESSORS_CONF));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_run),
        cmocka_unit_test(test_free_waits),
        cmocka_unit_test(test_tasks_add_tasks),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_processors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
