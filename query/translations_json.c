/* translations_json.c - how a term was translated, as JSON Lines */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/present_json.h"
#include "query/translations.h"

static json_t *tally_json(const pcs_tally *t)
{
    return json_pack("{s:I,s:I,s:I,s:I}", "segments", (json_int_t)t->segments,
                     "pairs", (json_int_t)t->units, "human",
                     (json_int_t)t->human, "machine", (json_int_t)t->machine);
}

static json_t *example_json(const pcs_translation_example *e)
{
    return json_pack("{s:s%,s:s%,s:{s:o,s:o},s:s,s:s,s:I,s:s}", "from", e->from,
                     e->from_len, "to", e->to, e->to_len, "marks", "from",
                     pcs_marks_json(e->from_marks, e->n_from_marks), "to",
                     pcs_marks_json(e->to_marks, e->n_to_marks), "source",
                     e->place.source, "path", e->place.path, "line",
                     (json_int_t)e->place.line, "id", e->place.id);
}

static json_t *translation_json(const pcs_translated *d, size_t i)
{
    const pcs_translation *t = &d->items[i];
    json_t *out = json_pack(
        "{s:s,s:I,s:s,s:s,s:s,s:f,s:f}", "type", "translation", "rank",
        (json_int_t)i + 1, "from", d->from, "to", d->to, "text", t->text,
        "share", pcs_translation_share(&t->tally, d), "dice", t->dice);
    json_t *tally = out ? tally_json(&t->tally) : NULL;
    if (!tally || json_object_update(out, tally) != 0) {
        json_decref(tally);
        json_decref(out);
        return NULL;
    }
    json_decref(tally);
    if (t->example.from)
        json_object_set_new(out, "example", example_json(&t->example));
    return out;
}

static json_t *direction_json(const pcs_translated *d)
{
    return json_pack("{s:s,s:s,s:o,s:I,s:I,s:o,s:o,s:I}", "from", d->from, "to",
                     d->to, "all", tally_json(&d->all), "shown",
                     (json_int_t)d->n, "more", (json_int_t)d->n_more, "of_more",
                     tally_json(&d->more), "otherwise", tally_json(&d->rest),
                     "without_sibling", (json_int_t)d->alone);
}

static json_t *summary_json(const pcs_translations *t, pcs_searcher *searcher,
                            double elapsed_ms)
{
    json_t *directions = json_array();
    for (size_t i = 0; i < t->n; i++)
        json_array_append_new(directions, direction_json(&t->items[i]));
    return json_pack("{s:s,s:s,s:o,s:o,s:I,s:f}", "type", "summary", "term",
                     t->term, "directions", directions, "ignored",
                     pcs_strings_json(t->ignored, t->n_ignored), "generation",
                     (json_int_t)pcs_searcher_generation(searcher),
                     "elapsed_ms", pcs_json_elapsed(elapsed_ms));
}

pcs_status pcs_present_translations_json(pcs_buffer *out,
                                         const pcs_translations *t,
                                         pcs_searcher *searcher,
                                         double elapsed_ms, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < t->n; i++)
        for (size_t j = 0; status == PCS_OK && j < t->items[i].n; j++)
            status = pcs_json_append(out, translation_json(&t->items[i], j),
                                     NULL, err);
    return status == PCS_OK
               ? pcs_json_append(out, summary_json(t, searcher, elapsed_ms),
                                 NULL, err)
               : status;
}
