/* suggest.c - what the last word of a query may become */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>

#include "cli/terminal.h"
#include "query/modes.h"
#include "query/present.h"

pcs_status pcs_suggest_run(const pcs_request *r, pcs_searcher *searcher,
                           bool *found, pcs_error *err)
{
    pcs_completions completions;
    pcs_buffer out = {0};
    pcs_status status = pcs_suggest(&completions, searcher, r->query.data,
                                    r->query.len, &r->search, err);
    if (status != PCS_OK)
        return status;
    *found = completions.len > 0;
    if (r->show != PCS_SHOW_NOTHING)
        status = pcs_present_completions(&out, r, &completions, err);
    if (status == PCS_OK &&
        pcs_cli_write(stdout, out.data, out.len, err) == PCS_OUTPUT_ERROR)
        status = PCS_EIO;
    pcs_buffer_dispose(&out);
    pcs_completions_dispose(&completions);
    return status;
}
