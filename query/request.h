/* request.h - what the command line of pcsearch asks for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_REQUEST_H
#define PCS_QUERY_REQUEST_H

#include <pcsearch.h>

#include "base/buffer.h"
#include "cli/config.h"
#include "cli/hyperlink.h"
#include "cli/terminal.h"

/** What is asked for (query/modes.h). */
typedef enum pcs_mode {
    PCS_MODE_SEARCH,
    PCS_MODE_ANALYZE, /* of the query alone, without an index */
    PCS_MODE_SUGGEST,
    PCS_MODE_TRANSLATIONS,
    PCS_MODE_STALE,
    PCS_MODE_CONSISTENCY,
    PCS_MODE_LIKE
} pcs_mode;

typedef enum pcs_show {
    PCS_SHOW_HITS,
    PCS_SHOW_COUNT,
    PCS_SHOW_FILES,
    PCS_SHOW_NOTHING
} pcs_show;

/** What makes a report fail. */
typedef struct pcs_fail_on {
    bool is_given;
    bool fails[PCS_FINDING_KINDS];
    uint64_t most[PCS_FINDING_KINDS]; /* findings that there may be */
} pcs_fail_on;

/** Where the answer goes, as it was before a pager stood between. */
typedef struct pcs_screen {
    bool is_terminal;
    bool is_colored;
    size_t width; /* columns; 0: lines are as long as they are */
    size_t rows;
    pcs_hyperlink_format links;
} pcs_screen;

/** Names that are given with commas between them. */
typedef struct pcs_names {
    const char **items; /* into text */
    size_t n, cap;
    char *text;
    bool is_given; /* on the command line */
} pcs_names;

typedef struct pcs_request {
    const char *index; /* as given, or NULL */
    pcs_search_options search;
    pcs_names locales;      /* of --locale */
    pcs_buffer locale_list; /* as they were given, with commas */
    bool has_locales;       /* of the command line */
    pcs_names also;         /* of --also */
    pcs_names answers;      /* of --in */
    pcs_names to;           /* of --to */
    pcs_names facets;       /* of --facets */
    pcs_buffer query;       /* the arguments, joined with spaces */
    const char *batch;      /* a file, "-", or NULL */
    pcs_show show;
    bool has_mode; /* --match was given */
    bool is_json;
    const struct pcs_export_format *format; /* of --format, else NULL */
    bool is_sarif;                          /* --format sarif */
    unsigned checks;                        /* --checks, bits; 0: all */
    pcs_fail_on fail_on;
    bool has_bom;     /* --bom */
    bool no_english;  /* --no-english */
    bool has_limit;   /* of the command line */
    bool has_operand; /* a query was given, be it empty */
    bool ends_nul;    /* --null */
    pcs_mode mode;
    const char *mode_name;              /* the option that says so */
    const char *before, *after, *where; /* --like's, or NULL */
    pcs_like_side side;
    bool has_side;
    unsigned min_match; /* percent */
    bool has_percent;   /* of the command line */
    bool want_missing;  /* --missing */
    bool is_done;       /* --help and its like have been answered */
    pcs_when color, paging, hyperlinks;
    pcs_hyperlink_format link_format;
    pcs_screen screen;
    pcs_config config; /* holds what it gave */
} pcs_request;

/** Reads the configuration and the command line; 0, or 2 where a line on stderr
 * says what is wrong.
 */
int pcs_request_read(pcs_request *request, int argc, char **argv);

void pcs_request_dispose(pcs_request *request);

/** "pcsearch: message" on stderr; returns 2. */
int pcs_complain(const char *message);

/** The same of two things that were given. */
int pcs_complain_both(const char *one, const char *other);

#endif
