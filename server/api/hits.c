/* hits.c - hits as JSON, as pcsearch --json names what is in them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/api/hits.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Longer addresses are left out: no browser would take them. */
#define URL_MAX 8192

void pcs_json_put_url(pcs_json *json, const pcs_searcher *searcher,
                      const char *source, const char *path, const char *locale,
                      const char *anchor)
{
    char url[URL_MAX];
    pcs_url_place at = {source, path, locale, anchor};
    const char *text = pcs_searcher_url(searcher, source);
    size_t len = text ? pcs_url_format(url, sizeof url, text, &at) : 0;
    if (len > 0 && len < sizeof url)
        pcs_json_put_string(json, "url", url, len);
}

static void put_place_url(const pcs_hit_style *s, const pcs_place_of *p,
                          const char *locale)
{
    pcs_json_put_url(s->json, s->searcher, p->source, p->path, locale,
                     p->anchor);
}

static void put_place(const pcs_hit_style *s, const pcs_place_of *p)
{
    pcs_json_put_text(s->json, "source", p->source);
    pcs_json_put_text(s->json, "path", p->path);
    pcs_json_put_unsigned(s->json, "line", p->line);
    pcs_json_put_text(s->json, "id", p->id);
}

static void put_places(const pcs_hit_style *s, const pcs_hit *h)
{
    pcs_json *j = s->json;
    pcs_json_key(j, "places");
    pcs_json_begin_array(j);
    for (size_t i = 0; i < h->n_places; i++) {
        pcs_json_begin_object(j);
        put_place(s, &h->places[i]);
        pcs_json_put_text(j, "anchor", h->places[i].anchor);
        put_place_url(s, &h->places[i], h->locale);
        pcs_json_end_object(j);
    }
    pcs_json_end_array(j);
}

static void put_neighbours(const pcs_hit_style *s, const char *name,
                           const pcs_neighbour *list, size_t n)
{
    pcs_json *j = s->json;
    pcs_json_key(j, name);
    pcs_json_begin_array(j);
    for (size_t i = 0; i < n; i++) {
        pcs_json_begin_object(j);
        pcs_json_put_unsigned(j, "line", list[i].line);
        pcs_json_put_string(j, "local", list[i].local, list[i].local_len);
        pcs_json_put_string(j, "english", list[i].english, list[i].english_len);
        pcs_json_end_object(j);
    }
    pcs_json_end_array(j);
}

static void put_sibling(const pcs_hit_style *s, const pcs_hit_sibling *sibling)
{
    pcs_json *j = s->json;
    pcs_json_begin_object(j);
    pcs_json_put_text(j, "locale", sibling->locale);
    pcs_json_put_string(j, "local", sibling->local, sibling->local_len);
    put_place(s, &sibling->place);
    pcs_json_put_text(j, "by", sibling->by);
    put_place_url(s, &sibling->place, sibling->locale);
    pcs_json_key(j, "marks");
    pcs_json_begin_object(j);
    pcs_json_key(j, "local");
    pcs_json_marks(j, s->offsets, sibling->local, sibling->local_len,
                   sibling->marks, sibling->n_marks);
    pcs_json_end_object(j);
    pcs_json_end_object(j);
}

static void put_siblings(const pcs_hit_style *s, const pcs_hit *h)
{
    if (h->matched) {
        pcs_json_key(s->json, "matched");
        put_sibling(s, h->matched);
    }
    if (!h->also)
        return;
    pcs_json_key(s->json, "also");
    pcs_json_begin_array(s->json);
    for (size_t i = 0; i < h->n_also; i++)
        put_sibling(s, &h->also[i]);
    pcs_json_end_array(s->json);
}

static void put_marks(const pcs_hit_style *s, const pcs_hit *h)
{
    pcs_json *j = s->json;
    pcs_json_key(j, "marks");
    pcs_json_begin_object(j);
    pcs_json_key(j, "local");
    pcs_json_marks(j, s->offsets, h->local, h->local_len, h->marks, h->n_marks);
    pcs_json_key(j, "english");
    pcs_json_marks(j, s->offsets, h->english, h->english_len, h->english_marks,
                   h->n_english_marks);
    pcs_json_end_object(j);
}

static void put_day(pcs_json *j, uint32_t day)
{
    char text[16] = "";
    if (day)
        snprintf(text, sizeof text, "%04u-%02u-%02u",
                 (unsigned)(day / 10000 % 10000), (unsigned)(day / 100 % 100),
                 (unsigned)(day % 100));
    pcs_json_put_text(j, "date", text);
}

static void put_metadata(pcs_json *j, const pcs_hit_article *a)
{
    if (!a)
        return;
    pcs_json_key(j, "metadata");
    pcs_json_begin_object(j);
    pcs_json_put_text(j, "topic", a->topic);
    pcs_json_put_texts(j, "products", a->services, a->n_services);
    pcs_json_put_text(j, "type", a->type);
    pcs_json_put_text(j, "author", a->author);
    put_day(j, a->day);
    pcs_json_end_object(j);
}

void pcs_hit_put(const pcs_hit_style *s, const pcs_hit *h, size_t rank)
{
    pcs_json *j = s->json;
    pcs_json_begin_object(j);
    pcs_json_put_text(j, "type", "hit");
    pcs_json_put_unsigned(j, "rank", rank);
    pcs_json_put_real(j, "score", h->score);
    pcs_json_put_text(j, "tier", pcs_tier_name(h->tier));
    pcs_json_put_text(j, "locale", h->locale);
    pcs_json_put_string(j, "local", h->local, h->local_len);
    pcs_json_put_string(j, "english", h->english, h->english_len);
    pcs_json_put_text(j, "title", h->title);
    pcs_json_put_text(j, "heading", h->heading);
    pcs_json_put_text(j, "anchor", h->anchor);
    put_place(s, &h->places[0]);
    put_place_url(s, &h->places[0], h->locale);
    pcs_json_put_unsigned(j, "count", h->count);
    put_places(s, h);
    put_marks(s, h);
    put_metadata(j, h->article);
    if (h->before && h->after) {
        put_neighbours(s, "before", h->before, h->n_before);
        put_neighbours(s, "after", h->after, h->n_after);
    }
    put_siblings(s, h);
    pcs_json_end_object(j);
}

void pcs_article_hit_put(const pcs_hit_style *s, const pcs_article_hit *a,
                         size_t rank)
{
    pcs_json *j = s->json;
    static const char *const by[] = {"segments", "title", "description",
                                     "together"};
    pcs_json_begin_object(j);
    pcs_json_put_text(j, "type", "article");
    pcs_json_put_unsigned(j, "rank", rank);
    pcs_json_put_real(j, "score", a->score);
    pcs_json_put_text(j, "tier", pcs_tier_name(a->tier));
    pcs_json_put_text(j, "locale", a->locale);
    pcs_json_put_text(j, "title", a->title);
    pcs_json_put_text(j, "description", a->description);
    pcs_json_put_text(j, "source", a->place.source);
    pcs_json_put_text(j, "path", a->place.path);
    pcs_json_put_url(j, s->searcher, a->place.source, a->place.path, a->locale,
                     NULL);
    pcs_json_put_text(j, "by", by[a->by]);
    pcs_json_put_unsigned(j, "segments", a->segments);
    pcs_json_key(j, "marks");
    pcs_json_begin_object(j);
    pcs_json_key(j, "title");
    pcs_json_marks(j, s->offsets, a->title, strlen(a->title), a->marks,
                   s->no_marks ? 0 : a->n_marks);
    pcs_json_key(j, "description");
    pcs_json_marks(j, s->offsets, a->description, strlen(a->description),
                   a->description_marks,
                   s->no_marks ? 0 : a->n_description_marks);
    pcs_json_end_object(j);
    if (a->n_hits > 0)
        put_metadata(j, a->hits[0].article);
    pcs_json_key(j, "hits");
    pcs_json_begin_array(j);
    for (size_t i = 0; i < a->n_hits; i++)
        pcs_hit_put(s, &a->hits[i], i + 1);
    pcs_json_end_array(j);
    pcs_json_end_object(j);
}
