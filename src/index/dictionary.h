/* dictionary.h - making a user's dictionary a file of a generation */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_DICTIONARY_H
#define PCS_INDEX_DICTIONARY_H

#include "index/report.h"
#include "index/strings.h"
#include "parse/wordlist.h"
#include "store/dictionary.h"
#include "store/manifest.h"

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

/** Warns of locales that neither the manifest has nor the English side is. */
void pcs_dictionary_warn(const pcs_dictionary_image *image, const char *path,
                         const pcs_manifest *manifest, pcs_report *report);

/** What a run is to do about the dictionary. */
typedef struct pcs_dictionary_step {
    const char *dir;
    uint64_t generation;         /* that is being made */
    const char *path;            /* of the YAML; NULL: as it was */
    bool is_removed;             /* --no-dictionary */
    bool rebuild;                /* make it anew of what it was made of */
    pcs_dictionary_image *image; /* of path */
} pcs_dictionary_step;

/**
 * Puts the dictionary of the next generation into its manifest: the served
 * one, or another, whose file is written. *changed tells which. A served one
 * that cannot be read is lost in a rebuild, with a warning.
 */
pcs_status pcs_dictionary_carry(pcs_manifest *next, bool *changed,
                                const pcs_manifest *served,
                                const pcs_dictionary_step *step,
                                pcs_report *report, pcs_error *err);

#endif
