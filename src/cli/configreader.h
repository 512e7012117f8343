/* configreader.h - walking over the YAML of the configuration file */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_CONFIGREADER_H
#define PCS_CLI_CONFIGREADER_H

#include <yaml.h>

#include "cli/config.h"

/**
 * Stands at an event of the file. What reads a value begins with the reader at
 * its first event and leaves it at its last one. What fails has filled err
 * with "FILE:line:column: " and the reason: PCS_EFORMAT, or PCS_ENOMEM.
 */
typedef struct pcs_config_reader {
    pcs_config *config;
    const pcs_command *command;
    const char *path;
    const char *data;
    size_t len;
    pcs_error *err;
    yaml_parser_t parser;
    yaml_event_t event; /* the current one; there is one where has_event */
    bool has_event;
    yaml_mark_t key; /* where the last key stands */
    bool *is_set;    /* by option: the file has it already */
} pcs_config_reader;

/** Bytes of the file's that a message repeats, and room for them. */
enum { PCS_CONFIG_SHOWN_MAX = 60, PCS_CONFIG_SHOWN = PCS_CONFIG_SHOWN_MAX + 4 };

/** "path:line:column: " and the message, at a line and column from 0. */
pcs_status pcs_config_fail_at(pcs_config_reader *r, size_t line, size_t column,
                              const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/** pcs_config_fail_at the event that the reader stands at. */
#define PCS_CONFIG_FAIL(r, ...)                                                \
    pcs_config_fail_at(r, (r)->event.start_mark.line,                          \
                       (r)->event.start_mark.column, __VA_ARGS__)

/** Text of the file, cut, in a form that a message may repeat: out. */
const char *pcs_config_shown(char out[PCS_CONFIG_SHOWN], const char *text,
                             size_t len);

/** Goes on to the next event. */
pcs_status pcs_config_advance(pcs_config_reader *r);

bool pcs_config_is_at(const pcs_config_reader *r, yaml_event_type_t type);

/** The scalar that the reader stands at; NUL-terminated, may hold others. */
const char *pcs_config_scalar(const pcs_config_reader *r, size_t *len);

/** "key:" with nothing behind it, or a null. */
bool pcs_config_is_null(const pcs_config_reader *r);

/** A scalar that is no null. */
bool pcs_config_is_text(const pcs_config_reader *r);

/** Copies the scalar and its place. key is for the message where it is none,
 * with what was expected: "name: a text was expected". */
pcs_status pcs_config_take_text(pcs_config_reader *r, pcs_config_text *out,
                                const char *key, const char *expected);

/** Copies len bytes of a path, made one that opens from anywhere: relative to
 * the file's folder, or behind "~/" to the home. */
pcs_status pcs_config_take_path(pcs_config_reader *r, const char **out,
                                const char *path, size_t len);

/** The place of the event, "FILE:3:5", in the arena; NULL without memory. */
const char *pcs_config_place(pcs_config_reader *r);

/** The index of name in a list of names parted by spaces, or -1. */
int pcs_config_index(const char *names, const char *name, size_t len);

/**
 * Steps within a mapping of known keys, from its start or from the end of a
 * value to the next value: *at is its key's index in keys, or -1 where the
 * mapping ends. *seen, zero before the first step, holds those that were met.
 * of names the mapping in messages.
 */
pcs_status pcs_config_next_key(pcs_config_reader *r, const char *of,
                               const char *keys, uint64_t *seen, int *at);

/** PCS_CONFIG_FAIL where a list of `key` has PCS_CONFIG_ITEMS_MAX items. */
pcs_status pcs_config_check_items(pcs_config_reader *r, const char *key,
                                  size_t n);

#endif
