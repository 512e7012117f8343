/* test_store_texts.c - texts of units in compressed blocks */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_store_common.h"

#include <zstd.h>

/* A table file of nothing but texts. */
static void write_texts(const char *path, pcs_texts_writer *w, bool with_last)
{
    pcs_tables_writer *t;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_texts_finish(w, &err), &err);
    assert_true(PCS_ARRAY_RESERVE(w->index, w->cap_index, w->n_index + 1));
    w->index[w->n_index] = (pcs_text_block){w->blocks.len, w->next, 0};
    size_t n = w->n_index + with_last;
    assert_ok(pcs_tables_writer_new(&t, path, &err), &err);
    assert_ok(pcs_tables_writer_section(t, "text.blocks", w->blocks.data,
                                        w->blocks.len, &err),
              &err);
    assert_ok(pcs_tables_writer_section(t, "text.index", w->index,
                                        n * sizeof *w->index, &err),
              &err);
    assert_ok(pcs_tables_writer_finish(t, &err), &err);
    pcs_tables_writer_free(t);
}

typedef struct reader {
    pcs_tables *tables;
    pcs_texts *texts;
} reader;

static reader reader_open(const char *path)
{
    reader r = {tables_open(path), NULL};
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_texts_open(&r.texts, r.tables, &err), &err);
    return r;
}

static void reader_close(reader *r)
{
    pcs_texts_close(r->texts);
    pcs_tables_close(r->tables);
}

static void assert_unit(const reader *r, uint32_t u)
{
    char local[512], english[512];
    size_t n = sample_text(local, "local", u);
    size_t m = sample_text(english, "english", u);
    pcs_unit_text text;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_texts_get(&text, r->texts, u, &err), &err);
    assert_int_equal(text.local_len, n);
    assert_int_equal(text.english_len, m);
    assert_memory_equal(text.local, local, n);
    assert_memory_equal(text.english, english, m);
}

static void add_samples(pcs_texts_writer *w, uint32_t first, uint32_t last)
{
    pcs_error err = PCS_ERROR_INIT;
    for (uint32_t u = first; u < last; u++) {
        char local[512], english[512];
        size_t n = sample_text(local, "local", u);
        size_t m = sample_text(english, "english", u);
        assert_ok(pcs_texts_add(w, local, n, english, m, &err), &err);
    }
}

/* In order, backwards and at random, over the borders of blocks, and over more
 * blocks than are kept. */
static void test_orders(void **state)
{
    enum { UNITS = 3000 };
    const char *path = scratch_path(state, "t");
    pcs_texts_writer w = {0};
    add_samples(&w, 0, UNITS);
    write_texts(path, &w, true);
    assert_true(w.n_index > 40);
    reader r = reader_open(path);
    for (uint32_t u = 0; u < UNITS; u++)
        assert_unit(&r, u);
    for (uint32_t u = UNITS; u-- > 0;)
        assert_unit(&r, u);
    for (int i = 0; i < 1000; i++)
        assert_unit(&r, random_below(UNITS));
    pcs_unit_text text;
    pcs_error err = PCS_ERROR_INIT;
    assert_fails(pcs_texts_get(&text, r.texts, UNITS, &err), PCS_ECORRUPT,
                 &err);
    assert_null(text.local);
    assert_fails(pcs_texts_get(&text, r.texts, UINT32_MAX, &err), PCS_ECORRUPT,
                 &err);
    assert_unit(&r, UNITS - 1);
    reader_close(&r);
    pcs_texts_writer_dispose(&w);
}

/* Where blocks begin: full ones, and those of a multiple of units, so that
 * parts written by several workers can be put together. */
static void test_borders(void **state)
{
    (void)state;
    pcs_texts_writer w = {0};
    pcs_error err = PCS_ERROR_INIT;
    for (uint32_t u = 0; u < 3 * PCS_TEXT_BLOCK_UNITS; u++)
        assert_ok(pcs_texts_add(&w, "a", 1, "b", 1, &err), &err);
    assert_ok(pcs_texts_finish(&w, &err), &err);
    assert_ok(pcs_texts_finish(&w, &err), &err);
    assert_int_equal(w.n_index, 3);
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(w.index[i].unit, i * PCS_TEXT_BLOCK_UNITS);
        assert_int_equal(w.index[i].raw_len, 10 * PCS_TEXT_BLOCK_UNITS);
    }
    assert_int_equal(w.next, 3 * PCS_TEXT_BLOCK_UNITS);
    pcs_texts_writer_dispose(&w);
    static char big[PCS_TEXT_BLOCK_SIZE];
    for (int i = 0; i < 5; i++)
        assert_ok(pcs_texts_add(&w, big, sizeof big, NULL, 0, &err), &err);
    assert_ok(pcs_texts_finish(&w, &err), &err);
    assert_int_equal(w.n_index, 5);
    pcs_texts_writer_dispose(&w);
}

/* Two writers' parts, the second of which begins at a multiple. */
static void test_parts(void **state)
{
    const char *path = scratch_path(state, "t");
    pcs_texts_writer a = {0}, b = {.next = PCS_TEXT_BLOCK_UNITS};
    pcs_error err = PCS_ERROR_INIT;
    add_samples(&a, 0, PCS_TEXT_BLOCK_UNITS);
    add_samples(&b, PCS_TEXT_BLOCK_UNITS, PCS_TEXT_BLOCK_UNITS + 100);
    assert_ok(pcs_texts_finish(&a, &err), &err);
    assert_ok(pcs_texts_finish(&b, &err), &err);
    assert_true(PCS_ARRAY_RESERVE(a.index, a.cap_index, a.n_index + b.n_index));
    for (size_t i = 0; i < b.n_index; i++) {
        a.index[a.n_index] = b.index[i];
        a.index[a.n_index++].offset += a.blocks.len;
    }
    pcs_buffer_append(&a.blocks, b.blocks.data, b.blocks.len);
    a.next = b.next;
    write_texts(path, &a, true);
    reader r = reader_open(path);
    for (uint32_t u = 0; u < PCS_TEXT_BLOCK_UNITS + 100; u++)
        assert_unit(&r, u);
    reader_close(&r);
    pcs_texts_writer_dispose(&a);
    pcs_texts_writer_dispose(&b);
}

/* Empty texts, a long one, and one of bytes that are no text. */
static void test_odd_texts(void **state)
{
    const char *path = scratch_path(state, "t");
    enum { LONG = 3 << 20 };
    char *big = malloc(LONG);
    pcs_texts_writer w = {0};
    pcs_error err = PCS_ERROR_INIT;
    pcs_unit_text text;
    assert_non_null(big);
    for (size_t i = 0; i < LONG; i++)
        big[i] = (char)random_below(256);
    assert_ok(pcs_texts_add(&w, "", 0, "", 0, &err), &err);
    assert_ok(pcs_texts_add(&w, "a\0b", 3, NULL, 0, &err), &err);
    assert_ok(pcs_texts_add(&w, big, LONG, big, LONG / 2, &err), &err);
    assert_ok(pcs_texts_add(&w, NULL, 0, "\xFF", 1, &err), &err);
    write_texts(path, &w, true);
    reader r = reader_open(path);
    assert_ok(pcs_texts_get(&text, r.texts, 0, &err), &err);
    assert_int_equal(text.local_len + text.english_len, 0);
    assert_ok(pcs_texts_get(&text, r.texts, 1, &err), &err);
    assert_memory_equal(text.local, "a\0b", 3);
    assert_int_equal(text.english_len, 0);
    assert_ok(pcs_texts_get(&text, r.texts, 2, &err), &err);
    assert_int_equal(text.local_len, LONG);
    assert_memory_equal(text.local, big, LONG);
    assert_memory_equal(text.english, big, LONG / 2);
    assert_ok(pcs_texts_get(&text, r.texts, 3, &err), &err);
    assert_memory_equal(text.english, "\xFF", 1);
    reader_close(&r);
    pcs_texts_writer_dispose(&w);
    free(big);
}

static void test_none(void **state)
{
    const char *path = scratch_path(state, "t");
    pcs_texts_writer w = {0};
    pcs_error err = PCS_ERROR_INIT;
    pcs_unit_text text;
    write_texts(path, &w, true);
    reader r = reader_open(path);
    assert_fails(pcs_texts_get(&text, r.texts, 0, &err), PCS_ECORRUPT, &err);
    reader_close(&r);
    write_texts(path, &w, false);
    pcs_tables *tables = tables_open(path);
    pcs_texts *texts;
    assert_fails(pcs_texts_open(&texts, tables, &err), PCS_ECORRUPT, &err);
    assert_null(texts);
    pcs_tables_close(tables);
    write_one_section(path, "text.blocks", "x", 1);
    tables = tables_open(path);
    assert_fails(pcs_texts_open(&texts, tables, &err), PCS_ECORRUPT, &err);
    pcs_tables_close(tables);
    pcs_texts_writer_dispose(&w);
    pcs_texts_close(NULL);
}

/* An index whose checksums hold, and which lies: every unit is an error or
 * some text, never a crash. */
static void test_lies(void **state)
{
    const char *path = scratch_path(state, "t");
    for (int i = 0; i < 300; i++) {
        pcs_texts_writer w = {0};
        pcs_error err = PCS_ERROR_INIT;
        add_samples(&w, 1, 201);
        w.next = 200;
        assert_ok(pcs_texts_finish(&w, &err), &err);
        size_t at = random_below((uint32_t)w.n_index);
        switch (i % 4) {
        case 0:
            w.index[at].offset +=
                random_below(2) ? random_below(100) : UINT64_MAX - 5;
            break;
        case 1:
            w.index[at].unit += random_below(300);
            break;
        case 2:
            w.index[at].raw_len =
                random_below(2) ? random_below(30000) : UINT32_MAX;
            break;
        default:
            for (int j = 0; j < 3; j++)
                w.blocks.data[random_below((uint32_t)w.blocks.len)] ^= 0x11;
        }
        write_texts(path, &w, true);
        reader r = reader_open(path);
        for (uint32_t u = 0; u < 210; u++) {
            pcs_unit_text text;
            pcs_status status = pcs_texts_get(&text, r.texts, u, &err);
            assert_true(status == PCS_OK || status == PCS_ECORRUPT);
            char *copy = malloc(text.local_len + text.english_len + 1);
            assert_non_null(copy);
            if (status == PCS_OK) {
                memcpy(copy, text.local, text.local_len);
                memcpy(copy, text.english, text.english_len);
            }
            free(copy);
        }
        reader_close(&r);
        pcs_texts_writer_dispose(&w);
    }
}

/* A block of two units, of these lengths and 100 bytes of texts. */
static void write_lengths(const char *path, const uint32_t lens[4],
                          size_t raw_more)
{
    char raw[116];
    pcs_texts_writer w = {.next = 2};
    memset(raw, 'x', sizeof raw);
    memcpy(raw, lens, 16);
    assert_true(pcs_buffer_reserve(&w.blocks, 1000));
    w.blocks.len = ZSTD_compress(w.blocks.data, 1000, raw, sizeof raw, 1);
    assert_false(ZSTD_isError(w.blocks.len));
    assert_true(PCS_ARRAY_RESERVE(w.index, w.cap_index, 2));
    w.index[w.n_index++] =
        (pcs_text_block){0, 0, (uint32_t)(sizeof raw + raw_more)};
    write_texts(path, &w, true);
    pcs_texts_writer_dispose(&w);
}

/* Lengths within a block are not to be trusted either. */
static void test_lying_lengths(void **state)
{
    static const struct {
        uint32_t lens[4];
        size_t raw_more;
        pcs_status first, second;
    } cases[] = {
        {{10, 20, 30, 40}, 0, PCS_OK, PCS_OK},
        {{0, 0, 100, 0}, 0, PCS_OK, PCS_OK},
        {{10, 20, 30, 41}, 0, PCS_OK, PCS_ECORRUPT},
        {{10, 20, 71, 0}, 0, PCS_OK, PCS_ECORRUPT},
        {{60, 40, 0, 1}, 0, PCS_OK, PCS_ECORRUPT},
        {{60, 41, 0, 0}, 0, PCS_ECORRUPT, PCS_ECORRUPT},
        {{101, 0, 0, 0}, 0, PCS_ECORRUPT, PCS_ECORRUPT},
        {{UINT32_MAX, 2, 0, 0}, 0, PCS_ECORRUPT, PCS_ECORRUPT},
        {{50, UINT32_MAX, 0, 0}, 0, PCS_ECORRUPT, PCS_ECORRUPT},
        {{0, 0, 50, UINT32_MAX - 20}, 0, PCS_OK, PCS_ECORRUPT},
        {{10, 20, 30, 40}, 1, PCS_ECORRUPT, PCS_ECORRUPT},
    };
    const char *path = scratch_path(state, "t");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pcs_unit_text text;
        pcs_error err = PCS_ERROR_INIT;
        write_lengths(path, cases[i].lens, cases[i].raw_more);
        reader r = reader_open(path);
        assert_int_equal(pcs_texts_get(&text, r.texts, 0, &err),
                         cases[i].first);
        assert_int_equal(pcs_texts_get(&text, r.texts, 1, &err),
                         cases[i].second);
        if (cases[i].second == PCS_OK)
            assert_int_equal(text.local_len, cases[i].lens[2]);
        reader_close(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_orders),        scratch_test(test_borders),
        scratch_test(test_parts),         scratch_test(test_odd_texts),
        scratch_test(test_none),          scratch_test(test_lies),
        scratch_test(test_lying_lengths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
