/* document.h - a document's text, mended, in lines */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_DOCUMENT_H
#define PCS_PARSE_DOCUMENT_H

#include "base/buffer.h"
#include "parse/lines.h"
#include "parse/warnings.h"
#include "parse/yamltext.h"

/** Initialise with is_yaml and failed_line, the rest zero. */
typedef struct pcs_document {
    bool is_yaml;
    uint32_t *failed_line; /* takes the line of a failure; may be NULL */
    const char *file;      /* as it stands, in valid UTF-8 without a mark */
    size_t file_len;
    pcs_lines lines; /* of the text that is read: file, or in YAML file without
                        the backslashes that fold lines */
    pcs_folds folds; /* where these were */
    /* private */
    pcs_buffer mended, unfolded;
} pcs_document;

/**
 * Reads len bytes at data, which stay where they are, with a warning where they
 * are no UTF-8. PCS_ELIMIT where they are over PCS_FILE_MAX or a line over
 * PCS_LINE_MAX; PCS_ENOMEM.
 */
pcs_status pcs_document_read(pcs_document *document, pcs_warner *warner,
                             const char *data, size_t len, pcs_error *err);

/** The file's line, from 1, of the offset into the text that is read. */
uint32_t pcs_document_line(const pcs_document *document, size_t offset);

/** PCS_ELIMIT, "line N: what"; sets *failed_line. */
pcs_status pcs_document_fail(const pcs_document *document, uint32_t line,
                             const char *what, pcs_error *err);

void pcs_document_dispose(pcs_document *document);

#endif
