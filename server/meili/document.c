/* document.c - a hit as a document of Meilisearch */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/meili/document.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "server/meili/crop.h"
#include "server/meili/id.h"

#define URL_SIZE 4096

static void put(pcs_meili_document *d, pcs_meili_attribute attribute,
                const char *text)
{
    d->texts[attribute].text = text;
    d->texts[attribute].len = text ? strlen(text) : 0;
}

static bool make_id(pcs_meili_document *d, pcs_arena *arena,
                    const pcs_meili_id *id)
{
    pcs_buffer text = {0};
    pcs_meili_id_append(&text, id);
    char *copy = text.failed || !text.data
                     ? NULL
                     : pcs_arena_copy(arena, text.data, text.len);
    pcs_buffer_dispose(&text);
    put(d, PCS_MEILI_ID, copy);
    return copy != NULL;
}

/* The address of the page; longer ones than any browser takes are left out. */
static bool make_url(pcs_meili_document *d, pcs_arena *arena,
                     const pcs_searcher *searcher, const char *locale,
                     const pcs_place_of *place)
{
    char url[URL_SIZE];
    pcs_url_place at = {place->source, place->path, locale, place->anchor};
    const char *form = pcs_searcher_url(searcher, place->source);
    size_t n = form ? pcs_url_format(url, sizeof url, form, &at) : 0;
    if (n == 0 || n >= sizeof url)
        return true;
    put(d, PCS_MEILI_URL, pcs_arena_copy(arena, url, n));
    return d->texts[PCS_MEILI_URL].text != NULL;
}

static bool make_dates(pcs_meili_document *d, pcs_arena *arena, uint32_t day)
{
    char text[32];
    d->year = day / 10000;
    if (day == 0)
        return true;
    snprintf(text, sizeof text, "%04u-%02u-%02u", day / 10000, day / 100 % 100,
             day % 100);
    put(d, PCS_MEILI_DATE, pcs_arena_copy(arena, text, strlen(text)));
    return d->texts[PCS_MEILI_DATE].text != NULL;
}

static const char *or_null(const char *text)
{
    return text && *text ? text : NULL;
}

static bool make_metadata(pcs_meili_document *d, pcs_arena *arena,
                          const pcs_hit_article *a)
{
    if (!a)
        return true;
    put(d, PCS_MEILI_TOPIC, or_null(a->topic));
    put(d, PCS_MEILI_TYPE, or_null(a->type));
    put(d, PCS_MEILI_AUTHOR, or_null(a->author));
    d->products = a->services;
    d->n_products = a->n_services;
    return make_dates(d, arena, a->day);
}

static void put_texts(pcs_meili_document *d, const pcs_hit *hit)
{
    d->texts[PCS_MEILI_LOCAL] =
        (pcs_meili_text){hit->local, hit->local_len, hit->marks, hit->n_marks};
    d->texts[PCS_MEILI_ENGLISH] =
        (pcs_meili_text){hit->english, hit->english_len, hit->english_marks,
                         hit->n_english_marks};
    put(d, PCS_MEILI_HEADING, hit->heading);
    put(d, PCS_MEILI_ANCHOR, hit->anchor);
    d->line = hit->places[0].line;
}

static void put_place(pcs_meili_document *d, const char *locale,
                      const pcs_place_of *place)
{
    put(d, PCS_MEILI_LOCALE, locale);
    put(d, PCS_MEILI_PATH, place->path);
    put(d, PCS_MEILI_SOURCE, place->source);
}

bool pcs_meili_document_make(pcs_meili_document *d, pcs_arena *arena,
                             const pcs_searcher *searcher, const pcs_hit *hit)
{
    const pcs_place_of *place = &hit->places[0];
    pcs_meili_id id = {hit->locale, place->source, place->path,
                       hit->origin ? hit->origin->position : 0, true};
    memset(d, 0, sizeof *d);
    put_place(d, hit->locale, place);
    put_texts(d, hit);
    put(d, PCS_MEILI_TITLE, hit->title);
    d->count = hit->count;
    return make_id(d, arena, &id) &&
           make_url(d, arena, searcher, hit->locale, place) &&
           make_metadata(d, arena, hit->article);
}

bool pcs_meili_document_of_article(pcs_meili_document *d, pcs_arena *arena,
                                   const pcs_searcher *searcher,
                                   const pcs_article_hit *article)
{
    const pcs_place_of *place = &article->place;
    pcs_meili_id id = {article->locale, place->source, place->path, 0, false};
    memset(d, 0, sizeof *d);
    put_place(d, article->locale, place);
    d->texts[PCS_MEILI_LOCAL] = (pcs_meili_text){
        article->description, strlen(article->description),
        article->description_marks, article->n_description_marks};
    put(d, PCS_MEILI_ENGLISH, "");
    put(d, PCS_MEILI_HEADING, "");
    put(d, PCS_MEILI_ANCHOR, "");
    if (article->n_hits)
        put_texts(d, &article->hits[0]);
    d->texts[PCS_MEILI_TITLE] =
        (pcs_meili_text){article->title, strlen(article->title), article->marks,
                         article->n_marks};
    d->count = article->segments;
    return make_id(d, arena, &id) &&
           make_url(d, arena, searcher, article->locale, place) &&
           make_metadata(d, arena, article->article);
}

static uint64_t number_of(const pcs_meili_document *d, int attribute)
{
    return attribute == PCS_MEILI_LINE    ? d->line
           : attribute == PCS_MEILI_COUNT ? d->count
                                          : d->year;
}

static bool is_number(int attribute)
{
    return attribute == PCS_MEILI_LINE || attribute == PCS_MEILI_COUNT ||
           attribute == PCS_MEILI_YEAR;
}

static void write_value(pcs_json *json, const pcs_meili_document *d, int i)
{
    const pcs_meili_text *t = &d->texts[i];
    if (i == PCS_MEILI_PRODUCT) {
        pcs_json_put_texts(json, pcs_meili_name(PCS_MEILI_PRODUCT), d->products,
                           d->n_products);
        return;
    }
    pcs_json_key(json, pcs_meili_name((pcs_meili_attribute)i));
    if (is_number(i) && (i != PCS_MEILI_YEAR || d->year))
        pcs_json_unsigned(json, number_of(d, i));
    else if (t->text)
        pcs_json_string(json, t->text, t->len);
    else
        pcs_json_null(json);
}

/* Bytes [start, end) of a text, its marks between tags. */
static void append_marked(pcs_buffer *out, const pcs_meili_text *t,
                          pcs_mark part, const pcs_meili_query *q)
{
    size_t at = part.start;
    for (size_t i = 0; i < t->n_marks; i++) {
        const pcs_mark *m = &t->marks[i];
        if (m->start < at || m->end > part.end)
            continue;
        pcs_buffer_append(out, t->text + at, m->start - at);
        pcs_buffer_puts(out, q->pre_tag);
        pcs_buffer_append(out, t->text + m->start, m->end - m->start);
        pcs_buffer_puts(out, q->post_tag);
        at = m->end;
    }
    pcs_buffer_append(out, t->text + at, part.end - at);
}

static void write_formatted_text(pcs_json *json, pcs_buffer *scratch,
                                 const pcs_meili_text *t, int i,
                                 const pcs_meili_query *q)
{
    pcs_meili_text text = *t;
    pcs_mark part = {0, (uint32_t)t->len};
    if (!t->text) {
        pcs_json_null(json);
        return;
    }
    pcs_buffer_clear(scratch);
    if (q->cropped & (1U << i))
        pcs_meili_crop(&part, t->text, t->len, t->marks, t->n_marks,
                       q->crop_words[i]);
    if (!(q->highlighted & (1U << i)))
        text.n_marks = 0;
    if (part.start > 0)
        pcs_buffer_puts(scratch, q->crop_marker);
    append_marked(scratch, &text, part, q);
    if (part.end < t->len)
        pcs_buffer_puts(scratch, q->crop_marker);
    json->out->failed = json->out->failed || scratch->failed;
    pcs_json_string(json, scratch->data ? scratch->data : "", scratch->len);
}

/* Numbers that are highlighted or cropped are text there. */
static void write_formatted(pcs_json *json, const pcs_meili_document *d,
                            const pcs_meili_query *q)
{
    pcs_meili_set marked = q->highlighted | q->cropped;
    pcs_meili_set all = marked | q->retrieved;
    pcs_buffer scratch = {0};
    pcs_json_key(json, "_formatted");
    pcs_json_begin_object(json);
    for (int i = 0; i < PCS_MEILI_ATTRIBUTES; i++) {
        const char *name = pcs_meili_name((pcs_meili_attribute)i);
        char number[32];
        if (!(all & (1U << i)))
            continue;
        if (!(marked & (1U << i)) || i == PCS_MEILI_PRODUCT ||
            (i == PCS_MEILI_YEAR && !d->year)) {
            write_value(json, d, i);
        } else if (is_number(i)) {
            snprintf(number, sizeof number, "%llu",
                     (unsigned long long)number_of(d, i));
            pcs_json_put_text(json, name, number);
        } else {
            pcs_json_key(json, name);
            write_formatted_text(json, &scratch, &d->texts[i], i, q);
        }
    }
    pcs_json_end_object(json);
    pcs_buffer_dispose(&scratch);
}

static void write_positions(pcs_json *json, const pcs_meili_document *d)
{
    pcs_json_key(json, "_matchesPosition");
    pcs_json_begin_object(json);
    for (int i = 0; i < PCS_MEILI_ATTRIBUTES; i++) {
        const pcs_meili_text *t = &d->texts[i];
        if (t->n_marks == 0)
            continue;
        pcs_json_key(json, pcs_meili_name((pcs_meili_attribute)i));
        pcs_json_begin_array(json);
        for (size_t j = 0; j < t->n_marks; j++) {
            pcs_json_begin_object(json);
            pcs_json_put_unsigned(json, "start", t->marks[j].start);
            pcs_json_put_unsigned(json, "length",
                                  t->marks[j].end - t->marks[j].start);
            pcs_json_end_object(json);
        }
        pcs_json_end_array(json);
    }
    pcs_json_end_object(json);
}

void pcs_meili_document_write(pcs_json *json, const pcs_meili_document *d,
                              const pcs_meili_query *q, double score)
{
    pcs_json_begin_object(json);
    for (int i = 0; i < PCS_MEILI_ATTRIBUTES; i++)
        if (q->retrieved & (1U << i))
            write_value(json, d, i);
    if (q->highlighted | q->cropped)
        write_formatted(json, d, q);
    if (q->shows_positions)
        write_positions(json, d);
    if (q->shows_score)
        pcs_json_put_real(json, "_rankingScore", score);
    pcs_json_end_object(json);
}
