/* json.c - writing JSON as it comes, without building it first */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

/* Bytes that stand for themselves in a string; those of well-formed sequences
 * do, but for the two that begin what is looked at. */
static bool is_bare(unsigned char byte)
{
    return byte >= ' ' && byte != '"' && byte != '\\' && byte < 0x7F;
}

/* Characters beyond ASCII that are valid JSON, and are escaped all the same. */
static bool is_tricky(uint32_t c)
{
    return (c >= 0x7F && c <= 0x9F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

static void separate(pcs_json *j)
{
    if (j->needs_comma)
        pcs_buffer_putc(j->out, ',');
    j->needs_comma = true;
}

static void begin(pcs_json *j, char bracket)
{
    separate(j);
    pcs_buffer_putc(j->out, bracket);
    j->needs_comma = false;
}

static void end(pcs_json *j, char bracket)
{
    pcs_buffer_putc(j->out, bracket);
    j->needs_comma = true;
}

void pcs_json_begin_object(pcs_json *j)
{
    begin(j, '{');
}

void pcs_json_end_object(pcs_json *j)
{
    end(j, '}');
}

void pcs_json_begin_array(pcs_json *j)
{
    begin(j, '[');
}

void pcs_json_end_array(pcs_json *j)
{
    end(j, ']');
}

static void escape(pcs_buffer *out, uint32_t c)
{
    static const char letters[] = "\b\f\n\r\t\"\\", names[] = "bfnrt\"\\";
    static const char digits[] = "0123456789abcdef";
    const char *at = c && c < 0x7F ? strchr(letters, (int)c) : NULL;
    if (at) {
        char two[2] = {'\\', names[at - letters]};
        pcs_buffer_append(out, two, sizeof two);
        return;
    }
    char six[6] = {'\\',
                   'u',
                   digits[c >> 12 & 15],
                   digits[c >> 8 & 15],
                   digits[c >> 4 & 15],
                   digits[c & 15]};
    pcs_buffer_append(out, six, sizeof six);
}

/* Most text is copied in one piece. */
static void append_string(pcs_buffer *out, const char *text, size_t len)
{
    size_t copied = 0;
    pcs_buffer_putc(out, '"');
    for (size_t pos = 0; pos < len;) {
        if (is_bare((unsigned char)text[pos])) {
            pos++;
            continue;
        }
        size_t start = pos;
        bool is_valid = true;
        uint32_t c = pcs_utf8_next(text, len, &pos, &is_valid);
        if (is_valid && c >= 0x80 && !is_tricky(c))
            continue;
        pcs_buffer_append(out, text + copied, start - copied);
        escape(out, c);
        copied = pos;
    }
    pcs_buffer_append(out, text + copied, len - copied);
    pcs_buffer_putc(out, '"');
}

void pcs_json_key(pcs_json *j, const char *name)
{
    separate(j);
    pcs_buffer_putc(j->out, '"');
    pcs_buffer_puts(j->out, name);
    pcs_buffer_append(j->out, "\":", 2);
    j->needs_comma = false;
}

void pcs_json_key_text(pcs_json *j, const char *name)
{
    separate(j);
    append_string(j->out, name, strlen(name));
    pcs_buffer_putc(j->out, ':');
    j->needs_comma = false;
}

void pcs_json_string(pcs_json *j, const char *text, size_t len)
{
    separate(j);
    append_string(j->out, text, len);
}

void pcs_json_text(pcs_json *j, const char *text)
{
    if (text)
        pcs_json_string(j, text, strlen(text));
    else
        pcs_json_null(j);
}

void pcs_json_unsigned(pcs_json *j, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    separate(j);
    pcs_buffer_append(j->out, digits + at, sizeof digits - at);
}

void pcs_json_real(pcs_json *j, double number)
{
    char text[32];
    if (!isfinite(number)) {
        pcs_json_null(j);
        return;
    }
    snprintf(text, sizeof text, "%.6g", number);
    /* Whatever the process's locale takes for a decimal point. */
    for (char *c = text; *c; c++)
        if (!strchr("0123456789+-e", *c))
            *c = '.';
    separate(j);
    pcs_buffer_puts(j->out, text);
}

void pcs_json_bool(pcs_json *j, bool value)
{
    separate(j);
    pcs_buffer_puts(j->out, value ? "true" : "false");
}

void pcs_json_null(pcs_json *j)
{
    separate(j);
    pcs_buffer_puts(j->out, "null");
}

void pcs_json_raw(pcs_json *j, const char *text, size_t len)
{
    separate(j);
    pcs_buffer_append(j->out, text, len);
}

void pcs_json_put_text(pcs_json *j, const char *name, const char *text)
{
    pcs_json_key(j, name);
    pcs_json_text(j, text);
}

void pcs_json_put_string(pcs_json *j, const char *name, const char *text,
                         size_t len)
{
    pcs_json_key(j, name);
    pcs_json_string(j, text, len);
}

void pcs_json_put_unsigned(pcs_json *j, const char *name, uint64_t number)
{
    pcs_json_key(j, name);
    pcs_json_unsigned(j, number);
}

void pcs_json_put_real(pcs_json *j, const char *name, double number)
{
    pcs_json_key(j, name);
    pcs_json_real(j, number);
}

void pcs_json_put_bool(pcs_json *j, const char *name, bool value)
{
    pcs_json_key(j, name);
    pcs_json_bool(j, value);
}

void pcs_json_put_texts(pcs_json *j, const char *name, const char *const *texts,
                        size_t n)
{
    pcs_json_key(j, name);
    pcs_json_begin_array(j);
    for (size_t i = 0; i < n; i++)
        pcs_json_text(j, texts[i]);
    pcs_json_end_array(j);
}
