/* describe.c - what an index holds: --status and --dump */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/describe.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/columns.h"
#include "cli/number.h"
#include "cli/text.h"
#include "index/index.h"
#include "indexer/print.h"
#include "store/generation.h"
#include "store/quarantine.h"

static uint64_t published_bytes(const pcs_manifest *m, pcs_error *err)
{
    pcs_buffer text = {0};
    pcs_manifest_write(&text, m, err);
    uint64_t bytes = text.len + 64;
    pcs_buffer_dispose(&text);
    for (size_t i = 0; i < m->n_locales; i++)
        bytes += pcs_manifest_locale_bytes(&m->locales[i]);
    return bytes + m->dictionary.size;
}

static json_t *generations_json(const char *dir, const uint64_t *numbers,
                                size_t n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++) {
        pcs_manifest m;
        if (pcs_generation_read(&m, dir, numbers[i], NULL) != PCS_OK) {
            json_array_append_new(list, json_pack("{s:I,s:b}", "generation",
                                                  (json_int_t)numbers[i],
                                                  "readable", 0));
            continue;
        }
        uint64_t segments = 0;
        for (size_t j = 0; j < m.n_locales; j++)
            segments += m.locales[j].segments;
        json_array_append_new(list,
                              json_pack("{s:I,s:I,s:I,s:b}", "generation",
                                        (json_int_t)numbers[i], "created",
                                        (json_int_t)m.created, "segments",
                                        (json_int_t)segments, "readable", 1));
        pcs_manifest_dispose(&m);
    }
    return list;
}

static json_t *quarantine_json(const char *dir)
{
    json_t *list = json_array();
    uint64_t *numbers;
    size_t n;
    if (pcs_quarantine_list(&numbers, &n, dir, NULL) == PCS_OK) {
        for (size_t i = 0; i < n; i++)
            json_array_append_new(list, json_integer((json_int_t)numbers[i]));
        free(numbers);
    }
    return list;
}

static void print_json(const char *dir, const pcs_manifest *m,
                       const uint64_t *numbers, size_t n, pcs_error *err)
{
    json_t *locales = json_array(), *sources = json_array();
    for (size_t i = 0; i < m->n_locales; i++) {
        const pcs_manifest_locale *l = &m->locales[i];
        json_array_append_new(
            locales,
            json_pack("{s:s,s:I,s:I,s:I,s:I}", "locale", l->locale, "articles",
                      (json_int_t)l->articles, "segments",
                      (json_int_t)l->segments, "pairs", (json_int_t)l->units,
                      "bytes", (json_int_t)pcs_manifest_locale_bytes(l)));
    }
    for (size_t i = 0; i < m->n_sources; i++) {
        const pcs_manifest_source *s = &m->sources[i];
        json_t *source =
            json_pack("{s:s,s:s}", "source", s->name, "root", s->root);
        if (source && s->url)
            json_object_set_new(source, "url", json_string(s->url));
        json_array_append_new(sources, source);
    }
    json_t *json = json_pack(
        "{s:s,s:I,s:I,s:I,s:i,s:s,s:o,s:o,s:o}", "type", "status", "generation",
        (json_int_t)m->generation, "created", (json_int_t)m->created,
        "published_bytes", (json_int_t)published_bytes(m, err), "analyzer",
        (int)m->analyzer, "icu", m->icu, "locales", locales, "sources", sources,
        "generations", generations_json(dir, numbers, n));
    if (json && m->dictionary.name)
        json_object_set_new(json, "dictionary",
                            json_pack("{s:I,s:I}", "words",
                                      (json_int_t)m->dictionary_words, "bytes",
                                      (json_int_t)m->dictionary.size));
    if (json)
        json_object_set_new(json, "quarantined", quarantine_json(dir));
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
static void append_quarantine(pcs_buffer *out, const char *dir)
{
    uint64_t *numbers;
    size_t n;
    if (pcs_quarantine_list(&numbers, &n, dir, NULL) != PCS_OK)
        return;
    if (n > 0)
        append_label(out, LABEL_QUARANTINE);
    for (size_t i = 0; i < n; i++)
        pcs_buffer_printf(out, "%" PRIu64 " ", numbers[i]);
    if (n > 0) {
        pcs_buffer_printf(out, _("(damaged, in %s/quarantine)"), dir);
        pcs_buffer_putc(out, '\n');
    }
    free(numbers);
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

static void append_table(pcs_buffer *out, const pcs_manifest *m)
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
    for (size_t i = 0; i < m->n_locales; i++) {
        const pcs_manifest_locale *l = &m->locales[i];
        char numbers[COLUMNS][PCS_NUMBER_MAX];
        snprintf(numbers[1], sizeof numbers[1], "%" PRIu64, l->articles);
        snprintf(numbers[2], sizeof numbers[2], "%" PRIu64, l->segments);
        snprintf(numbers[3], sizeof numbers[3], "%" PRIu64, l->units);
        pcs_decimal_write(numbers[4], megabytes(pcs_manifest_locale_bytes(l)),
                          1);
        const char *const cells[COLUMNS] = {l->locale, numbers[1], numbers[2],
                                            numbers[3], numbers[4]};
        append_cells(out, cells, widths);
    }
}

static void append_source(pcs_buffer *out, const pcs_manifest_source *s)
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

static void append_head(pcs_buffer *out, const char *dir, const pcs_manifest *m,
                        pcs_error *err)
{
    char size[PCS_NUMBER_MAX];
    pcs_buffer age = {0};
    append_age(&age, m->created);
    append_label(out, LABEL_INDEX);
    pcs_buffer_printf(out, "%s\n", dir);
    append_label(out, LABEL_GENERATION);
    pcs_buffer_printf(out, _("%llu, published %s"),
                      (unsigned long long)m->generation,
                      age.data ? age.data : "");
    pcs_buffer_putc(out, '\n');
    append_label(out, LABEL_SIZE);
    pcs_decimal_write(size, megabytes(published_bytes(m, err)), 1);
    pcs_buffer_printf(out, _("%s MB"), size);
    pcs_buffer_putc(out, '\n');
    append_label(out, LABEL_ANALYZER);
    pcs_buffer_printf(out, _("version %u, ICU %s"), m->analyzer, m->icu);
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

static pcs_status print_text(const char *dir, const pcs_manifest *m,
                             const uint64_t *numbers, size_t n, pcs_error *err)
{
    pcs_buffer out = {0};
    append_head(&out, dir, m, err);
    append_table(&out, m);
    pcs_buffer_putc(&out, '\n');
    for (size_t i = 0; i < m->n_sources; i++)
        append_source(&out, &m->sources[i]);
    if (m->dictionary.name) {
        append_label(&out, LABEL_DICTIONARY);
        append_words(&out, m->dictionary_words);
        pcs_buffer_putc(&out, '\n');
    }
    append_label(&out, LABEL_GENERATIONS);
    for (size_t i = 0; i < n; i++) {
        pcs_buffer_printf(&out, "%s%" PRIu64, i ? " " : "", numbers[i]);
        if (numbers[i] == m->generation)
            pcs_buffer_printf(&out, " (%s)", _("served"));
    }
    pcs_buffer_putc(&out, '\n');
    append_quarantine(&out, dir);
    pcs_status status = pcs_buffer_status(&out, err);
    if (status == PCS_OK)
        fwrite(out.data, 1, out.len, stdout);
    pcs_buffer_dispose(&out);
    return status;
}

pcs_status pcs_print_status(const char *dir, bool is_json, pcs_error *err)
{
    pcs_manifest m;
    uint64_t *numbers = NULL;
    size_t n = 0;
    pcs_status status = pcs_generation_read(&m, dir, 0, err);
    if (status != PCS_OK)
        return status;
    status = pcs_generation_list(&numbers, &n, dir, err);
    if (status == PCS_OK && is_json)
        print_json(dir, &m, numbers, n, err);
    else if (status == PCS_OK)
        status = print_text(dir, &m, numbers, n, err);
    free(numbers);
    pcs_manifest_dispose(&m);
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
