/* filter.c - Meilisearch's filter expressions */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/meili/filter.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "server/meili/filterdays.h"
#include "server/meili/filterscan.h"
#include "server/meili/attributes.h"

#define OPERATIONS                                                             \
    "`=`, `!=`, `>=`, `>`, `<=`, `<`, `IN`, `NOT IN`, `TO`, `EXISTS`, "        \
    "`NOT EXISTS`, `IS NULL`, `IS NOT NULL`, `IS EMPTY`, `IS NOT EMPTY`, "     \
    "`CONTAINS`, `NOT CONTAINS`, `STARTS WITH` or `NOT STARTS WITH`"

bool pcs_meili_conditions_add(pcs_meili_conditions *list, pcs_arena *arena,
                              const pcs_condition *condition)
{
    if (list->n == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 4;
        pcs_condition *items = pcs_arena_alloc(arena, cap * sizeof *items);
        if (!items)
            return false;
        if (list->n)
            memcpy(items, list->items, list->n * sizeof *items);
        list->items = items;
        list->cap = cap;
    }
    list->items[list->n++] = *condition;
    return true;
}

static bool count_one(pcs_meili_scanner *p)
{
    if (++p->n <= PCS_CONDITIONS_MAX / 2)
        return true;
    return pcs_meili_fail(p->error, 400, PCS_MEILI_FILTER_CODE,
                          "Too many filter conditions, can't process more than "
                          "%d filters.",
                          PCS_CONDITIONS_MAX / 2);
}

/* Replaces out with its contrary. */
static bool negate(pcs_condition *out, pcs_meili_scanner *p)
{
    pcs_meili_conditions one = {0};
    if (!pcs_meili_conditions_add(&one, p->arena, out))
        return pcs_meili_nomem(p->error);
    *out =
        (pcs_condition){.kind = PCS_CONDITION_NOT, .items = one.items, .n = 1};
    return true;
}

static bool is_dated(pcs_meili_attribute a)
{
    return a == PCS_MEILI_YEAR || a == PCS_MEILI_DATE;
}

/* attribute = value; a day that is none is no article's. */
static void make_equal(pcs_condition *out, pcs_meili_attribute attribute,
                       const pcs_meili_word *value)
{
    pcs_meili_days days;
    *out = (pcs_condition){.kind = PCS_CONDITION_IS,
                           .name = pcs_meili_property(attribute),
                           .value = value->text};
    if (!is_dated(attribute))
        return;
    out->kind = PCS_CONDITION_ANY;
    if (pcs_meili_days_read(&days, value->text, value->len,
                            attribute == PCS_MEILI_YEAR))
        *out = (pcs_condition){.kind = PCS_CONDITION_RANGE,
                               .first = days.first,
                               .last = days.last};
}

/* The days of a value that is compared; what has none is never between. */
static bool read_days(pcs_meili_days *out, pcs_meili_scanner *p,
                      pcs_meili_attribute attribute)
{
    pcs_meili_word value;
    if (!pcs_meili_scan_word(&value, p))
        return false;
    if (!is_dated(attribute)) {
        *out = (pcs_meili_days){0, 0};
        return true;
    }
    return pcs_meili_days_read(out, value.text, value.len,
                               attribute == PCS_MEILI_YEAR) ||
           pcs_meili_scan_fail_about(
               p, value.start,
               attribute == PCS_MEILI_YEAR
                   ? "Was expecting a year such as 2020 at "
                   : "Was expecting a day such as 2020-03-15 at ",
               ".");
}

static bool read_comparison(pcs_condition *out, pcs_meili_scanner *p,
                            pcs_meili_attribute attribute, const char *op)
{
    pcs_meili_days days;
    if (!read_days(&days, p, attribute))
        return false;
    *out = (pcs_condition){.kind = PCS_CONDITION_ANY};
    if (!is_dated(attribute))
        return true;
    out->kind = PCS_CONDITION_RANGE;
    if (op[0] == '>') {
        out->first = op[1] ? days.first : days.last + 1;
        out->last = UINT32_MAX;
        return true;
    }
    /* Before the first day there is none. */
    if (!op[1] && days.first == 0)
        *out = (pcs_condition){.kind = PCS_CONDITION_ANY};
    else
        out->last = op[1] ? days.last : days.first - 1;
    return true;
}

static bool read_range(pcs_condition *out, pcs_meili_scanner *p,
                       pcs_meili_attribute attribute)
{
    pcs_meili_days first, last;
    if (!read_days(&first, p, attribute))
        return false;
    if (!pcs_meili_scan_take(p, "TO"))
        return pcs_meili_scan_fail_about(p, p->pos, "Was expecting `TO` at ",
                                         ".");
    if (!read_days(&last, p, attribute))
        return false;
    *out = (pcs_condition){.kind = PCS_CONDITION_ANY};
    if (is_dated(attribute))
        *out = (pcs_condition){.kind = PCS_CONDITION_RANGE,
                               .first = first.first,
                               .last = last.last};
    return true;
}

static bool read_in(pcs_condition *out, pcs_meili_scanner *p,
                    pcs_meili_attribute attribute)
{
    pcs_meili_conditions list = {0};
    if (!pcs_meili_scan_take(p, "["))
        return pcs_meili_scan_fail_about(
            p, p->pos, "Expected `[` after `IN` keyword but found ", ".");
    while (!pcs_meili_scan_take(p, "]")) {
        pcs_meili_word value;
        pcs_condition one;
        if (list.n && !pcs_meili_scan_take(p, ","))
            return pcs_meili_scan_fail_about(
                p, p->pos,
                "Expected only comma-separated field names inside "
                "`IN[..]` but instead found ",
                ".");
        if (list.n && pcs_meili_scan_take(p, "]"))
            break;
        if (!count_one(p) || !pcs_meili_scan_word(&value, p))
            return false;
        make_equal(&one, attribute, &value);
        if (!pcs_meili_conditions_add(&list, p->arena, &one))
            return pcs_meili_nomem(p->error);
    }
    *out = (pcs_condition){
        .kind = PCS_CONDITION_ANY, .items = list.items, .n = list.n};
    return true;
}

static bool read_part(pcs_condition *out, pcs_meili_scanner *p,
                      pcs_meili_attribute attribute, pcs_condition_kind kind)
{
    pcs_meili_word value;
    if (!pcs_meili_scan_word(&value, p))
        return false;
    *out = (pcs_condition){.kind = kind,
                           .name = pcs_meili_property(attribute),
                           .value = value.text};
    if (is_dated(attribute))
        *out = (pcs_condition){.kind = PCS_CONDITION_ANY};
    return true;
}

/* IS NULL and IS EMPTY: no attribute ever is. */
static bool read_is(pcs_condition *out, pcs_meili_scanner *p)
{
    bool is_not = pcs_meili_scan_take(p, "NOT");
    if (!pcs_meili_scan_take(p, "NULL") && !pcs_meili_scan_take(p, "EMPTY"))
        return pcs_meili_scan_fail_about(
            p, p->pos, "Was expecting `NULL` or `EMPTY` at ", ".");
    *out =
        (pcs_condition){.kind = is_not ? PCS_CONDITION_ALL : PCS_CONDITION_ANY};
    return true;
}

/* What may have NOT before it. *found tells whether it was there. */
static bool read_worded(pcs_condition *out, bool *found, pcs_meili_scanner *p,
                        pcs_meili_attribute attribute)
{
    *found = true;
    if (pcs_meili_scan_take(p, "IN"))
        return read_in(out, p, attribute);
    if (pcs_meili_scan_take(p, "EXISTS")) {
        *out = (pcs_condition){.kind = PCS_CONDITION_HAS,
                               .name = pcs_meili_property(attribute)};
        return true;
    }
    if (pcs_meili_scan_take(p, "CONTAINS"))
        return read_part(out, p, attribute, PCS_CONDITION_HOLDS);
    if (pcs_meili_scan_take_two(p, "STARTS", "WITH"))
        return read_part(out, p, attribute, PCS_CONDITION_BEGINS);
    *found = false;
    return true;
}

static bool read_operation(pcs_condition *out, pcs_meili_scanner *p,
                           pcs_meili_attribute attribute,
                           const pcs_meili_word *name)
{
    static const char *const ops[] = {">=", "<=", ">", "<"};
    pcs_meili_word value;
    bool is_not, found;
    if ((is_not = pcs_meili_scan_take(p, "!=")) ||
        pcs_meili_scan_take(p, "=")) {
        if (!pcs_meili_scan_word(&value, p))
            return false;
        make_equal(out, attribute, &value);
        return !is_not || negate(out, p);
    }
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
        if (pcs_meili_scan_take(p, ops[i]))
            return read_comparison(out, p, attribute, ops[i]);
    if (pcs_meili_scan_take(p, "IS"))
        return read_is(out, p);
    is_not = pcs_meili_scan_take(p, "NOT");
    if (!read_worded(out, &found, p, attribute))
        return false;
    if (found)
        return !is_not || negate(out, p);
    size_t back = p->pos;
    pcs_meili_scan_skip(p);
    if (!is_not && p->pos < p->len &&
        (pcs_meili_scan_is_part(p->text[p->pos]) ||
         strchr("'\"", p->text[p->pos])))
        return read_range(out, p, attribute);
    p->pos = back;
    return pcs_meili_scan_fail_about(
        p, name->start, "Was expecting an operation " OPERATIONS " at ", ".");
}

static bool fail_attribute(const pcs_meili_scanner *p,
                           const pcs_meili_word *name)
{
    pcs_buffer list = {0};
    char what[PCS_MEILI_MESSAGE_MAX / 2];
    pcs_meili_error one = {0};
    pcs_meili_list(&list, false);
    pcs_meili_fail(&one, 400, PCS_MEILI_FILTER_CODE,
                   "Attribute `%.*s` is not filterable. Available filterable "
                   "attributes are: `%s`.",
                   (int)pcs_utf8_cut(name->text, name->len, 64), name->text,
                   list.data ? list.data : "");
    pcs_buffer_dispose(&list);
    memcpy(what, one.message, sizeof what);
    what[sizeof what - 1] = '\0';
    return pcs_meili_scan_fail(p, name->start, what);
}

static bool read_condition(pcs_condition *out, pcs_meili_scanner *p)
{
    pcs_meili_word name;
    if (!count_one(p) || !pcs_meili_scan_word(&name, p))
        return false;
    pcs_meili_attribute attribute = pcs_meili_find(name.text, name.len);
    pcs_condition any;
    bool good =
        attribute < PCS_MEILI_ATTRIBUTES && pcs_meili_property(attribute);
    /* What follows is looked at first: a name alone is no attribute. */
    if (!read_operation(&any, p, good ? attribute : PCS_MEILI_LOCALE, &name))
        return false;
    *out = any;
    return good || fail_attribute(p, &name);
}

static bool read_any(pcs_condition *out, pcs_meili_scanner *p);

static bool read_one(pcs_condition *out, pcs_meili_scanner *p)
{
    if (p->depth >= PCS_CONDITION_DEPTH_MAX / 4)
        return pcs_meili_scan_fail(
            p, p->pos,
            "The filter exceeded the maximum depth limit. Try "
            "rewriting the filter so that it contains fewer nested "
            "conditions.");
    p->depth++;
    bool good;
    if (pcs_meili_scan_take(p, "NOT"))
        good = read_one(out, p) && negate(out, p);
    else if (pcs_meili_scan_take(p, "(")) {
        size_t start = p->pos - 1;
        good = read_any(out, p);
        if (good && !pcs_meili_scan_take(p, ")"))
            good = pcs_meili_scan_fail_about(
                p, start, "Expression ",
                " is missing the following closing delimiter: "
                "`)`.");
    } else
        good = read_condition(out, p);
    p->depth--;
    return good;
}

/* Conditions that keyword joins. */
static bool read_joined(pcs_condition *out, pcs_meili_scanner *p,
                        const char *keyword, pcs_condition_kind kind,
                        bool (*read)(pcs_condition *, pcs_meili_scanner *))
{
    pcs_meili_conditions list = {0};
    do {
        pcs_condition one;
        if (!read(&one, p))
            return false;
        if (!pcs_meili_conditions_add(&list, p->arena, &one))
            return pcs_meili_nomem(p->error);
    } while (pcs_meili_scan_take(p, keyword));
    *out =
        list.n == 1
            ? list.items[0]
            : (pcs_condition){.kind = kind, .items = list.items, .n = list.n};
    return true;
}

static bool read_all(pcs_condition *out, pcs_meili_scanner *p)
{
    return read_joined(out, p, "AND", PCS_CONDITION_ALL, read_one);
}

static bool read_any(pcs_condition *out, pcs_meili_scanner *p)
{
    return read_joined(out, p, "OR", PCS_CONDITION_ANY, read_all);
}

bool pcs_meili_filter_parse(pcs_condition *out, pcs_arena *arena,
                            const char *text, size_t len,
                            pcs_meili_error *error)
{
    pcs_meili_scanner p = {
        .text = text, .len = len, .arena = arena, .error = error};
    *out = (pcs_condition){.kind = PCS_CONDITION_ALL};
    pcs_meili_scan_skip(&p);
    if (p.pos >= len)
        return true;
    if (!read_any(out, &p))
        return false;
    pcs_meili_scan_skip(&p);
    return p.pos >= len ||
           pcs_meili_scan_fail_about(
               &p, p.pos,
               "Found unexpected characters at the end of the filter: ",
               ". You probably forgot an `OR` or an `AND` rule.");
}
