/* events.c - telling what a run of pcindex does */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/events.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/utf8.h"
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
    if (event->total > 1)
        fprintf(stderr, "\r\033[K%s %" PRIu64 " of %" PRIu64 " files",
                event->stage, event->done, event->total);
    else
        fprintf(stderr, "\r\033[K%s", event->stage);
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

static const char *plural(uint64_t number)
{
    return number == 1 ? "" : "s";
}

static void print_counts(const pcs_index_summary *s, uint64_t elapsed_ms)
{
    fprintf(stderr,
            "%" PRIu64 " segment%s in %" PRIu64 " article%s of %" PRIu64
            " file%s: %" PRIu64 " added, %" PRIu64 " changed, %" PRIu64
            " removed, %" PRIu64 " unchanged",
            s->segments, plural(s->segments), s->articles, plural(s->articles),
            s->files, plural(s->files), s->added, s->changed, s->removed,
            s->unchanged);
    if (s->failed)
        fprintf(stderr, ", %" PRIu64 " left out", s->failed);
    if (s->warnings)
        fprintf(stderr, "; %" PRIu64 " warning%s", s->warnings,
                plural(s->warnings));
    if (s->published)
        fprintf(stderr, "; generation %" PRIu64, s->generation);
    else
        fputs("; nothing to publish", stderr);
    fprintf(stderr, " (%.1f s)\n", (double)elapsed_ms / 1000);
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
    else if (!e->is_quiet)
        fprintf(stderr, "watching %zu folder%s\n", n_folders,
                plural(n_folders));
}
