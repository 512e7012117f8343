/* request.h - a request on its way through the transport */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_HTTP_REQUEST_H
#define PCS_SERVER_HTTP_REQUEST_H

#include <microhttpd.h>

#include "server/http/connections.h"
#include "server/http/lane.h"
#include "server/http/listener.h"

/** A request from its first line until its answer is out. */
typedef struct pcs_http_request {
    pcs_exchange x; /* the first member */
    const struct pcs_http_service *service;
    struct MHD_Connection *mhd;
    pcs_connection *connection;
    const char *target; /* as sent, in x.arena */
    size_t target_len;
    pcs_buffer body;
    pcs_http_found found;
    const char *allow; /* for Allow; NULL for none */
    char id[65];
    pcs_peer peer; /* or what the proxy says */
    double start;
    uint64_t sent; /* bytes of the body that goes out */
    bool is_head, is_answered, must_close, is_preflight, is_counted;
    bool is_checked;
    pcs_lane_job job;
    bool is_off;     /* it is not to be answered on this thread */
    bool is_in_lane; /* it is answered on one for what takes long */
    struct MHD_Response *response; /* that is ready to be sent */
} pcs_http_request;

/** What all requests share. */
typedef struct pcs_http_service {
    pcs_listener_options options;
    pcs_http_routes *routes;
    size_t n_routes;
    pcs_metrics *metrics;
    pcs_connections connections;
    pcs_lane *lane; /* of requests that take long; NULL for none */
    uint64_t seed;  /* of the ids of requests */
    _Atomic uint64_t next_id;
    _Atomic bool is_stopping; /* answers close their connections */
} pcs_http_service;

/** Callbacks for libmicrohttpd; the closure is the pcs_http_service. */
void *pcs_http_on_line(void *service, const char *uri,
                       struct MHD_Connection *mhd);
enum MHD_Result pcs_http_on_request(void *service, struct MHD_Connection *mhd,
                                    const char *url, const char *method,
                                    const char *version, const char *data,
                                    size_t *data_len, void **request);
void pcs_http_on_completed(void *service, struct MHD_Connection *mhd,
                           void **request,
                           enum MHD_RequestTerminationCode code);
void pcs_http_on_connection(void *service, struct MHD_Connection *mhd,
                            void **context,
                            enum MHD_ConnectionNotificationCode code);

/** Makes request->response of what the exchange holds; NULL where memory is
 * short. Any thread. */
void pcs_http_make_response(pcs_http_request *request);

/** Sends the response that is ready, and frees it. */
enum MHD_Result pcs_http_send(pcs_http_request *request);

/** Both. */
enum MHD_Result pcs_http_reply(pcs_http_request *request);

/** Has the handler of the route answer, here or on the lane. */
enum MHD_Result pcs_http_run(pcs_http_request *request);

/** A problem as its route's dialect says it. */
enum MHD_Result pcs_http_fail(pcs_http_request *request, unsigned status,
                              const char *code, const char *detail);

#endif
