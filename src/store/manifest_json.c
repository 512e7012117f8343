/* manifest_json.c - manifests as files: a line of JSON, and its hash */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "store/manifest.h"

static json_t *file_json(const pcs_manifest_file *f)
{
    char hash[17];
    snprintf(hash, sizeof hash, "%016" PRIx64, f->hash);
    return json_pack("{s:s,s:I,s:s,s:[I,I,I]}", "name", f->name, "size",
                     (json_int_t)f->size, "xxh3", hash, "stamp",
                     (json_int_t)f->stamp.inode, (json_int_t)f->stamp.modified,
                     (json_int_t)f->stamp.changed);
}

static json_t *postings_json(const pcs_manifest_locale *l)
{
    json_t *list = json_array();
    for (size_t i = 0; i < l->n_postings; i++)
        if (json_array_append_new(list, file_json(&l->postings[i]))) {
            json_decref(list);
            return NULL;
        }
    return list;
}

/* NULL where a name or path is no UTF-8. */
static json_t *sources_json(const pcs_manifest *m)
{
    json_t *list = json_array();
    for (size_t i = 0; i < m->n_sources; i++) {
        const pcs_manifest_source *s = &m->sources[i];
        json_t *item = json_pack("{s:s,s:s,s:s*}", "name", s->name, "root",
                                 s->root, "url", s->url);
        if (json_array_append_new(list, item)) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}

static json_t *locales_json(const pcs_manifest *m)
{
    json_t *list = json_array();
    for (size_t i = 0; i < m->n_locales; i++) {
        const pcs_manifest_locale *l = &m->locales[i];
        json_t *item = json_pack(
            "{s:s,s:I,s:I,s:I,s:o,s:o}", "locale", l->locale, "articles",
            (json_int_t)l->articles, "segments", (json_int_t)l->segments,
            "units", (json_int_t)l->units, "tables", file_json(&l->tables),
            "postings", postings_json(l));
        if (json_array_append_new(list, item)) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}

static json_t *manifest_json(const pcs_manifest *m)
{
    json_t *sources = sources_json(m), *locales = locales_json(m);
    if (!sources || !locales) {
        json_decref(sources);
        json_decref(locales);
        return NULL;
    }
    json_t *json =
        json_pack("{s:i,s:I,s:I,s:I,s:i,s:s,s:o,s:o}", "pcsearch_index",
                  PCS_INDEX_VERSION, "generation", (json_int_t)m->generation,
                  "previous", (json_int_t)m->previous, "created",
                  (json_int_t)m->created, "analyzer", (int)m->analyzer, "icu",
                  m->icu ? m->icu : "", "sources", sources, "locales", locales);
    if (!json || !m->dictionary.name)
        return json;
    json_t *dictionary = file_json(&m->dictionary);
    json_object_set_new(dictionary, "words",
                        json_integer((json_int_t)m->dictionary_words));
    json_object_set_new(json, "dictionary", dictionary);
    return json;
}

pcs_status pcs_manifest_write(pcs_buffer *out, const pcs_manifest *m,
                              pcs_error *err)
{
    json_t *json = manifest_json(m);
    char *line = json ? json_dumps(json, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    json_decref(json);
    if (!line)
        return pcs_error_set(err, PCS_EFORMAT,
                             "a source's name or path is not UTF-8");
    pcs_buffer_printf(out, "%s\nxxh3 %016" PRIx64 "\n", line,
                      pcs_hash64(line, strlen(line)));
    free(line);
    return pcs_buffer_status(out, err);
}

static bool read_file(pcs_manifest_file *f, json_t *json)
{
    const char *name, *hash;
    json_int_t size, inode, modified, changed;
    if (json_unpack(json, "{s:s,s:I,s:s,s:[I,I,I]}", "name", &name, "size",
                    &size, "xxh3", &hash, "stamp", &inode, &modified, &changed))
        return false;
    /* A name that leaves files/ comes from nobody's good intentions. */
    if (strchr(name, '/') || name[0] == '.' || !*name || size < 0)
        return false;
    f->name = strdup(name);
    f->size = (uint64_t)size;
    f->hash = strtoull(hash, NULL, 16);
    f->stamp = (pcs_file_stamp){f->size, (uint64_t)inode, modified, changed};
    return f->name != NULL;
}

/* What cannot be right, of a manifest whose sum is. */
static pcs_status odd(const char *what, pcs_error *err)
{
    return pcs_error_set(err, PCS_ECORRUPT,
                         "odd %s in the manifest; rebuild it with "
                         "pcindex --rebuild",
                         what);
}

static pcs_status read_postings(pcs_manifest_locale *l, json_t *list,
                                pcs_error *err)
{
    size_t i;
    json_t *item;
    pcs_status status = PCS_OK;
    if (!json_is_array(list) || json_array_size(list) == 0 ||
        json_array_size(list) > PCS_POSTINGS_FILES_MAX)
        return odd("file", err);
    json_array_foreach(list, i, item)
    {
        pcs_manifest_file *file;
        status = pcs_manifest_add_postings(&file, l, err);
        if (status == PCS_OK && !read_file(file, item))
            status = odd("file", err);
        if (status != PCS_OK)
            return status;
    }
    return PCS_OK;
}

/* Letters, digits and hyphens, as many as analysis writes at most: a locale
 * becomes part of file names. */
static bool is_locale(const char *name)
{
    size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz"
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
    return len >= 2 && len < 36 && !name[len];
}

static pcs_status read_source(pcs_manifest *m, json_t *item, pcs_error *err)
{
    const char *name, *root, *url = NULL;
    if (json_unpack(item, "{s:s,s:s,s?s}", "name", &name, "root", &root, "url",
                    &url))
        return odd("source", err);
    return pcs_manifest_add_source(m, name, root, url, err);
}

static pcs_status read_locale(pcs_manifest *m, json_t *item, pcs_error *err)
{
    const char *locale;
    json_int_t articles, segments, units;
    json_t *tables, *postings;
    pcs_manifest_locale *l;
    if (json_unpack(item, "{s:s,s:I,s:I,s:I,s:o,s:o}", "locale", &locale,
                    "articles", &articles, "segments", &segments, "units",
                    &units, "tables", &tables, "postings", &postings) ||
        !is_locale(locale))
        return odd("locale", err);
    pcs_status status = pcs_manifest_add_locale(&l, m, locale, err);
    if (status != PCS_OK)
        return status;
    l->articles = (uint64_t)articles;
    l->segments = (uint64_t)segments;
    l->units = (uint64_t)units;
    return read_file(&l->tables, tables) ? read_postings(l, postings, err)
                                         : odd("file", err);
}

static pcs_status read_lists(pcs_manifest *m, json_t *sources, json_t *locales,
                             pcs_error *err)
{
    size_t i;
    json_t *item;
    pcs_status status = PCS_OK;
    if (!json_is_array(sources) || !json_is_array(locales))
        return pcs_error_set(err, PCS_ECORRUPT, "odd lists in manifest");
    json_array_foreach(sources, i, item)
    {
        if (status == PCS_OK)
            status = read_source(m, item, err);
    }
    json_array_foreach(locales, i, item)
    {
        if (status == PCS_OK)
            status = read_locale(m, item, err);
    }
    return status;
}

/* A manifest without one is as good. */
static pcs_status read_dictionary(pcs_manifest *m, json_t *json, pcs_error *err)
{
    json_int_t words = 0;
    if (!json)
        return PCS_OK;
    if (json_unpack(json, "{s:I}", "words", &words) ||
        !read_file(&m->dictionary, json))
        return odd("dictionary", err);
    m->dictionary_words = (uint64_t)words;
    return PCS_OK;
}

static pcs_status read_json(pcs_manifest *m, json_t *json, const char *name,
                            pcs_error *err)
{
    int version = 0, analyzer = 0;
    json_int_t generation = 0, previous = 0, created = 0;
    const char *icu;
    json_t *sources, *locales;
    json_unpack(json, "{s:i}", "pcsearch_index", &version);
    if (version != PCS_INDEX_VERSION)
        return pcs_error_set(err, PCS_EVERSION,
                             "%s: index version %d, this program reads %d; "
                             "rebuild it with pcindex --rebuild",
                             name, version, PCS_INDEX_VERSION);
    if (json_unpack(json, "{s:I,s:I,s:I,s:i,s:s,s:o,s:o}", "generation",
                    &generation, "previous", &previous, "created", &created,
                    "analyzer", &analyzer, "icu", &icu, "sources", &sources,
                    "locales", &locales))
        return pcs_error_set(err, PCS_ECORRUPT, "%s: odd manifest", name);
    m->generation = (uint64_t)generation;
    m->previous = (uint64_t)previous;
    m->created = (uint64_t)created;
    m->analyzer = (uint32_t)analyzer;
    m->icu = strdup(icu);
    if (!m->icu)
        return pcs_error_nomem(err);
    pcs_status status =
        read_dictionary(m, json_object_get(json, "dictionary"), err);
    return status == PCS_OK ? read_lists(m, sources, locales, err) : status;
}

pcs_status pcs_manifest_read(pcs_manifest *m, const char *data, size_t len,
                             const char *name, pcs_error *err)
{
    memset(m, 0, sizeof *m);
    const char *end = memchr(data, '\n', len);
    char line[32];
    size_t n = end ? (size_t)(end - data) : 0;
    snprintf(line, sizeof line, "xxh3 %016" PRIx64 "\n", pcs_hash64(data, n));
    if (!end || len - n - 1 != strlen(line) ||
        memcmp(end + 1, line, strlen(line)) != 0)
        return pcs_error_set(err, PCS_ECORRUPT,
                             "%s: damaged manifest; go back with pcindex "
                             "--rollback or rebuild with pcindex --rebuild",
                             name);
    json_t *json = json_loadb(data, n, 0, NULL);
    pcs_status status =
        json ? read_json(m, json, name, err)
             : pcs_error_set(err, PCS_ECORRUPT, "%s: odd manifest", name);
    json_decref(json);
    if (status != PCS_OK)
        pcs_manifest_dispose(m);
    return status;
}
