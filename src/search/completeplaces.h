/* completeplaces.h - titles and headings that complete what is typed */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_COMPLETEPLACES_H
#define PCS_SEARCH_COMPLETEPLACES_H

#include "search/complete.h"
#include "search/session.h"

/**
 * Adds titles and headings, as many as options say, to the list, whose items
 * have room for them: those that have all words of text, the last as a
 * beginning unless a space follows. The session is new but for its searcher,
 * options and results. PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_complete_places(pcs_suggestion_list *list, pcs_suggestion *items,
                               pcs_session *session, const char *text,
                               size_t len, const pcs_complete_options *options,
                               pcs_error *err);

#endif
