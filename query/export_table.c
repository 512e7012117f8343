/* export_table.c - results as a table: TSV and CSV (RFC 4180) */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/cell.h"
#include "query/export.h"

/* How a table is written. */
typedef struct table {
    char between;
    const char *end;
    size_t (*cell)(pcs_buffer *out, const char *text, size_t len);
} table;

static const table tsv = {'\t', "\n", pcs_cell_tsv};
static const table csv = {',', "\r\n", pcs_cell_csv};

/* Other programs rely on these and their order; new ones come behind. */
static const char *const columns[] = {
    "locale", "tier", "local", "english", "title", "heading", "source",
    "path",   "line", "id",    "url",     "count", "type",
};
#define N_COLUMNS (sizeof columns / sizeof *columns)

static void append_cell(pcs_export *e, const table *t, const char *text,
                        size_t len)
{
    pcs_buffer_putc(&e->out, t->between);
    e->replaced += t->cell(&e->out, text, len);
}

static void append_string(pcs_export *e, const table *t, const char *text)
{
    append_cell(e, t, text, strlen(text));
}

static void append_header(pcs_export *e, const table *t)
{
    if (e->has_bom)
        pcs_buffer_puts(&e->out, "\xEF\xBB\xBF");
    pcs_buffer_puts(&e->out, columns[0]);
    for (size_t i = 1; i < N_COLUMNS; i++)
        append_string(e, t, columns[i]);
    for (size_t i = 0; i < e->n_further; i++)
        append_string(e, t, e->further[i]);
    pcs_buffer_puts(&e->out, t->end);
}

/* The unit's text in a locale besides the hit's; empty where it has none. */
static void append_further(pcs_export *e, const table *t,
                           const pcs_export_unit *unit, const char *locale)
{
    const char *text = "";
    size_t len = 0;
    for (size_t i = 1; i < unit->n_texts && len == 0; i++)
        if (*unit->texts[i].by && strcmp(unit->texts[i].locale, locale) == 0) {
            text = unit->texts[i].text;
            len = unit->texts[i].len;
        }
    append_cell(e, t, text, len);
}

static void append_row(pcs_export *e, const table *t,
                       const pcs_export_unit *unit)
{
    const pcs_hit *hit = unit->hit;
    const pcs_place_of *place = &hit->places[0];
    char line[24], count[24];
    snprintf(line, sizeof line, "%" PRIu32, place->line);
    snprintf(count, sizeof count, "%zu", hit->count);
    e->replaced += t->cell(&e->out, hit->locale, strlen(hit->locale));
    append_string(e, t, pcs_tier_name(hit->tier));
    append_cell(e, t, hit->local, hit->local_len);
    append_cell(e, t, hit->english, e->no_english ? 0 : hit->english_len);
    append_string(e, t, hit->title);
    append_string(e, t, hit->heading);
    append_string(e, t, place->source);
    append_string(e, t, place->path);
    append_string(e, t, line);
    append_string(e, t, place->id);
    append_string(e, t, unit->url);
    append_string(e, t, count);
    append_string(e, t, hit->origin->type);
    for (size_t i = 0; i < e->n_further; i++)
        append_further(e, t, unit, e->further[i]);
    pcs_buffer_puts(&e->out, t->end);
}

static void begin_tsv(pcs_export *e)
{
    append_header(e, &tsv);
}

static void append_tsv(pcs_export *e, const pcs_export_unit *unit)
{
    append_row(e, &tsv, unit);
}

static void begin_csv(pcs_export *e)
{
    append_header(e, &csv);
}

static void append_csv(pcs_export *e, const pcs_export_unit *unit)
{
    append_row(e, &csv, unit);
}

static void end(pcs_export *e)
{
    (void)e;
}

const pcs_export_format pcs_export_tsv = {.name = "tsv",
                                          .may_have_bom = true,
                                          .begin = begin_tsv,
                                          .unit = append_tsv,
                                          .end = end};

const pcs_export_format pcs_export_csv = {.name = "csv",
                                          .may_have_bom = true,
                                          .begin = begin_csv,
                                          .unit = append_csv,
                                          .end = end};
