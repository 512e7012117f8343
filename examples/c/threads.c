/* threads.c - threads that search one index, while it may be updated */
/* SPDX-License-Identifier: CC0-1.0 */
/*
 * usage: threads INDEX [N] <QUERIES
 *
 * As the workers of a server do: they share a pcs_index, and each has a
 * pcs_searcher of its own. Reads a query a line, and prints its line, the
 * generation that answered, and how many segments it found, in any order. A
 * line "!" stands for something that happens now and then in a server: it looks
 * whether a new generation was published.
 */
#include <inttypes.h>
#include <pcsearch.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define THREADS_MAX 64
#define LINE_MAX_BYTES 2048

/* What the workers share. */
typedef struct server {
    pcs_index *index;
    pthread_mutex_t lock; /* of standard input and what is below it */
    unsigned long line;
    int has_failed;
} server;

static void complain(server *s, const pcs_error *err)
{
    pthread_mutex_lock(&s->lock);
    fprintf(stderr, "threads: %s\n", err->message);
    s->has_failed = 1;
    pthread_mutex_unlock(&s->lock);
}

/* The next query; 0 where there is none. */
static unsigned long take_query(server *s, char line[LINE_MAX_BYTES])
{
    pthread_mutex_lock(&s->lock);
    unsigned long number = 0;
    if (fgets(line, LINE_MAX_BYTES, stdin) != NULL)
        number = ++s->line;
    pthread_mutex_unlock(&s->lock);
    line[number != 0 ? strcspn(line, "\n") : 0] = 0;
    return number;
}

static void answer(server *s, pcs_searcher *searcher, unsigned long number,
                   const char *query)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    pcs_results results = {0};
    /* Between two searches: what the index has found out is taken over. This
     * reads no file. A failure leaves what was open, which can be searched. */
    if (pcs_searcher_refresh(searcher, NULL, &err) != PCS_OK)
        complain(s, &err);
    if (pcs_search(&results, searcher, query, strlen(query), &options, &err) !=
        PCS_OK)
        complain(s, &err);
    else
        printf("%lu: generation %" PRIu64 ": %" PRIu64 " segments\n", number,
               pcs_searcher_generation(searcher), results.segments);
    pcs_results_dispose(&results);
}

static void *work(void *context)
{
    server *s = context;
    pcs_error err = PCS_ERROR_INIT;
    pcs_searcher *searcher;
    char line[LINE_MAX_BYTES];
    if (pcs_index_searcher(&searcher, s->index, &err) != PCS_OK) {
        complain(s, &err);
        return NULL;
    }
    for (unsigned long n; (n = take_query(s, line)) != 0;) {
        /* One thread looks; the others go on. */
        if (strcmp(line, "!") != 0)
            answer(s, searcher, n, line);
        else if (pcs_index_refresh(s->index, NULL, &err) != PCS_OK)
            complain(s, &err);
    }
    pcs_searcher_close(searcher);
    return NULL;
}

int main(int argc, char **argv)
{
    server s = {.lock = PTHREAD_MUTEX_INITIALIZER};
    pthread_t threads[THREADS_MAX];
    pcs_error err = PCS_ERROR_INIT;
    int n = argc > 2 ? atoi(argv[2]) : 4, started = 0;
    if (argc < 2 || argc > 3 || n < 1 || n > THREADS_MAX) {
        fprintf(stderr, "usage: threads INDEX [N] <QUERIES\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (pcs_index_open(&s.index, argv[1], NULL, &err) != PCS_OK) {
        fprintf(stderr, "threads: %s\n", err.message);
        return 2;
    }
    while (started < n &&
           pthread_create(&threads[started], NULL, work, &s) == 0)
        started++;
    for (int i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    pcs_index_close(s.index);
    return s.has_failed || started == 0 ? 2 : 0;
}
