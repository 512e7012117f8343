/* neartable.c - what tells at a glance which words may be near another */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/neartable.h"

#include <stdlib.h>

#include "analyze/jamo.h"
#include "base/utf8.h"
#include "base/wide.h"

static void dispose(pcs_near_table *t)
{
    free(t->signatures);
    free(t->lens);
    t->signatures = NULL;
    t->lens = NULL;
}

void pcs_near_tables_free(pcs_near_tables *t)
{
    for (size_t i = 0; t && i < 4; i++)
        dispose(&t->tables[i / 2][i % 2]);
    free(t);
}

/* The letters of the syllables that a word begins with. */
static uint64_t sign_hangul(const char *word, size_t len)
{
    uint64_t signature = 0;
    for (size_t pos = 0; pos < len;) {
        uint32_t letters[PCS_JAMO_MAX];
        uint32_t c = pcs_utf8_next(word, len, &pos, NULL);
        if (c < 0xAC00 || c > 0xD7A3)
            break;
        signature |=
            pcs_distance_signature(letters, pcs_jamo_letters(letters, c));
    }
    return signature;
}

static uint64_t sign(uint8_t *out, const char *word, size_t len)
{
    uint64_t signature = 0;
    size_t n = 0;
    for (size_t pos = 0; pos < len; n++)
        signature |= UINT64_C(1) << (pcs_utf8_next(word, len, &pos, NULL) % 64);
    *out = (uint8_t)(n < UINT8_MAX ? n : UINT8_MAX);
    return signature;
}

static pcs_status make(pcs_near_table *t, const pcs_lexicon *l, bool is_hangul,
                       pcs_error *err)
{
    t->signatures = malloc((l->len + 1) * sizeof *t->signatures);
    t->lens = is_hangul ? NULL : malloc(l->len + 1);
    pcs_status status =
        t->signatures && (is_hangul || t->lens) ? PCS_OK : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < l->len; i++) {
        const char *word;
        size_t len;
        status = pcs_lexicon_word(&word, &len, l, i, err);
        t->signatures[i] =
            is_hangul ? sign_hangul(word, len) : sign(&t->lens[i], word, len);
    }
    if (status != PCS_OK)
        dispose(t);
    return status;
}

pcs_status pcs_near_table_get(const pcs_near_table **out, pcs_shelf *shelf,
                              pcs_side side, bool is_hangul, pcs_error *err)
{
    bool is_english = side == PCS_SIDE_ENGLISH;
    *out = NULL;
    if (!shelf->near && !(shelf->near = calloc(1, sizeof *shelf->near)))
        return pcs_error_nomem(err);
    pcs_near_table *t = &shelf->near->tables[is_english][is_hangul];
    bool *was_asked = &shelf->near->was_asked[is_english][is_hangul];
    pcs_status status = PCS_OK;
    if (!t->signatures && *was_asked)
        status = make(
            t, is_english ? &shelf->partition.english : &shelf->partition.words,
            is_hangul, err);
    *was_asked = true;
    if (status == PCS_OK && t->signatures)
        *out = t;
    return status;
}

/* So many signatures are looked at together. */
#define BLOCK ((size_t)16)

/* Whether one of them may be near. Of an eojeol only the beginning has to be:
 * letters may be added. */
PCS_LOOP bool block_may_be(const uint64_t *signatures, uint64_t own,
                           bool is_hangul, int allowed)
{
    uint64_t found = 0, extra = is_hangul ? 0 : ~UINT64_C(0);
    for (size_t i = 0; i < BLOCK; i++) {
        uint64_t missing = own & ~signatures[i];
        uint64_t added = signatures[i] & ~own & extra;
        for (int j = 0; j < allowed; j++) {
            missing &= missing - 1;
            added &= added - 1;
        }
        found |= (missing | added) == 0;
    }
    return found;
}

/* The first block that has one, or where no whole block is left. */
PCS_LOOP size_t next_block_loop(const uint64_t *signatures, uint64_t own,
                                bool is_hangul, int allowed, size_t i, size_t n)
{
    while (i + BLOCK <= n &&
           !block_may_be(signatures + i, own, is_hangul, allowed))
        i += BLOCK;
    return i;
}

/* With what is allowed known to the compiler. */
PCS_LOOP size_t next_block(const uint64_t *signatures, uint64_t own,
                           bool is_hangul, int allowed, size_t i, size_t n)
{
    return allowed == 1 ? next_block_loop(signatures, own, is_hangul, 1, i, n)
           : allowed == 2
               ? next_block_loop(signatures, own, is_hangul, 2, i, n)
               : next_block_loop(signatures, own, is_hangul, allowed, i, n);
}

PCS_WIDE size_t next_block_wide(const uint64_t *signatures, uint64_t own,
                                bool is_hangul, int allowed, size_t i, size_t n)
{
    return next_block(signatures, own, is_hangul, allowed, i, n);
}

static bool may_be(const pcs_near_table *t, const pcs_near *near, size_t i)
{
    if (near->is_hangul)
        return pcs_distance_may_be(near->signature & ~t->signatures[i], 0,
                                   near->allowed);
    size_t allowed = (size_t)near->allowed, len = t->lens[i];
    return len + allowed >= near->len && len <= near->len + allowed &&
           pcs_distance_may_be(near->signature, t->signatures[i],
                               near->allowed);
}

size_t pcs_near_table_next(const pcs_near_table *t, const pcs_near *near,
                           size_t from, size_t n)
{
    const uint64_t *s = t->signatures;
    for (size_t i = from; i < n;) {
        i = PCS_HAS_WIDE ? next_block_wide(s, near->signature, near->is_hangul,
                                           near->allowed, i, n)
                         : next_block(s, near->signature, near->is_hangul,
                                      near->allowed, i, n);
        for (size_t end = i + BLOCK < n ? i + BLOCK : n; i < end; i++)
            if (may_be(t, near, i))
                return i;
    }
    return n;
}
