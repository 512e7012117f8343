/* events.c - telling what a run of pcindex does */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/events.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/utf8.h"
#include "cli/number.h"
#include "cli/terminal.h"
#include "indexer/print.h"

#define REDRAW_MS 100

uint64_t pcs_events_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

void pcs_events_end(pcs_events *e)
{
    if (e->is_line_open)
        fputs("\r\033[K", stderr);
    e->is_line_open = false;
}

static void draw_progress(pcs_events *e, const pcs_index_event *event)
{
    uint64_t now = pcs_events_clock();
    if (!e->has_progress || (e->is_line_open && now - e->last_ms < REDRAW_MS))
        return;
    e->last_ms = now;
    e->is_line_open = true;
    fputs("\r\033[K", stderr);
    if (event->total > 1)
        /* TRANSLATORS: what is done ("indexing") to how many of how many. */
        fprintf(stderr, _("%s %llu of %llu files"), _(event->stage),
                (unsigned long long)event->done,
                (unsigned long long)event->total);
    else
        fputs(_(event->stage), stderr);
    fflush(stderr);
}

/* File names are any bytes; JSON is UTF-8. */
static json_t *json_path(const char *path)
{
    pcs_buffer clean = {0};
    pcs_utf8_repair(&clean, path, strlen(path));
    json_t *out = json_stringn(clean.data ? clean.data : "", clean.len);
    pcs_buffer_dispose(&clean);
    return out;
}

static void print_json(json_t *json)
{
    pcs_error err = PCS_ERROR_INIT;
    if (pcs_print_json(json, &err) != PCS_OK)
        fprintf(stderr, "pcindex: %s\n", err.message);
    fflush(stdout);
}

static void print_problem(pcs_events *e, const pcs_index_event *event)
{
    bool is_error = event->kind == PCS_INDEX_ERROR;
    if (e->is_json) {
        print_json(json_pack(
            "{s:s,s:o,s:I,s:s}", "type", is_error ? "error" : "warning", "path",
            json_path(event->path), "line", (json_int_t)event->line, "message",
            event->message));
        return;
    }
    if (e->is_quiet && !is_error)
        return;
    pcs_buffer line = {0};
    pcs_text_clean(&line, event->path, strlen(event->path));
    pcs_buffer_printf(&line, ":%u: ", event->line);
    pcs_text_clean(&line, event->message, strlen(event->message));
    pcs_events_end(e);
    if (line.data)
        fprintf(stderr, "%s\n", line.data);
    pcs_buffer_dispose(&line);
}

/* Damage is told of whatever else is not. */
static void print_notice(pcs_events *e, const pcs_index_event *event)
{
    if (e->is_json)
        print_json(json_pack("{s:s,s:I,s:I,s:s}", "type", "quarantine",
                             "generation", (json_int_t)event->damaged, "served",
                             (json_int_t)event->served, "message",
                             event->message));
    pcs_buffer line = {0};
    pcs_text_clean(&line, event->message, strlen(event->message));
    pcs_events_end(e);
    if (line.data)
        fprintf(stderr, "pcindex: %s\n", line.data);
    pcs_buffer_dispose(&line);
}

void pcs_events_listen(void *context, const pcs_index_event *event)
{
    if (event->kind == PCS_INDEX_PROGRESS)
        draw_progress(context, event);
    else if (event->kind == PCS_INDEX_NOTICE)
        print_notice(context, event);
    else
        print_problem(context, event);
}

/* Digits as they are: scripts have read them for long. */
static const char *write_digits(char out[PCS_NUMBER_MAX], uint64_t number)
{
    snprintf(out, PCS_NUMBER_MAX, "%" PRIu64, number);
    return out;
}

static void append_count(pcs_buffer *out, uint64_t number, const char *format)
{
    char digits[PCS_NUMBER_MAX];
    pcs_buffer_printf(out, format, write_digits(digits, number));
}

/* "9 segments in 2 articles of 3 files: 2 added, 0 changed, ..." */
static void append_counts(pcs_buffer *out, const pcs_index_summary *s)
{
    char added[PCS_NUMBER_MAX], changed[PCS_NUMBER_MAX];
    char removed[PCS_NUMBER_MAX], unchanged[PCS_NUMBER_MAX];
    pcs_buffer segments = {0}, articles = {0}, files = {0};
    append_count(&segments, s->segments,
                 _n("%s segment", "%s segments", s->segments));
    append_count(&articles, s->articles,
                 _n("%s article", "%s articles", s->articles));
    append_count(&files, s->files, _n("%s file", "%s files", s->files));
    /* TRANSLATORS: segments, articles, files; then how many articles. */
    pcs_buffer_printf(
        out,
        _("%s in %s of %s: %s added, %s changed, %s removed, %s unchanged"),
        segments.data ? segments.data : "", articles.data ? articles.data : "",
        files.data ? files.data : "", write_digits(added, s->added),
        write_digits(changed, s->changed), write_digits(removed, s->removed),
        write_digits(unchanged, s->unchanged));
    pcs_buffer_dispose(&segments);
    pcs_buffer_dispose(&articles);
    pcs_buffer_dispose(&files);
}

static void print_counts(const pcs_index_summary *s, uint64_t elapsed_ms)
{
    pcs_buffer line = {0};
    char number[PCS_NUMBER_MAX];
    append_counts(&line, s);
    if (s->failed) {
        pcs_buffer_puts(&line, pcs_between_items());
        pcs_buffer_printf(&line, _("%s left out"),
                          write_digits(number, s->failed));
    }
    if (s->warnings) {
        pcs_buffer_puts(&line, pcs_between_clauses());
        append_count(&line, s->warnings,
                     _n("%s warning", "%s warnings", s->warnings));
    }
    pcs_buffer_puts(&line, pcs_between_clauses());
    if (s->published)
        pcs_buffer_printf(&line, _("generation %llu"),
                          (unsigned long long)s->generation);
    else
        pcs_buffer_puts(&line, _("nothing to publish"));
    pcs_decimal_write(number, (double)elapsed_ms / 1000, 1);
    pcs_buffer_puts(&line, " (");
    /* TRANSLATORS: seconds. */
    pcs_buffer_printf(&line, _("%s s"), number);
    pcs_buffer_putc(&line, ')');
    fprintf(stderr, "%s\n", line.failed ? "" : line.data);
    pcs_buffer_dispose(&line);
}

void pcs_events_summary(pcs_events *e, const pcs_index_summary *s,
                        uint64_t elapsed_ms)
{
    pcs_events_end(e);
    if (!e->is_json) {
        if (!e->is_quiet)
            print_counts(s, elapsed_ms);
        return;
    }
    print_json(json_pack(
        "{s:s,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:b,s:I}", "type",
        "summary", "files", (json_int_t)s->files, "articles",
        (json_int_t)s->articles, "segments", (json_int_t)s->segments, "added",
        (json_int_t)s->added, "changed", (json_int_t)s->changed, "removed",
        (json_int_t)s->removed, "unchanged", (json_int_t)s->unchanged, "failed",
        (json_int_t)s->failed, "warnings", (json_int_t)s->warnings,
        "generation", (json_int_t)s->generation, "published", s->published,
        "elapsed_ms", (json_int_t)elapsed_ms));
}

void pcs_events_watching(pcs_events *e, size_t n_folders, size_t n_sources)
{
    if (e->is_json)
        print_json(json_pack("{s:s,s:I,s:I}", "type", "watching", "folders",
                             (json_int_t)n_folders, "sources",
                             (json_int_t)n_sources));
    else if (!e->is_quiet) {
        pcs_buffer line = {0};
        append_count(
            &line, n_folders,
            _n("watching %s folder", "watching %s folders", n_folders));
        fprintf(stderr, "%s\n", line.failed ? "" : line.data);
        pcs_buffer_dispose(&line);
    }
}
