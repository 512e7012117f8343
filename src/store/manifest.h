/* manifest.h - what a generation of the index consists of */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_MANIFEST_H
#define PCS_STORE_MANIFEST_H

#include <stdint.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/status.h"

/**
 * The version of an index as a whole.
 *   1  CURRENT, generations/N.json, files/
 *   2  a manifest may name a dictionary; a writer that did not know it would
 *      sweep it away
 *   3  a locale's postings may be several files; files have stamps; CURRENT
 *      names the newest generation besides the served one
 */
#define PCS_INDEX_VERSION 3

/** How many files the postings of a locale may be. */
#define PCS_POSTINGS_FILES_MAX 16

/** A file of the generation, in the index's folder files/. */
typedef struct pcs_manifest_file {
    char *name;
    uint64_t size;
    uint64_t hash; /* XXH3-64 of all its bytes */
    /* As it was when the hash was found to hold: where it still is, the bytes
     * need not be read to be trusted. Another one after copying. */
    pcs_file_stamp stamp;
} pcs_manifest_file;

typedef struct pcs_manifest_locale {
    char *locale;
    uint64_t articles, segments, units;
    pcs_manifest_file tables;
    pcs_manifest_file *postings; /* in the order of their units' slots */
    size_t n_postings;
} pcs_manifest_locale;

/** A source tree: what it is called, and where it was when last indexed. */
typedef struct pcs_manifest_source {
    char *name;
    char *root;
    char *url; /* template of its articles' published pages, or NULL */
} pcs_manifest_source;

typedef struct pcs_manifest {
    uint64_t generation;
    uint64_t previous; /* the one that was served before; 0 for none */
    uint64_t created;  /* seconds since 1970 */
    uint32_t analyzer;
    char *icu;
    pcs_manifest_source *sources; /* sorted by name */
    size_t n_sources, cap_sources;
    pcs_manifest_locale *locales; /* sorted by name */
    size_t n_locales, cap_locales;
    pcs_manifest_file dictionary; /* its name is NULL where there is none */
    uint64_t dictionary_words;    /* that its source has */
} pcs_manifest;

/** Frees what manifest holds. */
void pcs_manifest_dispose(pcs_manifest *manifest);

/** Adds copies; the array stays sorted. url may be NULL. PCS_ENOMEM. */
pcs_status pcs_manifest_add_source(pcs_manifest *manifest, const char *name,
                                   const char *root, const char *url,
                                   pcs_error *err);

/** *out (zeroed but for its name) is the new entry; borrowed. */
pcs_status pcs_manifest_add_locale(pcs_manifest_locale **out,
                                   pcs_manifest *manifest, const char *locale,
                                   pcs_error *err);

/** Appends a zeroed file to the locale's postings; *out is borrowed until the
 * next one. PCS_ELIMIT beyond PCS_POSTINGS_FILES_MAX. */
pcs_status pcs_manifest_add_postings(pcs_manifest_file **out,
                                     pcs_manifest_locale *locale,
                                     pcs_error *err);

/** Takes size, checksum and stamp of the finished file at path. */
pcs_status pcs_manifest_file_seal(pcs_manifest_file *file, const char *path,
                                  pcs_error *err);

/** Copies a file's entry; what `to` held is not freed. */
pcs_status pcs_manifest_file_copy(pcs_manifest_file *to,
                                  const pcs_manifest_file *from,
                                  pcs_error *err);

/** Copies counts and files of a locale into a new entry. */
pcs_status pcs_manifest_locale_copy(pcs_manifest_locale *to,
                                    const pcs_manifest_locale *from,
                                    pcs_error *err);

/** Frees what the entry holds, and zeroes it. */
void pcs_manifest_locale_dispose(pcs_manifest_locale *locale);

/** Bytes of a locale's files. */
uint64_t pcs_manifest_locale_bytes(const pcs_manifest_locale *locale);

/** The locale's entry, or NULL. */
const pcs_manifest_locale *pcs_manifest_find(const pcs_manifest *manifest,
                                             const char *locale);

/** Appends the manifest as it is stored: a line of JSON, one with its hash. */
pcs_status pcs_manifest_write(pcs_buffer *out, const pcs_manifest *manifest,
                              pcs_error *err);

/**
 * Reads what pcs_manifest_write wrote. PCS_ECORRUPT where the hash does not
 * hold, PCS_EVERSION for another PCS_INDEX_VERSION. name is for messages.
 */
pcs_status pcs_manifest_read(pcs_manifest *manifest, const char *data,
                             size_t len, const char *name, pcs_error *err);

#endif
