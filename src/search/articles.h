/* articles.h - hits put together by their articles */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_ARTICLES_H
#define PCS_SEARCH_ARTICLES_H

#include "search/session.h"

/**
 * Makes results.article_hits of the session's candidates, which are all
 * segments that match, sorted: articles in the order of their best segments,
 * from options.offset on, at most options.limit of them.
 */
pcs_status pcs_session_group_articles(pcs_session *session, pcs_error *err);

#endif
