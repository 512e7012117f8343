/* sources.c - the sources of a run: given, or from the configuration */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/sources.h"

#include <pcsearch.h>

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/text.h"
#include "cli/messages.h"

/* The line has texts of the file, which may hold anything. */
static int complain_at(const char *where, const char *what, const char *text,
                       const char *message)
{
    pcs_buffer all = {0}, clean = {0};
    pcs_buffer_printf(&all, "%s%s%s %s: %s", where ? where : "",
                      where ? ": " : "--", what, text, _(message));
    pcs_text_clean(&clean, all.data ? all.data : "", all.len);
    pcs_complain(all.failed || clean.failed ? N_("out of memory") : clean.data);
    pcs_buffer_dispose(&all);
    pcs_buffer_dispose(&clean);
    return 2;
}

/* len bytes of name or, where it is NULL, what the folder is called; malloc'd.
 */
static char *name_of(const char *name, size_t len, const char *root)
{
    char *real = name ? NULL : realpath(root, NULL);
    /* --watch waits for one that is not there yet. */
    if (!name && !real)
        real = strdup(root);
    char *copy = name   ? strndup(name, len)
                 : real ? strdup(basename(real))
                        : NULL;
    free(real);
    return copy;
}

static int add(pcs_request *r, const char *name, size_t len, const char *root)
{
    size_t n = r->options.n_sources;
    char *copy = PCS_ARRAY_RESERVE(r->sources, r->cap_sources, n + 1)
                     ? name_of(name, len, root)
                     : NULL;
    if (!copy)
        return pcs_complain("out of memory");
    r->sources[n] = (pcs_source){.name = copy, .root = root};
    r->options.n_sources++;
    return 0;
}

int pcs_sources_add(pcs_request *r, const char *argument)
{
    size_t name = strcspn(argument, "=/");
    if (name > 0 && argument[name] == '=')
        return add(r, argument, name, argument + name + 1);
    return add(r, NULL, 0, argument);
}

int pcs_sources_add_url(pcs_request *r, pcs_args *args)
{
    pcs_error err = PCS_ERROR_INIT;
    const char *equals = strchr(args->value, '=');
    if (!equals || equals == args->value)
        return complain_at(NULL, "url", args->value,
                           N_("write it like NAME=https://help.example.com/"
                              "{locale-lower}/{stem}"));
    if (equals[1] && pcs_url_check(equals + 1, &err) != PCS_OK)
        return complain_at(NULL, "url", args->value, err.message);
    if (!PCS_ARRAY_RESERVE(r->urls, r->cap_urls, r->n_urls + 1))
        return pcs_complain("out of memory");
    r->urls[r->n_urls++] = args->value;
    return 0;
}

static pcs_source *find(pcs_request *r, const char *name, size_t len)
{
    for (size_t i = 0; i < r->options.n_sources; i++)
        if (strlen(r->sources[i].name) == len &&
            memcmp(r->sources[i].name, name, len) == 0)
            return &r->sources[i];
    return NULL;
}

static int take_saved_source(pcs_request *r, const pcs_config_source *saved,
                             bool is_given)
{
    const char *given = saved->name.text, *root = saved->path.text;
    char *name = name_of(given, given ? strlen(given) : 0, root);
    if (!name)
        return pcs_complain("out of memory");
    if (!is_given && find(r, name, strlen(name))) {
        free(name);
        return complain_at(
            saved->path.where, "sources", root,
            N_("another one has its name; write NAME=DIRECTORY"));
    }
    int status = is_given ? 0 : add(r, name, strlen(name), root);
    pcs_source *source = NULL;
    if (status == 0)
        source = is_given ? find(r, name, strlen(name))
                          : &r->sources[r->options.n_sources - 1];
    free(name);
    if (source) {
        source->url = saved->url.text;
        /* What the command line says of locales goes before the file. */
        source->locale = r->has_locale ? NULL : saved->locale.text;
    }
    return status;
}

/* Of sources that were given, the file may know more by their names. */
static int take_saved_sources(pcs_request *r, bool is_given)
{
    int status = 0;
    for (size_t i = 0; status == 0 && i < r->config.n_sources; i++)
        status = take_saved_source(r, &r->config.sources[i], is_given);
    return status;
}

/* "no source is called that; there are: a, b" */
static int complain_unknown(pcs_request *r, const char *where, const char *what,
                            const char *name)
{
    pcs_buffer line = {0}, names = {0};
    for (size_t i = 0; i < r->options.n_sources; i++)
        pcs_buffer_printf(&names, "%s%s", i ? ", " : "", r->sources[i].name);
    pcs_buffer_printf(&line,
                      _("no source of this run is called that; there are: %s"),
                      names.data ? names.data : "");
    pcs_buffer_dispose(&names);
    int status = complain_at(where, what, name, line.data ? line.data : "");
    pcs_buffer_dispose(&line);
    return status;
}

static int check_url(const pcs_config_text *url, const char *what)
{
    pcs_error err = PCS_ERROR_INIT;
    if (!url->text || !*url->text || pcs_url_check(url->text, &err) == PCS_OK)
        return 0;
    return complain_at(url->where, what, url->text, err.message);
}

static int check_locale(const pcs_config_text *locale, const char *what)
{
    char canonical[PCS_LOCALE_MAX];
    if (!locale->text ||
        pcs_locale_canonical(canonical, locale->text, strlen(locale->text)))
        return 0;
    return complain_at(locale->where, what, locale->text,
                       N_("write a locale such as ko-KR"));
}

/* Whatever this run makes use of, the file has to be right. */
static int check_saved(const pcs_config *c)
{
    int status = 0;
    for (size_t i = 0; status == 0 && i < c->n_sources; i++) {
        status = check_url(&c->sources[i].url, "url");
        if (status == 0)
            status = check_locale(&c->sources[i].locale, "locale");
    }
    for (size_t i = 0; status == 0 && i < c->n_urls; i++)
        status = check_url(&c->urls[i].url, "urls");
    for (size_t i = 0; status == 0 && i < c->n_locales; i++)
        status = check_locale(&c->locales[i], "locales");
    for (size_t i = 0; status == 0 && i < c->n_canaries; i++)
        status = check_locale(&c->canaries[i].locale, "locale");
    return status;
}

/* Where other sources are given, what is saved of the listed ones waits. */
static int take_saved_urls(pcs_request *r, bool is_given)
{
    for (size_t i = 0; i < r->config.n_urls; i++) {
        const pcs_config_url *u = &r->config.urls[i];
        const char *name = u->source.text;
        pcs_source *source = find(r, name, strlen(name));
        if (!source && !is_given)
            return complain_unknown(r, u->source.where, "urls", name);
        if (source && source->url)
            return complain_at(u->source.where, "urls", name,
                               N_("the source has its url: already; leave one "
                                  "out"));
        if (source)
            source->url = u->url.text;
    }
    return 0;
}

static int take_urls(pcs_request *r)
{
    for (size_t i = 0; i < r->n_urls; i++) {
        const char *equals = strchr(r->urls[i], '=');
        pcs_source *source = find(r, r->urls[i], (size_t)(equals - r->urls[i]));
        if (!source)
            return complain_unknown(r, NULL, "url", r->urls[i]);
        source->url = equals + 1;
    }
    return 0;
}

static int take_saved_locales(pcs_request *r)
{
    r->locales = calloc(r->config.n_locales + 1, sizeof *r->locales);
    if (!r->locales)
        return pcs_complain("out of memory");
    for (size_t i = 0; i < r->config.n_locales; i++)
        r->locales[i] = r->config.locales[i].text;
    r->options.locales = r->locales;
    r->options.n_locales = r->config.n_locales;
    return 0;
}

int pcs_sources_complete(pcs_request *r)
{
    bool is_given = r->options.n_sources > 0;
    int status = check_saved(&r->config);
    if (status == 0)
        status = take_saved_sources(r, is_given);
    if (status == 0)
        status = take_saved_urls(r, is_given);
    if (status == 0)
        status = take_urls(r);
    if (status == 0)
        status = take_saved_locales(r);
    r->options.sources = r->sources;
    return status;
}

void pcs_sources_dispose(pcs_request *r)
{
    for (size_t i = 0; i < r->options.n_sources; i++)
        free((void *)(uintptr_t)r->sources[i].name);
    free(r->sources);
    free(r->urls);
    free(r->locales);
}
