/* sources.h - what can be wrong about the sources of a run */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_SOURCES_H
#define PCS_INDEX_SOURCES_H

#include "index/index.h"

/**
 * Whether the sources of a run may be what they are, before anything is
 * touched: there are some where they are needed, names differ, names and paths
 * are UTF-8, and none is in a folder of the index that a writer sweeps.
 * PCS_EINVAL.
 */
pcs_status pcs_sources_check(const pcs_index_options *options, pcs_error *err);

#endif
