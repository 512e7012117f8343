/* dictionary.h - the dictionary of the generation that is being made */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_DICTIONARY_H
#define PCS_INDEX_DICTIONARY_H

#include "index/dictionary_image.h"
#include "index/report.h"
#include "store/manifest.h"

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
