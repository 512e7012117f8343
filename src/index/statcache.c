/* statcache.c - what a writer remembers of the files that it has read */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/statcache.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "analyze/analyzer.h"
#include "base/hash.h"

/* 1: the first. What is read of a file has PCS_ANALYZER_VERSION. */
#define STATCACHE_VERSION 1u
#define FILE_MAX ((size_t)2 << 30)
#define MARGIN ((int64_t)2000000000)

/* The file is a header, n records and the names, each with its NUL, in the
 * machine's own order of bytes: on another it is of another version. */
typedef struct header {
    char magic[8];
    uint32_t version, analyzer;
    uint64_t n;        /* records */
    uint64_t checksum; /* of all that follows */
} header;

typedef struct record {
    uint64_t size, inode;
    int64_t modified, changed, hashed;
    uint64_t hash;
    uint32_t source, path; /* where they begin in the names */
    uint32_t n_warnings;
    uint32_t is_empty;
    char locale[PCS_LOCALE_MAX];
    uint32_t reserved;
} record;

static const char magic[8] = "pcsstat";

static bool check_header(header *h, const pcs_buffer *text)
{
    if (text->len < sizeof *h)
        return false;
    memcpy(h, text->data, sizeof *h);
    size_t rest = text->len - sizeof *h;
    return memcmp(h->magic, magic, sizeof magic) == 0 &&
           h->version == STATCACHE_VERSION &&
           h->analyzer == PCS_ANALYZER_VERSION &&
           h->n <= rest / sizeof(record) &&
           h->checksum == pcs_hash64(text->data + sizeof *h, rest) &&
           (h->n == 0 || text->data[text->len - 1] == 0);
}

static bool take_record(pcs_statcache_entry *e, const record *r,
                        const char *names, size_t len)
{
    if (r->source >= len || r->path >= len || r->hashed <= 0 ||
        !memchr(r->locale, 0, sizeof r->locale))
        return false;
    e->source = names + r->source;
    e->path = names + r->path;
    e->stamp = (pcs_file_stamp){r->size, r->inode, r->modified, r->changed};
    e->hashed = r->hashed;
    e->hash = r->hash;
    e->n_warnings = r->n_warnings;
    e->is_empty = r->is_empty != 0;
    memcpy(e->locale, r->locale, sizeof e->locale);
    return true;
}

/* Anything that is wrong leaves the cache empty. */
static pcs_status decode(pcs_statcache *cache, pcs_error *err)
{
    header h;
    if (!check_header(&h, &cache->text) || h.n == 0)
        return PCS_OK;
    if (!PCS_ARRAY_RESERVE(cache->entries, cache->cap, h.n))
        return pcs_error_nomem(err);
    const char *records = cache->text.data + sizeof h;
    const char *names = records + h.n * sizeof(record);
    size_t len = (size_t)(cache->text.data + cache->text.len - names);
    for (; cache->len < h.n; cache->len++) {
        record r;
        memcpy(&r, records + cache->len * sizeof r, sizeof r);
        if (take_record(&cache->entries[cache->len], &r, names, len))
            continue;
        cache->len = 0;
        break;
    }
    return PCS_OK;
}

pcs_status pcs_statcache_read(pcs_statcache *out, const char *dir,
                              pcs_error *err)
{
    memset(out, 0, sizeof *out);
    char *path = pcs_path_join(dir, "statcache");
    if (!path)
        return pcs_error_nomem(err);
    pcs_status status = pcs_file_read(&out->text, path, FILE_MAX, NULL);
    free(path);
    if (status == PCS_OK)
        status = decode(out, err);
    if (status == PCS_ENOMEM) {
        pcs_statcache_dispose(out);
        return pcs_error_nomem(err);
    }
    return PCS_OK;
}

/* Where text begins in names; that of the entry before is used again. */
static uint32_t add_name(pcs_buffer *names, const char *text,
                         const char *before, uint32_t before_at)
{
    if (before && strcmp(text, before) == 0)
        return before_at;
    uint32_t at = (uint32_t)names->len;
    pcs_buffer_append(names, text, strlen(text) + 1);
    return at;
}

static void encode(pcs_buffer *records, pcs_buffer *names,
                   const pcs_statcache *cache)
{
    const char *before = NULL;
    uint32_t at = 0;
    for (size_t i = 0; i < cache->len; i++) {
        const pcs_statcache_entry *e = &cache->entries[i];
        record r = {.size = e->stamp.size,
                    .inode = e->stamp.inode,
                    .modified = e->stamp.modified,
                    .changed = e->stamp.changed,
                    .hashed = e->hashed,
                    .hash = e->hash,
                    .n_warnings = e->n_warnings,
                    .is_empty = e->is_empty};
        r.source = at = add_name(names, e->source, before, at);
        before = e->source;
        r.path = add_name(names, e->path, NULL, 0);
        memcpy(r.locale, e->locale, sizeof r.locale);
        pcs_buffer_append(records, &r, sizeof r);
    }
}

static bool write_all(const char *path, const pcs_buffer *data)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    size_t done = 0;
    while (fd >= 0 && done < data->len) {
        ssize_t n = write(fd, data->data + done, data->len - done);
        if (n < 0 && errno != EINTR)
            break;
        done += n > 0 ? (size_t)n : 0;
    }
    bool good = fd >= 0 && done == data->len;
    if (fd >= 0 && close(fd) < 0)
        good = false;
    return good;
}

static pcs_status replace(const char *dir, const pcs_buffer *data,
                          pcs_error *err)
{
    char *temporary = pcs_path_join(dir, "writing/statcache");
    char *path = pcs_path_join(dir, "statcache");
    pcs_status status = PCS_OK;
    if (!temporary || !path)
        status = pcs_error_nomem(err);
    else if (!write_all(temporary, data) || rename(temporary, path) < 0) {
        status = pcs_error_errno(err, path);
        unlink(temporary);
    }
    free(temporary);
    free(path);
    return status;
}

pcs_status pcs_statcache_write(const pcs_statcache *cache, const char *dir,
                               pcs_error *err)
{
    pcs_buffer data = {0}, names = {0};
    header h = {.version = STATCACHE_VERSION,
                .analyzer = PCS_ANALYZER_VERSION,
                .n = cache->len};
    memcpy(h.magic, magic, sizeof magic);
    pcs_buffer_append(&data, &h, sizeof h);
    encode(&data, &names, cache);
    pcs_buffer_append(&data, names.data, names.len);
    bool is_large = names.len > UINT32_MAX || data.len > FILE_MAX;
    pcs_status status = pcs_buffer_status(&names, err);
    if (status == PCS_OK)
        status = pcs_buffer_status(&data, err);
    if (status == PCS_OK && is_large)
        status =
            pcs_error_set(err, PCS_ELIMIT, "too many files to be remembered");
    pcs_buffer_dispose(&names);
    if (status == PCS_OK) {
        h.checksum = pcs_hash64(data.data + sizeof h, data.len - sizeof h);
        memcpy(data.data, &h, sizeof h);
        status = replace(dir, &data, err);
    }
    pcs_buffer_dispose(&data);
    return status;
}

const pcs_statcache_entry *pcs_statcache_find(const pcs_statcache *cache,
                                              const char *source,
                                              const char *path)
{
    size_t low = 0, high = cache->len;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const pcs_statcache_entry *e = &cache->entries[mid];
        int diff = strcmp(e->source, source);
        if (diff == 0)
            diff = strcmp(e->path, path);
        if (diff == 0)
            return e;
        if (diff < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

bool pcs_statcache_is_clean(const pcs_statcache_entry *e,
                            const pcs_file_stamp *stamp)
{
    int64_t before = e->hashed - MARGIN;
    return pcs_file_stamp_equals(&e->stamp, stamp) &&
           stamp->modified < before && stamp->changed < before;
}

bool pcs_statcache_entry_equals(const pcs_statcache_entry *a,
                                const pcs_statcache_entry *b)
{
    return strcmp(a->source, b->source) == 0 && strcmp(a->path, b->path) == 0 &&
           pcs_file_stamp_equals(&a->stamp, &b->stamp) &&
           a->hashed == b->hashed && a->hash == b->hash &&
           a->n_warnings == b->n_warnings && a->is_empty == b->is_empty &&
           strcmp(a->locale, b->locale) == 0;
}

int64_t pcs_statcache_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void pcs_statcache_dispose(pcs_statcache *cache)
{
    free(cache->entries);
    pcs_buffer_dispose(&cache->text);
    memset(cache, 0, sizeof *cache);
}
