/* write.c - writing a partition that has been built */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "index/builder.h"
#include "index/lexicon_build.h"
#include "index/relations_build.h"
#include "store/generation.h"
#include "store/postings.h"

static char *file_name(const pcs_builder *b, const char *kind)
{
    char name[96];
    snprintf(name, sizeof name, "%s-%06llu.%s", b->locale->locale,
             (unsigned long long)b->shared->generation, kind);
    return strdup(name);
}

static pcs_status name_file(pcs_manifest_file *file, char **path,
                            const pcs_builder *b, const char *kind,
                            pcs_error *err)
{
    file->name = file_name(b, kind);
    *path = file->name ? pcs_generation_file(b->shared->dir, file) : NULL;
    return *path ? PCS_OK : pcs_error_nomem(err);
}

static pcs_status merge_shards(const pcs_builder *b, const char *path,
                               pcs_error *err)
{
    const char **shards = calloc(b->n_ranges + 1, sizeof *shards);
    if (!shards)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < b->n_ranges; i++)
        shards[i] = b->ranges[i]->shard;
    pcs_status status = pcs_postings_merge(shards, b->n_ranges, path, err);
    free(shards);
    for (size_t i = 0; status == PCS_OK && i < b->n_ranges; i++)
        status = pcs_path_remove(b->ranges[i]->shard, err);
    return status;
}

static pcs_status write_stats(pcs_tables_writer *w, const pcs_builder *b,
                              pcs_error *err)
{
    pcs_partition_stats stats = {0};
    for (size_t i = 0; i < b->n_ranges; i++)
        for (uint32_t j = 0; j < b->ranges[i]->n; j++)
            stats.words += b->ranges[i]->words[j];
    return pcs_tables_writer_section(w, "stats", &stats, sizeof stats, err);
}

static pcs_status write_hashes(pcs_tables_writer *w, const pcs_builder *b,
                               pcs_error *err)
{
    pcs_status status =
        pcs_tables_writer_section(w, "unit.hash", b->units.hashes,
                                  b->units.len * sizeof *b->units.hashes, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_section(w, "unit.slot", NULL, 0, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_section(w, "slot.unit", NULL, 0, err);
    return status;
}

/* Units with the ranges of their segments, by counting. */
static pcs_status write_units(pcs_tables_writer *w, const pcs_builder *b,
                              pcs_error *err)
{
    size_t n = b->units.len;
    pcs_unit_record *units = calloc(n + 2, sizeof *units);
    uint32_t *segments = calloc(b->n_segments + 1, sizeof *segments);
    uint32_t *articles = calloc(b->n_segments + 1, sizeof *articles);
    pcs_status status =
        units && segments && articles ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK) {
        for (size_t i = 0; i < b->n_segments; i++)
            units[b->segments[i].unit + 2].first++;
        for (size_t i = 2; i <= n; i++)
            units[i].first += units[i - 1].first;
        for (size_t i = 0; i < b->n_segments; i++)
            segments[units[b->segments[i].unit + 1].first++] = (uint32_t)i;
        for (size_t i = 0; i < b->n_segments; i++)
            articles[i] = b->segments[segments[i]].article;
        for (size_t i = 0; i < b->n_ranges; i++)
            for (uint32_t j = 0; j < b->ranges[i]->n; j++)
                units[b->ranges[i]->first + j].words = b->ranges[i]->words[j];
        for (size_t i = 0; i < n; i++)
            units[i].flags = b->flags[i];
        status = pcs_tables_writer_section(w, "units", units,
                                           (n + 1) * sizeof *units, err);
    }
    if (status == PCS_OK)
        status = write_hashes(w, b, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_section(w, "unit.segments", segments,
                                           4 * b->n_segments, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_section(w, "unit.articles", articles,
                                           4 * b->n_segments, err);
    free(articles);
    free(units);
    free(segments);
    return status;
}

static pcs_status write_records(pcs_tables_writer *w, const pcs_builder *b,
                                pcs_error *err)
{
    struct {
        const char *name;
        const void *data;
        size_t len;
    } all[] = {
        {"segments", b->segments, b->n_segments * sizeof *b->segments},
        {"articles", b->articles, b->n_articles * sizeof *b->articles},
        {"meta", b->meta, b->n_meta * sizeof *b->meta},
        {"strings.ends", b->strings.ends,
         b->strings.len * sizeof *b->strings.ends},
        {"strings.bytes", b->strings.bytes.data, b->strings.bytes.len},
    };
    pcs_status status = write_stats(w, b, err);
    if (status == PCS_OK)
        status = write_units(w, b, err);
    for (size_t i = 0; status == PCS_OK && i < sizeof all / sizeof *all; i++)
        status = pcs_tables_writer_section(w, all[i].name, all[i].data,
                                           all[i].len, err);
    return status;
}

static pcs_status write_texts(pcs_tables_writer *w, const pcs_builder *b,
                              pcs_error *err)
{
    pcs_status status = pcs_tables_writer_begin(w, "text.blocks", err);
    for (size_t i = 0; status == PCS_OK && i < b->n_ranges; i++)
        status = pcs_tables_writer_write(w, b->ranges[i]->texts.blocks.data,
                                         b->ranges[i]->texts.blocks.len, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_begin(w, "text.index", err);
    uint64_t base = 0;
    for (size_t i = 0; status == PCS_OK && i < b->n_ranges; i++) {
        pcs_texts_writer *t = &b->ranges[i]->texts;
        for (size_t j = 0; j < t->n_index; j++)
            t->index[j].offset += base;
        base += t->blocks.len;
        status = pcs_tables_writer_write(w, t->index,
                                         t->n_index * sizeof *t->index, err);
    }
    pcs_text_block last = {base, (uint32_t)b->units.len, 0};
    if (status == PCS_OK)
        status = pcs_tables_writer_write(w, &last, sizeof last, err);
    return status;
}

static pcs_status write_lexicons(pcs_tables_writer *w, const pcs_builder *b,
                                 const char *postings_path, pcs_error *err)
{
    pcs_postings *postings;
    uint32_t n_units = (uint32_t)b->units.len;
    pcs_status status = pcs_postings_open(&postings, &postings_path, 1, err);
    if (status == PCS_OK)
        status = pcs_lexicon_write(w, "w", postings, PCS_TERM_WORD,
                                   b->locale->locale, err);
    if (status == PCS_OK)
        status =
            pcs_lexicon_write(w, "e", postings, PCS_TERM_ENGLISH, "en", err);
    if (status == PCS_OK)
        status = pcs_relations_write(w, "w", postings, PCS_TERM_WORD,
                                     b->locale->locale, n_units, err);
    if (status == PCS_OK)
        status = pcs_relations_write(w, "e", postings, PCS_TERM_ENGLISH, "en",
                                     n_units, err);
    pcs_postings_close(postings);
    return status;
}

static pcs_status write_tables(const pcs_builder *b, const char *path,
                               const char *postings_path, pcs_error *err)
{
    pcs_tables_writer *w;
    pcs_status status = pcs_tables_writer_new(&w, path, err);
    if (status == PCS_OK)
        status = write_records(w, b, err);
    if (status == PCS_OK)
        status = write_texts(w, b, err);
    if (status == PCS_OK)
        status = write_lexicons(w, b, postings_path, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_finish(w, err);
    pcs_tables_writer_free(w);
    return status;
}

static uint64_t count_articles(const pcs_builder *b)
{
    uint64_t n = 0;
    for (size_t i = 0; i < b->n_articles; i++)
        n += b->articles[i].n_segments > 0;
    return n;
}

pcs_status pcs_builder_write(pcs_builder *b, pcs_error *err)
{
    pcs_manifest_locale *l = b->locale;
    if (b->n_segments == 0)
        return PCS_OK;
    char *postings = NULL, *tables = NULL;
    pcs_manifest_file *file = NULL;
    pcs_status status = pcs_manifest_add_postings(&file, l, err);
    if (status == PCS_OK)
        status = name_file(file, &postings, b, "postings", err);
    if (status == PCS_OK)
        status = name_file(&l->tables, &tables, b, "tables", err);
    /* A run that died may have left files of these names, and a reader may
     * have them mapped: they are replaced, never written over. */
    if (status == PCS_OK)
        status = pcs_path_remove(postings, err);
    if (status == PCS_OK)
        status = pcs_path_remove(tables, err);
    if (status == PCS_OK)
        status = merge_shards(b, postings, err);
    if (status == PCS_OK)
        status = write_tables(b, tables, postings, err);
    if (status == PCS_OK)
        status = pcs_manifest_file_seal(file, postings, err);
    if (status == PCS_OK)
        status = pcs_manifest_file_seal(&l->tables, tables, err);
    l->articles = count_articles(b);
    l->segments = b->n_segments;
    l->units = b->units.len;
    free(postings);
    free(tables);
    return status;
}
