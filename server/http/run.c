/* run.c - a request is answered by its handler, now or in its turn */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stddef.h>
#include <string.h>
#include <time.h>

#include "server/http/problem.h"
#include "server/http/request.h"

/* Processor time that makes a connection a slow one, and one no more. */
#define SLOW_MS 20
#define QUICK_MS 5

static double thread_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1000000;
}

bool pcs_exchange_put_off(pcs_exchange *x)
{
    pcs_http_request *r = x->transport;
    if (r == NULL || r->is_in_lane || r->service->lane == NULL)
        return false;
    r->is_off = true;
    return true;
}

/* Has the handler write its answer, and learns how long that takes. */
static void call_handler(pcs_http_request *r)
{
    double start = thread_ms();
    r->found.route->handler(r->found.context, &r->x);
    double ms = thread_ms() - start;
    if (r->is_off)
        return;
    if (ms > SLOW_MS)
        r->connection->is_slow = true;
    else if (ms < QUICK_MS)
        r->connection->is_slow = false;
    if (r->x.reply.failed)
        pcs_http_problem(&r->x, r->found.dialect, 503, "out-of-memory",
                         "memory is short; ask again");
}

/* On a thread of the lane: the one that libmicrohttpd has for the connection
 * sends what comes out. */
static void run_job(pcs_lane_job *job, bool is_late)
{
    pcs_http_request *r =
        (pcs_http_request *)((char *)job - offsetof(pcs_http_request, job));
    struct MHD_Connection *mhd = r->mhd;
    if (is_late)
        pcs_http_problem(&r->x, r->found.dialect, 503, "busy",
                         "too many requests that take long; ask again");
    else
        call_handler(r);
    pcs_http_make_response(r);
    MHD_resume_connection(mhd); /* the request may be gone from here on */
}

/* Drops what the handler wrote before it knew. */
static void begin_again(pcs_exchange *x)
{
    pcs_buffer_dispose(&x->reply);
    x->status = 200;
    x->content_type = x->etag = x->cache_control = NULL;
    x->language = x->location = x->log_note = NULL;
    x->headers = NULL;
}

static enum MHD_Result put_off(pcs_http_request *r)
{
    pcs_lane *lane = r->service->lane;
    begin_again(&r->x);
    r->is_off = false;
    bool has_room = pcs_lane_reserve(lane);
    r->is_in_lane = true;
    r->job.run = run_job;
    MHD_suspend_connection(r->mhd);
    if (has_room)
        pcs_lane_add(lane, &r->job);
    else
        pcs_lane_refuse(lane, &r->job);
    return MHD_YES;
}

enum MHD_Result pcs_http_run(pcs_http_request *r)
{
    pcs_exchange *x = &r->x;
    pcs_buffer_append(&r->body, "", 0);
    x->body = r->body.data != NULL ? r->body.data : "";
    x->body_len = r->body.len;
    if (r->body.failed)
        return pcs_http_fail(r, 503, "out-of-memory",
                             "memory is short; ask again");
    r->is_off = r->connection->is_slow && r->service->lane != NULL;
    if (!r->is_off)
        call_handler(r);
    return r->is_off ? put_off(r) : pcs_http_reply(r);
}
