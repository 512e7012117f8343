/* urls.c - the addresses of published pages */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/urls.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "search/searcher.h"

typedef enum placeholder {
    PATH,
    STEM,
    LOCALE,
    LOCALE_LOWER,
    SOURCE,
    ANCHOR,
    N_PLACEHOLDERS
} placeholder;

static const char *const names[] = {"{path}",         "{stem}",   "{locale}",
                                    "{locale-lower}", "{source}", "{anchor}"};

/* The placeholder that text begins with, or N_PLACEHOLDERS. */
static placeholder placeholder_at(const char *text)
{
    int i = 0;
    while (i < N_PLACEHOLDERS && strncmp(text, names[i], strlen(names[i])) != 0)
        i++;
    return (placeholder)i;
}

static bool is_ascii_alnum(unsigned char c)
{
    return c < 0x80 && isalnum(c);
}

/* The length of "https://", or 0. */
static size_t scheme_length(const char *text)
{
    if (strncasecmp(text, "http://", 7) == 0)
        return 7;
    return strncasecmp(text, "https://", 8) == 0 ? 8 : 0;
}

/* The host and what belongs to it, up to *end. */
static pcs_status check_host(const char *text, const char **end, pcs_error *err)
{
    const char *p = text;
    while (*p != '\0' && strchr("/?#", *p) == NULL) {
        placeholder at = placeholder_at(p);
        if (at == LOCALE || at == LOCALE_LOWER)
            p += strlen(names[at]);
        else if (is_ascii_alnum((unsigned char)*p) ||
                 strchr("-.:[]", *p) != NULL)
            p++;
        else
            return pcs_error_set(err, PCS_EINVAL,
                                 "the host may hold letters of ASCII, digits, "
                                 "\"-\", \".\", {locale} and {locale-lower}");
    }
    *end = p;
    if (p > text)
        return PCS_OK;
    return pcs_error_set(err, PCS_EINVAL,
                         "no host is named; write an address such as "
                         "https://help.example.com/{locale-lower}/{stem}");
}

static pcs_status fail_placeholder(const char *text, pcs_error *err)
{
    size_t len = strcspn(text, "}");
    if (*text == '}')
        return pcs_error_set(err, PCS_EINVAL,
                             "a } closes nothing; write it as %%7D");
    if (text[len] == '\0' || len > 40)
        return pcs_error_set(err, PCS_EINVAL,
                             "a { opens no placeholder; write it as %%7B, or "
                             "one of %s",
                             PCS_URL_PLACEHOLDERS);
    return pcs_error_set(err, PCS_EINVAL,
                         "%.*s} is no placeholder; there are %s", (int)len,
                         text, PCS_URL_PLACEHOLDERS);
}

pcs_status pcs_url_check(const char *text, pcs_error *err)
{
    const char *p = text;
    size_t hashes = 0, scheme = scheme_length(text);
    if (scheme == 0)
        return pcs_error_set(err, PCS_EINVAL,
                             "an address that begins with https:// or http:// "
                             "was expected");
    if (strlen(text) > PCS_URL_TEMPLATE_MAX)
        return pcs_error_set(err, PCS_EINVAL, "it is longer than %d bytes",
                             PCS_URL_TEMPLATE_MAX);
    pcs_status status = check_host(text + scheme, &p, err);
    while (status == PCS_OK && *p != '\0') {
        placeholder at = placeholder_at(p);
        if (at == N_PLACEHOLDERS && (*p == '{' || *p == '}'))
            return fail_placeholder(p, err);
        hashes += *p == '#';
        p += at < N_PLACEHOLDERS ? strlen(names[at]) : 1;
    }
    if (status == PCS_OK && hashes > 1)
        return pcs_error_set(err, PCS_EINVAL,
                             "it has more than one #; write others as %%23");
    return status;
}

static void put_byte(pcs_buffer *out, unsigned char c, const char *kept)
{
    if (is_ascii_alnum(c) || (c != '\0' && strchr(kept, c) != NULL))
        pcs_buffer_putc(out, (char)c);
    else
        pcs_buffer_printf(out, "%%%02X", c);
}

static void put_encoded(pcs_buffer *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        put_byte(out, (unsigned char)text[i], "-._~/");
}

/* A byte of the template's own: what is encoded there already stays. */
static void put_literal(pcs_buffer *out, const char *p)
{
    bool is_encoded = *p == '%' && isxdigit((unsigned char)p[1]) &&
                      isxdigit((unsigned char)p[2]);
    if (is_encoded)
        pcs_buffer_putc(out, '%');
    else
        put_byte(out, (unsigned char)*p, "-._~:/?#[]@!$&'()*+,;=");
}

/* The length of path without the extension of its last part. */
static size_t stem_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    return dot != NULL && dot > name ? (size_t)(dot - path) : strlen(path);
}

static void put_placeholder(pcs_buffer *out, placeholder at,
                            const pcs_url_place *place)
{
    const char *anchor = place->anchor != NULL ? place->anchor : "";
    const char *const values[] = {place->path,   place->path,   place->locale,
                                  place->locale, place->source, anchor};
    const char *value = values[at];
    size_t len = at == STEM ? stem_length(value) : strlen(value);
    size_t start = out->len;
    put_encoded(out, value, len);
    for (size_t i = start; at == LOCALE_LOWER && !out->failed && i < out->len;
         i++)
        out->data[i] = (char)tolower((unsigned char)out->data[i]);
}

bool pcs_url_expand(pcs_buffer *out, const char *text,
                    const pcs_url_place *place)
{
    if (text == NULL || pcs_url_check(text, NULL) != PCS_OK)
        return false;
    bool has_anchor = place->anchor != NULL && *place->anchor != '\0';
    size_t start = out->len;
    for (const char *p = text; *p != '\0';) {
        placeholder at = placeholder_at(p);
        if (at < N_PLACEHOLDERS)
            put_placeholder(out, at, place);
        else if (*p != '#' || has_anchor || placeholder_at(p + 1) != ANCHOR)
            put_literal(out, p);
        p += at < N_PLACEHOLDERS ? strlen(names[at]) : 1;
    }
    if (out->failed)
        out->len = start;
    return !out->failed;
}

bool pcs_url_append(pcs_buffer *out, const pcs_searcher *s,
                    const pcs_url_place *place)
{
    for (size_t i = 0; i < s->manifest.n_sources; i++)
        if (strcmp(s->manifest.sources[i].name, place->source) == 0)
            return pcs_url_expand(out, s->manifest.sources[i].url, place);
    return false;
}
