/* liketexts.c - matches of a sentence, by the texts of units */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/liketexts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "search/occurrences.h"
#include "search/translationtype.h"

/* Pairs of tokens that are looked at for one sentence: a fraction of a second,
 * where sentences as people write them take a thousandth of it. */
#define CELLS_MAX ((uint64_t)60 << 20)

/* A short text is as much work as one of so many bytes. */
#define BYTES_LEAST 64

/* Segments of a unit that are looked at, for who translated them, and for their
 * neighbours. */
#define PLACES_MAX 1000

static int compare_candidates(const void *a, const void *b)
{
    const pcs_like_candidate *x = a, *y = b;
    if (x->bound != y->bound)
        return x->bound > y->bound ? -1 : 1;
    /* English first, and units of one block side by side. */
    if (x->side != y->side)
        return x->side > y->side ? -1 : 1;
    if (x->shelf != y->shelf)
        return x->shelf < y->shelf ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

static pcs_partition *partition_of(pcs_like *like, size_t shelf)
{
    return &like->session.matchings[shelf].shelf->partition;
}

/* Whether a unit has as many words on a side, which is cheap to know. */
static pcs_status has_words(bool *out, const pcs_partition *p, pcs_side side,
                            uint32_t unit, size_t words, pcs_error *err)
{
    pcs_sequence sequence;
    size_t n = 0;
    pcs_status status = pcs_forward_unit(
        &sequence,
        side == PCS_SIDE_ENGLISH ? &p->english_forward : &p->word_forward, unit,
        err);
    for (; status == PCS_OK && sequence.at < sequence.end; sequence.at++)
        n += *sequence.at < 0x80;
    *out = status == PCS_OK && n == words;
    return status;
}

static pcs_status is_equal(bool *out, pcs_like *like, const char *text,
                           size_t len, const pcs_buffer *canonical,
                           pcs_error *err)
{
    pcs_buffer *other = &like->other;
    pcs_buffer_clear(other);
    pcs_status status = pcs_edit_canonical(other, &like->text, text, len, err);
    *out = status == PCS_OK && other->len == canonical->len &&
           (other->len == 0 ||
            memcmp(other->data, canonical->data, other->len) == 0);
    return status;
}

/* How many marks the character that begins so may be or hold at most; what is
 * Cyrillic, Han or Hangul is words. */
static size_t count_marks(unsigned char lead, unsigned char next)
{
    if (lead < 0x80)
        return ispunct(lead) || iscntrl(lead);
    if (lead < 0xC0 || lead == 0xD0 || lead == 0xD1 ||
        (lead == 0xEA && next >= 0xB0) || (lead >= 0xEB && lead <= 0xED) ||
        (lead >= 0xE4 && lead <= 0xE9 && next != 0xB7))
        return 0;
    /* (1) and its like are one character. */
    return lead == 0xE2 || lead == 0xEF || (lead == 0xE3 && next >= 0x88) ? 2
                                                                          : 1;
}

/* Whether a text has too few marks, whatever its words. */
static bool lacks_marks(const pcs_like *like, const pcs_like_candidate *c,
                        const char *text, size_t len)
{
    const unsigned char *bytes = (const unsigned char *)text;
    uint64_t max = pcs_edit_cost_max(like->percent, c->weight);
    size_t asked = like->question.tokens.marks, n = 0;
    if (c->cost + asked * PCS_EDIT_MARK <= max)
        return false;
    for (size_t i = 0; i < len && n < asked; i++)
        n += count_marks(bytes[i], i + 1 < len ? bytes[i + 1] : 0);
    return n < asked && c->cost + (asked - n) * PCS_EDIT_MARK > max;
}

/* The match of a text; 0 where it is less than counts. */
static pcs_status measure(unsigned *out, pcs_like *like, const char *text,
                          size_t len, pcs_error *err)
{
    const pcs_edit_tokens *asked = &like->question.tokens;
    uint32_t cost;
    bool equal = false;
    *out = 0;
    pcs_status status = pcs_edit_tokens_make(
        &like->text, like->session.searcher->analyzer, text, len, err);
    if (status != PCS_OK)
        return status;
    uint64_t weight = pcs_edit_weight(asked);
    if (weight < pcs_edit_weight(&like->text))
        weight = pcs_edit_weight(&like->text);
    uint64_t max = pcs_edit_cost_max(like->percent, weight);
    status = pcs_edit_cost(&cost, &like->work, asked, &like->text,
                           max < UINT32_MAX ? (uint32_t)max : UINT32_MAX, err);
    if (status != PCS_OK || cost > max)
        return status;
    if (cost == 0)
        status = is_equal(&equal, like, text, len, &like->canonical, err);
    unsigned percent = pcs_edit_percent(cost, weight);
    *out = equal ? PCS_LIKE_EQUAL : percent < 100 ? percent : 99;
    return status;
}

/* Whether a person translated the article of a segment. */
static pcs_status is_by_person(bool *out, const pcs_partition *p,
                               uint32_t segment, pcs_error *err)
{
    const pcs_segment_record *s;
    const pcs_article_record *a;
    const char *type = "";
    size_t len = 0;
    pcs_status status = pcs_partition_segment(&s, p, segment, err);
    if (status == PCS_OK)
        status = pcs_partition_article(&a, p, s->article, err);
    if (status == PCS_OK)
        status = pcs_translation_type(&type, &len, p, a, err);
    *out = len == 2 && strncasecmp(type, "ht", 2) == 0;
    return status;
}

/* How many segments of the unit count, and which is shown: the first one that a
 * person translated, or the first. */
static pcs_status count_segments(pcs_like_found *f, pcs_like *like,
                                 bool may_be_human, pcs_error *err)
{
    pcs_occurrences o;
    pcs_status status = pcs_occurrences_get(
        &o, &like->session.matchings[f->shelf], f->unit, err);
    for (size_t i = 0; status == PCS_OK && i < o.n; i++) {
        if (!pcs_occurrences_match(&o, i))
            continue;
        if (f->count++ == 0)
            f->segment = o.segments[i];
        if (!may_be_human || f->is_human || f->count > PLACES_MAX)
            continue;
        status = is_by_person(&f->is_human, partition_of(like, f->shelf),
                              o.segments[i], err);
        if (f->is_human)
            f->segment = o.segments[i];
    }
    return status;
}

/* The other side has been found before. */
static void improve(pcs_like *like, pcs_like_found *f,
                    const pcs_like_candidate *c, unsigned percent)
{
    if (percent < f->percent ||
        (percent == f->percent && c->side == PCS_SIDE_LOCAL))
        return;
    like->reached[f->percent]--;
    like->reached[percent]++;
    f->percent = percent;
    f->side = (pcs_side)c->side;
}

static pcs_status add(pcs_like *like, const pcs_like_candidate *c,
                      unsigned percent, pcs_error *err)
{
    const pcs_unit_record *unit;
    uint32_t *number = &like->numbers[c->shelf][c->unit];
    if (percent < like->percent)
        return PCS_OK;
    if (*number) {
        improve(like, &like->found[*number - 1], c, percent);
        return PCS_OK;
    }
    if (!PCS_ARRAY_RESERVE(like->found, like->cap_found, like->n_found + 1))
        return pcs_error_nomem(err);
    pcs_like_found *f = &like->found[like->n_found];
    *f = (pcs_like_found){.percent = percent,
                          .side = (pcs_side)c->side,
                          .shelf = c->shelf,
                          .unit = c->unit};
    pcs_status status =
        pcs_partition_unit(&unit, partition_of(like, c->shelf), c->unit, err);
    if (status == PCS_OK)
        status = count_segments(f, like, unit->flags & PCS_UNIT_HUMAN, err);
    if (status != PCS_OK || f->count == 0)
        return status;
    like->reached[percent]++;
    *number = (uint32_t)++like->n_found;
    return PCS_OK;
}

static pcs_status compare_text(pcs_like *like, const pcs_like_candidate *c,
                               pcs_like_known *known, pcs_error *err)
{
    pcs_unit_text t;
    pcs_status status =
        pcs_texts_get(&t, partition_of(like, c->shelf)->texts, c->unit, err);
    if (status != PCS_OK)
        return status;
    bool is_english = c->side == PCS_SIDE_ENGLISH;
    const char *text = is_english ? t.english : t.local;
    size_t len = is_english ? t.english_len : t.local_len;
    known->percent = 0;
    if (lacks_marks(like, c, text, len))
        return PCS_OK;
    size_t bytes = len + BYTES_LEAST;
    like->work.is_spent = like->work.is_spent || bytes > like->bytes;
    like->bytes -= bytes < like->bytes ? bytes : like->bytes;
    return like->work.is_spent ? PCS_OK
                               : measure(&known->percent, like, text, len, err);
}

static pcs_status compare_one(pcs_like *like, const pcs_like_candidate *c,
                              pcs_error *err)
{
    pcs_like_known local, *known = &local;
    pcs_status status = PCS_OK;
    bool is_english = c->side == PCS_SIDE_ENGLISH;
    if (is_english)
        known = &like->known[c->english % PCS_LIKE_KNOWN];
    if (!is_english || !known->is_there || known->english != c->english) {
        known->is_there = false;
        status = compare_text(like, c, known, err);
    }
    if (status != PCS_OK)
        return status;
    known->is_there = true;
    known->english = c->english;
    return add(like, c, known->percent, err);
}

/* Whether so many are better than anything of a bound. */
static bool has_enough(const pcs_like *like, size_t enough, unsigned bound)
{
    size_t n = 0;
    for (unsigned i = PCS_LIKE_IN_CONTEXT; i > bound; i--)
        n += like->reached[i];
    return n >= enough;
}

pcs_status pcs_like_compare(pcs_like *like, size_t enough, size_t bytes,
                            bool *is_exact, pcs_error *err)
{
    pcs_like_candidates *list = &like->candidates;
    pcs_status status = PCS_OK;
    *is_exact = true;
    like->work.cells = CELLS_MAX;
    like->bytes = bytes;
    like->work.is_spent = false;
    memset(like->known, 0, PCS_LIKE_KNOWN * sizeof *like->known);
    if (list->len)
        qsort(list->items, list->len, sizeof *list->items, compare_candidates);
    for (size_t i = 0; status == PCS_OK && i < list->len; i++) {
        const pcs_like_candidate *c = &list->items[i];
        bool is_new = i == 0 || c->bound != list->items[i - 1].bound;
        if (like->work.is_spent ||
            (is_new && has_enough(like, enough, c->bound))) {
            *is_exact = false;
            break;
        }
        status = compare_one(like, c, err);
    }
    *is_exact = *is_exact && !like->work.is_spent;
    return status;
}

/* Whether the segment beside another one, `step` from it in its article, has
 * the text of a neighbour on that side; true where none was given. */
static pcs_status is_beside(bool *out, pcs_like *like, const pcs_like_found *f,
                            uint32_t segment, int step,
                            const struct pcs_like_neighbour *expected,
                            pcs_error *err)
{
    const pcs_partition *p = partition_of(like, f->shelf);
    const pcs_segment_record *s;
    const pcs_article_record *a;
    pcs_unit_text t;
    *out = false;
    pcs_status status = pcs_partition_segment(&s, p, segment, err);
    if (status == PCS_OK)
        status = pcs_partition_article(&a, p, s->article, err);
    if (status != PCS_OK)
        return status;
    uint32_t first = a->first_segment, last = first + a->n_segments;
    if (segment < first || segment >= last)
        return pcs_error_set(err, PCS_ECORRUPT, "damaged index: segment %u",
                             segment);
    if (segment == (step < 0 ? first : last - 1))
        return PCS_OK;
    status =
        pcs_partition_segment(&s, p, step < 0 ? segment - 1 : segment + 1, err);
    if (status == PCS_OK)
        status = has_words(out, p, f->side, s->unit, expected->words, err);
    if (status != PCS_OK || !*out)
        return status;
    status = pcs_texts_get(&t, p->texts, s->unit, err);
    if (status != PCS_OK)
        return status;
    if (f->side == PCS_SIDE_ENGLISH)
        return is_equal(out, like, t.english, t.english_len,
                        &expected->canonical, err);
    return is_equal(out, like, t.local, t.local_len, &expected->canonical, err);
}

static pcs_status is_in_context(bool *out, pcs_like *like,
                                const pcs_like_found *f, uint32_t segment,
                                pcs_error *err)
{
    pcs_status status = PCS_OK;
    *out = true;
    if (like->sentence->before)
        status = is_beside(out, like, f, segment, -1, &like->before, err);
    if (status == PCS_OK && *out && like->sentence->after)
        status = is_beside(out, like, f, segment, 1, &like->after, err);
    return status;
}

static pcs_status check_context(pcs_like *like, pcs_like_found *f,
                                pcs_error *err)
{
    pcs_occurrences o;
    pcs_status status = pcs_occurrences_get(
        &o, &like->session.matchings[f->shelf], f->unit, err);
    for (size_t i = 0; status == PCS_OK && i < o.n && i < PLACES_MAX; i++) {
        bool is_in = false;
        if (!pcs_occurrences_match(&o, i))
            continue;
        status = is_in_context(&is_in, like, f, o.segments[i], err);
        if (!is_in)
            continue;
        f->percent = PCS_LIKE_IN_CONTEXT;
        f->segment = o.segments[i];
        break;
    }
    return status;
}

static pcs_status read_neighbour(struct pcs_like_neighbour *out, pcs_like *like,
                                 const char *text, size_t len, pcs_error *err)
{
    const pcs_analysis *a;
    pcs_buffer_clear(&out->canonical);
    if (!text)
        return PCS_OK;
    pcs_status status =
        pcs_edit_canonical(&out->canonical, &like->text, text, len, err);
    if (status == PCS_OK)
        status = pcs_analyze(&a, like->session.searcher->analyzer,
                             out->canonical.data, out->canonical.len,
                             PCS_ANALYZE_TOKENS, err);
    if (status == PCS_OK)
        out->words = a->tokens.len;
    return status;
}

pcs_status pcs_like_check_context(pcs_like *like, pcs_error *err)
{
    const pcs_like_sentence *s = like->sentence;
    if ((!s->before && !s->after) || like->reached[PCS_LIKE_EQUAL] == 0)
        return PCS_OK;
    pcs_status status =
        read_neighbour(&like->before, like, s->before, s->before_len, err);
    if (status == PCS_OK)
        status =
            read_neighbour(&like->after, like, s->after, s->after_len, err);
    for (size_t i = 0; status == PCS_OK && i < like->n_found; i++)
        if (like->found[i].percent == PCS_LIKE_EQUAL)
            status = check_context(like, &like->found[i], err);
    return status;
}

void pcs_like_forget(pcs_like *like)
{
    for (size_t i = 0; i < like->n_found; i++)
        like->numbers[like->found[i].shelf][like->found[i].unit] = 0;
    memset(like->reached, 0, sizeof like->reached);
    like->n_found = like->candidates.len = 0;
}
