/* page.h - answers that are longer than the screen */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_PAGE_H
#define PCS_QUERY_PAGE_H

#include "query/request.h"

/** Whether the answer was shown in a pager; otherwise it is to be written. */
bool pcs_page(const pcs_request *request, const pcs_buffer *out);

#endif
