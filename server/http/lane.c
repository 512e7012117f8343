/* lane.c - threads beside those of libmicrohttpd, for requests that take long
 */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/http/lane.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/clock.h"

#define STACK_SIZE (1024 * 1024)

/* How long a refusal takes. */
#define REFUSAL_MS 1000

struct pcs_lane {
    size_t max;
    unsigned wait_ms;
    pthread_mutex_t lock; /* of all below it */
    pthread_cond_t stir;
    pcs_lane_job *first, *last;
    pcs_lane_job *refused; /* the newest first */
    pcs_lane_counts counts;
    bool is_ending;
    size_t n_threads;
    pthread_t threads[];
};

/* The next job; NULL at the end. */
static pcs_lane_job *take(pcs_lane *lane, bool *is_late)
{
    pthread_mutex_lock(&lane->lock);
    while (lane->first == NULL && !lane->is_ending)
        pthread_cond_wait(&lane->stir, &lane->lock);
    pcs_lane_job *job = lane->first;
    if (job != NULL) {
        lane->first = job->next;
        lane->counts.waiting--;
        *is_late =
            lane->is_ending || pcs_clock_ms() - job->since > lane->wait_ms;
        lane->counts.late += *is_late;
    }
    pthread_mutex_unlock(&lane->lock);
    return job;
}

static void *run(void *context)
{
    pcs_lane *lane = context;
    pcs_lane_job *job;
    bool is_late = false;
    while ((job = take(lane, &is_late)) != NULL)
        job->run(job, is_late);
    return NULL;
}

static bool start_threads(pcs_lane *lane, size_t n)
{
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0)
        return false;
    bool good = pthread_attr_setstacksize(&attributes, STACK_SIZE) == 0;
    while (good && lane->n_threads < n) {
        good = pthread_create(&lane->threads[lane->n_threads], &attributes, run,
                              lane) == 0;
        lane->n_threads += good;
    }
    pthread_attr_destroy(&attributes);
    return good;
}

pcs_status pcs_lane_start(pcs_lane **out, size_t n, size_t max,
                          unsigned wait_ms, pcs_error *err)
{
    pcs_lane *lane = calloc(1, sizeof *lane + n * sizeof *lane->threads);
    *out = NULL;
    if (lane == NULL)
        return pcs_error_nomem(err);
    lane->max = max;
    lane->wait_ms = wait_ms;
    pthread_mutex_init(&lane->lock, NULL);
    pthread_cond_init(&lane->stir, NULL);
    if (!start_threads(lane, n)) {
        pcs_lane_stop(lane);
        return pcs_error_set(err, PCS_EIO, "no thread can be started");
    }
    *out = lane;
    return PCS_OK;
}

bool pcs_lane_reserve(pcs_lane *lane)
{
    pthread_mutex_lock(&lane->lock);
    bool has_room = lane->counts.waiting < lane->max && !lane->is_ending;
    lane->counts.waiting += has_room;
    lane->counts.taken += has_room;
    lane->counts.refused += !has_room;
    pthread_mutex_unlock(&lane->lock);
    return has_room;
}

void pcs_lane_add(pcs_lane *lane, pcs_lane_job *job)
{
    job->next = NULL;
    job->since = pcs_clock_ms();
    pthread_mutex_lock(&lane->lock);
    if (lane->first == NULL)
        lane->first = job;
    else
        lane->last->next = job;
    lane->last = job;
    pthread_cond_signal(&lane->stir);
    pthread_mutex_unlock(&lane->lock);
}

void pcs_lane_refuse(pcs_lane *lane, pcs_lane_job *job)
{
    job->since = pcs_clock_ms();
    pthread_mutex_lock(&lane->lock);
    job->next = lane->refused;
    lane->refused = job;
    pthread_mutex_unlock(&lane->lock);
}

void pcs_lane_end_refused(pcs_lane *lane, bool all)
{
    double until = pcs_clock_ms() - REFUSAL_MS;
    pthread_mutex_lock(&lane->lock);
    pcs_lane_job **end = &lane->refused;
    while (*end != NULL && !all && (*end)->since > until)
        end = &(*end)->next;
    pcs_lane_job *over = *end;
    *end = NULL;
    pthread_mutex_unlock(&lane->lock);
    while (over != NULL) {
        pcs_lane_job *next = over->next;
        over->run(over, true);
        over = next;
    }
}

pcs_lane_counts pcs_lane_read(pcs_lane *lane)
{
    pthread_mutex_lock(&lane->lock);
    pcs_lane_counts counts = lane->counts;
    pthread_mutex_unlock(&lane->lock);
    return counts;
}

void pcs_lane_stop(pcs_lane *lane)
{
    if (lane == NULL)
        return;
    pthread_mutex_lock(&lane->lock);
    lane->is_ending = true;
    pthread_cond_broadcast(&lane->stir);
    pthread_mutex_unlock(&lane->lock);
    for (size_t i = 0; i < lane->n_threads; i++)
        pthread_join(lane->threads[i], NULL);
    pcs_lane_end_refused(lane, true);
    pthread_mutex_destroy(&lane->lock);
    pthread_cond_destroy(&lane->stir);
    free(lane);
}
