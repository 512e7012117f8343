/* id.c - the ids of documents */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/meili/id.h"

#include <stdlib.h>
#include <string.h>

#define BETWEEN "__"
#define PARTS 4

static bool stands_for_itself(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z') || c == '-';
}

static void append(pcs_buffer *out, const char *text)
{
    for (; *text; text++) {
        if (stands_for_itself((unsigned char)*text))
            pcs_buffer_putc(out, *text);
        else
            pcs_buffer_printf(out, "_%02X", (unsigned char)*text);
    }
}

void pcs_meili_id_append(pcs_buffer *out, const pcs_meili_id *id)
{
    append(out, id->locale);
    pcs_buffer_puts(out, BETWEEN);
    append(out, id->source);
    pcs_buffer_puts(out, BETWEEN);
    append(out, id->path);
    if (id->has_position)
        pcs_buffer_printf(out, BETWEEN "%u", id->position);
}

static int digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* Unescapes what is before the next BETWEEN, or the end, in place. */
static bool read_part(const char **out, char **rest)
{
    char *from = *rest, *to = *rest;
    *out = to;
    while (*from && strncmp(from, BETWEEN, 2) != 0) {
        if (*from != '_') {
            *to++ = *from++;
            continue;
        }
        int high = digit(from[1]), low = high < 0 ? -1 : digit(from[2]);
        if (low < 0 || (high | low) == 0)
            return false;
        *to++ = (char)(high * 16 + low);
        from += 3;
    }
    *rest = *from ? from + 2 : NULL;
    *to = '\0';
    return true;
}

bool pcs_meili_id_read(pcs_meili_id *out, pcs_arena *arena, const char *text)
{
    const char *parts[PARTS] = {NULL};
    char *rest = pcs_arena_copy(arena, text, strlen(text));
    size_t n = 0;
    memset(out, 0, sizeof *out);
    while (rest && n < PARTS)
        if (!read_part(&parts[n++], &rest))
            return false;
    if (rest || n < PARTS - 1)
        return false;
    out->locale = parts[0];
    out->source = parts[1];
    out->path = parts[2];
    out->has_position = n == PARTS;
    if (!out->has_position)
        return true;
    char *end;
    unsigned long position = strtoul(parts[3], &end, 10);
    out->position = (uint32_t)position;
    return *parts[3] >= '0' && *parts[3] <= '9' && !*end &&
           position < UINT32_MAX;
}
