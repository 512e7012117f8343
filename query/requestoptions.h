/* requestoptions.h - the options of a request */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_REQUESTOPTIONS_H
#define PCS_QUERY_REQUESTOPTIONS_H

#include "query/request.h"

/** Takes the option that is read into args, on the command line or in the
 * configuration; 0, or 2 where a line on stderr says what is wrong. */
int pcs_request_take(pcs_request *request, int id, pcs_args *args);

/** Checks what belongs together when all is read, and leaves out what is not
 * shown; likewise. */
int pcs_request_check(pcs_request *request);

#endif
