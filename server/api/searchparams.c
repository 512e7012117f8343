/* searchparams.c - the parameters of /v1/search */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/api/searchparams.h"

#include <string.h>

#include "base/arena.h"
#include "server/api/dayrange.h"

/* In the order of the table. */
typedef enum number {
    Q,
    LOCALE,
    IN,
    ALSO,
    GROUP,
    MATCH,
    TIER,
    WITHIN,
    PLAIN,
    SYNONYMS,
    SUGGESTIONS,
    TOPIC,
    PRODUCT,
    SERVICE,
    AUTHOR,
    TYPE,
    YEAR,
    PATH,
    SOURCE,
    DATE,
    FACETS,
    FACET_LIMIT,
    LIMIT,
    OFFSET,
    CONTEXT,
    MARKS,
    N_NUMBERS
} number;

const char *const pcs_group_names[] = {"pair", "article", "none", NULL};
const char *const pcs_match_names[] = {"auto", "all", "any", NULL};
const char *const pcs_tier_names[] = {"word", "stem", "part", "near", NULL};
const char *const pcs_marks_names[] = {"utf8", "utf16", "none", NULL};
static const char *const within[] = {"auto",  "local",   "english",
                                     "title", "heading", NULL};
static const char *const facets[] = {"locale", "product", "topic",   "type",
                                     "year",   "author",  "service", NULL};

#define FILTER_HELP                                                            \
    " Whole values, in any case of letters, as facets list them; an empty "    \
    "one "                                                                     \
    "is for articles that have none. Of several, one has to be there."

const pcs_param pcs_search_params[] = {
    {"q", PCS_PARAM_TEXT,
     "The query, in the language of pcsearch-query(7). Nothing that is typed "
     "is "
     "an error. Without a word in it, everything that the filters leave is "
     "found. What is beyond 1 KiB is left out, and `ignored` says so.",
     NULL, false, 0, 0, NULL, "구독 관리"},
    {"locale", PCS_PARAM_NAMES,
     "Locales or languages to search, such as ko-KR or ko; all, if none is "
     "given.",
     NULL, false, 0, 0, NULL, "ko"},
    {"in", PCS_PARAM_NAMES,
     "Locales that answer: their segments are found where a segment of the "
     "locales that are searched, which stands for theirs, matches.",
     NULL, false, 0, 0, NULL, NULL},
    {"also", PCS_PARAM_NAMES,
     "Locales in which what stands for a hit is shown with it.", NULL, false, 0,
     0, NULL, NULL},
    {"group", PCS_PARAM_CHOICE,
     "What a hit is: a pair of texts, wherever it stands; an article, with its "
     "best three segments; or each segment by itself.",
     "pair", false, 0, 0, pcs_group_names, NULL},
    {"match", PCS_PARAM_CHOICE,
     "How many words have to match: all; any; or all that can be had "
     "(`dropped` names the others).",
     "auto", false, 0, 0, pcs_match_names, NULL},
    {"tier", PCS_PARAM_CHOICE, "The weakest match that counts.", "part", false,
     0, 0, pcs_tier_names, NULL},
    {"within", PCS_PARAM_CHOICE,
     "Where words are looked for that no field says it of: in the localized "
     "text, and in the English one for what is clearly English (auto); in one "
     "of them alone; in titles; or in headings.",
     "auto", false, 0, 0, within, NULL},
    PCS_PARAM_PLAIN,
    {"synonyms", PCS_PARAM_FLAG, "Look for synonyms of the dictionary, too.",
     "true", false, 0, 0, NULL, NULL},
    {"suggestions", PCS_PARAM_FLAG,
     "Where a query finds little, suggest others that find something.", "true",
     false, 0, 0, NULL, NULL},
    {"topic", PCS_PARAM_VALUES, "A filter by `ms.topic`." FILTER_HELP, NULL,
     false, 0, 0, NULL, "how-to"},
    {"product", PCS_PARAM_VALUES,
     "A filter by `ms.service`, `ms.prod` and `ms.technology`." FILTER_HELP,
     NULL, false, 0, 0, NULL, NULL},
    {"service", PCS_PARAM_VALUES, "Another name of `product`.", NULL, false, 0,
     0, NULL, NULL},
    {"author", PCS_PARAM_VALUES,
     "A filter by `author` and `ms.author`." FILTER_HELP, NULL, false, 0, 0,
     NULL, NULL},
    {"type", PCS_PARAM_VALUES,
     "A filter by `ms.translationtype`: HT, MT or auto." FILTER_HELP, NULL,
     false, 0, 0, NULL, "HT"},
    {"year", PCS_PARAM_VALUES, "A filter by the year of the date." FILTER_HELP,
     NULL, false, 0, 0, NULL, "2024"},
    {"path", PCS_PARAM_VALUES,
     "A filter by a part of the path, in any case of letters. Of several, one "
     "has to be there.",
     NULL, false, 0, 0, NULL, "billing/"},
    {"source", PCS_PARAM_VALUES, "A filter by the name of the source.", NULL,
     false, 0, 0, NULL, NULL},
    {"date", PCS_PARAM_TEXT,
     "A filter by `ms.date`, else `ms.lasthandoff`: " PCS_DAY_RANGE_WANTED ".",
     NULL, false, 0, 0, NULL, "2024-03..2025"},
    {"facets", PCS_PARAM_NAMES,
     "Properties by which all that matches is counted. `service` is another "
     "name of `product`.",
     NULL, false, 0, 0, facets, "locale,product"},
    {"facet_limit", PCS_PARAM_NUMBER, "How many values each facet lists.", "20",
     false, 0, PCS_SEARCH_FACET_LIMIT_MAX, NULL, NULL},
    {"limit", PCS_PARAM_NUMBER, "How many hits are given.", "10", false, 0,
     PCS_SEARCH_LIMIT_MAX, NULL, NULL},
    {"offset", PCS_PARAM_NUMBER, "How many hits are passed over.", "0", false,
     0, PCS_SEARCH_OFFSET_MAX, NULL, NULL},
    {"context", PCS_PARAM_NUMBER,
     "How many segments on each side of a hit are given.", "0", false, 0,
     PCS_SEARCH_CONTEXT_MAX, NULL, NULL},
    PCS_PARAM_MARKS,
};
_Static_assert(N_NUMBERS == PCS_SEARCH_PARAMS, "the table has them all");

/* Conditions that are being put together, in the arena. */
typedef struct conditions {
    pcs_exchange *exchange;
    pcs_condition *items;
    size_t n;
    bool has_failed;
} conditions;

static pcs_condition *make_items(conditions *c, size_t n)
{
    pcs_condition *items =
        pcs_arena_alloc(&c->exchange->arena, (n + 1) * sizeof *items);
    if (items)
        memset(items, 0, (n + 1) * sizeof *items);
    c->has_failed = c->has_failed || !items;
    return items;
}

/* NAME has the value; of the empty one, none. */
static pcs_condition make_value(conditions *c, const char *name,
                                const char *value, pcs_condition_kind kind)
{
    if (*value || kind != PCS_CONDITION_IS)
        return (pcs_condition){.kind = kind, .name = name, .value = value};
    pcs_condition *has = make_items(c, 1);
    if (has)
        *has = (pcs_condition){.kind = PCS_CONDITION_HAS, .name = name};
    return (pcs_condition){.kind = PCS_CONDITION_NOT, .items = has, .n = 1};
}

/* One of the values of one or two parameters, as far as they are given. */
static void add_any(conditions *c, const char *name, const pcs_param_value *v,
                    const pcs_param_value *other, pcs_condition_kind kind)
{
    size_t n = v->n_items + (other ? other->n_items : 0);
    pcs_condition *items = n ? make_items(c, n) : NULL;
    if (!items)
        return;
    for (size_t i = 0; i < n; i++)
        items[i] = make_value(
            c, name,
            i < v->n_items ? v->items[i] : other->items[i - v->n_items], kind);
    c->items[c->n++] =
        (pcs_condition){.kind = PCS_CONDITION_ANY, .items = items, .n = n};
}

static bool add_dates(conditions *c, const pcs_param_value *v)
{
    pcs_day_range days;
    if (!v->is_given)
        return true;
    if (!pcs_day_range_read(&days, v->text)) {
        pcs_exchange_problem(c->exchange, 400, "invalid-parameter",
                             "the parameter date is \"%.64s\"; it "
                             "takes " PCS_DAY_RANGE_WANTED,
                             v->text);
        return false;
    }
    c->items[c->n++] = (pcs_condition){
        .kind = PCS_CONDITION_RANGE, .first = days.first, .last = days.last};
    return true;
}

static bool is_blank(const pcs_param_value *v)
{
    return strspn(v->text, " \t\r\n") == v->len;
}

/* All filters together; also where there is none, and no word either. */
static bool make_condition(pcs_search_request *out, pcs_exchange *exchange,
                           const pcs_param_value *v)
{
    conditions c = {.exchange = exchange};
    pcs_condition *all = make_items(&c, 1);
    c.items = make_items(&c, N_NUMBERS);
    if (c.has_failed)
        goto failed;
    add_any(&c, "topic", &v[TOPIC], NULL, PCS_CONDITION_IS);
    add_any(&c, "service", &v[PRODUCT], &v[SERVICE], PCS_CONDITION_IS);
    add_any(&c, "author", &v[AUTHOR], NULL, PCS_CONDITION_IS);
    add_any(&c, "type", &v[TYPE], NULL, PCS_CONDITION_IS);
    add_any(&c, "year", &v[YEAR], NULL, PCS_CONDITION_IS);
    add_any(&c, "path", &v[PATH], NULL, PCS_CONDITION_HOLDS);
    add_any(&c, "source", &v[SOURCE], NULL, PCS_CONDITION_IS);
    if (!add_dates(&c, &v[DATE]))
        return false;
    if (c.has_failed)
        goto failed;
    *all =
        (pcs_condition){.kind = PCS_CONDITION_ALL, .items = c.items, .n = c.n};
    if (c.n > 0 || is_blank(&v[Q]))
        out->search.condition = all;
    return true;
failed:
    pcs_exchange_problem(exchange, 503, "out-of-memory", "out of memory");
    return false;
}

static void set_how(pcs_search_options *o, const pcs_param_value *v)
{
    static const pcs_grouping groups[] = {PCS_GROUP_PAIR, PCS_GROUP_ARTICLE,
                                          PCS_GROUP_NONE};
    static const pcs_match_mode modes[] = {PCS_MATCH_AUTO, PCS_MATCH_ALL,
                                           PCS_MATCH_ANY};
    static const pcs_search_in ins[] = {
        PCS_SEARCH_IN_AUTO, PCS_SEARCH_IN_LOCAL, PCS_SEARCH_IN_ENGLISH,
        PCS_SEARCH_IN_TITLE, PCS_SEARCH_IN_HEADING};
    static const pcs_tier tiers[] = {PCS_TIER_WORD, PCS_TIER_STEM,
                                     PCS_TIER_PART, PCS_TIER_NEAR};
    o->grouping = groups[v[GROUP].choice];
    o->mode = modes[v[MATCH].choice];
    o->in = ins[v[WITHIN].choice];
    o->lowest = tiers[v[TIER].choice];
    o->is_plain = v[PLAIN].is_set;
    o->no_synonyms = !v[SYNONYMS].is_set;
    o->no_suggestions = !v[SUGGESTIONS].is_set;
}

bool pcs_search_request_make(pcs_search_request *out, pcs_exchange *exchange,
                             const pcs_param_value *v)
{
    *out = (pcs_search_request){
        .query = v[Q].text, .len = v[Q].len, .search = PCS_SEARCH_OPTIONS_INIT};
    pcs_search_options *o = &out->search;
    set_how(o, v);
    o->locales = v[LOCALE].items;
    o->n_locales = v[LOCALE].n_items;
    o->answers = v[IN].items;
    o->n_answers = v[IN].n_items;
    o->also = v[ALSO].items;
    o->n_also = v[ALSO].n_items;
    o->facets = v[FACETS].items;
    o->n_facets = v[FACETS].n_items;
    o->facet_limit = v[FACET_LIMIT].number;
    o->limit = v[LIMIT].number;
    o->offset = v[OFFSET].number;
    o->context = v[CONTEXT].number;
    o->no_marks = strcmp(pcs_marks_names[v[MARKS].choice], "none") == 0;
    o->want_article = true;
    out->offsets = strcmp(pcs_marks_names[v[MARKS].choice], "utf16") == 0
                       ? PCS_OFFSETS_UTF16
                       : PCS_OFFSETS_UTF8;
    return make_condition(out, exchange, v);
}
