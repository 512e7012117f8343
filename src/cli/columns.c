/* columns.c - texts of many widths below each other */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/columns.h"

#include <string.h>

#include "cli/text.h"

static void append_blanks(pcs_buffer *out, const char *text, size_t width)
{
    for (size_t w = pcs_text_width(text, strlen(text)); w < width; w++)
        pcs_buffer_putc(out, ' ');
}

void pcs_padded_append(pcs_buffer *out, const char *text, size_t width)
{
    pcs_buffer_puts(out, text);
    append_blanks(out, text, width);
}

void pcs_aligned_append(pcs_buffer *out, const char *text, size_t width)
{
    append_blanks(out, text, width);
    pcs_buffer_puts(out, text);
}

size_t pcs_widest(const char *const *texts, size_t n)
{
    size_t width = 0;
    for (size_t i = 0; i < n; i++) {
        size_t columns = pcs_text_width(texts[i], strlen(texts[i]));
        width = columns > width ? columns : width;
    }
    return width;
}
