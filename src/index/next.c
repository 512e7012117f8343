/* next.c - the manifest of the generation that is being made */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/next.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "analyze/analyzer.h"

static const char *served_url(const pcs_manifest *served, const char *source)
{
    for (size_t i = 0; i < served->n_sources; i++)
        if (strcmp(served->sources[i].name, source) == 0)
            return served->sources[i].url;
    return NULL;
}

/* What is given, else as it is; NULL for none. */
static const char *next_url(const pcs_manifest *served,
                            const pcs_source *source)
{
    if (!source->url)
        return served_url(served, source->name);
    return *source->url ? source->url : NULL;
}

bool pcs_next_has_new_url(const pcs_manifest *next, const pcs_manifest *served)
{
    for (size_t i = 0; i < next->n_sources; i++) {
        const char *now = next->sources[i].url;
        const char *old = served_url(served, next->sources[i].name);
        if (strcmp(now ? now : "", old ? old : "") != 0)
            return true;
    }
    return false;
}

pcs_status pcs_next_start(pcs_manifest *m, const pcs_manifest *served,
                          uint64_t generation, const pcs_index_options *o,
                          pcs_error *err)
{
    m->generation = generation;
    m->previous = served->n_locales ? served->generation : 0;
    m->created = (uint64_t)time(NULL);
    m->analyzer = PCS_ANALYZER_VERSION;
    m->icu = strdup(pcs_analyzer_icu_version());
    pcs_status status = m->icu ? PCS_OK : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < o->n_sources; i++) {
        char *root = realpath(o->sources[i].root, NULL);
        status = pcs_manifest_add_source(m, o->sources[i].name,
                                         root ? root : o->sources[i].root,
                                         next_url(served, &o->sources[i]), err);
        free(root);
    }
    for (size_t i = 0; status == PCS_OK && i < served->n_sources; i++) {
        const pcs_manifest_source *s = &served->sources[i];
        bool named = false;
        for (size_t j = 0; j < o->n_sources; j++)
            named = named || !strcmp(s->name, o->sources[j].name);
        if (!named)
            status = pcs_manifest_add_source(m, s->name, s->root, s->url, err);
    }
    return status;
}

void pcs_next_drop_empty(pcs_manifest *m)
{
    size_t kept = 0;
    for (size_t i = 0; i < m->n_locales; i++) {
        if (m->locales[i].segments) {
            m->locales[kept++] = m->locales[i];
            continue;
        }
        pcs_manifest_locale_dispose(&m->locales[i]);
    }
    m->n_locales = kept;
}
