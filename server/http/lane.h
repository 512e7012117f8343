/* lane.h - threads beside those of libmicrohttpd, for requests that take long
 */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_HTTP_LANE_H
#define PCS_SERVER_HTTP_LANE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/** Work that waits for its turn, first come, first served. */
typedef struct pcs_lane pcs_lane;

/** A member of what the work is about. */
typedef struct pcs_lane_job {
    /* Called once, by a thread of the lane. is_late: it has waited too long,
     * or the lane ends, and there is no time to do more than to say so. */
    void (*run)(struct pcs_lane_job *job, bool is_late);
    /* The lane's: */
    struct pcs_lane_job *next;
    double since;
} pcs_lane_job;

/** Counts since the start, but for `waiting`. */
typedef struct pcs_lane_counts {
    size_t waiting;
    uint64_t taken, refused, late;
} pcs_lane_counts;

/** Starts n threads, for which at most max jobs wait, each for wait_ms at
 * most. PCS_EIO, PCS_ENOMEM. */
pcs_status pcs_lane_start(pcs_lane **out, size_t n, size_t max,
                          unsigned wait_ms, pcs_error *err);

/** Whether there is room for one more job, which then has to be added. Any
 * thread. */
bool pcs_lane_reserve(pcs_lane *lane);

/** Adds the job for which there is room. */
void pcs_lane_add(pcs_lane *lane, pcs_lane_job *job);

/** Adds a job for which there is no room: it is run as late in a while, so that
 * who asks again at once makes nothing worse. */
void pcs_lane_refuse(pcs_lane *lane, pcs_lane_job *job);

/** Runs the refused ones whose while is over, or all; to be called now and
 * then, by any one thread. */
void pcs_lane_end_refused(pcs_lane *lane, bool all);

pcs_lane_counts pcs_lane_read(pcs_lane *lane);

/** Ends the threads when they have run what runs, and, as late, what
 * waits or was refused. Let
 * nobody add anything any more. NULL is fine. */
void pcs_lane_stop(pcs_lane *lane);

#endif
