/* fold.c - the form in which texts and queries are compared */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/fold.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "base/buffer.h"
#include "base/utf8.h"

#define SARA_AM_THAI 0x0E33
#define SARA_AM_LAO 0x0EB3
#define ZERO_WIDTH_SPACE 0x200B

/* A combining sequence longer than this is folded in pieces: hostile text may
 * stack a million marks, and ICU reorders a run in more than linear time. */
#define SEQUENCE_MAX 128

typedef struct folding {
    pcs_folded *out;
    const UNormalizer2 *nfkc; /* loaded when it is first needed */
    bool with_offsets;
} folding;

void pcs_folded_dispose(pcs_folded *folded)
{
    free(folded->text);
    free(folded->start);
    free(folded->end);
    free(folded->borders);
    memset(folded, 0, sizeof *folded);
}

/* Characters that fold to themselves or to one lower-case letter, and that do
 * not compose with a neighbour of their kind: nearly all of real text. Gives
 * the folded character, or 0 where ICU has to be asked. */
static UChar32 fold_simple(UChar32 c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c >= 0x4E00 && c <= 0x9FFF)
        return c;
    if (c >= 0xAC00 && c <= 0xD7A3)
        return c;
    if (c >= 0x3041 && c <= 0x30FE)
        return c <= 0x3096 || c >= 0x30A1 ? c : 0;
    if (c >= 0x0E01 && c <= 0x0E5B)
        return c;
    if (c >= 0xC0 && c <= 0xFF && c != 0xDF)
        return c < 0xDF && c != 0xD7 ? c + 32 : c;
    if (c >= 0x0410 && c <= 0x044F)
        return c < 0x0430 ? c + 32 : c;
    if ((c >= 0x0621 && c <= 0x063A) || (c >= 0x0641 && c <= 0x064A))
        return c;
    if ((c >= 0x3001 && c <= 0x3003) || (c >= 0x3008 && c <= 0x3011))
        return c;
    if (c == 0x2013 || c == 0x2014 || c == 0x2018 || c == 0x2019 ||
        c == 0x201C || c == 0x201D || c == 0x2022)
        return c;
    return 0;
}

/* The canonical combining class of the simple characters that have one. */
static int mark_class(UChar32 c)
{
    if (c == 0x0E3A)
        return 9;
    if (c == 0x0E38 || c == 0x0E39)
        return 103;
    return c >= 0x0E48 && c <= 0x0E4B ? 107 : 0;
}

static bool reserve(folding *f, size_t more)
{
    pcs_folded *o = f->out;
    size_t need = o->len + more;
    if (!PCS_ARRAY_RESERVE(o->text, o->cap, need))
        return false;
    return !f->with_offsets ||
           (PCS_ARRAY_RESERVE(o->start, o->cap_start, need) &&
            PCS_ARRAY_RESERVE(o->end, o->cap_end, need));
}

static void put(folding *f, UChar unit, size_t start, size_t end)
{
    pcs_folded *o = f->out;
    o->text[o->len] = unit;
    if (f->with_offsets) {
        o->start[o->len] = (uint32_t)start;
        o->end[o->len] = (uint32_t)end;
    }
    o->len++;
}

/* Most texts never need ICU's data, and loading it takes a fresh process as
 * long as a search. */
static pcs_status load_nfkc(folding *f, pcs_error *err)
{
    UErrorCode code = U_ZERO_ERROR;
    if (!f->nfkc)
        f->nfkc = unorm2_getNFKCCasefoldInstance(&code);
    if (U_FAILURE(code))
        return pcs_error_set(err, PCS_EFORMAT, "ICU has no folding data: %s",
                             u_errorName(code));
    return PCS_OK;
}

static bool add_border(pcs_folded *folded, size_t at)
{
    size_t n = folded->n_borders;
    if (n > 0 && folded->borders[n - 1] == at)
        return true;
    if (!PCS_ARRAY_RESERVE(folded->borders, folded->cap_borders, n + 1))
        return false;
    folded->borders[folded->n_borders++] = (uint32_t)at;
    return true;
}

/* Whether c is no part of a word (Unicode standard annex 29), although what it
 * folds to might be: ¹, ™, ½, the zero-width space. */
static bool parts_words(UChar32 c)
{
    if (c == ZERO_WIDTH_SPACE)
        return true;
    uint32_t mask = U_GET_GC_MASK(c);
    return (mask & (U_GC_NO_MASK | U_GC_S_MASK)) &&
           !u_hasBinaryProperty(c, UCHAR_ALPHABETIC);
}

/* What is typed for the long mark where the keyboard has it beside: hyphen,
 * minus, dashes, box drawing, when katakana stands before it. An ASCII hyphen
 * is none. */
static bool is_long_mark(const folding *f, UChar32 c)
{
    if (c != 0xFF0D && c != 0x2212 && c != 0x2010 && c != 0x2011 &&
        c != 0x2015 && c != 0x2500)
        return false;
    UChar before = f->out->len ? f->out->text[f->out->len - 1] : 0;
    return (before >= 0x30A1 && before <= 0x30FA) ||
           (before >= 0x31F0 && before <= 0x31FF);
}

/* What the sequence of c folded to, with the borders around a symbol. */
static pcs_status put_sequence(folding *f, UChar32 c, const UChar *text,
                               int32_t n, size_t start, size_t end,
                               pcs_error *err)
{
    bool parts = parts_words(c);
    if (parts && !add_border(f->out, f->out->len))
        return pcs_error_nomem(err);
    for (int32_t i = 0; i < n; i++)
        put(f, text[i], start, end);
    if (parts && !add_border(f->out, f->out->len))
        return pcs_error_nomem(err);
    return PCS_OK;
}

/* Folds the combining sequence that starts with c, whose bytes are text[start]
 * up to *pos, and moves *pos behind the sequence. */
static pcs_status fold_sequence(folding *f, UChar32 c, const char *text,
                                size_t len, size_t start, size_t *pos,
                                pcs_error *err)
{
    UChar in[2 * SEQUENCE_MAX], small[4 * SEQUENCE_MAX], *out = small;
    int32_t n = 0, cap = 4 * SEQUENCE_MAX;
    U16_APPEND_UNSAFE(in, n, c);
    while (*pos < len && n < 2 * SEQUENCE_MAX - 1) {
        size_t next = *pos;
        UChar32 d = (UChar32)pcs_utf8_next(text, len, &next, NULL);
        if (d == SARA_AM_THAI || d == SARA_AM_LAO ||
            unorm2_hasBoundaryBefore(f->nfkc, d))
            break;
        U16_APPEND_UNSAFE(in, n, d);
        *pos = next;
    }
    UErrorCode code = U_ZERO_ERROR;
    int32_t m = unorm2_normalize(f->nfkc, in, n, out, cap, &code);
    if (code == U_BUFFER_OVERFLOW_ERROR) {
        out = malloc((size_t)m * sizeof *out);
        if (!out)
            return pcs_error_nomem(err);
        code = U_ZERO_ERROR;
        m = unorm2_normalize(f->nfkc, in, n, out, m, &code);
    }
    pcs_status status = PCS_OK;
    if (U_FAILURE(code))
        status = pcs_error_set(err, PCS_EFORMAT, "ICU cannot fold: %s",
                               u_errorName(code));
    else if (!reserve(f, (size_t)m))
        status = pcs_error_nomem(err);
    else
        status = put_sequence(f, c, out, m, start, *pos, err);
    /* ICU takes a zero-width space for a mark of what stands before it. */
    if (status == PCS_OK && u_memchr(in, ZERO_WIDTH_SPACE, n) &&
        !add_border(f->out, f->out->len))
        status = pcs_error_nomem(err);
    if (out != small)
        free(out);
    return status;
}

/* Where the simple characters end that c, which stands before text[pos], folds
 * with: itself and the marks behind it. 0 where ICU has to put them in order,
 * or where what follows may combine with them. */
static size_t simple_end(UChar32 c, const char *text, size_t len, size_t pos)
{
    int class = mark_class(c);
    for (int n = 0; n < SEQUENCE_MAX; n++) {
        if (pos >= len || (unsigned char)text[pos] < 0x80)
            return pos;
        size_t next = pos;
        c = (UChar32)pcs_utf8_next(text, len, &next, NULL);
        if (!fold_simple(c))
            return 0;
        int next_class = mark_class(c);
        if (next_class == 0)
            return pos;
        if (next_class < class)
            return 0;
        class = next_class;
        pos = next;
    }
    return pos;
}

static bool put_marks(folding *f, const char *text, size_t end, size_t *pos)
{
    while (*pos < end) {
        size_t start = *pos;
        UChar32 c = (UChar32)pcs_utf8_next(text, end, pos, NULL);
        if (!reserve(f, 1))
            return false;
        put(f, (UChar)c, start, *pos);
    }
    return true;
}

/* Whether nothing that stands at text[pos] composes with what stands before it,
 * as far as bytes tell: the end, ASCII, hiragana and katakana without their
 * combining marks, Han, Hangul syllables. */
static bool is_apart(const char *text, size_t len, size_t pos)
{
    if (pos >= len)
        return true;
    const unsigned char *p = (const unsigned char *)text + pos;
    if (*p < 0x80 || len - pos < 3)
        return *p < 0x80;
    switch (*p) {
    case 0xE3:
        return p[1] == 0x81 || p[1] == 0x83 ||
               (p[1] == 0x82 && (p[2] < 0x97 || p[2] > 0x9F));
    case 0xE4:
        return p[1] >= 0xB8;
    case 0xEA:
        return p[1] >= 0xB0;
    default:
        return (*p >= 0xE5 && *p <= 0xE9) || *p == 0xEB || *p == 0xEC;
    }
}

/* Folds what neither is nor stands before a sequence; false where that is not
 * easily said, and then nothing is done. */
static bool fold_apart(folding *f, const char *text, size_t len, size_t *pos)
{
    size_t start = *pos, next = *pos;
    UChar32 c = (UChar32)pcs_utf8_next(text, len, &next, NULL);
    UChar32 simple = fold_simple(c);
    if (!simple || mark_class(c) || !is_apart(text, len, next))
        return false;
    put(f, (UChar)simple, start, next);
    *pos = next;
    return true;
}

pcs_status pcs_fold(pcs_folded *folded, const char *text, size_t len,
                    bool with_offsets, pcs_error *err)
{
    folding f = {folded, NULL, with_offsets};
    folded->len = folded->n_borders = 0;
    for (size_t pos = 0; pos < len;) {
        if (!reserve(&f, 2))
            return pcs_error_nomem(err);
        if (fold_apart(&f, text, len, &pos))
            continue;
        size_t start = pos;
        UChar32 c = (UChar32)pcs_utf8_next(text, len, &pos, NULL);
        UChar32 simple = fold_simple(c);
        if (c == SARA_AM_LAO)
            simple = c;
        size_t end = simple || !c ? simple_end(c, text, len, pos) : 0;
        if (end) {
            put(&f, (UChar)simple, start, pos);
            if (!put_marks(&f, text, end, &pos))
                return pcs_error_nomem(err);
            continue;
        }
        if (c == SARA_AM_THAI || c == SARA_AM_LAO) {
            put(&f, (UChar)c, start, pos);
            continue;
        }
        if (is_long_mark(&f, c)) {
            put(&f, 0x30FC, start, pos);
            continue;
        }
        pcs_status status = load_nfkc(&f, err);
        if (status == PCS_OK)
            status = fold_sequence(&f, c, text, len, start, &pos, err);
        if (status != PCS_OK)
            return status;
    }
    return PCS_OK;
}
