/* dictionary.c - the dictionary of the generation that is being made */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/dictionary.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/locale.h"
#include "base/file.h"
#include "store/generation.h"

static bool is_known(const pcs_wordlist_word *locale, const pcs_manifest *m)
{
    char name[PCS_LOCALE_MAX];
    pcs_dictionary_locale(name, locale);
    size_t len = strlen(name);
    /* English is the other side of every locale. */
    if (len == 0 || strcmp(name, "en") == 0 || strncmp(name, "en-", 3) == 0)
        return true;
    for (size_t i = 0; i < m->n_locales; i++)
        if (pcs_locale_matches(m->locales[i].locale, name, len))
            return true;
    return false;
}

void pcs_dictionary_warn(const pcs_dictionary_image *image, const char *path,
                         const pcs_manifest *manifest, pcs_report *report)
{
    const pcs_wordlist_word *last = NULL;
    for (size_t i = 0; i < image->list.n; i++) {
        const pcs_wordlist_word *locale = &image->list.entries[i].locale;
        bool is_told = last && last->text == locale->text;
        last = locale;
        if (is_told || is_known(locale, manifest))
            continue;
        pcs_error message;
        pcs_error_set(&message, PCS_ENOTFOUND,
                      "the index has no locale %s; its entries wait for one",
                      locale->text);
        pcs_report_problem(report, PCS_INDEX_WARNING, path, locale->line,
                           message.message);
    }
}

static pcs_status put_file(pcs_manifest *next, const pcs_dictionary_step *step,
                           const pcs_dictionary_image *image, pcs_error *err)
{
    char name[64];
    pcs_manifest_file *file = &next->dictionary;
    snprintf(name, sizeof name, "dictionary-%" PRIu64 ".tables",
             step->generation);
    file->name = strdup(name);
    char *path = file->name ? pcs_generation_file(step->dir, file) : NULL;
    if (!path)
        return pcs_error_nomem(err);
    /* As with other files, a reader may have one of this name mapped. */
    pcs_status status = pcs_path_remove(path, err);
    if (status == PCS_OK)
        status = pcs_dictionary_write(image, path, err);
    if (status == PCS_OK)
        status = pcs_manifest_file_seal(file, path, err);
    next->dictionary_words = image->list.n_words;
    free(path);
    return status;
}

static pcs_status open_served(pcs_dictionary **out, const char *dir,
                              const pcs_manifest *served, pcs_error *err)
{
    char *path = pcs_generation_file(dir, &served->dictionary);
    *out = NULL;
    if (!path)
        return pcs_error_nomem(err);
    pcs_status status =
        pcs_dictionary_open(out, path, served->dictionary.size, err);
    free(path);
    return status;
}

/* Whether the served dictionary was made of the same bytes. */
static bool is_same(const pcs_dictionary_step *step, const pcs_manifest *served)
{
    pcs_dictionary *d;
    const pcs_buffer *given = &step->image->source;
    if (step->rebuild || !served->dictionary.name ||
        open_served(&d, step->dir, served, NULL) != PCS_OK)
        return false;
    pcs_section_view old = pcs_dictionary_source(d);
    bool same = old.len == given->len &&
                (old.len == 0 || memcmp(old.data, given->data, old.len) == 0);
    pcs_dictionary_close(d);
    return same;
}

static pcs_status keep(pcs_manifest *next, const pcs_manifest *served,
                       pcs_error *err)
{
    next->dictionary = served->dictionary;
    next->dictionary_words = served->dictionary_words;
    next->dictionary.name = strdup(served->dictionary.name);
    return next->dictionary.name ? PCS_OK : pcs_error_nomem(err);
}

static pcs_status remake(pcs_manifest *next, const pcs_manifest *served,
                         const pcs_dictionary_step *step, pcs_report *report,
                         pcs_error *err)
{
    pcs_dictionary *d;
    pcs_dictionary_image image = {.n_entries = 0};
    pcs_status status = open_served(&d, step->dir, served, err);
    if (status == PCS_OK) {
        pcs_section_view source = pcs_dictionary_source(d);
        pcs_buffer_append(&image.source, source.data, source.len);
        pcs_dictionary_close(d);
        status = pcs_buffer_status(&image.source, err);
        if (status == PCS_OK)
            status = pcs_dictionary_compile(&image, "dictionary", err);
    }
    if (status == PCS_OK)
        status = put_file(next, step, &image, err);
    else if (status != PCS_ENOMEM) {
        pcs_report_problem(report, PCS_INDEX_WARNING, served->dictionary.name,
                           0,
                           "the dictionary cannot be read and is left out; "
                           "give it again with --dictionary");
        status = PCS_OK;
    }
    pcs_dictionary_image_dispose(&image);
    return status;
}

pcs_status pcs_dictionary_carry(pcs_manifest *next, bool *changed,
                                const pcs_manifest *served,
                                const pcs_dictionary_step *step,
                                pcs_report *report, pcs_error *err)
{
    bool has_old = served->dictionary.name != NULL;
    *changed = false;
    if (step->is_removed) {
        *changed = has_old;
        return PCS_OK;
    }
    if (step->path && !is_same(step, served)) {
        *changed = true;
        return put_file(next, step, step->image, err);
    }
    if (!has_old)
        return PCS_OK;
    return step->rebuild ? remake(next, served, step, report, err)
                         : keep(next, served, err);
}
