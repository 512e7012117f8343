/* body.c - the JSON that a request brings */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/meili/body.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "server/meili/keys.h"

/* How deep the text is, before anything is made of it. */
static size_t depth_of(const char *text, size_t len)
{
    size_t depth = 0, deepest = 0;
    bool in_string = false;
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        if (in_string && c == '\\')
            i++;
        else if (c == '"')
            in_string = !in_string;
        else if (!in_string && (c == '[' || c == '{') && ++depth > deepest)
            deepest = depth;
        else if (!in_string && (c == ']' || c == '}') && depth > 0)
            depth--;
    }
    return deepest;
}

static bool check_type(const pcs_exchange *x, pcs_meili_error *error)
{
    static const char json[] = "application/json";
    const char *type = pcs_exchange_header(x, "Content-Type");
    size_t n = sizeof json - 1;
    if (!type)
        return pcs_meili_fail(error, 415, "missing_content_type",
                              "A Content-Type header is missing. Accepted "
                              "values for the Content-Type header are: "
                              "`application/json`");
    if (strncasecmp(type, json, n) == 0 &&
        (!type[n] || strchr("; \t", type[n])))
        return true;
    return pcs_meili_fail(error, 415, "invalid_content_type",
                          "The Content-Type `%.*s` is invalid. Accepted values "
                          "for the Content-Type header are: "
                          "`application/json`",
                          (int)pcs_utf8_cut(type, strlen(type), 64), type);
}

bool pcs_meili_body_read(json_t **out, const pcs_exchange *x,
                         pcs_meili_error *error)
{
    json_error_t why;
    *out = NULL;
    if (x->body_len == 0) {
        *out = json_object();
        return *out ? true : pcs_meili_nomem(error);
    }
    if (!check_type(x, error))
        return false;
    if (depth_of(x->body, x->body_len) > PCS_MEILI_JSON_DEPTH_MAX)
        return pcs_meili_fail(error, 400, "malformed_payload",
                              "The json payload provided is malformed. `more "
                              "than %d arrays or objects within one another`.",
                              PCS_MEILI_JSON_DEPTH_MAX);
    *out = json_loadb(x->body, x->body_len, JSON_REJECT_DUPLICATES, &why);
    if (!*out)
        return pcs_meili_fail(error, 400, "malformed_payload",
                              "The json payload provided is malformed. `%s at "
                              "line %d column %d`.",
                              why.text, why.line, why.column);
    if (json_is_object(*out))
        return true;
    pcs_meili_wrong_type(error, "bad_request", "", "", "an object", *out);
    json_decref(*out);
    *out = NULL;
    return false;
}

uint64_t pcs_meili_number(const pcs_exchange *x, const char *name,
                          uint64_t otherwise)
{
    const pcs_http_param *p = pcs_exchange_param(x, name);
    return p && *p->value >= '0' && *p->value <= '9'
               ? strtoull(p->value, NULL, 10)
               : otherwise;
}
