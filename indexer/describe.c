/* describe.c - what an index holds: --status and --dump */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/describe.h"

#include <pcsearch.h>

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/columns.h"
#include "cli/number.h"
#include "cli/text.h"
#include "indexer/print.h"

static json_t *generations_json(const pcs_index_info *info)
{
    json_t *list = json_array();
    for (size_t i = 0; i < info->n_generations; i++) {
        const pcs_index_generation_info *g = &info->generations[i];
        json_t *one = json_pack("{s:I}", "generation", (json_int_t)g->number);
        if (one && g->is_readable) {
            json_object_set_new(one, "created",
                                json_integer((json_int_t)g->created));
            json_object_set_new(one, "segments",
                                json_integer((json_int_t)g->segments));
        }
        if (one)
            json_object_set_new(one, "readable", json_boolean(g->is_readable));
        json_array_append_new(list, one);
    }
    return list;
}

static json_t *quarantine_json(const pcs_index_info *info)
{
    json_t *list = json_array();
    for (size_t i = 0; i < info->n_quarantined; i++)
        json_array_append_new(list,
                              json_integer((json_int_t)info->quarantined[i]));
    return list;
}

static void print_json(const pcs_index_info *info, pcs_error *err)
{
    json_t *locales = json_array(), *sources = json_array();
    for (size_t i = 0; i < info->n_locales; i++) {
        const pcs_index_locale *l = &info->locales[i];
        json_array_append_new(
            locales,
            json_pack("{s:s,s:I,s:I,s:I,s:I}", "locale", l->locale, "articles",
                      (json_int_t)l->articles, "segments",
                      (json_int_t)l->segments, "pairs", (json_int_t)l->pairs,
                      "bytes", (json_int_t)l->bytes));
    }
    for (size_t i = 0; i < info->n_sources; i++) {
        const pcs_index_source *s = &info->sources[i];
        json_t *source =
            json_pack("{s:s,s:s}", "source", s->name, "root", s->root);
        if (source && s->url)
            json_object_set_new(source, "url", json_string(s->url));
        json_array_append_new(sources, source);
    }
    json_t *json = json_pack(
        "{s:s,s:I,s:I,s:I,s:i,s:s,s:o,s:o,s:o}", "type", "status", "generation",
        (json_int_t)info->generation, "created", (json_int_t)info->created,
        "published_bytes", (json_int_t)info->bytes, "analyzer",
        (int)info->analyzer, "icu", info->icu, "locales", locales, "sources",
        sources, "generations", generations_json(info));
    if (json && info->has_dictionary)
        json_object_set_new(
            json, "dictionary",
            json_pack("{s:I,s:I}", "words", (json_int_t)info->dictionary_words,
                      "bytes", (json_int_t)info->dictionary_bytes));
    if (json)
        json_object_set_new(json, "quarantined", quarantine_json(info));
    pcs_print_json(json, err);
}

static void append_age(pcs_buffer *out, uint64_t created)
{
    char number[PCS_NUMBER_MAX];
    uint64_t now = (uint64_t)time(NULL);
    uint64_t age = now > created ? now - created : 0;
    if (age < 120)
        pcs_buffer_printf(out, _("%s s ago"), pcs_number_write(number, age));
    else if (age < 7200)
        pcs_buffer_printf(out, _("%s min ago"),
                          pcs_number_write(number, age / 60));
    else if (age < 172800)
        pcs_buffer_printf(out, _("%s h ago"),
                          pcs_number_write(number, age / 3600));
    else
        pcs_count_append(out, age / 86400, "%s day ago", "%s days ago");
}

static double megabytes(uint64_t bytes)
{
    return (double)bytes / 1e6;
}

/* The names of what is told, one a line, in the order of labels. */
typedef enum label {
    LABEL_INDEX,
    LABEL_GENERATION,
    LABEL_SIZE,
    LABEL_ANALYZER,
    LABEL_SOURCE,
    LABEL_DICTIONARY,
    LABEL_GENERATIONS,
    LABEL_QUARANTINE,
    LABELS
} label;

static void append_label(pcs_buffer *out, label which)
{
    const char *const labels[LABELS] = {
        _c("label", "index"),       _c("label", "generation"),
        _c("label", "size"),        _c("label", "analyzer"),
        _c("label", "source"),      _c("label", "dictionary"),
        _c("label", "generations"), _c("label", "quarantine")};
    pcs_padded_append(out, labels[which], pcs_widest(labels, LABELS) + 1);
}

/* Nothing where nothing is damaged. */
static void append_quarantine(pcs_buffer *out, const char *dir,
                              const pcs_index_info *info)
{
    if (info->n_quarantined == 0)
        return;
    append_label(out, LABEL_QUARANTINE);
    for (size_t i = 0; i < info->n_quarantined; i++)
        pcs_buffer_printf(out, "%" PRIu64 " ", info->quarantined[i]);
    pcs_buffer_printf(out, _("(damaged, in %s/quarantine)"), dir);
    pcs_buffer_putc(out, '\n');
}

enum { COLUMNS = 5 };

/* A line of the table, whose first column is text. */
static void append_cells(pcs_buffer *out, const char *const cells[COLUMNS],
                         const size_t widths[COLUMNS])
{
    pcs_padded_append(out, cells[0], widths[0]);
    for (size_t i = 1; i < COLUMNS; i++) {
        pcs_buffer_putc(out, ' ');
        pcs_aligned_append(out, cells[i], widths[i]);
    }
    pcs_buffer_putc(out, '\n');
}

static void append_table(pcs_buffer *out, const pcs_index_info *info)
{
    size_t widths[COLUMNS] = {12, 10, 10, 10, 8};
    const char *const heads[COLUMNS] = {
        _c("column", "locale"), _c("column", "articles"),
        _c("column", "segments"), _c("column", "pairs"), _c("column", "MB")};
    for (size_t i = 0; i < COLUMNS; i++) {
        size_t width = pcs_widest(&heads[i], 1);
        widths[i] = width > widths[i] ? width : widths[i];
    }
    append_cells(out, heads, widths);
    for (size_t i = 0; i < info->n_locales; i++) {
        const pcs_index_locale *l = &info->locales[i];
        char numbers[COLUMNS][PCS_NUMBER_MAX];
        snprintf(numbers[1], sizeof numbers[1], "%" PRIu64, l->articles);
        snprintf(numbers[2], sizeof numbers[2], "%" PRIu64, l->segments);
        snprintf(numbers[3], sizeof numbers[3], "%" PRIu64, l->pairs);
        pcs_decimal_write(numbers[4], megabytes(l->bytes), 1);
        const char *const cells[COLUMNS] = {l->locale, numbers[1], numbers[2],
                                            numbers[3], numbers[4]};
        append_cells(out, cells, widths);
    }
}

static void append_source(pcs_buffer *out, const pcs_index_source *s)
{
    pcs_buffer name = {0}, root = {0}, url = {0};
    pcs_text_clean(&name, s->name, strlen(s->name));
    pcs_text_clean(&root, s->root, strlen(s->root));
    if (s->url)
        pcs_text_clean(&url, s->url, strlen(s->url));
    append_label(out, LABEL_SOURCE);
    /* TRANSLATORS: a source's name, its folder, and where it is published. */
    pcs_buffer_printf(out, s->url ? _("%s at %s, pages at %s") : _("%s at %s"),
                      name.data ? name.data : "", root.data ? root.data : "",
                      url.data ? url.data : "");
    pcs_buffer_putc(out, '\n');
    pcs_buffer_dispose(&name);
    pcs_buffer_dispose(&root);
    pcs_buffer_dispose(&url);
}

static void append_head(pcs_buffer *out, const char *dir,
                        const pcs_index_info *info)
{
    char size[PCS_NUMBER_MAX];
    pcs_buffer age = {0};
    append_age(&age, info->created);
    append_label(out, LABEL_INDEX);
    pcs_buffer_printf(out, "%s\n", dir);
    append_label(out, LABEL_GENERATION);
    pcs_buffer_printf(out, _("%llu, published %s"),
                      (unsigned long long)info->generation,
                      age.data ? age.data : "");
    pcs_buffer_putc(out, '\n');
    append_label(out, LABEL_SIZE);
    pcs_decimal_write(size, megabytes(info->bytes), 1);
    pcs_buffer_printf(out, _("%s MB"), size);
    pcs_buffer_putc(out, '\n');
    append_label(out, LABEL_ANALYZER);
    pcs_buffer_printf(out, _("version %u, ICU %s"), info->analyzer, info->icu);
    pcs_buffer_puts(out, "\n\n");
    out->failed |= age.failed;
    pcs_buffer_dispose(&age);
}

static void append_words(pcs_buffer *out, uint64_t n)
{
    char digits[PCS_NUMBER_MAX];
    snprintf(digits, sizeof digits, "%" PRIu64, n);
    pcs_buffer_printf(out, _n("%s word", "%s words", n), digits);
}

static pcs_status print_text(const char *dir, const pcs_index_info *info,
                             pcs_error *err)
{
    pcs_buffer out = {0};
    append_head(&out, dir, info);
    append_table(&out, info);
    pcs_buffer_putc(&out, '\n');
    for (size_t i = 0; i < info->n_sources; i++)
        append_source(&out, &info->sources[i]);
    if (info->has_dictionary) {
        append_label(&out, LABEL_DICTIONARY);
        append_words(&out, info->dictionary_words);
        pcs_buffer_putc(&out, '\n');
    }
    append_label(&out, LABEL_GENERATIONS);
    for (size_t i = 0; i < info->n_generations; i++) {
        uint64_t number = info->generations[i].number;
        pcs_buffer_printf(&out, "%s%" PRIu64, i ? " " : "", number);
        if (number == info->generation)
            pcs_buffer_printf(&out, " (%s)", _("served"));
    }
    pcs_buffer_putc(&out, '\n');
    append_quarantine(&out, dir, info);
    pcs_status status = pcs_buffer_status(&out, err);
    if (status == PCS_OK)
        fwrite(out.data, 1, out.len, stdout);
    pcs_buffer_dispose(&out);
    return status;
}

pcs_status pcs_print_status(const char *dir, bool is_json, pcs_error *err)
{
    pcs_index_info info = {0};
    pcs_status status = pcs_index_describe(&info, dir, err);
    if (status == PCS_OK && is_json)
        print_json(&info, err);
    else if (status == PCS_OK)
        status = print_text(dir, &info, err);
    pcs_index_info_dispose(&info);
    return status;
}

/* What only one side's markup has: a list, empty for most segments. */
static json_t *markup_json(const pcs_dump_segment *s)
{
    json_t *list = json_array();
    for (size_t i = 0; i < s->n_markup; i++) {
        const pcs_markup_text *m = &s->markup[i];
        json_array_append_new(
            list, json_pack("{s:s,s:s,s:s%}", "kind",
                            m->kind == PCS_MARKUP_CODE ? "code" : "address",
                            "side", m->is_local ? "local" : "english", "text",
                            m->data, m->len));
    }
    return list;
}

static pcs_status dump_segment(void *context, const pcs_dump_segment *s,
                               pcs_error *err)
{
    json_t *json = json_pack(
        "{s:s,s:s%,s:s%,s:I,s:s%,s:I,s:s,s:s%,s:s%,s:s%,s:s%}", "locale",
        s->locale, "source", s->source, s->source_len, "path", s->path,
        s->path_len, "n", (json_int_t)s->n, "id", s->id, s->id_len, "line",
        (json_int_t)s->line, "place", s->place, "heading", s->heading,
        s->heading_len, "anchor", s->anchor, s->anchor_len, "local", s->local,
        s->local_len, "english", s->english, s->english_len);
    (void)context;
    if (json && s->n_markup)
        json_object_set_new(json, "markup", markup_json(s));
    if (!json)
        return pcs_error_set(err, PCS_ECORRUPT, "text that is not UTF-8");
    return pcs_print_json(json, err);
}

pcs_status pcs_print_dump(const char *dir, pcs_error *err)
{
    return pcs_index_dump(dir, dump_segment, NULL, err);
}
