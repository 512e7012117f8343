/* surfaces.c - how a rendering is written, and an example of it */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/surfaces.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "analyze/korean.h"
#include "base/utf8.h"
#include "search/translationexample.h"

/* Texts that are read for one rendering. */
#define TEXTS_MAX 10u
#define SURFACES_MAX TEXTS_MAX
/* Characters of a good example. */
#define EXAMPLE_SIZE 70
/* What makes it a worse one. */
#define WORSE_HEADING 60u
#define WORSE_TIER 80u

/* One way to write it. */
typedef struct surface {
    const char *text;
    size_t len;
    unsigned strong; /* texts that have it in the middle of a sentence, ... */
    unsigned weak;   /* at its beginning or in a heading */
} surface;

typedef struct finding {
    const pcs_surface_source *s;
    const pcs_rendering *rendering;
    uint32_t words[PCS_ROW_WORDS_MAX]; /* the form that is looked for */
    size_t stem;                       /* bytes of the last word */
    surface surfaces[SURFACES_MAX];
    size_t n_surfaces;
    const pcs_aligned_segment *example;
    size_t worst; /* how bad that is */
} finding;

static bool is_korean(const pcs_surface_source *s)
{
    return s->bitext->side == PCS_SIDE_LOCAL &&
           strncmp(s->shelf->locale, "ko", 2) == 0;
}

/* What all words of a class begin with: a noun without its particles. */
static pcs_status find_stem(size_t *out, const pcs_surface_source *s,
                            uint32_t class, const char *word, size_t len,
                            pcs_error *err)
{
    const pcs_associations *a = s->bitext->other;
    pcs_status status = PCS_OK;
    size_t common = len;
    for (size_t i = class; status == PCS_OK && i < a->n; i++) {
        const char *other;
        size_t n, same = 0;
        status = pcs_lexicon_word(&other, &n, s->bitext->words, i, err);
        if (status != PCS_OK)
            break;
        while (same < n && same < len && other[same] == word[same])
            same++;
        if (same < 3)
            break;
        if (a->classes[i] == class && same < common)
            common = same;
    }
    while (common > 0 && common < len && (word[common] & 0xC0) == 0x80)
        common--;
    *out = common ? common : len;
    /* A single form tells no noun. */
    for (size_t i = 3; *out == len && i < len; i += 3) {
        pcs_lexicon_range range;
        if (pcs_korean_classify(word, len, i) != PCS_KOREAN_PARTICLE)
            continue;
        status = pcs_lexicon_find(&range, s->bitext->words, word, i, err);
        if (status != PCS_OK || range.first == range.last)
            continue;
        *out = i;
        break;
    }
    return status;
}

static pcs_status choose_form(finding *f, const pcs_rendering_count *c,
                              pcs_error *err)
{
    const pcs_rendering_form *best = &c->forms[0];
    const char *word;
    size_t len = 0, last = f->rendering->row.len - 1;
    if (c->n_forms == 0) { /* compounds alone */
        memcpy(f->words, f->rendering->row.classes, sizeof f->words);
        return PCS_OK;
    }
    for (size_t i = 1; i < c->n_forms; i++)
        if (c->forms[i].count > best->count)
            best = &c->forms[i];
    memcpy(f->words, best->words, sizeof f->words);
    pcs_status status =
        pcs_lexicon_word(&word, &len, f->s->bitext->words, f->words[last], err);
    f->stem = len;
    if (status == PCS_OK && is_korean(f->s))
        status = find_stem(&f->stem, f->s, f->rendering->row.classes[last],
                           word, len, err);
    return status;
}

static bool is_blank(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000 ||
           c == 0x200B;
}

/* Whether what stands between words may stand within a term. */
static bool is_joint(const char *text, size_t len)
{
    for (size_t pos = 0; pos < len;) {
        uint32_t c = pcs_utf8_next(text, len, &pos, NULL);
        if (!is_blank(c) && c != '-' && c != '\'' && c != 0x2010 &&
            c != 0x2011 && c != 0x2019 && c != 0x30FB && c != '&')
            return false;
    }
    return true;
}

/* Whether a sentence begins right behind len bytes of text. */
static bool ends_sentence(const char *text, size_t len)
{
    static const char marks[] = ".!?:|*#";
    while (len > 0 && strchr(" \t\n\"'([{*_`", text[len - 1]))
        len--;
    if (len == 0 || strchr(marks, text[len - 1]))
        return true;
    /* 。 ． ！ ？ ： 「 “ „ • */
    static const char *const wide[] = {"\u3002", "\uFF0E", "\uFF01",
                                       "\uFF1F", "\uFF1A", "\u300C",
                                       "\u201C", "\u201E", "\u2022"};
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        size_t n = strlen(wide[i]);
        if (len >= n && memcmp(text + len - n, wide[i], n) == 0)
            return true;
    }
    return false;
}

static pcs_status add_surface(finding *f, const char *text, size_t len,
                              bool is_strong, pcs_error *err)
{
    surface *s = f->surfaces;
    while (s < f->surfaces + f->n_surfaces &&
           (s->len != len || memcmp(s->text, text, len) != 0))
        s++;
    if (s == f->surfaces + f->n_surfaces) {
        if (f->n_surfaces == SURFACES_MAX)
            return PCS_OK;
        *s = (surface){pcs_arena_copy(f->s->arena, text, len), len, 0, 0};
        if (!s->text)
            return pcs_error_nomem(err);
        f->n_surfaces++;
    }
    s->strong += is_strong;
    s->weak += !is_strong;
    return PCS_OK;
}

/* The end of a token in the text; of a Korean noun, without its particles. */
static size_t end_of(const finding *f, const pcs_analysis *a,
                     const pcs_token *token)
{
    const pcs_folded *folded = &a->folded;
    size_t end = token->end;
    if (is_korean(f->s)) {
        size_t n = f->stem / 3; /* syllables */
        if (f->stem % 3 == 0 && token->class == PCS_CHAR_HANGUL &&
            end - token->start > n)
            end = token->start + n;
    }
    return folded->end[end - 1];
}

static pcs_status read_surface(finding *f, const pcs_aligned_segment *segment,
                               size_t at, pcs_error *err)
{
    const pcs_surface_source *s = f->s;
    const pcs_analysis *a;
    const char *text;
    size_t len, n = f->rendering->row.len;
    pcs_status status = pcs_side_text(&text, &len, s->bitext->partition,
                                      s->bitext->side, segment->unit, err);
    if (status == PCS_OK)
        status = pcs_analyze(&a, s->analyzer, text, len,
                             PCS_ANALYZE_OFFSETS | PCS_ANALYZE_TOKENS, err);
    if (status != PCS_OK || at + n > a->tokens.len)
        return status;
    const pcs_token *first = &a->tokens.items[at];
    const pcs_token *last = &a->tokens.items[at + n - 1];
    if (first->start >= last->end || last->end > a->folded.len)
        return PCS_OK;
    for (const pcs_token *t = first; t < last; t++) {
        size_t end = a->folded.end[t->end - 1];
        size_t next = a->folded.start[t[1].start];
        if (next < end || !is_joint(text + end, next - end))
            return PCS_OK;
    }
    size_t start = a->folded.start[first->start];
    size_t end = end_of(f, a, last);
    const pcs_unit_record *record;
    status =
        pcs_partition_unit(&record, s->bitext->partition, segment->unit, err);
    if (status != PCS_OK || end <= start || end > len)
        return status;
    bool is_heading = (record->flags & PCS_UNIT_HEADING) != 0;
    status = add_surface(f, text + start, end - start,
                         !is_heading && !ends_sentence(text, start), err);
    size_t size = pcs_utf8_count(text, len);
    size_t worse =
        size > EXAMPLE_SIZE ? size - EXAMPLE_SIZE : EXAMPLE_SIZE - size;
    worse += (is_heading ? WORSE_HEADING : 0u) +
             (segment->tier > PCS_TIER_WORD ? WORSE_TIER : 0u);
    if (!f->example || worse < f->worst) {
        f->example = segment;
        f->worst = worse;
    }
    return status;
}

/* Whether a segment's unit is to be read: where the form stands in it. */
static pcs_status has_form(bool *out, size_t *at, const finding *f,
                           uint32_t unit, bool is_any, pcs_error *err)
{
    uint32_t words[PCS_ROW_WORDS_MAX];
    pcs_status status = PCS_OK;
    for (*at = 0; status == PCS_OK; (*at)++) {
        status = pcs_rendering_find(out, at, words, f->s->bitext, f->rendering,
                                    unit, err);
        if (!*out || is_any ||
            memcmp(words, f->words, f->rendering->row.len * sizeof *words) == 0)
            break;
    }
    return status;
}

/* Reads some of the units that have the rendering. */
static pcs_status read_units(finding *f, size_t number, size_t n_units,
                             bool is_any, pcs_error *err)
{
    const pcs_aligned_segments *list = f->s->segments;
    size_t step = n_units / (2 * (size_t)TEXTS_MAX) + 1, n = 0, n_read = 0;
    uint32_t latest = PCS_NO_UNIT;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < list->n && n_read < TEXTS_MAX;
         i++) {
        const pcs_aligned_segment *s = &list->items[i];
        bool found = false;
        size_t at;
        if (!s->counts || s->rendering != number || s->unit == latest)
            continue;
        latest = s->unit;
        if (n++ % step)
            continue;
        status = has_form(&found, &at, f, s->unit, is_any, err);
        if (status == PCS_OK && found) {
            status = read_surface(f, s, at, err);
            n_read++;
        }
    }
    return status;
}

static bool begins_word(const char *text, size_t at)
{
    return at == 0 || text[at - 1] == ' ' || text[at - 1] == '-';
}

/* Capitals that begin words become small letters, unless there are others. */
static void lower(char *text, size_t len)
{
    bool has_others = false;
    for (size_t pos = 0; pos < len;) {
        size_t at = pos;
        uint32_t c = pcs_utf8_next(text, len, &pos, NULL);
        has_others =
            has_others || (u_isupper((UChar32)c) && !begins_word(text, at));
    }
    for (size_t pos = 0; !has_others && pos < len;) {
        char small[4];
        size_t at = pos;
        uint32_t c = pcs_utf8_next(text, len, &pos, NULL);
        size_t n = pcs_utf8_put(small, (uint32_t)u_tolower((UChar32)c));
        if (begins_word(text, at) && n == pos - at)
            memcpy(text + at, small, n);
    }
}

/* Whether nouns have no capitals, so that those at the beginning of sentences
 * say nothing. */
static bool has_small_nouns(const pcs_surface_source *s)
{
    return s->bitext->side == PCS_SIDE_ENGLISH ||
           (strncmp(s->shelf->locale, "de", 2) != 0 &&
            strncmp(s->shelf->locale, "lb", 2) != 0);
}

/* Line ends and rows of blanks within a term are one space. */
static size_t close_gaps(char *text, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        bool is_space = text[i] && strchr(" \t\v\f\r\n", text[i]);
        if (is_space && n > 0 && text[n - 1] == ' ')
            continue;
        text[n++] = is_space ? ' ' : text[i];
    }
    text[n] = 0;
    return n;
}

static pcs_status take_text(pcs_translation *out, finding *f, pcs_error *err)
{
    const surface *best = NULL;
    pcs_buffer folded = {0};
    for (const surface *s = f->surfaces; s < f->surfaces + f->n_surfaces; s++)
        if (!best || s->strong > best->strong ||
            (s->strong == best->strong && s->weak > best->weak))
            best = s;
    char *text =
        best ? pcs_arena_copy(f->s->arena, best->text, best->len) : NULL;
    if (best && !text)
        return pcs_error_nomem(err);
    if (best) {
        size_t len = close_gaps(text, best->len);
        if (best->strong == 0 && has_small_nouns(f->s))
            lower(text, len);
        out->text = text;
        out->is_written = true;
        return PCS_OK;
    }
    pcs_status status = PCS_OK;
    out->is_written = false;
    for (size_t i = 0; status == PCS_OK && i < f->rendering->row.len; i++) {
        const char *word;
        size_t len;
        status = pcs_lexicon_word(&word, &len, f->s->bitext->words, f->words[i],
                                  err);
        if (status == PCS_OK) {
            pcs_buffer_puts(&folded, i ? " " : "");
            pcs_buffer_append(&folded, word, len);
        }
    }
    if (status == PCS_OK)
        status = pcs_buffer_status(&folded, err);
    if (status == PCS_OK)
        out->text = pcs_arena_copy(f->s->arena, folded.data, folded.len);
    pcs_buffer_dispose(&folded);
    return status == PCS_OK && !out->text ? pcs_error_nomem(err) : status;
}

pcs_status pcs_surface_find(pcs_translation *out, const pcs_surface_source *s,
                            size_t i, const pcs_rendering_count *count,
                            pcs_error *err)
{
    finding f;
    memset(&f, 0, sizeof f);
    f.s = s;
    f.rendering = &s->renderings->items[i];
    pcs_status status = choose_form(&f, count, err);
    if (status == PCS_OK)
        status = read_units(&f, i, count->tally.units, false, err);
    if (status == PCS_OK && !f.example)
        status = read_units(&f, i, count->tally.units, true, err);
    if (status == PCS_OK)
        status = take_text(out, &f, err);
    if (status == PCS_OK && f.example)
        status = pcs_example_fetch(&out->example, s, f.example,
                                   &f.rendering->row, err);
    return status;
}
