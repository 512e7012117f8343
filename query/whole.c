/* whole.c - answers of an index that may turn out to be damaged */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/whole.h"

#include <pcsearch.h>

#include <stdio.h>

/* What is wrong with the index is told once it is known what answers instead:
 * once for each generation that does. */
static void tell_damage(const pcs_searcher *searcher)
{
    static uint64_t told;
    const char *notice = pcs_searcher_notice(searcher);
    if (!notice || told == pcs_searcher_generation(searcher))
        return;
    told = pcs_searcher_generation(searcher);
    fprintf(stderr, "pcsearch: %s\n", notice);
}

pcs_status pcs_ask_whole(pcs_asking *ask, void *context, pcs_searcher *searcher,
                         pcs_error *err)
{
    for (;;) {
        pcs_error why = PCS_ERROR_INIT;
        pcs_status status = ask(context, searcher, &why);
        if (!pcs_is_damage(status)) {
            tell_damage(searcher);
            if (status != PCS_OK)
                *err = why;
            return status;
        }
        status = pcs_searcher_fall_back(searcher, &why, err);
        if (status != PCS_OK)
            return status;
    }
}
