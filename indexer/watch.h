/* watch.h - following sources as they change: pcindex --watch */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEXER_WATCH_H
#define PCS_INDEXER_WATCH_H

#include "indexer/events.h"

/**
 * Brings the index up to date, and again whenever the sources change and have
 * then been quiet for settle_ms, or have changed for ten times as long without
 * a pause. Returns the exit status of the program: 0 on SIGINT or SIGTERM, 2
 * where it cannot start; later failures are told on standard error, and what
 * they left undone is tried again. Once a process.
 */
int pcs_watch(const pcs_index_options *options, pcs_events *events,
              uint64_t settle_ms);

#endif
