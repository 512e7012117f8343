/* status.c - GET /v1/status */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <math.h>
#include <time.h>

#include "server/api/answer.h"

static void put_locales(pcs_json *j, const pcs_index_info *info)
{
    pcs_json_key(j, "locales");
    pcs_json_begin_array(j);
    for (size_t i = 0; i < info->n_locales; i++) {
        const pcs_index_locale *l = &info->locales[i];
        pcs_json_begin_object(j);
        pcs_json_put_text(j, "locale", l->locale);
        pcs_json_put_unsigned(j, "articles", l->articles);
        pcs_json_put_unsigned(j, "segments", l->segments);
        pcs_json_put_unsigned(j, "pairs", l->pairs);
        pcs_json_put_unsigned(j, "bytes", l->bytes);
        pcs_json_end_object(j);
    }
    pcs_json_end_array(j);
}

/* Where files lie on the machine is nobody's business. */
static void put_sources(pcs_json *j, const pcs_index_info *info)
{
    pcs_json_key(j, "sources");
    pcs_json_begin_array(j);
    for (size_t i = 0; i < info->n_sources; i++) {
        pcs_json_begin_object(j);
        pcs_json_put_text(j, "name", info->sources[i].name);
        pcs_json_put_text(j, "url", info->sources[i].url);
        pcs_json_end_object(j);
    }
    pcs_json_end_array(j);
}

/* What CURRENT names: where it is not served, `trouble` says so. */
static void put_published(pcs_json *j, const pcs_index_info *info)
{
    pcs_json_key(j, "published");
    pcs_json_begin_object(j);
    pcs_json_put_unsigned(j, "generation", info->generation);
    pcs_json_put_unsigned(j, "created", info->created);
    pcs_json_put_unsigned(j, "bytes", info->bytes);
    pcs_json_put_unsigned(j, "analyzer", info->analyzer);
    pcs_json_put_text(j, "icu", info->icu);
    pcs_json_put_unsigned(j, "dictionary_words", info->dictionary_words);
    put_locales(j, info);
    put_sources(j, info);
    pcs_json_end_object(j);
}

static void put_state(pcs_json *j, const pcs_service_state *s)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    double now = (double)t.tv_sec + (double)t.tv_nsec / 1e9;
    pcs_json_put_text(j, "version", pcs_version());
    pcs_json_put_unsigned(j, "uptime_seconds",
                          (uint64_t)fmax(0, now - s->started));
    pcs_json_put_unsigned(j, "generation", s->generation);
    pcs_json_put_unsigned(j, "created", s->created);
    pcs_json_put_unsigned(
        j, "age_seconds",
        s->created ? (uint64_t)fmax(0, now - (double)s->created) : 0);
    pcs_json_put_unsigned(j, "served_since", (uint64_t)s->since);
    pcs_json_put_unsigned(j, "switches", s->switches);
    pcs_json_put_unsigned(j, "refused", s->refused);
    pcs_json_put_unsigned(j, "damages", s->damages);
    /* What is wrong in detail names files: that is for the log. */
    pcs_json_put_text(j, "trouble",
                      s->trouble[0] ? "what is published is not served; the "
                                      "service's log says why"
                                    : "");
}

static void handle(void *context, pcs_exchange *x)
{
    pcs_api *api = context;
    pcs_service_state state;
    pcs_index_info info = {0};
    pcs_param_value unused[1];
    pcs_json j = {.out = &x->reply};
    if (!pcs_params_read(unused, x, NULL, 0))
        return;
    x->content_type = "application/json";
    pcs_service_state_read(api->service, &state);
    pcs_json_begin_object(&j);
    put_state(&j, &state);
    if (pcs_index_describe(&info, pcs_service_settings(api->service)->index,
                           NULL) == PCS_OK)
        put_published(&j, &info);
    pcs_json_end_object(&j);
    pcs_index_info_dispose(&info);
    if (x->reply.failed)
        pcs_exchange_problem(x, 503, "out-of-memory", "out of memory");
}

const pcs_operation pcs_api_status = {
    .path = "/v1/status",
    .name = "status",
    .summary = "What is served",
    .description =
        "The generation that is served and since when, what the published one "
        "holds, and how the service is doing. It is there also where no index "
        "is served yet.",
    .schema = "StatusAnswer",
    .handler = handle,
};
