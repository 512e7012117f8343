/* requestoptions.c - the options of a request */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/requestoptions.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/consistency.h"
#include "query/export.h"
#include "query/options.h"

static int out_of_memory(void)
{
    return pcs_complain("out of memory");
}

/* "ko,ja-JP" taken apart. */
static int split(pcs_names *names, const char *value)
{
    free(names->text);
    names->n = 0;
    names->text = strdup(value);
    if (!names->text)
        return out_of_memory();
    char *rest = names->text;
    for (char *one; (one = strsep(&rest, ","));) {
        if (!*one)
            continue;
        if (!PCS_ARRAY_RESERVE(names->items, names->cap, names->n + 1))
            return out_of_memory();
        names->items[names->n++] = one;
    }
    return 0;
}

static int need_name(pcs_args *args, const char *name)
{
    const char *dashes = pcs_args_dashes(args);
    pcs_args_fail(args, "%s%s needs a name: %s%s %s", dashes,
                  args->option->name, dashes, args->option->name, name);
    return pcs_complain(args->message);
}

/* Whether there is a name between the commas. */
static bool has_name(const char *value)
{
    return value[strspn(value, ",")] != 0;
}

static int read_names(pcs_names *names, pcs_args *args, const char *example)
{
    names->is_given = args->where == NULL;
    return has_name(args->value) ? split(names, args->value)
                                 : need_name(args, example);
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
    return list->failed ? out_of_memory() : split(&r->locales, list->data);
}

static void drop_repeated(pcs_names *names)
{
    size_t kept = 0;
    for (size_t i = 0; i < names->n; i++) {
        size_t j = 0;
        while (j < kept && strcmp(names->items[j], names->items[i]) != 0)
            j++;
        if (j == kept)
            names->items[kept++] = names->items[i];
    }
    names->n = kept;
}

static int read_facets(pcs_request *r, pcs_args *args)
{
    pcs_error err = PCS_ERROR_INIT;
    int status = read_names(&r->facets, args, "locale");
    if (status == 0 &&
        pcs_search_check_facets(r->facets.items, r->facets.n, &err) != PCS_OK)
        status = pcs_complain(err.message);
    if (status == 0)
        drop_repeated(&r->facets);
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

static int read_link_format(pcs_request *r, pcs_args *args)
{
    pcs_error err = PCS_ERROR_INIT;
    if (pcs_hyperlink_parse(&r->link_format, args->value, &err) == PCS_OK)
        return 0;
    pcs_args_fail(args, "%shyperlink-format %s: %s", pcs_args_dashes(args),
                  args->value, err.message);
    return pcs_complain(args->message);
}

static int read_percent(pcs_request *r, pcs_args *args)
{
    uint64_t percent;
    if (!pcs_args_number(args, PCS_LIKE_EQUAL, &percent) || percent == 0) {
        pcs_args_fail(args, "%smin-match %s: write a number from 1 to %d",
                      pcs_args_dashes(args), args->value, PCS_LIKE_EQUAL);
        return pcs_complain(args->message);
    }
    r->min_match = (unsigned)percent;
    r->has_percent = args->where == NULL;
    return 0;
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

/* There is one question at a time. */
static int take_mode(pcs_request *r, pcs_mode mode, const pcs_args *args)
{
    pcs_error err;
    if (r->mode != PCS_MODE_SEARCH && r->mode != mode) {
        pcs_error_set(&err, PCS_EINVAL,
                      "--%s and --%s exclude each other; leave one out",
                      r->mode_name, args->option->name);
        return pcs_complain(err.message);
    }
    r->mode = mode;
    r->mode_name = args->option->name;
    return 0;
}

/* Options that only set what they are about. */
typedef enum option_kind {
    OPTION_FLAG,
    OPTION_TEXT,
    OPTION_NUMBER,
    OPTION_NAMES,
    OPTION_WHEN,
    OPTION_MODE,
    OPTION_SHOW
} option_kind;

typedef struct simple_option {
    int id;
    option_kind kind;
    size_t at;           /* of what is set, in the request */
    const char *example; /* of a name */
    int value;           /* the mode, or what is shown */
} simple_option;

#define AT(member) offsetof(pcs_request, member)

static const simple_option simple_options[] = {
    {PCSEARCH_IN, OPTION_NAMES, AT(answers), "de-DE", 0},
    {PCSEARCH_ALSO, OPTION_NAMES, AT(also), "ja-JP", 0},
    {PCSEARCH_TO, OPTION_NAMES, AT(to), "de-DE", 0},
    {PCSEARCH_OFFSET, OPTION_NUMBER, AT(search.offset), NULL, 0},
    {PCSEARCH_CONTEXT, OPTION_NUMBER, AT(search.context), NULL, 0},
    {PCSEARCH_FACET_LIMIT, OPTION_NUMBER, AT(search.facet_limit), NULL, 0},
    {PCSEARCH_NULL, OPTION_FLAG, AT(ends_nul), NULL, 0},
    {PCSEARCH_PLAIN, OPTION_FLAG, AT(search.is_plain), NULL, 0},
    {PCSEARCH_NO_SYNONYMS, OPTION_FLAG, AT(search.no_synonyms), NULL, 0},
    {PCSEARCH_NO_MARKS, OPTION_FLAG, AT(search.no_marks), NULL, 0},
    {PCSEARCH_EXPLAIN, OPTION_FLAG, AT(search.want_explanation), NULL, 0},
    {PCSEARCH_JSON, OPTION_FLAG, AT(is_json), NULL, 0},
    {PCSEARCH_BOM, OPTION_FLAG, AT(has_bom), NULL, 0},
    {PCSEARCH_NO_ENGLISH, OPTION_FLAG, AT(no_english), NULL, 0},
    {PCSEARCH_MISSING, OPTION_FLAG, AT(want_missing), NULL, 0},
    {PCSEARCH_BATCH, OPTION_TEXT, AT(batch), NULL, 0},
    {PCSEARCH_BEFORE, OPTION_TEXT, AT(before), NULL, 0},
    {PCSEARCH_AFTER, OPTION_TEXT, AT(after), NULL, 0},
    {PCSEARCH_WHERE, OPTION_TEXT, AT(where), NULL, 0},
    {PCSEARCH_COLOR, OPTION_WHEN, AT(color), NULL, 0},
    {PCSEARCH_PAGER, OPTION_WHEN, AT(paging), NULL, 0},
    {PCSEARCH_HYPERLINKS, OPTION_WHEN, AT(hyperlinks), NULL, 0},
    {PCSEARCH_SUGGEST, OPTION_MODE, 0, NULL, PCS_MODE_SUGGEST},
    {PCSEARCH_TRANSLATIONS, OPTION_MODE, 0, NULL, PCS_MODE_TRANSLATIONS},
    {PCSEARCH_LIKE, OPTION_MODE, 0, NULL, PCS_MODE_LIKE},
    {PCSEARCH_STALE, OPTION_MODE, 0, NULL, PCS_MODE_STALE},
    {PCSEARCH_CONSISTENCY, OPTION_MODE, 0, NULL, PCS_MODE_CONSISTENCY},
    {PCSEARCH_ANALYZE, OPTION_MODE, 0, NULL, PCS_MODE_ANALYZE},
    {PCSEARCH_COUNT, OPTION_SHOW, 0, NULL, PCS_SHOW_COUNT},
    {PCSEARCH_FILES, OPTION_SHOW, 0, NULL, PCS_SHOW_FILES},
    {PCSEARCH_QUIET, OPTION_SHOW, 0, NULL, PCS_SHOW_NOTHING},
};

static int take_simple(pcs_request *r, const simple_option *o, pcs_args *args)
{
    void *at = (char *)r + o->at;
    switch (o->kind) {
    case OPTION_FLAG:
        *(bool *)at = true;
        return 0;
    case OPTION_TEXT:
        *(const char **)at = args->value;
        return 0;
    case OPTION_NUMBER:
        return read_number(at, args);
    case OPTION_NAMES:
        return read_names(at, args, o->example);
    case OPTION_WHEN:
        pcs_when_parse(at, args->value);
        return 0;
    case OPTION_MODE:
        return take_mode(r, (pcs_mode)o->value, args);
    case OPTION_SHOW:
        if (r->show != PCS_SHOW_NOTHING)
            r->show = (pcs_show)o->value;
        return 0;
    }
    return 0;
}

/* What is searched for, and how it is shown. */
static int take_search(pcs_request *r, int id, pcs_args *args)
{
    switch (id) {
    case PCSEARCH_INDEX:
        return read_index(r, args);
    case PCSEARCH_LOCALE:
        return read_locales(r, args);
    case PCSEARCH_LIMIT:
        r->has_limit = args->where == NULL;
        return read_number(&r->search.limit, args);
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
    case PCSEARCH_GROUP:
        r->search.grouping = read_grouping(args->value);
        return 0;
    case PCSEARCH_FACETS:
        return read_facets(r, args);
    default:
        return answer(r, id, args);
    }
}

int pcs_request_take(pcs_request *r, int id, pcs_args *args)
{
    for (size_t i = 0; i < sizeof simple_options / sizeof *simple_options; i++)
        if (simple_options[i].id == id)
            return take_simple(r, &simple_options[i], args);
    switch (id) {
    case PCSEARCH_FORMAT:
        r->is_sarif = strcmp(args->value, "sarif") == 0;
        r->format = pcs_export_find(args->value);
        return 0;
    case PCSEARCH_CHECKS:
    case PCSEARCH_FAIL_ON:
        return read_kinds(r, id, args->value);
    case PCSEARCH_HYPERLINK_FORMAT:
        return read_link_format(r, args);
    case PCSEARCH_CONFIG:
    case PCSEARCH_NO_CONFIG:
        return 0; /* pcs_config_open has read them */
    case PCSEARCH_SIDE:
        r->has_side = args->where == NULL;
        r->side = strcmp(args->value, "local") == 0 ? PCS_LIKE_LOCAL
                                                    : PCS_LIKE_ENGLISH;
        return 0;
    case PCSEARCH_MIN_MATCH:
        return read_percent(r, args);
    default:
        return take_search(r, id, args);
    }
}
