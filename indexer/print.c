/* print.c - JSON Lines on standard output */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/jsonline.h"

pcs_status pcs_print_json(json_t *json, pcs_error *err)
{
    pcs_buffer out = {0};
    char *line = json ? json_dumps(json, JSON_COMPACT) : NULL;
    json_decref(json);
    if (!line)
        return pcs_error_nomem(err);
    pcs_jsonline_append(&out, line, strlen(line));
    free(line);
    pcs_status status = pcs_buffer_status(&out, err);
    /* How writing went is asked once, before the program ends. */
    if (status == PCS_OK)
        fwrite(out.data, 1, out.len, stdout);
    pcs_buffer_dispose(&out);
    return status;
}
