/* locale.c - names of locales */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/locale.h"

#include <string.h>
#include <unicode/uloc.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

/* Scripts are Titlecase, regions UPPERCASE, everything else lowercase. */
static void write_subtag(char *out, const char *text, size_t len, bool first)
{
    bool letters = true;
    for (size_t i = 0; i < len; i++)
        letters = letters && is_letter(text[i]);
    for (size_t i = 0; i < len; i++) {
        bool big = !first && letters && (len == 2 || (len == 4 && i == 0));
        out[i] = big ? upper(text[i]) : lower(text[i]);
    }
}

bool pcs_locale_canonical(char out[PCS_LOCALE_MAX], const char *text,
                          size_t len)
{
    out[0] = 0;
    if (len < 2 || len >= PCS_LOCALE_MAX)
        return false;
    char tag[PCS_LOCALE_MAX];
    size_t n = 0;
    for (size_t i = 0; i <= len;) {
        size_t start = i;
        while (i < len &&
               (is_letter(text[i]) || (start > 0 && is_digit(text[i]))))
            i++;
        size_t size = i - start;
        if (i < len && text[i] != '-' && text[i] != '_')
            return false;
        if (size < 2 || size > (start == 0 ? 3 : 8))
            return false;
        if (start > 0)
            tag[n++] = '-';
        write_subtag(tag + n, text + start, size, start == 0);
        n += size;
        i++;
    }
    memcpy(out, tag, n);
    out[n] = 0;
    return true;
}

bool pcs_locale_matches(const char *locale, const char *wanted, size_t len)
{
    if (len == 0 || strlen(locale) < len)
        return false;
    for (size_t i = 0; i < len; i++) {
        char c = wanted[i] == '_' ? '-' : lower(wanted[i]);
        if (lower(locale[i]) != c)
            return false;
    }
    return locale[len] == 0 || locale[len] == '-';
}

/* Only a known language with a known region counts in a path, so that a
 * folder "how-to" does not become a locale. */
static bool is_path_locale(const char *tag)
{
    const char *region = strrchr(tag, '-');
    return region && strlen(region) == 3 && is_letter(region[1]) &&
           *uloc_getISO3Language(tag) && *uloc_getISO3Country(tag);
}

bool pcs_locale_from_path(char out[PCS_LOCALE_MAX], const char *path)
{
    bool found = false;
    char tag[PCS_LOCALE_MAX];
    for (const char *p = path, *slash; (slash = strchr(p, '/'));
         p = slash + 1) {
        if (pcs_locale_canonical(tag, p, (size_t)(slash - p)) &&
            is_path_locale(tag)) {
            strcpy(out, tag);
            found = true;
        }
    }
    if (!found)
        out[0] = 0;
    return found;
}
