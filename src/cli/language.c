/* language.c - the languages that there are messages in, and whose turn it is
 */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/language.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/messages.h"

const pcs_language pcs_language_english = {"en", {NULL, 0}};

const char *pcs_language_name(const pcs_language *language)
{
    /* TRANSLATORS: what this language calls itself, for a list of languages:
     * "Deutsch", not "German". */
    return pcs_message_in(language, "name of the language", "English");
}

bool pcs_language_is_rtl(const pcs_language *language)
{
    /* TRANSLATORS: "rtl" where this language is written from right to left,
     * else "ltr". */
    const char *direction =
        pcs_message_in(language, "direction of writing", "ltr");
    return strcmp(direction, "rtl") == 0;
}

/* A part of a tag. */
typedef struct part {
    const char *text;
    size_t len;
} part;

static bool is_part(part p, const char *text)
{
    return strlen(text) == p.len && strncasecmp(p.text, text, p.len) == 0;
}

/* The part at *at, which moves behind it. */
static part next_part(const char *tag, size_t len, size_t *at)
{
    size_t start = *at;
    while (*at < len && tag[*at] != '-' && tag[*at] != '_')
        ++*at;
    part p = {tag + start, *at - start};
    *at += *at < len;
    return p;
}

/* Traditional characters are what Taiwan, Hong Kong and Macao write. */
static const char *chinese(const char *tag, size_t len, size_t at)
{
    const char *by_region = "zh-CN";
    while (at < len) {
        part p = next_part(tag, len, &at);
        if (is_part(p, "hant"))
            return "zh-TW";
        if (is_part(p, "hans"))
            return "zh-CN";
        if (is_part(p, "tw") || is_part(p, "hk") || is_part(p, "mo"))
            by_region = "zh-TW";
    }
    return by_region;
}

static const pcs_language *find_tag(const char *tag, size_t len)
{
    size_t n;
    const pcs_language *const *all = pcs_languages(&n);
    for (size_t i = 0; i < n; i++)
        if (is_part((part){tag, len}, all[i]->tag))
            return all[i];
    return NULL;
}

const pcs_language *pcs_language_find(const char *tag, size_t len)
{
    size_t n, at = 0;
    const pcs_language *const *all = pcs_languages(&n);
    for (size_t i = 0; i < len; i++)
        if (tag[i] == '.' || tag[i] == '@')
            len = i; /* the codeset and the modifier of a locale's name */
    part language = next_part(tag, len, &at);
    if (is_part(language, "zh")) {
        const char *found = chinese(tag, len, at);
        return find_tag(found, strlen(found));
    }
    const pcs_language *found = find_tag(tag, len);
    for (size_t i = 0; i < n && !found; i++) {
        part its = {all[i]->tag, strcspn(all[i]->tag, "-")};
        if (its.len == language.len &&
            strncasecmp(its.text, language.text, its.len) == 0)
            found = all[i];
    }
    return found;
}

static part trim(const char *text, size_t len)
{
    while (len && (*text == ' ' || *text == '\t')) {
        text++;
        len--;
    }
    while (len && (text[len - 1] == ' ' || text[len - 1] == '\t'))
        len--;
    return (part){text, len};
}

/* The weight of "0.85" in thousandths, -1 where it is none. */
static int read_weight(part p)
{
    if (p.len == 0 || p.len > 5 || (p.text[0] != '0' && p.text[0] != '1') ||
        (p.len > 1 && p.text[1] != '.'))
        return -1;
    int weight = (p.text[0] - '0') * 1000;
    for (size_t i = 2, unit = 100; i < p.len; i++, unit /= 10) {
        if (p.text[i] < '0' || p.text[i] > '9')
            return -1;
        weight += (p.text[i] - '0') * (int)unit;
    }
    return weight > 1000 ? -1 : weight;
}

/* An element of the list: "de-AT", "de;q=0.8". */
static const pcs_language *read_element(const char *text, size_t len,
                                        int *weight)
{
    const char *semicolon = memchr(text, ';', len);
    part tag = trim(text, semicolon ? (size_t)(semicolon - text) : len);
    *weight = 1000;
    if (semicolon) {
        part q = trim(semicolon + 1, len - (size_t)(semicolon + 1 - text));
        bool is_weight = q.len > 2 && strncasecmp(q.text, "q=", 2) == 0;
        *weight = is_weight ? read_weight((part){q.text + 2, q.len - 2}) : -1;
    }
    return *weight > 0 && tag.len ? pcs_language_find(tag.text, tag.len) : NULL;
}

const pcs_language *pcs_language_accept(const char *value, size_t len)
{
    const pcs_language *best = &pcs_language_english;
    int best_weight = 0;
    for (size_t at = 0; value && at < len;) {
        const char *comma = memchr(value + at, ',', len - at);
        size_t end = comma ? (size_t)(comma - value) : len;
        int weight;
        const pcs_language *found = read_element(value + at, end - at, &weight);
        if (found && weight > best_weight) {
            best = found;
            best_weight = weight;
        }
        at = end + 1;
    }
    return best;
}

/* Whether a locale's name asks for UTF-8, or for nothing in particular. */
static bool is_utf8(const char *locale)
{
    const char *codeset = strchr(locale, '.');
    if (!codeset)
        return true;
    part p = {codeset + 1, strcspn(codeset + 1, "@")};
    return is_part(p, "utf-8") || is_part(p, "utf8");
}

static const pcs_language *first_of_list(const char *list)
{
    while (*list) {
        size_t len = strcspn(list, ":");
        const pcs_language *found = len ? pcs_language_find(list, len) : NULL;
        if (found)
            return found;
        list += len + (list[len] != 0);
    }
    return &pcs_language_english;
}

const pcs_language *pcs_language_of_environment(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *locale = NULL;
    for (int i = 0; i < 3 && (!locale || !*locale); i++)
        locale = getenv(names[i]);
    if (!locale || !*locale || !is_utf8(locale))
        return &pcs_language_english;
    size_t len = strcspn(locale, ".@");
    if (is_part((part){locale, len}, "C") ||
        is_part((part){locale, len}, "POSIX"))
        return &pcs_language_english;
    const char *list = getenv("LANGUAGE");
    if (list && *list)
        return first_of_list(list);
    const pcs_language *found = pcs_language_find(locale, len);
    return found ? found : &pcs_language_english;
}
