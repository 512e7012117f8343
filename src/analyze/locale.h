/* locale.h - names of locales */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_LOCALE_H
#define PCS_ANALYZE_LOCALE_H

#include <pcsearch.h>

#include <stdbool.h>
#include <stddef.h>

/**
 * Whether locale (canonical) is meant by wanted (any case): equal, or wanted is
 * its beginning up to a hyphen, so that "ko" means "ko-KR".
 */
bool pcs_locale_matches(const char *locale, const char *wanted, size_t len);

/**
 * The locale that a path tells: its last folder whose name is a tag of a
 * language and a region, such as "docs/ko-kr/a.md". False where none is.
 */
bool pcs_locale_from_path(char out[PCS_LOCALE_MAX], const char *path);

#endif
