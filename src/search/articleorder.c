/* articleorder.c - which articles come first, by what their texts say */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "search/articlegroups.h"

/*
 * Of the best candidates, those in which the query's words stand together come
 * before those that are level with them. Reading all of their texts would cost
 * more than the rest of the search. But the candidates come in their order: of
 * an article, the first that is found to be so is its best of those that are
 * level, and where one follows that is not level with them, the order of all
 * before it is known.
 */

/* What is known of a group in one walk over its candidates. */
typedef struct progress {
    size_t first, latest; /* candidates of it that were seen */
    size_t n;             /* how many */
    size_t before;        /* of them: not level with the latest */
    size_t together;      /* of those that are */
} progress;

typedef struct ordering {
    pcs_session *s;
    progress *groups;  /* by number */
    size_t *of;        /* by candidate: the number of its group */
    bool *is_read;     /* likewise: what its text says is known */
    size_t enough;     /* how many of a group have to have their place */
    size_t n_wanted;   /* and of how many groups */
    bool all;          /* of whichever groups come first, */
    bool heads, shown; /* of those with heads, or with a number */
} ordering;

static void end(ordering *o)
{
    free(o->groups);
    free(o->of);
    free(o->is_read);
}

static pcs_status begin(ordering *o, pcs_session *s, pcs_error *err)
{
    *o = (ordering){.s = s,
                    .groups = calloc(s->groups->n + 1, sizeof *o->groups),
                    .of = calloc(s->top.len + 1, sizeof *o->of),
                    .is_read = calloc(s->top.len + 1, sizeof *o->is_read)};
    pcs_status status =
        o->groups && o->of && o->is_read ? PCS_OK : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < s->top.len; i++) {
        pcs_article_group *group;
        status = pcs_article_group_of(&group, s, &s->top.items[i], err);
        if (status == PCS_OK)
            o->of[i] = (size_t)(group - s->groups->items);
    }
    return status;
}

static bool is_wanted(const ordering *o, size_t i)
{
    const pcs_article_group *group = &o->s->groups->items[o->of[i]];
    const progress *p = &o->groups[o->of[i]];
    return !o->is_read[i] && p->before + p->together < o->enough &&
           (o->all || (o->heads && group->head) ||
            (o->shown && group->number != SIZE_MAX));
}

static pcs_status read_text(ordering *o, size_t i, pcs_error *err)
{
    pcs_candidate *c = &o->s->top.items[i];
    pcs_status status = pcs_session_check_together(o->s, c, err);
    o->is_read[i] = true;
    if (status == PCS_OK && !c->is_apart)
        pcs_article_group_put(&o->s->groups->items[o->of[i]], c);
    return status;
}

/* Sees candidate i, the level of which begins with `level`. */
static void see(progress *p, size_t i, size_t level)
{
    if (p->n == 0)
        p->first = i;
    if (p->n > 0 && p->latest < level) {
        p->before = p->n;
        p->together = 0;
    }
    p->n++;
    p->latest = i;
}

static pcs_status walk(ordering *o, pcs_error *err)
{
    const pcs_top *top = &o->s->top;
    size_t level = 0, seen = 0, settled = 0;
    pcs_status status = PCS_OK;
    memset(o->groups, 0, (o->s->groups->n + 1) * sizeof *o->groups);
    for (size_t i = 0;
         status == PCS_OK && i < top->len && settled < o->n_wanted; i++) {
        progress *p = &o->groups[o->of[i]];
        if (!pcs_candidate_is_level(&top->items[i], &top->items[level])) {
            level = i;
            settled = seen;
            if (settled >= o->n_wanted)
                break;
        }
        seen += p->n == 0;
        see(p, i, level);
        if (is_wanted(o, i))
            status = read_text(o, i, err);
        if (!top->items[i].is_apart && p->together++ == 0 && p->first >= level)
            settled++;
    }
    return status;
}

pcs_status pcs_article_order(pcs_session *s, size_t n_wanted, pcs_error *err)
{
    ordering o;
    pcs_status status = begin(&o, s, err);
    o.enough = 1;
    o.all = true;
    o.n_wanted = n_wanted;
    if (status == PCS_OK)
        status = walk(&o, err);
    o.all = false;
    o.heads = true;
    o.n_wanted = SIZE_MAX;
    if (status == PCS_OK && s->heads && s->heads->n)
        status = walk(&o, err);
    end(&o);
    return status;
}

pcs_status pcs_article_order_more(pcs_session *s, pcs_error *err)
{
    ordering o;
    pcs_status status = begin(&o, s, err);
    o.enough = PCS_ARTICLE_SEGMENTS_MAX;
    o.shown = true;
    o.n_wanted = SIZE_MAX;
    for (size_t i = 0; status == PCS_OK && i < s->top.len; i++)
        o.is_read[i] = !s->top.items[i].is_apart;
    if (status == PCS_OK)
        status = walk(&o, err);
    end(&o);
    return status;
}
