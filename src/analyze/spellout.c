/* spellout.c - numbers and months as words of a locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/spellout.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/chars.h"
#include "analyze/number_words.h"

#define N_LANGUAGES (sizeof languages / sizeof *languages)

typedef struct extra {
    uint32_t number;
    const char *words; /* parted by spaces */
} extra;

/* What English has for a number besides its name. */
static const extra extras[] = {
    {0, "no zero none nil midnight nonzero non-zero"},
    {1, "once single unary"},
    {2, "twice both double dual pair second secondary biweekly bimonthly "
        "another either two-thirds couple second-level twofold binary "
        "quadratic square"},
    {3, "triple quarter quarters quarterly third-party thrice threefold "
        "ternary tertiary cubic"},
    {4, "quarter quarters quarterly quadruple"},
    {5, "half"},
    {6, "half half-year semiannual semiannually biannual biannually"},
    {7, "week weekly weeks"},
    {8, "octal"},
    {9, "sept"},
    {10, "tenth tens decimal decade decades"},
    {12, "annual annually year years yearly dozen noon midnight"},
    {14, "fortnight biweekly"},
    {16, "hexadecimal hex"},
    {24, "day days daily around-the-clock midnight"},
    {25, "quarter"},
    {30, "month monthly half"},
    {50, "half"},
    {60, "hour minute"},
    {75, "three-quarters"},
    {90, "quarter quarterly"},
    {100, "hundred hundreds whole entire century"},
};

static size_t find_language(const char *locale)
{
    size_t len = strcspn(locale, "-_"), i = 0;
    for (; i < N_LANGUAGES; i++)
        if (strlen(languages[i].language) == len &&
            memcmp(languages[i].language, locale, len) == 0)
            break;
    return i;
}

static bool is_english(const pcs_spellout *s)
{
    return strcmp(s->language, "en") == 0;
}

void pcs_spellout_set_locale(pcs_spellout *s, const char *locale)
{
    size_t i = find_language(locale);
    bool is_cjk =
        strncmp(locale, "ja", 2) == 0 || strncmp(locale, "zh", 2) == 0;
    s->language = i < N_LANGUAGES ? languages[i].language : "";
    s->words = i < N_LANGUAGES ? languages[i].words : "";
    s->has_point = i < N_LANGUAGES ? languages[i].has_point : is_cjk;
}

void pcs_spellout_dispose(pcs_spellout *s)
{
    pcs_check_text_dispose(&s->word);
    memset(s, 0, sizeof *s);
}

/* What follows the number in its line, or "". */
static const char *find_line(const char *words, uint32_t number)
{
    for (const char *p = words; *p; p += strcspn(p, "\n") + 1) {
        char *end;
        if (strtoul(p, &end, 10) == number)
            return end;
    }
    return "";
}

static const char *find_extras(uint32_t number)
{
    for (size_t i = 0; i < sizeof extras / sizeof *extras; i++)
        if (extras[i].number == number)
            return extras[i].words;
    return "";
}

static bool is_unspaced(UChar32 c)
{
    return pcs_class_has_grams(pcs_char_classify(c));
}

/* Whether word stands in t at i. */
static bool matches_at(const pcs_check_text *t, size_t i,
                       const pcs_check_text *word, bool is_whole)
{
    bool unspaced = is_unspaced(word->chars[0].c);
    if (word->n > t->n - i)
        return false;
    for (size_t j = 0; j < word->n; j++)
        if (t->chars[i + j].c != word->chars[j].c)
            return false;
    UChar32 before = i ? t->chars[i - 1].c : 0;
    if (!unspaced && pcs_check_is_word(before))
        return false;
    /* A short word is the beginning of too many others. */
    return unspaced || !(is_whole || word->n < 3) ||
           !pcs_check_is_word(t->chars[i + word->n].c);
}

/* 두 is a number in 두 개 and in 두번, but 세 is none in 세금; 이 and the like
 * are written with digits, and would be found anywhere. */
static bool is_bare_korean(const pcs_check_text *t, size_t i)
{
    static const UChar32 numbers[] = {0xB450, 0xC138, 0xB124, 0xD55C, 0xCCAB};
    static const UChar32 counters[] = {0xAC1C, 0xAC00, 0xBC88, 0xBA85,
                                       0xB2EC, 0xBC30, 0xB2E8};
    UChar32 next = t->chars[i + 1].c;
    bool is_number = false, is_counted = !pcs_check_is_word(next);
    for (size_t j = 0; j < sizeof numbers / sizeof *numbers; j++)
        is_number |= t->chars[i].c == numbers[j];
    for (size_t j = 0; j < sizeof counters / sizeof *counters; j++)
        is_counted |= next == counters[j];
    return is_number && is_counted &&
           !(i && pcs_check_is_word(t->chars[i - 1].c));
}

static bool has_word(const pcs_check_text *t, const pcs_check_text *word,
                     bool is_whole)
{
    bool is_syllable =
        word->n == 1 && word->chars[0].c >= 0xAC00 && word->chars[0].c < 0xD7B0;
    for (size_t i = 0; word->n && i + word->n <= t->n; i++)
        if (t->chars[i].c == word->chars[0].c &&
            (is_syllable ? is_bare_korean(t, i)
                         : matches_at(t, i, word, is_whole)))
            return true;
    return false;
}

/* Looks for each word of a line, which tabs or spaces part. */
static pcs_status has_any(bool *out, pcs_spellout *s, const pcs_check_text *t,
                          const char *line, char part, pcs_error *err)
{
    pcs_status status = PCS_OK;
    const char *end = line + strcspn(line, "\n");
    while (status == PCS_OK && !*out && line < end) {
        const char *stop = memchr(line, part, (size_t)(end - line));
        stop = stop ? stop : end;
        status =
            pcs_check_text_read(&s->word, line, (size_t)(stop - line), err);
        if (status == PCS_OK)
            *out = has_word(t, &s->word, is_english(s));
        line = stop + 1;
    }
    return status;
}

pcs_status pcs_spellout_has(bool *out, pcs_spellout *s, const pcs_check_text *t,
                            uint32_t number, pcs_error *err)
{
    *out = false;
    if (number > PCS_SPELLOUT_MAX)
        return PCS_OK;
    pcs_status status =
        has_any(out, s, t, find_line(s->words, number), '\t', err);
    if (status == PCS_OK && is_english(s))
        status = has_any(out, s, t, find_extras(number), ' ', err);
    return status;
}
