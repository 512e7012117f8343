/* answer.c - one answer in JSON, of one generation */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/api/answer.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "server/http/negotiate.h"

/* Whether the client has this generation's answer already. */
static bool is_fresh(pcs_answer *a)
{
    pcs_exchange *x = a->exchange;
    x->etag = pcs_service_etag(a->service, a->searcher, &x->arena);
    return x->etag && pcs_http_etag_matches(
                          pcs_exchange_header(x, "If-None-Match"), x->etag);
}

bool pcs_answer_begin(pcs_answer *a, pcs_api *api, pcs_exchange *x,
                      const pcs_operation *o, pcs_param_value *values)
{
    *a = (pcs_answer){.service = api->service,
                      .exchange = x,
                      .params = o->params,
                      .values = values,
                      .n_params = o->n_params,
                      .start = pcs_clock_ms()};
    x->content_type = "application/json";
    if (!pcs_params_read(values, x, o->params, o->n_params))
        return false;
    a->searcher = pcs_service_take(a->service, x);
    if (!a->searcher)
        return false;
    /* What may not be there has to be looked for. */
    if (!is_fresh(a) || o->is_lookup)
        return true;
    pcs_service_give(a->service, a->searcher);
    return false;
}

typedef struct writing {
    pcs_answer *answer;
    pcs_answer_write *write;
    void *context;
} writing;

static pcs_status write_once(void *context, pcs_searcher *searcher,
                             pcs_error *err)
{
    writing *w = context;
    pcs_answer *a = w->answer;
    a->searcher = searcher;
    a->is_missing = false;
    a->json = (pcs_json){.out = &a->exchange->reply};
    pcs_status status = w->write(a, w->context, err);
    return status == PCS_OK ? pcs_buffer_status(&a->exchange->reply, err)
                            : status;
}

#define NO_LOCALE "no locale "

/* Whether a message says that the index has no locale of that name. */
static bool is_about(const char *message, const char *name)
{
    size_t begin = sizeof NO_LOCALE - 1, len = strlen(name);
    return strncmp(message, NO_LOCALE, begin) == 0 &&
           strncmp(message + begin, name, len) == 0 &&
           message[begin + len] == ' ';
}

/* The parameter that the library objects to; NULL where that is not known. */
static const char *find_blamed(const pcs_answer *a, const char *message)
{
    for (size_t i = 0; i < a->n_params; i++) {
        const pcs_param_value *v = &a->values[i];
        if (a->params[i].is_variable && is_about(message, v->text))
            return a->params[i].name;
        if (a->params[i].kind != PCS_PARAM_NAMES || a->params[i].choices)
            continue;
        for (size_t j = 0; j < v->n_items; j++)
            if (is_about(message, v->items[j]))
                return a->params[i].name;
    }
    return strstr(message, " cannot answer itself") ? "in" : NULL;
}

static void refuse(pcs_answer *a, const pcs_error *err)
{
    const char *name = find_blamed(a, err->message);
    bool is_unknown =
        strncmp(err->message, NO_LOCALE, sizeof NO_LOCALE - 1) == 0;
    pcs_exchange_problem(a->exchange, 400,
                         is_unknown ? "unknown-locale" : "invalid-parameter",
                         "%s%s%s%s", name ? "the parameter " : "",
                         name ? name : "", name ? ": " : "", err->message);
}

void pcs_answer_end(pcs_answer *a, pcs_answer_write *write, void *context)
{
    writing w = {a, write, context};
    pcs_exchange *x = a->exchange;
    pcs_searcher *searcher = a->searcher;
    pcs_error err = PCS_ERROR_INIT;
    uint64_t generation = pcs_searcher_generation(searcher);
    pcs_status status =
        pcs_service_ask(a->service, x, searcher, write_once, &w, &err);
    /* The searcher may have fallen back to another one. */
    if (status != PCS_OK || a->is_missing ||
        pcs_searcher_generation(searcher) != generation)
        x->etag = NULL;
    pcs_service_give(a->service, searcher);
    if (status == PCS_EINVAL || status == PCS_ELIMIT)
        refuse(a, &err);
    else if (status != PCS_OK)
        pcs_service_problem(a->service, x, &err);
}

void pcs_answer_drop(pcs_answer *a)
{
    a->exchange->etag = NULL;
    pcs_service_give(a->service, a->searcher);
}

void pcs_answer_put_end(pcs_answer *a)
{
    pcs_json_put_unsigned(&a->json, "generation",
                          pcs_searcher_generation(a->searcher));
    pcs_json_put_real(&a->json, "elapsed_ms",
                      round((pcs_clock_ms() - a->start) * 1000) / 1000);
}
