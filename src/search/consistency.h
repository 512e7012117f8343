/* consistency.h - where translations contradict each other */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_CONSISTENCY_H
#define PCS_SEARCH_CONSISTENCY_H

#include "analyze/checks.h"
#include "search/search.h"

/** What a finding tells. */
typedef enum pcs_finding_kind {
    PCS_FINDING_TRANSLATIONS, /* one English text, different translations */
    PCS_FINDING_SOURCES,      /* one translation, English texts that differ in
                                 more than endings and small words */
    PCS_FINDING_SPELLING,     /* one English text, translations that differ in
                                 case, white space and punctuation alone */
    /* What the sides of one pair have apart; analyze/checks.h. */
    PCS_FINDING_FIRST_CHECK,
    PCS_FINDING_NUMBERS = PCS_FINDING_FIRST_CHECK + PCS_CHECK_NUMBERS,
    PCS_FINDING_URLS = PCS_FINDING_FIRST_CHECK + PCS_CHECK_URLS,
    PCS_FINDING_CODE = PCS_FINDING_FIRST_CHECK + PCS_CHECK_CODE,
    PCS_FINDING_PLACEHOLDERS = PCS_FINDING_FIRST_CHECK + PCS_CHECK_PLACEHOLDERS,
    PCS_FINDING_UNTRANSLATED = PCS_FINDING_FIRST_CHECK + PCS_CHECK_UNTRANSLATED,
    PCS_FINDING_KINDS = PCS_FINDING_FIRST_CHECK + PCS_CHECK_KINDS
} pcs_finding_kind;

#define PCS_FINDINGS_ALL ((1u << PCS_FINDING_KINDS) - 1)

/** Their names, in the order of their numbers, for a list that people read. */
#define PCS_FINDING_NAMES                                                      \
    "translations, sources, spelling, numbers, urls, code, placeholders and "  \
    "untranslated"

/** "translations", "sources", "spelling", or that of a check. */
const char *pcs_finding_kind_name(pcs_finding_kind kind);

/** The kind of that name; false where there is none. */
bool pcs_finding_kind_find(pcs_finding_kind *out, const char *name, size_t len);

/** How many variants a finding lists. */
#define PCS_FINDING_VARIANTS_MAX 20

/** A translation of the finding's English text, or an English text that has
 * its translation. */
typedef struct pcs_finding_variant {
    const char *text;
    size_t len;
    uint64_t segments;   /* that are looked at, */
    uint64_t human;      /* and of them those that a person translated */
    double doubt;        /* 0 to 1: see doubt.h */
    const char *instead; /* the English that the translation belongs to, where
                            that is why it is doubted; else NULL */
    size_t instead_len;
    uint64_t instead_segments; /* that stand so in the whole locale */
    const pcs_place_of *places;
    size_t n_places; /* at most PCS_HIT_PLACES_MAX */
} pcs_finding_variant;

/** A part of one side of a pair that has no counterpart. */
typedef struct pcs_finding_item {
    const char *text;
    size_t len;
} pcs_finding_item;

/** Everything in it lives as long as the report. */
typedef struct pcs_finding {
    pcs_finding_kind kind;
    const char *locale;
    double score;     /* about how many segments are to be corrected */
    const char *text; /* what is the same: English but for
                         PCS_FINDING_SOURCES, whose translation it is */
    size_t len;
    uint64_t segments, human;            /* of all variants */
    const pcs_finding_variant *variants; /* most segments first */
    size_t n_variants;                   /* at most PCS_FINDING_VARIANTS_MAX */
    size_t n_more;                       /* that are not listed */
    /* Of a check, whose only variant is the translation: what of the English it
     * lacks, and what it has instead. */
    const pcs_finding_item *missing, *extra;
    size_t n_missing, n_extra;
} pcs_finding;

/** Findings of a kind. */
typedef struct pcs_finding_count {
    uint64_t findings, segments;
} pcs_finding_count;

/** Zero-initialise; pcs_consistency_dispose frees it. */
typedef struct pcs_consistency_report {
    const pcs_finding *findings; /* PCS_FINDING_SPELLING last, else the higher
                                    score first */
    size_t n_findings;           /* of options.limit and offset */
    pcs_finding_count counts[PCS_FINDING_KINDS]; /* of all */
    const char *const *ignored;                  /* as of pcs_results */
    size_t n_ignored;
    pcs_arena arena;
} pcs_consistency_report;

/**
 * Compares the pairs of the locales that options ask for, each locale by
 * itself, for these kinds (bits 1u << kind). Of options count locales, limit,
 * offset, lowest, is_plain and no_synonyms. What the query says of articles
 * restricts which segments are compared; what it says of words, which findings
 * are reported: those of which one segment matches. How likely something is
 * wrong is judged on the whole index, other locales included. Errors as of
 * pcs_search.
 */
pcs_status pcs_consistency(pcs_consistency_report *report,
                           pcs_searcher *searcher, const char *query,
                           size_t len, const pcs_search_options *options,
                           unsigned kinds, pcs_error *err);

void pcs_consistency_dispose(pcs_consistency_report *report);

#endif
