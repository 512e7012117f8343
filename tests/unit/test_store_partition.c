/* test_store_partition.c - a locale's records, and how they are checked */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_store_common.h"

enum { UNITS = 100, SEGMENTS = 333 };

static void partition_open(pcs_partition *p, const char *path)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_partition_open(p, path, 0, &err), &err);
}

static void write_sample(const char *path)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(sample_write(path, UNITS, SEGMENTS, &err), &err);
}

static void test_records(void **state)
{
    const char *path = scratch_path(state, "t");
    pcs_partition p;
    pcs_error err = PCS_ERROR_INIT;
    write_sample(path);
    partition_open(&p, path);
    assert_int_equal(p.n_units, UNITS);
    assert_int_equal(p.n_segments, SEGMENTS);
    assert_int_equal(p.n_articles, 67);
    assert_int_equal(p.stats->words, UNITS);
    for (uint32_t s = 0; s < SEGMENTS; s++) {
        const pcs_segment_record *r;
        assert_ok(pcs_partition_segment(&r, &p, s, &err), &err);
        assert_int_equal(r->line, s + 1);
        assert_int_equal(r->unit, s * 7 % UNITS);
        assert_int_equal(r->article, s / SAMPLE_PER_ARTICLE);
    }
    for (uint32_t a = 0; a < 67; a++) {
        const pcs_article_record *r;
        assert_ok(pcs_partition_article(&r, &p, a, &err), &err);
        assert_int_equal(r->first_segment, a * SAMPLE_PER_ARTICLE);
        assert_int_equal(r->n_segments, a < 66 ? SAMPLE_PER_ARTICLE : 3);
        assert_int_equal(r->content_hash, a);
    }
    assert_int_equal(p.words.len, 8);
    assert_int_equal(p.english.len, 8);
    pcs_partition_close(&p);
    pcs_partition_close(&p);
}

/* Occurrences are all segments of a unit, each with its article. */
static void test_occurrences(void **state)
{
    const char *path = scratch_path(state, "t");
    pcs_partition p;
    pcs_error err = PCS_ERROR_INIT;
    size_t total = 0;
    write_sample(path);
    partition_open(&p, path);
    for (uint32_t u = 0; u < UNITS; u++) {
        const pcs_unit_record *record;
        const uint32_t *segments, *articles;
        size_t n, m;
        assert_ok(pcs_partition_unit(&record, &p, u, &err), &err);
        assert_int_equal(record->words, u);
        assert_int_equal(record->flags, u % 2);
        assert_ok(pcs_partition_occurrences(&segments, &n, &p, u, &err), &err);
        assert_ok(pcs_partition_unit_articles(&articles, &m, &p, u, &err),
                  &err);
        assert_int_equal(n, m);
        assert_true(n == 3 || n == 4);
        for (size_t i = 0; i < n; i++) {
            assert_int_equal(segments[i] * 7 % UNITS, u);
            assert_int_equal(articles[i], segments[i] / SAMPLE_PER_ARTICLE);
            assert_true(i == 0 || segments[i] > segments[i - 1]);
        }
        total += n;
        char wanted[512];
        size_t len = sample_text(wanted, "local", u);
        pcs_unit_text text;
        assert_ok(pcs_texts_get(&text, p.texts, u, &err), &err);
        assert_int_equal(text.local_len, len);
        assert_memory_equal(text.local, wanted, len);
    }
    assert_int_equal(total, SEGMENTS);
    pcs_partition_close(&p);
}

static void test_markup(void **state)
{
    const char *path = scratch_path(state, "t");
    pcs_partition p;
    pcs_error err = PCS_ERROR_INIT;
    write_sample(path);
    partition_open(&p, path);
    for (uint32_t s = 0; s < SEGMENTS + 3; s++) {
        const pcs_markup_record *r;
        size_t n;
        assert_ok(pcs_partition_markup(&r, &n, &p, s, &err), &err);
        assert_int_equal(n, s % 3 == 0 && s < SEGMENTS ? 2 : 0);
        for (size_t i = 0; i < n; i++) {
            assert_int_equal(r[i].segment, s);
            assert_int_equal(r[i].is_local, i);
            assert_int_equal(r[i].text, s % 10);
        }
    }
    pcs_partition_close(&p);
}

static void test_strings(void **state)
{
    const char *path = scratch_path(state, "t");
    pcs_partition p;
    pcs_error err = PCS_ERROR_INIT;
    write_sample(path);
    partition_open(&p, path);
    for (uint32_t i = 0; i < 10; i++) {
        char wanted[32] = "";
        const char *text;
        size_t len;
        if (i > 0)
            sprintf(wanted, "string %u", i);
        assert_ok(pcs_partition_string(&text, &len, &p, i, &err), &err);
        assert_int_equal(len, strlen(wanted));
        assert_memory_equal(text, wanted, len);
    }
    for (uint32_t a = 0; a < 67; a++) {
        const pcs_article_record *r;
        const char *text;
        size_t len;
        assert_ok(pcs_partition_article(&r, &p, a, &err), &err);
        assert_ok(pcs_partition_meta(&text, &len, &p, r, "string 7", &err),
                  &err);
        assert_int_equal(len, a % 10 ? 8 : 0);
        if (len)
            assert_int_equal(text[7], '0' + (char)(a % 10));
        assert_ok(pcs_partition_meta(&text, &len, &p, r, "string", &err), &err);
        assert_int_equal(len, 0);
        assert_string_equal(text, "");
    }
    pcs_partition_close(&p);
}

static void test_out_of_range(void **state)
{
    const char *path = scratch_path(state, "t");
    pcs_partition p;
    pcs_error err = PCS_ERROR_INIT;
    const pcs_unit_record *unit;
    const pcs_segment_record *segment;
    const pcs_article_record *article;
    const uint32_t *list;
    const char *text;
    size_t n;
    write_sample(path);
    partition_open(&p, path);
    static const uint32_t over[] = {0, 1, UINT32_MAX - SEGMENTS};
    for (size_t i = 0; i < 3; i++) {
        assert_fails(pcs_partition_unit(&unit, &p, UNITS + over[i], &err),
                     PCS_ECORRUPT, &err);
        assert_fails(
            pcs_partition_segment(&segment, &p, SEGMENTS + over[i], &err),
            PCS_ECORRUPT, &err);
        assert_fails(pcs_partition_article(&article, &p, 67 + over[i], &err),
                     PCS_ECORRUPT, &err);
        assert_fails(
            pcs_partition_occurrences(&list, &n, &p, UNITS + over[i], &err),
            PCS_ECORRUPT, &err);
        assert_int_equal(n, 0);
        assert_fails(pcs_partition_string(&text, &n, &p, 10 + over[i], &err),
                     PCS_ECORRUPT, &err);
        assert_string_equal(text, "");
    }
    pcs_partition_close(&p);
}

/* A sample with one section changed, or left out. */
typedef struct lie {
    pcs_tables_writer *writer;
    size_t left;    /* sections until the one that lies */
    int missing;    /* rather than changed */
    size_t longer;  /* by so many bytes */
    size_t n_bytes; /* so many bytes are changed */
} lie;

static pcs_status put_lie(void *context, const char *name, const void *data,
                          size_t len, pcs_error *err)
{
    lie *l = context;
    static char copy[200000];
    assert_true(len + l->longer <= sizeof copy);
    memset(copy, 0, sizeof copy);
    memcpy(copy, data, len);
    if (l->left-- == 0) {
        if (l->missing)
            return PCS_OK;
        len += l->longer;
        for (size_t i = 0; i < l->n_bytes && len > 0; i++)
            copy[random_below((uint32_t)len)] = (char)random_below(256);
    }
    return pcs_tables_writer_section(l->writer, name, copy, len, err);
}

static pcs_status open_lie(pcs_partition *p, const char *path, lie l)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_tables_writer_new(&l.writer, path, &err), &err);
    assert_ok(sample_partition(put_lie, &l, 20, 30, &err), &err);
    assert_ok(pcs_tables_writer_finish(l.writer, &err), &err);
    pcs_tables_writer_free(l.writer);
    return pcs_partition_open(p, path, 0, &err);
}

static void test_missing_sections(void **state)
{
    const char *path = scratch_path(state, "t");
    pcs_partition p;
    for (size_t i = 0; i < SAMPLE_SECTIONS; i++) {
        lie l = {.left = i, .missing = 1};
        if (open_lie(&p, path, l) != PCS_ECORRUPT)
            fail_msg("without %s", sample_sections[i].name);
        assert_null(p.tables);
        /* Longer by a part of an item. */
        l = (lie){.left = i, .longer = sample_sections[i].size > 1};
        if (open_lie(&p, path, l) != (l.longer ? PCS_ECORRUPT : PCS_OK))
            fail_msg("with a part more of %s", sample_sections[i].name);
        pcs_partition_close(&p);
    }
    /* Lists that have to be of one length. */
    static const size_t lengths[] = {0,  2,  3,  6,  7,  8,  17, 18,
                                     21, 24, 28, 31, 35, 37, 39, 40,
                                     41, 42, 43, 45, 46, 47, 48, 49};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        lie l = {.left = lengths[i],
                 .longer = sample_sections[lengths[i]].size};
        if (open_lie(&p, path, l) != PCS_ECORRUPT)
            fail_msg("with a longer %s", sample_sections[lengths[i]].name);
    }
}

/* Everything that a reader may ask for. */
static void look_around(pcs_partition *p)
{
    pcs_error err = PCS_ERROR_INIT;
    for (uint32_t i = 0; i < 40; i++) {
        const pcs_unit_record *unit;
        const pcs_segment_record *segment;
        const pcs_article_record *article;
        const uint32_t *list;
        const char *text;
        size_t n;
        pcs_unit_text texts;
        pcs_sequence words;
        uint32_t word;
        unsigned sum = 0;
        const pcs_markup_record *markup;
        pcs_partition_unit(&unit, p, i, &err);
        if (pcs_partition_markup(&markup, &n, p, i, &err) == PCS_OK)
            for (size_t k = 0; k < n; k++)
                sum += markup[k].text % 2;
        if (pcs_partition_occurrences(&list, &n, p, i, &err) == PCS_OK)
            for (size_t k = 0; k < n; k++)
                sum += list[k];
        if (pcs_partition_unit_articles(&list, &n, p, i, &err) == PCS_OK)
            for (size_t k = 0; k < n; k++)
                sum += list[k];
        if (pcs_partition_segment(&segment, p, i, &err) == PCS_OK) {
            assert_true(segment->unit < p->n_units);
            assert_true(segment->article < p->n_articles);
        }
        if (pcs_partition_string(&text, &n, p, i, &err) == PCS_OK)
            for (size_t k = 0; k < n; k++)
                sum += (unsigned char)text[k];
        if (pcs_partition_article(&article, p, i, &err) == PCS_OK) {
            assert_true(article->first_segment + article->n_segments <=
                        p->n_segments);
            pcs_partition_meta(&text, &n, p, article, "string 7", &err);
        }
        if (pcs_texts_get(&texts, p->texts, i, &err) == PCS_OK)
            for (size_t k = 0; k < texts.local_len; k++)
                sum += (unsigned char)texts.local[k];
        if (pcs_forward_unit(&words, &p->word_forward, i, &err) == PCS_OK)
            while (pcs_sequence_next(&word, &words))
                sum += word % 2;
        if (pcs_associations_check(&p->word_associations, &err) == PCS_OK)
            for (size_t k = 0; k < p->word_associations.n; k++)
                assert_true(p->word_associations.classes[k] <= k);
        assert_true(sum < UINT32_MAX);
    }
}

/* Checksums hold, numbers lie: an error or some records, never a crash. */
static void test_lies(void **state)
{
    const char *path = scratch_path(state, "t");
    for (size_t i = 0; i < 20 * SAMPLE_SECTIONS; i++) {
        pcs_partition p;
        lie l = {.left = i % SAMPLE_SECTIONS, .n_bytes = 1 + random_below(8)};
        pcs_status status = open_lie(&p, path, l);
        if (status == PCS_OK)
            look_around(&p);
        else
            assert_int_equal(status, PCS_ECORRUPT);
        pcs_partition_close(&p);
    }
}

/* A sample whose units have slots of their own. */
typedef struct slotted {
    pcs_tables_writer *writer;
    uint32_t units[20], slots[25];
    size_t n_units, n_slots;
} slotted;

static pcs_status put_slotted(void *context, const char *name, const void *data,
                              size_t len, pcs_error *err)
{
    slotted *s = context;
    if (strcmp(name, "unit.slot") == 0)
        return pcs_tables_writer_section(s->writer, name, s->units,
                                         4 * s->n_units, err);
    if (strcmp(name, "slot.unit") == 0)
        return pcs_tables_writer_section(s->writer, name, s->slots,
                                         4 * s->n_slots, err);
    return pcs_tables_writer_section(s->writer, name, data, len, err);
}

static pcs_status open_slotted(pcs_partition *p, const char *path, slotted s)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_tables_writer_new(&s.writer, path, &err), &err);
    assert_ok(sample_partition(put_slotted, &s, 20, 30, &err), &err);
    assert_ok(pcs_tables_writer_finish(s.writer, &err), &err);
    pcs_tables_writer_free(s.writer);
    return pcs_partition_open(p, path, 0, &err);
}

/* Unit u in slot 19 - u; slots from 20 on are of units that have gone. */
static slotted reversed(void)
{
    slotted s = {.n_units = 20, .n_slots = 25};
    for (uint32_t i = 0; i < 25; i++) {
        s.slots[i] = i < 20 ? 19 - i : UINT32_MAX;
        if (i < 20)
            s.units[i] = 19 - i;
    }
    return s;
}

static void test_slots(void **state)
{
    const char *path = scratch_path(state, "t");
    pcs_partition p, plain;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(sample_write(scratch_path(state, "plain"), 20, 30, &err), &err);
    assert_ok(pcs_partition_open(&plain, scratch_path(state, "plain"), 0, &err),
              &err);
    assert_int_equal(plain.n_slots, 20);
    assert_int_equal(open_slotted(&p, path, reversed()), PCS_OK);
    assert_int_equal(p.n_slots, 25);
    for (uint32_t u = 0; u < 20; u++) {
        pcs_unit_text a, b;
        assert_int_equal(pcs_partition_slot(&p, u), 19 - u);
        assert_int_equal(pcs_partition_slot(&plain, u), u);
        assert_ok(pcs_texts_get(&a, p.texts, u, &err), &err);
        assert_ok(pcs_texts_get(&b, plain.texts, 19 - u, &err), &err);
        assert_int_equal(a.local_len, b.local_len);
        assert_memory_equal(a.local, b.local, a.local_len);
    }
    pcs_unit_text none;
    assert_fails(pcs_texts_get(&none, p.texts, 20, &err), PCS_ECORRUPT, &err);
    pcs_partition_close(&p);
    pcs_partition_close(&plain);
}

/* What does not fit together is refused: it is read unchecked later. */
static void test_odd_slots(void **state)
{
    const char *path = scratch_path(state, "t");
    pcs_partition p;
    slotted odd[8];
    for (size_t i = 0; i < 8; i++)
        odd[i] = reversed();
    odd[0].n_units = 19;
    odd[1].n_units = 0;
    odd[2].n_slots = 0;
    odd[3].slots[3] = 20;         /* no such unit */
    odd[4].slots[3] = UINT32_MAX; /* a unit without its slot */
    odd[5].slots[22] = 4;         /* a unit of two slots */
    odd[6].units[4] = 24;         /* whose slot says otherwise */
    odd[7].units[4] = 4000000000u;
    for (size_t i = 0; i < 8; i++) {
        if (open_slotted(&p, path, odd[i]) != PCS_ECORRUPT)
            fail_msg("odd slots %zu", i);
        assert_null(p.tables);
    }
}

/* A damaged page is found by who reads it, and not by others. */
static void test_damaged_pages(void **state)
{
    const char *path = scratch_path(state, "t");
    pcs_buffer bytes = {0};
    pcs_error err = PCS_ERROR_INIT;
    pcs_partition p;
    assert_ok(sample_write(path, UNITS, SEGMENTS, &err), &err);
    assert_ok(pcs_file_read(&bytes, path, 1 << 20, &err), &err);
    partition_open(&p, path);
    size_t at = 4096 + 100 +
                (size_t)((const char *)&p.segments[SEGMENTS - 1] -
                         (const char *)p.units);
    pcs_partition_close(&p);
    bytes.data[at] ^= 1;
    assert_ok(pcs_file_write(path, bytes.data, bytes.len, &err), &err);
    partition_open(&p, path);
    const pcs_segment_record *r;
    const pcs_unit_record *u;
    assert_ok(pcs_partition_unit(&u, &p, 0, &err), &err);
    assert_fails(pcs_partition_segment(&r, &p, SEGMENTS - 1, &err),
                 PCS_ECORRUPT, &err);
    assert_null(r);
    assert_non_null(strstr(err.message, path));
    pcs_partition_close(&p);
    pcs_buffer_dispose(&bytes);
}

static void test_no_file(void **state)
{
    const char *path = scratch_path(state, "t");
    pcs_partition p;
    pcs_error err = PCS_ERROR_INIT;
    assert_fails(pcs_partition_open(&p, path, 0, &err), PCS_ENOTFOUND, &err);
    write_sample(path);
    assert_fails(pcs_partition_open(&p, path, 5000, &err), PCS_ECORRUPT, &err);
    pcs_partition_close(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_records),      scratch_test(test_occurrences),
        scratch_test(test_markup),       scratch_test(test_strings),
        scratch_test(test_out_of_range), scratch_test(test_missing_sections),
        scratch_test(test_lies),         scratch_test(test_slots),
        scratch_test(test_odd_slots),    scratch_test(test_damaged_pages),
        scratch_test(test_no_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
