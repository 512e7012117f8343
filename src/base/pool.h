/* pool.h - a few threads that work off a queue of tasks */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_BASE_POOL_H
#define PCS_BASE_POOL_H

#include <stddef.h>

#include "base/status.h"

typedef struct pcs_pool pcs_pool;

/**
 * A task: runs on one of the pool's threads; worker is that thread's number,
 * from 0, for per-thread state. Its own errors are its own business.
 */
typedef void pcs_task(void *context, size_t worker);

/** Starts n threads (at least 1). Free with pcs_pool_free. */
pcs_status pcs_pool_new(pcs_pool **out, size_t n, pcs_error *err);

/**
 * Queues a task; may be called from tasks. Urgent tasks run before the
 * others; within a kind, first come, first served. Where memory is refused:
 * PCS_ENOMEM, and the task will not run.
 */
pcs_status pcs_pool_add(pcs_pool *pool, pcs_task *task, void *context,
                        int urgent, pcs_error *err);

/** Waits until no task is queued or running. Not to be called from a task. */
void pcs_pool_wait(pcs_pool *pool);

/** Waits for all tasks, ends the threads. NULL is fine. */
void pcs_pool_free(pcs_pool *pool);

/** The number of processors this process may use, at least 1. */
size_t pcs_processors(void);

#endif
