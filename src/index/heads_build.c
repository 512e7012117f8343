/* heads_build.c - writing titles, descriptions and headings, analysed */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/heads_build.h"

#include <stdlib.h>
#include <string.h>

#include "store/heads.h"

/* Everything that is written. */
typedef struct building {
    pcs_buffer text, words; /* of UChar; of uint32_t */
    uint32_t *ends, *word_ends;
    size_t n;
    pcs_heading_record *headings;
    size_t n_headings;
    pcs_strings vocabulary; /* words in the order in which they came, from 1 */
    pcs_terms scratch;
} building;

static pcs_status add_words(building *h, const pcs_analysis *a, pcs_error *err)
{
    pcs_status status = PCS_OK;
    pcs_terms_clear(&h->scratch);
    for (size_t i = 0; status == PCS_OK && i < a->tokens.len; i++)
        status = pcs_terms_add_word(&h->scratch, 0, &a->folded,
                                    &a->tokens.items[i], err);
    for (size_t i = 0; status == PCS_OK && i < h->scratch.len; i++) {
        size_t len;
        uint32_t number = 0;
        const char *word = pcs_terms_get(&h->scratch, i, &len);
        /* The empty one is no word, and not numbered. */
        if (len)
            status = pcs_strings_add(&number, &h->vocabulary, word, len, err);
        if (number)
            pcs_buffer_append(&h->words, &number, sizeof number);
    }
    return status;
}

static pcs_status add_head(building *h, pcs_analyzer *analyzer,
                           const char *text, size_t len, pcs_error *err)
{
    const pcs_analysis *a;
    pcs_status status =
        len ? pcs_analyze(&a, analyzer, text, len,
                          PCS_ANALYZE_TOKENS | PCS_ANALYZE_JOINED, err)
            : PCS_OK;
    if (status == PCS_OK && len) {
        pcs_buffer_append(&h->text, a->joined.text,
                          a->joined.len * sizeof *a->joined.text);
        status = add_words(h, a, err);
    }
    h->ends[h->n] = (uint32_t)(h->text.len / sizeof(uint16_t));
    h->word_ends[h->n++] = (uint32_t)(h->words.len / sizeof(uint32_t));
    return status;
}

static pcs_status add_heads(building *h, const pcs_builder *b, size_t worker,
                            pcs_error *err)
{
    size_t n = PCS_HEAD_KINDS * b->n_articles;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        const pcs_article_record *a = &b->articles[i / PCS_HEAD_KINDS];
        size_t len;
        const char *text = pcs_strings_get(
            &b->strings,
            i % PCS_HEAD_KINDS == PCS_HEAD_TITLE ? a->title : a->description,
            &len);
        status = add_head(h, b->shared->analyzers[worker], text, len, err);
    }
    return status;
}

/* The number, from 1, of the heading that begins in h->text at `start`, which
 * is taken back where there is such a one; the empty text is none. */
static pcs_status number_heading(uint32_t *out, building *h,
                                 pcs_strings *headings, size_t start,
                                 size_t words, pcs_error *err)
{
    pcs_status status = pcs_buffer_status(&h->text, err);
    *out = 0;
    if (status == PCS_OK && h->text.len > start)
        status = pcs_strings_add(out, headings, h->text.data + start,
                                 h->text.len - start, err);
    if (status == PCS_OK && *out <= h->n_headings) {
        h->n--;
        h->text.len = start;
        h->words.len = words;
    }
    return status;
}

/* A heading of a text that has not come yet. */
static pcs_status add_heading(uint32_t *out, building *h, pcs_strings *headings,
                              const pcs_builder *b, const pcs_segment_record *s,
                              size_t worker, pcs_error *err)
{
    size_t len, start = h->text.len, words = h->words.len;
    const char *text = pcs_strings_get(&b->strings, s->heading, &len);
    pcs_status status =
        add_head(h, b->shared->analyzers[worker], text, len, err);
    if (status == PCS_OK)
        status = number_heading(out, h, headings, start, words, err);
    if (status == PCS_OK && *out > h->n_headings)
        h->headings[h->n_headings++] =
            (pcs_heading_record){(uint32_t)(s - b->segments), 0};
    return status;
}

/* Each different one where it first stands; the same text is analysed once. */
static pcs_status add_headings(building *h, const pcs_builder *b, size_t worker,
                               pcs_error *err)
{
    pcs_strings headings = {.len = 0};
    uint32_t *numbers = malloc((b->strings.len + 1) * sizeof *numbers);
    pcs_status status = numbers ? PCS_OK : pcs_error_nomem(err);
    if (numbers)
        memset(numbers, 0xFF, (b->strings.len + 1) * sizeof *numbers);
    for (size_t i = 0; status == PCS_OK && i < b->n_segments; i++) {
        const pcs_segment_record *s = &b->segments[i];
        uint32_t *number = &numbers[s->heading];
        if (s->place != PCS_PLACE_HEADING)
            continue;
        if (*number == UINT32_MAX)
            status = add_heading(number, h, &headings, b, s, worker, err);
        if (status == PCS_OK && *number)
            h->headings[*number - 1].n++;
    }
    pcs_strings_dispose(&headings);
    free(numbers);
    return status;
}

static size_t count_heading_segments(const pcs_builder *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->n_segments; i++)
        n += b->segments[i].place == PCS_PLACE_HEADING;
    return n;
}

static pcs_status add_all(building *h, const pcs_builder *b, size_t worker,
                          pcs_error *err)
{
    size_t n_headings = count_heading_segments(b);
    size_t n = PCS_HEAD_KINDS * b->n_articles + n_headings;
    h->ends = calloc(n + 1, sizeof *h->ends);
    h->word_ends = calloc(n + 1, sizeof *h->word_ends);
    h->headings = calloc(n_headings + 1, sizeof *h->headings);
    pcs_status status =
        h->ends && h->word_ends && h->headings ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = add_heads(h, b, worker, err);
    if (status == PCS_OK)
        status = add_headings(h, b, worker, err);
    if (status == PCS_OK)
        status = pcs_buffer_status(&h->text, err);
    return status == PCS_OK ? pcs_buffer_status(&h->words, err) : status;
}

/* A word and the number that it had before it was sorted. */
typedef struct entry {
    const char *word;
    size_t len;
    uint32_t number;
} entry;

static int compare_words(const char *a, size_t a_len, const char *b,
                         size_t b_len)
{
    int diff = memcmp(a, b, a_len < b_len ? a_len : b_len);
    return diff ? diff : (a_len > b_len) - (a_len < b_len);
}

static int compare(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    return compare_words(x->word, x->len, y->word, y->len);
}

static uint32_t find_word(const pcs_wordset *v, const entry *e)
{
    size_t low = 0, high = v->len;
    while (low < high) {
        size_t len, mid = low + (high - low) / 2;
        const char *word = pcs_wordset_get(v, mid, &len);
        int diff = compare_words(word, len, e->word, e->len);
        if (diff == 0)
            return (uint32_t)mid;
        if (diff < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return PCS_HEAD_NO_WORD;
}

/* The order of the words; their numbers in the heads become those of that. */
static void number_words(building *h, entry *entries, uint32_t *numbers,
                         size_t n)
{
    for (size_t i = 0; i < n; i++) {
        entries[i].number = (uint32_t)i + 1;
        entries[i].word =
            pcs_strings_get(&h->vocabulary, (uint32_t)i + 1, &entries[i].len);
    }
    if (n)
        qsort(entries, n, sizeof *entries, compare);
    for (size_t i = 0; i < n; i++)
        numbers[entries[i].number] = (uint32_t)i;
    for (size_t at = 0; at < h->words.len; at += sizeof(uint32_t)) {
        uint32_t number;
        memcpy(&number, h->words.data + at, sizeof number);
        memcpy(h->words.data + at, &numbers[number], sizeof number);
    }
}

static pcs_status write_vocabulary(pcs_tables_writer *w, const entry *entries,
                                   size_t n, const pcs_wordset *v,
                                   pcs_error *err)
{
    pcs_buffer bytes = {0};
    uint32_t *ends = calloc(n + 1, sizeof *ends);
    uint32_t *found = calloc(n + 1, sizeof *found);
    pcs_status status = ends && found ? PCS_OK : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        pcs_buffer_append(&bytes, entries[i].word, entries[i].len);
        ends[i] = (uint32_t)bytes.len;
        found[i] = find_word(v, &entries[i]);
    }
    if (status == PCS_OK)
        status = pcs_buffer_status(&bytes, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_section(w, "headword.bytes", bytes.data,
                                           bytes.len, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_section(w, "headword.ends", ends,
                                           n * sizeof *ends, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_section(w, "headword.number", found,
                                           n * sizeof *found, err);
    pcs_buffer_dispose(&bytes);
    free(ends);
    free(found);
    return status;
}

static pcs_status write_heads(pcs_tables_writer *w, const building *h,
                              pcs_error *err)
{
    pcs_status status = pcs_tables_writer_section(w, "head.text", h->text.data,
                                                  h->text.len, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_section(w, "head.ends", h->ends,
                                           h->n * sizeof *h->ends, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_section(w, "head.words", h->words.data,
                                           h->words.len, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_section(w, "head.wordends", h->word_ends,
                                           h->n * sizeof *h->word_ends, err);
    if (status == PCS_OK)
        status =
            pcs_tables_writer_section(w, "head.heading", h->headings,
                                      h->n_headings * sizeof *h->headings, err);
    return status;
}

pcs_status pcs_heads_write(pcs_tables_writer *w, const pcs_builder *b,
                           const pcs_wordset *vocabulary, size_t worker,
                           pcs_error *err)
{
    building h = {.n = 0};
    entry *entries = NULL;
    uint32_t *numbers = NULL;
    pcs_status status = add_all(&h, b, worker, err);
    size_t n = h.vocabulary.len ? h.vocabulary.len - 1 : 0;
    if (status == PCS_OK) {
        entries = calloc(n + 1, sizeof *entries);
        numbers = calloc(n + 2, sizeof *numbers);
        status = entries && numbers ? PCS_OK : pcs_error_nomem(err);
    }
    if (status == PCS_OK) {
        number_words(&h, entries, numbers, n);
        status = write_heads(w, &h, err);
    }
    if (status == PCS_OK)
        status = write_vocabulary(w, entries, n, vocabulary, err);
    free(entries);
    free(numbers);
    free(h.ends);
    free(h.word_ends);
    free(h.headings);
    pcs_buffer_dispose(&h.text);
    pcs_buffer_dispose(&h.words);
    pcs_strings_dispose(&h.vocabulary);
    pcs_terms_dispose(&h.scratch);
    return status;
}
