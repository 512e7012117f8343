/* crossmarks.c - marks for what marked words are translated by */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/crossmarks.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/functionwords.h"
#include "analyze/korean.h"

/* How sure a link has to be: of a word that means something, and of one that is
 * but grammar. Less has been seen to cost precision, more to cost recall. */
#define SURE_MIN 0.4F
#define SURE_FUNCTION 0.9F
/* How surely a word beside those has to choose them. */
#define GROW_MIN 0.7F
/* Words that are no farther apart are context of each other. */
#define NEAR 2u
/* How sure a link has to be that is context. */
#define CONTEXT_MIN 0.5F

#define MAX PCS_LINKED_WORDS_MAX

/* The two texts, as seen from the one that marks are made for. */
typedef struct crossing {
    pcs_marked_text *to;
    const pcs_marked_text *from;
    const pcs_word_links *links;
    const pcs_linked_side *to_side, *from_side;
    const pcs_lexicon *words; /* of the former */
    bool is_english;          /* the former is */
    bool is_meant[MAX];       /* classes of `from` that are marked */
    bool words_meant[MAX];    /* words of it */
    bool is_wanted[MAX];      /* classes of `to` that stand for them */
    float strength[MAX];      /* how surely */
    bool is_taken[MAX];       /* words of `to` to be marked */
    bool is_settled[MAX];     /* classes of it: in order, and so no others */
    uint16_t partners[MAX];   /* of each class of `to` the one of `from` that
                                 is its context, or MAX; once it is needed */
    bool has_partners;
} crossing;

/* That class c of `to` stands for class f of `from`, by its own choice. */
static float chosen(const crossing *k, size_t c, size_t f)
{
    size_t width = k->links->local.n_classes;
    return k->is_english ? k->links->forth[c * width + f]
                         : k->links->back[f * width + c];
}

/* That they choose each other. */
static float sure(const crossing *k, size_t c, size_t f)
{
    size_t width = k->links->local.n_classes;
    size_t cell = k->is_english ? c * width + f : f * width + c;
    return k->links->forth[cell] * k->links->back[cell];
}

/* How many bytes of it are marked, from its beginning or up to its end. */
static uint32_t covered(const pcs_marked_text *t, uint32_t start, uint32_t end,
                        bool *at_start)
{
    uint32_t most = 0;
    for (size_t i = 0; i < t->marks->len; i++) {
        pcs_mark m = t->marks->items[i];
        if (m.start >= end) /* so are those behind it */
            break;
        uint32_t from = m.start > start ? m.start : start;
        uint32_t till = m.end < end ? m.end : end;
        if (from >= till || till - from <= most)
            continue;
        most = till - from;
        *at_start = from == start;
    }
    return most;
}

/* Whether what is marked is the item rather than something of it. */
static bool is_meant(const pcs_marked_text *t, const pcs_linked_side *side,
                     size_t i)
{
    const pcs_linked_item *item = &side->items[i];
    pcs_mark word = t->words[item->word];
    bool at_start = false,
         has_parts = i + 1 < side->n_items && side->items[i + 1].len > 0;
    if (!t->has_mark[item->word])
        return false;
    if (item->len > 0) {
        word.start += item->start;
        word.end = word.start + item->len < word.end ? word.start + item->len
                                                     : word.end;
    }
    if (word.start >= word.end)
        return false;
    uint32_t len = word.end - word.start;
    uint32_t n = covered(t, word.start, word.end, &at_start);
    if (n == len || (item->len > 0 && 2 * n > len))
        return true;
    if (item->len > 0 || has_parts)
        return false;
    return 2 * n > len ||
           (at_start && pcs_korean_classify(t->text + word.start, len, n) ==
                            PCS_KOREAN_PARTICLE);
}

static void find_meant(crossing *k)
{
    const pcs_linked_side *side = k->from_side;
    for (size_t i = 0; i < side->n_items; i++) {
        const pcs_linked_item *item = &side->items[i];
        if (item->word < k->from->n_words && is_meant(k->from, side, i))
            k->is_meant[item->class] = k->words_meant[item->word] = true;
    }
}

static pcs_status is_function_word(bool *out, const crossing *k, size_t c,
                                   pcs_error *err)
{
    const char *word;
    size_t len;
    pcs_status status =
        pcs_lexicon_word(&word, &len, k->words, k->to_side->classes[c], err);
    *out = status == PCS_OK && pcs_functionwords_has(word, len);
    return status;
}

static pcs_status find_wanted(crossing *k, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t c = 0; status == PCS_OK && c < k->to_side->n_classes; c++) {
        float best = 0;
        bool is_function = false;
        for (size_t f = 0; f < k->from_side->n_classes; f++)
            if (k->is_meant[f] && sure(k, c, f) > best)
                best = sure(k, c, f);
        if (best >= SURE_MIN)
            status = is_function_word(&is_function, k, c, err);
        k->is_wanted[c] =
            best >= SURE_MIN && (!is_function || best >= SURE_FUNCTION);
        k->strength[c] = k->is_wanted[c] ? best : 0;
    }
    return status;
}

/* Of the words of `from` that a class stands for: how many there are, and how
 * many are meant; in order, which. */
typedef struct sources {
    bool meant[MAX];
    size_t n, n_meant;
    size_t words[MAX];
} sources;

static void find_sources(sources *s, const crossing *k, size_t c)
{
    s->n = s->n_meant = 0;
    for (size_t i = 0; i < k->from_side->n_items; i++) {
        const pcs_linked_item *item = &k->from_side->items[i];
        if (sure(k, c, item->class) < SURE_MIN ||
            (s->n > 0 && s->words[s->n - 1] == item->word))
            continue;
        s->words[s->n] = item->word;
        s->meant[s->n] = k->words_meant[item->word];
        s->n_meant += s->meant[s->n];
        if (++s->n == MAX)
            break;
    }
}

/* Links of that sureness are one to one. */
static void find_partners(crossing *k)
{
    for (size_t c = 0; c < k->to_side->n_classes; c++) {
        k->partners[c] = MAX;
        for (size_t f = 0; f < k->from_side->n_classes; f++)
            if (sure(k, c, f) >= CONTEXT_MIN)
                k->partners[c] = (uint16_t)f;
    }
    k->has_partners = true;
}

/* Of each class of `from`, how often it stands near a meant source; the one
 * behind the last is that of classes without a partner. */
static void weigh_context(unsigned weights[MAX + 1], crossing *k,
                          const sources *s)
{
    unsigned near[MAX + NEAR + 1] = {0};
    const pcs_linked_side *from = k->from_side;
    if (!k->has_partners)
        find_partners(k);
    for (size_t w = 0; w < s->n; w++)
        for (size_t apart = 1; s->meant[w] && apart <= NEAR; apart++) {
            near[s->words[w] + apart]++;
            if (s->words[w] >= apart)
                near[s->words[w] - apart]++;
        }
    memset(weights, 0, (MAX + 1) * sizeof *weights);
    for (size_t i = 0; i < from->n_items; i++)
        weights[from->items[i].class] += near[from->items[i].word];
}

/* Whether words about word i of `to` stand for what is about a meant source:
 * the more, the surer it is the one. */
static unsigned context_of(const crossing *k, const unsigned weights[MAX + 1],
                           size_t i)
{
    const pcs_linked_side *to = k->to_side;
    unsigned sum = 0;
    for (size_t a = 0; a < to->n_items && to->items[a].word <= i + NEAR; a++) {
        size_t at = to->items[a].word;
        size_t off = at > i ? at - i : i - at;
        if (off == 0 || off > NEAR)
            continue;
        if (k->is_wanted[to->items[a].class])
            sum += 10 / (unsigned)off;
        sum += weights[k->partners[to->items[a].class]];
    }
    return sum;
}

/* Where a class stands more often than what it is meant for: the occurrences
 * in order, if there are as many on both sides, else those whose context fits
 * best. */
static void take_class(crossing *k, size_t c)
{
    size_t places[MAX], n = 0;
    unsigned context[MAX], weights[MAX + 1], best = 0;
    sources s;
    for (size_t i = 0; i < k->to_side->n_items && n < MAX; i++) {
        const pcs_linked_item *item = &k->to_side->items[i];
        if (item->class == c && item->word < k->to->n_words &&
            (n == 0 || places[n - 1] != item->word))
            places[n++] = item->word;
    }
    find_sources(&s, k, c);
    bool is_even = n == s.n, is_more = n > s.n_meant;
    /* What stands less often than all that it may stand for. */
    bool is_less = n < s.n && s.n_meant < s.n;
    bool is_weighed = is_less || (is_more && !is_even);
    k->is_settled[c] = is_even;
    if (is_weighed)
        weigh_context(weights, k, &s);
    for (size_t i = 0; i < n; i++) {
        context[i] = is_weighed ? context_of(k, weights, places[i]) : 0;
        best = context[i] > best ? context[i] : best;
    }
    for (size_t i = 0; i < n; i++)
        if (is_less ? context[i] > 0 && context[i] == best
                    : !is_more || (is_even ? s.meant[i] : context[i] == best))
            k->is_taken[places[i]] = true;
}

/* Whether a word that chooses nothing else would choose what is meant. */
static pcs_status may_grow(bool *out, const crossing *k, size_t c,
                           pcs_error *err)
{
    float sum = 0, best = 0;
    bool is_function = false;
    for (size_t f = 0; f < k->from_side->n_classes; f++) {
        sum += k->is_meant[f] ? chosen(k, c, f) : 0;
        if (!k->is_meant[f] && sure(k, c, f) > best)
            best = sure(k, c, f);
    }
    *out = sum >= GROW_MIN && best < SURE_MIN;
    if (!*out)
        return PCS_OK;
    pcs_status status = is_function_word(&is_function, k, c, err);
    *out = status == PCS_OK && !is_function;
    return status;
}

static pcs_status grow(crossing *k, pcs_error *err)
{
    const pcs_linked_side *side = k->to_side;
    pcs_status status = PCS_OK;
    bool has_grown = true, is_known[MAX] = {false}, is_one[MAX];
    while (status == PCS_OK && has_grown) {
        has_grown = false;
        for (size_t i = 0; status == PCS_OK && i < side->n_items; i++) {
            size_t word = side->items[i].word, class = side->items[i].class;
            if (k->is_taken[word] || k->is_settled[class] ||
                word >= k->to->n_words ||
                !((word > 0 && k->is_taken[word - 1]) ||
                  (word + 1 < MAX && k->is_taken[word + 1])))
                continue;
            if (!is_known[class])
                status = may_grow(&is_one[class], k, class, err);
            is_known[class] = true;
            if (status == PCS_OK && is_one[class])
                k->is_taken[word] = has_grown = true;
        }
    }
    return status;
}

/* Words to be marked that stand together. */
typedef struct cluster {
    size_t first, last;
    float strength; /* of all of them */
} cluster;

static size_t find_clusters(cluster *out, const crossing *k)
{
    const pcs_linked_side *side = k->to_side;
    size_t n = 0;
    for (size_t i = 0; i < side->n_items; i++) {
        size_t word = side->items[i].word;
        if (!k->is_taken[word])
            continue;
        if (n == 0 || word > out[n - 1].last + NEAR)
            out[n++] = (cluster){word, word, 0};
        out[n - 1].last = word;
        out[n - 1].strength += k->strength[side->items[i].class];
    }
    return n;
}

static int by_strength(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x < y) - (x > y);
}

/* A word is seldom translated in two places: where there are more than words
 * that are meant, the surest stay. */
static void keep_surest(crossing *k)
{
    cluster clusters[MAX];
    float strengths[MAX];
    size_t n = find_clusters(clusters, k), n_meant = 0;
    for (size_t i = 0; i < k->from->n_words; i++)
        n_meant += k->words_meant[i];
    if (n <= n_meant || n_meant == 0)
        return;
    for (size_t i = 0; i < n; i++)
        strengths[i] = clusters[i].strength;
    qsort(strengths, n, sizeof *strengths, by_strength);
    for (size_t i = 0; i < n; i++)
        if (clusters[i].strength < strengths[n_meant - 1])
            for (size_t w = clusters[i].first; w <= clusters[i].last; w++)
                k->is_taken[w] = false;
}

/* Whether two bytes of the text have no white space between them. */
static bool are_joined(const char *text, uint32_t start, uint32_t end)
{
    for (uint32_t i = start; i < end; i++)
        if ((unsigned char)text[i] <= ' ' || (unsigned char)text[i] >= 0x80)
            return false;
    return true;
}

/* Words that stand as one, such as a code with hyphens, are marked as one. */
static pcs_status add_marks(crossing *k, pcs_error *err)
{
    pcs_marks *marks = k->to->marks;
    for (size_t i = 0; i < k->to->n_words; i++) {
        pcs_mark mark = k->to->words[i];
        if (!k->is_taken[i] || k->to->has_mark[i] || mark.start >= mark.end)
            continue;
        if (!PCS_ARRAY_RESERVE(marks->items, marks->cap, marks->len + 1))
            return pcs_error_nomem(err);
        if (i > 0 && k->is_taken[i - 1] && !k->to->has_mark[i - 1] &&
            k->to->words[i - 1].end <= mark.start &&
            are_joined(k->to->text, k->to->words[i - 1].end, mark.start))
            mark.start = k->to->words[i - 1].start;
        marks->items[marks->len++] = mark;
    }
    return PCS_OK;
}

pcs_status pcs_marks_cross(pcs_marked_text *to, const pcs_marked_text *from,
                           const pcs_word_links *links, pcs_side to_side,
                           const pcs_partition *p, pcs_error *err)
{
    bool is_english = to_side == PCS_SIDE_ENGLISH;
    crossing k = {.to = to,
                  .from = from,
                  .links = links,
                  .to_side = is_english ? &links->english : &links->local,
                  .from_side = is_english ? &links->local : &links->english,
                  .words = is_english ? &p->english : &p->words,
                  .is_english = is_english};
    find_meant(&k);
    pcs_status status = find_wanted(&k, err);
    for (size_t c = 0; status == PCS_OK && c < k.to_side->n_classes; c++)
        if (k.is_wanted[c])
            take_class(&k, c);
    if (status == PCS_OK)
        status = grow(&k, err);
    if (status != PCS_OK)
        return status;
    keep_surest(&k);
    return add_marks(&k, err);
}
