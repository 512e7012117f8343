/* text.c - answers for people */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/explain.h"
#include "query/hit_text.h"
#include "query/present.h"
#include "query/segment_text.h"
#include "query/summary_text.h"

void pcs_present_text(pcs_buffer *out, const pcs_answer *a)
{
    pcs_style s = pcs_style_of(&a->request->screen);
    if (a->query_id) {
        pcs_buffer_puts(out, s.title_on);
        pcs_clean_append(out, a->query_id);
        pcs_buffer_puts(out, s.off);
        pcs_buffer_puts(out, "\n\n");
    }
    pcs_present_explanation(out, a);
    for (size_t i = 0; i < a->results->n_hits; i++) {
        pcs_hit_text(out, a, &a->results->hits[i], &s);
        pcs_buffer_putc(out, '\n');
    }
    for (size_t i = 0; i < a->results->n_article_hits; i++) {
        pcs_article_text(out, a, &a->results->article_hits[i], &s);
        pcs_buffer_putc(out, '\n');
    }
    for (size_t i = 0; i < a->results->n_facets; i++)
        pcs_facet_text(out, &a->results->facets[i], &s);
    pcs_total_text(out, a, &s);
    if (a->query_id)
        pcs_buffer_putc(out, '\n');
}

void pcs_present_hit(pcs_buffer *out, const pcs_answer *a, const pcs_hit *hit)
{
    pcs_style s = pcs_style_of(&a->request->screen);
    pcs_hit_text(out, a, hit, &s);
}

void pcs_present_line(pcs_buffer *out, const pcs_answer *a, const char *sign,
                      const char *text, size_t len, const pcs_mark *marks,
                      size_t n_marks)
{
    pcs_style s = pcs_style_of(&a->request->screen);
    pcs_gutter g = pcs_gutter_blank();
    pcs_marked line = {text, len, marks, n_marks};
    pcs_buffer_puts(out, s.line_on);
    pcs_buffer_puts(out, sign);
    pcs_buffer_puts(out, s.off);
    pcs_segment_line(out, &line, &g, false, &s);
}

void pcs_present_files(pcs_buffer *out, const pcs_answer *a)
{
    pcs_style s = pcs_style_of(&a->request->screen);
    bool ends_nul = a->request->ends_nul;
    if (ends_nul)
        s.path_on = s.off = "";
    for (size_t i = 0; i < a->results->n_files; i++) {
        pcs_buffer_puts(out, s.path_on);
        /* A pipe wants the path as it is; a terminal must not be driven. */
        pcs_present_path(out, a, &a->results->files[i], NULL, 0,
                         a->request->screen.is_terminal);
        pcs_buffer_puts(out, s.off);
        pcs_buffer_putc(out, ends_nul ? 0 : '\n');
    }
}
