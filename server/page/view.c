/* view.c - a page that is being written: its reader and its words */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/page/view.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <unicode/uloc.h>
#include <unicode/ustring.h>

static const pcs_language *language_of(const pcs_view *view)
{
    const char *ui = view->address.ui;
    const pcs_language *asked = *ui ? pcs_language_find(ui, strlen(ui)) : NULL;
    const char *accept = view->exchange->accept_language;
    return asked ? asked
                 : pcs_language_accept(accept, accept ? strlen(accept) : 0);
}

/* A page may be served below a prefix that only a proxy knows, so all ways are
 * relative. */
static const char *root_of(pcs_exchange *exchange)
{
    static const char up[] = "../";
    size_t n = 0;
    for (const char *c = exchange->path + 1; *c; c++)
        n += *c == '/';
    char *root = pcs_arena_alloc(&exchange->arena, 3 * n + 3);
    if (!root)
        return "";
    for (size_t i = 0; i < n; i++)
        memcpy(root + 3 * i, up, 3);
    root[3 * n] = '\0';
    return root;
}

void pcs_view_begin(pcs_view *view, pcs_service *service,
                    pcs_exchange *exchange)
{
    *view = (pcs_view){
        .service = service, .exchange = exchange, .out = &exchange->reply};
    pcs_page_address_read(&view->address, exchange);
    view->ui = language_of(view);
    view->root = root_of(exchange);
    /* What no language is has no place in links. */
    if (!pcs_language_find(view->address.ui, strlen(view->address.ui)))
        view->address.ui = "";
}

void pcs_view_put(pcs_view *view, const char *html)
{
    pcs_buffer_puts(view->out, html);
}

void pcs_view_say(pcs_view *view, const char *text)
{
    pcs_html_puts(view->out, text);
}

void pcs_view_sayf(pcs_view *view, const char *format, ...)
{
    pcs_buffer text = {0};
    char line[512];
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(line, sizeof line, format, args);
    if (len >= 0 && (size_t)len < sizeof line) {
        pcs_html_text(view->out, line, (size_t)len);
    } else if (len > 0 && pcs_buffer_reserve(&text, (size_t)len + 1)) {
        vsnprintf(text.data, (size_t)len + 1, format, again);
        pcs_html_text(view->out, text.data, (size_t)len);
    }
    va_end(again);
    va_end(args);
    pcs_buffer_dispose(&text);
}

const char *pcs_view_number(const pcs_view *view, char out[PCS_VIEW_NUMBER_MAX],
                            uint64_t n)
{
    bool is_point = strcmp(view->ui->tag, "de") == 0 ||
                    strncmp(view->ui->tag, "pt", 2) == 0;
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%" PRIu64, n);
    char *to = out;
    for (int i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            *to++ = is_point ? '.' : ',';
        *to++ = digits[i];
    }
    *to = '\0';
    return out;
}

void pcs_view_lang(pcs_view *view, const char *locale)
{
    bool is_english = strcmp(locale, "en") == 0;
    const char *dir = is_english                   ? "ltr"
                      : uloc_isRightToLeft(locale) ? "rtl"
                                                   : "auto";
    pcs_view_put(view, " lang=\"");
    pcs_view_say(view, locale);
    pcs_buffer_printf(view->out, "\" dir=%s", dir);
}

/* What the locale would be called by its name in full: "ko" for ko-KR, as that
 * is what ko means; pt-PT for itself; Chinese by its script. */
static void shorten(char out[ULOC_FULLNAME_CAPACITY], const char *locale)
{
    char full[ULOC_FULLNAME_CAPACITY], script[ULOC_SCRIPT_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    uloc_addLikelySubtags(locale, full, sizeof full, &status);
    if (U_SUCCESS(status) && strncmp(full, "zh_", 3) == 0) {
        uloc_getScript(full, script, sizeof script, &status);
        if (U_SUCCESS(status)) {
            snprintf(out, ULOC_FULLNAME_CAPACITY, "zh_%s", script);
            return;
        }
    }
    status = U_ZERO_ERROR;
    uloc_minimizeSubtags(locale, out, ULOC_FULLNAME_CAPACITY, &status);
    if (U_FAILURE(status))
        snprintf(out, ULOC_FULLNAME_CAPACITY, "%s", locale);
}

void pcs_view_locale_name(char *out, size_t size, const char *locale)
{
    UChar name[128];
    char own[ULOC_FULLNAME_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    shorten(own, locale);
    int32_t len = uloc_getDisplayName(own, own, name, 128, &status);
    int32_t written = 0;
    if (U_SUCCESS(status) && len < 128)
        u_strToUTF8(out, (int32_t)size, &written, name, len, &status);
    if (U_FAILURE(status) || (size_t)written >= size || written == 0)
        snprintf(out, size, "%s", locale);
}

void pcs_view_locale(pcs_view *view, const char *locale)
{
    char name[256];
    pcs_view_locale_name(name, sizeof name, locale);
    pcs_view_put(view, "<bdi");
    pcs_view_lang(view, locale);
    pcs_view_put(view, ">");
    pcs_view_say(view, name);
    pcs_view_put(view, "</bdi>");
}
