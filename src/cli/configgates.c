/* configgates.c - what the configuration file asks of a new generation */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "cli/configparts.h"
#include "base/translate.h"

/* In the order of PCS_CONFIG_GATE_KEYS. */
enum { MAX_LOSS, CANARIES };

#define CANARY_KEYS "query locale min-segments max-segments"
enum { QUERY, LOCALE, MIN_SEGMENTS, MAX_SEGMENTS };

/* Segments of an index; no file has as many. */
#define SEGMENTS_MAX UINT32_MAX

static pcs_status read_query(pcs_config_reader *r, pcs_config_canary *canary)
{
    pcs_status status = pcs_config_take_text(r, &canary->query, "canaries",
                                             N_("a query or a mapping"));
    if (status != PCS_OK)
        return status;
    if (canary->query.text[strspn(canary->query.text, " \t\r\n")] == '\0')
        return PCS_CONFIG_FAIL(r, "the canary's query is empty");
    return PCS_OK;
}

static pcs_status read_count(pcs_config_reader *r, uint64_t *out,
                             const char *key)
{
    pcs_config_text text;
    uint64_t number = 0;
    pcs_status status = pcs_config_take_text(r, &text, key, N_("a number"));
    if (status != PCS_OK)
        return status;
    const char *p = text.text;
    while (*p >= '0' && *p <= '9' && number <= SEGMENTS_MAX)
        number = number * 10 + (uint64_t)(*p++ - '0');
    if (p == text.text || *p != '\0' || number > SEGMENTS_MAX)
        return PCS_CONFIG_FAIL(r, "%s: a number from 0 to %u was expected", key,
                               SEGMENTS_MAX);
    *out = number;
    return PCS_OK;
}

static pcs_status read_field(pcs_config_reader *r, pcs_config_canary *canary,
                             int field)
{
    switch (field) {
    case QUERY:
        return read_query(r, canary);
    case LOCALE:
        return pcs_config_take_text(r, &canary->locale, "locale",
                                    N_("a locale such as ko-KR"));
    case MIN_SEGMENTS:
        return read_count(r, &canary->min_segments, "min-segments");
    default:
        return read_count(r, &canary->max_segments, "max-segments");
    }
}

/* A canary that is to find nothing needs no min-segments. */
static pcs_status check_counts(pcs_config_reader *r, pcs_config_canary *canary,
                               uint64_t seen, const yaml_mark_t *start)
{
    if (canary->min_segments <= canary->max_segments)
        return PCS_OK;
    if ((seen >> MIN_SEGMENTS & 1) == 0) {
        canary->min_segments = canary->max_segments;
        return PCS_OK;
    }
    return pcs_config_fail_at(r, start->line, start->column,
                              "min-segments is more than max-segments");
}

static pcs_status read_long(pcs_config_reader *r, pcs_config_canary *canary)
{
    const yaml_mark_t start = r->event.start_mark;
    uint64_t seen = 0;
    for (int at;;) {
        pcs_status status =
            pcs_config_next_key(r, N_("a canary"), CANARY_KEYS, &seen, &at);
        if (status == PCS_OK && at < 0)
            break;
        if (status == PCS_OK)
            status = read_field(r, canary, at);
        if (status != PCS_OK)
            return status;
    }
    if (canary->query.text == NULL)
        return pcs_config_fail_at(
            r, start.line, start.column,
            "the canary has no query; write \"query: WORDS\"");
    return check_counts(r, canary, seen, &start);
}

static pcs_status read_canary(pcs_config_reader *r)
{
    pcs_config *c = r->config;
    pcs_config_canary canary = {.min_segments = 1, .max_segments = UINT64_MAX};
    pcs_status status = pcs_config_check_items(r, "canaries", c->n_canaries);
    if (status != PCS_OK)
        return status;
    if (pcs_config_is_at(r, YAML_MAPPING_START_EVENT))
        status = read_long(r, &canary);
    else
        status = read_query(r, &canary);
    if (status != PCS_OK)
        return status;
    if (!PCS_ARRAY_RESERVE(c->canaries, c->cap_canaries, c->n_canaries + 1))
        return pcs_error_nomem(r->err);
    c->canaries[c->n_canaries++] = canary;
    return PCS_OK;
}

pcs_status pcs_config_read_gates(pcs_config_reader *r)
{
    uint64_t seen = 0;
    if (pcs_config_is_null(r))
        return PCS_OK;
    if (!pcs_config_is_at(r, YAML_MAPPING_START_EVENT))
        return PCS_CONFIG_FAIL(r, "%s: a mapping was expected, such as %s",
                               "gates", "\"  max-loss: 20%\"");
    for (int at;;) {
        pcs_status status =
            pcs_config_next_key(r, "gates", PCS_CONFIG_GATE_KEYS, &seen, &at);
        if (status != PCS_OK || at < 0)
            return status;
        if (at == MAX_LOSS)
            status = pcs_config_read_option(r, "max-loss", false);
        else
            status = pcs_config_read_list(r, read_canary);
        if (status != PCS_OK)
            return status;
    }
}
