/* fuzz_config.c - reads any bytes as a configuration file
 *
 * With FUZZ_REPLAY it has a main that reads the files it is given. */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/configyaml.h"
#include "replay.h"

static const pcs_option options[] = {
    {1, 'i', "index", "DIR", "@dir", "A", "The index."},
    {2, 'L', "locale", "LOC[,LOC]", NULL, "A", "Locales."},
    {3, 0, "exclude", "GLOB", NULL, "A", "Files."},
    {4, 'n', "limit", "N", NULL, "A", "How many."},
    {5, 0, "color", "WHEN", "auto always never", "A", "Colour."},
    {6, 0, "exact", NULL, NULL, "A", "As typed."},
    {7, 0, "batch", "FILE", "@file", "A", "Queries."},
};
static const pcs_command command = {
    .name = "tool",
    .options = options,
    .n_options = sizeof options / sizeof *options,
    .operands = "@dir",
    .saved = {.key = "search",
              .never = "batch",
              .lists = "exclude",
              .top = "exclude"},
};

static void check(int holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

/* One line, without controls, that begins with the place. */
static void check_message(const char *message)
{
    check(strncmp(message, "/d/f:", 5) == 0, "place");
    for (; *message != '\0'; message++)
        check((unsigned char)*message >= ' ' && *message != 0x7F, "control");
}

static void check_settings(pcs_config *config)
{
    pcs_args args = {.command = &command};
    for (int id; (id = pcs_config_next(config, &args)) != PCS_ARG_END;) {
        check(strncmp(args.where, "/d/f:", 5) == 0, "where");
        if (id == PCS_ARG_ERROR) {
            check_message(args.message);
            continue;
        }
        check(args.option && id == args.option->id, "id");
        check(id != 7, "an option that cannot be saved");
        check(!args.value == !args.option->value, "value");
    }
}

static void check_text(const pcs_config_text *t, int is_given)
{
    check(!t->text == !t->where, "text and place");
    check(t->text || !is_given, "a text that has to be given");
    check(!t->where || strncmp(t->where, "/d/f:", 5) == 0, "where");
}

static void check_parts(const pcs_config *c)
{
    for (size_t i = 0; i < c->n_sources; i++) {
        check_text(&c->sources[i].path, 1);
        check_text(&c->sources[i].name, 0);
        check_text(&c->sources[i].url, 0);
        check_text(&c->sources[i].locale, 0);
        check(*c->sources[i].path.text == '/', "a path that opens");
    }
    for (size_t i = 0; i < c->n_locales; i++)
        check_text(&c->locales[i], 1);
    for (size_t i = 0; i < c->n_urls; i++) {
        check_text(&c->urls[i].source, 1);
        check_text(&c->urls[i].url, 1);
    }
    for (size_t i = 0; i < c->n_canaries; i++) {
        check_text(&c->canaries[i].query, 1);
        check_text(&c->canaries[i].locale, 0);
        check(c->canaries[i].min_segments <= c->canaries[i].max_segments,
              "counts");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    pcs_config config = {0};
    pcs_error err = PCS_ERROR_INIT;
    pcs_status status = pcs_config_parse(&config, &command, "/d/f",
                                         (const char *)data, len, &err);
    if (status == PCS_OK) {
        check_settings(&config);
        check_parts(&config);
    } else {
        check(status == PCS_EFORMAT, "status");
        check_message(err.message);
    }
    pcs_config_dispose(&config);
    return 0;
}
