/* request.c - what the command line of pcsearch asks for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/options.h"
#include "query/requestoptions.h"
#include "cli/messages.h"

int pcs_complain(const char *message)
{
    fprintf(stderr, "pcsearch: %s\n", _(message));
    return 2;
}

int pcs_complain_both(const char *one, const char *other)
{
    pcs_error err;
    pcs_error_set(&err, PCS_EINVAL,
                  "%s and %s exclude each other; leave one out", _(one), other);
    return pcs_complain(err.message);
}

static int take_operand(pcs_request *r, const char *text)
{
    r->has_operand = true;
    if (r->query.len)
        pcs_buffer_putc(&r->query, ' ');
    pcs_buffer_puts(&r->query, text);
    return r->query.failed ? pcs_complain("out of memory") : 0;
}

static void hand_names(pcs_request *r)
{
    r->search.locales = r->locales.items;
    r->search.n_locales = r->locales.n;
    r->search.also = r->also.items;
    r->search.n_also = r->also.n;
    r->search.answers = r->answers.items;
    r->search.n_answers = r->answers.n;
    r->search.facets = r->facets.items;
    r->search.n_facets = r->facets.n;
}

static void look_at_screen(pcs_request *r)
{
    pcs_screen *s = &r->screen;
    s->is_terminal = pcs_terminal_is(stdout);
    s->is_colored = pcs_color_wanted(r->color, stdout);
    if (s->is_terminal) {
        s->width = pcs_terminal_width(stdout);
        s->rows = pcs_terminal_rows(stdout);
    }
    bool can_link =
        s->is_terminal && s->is_colored && pcs_terminal_is_capable();
    if (!r->ends_nul && (r->hyperlinks == PCS_WHEN_ALWAYS ||
                         (r->hyperlinks == PCS_WHEN_AUTO && can_link)))
        s->links = r->link_format;
}

/* What is saved comes first, so that what is given replaces it. */
static int take_config(pcs_request *r, int argc, char **argv)
{
    pcs_args args = {.command = &pcsearch_command};
    pcs_error err = PCS_ERROR_INIT;
    if (pcs_config_open(&r->config, &pcsearch_command, argc, argv, &err) !=
        PCS_OK)
        return pcs_complain(err.message);
    int status = 0;
    for (int id; status == 0 && (id = pcs_config_next(&r->config, &args)) != 0;)
        status = id == PCS_ARG_ERROR ? pcs_complain(args.message)
                                     : pcs_request_take(r, id, &args);
    return status;
}

int pcs_request_read(pcs_request *r, int argc, char **argv)
{
    pcs_args args;
    int id;
    pcs_search_options defaults = PCS_SEARCH_OPTIONS_INIT;
    memset(r, 0, sizeof *r);
    r->search = defaults;
    r->min_match = PCS_LIKE_MIN_MATCH;
    pcs_hyperlink_parse(&r->link_format, "default", NULL);
    int status = take_config(r, argc, argv);
    pcs_args_init(&args, &pcsearch_command, argc, argv);
    while (status == 0 && !r->is_done &&
           (id = pcs_args_next(&args)) != PCS_ARG_END) {
        if (id == PCS_ARG_ERROR)
            status = pcs_complain(args.message);
        else if (id == PCS_ARG_OPERAND)
            status = take_operand(r, args.value);
        else
            status = pcs_request_take(r, id, &args);
    }
    pcs_args_dispose(&args);
    hand_names(r);
    if (status == 0 && !r->is_done)
        status = pcs_request_check(r);
    if (status == 0)
        look_at_screen(r);
    return status;
}

void pcs_request_dispose(pcs_request *r)
{
    pcs_names *all[] = {&r->locales, &r->also, &r->answers, &r->to, &r->facets};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        free(all[i]->items);
        free(all[i]->text);
    }
    pcs_buffer_dispose(&r->locale_list);
    pcs_buffer_dispose(&r->query);
    pcs_config_dispose(&r->config);
    memset(r, 0, sizeof *r);
}
