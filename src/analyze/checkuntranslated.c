/* checkuntranslated.c - prose that was left in English */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <unicode/uscript.h>

#include "analyze/checkparts.h"

/* A text is taken for one sentence; what is beyond is not looked at. */
#define WORDS_MAX 200
#define WORD_LEN_MAX 8 /* of those listed, with a NUL */

/* Words that sentences have, and names do not. */
static const char sentence_words[][WORD_LEN_MAX] = {
    "about",  "after",  "all",     "also",    "any",    "are",   "as",
    "be",     "been",   "before",  "between", "but",    "can",   "cannot",
    "do",     "does",   "don't",   "each",    "every",  "get",   "has",
    "have",   "here",   "how",     "if",      "is",     "it",    "it's",
    "its",    "learn",  "may",     "more",    "must",   "need",  "next",
    "no",     "not",    "other",   "our",     "please", "see",   "select",
    "should", "some",   "such",    "than",    "that",   "their", "them",
    "then",   "there",  "these",   "they",    "this",   "those", "through",
    "until",  "up",     "use",     "using",   "was",    "we",    "were",
    "what",   "when",   "where",   "which",   "while",  "who",   "why",
    "will",   "within", "without", "yes",     "you",    "your",
};

/* Words that names have as well: Office for the web. */
static const char joining_words[][WORD_LEN_MAX] = {
    "a",  "an", "and",  "at", "by",  "for", "from",  "in",   "into",
    "of", "on", "only", "or", "the", "to",  "under", "with",
};

/* What the words of a text are, for telling sentences from names. */
typedef struct prose {
    size_t words;    /* that have letters */
    size_t sentence; /* of those, words of sentences */
    size_t joining;  /* and words of names too */
    size_t lower;    /* others in small letters */
    size_t names;    /* all others, but for a capital at the beginning */
} prose;

typedef struct word_hashes {
    uint32_t items[WORDS_MAX];
    size_t n;
} word_hashes;

static bool is_upper_at(const pcs_check_text *t, size_t i)
{
    char c = t->text[t->chars[i].at];
    return c >= 'A' && c <= 'Z';
}

/* The word, where it is one that may be in a list; "" where it is too long. */
static void copy_word(char word[WORD_LEN_MAX], const pcs_check_text *t,
                      size_t start, size_t end)
{
    size_t n = 0;
    for (size_t i = start; i < end && end - start < WORD_LEN_MAX; i++)
        word[n++] = (char)t->chars[i].c;
    word[n] = 0;
}

static bool is_listed(const char *word, const char list[][WORD_LEN_MAX],
                      size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(word, list[i]) == 0)
            return true;
    return false;
}

/* Small letters, perhaps after a capital, with hyphens and apostrophes: no
 * code, no acronym. */
static bool is_plain_word(const pcs_check_text *t, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++) {
        UChar32 c = t->chars[i].c;
        if (!((c >= 'a' && c <= 'z' && (i == start || !is_upper_at(t, i))) ||
              (i > start && (c == '-' || c == '\''))))
            return false;
    }
    return end > start;
}

static bool is_wordlike(UChar32 c)
{
    return pcs_check_is_word(c) || pcs_check_is_digit(c);
}

/* The next word from *i on, without the marks around it; false at the end. */
static bool next_word(size_t *start, size_t *end, size_t *i,
                      const pcs_check_text *t)
{
    while (*i < t->n) {
        *start = *i;
        while (*i < t->n && t->chars[*i].c != ' ')
            ++*i;
        *end = *i;
        while (*i < t->n && t->chars[*i].c == ' ')
            ++*i;
        while (*start < *end && !is_wordlike(t->chars[*start].c))
            ++*start;
        while (*end > *start && !is_wordlike(t->chars[*end - 1].c))
            --*end;
        if (*end > *start)
            return true;
    }
    return false;
}

static void count_word(prose *p, const pcs_check_text *t, size_t start,
                       size_t end)
{
    char word[WORD_LEN_MAX];
    copy_word(word, t, start, end);
    if (is_listed(word, sentence_words,
                  sizeof sentence_words / sizeof *sentence_words))
        p->sentence++;
    else if (is_listed(word, joining_words,
                       sizeof joining_words / sizeof *joining_words))
        p->joining++;
    else if (!is_upper_at(t, start) && end - start > 1)
        p->lower++;
    else if (p->words > 1)
        p->names++;
}

static void read_prose(prose *p, word_hashes *hashes, const pcs_check_text *t)
{
    size_t start, end, i = 0;
    memset(p, 0, sizeof *p);
    hashes->n = 0;
    while (hashes->n < WORDS_MAX && next_word(&start, &end, &i, t)) {
        uint32_t hash = 2166136261u;
        for (size_t j = start; j < end; j++)
            hash = (hash ^ (uint32_t)t->chars[j].c) * 16777619u;
        hashes->items[hashes->n++] = hash;
        p->words += pcs_check_is_word(t->chars[start].c);
        if (is_plain_word(t, start, end))
            count_word(p, t, start, end);
        else
            p->names++;
    }
}

/* Names have small letters too, in a word or two: Apps for business. Without
 * words of sentences, only the first has a capital: Reseller performance
 * report. */
static bool is_prose(const prose *p)
{
    if (p->words < 2)
        return false;
    if (p->sentence)
        return p->sentence + p->joining + p->lower >= 2;
    if (p->joining)
        return p->lower >= 2;
    return p->lower >= 2 && p->lower + 1 == p->words && !p->names;
}

static int compare_hashes(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* How many words both have; sorts them. */
static size_t count_common(word_hashes *a, word_hashes *b)
{
    size_t n = 0;
    qsort(a->items, a->n, sizeof *a->items, compare_hashes);
    qsort(b->items, b->n, sizeof *b->items, compare_hashes);
    for (size_t i = 0, j = 0; i < a->n && j < b->n;) {
        int order = compare_hashes(&a->items[i], &b->items[j]);
        n += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return n;
}

/* Four words in five, of whichever side has more. */
static bool are_alike(word_hashes *english, word_hashes *local)
{
    size_t longer = english->n > local->n ? english->n : local->n;
    return 5 * count_common(english, local) >= 4 * longer;
}

static bool is_written_in_latin(const char *locale)
{
    UScriptCode codes[8];
    UErrorCode code = U_ZERO_ERROR;
    int32_t n = uscript_getCode(locale, codes, 8, &code);
    for (int32_t i = 0; U_SUCCESS(code) && i < n; i++)
        if (codes[i] == USCRIPT_LATIN)
            return true;
    return U_FAILURE(code) || n <= 0;
}

/* Whether next to nothing of the text is in a script but Latin. */
static bool is_latin(const pcs_check_text *t)
{
    size_t latin = 0, other = 0;
    for (size_t i = 0; i < t->n; i++) {
        UChar32 c = t->chars[i].c;
        if (!pcs_check_is_word(c))
            continue;
        if (c < 0x250 || (c >= 0x1E00 && c < 0x1F00))
            latin++;
        else
            other++;
    }
    return 20 * other < latin;
}

static void add_all(pcs_checker *c, int side)
{
    pcs_check_items_add(&c->found[side], c->texts[side].text, 0,
                        (uint32_t)c->texts[side].len);
}

void pcs_check_untranslated(pcs_checker *c)
{
    prose english, local;
    word_hashes hashes[2];
    if (pcs_check_is_language(c->in->locale, "en"))
        return;
    read_prose(&local, &hashes[PCS_CHECK_LOCAL], &c->texts[PCS_CHECK_LOCAL]);
    if (!is_prose(&local))
        return;
    read_prose(&english, &hashes[PCS_CHECK_ENGLISH],
               &c->texts[PCS_CHECK_ENGLISH]);
    if (!is_prose(&english))
        return;
    /* In a script of its own, a text without it is English whatever it says;
     * else the words have to be the same, above all those that are no names. */
    if (is_written_in_latin(c->in->locale)
            ? local.sentence + local.joining <
                      english.sentence + english.joining ||
                  !are_alike(&hashes[PCS_CHECK_ENGLISH],
                             &hashes[PCS_CHECK_LOCAL])
            : !is_latin(&c->texts[PCS_CHECK_LOCAL]))
        return;
    add_all(c, PCS_CHECK_ENGLISH);
    add_all(c, PCS_CHECK_LOCAL);
}
