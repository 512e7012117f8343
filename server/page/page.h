/* page.h - the search page and the article page */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_PAGE_PAGE_H
#define PCS_SERVER_PAGE_PAGE_H

#include "server/http/router.h"
#include "server/service.h"

/*
 * GET /                              the search page; ?q= and what address.h
 *                                    names, all of its state
 * GET /articles/{locale}/{path...}   an article, both languages side by side;
 *                                    ?source= where several have the path
 * GET /static/{file}                 what they load
 *
 * Pages are whole without a script, which fetches the same pages and takes
 * their parts over: there is one rendering. Links are relative, so that a proxy
 * may serve all of it below any prefix.
 */

/** The routes of the pages of a service; the last ones, as they end with a page
 * for all that is not there. */
pcs_http_routes pcs_page_routes(pcs_service *service);

#endif
