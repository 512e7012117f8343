/* params.c - what a request asks for, by a table of what it may */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/api/params.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* As much of what was sent as a message repeats. */
#define SHOWN_MAX 64

static bool refuse(pcs_exchange *e, const pcs_param *p, const char *value,
                   const char *wanted)
{
    pcs_exchange_problem(e, 400, "invalid-parameter",
                         "the parameter %s is \"%.*s\"; it takes %s", p->name,
                         SHOWN_MAX, value, wanted);
    return false;
}

static bool list_choices(pcs_buffer *out, const pcs_param *p)
{
    for (size_t i = 0; p->choices[i]; i++)
        pcs_buffer_printf(out, "%s%s",
                          i == 0              ? ""
                          : p->choices[i + 1] ? ", "
                                              : " or ",
                          p->choices[i]);
    return !out->failed && out->data;
}

static bool find_choice(size_t *out, pcs_exchange *e, const pcs_param *p,
                        const char *value)
{
    pcs_buffer wanted = {0};
    for (*out = 0; p->choices[*out]; ++*out)
        if (strcmp(p->choices[*out], value) == 0)
            return true;
    refuse(e, p, value,
           list_choices(&wanted, p) ? wanted.data : "something else");
    pcs_buffer_dispose(&wanted);
    return false;
}

static bool parse_number(uint64_t *out, const pcs_param *p, const char *text)
{
    *out = 0;
    if (!*text)
        return false;
    for (; *text >= '0' && *text <= '9'; text++) {
        if (*out > p->max / 10 + 1)
            return false;
        *out = *out * 10 + (uint64_t)(*text - '0');
    }
    return !*text && *out >= p->min && *out <= p->max;
}

static bool read_number(pcs_param_value *v, pcs_exchange *e, const pcs_param *p,
                        const char *text)
{
    char wanted[64];
    if (parse_number(&v->number, p, text))
        return true;
    snprintf(wanted, sizeof wanted, "a number from %" PRIu64 " to %" PRIu64,
             p->min, p->max);
    return refuse(e, p, text, wanted);
}

static bool read_flag(pcs_param_value *v, pcs_exchange *e, const pcs_param *p,
                      const char *text)
{
    v->is_set = !*text || strcmp(text, "true") == 0 || strcmp(text, "1") == 0;
    return v->is_set || strcmp(text, "false") == 0 || strcmp(text, "0") == 0 ||
           refuse(e, p, text, "true or false");
}

static bool no_memory(pcs_exchange *e)
{
    pcs_exchange_problem(e, 503, "out-of-memory", "out of memory");
    return false;
}

/* Adds an item; names come once. */
static bool add_item(pcs_param_value *v, pcs_exchange *e, const pcs_param *p,
                     const char *item)
{
    size_t unused;
    bool is_name = p->kind == PCS_PARAM_NAMES;
    if (is_name && p->choices && !find_choice(&unused, e, p, item))
        return false;
    for (size_t i = 0; is_name && i < v->n_items; i++)
        if (strcmp(v->items[i], item) == 0)
            return true;
    if (v->n_items == PCS_PARAM_ITEMS_MAX) {
        pcs_exchange_problem(e, 400, "invalid-parameter",
                             "the parameter %s has more than %d values",
                             p->name, PCS_PARAM_ITEMS_MAX);
        return false;
    }
    if (!v->items)
        v->items =
            pcs_arena_alloc(&e->arena, PCS_PARAM_ITEMS_MAX * sizeof *v->items);
    if (!v->items)
        return no_memory(e);
    v->items[v->n_items++] = item;
    return true;
}

/* "ko,ja-JP" taken apart; what is empty is no name. */
static bool read_names(pcs_param_value *v, pcs_exchange *e, const pcs_param *p,
                       const pcs_http_param *given)
{
    char *rest = pcs_arena_copy(&e->arena, given->value, given->len);
    if (!rest)
        return no_memory(e);
    for (char *one; (one = strsep(&rest, ","));)
        if (*one && !add_item(v, e, p, one))
            return false;
    return true;
}

static bool read_value(pcs_param_value *v, pcs_exchange *e, const pcs_param *p,
                       const pcs_http_param *given)
{
    bool is_list = p->kind == PCS_PARAM_NAMES || p->kind == PCS_PARAM_VALUES;
    if (v->is_given && !is_list) {
        pcs_exchange_problem(e, 400, "repeated-parameter",
                             "the parameter %s is given more than once",
                             p->name);
        return false;
    }
    v->is_given = true;
    v->text = given->value;
    v->len = given->len;
    switch (p->kind) {
    case PCS_PARAM_CHOICE:
        return find_choice(&v->choice, e, p, given->value);
    case PCS_PARAM_NUMBER:
        return read_number(v, e, p, given->value);
    case PCS_PARAM_FLAG:
        return read_flag(v, e, p, given->value);
    case PCS_PARAM_NAMES:
        return read_names(v, e, p, given);
    case PCS_PARAM_VALUES:
        return add_item(v, e, p, given->value);
    case PCS_PARAM_TEXT:
        break;
    }
    return true;
}

static void set_default(pcs_param_value *v, const pcs_param *p)
{
    memset(v, 0, sizeof *v);
    v->text = "";
    if (!p->fallback)
        return;
    if (p->kind == PCS_PARAM_NUMBER)
        v->number = strtoull(p->fallback, NULL, 10);
    if (p->kind == PCS_PARAM_FLAG)
        v->is_set = strcmp(p->fallback, "true") == 0;
    if (p->kind == PCS_PARAM_CHOICE)
        while (strcmp(p->choices[v->choice], p->fallback) != 0)
            v->choice++;
}

static bool refuse_unknown(pcs_exchange *e, const char *name,
                           const pcs_param *params, size_t n)
{
    pcs_buffer known = {0};
    for (size_t i = 0; i < n; i++)
        if (!params[i].is_variable)
            pcs_buffer_printf(&known, "%s%s", known.len ? ", " : "",
                              params[i].name);
    pcs_exchange_problem(e, 400, "unknown-parameter",
                         "there is no parameter \"%.*s\"%s%s", SHOWN_MAX, name,
                         known.data ? ", but " : "",
                         known.data ? known.data : "");
    pcs_buffer_dispose(&known);
    return false;
}

static size_t find(const char *name, bool is_variable, const pcs_param *params,
                   size_t n)
{
    size_t i = 0;
    while (i < n && (params[i].is_variable != is_variable ||
                     strcmp(params[i].name, name) != 0))
        i++;
    return i;
}

bool pcs_params_read(pcs_param_value *out, pcs_exchange *e,
                     const pcs_param *params, size_t n)
{
    for (size_t i = 0; i < n; i++)
        set_default(&out[i], &params[i]);
    for (size_t i = 0; i < e->n_params; i++) {
        const pcs_http_param *given = &e->params[i];
        size_t at = find(given->name, false, params, n);
        if (at == n)
            return refuse_unknown(e, given->name, params, n);
        if (!read_value(&out[at], e, &params[at], given))
            return false;
    }
    for (size_t i = 0; i < e->n_variables; i++) {
        const pcs_http_param *given = &e->variables[i];
        size_t at = find(given->name, true, params, n);
        if (at < n && !read_value(&out[at], e, &params[at], given))
            return false;
    }
    return true;
}
