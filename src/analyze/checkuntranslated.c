/* checkuntranslated.c - prose that was left in English */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <unicode/uscript.h>

#include "analyze/checkparts.h"

/* A text is taken for one sentence; what is beyond is not looked at. */
#define WORDS_MAX 200
#define WORD_LEN_MAX 20

/* Words that names have little of, and sentences are held together by. */
static const char function_words[][12] = {
    "about", "after", "all",    "also",    "an",     "and",     "any",
    "are",   "as",    "at",     "be",      "been",   "before",  "between",
    "but",   "by",    "can",    "cannot",  "do",     "does",    "don't",
    "each",  "every", "for",    "from",    "get",    "has",     "have",
    "here",  "how",   "if",     "in",      "into",   "is",      "it",
    "its",   "it's",  "learn",  "may",     "more",   "must",    "need",
    "next",  "no",    "not",    "of",      "on",     "only",    "or",
    "other", "our",   "please", "see",     "select", "should",  "some",
    "such",  "than",  "that",   "the",     "their",  "them",    "then",
    "there", "these", "they",   "this",    "those",  "through", "to",
    "under", "until", "up",     "use",     "using",  "was",     "we",
    "were",  "what",  "when",   "where",   "which",  "who",     "why",
    "will",  "with",  "within", "without", "yes",    "you",     "your",
};

/* What the words of a text are, for telling sentences from names. */
typedef struct prose {
    size_t words;    /* that have letters */
    size_t function; /* of those, function words */
    size_t lower;    /* other words in small letters */
    bool starts;     /* with a capital, and is a function word */
    bool is_capital; /* starts with a capital */
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

static bool is_function_word(const pcs_check_text *t, size_t start, size_t end)
{
    char word[WORD_LEN_MAX];
    if (end - start >= sizeof word)
        return false;
    for (size_t i = start; i < end; i++)
        word[i - start] = (char)t->chars[i].c;
    word[end - start] = 0;
    for (size_t i = 0; i < sizeof function_words / sizeof *function_words; i++)
        if (strcmp(word, function_words[i]) == 0)
            return true;
    return end - start == 1 && *word == 'a';
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

static void read_prose(prose *p, word_hashes *hashes, const pcs_check_text *t)
{
    size_t start, end, i = 0;
    memset(p, 0, sizeof *p);
    hashes->n = 0;
    while (hashes->n < WORDS_MAX && next_word(&start, &end, &i, t)) {
        uint32_t hash = 2166136261u;
        for (size_t j = start; j < end; j++)
            hash = (hash ^ (uint32_t)t->chars[j].c) * 16777619u;
        bool is_first = hashes->n == 0;
        hashes->items[hashes->n++] = hash;
        p->words += pcs_check_is_word(t->chars[start].c);
        if (!is_plain_word(t, start, end))
            continue;
        bool is_function = is_function_word(t, start, end);
        bool is_upper = is_upper_at(t, start);
        p->is_capital |= is_first && is_upper;
        p->starts |= is_first && is_function && is_upper;
        if (is_function)
            p->function++;
        else if (!is_upper && end - start > 1)
            p->lower++;
    }
}

static bool is_prose(const prose *p)
{
    if (p->words < 2)
        return false;
    if (p->function && p->lower && (p->is_capital || p->function > 1))
        return true;
    if (p->starts && p->function > 1)
        return true;
    return p->function >= 3 && p->words >= 5;
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
    return 10 * other < latin;
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
    bool alike =
        are_alike(&hashes[PCS_CHECK_ENGLISH], &hashes[PCS_CHECK_LOCAL]);
    if (!alike && (is_written_in_latin(c->in->locale) ||
                   !is_latin(&c->texts[PCS_CHECK_LOCAL])))
        return;
    if (!is_prose(&english))
        return;
    add_all(c, PCS_CHECK_ENGLISH);
    add_all(c, PCS_CHECK_LOCAL);
}
