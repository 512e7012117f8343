/* segments.c - reads the segments of a document, with their headings */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/segments.h"

#include <string.h>

#include "parse/blocks.h"
#include "parse/plain.h"
#include "parse/refs.h"
#include "parse/scan.h"
#include "parse/spans.h"
#include "parse/tags.h"
#include "base/translate.h"

/* What is found in a document on the way to its segments. */
typedef struct reading {
    pcs_article *article;
    pcs_warner *warner;
    const pcs_document *document;
    pcs_tags tags;
    pcs_spans spans;
    pcs_blocks blocks;
    pcs_refs refs;
    pcs_plain plain;
    pcs_markup_side local, english;
    pcs_buffer unescaped, joined;
} reading;

static void dispose_reading(reading *r)
{
    pcs_tags_dispose(&r->tags);
    pcs_spans_dispose(&r->spans);
    pcs_blocks_dispose(&r->blocks);
    pcs_refs_dispose(&r->refs);
    pcs_plain_dispose(&r->plain);
    pcs_markup_dispose(&r->local);
    pcs_markup_dispose(&r->english);
    pcs_buffer_dispose(&r->unescaped);
    pcs_buffer_dispose(&r->joined);
}

bool pcs_has_segments(const char *text, const char *end)
{
    return pcs_scan_find(text, end, "data-ttu-id", 11);
}

static void warn_strays(reading *r)
{
    const char *text = r->document->lines.text;
    for (size_t i = 0; i < r->spans.n_strays; i++) {
        const pcs_tag *tag = &r->spans.strays[i];
        pcs_warner_add_id(r->warner, pcs_document_line(r->document, tag->begin),
                          tag->kind == PCS_TAG_TTU
                              ? N_("localized span without its English one")
                              : N_("English span without its localized one"),
                          text + tag->id, tag->id_end - tag->id);
    }
}

static void warn_spans(reading *r)
{
    const char *text = r->document->lines.text;
    for (size_t i = 0; i < r->spans.n; i++) {
        const pcs_span *span = &r->spans.items[i];
        const char *id = text + span->id;
        size_t len = span->id_end - span->id;
        if (!span->is_unbalanced && !span->is_unclosed && !span->is_deep)
            continue;
        uint32_t line = pcs_document_line(r->document, span->begin);
        if (span->is_unbalanced)
            pcs_warner_add_id(r->warner, line, "spans do not balance in", id,
                              len);
        if (span->is_unclosed)
            pcs_warner_add_id(r->warner, line, "span is not closed:", id, len);
        if (span->is_deep)
            pcs_warner_add_id(r->warner, line, "spans are nested too deeply in",
                              id, len);
    }
}

static pcs_status find_segments(reading *r, pcs_error *err)
{
    const pcs_lines *lines = &r->document->lines;
    pcs_status status = pcs_tags_find(&r->tags, lines->text, lines->len, err);
    if (status == PCS_OK)
        status =
            pcs_spans_pair(&r->spans, &r->tags, lines->text, lines->len, err);
    if (status == PCS_OK)
        status = pcs_blocks_read(&r->blocks, lines, &r->spans, err);
    if (status == PCS_OK)
        status = pcs_refs_collect(&r->refs, lines->text, lines->len, err);
    if (status != PCS_OK)
        return status;
    warn_strays(r);
    warn_spans(r);
    if (!r->document->is_yaml)
        return PCS_OK;
    r->blocks.n = 0; /* headings are Markdown's */
    return pcs_yaml_find_lines(&r->spans, lines->text, r->document->file,
                               r->document->file_len, err);
}

/* One side of a segment; in a double-quoted scalar, where the tags' quotes are
 * escaped, the text is as well. */
static pcs_status read_side(reading *r, pcs_text *out, pcs_markup_side *markup,
                            const pcs_span *span, uint32_t begin, uint32_t end,
                            pcs_error *err)
{
    const char *text = r->document->lines.text, *s = text + begin;
    size_t len = end - begin;
    if (len > PCS_SEGMENT_MAX)
        return pcs_document_fail(r->document,
                                 pcs_document_line(r->document, span->begin),
                                 "segment is over 64 KiB", err);
    if (r->document->is_yaml &&
        memchr(text + span->begin, '\\', span->tag_end - span->begin)) {
        pcs_buffer_clear(&r->unescaped);
        pcs_yaml_unescape(&r->unescaped, s, len);
        if (r->unescaped.failed)
            return pcs_error_nomem(err);
        s = r->unescaped.data;
        len = r->unescaped.len;
    }
    pcs_markup_clear(markup);
    r->plain.markup = markup;
    pcs_status status = pcs_plain_text(out, &r->plain, &r->article->arena,
                                       &r->refs, s, len, err);
    r->plain.markup = NULL;
    if (status == PCS_OK && out->len > PCS_SEGMENT_MAX)
        return pcs_document_fail(r->document,
                                 pcs_document_line(r->document, span->begin),
                                 "segment is over 64 KiB", err);
    return status;
}

static pcs_place place_of(const reading *r, const pcs_span *span)
{
    pcs_place place = PCS_PLACE_PARAGRAPH;
    if (!r->document->is_yaml) /* its lists are no lists of the text */
        place = (pcs_place)r->blocks.places[span->line];
    if (place != PCS_PLACE_HEADING && span->is_in_cell)
        return PCS_PLACE_TABLE;
    return place;
}

static pcs_status compare_markup(reading *r, pcs_segment *s, pcs_error *err)
{
    if (!pcs_markup_is_any(&r->local, s->local.data, s->local.len, &r->english,
                           s->english.data, s->english.len))
        return PCS_OK;
    return pcs_markup_compare(
        &s->markup, &s->n_markup, &r->article->arena, &r->local, s->local.data,
        s->local.len, &r->english, s->english.data, s->english.len, err);
}

static pcs_status read_segment(reading *r, const pcs_span *span, pcs_error *err)
{
    pcs_article *article = r->article;
    if (!PCS_ARRAY_RESERVE(article->segments, article->cap_segments,
                           article->n_segments + 1))
        return pcs_error_nomem(err);
    size_t id_len = span->id_end - span->id;
    if (id_len > PCS_SEGMENT_MAX)
        return pcs_document_fail(r->document,
                                 pcs_document_line(r->document, span->begin),
                                 "id is over 64 KiB", err);
    pcs_segment segment = {.line = span->line + 1, .place = place_of(r, span)};
    segment.id.data = pcs_arena_copy(
        &article->arena, r->document->lines.text + span->id, id_len);
    segment.id.len = id_len;
    if (!segment.id.data)
        return pcs_error_nomem(err);
    pcs_status status = read_side(r, &segment.local, &r->local, span,
                                  span->local, span->local_end, err);
    if (status == PCS_OK)
        status = read_side(r, &segment.english, &r->english, span,
                           span->english, span->english_end, err);
    if (status == PCS_OK)
        status = compare_markup(r, &segment, err);
    if (status == PCS_OK)
        article->segments[article->n_segments++] = segment;
    return status;
}

/* The localized texts of the segments on a heading's line, joined. */
static pcs_status join_heading(reading *r, pcs_text *out,
                               const pcs_heading *heading, pcs_error *err)
{
    const pcs_segment *segments = r->article->segments;
    pcs_text first = segments[heading->span].local;
    if (heading->span_end - heading->span == 1) {
        *out = first;
        return PCS_OK;
    }
    pcs_buffer_clear(&r->joined);
    for (size_t i = heading->span; i < heading->span_end; i++) {
        if (segments[i].local.len && r->joined.len)
            pcs_buffer_putc(&r->joined, ' ');
        pcs_buffer_append(&r->joined, segments[i].local.data,
                          segments[i].local.len);
    }
    out->len = r->joined.len;
    out->data = r->joined.failed ? NULL
                                 : pcs_arena_copy(&r->article->arena,
                                                  r->joined.data, out->len);
    return out->data ? PCS_OK : pcs_error_nomem(err);
}

static pcs_status read_heading(reading *r, pcs_text *text, pcs_text *anchor,
                               const pcs_heading *heading, pcs_error *err)
{
    const char *document = r->document->lines.text;
    *anchor = (pcs_text){NULL, 0};
    if (pcs_tags_find_anchor(
            anchor, pcs_lines_begin(&r->document->lines, heading->line),
            pcs_lines_end(&r->document->lines, heading->line))) {
        anchor->data =
            pcs_arena_copy(&r->article->arena, anchor->data, anchor->len);
        if (!anchor->data)
            return pcs_error_nomem(err);
    }
    if (heading->span < heading->span_end)
        return join_heading(r, text, heading, err);
    return pcs_plain_text(text, &r->plain, &r->article->arena, NULL,
                          document + heading->begin,
                          heading->end - heading->begin, err);
}

/* Segments come by line, so each heading is read once. */
static pcs_status set_headings(reading *r, pcs_error *err)
{
    pcs_article *article = r->article;
    const pcs_heading *last = NULL;
    pcs_text text = {NULL, 0}, anchor = {NULL, 0};
    for (size_t i = 0; i < article->n_segments; i++) {
        const pcs_heading *heading =
            pcs_blocks_heading_at(&r->blocks, r->spans.items[i].line);
        if (heading && heading != last) {
            pcs_status status = read_heading(r, &text, &anchor, heading, err);
            if (status != PCS_OK)
                return status;
            last = heading;
        }
        article->segments[i].heading = text;
        article->segments[i].anchor = anchor;
    }
    return PCS_OK;
}

pcs_status pcs_segments_read(pcs_warner *warner, const pcs_document *document,
                             pcs_error *err)
{
    const char *text = document->lines.text, *end = text + document->lines.len;
    if (!pcs_has_segments(text, end) &&
        !pcs_scan_find(text, end, "data-stu-id", 11))
        return PCS_OK;
    reading r = {
        .article = warner->article, .warner = warner, .document = document};
    pcs_status status = find_segments(&r, err);
    for (size_t i = 0; status == PCS_OK && i < r.spans.n; i++)
        status = read_segment(&r, &r.spans.items[i], err);
    if (status == PCS_OK)
        status = set_headings(&r, err);
    dispose_reading(&r);
    return status;
}
