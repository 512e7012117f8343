/* follow.h - what a service is made of, and the thread that looks after it */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_FOLLOW_H
#define PCS_SERVER_FOLLOW_H

#include <pthread.h>

#include "server/searchers.h"
#include "server/service.h"

struct pcs_service {
    pcs_service_options options;
    char build[24]; /* tells this program from one that answers otherwise */
    pthread_mutex_t lock; /* of all below it, held for a few instructions */
    pthread_cond_t stir;  /* the watcher has something to do */
    pcs_searchers searchers;
    pcs_service_state state;
    bool is_doubted;  /* a request found the served generation damaged */
    uint64_t damaged; /* that the log was told of last */
    bool is_closing;
    pthread_mutex_t log_lock;
    pthread_t watcher;
    bool is_watched;
    /* Of the thread that opens the service, then of the watcher's: */
    pcs_index *index;   /* NULL until there is one */
    bool is_lasting;    /* the trouble does not go by itself */
    double troubled_at; /* and was looked at then */
    double doubted_at;  /* when a doubt was looked into */
};

/** Serves what is published and whole, for the first time. Errors as of
 * pcs_service_open. */
pcs_status pcs_service_find(pcs_service *service, pcs_error *err);

/** A thread's function: until is_closing, follows what is published. context is
 * the service. */
void *pcs_service_follow(void *context);

/** Tells the log a line. */
void pcs_service_tell(pcs_service *service, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Seconds since 1970. */
double pcs_service_now(void);

#endif
