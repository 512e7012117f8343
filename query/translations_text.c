/* translations_text.c - how a term was translated, for people */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/text.h"
#include "query/marked.h"
#include "query/style.h"
#include "query/translations.h"

/* A line of the table. */
typedef struct row {
    pcs_buffer name; /* cleaned */
    size_t width;    /* columns of it */
    char segments[PCS_NUMBER_MAX], human[PCS_NUMBER_MAX];
    char machine[PCS_NUMBER_MAX], share[PCS_NUMBER_MAX + 2];
    const pcs_translation *translation; /* NULL for what is left */
} row;

static row make_row(const char *name, const pcs_tally *t,
                    const pcs_translated *d)
{
    row r;
    memset(&r, 0, sizeof r);
    pcs_text_clean(&r.name, name, strlen(name));
    r.width = r.name.data ? pcs_text_width(r.name.data, r.name.len) : 0;
    pcs_number_write(r.segments, t->segments);
    char number[PCS_NUMBER_MAX];
    snprintf(r.share, sizeof r.share, "%s %%",
             pcs_decimal_write(number, 100 * pcs_translation_share(t, d), 1));
    pcs_number_write(r.human, t->human);
    pcs_number_write(r.machine, t->machine);
    return r;
}

/* The rows of a direction, the renderings first. */
static size_t make_rows(row *rows, const pcs_translated *d)
{
    char number[PCS_NUMBER_MAX];
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++) {
        rows[n] = make_row(d->items[i].text, &d->items[i].tally, d);
        rows[n++].translation = &d->items[i];
    }
    if (d->n_more) {
        pcs_buffer more = {0};
        /* TRANSLATORS: how many translations there are besides those above. */
        pcs_buffer_printf(&more, _("(%s more)"),
                          pcs_number_write(number, d->n_more));
        rows[n++] = make_row(more.data ? more.data : "", &d->more, d);
        pcs_buffer_dispose(&more);
    }
    if (d->rest.segments)
        /* TRANSLATORS: what is translated in some other way. */
        rows[n++] = make_row(_("(otherwise)"), &d->rest, d);
    return n;
}

/* The widest cell of each column. */
typedef struct columns {
    int name, segments, share, human, machine;
} columns;

static void widen(int *width, size_t columns_of)
{
    if (columns_of > (size_t)*width)
        *width = (int)columns_of;
}

/* Names that are longer do not push the numbers out of sight. */
#define NAME_MAX 40

static columns measure(const row *rows, size_t n)
{
    columns c = {0, 0, 0, 0, 0};
    for (size_t i = 0; i < n; i++) {
        widen(&c.name, rows[i].width < NAME_MAX ? rows[i].width : NAME_MAX);
        widen(&c.segments, strlen(rows[i].segments));
        widen(&c.share, strlen(rows[i].share));
        widen(&c.human, strlen(rows[i].human));
        widen(&c.machine, strlen(rows[i].machine));
    }
    return c;
}

static void append_row(pcs_buffer *out, const row *r, const columns *c,
                       const pcs_style *s)
{
    bool is_rest = !r->translation;
    size_t gap = r->width < (size_t)c->name ? (size_t)c->name - r->width : 0;
    pcs_buffer_printf(out, "  %s", is_rest ? s->dim_on : s->title_on);
    pcs_buffer_append(out, r->name.data, r->name.len);
    pcs_buffer_puts(out, is_rest ? "" : s->off);
    pcs_buffer_printf(out, "%*s  %*s  %*s  HT %*s  MT %*s%s\n", (int)gap, "",
                      c->segments, r->segments, c->share, r->share, c->human,
                      r->human, c->machine, r->machine, is_rest ? s->off : "");
}

/* A text of the example, broken into lines. */
static void append_text(pcs_buffer *out, const pcs_marked *text, bool is_dim,
                        const pcs_style *s)
{
    pcs_wrap_options wrap = {.width = s->width,
                             .used = 4,
                             .indent = "    ",
                             .mark_on = is_dim ? s->dim_mark_on : s->mark_on,
                             .mark_off = is_dim ? s->dim_mark_off : s->mark_off,
                             .line_on = is_dim ? s->dim_on : NULL,
                             .line_off = is_dim ? s->off : NULL};
    pcs_buffer_puts(out, wrap.indent);
    pcs_marked_append(out, text, &wrap);
    pcs_buffer_putc(out, '\n');
}

static void append_example(pcs_buffer *out, const pcs_answer *a,
                           const pcs_translation_example *e, const char *locale,
                           const pcs_style *s)
{
    pcs_marked from = {e->from, e->from_len, e->from_marks, e->n_from_marks};
    pcs_marked to = {e->to, e->to_len, e->to_marks, e->n_to_marks};
    append_text(out, &from, false, s);
    append_text(out, &to, true, s);
    pcs_buffer_printf(out, "    %s", s->path_on);
    pcs_present_path(out, a, &e->place, locale, e->place.line, true);
    pcs_buffer_printf(out, "%s\n", s->off);
}

/* The term, both languages, and how much of it there is. */
static void append_head(pcs_buffer *out, const pcs_translations *t,
                        const pcs_translated *d, const pcs_style *s)
{
    pcs_buffer_puts(out, s->title_on);
    pcs_clean_append(out, t->term);
    pcs_buffer_printf(out, "%s  %s \u2192 %s  ", s->off, d->from, d->to);
    pcs_count_append(out, d->all.segments, "%s segment", "%s segments");
    if (d->alone) {
        char number[PCS_NUMBER_MAX];
        pcs_buffer_puts(out, pcs_between_clauses());
        pcs_buffer_printf(
            out,
            _n("%s more has none in %s", "%s more have none in %s", d->alone),
            pcs_number_write(number, d->alone), d->to);
    }
    pcs_buffer_putc(out, '\n');
}

static void append_direction(pcs_buffer *out, const pcs_answer *a,
                             const pcs_translations *t, const pcs_translated *d,
                             const pcs_style *s)
{
    row *rows = calloc(d->n + 2, sizeof *rows);
    size_t n = rows ? make_rows(rows, d) : 0;
    const char *locale =
        strcmp(d->to, PCS_TRANSLATIONS_ENGLISH) == 0 ? d->from : d->to;
    columns c = measure(rows, n);
    append_head(out, t, d, s);
    for (size_t i = 0; i < n; i++) {
        append_row(out, &rows[i], &c, s);
        if (rows[i].translation && rows[i].translation->example.from)
            append_example(out, a, &rows[i].translation->example, locale, s);
        pcs_buffer_dispose(&rows[i].name);
    }
    out->failed = out->failed || !rows;
    free(rows);
}

/* None is translated to its own locale. */
static void append_none(pcs_buffer *out, const pcs_names *to, const char *term,
                        const pcs_style *s)
{
    pcs_buffer locales = {0}, clean = {0};
    pcs_list_append(&locales, to->items, to->n);
    pcs_clean_append(&clean, term);
    const char *shown = clean.data ? clean.data : "";
    pcs_buffer_puts(out, s->dim_on);
    if (to->n)
        pcs_buffer_printf(out,
                          _("No segment that can be translated to %s has %s"),
                          locales.data ? locales.data : "", shown);
    else
        pcs_buffer_printf(out, _("No segment has %s"), shown);
    pcs_buffer_printf(out, "%s\n", s->off);
    out->failed |= locales.failed || clean.failed;
    pcs_buffer_dispose(&locales);
    pcs_buffer_dispose(&clean);
}

void pcs_present_translations_text(pcs_buffer *out, const pcs_answer *a,
                                   const pcs_translations *t)
{
    const pcs_style s = pcs_style_of(&a->request->screen);
    for (size_t i = 0; i < t->n; i++) {
        pcs_buffer_puts(out, i ? "\n" : "");
        append_direction(out, a, t, &t->items[i], &s);
    }
    if (t->n == 0)
        append_none(out, &a->request->to, t->term, &s);
    pcs_list_line(out, _("Left out of the query: %s"), t->ignored, t->n_ignored,
                  "", "");
}
