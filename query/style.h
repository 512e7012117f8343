/* style.h - how answers for people stand out */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_STYLE_H
#define PCS_QUERY_STYLE_H

#include "query/request.h"

/** What begins and ends things: terminal sequences, or without colour brackets
 * and nothing. Static strings. */
typedef struct pcs_style {
    const char *mark_on, *mark_off;                    /* what matched */
    const char *dim_mark_on, *dim_mark_off;            /* within what is dim */
    const char *title_mark_on, *title_mark_off;        /* within a title */
    const char *old_on, *old_off, *new_on, *new_off;   /* as git diffs words */
    const char *title_on, *path_on, *line_on, *dim_on; /* all end with off */
    const char *off;
    size_t width; /* columns; 0: lines are as long as they are */
} pcs_style;

pcs_style pcs_style_of(const pcs_screen *screen);

/** Appends a text as of pcs_text_clean. */
void pcs_clean_append(pcs_buffer *out, const char *text);

#define PCS_NUMBER_MAX 32

/** Writes 1854 as 1,854; returns out. */
const char *pcs_number_write(char out[PCS_NUMBER_MAX], uint64_t number);

/** Appends it likewise. */
void pcs_number_append(pcs_buffer *out, uint64_t number);

/** Appends a number and what is counted, such as " article", " articles". */
void pcs_count_append(pcs_buffer *out, uint64_t number, const char *one,
                      const char *many);

/** Appends how many more there are than are shown: "and 3 more", dim. */
void pcs_rest_append(pcs_buffer *out, uint64_t number, const char *one,
                     const char *many, const pcs_style *style);

#endif
