/* test_index_corpus.h - made-up units of two languages, for the tests of what
 * is learned from units
 *
 * Word i of a side is "w" or "e" and its number. */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TEST_INDEX_CORPUS_H
#define TEST_INDEX_CORPUS_H

#include "test_base_common.h"

#include "index/training.h"
#include "index/trainingpairs.h"

/** One side of the units; each word is a class of its own. */
typedef struct test_side {
    pcs_classes classes;
    pcs_forward_writer units;
    pcs_association_side side;
} test_side;

/** Units, and compounds with their parts. Zero-initialise. */
typedef struct test_corpus {
    test_side local, english;
    pcs_part_list parts;
} test_corpus;

static inline void side_start(test_side *s, uint32_t n_words)
{
    s->classes.n = n_words;
    s->classes.of = calloc(n_words + 1, sizeof *s->classes.of);
    assert_non_null(s->classes.of);
    for (uint32_t i = 0; i < n_words; i++)
        s->classes.of[i] = i;
    s->side = (pcs_association_side){&s->classes, &s->units};
}

static inline void corpus_start(test_corpus *c, uint32_t n_local,
                                uint32_t n_english)
{
    memset(c, 0, sizeof *c);
    side_start(&c->local, n_local);
    side_start(&c->english, n_english);
}

static inline void side_add(test_side *s, const uint32_t *words, size_t n)
{
    pcs_forward_writer *w = &s->units;
    assert_true(PCS_ARRAY_RESERVE(w->ends, w->cap, w->n + 1));
    for (size_t i = 0; i < n; i++)
        pcs_sequence_append(&w->bytes, words[i]);
    assert_false(w->bytes.failed);
    w->ends[w->n++] = (uint32_t)w->bytes.len;
}

/** Adds a unit. */
static inline void corpus_add(test_corpus *c, const uint32_t *local, size_t n,
                              const uint32_t *english, size_t n_english)
{
    side_add(&c->local, local, n);
    side_add(&c->english, english, n_english);
}

static inline void corpus_dispose(test_corpus *c)
{
    pcs_classes_dispose(&c->local.classes);
    pcs_classes_dispose(&c->english.classes);
    pcs_forward_writer_dispose(&c->local.units);
    pcs_forward_writer_dispose(&c->english.units);
}

static inline void shuffle(uint32_t *words, size_t n)
{
    for (size_t i = n; i > 1; i--) {
        size_t j = random_below((uint32_t)i);
        uint32_t word = words[i - 1];
        words[i - 1] = words[j];
        words[j] = word;
    }
}

/** Of n words number i is about 1 / (i + 1) as frequent as the first one. */
static inline uint32_t random_zipf(uint32_t n)
{
    uint32_t a = random_below(n), b = random_below(n);
    return random_below(1 + (a < b ? a : b));
}

/** Learns, writes a table file, and opens its translations. */
static inline pcs_tables *corpus_train(pcs_translation_table *out,
                                       const test_corpus *c, const char *path)
{
    pcs_tables_writer *w;
    pcs_tables *tables;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_tables_writer_new(&w, path, &err), &err);
    assert_ok(pcs_training_write(w, &c->local.side, &c->english.side, &c->parts,
                                 &err),
              &err);
    assert_ok(pcs_tables_writer_finish(w, &err), &err);
    pcs_tables_writer_free(w);
    assert_ok(pcs_tables_open(&tables, path, 0, &err), &err);
    assert_ok(pcs_translation_table_open(out, tables, &err), &err);
    assert_int_equal(out->n, c->local.classes.n);
    return tables;
}

#endif
