/* export.h - results as files that other programs read */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_EXPORT_H
#define PCS_QUERY_EXPORT_H

#include "query/present.h"

/** The locale of the English texts. */
#define PCS_EXPORT_ENGLISH "en-US"

/** A text of a unit in one locale. */
typedef struct pcs_export_text {
    const char *locale;
    const char *text;
    size_t len;
    const char *by; /* how a text of a further locale was found; "" for none */
} pcs_export_text;

/** A hit as it is written. */
typedef struct pcs_export_unit {
    const pcs_hit *hit;
    const char *url;              /* of its first place; "" for none */
    const pcs_export_text *texts; /* what was translated, its translation, and
                                     translations into further locales; with
                                     no_english the first is the hit's own */
    size_t n_texts;               /* at least 2 */
} pcs_export_unit;

/** A document that is being written. */
typedef struct pcs_export {
    pcs_buffer out;             /* what is not written yet */
    const char *source_locale;  /* that of the first text of each unit, or
                                   "*all*" */
    bool no_english;            /* it is the hit's */
    const char *const *further; /* locales whose texts units may have besides;
                                   tables have a column for each */
    size_t n_further;
    const char *target; /* the locale of all second texts; NULL where there are
                           none, or it is not the same */
    bool has_bom;
    uint64_t replaced; /* characters that had to be, so far */
    /* of XLIFF: */
    uint64_t files;    /* begun so far */
    pcs_buffer source; /* of the one that is open, and its path */
    pcs_buffer path;
} pcs_export;

/** A format. The functions append to out, and add to replaced; that memory
 * was refused, out tells. */
typedef struct pcs_export_format {
    const char *name;
    bool is_by_place;      /* units of an article stand together */
    bool needs_one_locale; /* all hits are of one */
    bool may_have_bom;
    void (*begin)(pcs_export *e);
    void (*unit)(pcs_export *e, const pcs_export_unit *unit);
    void (*end)(pcs_export *e);
} pcs_export_format;

extern const pcs_export_format pcs_export_tmx, pcs_export_xliff, pcs_export_tsv,
    pcs_export_csv;

/** The format of that name, which is one of the choices of --format. */
const pcs_export_format *pcs_export_find(const char *name);

/**
 * What --format changes in a request that is read: all hits where -n does not
 * say how many, all segments where there is no query. 0, or 2 where a line on
 * stderr says what does not go with it.
 */
int pcs_export_check(pcs_request *request);

/**
 * Searches, and writes what is found to stdout while it is found. *found and
 * *closed as of pcs_cli_write. PCS_EINVAL where the format cannot hold what was
 * found. What is wrong with the index is damage (pcs_is_damage) only as long as
 * nothing was written.
 */
pcs_status pcs_export_search(const pcs_request *request, pcs_searcher *searcher,
                             bool *found, bool *closed, pcs_error *err);

#endif
