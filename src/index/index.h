/* index.h - bringing an index up to date with source trees */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_INDEX_H
#define PCS_INDEX_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "parse/markup.h"

/** A source tree: name is what the index remembers it by. */
typedef struct pcs_source {
    const char *name;
    const char *root;
    const char *url;    /* template of published pages (search/urls.h); NULL:
                           as it is, "": none */
    const char *locale; /* of its files that tell none; NULL: the options' */
    /* Where has_paths, only these are looked at, relative to the root: what is
     * there is indexed, what is gone is removed, and of a folder whatever it
     * holds. */
    const char *const *paths;
    size_t n_paths;
    bool has_paths;
} pcs_source;

/**
 * Asked before a generation is published, when it is written and found to be
 * whole: number is what pcs_generation_read takes. Anything but PCS_OK, and it
 * is not published; the error is that of the run.
 */
typedef pcs_status pcs_index_gate(void *context, const char *dir,
                                  uint64_t number, pcs_error *err);

typedef enum pcs_index_event_kind {
    PCS_INDEX_ERROR,    /* the file is left out */
    PCS_INDEX_WARNING,  /* it is indexed all the same */
    PCS_INDEX_PROGRESS, /* done of total */
    PCS_INDEX_NOTICE    /* what was served is damaged, and what is done */
} pcs_index_event_kind;

/** Something that a run has to tell; its texts live for the call. */
typedef struct pcs_index_event {
    pcs_index_event_kind kind;
    const char *path; /* root and path of the file; NULL in progress */
    uint32_t line;    /* from 1; 0 for the whole file */
    const char *message;
    const char *stage; /* of progress: "reading", "indexing", "publishing" */
    uint64_t done, total;
    /* Of a notice: the damaged generation, 0 where nothing tells its number,
     * and the one that is served instead, 0 where none is whole. */
    uint64_t damaged, served;
} pcs_index_event;

/** Never called by two threads at once. */
typedef void pcs_index_listener(void *context, const pcs_index_event *event);

/** What a run did. All but the last two count files, or what they hold. */
typedef struct pcs_index_summary {
    uint64_t files, articles, segments;
    uint64_t added, changed, removed, unchanged, failed;
    uint64_t warnings;
    uint64_t generation; /* the served one; 0 where there is none */
    bool published;
} pcs_index_summary;

typedef struct pcs_index_options {
    int version; /* PCS_INDEX_OPTIONS_INIT sets it */
    const char *dir;
    const pcs_source *sources;
    size_t n_sources;
    const char *const *include; /* globs; none: "*.md" */
    size_t n_include;
    const char *const *exclude;
    size_t n_exclude;
    const char *locale;         /* for files that tell none; may be NULL */
    const char *const *locales; /* of all locales, those that are indexed:
                                   what is of another counts as not there;
                                   none: each */
    size_t n_locales;
    size_t jobs;          /* threads; 0: one a processor */
    uint64_t memory;      /* bytes for the process; 0: 512 MiB */
    bool rebuild;         /* build every locale from nothing */
    bool checksum;        /* read every file, and all that is served,
                             whatever its stamp */
    bool strict;          /* tell of unchanged files' warnings again */
    bool wait;            /* for another writer to end, */
    double wait_seconds;  /* so long at most; 0: however long it takes */
    size_t retention;     /* generations that are kept; 0: the default */
    double max_loss;      /* share of a locale's segments that a run may
                             lose; negative: the default, 1: all */
    pcs_index_gate *gate; /* may be NULL */
    void *gate_context;
    const char *dictionary; /* a YAML file (parse/wordlist.h); NULL: as it is */
    bool no_dictionary;     /* the next generation has none */
    pcs_index_listener *listener;
    void *context;
} pcs_index_options;

#define PCS_INDEX_OPTIONS_INIT                                                 \
    {                                                                          \
        .version = 1, .max_loss = -1                                           \
    }

/**
 * Brings the index in options->dir up to date with the sources, and publishes
 * a new generation where anything has changed. Sources that are not named are
 * left as they are; files that have gone are removed. Files that cannot be
 * read or are over a limit are reported as events, counted in
 * summary->failed, and left out. What was served is checked first: a damaged
 * generation is told of by an event, and the run goes on from the newest one
 * that is whole, or builds all anew. On failure nothing is published, and what
 * was served still is: PCS_EINVAL (no index folder, two sources of one name or
 * one within the index, bad locale, no file of the locales that are asked for),
 * PCS_EBUSY (another writer), PCS_ENOTFOUND (a source is not there), PCS_EIO,
 * PCS_ECORRUPT, PCS_ENOMEM, PCS_EINDEX; PCS_EFORMAT or PCS_ELIMIT for a
 * dictionary, with its line and column; PCS_ELIMIT for a locale that would lose
 * more than options->max_loss; what options->gate answers. With a dictionary,
 * or without one from now on, no source need be named where there is an index.
 */
pcs_status pcs_index_run(pcs_index_summary *summary,
                         const pcs_index_options *options, pcs_error *err);

/** A segment as pcs_index_dump gives it; texts are not NUL-terminated. */
typedef struct pcs_dump_segment {
    const char *locale; /* NUL-terminated */
    const char *source, *path, *id, *heading, *anchor, *local, *english;
    size_t source_len, path_len, id_len, heading_len, anchor_len, local_len,
        english_len;
    const char *place; /* NUL-terminated */
    uint32_t n, line;
    const pcs_markup_text *markup; /* what only one side has */
    size_t n_markup;
} pcs_dump_segment;

/** Anything but PCS_OK ends the dump, and is its answer. */
typedef pcs_status pcs_dump_visitor(void *context,
                                    const pcs_dump_segment *segment,
                                    pcs_error *err);

/** Visits every segment of the served generation by locale, source, path, n. */
pcs_status pcs_index_dump(const char *dir, pcs_dump_visitor *visit,
                          void *context, pcs_error *err);

/**
 * Checks every byte of generation number (0: the served one) against its
 * checksums, that its databases open, and that its counts agree. The first
 * fault is the answer: PCS_ECORRUPT, naming the file.
 */
pcs_status pcs_index_verify(const char *dir, uint64_t number, pcs_error *err);

/**
 * Serves what was served before the served generation, if it is whole, else the
 * newest older one that is. *number takes it. Of the options, dir and wait
 * count. The next pcs_index_run brings the index up to date with the sources
 * again, whatever was gone back from. PCS_ENOTFOUND where there is none.
 */
pcs_status pcs_index_rollback(const pcs_index_options *options,
                              uint64_t *number, pcs_error *err);

#endif
