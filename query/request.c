/* request.c - what the command line of pcsearch asks for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/consistency.h"
#include "query/export.h"
#include "query/like.h"
#include "query/options.h"
#include "query/stale.h"
#include "query/translations.h"

int pcs_complain(const char *message)
{
    fprintf(stderr, "pcsearch: %s\n", message);
    return 2;
}

static int out_of_memory(void)
{
    return pcs_complain("out of memory");
}

static int answer(pcs_request *r, int id, const pcs_args *args)
{
    pcs_buffer text = {0};
    r->is_done = true;
    if (id == PCSEARCH_HELP)
        pcs_command_help(&text, &pcsearch_command);
    else if (id == PCSEARCH_VERSION)
        pcs_command_version(&text, &pcsearch_command);
    else
        pcs_command_generate(&text, &pcsearch_command, args->value, NULL);
    int status = text.failed ? out_of_memory() : 0;
    if (status == 0)
        pcs_cli_write(stdout, text.data, text.len, NULL);
    pcs_buffer_dispose(&text);
    return status;
}

/* "ko,ja-JP" taken apart: *items point into *text. */
static int split(const char ***items, size_t *n, size_t *cap, char **text,
                 const char *value)
{
    free(*text);
    *n = 0;
    *text = strdup(value);
    if (!*text)
        return out_of_memory();
    char *rest = *text;
    for (char *one; (one = strsep(&rest, ","));) {
        if (!*one)
            continue;
        if (!PCS_ARRAY_RESERVE(*items, *cap, *n + 1))
            return out_of_memory();
        (*items)[(*n)++] = one;
    }
    return 0;
}

static int need_name(pcs_args *args, const char *name)
{
    const char *dashes = args->where ? "" : "--";
    pcs_args_fail(args, "%s%s needs a name: %s%s %s", dashes,
                  args->option->name, dashes, args->option->name, name);
    return pcs_complain(args->message);
}

/* Whether there is a name between the commas. */
static bool has_name(const char *value)
{
    return value[strspn(value, ",")] != 0;
}

/* Given more than once, all of them; what is saved is replaced, though. */
static int read_locales(pcs_request *r, pcs_args *args)
{
    pcs_buffer *list = &r->locale_list;
    if (!has_name(args->value))
        return need_name(args, "ko-KR");
    if (!args->where && !r->has_locales)
        pcs_buffer_clear(list);
    r->has_locales = !args->where;
    if (list->len)
        pcs_buffer_putc(list, ',');
    pcs_buffer_puts(list, args->value);
    if (list->failed)
        return out_of_memory();
    int status = split(&r->locales, &r->search.n_locales, &r->cap_locales,
                       &r->locale_text, list->data);
    r->search.locales = r->locales;
    return status;
}

static int read_also(pcs_request *r, pcs_args *args)
{
    if (!has_name(args->value))
        return need_name(args, "ja-JP");
    int status = split(&r->also, &r->search.n_also, &r->cap_also, &r->also_text,
                       args->value);
    r->search.also = r->also;
    return status;
}

static int read_answers(pcs_request *r, pcs_args *args)
{
    if (!has_name(args->value))
        return need_name(args, "de-DE");
    int status = split(&r->answers, &r->search.n_answers, &r->cap_answers,
                       &r->answers_text, args->value);
    r->search.answers = r->answers;
    return status;
}

static int read_targets(pcs_request *r, pcs_args *args)
{
    if (!has_name(args->value))
        return need_name(args, "de-DE");
    return split(&r->to, &r->n_to, &r->cap_to, &r->to_text, args->value);
}

static void drop_repeated_facets(pcs_request *r)
{
    size_t kept = 0;
    for (size_t i = 0; i < r->search.n_facets; i++) {
        size_t j = 0;
        while (j < kept && strcmp(r->facets[j], r->facets[i]) != 0)
            j++;
        if (j == kept)
            r->facets[kept++] = r->facets[i];
    }
    r->search.n_facets = kept;
}

static int read_facets(pcs_request *r, pcs_args *args)
{
    pcs_error err = PCS_ERROR_INIT;
    if (!has_name(args->value))
        return need_name(args, "locale");
    int status = split(&r->facets, &r->search.n_facets, &r->cap_facets,
                       &r->facet_text, args->value);
    r->search.facets = r->facets;
    if (status == 0 &&
        pcs_search_check_facets(r->facets, r->search.n_facets, &err) != PCS_OK)
        status = pcs_complain(err.message);
    if (status == 0)
        drop_repeated_facets(r);
    return status;
}

static int read_kinds(pcs_request *r, int id, const char *value)
{
    pcs_error err = PCS_ERROR_INIT;
    bool is_read = id == PCSEARCH_CHECKS ? pcs_read_checks(r, value, &err)
                                         : pcs_read_fail_on(r, value, &err);
    return is_read ? 0 : pcs_complain(err.message);
}

static pcs_tier read_tier(const char *name)
{
    for (int tier = PCS_TIER_WORD; tier < PCS_TIER_COUNT; tier++)
        if (strcmp(name, pcs_tier_name((pcs_tier)tier)) == 0)
            return (pcs_tier)tier;
    return PCS_TIER_PART;
}

static pcs_match_mode read_mode(const char *name)
{
    if (strcmp(name, "all") == 0)
        return PCS_MATCH_ALL;
    return strcmp(name, "any") == 0 ? PCS_MATCH_ANY : PCS_MATCH_AUTO;
}

static pcs_grouping read_grouping(const char *name)
{
    if (strcmp(name, "article") == 0)
        return PCS_GROUP_ARTICLE;
    return strcmp(name, "none") == 0 ? PCS_GROUP_NONE : PCS_GROUP_PAIR;
}

static int read_number(size_t *out, pcs_args *args)
{
    uint64_t number;
    if (!pcs_args_number(args, UINT32_MAX, &number))
        return pcs_complain(args->message);
    *out = (size_t)number;
    return 0;
}

/* The environment goes before the file. */
static int read_index(pcs_request *r, const pcs_args *args)
{
    const char *index = getenv("PCSEARCH_INDEX");
    if (args->where == NULL || index == NULL || *index == 0)
        r->index = args->value;
    return 0;
}

static int read_format(pcs_request *r, pcs_args *args)
{
    pcs_error err = PCS_ERROR_INIT;
    if (pcs_hyperlink_parse(&r->link_format, args->value, &err) == PCS_OK)
        return 0;
    pcs_args_fail(args, "%shyperlink-format %s: %s", args->where ? "" : "--",
                  args->value, err.message);
    return pcs_complain(args->message);
}

static int read_percent(pcs_request *r, pcs_args *args)
{
    uint64_t percent;
    if (!pcs_args_number(args, PCS_LIKE_EQUAL, &percent) || percent == 0) {
        pcs_args_fail(args, "%smin-match %s: write a number from 1 to %d",
                      args->where ? "" : "--", args->value, PCS_LIKE_EQUAL);
        return pcs_complain(args->message);
    }
    r->min_match = (unsigned)percent;
    r->has_percent = args->where == NULL;
    return 0;
}

static int take_option(pcs_request *r, int id, pcs_args *args)
{
    switch (id) {
    case PCSEARCH_INDEX:
        return read_index(r, args);
    case PCSEARCH_LOCALE:
        return read_locales(r, args);
    case PCSEARCH_IN:
        return read_answers(r, args);
    case PCSEARCH_ALSO:
        return read_also(r, args);
    case PCSEARCH_LIMIT:
        r->has_limit = args->where == NULL;
        return read_number(&r->search.limit, args);
    case PCSEARCH_OFFSET:
        return read_number(&r->search.offset, args);
    case PCSEARCH_COUNT:
        r->show = PCS_SHOW_COUNT;
        return 0;
    case PCSEARCH_FILES:
        r->show = PCS_SHOW_FILES;
        return 0;
    case PCSEARCH_NULL:
        r->ends_nul = true;
        return 0;
    case PCSEARCH_TIER:
        r->search.lowest = read_tier(args->value);
        return 0;
    case PCSEARCH_EXACT:
        r->search.lowest = PCS_TIER_WORD;
        return 0;
    case PCSEARCH_MATCH:
        r->search.mode = read_mode(args->value);
        /* Who saves that it is chosen has not chosen. */
        r->has_mode = args->where == NULL || r->search.mode != PCS_MATCH_AUTO;
        return 0;
    case PCSEARCH_CONTEXT:
        return read_number(&r->search.context, args);
    case PCSEARCH_PLAIN:
        r->search.is_plain = true;
        return 0;
    case PCSEARCH_NO_SYNONYMS:
        r->search.no_synonyms = true;
        return 0;
    case PCSEARCH_NO_MARKS:
        r->search.no_marks = true;
        return 0;
    case PCSEARCH_GROUP:
        r->search.grouping = read_grouping(args->value);
        return 0;
    case PCSEARCH_FACETS:
        return read_facets(r, args);
    case PCSEARCH_FACET_LIMIT:
        return read_number(&r->search.facet_limit, args);
    case PCSEARCH_EXPLAIN:
        r->search.want_explanation = true;
        return 0;
    case PCSEARCH_BATCH:
        r->batch = args->value;
        return 0;
    case PCSEARCH_JSON:
        r->is_json = true;
        return 0;
    case PCSEARCH_FORMAT:
        r->is_sarif = strcmp(args->value, "sarif") == 0;
        r->format = pcs_export_find(args->value);
        return 0;
    case PCSEARCH_CONSISTENCY:
        r->mode = PCS_MODE_CONSISTENCY;
        return 0;
    case PCSEARCH_CHECKS:
    case PCSEARCH_FAIL_ON:
        return read_kinds(r, id, args->value);
    case PCSEARCH_BOM:
        r->has_bom = true;
        return 0;
    case PCSEARCH_NO_ENGLISH:
        r->no_english = true;
        return 0;
    case PCSEARCH_COLOR:
        pcs_when_parse(&r->color, args->value);
        return 0;
    case PCSEARCH_PAGER:
        pcs_when_parse(&r->paging, args->value);
        return 0;
    case PCSEARCH_HYPERLINKS:
        pcs_when_parse(&r->hyperlinks, args->value);
        return 0;
    case PCSEARCH_HYPERLINK_FORMAT:
        return read_format(r, args);
    case PCSEARCH_CONFIG:
    case PCSEARCH_NO_CONFIG:
        return 0;
    case PCSEARCH_QUIET:
        r->show = PCS_SHOW_NOTHING;
        return 0;
    case PCSEARCH_SUGGEST:
        r->mode = PCS_MODE_SUGGEST;
        return 0;
    case PCSEARCH_TRANSLATIONS:
        r->mode = PCS_MODE_TRANSLATIONS;
        return 0;
    case PCSEARCH_TO:
        return read_targets(r, args);
    case PCSEARCH_LIKE:
        r->mode = PCS_MODE_LIKE;
        return 0;
    case PCSEARCH_BEFORE:
        r->before = args->value;
        return 0;
    case PCSEARCH_AFTER:
        r->after = args->value;
        return 0;
    case PCSEARCH_WHERE:
        r->where = args->value;
        return 0;
    case PCSEARCH_SIDE:
        r->has_side = args->where == NULL;
        r->side = strcmp(args->value, "local") == 0 ? PCS_LIKE_LOCAL
                                                    : PCS_LIKE_ENGLISH;
        return 0;
    case PCSEARCH_MIN_MATCH:
        return read_percent(r, args);
    case PCSEARCH_STALE:
        r->mode = PCS_MODE_STALE;
        return 0;
    case PCSEARCH_MISSING:
        r->want_missing = true;
        return 0;
    case PCSEARCH_ANALYZE:
        r->mode = PCS_MODE_ANALYZE;
        return 0;
    default:
        return answer(r, id, args);
    }
}

static int take_operand(pcs_request *r, const char *text)
{
    r->has_operand = true;
    if (r->query.len)
        pcs_buffer_putc(&r->query, ' ');
    pcs_buffer_puts(&r->query, text);
    return r->query.failed ? out_of_memory() : 0;
}

/* What belongs together is checked when all is read. */
static int check(pcs_request *r)
{
    if (r->is_done)
        return 0;
    if (pcs_like_check(r) != 0)
        return 2;
    if (pcs_consistency_check(r) != 0)
        return 2;
    if (r->mode == PCS_MODE_CONSISTENCY)
        return 0;
    if (pcs_translations_check(r) != 0 || pcs_export_check(r) != 0)
        return 2;
    if (r->mode == PCS_MODE_SUGGEST && r->batch)
        return pcs_complain("--suggest and --batch exclude each other; leave "
                            "one out");
    if (pcs_stale_check(r) != 0)
        return 2;
    if (!r->query.len && !r->batch && r->mode != PCS_MODE_STALE)
        return pcs_complain("no query given; name a word to search for, as "
                            "in: pcsearch WORD");
    if (r->query.len && r->batch)
        return pcs_complain("a query and --batch exclude each other; leave "
                            "one out");
    if (r->ends_nul && (r->show != PCS_SHOW_FILES || r->is_json))
        return pcs_complain("--null is for paths alone; write: pcsearch -l -0 "
                            "QUERY");
    if (r->show != PCS_SHOW_HITS && !r->is_json)
        r->search.n_facets = 0;
    if (r->show != PCS_SHOW_HITS)
        r->search.want_explanation = false;
    r->search.no_suggestions =
        r->format || (r->show != PCS_SHOW_HITS && !r->is_json);
    if (r->mode == PCS_MODE_SUGGEST || r->mode == PCS_MODE_STALE ||
        r->mode == PCS_MODE_TRANSLATIONS || r->mode == PCS_MODE_LIKE)
        return 0;
    if (r->show == PCS_SHOW_COUNT || r->show == PCS_SHOW_NOTHING)
        r->search.limit = 0;
    r->search.want_files = r->show == PCS_SHOW_FILES;
    if (r->search.want_files)
        r->search.limit = 0;
    /* A bare number, path or exit status could not say that words were
     * dropped. */
    if (r->show != PCS_SHOW_HITS && !r->is_json && !r->has_mode)
        r->search.mode = PCS_MATCH_ALL;
    return 0;
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
                                     : take_option(r, id, &args);
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
            status = take_option(r, id, &args);
    }
    pcs_args_dispose(&args);
    if (status == 0)
        status = check(r);
    if (status == 0)
        look_at_screen(r);
    return status;
}

void pcs_request_dispose(pcs_request *r)
{
    free(r->locales);
    free(r->locale_text);
    pcs_buffer_dispose(&r->locale_list);
    free(r->also);
    free(r->also_text);
    free(r->answers);
    free(r->answers_text);
    free(r->to);
    free(r->to_text);
    free(r->facets);
    free(r->facet_text);
    pcs_buffer_dispose(&r->query);
    pcs_config_dispose(&r->config);
    memset(r, 0, sizeof *r);
}
