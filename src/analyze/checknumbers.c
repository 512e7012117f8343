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
static bool has_year(const pcs_numerals *numerals, const pcs_numeral *year)
{
    if (!year->is_year)
        return false;
    uint32_t value = pcs_number_small(year->values[0], 2099);
    return has_value(numerals, pcs_number_make(value % 100, 0)) ||
           has_value(numerals, pcs_number_make(value + 543, 0));
}

static bool is_year_of(const pcs_numerals *numerals, const pcs_numeral *n)
{
    if (n->n_values != 1)
        return false;
    uint32_t value = pcs_number_small(n->values[0], 2700);
    return (value < 100 &&
            (has_value(numerals, pcs_number_make(2000 + value, 0)) ||
             has_value(numerals, pcs_number_make(1900 + value, 0)))) ||
           (value >= 2443 && value <= 2642 &&
            has_value(numerals, pcs_number_make(value - 543, 0)));
}

static bool is_matched(const pcs_numeral *n, const pcs_numerals *other)
{
    for (uint32_t i = 0; i < n->n_values; i++)
        if (has_value(other, n->values[i]))
            return true;
    bool has_parts = n->n_parts > 0;
    for (uint32_t i = 0; has_parts && i < n->n_parts; i++)
        has_parts = has_value(other, n->parts[i]);
    return has_parts || has_year(other, n) || is_year_of(other, n);
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

/* What need not be said with digits: one, and two where there is a dual. */
static bool may_be_implied(const pcs_numeral *n, const char *locale)
{
    uint32_t value =
        n->n_values ? pcs_number_small(n->values[0], 2) : UINT32_MAX;
    return value == 1 ||
           (value == 2 && pcs_check_is_language(locale, "ar he sl"));
}

static pcs_status find_side(pcs_checker *c, int side, pcs_error *err)
{
    const pcs_numerals *numerals = &c->numerals[side];
    const pcs_numerals *other = &c->numerals[!side];
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < numerals->n; i++) {
        const pcs_numeral *n = &numerals->items[i];
        if (n->is_weak || is_matched(n, other) ||
            is_joined_match(numerals, n, other) ||
            may_be_implied(n, c->in->locale))
            continue;
        bool is_said;
        status =
            match_words(&is_said, &c->words[!side], n, &c->texts[!side], err);
        if (status == PCS_OK && !is_said)
            pcs_check_items_add(&c->found[side], c->texts[side].text, n->begin,
                                n->end);
    }
    return status;
}

pcs_status pcs_check_numbers(pcs_checker *c, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (int side = 0; status == PCS_OK && side < 2; side++) {
        c->numerals[side].n = 0;
        status = pcs_numerals_read(&c->numerals[side], &c->texts[side], err);
        if (c->numerals[side].n > 2 * PCS_CHECK_ITEMS_MAX)
            return status;
    }
    for (int side = 0; status == PCS_OK && side < 2; side++)
        status = find_side(c, side, err);
    return status;
}
