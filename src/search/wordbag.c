/* wordbag.c - how different two English texts are */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/wordbag.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

/* Words that may come and go while a text means the same; among them what
 * stands behind the number in 4th, and item(s). */
static const char *const closed[] = {
    "a",    "am",   "an",   "and",  "are",   "as",    "at",   "be",
    "been", "by",   "did",  "do",   "does",  "for",   "had",  "has",
    "have", "her",  "his",  "in",   "is",    "it",    "its",  "may",
    "my",   "nd",   "of",   "on",   "or",    "our",   "rd",   "s",
    "st",   "that", "th",   "the",  "their", "these", "this", "those",
    "to",   "was",  "were", "will", "with",  "would", "you",  "your",
};
static const char *const negations[] = {
    "cannot", "neither", "never", "no", "none", "nor", "not", "nt", "without"};
/* Before a word they make its opposite. */
static const char *const prefixes[] = {"de", "dis", "il",  "im", "in",
                                       "ir", "mis", "non", "un"};

/* Longer ones are the same where so many bytes are. */
#define WORD_MAX 96

/* A text that is being read, and the words so far. */
typedef struct reading {
    pcs_arena *arena;
    pcs_stemmer *stemmer;
    pcs_buffer stem;
    pcs_bag_word words[PCS_WORDBAG_MAX];
    size_t n, n_closed; /* those at the end of words */
} reading;

static bool is_among(const char *const *list, size_t n, const char *word,
                     size_t len)
{
    for (size_t i = 0; i < n; i++)
        if (strlen(list[i]) == len && memcmp(list[i], word, len) == 0)
            return true;
    return false;
}
#define IS_AMONG(list, word, len)                                              \
    is_among(list, sizeof(list) / sizeof *(list), word, len)

static pcs_bag_kind classify(const char *word, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (word[i] >= '0' && word[i] <= '9')
            return PCS_BAG_NUMBER;
    return IS_AMONG(negations, word, len) ? PCS_BAG_NEGATION : PCS_BAG_WORD;
}

/* Adds a word in lower case, which is in the arena. */
static pcs_status add(reading *r, const char *word, size_t len, pcs_error *err)
{
    pcs_bag_kind kind = classify(word, len);
    if (kind == PCS_BAG_NUMBER)
        for (; len > 1 && *word == '0'; len--)
            word++;
    if (len == 0 || r->n + r->n_closed >= PCS_WORDBAG_MAX)
        return PCS_OK;
    pcs_buffer_clear(&r->stem);
    pcs_status status = PCS_OK;
    if (kind == PCS_BAG_WORD)
        status = pcs_stemmer_key(r->stemmer, &r->stem, word, len, err);
    else
        pcs_buffer_append(&r->stem, word, len);
    if (status == PCS_OK)
        status = pcs_buffer_status(&r->stem, err);
    if (status != PCS_OK)
        return status;
    size_t at =
        IS_AMONG(closed, word, len) ? PCS_WORDBAG_MAX - ++r->n_closed : r->n++;
    r->words[at] = (pcs_bag_word){
        pcs_hash64(r->stem.data ? r->stem.data : "", r->stem.len), word,
        (uint32_t)len, kind};
    return PCS_OK;
}

typedef enum letter { NONE, LOWER, UPPER, DIGIT, APOSTROPHE, POINT } letter;

/* What stands at text[i]; *n takes its bytes. Letters beyond ASCII are lower
 * case, which parts no word. */
static letter look(const char *text, size_t len, size_t i, size_t *n)
{
    unsigned char c = (unsigned char)text[i];
    *n = 1;
    if (c >= '0' && c <= '9')
        return DIGIT;
    if (c >= 'A' && c <= 'Z')
        return UPPER;
    if (c >= 'a' && c <= 'z')
        return LOWER;
    if (c == '\'')
        return APOSTROPHE;
    if (c == ',' || c == '.')
        return POINT;
    if (c < 0x80)
        return NONE;
    while (i + *n < len && ((unsigned char)text[i + *n] & 0xC0) == 0x80)
        ++*n;
    if (*n == 3 && memcmp(text + i, "\xE2\x80\x99", 3) == 0)
        return APOSTROPHE;
    /* General punctuation, signs and spaces: U+00A0..U+00BF, U+2000..U+2BFF. */
    if (c == 0xC2 ||
        (c == 0xE2 && i + 1 < len && (unsigned char)text[i + 1] < 0xB0))
        return NONE;
    return LOWER;
}

/* Whether text[i..] is the s of a plural, IDs. */
static bool is_plural(const char *text, size_t len, size_t i)
{
    size_t n;
    letter next = i + 1 < len ? look(text, len, i + 1, &n) : NONE;
    return i < len && text[i] == 's' && next != LOWER && next != UPPER;
}

/* Whether a word goes on from `before` with `now`. */
static bool joins(letter before, letter now, letter next)
{
    if (now == POINT)
        return before == DIGIT && next == DIGIT;
    if (now == APOSTROPHE)
        return (before == LOWER || before == UPPER) &&
               (next == LOWER || next == UPPER);
    if ((before == DIGIT) != (now == DIGIT))
        return false;
    if (now == UPPER)
        return before != LOWER && !(before == UPPER && next == LOWER);
    return now != NONE;
}

/* don't is do not, we'll is we will, the owner's is the owner. */
static pcs_status add_parts(reading *r, char *word, size_t len, pcs_error *err)
{
    char *apostrophe = memchr(word, '\'', len);
    if (!apostrophe)
        return add(r, word, len, err);
    size_t head = (size_t)(apostrophe - word), tail = len - head - 1;
    if (tail != 1 || apostrophe[1] != 't' || head < 2 || word[head - 1] != 'n')
        return add(r, word, head, err);
    pcs_status status = PCS_OK;
    /* can't keeps its n; won't is will not, of which will is a small word. */
    if (head == 3 && memcmp(word, "can", 3) == 0)
        status = add(r, word, 3, err);
    else if (head > 2 && !(head == 3 && memcmp(word, "won", 3) == 0))
        status = add(r, word, head - 1, err);
    return status == PCS_OK ? add(r, "not", 3, err) : status;
}

/* The word that begins at text[*i], which moves behind it. */
static pcs_status read_word(reading *r, const char *text, size_t len, size_t *i,
                            pcs_error *err)
{
    size_t max = len - *i < WORD_MAX ? len - *i : WORD_MAX;
    char *word = pcs_arena_alloc(r->arena, max + 1);
    size_t n, n_next, at = 0;
    letter before = NONE;
    if (!word)
        return pcs_error_nomem(err);
    while (*i < len) {
        letter now = look(text, len, *i, &n);
        letter next = *i + n < len ? look(text, len, *i + n, &n_next) : NONE;
        if (next == LOWER && is_plural(text, len, *i + n))
            next = NONE;
        if (before == NONE ? now == NONE : !joins(before, now, next))
            break;
        if (now == APOSTROPHE && at < max)
            word[at++] = '\'';
        for (size_t j = 0; j < n && at < max && now < APOSTROPHE; j++)
            word[at++] =
                now == UPPER ? (char)(text[*i + j] + 'a' - 'A') : text[*i + j];
        *i += n;
        before = now < APOSTROPHE ? now : next;
    }
    return add_parts(r, word, at, err);
}

static int compare(const void *a, const void *b)
{
    const pcs_bag_word *x = a, *y = b;
    return (x->stem > y->stem) - (x->stem < y->stem);
}

/* "Invoice no" denies nothing. */
static void mend_last(reading *r)
{
    pcs_bag_word *last = r->n > 1 ? &r->words[r->n - 1] : NULL;
    if (last && last->len == 2 && memcmp(last->text, "no", 2) == 0)
        last->kind = PCS_BAG_WORD;
}

/* The words; where all are of closed classes, those. */
static pcs_status take(pcs_wordbag *out, reading *r, pcs_error *err)
{
    size_t n = r->n ? r->n : r->n_closed;
    pcs_bag_word *first =
        r->n ? r->words : r->words + PCS_WORDBAG_MAX - r->n_closed;
    pcs_bag_word *copy = pcs_arena_alloc(r->arena, n * sizeof *copy + 1);
    if (!copy)
        return pcs_error_nomem(err);
    if (n)
        memcpy(copy, first, n * sizeof *copy);
    qsort(copy, n, sizeof *copy, compare);
    *out = (pcs_wordbag){copy, n};
    return PCS_OK;
}

pcs_status pcs_wordbag_make(pcs_wordbag *out, pcs_arena *arena,
                            pcs_stemmer *english, const char *text, size_t len,
                            pcs_error *err)
{
    reading *r = calloc(1, sizeof *r);
    pcs_status status = r ? PCS_OK : pcs_error_nomem(err);
    if (r) {
        r->arena = arena;
        r->stemmer = english;
    }
    for (size_t i = 0, n;
         status == PCS_OK && i < len && r->n + r->n_closed < PCS_WORDBAG_MAX;) {
        letter now = look(text, len, i, &n);
        if (now == LOWER || now == UPPER || now == DIGIT)
            status = read_word(r, text, len, &i, err);
        else
            i += n;
    }
    if (status == PCS_OK) {
        mend_last(r);
        status = take(out, r, err);
    }
    if (r)
        pcs_buffer_dispose(&r->stem);
    free(r);
    return status;
}

/* Words of one side that the other lacks. */
typedef struct rest {
    const pcs_bag_word *words[PCS_WORDBAG_MAX];
    size_t n, n_of[PCS_BAG_NEGATION + 1];
} rest;

static void leave(rest *r, const pcs_bag_word *word)
{
    r->words[r->n++] = word;
    r->n_of[word->kind]++;
}

static bool is_prefixed(const pcs_bag_word *with, const pcs_bag_word *without)
{
    size_t n = with->len - without->len;
    return with->len > without->len && without->len > 2 &&
           memcmp(with->text + n, without->text, without->len) == 0 &&
           IS_AMONG(prefixes, with->text, n);
}

static bool have_opposites(const rest *a, const rest *b)
{
    for (size_t i = 0; i < a->n; i++)
        for (size_t j = 0; j < b->n; j++)
            if (is_prefixed(a->words[i], b->words[j]) ||
                is_prefixed(b->words[j], a->words[i]))
                return true;
    return false;
}

pcs_bag_difference pcs_wordbag_compare(const pcs_wordbag *a,
                                       const pcs_wordbag *b)
{
    rest left = {.n = 0}, right = {.n = 0};
    size_t i = 0, j = 0, all = a->n + b->n;
    while (i < a->n || j < b->n) {
        if (j == b->n || (i < a->n && a->words[i].stem < b->words[j].stem)) {
            leave(&left, &a->words[i++]);
        } else if (i == a->n || a->words[i].stem > b->words[j].stem) {
            leave(&right, &b->words[j++]);
        } else {
            i++;
            j++;
        }
    }
    pcs_bag_difference d = {0, false};
    if (all)
        d.share = (double)(left.n + right.n) / (double)all;
    if (left.n + right.n == all)
        return d;
    d.is_opposed =
        left.n_of[PCS_BAG_NEGATION] != right.n_of[PCS_BAG_NEGATION] ||
        (left.n_of[PCS_BAG_NUMBER] && right.n_of[PCS_BAG_NUMBER]) ||
        have_opposites(&left, &right);
    return d;
}
