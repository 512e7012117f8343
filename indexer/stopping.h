/* stopping.h - being asked by a signal to stop, or to look again */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEXER_STOPPING_H
#define PCS_INDEXER_STOPPING_H

#include <stdbool.h>

#include "base/status.h"

/**
 * From now on SIGINT and SIGTERM ask to stop, and a second one, half a second
 * later or more, ends the process by itself; SIGHUP asks to look again. A
 * SIGINT that is ignored, as in the background of a script, stays so. PCS_EIO.
 */
pcs_status pcs_stopping_catch(pcs_error *err);

/** For poll: readable once there has been a signal. */
int pcs_stopping_fd(void);

bool pcs_stopping_is_asked(void);

/** Whether it was asked to look again since the last call. Makes the
 * descriptor unreadable. */
bool pcs_stopping_rescan(void);

/** Signals do again what they did. */
void pcs_stopping_release(void);

#endif
