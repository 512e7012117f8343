/* searchparams.h - the parameters of /v1/search */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_API_SEARCHPARAMS_H
#define PCS_SERVER_API_SEARCHPARAMS_H

#include <pcsearch.h>

#include "server/api/params.h"
#include "server/marks16.h"

enum {
    PCS_SEARCH_LIMIT_MAX = 1000,
    PCS_SEARCH_OFFSET_MAX = 10000,
    PCS_SEARCH_CONTEXT_MAX = 10,
    PCS_SEARCH_FACET_LIMIT_MAX = 1000
};

/** Their number, and the table. */
#define PCS_SEARCH_PARAMS 26
extern const pcs_param pcs_search_params[PCS_SEARCH_PARAMS];

/** What a request asks for. */
typedef struct pcs_search_request {
    const char *query;
    size_t len;
    pcs_search_options search; /* points into the exchange */
    pcs_offsets offsets;
} pcs_search_request;

/** Makes it of values; false, and the exchange has its problem, for a date that
 * is none. */
bool pcs_search_request_make(pcs_search_request *out, pcs_exchange *exchange,
                             const pcs_param_value *values);

/** The words that the parameters match, tier and group take, by the numbers of
 * the library's enumerations. */
extern const char *const pcs_match_names[],
    *const pcs_tier_names[], *const pcs_group_names[], *const pcs_marks_names[];

/* Parameters that several operations have. */
#define PCS_PARAM_PLAIN                                                        \
    {                                                                          \
        "plain", PCS_PARAM_FLAG,                                               \
            "Take the query as words, without operators.", "false", false, 0,  \
            0, NULL, NULL                                                      \
    }
#define PCS_PARAM_MARKS                                                        \
    {                                                                          \
        "marks", PCS_PARAM_CHOICE,                                             \
            "How marks count: in bytes of UTF-8; in UTF-16 code units, as "    \
            "scripts in browsers do; or no marks.",                            \
            "utf8", false, 0, 0, pcs_marks_names, NULL                         \
    }

#endif
