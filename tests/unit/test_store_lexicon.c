/* test_store_lexicon.c - looking words up, against a search through all */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_store_common.h"

typedef struct bench {
    pcs_tables *tables;
    pcs_lexicon lexicon;
    word_list list;
} bench;

static void bench_open(bench *b, const char *path, word_list list)
{
    pcs_tables_writer *w;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_tables_writer_new(&w, path, &err), &err);
    assert_ok(sample_lexicon(put_in_tables, w, "w", &list, &err), &err);
    assert_ok(pcs_tables_writer_finish(w, &err), &err);
    pcs_tables_writer_free(w);
    b->list = list;
    b->tables = tables_open(path);
    assert_ok(pcs_lexicon_open(&b->lexicon, b->tables, "w", &err), &err);
    assert_int_equal(b->lexicon.len, list.len);
}

static void bench_close(bench *b)
{
    pcs_lexicon_forget(&b->lexicon);
    pcs_tables_close(b->tables);
}

/* Has so many words looked up that it goes by their hashes. */
static void look_often(const pcs_lexicon *l)
{
    pcs_lexicon_range range;
    for (size_t i = 0; i < l->len / 4 + 100; i++)
        pcs_lexicon_find(&range, l, "\x01", 1, NULL);
}

static bool begins(const char *word, const char *text, size_t len)
{
    return strlen(word) >= len && memcmp(word, text, len) == 0;
}

static bool ends(const char *word, const char *text, size_t len)
{
    size_t n = strlen(word);
    return n >= len && memcmp(word + n - len, text, len) == 0;
}

static bool has_key(const char *word, const char *text, size_t len)
{
    return sample_key_len(word) == len && memcmp(word, text, len) == 0;
}

static bool is_word(const char *word, const char *text, size_t len)
{
    return strlen(word) == len && memcmp(word, text, len) == 0;
}

typedef bool predicate(const char *word, const char *text, size_t len);

static size_t count(const bench *b, predicate *holds, const char *text,
                    size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < b->list.len; i++)
        n += holds(b->list.words[i], text, len);
    return n;
}

typedef pcs_status lookup(pcs_lexicon_range *out, const pcs_lexicon *l,
                          const char *text, size_t len, pcs_error *err);
typedef pcs_status translate(size_t *out, const pcs_lexicon *l, size_t i,
                             pcs_error *err);

static pcs_status same(size_t *out, const pcs_lexicon *l, size_t i,
                       pcs_error *err)
{
    (void)l, (void)err;
    *out = i;
    return PCS_OK;
}

static const struct {
    lookup *look;
    translate *number;
    predicate *holds;
} ways[] = {
    {pcs_lexicon_prefix, same, begins},
    {pcs_lexicon_find, same, is_word},
    {pcs_lexicon_suffix, pcs_lexicon_suffix_word, ends},
    {pcs_lexicon_key, pcs_lexicon_key_word, has_key},
};

/* One after the other come the words that hold text, and no others. */
static void check_holding(const bench *b, const char *text, size_t len)
{
    pcs_error err = PCS_ERROR_INIT;
    size_t at = 0;
    for (size_t i = 0; len > 0 && i < b->list.len; i++) {
        const char *word = b->list.words[i];
        if (!memmem(word, strlen(word), text, len))
            continue;
        assert_ok(pcs_lexicon_holding(&at, &b->lexicon, text, len, &err), &err);
        assert_int_equal(at, i);
        at++;
    }
    assert_ok(pcs_lexicon_holding(&at, &b->lexicon, text, len, &err), &err);
    assert_int_equal(at, b->list.len);
}

/* Every way of looking text up finds just the words that it should. */
static void check(const bench *b, const char *text, size_t len)
{
    pcs_error err = PCS_ERROR_INIT;
    char *exact = malloc(len ? len : 1);
    assert_non_null(exact);
    memcpy(exact, text, len);
    for (size_t i = 0; i < 4; i++) {
        pcs_lexicon_range range;
        assert_ok(ways[i].look(&range, &b->lexicon, exact, len, &err), &err);
        size_t wanted = count(b, ways[i].holds, text, len);
        if (range.last - range.first != wanted)
            fail_msg("\"%.*s\", way %zu: %zu words where %zu were wanted",
                     (int)len, text, i, range.last - range.first, wanted);
        size_t before = 0;
        for (size_t j = range.first; j < range.last; j++) {
            size_t word;
            assert_ok(ways[i].number(&word, &b->lexicon, j, &err), &err);
            assert_true(word < b->list.len);
            assert_true(ways[i].holds(b->list.words[word], text, len));
            assert_true(ways[i].number == pcs_lexicon_suffix_word ||
                        j == range.first || word > before);
            before = word;
        }
    }
    check_holding(b, exact, len);
    free(exact);
}

static void check_words(const bench *b)
{
    pcs_error err = PCS_ERROR_INIT;
    for (size_t i = 0; i < b->list.len; i++) {
        const char *word;
        size_t len;
        uint32_t freq;
        assert_ok(pcs_lexicon_word(&word, &len, &b->lexicon, i, &err), &err);
        assert_int_equal(len, strlen(b->list.words[i]));
        assert_memory_equal(word, b->list.words[i], len);
        assert_ok(pcs_lexicon_freq(&freq, &b->lexicon, i, &err), &err);
        assert_int_equal(freq, i + 1);
    }
}

/* Short words of few letters share beginnings, ends and keys. */
static word_list random_words(char (*bytes)[16], const char **words, size_t n)
{
    static const char *const letters[] = {"a",  "b",    "c",  "\xC3\xA9",
                                          "구", "\xFF", "독", "z"};
    word_list list = {words, n};
    for (size_t i = 0; i < n; i++) {
        bytes[i][0] = 0;
        for (uint32_t k = 1 + random_below(4); k > 0; k--)
            strcat(bytes[i], letters[random_below(n < 100 ? 3 : 8)]);
        words[i] = bytes[i];
    }
    word_list_sort(&list);
    return list;
}

static void test_random(void **state)
{
    static char bytes[2000][16];
    static const char *words[2000];
    static const size_t sizes[] = {0, 1, 2, 3, 10, 60, 500, 2000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        bench b;
        pcs_error err = PCS_ERROR_INIT;
        bench_open(&b, scratch_path(state, "t"),
                   random_words(bytes, words, sizes[i]));
        check_words(&b);
        check(&b, "", 0);
        for (int j = 0; j < 300; j++) {
            if (j == 100)
                assert_ok(pcs_lexicon_remember(&b.lexicon, &err), &err);
            char text[1][16];
            const char *one[1];
            random_words(text, one, 1);
            size_t len = strlen(text[0]);
            check(&b, text[0], random_below((uint32_t)len + 1));
            check(&b, text[0], len);
        }
        bench_close(&b);
    }
}

static void test_each_word(void **state)
{
    static char bytes[300][16];
    static const char *words[300];
    bench b;
    pcs_error err = PCS_ERROR_INIT;
    bench_open(&b, scratch_path(state, "t"), random_words(bytes, words, 300));
    for (size_t i = 0; i < 2 * b.list.len; i++) {
        const char *word = b.list.words[i % b.list.len];
        size_t len = strlen(word);
        if (i == b.list.len) {
            assert_ok(pcs_lexicon_remember(&b.lexicon, &err), &err);
            look_often(&b.lexicon);
        }
        check(&b, word, len);
        check(&b, word, len - 1);
        check(&b, word + 1, len - 1);
        check(&b, word, sample_key_len(word));
    }
    bench_close(&b);
}

static void test_out_of_range(void **state)
{
    word_list list = {sample_words, 8};
    word_list_sort(&list);
    bench b;
    pcs_error err = PCS_ERROR_INIT;
    const char *word;
    size_t n;
    uint32_t freq;
    bench_open(&b, scratch_path(state, "t"), list);
    assert_fails(pcs_lexicon_word(&word, &n, &b.lexicon, 8, &err), PCS_ECORRUPT,
                 &err);
    assert_int_equal(n, 0);
    assert_fails(pcs_lexicon_freq(&freq, &b.lexicon, 8, &err), PCS_ECORRUPT,
                 &err);
    assert_fails(pcs_lexicon_suffix_word(&n, &b.lexicon, SIZE_MAX, &err),
                 PCS_ECORRUPT, &err);
    assert_fails(pcs_lexicon_key_word(&n, &b.lexicon, 8, &err), PCS_ECORRUPT,
                 &err);
    assert_fails(pcs_lexicon_open(&b.lexicon, b.tables, "e", &err),
                 PCS_ECORRUPT, &err);
    pcs_tables_close(b.tables);
}

/* A damaged page is found when it is read, whatever is asked. */
static void test_damaged_pages(void **state)
{
    static char bytes[2000][16];
    static const char *words[2000];
    const char *path = scratch_path(state, "t");
    pcs_buffer whole = {0};
    pcs_error err = PCS_ERROR_INIT;
    bench b;
    word_list list = {words, 2000};
    for (size_t i = 0; i < 2000; i++) {
        sprintf(bytes[i], "w%04zu", i);
        words[i] = bytes[i];
    }
    bench_open(&b, path, list);
    size_t last = 1999;
    pcs_section_view view;
    assert_ok(pcs_tables_section(&view, b.tables, "w.ends", 4, &err), &err);
    /* The first section stands behind the header. */
    const char *base = (const char *)view.data - PCS_TABLES_PAGE;
    const char *at[] = {(const char *)&b.lexicon.freq[last],
                        (const char *)&b.lexicon.suffix[last],
                        (const char *)&b.lexicon.key_word[last],
                        (const char *)&b.lexicon.ends[last],
                        b.lexicon.bytes + b.lexicon.bytes_len - 1};
    size_t offsets[5];
    for (size_t i = 0; i < 5; i++)
        offsets[i] = (size_t)(at[i] - base);
    pcs_tables_close(b.tables);
    assert_ok(pcs_file_read(&whole, path, 1 << 20, &err), &err);
    for (size_t i = 0; i < 5; i++) {
        uint32_t freq;
        size_t n;
        const char *word;
        whole.data[offsets[i]] ^= 1;
        assert_ok(pcs_file_write(path, whole.data, whole.len, &err), &err);
        whole.data[offsets[i]] ^= 1;
        b.tables = tables_open(path);
        assert_ok(pcs_lexicon_open(&b.lexicon, b.tables, "w", &err), &err);
        pcs_status status[] = {
            pcs_lexicon_freq(&freq, &b.lexicon, last, &err),
            pcs_lexicon_suffix_word(&n, &b.lexicon, last, &err),
            pcs_lexicon_key_word(&n, &b.lexicon, last, &err),
            pcs_lexicon_word(&word, &n, &b.lexicon, last, &err),
            pcs_lexicon_word(&word, &n, &b.lexicon, last, &err)};
        assert_int_equal(status[i], PCS_ECORRUPT);
        assert_ok(pcs_lexicon_freq(&freq, &b.lexicon, 1000, &err), &err);
        /* Also where there can be no hashes of all. */
        pcs_lexicon_range range;
        assert_ok(pcs_lexicon_remember(&b.lexicon, &err), &err);
        look_often(&b.lexicon);
        status[0] = pcs_lexicon_find(&range, &b.lexicon, "w1999", 5, &err);
        assert_int_equal(status[0], i < 3 ? PCS_OK : PCS_ECORRUPT);
        bench_close(&b);
    }
    pcs_buffer_dispose(&whole);
}

/* One section of the lexicon is replaced by something of checksums that hold:
 * an error, or some words, and no crash. */
typedef struct lie {
    pcs_tables_writer *writer;
    size_t left; /* sections until the one that lies */
} lie;

static pcs_status put_lie(void *context, const char *name, const void *data,
                          size_t len, pcs_error *err)
{
    lie *l = context;
    char copy[512] = {0};
    assert_true(len <= sizeof copy - 4);
    memcpy(copy, data, len);
    if (l->left-- == 0) {
        if (random_below(4) == 0)
            len = random_below((uint32_t)len + 5);
        for (uint32_t i = random_below(4); i > 0 && len > 0; i--)
            copy[random_below((uint32_t)len)] = (char)random_below(256);
    }
    return pcs_tables_writer_section(l->writer, name, copy, len, err);
}

static void look_around(pcs_tables *tables)
{
    pcs_lexicon l;
    pcs_error err = PCS_ERROR_INIT;
    if (pcs_lexicon_open(&l, tables, "w", &err) != PCS_OK)
        return;
    for (size_t i = 0; i < 10; i++) {
        const char *text = sample_words[i % 8], *word;
        size_t len = i < 8 ? strlen(text) : 0, n;
        if (pcs_lexicon_word(&word, &n, &l, i, &err) == PCS_OK)
            for (size_t j = 0; j < n; j++)
                assert_true(((const volatile char *)word)[j] || true);
        for (size_t j = 0;
             pcs_lexicon_holding(&j, &l, text, len, &err) == PCS_OK &&
             j < l.len;
             j++)
            assert_true(len > 0);
        for (size_t j = 0; j < 4; j++) {
            pcs_lexicon_range range;
            pcs_status status = ways[j].look(&range, &l, text, len, &err);
            assert_true(status == PCS_OK || status == PCS_ECORRUPT);
            if (status == PCS_OK && range.first < range.last)
                ways[j].number(&n, &l, range.first, &err);
        }
    }
}

static void test_lies(void **state)
{
    const char *path = scratch_path(state, "t");
    word_list list = {sample_words, 8};
    word_list_sort(&list);
    for (size_t i = 0; i < 350; i++) {
        lie l = {NULL, i % 7};
        pcs_error err = PCS_ERROR_INIT;
        assert_ok(pcs_tables_writer_new(&l.writer, path, &err), &err);
        assert_ok(sample_lexicon(put_lie, &l, "w", &list, &err), &err);
        assert_ok(pcs_tables_writer_finish(l.writer, &err), &err);
        pcs_tables_writer_free(l.writer);
        pcs_tables *tables = tables_open(path);
        look_around(tables);
        pcs_tables_close(tables);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_random),       scratch_test(test_each_word),
        scratch_test(test_out_of_range), scratch_test(test_damaged_pages),
        scratch_test(test_lies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
