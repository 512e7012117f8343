/* locale.h - names of locales */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_LOCALE_H
#define PCS_ANALYZE_LOCALE_H

#include <stdbool.h>
#include <stddef.h>

/** Room for any canonical locale name and its NUL. */
#define PCS_LOCALE_MAX 36

/**
 * Writes the canonical form of a BCP 47 tag (RFC 5646, section 2.1.1) to out:
 * "KO_kr" becomes "ko-KR", "zh-hant-tw" "zh-Hant-TW". False, and out is "",
 * where text is no tag of 2 or 3 letters with subtags of 2 to 8 letters or
 * digits behind it, or is too long.
 */
bool pcs_locale_canonical(char out[PCS_LOCALE_MAX], const char *text,
                          size_t len);

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
