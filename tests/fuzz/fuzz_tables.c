/* fuzz_tables.c - opens any bytes as a table file and reads all there is
 *
 * Twice: as they are, which a checksum nearly always ends, and with checksums
 * put right, so that the readers behind them see what they must not trust.
 * With FUZZ_REPLAY it has a main that reads the files it is given. */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/hash.h"
#include "store/partition.h"
#include "replay.h"

/* How many records, words and texts are read of each kind. */
#define READ_MAX 300u

static void check(int holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

/* An error has one of these statuses, and a message. */
static int good(pcs_status status, const pcs_error *err)
{
    if (status == PCS_OK)
        return 1;
    check(status == PCS_ECORRUPT || status == PCS_EVERSION, "status");
    check(err->status == status && *err->message, "message");
    return 0;
}

/* Reads every byte, for the sanitizers to see. */
static void touch(const void *data, size_t len)
{
    volatile unsigned char sum = 0;
    const unsigned char *bytes = data;
    for (size_t i = 0; i < len; i++)
        sum = (unsigned char)(sum ^ bytes[i]);
}

typedef pcs_status lookup(pcs_lexicon_range *out, const pcs_lexicon *l,
                          const char *text, size_t len, pcs_error *err);

static void read_word(const pcs_lexicon *l, size_t i)
{
    static lookup *const ways[] = {pcs_lexicon_prefix, pcs_lexicon_find,
                                   pcs_lexicon_suffix, pcs_lexicon_key};
    const char *word;
    size_t len, number;
    uint32_t freq;
    pcs_error err = PCS_ERROR_INIT;
    good(pcs_lexicon_freq(&freq, l, i, &err), &err);
    good(pcs_lexicon_suffix_word(&number, l, i, &err), &err);
    good(pcs_lexicon_key_word(&number, l, i, &err), &err);
    if (!good(pcs_lexicon_word(&word, &len, l, i, &err), &err))
        return;
    touch(word, len);
    for (size_t k = 0; k < 4; k++) {
        pcs_lexicon_range range = {0, 0};
        if (good(ways[k](&range, l, word, len / (1 + i % 2), &err), &err))
            check(range.first <= range.last && range.last <= l->len + l->n_keys,
                  "range of words");
    }
}

static void read_lexicon(const pcs_lexicon *l)
{
    for (size_t i = 0; i <= l->len && i < READ_MAX; i++)
        read_word(l, i);
}

static void read_unit(const pcs_partition *p, uint32_t unit)
{
    const pcs_unit_record *record;
    const uint32_t *list;
    size_t n;
    pcs_unit_text text;
    pcs_error err = PCS_ERROR_INIT;
    good(pcs_partition_unit(&record, p, unit, &err), &err);
    if (good(pcs_partition_occurrences(&list, &n, p, unit, &err), &err))
        touch(list, 4 * n);
    if (good(pcs_partition_unit_articles(&list, &n, p, unit, &err), &err))
        touch(list, 4 * n);
    if (good(pcs_texts_get(&text, p->texts, unit, &err), &err)) {
        touch(text.local, text.local_len);
        touch(text.english, text.english_len);
    }
}

static void read_article(const pcs_partition *p, uint32_t article)
{
    const pcs_article_record *record;
    const char *text;
    size_t len;
    pcs_error err = PCS_ERROR_INIT;
    if (!good(pcs_partition_article(&record, p, article, &err), &err))
        return;
    check(record->first_segment + (uint64_t)record->n_segments <= p->n_segments,
          "segments of an article");
    if (good(pcs_partition_meta(&text, &len, p, record, "ms.date", &err), &err))
        touch(text, len);
}

static void read_rest(const pcs_partition *p, uint32_t i)
{
    const pcs_segment_record *segment;
    const char *text;
    size_t len;
    pcs_error err = PCS_ERROR_INIT;
    if (good(pcs_partition_segment(&segment, p, i, &err), &err))
        check(segment->unit < p->n_units && segment->article < p->n_articles,
              "references of a segment");
    if (good(pcs_partition_string(&text, &len, p, i, &err), &err))
        touch(text, len);
}

static void read_sections(const char *path)
{
    static const char *const names[] = {"stats", "units", "w.ends", "no", ""};
    pcs_tables *tables;
    pcs_error err = PCS_ERROR_INIT;
    if (!good(pcs_tables_open(&tables, path, 0, &err), &err))
        return;
    for (size_t i = 0; i < 5; i++) {
        pcs_section_view view;
        if (good(pcs_tables_section(&view, tables, names[i], 4, &err), &err) &&
            good(pcs_tables_check(tables, view.data, view.len, &err), &err))
            touch(view.data, view.len);
    }
    good(pcs_tables_check_all(tables, &err), &err);
    pcs_tables_close(tables);
}

static void read_partition(const char *path)
{
    pcs_partition p;
    pcs_error err = PCS_ERROR_INIT;
    if (!good(pcs_partition_open(&p, path, 0, &err), &err))
        return;
    read_lexicon(&p.words);
    read_lexicon(&p.english);
    for (uint32_t i = 0; i < READ_MAX; i++) {
        read_unit(&p, i);
        read_article(&p, i);
        read_rest(&p, i);
    }
    pcs_partition_close(&p);
}

static void read_bytes(const void *data, size_t len)
{
    char path[64];
    int fd = memfd_create("tables", MFD_CLOEXEC);
    check(fd >= 0 && ftruncate(fd, (off_t)len) == 0, "file in memory");
    for (size_t done = 0; done < len;) {
        ssize_t n = write(fd, (const char *)data + done, len - done);
        check(n > 0, "write");
        done += (size_t)n;
    }
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    read_sections(path);
    read_partition(path);
    close(fd);
}

/* The same sections, with every checksum and size as it should be. */
static void read_sealed(const uint8_t *data, size_t len)
{
    size_t page = PCS_TABLES_PAGE;
    if (len < page)
        return;
    size_t n = (len - page + page - 1) / page;
    uint8_t *copy = malloc(len + 8 * n);
    if (!copy)
        return;
    memcpy(copy, data, len);
    for (size_t i = 0; i < n; i++) {
        size_t start = (i + 1) * page;
        uint64_t sum =
            pcs_hash64(data + start, len - start < page ? len - start : page);
        memcpy(copy + len + 8 * i, &sum, 8);
    }
    pcs_tables_header h;
    memcpy(&h, copy, sizeof h);
    memcpy(h.magic, PCS_TABLES_MAGIC, sizeof h.magic);
    h.version = PCS_TABLES_VERSION;
    h.pages_offset = len;
    h.n_pages = n;
    h.pages_hash = pcs_hash64(copy + len, 8 * n);
    h.header_hash = pcs_hash64(&h, offsetof(pcs_tables_header, header_hash));
    memcpy(copy, &h, sizeof h);
    read_bytes(copy, len + 8 * n);
    free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    read_bytes(data, len);
    read_sealed(data, len);
    return 0;
}
