/* consistency_text.c - reports for people */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "query/consistency.h"

/* How many places of a variant are shown. */
#define SHOWN_PLACES 3

/* How things stand out. */
typedef struct paint {
    const char *title_on, *number_on, *path_on, *dim_on, *off;
    size_t width;
} paint;

static paint choose_paint(const pcs_request *r)
{
    paint plain = {"", "", "", "", "", r->screen.width};
    paint colored = {"\033[1m", "\033[32m", "\033[35m",
                     "\033[2m", "\033[0m",  r->screen.width};
    return r->screen.is_colored ? colored : plain;
}

static void append_counted(pcs_buffer *out, uint64_t number, const char *one,
                           const char *many)
{
    char digits[32];
    int n = snprintf(digits, sizeof digits, "%" PRIu64, number);
    for (int i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            pcs_buffer_putc(out, ',');
        pcs_buffer_putc(out, digits[i]);
    }
    pcs_buffer_puts(out, number == 1 ? one : many);
}

/* A cleaned text, in lines. */
static void append_text(pcs_buffer *out, const char *text, size_t len,
                        const char *indent, size_t used, const char *on,
                        const paint *p)
{
    pcs_buffer clean = {0};
    pcs_wrap_options wrap = {.width = p->width,
                             .used = used,
                             .indent = indent,
                             .line_on = on,
                             .line_off = on && *on ? p->off : NULL};
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

static void append_head(pcs_buffer *out, const pcs_finding *f, const paint *p)
{
    append_text(out, f->text, f->len, "", 0, p->title_on, p);
    pcs_buffer_printf(out, "\n  %s%s, ", p->dim_on, f->locale);
    if (f->kind < PCS_FINDING_FIRST_CHECK)
        append_counted(out, f->n_variants + f->n_more, variants[f->kind][0],
                       variants[f->kind][1]);
    else
        pcs_buffer_puts(out, pcs_finding_kind_name(f->kind));
    pcs_buffer_puts(out, ", ");
    append_counted(out, f->segments, " segment", " segments");
    if (f->human) {
        pcs_buffer_puts(out, " (");
        append_counted(out, f->human, " human)", " human)");
    }
    pcs_buffer_printf(out, "%s\n", p->off);
}

static void append_places(pcs_buffer *out, const pcs_report_answer *a,
                          const pcs_finding *f, const pcs_finding_variant *v,
                          int width, const paint *p)
{
    size_t n = v->n_places < SHOWN_PLACES ? v->n_places : SHOWN_PLACES;
    for (size_t i = 0; i < n; i++) {
        pcs_buffer_printf(out, "  %*s  %s", width, "", p->path_on);
        pcs_present_path(out, &a->answer, &v->places[i], f->locale,
                         v->places[i].line, true);
        pcs_buffer_puts(out, p->off);
        if (i + 1 == n && v->segments > n) {
            pcs_buffer_printf(out, "  %sand ", p->dim_on);
            append_counted(out, v->segments - n, " more", " more");
            pcs_buffer_puts(out, p->off);
        }
        pcs_buffer_putc(out, '\n');
    }
}

/* What the translation belongs to, below it. */
static void append_instead(pcs_buffer *out, const pcs_finding_variant *v,
                           const char *indent, const paint *p)
{
    pcs_buffer text = {0};
    pcs_buffer_puts(&text, "which is ");
    pcs_buffer_append(&text, v->instead, v->instead_len);
    pcs_buffer_puts(&text, " in ");
    append_counted(&text, v->instead_segments, " segment", " segments");
    pcs_buffer_puts(out, indent);
    append_text(out, text.data ? text.data : "", text.len, indent,
                strlen(indent), p->dim_on, p);
    pcs_buffer_putc(out, '\n');
    out->failed |= text.failed;
    pcs_buffer_dispose(&text);
}

/* What a translation lacks, or has instead, below it. */
static void append_items(pcs_buffer *out, const char *what,
                         const pcs_finding_item *items, size_t n,
                         const char *indent, const paint *p)
{
    pcs_buffer text = {0};
    if (n == 0)
        return;
    pcs_buffer_puts(&text, what);
    for (size_t i = 0; i < n; i++) {
        pcs_buffer_puts(&text, i ? ", " : " ");
        pcs_buffer_append(&text, items[i].text, items[i].len);
    }
    pcs_buffer_puts(out, indent);
    append_text(out, text.data ? text.data : "", text.len, indent,
                strlen(indent), p->dim_on, p);
    pcs_buffer_putc(out, '\n');
    out->failed |= text.failed;
    pcs_buffer_dispose(&text);
}

static void append_variant(pcs_buffer *out, const pcs_report_answer *a,
                           const pcs_finding *f, const pcs_finding_variant *v,
                           int width, const paint *p)
{
    char indent[64];
    pcs_buffer number = {0};
    append_counted(&number, v->segments, "", "");
    snprintf(indent, sizeof indent, "  %*s  ", width, "");
    pcs_buffer_printf(out, "  %s%*s%s  ", p->number_on, width,
                      number.data ? number.data : "", p->off);
    append_text(out, v->text, v->len, indent, strlen(indent), NULL, p);
    pcs_buffer_putc(out, '\n');
    if (v->instead)
        append_instead(out, v, indent, p);
    if (f->kind != PCS_FINDING_UNTRANSLATED) {
        append_items(out, "lacks", f->missing, f->n_missing, indent, p);
        append_items(out, "has", f->extra, f->n_extra, indent, p);
    }
    append_places(out, a, f, v, width, p);
    out->failed |= number.failed;
    pcs_buffer_dispose(&number);
}

static void append_finding(pcs_buffer *out, const pcs_report_answer *a,
                           const pcs_finding *f, const paint *p)
{
    int width = 0;
    append_head(out, f, p);
    for (size_t i = 0; i < f->n_variants; i++) {
        uint64_t n = f->variants[i].segments;
        int digits = snprintf(NULL, 0, "%" PRIu64, n);
        digits += (digits - 1) / 3;
        width = digits > width ? digits : width;
    }
    for (size_t i = 0; i < f->n_variants; i++)
        append_variant(out, a, f, &f->variants[i], width, p);
    if (f->n_more) {
        pcs_buffer_printf(out, "  %sand ", p->dim_on);
        append_counted(out, f->n_more, " more", " more");
        pcs_buffer_printf(out, "%s\n", p->off);
    }
    pcs_buffer_putc(out, '\n');
}

static void append_total(pcs_buffer *out, const pcs_consistency_report *r,
                         const paint *p)
{
    uint64_t n = 0;
    bool begun = false;
    for (int i = 0; i < PCS_FINDING_KINDS; i++)
        n += r->counts[i].findings;
    pcs_buffer_puts(out, p->dim_on);
    append_counted(out, n, " finding", " findings");
    for (int i = 0; i < PCS_FINDING_KINDS; i++) {
        if (!r->counts[i].findings)
            continue;
        pcs_buffer_printf(out, "%s%s ", begun ? ", " : " (",
                          pcs_finding_kind_name((pcs_finding_kind)i));
        append_counted(out, r->counts[i].findings, "", "");
        begun = true;
    }
    pcs_buffer_puts(out, begun ? ")" : "");
    if (r->n_findings < n) {
        pcs_buffer_puts(out, "; ");
        append_counted(out, r->n_findings, " shown", " shown");
    }
    pcs_buffer_printf(out, "%s\n", p->off);
    for (size_t i = 0; i < r->n_ignored; i++) {
        pcs_buffer_puts(out, "Left out of the query: ");
        pcs_text_clean(out, r->ignored[i], strlen(r->ignored[i]));
        pcs_buffer_putc(out, '\n');
    }
}

void pcs_present_report_text(pcs_buffer *out, const pcs_report_answer *a)
{
    paint p = choose_paint(a->answer.request);
    for (size_t i = 0; i < a->report->n_findings; i++)
        append_finding(out, a, &a->report->findings[i], &p);
    append_total(out, a->report, &p);
}
