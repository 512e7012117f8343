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

static const char *const variants[][2] = {
    [PCS_FINDING_TRANSLATIONS] = {" translation", " translations"},
    [PCS_FINDING_SOURCES] = {" English text", " English texts"},
    [PCS_FINDING_SPELLING] = {" spelling", " spellings"},
};

static void append_head(pcs_buffer *out, const pcs_finding *f,
                        const pcs_style *s)
{
    append_text(out, f->text, f->len, "", 0, s->title_on, s);
    pcs_buffer_printf(out, "\n  %s%s, ", s->dim_on, f->locale);
    if (f->kind < PCS_FINDING_FIRST_CHECK)
        pcs_count_append(out, f->n_variants + f->n_more, variants[f->kind][0],
                         variants[f->kind][1]);
    else
        pcs_buffer_puts(out, pcs_finding_kind_name(f->kind));
    pcs_buffer_puts(out, ", ");
    pcs_count_append(out, f->segments, " segment", " segments");
    if (f->human) {
        pcs_buffer_puts(out, " (");
        pcs_count_append(out, f->human, " human)", " human)");
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
            pcs_rest_append(out, v->segments - n, " more", " more", s);
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
    pcs_buffer text = {0};
    pcs_buffer_puts(&text, "which is ");
    pcs_buffer_append(&text, v->instead, v->instead_len);
    pcs_buffer_puts(&text, " in ");
    pcs_count_append(&text, v->instead_segments, " segment", " segments");
    append_below(out, &text, indent, s);
}

/* What a translation lacks, or has instead, below it. */
static void append_items(pcs_buffer *out, const char *what,
                         const pcs_finding_item *items, size_t n,
                         const char *indent, const pcs_style *s)
{
    pcs_buffer text = {0};
    if (n == 0)
        return;
    pcs_buffer_puts(&text, what);
    for (size_t i = 0; i < n; i++) {
        pcs_buffer_puts(&text, i ? ", " : " ");
        pcs_buffer_append(&text, items[i].text, items[i].len);
    }
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
        append_items(out, "lacks", f->missing, f->n_missing, indent, s);
        append_items(out, "has", f->extra, f->n_extra, indent, s);
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
        int digits = snprintf(NULL, 0, "%" PRIu64, n);
        digits += (digits - 1) / 3;
        width = digits > width ? digits : width;
    }
    for (size_t i = 0; i < f->n_variants; i++)
        append_variant(out, a, f, &f->variants[i], width, s);
    if (f->n_more) {
        pcs_buffer_puts(out, "  ");
        pcs_rest_append(out, f->n_more, " more", " more", s);
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
    pcs_count_append(out, n, " finding", " findings");
    for (int i = 0; i < PCS_FINDING_KINDS; i++) {
        if (!r->counts[i].findings)
            continue;
        pcs_buffer_printf(out, "%s%s ", begun ? ", " : " (",
                          pcs_finding_kind_name((pcs_finding_kind)i));
        pcs_number_append(out, r->counts[i].findings);
        begun = true;
    }
    pcs_buffer_puts(out, begun ? ")" : "");
    if (r->n_findings < n) {
        pcs_buffer_puts(out, "; ");
        pcs_count_append(out, r->n_findings, " shown", " shown");
    }
    pcs_buffer_printf(out, "%s\n", s->off);
    for (size_t i = 0; i < r->n_ignored; i++) {
        pcs_buffer_puts(out, "Left out of the query: ");
        pcs_clean_append(out, r->ignored[i]);
        pcs_buffer_putc(out, '\n');
    }
}

void pcs_present_report_text(pcs_buffer *out, const pcs_report_answer *a)
{
    pcs_style s = pcs_style_of(&a->answer.request->screen);
    for (size_t i = 0; i < a->report->n_findings; i++)
        append_finding(out, a, &a->report->findings[i], &s);
    append_total(out, a->report, &s);
}
