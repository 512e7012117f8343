/* urls.h - the addresses of published pages */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_URLS_H
#define PCS_SEARCH_URLS_H

#include "base/buffer.h"
#include "search/search.h"

/** Bytes that a template may have. */
#define PCS_URL_TEMPLATE_MAX 2048

/** What may stand in a template, for messages. */
#define PCS_URL_PLACEHOLDERS                                                   \
    "{path}, {stem}, {locale}, {locale-lower}, {source} and {anchor}"

/** What a template is filled with; strings are UTF-8, but need not be. */
typedef struct pcs_url_place {
    const char *source;
    const char *path;   /* relative to the source */
    const char *locale; /* as of the index: "ko-KR" */
    const char *anchor; /* "" or NULL: the page as such */
} pcs_url_place;

/**
 * Whether text is a template: an http or https address of PCS_URL_TEMPLATE_MAX
 * bytes at most, with a host in ASCII, in which {path} stands for the path of
 * a file, {stem} for the path without its extension, {locale} for ko-KR and
 * {locale-lower} for ko-kr, {source} for the source's name and {anchor} for
 * that of a heading. In the host only locales may stand. PCS_EINVAL: err says
 * what is wrong and what was expected.
 */
pcs_status pcs_url_check(const char *text, pcs_error *err);

/**
 * Appends the address of a place by a template. All bytes that are put in, but
 * for letters, digits and "-._~/", are percent-encoded, and so is what no
 * address may hold in the template itself: the result is visible ASCII. Where
 * there is no anchor, "#" in front of {anchor} goes with it. False, and out is
 * as it was, where text is no template (NULL is none) or out has failed.
 */
bool pcs_url_expand(pcs_buffer *out, const char *text,
                    const pcs_url_place *place);

/** pcs_url_expand with the template of the place's source in the generation
 * that is open; false where it has none. */
bool pcs_url_append(pcs_buffer *out, const pcs_searcher *searcher,
                    const pcs_url_place *place);

#endif
