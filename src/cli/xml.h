/* xml.h - text as an XML document has it */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_XML_H
#define PCS_CLI_XML_H

#include "base/buffer.h"

/**
 * Appends len bytes of UTF-8 as the content of an element, or of an attribute
 * in double quotes, so that a reader gets these characters and no others: also
 * white space that XML would make something else of is written as a reference.
 * So is what could drive a terminal, for eyes that look at the document: DEL,
 * C1 controls, and bidi embeddings, overrides and isolates. Characters that XML
 * 1.0 has no way to write (other controls, U+FFFE, U+FFFF), and ill-formed
 * bytes, become U+FFFD; how many there were.
 */
size_t pcs_xml_append(pcs_buffer *out, const char *text, size_t len);

/** pcs_xml_append of what ends with a NUL. */
size_t pcs_xml_puts(pcs_buffer *out, const char *text);

#endif
