/* expansion.c - the words of a vocabulary that a word of a query stands for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/expansion.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"

/* A query's word may not make us look up more forms than this. */
#define FORMS_MAX 1000
#define FORMS_SLOTS 2048

typedef struct expanding {
    pcs_expansion *out;
    const pcs_expanding *by;
    pcs_buffer bare;             /* scratch */
    size_t n_forms;              /* that were tried */
    uint64_t tried[FORMS_SLOTS]; /* their hashes, 0 for none; not set before
                                    there is one */
    size_t self;        /* the number of the word itself, or SIZE_MAX */
    bool only_accented; /* digraphs stand for letters with accents */
    bool is_closed;     /* the word is an article or the like */
} expanding;

static pcs_status append(pcs_expansion *out, size_t word, size_t start,
                         size_t len, pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(out->items, out->cap, out->len + 1))
        return pcs_error_nomem(err);
    out->items[out->len++] =
        (pcs_expansion_word){(uint32_t)word, (uint32_t)start, (uint32_t)len};
    return PCS_OK;
}

static pcs_status add(expanding *e, size_t word, pcs_error *err)
{
    pcs_expansion *out = e->out;
    for (size_t i = out->len > 64 ? out->len - 64 : 0; i < out->len; i++)
        if (out->items[i].word == word)
            return PCS_OK;
    return append(out, word, 0, 0, err);
}

/* Whether one of them is an article or the like, and the other is none. */
static pcs_status differ_in_class(bool *out, const expanding *e, size_t word,
                                  pcs_error *err)
{
    const char *data;
    size_t len;
    *out = false;
    if (!e->by->inflection)
        return PCS_OK;
    pcs_status status =
        pcs_lexicon_word(&data, &len, e->by->lexicon, word, err);
    if (status == PCS_OK)
        *out = e->is_closed !=
               pcs_inflection_is_closed(e->by->inflection, data, len);
    return status;
}

/* Adds word unless it is translated otherwise than the word itself. */
static pcs_status add_form(expanding *e, size_t word, pcs_error *err)
{
    bool apart = false;
    pcs_status status = differ_in_class(&apart, e, word, err);
    if (status == PCS_OK && !apart && e->self != SIZE_MAX)
        status = pcs_relations_are_apart(&apart, e->by->relations, e->self,
                                         word, err);
    return status == PCS_OK && !apart ? add(e, word, err) : status;
}

/* How the bare form of word i in the order of bare forms compares to text. */
static pcs_status compare_bare(int *out, size_t *word, expanding *e, size_t i,
                               const char *text, size_t len, pcs_error *err)
{
    const char *data;
    size_t n;
    pcs_status status = pcs_relations_bare(word, e->by->relations, i, err);
    if (status == PCS_OK)
        status = pcs_lexicon_word(&data, &n, e->by->lexicon, *word, err);
    if (status != PCS_OK)
        return status;
    /* Before the first accent, words are what they are without. */
    size_t m = n < len ? n : len, same = 0;
    while (same < m && (unsigned char)data[same] < 0x80 &&
           data[same] == text[same])
        same++;
    if (same < m && (unsigned char)data[same] < 0x80) {
        *out = (unsigned char)data[same] < (unsigned char)text[same] ? -1 : 1;
        return PCS_OK;
    }
    pcs_buffer_clear(&e->bare);
    status =
        pcs_stemmer_bare(e->by->stemmer, &e->bare, data + same, n - same, err);
    if (status != PCS_OK)
        return status;
    text += same;
    len -= same;
    m = e->bare.len;
    int diff = m && len ? memcmp(e->bare.data, text, m < len ? m : len) : 0;
    *out = diff ? diff : (m > len) - (m < len);
    return PCS_OK;
}

/* The words that are written otherwise, but are text without accents. */
static pcs_status add_accented(expanding *e, const char *text, size_t len,
                               pcs_error *err)
{
    size_t low = 0, high = e->by->relations->n_bare, word;
    int diff = 0;
    pcs_status status = PCS_OK;
    while (status == PCS_OK && low < high) {
        size_t mid = low + (high - low) / 2;
        status = compare_bare(&diff, &word, e, mid, text, len, err);
        if (diff < 0)
            low = mid + 1;
        else
            high = mid;
    }
    for (; status == PCS_OK && low < e->by->relations->n_bare; low++) {
        status = compare_bare(&diff, &word, e, low, text, len, err);
        if (status != PCS_OK || diff)
            break;
        status = add_form(e, word, err);
    }
    return status;
}

static pcs_status add_words(expanding *e, const char *text, size_t len,
                            pcs_error *err)
{
    pcs_lexicon_range range = {0, 0};
    pcs_status status = PCS_OK;
    if (!e->only_accented)
        status = pcs_lexicon_find(&range, e->by->lexicon, text, len, err);
    for (size_t i = range.first; status == PCS_OK && i < range.last; i++)
        status = add_form(e, i, err);
    return status == PCS_OK ? add_accented(e, text, len, err) : status;
}

/* Notes the form by its hash; false where it was tried before. A form that is
 * taken for another one is a form less, once in 10^14. */
static bool note(expanding *e, const char *form, size_t len)
{
    uint64_t hash = pcs_hash64(form, len) | 1;
    if (e->n_forms == 0)
        memset(e->tried, 0, sizeof e->tried);
    size_t slot = (size_t)(hash >> 1) % FORMS_SLOTS;
    while (e->tried[slot] != 0 && e->tried[slot] != hash)
        slot = (slot + 1) % FORMS_SLOTS;
    if (e->tried[slot] == hash)
        return false;
    e->tried[slot] = hash;
    e->n_forms++;
    return true;
}

static void forget(expanding *e)
{
    e->n_forms = 0;
}

static pcs_status try_form(void *context, const char *form, size_t len,
                           pcs_error *err)
{
    expanding *e = context;
    if (e->n_forms == FORMS_MAX || !note(e, form, len))
        return PCS_OK;
    return add_words(e, form, len, err);
}

/* A form, alone and behind each proclitic. */
static pcs_status try_hosted(void *context, const char *form, size_t len,
                             pcs_error *err)
{
    expanding *e = context;
    const pcs_inflection *t = e->by->inflection;
    const char *proclitic;
    char joined[256];
    pcs_status status = try_form(e, form, len, err);
    if (pcs_utf8_count(form, len) < pcs_inflection_host_min(t))
        return status;
    for (size_t i = 0;
         status == PCS_OK && (proclitic = pcs_inflection_proclitic(t, i));
         i++) {
        size_t n = strlen(proclitic);
        if (n + len > sizeof joined)
            continue;
        memcpy(joined, proclitic, n);
        memcpy(joined + n, form, len);
        status = try_form(e, joined, n + len, err);
    }
    return status;
}

static pcs_status try_all(expanding *e, const char *bare, size_t len,
                          pcs_error *err)
{
    pcs_status status = try_hosted(e, bare, len, err);
    if (status == PCS_OK)
        status = pcs_inflect(e->by->inflection, bare, len, try_hosted, e, err);
    return status;
}

/* The word without a proclitic, where what is left is a word of its own. */
static pcs_status try_hosts(expanding *e, const char *bare, size_t len,
                            pcs_error *err)
{
    const pcs_inflection *t = e->by->inflection;
    const char *proclitic;
    pcs_status status = PCS_OK;
    for (size_t i = 0;
         status == PCS_OK && (proclitic = pcs_inflection_proclitic(t, i));
         i++) {
        size_t n = strlen(proclitic), before = e->out->len;
        if (len <= n || memcmp(bare, proclitic, n) != 0 ||
            pcs_utf8_count(bare + n, len - n) < pcs_inflection_host_min(t))
            continue;
        status = try_form(e, bare + n, len - n, err);
        if (status == PCS_OK && e->out->len > before)
            status = try_all(e, bare + n, len - n, err);
    }
    return status;
}

/* As typed on a keyboard without accents: waehrung is Währung, where the
 * collection has such a word. */
static pcs_status try_undone(expanding *e, const char *word, size_t len,
                             pcs_error *err)
{
    pcs_buffer undone = {0};
    pcs_status status = PCS_OK;
    size_t before = e->out->len;
    if (pcs_inflection_undo_digraphs(e->by->inflection, &undone, word, len) &&
        (status = pcs_buffer_status(&undone, err)) == PCS_OK) {
        e->only_accented = true;
        forget(e);
        status = try_all(e, undone.data, undone.len, err);
        e->only_accented = false;
        forget(e);
        if (status == PCS_OK && e->out->len > before)
            status = try_all(e, undone.data, undone.len, err);
    }
    pcs_buffer_dispose(&undone);
    return status;
}

static pcs_status add_inflected(expanding *e, const char *word, size_t len,
                                pcs_error *err)
{
    pcs_buffer bare = {0}, typed = {0};
    pcs_status status = pcs_stemmer_bare(e->by->stemmer, &bare, word, len, err);
    if (status == PCS_OK && bare.len)
        status = try_all(e, bare.data, bare.len, err);
    if (status == PCS_OK && bare.len)
        status = try_hosts(e, bare.data, bare.len, err);
    if (status == PCS_OK &&
        pcs_inflection_digraphs(e->by->inflection, &typed, word, len) &&
        (status = pcs_buffer_status(&typed, err)) == PCS_OK)
        status = try_all(e, typed.data, typed.len, err);
    if (status == PCS_OK)
        status = try_undone(e, word, len, err);
    pcs_buffer_dispose(&bare);
    pcs_buffer_dispose(&typed);
    return status;
}

static pcs_status add_key(expanding *e, const pcs_buffer *key, pcs_error *err)
{
    const pcs_lexicon *l = e->by->lexicon;
    pcs_lexicon_range range;
    pcs_status status = pcs_lexicon_key(&range, l, key->data, key->len, err);
    for (size_t i = range.first; status == PCS_OK && i < range.last; i++) {
        size_t word;
        status = pcs_lexicon_key_word(&word, l, i, err);
        if (status == PCS_OK)
            status = add_form(e, word, err);
    }
    return status;
}

/* The words of the same stem keys. */
static pcs_status add_stems(expanding *e, const char *word, size_t len,
                            pcs_error *err)
{
    pcs_buffer key = {0};
    pcs_status status = pcs_stemmer_key(e->by->stemmer, &key, word, len, err);
    if (status == PCS_OK)
        status = add_key(e, &key, err);
    pcs_buffer_clear(&key);
    if (status == PCS_OK)
        status = pcs_stemmer_bare_key(e->by->stemmer, &key, word, len, err);
    if (status == PCS_OK)
        status = add_key(e, &key, err);
    pcs_buffer_dispose(&key);
    return status;
}

static pcs_status add_compounds(expanding *e, pcs_error *err)
{
    const pcs_relations *r = e->by->relations;
    size_t n = e->out->len;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        pcs_lexicon_range range;
        status = pcs_relations_parts(&range, r, e->out->items[i].word, err);
        for (size_t j = range.first; status == PCS_OK && j < range.last; j++) {
            pcs_part_record record;
            status = pcs_relations_part(&record, r, j, err);
            if (status == PCS_OK && record.compound < e->by->lexicon->len)
                status = append(e->out, record.compound, record.start,
                                record.len, err);
        }
    }
    return status;
}

static int compare(const void *a, const void *b)
{
    const pcs_expansion_word *x = a, *y = b;
    if (x->word != y->word)
        return x->word < y->word ? -1 : 1;
    if (x->len != y->len && (!x->len || !y->len))
        return x->len ? 1 : -1;
    return (x->start > y->start) - (x->start < y->start);
}

/* In order, each word once, but for compounds with the part in more places. */
static void sort(pcs_expansion *x)
{
    size_t n = 0;
    if (x->len)
        qsort(x->items, x->len, sizeof *x->items, compare);
    for (size_t i = 0; i < x->len; i++) {
        const pcs_expansion_word *last = n ? &x->items[n - 1] : NULL;
        bool is_same = last && last->word == x->items[i].word &&
                       (!last->len || last->start == x->items[i].start);
        if (!is_same)
            x->items[n++] = x->items[i];
    }
    x->len = n;
}

static pcs_status expand(pcs_expansion *out, const pcs_expanding *by,
                         const char *word, size_t len, pcs_error *err)
{
    expanding e;
    e.out = out;
    e.by = by;
    memset(&e.bare, 0, sizeof e.bare);
    e.n_forms = 0;
    e.self = SIZE_MAX;
    e.only_accented = false;
    e.is_closed =
        by->inflection && pcs_inflection_is_closed(by->inflection, word, len);
    pcs_lexicon_range range;
    out->len = 0;
    pcs_status status = pcs_lexicon_find(&range, by->lexicon, word, len, err);
    if (status == PCS_OK && range.first < range.last)
        e.self = range.first;
    if (status == PCS_OK)
        status = by->inflection ? add_inflected(&e, word, len, err) : PCS_OK;
    if (status == PCS_OK && pcs_inflection_is_partial(by->inflection))
        status = add_stems(&e, word, len, err);
    if (status == PCS_OK)
        status = add_compounds(&e, err);
    sort(out);
    pcs_buffer_dispose(&e.bare);
    return status;
}

/* An item is kept as three numbers. */
#define NUMBERS (sizeof(pcs_expansion_word) / sizeof(uint32_t))
_Static_assert(NUMBERS == 3, "an expansion's word is three numbers");

static pcs_status take(pcs_expansion *out, const pcs_kept_list *kept,
                       pcs_error *err)
{
    out->len = kept->n / NUMBERS;
    if (!PCS_ARRAY_RESERVE(out->items, out->cap, out->len + 1))
        return pcs_error_nomem(err);
    pcs_kept_list_copy(&out->items->word, kept, 0, kept->n);
    return PCS_OK;
}

pcs_status pcs_expand(pcs_expansion *out, const pcs_expanding *by,
                      const char *word, size_t len, pcs_error *err)
{
    pcs_list_key key = {by->kind, word, len};
    pcs_kept_list kept;
    pcs_status status;
    if (pcs_list_cache_get(&kept, by->kept, &key)) {
        status = take(out, &kept, err);
    } else {
        status = expand(out, by, word, len, err);
        if (status == PCS_OK)
            pcs_list_cache_put(by->kept, &key,
                               out->len ? &out->items->word : NULL, NULL,
                               NUMBERS * out->len);
    }
    out->is_made = status == PCS_OK;
    return status;
}

const pcs_expansion_word *pcs_expansion_find(const pcs_expansion *x,
                                             size_t word)
{
    size_t low = 0, high = x->len;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (x->items[mid].word < word)
            low = mid + 1;
        else
            high = mid;
    }
    return low < x->len && x->items[low].word == word ? &x->items[low] : NULL;
}

void pcs_expansion_dispose(pcs_expansion *x)
{
    free(x->items);
    memset(x, 0, sizeof *x);
}
