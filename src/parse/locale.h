/* locale.h - the locale that a document names, without reading it all */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_LOCALE_H
#define PCS_PARSE_LOCALE_H

#include "parse/article.h"

/**
 * The value of ms.contentlocale of a document's first bytes, as written: the
 * same that pcs_article_parse finds, at the price of reading the front matter.
 * Empty where there is none. Points into data.
 */
pcs_text pcs_article_locale(const char *data, size_t len);

#endif
