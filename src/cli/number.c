/* number.c - numbers as a language writes them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/number.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Separators are a character of UTF-8; what is longer is none. */
#define SEPARATOR_MAX 4

static size_t put(char *out, size_t at, const char *separator)
{
    size_t len = strlen(separator);
    if (len > SEPARATOR_MAX)
        return at;
    memcpy(out + at, separator, len);
    return at + len;
}

const char *pcs_number_write_in(char out[PCS_NUMBER_MAX],
                                const pcs_language *language, uint64_t number)
{
    char digits[24];
    /* TRANSLATORS: what parts groups of three digits: 1,854. */
    const char *comma = pcs_message_in(language, "between thousands", ",");
    int n = snprintf(digits, sizeof digits, "%" PRIu64, number);
    size_t at = 0;
    for (int i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            at = put(out, at, comma);
        out[at++] = digits[i];
    }
    out[at] = 0;
    return out;
}

const char *pcs_decimal_write_in(char out[PCS_NUMBER_MAX],
                                 const pcs_language *language, double number,
                                 int decimals)
{
    char digits[PCS_NUMBER_MAX - SEPARATOR_MAX];
    /* TRANSLATORS: what stands before decimals: 3.5. */
    const char *point = pcs_message_in(language, "before decimals", ".");
    snprintf(digits, sizeof digits, "%.*f", decimals, number);
    const char *decimal = strchr(digits, '.');
    size_t at = decimal ? (size_t)(decimal - digits) : strlen(digits);
    memcpy(out, digits, at);
    if (decimal) {
        at = put(out, at, point);
        memcpy(out + at, decimal + 1, strlen(decimal + 1));
        at += strlen(decimal + 1);
    }
    out[at] = 0;
    return out;
}

void pcs_count_append_in(pcs_buffer *out, const pcs_language *language,
                         uint64_t number, const char *one, const char *many)
{
    char digits[PCS_NUMBER_MAX];
    pcs_buffer_printf(
        out, pcs_message_plural(language, one, many, (unsigned long)number),
        pcs_number_write_in(digits, language, number));
}

const char *pcs_number_write(char out[PCS_NUMBER_MAX], uint64_t number)
{
    return pcs_number_write_in(out, pcs_language_used(), number);
}

const char *pcs_decimal_write(char out[PCS_NUMBER_MAX], double number,
                              int decimals)
{
    return pcs_decimal_write_in(out, pcs_language_used(), number, decimals);
}

void pcs_number_append(pcs_buffer *out, uint64_t number)
{
    char digits[PCS_NUMBER_MAX];
    pcs_buffer_puts(out, pcs_number_write(digits, number));
}

void pcs_count_append(pcs_buffer *out, uint64_t number, const char *one,
                      const char *many)
{
    pcs_count_append_in(out, pcs_language_used(), number, one, many);
}

const char *pcs_between_items(void)
{
    /* TRANSLATORS: what stands between the items of a list: "a, b". */
    return _c("between items", ", ");
}

const char *pcs_between_clauses(void)
{
    /* TRANSLATORS: what stands between parts of a sentence: "9 found; 3
     * shown". */
    return _c("between clauses", "; ");
}
