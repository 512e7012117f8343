/* analysis.c - what the analyzer makes of a text: --analyze */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <pcsearch.h>

#include <string.h>

#include "cli/text.h"
#include "query/present.h"

static void append_field(pcs_buffer *out, const char *name, const char *text)
{
    pcs_buffer_printf(out, "%-8s", name);
    pcs_text_clean(out, text, strlen(text));
    pcs_buffer_putc(out, '\n');
}

/* A row, the term's column as wide as the widest. */
static void append_row(pcs_buffer *out, const pcs_analyzed_term *term,
                       size_t width)
{
    pcs_buffer clean = {0};
    pcs_text_clean(&clean, term->text, strlen(term->text));
    pcs_buffer_printf(out, "%-6s  ", pcs_tier_name(term->tier));
    pcs_buffer_append(out, clean.data, clean.len);
    for (size_t w = pcs_text_width(clean.data ? clean.data : "", clean.len);
         w < width; w++)
        pcs_buffer_putc(out, ' ');
    pcs_buffer_printf(out, "  %s\n", term->what);
    pcs_buffer_dispose(&clean);
}

/* Stems may be longer than that. */
static size_t widest(const pcs_analyzed_text *a)
{
    size_t widest = 0;
    for (size_t i = 0; i < a->n_terms; i++) {
        const pcs_analyzed_term *term = &a->terms[i];
        size_t width = pcs_text_width(term->text, strlen(term->text));
        if (term->tier != PCS_TIER_STEM && width > widest)
            widest = width;
    }
    return widest;
}

pcs_status pcs_present_analysis(pcs_buffer *out, const char *locale,
                                const char *text, size_t len, pcs_error *err)
{
    pcs_analyzed_text a = {0};
    pcs_status status = pcs_analyze_text(&a, locale, text, len, err);
    if (status == PCS_OK) {
        append_field(out, "folded", a.folded);
        append_field(out, "matched", a.matched);
        pcs_buffer_putc(out, '\n');
        size_t width = widest(&a);
        for (size_t i = 0; i < a.n_terms; i++)
            append_row(out, &a.terms[i], width);
        pcs_buffer_printf(out, "\nanalyzer version %u, ICU %s, stems: %s\n",
                          a.analyzer, a.icu, *a.stems ? a.stems : "none");
    }
    pcs_analyzed_text_dispose(&a);
    return status;
}
