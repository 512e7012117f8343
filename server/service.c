/* service.c - what the handlers of requests share */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/status.h"
#include "server/follow.h"

#define WATCH_MS 200

double pcs_service_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void pcs_service_tell(pcs_service *s, const char *format, ...)
{
    char line[PCS_ERROR_MESSAGE_MAX + 128];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (!s->options.log)
        return;
    pthread_mutex_lock(&s->log_lock);
    s->options.log(s->options.log_context, line);
    pthread_mutex_unlock(&s->log_lock);
}

/* The same on each machine that runs the same program. */
static void name_build(pcs_service *s)
{
    uint64_t hash = 0, size;
    pcs_hash_file(&hash, &size, "/proc/self/exe", NULL);
    snprintf(s->build, sizeof s->build, "%016" PRIx64, hash);
}

const char *pcs_service_build(const pcs_service *s)
{
    return s->build;
}

static pcs_status new_service(pcs_service **out,
                              const pcs_service_options *options,
                              pcs_error *err)
{
    pthread_condattr_t attributes;
    pcs_service *s = *out = calloc(1, sizeof *s);
    if (!s)
        return pcs_error_nomem(err);
    s->options = *options;
    name_build(s);
    if (s->options.searchers == 0)
        s->options.searchers = 1;
    if (s->options.watch_ms == 0)
        s->options.watch_ms = WATCH_MS;
    s->state.started = pcs_service_now();
    pthread_mutex_init(&s->lock, NULL);
    pthread_mutex_init(&s->log_lock, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&s->stir, &attributes);
    pthread_condattr_destroy(&attributes);
    return PCS_OK;
}

pcs_status pcs_service_open(pcs_service **out,
                            const pcs_service_options *options, pcs_error *err)
{
    pcs_status status = new_service(out, options, err);
    if (status != PCS_OK)
        return status;
    pcs_service *s = *out;
    status = pcs_service_find(s, err);
    if (options->may_wait && status != PCS_ENOMEM)
        status = PCS_OK;
    if (status == PCS_OK) {
        s->is_watched =
            pthread_create(&s->watcher, NULL, pcs_service_follow, s) == 0;
        if (!s->is_watched)
            status = pcs_error_set(err, PCS_EIO, "no thread can be started");
    }
    if (status != PCS_OK) {
        pcs_service_close(s);
        *out = NULL;
    }
    return status;
}

void pcs_service_close(pcs_service *s)
{
    if (!s)
        return;
    if (s->is_watched) {
        pthread_mutex_lock(&s->lock);
        s->is_closing = true;
        pthread_cond_signal(&s->stir);
        pthread_mutex_unlock(&s->lock);
        pthread_join(s->watcher, NULL);
    }
    pcs_searchers_close(&s->searchers);
    pcs_index_close(s->index);
    pthread_cond_destroy(&s->stir);
    pthread_mutex_destroy(&s->lock);
    pthread_mutex_destroy(&s->log_lock);
    free(s);
}

/* Takes one, or learns of which generation to open one; 0 where none is
 * served. */
static uint64_t take(pcs_service *s, pcs_searcher **out)
{
    pthread_mutex_lock(&s->lock);
    uint64_t generation = s->searchers.generation;
    *out = pcs_searchers_take(&s->searchers);
    s->state.open += generation != 0 && !*out;
    s->state.in_use += generation != 0;
    pthread_mutex_unlock(&s->lock);
    return generation;
}

static void count_closed(pcs_service *s)
{
    pthread_mutex_lock(&s->lock);
    s->state.open--;
    s->state.in_use--;
    pthread_mutex_unlock(&s->lock);
}

/* Notes damage, and has the watcher look at it. */
static void doubt(pcs_service *s, uint64_t generation, const char *why)
{
    pthread_mutex_lock(&s->lock);
    bool is_new = s->damaged != generation;
    s->damaged = generation;
    s->state.damages++;
    s->is_doubted |= s->searchers.generation == generation;
    pthread_cond_signal(&s->stir);
    pthread_mutex_unlock(&s->lock);
    if (is_new)
        pcs_service_tell(s,
                         "a request met damage in generation %" PRIu64 ": %s",
                         generation, why);
}

/* One of the generation that is served or, where that has been damaged since,
 * of the newest one that opens. */
static pcs_status open_one(pcs_service *s, uint64_t generation,
                           pcs_searcher **out, pcs_error *err)
{
    pcs_status status =
        pcs_searcher_open_generation(out, s->options.index, generation, err);
    if (!pcs_is_damage(status))
        return status;
    doubt(s, generation, err->message);
    return pcs_searcher_open(out, s->options.index, err);
}

pcs_searcher *pcs_service_take(pcs_service *s, pcs_exchange *exchange)
{
    pcs_searcher *searcher;
    pcs_error err = PCS_ERROR_INIT;
    uint64_t generation = take(s, &searcher);
    if (searcher)
        return searcher;
    if (generation == 0) {
        pcs_exchange_problem(exchange, 503, "not-ready",
                             "no index is being served yet");
        return NULL;
    }
    if (open_one(s, generation, &searcher, &err) == PCS_OK)
        return searcher;
    count_closed(s);
    pcs_service_problem(s, exchange, &err);
    return NULL;
}

void pcs_service_give(pcs_service *s, pcs_searcher *searcher)
{
    pthread_mutex_lock(&s->lock);
    bool is_kept = pcs_searchers_give(&s->searchers, searcher);
    s->state.in_use--;
    s->state.open -= !is_kept;
    pthread_mutex_unlock(&s->lock);
    if (!is_kept)
        pcs_searcher_close(searcher);
}

pcs_status pcs_service_ask(pcs_service *s, pcs_exchange *exchange,
                           pcs_searcher *searcher,
                           pcs_service_question *question, void *context,
                           pcs_error *err)
{
    for (;;) {
        pcs_error why = PCS_ERROR_INIT;
        uint64_t generation = pcs_searcher_generation(searcher);
        pcs_buffer_clear(&exchange->reply);
        pcs_status status = question(context, searcher, &why);
        if (!pcs_is_damage(status)) {
            if (status != PCS_OK)
                *err = why;
            return status;
        }
        doubt(s, generation, why.message);
        status = pcs_searcher_fall_back(searcher, &why, err);
        if (status != PCS_OK)
            return status;
    }
}

void pcs_service_problem(pcs_service *s, pcs_exchange *exchange,
                         const pcs_error *err)
{
    pcs_service_tell(s, "a request was not answered: %s", err->message);
    switch (err->status) {
    case PCS_ENOMEM:
        pcs_exchange_problem(exchange, 503, "out-of-memory", "out of memory");
        return;
    case PCS_ENOTFOUND:
    case PCS_ECORRUPT:
    case PCS_EVERSION:
        pcs_exchange_problem(exchange, 503, "not-ready",
                             "the index cannot be read");
        return;
    default:
        pcs_exchange_problem(exchange, 500, "internal",
                             "the index could not be searched");
    }
}

uint64_t pcs_service_generation(pcs_service *s)
{
    pthread_mutex_lock(&s->lock);
    uint64_t generation = s->searchers.generation;
    pthread_mutex_unlock(&s->lock);
    return generation;
}

const char *pcs_service_etag(pcs_service *s, const pcs_searcher *searcher,
                             pcs_arena *arena)
{
    char text[64];
    pthread_mutex_lock(&s->lock);
    uint64_t number = s->state.generation, created = s->state.created;
    pthread_mutex_unlock(&s->lock);
    if (number != pcs_searcher_generation(searcher))
        return NULL;
    int len = snprintf(text, sizeof text, "%" PRIx64 "-%" PRIx64 "-%s", number,
                       created, s->build);
    return pcs_arena_copy(arena, text, (size_t)len);
}

bool pcs_service_is_ready(void *context, const char **reason)
{
    *reason = "no index is being served yet";
    return pcs_service_generation(context) != 0;
}

void pcs_service_state_read(pcs_service *s, pcs_service_state *state)
{
    pthread_mutex_lock(&s->lock);
    *state = s->state;
    pthread_mutex_unlock(&s->lock);
}

const pcs_service_options *pcs_service_settings(const pcs_service *s)
{
    return &s->options;
}
