/* page.c - answers that are longer than the screen */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/page.h"

#include <stdio.h>

#include "cli/pager.h"
#include "cli/messages.h"

bool pcs_page(const pcs_request *r, const pcs_buffer *out)
{
    pcs_error err = PCS_ERROR_INIT;
    const pcs_screen *screen = &r->screen;
    bool is_text = r->show == PCS_SHOW_HITS && !r->is_json;
    if (!screen->is_terminal || r->batch || r->paging == PCS_WHEN_NEVER ||
        out->len == 0)
        return false;
    if (r->paging == PCS_WHEN_AUTO &&
        (!is_text ||
         !pcs_pager_is_long(out->data, out->len, screen->width, screen->rows)))
        return false;
    pcs_pager pager = pcs_pager_choose();
    if (!pager.command)
        return false;
    if (pcs_pager_show(&pager, out->data, out->len, &err) == PCS_OK)
        return true;
    /* Without a name it is only a habit that less is there. */
    if (pager.is_named) {
        fputs("pcsearch: ", stderr);
        fprintf(stderr, _("no pager: %s; set PCSEARCH_PAGER to another"),
                err.message);
        fputs("\n", stderr);
    }
    return false;
}
