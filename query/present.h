/* present.h - showing what was found */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_PRESENT_H
#define PCS_QUERY_PRESENT_H

#include <pcsearch.h>

#include "query/request.h"

/** One answer, and what it answers. */
typedef struct pcs_answer {
    const pcs_request *request;
    pcs_searcher *searcher;
    const pcs_results *results;
    const char *query;
    const char *query_id; /* of --batch, else NULL */
    double elapsed_ms;
} pcs_answer;

/** Appends the answer as JSON Lines. PCS_ENOMEM only. */
pcs_status pcs_present_json(pcs_buffer *out, const pcs_answer *answer,
                            pcs_error *err);

/** Appends the answer for people. */
void pcs_present_text(pcs_buffer *out, const pcs_answer *answer);

/** Appends one hit as the answer for people has it. */
void pcs_present_hit(pcs_buffer *out, const pcs_answer *answer,
                     const pcs_hit *hit);

/** Appends a text with its marks as a line of a hit, behind a sign of two
 * columns. */
void pcs_present_line(pcs_buffer *out, const pcs_answer *answer,
                      const char *sign, const char *text, size_t len,
                      const pcs_mark *marks, size_t n_marks);

/** Appends the paths of files that match, one a line. */
void pcs_present_files(pcs_buffer *out, const pcs_answer *answer);

/** Appends completions, one a line, with --json as objects. PCS_ENOMEM only. */
pcs_status pcs_present_completions(pcs_buffer *out, const pcs_request *request,
                                   const pcs_completions *completions,
                                   pcs_error *err);

/**
 * Appends the address of the page that a place is published on, at its heading
 * or, with is_page, as such. locale is that of its hit. False, and nothing is
 * appended, where its source has no template.
 */
bool pcs_present_url(pcs_buffer *out, const pcs_answer *answer,
                     const pcs_place_of *place, const char *locale,
                     bool is_page);

/**
 * Appends the path of a place so that it opens from the current folder where
 * the source is there, else as NAME:path; ":line" behind it unless line is 0.
 * Where the screen has links, it is one to the file, if that is there, else to
 * the page in a locale (NULL: to none). is_clean: for a terminal's eyes, as of
 * pcs_text_clean. The columns that it takes.
 */
size_t pcs_present_path(pcs_buffer *out, const pcs_answer *answer,
                        const pcs_place_of *place, const char *locale,
                        uint32_t line, bool is_clean);

/** Appends what the analyzer makes of the text in a locale. */
pcs_status pcs_present_analysis(pcs_buffer *out, const char *locale,
                                const char *text, size_t len, pcs_error *err);

#endif
