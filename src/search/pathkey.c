/* pathkey.c - what the paths of an article have in common in all locales */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/pathkey.h"

#include <string.h>

/* Bytes [start, end) of a path that are left out. */
typedef struct cut {
    size_t start, end;
} cut;

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static bool is_alnum(char c)
{
    c = lower(c);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool is_same(const char *text, const char *name, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((text[i] == '_' ? '-' : lower(text[i])) != lower(name[i]))
            return false;
    return true;
}

/* The last folder of that name, with its slash. */
static bool find_folder(cut *out, const char *path, size_t len,
                        const char *name, size_t name_len)
{
    bool found = false;
    for (size_t start = 0, i = 0; i < len; i++) {
        if (path[i] != '/')
            continue;
        if (i - start == name_len && is_same(path + start, name, name_len)) {
            *out = (cut){start, i + 1};
            found = true;
        }
        start = i + 1;
    }
    return found;
}

/* The last place of the name that is no part of a longer word. */
static bool find_within(cut *out, const char *path, size_t len,
                        const char *name, size_t name_len)
{
    for (size_t end = len; end >= name_len; end--) {
        size_t start = end - name_len;
        if ((start > 0 && is_alnum(path[start - 1])) ||
            (end < len && is_alnum(path[end])) ||
            !is_same(path + start, name, name_len))
            continue;
        bool has_joint = start > 0 && strchr(".-_", path[start - 1]);
        *out = (cut){has_joint ? start - 1 : start, end};
        return true;
    }
    return false;
}

/* ".ko." in the file's name. */
static bool find_suffix(cut *out, const char *path, size_t len,
                        const char *name, size_t name_len)
{
    for (size_t end = len; end > name_len; end--) {
        size_t start = end - name_len - 1;
        if (memchr(path + start, '/', len - start))
            return false;
        if (end < len && path[start] == '.' && path[end] == '.' &&
            is_same(path + start + 1, name, name_len)) {
            *out = (cut){start, end};
            return true;
        }
    }
    return false;
}

void pcs_path_key(pcs_buffer *out, const char *path, size_t len,
                  const char *locale)
{
    size_t all = strlen(locale), language = strcspn(locale, "-");
    cut c = {len, len};
    if (all > 0 && !find_folder(&c, path, len, locale, all) &&
        !find_folder(&c, path, len, locale, language) &&
        (language == all || !find_within(&c, path, len, locale, all)))
        find_suffix(&c, path, len, locale, language);
    pcs_buffer_clear(out);
    pcs_buffer_append(out, path, c.start);
    pcs_buffer_append(out, path + c.end, len - c.end);
}
