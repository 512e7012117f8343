/* optionvalues.c - numbers, times and sizes that options have */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/options.h"

bool pcs_args_number(pcs_args *args, uint64_t max, uint64_t *out)
{
    const char *text = args->value;
    char *end = NULL;
    errno = 0;
    unsigned long long value = 0;
    if (isdigit((unsigned char)text[0]))
        value = strtoull(text, &end, 10);
    if (end == NULL || *end != '\0' || errno == ERANGE || value > max) {
        pcs_args_fail(args, "%s%s %s: write a number from 0 to %llu",
                      pcs_args_dashes(args), args->option->name, text,
                      (unsigned long long)max);
        return false;
    }
    *out = value;
    return true;
}

/* The power of 1024 that suffix stands for, or -1. */
static int suffix_power(const char *suffix)
{
    static const char letters[] = "KMGT";
    if (suffix[0] == '\0' || strcmp(suffix, "B") == 0)
        return 0;
    const char *letter = strchr(letters, toupper((unsigned char)suffix[0]));
    if (letter == NULL)
        return -1;
    suffix++;
    if (*suffix == 'i')
        suffix++;
    if (*suffix == 'B')
        suffix++;
    return *suffix == '\0' ? (int)(letter - letters) + 1 : -1;
}

/* Reads "12" or "1.5" and returns what follows; text where it is neither. By
 * hand: strtod would also take hexadecimal, "inf" and "nan". */
static const char *read_decimal(double *out, const char *text)
{
    double value = 0;
    double place = 1;
    const char *p = text;
    for (; isdigit((unsigned char)*p); p++)
        value = value * 10 + (*p - '0');
    if (p > text && *p == '.' && isdigit((unsigned char)p[1]))
        for (p++; isdigit((unsigned char)*p); p++)
            value += (*p - '0') * (place /= 10);
    *out = value;
    return p;
}

bool pcs_args_seconds(pcs_args *args, uint64_t max_ms, uint64_t *out)
{
    const char *text = args->value;
    double value;
    const char *p = read_decimal(&value, text);
    if (p == text || *p || value * 1000 > (double)max_ms) {
        pcs_args_fail(args,
                      "%s%s %s: write seconds from 0 to %llu, such as 0.5",
                      pcs_args_dashes(args), args->option->name, text,
                      (unsigned long long)max_ms / 1000);
        return false;
    }
    *out = (uint64_t)(value * 1000 + 0.5);
    return true;
}

bool pcs_args_size(pcs_args *args, uint64_t min, uint64_t *out)
{
    const char *text = args->value;
    double value;
    const char *p = read_decimal(&value, text);
    int power = p > text ? suffix_power(p) : -1;
    for (int i = 0; i < power; i++)
        value *= 1024;
    if (power < 0 || value > 1e18) {
        pcs_args_fail(args, "%s%s %s: write a size such as 512M or 2G",
                      pcs_args_dashes(args), args->option->name, text);
        return false;
    }
    if (value < (double)min) {
        pcs_args_fail(args, "%s%s %s: the least is %lluM",
                      pcs_args_dashes(args), args->option->name, text,
                      ((unsigned long long)min + 1048575) / 1048576);
        return false;
    }
    *out = (uint64_t)value;
    return true;
}
