/* walk.h - finding the documents of a source tree */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_WALK_H
#define PCS_INDEX_WALK_H

#include "base/buffer.h"

/** A file of a source. */
typedef struct pcs_walk_entry {
    char *full;       /* root and path; malloc'd */
    const char *path; /* the end of full: relative to the root, with '/' */
    bool is_linked;   /* it was come to by a symbolic link */
} pcs_walk_entry;

typedef struct pcs_walk {
    pcs_walk_entry *entries; /* sorted by the bytes of their paths */
    size_t len, cap;
} pcs_walk;

/** What to find. Globs without '/' are held against the file's name. */
typedef struct pcs_walk_options {
    const char *const *include; /* none: "*.md" */
    size_t n_include;
    const char *const *exclude; /* files and folders */
    size_t n_exclude;
} pcs_walk_options;

/** A folder or file that cannot be looked at. */
typedef void pcs_walk_problem(void *context, const char *path,
                              const char *message);

/**
 * Finds the regular files below root. Hidden files and folders are passed
 * over, and so are symbolic links that leave the root or lead to a folder
 * above them; other links are followed. PCS_ENOTFOUND or PCS_EIO where root
 * itself cannot be read; PCS_ENOMEM.
 */
pcs_status pcs_walk_tree(pcs_walk *out, const char *root,
                         const pcs_walk_options *options,
                         pcs_walk_problem *problem, void *context,
                         pcs_error *err);

/**
 * Finds those of the same files that are, or are below, one of the paths,
 * which are in the form of pcs_scope. Nothing else is looked at. A path that
 * is not there is passed over; one that goes through a link that leaves the
 * root is a problem.
 */
pcs_status pcs_walk_paths(pcs_walk *out, const char *root, char *const *paths,
                          size_t n, const pcs_walk_options *options,
                          pcs_walk_problem *problem, void *context,
                          pcs_error *err);

void pcs_walk_dispose(pcs_walk *walk);

/**
 * Told of each folder before it is read (path is "" for the root), and, where
 * is_link, of each symbolic link, wherever it leads. Anything but PCS_OK ends
 * the walk and is its answer.
 */
typedef pcs_status pcs_walk_visitor(void *context, const char *full,
                                    const char *path, bool is_link,
                                    pcs_error *err);

/** Visits the folders that pcs_walk_tree reads. Its failures. */
pcs_status pcs_walk_folders(const char *root, const pcs_walk_options *options,
                            pcs_walk_visitor *visit, void *context,
                            pcs_error *err);

/** Whether a walk would pass over the file or folder path, hidden ones too, or
 * take the file path if it is one. Only its last name counts for hidden. */
bool pcs_walk_excludes(const pcs_walk_options *options, const char *path);
bool pcs_walk_includes(const pcs_walk_options *options, const char *path);

#endif
