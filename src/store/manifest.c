/* manifest.c - what a generation of the index consists of */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/manifest.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

void pcs_manifest_locale_dispose(pcs_manifest_locale *l)
{
    for (size_t i = 0; i < l->n_postings; i++)
        free(l->postings[i].name);
    free(l->postings);
    free(l->tables.name);
    free(l->locale);
    memset(l, 0, sizeof *l);
}

void pcs_manifest_dispose(pcs_manifest *m)
{
    for (size_t i = 0; i < m->n_sources; i++) {
        free(m->sources[i].name);
        free(m->sources[i].root);
        free(m->sources[i].url);
    }
    for (size_t i = 0; i < m->n_locales; i++)
        pcs_manifest_locale_dispose(&m->locales[i]);
    free(m->sources);
    free(m->locales);
    free(m->icu);
    free(m->dictionary.name);
    memset(m, 0, sizeof *m);
}

pcs_status pcs_manifest_add_source(pcs_manifest *m, const char *name,
                                   const char *root, const char *url,
                                   pcs_error *err)
{
    pcs_manifest_source s = {strdup(name), strdup(root),
                             url ? strdup(url) : NULL};
    if (!s.name || !s.root || (url && !s.url) ||
        !PCS_ARRAY_RESERVE(m->sources, m->cap_sources, m->n_sources + 1)) {
        free(s.name);
        free(s.root);
        free(s.url);
        return pcs_error_nomem(err);
    }
    size_t at = m->n_sources++;
    for (; at > 0 && strcmp(m->sources[at - 1].name, name) > 0; at--)
        m->sources[at] = m->sources[at - 1];
    m->sources[at] = s;
    return PCS_OK;
}

pcs_status pcs_manifest_add_locale(pcs_manifest_locale **out, pcs_manifest *m,
                                   const char *locale, pcs_error *err)
{
    *out = NULL;
    pcs_manifest_locale l = {.locale = strdup(locale)};
    if (!l.locale ||
        !PCS_ARRAY_RESERVE(m->locales, m->cap_locales, m->n_locales + 1)) {
        free(l.locale);
        return pcs_error_nomem(err);
    }
    size_t at = m->n_locales++;
    for (; at > 0 && strcmp(m->locales[at - 1].locale, locale) > 0; at--)
        m->locales[at] = m->locales[at - 1];
    m->locales[at] = l;
    *out = &m->locales[at];
    return PCS_OK;
}

pcs_status pcs_manifest_add_postings(pcs_manifest_file **out,
                                     pcs_manifest_locale *l, pcs_error *err)
{
    *out = NULL;
    if (l->n_postings >= PCS_POSTINGS_FILES_MAX)
        return pcs_error_set(err, PCS_ELIMIT,
                             "%s has more than %d files of postings", l->locale,
                             PCS_POSTINGS_FILES_MAX);
    pcs_manifest_file *list =
        realloc(l->postings, (l->n_postings + 1) * sizeof *list);
    if (!list)
        return pcs_error_nomem(err);
    l->postings = list;
    *out = &list[l->n_postings++];
    memset(*out, 0, sizeof **out);
    return PCS_OK;
}

pcs_status pcs_manifest_file_seal(pcs_manifest_file *f, const char *path,
                                  pcs_error *err)
{
    pcs_status status = pcs_file_stamp_take(&f->stamp, path, err);
    if (status == PCS_OK)
        status = pcs_hash_file(&f->hash, &f->size, path, err);
    return status;
}

pcs_status pcs_manifest_file_copy(pcs_manifest_file *to,
                                  const pcs_manifest_file *from, pcs_error *err)
{
    *to = *from;
    to->name = strdup(from->name);
    return to->name ? PCS_OK : pcs_error_nomem(err);
}

pcs_status pcs_manifest_locale_copy(pcs_manifest_locale *to,
                                    const pcs_manifest_locale *from,
                                    pcs_error *err)
{
    to->articles = from->articles;
    to->segments = from->segments;
    to->units = from->units;
    pcs_status status = pcs_manifest_file_copy(&to->tables, &from->tables, err);
    for (size_t i = 0; status == PCS_OK && i < from->n_postings; i++) {
        pcs_manifest_file *file;
        status = pcs_manifest_add_postings(&file, to, err);
        if (status == PCS_OK)
            status = pcs_manifest_file_copy(file, &from->postings[i], err);
    }
    return status;
}

uint64_t pcs_manifest_locale_bytes(const pcs_manifest_locale *l)
{
    uint64_t bytes = l->tables.size;
    for (size_t i = 0; i < l->n_postings; i++)
        bytes += l->postings[i].size;
    return bytes;
}

const pcs_manifest_locale *pcs_manifest_find(const pcs_manifest *m,
                                             const char *locale)
{
    for (size_t i = 0; i < m->n_locales; i++)
        if (strcmp(m->locales[i].locale, locale) == 0)
            return &m->locales[i];
    return NULL;
}
