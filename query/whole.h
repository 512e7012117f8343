/* whole.h - answers of an index that may turn out to be damaged */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_WHOLE_H
#define PCS_QUERY_WHOLE_H

#include <pcsearch.h>

/** Asks a searcher, and writes nothing before it knows the whole answer. */
typedef pcs_status pcs_asking(void *context, pcs_searcher *searcher,
                              pcs_error *err);

/**
 * Asks; where the served generation turns out to be damaged, the one before it
 * is asked, and so on, and a line on stderr says so once.
 */
pcs_status pcs_ask_whole(pcs_asking *ask, void *context, pcs_searcher *searcher,
                         pcs_error *err);

#endif
