/* complete.c - what a reader who is still typing may be looking for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/complete.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "search/completeterms.h"
#include "search/contexts.h"
#include "search/headmarks.h"
#include "search/headmatch.h"
#include "search/hits.h"
#include "search/session.h"

/* Of what is typed at first, most of a collection is a match. */
#define PLACES_MAX ((size_t)4096)
/* Headings of a locale that are read. */
#define HEADINGS_MAX ((size_t)128)
/* The beginning of more words than that says nothing of headings yet. */
#define PREFIX_WORDS_MAX ((size_t)40)
/* Other readings of unfinished Hangul. */
#define READINGS_MAX ((size_t)2)

/* A title or a heading that has all words. */
typedef struct place {
    const char *text; /* borrowed from the partition */
    size_t len;
    uint16_t shelf;
    uint32_t number; /* of the article, or of the segment */
    uint8_t tier;
    bool is_inside; /* it does not begin with what was typed */
    uint64_t count;
} place;

typedef struct places {
    place *items;
    size_t n, cap;
} places;

typedef struct completing {
    pcs_suggestion_list *list;
    pcs_suggestion *items;
    pcs_session *session;
    const pcs_complete_options *options;
    pcs_buffer folded; /* what was typed, folded */
    places titles, headings;
} completing;

/* Appends a folded text in UTF-8, as far as it is compared. */
static pcs_status fold(pcs_buffer *out, pcs_analyzer *analyzer,
                       const char *text, size_t len, pcs_error *err)
{
    const pcs_analysis *a;
    pcs_status status = pcs_analyze(&a, analyzer, text, len, 0, err);
    for (size_t i = 0; status == PCS_OK && i < a->folded.len;) {
        char bytes[4];
        uint32_t u = (uint32_t)pcs_unit_next(a->folded.text, &i, a->folded.len);
        if ((u & 0xFFFFF800u) == 0xD800u)
            u = PCS_REPLACEMENT;
        pcs_buffer_append(out, bytes, pcs_utf8_put(bytes, u));
    }
    return status == PCS_OK ? pcs_buffer_status(out, err) : status;
}

static pcs_status add_place(places *list, const completing *c, place one,
                            pcs_error *err)
{
    pcs_buffer folded = {0};
    const pcs_buffer *typed = &c->folded;
    if (one.len == 0 || list->n >= PLACES_MAX)
        return PCS_OK;
    if (!PCS_ARRAY_RESERVE(list->items, list->cap, list->n + 1))
        return pcs_error_nomem(err);
    /* Twice what was typed is enough to see how the text begins. */
    size_t cut = pcs_utf8_cut(one.text, one.len, 3 * typed->len + 16);
    pcs_status status =
        fold(&folded, c->session->searcher->analyzer, one.text, cut, err);
    one.is_inside = folded.len < typed->len || typed->len == 0 ||
                    memcmp(folded.data, typed->data, typed->len) != 0;
    pcs_buffer_dispose(&folded);
    if (status == PCS_OK)
        list->items[list->n++] = one;
    return status;
}

static pcs_status find_titles(completing *c, pcs_matching *m, size_t shelf,
                              pcs_error *err)
{
    const pcs_partition *p = &m->shelf->partition;
    pcs_session *s = c->session;
    size_t n_terms = s->query.n_terms;
    pcs_tiers **heads = calloc(n_terms + 1, sizeof *heads);
    pcs_tiers *tiers = calloc(p->n_articles + 1, 1);
    pcs_status status = heads && tiers ? PCS_OK : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < n_terms; i++) {
        heads[i] = calloc(PCS_HEAD_KINDS * p->n_articles + 1, 1);
        status = heads[i] ? pcs_heads_match(heads[i], m, &s->terms[i],
                                            n_terms > 1, err)
                          : pcs_error_nomem(err);
    }
    pcs_contexts contexts = {
        .m = m, .n = p->n_articles, .parts = PCS_CONTEXT_TITLE, .heads = heads};
    if (status == PCS_OK)
        status = pcs_contexts_match(tiers, &contexts, s->query.root, err);
    for (uint32_t a = 0; status == PCS_OK && a < p->n_articles; a++) {
        const pcs_article_record *record;
        place one = {.shelf = (uint16_t)shelf, .number = a, .count = 1};
        if (!tiers[a])
            continue;
        status = pcs_partition_article(&record, p, a, err);
        if (status == PCS_OK && record->n_segments > 0)
            status = pcs_partition_string(&one.text, &one.len, p, record->title,
                                          err);
        one.tier = tiers[a];
        if (status == PCS_OK)
            status = add_place(&c->titles, c, one, err);
    }
    for (size_t i = 0; heads && i < n_terms; i++)
        free(heads[i]);
    free(heads);
    free(tiers);
    return status;
}

/* A heading's text stands with its segment, so that none is decompressed. */
static pcs_status add_heading(completing *c, const pcs_partition *p,
                              size_t shelf, uint32_t unit, pcs_tiers tier,
                              pcs_error *err)
{
    const uint32_t *segments;
    size_t n;
    pcs_status status = pcs_partition_occurrences(&segments, &n, p, unit, err);
    place one = {.shelf = (uint16_t)shelf, .tier = tier, .count = n};
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        const pcs_segment_record *record;
        status = pcs_partition_segment(&record, p, segments[i], err);
        if (status != PCS_OK || record->place != PCS_PLACE_HEADING)
            continue;
        one.number = segments[i];
        status =
            pcs_partition_string(&one.text, &one.len, p, record->heading, err);
        return status == PCS_OK ? add_place(&c->headings, c, one, err) : status;
    }
    return status;
}

/* A unit that may be shown: the lower its key the rather. */
typedef struct choice {
    uint64_t key;
    uint32_t unit;
    pcs_tiers tier;
} choice;

static int compare_choices(const void *a, const void *b)
{
    const choice *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

/* Of many headings those with the best tiers and the fewest words are read. */
static pcs_status choose_headings(completing *c, const pcs_partition *p,
                                  size_t shelf, const pcs_tiers *tiers,
                                  pcs_error *err)
{
    choice *choices = NULL;
    size_t n = 0, cap = 0;
    pcs_status status = PCS_OK;
    for (uint32_t u = 0; status == PCS_OK && u < p->n_units; u++) {
        if (!tiers[u])
            continue;
        if (!PCS_ARRAY_RESERVE(choices, cap, n + 1))
            status = pcs_error_nomem(err);
        else
            choices[n++] = (choice){
                (uint64_t)tiers[u] << 32 | p->units[u].words, u, tiers[u]};
    }
    if (status == PCS_OK && n)
        qsort(choices, n, sizeof *choices, compare_choices);
    for (size_t i = 0; status == PCS_OK && i < n && i < HEADINGS_MAX; i++)
        status =
            add_heading(c, p, shelf, choices[i].unit, choices[i].tier, err);
    free(choices);
    return status;
}

/* Whether the word in work may still become anything. */
static pcs_status is_vague(bool *out, const completing *c,
                           const pcs_partition *p, pcs_error *err)
{
    *out = false;
    for (size_t i = 0; i < c->session->query.n_terms; i++) {
        const pcs_term *t = &c->session->terms[i];
        pcs_lexicon_range range;
        if (t->kind != PCS_TERM_KIND_PREFIX)
            continue;
        pcs_status status = pcs_lexicon_prefix(
            &range, &p->words, t->folded.data, t->folded.len, err);
        if (status != PCS_OK)
            return status;
        *out = *out || range.last - range.first > PREFIX_WORDS_MAX;
    }
    return PCS_OK;
}

static pcs_status find_headings(completing *c, pcs_matching *m, size_t shelf,
                                pcs_error *err)
{
    const pcs_partition *p = &m->shelf->partition;
    bool vague = false;
    pcs_status status = is_vague(&vague, c, p, err);
    if (status != PCS_OK || vague)
        return status;
    pcs_tiers *tiers = NULL, *limit = malloc(p->n_units + 1);
    status = limit ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = pcs_tables_check(p->tables, p->units,
                                  (p->n_units + 1) * sizeof *p->units, err);
    for (size_t u = 0; status == PCS_OK && u < p->n_units; u++)
        limit[u] = p->units[u].flags & PCS_UNIT_HEADING ? PCS_TIER_WORD
                                                        : PCS_TIER_NONE;
    if (status == PCS_OK)
        status = pcs_match(&tiers, m, c->session->query.root, limit, err);
    if (status == PCS_OK)
        status = choose_headings(c, p, shelf, tiers, err);
    free(tiers);
    free(limit);
    return status;
}

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
    return (x->number > y->number) - (x->number < y->number);
}

/* Whether two texts are the same but for case. */
static bool is_same(completing *c, const place *a, const char *text,
                    const char *locale, pcs_status *status, pcs_error *err)
{
    const pcs_searcher *s = c->session->searcher;
    pcs_buffer one = {0}, other = {0};
    if (strcmp(s->shelves[a->shelf].locale, locale) != 0)
        return false;
    *status = fold(&one, s->analyzer, a->text, a->len, err);
    if (*status == PCS_OK)
        *status = fold(&other, s->analyzer, text, strlen(text), err);
    bool same = *status == PCS_OK && one.len == other.len && one.len > 0 &&
                memcmp(one.data, other.data, one.len) == 0;
    pcs_buffer_dispose(&one);
    pcs_buffer_dispose(&other);
    return same;
}

static pcs_status fetch(pcs_suggestion *out, completing *c, const place *from,
                        bool is_title, pcs_error *err)
{
    const pcs_matching *m = &c->session->matchings[from->shelf];
    const pcs_partition *p = &m->shelf->partition;
    pcs_arena *arena = &c->list->arena;
    pcs_marks marks = {NULL, 0, 0};
    *out = (pcs_suggestion){.kind = is_title ? PCS_SUGGESTION_TITLE
                                             : PCS_SUGGESTION_HEADING,
                            .locale = m->shelf->locale,
                            .segments = from->count};
    out->text = pcs_arena_copy(arena, from->text, from->len);
    pcs_status status = out->text ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK)
        status =
            is_title
                ? pcs_article_place(&out->place, arena, p, from->number, err)
                : pcs_place_fetch(&out->place, arena, p, from->number, err);
    if (status == PCS_OK)
        status = pcs_head_marks_find(&marks, m, out->text, from->len, err);
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

/* The best of a kind, each text of a locale once. */
static pcs_status take(completing *c, places *list, size_t max, bool is_title,
                       pcs_error *err)
{
    size_t first = c->list->len;
    pcs_status status = PCS_OK;
    if (list->n)
        qsort(list->items, list->n, sizeof *list->items, compare);
    for (size_t i = 0;
         status == PCS_OK && i < list->n && c->list->len - first < max; i++) {
        bool is_new = true;
        for (size_t j = first; status == PCS_OK && is_new && j < c->list->len;
             j++)
            is_new = !is_same(c, &list->items[i], c->items[j].text,
                              c->items[j].locale, &status, err);
        if (status == PCS_OK && is_new)
            status = fetch(&c->items[c->list->len++], c, &list->items[i],
                           is_title, err);
    }
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

/* Whether so little was typed that headings are no help yet. */
static bool is_too_short(const pcs_buffer *folded)
{
    return folded->len < 2;
}

/* Titles and headings for one reading of what was typed. */
static pcs_status find_places(completing *c, const char *text, size_t len,
                              pcs_error *err)
{
    const pcs_complete_options *o = c->options;
    pcs_session *s = c->session;
    const pcs_manifest *manifest = &s->searcher->manifest;
    pcs_status status = fold(&c->folded, s->searcher->analyzer, text, len, err);
    if (status == PCS_OK)
        status = start(s, text, len, err);
    for (size_t i = 0;
         status == PCS_OK && s->query.root && i < manifest->n_locales; i++) {
        pcs_matching *m;
        if (!pcs_session_wants(s, manifest->locales[i].locale))
            continue;
        status = pcs_session_matching(&m, s, i, err);
        if (status == PCS_OK && o->titles)
            status = find_titles(c, m, i, err);
        if (status == PCS_OK && o->headings && !is_too_short(&c->folded))
            status = find_headings(c, m, i, err);
    }
    if (status == PCS_OK)
        status = take(c, &c->titles, o->titles, true, err);
    return status == PCS_OK ? take(c, &c->headings, o->headings, false, err)
                            : status;
}

static void dispose(completing *c)
{
    free(c->titles.items);
    free(c->headings.items);
    pcs_buffer_dispose(&c->folded);
}

/* One reading: the text as it stands, or with a word in place of its last. */
static pcs_status read(pcs_suggestion_list *list, pcs_suggestion *items,
                       pcs_searcher *searcher, const char *text, size_t len,
                       const pcs_complete_options *o,
                       const pcs_search_options *search, pcs_error *err)
{
    pcs_results results = {0};
    pcs_session session = {
        .searcher = searcher, .options = search, .results = &results};
    completing c = {
        .list = list, .items = items, .session = &session, .options = o};
    pcs_status status = find_places(&c, text, len, err);
    dispose(&c);
    pcs_session_dispose(&session);
    pcs_arena_dispose(&results.arena);
    return status;
}

/* Unfinished Hangul stands nowhere: what it is most often the beginning of. */
static pcs_status read_unfinished(pcs_suggestion_list *list,
                                  pcs_suggestion *items, pcs_searcher *searcher,
                                  const char *text, size_t len,
                                  const pcs_complete_options *o,
                                  const pcs_search_options *search,
                                  pcs_error *err)
{
    pcs_completions found;
    pcs_search_options by = *search;
    if (len == 0 || (unsigned char)text[len - 1] < 0x80)
        return PCS_OK;
    by.limit = READINGS_MAX;
    pcs_status status = pcs_suggest(&found, searcher, text, len, &by, err);
    if (status != PCS_OK)
        return status;
    for (size_t i = 0; status == PCS_OK && list->len == 0 && i < found.len; i++)
        status = read(list, items, searcher, found.items[i],
                      strlen(found.items[i]), o, search, err);
    pcs_completions_dispose(&found);
    return status;
}

pcs_status pcs_complete(pcs_suggestion_list *list, pcs_searcher *searcher,
                        const char *text, size_t len,
                        const pcs_complete_options *o, pcs_error *err)
{
    pcs_search_options search = PCS_SEARCH_OPTIONS_INIT;
    pcs_session session = {.searcher = searcher, .options = &search};
    pcs_buffer mended = {0};
    search.locales = o->locales;
    search.n_locales = o->n_locales;
    search.is_plain = true;
    search.limit = 0;
    memset(list, 0, sizeof *list);
    size_t room = o->titles + o->headings + o->terms;
    pcs_suggestion *items =
        pcs_arena_alloc(&list->arena, room * sizeof *items + 1);
    pcs_status status = items ? PCS_OK : pcs_error_nomem(err);
    list->items = items;
    if (status == PCS_OK)
        status = pcs_session_check_locales(&session, err);
    pcs_utf8_repair(&mended, text,
                    pcs_utf8_cut(text, len, PCS_QUERY_BYTES_MAX));
    if (status == PCS_OK)
        status = pcs_buffer_status(&mended, err);
    /* Scripts with spaces have words; of others, a part may be what is typed.
     */
    bool has_parts = false;
    for (size_t i = 0; i < mended.len; i++)
        has_parts = has_parts || (unsigned char)mended.data[i] >= 0xE0;
    search.lowest = has_parts ? PCS_TIER_PART : PCS_TIER_STEM;
    const char *typed = mended.data ? mended.data : "";
    if (status == PCS_OK && o->titles + o->headings)
        status =
            read(list, items, searcher, typed, mended.len, o, &search, err);
    if (status == PCS_OK && list->len == 0 && o->titles + o->headings)
        status = read_unfinished(list, items, searcher, typed, mended.len, o,
                                 &search, err);
    if (status == PCS_OK)
        status = pcs_complete_terms(list, items, o->terms, searcher, typed,
                                    mended.len, &search, o->want_counts, err);
    pcs_buffer_dispose(&mended);
    if (status != PCS_OK)
        pcs_suggestion_list_dispose(list);
    return status;
}

void pcs_suggestion_list_dispose(pcs_suggestion_list *list)
{
    pcs_arena_dispose(&list->arena);
    memset(list, 0, sizeof *list);
}
