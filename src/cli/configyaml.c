/* configyaml.c - the YAML of the configuration file */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/configyaml.h"

#include <stdlib.h>
#include <string.h>

#include "cli/configparts.h"

/* In the order of PCS_CONFIG_TOP_KEYS. */
enum {
    SEARCH,
    INDEX,
    SOURCES,
    LOCALES,
    INCLUDE,
    EXCLUDE,
    URLS,
    RETENTION,
    GATES,
    DICTIONARY,
    PCSEARCHD
};

static pcs_status fail_key(pcs_config_reader *r, const char *key, size_t len)
{
    const char *own = r->command->saved.key;
    char shown[PCS_CONFIG_SHOWN];
    size_t near_len;
    pcs_config_shown(shown, key, len);
    if (pcs_config_index(PCS_CONFIG_GATE_KEYS, key, len) >= 0)
        return PCS_CONFIG_FAIL(r, "%s belongs under gates:, behind spaces",
                               shown);
    if (pcs_command_find(r->command, key, len) != NULL)
        return PCS_CONFIG_FAIL(r, "%s belongs under %s:, behind spaces", shown,
                               own);
    const char *near =
        pcs_words_nearest(PCS_CONFIG_TOP_KEYS, key, len, &near_len);
    if (near != NULL)
        return PCS_CONFIG_FAIL(r, "unknown key %s; did you mean %.*s?", shown,
                               (int)near_len, near);
    return PCS_CONFIG_FAIL(r, "unknown key %s; the keys are %s", shown,
                           PCS_CONFIG_TOP_KEYS);
}

/* Finds out which key the reader stands at, which the file has once. */
static pcs_status take_key(pcs_config_reader *r, uint64_t *seen, int *at)
{
    size_t len = 0;
    char shown[PCS_CONFIG_SHOWN];
    if (!pcs_config_is_at(r, YAML_SCALAR_EVENT))
        return PCS_CONFIG_FAIL(
            r, "a key was expected, such as %s:", r->command->saved.key);
    const char *key = pcs_config_scalar(r, &len);
    *at = pcs_config_index(PCS_CONFIG_TOP_KEYS, key, len);
    r->key = r->event.start_mark;
    if (*at < 0)
        return fail_key(r, key, len);
    if (*seen >> *at & 1)
        return PCS_CONFIG_FAIL(r, "%s stands here twice; put both together",
                               pcs_config_shown(shown, key, len));
    *seen |= UINT64_C(1) << *at;
    return pcs_config_advance(r);
}

static pcs_status read_program(pcs_config_reader *r, const char *key)
{
    if (strcmp(r->command->saved.key, key) == 0)
        return pcs_config_read_options(r);
    return pcs_config_read_others(r, key);
}

static pcs_status read_value(pcs_config_reader *r, int key)
{
    switch (key) {
    case SEARCH:
        return read_program(r, "search");
    case INDEX:
        return read_program(r, "index");
    case PCSEARCHD:
        return read_program(r, "pcsearchd");
    case SOURCES:
        return pcs_config_read_sources(r);
    case LOCALES:
        return pcs_config_read_locales(r);
    case INCLUDE:
        return pcs_config_read_option(r, "include", true);
    case EXCLUDE:
        return pcs_config_read_option(r, "exclude", true);
    case URLS:
        return pcs_config_read_urls(r);
    case RETENTION:
        return pcs_config_read_option(r, "retention", false);
    case GATES:
        return pcs_config_read_gates(r);
    default:
        return pcs_config_read_option(r, "dictionary", false);
    }
}

static pcs_status read_top(pcs_config_reader *r)
{
    uint64_t seen = 0;
    if (pcs_config_is_null(r))
        return PCS_OK;
    if (!pcs_config_is_at(r, YAML_MAPPING_START_EVENT))
        return PCS_CONFIG_FAIL(r,
                               "a mapping was expected, such as %s: with "
                               "settings below",
                               r->command->saved.key);
    for (;;) {
        int at = -1;
        pcs_status status = pcs_config_advance(r);
        if (status != PCS_OK || pcs_config_is_at(r, YAML_MAPPING_END_EVENT))
            return status;
        status = take_key(r, &seen, &at);
        if (status == PCS_OK)
            status = read_value(r, at);
        if (status != PCS_OK)
            return status;
    }
}

static pcs_status read_stream(pcs_config_reader *r)
{
    pcs_status status = pcs_config_advance(r); /* the start of the stream */
    if (status == PCS_OK)
        status = pcs_config_advance(r);
    if (status != PCS_OK || pcs_config_is_at(r, YAML_STREAM_END_EVENT))
        return status;
    status = pcs_config_advance(r);
    if (status == PCS_OK)
        status = read_top(r);
    if (status == PCS_OK)
        status = pcs_config_advance(r); /* the end of the document */
    if (status == PCS_OK)
        status = pcs_config_advance(r);
    if (status == PCS_OK && !pcs_config_is_at(r, YAML_STREAM_END_EVENT))
        return PCS_CONFIG_FAIL(r, "a second document begins here; one is read");
    return status;
}

pcs_status pcs_config_parse(pcs_config *config, const pcs_command *command,
                            const char *path, const char *data, size_t len,
                            pcs_error *err)
{
    pcs_config_reader r = {.config = config, .command = command, .path = path};
    /* libyaml skips a byte order mark only where it may guess the encoding. */
    if (len >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) {
        data += 3;
        len -= 3;
    }
    r.data = data;
    r.len = len;
    r.err = err;
    r.is_set = calloc(command->n_options + 1, sizeof *r.is_set);
    if (r.is_set == NULL || yaml_parser_initialize(&r.parser) != 1) {
        free(r.is_set);
        return pcs_error_nomem(err);
    }
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &r.parser, (const unsigned char *)(data != NULL ? data : ""), len);
    pcs_status status = read_stream(&r);
    if (r.has_event)
        yaml_event_delete(&r.event);
    yaml_parser_delete(&r.parser);
    free(r.is_set);
    return status;
}
