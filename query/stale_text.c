/* stale_text.c - articles of an older English, for people */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/text.h"
#include "cli/wrap.h"
#include "query/hit_text.h"
#include "query/stale.h"

/* A text that may be in parts of two versions. */
typedef struct pieces {
    pcs_buffer text;
    pcs_text_mark *marks;
    bool *seconds; /* of each mark: what was added */
    size_t n, cap_marks, cap_seconds;
} pieces;

static void add_piece(pieces *p, const char *text, size_t len,
                      pcs_word_change change)
{
    size_t start = p->text.len;
    pcs_buffer_append(&p->text, text, len);
    if (change == PCS_WORDS_SAME || p->text.failed)
        return;
    if (!PCS_ARRAY_RESERVE(p->marks, p->cap_marks, p->n + 1) ||
        !PCS_ARRAY_RESERVE(p->seconds, p->cap_seconds, p->n + 1)) {
        p->text.failed = true;
        return;
    }
    p->marks[p->n] = (pcs_text_mark){start, p->text.len};
    p->seconds[p->n++] = change == PCS_WORDS_ADDED;
}

/* A line behind a gutter of `used` columns. Frees what pieces hold. */
static void append_pieces(pcs_buffer *out, pieces *p, const char *indent,
                          const pcs_style *s)
{
    pcs_buffer clean = {0};
    pcs_wrap_options wrap = {.width = s->width,
                             .used = strlen(indent),
                             .indent = indent,
                             .mark_on = s->old_on,
                             .mark_off = s->old_off,
                             .seconds = p->seconds,
                             .second_on = s->new_on,
                             .second_off = s->new_off};
    pcs_text_clean_marks(&clean, p->text.data, p->text.len, p->marks, p->n);
    pcs_text_wrap(out, clean.data ? clean.data : "", clean.len, p->marks, p->n,
                  &wrap);
    out->failed |= p->text.failed || clean.failed;
    pcs_buffer_dispose(&clean);
    pcs_buffer_dispose(&p->text);
    free(p->marks);
    free(p->seconds);
}

static void append_text(pcs_buffer *out, const char *text, size_t len,
                        const char *indent, pcs_word_change change,
                        const pcs_style *s)
{
    pieces p = {0};
    add_piece(&p, text, len, change);
    append_pieces(out, &p, indent, s);
    pcs_buffer_putc(out, '\n');
}

static void append_diff(pcs_buffer *out, const pcs_stale_change *c,
                        const char *indent, const pcs_style *s)
{
    pieces p = {0};
    for (size_t i = 0; i < c->n_edits; i++) {
        const pcs_word_edit *e = &c->edits[i];
        const char *text =
            e->change == PCS_WORDS_ADDED ? c->newer.english : c->older.english;
        add_piece(&p, text + e->start, e->end - e->start, e->change);
    }
    append_pieces(out, &p, indent, s);
    pcs_buffer_putc(out, '\n');
}

/* "  12: " with what has to be translated anew, over the difference of its
 * English; "  12+ " with what was added behind line 12. */
static void append_change(pcs_buffer *out, const pcs_stale_change *c,
                          int digits, const pcs_style *s)
{
    char gutter[32], indent[32];
    bool is_added = c->kind == PCS_CHANGE_ADDED;
    int width = snprintf(gutter, sizeof gutter, "  %*u%c ", digits,
                         c->older.line, is_added ? '+' : ':');
    snprintf(indent, sizeof indent, "%*s", width, "");
    pcs_buffer_printf(out, "%s%s%s", s->line_on, gutter, s->off);
    if (is_added) {
        append_text(out, c->newer.english, c->newer.english_len, indent,
                    PCS_WORDS_ADDED, s);
        return;
    }
    append_text(out, c->older.local, c->older.local_len, indent, PCS_WORDS_SAME,
                s);
    pcs_buffer_puts(out, indent);
    if (c->kind == PCS_CHANGE_CHANGED)
        append_diff(out, c, indent, s);
    else
        append_text(out, c->older.english, c->older.english_len, indent,
                    c->kind == PCS_CHANGE_REMOVED ? PCS_WORDS_REMOVED
                                                  : PCS_WORDS_SAME,
                    s);
    if (c->kind == PCS_CHANGE_MOVED) {
        pcs_buffer_printf(out, "%s%s", indent, s->dim_on);
        pcs_buffer_printf(out, _("moved, there to line %u"), c->newer.line);
        pcs_buffer_printf(out, "%s\n", s->off);
    }
}

static void append_changes(pcs_buffer *out, const pcs_stale_article *a,
                           const pcs_style *s)
{
    uint32_t last = 0;
    for (size_t i = 0; i < a->n_changes; i++)
        if (a->changes[i].older.line > last)
            last = a->changes[i].older.line;
    int digits = snprintf(NULL, 0, "%u", last);
    for (size_t i = 0; i < a->n_changes; i++)
        append_change(out, &a->changes[i], digits, s);
    uint64_t more = 0;
    for (int k = 0; k < PCS_CHANGE_COUNT; k++)
        more += a->counts[k];
    more -= a->n_changes;
    if (more && a->n_changes) {
        pcs_buffer_puts(out, "  ");
        pcs_rest_append(out, more, "and %s more segment",
                        "and %s more segments", s);
        pcs_buffer_putc(out, '\n');
    }
}

/* What was found first names what is counted: "2 segments changed". */
static void append_first_count(pcs_buffer *out, pcs_change_kind kind,
                               uint64_t n)
{
    switch (kind) {
    case PCS_CHANGE_CHANGED:
        pcs_count_append(out, n, "%s segment changed", "%s segments changed");
        break;
    case PCS_CHANGE_ADDED:
        pcs_count_append(out, n, "%s segment added", "%s segments added");
        break;
    case PCS_CHANGE_REMOVED:
        pcs_count_append(out, n, "%s segment removed", "%s segments removed");
        break;
    default:
        pcs_count_append(out, n, "%s segment moved", "%s segments moved");
    }
}

static void append_next_count(pcs_buffer *out, pcs_change_kind kind, uint64_t n)
{
    char number[PCS_NUMBER_MAX];
    const char *format = kind == PCS_CHANGE_CHANGED   ? _("%s changed")
                         : kind == PCS_CHANGE_ADDED   ? _("%s added")
                         : kind == PCS_CHANGE_REMOVED ? _("%s removed")
                                                      : _("%s moved");
    pcs_buffer_printf(out, format, pcs_number_write(number, n));
}

/* "2 segments changed, 1 added" */
static void append_counts(pcs_buffer *out, const uint64_t *counts)
{
    bool is_first = true;
    for (int k = 0; k < PCS_CHANGE_COUNT; k++) {
        if (counts[k] == 0)
            continue;
        if (is_first) {
            append_first_count(out, (pcs_change_kind)k, counts[k]);
        } else {
            pcs_buffer_puts(out, pcs_between_items());
            append_next_count(out, (pcs_change_kind)k, counts[k]);
        }
        is_first = false;
    }
    if (is_first)
        pcs_buffer_puts(out, _("no segment differs"));
}

static const char *handoff(const pcs_stale_version *v)
{
    return *v->handoff ? v->handoff : _c("version", "no date");
}

static void append_missing(pcs_buffer *out, const pcs_stale_article *a,
                           const char *locales)
{
    char number[PCS_NUMBER_MAX];
    pcs_buffer_printf(
        out,
        _n("missing in %s; in %s it has %s segment",
           "missing in %s; in %s it has %s segments", a->segments),
        a->own.locale, locales, pcs_number_write(number, a->segments));
}

/* How far it is behind which locales: "12 days behind ja-JP". */
static void append_distance(pcs_buffer *out, const pcs_stale_article *a,
                            const char *locales)
{
    char number[PCS_NUMBER_MAX];
    uint64_t days = (uint64_t)a->days;
    if (a->kind != PCS_STALE_OLDER)
        pcs_buffer_printf(
            out, _("another version than in %s, no telling which is older"),
            locales);
    else
        pcs_buffer_printf(out,
                          _n("%s day behind %s", "%s days behind %s", days),
                          pcs_number_write(number, days), locales);
}

/* How far it is behind which locales, and by how much. */
static void append_state(pcs_buffer *out, const pcs_stale_article *a)
{
    pcs_buffer locales = {0};
    uint64_t counts[PCS_CHANGE_COUNT];
    for (size_t i = 0; i < a->n_newest_in; i++)
        pcs_buffer_printf(&locales, "%s%s", i ? pcs_between_items() : "",
                          a->newest_in[i]);
    const char *in = locales.data ? locales.data : "";
    if (a->kind == PCS_STALE_MISSING) {
        append_missing(out, a, in);
    } else {
        append_distance(out, a, in);
        pcs_buffer_puts(out, " (");
        pcs_clean_append(out, handoff(&a->own));
        pcs_buffer_puts(out, pcs_between_items());
        pcs_clean_append(out, handoff(&a->newest));
        pcs_buffer_puts(out, "): ");
        for (int k = 0; k < PCS_CHANGE_COUNT; k++)
            counts[k] = a->counts[k];
        append_counts(out, counts);
    }
    out->failed |= locales.failed;
    pcs_buffer_dispose(&locales);
}

static void append_article(pcs_buffer *out, const pcs_stale_answer *a,
                           const pcs_stale_article *article, const pcs_style *s)
{
    const pcs_stale_version *v =
        article->kind == PCS_STALE_MISSING ? &article->newest : &article->own;
    pcs_buffer tail = {0}, state = {0};
    pcs_buffer_puts(&tail, s->path_on);
    size_t width =
        pcs_present_path(&tail, a->answer, &v->place, v->locale, 0, true);
    pcs_buffer_printf(&tail, "%s  %s", s->off, v->locale);
    pcs_marked title = pcs_marked_whole(v->title, strlen(v->title));
    pcs_titled_text(out, &title, &tail, width + 2 + strlen(v->locale), s);
    append_state(&state, article);
    pcs_wrap_options wrap = {.width = s->width,
                             .used = 2,
                             .indent = "  ",
                             .line_on = s->dim_on,
                             .line_off = s->off};
    pcs_buffer_puts(out, "  ");
    pcs_text_wrap(out, state.data ? state.data : "", state.len, NULL, 0, &wrap);
    pcs_buffer_putc(out, '\n');
    append_changes(out, article, s);
    out->failed |= state.failed;
    pcs_buffer_dispose(&tail);
    pcs_buffer_dispose(&state);
}

static void append_formatted(pcs_buffer *out, const char *format, uint64_t n)
{
    char number[PCS_NUMBER_MAX];
    pcs_buffer_printf(out, format, pcs_number_write(number, n));
}

/* "3 stale articles, 1 unordered: 2 segments changed; 4 missing" */
static void append_totals(pcs_buffer *out, const pcs_stale_answer *a)
{
    const pcs_stale_results *r = a->results;
    bool lists_missing = a->answer->request->want_missing;
    pcs_count_append(out, r->totals[PCS_STALE_OLDER], "%s stale article",
                     "%s stale articles");
    if (r->totals[PCS_STALE_UNORDERED]) {
        pcs_buffer_puts(out, pcs_between_items());
        append_formatted(out, _("%s unordered"),
                         r->totals[PCS_STALE_UNORDERED]);
    }
    if (r->totals[PCS_STALE_OLDER] + r->totals[PCS_STALE_UNORDERED]) {
        pcs_buffer_puts(out, ": ");
        append_counts(out, r->counts);
    }
    if (r->totals[PCS_STALE_MISSING]) {
        pcs_buffer_puts(out, pcs_between_clauses());
        append_formatted(out,
                         lists_missing ? _("%s missing")
                                       : _("%s missing (--missing lists them)"),
                         r->totals[PCS_STALE_MISSING]);
    }
}

static void append_summary(pcs_buffer *out, const pcs_stale_answer *a,
                           const pcs_style *s)
{
    const pcs_stale_results *r = a->results;
    pcs_buffer_puts(out, s->dim_on);
    append_totals(out, a);
    if (r->n_articles < pcs_stale_total(a)) {
        pcs_buffer_puts(out, pcs_between_clauses());
        append_formatted(out, _("%s shown"), r->n_articles);
    }
    pcs_buffer_printf(out, "%s\n", s->off);
    pcs_list_line(out, _("Left out of the query: %s"), r->ignored, r->n_ignored,
                  "", "");
}

void pcs_present_stale_text(pcs_buffer *out, const pcs_stale_answer *a)
{
    pcs_style s = pcs_style_of(&a->answer->request->screen);
    for (size_t i = 0; i < a->results->n_articles; i++) {
        append_article(out, a, &a->results->articles[i], &s);
        pcs_buffer_putc(out, '\n');
    }
    append_summary(out, a, &s);
}
