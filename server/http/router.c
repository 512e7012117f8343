/* router.c - which handler answers a request */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/http/router.h"

#include <string.h>

/* More names a pattern does not have. */
#define VARIABLES_MAX 8

/* Whether the path fits the pattern; names and values go to variables. Where
 * memory is short it does, and *is_short says so. */
static bool fits(pcs_http_param *variables, size_t *n, bool *is_short,
                 pcs_arena *arena, const char *pattern, const char *path)
{
    *n = 0;
    while (*pattern != 0) {
        if (*pattern != '{') {
            if (*pattern++ != *path++)
                return false;
            continue;
        }
        const char *end = strchr(pattern, '}');
        if (end == NULL || *n == VARIABLES_MAX)
            return false;
        bool is_rest = end - pattern > 4 && memcmp(end - 3, "...", 3) == 0;
        size_t len = is_rest ? strlen(path) : strcspn(path, "/");
        if (len == 0)
            return false;
        pcs_http_param *v = &variables[(*n)++];
        v->name = pcs_arena_copy(arena, pattern + 1,
                                 (size_t)(end - pattern) - (is_rest ? 4 : 1));
        v->value = pcs_arena_copy(arena, path, len);
        v->len = len;
        if (v->name == NULL || v->value == NULL)
            return *is_short = true;
        pattern = end + 1;
        path += len;
    }
    return *path == 0;
}

/* Remembers that another method would have done; GET comes before POST. */
static void allow(pcs_http_found *found, const pcs_http_route *route)
{
    static const char *const all[] = {"GET, HEAD, OPTIONS", "POST, OPTIONS",
                                      "GET, HEAD, POST, OPTIONS"};
    bool is_get = strcmp(route->method, "GET") == 0;
    if (found->status != 405)
        found->allowed = all[is_get ? 0 : 1];
    else if (found->allowed != all[is_get ? 0 : 1])
        found->allowed = all[2];
    if (found->status != 405)
        found->dialect = route->dialect;
    found->status = 405;
}

/* The dialect of a path that no route has: that of a route with the same first
 * segment. */
static bool is_near(const char *pattern, const char *path)
{
    if (path[0] != '/')
        return false;
    size_t len = strcspn(path + 1, "/");
    return len > 0 && strncmp(pattern, path, len + 1) == 0 &&
           (pattern[len + 1] == '/' || pattern[len + 1] == 0);
}

/* The route of what no other one has: a page for people that says so. It takes
 * nothing away from routes of other methods. */
static bool is_last_resort(const pcs_http_route *route)
{
    return strcmp(route->pattern, PCS_HTTP_ELSEWHERE) == 0;
}

static void look(pcs_http_found *found, const pcs_http_routes *part,
                 pcs_exchange *x, const char *method, pcs_http_param *variables)
{
    bool is_short = false;
    for (size_t i = 0;
         i < part->n && found->route == NULL && found->status != 503; i++) {
        const pcs_http_route *route = &part->items[i];
        if (found->status == 404 && is_near(route->pattern, x->path))
            found->dialect = route->dialect;
        size_t n = 0;
        bool is_last = is_last_resort(route);
        if (is_last && (found->status == 405 || strcmp(route->method, method)))
            continue;
        if (!fits(variables, &n, &is_short, &x->arena, route->pattern, x->path))
            continue;
        if (is_short) {
            found->status = 503;
            continue;
        }
        if (strcmp(route->method, method) != 0) {
            allow(found, route);
            continue;
        }
        *found = (pcs_http_found){.route = route,
                                  .context = part->context,
                                  .status = 200,
                                  .dialect = is_last ? found->dialect
                                                     : route->dialect};
        x->variables = variables;
        x->n_variables = n;
    }
}

pcs_http_found pcs_http_find(const pcs_http_routes *all, size_t n,
                             pcs_exchange *x)
{
    pcs_http_found found = {.status = 404, .dialect = PCS_HTTP_PROBLEM};
    const char *method = strcmp(x->method, "HEAD") == 0 ? "GET" : x->method;
    pcs_http_param *variables =
        pcs_arena_alloc(&x->arena, VARIABLES_MAX * sizeof *variables);
    if (variables == NULL) {
        found.status = 503;
        return found;
    }
    for (size_t i = 0; i < n && found.route == NULL && found.status != 503; i++)
        look(&found, &all[i], x, method, variables);
    return found;
}
