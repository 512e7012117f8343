/* assets.c - the page's static files, which are compiled in */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/page/assets.h"

#include <string.h>

const char *pcs_asset_hashed(const char *name)
{
    for (size_t i = 0; i < pcs_assets_n; i++)
        if (strcmp(pcs_assets[i].name, name) == 0)
            return pcs_assets[i].hashed;
    return name;
}

/* Whether file is an asset's by another version: its name with another hash. */
static bool is_version(const char *file, const char *name)
{
    size_t stem = strcspn(name, ".");
    const char *ending = name + stem;
    size_t len = strlen(file), tail = strlen(ending);
    return len > stem + tail && strncmp(file, name, stem + 1) == 0 &&
           strcmp(file + len - tail, ending) == 0;
}

static void serve(pcs_exchange *exchange, const pcs_asset *asset, bool is_exact)
{
    exchange->content_type = asset->type;
    exchange->etag = asset->hashed;
    exchange->cache_control =
        is_exact ? "public, max-age=31536000, immutable" : "no-cache";
    pcs_buffer_append(&exchange->reply, asset->data, asset->len);
}

void pcs_asset_serve(void *context, pcs_exchange *exchange)
{
    (void)context;
    const char *file = pcs_exchange_variable(exchange, "file")->value;
    for (size_t i = 0; i < pcs_assets_n; i++)
        if (strcmp(file, pcs_assets[i].hashed) == 0) {
            serve(exchange, &pcs_assets[i], true);
            return;
        }
    /* A page that an older version wrote still has to look like one. */
    for (size_t i = 0; i < pcs_assets_n; i++)
        if (is_version(file, pcs_assets[i].name)) {
            serve(exchange, &pcs_assets[i], false);
            return;
        }
    pcs_exchange_problem(exchange, 404, "not-found",
                         "there is no such static file");
}
