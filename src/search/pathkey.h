/* pathkey.h - what the paths of an article have in common in all locales */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_PATHKEY_H
#define PCS_SEARCH_PATHKEY_H

#include "base/buffer.h"

/**
 * Replaces out with path, as it stands below its source, without what names
 * locale (canonical: "ko-KR") in it. That is the first of these that there is:
 *
 *   1. the last folder of that name ("docs/ko-kr/a.md" is "docs/a.md");
 *   2. the last folder that is its language ("docs/ko/a.md");
 *   3. its last name within another one, with the point, hyphen or underscore
 *      before it ("docs.ko-kr/a.md" is "docs/a.md", "a.ko-kr.md" is "a.md");
 *   4. its language between points in the file's name ("a.ko.md").
 *
 * ASCII case does not count there, and "_" is "-". Articles of two locales are
 * the same where these are the same bytes. The caller asks pcs_buffer_status.
 */
void pcs_path_key(pcs_buffer *out, const char *path, size_t len,
                  const char *locale);

#endif
