/* view.h - a page that is being written: its reader, its words, its frame */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_PAGE_VIEW_H
#define PCS_SERVER_PAGE_VIEW_H

#include "cli/messages.h"
#include "server/page/address.h"
#include "server/page/html.h"
#include "server/service.h"

/** Zero-initialise it with pcs_view_begin. One request's. */
typedef struct pcs_view {
    pcs_service *service;
    pcs_exchange *exchange;
    pcs_buffer *out; /* the exchange's reply */
    const pcs_language *ui;
    const char *root; /* the way from this page to "/", such as "../../"; "" */
    pcs_page_address address;
    bool is_missing;         /* what is asked for is not there: 404 */
    pcs_page_values unknown; /* locales of the address that there are not */
} pcs_view;

/** Reads who asks for what; nothing is written. */
void pcs_view_begin(pcs_view *view, pcs_service *service,
                    pcs_exchange *exchange);

/** Appends a literal of HTML. */
void pcs_view_put(pcs_view *view, const char *html);

/** Appends a text that was translated, escaped. */
void pcs_view_say(pcs_view *view, const char *text);

/** Appends a translated format with its arguments, the whole of it escaped. */
void pcs_view_sayf(pcs_view *view, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** A message in the reader's language. */
#define PCS_SAY(view, text) pcs_view_say(view, pcs_message((view)->ui, text))
#define PCS_SAYF(view, text, ...)                                              \
    pcs_view_sayf(view, pcs_message((view)->ui, text), __VA_ARGS__)

/** Room for a number as people write it. */
#define PCS_VIEW_NUMBER_MAX 32

/** n with its thousands apart, as the reader's language does it. */
const char *pcs_view_number(const pcs_view *view, char out[PCS_VIEW_NUMBER_MAX],
                            uint64_t n);

/** Appends " lang=... dir=..." for a text of a locale of documents, or "en". */
void pcs_view_lang(pcs_view *view, const char *locale);

/** Appends what a locale calls itself, with its lang: its language, and the
 * region where the language alone would mean another one. */
void pcs_view_locale(pcs_view *view, const char *locale);

/** Writes it to out, as text. */
void pcs_view_locale_name(char *out, size_t size, const char *locale);

/** What a page is, for its frame. */
typedef struct pcs_view_frame {
    const char *title; /* text, of title_locale; "" for the name of the page */
    const char *kind;  /* class of the body: "start", "found", "article" ... */
} pcs_view_frame;

/**
 * Everything up to the page's own content, which is to be inside of <main>; and
 * what comes behind it. The response is given its type and language.
 */
void pcs_view_head(pcs_view *view, const pcs_view_frame *frame);
void pcs_view_foot(pcs_view *view);

/** The search form: the box, and what else of the state no control in it has.
 */
void pcs_view_form(pcs_view *view, bool is_search_page);

/** A whole page about what went wrong: 404, 503 or 500. */
void pcs_view_error(pcs_view *view, unsigned status);

#endif
