/* style.h - how answers for people stand out */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_STYLE_H
#define PCS_QUERY_STYLE_H

#include "cli/columns.h"
#include "cli/number.h"
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

/** The name of a tier for people, as the count of what it found: "12 stem". */
const char *pcs_tier_label(pcs_tier tier);
void pcs_tier_count_append(pcs_buffer *out, pcs_tier tier, uint64_t number);

/** Appends texts, cleaned, as a list: "a, b". */
void pcs_list_append(pcs_buffer *out, const char *const *items, size_t n);

/** Appends a line of its own: a format of one %s, and the list, where there are
 * items. Nothing where there are none. */
void pcs_list_line(pcs_buffer *out, const char *format,
                   const char *const *items, size_t n, const char *on,
                   const char *off);

/** Appends how many more there are than are shown, dim: forms as of
 * pcs_count_append, such as "and %s more". */
void pcs_rest_append(pcs_buffer *out, uint64_t number, const char *one,
                     const char *many, const pcs_style *style);

#endif
