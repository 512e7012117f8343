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

static void print_age(uint64_t created)
{
    uint64_t now = (uint64_t)time(NULL);
    uint64_t age = now > created ? now - created : 0;
    if (age < 120)
        printf("%" PRIu64 " s ago", age);
    else if (age < 7200)
        printf("%" PRIu64 " min ago", age / 60);
    else if (age < 172800)
        printf("%" PRIu64 " h ago", age / 3600);
    else
        printf("%" PRIu64 " days ago", age / 86400);
}

static double megabytes(uint64_t bytes)
{
    return (double)bytes / 1e6;
}

/* Nothing where nothing is damaged. */
static void print_quarantine(const char *dir, const pcs_index_info *info)
{
    if (info->n_quarantined == 0)
        return;
    printf("quarantine ");
    for (size_t i = 0; i < info->n_quarantined; i++)
        printf(" %" PRIu64, info->quarantined[i]);
    printf(" (damaged, in %s/quarantine)\n", dir);
}

static void print_source(const pcs_index_source *s)
{
    pcs_buffer line = {0};
    pcs_text_clean(&line, s->name, strlen(s->name));
    pcs_buffer_puts(&line, " at ");
    pcs_text_clean(&line, s->root, strlen(s->root));
    if (s->url) {
        pcs_buffer_puts(&line, ", pages at ");
        pcs_text_clean(&line, s->url, strlen(s->url));
    }
    printf("source      %s\n", line.data ? line.data : "");
    pcs_buffer_dispose(&line);
}

static void print_text(const char *dir, const pcs_index_info *info)
{
    printf("index       %s\n", dir);
    printf("generation  %" PRIu64 ", published ", info->generation);
    print_age(info->created);
    printf("\nsize        %.1f MB\n", megabytes(info->bytes));
    printf("analyzer    version %u, ICU %s\n\n", info->analyzer, info->icu);
    printf("%-12s %10s %10s %10s %8s\n", "locale", "articles", "segments",
           "pairs", "MB");
    for (size_t i = 0; i < info->n_locales; i++) {
        const pcs_index_locale *l = &info->locales[i];
        printf("%-12s %10" PRIu64 " %10" PRIu64 " %10" PRIu64 " %8.1f\n",
               l->locale, l->articles, l->segments, l->pairs,
               megabytes(l->bytes));
    }
    puts("");
    for (size_t i = 0; i < info->n_sources; i++)
        print_source(&info->sources[i]);
    if (info->has_dictionary)
        printf("dictionary  %" PRIu64 " word%s\n", info->dictionary_words,
               info->dictionary_words == 1 ? "" : "s");
    printf("generations");
    for (size_t i = 0; i < info->n_generations; i++)
        printf(" %" PRIu64 "%s", info->generations[i].number,
               info->generations[i].number == info->generation ? " (served)"
                                                               : "");
    puts("");
    print_quarantine(dir, info);
}

pcs_status pcs_print_status(const char *dir, bool is_json, pcs_error *err)
{
    pcs_index_info info = {0};
    pcs_status status = pcs_index_describe(&info, dir, err);
    if (status == PCS_OK && is_json)
        print_json(&info, err);
    else if (status == PCS_OK)
        print_text(dir, &info);
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
