/* completeplaces.c - titles and headings that complete what is typed */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/completeplaces.h"

#include <stdlib.h>
#include <string.h>

#include "search/contexts.h"
#include "search/headmarks.h"
#include "search/headmatch.h"
#include "search/hits.h"

/* Of what is typed at first, most of a collection is a match, and the words of
 * a few say enough of it. */
#define READ_MAX ((size_t)512)

/* A title or a heading that has all words. */
typedef struct place {
    uint32_t head;
    uint32_t len; /* of its joined text */
    uint16_t shelf;
    uint8_t tier;
    bool is_inside; /* it does not begin with what was typed */
} place;

/* The best that were found, and some more. */
typedef struct places {
    place *items;
    size_t n, cap;
    size_t max;     /* are wanted */
    bool is_sorted; /* the first max are the best so far */
} places;

typedef struct completing {
    pcs_suggestion_list *list;
    pcs_suggestion *items;
    pcs_session *session;
    pcs_buffer typed; /* joined, of UChar */
    places titles, headings;
} completing;

static int compare(const void *a, const void *b)
{
    const place *x = a, *y = b;
    if (x->is_inside != y->is_inside)
        return x->is_inside ? 1 : -1;
    if (x->tier != y->tier)
        return x->tier < y->tier ? -1 : 1;
    if (x->len != y->len)
        return x->len < y->len ? -1 : 1;
    if (x->shelf != y->shelf)
        return x->shelf < y->shelf ? -1 : 1;
    return (x->head > y->head) - (x->head < y->head);
}

static void keep_best(places *list)
{
    if (list->n)
        qsort(list->items, list->n, sizeof *list->items, compare);
    if (list->n >= list->max) {
        list->n = list->max;
        list->is_sorted = true;
    }
}

static pcs_status add_place(places *list, const place *one, pcs_error *err)
{
    if (list->is_sorted && compare(one, &list->items[list->max - 1]) > 0)
        return PCS_OK;
    if (list->n / 4 > list->max + 16)
        keep_best(list);
    if (!PCS_ARRAY_RESERVE(list->items, list->cap, list->n + 1))
        return pcs_error_nomem(err);
    list->items[list->n++] = *one;
    return PCS_OK;
}

static bool begins(const uint16_t *text, size_t len, const pcs_buffer *typed)
{
    return typed->len > 0 && len * sizeof *text >= typed->len &&
           memcmp(text, typed->data, typed->len) == 0;
}

static pcs_status add_places(places *list, const completing *c,
                             const pcs_heads *heads, size_t shelf, size_t first,
                             size_t last, const pcs_tiers *tiers,
                             pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t head = first; status == PCS_OK && head < last; head++) {
        size_t len;
        if (!tiers[head - first])
            continue;
        const uint16_t *text = pcs_heads_text(heads, head, &len);
        place one = {.head = (uint32_t)head,
                     .len = (uint32_t)len,
                     .shelf = (uint16_t)shelf,
                     .tier = tiers[head - first],
                     .is_inside = !begins(text, len, &c->typed)};
        if (len)
            status = add_place(list, &one, err);
    }
    return status;
}

/* Whether each word is needed, so that it is looked for where the words before
 * it are. */
static bool is_plain(const pcs_node *root)
{
    bool all = root->kind == PCS_NODE_AND || root->kind == PCS_NODE_TERM;
    for (const pcs_node *k = root->child; all && k; k = k->next)
        all = k->kind == PCS_NODE_TERM;
    return all;
}

static pcs_status match_term(pcs_tiers *out, const pcs_head_range *range,
                             pcs_matching *m, size_t i, pcs_error *err)
{
    const pcs_term *t = &m->terms[i];
    /* What folds to nothing would have each text read. */
    if (t->kind == PCS_TERM_KIND_RAW || t->node->side != PCS_SIDE_LOCAL ||
        !pcs_matching_wants(m, t->node))
        return PCS_OK;
    return pcs_head_range_match(out, range, m, t, m->n_terms > 1, err);
}

/* Where a word is missing, nothing is left; else the weakest counts. */
static void narrow(pcs_tiers *tiers, const pcs_tiers *one, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        pcs_tiers weaker = one[i] > tiers[i] ? one[i] : tiers[i];
        tiers[i] = one[i] && tiers[i] ? weaker : 0;
    }
}

static pcs_status match_plain(pcs_tiers *tiers, pcs_head_range range,
                              pcs_matching *m, pcs_error *err)
{
    size_t n = range.last - range.first;
    pcs_tiers *one = malloc(n + 1);
    pcs_status status = one ? PCS_OK : pcs_error_nomem(err);
    range.limit = tiers;
    for (size_t i = 0; status == PCS_OK && i < m->n_terms; i++) {
        if (m->terms[i].node->is_dropped)
            continue;
        memset(one, 0, n + 1);
        status = match_term(one, &range, m, i, err);
        if (status == PCS_OK)
            narrow(tiers, one, n);
    }
    free(one);
    return status;
}

static pcs_status match_tree(pcs_tiers *tiers, pcs_head_range range,
                             pcs_matching *m, const pcs_node *root,
                             pcs_error *err)
{
    size_t n = range.last - range.first;
    pcs_tiers **each = calloc(m->n_terms + 1, sizeof *each);
    pcs_contexts contexts = {.m = m, .n = n, .direct = each};
    pcs_tiers *all = malloc(n + 1);
    pcs_status status = each && all ? PCS_OK : pcs_error_nomem(err);
    range.limit = tiers;
    for (size_t i = 0; status == PCS_OK && i < m->n_terms; i++) {
        each[i] = calloc(n + 1, 1);
        status = each[i] ? match_term(each[i], &range, m, i, err)
                         : pcs_error_nomem(err);
    }
    if (status == PCS_OK)
        status = pcs_contexts_match(all, &contexts, root, err);
    if (status == PCS_OK)
        narrow(tiers, all, n);
    for (size_t i = 0; each && i < m->n_terms; i++)
        free(each[i]);
    free(each);
    free(all);
    return status;
}

static pcs_status find(places *out, const completing *c, pcs_matching *m,
                       size_t shelf, bool is_title, pcs_error *err)
{
    const pcs_head_index *index;
    const pcs_node *root = c->session->query.root;
    if (out->max == 0)
        return PCS_OK;
    pcs_status status = pcs_shelf_head_index(&index, m->shelf, err);
    if (status != PCS_OK)
        return status;
    const pcs_heads *h = &index->heads;
    pcs_head_range range = {.first = is_title ? 0 : h->n,
                            .last = is_title ? h->n : h->n + h->n_headings,
                            .n_read_max = READ_MAX};
    pcs_tiers *tiers = malloc(range.last - range.first + 1);
    if (!tiers)
        return pcs_error_nomem(err);
    for (size_t i = range.first; i < range.last; i++)
        tiers[i - range.first] =
            index->repeats[i] ? PCS_TIER_NONE : PCS_TIER_WORD;
    status = is_plain(root) ? match_plain(tiers, range, m, err)
                            : match_tree(tiers, range, m, root, err);
    if (status == PCS_OK)
        status =
            add_places(out, c, h, shelf, range.first, range.last, tiers, err);
    free(tiers);
    return status;
}

static pcs_status fetch_marks(pcs_suggestion *out, pcs_arena *arena,
                              const pcs_matching *m, size_t len, pcs_error *err)
{
    pcs_marks marks = {NULL, 0, 0};
    pcs_status status = pcs_head_marks_find(&marks, m, out->text, len, err);
    if (status == PCS_OK && marks.len) {
        size_t size = marks.len * sizeof *marks.items;
        pcs_mark *copy = pcs_arena_alloc(arena, size);
        if (copy)
            memcpy(copy, marks.items, size);
        else
            status = pcs_error_nomem(err);
        out->marks = copy;
        out->n_marks = copy ? marks.len : 0;
    }
    free(marks.items);
    return status;
}

static pcs_status fetch_text(pcs_suggestion *out, size_t *len, pcs_arena *arena,
                             const pcs_partition *p, pcs_string_ref ref,
                             pcs_error *err)
{
    const char *text;
    pcs_status status = pcs_partition_string(&text, len, p, ref, err);
    if (status == PCS_OK && !(out->text = pcs_arena_copy(arena, text, *len)))
        status = pcs_error_nomem(err);
    return status;
}

static pcs_status fetch_title(pcs_suggestion *out, size_t *len,
                              pcs_arena *arena, const pcs_partition *p,
                              uint32_t article, pcs_error *err)
{
    const pcs_article_record *record;
    pcs_status status = pcs_partition_article(&record, p, article, err);
    out->kind = PCS_SUGGESTION_TITLE;
    out->segments = 1;
    if (status == PCS_OK)
        status = fetch_text(out, len, arena, p, record->title, err);
    return status == PCS_OK
               ? pcs_article_place(&out->place, arena, p, article, err)
               : status;
}

static pcs_status fetch_heading(pcs_suggestion *out, size_t *len,
                                pcs_arena *arena, const pcs_partition *p,
                                const pcs_heading_record *heading,
                                pcs_error *err)
{
    const pcs_segment_record *record;
    pcs_status status =
        pcs_partition_segment(&record, p, heading->segment, err);
    out->kind = PCS_SUGGESTION_HEADING;
    out->segments = heading->n;
    if (status == PCS_OK)
        status = fetch_text(out, len, arena, p, record->heading, err);
    return status == PCS_OK
               ? pcs_place_fetch(&out->place, arena, p, heading->segment, err)
               : status;
}

static pcs_status fetch(pcs_suggestion *out, completing *c, const place *from,
                        pcs_error *err)
{
    const pcs_matching *m = &c->session->matchings[from->shelf];
    const pcs_partition *p = &m->shelf->partition;
    const pcs_heads *h = &m->shelf->heads->heads;
    pcs_arena *arena = &c->list->arena;
    size_t len = 0;
    *out = (pcs_suggestion){.locale = m->shelf->locale};
    pcs_status status =
        from->head < h->n
            ? fetch_title(out, &len, arena, p, from->head / PCS_HEAD_KINDS, err)
            : fetch_heading(out, &len, arena, p,
                            &h->headings[from->head - h->n], err);
    return status == PCS_OK ? fetch_marks(out, arena, m, len, err) : status;
}

static pcs_status take(completing *c, places *list, pcs_error *err)
{
    pcs_status status = PCS_OK;
    keep_best(list);
    for (size_t i = 0; status == PCS_OK && i < list->n && i < list->max; i++)
        status = fetch(&c->items[c->list->len++], c, &list->items[i], err);
    return status;
}

/* A text is words, the last the beginning of one unless a space follows. */
static pcs_status start(pcs_session *s, const char *text, size_t len,
                        pcs_error *err)
{
    pcs_node *last = NULL;
    pcs_status status = pcs_session_parse(s, text, len, err);
    if (status != PCS_OK || !s->query.root)
        return status;
    pcs_node *root = s->query.root;
    if (root->kind == PCS_NODE_TERM)
        last = root;
    for (pcs_node *c = root->child; c; c = c->next)
        last = c;
    if (last && last->kind == PCS_NODE_TERM && len &&
        (unsigned char)text[len - 1] > ' ')
        last->is_prefix = true;
    return pcs_session_prepare(s, err);
}

static pcs_status find_all(completing *c, pcs_error *err)
{
    pcs_session *s = c->session;
    const pcs_manifest *manifest = &s->searcher->manifest;
    pcs_status status = PCS_OK;
    for (size_t i = 0;
         status == PCS_OK && s->query.root && i < manifest->n_locales; i++) {
        pcs_matching *m;
        if (!pcs_session_wants(s, manifest->locales[i].locale))
            continue;
        status = pcs_session_matching(&m, s, i, err);
        if (status == PCS_OK)
            status = find(&c->titles, c, m, i, true, err);
        if (status == PCS_OK)
            status = find(&c->headings, c, m, i, false, err);
    }
    if (status == PCS_OK)
        status = take(c, &c->titles, err);
    return status == PCS_OK ? take(c, &c->headings, err) : status;
}

/* What was typed, as the texts of heads stand. */
static pcs_status join(completing *c, const char *text, size_t len,
                       pcs_error *err)
{
    const pcs_analysis *a;
    pcs_status status = pcs_analyze(&a, c->session->searcher->analyzer, text,
                                    len, PCS_ANALYZE_JOINED, err);
    if (status != PCS_OK)
        return status;
    pcs_buffer_append(&c->typed, a->joined.text,
                      a->joined.len * sizeof *a->joined.text);
    return pcs_buffer_status(&c->typed, err);
}

pcs_status pcs_complete_places(pcs_suggestion_list *list, pcs_suggestion *items,
                               pcs_session *session, const char *text,
                               size_t len, const pcs_complete_options *o,
                               pcs_error *err)
{
    completing c = {.list = list,
                    .items = items,
                    .session = session,
                    .titles = {.max = o->titles},
                    .headings = {.max = o->headings}};
    pcs_status status = join(&c, text, len, err);
    if (status == PCS_OK)
        status = start(session, text, len, err);
    if (status == PCS_OK)
        status = find_all(&c, err);
    free(c.titles.items);
    free(c.headings.items);
    pcs_buffer_dispose(&c.typed);
    return status;
}
