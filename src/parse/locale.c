/* locale.c - the locale that a document names, without reading it all */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/locale.h"

#include <stdbool.h>
#include <string.h>

#include "parse/frontmatter.h"

/* Where no front matter is, the name is looked for in so many bytes: what the
 * reader does with characters, but for documents that hold it nowhere else. */
#define SEARCH_MAX 4000

static bool is_fence(const char *line, const char *end, const char *mark)
{
    size_t n = (size_t)(end - line);
    while (n > 0 &&
           (line[n - 1] == ' ' || line[n - 1] == '\t' || line[n - 1] == '\r'))
        n--;
    return n == 3 && memcmp(line, mark, 3) == 0;
}

/* The text between the fences, or NULL. */
static const char *front(const char *data, size_t len, size_t *front_len)
{
    const char *end = data + len;
    const char *lf = len ? memchr(data, '\n', len) : NULL;
    if (!lf || !is_fence(data, lf, "---"))
        return NULL;
    const char *start = lf + 1;
    for (const char *line = start; line < end; line = lf + 1) {
        lf = memchr(line, '\n', (size_t)(end - line));
        if (!lf)
            lf = end;
        if (is_fence(line, lf, "---") || is_fence(line, lf, "...")) {
            *front_len = (size_t)(line - start);
            return start;
        }
    }
    return NULL;
}

pcs_text pcs_article_locale(const char *data, size_t len)
{
    if (len >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) {
        data += 3;
        len -= 3;
    }
    size_t n = 0;
    const char *text = front(data, len, &n);
    if (!text || n == 0 || memmem(text, n, "data-ttu-id", 11)) {
        text = data;
        n = len < SEARCH_MAX ? len : SEARCH_MAX;
    }
    return pcs_frontmatter_locale(text, n);
}
