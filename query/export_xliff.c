/* export_xliff.c - results as a bilingual document: XLIFF 2.1 */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/xml.h"
#include "query/export.h"

static void begin(pcs_export *e)
{
    pcs_buffer_printf(&e->out,
                      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" "
                      "version=\"2.1\" srcLang=\"%s\"",
                      e->source_locale);
    if (e->target)
        pcs_buffer_printf(&e->out, " trgLang=\"%s\"", e->target);
    pcs_buffer_puts(&e->out, ">\n");
}

static void append_note(pcs_export *e, const char *category, const char *text,
                        size_t len)
{
    if (len == 0)
        return;
    pcs_buffer_printf(&e->out, "<note category=\"%s\">", category);
    e->replaced += pcs_xml_append(&e->out, text, len);
    pcs_buffer_puts(&e->out, "</note>\n");
}

static void append_string(pcs_export *e, const char *category, const char *text)
{
    append_note(e, category, text, strlen(text));
}

static void append_number(pcs_export *e, const char *category, uint64_t value)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRIu64, value);
    append_string(e, category, text);
}

static bool is_open(const pcs_export *e, const pcs_place_of *place)
{
    return e->files && strcmp(e->source.data, place->source) == 0 &&
           strcmp(e->path.data, place->path) == 0;
}

static void close_file(pcs_export *e)
{
    if (e->files)
        pcs_buffer_puts(&e->out, "</file>\n");
}

/* Appending nothing makes the NUL of an empty name. */
static void keep(pcs_export *e, pcs_buffer *to, const char *text)
{
    pcs_buffer_clear(to);
    pcs_buffer_append(to, text, strlen(text));
    if (to->failed || (!to->data && !pcs_buffer_reserve(to, 1)))
        e->out.failed = true;
}

static void open_file(pcs_export *e, const pcs_hit *hit)
{
    const pcs_place_of *place = &hit->places[0];
    if (is_open(e, place))
        return;
    close_file(e);
    pcs_buffer_printf(&e->out, "<file id=\"f%" PRIu64 "\" original=\"",
                      ++e->files);
    e->replaced += pcs_xml_puts(&e->out, place->path);
    pcs_buffer_puts(&e->out, "\" xml:space=\"preserve\">\n<notes>\n");
    append_string(e, "source", place->source);
    append_string(e, "title", hit->title);
    append_string(e, "type", hit->origin->type);
    pcs_buffer_puts(&e->out, "</notes>\n");
    keep(e, &e->source, place->source);
    keep(e, &e->path, place->path);
}

static void append_text(pcs_export *e, const char *element,
                        const pcs_export_text *text)
{
    pcs_buffer_printf(&e->out, "<%s>", element);
    e->replaced += pcs_xml_append(&e->out, text->text, text->len);
    pcs_buffer_printf(&e->out, "</%s>\n", element);
}

/* The id of the document may be anything, and stand there twice; that of the
 * unit is its number in the article. */
static void append_unit(pcs_export *e, const pcs_export_unit *unit)
{
    const pcs_hit *hit = unit->hit;
    open_file(e, hit);
    pcs_buffer_printf(&e->out, "<unit id=\"n%u\"", hit->origin->position);
    if (*hit->places[0].id) {
        pcs_buffer_puts(&e->out, " name=\"");
        e->replaced += pcs_xml_puts(&e->out, hit->places[0].id);
        pcs_buffer_putc(&e->out, '"');
    }
    pcs_buffer_puts(&e->out, ">\n<notes>\n");
    append_number(e, "line", hit->places[0].line);
    append_string(e, "heading", hit->heading);
    append_string(e, "url", unit->url);
    append_number(e, "count", hit->count);
    append_string(e, "tier", pcs_tier_name(hit->tier));
    for (size_t i = 2; i < unit->n_texts; i++)
        append_note(e, unit->texts[i].locale, unit->texts[i].text,
                    unit->texts[i].len);
    pcs_buffer_puts(&e->out, "</notes>\n<segment state=\"translated\">\n");
    append_text(e, "source", &unit->texts[0]);
    append_text(e, "target", &unit->texts[1]);
    pcs_buffer_puts(&e->out, "</segment>\n</unit>\n");
}

/* A document has one file at least, and that a unit or a group; only a group
 * may be empty. */
static void end(pcs_export *e)
{
    if (e->files == 0)
        pcs_buffer_puts(&e->out, "<file id=\"f1\"><group id=\"g1\"/></file>\n");
    close_file(e);
    pcs_buffer_puts(&e->out, "</xliff>\n");
}

const pcs_export_format pcs_export_xliff = {.name = "xliff",
                                            .is_by_place = true,
                                            .needs_one_locale = true,
                                            .begin = begin,
                                            .unit = append_unit,
                                            .end = end};
