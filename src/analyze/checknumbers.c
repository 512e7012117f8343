/* checknumbers.c - numbers that only one side of a pair has */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "analyze/checkparts.h"

/* Values are compared as sets: a number that is said twice on one side and
 * once on the other is no finding. */
static bool has_value(const pcs_numerals *numerals, pcs_number value)
{
    for (size_t i = 0; i < numerals->n; i++) {
        const pcs_numeral *n = &numerals->items[i];
        for (uint32_t j = 0; j < n->n_values; j++)
            if (pcs_number_equals(n->values[j], value))
                return true;
        for (uint32_t j = 0; j < n->n_parts; j++)
            if (pcs_number_equals(n->parts[j], value))
                return true;
    }
    return false;
}

/* A year with two digits, or of the Buddhist calendar, is the same year. */
static bool has_year(const pcs_numerals *numerals, pcs_number number)
{
    uint32_t value = pcs_number_small(number, 2700);
    if (value < 100)
        return has_value(numerals, pcs_number_make(2000 + value, 0)) ||
               has_value(numerals, pcs_number_make(1900 + value, 0));
    if (value >= 1900 && value <= 2099)
        return has_value(numerals, pcs_number_make(value % 100, 0)) ||
               has_value(numerals, pcs_number_make(value + 543, 0));
    return value >= 2443 && value <= 2642 &&
           has_value(numerals, pcs_number_make(value - 543, 0));
}

static bool is_matched(const pcs_numeral *n, const pcs_numerals *other)
{
    for (uint32_t i = 0; i < n->n_values; i++)
        if (has_value(other, n->values[i]))
            return true;
    bool has_parts = n->n_parts > 0;
    for (uint32_t i = 0; has_parts && i < n->n_parts; i++)
        has_parts = has_value(other, n->parts[i]) ||
                    (n->n_parts >= 3 && has_year(other, n->parts[i]));
    return has_parts || (n->n_values == 1 && has_year(other, n->values[0]));
}

static pcs_status match_words(bool *out, pcs_spellout *words,
                              const pcs_numeral *n, const pcs_check_text *t,
                              pcs_error *err)
{
    pcs_status status = PCS_OK;
    *out = false;
    for (uint32_t i = 0; status == PCS_OK && !*out && i < n->n_values; i++) {
        uint32_t value = pcs_number_small(n->values[i], PCS_SPELLOUT_MAX);
        status = pcs_spellout_has(out, words, t, value, err);
    }
    bool has_all = n->n_parts > 0;
    for (uint32_t i = 0; status == PCS_OK && !*out && has_all && i < n->n_parts;
         i++) {
        uint32_t value = pcs_number_small(n->parts[i], PCS_SPELLOUT_MAX);
        status = pcs_spellout_has(&has_all, words, t, value, err);
    }
    *out |= has_all && n->n_parts > 0;
    return status;
}

/* Whether n is a group of a number that the other side has. */
static bool is_joined_match(const pcs_numerals *numerals, const pcs_numeral *n,
                            const pcs_numerals *other)
{
    for (size_t i = 0; i < numerals->n; i++) {
        const pcs_numeral *joined = &numerals->items[i];
        if (!joined->is_joined || joined->begin > n->begin ||
            joined->end < n->end)
            continue;
        for (uint32_t j = 0; j < joined->n_values; j++)
            if (has_value(other, joined->values[j]))
                return true;
    }
    return false;
}

static bool text_at(const pcs_check_text *t, size_t i, const char *text)
{
    for (; *text && i < t->n; text++, i++)
        if (t->chars[i].c != *text)
            return false;
    return !*text;
}

static bool has_text(const pcs_check_text *t, const char *text)
{
    for (size_t i = 0; i < t->n; i++)
        if (text_at(t, i, text))
            return true;
    return false;
}

/* The character behind what ends at byte `end`, spaces aside. */
static size_t find_behind(const pcs_check_text *t, uint32_t end)
{
    size_t low = 0, high = t->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->chars[middle].at < end)
            low = middle + 1;
        else
            high = middle;
    }
    while (low < t->n && t->chars[low].c == ' ')
        low++;
    return low;
}

/* A whole number of at most max that n may be; UINT32_MAX where it is none. */
static uint32_t small_of(const pcs_numeral *n, uint32_t max)
{
    return n->n_values ? pcs_number_small(n->values[0], max) : UINT32_MAX;
}

/* What need not be said with digits: one, and two where there is a dual; all
 * of something, all around. */
static bool may_be_implied(const pcs_numeral *n, const pcs_check_text *t,
                           const char *locale)
{
    uint32_t value = small_of(n, 360);
    if (value == 1)
        return true;
    if (value == 2)
        return pcs_check_is_language(locale, "ar he sl");
    size_t i = find_behind(t, n->end);
    if (value == 100)
        return text_at(t, i, "%") || text_at(t, i, "percent");
    return value == 360 &&
           (text_at(t, i, "-degree") || text_at(t, i, "degree"));
}

/* Of 24/7, 24 x 7 and 24 hours, 365 days each language has its own. */
static bool is_round_the_clock(const pcs_numeral *n,
                               const pcs_check_text *english)
{
    static const char *const ways[] = {
        "24/7",   "24x7",     "24 x 7",          "24*7",           "24-7",
        "24 / 7", "24 hours", "round-the-clock", "round the clock"};
    uint32_t value = small_of(n, 365);
    if (value != 24 && value != 7 && value != 365)
        return false;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (has_text(english, ways[i]))
            return true;
    return false;
}

/* Office 365 may be written where the English has a shorter name. */
static bool is_product(const pcs_numeral *n, const pcs_check_text *t)
{
    uint32_t at = n->begin;
    return small_of(n, 365) == 365 && at > 1 && t->text[at - 1] == ' ' &&
           ((t->text[at - 2] | 32) >= 'a' && (t->text[at - 2] | 32) <= 'z');
}

/* A localized text counts what the English lists: A, B und C, 3 つ. */
static bool is_count(const pcs_numeral *n, const pcs_check_text *t)
{
    static const UChar32 counters[] = {0x3064, 0xAC1C, 0xAC00, 0x500B, 0x4E2A};
    UChar32 behind = t->chars[find_behind(t, n->end)].c;
    for (size_t i = 0; i < sizeof counters / sizeof *counters; i++)
        if (counters[i] == behind && small_of(n, 10) <= 10)
            return true;
    return false;
}

/* Whether n stands in an address of the other side, where digits are not read
 * as numbers. */
static bool is_in_address(const pcs_numeral *n, const pcs_check_text *t,
                          const pcs_check_text *other)
{
    const char *p = other->text, *end = p + other->len;
    size_t len = n->end - n->begin;
    while (len > 1 && (size_t)(end - p) >= len &&
           (p = memmem(p, (size_t)(end - p), t->text + n->begin, len))) {
        size_t i = find_behind(other, (uint32_t)(p - other->text));
        if (other->chars[i].c == PCS_CHECK_MASK)
            return true;
        p += len;
    }
    return false;
}

/* More than 5 is 6 and more, less than 5 at most 4. */
static bool is_beside(const pcs_numeral *n, const pcs_numerals *other,
                      const pcs_check_text *english)
{
    uint32_t value = small_of(n, 100000);
    if (value == UINT32_MAX || value == 0 || !has_text(english, " than "))
        return false;
    return has_value(other, pcs_number_make(value + 1, 0)) ||
           has_value(other, pcs_number_make(value - 1, 0));
}

static pcs_status find_side(pcs_checker *c, int side, pcs_error *err)
{
    const pcs_numerals *numerals = &c->numerals[side];
    const pcs_numerals *other = &c->numerals[!side];
    const pcs_check_text *t = &c->texts[side];
    const pcs_check_text *english = &c->texts[PCS_CHECK_ENGLISH];
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < numerals->n; i++) {
        const pcs_numeral *n = &numerals->items[i];
        if (n->is_weak || is_matched(n, other) ||
            is_joined_match(numerals, n, other) ||
            may_be_implied(n, t, c->in->locale) ||
            is_round_the_clock(n, english) ||
            (side == PCS_CHECK_LOCAL && (is_count(n, t) || is_product(n, t))) ||
            is_beside(n, other, english) ||
            is_in_address(n, t, &c->texts[!side]))
            continue;
        bool is_said;
        status =
            match_words(&is_said, &c->words[!side], n, &c->texts[!side], err);
        if (status == PCS_OK && !is_said)
            pcs_check_items_add(&c->found[side], t->text, n->begin, n->end);
    }
    return status;
}

pcs_status pcs_check_numbers(pcs_checker *c, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (int side = 0; status == PCS_OK && side < 2; side++) {
        c->numerals[side].n = 0;
        status = pcs_numerals_read(&c->numerals[side], &c->texts[side],
                                   c->words[side].has_point, err);
        if (c->numerals[side].n > 2 * PCS_CHECK_ITEMS_MAX)
            return status;
    }
    for (int side = 0; status == PCS_OK && side < 2; side++)
        status = find_side(c, side, err);
    return status;
}
