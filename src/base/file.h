/* file.h - files: mapped for reading, written whole and synced */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_BASE_FILE_H
#define PCS_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/status.h"

/**
 * What stat(2) tells of a file's bytes without reading them. Where none of it
 * has changed, neither have the bytes, but for changes within the clock's tick.
 */
typedef struct pcs_file_stamp {
    uint64_t size, inode;
    int64_t modified, changed; /* nanoseconds since 1970; ctime cannot be set */
} pcs_file_stamp;

/** Takes the stamp of path, links followed. PCS_ENOTFOUND or PCS_EIO. */
pcs_status pcs_file_stamp_take(pcs_file_stamp *out, const char *path,
                               pcs_error *err);

bool pcs_file_stamp_equals(const pcs_file_stamp *a, const pcs_file_stamp *b);

/** A file mapped read-only. data is NULL where the file is empty. */
typedef struct pcs_map {
    const char *data;
    size_t len;
} pcs_map;

/** Maps path. PCS_ENOTFOUND or PCS_EIO name the path. */
pcs_status pcs_map_open(pcs_map *map, const char *path, pcs_error *err);

/** Unmaps; harmless on a zeroed map. */
void pcs_map_close(pcs_map *map);

/**
 * Reads the regular file path into out (cleared first). More than max bytes:
 * PCS_ELIMIT. Anything but a regular file: PCS_EINVAL.
 */
pcs_status pcs_file_read(pcs_buffer *out, const char *path, size_t max,
                         pcs_error *err);

/**
 * The same, with the stamp that the file had before it was read; *is_stable
 * tells whether it still had it afterwards, and as many bytes as it says.
 */
pcs_status pcs_file_read_stamped(pcs_buffer *out, pcs_file_stamp *stamp,
                                 bool *is_stable, const char *path, size_t max,
                                 pcs_error *err);

/** Creates or replaces path with len bytes and syncs it to the disk. */
pcs_status pcs_file_write(const char *path, const void *data, size_t len,
                          pcs_error *err);

/** fsync of a file or directory that exists. */
pcs_status pcs_path_sync(const char *path, pcs_error *err);

/** rename(2), then fsync of the folder that holds `to`. */
pcs_status pcs_path_rename(const char *from, const char *to, pcs_error *err);

/** mkdir -p; an existing folder is fine. */
pcs_status pcs_path_make(const char *path, pcs_error *err);

/** rm -r, never through a symbolic link; what is missing is fine. */
pcs_status pcs_path_remove(const char *path, pcs_error *err);

/** malloc'd "a/b", or NULL where memory is refused; the caller frees it. */
char *pcs_path_join(const char *a, const char *b);

#endif
