/* article.c - an article and its segments, as read from one sxs document */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/article.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "parse/blocks.h"
#include "parse/frontmatter.h"
#include "parse/lines.h"
#include "parse/plain.h"
#include "parse/refs.h"
#include "parse/scan.h"
#include "parse/spans.h"
#include "parse/tags.h"
#include "parse/warnings.h"
#include "parse/yamltext.h"

/* Without front matter, the locale is looked for in so many characters. */
#define LOCALE_SEARCH_MAX 4000

/* All that reading one document takes. */
typedef struct reading {
    pcs_article *article;
    pcs_warner warner;
    uint32_t *line; /* where the caller wants the line of a failure */
    bool is_yaml;
    const char *file; /* the document, mended */
    size_t file_len;
    pcs_buffer mended, unfolded, unescaped, joined;
    pcs_folds folds;
    pcs_lines lines;
    pcs_tags tags;
    pcs_spans spans;
    pcs_blocks blocks;
    pcs_refs refs;
    pcs_plain plain;
} reading;

const char *pcs_place_name(pcs_place place)
{
    static const char *const names[] = {"paragraph", "heading", "list", "table",
                                        "quote"};
    return (size_t)place < sizeof names / sizeof *names ? names[place]
                                                        : "paragraph";
}

void pcs_article_dispose(pcs_article *article)
{
    free(article->meta);
    free(article->segments);
    free(article->warnings);
    pcs_arena_dispose(&article->arena);
    memset(article, 0, sizeof *article);
}

static void clear_article(pcs_article *article)
{
    pcs_arena_clear(&article->arena);
    article->locale = article->title = article->description =
        (pcs_text){NULL, 0};
    article->n_meta = article->n_segments = article->n_warnings = 0;
}

static void dispose_reading(reading *r)
{
    pcs_buffer_dispose(&r->mended);
    pcs_buffer_dispose(&r->unfolded);
    pcs_buffer_dispose(&r->unescaped);
    pcs_buffer_dispose(&r->joined);
    pcs_folds_dispose(&r->folds);
    pcs_lines_dispose(&r->lines);
    pcs_tags_dispose(&r->tags);
    pcs_spans_dispose(&r->spans);
    pcs_blocks_dispose(&r->blocks);
    pcs_refs_dispose(&r->refs);
    pcs_plain_dispose(&r->plain);
}

static pcs_status fail_limit(reading *r, uint32_t line, const char *what,
                             pcs_error *err)
{
    if (r->line)
        *r->line = line;
    return pcs_error_set(err, PCS_ELIMIT, "line %u: %s", (unsigned)line, what);
}

static pcs_status check_lines(reading *r, const char *data, size_t len,
                              pcs_error *err)
{
    const char *p = data, *end = data + len;
    for (uint32_t line = 1; (size_t)(end - p) > PCS_LINE_MAX; line++) {
        const char *lf = memchr(p, '\n', PCS_LINE_MAX + 1);
        if (!lf)
            return fail_limit(r, line, "line is over 1 MiB", err);
        p = lf + 1;
    }
    return PCS_OK;
}

static uint32_t count_lines(const char *p, const char *end)
{
    uint32_t n = 0;
    for (; p < end && (p = memchr(p, '\n', (size_t)(end - p))); p++)
        n++;
    return n;
}

static size_t count_invalid(const char *data, size_t len)
{
    size_t n = 0;
    for (size_t pos = 0; pos < len;) {
        bool valid = true;
        pcs_utf8_next(data, len, &pos, &valid);
        n += !valid;
    }
    return n;
}

/* Offset of the first byte that is no UTF-8, or len. Most of a document is
 * runs of ASCII, or of three-byte characters. */
static size_t find_invalid(const char *data, size_t len)
{
    const unsigned char *p = (const unsigned char *)data, *end = p + len;
    for (;;) {
        uint64_t word;
        while (end - p >= 8 &&
               (memcpy(&word, p, 8), !(word & UINT64_C(0x8080808080808080))))
            p += 8;
        while (p < end && *p < 0x80)
            p++;
        while (end - p >= 3 && p[0] > 0xe0 && p[0] < 0xf0 && p[0] != 0xed &&
               (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80)
            p += 3;
        if (p == end)
            return len;
        if (*p < 0x80)
            continue;
        size_t pos = (size_t)(p - (const unsigned char *)data);
        bool valid = true;
        pcs_utf8_next(data, len, &pos, &valid);
        if (!valid)
            return (size_t)(p - (const unsigned char *)data);
        p = (const unsigned char *)data + pos;
    }
}

/* Makes file valid UTF-8 without a byte order mark. */
static pcs_status mend(reading *r, const char *data, size_t len, pcs_error *err)
{
    if (len >= 3 && !memcmp(data, "\xef\xbb\xbf", 3)) {
        data += 3;
        len -= 3;
    }
    r->file = data;
    r->file_len = len;
    size_t valid = len ? find_invalid(data, len) : 0;
    if (valid == len)
        return PCS_OK;
    pcs_utf8_repair(&r->mended, data, len);
    r->file = r->mended.data;
    r->file_len = r->mended.len;
    size_t n = count_invalid(data + valid, len - valid);
    pcs_warner_add(&r->warner, 1 + count_lines(data, data + valid),
                   "invalid UTF-8 replaced, %zu %s in all", n,
                   n == 1 ? "place" : "places");
    return pcs_buffer_status(&r->mended, err);
}

static pcs_status cut_lines(reading *r, pcs_error *err)
{
    if (!r->is_yaml)
        return pcs_lines_cut(&r->lines, r->file, r->file_len, err);
    pcs_status status =
        pcs_yaml_unfold(&r->unfolded, &r->folds, r->file, r->file_len, err);
    if (status != PCS_OK)
        return status;
    return pcs_lines_cut(&r->lines, r->unfolded.data, r->unfolded.len, err);
}

static bool has_spans(const char *p, const char *end)
{
    return pcs_scan_find(p, end, "data-ttu-id", 11);
}

/* The file's line, from 1, of the offset into the text that is being read. */
static uint32_t line_of(const reading *r, size_t offset)
{
    return (uint32_t)pcs_lines_at(&r->lines, offset) +
           pcs_folds_before(&r->folds, offset) + 1;
}

static pcs_status copy_locale(reading *r, const char *text, size_t len,
                              pcs_error *err)
{
    pcs_text found = pcs_frontmatter_locale(text, len);
    if (!found.len)
        return PCS_OK;
    r->article->locale.data =
        pcs_arena_copy(&r->article->arena, found.data, found.len);
    r->article->locale.len = found.len;
    return r->article->locale.data ? PCS_OK : pcs_error_nomem(err);
}

/* The length of the document's first LOCALE_SEARCH_MAX characters. */
static size_t skip_chars(const char *text, size_t len)
{
    const char *p = text, *end = text + len;
    uint32_t c;
    for (int n = 0; n < LOCALE_SEARCH_MAX && p < end; n++)
        p = pcs_scan_char(p, &c);
    return (size_t)(p - text);
}

/* Front matter was read with its folds undone: its entries and the warnings
 * from the first one on that it caused get the file's lines. */
static void unfold_lines(reading *r, size_t first)
{
    pcs_article *article = r->article;
    if (!r->folds.n)
        return;
    for (size_t i = 0; i < article->n_meta; i++)
        article->meta[i].line =
            line_of(r, r->lines.starts[article->meta[i].line - 1]);
    for (size_t i = first; i < article->n_warnings; i++)
        article->warnings[i].line =
            line_of(r, r->lines.starts[article->warnings[i].line - 1]);
}

/* A block that holds segments is text: the publishing pipeline has taken broken
 * front matter for text at times, and translated it. */
static pcs_status read_front(reading *r, pcs_error *err)
{
    pcs_lines *lines = &r->lines;
    const char *text = lines->text;
    if (lines->has_open_front)
        pcs_warner_add(&r->warner, 1, "front matter is not closed");
    if (lines->body &&
        has_spans(text, pcs_lines_begin(lines, lines->body - 1))) {
        pcs_warner_add(&r->warner, 1,
                       "front matter holds segments, read as text");
        lines->body = 0;
    }
    if (!lines->body)
        return copy_locale(r, text, skip_chars(text, lines->len), err);
    size_t begin = lines->starts[1], end = lines->starts[lines->body - 1];
    pcs_status status =
        end > begin + 1
            ? copy_locale(r, text + begin, end - begin - 1, err)
            : copy_locale(r, text, skip_chars(text, lines->len), err);
    size_t first = r->article->n_warnings;
    if (status == PCS_OK)
        status = pcs_frontmatter_read(&r->warner, text, end, err);
    unfold_lines(r, first);
    return status;
}

static void warn_strays(reading *r)
{
    const char *text = r->lines.text;
    for (size_t i = 0; i < r->spans.n_strays; i++) {
        const pcs_tag *tag = &r->spans.strays[i];
        pcs_warner_add_id(&r->warner, line_of(r, tag->begin),
                          tag->kind == PCS_TAG_TTU
                              ? "localized span without its English one"
                              : "English span without its localized one",
                          text + tag->id, tag->id_end - tag->id);
    }
}

static void warn_spans(reading *r)
{
    const char *text = r->lines.text;
    for (size_t i = 0; i < r->spans.n; i++) {
        const pcs_span *span = &r->spans.items[i];
        const char *id = text + span->id;
        size_t len = span->id_end - span->id;
        if (!span->is_unbalanced && !span->is_unclosed && !span->is_deep)
            continue;
        uint32_t line = line_of(r, span->begin);
        if (span->is_unbalanced)
            pcs_warner_add_id(&r->warner, line, "spans do not balance in", id,
                              len);
        if (span->is_unclosed)
            pcs_warner_add_id(&r->warner, line, "span is not closed:", id, len);
        if (span->is_deep)
            pcs_warner_add_id(&r->warner, line,
                              "spans are nested too deeply "
                              "in",
                              id, len);
    }
}

static pcs_status find_segments(reading *r, pcs_error *err)
{
    pcs_lines *lines = &r->lines;
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
    if (!r->is_yaml)
        return PCS_OK;
    r->blocks.n = 0; /* headings are Markdown's */
    return pcs_yaml_find_lines(&r->spans, lines->text, r->file, r->file_len,
                               err);
}

/* One side of a segment; in a double-quoted scalar, where the tags' quotes are
 * escaped, the text is as well. */
static pcs_status read_side(reading *r, pcs_text *out, const pcs_span *span,
                            uint32_t begin, uint32_t end, pcs_error *err)
{
    const char *text = r->lines.text, *s = text + begin;
    size_t len = end - begin;
    if (len > PCS_SEGMENT_MAX)
        return fail_limit(r, line_of(r, span->begin), "segment is over 64 KiB",
                          err);
    if (r->is_yaml &&
        memchr(text + span->begin, '\\', span->tag_end - span->begin)) {
        pcs_buffer_clear(&r->unescaped);
        pcs_yaml_unescape(&r->unescaped, s, len);
        if (r->unescaped.failed)
            return pcs_error_nomem(err);
        s = r->unescaped.data;
        len = r->unescaped.len;
    }
    pcs_status status = pcs_plain_text(out, &r->plain, &r->article->arena,
                                       &r->refs, s, len, err);
    if (status == PCS_OK && out->len > PCS_SEGMENT_MAX)
        return fail_limit(r, line_of(r, span->begin), "segment is over 64 KiB",
                          err);
    return status;
}

static pcs_place place_of(const reading *r, const pcs_span *span)
{
    pcs_place place = PCS_PLACE_PARAGRAPH;
    if (!r->is_yaml) /* its lists are no lists of the text */
        place = (pcs_place)r->blocks.places[span->line];
    if (place != PCS_PLACE_HEADING && span->is_in_cell)
        return PCS_PLACE_TABLE;
    return place;
}

static pcs_status read_segment(reading *r, const pcs_span *span, pcs_error *err)
{
    pcs_article *article = r->article;
    if (!PCS_ARRAY_RESERVE(article->segments, article->cap_segments,
                           article->n_segments + 1))
        return pcs_error_nomem(err);
    size_t id_len = span->id_end - span->id;
    if (id_len > PCS_SEGMENT_MAX)
        return fail_limit(r, line_of(r, span->begin), "id is over 64 KiB", err);
    pcs_segment segment = {.line = span->line + 1, .place = place_of(r, span)};
    segment.id.data =
        pcs_arena_copy(&article->arena, r->lines.text + span->id, id_len);
    segment.id.len = id_len;
    if (!segment.id.data)
        return pcs_error_nomem(err);
    pcs_status status =
        read_side(r, &segment.local, span, span->local, span->local_end, err);
    if (status == PCS_OK)
        status = read_side(r, &segment.english, span, span->english,
                           span->english_end, err);
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
    const char *document = r->lines.text;
    *anchor = (pcs_text){NULL, 0};
    if (pcs_tags_find_anchor(anchor, pcs_lines_begin(&r->lines, heading->line),
                             pcs_lines_end(&r->lines, heading->line))) {
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

static pcs_status read_segments(reading *r, pcs_error *err)
{
    const char *text = r->lines.text, *end = text + r->lines.len;
    if (!has_spans(text, end) && !pcs_scan_find(text, end, "data-stu-id", 11))
        return PCS_OK;
    pcs_status status = find_segments(r, err);
    for (size_t i = 0; status == PCS_OK && i < r->spans.n; i++)
        status = read_segment(r, &r->spans.items[i], err);
    return status == PCS_OK ? set_headings(r, err) : status;
}

static pcs_status read_document(reading *r, const char *data, size_t len,
                                pcs_error *err)
{
    if (len > PCS_FILE_MAX)
        return pcs_error_set(err, PCS_ELIMIT, "document is over 16 MiB");
    pcs_status status = check_lines(r, data, len, err);
    if (status == PCS_OK)
        status = mend(r, data, len, err);
    if (status == PCS_OK)
        status = cut_lines(r, err);
    if (status == PCS_OK)
        status = read_front(r, err);
    if (status == PCS_OK)
        status = read_segments(r, err);
    return status == PCS_OK ? pcs_warner_finish(&r->warner, err) : status;
}

static bool ends_with(const char *path, size_t len, const char *suffix)
{
    size_t n = strlen(suffix);
    return len >= n && pcs_scan_nocase(path + len - n, path + len, suffix);
}

pcs_status pcs_article_parse(pcs_article *article, uint32_t *line,
                             const char *path, const char *data, size_t len,
                             pcs_error *err)
{
    size_t path_len = path ? strlen(path) : 0;
    reading r = {.article = article, .warner = {.article = article}};
    r.line = line;
    r.is_yaml = path && (ends_with(path, path_len, ".yml") ||
                         ends_with(path, path_len, ".yaml"));
    if (line)
        *line = 0;
    clear_article(article);
    pcs_status status = read_document(&r, len ? data : "", len, err);
    if (status != PCS_OK)
        clear_article(article);
    dispose_reading(&r);
    return status;
}
