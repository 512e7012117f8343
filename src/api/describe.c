/* describe.c - what an index holds */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/status.h"
#include "store/generation.h"
#include "store/quarantine.h"

typedef struct describing {
    pcs_index_info *info;
    bool failed;
} describing;

static void *take(describing *d, size_t n, size_t size)
{
    void *items = pcs_arena_alloc(&d->info->arena, (n + 1) * size);
    if (items)
        memset(items, 0, (n + 1) * size);
    d->failed = d->failed || !items;
    return items;
}

static const char *copy(describing *d, const char *text)
{
    if (!text)
        return NULL;
    const char *out = pcs_arena_copy(&d->info->arena, text, strlen(text));
    d->failed = d->failed || !out;
    return out;
}

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

static void list_locales(describing *d, const pcs_manifest *m)
{
    pcs_index_locale *items = take(d, m->n_locales, sizeof *items);
    for (size_t i = 0; items && i < m->n_locales; i++) {
        const pcs_manifest_locale *l = &m->locales[i];
        items[i] = (pcs_index_locale){.locale = copy(d, l->locale),
                                      .articles = l->articles,
                                      .segments = l->segments,
                                      .pairs = l->units,
                                      .bytes = pcs_manifest_locale_bytes(l)};
    }
    d->info->locales = items;
    d->info->n_locales = items ? m->n_locales : 0;
}

static void list_sources(describing *d, const pcs_manifest *m)
{
    pcs_index_source *items = take(d, m->n_sources, sizeof *items);
    for (size_t i = 0; items && i < m->n_sources; i++)
        items[i] = (pcs_index_source){.name = copy(d, m->sources[i].name),
                                      .root = copy(d, m->sources[i].root),
                                      .url = copy(d, m->sources[i].url)};
    d->info->sources = items;
    d->info->n_sources = items ? m->n_sources : 0;
}

static void read_generation(pcs_index_generation_info *out, const char *dir)
{
    pcs_manifest m;
    if (pcs_generation_read(&m, dir, out->number, NULL) != PCS_OK)
        return;
    out->is_readable = true;
    out->created = m.created;
    for (size_t i = 0; i < m.n_locales; i++)
        out->segments += m.locales[i].segments;
    pcs_manifest_dispose(&m);
}

static pcs_status list_generations(describing *d, const char *dir,
                                   pcs_error *err)
{
    uint64_t *numbers;
    size_t n;
    pcs_status status = pcs_generation_list(&numbers, &n, dir, err);
    if (status != PCS_OK)
        return status;
    pcs_index_generation_info *items = take(d, n, sizeof *items);
    for (size_t i = 0; items && i < n; i++) {
        items[i].number = numbers[i];
        read_generation(&items[i], dir);
    }
    d->info->generations = items;
    d->info->n_generations = items ? n : 0;
    free(numbers);
    return PCS_OK;
}

static void list_quarantined(describing *d, const char *dir)
{
    uint64_t *numbers;
    size_t n;
    if (pcs_quarantine_list(&numbers, &n, dir, NULL) != PCS_OK)
        return;
    uint64_t *items = take(d, n, sizeof *items);
    if (items && n)
        memcpy(items, numbers, n * sizeof *items);
    d->info->quarantined = items;
    d->info->n_quarantined = items ? n : 0;
    free(numbers);
}

static void take_manifest(describing *d, const pcs_manifest *m, pcs_error *err)
{
    pcs_index_info *info = d->info;
    info->generation = m->generation;
    info->created = m->created;
    info->bytes = published_bytes(m, err);
    info->analyzer = m->analyzer;
    info->icu = copy(d, m->icu);
    info->has_dictionary = m->dictionary.name != NULL;
    info->dictionary_words = info->has_dictionary ? m->dictionary_words : 0;
    info->dictionary_bytes = info->has_dictionary ? m->dictionary.size : 0;
    list_locales(d, m);
    list_sources(d, m);
}

pcs_status pcs_index_describe(pcs_index_info *info, const char *dir,
                              pcs_error *err)
{
    describing d = {info, false};
    pcs_manifest m;
    memset(info, 0, sizeof *info);
    pcs_status status = pcs_generation_read(&m, dir, 0, err);
    if (status != PCS_OK)
        return status;
    take_manifest(&d, &m, err);
    status = list_generations(&d, dir, err);
    if (status == PCS_OK)
        list_quarantined(&d, dir);
    pcs_manifest_dispose(&m);
    return status == PCS_OK && d.failed ? pcs_error_nomem(err) : status;
}

void pcs_index_info_dispose(pcs_index_info *info)
{
    pcs_arena_dispose(&info->arena);
    memset(info, 0, sizeof *info);
}
