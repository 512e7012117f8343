/* analysis.c - what the analyzer makes of a text: --analyze */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <pcsearch.h>

#include <string.h>

#include "cli/text.h"
#include "query/present.h"
#include "query/style.h"

static void append_field(pcs_buffer *out, const char *name, size_t width,
                         const char *text)
{
    pcs_padded_append(out, name, width);
    pcs_text_clean(out, text, strlen(text));
    pcs_buffer_putc(out, '\n');
}

static void append_fields(pcs_buffer *out, const pcs_analyzed_text *a)
{
    /* TRANSLATORS: the text as it is compared, without case and the like. */
    const char *const names[] = {_c("text", "folded"), _c("text", "matched")};
    size_t width = pcs_widest(names, 2) + 1;
    append_field(out, names[0], width, a->folded);
    append_field(out, names[1], width, a->matched);
}

/* The columns of the first column, whatever it holds. */
static size_t tiers_width(void)
{
    const char *const all[] = {pcs_tier_label(PCS_TIER_WORD),
                               pcs_tier_label(PCS_TIER_STEM),
                               pcs_tier_label(PCS_TIER_PART)};
    size_t width = pcs_widest(all, sizeof all / sizeof *all);
    return width < 6 ? 6 : width;
}

/* A row, the term's column as wide as the widest. */
static void append_row(pcs_buffer *out, const pcs_analyzed_term *term,
                       size_t width)
{
    pcs_buffer clean = {0};
    pcs_text_clean(&clean, term->text, strlen(term->text));
    pcs_padded_append(out, pcs_tier_label(term->tier), tiers_width());
    pcs_buffer_puts(out, "  ");
    pcs_buffer_append(out, clean.data, clean.len);
    for (size_t w = pcs_text_width(clean.data ? clean.data : "", clean.len);
         w < width; w++)
        pcs_buffer_putc(out, ' ');
    pcs_buffer_printf(out, "  %s\n", _(term->what));
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
        append_fields(out, &a);
        pcs_buffer_putc(out, '\n');
        size_t width = widest(&a);
        for (size_t i = 0; i < a.n_terms; i++)
            append_row(out, &a.terms[i], width);
        pcs_buffer_putc(out, '\n');
        pcs_buffer_printf(out, _("analyzer version %u, ICU %s, stems: %s"),
                          a.analyzer, a.icu,
                          *a.stems ? a.stems : _c("stems", "none"));
        pcs_buffer_putc(out, '\n');
    }
    pcs_analyzed_text_dispose(&a);
    return status;
}
