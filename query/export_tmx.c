/* export_tmx.c - results as a translation memory: TMX 1.4b */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <pcsearch.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/xml.h"
#include "query/export.h"

/* No date, so that the same results are the same bytes. */
static void begin(pcs_export *e)
{
    pcs_buffer_printf(
        &e->out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<tmx version=\"1.4\">\n"
        "<header creationtool=\"pcsearch\" creationtoolversion=\"%s\" "
        "segtype=\"sentence\" o-tmf=\"pcsearch\" adminlang=\"en-US\" "
        "srclang=\"%s\" datatype=\"plaintext\"/>\n"
        "<body>\n",
        PCSEARCH_RELEASE, e->source_locale);
}

static void append_prop(pcs_export *e, const char *type, const char *value)
{
    if (!*value)
        return;
    pcs_buffer_printf(&e->out, "<prop type=\"x-%s\">", type);
    e->replaced += pcs_xml_puts(&e->out, value);
    pcs_buffer_puts(&e->out, "</prop>\n");
}

static void append_number(pcs_export *e, const char *type, uint64_t value)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRIu64, value);
    append_prop(e, type, text);
}

/* "bed36-p103" is a paragraph whose sentences have no translation each. */
static const char *segment_type(const pcs_hit *hit)
{
    const char *dash = strrchr(hit->places[0].id, '-');
    if (hit->origin->place == PCS_PLACE_HEADING)
        return "phrase";
    return dash && dash[1] == 'p' ? "paragraph" : "sentence";
}

static void append_variant(pcs_export *e, const pcs_export_text *text)
{
    pcs_buffer_printf(&e->out, "<tuv xml:lang=\"%s\">", text->locale);
    if (*text->by)
        pcs_buffer_printf(&e->out, "<prop type=\"x-by\">%s</prop>", text->by);
    pcs_buffer_puts(&e->out, "<seg>");
    e->replaced += pcs_xml_append(&e->out, text->text, text->len);
    pcs_buffer_puts(&e->out, "</seg></tuv>\n");
}

static void append_unit(pcs_export *e, const pcs_export_unit *unit)
{
    const pcs_hit *hit = unit->hit;
    const pcs_place_of *place = &hit->places[0];
    pcs_buffer_printf(&e->out, "<tu segtype=\"%s\">\n", segment_type(hit));
    append_prop(e, "source", place->source);
    append_prop(e, "path", place->path);
    append_number(e, "line", place->line);
    append_prop(e, "id", place->id);
    append_prop(e, "title", hit->title);
    append_prop(e, "heading", hit->heading);
    append_prop(e, "url", unit->url);
    append_prop(e, "type", hit->origin->type);
    append_number(e, "count", hit->count);
    append_prop(e, "tier", pcs_tier_name(hit->tier));
    for (size_t i = 0; i < unit->n_texts; i++)
        append_variant(e, &unit->texts[i]);
    pcs_buffer_puts(&e->out, "</tu>\n");
}

static void end(pcs_export *e)
{
    pcs_buffer_puts(&e->out, "</body>\n</tmx>\n");
}

const pcs_export_format pcs_export_tmx = {
    .name = "tmx", .begin = begin, .unit = append_unit, .end = end};
