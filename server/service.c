/* service.c - what the handlers of requests share */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/service.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/status.h"
#include "server/searchers.h"

#define WATCH_MS 200

/* A generation that is not whole may be mended, or have been read while the
 * disk was in trouble: it is looked at again behind so many seconds. */
#define TROUBLE_SECONDS 30

struct pcs_service {
    pcs_service_options options;
    pthread_mutex_t lock; /* of all below it, held for a few instructions */
    pthread_cond_t stir;  /* the watcher has something to do */
    pcs_searchers searchers;
    pcs_service_state state;
    bool is_doubted; /* a request found the served generation damaged */
    bool is_closing;
    pthread_mutex_t log_lock;
    pthread_t watcher;
    bool is_watched;
    /* Of the thread that opens the service, then of the watcher's: */
    pcs_index *index;   /* NULL until there is one */
    bool is_lasting;    /* the trouble does not go by itself */
    double troubled_at; /* and was looked at then */
};

static double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void tell(pcs_service *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void tell(pcs_service *s, const char *format, ...)
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

/* Notes why what is published is not served; told once, and whether it is
 * then. */
static bool set_trouble(pcs_service *s, const char *why)
{
    pthread_mutex_lock(&s->lock);
    bool is_new = strcmp(s->state.trouble, why) != 0;
    snprintf(s->state.trouble, sizeof s->state.trouble, "%s", why);
    pthread_mutex_unlock(&s->lock);
    if (is_new && *why)
        tell(s, "%s", why);
    return is_new;
}

/* When a generation was made; 0 where that is not told. */
static uint64_t find_created(const pcs_service *s, uint64_t number)
{
    pcs_index_info info = {0};
    uint64_t created = 0;
    if (pcs_index_describe(&info, s->options.index, NULL) == PCS_OK)
        for (size_t i = 0; i < info.n_generations; i++)
            if (info.generations[i].number == number)
                created = info.generations[i].created;
    pcs_index_info_dispose(&info);
    return created;
}

/* Serves what is open and whole instead of what was served before. */
static void switch_to(pcs_service *s, pcs_searchers *opened)
{
    uint64_t created = find_created(s, opened->generation);
    pthread_mutex_lock(&s->lock);
    pcs_searchers old = s->searchers;
    s->searchers = *opened;
    s->state.open += opened->n;
    s->state.open -= old.n;
    s->state.switches += old.generation != 0;
    s->state.generation = opened->generation;
    s->state.created = created;
    s->state.since = seconds_now();
    pthread_mutex_unlock(&s->lock);
    pcs_searchers_close(&old);
    tell(s, "generation %" PRIu64 " is served", opened->generation);
}

/* Opens searchers of a generation that was found to be whole, and then serves
 * it: no request waits. */
static pcs_status serve(pcs_service *s, uint64_t number, pcs_error *err)
{
    pcs_searchers opened;
    pcs_status status = pcs_searchers_open(&opened, s->options.index, number,
                                           s->options.searchers, err);
    if (status == PCS_OK)
        switch_to(s, &opened);
    return status;
}

static void count_refused(pcs_service *s)
{
    pthread_mutex_lock(&s->lock);
    s->state.refused++;
    pthread_mutex_unlock(&s->lock);
}

/* Notes that what CURRENT names is not served, and why. */
static void refuse(pcs_service *s, uint64_t number, const char *why)
{
    char line[PCS_ERROR_MESSAGE_MAX];
    snprintf(line, sizeof line, "generation %" PRIu64 " is not served: %.400s",
             number, why);
    count_refused(s);
    s->is_lasting = true;
    set_trouble(s, line);
}

/* Whether the index that was opened has what CURRENT names, or has fallen back
 * to an older generation, which it does not tell. */
static void check_published(pcs_service *s)
{
    pcs_index_info info = {0};
    pcs_error why = PCS_ERROR_INIT;
    uint64_t number = 0;
    if (pcs_index_describe(&info, s->options.index, NULL) == PCS_OK)
        number = info.generation;
    pcs_index_info_dispose(&info);
    s->is_lasting = false;
    if (number && number != pcs_index_generation(s->index) &&
        pcs_index_verify(s->options.index, number, &why) != PCS_OK)
        refuse(s, number, why.message);
    else
        set_trouble(s, "");
}

/* Looks at everything as if for the first time; where what is open is doubted,
 * it is opened again in any case. */
static pcs_status open_anew(pcs_service *s, bool is_doubted, pcs_error *err)
{
    pcs_index *index;
    pcs_open_options options = PCS_OPEN_OPTIONS_INIT;
    pcs_error why = PCS_ERROR_INIT;
    options.verify = true;
    s->troubled_at = seconds_now();
    pcs_status status =
        pcs_index_open(&index, s->options.index, &options, &why);
    if (status == PCS_OK) {
        pcs_index_close(s->index);
        s->index = index;
        check_published(s);
        uint64_t number = pcs_index_generation(index);
        if (is_doubted || number != pcs_service_generation(s))
            status = serve(s, number, &why);
    }
    if (status != PCS_OK)
        set_trouble(s, why.message);
    if (status != PCS_OK && err)
        *err = why;
    return status;
}

/* Looks at CURRENT, and serves what it names, if that is whole. */
static void look(pcs_service *s)
{
    pcs_error why = PCS_ERROR_INIT;
    if (!s->index ||
        (s->is_lasting && seconds_now() - s->troubled_at > TROUBLE_SECONDS)) {
        open_anew(s, false, NULL);
        return;
    }
    pcs_status status = pcs_index_refresh(s->index, NULL, &why);
    uint64_t number = pcs_index_generation(s->index);
    bool is_new = number != pcs_service_generation(s);
    if (status == PCS_OK && is_new)
        status = serve(s, number, &why);
    if (pcs_is_damage(status) || status == PCS_EVERSION) {
        s->troubled_at = seconds_now();
        s->is_lasting = true;
    }
    if (status != PCS_OK && set_trouble(s, why.message) && s->is_lasting)
        count_refused(s);
    if (status == PCS_OK && (is_new || !s->is_lasting))
        set_trouble(s, "");
    s->is_lasting = s->is_lasting && !(status == PCS_OK && is_new);
}

/* Waits until it is time to look; whether the service goes on. */
static bool wait_a_while(pcs_service *s, bool *is_doubted)
{
    unsigned ms = s->options.watch_ms;
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += ms / 1000;
    until.tv_nsec += (long)(ms % 1000) * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000;
    }
    pthread_mutex_lock(&s->lock);
    int timed = 0;
    while (timed == 0 && !s->is_closing && !s->is_doubted)
        timed = pthread_cond_timedwait(&s->stir, &s->lock, &until);
    *is_doubted = s->is_doubted;
    s->is_doubted = false;
    bool goes_on = !s->is_closing;
    pthread_mutex_unlock(&s->lock);
    return goes_on;
}

/* What requests found damaged is held against its checksums: where it is,
 * an older generation is served. */
static void *watch(void *context)
{
    pcs_service *s = context;
    bool is_doubted;
    while (wait_a_while(s, &is_doubted)) {
        if (is_doubted)
            open_anew(s, true, NULL);
        else
            look(s);
    }
    return NULL;
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
    if (s->options.searchers == 0)
        s->options.searchers = 1;
    if (s->options.watch_ms == 0)
        s->options.watch_ms = WATCH_MS;
    s->state.started = seconds_now();
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
    status = open_anew(s, false, err);
    if (options->may_wait && status != PCS_ENOMEM)
        status = PCS_OK;
    if (status == PCS_OK) {
        s->is_watched = pthread_create(&s->watcher, NULL, watch, s) == 0;
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
    if (pcs_searcher_open_generation(&searcher, s->options.index, generation,
                                     &err) == PCS_OK)
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

/* Notes damage, and has the watcher look at it. */
static void doubt(pcs_service *s, uint64_t generation, const char *why)
{
    pthread_mutex_lock(&s->lock);
    s->state.damages++;
    s->is_doubted |= s->searchers.generation == generation;
    pthread_cond_signal(&s->stir);
    pthread_mutex_unlock(&s->lock);
    tell(s, "a request met damage in generation %" PRIu64 ": %s", generation,
         why);
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
    tell(s, "a request was not answered: %s", err->message);
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
                       created, pcs_version());
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
