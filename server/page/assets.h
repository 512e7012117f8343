/* assets.h - the page's static files, which are compiled in */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_PAGE_ASSETS_H
#define PCS_SERVER_PAGE_ASSETS_H

#include <stddef.h>

#include "server/http/router.h"

/** A file of server/page/static. */
typedef struct pcs_asset {
    const char *name;   /* "page.css" */
    const char *hashed; /* "page.1f2e3d4c5b6a.css": what addresses it */
    const char *type;   /* of its content */
    const unsigned char *data;
    size_t len;
} pcs_asset;

/** All of them; made by cmake/embed_assets.cmake. */
extern const pcs_asset pcs_assets[];
extern const size_t pcs_assets_n;

/** The address of a file below "/": "static/page.1f2e3d4c5b6a.css". */
const char *pcs_asset_hashed(const char *name);

/** Serves GET /static/{file}. What its hash addresses is the same for ever. */
pcs_http_handler pcs_asset_serve;

#endif
