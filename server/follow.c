/* follow.c - serving each new generation that is whole */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/follow.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* A generation that is not whole may be mended, or have been read while the
 * disk was in trouble: it is looked at again behind so many seconds. */
#define TROUBLE_SECONDS 30

/* Where requests meet damage again and again that is not found, looking for it
 * does not take more than a part of the time. */
#define DOUBT_SECONDS 5

/* Notes why what is published is not served; told once, and whether it is
 * then. */
static bool set_trouble(pcs_service *s, const char *why)
{
    pthread_mutex_lock(&s->lock);
    bool is_new = strcmp(s->state.trouble, why) != 0;
    snprintf(s->state.trouble, sizeof s->state.trouble, "%s", why);
    pthread_mutex_unlock(&s->lock);
    if (is_new && *why)
        pcs_service_tell(s, "%s", why);
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
    s->state.since = pcs_service_now();
    pthread_mutex_unlock(&s->lock);
    pcs_searchers_close(&old);
    pcs_service_tell(s, "generation %" PRIu64 " is served", opened->generation);
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
    s->troubled_at = pcs_service_now();
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
    /* Who does not wait for an index is told by the error. */
    if (status != PCS_OK && (!err || s->options.may_wait))
        set_trouble(s, why.message);
    if (status != PCS_OK && err)
        *err = why;
    return status;
}

/* Looks at CURRENT, and serves what it names, if that is whole. */
static void look(pcs_service *s)
{
    pcs_error why = PCS_ERROR_INIT;
    if (!s->index || (s->is_lasting &&
                      pcs_service_now() - s->troubled_at > TROUBLE_SECONDS)) {
        open_anew(s, false, NULL);
        return;
    }
    pcs_status status = pcs_index_refresh(s->index, NULL, &why);
    uint64_t number = pcs_index_generation(s->index);
    bool is_new = number != pcs_service_generation(s);
    if (status == PCS_OK && is_new)
        status = serve(s, number, &why);
    if (pcs_is_damage(status) || status == PCS_EVERSION) {
        s->troubled_at = pcs_service_now();
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
void *pcs_service_follow(void *context)
{
    pcs_service *s = context;
    bool is_doubted;
    while (wait_a_while(s, &is_doubted)) {
        if (is_doubted && pcs_service_now() - s->doubted_at > DOUBT_SECONDS) {
            s->doubted_at = pcs_service_now();
            open_anew(s, true, NULL);
        } else {
            look(s);
        }
    }
    return NULL;
}

pcs_status pcs_service_find(pcs_service *s, pcs_error *err)
{
    return open_anew(s, false, err);
}
