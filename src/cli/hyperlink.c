/* hyperlink.c - links that a terminal opens (OSC 8) */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/hyperlink.h"

#include <ctype.h>
#include <string.h>
#include <unistd.h>

enum { HOST_MAX = 256 };

static const struct {
    const char *name, *pattern;
} named[] = {
    {"default", "file://{host}{path}"},
    {"file", "file://{host}{path}"},
    {"vscode", "vscode://file{path}:{line}:{column}"},
    {"vscode-insiders", "vscode-insiders://file{path}:{line}:{column}"},
    {"vscodium", "vscodium://file{path}:{line}:{column}"},
    {"cursor", "cursor://file{path}:{line}:{column}"},
    {"grep+", "grep+://{path}:{line}"},
    {"kitty", "file://{host}{path}#{line}"},
    {"macvim", "mvim://open?url=file://{path}&line={line}&column={column}"},
    {"textmate", "txmt://open?url=file://{path}&line={line}&column={column}"},
    {"none", NULL},
};

typedef enum variable { PATH, LINE, COLUMN, HOST, N_VARIABLES } variable;

static const char *const variables[] = {"{path}", "{line}", "{column}",
                                        "{host}"};

/* The variable that text begins with, or N_VARIABLES. */
static variable variable_at(const char *text)
{
    int v = PATH;
    while (v < N_VARIABLES &&
           strncmp(text, variables[v], strlen(variables[v])) != 0)
        v++;
    return (variable)v;
}

/* A scheme as of RFC 3986, with its colon. */
static bool has_scheme(const char *text)
{
    if (!isalpha((unsigned char)*text))
        return false;
    while (isalnum((unsigned char)*text) ||
           (*text != '\0' && strchr("+-.", *text) != NULL))
        text++;
    return *text == ':';
}

static pcs_status check_pattern(const char *text, pcs_error *err)
{
    if (!has_scheme(text))
        return pcs_error_set(err, PCS_EINVAL,
                             "write one of %s, or an address such as "
                             "file://{path}",
                             PCS_HYPERLINK_NAMES);
    for (const char *p = text; *p != '\0';) {
        variable v = variable_at(p);
        if (v == N_VARIABLES && (*p == '{' || *p == '}'))
            return pcs_error_set(err, PCS_EINVAL,
                                 "in braces may stand path, line, column and "
                                 "host");
        if (*p <= ' ' || *p > '~')
            return pcs_error_set(err, PCS_EINVAL,
                                 "it has to be of visible ASCII characters; "
                                 "write others as %%20");
        p += v < N_VARIABLES ? strlen(variables[v]) : 1;
    }
    if (strstr(text, variables[PATH]) == NULL)
        return pcs_error_set(err, PCS_EINVAL, "it has to hold {path}");
    return PCS_OK;
}

pcs_status pcs_hyperlink_parse(pcs_hyperlink_format *out, const char *text,
                               pcs_error *err)
{
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        if (strcmp(text, named[i].name) == 0) {
            out->pattern = named[i].pattern;
            return PCS_OK;
        }
    }
    pcs_status status = check_pattern(text, err);
    if (status == PCS_OK)
        out->pattern = text;
    return status;
}

static void put_encoded(pcs_buffer *out, const char *text)
{
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        if (c < 0x80 && (isalnum(c) || strchr("-._~/", c) != NULL))
            pcs_buffer_putc(out, (char)c);
        else
            pcs_buffer_printf(out, "%%%02X", c);
    }
}

/* Terminals open what is on their own machine, and tell by this. */
static void put_host(pcs_buffer *out)
{
    char host[HOST_MAX + 1] = "";
    if (gethostname(host, HOST_MAX) == 0)
        put_encoded(out, host);
}

static void put_variable(pcs_buffer *out, variable v, const char *path,
                         uint32_t line)
{
    if (v == PATH)
        put_encoded(out, path);
    else if (v == LINE)
        pcs_buffer_printf(out, "%u", line > 0 ? line : 1);
    else if (v == COLUMN)
        pcs_buffer_putc(out, '1');
    else
        put_host(out);
}

void pcs_hyperlink_begin(pcs_buffer *out, const pcs_hyperlink_format *format,
                         const char *path, uint32_t line)
{
    if (format->pattern == NULL)
        return;
    pcs_buffer_puts(out, "\033]8;;");
    for (const char *p = format->pattern; *p != '\0';) {
        variable v = variable_at(p);
        if (v < N_VARIABLES)
            put_variable(out, v, path, line);
        else
            pcs_buffer_putc(out, *p);
        p += v < N_VARIABLES ? strlen(variables[v]) : 1;
    }
    pcs_buffer_puts(out, "\033\\");
}

void pcs_hyperlink_begin_url(pcs_buffer *out,
                             const pcs_hyperlink_format *format,
                             const char *url)
{
    if (format->pattern == NULL)
        return;
    for (const char *p = url; *p != '\0'; p++)
        if (*p <= ' ' || *p > '~')
            return;
    pcs_buffer_printf(out, "\033]8;;%s\033\\", url);
}

void pcs_hyperlink_end(pcs_buffer *out, const pcs_hyperlink_format *format)
{
    if (format->pattern != NULL)
        pcs_buffer_puts(out, "\033]8;;\033\\");
}
