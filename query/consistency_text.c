/* consistency_text.c - reports for people */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/text.h"
#include "cli/wrap.h"
#include "query/consistency.h"
#include "query/style.h"

/* How many places of a variant are shown. */
#define SHOWN_PLACES 3

/* A cleaned text, in lines. */
static void append_text(pcs_buffer *out, const char *text, size_t len,
                        const char *indent, size_t used, const char *on,
                        const pcs_style *s)
{
    pcs_buffer clean = {0};
    pcs_wrap_options wrap = {.width = s->width,
                             .used = used,
                             .indent = indent,
                             .line_on = on,
                             .line_off = on && *on ? s->off : NULL};
    pcs_text_clean(&clean, text, len);
    pcs_text_wrap(out, clean.data ? clean.data : "", clean.len, NULL, 0, &wrap);
    out->failed |= clean.failed;
    pcs_buffer_dispose(&clean);
}

static void append_variants(pcs_buffer *out, const pcs_finding *f)
{
    uint64_t n = f->n_variants + f->n_more;
    switch (f->kind) {
    case PCS_FINDING_TRANSLATIONS:
        pcs_count_append(out, n, "%s translation", "%s translations");
        break;
    case PCS_FINDING_SOURCES:
        pcs_count_append(out, n, "%s English text", "%s English texts");
        break;
    case PCS_FINDING_SPELLING:
        pcs_count_append(out, n, "%s spelling", "%s spellings");
        break;
    default:
        /* As --checks has it. */
        pcs_buffer_puts(out, pcs_finding_kind_name(f->kind));
    }
}

static void append_head(pcs_buffer *out, const pcs_finding *f,
                        const pcs_style *s)
{
    append_text(out, f->text, f->len, "", 0, s->title_on, s);
    pcs_buffer_printf(out, "\n  %s%s%s", s->dim_on, f->locale,
                      pcs_between_items());
    append_variants(out, f);
    pcs_buffer_puts(out, pcs_between_items());
    pcs_count_append(out, f->segments, "%s segment", "%s segments");
    if (f->human) {
        pcs_buffer_puts(out, " (");
        /* TRANSLATORS: how many of them people have translated. */
        pcs_count_append(out, f->human, "%s human", "%s human");
        pcs_buffer_putc(out, ')');
    }
    pcs_buffer_printf(out, "%s\n", s->off);
}

static void append_places(pcs_buffer *out, const pcs_report_answer *a,
                          const pcs_finding *f, const pcs_finding_variant *v,
                          int width, const pcs_style *s)
{
    size_t n = v->n_places < SHOWN_PLACES ? v->n_places : SHOWN_PLACES;
    for (size_t i = 0; i < n; i++) {
        pcs_buffer_printf(out, "  %*s  %s", width, "", s->path_on);
        pcs_present_path(out, &a->answer, &v->places[i], f->locale,
                         v->places[i].line, true);
        pcs_buffer_puts(out, s->off);
        if (i + 1 == n && v->segments > n) {
            pcs_buffer_puts(out, "  ");
            pcs_rest_append(out, v->segments - n, "and %s more", "and %s more",
                            s);
        }
        pcs_buffer_putc(out, '\n');
    }
}

/* A line below a variant. Frees its text. */
static void append_below(pcs_buffer *out, pcs_buffer *text, const char *indent,
                         const pcs_style *s)
{
    pcs_buffer_puts(out, indent);
    append_text(out, text->data ? text->data : "", text->len, indent,
                strlen(indent), s->dim_on, s);
    pcs_buffer_putc(out, '\n');
    out->failed |= text->failed;
    pcs_buffer_dispose(text);
}

/* What the translation belongs to, below it. */
static void append_instead(pcs_buffer *out, const pcs_finding_variant *v,
                           const char *indent, const pcs_style *s)
{
    char number[PCS_NUMBER_MAX];
    pcs_buffer text = {0}, instead = {0};
    pcs_buffer_append(&instead, v->instead, v->instead_len);
    /* TRANSLATORS: the English that a translation belongs to, and how often. */
    pcs_buffer_printf(&text,
                      _n("which is %s in %s segment",
                         "which is %s in %s segments", v->instead_segments),
                      instead.data ? instead.data : "",
                      pcs_number_write(number, v->instead_segments));
    text.failed |= instead.failed;
    pcs_buffer_dispose(&instead);
    append_below(out, &text, indent, s);
}

/* What a translation lacks, or has instead, below it. */
static void append_items(pcs_buffer *out, const char *format,
                         const pcs_finding_item *items, size_t n,
                         const char *indent, const pcs_style *s)
{
    pcs_buffer text = {0}, list = {0};
    if (n == 0)
        return;
    for (size_t i = 0; i < n; i++) {
        pcs_buffer_puts(&list, i ? pcs_between_items() : "");
        pcs_buffer_append(&list, items[i].text, items[i].len);
    }
    pcs_buffer_printf(&text, format, list.data ? list.data : "");
    text.failed |= list.failed;
    pcs_buffer_dispose(&list);
    append_below(out, &text, indent, s);
}

static void append_variant(pcs_buffer *out, const pcs_report_answer *a,
                           const pcs_finding *f, const pcs_finding_variant *v,
                           int width, const pcs_style *s)
{
    char indent[64];
    pcs_buffer number = {0};
    pcs_number_append(&number, v->segments);
    snprintf(indent, sizeof indent, "  %*s  ", width, "");
    pcs_buffer_printf(out, "  %s%*s%s  ", s->line_on, width,
                      number.data ? number.data : "", s->off);
    append_text(out, v->text, v->len, indent, strlen(indent), NULL, s);
    pcs_buffer_putc(out, '\n');
    if (v->instead)
        append_instead(out, v, indent, s);
    if (f->kind != PCS_FINDING_UNTRANSLATED) {
        append_items(out, _("lacks %s"), f->missing, f->n_missing, indent, s);
        append_items(out, _("has %s"), f->extra, f->n_extra, indent, s);
    }
    append_places(out, a, f, v, width, s);
    out->failed |= number.failed;
    pcs_buffer_dispose(&number);
}

static void append_finding(pcs_buffer *out, const pcs_report_answer *a,
                           const pcs_finding *f, const pcs_style *s)
{
    int width = 0;
    append_head(out, f, s);
    for (size_t i = 0; i < f->n_variants; i++) {
        uint64_t n = f->variants[i].segments;
        char number[PCS_NUMBER_MAX];
        int columns = (int)strlen(pcs_number_write(number, n));
        width = columns > width ? columns : width;
    }
    for (size_t i = 0; i < f->n_variants; i++)
        append_variant(out, a, f, &f->variants[i], width, s);
    if (f->n_more) {
        pcs_buffer_puts(out, "  ");
        pcs_rest_append(out, f->n_more, "and %s more", "and %s more", s);
        pcs_buffer_putc(out, '\n');
    }
    pcs_buffer_putc(out, '\n');
}

static void append_total(pcs_buffer *out, const pcs_consistency_report *r,
                         const pcs_style *s)
{
    uint64_t n = 0;
    bool begun = false;
    for (int i = 0; i < PCS_FINDING_KINDS; i++)
        n += r->counts[i].findings;
    pcs_buffer_puts(out, s->dim_on);
    pcs_count_append(out, n, "%s finding", "%s findings");
    for (int i = 0; i < PCS_FINDING_KINDS; i++) {
        if (!r->counts[i].findings)
            continue;
        pcs_buffer_printf(out, "%s%s ", begun ? pcs_between_items() : " (",
                          pcs_finding_kind_name((pcs_finding_kind)i));
        pcs_number_append(out, r->counts[i].findings);
        begun = true;
    }
    pcs_buffer_puts(out, begun ? ")" : "");
    if (r->n_findings < n) {
        char number[PCS_NUMBER_MAX];
        pcs_buffer_puts(out, pcs_between_clauses());
        pcs_buffer_printf(out, _("%s shown"),
                          pcs_number_write(number, r->n_findings));
    }
    pcs_buffer_printf(out, "%s\n", s->off);
    for (size_t i = 0; i < r->n_ignored; i++)
        pcs_list_line(out, _("Left out of the query: %s"), &r->ignored[i], 1,
                      "", "");
}

void pcs_present_report_text(pcs_buffer *out, const pcs_report_answer *a)
{
    pcs_style s = pcs_style_of(&a->answer.request->screen);
    for (size_t i = 0; i < a->report->n_findings; i++)
        append_finding(out, a, &a->report->findings[i], &s);
    append_total(out, a->report, &s);
}
