/* configsources.c - what the configuration file says of sources */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "cli/configparts.h"
#include "base/translate.h"

#define SOURCE_KEYS "path name url locale"
enum { PATH, NAME, URL, LOCALE };

static pcs_status check_name(pcs_config_reader *r, const char *key,
                             const char *name)
{
    char shown[PCS_CONFIG_SHOWN];
    if (*name != '\0' && strpbrk(name, "/=") == NULL)
        return PCS_OK;
    return PCS_CONFIG_FAIL(
        r, "%s: %s is no name of a source; write one without \"/\" and \"=\"",
        key,
        *name ? pcs_config_shown(shown, name, strlen(name))
              : pcs_translate("nothing"));
}

static pcs_status take_path(pcs_config_reader *r, pcs_config_source *source,
                            const char *path)
{
    if (*path == '\0')
        return PCS_CONFIG_FAIL(r, "a folder of documents was expected");
    source->path.where = pcs_config_place(r);
    pcs_status status =
        pcs_config_take_path(r, &source->path.text, path, strlen(path));
    return source->path.where != NULL ? status : pcs_error_nomem(r->err);
}

/* PATH, or NAME=PATH as operands have it. */
static pcs_status read_short(pcs_config_reader *r, pcs_config_source *source)
{
    pcs_config_text all;
    pcs_status status =
        pcs_config_take_text(r, &all, "sources", N_("a folder or a mapping"));
    if (status != PCS_OK)
        return status;
    size_t name = strcspn(all.text, "=/");
    if (name == 0 || all.text[name] != '=')
        return take_path(r, source, all.text);
    source->name.where = all.where;
    source->name.text = pcs_arena_copy(&r->config->arena, all.text, name);
    if (source->name.text == NULL)
        return pcs_error_nomem(r->err);
    return take_path(r, source, all.text + name + 1);
}

static pcs_status read_field(pcs_config_reader *r, pcs_config_source *source,
                             int field)
{
    pcs_config_text path;
    pcs_status status;
    switch (field) {
    case NAME:
        status = pcs_config_take_text(r, &source->name, "name", N_("a word"));
        return status == PCS_OK ? check_name(r, "name", source->name.text)
                                : status;
    case URL:
        return pcs_config_take_text(r, &source->url, "url",
                                    N_("a template of addresses"));
    case LOCALE:
        return pcs_config_take_text(r, &source->locale, "locale",
                                    N_("a locale such as ko-KR"));
    default:
        status = pcs_config_take_text(r, &path, "path", N_("a folder"));
        return status == PCS_OK ? take_path(r, source, path.text) : status;
    }
}

static pcs_status read_long(pcs_config_reader *r, pcs_config_source *source)
{
    const yaml_mark_t start = r->event.start_mark;
    uint64_t seen = 0;
    for (int at;;) {
        pcs_status status =
            pcs_config_next_key(r, N_("a source"), SOURCE_KEYS, &seen, &at);
        if (status == PCS_OK && at < 0)
            break;
        if (status == PCS_OK)
            status = read_field(r, source, at);
        if (status != PCS_OK)
            return status;
    }
    if (source->path.text != NULL)
        return PCS_OK;
    return pcs_config_fail_at(r, start.line, start.column,
                              "the source has no path; write \"path: FOLDER\"");
}

static pcs_status read_source(pcs_config_reader *r)
{
    pcs_config *c = r->config;
    pcs_config_source source = {0};
    pcs_status status = pcs_config_check_items(r, "sources", c->n_sources);
    if (status != PCS_OK)
        return status;
    if (pcs_config_is_at(r, YAML_MAPPING_START_EVENT))
        status = read_long(r, &source);
    else
        status = read_short(r, &source);
    if (status != PCS_OK)
        return status;
    if (!PCS_ARRAY_RESERVE(c->sources, c->cap_sources, c->n_sources + 1))
        return pcs_error_nomem(r->err);
    c->sources[c->n_sources++] = source;
    return PCS_OK;
}

static pcs_status read_locale(pcs_config_reader *r)
{
    pcs_config *c = r->config;
    pcs_config_text text;
    pcs_status status = pcs_config_check_items(r, "locales", c->n_locales);
    if (status == PCS_OK)
        status = pcs_config_take_text(r, &text, "locales",
                                      N_("a list of locales such as ko-KR"));
    if (status != PCS_OK)
        return status;
    if (!PCS_ARRAY_RESERVE(c->locales, c->cap_locales, c->n_locales + 1))
        return pcs_error_nomem(r->err);
    c->locales[c->n_locales++] = text;
    return PCS_OK;
}

pcs_status pcs_config_read_list(pcs_config_reader *r,
                                pcs_config_read_item *read)
{
    if (!pcs_config_is_at(r, YAML_SEQUENCE_START_EVENT))
        return read(r);
    for (;;) {
        pcs_status status = pcs_config_advance(r);
        if (status != PCS_OK || pcs_config_is_at(r, YAML_SEQUENCE_END_EVENT))
            return status;
        status = read(r);
        if (status != PCS_OK)
            return status;
    }
}

pcs_status pcs_config_read_sources(pcs_config_reader *r)
{
    return pcs_config_read_list(r, read_source);
}

pcs_status pcs_config_read_locales(pcs_config_reader *r)
{
    return pcs_config_read_list(r, read_locale);
}

/* One name of urls:, and the template behind it; null for none. */
static pcs_status read_url(pcs_config_reader *r)
{
    pcs_config *c = r->config;
    pcs_config_url url = {0};
    char shown[PCS_CONFIG_SHOWN];
    pcs_status status = pcs_config_check_items(r, "urls", c->n_urls);
    if (status == PCS_OK)
        status =
            pcs_config_take_text(r, &url.source, "urls", N_("a source's name"));
    if (status == PCS_OK)
        status = check_name(r, "urls", url.source.text);
    for (size_t i = 0; status == PCS_OK && i < c->n_urls; i++)
        if (strcmp(c->urls[i].source.text, url.source.text) == 0)
            return PCS_CONFIG_FAIL(r, "%s is set twice; leave one out",
                                   pcs_config_shown(shown, url.source.text,
                                                    strlen(url.source.text)));
    if (status == PCS_OK)
        status = pcs_config_advance(r);
    if (status == PCS_OK && pcs_config_is_null(r))
        url.url = (pcs_config_text){"", url.source.where};
    else if (status == PCS_OK)
        status = pcs_config_take_text(r, &url.url, "urls",
                                      N_("a template of addresses"));
    if (status != PCS_OK)
        return status;
    if (!PCS_ARRAY_RESERVE(c->urls, c->cap_urls, c->n_urls + 1))
        return pcs_error_nomem(r->err);
    c->urls[c->n_urls++] = url;
    return PCS_OK;
}

pcs_status pcs_config_read_urls(pcs_config_reader *r)
{
    if (pcs_config_is_null(r))
        return PCS_OK;
    if (!pcs_config_is_at(r, YAML_MAPPING_START_EVENT))
        return PCS_CONFIG_FAIL(r, "%s: a mapping was expected, such as %s",
                               "urls",
                               "\"  german: "
                               "https://help.example.com/{stem}\"");
    for (;;) {
        pcs_status status = pcs_config_advance(r);
        if (status != PCS_OK || pcs_config_is_at(r, YAML_MAPPING_END_EVENT))
            return status;
        status = read_url(r);
        if (status != PCS_OK)
            return status;
    }
}
