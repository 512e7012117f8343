/* selection.c - which segments a report looks at */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/selection.h"

#include <stdlib.h>
#include <strings.h>

#include "search/attributes.h"
#include "search/occurrences.h"
#include "search/tree.h"

void pcs_selections_free(pcs_selection *list, size_t n)
{
    for (size_t i = 0; list && i < n; i++) {
        free(list[i].segments);
        free(list[i].human);
        free(list[i].live);
        free(list[i].is_human);
        free(list[i].chosen);
    }
    free(list);
}

/* A byte for each article: whether a person translated it. */
static pcs_status find_human(uint8_t **out, const pcs_partition *p,
                             pcs_error *err)
{
    pcs_attributes t = {0};
    pcs_status status = pcs_attributes_init(&t, p, err);
    *out = calloc(p->n_articles + 1, 1);
    if (!*out)
        status = pcs_error_nomem(err);
    for (uint32_t i = 0; status == PCS_OK && i < p->n_articles; i++) {
        const char *text;
        size_t len;
        status = pcs_attributes_read(&t, i, PCS_FIELD_TYPE, err);
        if (status != PCS_OK || t.n_values == 0)
            continue;
        status = pcs_partition_string(&text, &len, p, t.values[0], err);
        (*out)[i] =
            status == PCS_OK && len == 2 && strncasecmp(text, "ht", 2) == 0;
    }
    pcs_attributes_dispose(&t);
    return status;
}

static pcs_status count_unit(pcs_selection *s, const pcs_partition *p,
                             uint32_t unit, pcs_error *err)
{
    const uint32_t *articles;
    size_t n;
    pcs_status status =
        pcs_partition_unit_articles(&articles, &n, p, unit, err);
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        if (s->live && !s->live[p->units[unit].first + i])
            continue;
        s->segments[unit]++;
        if (articles[i] < p->n_articles)
            s->human[unit] += s->is_human[articles[i]];
    }
    return status;
}

static pcs_status count(pcs_selection *s, const pcs_partition *p,
                        pcs_error *err)
{
    s->segments = calloc(p->n_units + 1, sizeof *s->segments);
    s->human = calloc(p->n_units + 1, sizeof *s->human);
    pcs_status status = find_human(&s->is_human, p, err);
    if (!s->segments || !s->human)
        status = pcs_error_nomem(err);
    for (uint32_t u = 0; status == PCS_OK && u < p->n_units; u++)
        status = count_unit(s, p, u, err);
    return status;
}

/* A query in two: what is of articles alone, and the rest. */
typedef struct halves {
    pcs_node articles, words;
} halves;

static bool is_of_articles(const pcs_node *node)
{
    if (node->kind == PCS_NODE_FILTER)
        return node->field != PCS_FIELD_HEADING && node->field != PCS_FIELD_ID;
    bool all = node->kind != PCS_NODE_TERM;
    for (const pcs_node *c = node->child; all && c; c = c->next)
        all = is_of_articles(c);
    return all;
}

/* Takes the children of an AND apart; it has none then. */
static void halve(halves *out, pcs_node *root)
{
    *out = (halves){{.kind = PCS_NODE_AND}, {.kind = PCS_NODE_AND}};
    bool is_list = root->kind == PCS_NODE_AND;
    pcs_node *next;
    for (pcs_node *c = is_list ? root->child : root; c; c = next) {
        next = is_list ? c->next : NULL;
        c->next = NULL;
        pcs_node_append(is_of_articles(c) ? &out->articles : &out->words, c);
    }
    pcs_node_complete(&out->articles);
    pcs_node_complete(&out->words);
}

static pcs_status select_shelf(pcs_selection *out, pcs_session *s, halves *h,
                               size_t i, pcs_error *err)
{
    pcs_matching *m;
    pcs_tiers *units = NULL;
    pcs_status status = pcs_session_matching(&m, s, i, err);
    if (status == PCS_OK && h->articles.child) {
        status = pcs_match_units(&units, m, &h->articles, err);
        out->live = m->live;
        m->live = NULL;
        free(units);
    }
    if (status == PCS_OK && h->words.child)
        status = pcs_match_units(&out->chosen, m, &h->words, err);
    return status;
}

pcs_status pcs_selections_make(pcs_selection **out, pcs_session *s,
                               pcs_error *err)
{
    const pcs_manifest *m = &s->searcher->manifest;
    halves h = {{.child = NULL}, {.child = NULL}};
    pcs_status status = PCS_OK;
    *out = calloc(m->n_locales + 1, sizeof **out);
    if (!*out)
        return pcs_error_nomem(err);
    if (s->query.root)
        halve(&h, s->query.root);
    for (size_t i = 0; status == PCS_OK && i < m->n_locales; i++) {
        pcs_shelf *shelf;
        if (!pcs_session_wants(s, m->locales[i].locale))
            continue;
        (*out)[i].is_wanted = true;
        status = pcs_searcher_shelf(&shelf, s->searcher, i, err);
        if (status == PCS_OK)
            status = select_shelf(&(*out)[i], s, &h, i, err);
        if (status == PCS_OK)
            status = count(&(*out)[i], &shelf->partition, err);
    }
    if (status != PCS_OK) {
        pcs_selections_free(*out, m->n_locales);
        *out = NULL;
    }
    return status;
}
