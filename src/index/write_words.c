/* write_words.c - the vocabulary of a partition that has been built */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "index/builder.h"
#include "index/heads_build.h"
#include "index/lexicon_build.h"
#include "index/relations_build.h"
#include "index/wordset.h"
#include "store/generation.h"
#include "store/postings.h"

/* Takes away the words of the units that are gone: what analysis makes of their
 * texts is what it made of them when they came. */
static pcs_status tally_gone(pcs_builder *b, size_t worker, pcs_error *err)
{
    pcs_terms terms = {{0}, NULL, 0, 0};
    pcs_analyzer *analyzer = b->shared->analyzers[worker];
    pcs_status status = PCS_OK;
    for (uint32_t i = 0; status == PCS_OK && i < b->old.n_units; i++) {
        pcs_unit_text text;
        pcs_word_count words;
        if (b->keeping.units[i] != PCS_NO_UNIT)
            continue;
        status = pcs_texts_get(&text, b->old.texts, i, err);
        pcs_terms_clear(&terms);
        if (status == PCS_OK)
            status = pcs_analyze_unit(&terms, &words, analyzer, text.local,
                                      text.local_len, text.english,
                                      text.english_len, err);
        if (status == PCS_OK)
            status = pcs_tally_unit(&b->tally, &terms, -1, err);
    }
    pcs_terms_dispose(&terms);
    return status;
}

static pcs_status tally(pcs_builder *b, size_t worker, pcs_error *err)
{
    pcs_status status = tally_gone(b, worker, err);
    for (size_t i = 0; status == PCS_OK && i < b->n_ranges; i++)
        status = pcs_tally_merge(&b->tally, &b->ranges[i]->tally, err);
    return status == PCS_OK ? pcs_tally_sort(&b->tally, err) : status;
}

static pcs_status open_postings(pcs_postings **out, const pcs_builder *b,
                                const uint32_t *slot_units, pcs_error *err)
{
    char *paths[PCS_POSTINGS_FILES_MAX] = {NULL};
    const pcs_manifest_locale *l = b->locale;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < l->n_postings; i++) {
        paths[i] = pcs_generation_file(b->shared->dir, &l->postings[i]);
        status = paths[i] ? PCS_OK : pcs_error_nomem(err);
    }
    if (status == PCS_OK)
        status = pcs_postings_open(out, (const char *const *)paths,
                                   l->n_postings, err);
    if (status == PCS_OK && slot_units)
        pcs_postings_map(*out, slot_units, b->n_slots, b->units.len);
    for (size_t i = 0; i < l->n_postings; i++)
        free(paths[i]);
    return status;
}

typedef struct vocabulary {
    pcs_wordset words, english;
} vocabulary;

static pcs_status find_words(vocabulary *v, pcs_builder *b,
                             pcs_postings *postings, size_t worker,
                             pcs_error *err)
{
    pcs_status status = PCS_OK;
    if (!b->keeping.is_on) {
        status = pcs_wordset_read(&v->words, postings, PCS_TERM_WORD, err);
        if (status == PCS_OK)
            status =
                pcs_wordset_read(&v->english, postings, PCS_TERM_ENGLISH, err);
        return status;
    }
    status = tally(b, worker, err);
    if (status == PCS_OK)
        status = pcs_wordset_update(&v->words, &b->old.words, &b->tally,
                                    PCS_TERM_WORD, err);
    if (status == PCS_OK)
        status = pcs_wordset_update(&v->english, &b->old.english, &b->tally,
                                    PCS_TERM_ENGLISH, err);
    return status;
}

static pcs_status write_sides(pcs_tables_writer *w, const pcs_builder *b,
                              const vocabulary *v, pcs_postings *postings,
                              pcs_error *err)
{
    const char *locale = b->locale->locale;
    uint32_t n_units = (uint32_t)b->units.len;
    pcs_part_list parts = {NULL, 0};
    pcs_status status = pcs_lexicon_write(w, "w", &v->words, locale, err);
    if (status == PCS_OK)
        status = pcs_lexicon_write(w, "e", &v->english, "en", err);
    if (status == PCS_OK)
        status = pcs_relations_write(w, "w", &v->words, &v->english, postings,
                                     locale, n_units, &parts, err);
    if (status == PCS_OK)
        status = pcs_relations_write(w, "e", &v->english, &v->english, postings,
                                     "en", n_units, NULL, err);
    if (status == PCS_OK)
        status = pcs_builder_write_forward(w, b, &v->words, &v->english, &parts,
                                           err);
    free(parts.items);
    return status;
}

pcs_status pcs_builder_write_words(pcs_tables_writer *w, pcs_builder *b,
                                   const uint32_t *slot_units, size_t worker,
                                   pcs_error *err)
{
    pcs_postings *postings = NULL;
    vocabulary v = {{{0}, NULL, NULL, 0, 0, 0}, {{0}, NULL, NULL, 0, 0, 0}};
    pcs_status status = PCS_OK;
    if (!b->keeping.is_on || pcs_relations_need_units(b->locale->locale))
        status = open_postings(&postings, b, slot_units, err);
    if (status == PCS_OK)
        status = find_words(&v, b, postings, worker, err);
    if (status == PCS_OK)
        status = write_sides(w, b, &v, postings, err);
    if (status == PCS_OK)
        status = pcs_heads_write(w, b, &v.words, worker, err);
    pcs_postings_close(postings);
    pcs_wordset_dispose(&v.words);
    pcs_wordset_dispose(&v.english);
    return status;
}
