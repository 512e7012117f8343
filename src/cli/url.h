/* url.h - addresses of published pages, in a buffer */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_URL_H
#define PCS_CLI_URL_H

#include <pcsearch.h>

#include "base/buffer.h"

/** Appends what pcs_url_format makes of the template of the place's source in
 * the generation that is open; false, and nothing is appended, where it has
 * none, or out has failed. */
bool pcs_cli_url(pcs_buffer *out, const pcs_searcher *searcher,
                 const pcs_url_place *place);

#endif
