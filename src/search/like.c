/* like.c - the segments that are nearest to a sentence */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/like.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "search/also.h"
#include "search/hits.h"
#include "search/likemarks.h"
#include "search/occurrences.h"
#include "base/translate.h"

static pcs_status open_shelf(pcs_like *like, size_t i, pcs_error *err)
{
    pcs_matching *m;
    const pcs_node *root = like->session.query.root;
    pcs_status status = pcs_session_matching(&m, &like->session, i, err);
    if (status == PCS_OK && root)
        status = pcs_match_units(&like->chosen[i], m, root, err);
    if (status != PCS_OK)
        return status;
    like->numbers[i] =
        calloc(m->shelf->partition.n_units + 1, sizeof *like->numbers[i]);
    if (!like->numbers[i])
        return pcs_error_nomem(err);
    for (int side = PCS_SIDE_LOCAL;
         status == PCS_OK && side <= PCS_SIDE_ENGLISH; side++)
        status =
            pcs_like_index_open(&like->indexes[2 * i + (size_t)side], m->shelf,
                                (uint16_t)i, (pcs_side)side, err);
    return status;
}

static pcs_status open(pcs_like *like, pcs_searcher *searcher, pcs_error *err)
{
    const pcs_like_options *o = like->options;
    const pcs_manifest *m = &searcher->manifest;
    pcs_session *s = &like->session;
    like->search = *o->search;
    like->search.grouping = PCS_GROUP_NONE;
    like->search.mode = PCS_MATCH_ALL;
    like->search.no_marks = like->search.no_suggestions = true;
    like->search.want_origin = true;
    *s = (pcs_session){.searcher = searcher,
                       .options = &like->search,
                       .results = &like->results};
    like->chosen = calloc(m->n_locales + 1, sizeof(pcs_tiers *));
    like->numbers = calloc(m->n_locales + 1, sizeof(uint32_t *));
    like->indexes = calloc(2 * m->n_locales + 1, sizeof *like->indexes);
    like->known = calloc(PCS_LIKE_KNOWN, sizeof *like->known);
    if (!like->chosen || !like->numbers || !like->indexes || !like->known)
        return pcs_error_nomem(err);
    pcs_status status = pcs_session_start(s, o->where ? o->where : "",
                                          o->where ? o->where_len : 0, err);
    for (size_t i = 0; status == PCS_OK && i < m->n_locales; i++)
        if (pcs_session_wants(s, m->locales[i].locale))
            status = open_shelf(like, i, err);
    return status;
}

pcs_status pcs_like_new(pcs_like **out, pcs_searcher *searcher,
                        const pcs_like_options *options, pcs_error *err)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return pcs_error_nomem(err);
    (*out)->options = options;
    pcs_status status = open(*out, searcher, err);
    if (status != PCS_OK) {
        pcs_like_free(*out);
        *out = NULL;
    }
    return status;
}

void pcs_like_free(pcs_like *like)
{
    if (!like)
        return;
    size_t n = like->session.searcher->manifest.n_locales;
    for (size_t i = 0; like->chosen && i < n; i++)
        free(like->chosen[i]);
    for (size_t i = 0; like->numbers && i < n; i++)
        free(like->numbers[i]);
    for (size_t i = 0; like->indexes && i < 2 * n; i++)
        pcs_like_index_close(&like->indexes[i]);
    free(like->chosen);
    free(like->known);
    free(like->numbers);
    free(like->indexes);
    pcs_session_dispose(&like->session);
    pcs_arena_dispose(&like->results.arena);
    pcs_like_question_dispose(&like->question);
    pcs_edit_tokens_dispose(&like->text);
    pcs_edit_work_dispose(&like->work);
    pcs_buffer_dispose(&like->canonical);
    pcs_buffer_dispose(&like->before.canonical);
    pcs_buffer_dispose(&like->after.canonical);
    pcs_buffer_dispose(&like->other);
    free(like->candidates.items);
    free(like->found);
    free(like);
}

static bool wants(const pcs_like *like, const pcs_like_index *x)
{
    pcs_like_side side = like->options->side;
    return x->shelf &&
           (side == PCS_LIKE_EITHER ||
            (side == PCS_LIKE_LOCAL) == (x->side == PCS_SIDE_LOCAL));
}

/* Bytes of texts that are compared with a sentence: a fraction of a second;
 * and to find the nearest where none matches, some milliseconds. */
#define TEXTS_MAX ((size_t)4 << 20)
#define TEXTS_NEAREST ((size_t)256 << 10)

/* Finds what matches in percent or more; of that, as many as are enough. */
static pcs_status look_for(pcs_like *like, unsigned percent, size_t enough,
                           size_t bytes, bool *is_exact, pcs_error *err)
{
    size_t n = 2 * like->session.searcher->manifest.n_locales;
    pcs_status status = PCS_OK;
    pcs_like_forget(like);
    like->percent = like->question.percent = percent;
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        if (wants(like, &like->indexes[i]))
            status =
                pcs_like_index_find(&like->candidates, &like->indexes[i],
                                    &like->question, like->chosen[i / 2], err);
    return status == PCS_OK
               ? pcs_like_compare(like, enough, bytes, is_exact, err)
               : status;
}

static int compare_found(const void *a, const void *b)
{
    const pcs_like_found *x = a, *y = b;
    if (x->percent != y->percent)
        return x->percent > y->percent ? -1 : 1;
    if (x->is_human != y->is_human)
        return x->is_human ? -1 : 1;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    if (x->shelf != y->shelf)
        return x->shelf < y->shelf ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

/* The places of the unit's segments, that of the hit first. */
static pcs_status fetch_places(pcs_hit *hit, pcs_like *like,
                               const pcs_like_found *f, pcs_arena *arena,
                               pcs_error *err)
{
    const pcs_matching *m = &like->session.matchings[f->shelf];
    pcs_occurrences o;
    size_t n =
        f->count < PCS_HIT_PLACES_MAX ? f->count : (size_t)PCS_HIT_PLACES_MAX;
    pcs_place_of *places = pcs_arena_alloc(arena, n * sizeof *places + 1);
    if (!places)
        return pcs_error_nomem(err);
    pcs_status status = pcs_occurrences_get(&o, m, f->unit, err);
    places[0] = hit->places[0];
    hit->places = places;
    hit->count = f->count;
    for (size_t i = 0; status == PCS_OK && i < o.n && hit->n_places < n; i++)
        if (o.segments[i] != f->segment && pcs_occurrences_match(&o, i))
            status = pcs_place_fetch(&places[hit->n_places++], arena,
                                     &m->shelf->partition, o.segments[i], err);
    return status;
}

/* Runs of tokens that differ. Several tokens may be of one character. */
static pcs_status make_marks(const pcs_mark **out, size_t *n_out,
                             pcs_arena *arena, const pcs_edit_tokens *t,
                             const bool *differs, pcs_error *err)
{
    size_t n = 0;
    for (size_t i = 0; i < t->len; i++)
        n += differs[i] && (i == 0 || !differs[i - 1]);
    pcs_mark *marks = pcs_arena_alloc(arena, n * sizeof *marks + 1);
    if (!marks)
        return pcs_error_nomem(err);
    n = 0;
    for (size_t i = 0; i < t->len; i++) {
        const pcs_edit_token *token = &t->items[i];
        if (!differs[i])
            continue;
        bool is_apart = n == 0 || marks[n - 1].end <= token->start;
        if (is_apart && (i == 0 || !differs[i - 1]))
            marks[n++] = (pcs_mark){token->start, token->end};
        else if (marks[n - 1].end < token->end)
            marks[n - 1].end = token->end;
    }
    *out = marks;
    *n_out = n;
    return PCS_OK;
}

static pcs_status mark(pcs_like_match *match, pcs_like *like,
                       const pcs_like_found *f, pcs_arena *arena,
                       pcs_error *err)
{
    const pcs_edit_tokens *asked = &like->question.tokens, *t = &like->text;
    pcs_hit *hit = &match->hit;
    bool is_english = match->side == PCS_SIDE_ENGLISH;
    pcs_status status = pcs_edit_tokens_make(
        &like->text, like->session.searcher->analyzer,
        is_english ? hit->english : hit->local,
        is_english ? hit->english_len : hit->local_len, err);
    if (status != PCS_OK)
        return status;
    bool *differs = malloc((asked->len + t->len + 1) * sizeof *differs);
    if (!differs)
        return pcs_error_nomem(err);
    status = pcs_edit_align(differs, differs + asked->len, &like->work, asked,
                            t, err);
    if (status == PCS_OK)
        status = make_marks(&match->missing, &match->n_missing, arena, asked,
                            differs, err);
    if (status == PCS_OK)
        status = make_marks(is_english ? &hit->english_marks : &hit->marks,
                            is_english ? &hit->n_english_marks : &hit->n_marks,
                            arena, t, differs + asked->len, err);
    if (status == PCS_OK && like->options->want_across)
        status = pcs_like_mark_across(match, like, f, t, differs + asked->len,
                                      arena, err);
    free(differs);
    return status;
}

static pcs_status fetch(pcs_like_match *match, pcs_like *like,
                        const pcs_like_found *f, pcs_arena *arena,
                        pcs_error *err)
{
    pcs_candidate c = {.score = (float)f->percent,
                       .tier = PCS_TIER_WORD,
                       .shelf = f->shelf,
                       .unit = f->unit,
                       .segment = f->segment,
                       .shown_shelf = f->shelf,
                       .shown_unit = f->unit,
                       .shown_segment = f->segment};
    *match = (pcs_like_match){
        .percent = f->percent, .side = f->side, .is_human = f->is_human};
    pcs_status status =
        pcs_session_read_hit(&match->hit, arena, &like->session, &c, err);
    if (status == PCS_OK)
        status = fetch_places(&match->hit, like, f, arena, err);
    if (status == PCS_OK && f->percent < PCS_LIKE_EQUAL)
        status = mark(match, like, f, arena, err);
    return status;
}

static pcs_status fetch_all(pcs_like_results *r, pcs_like *like, pcs_error *err)
{
    const pcs_search_options *o = &like->search;
    size_t first = o->offset < like->n_found ? o->offset : like->n_found;
    size_t n = like->n_found - first;
    n = n < o->limit ? n : o->limit;
    pcs_like_match *matches =
        pcs_arena_alloc(&r->arena, n * sizeof *matches + 1);
    pcs_status status = matches ? PCS_OK : pcs_error_nomem(err);
    r->matches = matches;
    for (; status == PCS_OK && r->n_matches < n; r->n_matches++)
        status = fetch(&matches[r->n_matches], like,
                       &like->found[first + r->n_matches], &r->arena, err);
    return status;
}

static size_t count_enough(const pcs_like *like)
{
    const pcs_search_options *o = &like->search;
    if (like->options->want_totals || o->limit > SIZE_MAX - o->offset)
        return SIZE_MAX;
    return o->limit + o->offset > 0 ? o->limit + o->offset : 1;
}

static pcs_status find(pcs_like_results *r, pcs_like *like, pcs_error *err)
{
    bool is_exact;
    unsigned least = like->options->percent;
    pcs_status status =
        look_for(like, least, count_enough(like), TEXTS_MAX, &r->is_exact, err);
    if (status == PCS_OK)
        status = pcs_like_check_context(like, err);
    for (size_t i = 0; i < like->n_found; i++)
        r->segments += like->found[i].count;
    r->pairs = like->n_found;
    /* What is nearest is worth knowing where nothing is near. */
    if (status == PCS_OK && like->n_found == 0)
        status =
            look_for(like, (least + 1) / 2, 1, TEXTS_NEAREST, &is_exact, err);
    if (status != PCS_OK || like->n_found == 0)
        return status;
    qsort(like->found, like->n_found, sizeof *like->found, compare_found);
    r->best = like->found[0].percent;
    return r->pairs ? fetch_all(r, like, err) : PCS_OK;
}

/* The sentence in well-formed UTF-8 that is not too long. */
static size_t cut(const pcs_like_sentence *s)
{
    return s->len > PCS_LIKE_BYTES_MAX
               ? pcs_utf8_cut(s->text, s->len, PCS_LIKE_BYTES_MAX)
               : s->len;
}

static pcs_status name_ignored(pcs_like_results *r, const pcs_like *like,
                               bool is_cut, pcs_error *err)
{
    const pcs_query *q = &like->session.query;
    const char **list =
        pcs_arena_alloc(&r->arena, (q->n_ignored + 2) * sizeof *list);
    char *text = pcs_arena_copy(
        &r->arena, q->ignored.len ? q->ignored.data : "", q->ignored.len);
    if (!list || !text)
        return pcs_error_nomem(err);
    r->ignored = list;
    if (is_cut)
        list[r->n_ignored++] =
            pcs_translate("what is behind 16384 bytes of the sentence");
    for (size_t i = 0; i < q->n_ignored; i++, text += strlen(text) + 1)
        list[r->n_ignored++] = text;
    return PCS_OK;
}

pcs_status pcs_like_find(pcs_like_results *r, pcs_like *like,
                         const pcs_like_sentence *sentence, pcs_error *err)
{
    size_t len = cut(sentence);
    memset(r, 0, sizeof *r);
    r->is_exact = true;
    like->sentence = sentence;
    pcs_buffer_clear(&like->canonical);
    pcs_status status = pcs_like_question_make(&like->question,
                                               like->session.searcher->analyzer,
                                               sentence->text, len, err);
    if (status == PCS_OK)
        status = pcs_edit_canonical(&like->canonical, &like->text,
                                    sentence->text, len, err);
    if (status == PCS_OK)
        status = name_ignored(r, like, len < sentence->len, err);
    if (status == PCS_OK && like->question.tokens.len > 0)
        status = find(r, like, err);
    pcs_like_forget(like);
    if (status != PCS_OK)
        pcs_like_results_dispose(r);
    return status;
}

void pcs_like_results_dispose(pcs_like_results *r)
{
    pcs_arena_dispose(&r->arena);
    memset(r, 0, sizeof *r);
}
