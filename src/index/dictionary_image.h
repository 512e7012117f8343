/* dictionary_image.h - a user's dictionary, compiled */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_DICTIONARY_IMAGE_H
#define PCS_INDEX_DICTIONARY_IMAGE_H

#include "analyze/locale.h"
#include "index/strings.h"
#include "parse/wordlist.h"
#include "store/dictionary.h"

/** A dictionary that was read and analysed. Zero-initialise. */
typedef struct pcs_dictionary_image {
    pcs_buffer source; /* the YAML */
    pcs_wordlist list;
    pcs_strings strings;
    pcs_dictionary_entry_record *entries;
    size_t n_entries, cap_entries;
    pcs_dictionary_value_record *values;
    size_t n_values, cap_values;
} pcs_dictionary_image;

/** Reads the file at path and compiles it. Errors as of pcs_file_read and
 * pcs_dictionary_compile. */
pcs_status pcs_dictionary_load(pcs_dictionary_image *image, const char *path,
                               pcs_error *err);

/**
 * Compiles image->source: its words are folded, stemmed where their language
 * has stems, and sorted. PCS_EFORMAT or PCS_ELIMIT with
 * "name:line:column: what was expected"; PCS_ENOMEM.
 */
pcs_status pcs_dictionary_compile(pcs_dictionary_image *image, const char *name,
                                  pcs_error *err);

/** Writes the file that pcs_dictionary_open reads, and syncs it. */
pcs_status pcs_dictionary_write(const pcs_dictionary_image *image,
                                const char *path, pcs_error *err);

void pcs_dictionary_image_dispose(pcs_dictionary_image *image);

/** The canonical name of a locale as it was written; "*" becomes the empty
 * string, which is all of them. False where it is none. */
bool pcs_dictionary_locale(char out[PCS_LOCALE_MAX],
                           const pcs_wordlist_word *locale);

#endif
