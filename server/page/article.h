/* article.h - an article, both languages side by side */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_PAGE_ARTICLE_H
#define PCS_SERVER_PAGE_ARTICLE_H

#include "server/page/view.h"

/**
 * Writes the page of the article that the route's variables name. context is a
 * pcs_view, whose is_missing says that there is none. Errors as of
 * pcs_article_read.
 */
pcs_service_question pcs_article_answer;

#endif
