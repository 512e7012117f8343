/* describe.c - what an index holds: --status and --dump */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/describe.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

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
static void print_quarantine(const char *dir)
{
    uint64_t *numbers;
    size_t n;
    if (pcs_quarantine_list(&numbers, &n, dir, NULL) != PCS_OK)
        return;
    if (n > 0)
        printf("quarantine ");
    for (size_t i = 0; i < n; i++)
        printf(" %" PRIu64, numbers[i]);
    if (n > 0)
        printf(" (damaged, in %s/quarantine)\n", dir);
    free(numbers);
}

static void print_text(const char *dir, const pcs_manifest *m,
                       const uint64_t *numbers, size_t n, pcs_error *err)
{
    printf("index       %s\n", dir);
    printf("generation  %" PRIu64 ", published ", m->generation);
    print_age(m->created);
    printf("\nsize        %.1f MB\n", megabytes(published_bytes(m, err)));
    printf("analyzer    version %u, ICU %s\n\n", m->analyzer, m->icu);
    printf("%-12s %10s %10s %10s %8s\n", "locale", "articles", "segments",
           "pairs", "MB");
    for (size_t i = 0; i < m->n_locales; i++) {
        const pcs_manifest_locale *l = &m->locales[i];
        printf("%-12s %10" PRIu64 " %10" PRIu64 " %10" PRIu64 " %8.1f\n",
               l->locale, l->articles, l->segments, l->units,
               megabytes(pcs_manifest_locale_bytes(l)));
    }
    puts("");
    for (size_t i = 0; i < m->n_sources; i++) {
        pcs_buffer line = {0};
        pcs_text_clean(&line, m->sources[i].name, strlen(m->sources[i].name));
        pcs_buffer_puts(&line, " at ");
        pcs_text_clean(&line, m->sources[i].root, strlen(m->sources[i].root));
        if (m->sources[i].url) {
            pcs_buffer_puts(&line, ", pages at ");
            pcs_text_clean(&line, m->sources[i].url, strlen(m->sources[i].url));
        }
        printf("source      %s\n", line.data ? line.data : "");
        pcs_buffer_dispose(&line);
    }
    if (m->dictionary.name)
        printf("dictionary  %" PRIu64 " word%s\n", m->dictionary_words,
               m->dictionary_words == 1 ? "" : "s");
    printf("generations");
    for (size_t i = 0; i < n; i++)
        printf(" %" PRIu64 "%s", numbers[i],
               numbers[i] == m->generation ? " (served)" : "");
    puts("");
    print_quarantine(dir);
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
        print_text(dir, &m, numbers, n, err);
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
