/* segment_text.c - segments for people */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/segment_text.h"

#include <pcsearch.h>

#include <stdio.h>
#include <string.h>

#include "cli/text.h"

pcs_gutter pcs_gutter_blank(void)
{
    return (pcs_gutter){"  ", "  "};
}

pcs_gutter pcs_gutter_line(uint32_t line, char sign, int digits)
{
    pcs_gutter g;
    int width =
        snprintf(g.first, sizeof g.first, "  %*u%c ", digits, line, sign);
    snprintf(g.rest, sizeof g.rest, "%*s", width, "");
    return g;
}

int pcs_gutter_digits(uint32_t number)
{
    int digits = 1;
    for (; number >= 10; number /= 10)
        digits++;
    return digits;
}

void pcs_segment_line(pcs_buffer *out, const pcs_marked *m, const pcs_gutter *g,
                      bool is_dim, const pcs_style *s)
{
    pcs_wrap_options wrap = {.width = s->width,
                             .used = strlen(g->rest),
                             .indent = g->rest,
                             .mark_on = s->mark_on,
                             .mark_off = s->mark_off};
    if (is_dim) {
        wrap.mark_on = s->dim_mark_on;
        wrap.mark_off = s->dim_mark_off;
        wrap.line_on = s->dim_on;
        wrap.line_off = s->off;
    }
    pcs_marked_append(out, m, &wrap);
    pcs_buffer_putc(out, '\n');
}

void pcs_segment_text(pcs_buffer *out, const pcs_marked *local,
                      const pcs_marked *english, const pcs_gutter *g,
                      bool is_neighbour, const pcs_style *s)
{
    bool has_line = strcmp(g->first, g->rest) != 0;
    pcs_buffer_puts(out, has_line ? s->line_on : "");
    pcs_buffer_puts(out, g->first);
    pcs_buffer_puts(out, has_line ? s->off : "");
    pcs_segment_line(out, local, g, is_neighbour, s);
    pcs_buffer_puts(out, g->rest);
    pcs_segment_line(out, english, g, true, s);
}

/* The segment in another locale, behind its name; and behind it, or below where
 * that is too long for a line, its place. */
static void append_sibling(pcs_buffer *out, const pcs_answer *a,
                           const pcs_hit_sibling *sibling, const pcs_gutter *g,
                           const pcs_style *s)
{
    char indent[PCS_LOCALE_MAX + sizeof g->rest + 2];
    pcs_buffer tail = {0};
    /* TRANSLATORS: in another article than the others. */
    const char *elsewhere = _("elsewhere");
    bool is_elsewhere = strcmp(sibling->by, "elsewhere") == 0;
    int width =
        snprintf(indent, sizeof indent, "%s%s  ", g->rest, sibling->locale);
    pcs_marked local = {sibling->local, sibling->local_len, sibling->marks,
                        sibling->n_marks};
    pcs_buffer_printf(out, "%s%s%s", s->line_on, indent, s->off);
    snprintf(indent, sizeof indent, "%*s", width, "");
    pcs_wrap_options wrap = {.width = s->width,
                             .used = (size_t)width,
                             .indent = indent,
                             .mark_on = s->mark_on,
                             .mark_off = s->mark_off};
    pcs_marked_append(out, &local, &wrap);
    pcs_buffer_puts(&tail, s->path_on);
    size_t used = (size_t)width + pcs_text_width(local.text, local.len) + 2;
    used += pcs_present_path(&tail, a, &sibling->place, sibling->locale,
                             sibling->place.line, true);
    pcs_buffer_puts(&tail, s->off);
    if (is_elsewhere)
        pcs_buffer_printf(&tail, "  %s%s%s", s->dim_on, elsewhere, s->off);
    /* Brackets, where marks have no colour. */
    used +=
        2 * local.n_marks +
        (is_elsewhere ? 2 + pcs_text_width(elsewhere, strlen(elsewhere)) : 0);
    if (s->width && used > s->width)
        pcs_buffer_printf(out, "\n%s", indent);
    else
        pcs_buffer_puts(out, "  ");
    pcs_buffer_append(out, tail.data, tail.len);
    pcs_buffer_putc(out, '\n');
    pcs_buffer_dispose(&tail);
}

void pcs_siblings_text(pcs_buffer *out, const pcs_answer *a, const pcs_hit *hit,
                       const pcs_gutter *g, const pcs_style *s)
{
    if (hit->matched)
        append_sibling(out, a, hit->matched, g, s);
    for (size_t i = 0; i < hit->n_also; i++)
        append_sibling(out, a, &hit->also[i], g, s);
}
