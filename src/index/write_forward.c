/* write_forward.c - what stands in which unit, and with what: the forward index
 * of a partition that has been built, and the associations of its words */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "index/associations_build.h"
#include "index/builder.h"
#include "index/training.h"

/* Where the words of units come from, one side at a time. */
typedef struct sourcing {
    const pcs_builder *b;
    bool is_english;
    pcs_forward_writer *writer;
    uint32_t *older;           /* of each unit the older one, or PCS_NO_UNIT */
    pcs_forward_map older_map; /* of the older lexicon */
    pcs_forward_map map;       /* of the current range */
    size_t range;
} sourcing;

static pcs_status find_older(sourcing *s, pcs_error *err)
{
    const pcs_builder *b = s->b;
    size_t n = b->units.len;
    s->older = malloc((n + 1) * sizeof *s->older);
    if (!s->older)
        return pcs_error_nomem(err);
    memset(s->older, 0xFF, (n + 1) * sizeof *s->older);
    if (!b->keeping.is_on)
        return PCS_OK;
    for (uint32_t i = 0; i < b->old.n_units; i++)
        if (b->keeping.units[i] != PCS_NO_UNIT)
            s->older[b->keeping.units[i]] = i;
    return pcs_forward_map_older(
        &s->older_map, s->writer,
        s->is_english ? &b->old.english : &b->old.words, err);
}

static const pcs_forward_side *side_of(const sourcing *s, size_t range)
{
    const pcs_forward_draft *draft = &s->b->ranges[range]->forward;
    return s->is_english ? &draft->english : &draft->local;
}

/* New units come in the order of their slots, and so of their ranges. */
static pcs_status add_new(sourcing *s, uint32_t slot, pcs_error *err)
{
    pcs_range *const *ranges = s->b->ranges;
    pcs_status status = PCS_OK;
    while (slot >= ranges[s->range]->first + ranges[s->range]->n) {
        s->range++;
        pcs_forward_map_dispose(&s->map);
    }
    const pcs_forward_side *side = side_of(s, s->range);
    if (!s->map.numbers)
        status = pcs_forward_map_draft(&s->map, s->writer, side, err);
    if (status != PCS_OK)
        return status;
    size_t at = slot - ranges[s->range]->first;
    return pcs_forward_writer_add(s->writer, &s->map,
                                  pcs_forward_side_unit(side, at), err);
}

static pcs_status add_older(sourcing *s, uint32_t unit, pcs_error *err)
{
    const pcs_partition *old = &s->b->old;
    pcs_sequence sequence;
    pcs_status status = pcs_forward_unit(
        &sequence, s->is_english ? &old->english_forward : &old->word_forward,
        unit, err);
    if (status != PCS_OK)
        return status;
    return pcs_forward_writer_add(s->writer, &s->older_map, sequence, err);
}

/* The words of all units of a side, by their numbers. */
static pcs_status gather(pcs_forward_writer *writer, const pcs_builder *b,
                         bool is_english, const pcs_wordset *words,
                         pcs_error *err)
{
    sourcing s;
    memset(&s, 0, sizeof s);
    s.b = b;
    s.is_english = is_english;
    s.writer = writer;
    pcs_status status = pcs_forward_writer_start(writer, words, err);
    if (status == PCS_OK)
        status = find_older(&s, err);
    for (uint32_t i = 0; status == PCS_OK && i < b->units.len; i++)
        status = s.older[i] == PCS_NO_UNIT ? add_new(&s, b->slots[i], err)
                                           : add_older(&s, s.older[i], err);
    pcs_forward_map_dispose(&s.older_map);
    pcs_forward_map_dispose(&s.map);
    free(s.older);
    return status;
}

static pcs_status associate(pcs_tables_writer *w, const pcs_builder *b,
                            const pcs_forward_writer *local,
                            const pcs_wordset *words,
                            const pcs_forward_writer *english,
                            const pcs_wordset *english_words,
                            const pcs_part_list *parts, pcs_error *err)
{
    pcs_classes own = {NULL, 0}, other = {NULL, 0};
    pcs_association_side l = {&own, local}, e = {&other, english};
    pcs_status status = pcs_classes_make(&own, words, b->locale->locale, err);
    if (status == PCS_OK)
        status = pcs_classes_make(&other, english_words, "en", err);
    if (status == PCS_OK)
        status = pcs_associations_write(w, &l, &e, err);
    if (status == PCS_OK)
        status = pcs_training_write(w, &l, &e, parts, err);
    pcs_classes_dispose(&own);
    pcs_classes_dispose(&other);
    return status;
}

pcs_status pcs_builder_write_forward(pcs_tables_writer *w, const pcs_builder *b,
                                     const pcs_wordset *words,
                                     const pcs_wordset *english,
                                     const pcs_part_list *parts, pcs_error *err)
{
    pcs_forward_writer own, other;
    memset(&own, 0, sizeof own);
    memset(&other, 0, sizeof other);
    pcs_status status = gather(&own, b, false, words, err);
    if (status == PCS_OK)
        status = gather(&other, b, true, english, err);
    if (status == PCS_OK)
        status = pcs_forward_writer_finish(&own, w, "w", err);
    if (status == PCS_OK)
        status = pcs_forward_writer_finish(&other, w, "e", err);
    if (status == PCS_OK)
        status = associate(w, b, &own, words, &other, english, parts, err);
    pcs_forward_writer_dispose(&own);
    pcs_forward_writer_dispose(&other);
    return status;
}
