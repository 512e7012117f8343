/* routes.h - the Meilisearch-compatible part of the service */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_MEILI_ROUTES_H
#define PCS_SERVER_MEILI_ROUTES_H

#include "server/http/router.h"
#include "server/service.h"

/** Searches, indexes and documents; what would write is refused. They come
 * behind other routes, as the last ones take whatever begins with /indexes. */
pcs_http_routes pcs_meili_routes(pcs_service *service);

#endif
