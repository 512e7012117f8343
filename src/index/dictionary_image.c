/* dictionary_image.c - a user's dictionary, compiled */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/dictionary_image.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/key.h"
#include "analyze/locale.h"
#include "analyze/stem.h"
#include "base/file.h"
#include "store/tables.h"
#include "base/translate.h"

typedef struct compiler {
    pcs_dictionary_image *image;
    const char *name;
    pcs_analyzer *analyzer;
    pcs_stemmer *stemmer; /* of locale */
    char locale[PCS_LOCALE_MAX];
    uint32_t locale_ref;
    pcs_buffer key; /* scratch */
} compiler;

void pcs_dictionary_image_dispose(pcs_dictionary_image *image)
{
    pcs_buffer_dispose(&image->source);
    pcs_wordlist_dispose(&image->list);
    pcs_strings_dispose(&image->strings);
    free(image->entries);
    free(image->values);
    memset(image, 0, sizeof *image);
}

static pcs_status complain(const compiler *c, const pcs_wordlist_word *word,
                           const char *what, pcs_error *err)
{
    return pcs_error_set(err, PCS_EFORMAT, "%s:%u:%u: %s %s", c->name,
                         word->line, word->column, word->text,
                         pcs_translate(what));
}

bool pcs_dictionary_locale(char out[PCS_LOCALE_MAX],
                           const pcs_wordlist_word *locale)
{
    *out = 0;
    return strcmp(locale->text, "*") == 0 ||
           pcs_locale_canonical(out, locale->text, locale->len);
}

static pcs_status set_locale(compiler *c, const pcs_wordlist_word *locale,
                             pcs_error *err)
{
    char name[PCS_LOCALE_MAX];
    if (!pcs_dictionary_locale(name, locale))
        return complain(c, locale,
                        N_("is no language or locale; write it like ko, ko-KR "
                           "or \"*\""),
                        err);
    if (c->stemmer && strcmp(name, c->locale) == 0)
        return PCS_OK;
    strcpy(c->locale, name);
    pcs_stemmer_free(c->stemmer);
    c->stemmer = NULL;
    pcs_status status = pcs_stemmer_new(&c->stemmer, name, err);
    if (status == PCS_OK)
        status = pcs_strings_add(&c->locale_ref, &c->image->strings, name,
                                 strlen(name), err);
    return status;
}

static pcs_status add_value(compiler *c, const pcs_wordlist_word *word,
                            pcs_error *err)
{
    pcs_dictionary_image *image = c->image;
    pcs_dictionary_value_record value;
    pcs_key_info info;
    pcs_buffer_clear(&c->key);
    pcs_status status = pcs_analyze_key(&c->key, &info, c->analyzer, word->text,
                                        word->len, err);
    if (status == PCS_OK && !info.has_words)
        status = complain(c, word, N_("has neither letters nor digits"), err);
    if (status == PCS_OK)
        status = pcs_strings_add(&value.text, &image->strings, word->text,
                                 word->len, err);
    if (status == PCS_OK)
        status = pcs_strings_add(&value.key, &image->strings, c->key.data,
                                 c->key.len, err);
    if (status != PCS_OK)
        return status;
    if (!PCS_ARRAY_RESERVE(image->values, image->cap_values,
                           image->n_values + 1))
        return pcs_error_nomem(err);
    image->values[image->n_values++] = value;
    return PCS_OK;
}

static pcs_status add_record(compiler *c, unsigned kind, const char *key,
                             size_t len, uint32_t self, size_t first, size_t n,
                             pcs_error *err)
{
    pcs_dictionary_image *image = c->image;
    pcs_dictionary_entry_record e = {
        kind, 0, c->locale_ref, self, (uint32_t)first, (uint32_t)n};
    pcs_status status = pcs_strings_add(&e.key, &image->strings, key, len, err);
    if (status != PCS_OK)
        return status;
    if (!PCS_ARRAY_RESERVE(image->entries, image->cap_entries,
                           image->n_entries + 1))
        return pcs_error_nomem(err);
    image->entries[image->n_entries++] = e;
    return PCS_OK;
}

/* Under the stem as well: with its accents and without, as people type it. */
static pcs_status add_stems(compiler *c, unsigned kind, const char *word,
                            size_t len, uint32_t self, size_t first, size_t n,
                            pcs_error *err)
{
    pcs_buffer stem = {0}, bare = {0};
    pcs_status status = pcs_stemmer_key(c->stemmer, &stem, word, len, err);
    if (status == PCS_OK)
        status = pcs_stemmer_bare_key(c->stemmer, &bare, word, len, err);
    kind += PCS_DICTIONARY_STEM;
    if (status == PCS_OK && stem.len)
        status = add_record(c, kind, stem.data, stem.len, self, first, n, err);
    bool is_same =
        status == PCS_OK && stem.len == bare.len &&
        (stem.len == 0 || memcmp(stem.data, bare.data, stem.len) == 0);
    if (status == PCS_OK && bare.len && !is_same)
        status = add_record(c, kind, bare.data, bare.len, self, first, n, err);
    pcs_buffer_dispose(&stem);
    pcs_buffer_dispose(&bare);
    return status;
}

/* An entry for a word with values [first, first + n). */
static pcs_status add_entry(compiler *c, unsigned kind,
                            const pcs_wordlist_word *word, size_t first,
                            size_t n, pcs_error *err)
{
    pcs_key_info info;
    uint32_t self = 0;
    pcs_buffer key = {0};
    pcs_status status =
        pcs_analyze_key(&key, &info, c->analyzer, word->text, word->len, err);
    if (status == PCS_OK && !info.has_words)
        status = complain(c, word, N_("has neither letters nor digits"), err);
    if (status == PCS_OK)
        status =
            pcs_strings_add(&self, &c->image->strings, key.data, key.len, err);
    if (status == PCS_OK)
        status = add_record(c, kind, key.data, key.len, self, first, n, err);
    bool has_stem =
        info.is_one_word && !info.has_grams && *pcs_stemmer_name(c->stemmer) &&
        kind != PCS_DICTIONARY_WORD && kind != PCS_DICTIONARY_COMPOUND;
    if (status == PCS_OK && has_stem)
        status = add_stems(c, kind, key.data, key.len, self, first, n, err);
    pcs_buffer_dispose(&key);
    return status;
}

/* Each of these words has all of those values. */
static pcs_status add_all(compiler *c, unsigned kind,
                          const pcs_wordlist_word *words, size_t n_words,
                          const pcs_wordlist_word *values, size_t n_values,
                          pcs_error *err)
{
    size_t first = c->image->n_values;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n_values; i++)
        status = add_value(c, &values[i], err);
    for (size_t i = 0; status == PCS_OK && i < n_words; i++)
        status = add_entry(c, kind, &words[i], first, n_values, err);
    return status;
}

static pcs_status compile_entry(compiler *c, const pcs_wordlist_entry *e,
                                pcs_error *err)
{
    pcs_status status = set_locale(c, &e->locale, err);
    if (status != PCS_OK)
        return status;
    switch (e->section) {
    case PCS_WORDLIST_SYNONYMS:
        return e->n_others ? add_all(c, PCS_DICTIONARY_SYNONYM, e->words,
                                     e->n_words, e->others, e->n_others, err)
                           : add_all(c, PCS_DICTIONARY_SYNONYM, e->words,
                                     e->n_words, e->words, e->n_words, err);
    case PCS_WORDLIST_WORDS:
        return add_all(c, PCS_DICTIONARY_WORD, e->words, 1, NULL, 0, err);
    case PCS_WORDLIST_COMPOUNDS:
        status = add_all(c, PCS_DICTIONARY_COMPOUND, e->words, 1, e->others,
                         e->n_others, err);
        if (status == PCS_OK)
            status = add_all(c, PCS_DICTIONARY_PART, e->others, e->n_others,
                             e->words, 1, err);
        return status;
    default:
        return add_all(c, PCS_DICTIONARY_NOT_PART, e->others, e->n_others,
                       e->words, 1, err);
    }
}

static pcs_dictionary_text string(const pcs_strings *s, uint32_t i)
{
    size_t start = i ? s->ends[i - 1] : 0;
    const char *data = s->bytes.data ? s->bytes.data : "";
    return (pcs_dictionary_text){data + start, s->ends[i] - start};
}

static int compare_strings(const pcs_strings *s, uint32_t a, uint32_t b)
{
    pcs_dictionary_text x = string(s, a), y = string(s, b);
    size_t n = x.len < y.len ? x.len : y.len;
    int diff = n ? memcmp(x.data, y.data, n) : 0;
    return diff ? diff : (x.len > y.len) - (x.len < y.len);
}

static int compare_entries(const void *a, const void *b, void *strings)
{
    const pcs_dictionary_entry_record *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    int diff = compare_strings(strings, x->key, y->key);
    if (diff == 0)
        diff = compare_strings(strings, x->locale, y->locale);
    return diff ? diff : (x->first > y->first) - (x->first < y->first);
}

pcs_status pcs_dictionary_compile(pcs_dictionary_image *image, const char *name,
                                  pcs_error *err)
{
    compiler c = {.image = image, .name = name};
    uint32_t empty;
    pcs_status status = pcs_wordlist_read(
        &image->list, image->source.data ? image->source.data : "",
        image->source.len, name, err);
    if (status == PCS_OK)
        status = pcs_strings_add(&empty, &image->strings, "", 0, err);
    if (status == PCS_OK)
        status = pcs_analyzer_new(&c.analyzer, err);
    for (size_t i = 0; status == PCS_OK && i < image->list.n; i++)
        status = compile_entry(&c, &image->list.entries[i], err);
    if (status == PCS_OK && image->n_entries)
        qsort_r(image->entries, image->n_entries, sizeof *image->entries,
                compare_entries, &image->strings);
    pcs_stemmer_free(c.stemmer);
    pcs_analyzer_free(c.analyzer);
    pcs_buffer_dispose(&c.key);
    return status;
}

pcs_status pcs_dictionary_load(pcs_dictionary_image *image, const char *path,
                               pcs_error *err)
{
    pcs_status status =
        pcs_file_read(&image->source, path, PCS_WORDLIST_BYTES_MAX, err);
    if (status == PCS_ELIMIT)
        return pcs_error_set(err, status,
                             "%s:1:1: larger than the limit of 1 MiB", path);
    return status == PCS_OK ? pcs_dictionary_compile(image, path, err) : status;
}

pcs_status pcs_dictionary_write(const pcs_dictionary_image *image,
                                const char *path, pcs_error *err)
{
    pcs_dictionary_stats stats = {PCS_DICTIONARY_VERSION,
                                  (uint32_t)image->list.n_words};
    const struct {
        const char *name;
        const void *data;
        size_t len;
    } sections[] = {
        {"stats", &stats, sizeof stats},
        {"entries", image->entries, image->n_entries * sizeof *image->entries},
        {"values", image->values, image->n_values * sizeof *image->values},
        {"strings.ends", image->strings.ends, image->strings.len * 4},
        {"strings.bytes", image->strings.bytes.data, image->strings.bytes.len},
        {"source", image->source.data, image->source.len},
    };
    pcs_tables_writer *w;
    pcs_status status = pcs_tables_writer_new(&w, path, err);
    for (size_t i = 0; status == PCS_OK && i < 6; i++)
        status = pcs_tables_writer_section(
            w, sections[i].name, sections[i].data, sections[i].len, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_finish(w, err);
    pcs_tables_writer_free(w);
    return status;
}
