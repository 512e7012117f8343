/* pool.c - a few threads that work off a queue of tasks */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdlib.h>

typedef struct job {
    struct job *next;
    pcs_task *task;
    void *context;
} job;

typedef struct queue {
    job *first, **last;
} queue;

struct pcs_pool {
    pthread_mutex_t lock;
    pthread_cond_t wake; /* a task came, or the end */
    pthread_cond_t idle; /* nothing queued, nothing running */
    queue urgent, normal;
    size_t running;
    bool stop;
    size_t n_threads;
    pthread_t *threads;
};

typedef struct start {
    pcs_pool *pool;
    size_t worker;
} start;

static void queue_init(queue *q)
{
    q->first = NULL;
    q->last = &q->first;
}

static job *queue_take(queue *q)
{
    job *j = q->first;
    if (j) {
        q->first = j->next;
        if (!q->first)
            q->last = &q->first;
    }
    return j;
}

static bool is_idle(const pcs_pool *pool)
{
    return !pool->urgent.first && !pool->normal.first && !pool->running;
}

static job *next_job(pcs_pool *pool)
{
    for (;;) {
        job *j = queue_take(&pool->urgent);
        if (!j)
            j = queue_take(&pool->normal);
        if (j || pool->stop)
            return j;
        pthread_cond_wait(&pool->wake, &pool->lock);
    }
}

static void *work(void *arg)
{
    start s = *(start *)arg;
    free(arg);
    pcs_pool *pool = s.pool;
    pthread_mutex_lock(&pool->lock);
    for (job *j; (j = next_job(pool));) {
        pool->running++;
        pthread_mutex_unlock(&pool->lock);
        j->task(j->context, s.worker);
        free(j);
        pthread_mutex_lock(&pool->lock);
        pool->running--;
        if (is_idle(pool))
            pthread_cond_broadcast(&pool->idle);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

static bool start_thread(pcs_pool *pool)
{
    start *s = malloc(sizeof *s);
    if (!s)
        return false;
    s->pool = pool;
    s->worker = pool->n_threads;
    if (pthread_create(&pool->threads[pool->n_threads], NULL, work, s)) {
        free(s);
        return false;
    }
    pool->n_threads++;
    return true;
}

pcs_status pcs_pool_new(pcs_pool **out, size_t n, pcs_error *err)
{
    *out = NULL;
    if (n < 1)
        n = 1;
    pcs_pool *pool = calloc(1, sizeof *pool);
    if (!pool)
        return pcs_error_nomem(err);
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->wake, NULL);
    pthread_cond_init(&pool->idle, NULL);
    queue_init(&pool->urgent);
    queue_init(&pool->normal);
    pool->threads = calloc(n, sizeof *pool->threads);
    bool good = pool->threads != NULL;
    for (size_t i = 0; good && i < n; i++)
        good = start_thread(pool);
    /* Fewer threads than asked for still do the work. */
    if (!pool->threads || pool->n_threads == 0) {
        pcs_pool_free(pool);
        return pcs_error_nomem(err);
    }
    *out = pool;
    return PCS_OK;
}

pcs_status pcs_pool_add(pcs_pool *pool, pcs_task *task, void *context,
                        int urgent, pcs_error *err)
{
    job *j = malloc(sizeof *j);
    if (!j)
        return pcs_error_nomem(err);
    j->next = NULL;
    j->task = task;
    j->context = context;
    pthread_mutex_lock(&pool->lock);
    queue *q = urgent ? &pool->urgent : &pool->normal;
    *q->last = j;
    q->last = &j->next;
    pthread_cond_signal(&pool->wake);
    pthread_mutex_unlock(&pool->lock);
    return PCS_OK;
}

void pcs_pool_wait(pcs_pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    while (!is_idle(pool))
        pthread_cond_wait(&pool->idle, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
}

void pcs_pool_free(pcs_pool *pool)
{
    if (!pool)
        return;
    pthread_mutex_lock(&pool->lock);
    pool->stop = true;
    pthread_cond_broadcast(&pool->wake);
    pthread_mutex_unlock(&pool->lock);
    for (size_t i = 0; i < pool->n_threads; i++)
        pthread_join(pool->threads[i], NULL);
    pthread_cond_destroy(&pool->idle);
    pthread_cond_destroy(&pool->wake);
    pthread_mutex_destroy(&pool->lock);
    free(pool->threads);
    free(pool);
}

size_t pcs_processors(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
        return (size_t)CPU_COUNT(&set);
    return 1;
}
