/* numerals.c - the numbers that a text has */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/numerals.h"

#include "analyze/digitrun.h"
#include "analyze/letternumeral.h"
#include "analyze/magnitudes.h"
#include "base/buffer.h"

pcs_number pcs_number_make(uint64_t value, int32_t exponent)
{
    if (value == 0)
        return (pcs_number){0, 0};
    for (; value % 10 == 0; value /= 10)
        exponent++;
    return (pcs_number){value, exponent};
}

uint32_t pcs_number_small(pcs_number number, uint32_t max)
{
    uint64_t value = number.digits;
    if (number.exponent < 0 || number.exponent > 9 || value > max)
        return UINT32_MAX;
    for (int i = 0; i < number.exponent; i++)
        value *= 10;
    return value <= max ? (uint32_t)value : UINT32_MAX;
}

static void add_part(pcs_numeral *numeral, pcs_number value)
{
    if (numeral->n_parts < PCS_NUMERAL_PARTS)
        numeral->parts[numeral->n_parts++] = value;
}

void pcs_numeral_add(pcs_numeral *numeral, pcs_number value)
{
    if (numeral->n_values < PCS_NUMERAL_VALUES)
        numeral->values[numeral->n_values++] = value;
}

/* All that the groups may mean. */
static void read_values(pcs_numeral *numeral, const pcs_digit_run *run)
{
    size_t n = run->n;
    UChar32 last = run->groups[n - 1].mark;
    if (n == 1) {
        pcs_numeral_add(numeral, pcs_digit_run_value(run, 0, 0, false));
        return;
    }
    if (pcs_digit_run_is_thousands(run, n) && !(run->has_point && last == '.'))
        pcs_numeral_add(numeral, pcs_digit_run_value(run, 0, n - 1, false));
    if (last != '\'' &&
        !(run->has_point && last == ',' &&
          pcs_digit_run_is_thousands(run, n)) &&
        (n == 2 || (pcs_digit_run_is_thousands(run, n - 1) &&
                    run->groups[n - 2].mark != last)))
        pcs_numeral_add(numeral, pcs_digit_run_value(run, 0, n - 1, true));
    for (size_t g = 0; g < n; g++)
        add_part(numeral, pcs_digit_run_value(run, g, g, false));
}

static size_t skip_space(const pcs_check_text *t, size_t i)
{
    return pcs_check_char_at(t, i) == ' ' ? i + 1 : i;
}

static bool word_at(const pcs_check_text *t, size_t i, const char *word)
{
    for (; *word; word++, i++)
        if (pcs_check_char_at(t, i) != *word)
            return false;
    return !pcs_check_is_letter(pcs_check_char_at(t, i));
}

/* Whether am or pm stands at i: its end, or 0. */
static size_t half_day_end(const pcs_check_text *t, size_t i)
{
    UChar32 c = pcs_check_char_at(t, i);
    if (c != 'a' && c != 'p')
        return 0;
    if (word_at(t, i + 1, "m"))
        return i + 2;
    return word_at(t, i + 1, ".m") ? i + 3 : 0;
}

/* 5 PM is 17, 12 AM is 0, and 17:00 is 5. */
static void add_hours(pcs_numeral *numeral, const pcs_digit_run *run)
{
    uint32_t hour =
        run->n == 1 ? pcs_number_small(numeral->values[0], 24) : UINT32_MAX;
    if (hour == UINT32_MAX)
        return;
    pcs_numeral_add(numeral, pcs_number_make((hour + 12) % 24, 0));
    if (hour % 12 == 0) {
        pcs_numeral_add(numeral, pcs_number_make(0, 0));
        pcs_numeral_add(numeral, pcs_number_make(24, 0));
    }
}

static bool is_hour(const pcs_check_text *t, const pcs_digit_run *run)
{
    size_t i = run->end;
    return run->n == 1 && pcs_digit_group_len(run, 0) <= 2 &&
           pcs_check_char_at(t, i) == ':' && pcs_check_digit_at(t, i + 1) &&
           pcs_check_digit_at(t, i + 2) && !pcs_check_digit_at(t, i + 3);
}

static bool is_minute(const pcs_check_text *t, size_t start)
{
    return start >= 2 && pcs_check_char_at(t, start - 1) == ':' &&
           pcs_check_digit_at(t, start - 2);
}

/* 1억 2,000만: what stands behind a power, a lower one each time, adds up. The
 * end of it all, or 0. */
static size_t read_sum(pcs_numeral *numeral, const pcs_digit_run *first,
                       size_t i, int exponent)
{
    pcs_digit_run run;
    pcs_number value = pcs_digit_run_value(first, 0, first->n - 1, false);
    uint64_t total = 0, part = pcs_number_small(value, 100000000);
    size_t end = 0;
    for (int left = PCS_DIGIT_GROUPS_MAX; left > 0 && part != UINT32_MAX;
         left--) {
        for (int j = 0; j < exponent; j++)
            part = part < UINT64_C(1000000000000000000) ? part * 10 : 0;
        total += part;
        if (!pcs_check_digit_at(first->t, skip_space(first->t, i)) ||
            exponent < 1)
            break;
        pcs_digit_run_read(&run, first->t, skip_space(first->t, i));
        value = pcs_digit_run_value(&run, 0, run.n - 1, false);
        part = pcs_number_small(value, 100000000);
        size_t after;
        int lower =
            pcs_magnitude_read(&after, first->t, skip_space(first->t, run.end));
        if (lower >= exponent || (lower == 0 && run.end != after &&
                                  skip_space(first->t, run.end) != after))
            break;
        if (lower == 0)
            break;
        exponent = lower;
        end = i = after;
    }
    if (end && part != UINT32_MAX)
        pcs_numeral_add(numeral, pcs_number_make(total, 0));
    return end;
}

static bool is_cjk(UChar32 c)
{
    return c >= 0x2E80 && c < 0xD7B0;
}

/* Whether what stands at i is a power of ten and nothing else: 万 is; 조 may
 * be an article, and 만 behind a space the beginning of a word. */
static bool is_power(const pcs_check_text *t, size_t i, size_t end)
{
    UChar32 c = pcs_check_char_at(t, i);
    return c == 0x4E07 || c == 0x842C || c == 0x5104 || c == 0x4EBF ||
           ((c == 0xB9CC || c == 0xC5B5) && i == end);
}

/* The powers of ten behind the run. */
static void add_magnitude(pcs_numeral *numeral, pcs_digit_run *run)
{
    const pcs_check_text *t = run->t;
    size_t after, i = skip_space(t, run->end);
    int exponent = pcs_magnitude_read(&after, t, i);
    if (!exponent)
        return;
    size_t n = numeral->n_values;
    bool is_sure = is_power(t, i, run->end);
    for (size_t j = 0; j < n; j++) {
        pcs_number value = numeral->values[j];
        value.exponent += value.digits ? exponent : 0;
        if (is_sure)
            numeral->values[j] = value;
        else
            pcs_numeral_add(numeral, value);
    }
    numeral->n_parts = is_sure ? 0 : numeral->n_parts;
    size_t end = is_cjk(pcs_check_char_at(t, i))
                     ? read_sum(numeral, run, after, exponent)
                     : 0;
    if (pcs_check_char_at(t, i) == 0x5272) /* 割 */
        after = run->end;
    run->end = end ? end : after;
}

static bool is_ordinal(const pcs_check_text *t, size_t i)
{
    return word_at(t, i, "st") || word_at(t, i, "nd") || word_at(t, i, "rd") ||
           word_at(t, i, "th");
}

/* Digits beside letters are part of a name, or have a unit that may be written
 * in full: they are no less of a number, but nothing is said where they are
 * missing. */
static bool is_glued(const pcs_check_text *t, size_t start,
                     const pcs_digit_run *run, const pcs_numeral *numeral)
{
    UChar32 before = start ? pcs_check_char_at(t, start - 1) : 0;
    size_t i = run->groups[run->n - 1].end;
    if (pcs_check_is_letter(before) ||
        (before == '-' && start > 1 &&
         pcs_check_is_letter(pcs_check_char_at(t, start - 2))))
        return true;
    if (!pcs_check_is_letter(pcs_check_char_at(t, i)) || run->end > i ||
        half_day_end(t, i))
        return false;
    return !is_ordinal(t, i) || pcs_number_small(numeral->values[0], 3) <= 3;
}

static bool goes_on(const pcs_check_text *t, const pcs_digit_run *run)
{
    size_t i = run->end;
    return run->n == 1 && pcs_digit_group_len(run, 0) <= 3 &&
           pcs_check_char_at(t, i) == ' ' && pcs_check_digit_at(t, i + 1) &&
           pcs_check_digit_at(t, i + 2) && pcs_check_digit_at(t, i + 3) &&
           !pcs_check_digit_at(t, i + 4);
}

/* .50 */
static bool is_bare_fraction(const pcs_check_text *t, size_t start)
{
    UChar32 mark = start ? pcs_check_char_at(t, start - 1) : 0;
    UChar32 before = start > 1 ? pcs_check_char_at(t, start - 2) : 0;
    return (mark == '.' || mark == ',') && !pcs_check_is_digit(before) &&
           !pcs_check_is_word(before);
}

static void read_digits(pcs_numeral *numeral, size_t *i,
                        const pcs_check_text *t, bool has_point)
{
    pcs_digit_run run;
    run.has_point = has_point;
    size_t start = *i;
    pcs_digit_run_read(&run, t, start);
    read_values(numeral, &run);
    if (run.n == 1 && is_bare_fraction(t, start)) {
        pcs_number fraction = numeral->values[0];
        fraction.exponent -=
            fraction.digits ? (int)pcs_digit_group_len(&run, 0) : 0;
        pcs_numeral_add(numeral, fraction);
    }
    numeral->goes_on = goes_on(t, &run);
    size_t end = run.end;
    bool hour = is_hour(t, &run), minute = is_minute(t, start);
    if (hour || half_day_end(t, skip_space(t, run.end)))
        add_hours(numeral, &run);
    else if (!minute)
        add_magnitude(numeral, &run);
    numeral->is_weak =
        is_glued(t, start, &run, numeral) ||
        (minute && numeral->n_values && numeral->values[0].digits == 0);
    uint32_t year = run.n == 1 && end - start == 4
                        ? pcs_number_small(numeral->values[0], 2099)
                        : UINT32_MAX;
    numeral->is_year = year != UINT32_MAX && year >= 1900;
    *i = run.end;
}

/* The value of whole thousands and the group behind them, which may have
 * decimals; false where it is too large. */
static bool join_groups(pcs_number *out, pcs_number whole, pcs_number group)
{
    uint64_t value = whole.digits, digits = group.digits;
    if (whole.exponent < 0 || whole.exponent > 12 ||
        value > UINT64_C(1000000) || digits > UINT64_C(1000000000) ||
        group.exponent < -6 || group.exponent > 2)
        return false;
    for (int i = 0; i < whole.exponent + 3; i++)
        value = value < UINT64_C(1000000000000) ? value * 10 : 0;
    for (int i = 0; i < -group.exponent; i++)
        value = value < UINT64_C(1000000000000) ? value * 10 : 0;
    for (int i = 0; i < group.exponent; i++)
        digits *= 10;
    *out = pcs_number_make(value + digits,
                           group.exponent < 0 ? group.exponent : 0);
    return value > 0;
}

/* Appends what groups are with spaces between them (1 234 567,89), from each
 * one on. */
static pcs_status add_joined(pcs_numerals *numerals, size_t first,
                             pcs_error *err)
{
    size_t n = numerals->n;
    for (size_t i = first; i < n; i++) {
        pcs_numeral joined = numerals->items[i];
        joined.is_weak = joined.is_joined = true;
        for (size_t j = i;
             j + 1 < n && numerals->items[j].goes_on && joined.values[0].digits;
             j++) {
            const pcs_numeral *next = &numerals->items[j + 1];
            pcs_number whole = joined.values[0], value;
            joined.end = next->end;
            joined.n_values = joined.n_parts = 0;
            for (uint32_t v = 0; v < next->n_values; v++)
                if (join_groups(&value, whole, next->values[v]))
                    pcs_numeral_add(&joined, value);
            if (!joined.n_values)
                break;
            if (!PCS_ARRAY_RESERVE(numerals->items, numerals->cap,
                                   numerals->n + 1))
                return pcs_error_nomem(err);
            numerals->items[numerals->n++] = joined;
        }
    }
    return PCS_OK;
}

pcs_status pcs_numerals_read(pcs_numerals *numerals, const pcs_check_text *t,
                             bool has_point, pcs_error *err)
{
    size_t first = numerals->n;
    for (size_t i = 0; i < t->n;) {
        pcs_numeral numeral = {.begin = t->chars[i].at};
        bool found = pcs_check_digit_at(t, i);
        if (found)
            read_digits(&numeral, &i, t, has_point);
        else
            found = pcs_letter_numeral_read(&numeral, &i, t);
        if (!found)
            continue;
        if (!PCS_ARRAY_RESERVE(numerals->items, numerals->cap, numerals->n + 1))
            return pcs_error_nomem(err);
        /* What was left out behind the last character is no part of it. */
        numeral.end = t->chars[i - 1].at;
        size_t end = numeral.end;
        while (++end < t->len && ((unsigned char)t->text[end] & 0xC0) == 0x80)
            ;
        numeral.end = (uint32_t)end;
        numerals->items[numerals->n++] = numeral;
    }
    return add_joined(numerals, first, err);
}
