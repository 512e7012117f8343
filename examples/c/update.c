/* update.c - makes an index of folders of articles, or brings it up to date */
/* SPDX-License-Identifier: CC0-1.0 */
/*
 * usage: update INDEX NAME=FOLDER...
 *
 * The same call makes an index and updates it: what has not changed is not
 * even read. Whoever searches meanwhile has the generation before, whole, or
 * the new one. Ends with 1 where files were left out, with 2 for an error.
 */
#include <inttypes.h>
#include <pcsearch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a run has to tell: the library prints nothing by itself. */
static void listen(void *context, const pcs_index_event *event)
{
    (void)context;
    if (event->kind == PCS_INDEX_ERROR)
        fprintf(stderr, "%s: left out: %s\n", event->path, event->message);
    else if (event->kind == PCS_INDEX_NOTICE)
        fprintf(stderr, "%s\n", event->message);
}

/* "help=/srv/content" in two; the text is changed. */
static int read_source(pcs_source *source, char *text)
{
    char *equal = strchr(text, '=');
    if (equal == NULL)
        return 0;
    *equal = 0;
    /* The name is what the index knows the source by, wherever it is. */
    *source = (pcs_source){.name = text, .root = equal + 1};
    return 1;
}

static int update(const char *dir, const pcs_source *sources, size_t n)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_index_summary summary = {0};
    pcs_index_options options = PCS_INDEX_OPTIONS_INIT;
    options.dir = dir;
    options.sources = sources;
    options.n_sources = n;
    options.listener = listen;
    /* Another writer is waited for, a minute at most. */
    options.wait = true;
    options.wait_seconds = 60;
    if (pcs_index_run(&summary, &options, &err) != PCS_OK) {
        /* Nothing was published; what was served still is. */
        fprintf(stderr, "update: %s\n", err.message);
        return 2;
    }
    printf("generation %" PRIu64 "%s: %" PRIu64 " articles, %" PRIu64
           " segments; %" PRIu64 " added, %" PRIu64 " changed, %" PRIu64
           " removed\n",
           summary.generation, summary.published ? "" : " (as before)",
           summary.articles, summary.segments, summary.added, summary.changed,
           summary.removed);
    return summary.failed > 0 ? 1 : 0;
}

int main(int argc, char **argv)
{
    size_t n = argc > 2 ? (size_t)argc - 2 : 0;
    pcs_source *sources = calloc(n + 1, sizeof *sources);
    int is_good = sources != NULL && n > 0;
    for (size_t i = 0; is_good && i < n; i++)
        is_good = read_source(&sources[i], argv[i + 2]);
    if (!is_good)
        fprintf(stderr, "usage: update INDEX NAME=FOLDER...\n");
    int status = is_good ? update(argv[1], sources, n) : 2;
    free(sources);
    return status;
}
