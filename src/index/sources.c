/* sources.c - what can be wrong about the sources of a run */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/sources.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"

static pcs_status check_text(const pcs_source *s, pcs_error *err)
{
    if (pcs_utf8_check(s->name, strlen(s->name)) == strlen(s->name) &&
        pcs_utf8_check(s->root, strlen(s->root)) == strlen(s->root))
        return PCS_OK;
    return pcs_error_set(err, PCS_EINVAL,
                         "a source's name or path is not UTF-8; rename the "
                         "folder");
}

static bool is_below(const char *path, const char *folder)
{
    size_t n = strlen(folder);
    return strncmp(path, folder, n) == 0 && (path[n] == '/' || path[n] == 0);
}

/* What stands there is deleted as soon as no generation names it. */
static pcs_status check_place(const pcs_source *s, const char *dir,
                              pcs_error *err)
{
    static const char *const swept[] = {"files", "generations", "writing",
                                        "quarantine"};
    char *root = realpath(s->root, NULL);
    pcs_status status = PCS_OK;
    for (size_t i = 0; root && status == PCS_OK && i < 4; i++) {
        char *folder = pcs_path_join(dir, swept[i]);
        char *real = folder ? realpath(folder, NULL) : NULL;
        if (real && is_below(root, real))
            status = pcs_error_set(err, PCS_EINVAL,
                                   "%s is a part of the index; move the "
                                   "documents out of it",
                                   s->root);
        free(folder);
        free(real);
    }
    free(root);
    return status;
}

static pcs_status check_name(const pcs_index_options *o, size_t i,
                             pcs_error *err)
{
    for (size_t j = 0; j < i; j++)
        if (strcmp(o->sources[i].name, o->sources[j].name) == 0)
            return pcs_error_set(
                err, PCS_EINVAL,
                "%s and %s are both called %s; name one of them "
                "NAME=DIRECTORY",
                o->sources[j].root, o->sources[i].root, o->sources[i].name);
    return PCS_OK;
}

pcs_status pcs_sources_check(const pcs_index_options *o, pcs_error *err)
{
    bool may_be_none = (o->dictionary || o->no_dictionary) && !o->rebuild;
    if (!o->dir || !*o->dir || (!o->n_sources && !may_be_none))
        return pcs_error_set(err, PCS_EINVAL, "no index or no source named");
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < o->n_sources; i++) {
        const pcs_source *s = &o->sources[i];
        status = check_text(s, err);
        if (status == PCS_OK && o->rebuild && s->has_paths)
            status = pcs_error_set(err, PCS_EINVAL,
                                   "a rebuild reads all of %s; name no paths "
                                   "of it",
                                   s->name);
        if (status == PCS_OK)
            status = check_name(o, i, err);
        if (status == PCS_OK)
            status = check_place(s, o->dir, err);
    }
    return status;
}
