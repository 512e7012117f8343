/* warnings.c - collects an article's warnings */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/warnings.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "base/translate.h"

#define MESSAGE_MAX 512
#define ID_SHOWN 64

/* Messages end up on terminals, and ids come from the document. */
static void blank_controls(char *message, size_t len)
{
    unsigned char *p = (unsigned char *)message;
    for (size_t i = 0; i < len; i++) {
        bool is_c1 = p[i] == 0xc2 && i + 1 < len && p[i + 1] < 0xa0;
        if (p[i] < 0x20 || p[i] == 0x7f || is_c1)
            p[i] = '?';
        if (is_c1)
            p[i + 1] = '?';
    }
}

static bool append(pcs_article *article, uint32_t line, const char *message)
{
    char *copy = pcs_arena_copy(&article->arena, message, strlen(message));
    if (!copy || !PCS_ARRAY_RESERVE(article->warnings, article->cap_warnings,
                                    article->n_warnings + 1))
        return false;
    article->warnings[article->n_warnings++] = (pcs_warning){line, copy};
    return true;
}

void pcs_warner_add(pcs_warner *warner, uint32_t line, const char *format, ...)
{
    if (warner->article->n_warnings == PCS_WARNINGS_MAX) {
        if (!warner->dropped++)
            warner->dropped_line = line;
        return;
    }
    char message[MESSAGE_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, pcs_translate(format), args);
    va_end(args);
    size_t len = strlen(message);
    len = pcs_utf8_cut(message, len, len);
    message[len] = 0;
    blank_controls(message, len);
    warner->failed |= !append(warner->article, line, message);
}

void pcs_warner_add_id(pcs_warner *warner, uint32_t line, const char *message,
                       const char *id, size_t len)
{
    int shown = (int)pcs_utf8_cut(id, len, ID_SHOWN);
    pcs_warner_add(warner, line, "%s \"%.*s%s\"", pcs_translate(message), shown,
                   id, (size_t)shown < len ? "..." : "");
}

/* There are few, and their order within a line has to stay. */
static void sort_by_line(pcs_warning *items, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        pcs_warning item = items[i];
        size_t j = i;
        for (; j && items[j - 1].line > item.line; j--)
            items[j] = items[j - 1];
        items[j] = item;
    }
}

pcs_status pcs_warner_finish(pcs_warner *warner, pcs_error *err)
{
    pcs_article *article = warner->article;
    if (warner->failed)
        return pcs_error_nomem(err);
    sort_by_line(article->warnings, article->n_warnings);
    if (!warner->dropped)
        return PCS_OK;
    uint32_t line = article->warnings[article->n_warnings - 1].line;
    if (line < warner->dropped_line)
        line = warner->dropped_line;
    char message[MESSAGE_MAX];
    snprintf(message, sizeof message, pcs_translate("%zu more warnings"),
             warner->dropped);
    return append(article, line, message) ? PCS_OK : pcs_error_nomem(err);
}
