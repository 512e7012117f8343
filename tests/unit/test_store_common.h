/* test_store_common.h - a small partition, written section by section
 *
 * Everything in it follows from its numbers, so that tests know what to find:
 * unit u has the texts "local u" and "english u" with u letters behind them,
 * segment s is of unit s * 7 % units and article s / SAMPLE_PER_ARTICLE; every
 * third one has markup of its own, two records of it. */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TEST_STORE_COMMON_H
#define TEST_STORE_COMMON_H

#include "test_base_common.h"

#include "store/partition.h"

#define SAMPLE_PER_ARTICLE 5u

/** Names of the sections of a partition, and the sizes of their items. */
static const struct {
    const char *name;
    size_t size;
} sample_sections[] = {
    {"stats", sizeof(pcs_partition_stats)},
    {"units", sizeof(pcs_unit_record)},
    {"unit.hash", sizeof(pcs_unit_hash)},
    {"unit.english", sizeof(uint64_t)},
    {"unit.slot", 4},
    {"slot.unit", 4},
    {"unit.segments", 4},
    {"unit.articles", 4},
    {"segments", sizeof(pcs_segment_record)},
    {"articles", sizeof(pcs_article_record)},
    {"meta", sizeof(pcs_meta_record)},
    {"strings.ends", 4},
    {"strings.bytes", 1},
    {"text.blocks", 1},
    {"text.index", sizeof(pcs_text_block)},
    {"w.ends", 4},
    {"w.bytes", 1},
    {"w.freq", 4},
    {"w.suffix", 4},
    {"w.key.ends", 4},
    {"w.key.bytes", 1},
    {"w.key.word", 4},
    {"e.ends", 4},
    {"e.bytes", 1},
    {"e.freq", 4},
    {"e.suffix", 4},
    {"e.key.ends", 4},
    {"e.key.bytes", 1},
    {"e.key.word", 4},
    {"w.bare", 4},
    {"w.part", sizeof(pcs_part_record)},
    {"w.whole", 4},
    {"w.apart", sizeof(pcs_apart_record)},
    {"e.bare", 4},
    {"e.part", sizeof(pcs_part_record)},
    {"e.whole", 4},
    {"e.apart", sizeof(pcs_apart_record)},
    {"w.seq.ends", 4},
    {"w.seq", 1},
    {"w.class", 4},
    {"w.class.freq", 4},
    {"w.class.best", 2},
    {"w.class.partner", 4},
    {"e.seq.ends", 4},
    {"e.seq", 1},
    {"e.class", 4},
    {"e.class.freq", 4},
    {"e.class.best", 2},
    {"e.class.partner", 4},
    {"t.ends", 4},
    {"t.pairs", sizeof(pcs_translation_pair)},
    {"segment.markup", sizeof(pcs_markup_record)},
};
#define SAMPLE_SECTIONS (sizeof sample_sections / sizeof *sample_sections)

/** A list of words, sorted and without repetitions. */
typedef struct word_list {
    const char **words;
    size_t len;
} word_list;

static inline int compare_words(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static inline void word_list_sort(word_list *l)
{
    size_t n = 0;
    qsort(l->words, l->len, sizeof *l->words, compare_words);
    for (size_t i = 0; i < l->len; i++)
        if (n == 0 || strcmp(l->words[n - 1], l->words[i]) != 0)
            l->words[n++] = l->words[i];
    l->len = n;
}

/** How many bytes of a word are its key in samples. */
static inline size_t sample_key_len(const char *word)
{
    size_t len = strlen(word);
    return len > 2 ? len - 2 : len;
}

static inline const word_list **sorted_list(void)
{
    static const word_list *list;
    return &list;
}

static inline int compare_ends(const void *a, const void *b)
{
    const word_list *l = *sorted_list();
    const char *x = l->words[*(const uint32_t *)a];
    const char *y = l->words[*(const uint32_t *)b];
    size_t n = strlen(x), m = strlen(y);
    while (n > 0 && m > 0) {
        int diff = (unsigned char)x[--n] - (unsigned char)y[--m];
        if (diff)
            return diff;
    }
    return (n > 0) - (m > 0);
}

static inline int compare_keys(const void *a, const void *b)
{
    const word_list *l = *sorted_list();
    uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
    size_t n = sample_key_len(l->words[i]), m = sample_key_len(l->words[j]);
    int diff = memcmp(l->words[i], l->words[j], n < m ? n : m);
    if (diff)
        return diff;
    return n != m ? (n > m) - (n < m) : (i > j) - (i < j);
}

typedef pcs_status put_section(void *context, const char *name,
                               const void *data, size_t len, pcs_error *err);

/** A put_section for a tables writer. */
static inline pcs_status put_in_tables(void *context, const char *name,
                                       const void *data, size_t len,
                                       pcs_error *err)
{
    return pcs_tables_writer_section(context, name, data, len, err);
}

static inline pcs_status put_named(put_section *put, void *context,
                                   const char *side, const char *name,
                                   const void *data, size_t len, pcs_error *err)
{
    char full[PCS_TABLES_NAME_MAX];
    snprintf(full, sizeof full, "%s.%s", side, name);
    return put(context, full, data, len, err);
}

/** The lexicon of a sorted list: word i has the frequency i + 1. */
static inline pcs_status sample_lexicon(put_section *put, void *context,
                                        const char *side, const word_list *l,
                                        pcs_error *err)
{
    uint32_t ends[2000], freq[2000], order[2000], keys[2000];
    static char bytes[64000], key_bytes[64000];
    size_t n = l->len, len = 0, key_len = 0;
    assert_true(n <= 2000);
    *sorted_list() = l;
    for (uint32_t i = 0; i < n; i++) {
        memcpy(bytes + len, l->words[i], strlen(l->words[i]));
        len += strlen(l->words[i]);
        ends[i] = (uint32_t)len;
        freq[i] = i + 1;
        order[i] = keys[i] = i;
    }
    qsort(order, n, sizeof *order, compare_ends);
    qsort(keys, n, sizeof *keys, compare_keys);
    pcs_status status = put_named(put, context, side, "ends", ends, 4 * n, err);
    if (status == PCS_OK)
        status = put_named(put, context, side, "bytes", bytes, len, err);
    if (status == PCS_OK)
        status = put_named(put, context, side, "freq", freq, 4 * n, err);
    if (status == PCS_OK)
        status = put_named(put, context, side, "suffix", order, 4 * n, err);
    for (size_t i = 0; i < n; i++) {
        size_t more = sample_key_len(l->words[keys[i]]);
        memcpy(key_bytes + key_len, l->words[keys[i]], more);
        key_len += more;
        ends[i] = (uint32_t)key_len;
    }
    if (status == PCS_OK)
        status = put_named(put, context, side, "key.ends", ends, 4 * n, err);
    if (status == PCS_OK)
        status =
            put_named(put, context, side, "key.bytes", key_bytes, key_len, err);
    if (status == PCS_OK)
        status = put_named(put, context, side, "key.word", keys, 4 * n, err);
    return status;
}

/** The texts of unit u of a sample. */
static inline size_t sample_text(char out[512], const char *side, uint32_t u)
{
    int len = snprintf(out, 512, "%s %u ", side, u);
    for (uint32_t i = 0; i < u % 300; i++)
        out[len++] = (char)('a' + (u * i + i) % 26);
    out[len] = 0;
    return (size_t)len;
}

static inline pcs_status sample_texts(put_section *put, void *context,
                                      uint32_t units, pcs_error *err)
{
    pcs_texts_writer w = {0};
    pcs_status status = PCS_OK;
    for (uint32_t u = 0; status == PCS_OK && u < units; u++) {
        char local[512], english[512];
        size_t n = sample_text(local, "local", u);
        size_t m = sample_text(english, "english", u);
        status = pcs_texts_add(&w, local, n, english, m, err);
    }
    if (status == PCS_OK)
        status = pcs_texts_finish(&w, err);
    if (status == PCS_OK)
        status = put(context, "text.blocks", w.blocks.data, w.blocks.len, err);
    if (status == PCS_OK &&
        !PCS_ARRAY_RESERVE(w.index, w.cap_index, w.n_index + 1))
        status = pcs_error_nomem(err);
    if (status == PCS_OK) {
        w.index[w.n_index] = (pcs_text_block){w.blocks.len, units, 0};
        status = put(context, "text.index", w.index,
                     (w.n_index + 1) * sizeof *w.index, err);
    }
    pcs_texts_writer_dispose(&w);
    return status;
}

/** Strings of a sample: string n is "string n"; 0 is empty. */
static inline pcs_status sample_strings(put_section *put, void *context,
                                        uint32_t n, pcs_error *err)
{
    uint32_t ends[1000] = {0};
    static char bytes[20000];
    size_t len = 0;
    assert_true(n <= 1000);
    for (uint32_t i = 1; i < n; i++) {
        len += (size_t)sprintf(bytes + len, "string %u", i);
        ends[i] = (uint32_t)len;
    }
    pcs_status status = put(context, "strings.ends", ends, 4 * n, err);
    if (status == PCS_OK)
        status = put(context, "strings.bytes", bytes, len, err);
    return status;
}

/** The lists of units, in segments and articles. */
static inline pcs_status sample_units(put_section *put, void *context,
                                      uint32_t units, uint32_t segments,
                                      pcs_error *err)
{
    static pcs_unit_record records[1001];
    static uint32_t list[1000], owners[1000];
    static pcs_unit_hash hashes[1000];
    static uint64_t english[1000];
    uint32_t n = 0;
    assert_true(units <= 1000 && segments <= 1000);
    for (uint32_t u = 0; u <= units; u++) {
        records[u] = (pcs_unit_record){n, (uint16_t)u, u % 2, 0};
        for (uint32_t s = 0; u < units && s < segments; s++)
            if (s * 7 % units == u) {
                owners[n] = s / SAMPLE_PER_ARTICLE;
                list[n++] = s;
            }
    }
    pcs_status status =
        put(context, "units", records, (units + 1) * sizeof *records, err);
    if (status == PCS_OK)
        status = put(context, "unit.hash", hashes, units * sizeof *hashes, err);
    if (status == PCS_OK)
        status =
            put(context, "unit.english", english, units * sizeof *english, err);
    /* Slots are units. */
    if (status == PCS_OK)
        status = put(context, "unit.slot", "", 0, err);
    if (status == PCS_OK)
        status = put(context, "slot.unit", "", 0, err);
    if (status == PCS_OK)
        status = put(context, "unit.segments", list, 4 * segments, err);
    if (status == PCS_OK)
        status = put(context, "unit.articles", owners, 4 * segments, err);
    return status;
}

static inline pcs_status sample_articles(put_section *put, void *context,
                                         uint32_t units, uint32_t segments,
                                         pcs_error *err)
{
    static pcs_segment_record records[1000];
    static pcs_article_record articles[201];
    static pcs_meta_record meta[201];
    uint32_t n = 0;
    assert_true(segments <= 1000);
    for (uint32_t s = 0; s < segments; s++)
        records[s] = (pcs_segment_record){
            s * 7 % units, s / SAMPLE_PER_ARTICLE, s + 1, 1, 2, 3, 0};
    for (; n * SAMPLE_PER_ARTICLE < segments; n++) {
        uint32_t first = n * SAMPLE_PER_ARTICLE, left = segments - first;
        articles[n] = (pcs_article_record){
            4, n % 10, 5,
            6, first,  left < SAMPLE_PER_ARTICLE ? left : SAMPLE_PER_ARTICLE,
            n, 1,      n};
        meta[n] = (pcs_meta_record){7, n % 10};
    }
    pcs_status status =
        put(context, "segments", records, segments * sizeof *records, err);
    if (status == PCS_OK)
        status = put(context, "articles", articles, n * sizeof *articles, err);
    if (status == PCS_OK)
        status = put(context, "meta", meta, n * sizeof *meta, err);
    return status;
}

static const uint32_t sample_bare[] = {4, 2, 7};
static const pcs_part_record sample_parts[] = {
    {0, 1, 0, 1}, {0, 2, 0, 1}, {3, 1, 1, 1}, {3, 4, 0, 1}, {5, 6, 0, 2}};
static const uint32_t sample_wholes[] = {0, 2, 1, 3, 4};
static const pcs_apart_record sample_apart[] = {{0, 3}, {2, 5}, {3, 0}, {5, 2}};

/** Relations of the sample's words. */
static inline pcs_status sample_relations(put_section *put, void *context,
                                          const char *side, pcs_error *err)
{
    pcs_status status = put_named(put, context, side, "bare", sample_bare,
                                  sizeof sample_bare, err);
    if (status == PCS_OK)
        status = put_named(put, context, side, "part", sample_parts,
                           sizeof sample_parts, err);
    if (status == PCS_OK)
        status = put_named(put, context, side, "whole", sample_wholes,
                           sizeof sample_wholes, err);
    if (status == PCS_OK)
        status = put_named(put, context, side, "apart", sample_apart,
                           sizeof sample_apart, err);
    return status;
}

/** The forward index of a side: unit u has word u % 8, and what follows it. */
static inline pcs_status sample_forward(put_section *put, void *context,
                                        const char *side, uint32_t units,
                                        pcs_error *err)
{
    static uint32_t ends[1000];
    static unsigned char bytes[2000];
    assert_true(units <= 1000);
    for (uint32_t u = 0; u < units; u++) {
        bytes[2 * u] = u % 8;
        bytes[2 * u + 1] = (u + 1) % 8;
        ends[u] = 2 * (u + 1);
    }
    pcs_status status =
        put_named(put, context, side, "seq.ends", ends, 4 * units, err);
    if (status == PCS_OK)
        status = put_named(put, context, side, "seq", bytes, 2 * units, err);
    return status;
}

/** Associations of the sample's words: "bc" is a form of "b". */
static inline pcs_status sample_associations(put_section *put, void *context,
                                             const char *side, pcs_error *err)
{
    static const uint32_t classes[] = {0, 1, 2, 3, 3, 5, 6, 7};
    static const uint32_t freqs[] = {25, 25, 25, 50, 0, 25, 25, 25};
    static const uint16_t best[] = {65535, 0, 9, 1000, 0, 1, 1, 1};
    static const uint32_t partners[] = {
        0, PCS_NO_PARTNER, 2, 3, PCS_NO_PARTNER, 5, 6, 7};
    pcs_status status =
        put_named(put, context, side, "class", classes, sizeof classes, err);
    if (status == PCS_OK)
        status = put_named(put, context, side, "class.freq", freqs,
                           sizeof freqs, err);
    if (status == PCS_OK)
        status =
            put_named(put, context, side, "class.best", best, sizeof best, err);
    if (status == PCS_OK)
        status = put_named(put, context, side, "class.partner", partners,
                           sizeof partners, err);
    return status;
}

/** Each of the sample's words stands for the English one of its number. */
static inline pcs_status sample_translations(put_section *put, void *context,
                                             pcs_error *err)
{
    static uint32_t ends[8];
    static pcs_translation_pair pairs[8];
    for (uint32_t i = 0; i < 8; i++) {
        ends[i] = i + 1;
        pairs[i] = (pcs_translation_pair){i, 0, (uint8_t)(16 * i), 0};
    }
    pcs_status status = put(context, "t.ends", ends, sizeof ends, err);
    if (status == PCS_OK)
        status = put(context, "t.pairs", pairs, sizeof pairs, err);
    return status;
}

static const char *sample_words[] = {"a",  "ab",   "abc",    "b",
                                     "bc", "구독", "구독을", "을"};

/** All sections of a partition. */
static inline pcs_status sample_markup(put_section *put, void *context,
                                       uint32_t segments, pcs_error *err)
{
    pcs_markup_record *markup = calloc(segments + 2, sizeof *markup);
    size_t n = 0;
    if (!markup)
        return pcs_error_nomem(err);
    for (uint32_t s = 0; s < segments; s += 3)
        for (uint16_t i = 0; i < 2; i++)
            markup[n++] = (pcs_markup_record){
                .segment = s, .kind = 2, .is_local = i, .text = s % 10};
    pcs_status status =
        put(context, "segment.markup", markup, n * sizeof *markup, err);
    free(markup);
    return status;
}

static inline pcs_status sample_partition(put_section *put, void *context,
                                          uint32_t units, uint32_t segments,
                                          pcs_error *err)
{
    word_list words = {sample_words, 8};
    pcs_partition_stats stats = {units};
    word_list_sort(&words);
    pcs_status status = put(context, "stats", &stats, sizeof stats, err);
    if (status == PCS_OK)
        status = sample_units(put, context, units, segments, err);
    if (status == PCS_OK)
        status = sample_articles(put, context, units, segments, err);
    if (status == PCS_OK)
        status = sample_strings(put, context, 10, err);
    if (status == PCS_OK)
        status = sample_texts(put, context, units, err);
    if (status == PCS_OK)
        status = sample_lexicon(put, context, "w", &words, err);
    if (status == PCS_OK)
        status = sample_lexicon(put, context, "e", &words, err);
    if (status == PCS_OK)
        status = sample_relations(put, context, "w", err);
    if (status == PCS_OK)
        status = sample_relations(put, context, "e", err);
    for (int i = 0; status == PCS_OK && i < 2; i++) {
        const char *side = i ? "e" : "w";
        status = sample_forward(put, context, side, units, err);
        if (status == PCS_OK)
            status = sample_associations(put, context, side, err);
    }
    if (status == PCS_OK)
        status = sample_translations(put, context, err);
    return status == PCS_OK ? sample_markup(put, context, segments, err)
                            : status;
}

/** Writes the sample's table file. */
static inline pcs_status sample_write(const char *path, uint32_t units,
                                      uint32_t segments, pcs_error *err)
{
    pcs_tables_writer *w;
    pcs_status status = pcs_tables_writer_new(&w, path, err);
    if (status == PCS_OK)
        status = sample_partition(put_in_tables, w, units, segments, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_finish(w, err);
    pcs_tables_writer_free(w);
    return status;
}

/** Writes a table file of one section. */
static inline void write_one_section(const char *path, const char *name,
                                     const void *data, size_t len)
{
    pcs_tables_writer *w;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_tables_writer_new(&w, path, &err), &err);
    assert_ok(pcs_tables_writer_section(w, name, data, len, &err), &err);
    assert_ok(pcs_tables_writer_finish(w, &err), &err);
    pcs_tables_writer_free(w);
}

static inline pcs_tables *tables_open(const char *path)
{
    pcs_tables *tables;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_tables_open(&tables, path, 0, &err), &err);
    return tables;
}

#endif
