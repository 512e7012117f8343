/* events.h - telling what a run of pcindex does */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEXER_EVENTS_H
#define PCS_INDEXER_EVENTS_H

#include <pcsearch.h>

typedef struct pcs_events {
    bool is_json;
    bool is_quiet;
    bool has_progress;
    bool is_line_open; /* a progress line stands on the terminal */
    uint64_t last_ms;  /* when it was drawn */
} pcs_events;

/** A pcs_index_listener with a pcs_events as its context. */
void pcs_events_listen(void *context, const pcs_index_event *event);

/** Clears the progress line. */
void pcs_events_end(pcs_events *events);

/** Prints the summary: JSON on stdout, or a line on stderr. */
void pcs_events_summary(pcs_events *events, const pcs_index_summary *summary,
                        uint64_t elapsed_ms);

/** Tells that so many folders of so many sources are watched, alike. */
void pcs_events_watching(pcs_events *events, size_t n_folders,
                         size_t n_sources);

/** Milliseconds of a clock that only goes forward. */
uint64_t pcs_events_clock(void);

#endif
