/* sources.h - the sources of a run: given, or from the configuration */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEXER_SOURCES_H
#define PCS_INDEXER_SOURCES_H

#include "indexer/request.h"

/** NAME=DIRECTORY, or a directory, whose own name is then the name. argument
 * is borrowed. 0, or 2 where a line on stderr says what is wrong. */
int pcs_sources_add(pcs_request *request, const char *argument);

/** NAME=TEMPLATE of --url, likewise. */
int pcs_sources_add_url(pcs_request *request, pcs_args *args);

/**
 * What the configuration lists, where no source was given; the templates
 * and the locales of all of them. 0 or 2, as above.
 */
int pcs_sources_complete(pcs_request *request);

void pcs_sources_dispose(pcs_request *request);

#endif
