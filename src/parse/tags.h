/* tags.h - finds the tags that matter to a document's segments */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_TAGS_H
#define PCS_PARSE_TAGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "parse/article.h"

typedef enum pcs_tag_kind {
    PCS_TAG_NONE = 0,
    PCS_TAG_TTU,    /* <span data-ttu-id="..."> */
    PCS_TAG_LOOKUP, /* <span class="sxs-lookup"> */
    PCS_TAG_STU,    /* <span data-stu-id="..."> */
    PCS_TAG_SELF,   /* <span .../> */
    PCS_TAG_OPEN,   /* any other <span ...> */
    PCS_TAG_CLOSE,  /* </span> */
    /* These tell what a segment stands in. */
    PCS_TAG_TABLE,
    PCS_TAG_TABLE_END,
    PCS_TAG_CELL,    /* <td>, <th> */
    PCS_TAG_CELL_END /* </td>, </th>, </tr> */
} pcs_tag_kind;

/** A tag, as offsets into the text; id is that of TTU and STU. */
typedef struct pcs_tag {
    pcs_tag_kind kind;
    uint32_t begin, end;
    uint32_t id, id_end;
} pcs_tag;

/** Tags in document order. Zero-initialise. */
typedef struct pcs_tags {
    pcs_tag *items;
    size_t n, cap;
} pcs_tags;

void pcs_tags_dispose(pcs_tags *tags);

/**
 * Finds the tags in the len bytes of valid UTF-8 at text, in place of those
 * that tags held. An attribute's quotes may be ", ', \", &quot; or &#34;, and
 * its two ends may differ. PCS_ENOMEM or PCS_OK. Linear in len.
 */
pcs_status pcs_tags_find(pcs_tags *tags, const char *text, size_t len,
                         pcs_error *err);

/**
 * The name or id of the first <a> between p and end (valid UTF-8) that has
 * one, such as "slug" of <a name="slug"></a>; false where there is none.
 */
bool pcs_tags_find_anchor(pcs_text *anchor, const char *p, const char *end);

#endif
