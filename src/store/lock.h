/* lock.h - one writer at a time */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_LOCK_H
#define PCS_STORE_LOCK_H

#include <stdbool.h>

#include "base/status.h"

/** A writer's lock, by flock(2): the kernel drops that of a dead one. */
typedef struct pcs_index_lock {
    int fd;
} pcs_index_lock;

/**
 * Makes dir an index folder where it is not there or empty, takes the writer's
 * lock, and clears writing/. PCS_EBUSY where another process holds it;
 * PCS_EINVAL where dir holds something else. Readers need no lock.
 */
pcs_status pcs_index_lock_take(pcs_index_lock *lock, const char *dir,
                               pcs_error *err);

/**
 * The same, but waits for another writer to end, so many seconds at most, or,
 * where they are 0, however long it takes. PCS_EBUSY after that.
 */
pcs_status pcs_index_lock_wait(pcs_index_lock *lock, const char *dir,
                               double seconds, pcs_error *err);

void pcs_index_lock_drop(pcs_index_lock *lock);

/** Empties dir/writing, as far as that goes. With the lock held. */
void pcs_index_lock_clear(const char *dir);

#endif
