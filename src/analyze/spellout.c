/* spellout.c - numbers and months as words of a locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/spellout.h"

#include <string.h>
#include <unicode/ustring.h>

#include "analyze/chars.h"
#include "base/utf8.h"

/* Behind all others. */
#include "analyze/lateicu.h"

#define RULE_SETS_MAX 2000
#define WORD_MAX 200

typedef struct extra {
    uint32_t number;
    const char *words; /* parted by spaces */
} extra;

/* What English has for a number besides its name. */
static const extra extras[] = {
    {0, "no zero none nil midnight nonzero non-zero"},
    {1, "once single"},
    {2, "twice both double dual pair second secondary biweekly bimonthly "
        "another either two-thirds couple second-level twofold"},
    {3, "triple quarter quarters quarterly third-party thrice threefold"},
    {4, "quarter quarters quarterly quadruple"},
    {5, "half"},
    {6, "half half-year semiannual semiannually biannual biannually"},
    {7, "week weekly weeks"},
    {9, "sept"},
    {10, "tenth tens"},
    {12, "annual annually year years yearly dozen noon"},
    {14, "fortnight biweekly"},
    {24, "day days daily around-the-clock"},
    {25, "quarter"},
    {30, "month monthly half"},
    {50, "half"},
    {60, "hour minute"},
    {75, "three-quarters"},
    {90, "quarter quarterly"},
    {100, "hundred hundreds whole entire"},
};

static void close_locale(pcs_spellout *s)
{
    unum_close(s->format);
    udat_close(s->dates);
    s->format = s->dates = NULL;
    s->is_open = false;
    memset(s->is_known, 0, sizeof s->is_known);
}

static bool writes_point(const char *locale)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar symbol[8] = {0};
    UNumberFormat *format =
        unum_open(UNUM_DECIMAL, NULL, 0, locale, NULL, &code);
    if (U_SUCCESS(code))
        unum_getSymbol(format, UNUM_DECIMAL_SEPARATOR_SYMBOL, symbol, 8, &code);
    unum_close(format);
    return U_SUCCESS(code) && *symbol == '.';
}

void pcs_spellout_set_locale(pcs_spellout *s, const char *locale)
{
    if (strcmp(s->locale, locale) == 0)
        return;
    close_locale(s);
    size_t len = strlen(locale);
    len = len < sizeof s->locale ? len : sizeof s->locale - 1;
    memcpy(s->locale, locale, len);
    s->locale[len] = 0;
    s->has_point = writes_point(s->locale);
}

void pcs_spellout_dispose(pcs_spellout *s)
{
    close_locale(s);
    for (size_t i = 0; i < PCS_SPELLOUT_N; i++)
        pcs_buffer_dispose(&s->words[i]);
    pcs_check_text_dispose(&s->word);
    memset(s, 0, sizeof *s);
}

/* Without data for the locale there are no words, which is no error. */
static void open_locale(pcs_spellout *s)
{
    UErrorCode code = U_ZERO_ERROR;
    s->is_open = true;
    s->format = unum_open(UNUM_SPELLOUT, NULL, 0, s->locale, NULL, &code);
    if (U_FAILURE(code))
        s->format = NULL;
    code = U_ZERO_ERROR;
    s->dates =
        udat_open(UDAT_LONG, UDAT_LONG, s->locale, NULL, 0, NULL, 0, &code);
    if (U_FAILURE(code))
        s->dates = NULL;
}

static void add_word(pcs_buffer *out, const UChar *word, int32_t n)
{
    char bytes[4 * WORD_MAX];
    int32_t len = 0;
    UErrorCode code = U_ZERO_ERROR;
    u_strToUTF8(bytes, sizeof bytes, &len, word, n, &code);
    if (U_FAILURE(code) || len <= 0 || len >= (int32_t)sizeof bytes)
        return;
    pcs_buffer_append(out, bytes, (size_t)len);
    pcs_buffer_putc(out, 0);
}

static void add_numbers(pcs_buffer *out, pcs_spellout *s, uint32_t number)
{
    UChar sets[RULE_SETS_MAX], word[WORD_MAX];
    UErrorCode code = U_ZERO_ERROR;
    int32_t n = unum_getTextAttribute(s->format, UNUM_PUBLIC_RULESETS, sets,
                                      RULE_SETS_MAX, &code);
    if (U_FAILURE(code) || n >= RULE_SETS_MAX)
        return;
    for (int32_t start = 0, i = 0; i <= n; i++) {
        if (i < n && sets[i] != ';')
            continue;
        code = U_ZERO_ERROR;
        unum_setTextAttribute(s->format, UNUM_DEFAULT_RULESET, sets + start,
                              i - start, &code);
        int32_t len = unum_format(s->format, (int32_t)number, word, WORD_MAX,
                                  NULL, &code);
        if (U_SUCCESS(code) && len < WORD_MAX)
            add_word(out, word, len);
        start = i + 1;
    }
}

static void add_months(pcs_buffer *out, const pcs_spellout *s, uint32_t number)
{
    static const UDateFormatSymbolType types[] = {
        UDAT_MONTHS, UDAT_SHORT_MONTHS, UDAT_STANDALONE_MONTHS,
        UDAT_STANDALONE_SHORT_MONTHS};
    UChar word[WORD_MAX];
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        UErrorCode code = U_ZERO_ERROR;
        int32_t len = udat_getSymbols(s->dates, types[i], (int32_t)number - 1,
                                      word, WORD_MAX, &code);
        while (U_SUCCESS(code) && len > 0 && word[len - 1] == '.')
            len--;
        if (U_SUCCESS(code) && len < WORD_MAX)
            add_word(out, word, len);
    }
}

static bool is_english(const pcs_spellout *s)
{
    return strncmp(s->locale, "en", 2) == 0;
}

static void add_extras(pcs_buffer *out, uint32_t number)
{
    for (size_t i = 0; i < sizeof extras / sizeof *extras; i++) {
        if (extras[i].number != number)
            continue;
        for (const char *p = extras[i].words; *p; p += *p == ' ') {
            size_t len = strcspn(p, " ");
            pcs_buffer_append(out, p, len);
            pcs_buffer_putc(out, 0);
            p += len;
        }
    }
}

static size_t slot_of(uint32_t number)
{
    return number <= 100 ? number : 100 + number / 1000;
}

static pcs_status find_words(pcs_spellout *s, uint32_t number, pcs_error *err)
{
    size_t slot = slot_of(number);
    pcs_buffer *out = &s->words[slot];
    if (s->is_known[slot])
        return PCS_OK;
    if (!s->is_open)
        open_locale(s);
    pcs_buffer_dispose(out);
    if (s->format)
        add_numbers(out, s, number);
    if (s->dates && number >= 1 && number <= 12)
        add_months(out, s, number);
    if (is_english(s))
        add_extras(out, number);
    s->is_known[slot] = !out->failed;
    return pcs_buffer_status(out, err);
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

static bool has_word(const pcs_check_text *t, const pcs_check_text *word,
                     bool is_whole)
{
    for (size_t i = 0; word->n && i + word->n <= t->n; i++)
        if (t->chars[i].c == word->chars[0].c &&
            matches_at(t, i, word, is_whole))
            return true;
    return false;
}

pcs_status pcs_spellout_has(bool *out, pcs_spellout *s, const pcs_check_text *t,
                            uint32_t number, pcs_error *err)
{
    *out = false;
    if (number > PCS_SPELLOUT_MAX || (number > 100 && number % 1000))
        return PCS_OK;
    pcs_status status = find_words(s, number, err);
    const pcs_buffer *words = &s->words[slot_of(number)];
    for (size_t at = 0; status == PCS_OK && !*out && at < words->len;) {
        size_t len = strlen(words->data + at);
        status = pcs_check_text_read(&s->word, words->data + at, len, err);
        /* Where ICU has no words for a number, it has digits. */
        UChar32 first = s->word.chars[0].c;
        if (status == PCS_OK && !pcs_check_is_digit(first) &&
            (number <= 100 || !is_unspaced(first))) /* 천 is in 추천 */
            *out = has_word(t, &s->word, is_english(s));
        at += len + 1;
    }
    return status;
}
