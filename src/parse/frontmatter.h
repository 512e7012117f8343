/* frontmatter.h - reads the YAML block at the head of a document */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_FRONTMATTER_H
#define PCS_PARSE_FRONTMATTER_H

#include <stddef.h>

#include "base/status.h"
#include "parse/article.h"
#include "parse/warnings.h"

/** More entries than these, or longer keys, no article has. */
#define PCS_META_MAX 4096
#define PCS_META_KEY_MAX 1024

/**
 * Adds the entries of the front matter of len bytes at text, its first `---`
 * included and its last line not, to the article of warner. Values are the
 * scalars' text, never typed. Keys of nested mappings are joined with '.', a
 * list gives one entry an item.
 *
 * Where the YAML does not parse, goes deeper than PCS_YAML_DEPTH_MAX or is no
 * mapping, a warning says so, and the entries read before it are kept. Aliases
 * are passed over with a warning. PCS_ENOMEM or PCS_OK.
 */
pcs_status pcs_frontmatter_read(pcs_warner *warner, const char *text,
                                size_t len, pcs_error *err);

/**
 * The value of ms.contentlocale in text, as written, found without YAML so
 * that front matter that does not parse still has its locale; empty where it
 * is absent. Points into text.
 */
pcs_text pcs_frontmatter_locale(const char *text, size_t len);

#endif
