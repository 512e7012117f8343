/* openapi.c - GET /openapi.json: what the operations say of themselves */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "server/api/api.h"
#include "server/api/schemas.h"
#include "server/json.h"

static void put_reference(pcs_json *j, const char *schema)
{
    char text[96];
    snprintf(text, sizeof text, "#/components/schemas/%s", schema);
    pcs_json_begin_object(j);
    pcs_json_put_text(j, "$ref", text);
    pcs_json_end_object(j);
}

static void put_default(pcs_json *j, const pcs_param *p)
{
    if (!p->fallback)
        return;
    pcs_json_key(j, "default");
    if (p->kind == PCS_PARAM_NUMBER || p->kind == PCS_PARAM_FLAG)
        pcs_json_raw(j, p->fallback, strlen(p->fallback));
    else
        pcs_json_text(j, p->fallback);
}

static void put_text_schema(pcs_json *j, const pcs_param *p)
{
    size_t n = 0;
    pcs_json_put_text(j, "type", "string");
    while (p->choices && p->choices[n])
        n++;
    if (p->choices)
        pcs_json_put_texts(j, "enum", p->choices, n);
}

static void put_schema(pcs_json *j, const pcs_param *p)
{
    bool is_list = p->kind == PCS_PARAM_NAMES || p->kind == PCS_PARAM_VALUES;
    pcs_json_key(j, "schema");
    pcs_json_begin_object(j);
    if (is_list) {
        pcs_json_put_text(j, "type", "array");
        pcs_json_put_unsigned(j, "maxItems", PCS_PARAM_ITEMS_MAX);
        pcs_json_key(j, "items");
        pcs_json_begin_object(j);
        put_text_schema(j, p);
        pcs_json_end_object(j);
    } else if (p->kind == PCS_PARAM_NUMBER) {
        pcs_json_put_text(j, "type", "integer");
        pcs_json_put_unsigned(j, "minimum", p->min);
        pcs_json_put_unsigned(j, "maximum", p->max);
    } else if (p->kind == PCS_PARAM_FLAG) {
        pcs_json_put_text(j, "type", "boolean");
    } else {
        put_text_schema(j, p);
    }
    put_default(j, p);
    pcs_json_end_object(j);
}

static void put_parameter(pcs_json *j, const pcs_param *p)
{
    pcs_json_begin_object(j);
    pcs_json_put_text(j, "name", p->name);
    pcs_json_put_text(j, "in", p->is_variable ? "path" : "query");
    pcs_json_put_bool(j, "required", p->is_variable);
    pcs_json_put_text(j, "description", p->help);
    put_schema(j, p);
    /* Names may also stand with commas between them, which the description of
     * a list has no word for. */
    if (p->kind == PCS_PARAM_NAMES || p->kind == PCS_PARAM_VALUES) {
        pcs_json_put_text(j, "style", "form");
        pcs_json_put_bool(j, "explode", true);
    }
    if (p->example && p->kind != PCS_PARAM_NAMES && p->kind != PCS_PARAM_VALUES)
        pcs_json_put_text(j, "example", p->example);
    pcs_json_end_object(j);
}

static void put_response(pcs_json *j, const char *status, const char *what,
                         const char *type, const char *schema)
{
    pcs_json_key(j, status);
    pcs_json_begin_object(j);
    pcs_json_put_text(j, "description", what);
    if (schema) {
        pcs_json_key(j, "content");
        pcs_json_begin_object(j);
        pcs_json_key(j, type);
        pcs_json_begin_object(j);
        pcs_json_key(j, "schema");
        put_reference(j, schema);
        pcs_json_end_object(j);
        pcs_json_end_object(j);
    }
    pcs_json_end_object(j);
}

static void put_responses(pcs_json *j, const pcs_operation *o)
{
    static const char problem[] = "application/problem+json";
    pcs_json_key(j, "responses");
    pcs_json_begin_object(j);
    put_response(j, "200", "The answer.", "application/json", o->schema);
    if (o != &pcs_api_status)
        put_response(j, "304", "The client has the answer of this generation.",
                     NULL, NULL);
    put_response(j, "400", "A parameter is unknown, or not what it takes.",
                 problem, "Problem");
    put_response(j, "401", "The service asks for a token.", problem, "Problem");
    if (o->is_lookup)
        put_response(j, "404", "There is none.", problem, "Problem");
    put_response(j, "503", "No index is served yet, or too much is asked.",
                 problem, "Problem");
    pcs_json_end_object(j);
}

/* The router's {path...} is a {path} here. */
static void put_path(pcs_json *j, const char *pattern)
{
    char path[128];
    size_t n = 0;
    for (; *pattern && n + 1 < sizeof path; pattern++) {
        if (strncmp(pattern, "...}", 4) == 0)
            pattern += 3;
        path[n++] = *pattern;
    }
    path[n] = 0;
    pcs_json_key_text(j, path);
}

static void put_operation(pcs_json *j, const pcs_operation *o)
{
    put_path(j, o->path);
    pcs_json_begin_object(j);
    pcs_json_key(j, "get");
    pcs_json_begin_object(j);
    pcs_json_put_text(j, "operationId", o->name);
    pcs_json_put_text(j, "summary", o->summary);
    pcs_json_put_text(j, "description", o->description);
    pcs_json_key(j, "parameters");
    pcs_json_begin_array(j);
    for (size_t i = 0; i < o->n_params; i++)
        put_parameter(j, &o->params[i]);
    pcs_json_end_array(j);
    put_responses(j, o);
    pcs_json_end_object(j);
    pcs_json_end_object(j);
}

static void put_head(pcs_json *j, const char *base)
{
    pcs_json_put_text(j, "openapi", "3.1.0");
    pcs_json_key(j, "info");
    pcs_json_begin_object(j);
    pcs_json_put_text(j, "title", "pcsearch");
    pcs_json_put_text(j, "version", pcs_version());
    pcs_json_put_text(j, "summary",
                      "Full-text search over localized help articles and their "
                      "English source");
    pcs_json_key(j, "license");
    pcs_json_begin_object(j);
    pcs_json_put_text(j, "name", "GPL-2.0-or-later");
    pcs_json_put_text(j, "identifier", "GPL-2.0-or-later");
    pcs_json_end_object(j);
    pcs_json_end_object(j);
    if (!base || !*base)
        return;
    pcs_json_key(j, "servers");
    pcs_json_begin_array(j);
    pcs_json_begin_object(j);
    pcs_json_put_text(j, "url", base);
    pcs_json_end_object(j);
    pcs_json_end_array(j);
}

static void put_components(pcs_json *j)
{
    static const char scheme[] = "{\"bearer\":{\"type\":\"http\",\"scheme\":"
                                 "\"bearer\"}}";
    pcs_json_key(j, "components");
    pcs_json_begin_object(j);
    pcs_json_key(j, "securitySchemes");
    pcs_json_raw(j, scheme, sizeof scheme - 1);
    pcs_json_key(j, "schemas");
    pcs_json_raw(j, pcs_api_schemas, strlen(pcs_api_schemas));
    pcs_json_end_object(j);
    pcs_json_key(j, "security");
    pcs_json_raw(j, "[{},{\"bearer\":[]}]", 18);
}

void pcs_api_openapi(void *context, pcs_exchange *x)
{
    pcs_api *api = context;
    pcs_json j = {.out = &x->reply};
    pcs_param_value unused[1];
    if (!pcs_params_read(unused, x, NULL, 0))
        return;
    x->content_type = "application/json";
    x->etag = pcs_service_build(api->service);
    pcs_json_begin_object(&j);
    put_head(&j, pcs_service_settings(api->service)->page_base);
    pcs_json_key(&j, "paths");
    pcs_json_begin_object(&j);
    for (size_t i = 0; pcs_api_operations[i]; i++)
        put_operation(&j, pcs_api_operations[i]);
    pcs_json_end_object(&j);
    put_components(&j);
    pcs_json_end_object(&j);
    if (x->reply.failed)
        pcs_exchange_problem(x, 503, "out-of-memory", "out of memory");
}
