/* cluster.h - extended grapheme clusters: where they end, how wide they are */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_CLUSTER_H
#define PCS_CLI_CLUSTER_H

#include <stddef.h>

/**
 * The end of the cluster that begins at byte `at` of text (at < len), by
 * UAX #29. Needs no memory; an invalid byte is a cluster of its own.
 */
size_t pcs_cluster_next(const char *text, size_t len, size_t at);

/** The columns that one cluster takes; see pcs_text_width. */
size_t pcs_cluster_width(const char *text, size_t len);

#endif
