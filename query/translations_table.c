/* translations_table.c - how a term was translated, as a table */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/cell.h"
#include "query/export.h"
#include "query/translations.h"

/* Other programs rely on these and their order; new ones come behind. */
static const char header[] = "from to rank text segments pairs human machine "
                             "share example translated source path line id";

typedef struct table {
    pcs_buffer *out;
    bool is_csv;
    bool has_cell; /* in this line */
} table;

static void append_cell(table *t, const char *text, size_t len)
{
    if (t->has_cell)
        pcs_buffer_putc(t->out, t->is_csv ? ',' : '\t');
    t->has_cell = true;
    if (t->is_csv)
        pcs_cell_csv(t->out, text, len);
    else
        pcs_cell_tsv(t->out, text, len);
}

static void append_string(table *t, const char *text)
{
    append_cell(t, text, strlen(text));
}

static void append_number(table *t, uint64_t number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRIu64, number);
    append_string(t, digits);
}

static void end_line(table *t)
{
    pcs_buffer_puts(t->out, t->is_csv ? "\r\n" : "\n");
    t->has_cell = false;
}

static void append_header(table *t)
{
    for (const char *at = header; *at;) {
        size_t len = strcspn(at, " ");
        append_cell(t, at, len);
        at += len + (at[len] == ' ');
    }
    end_line(t);
}

/* What is left has neither rank nor text. */
static void append_row(table *t, const pcs_translated *d, size_t rank,
                       const pcs_translation *one, const pcs_tally *tally)
{
    char share[32];
    snprintf(share, sizeof share, "%.4f", pcs_translation_share(tally, d));
    append_string(t, d->from);
    append_string(t, d->to);
    if (one)
        append_number(t, rank);
    else
        append_string(t, "");
    append_string(t, one ? one->text : "");
    append_number(t, tally->segments);
    append_number(t, tally->units);
    append_number(t, tally->human);
    append_number(t, tally->machine);
    append_string(t, share);
    if (one && one->example.from) {
        const pcs_translation_example *e = &one->example;
        append_cell(t, e->from, e->from_len);
        append_cell(t, e->to, e->to_len);
        append_string(t, e->place.source);
        append_string(t, e->place.path);
        append_number(t, e->place.line);
        append_string(t, e->place.id);
    } else {
        for (int i = 0; i < 6; i++)
            append_string(t, "");
    }
    end_line(t);
}

void pcs_present_translations_table(pcs_buffer *out, const pcs_request *r,
                                    const pcs_translations *translations)
{
    table t = {out, r->format == &pcs_export_csv, false};
    if (r->has_bom)
        pcs_buffer_puts(out, "\xEF\xBB\xBF");
    append_header(&t);
    for (size_t i = 0; i < translations->n; i++) {
        const pcs_translated *d = &translations->items[i];
        for (size_t j = 0; j < d->n; j++)
            append_row(&t, d, j + 1, &d->items[j], &d->items[j].tally);
        if (d->rest.segments)
            append_row(&t, d, 0, NULL, &d->rest);
    }
}
