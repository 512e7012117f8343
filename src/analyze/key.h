/* key.h - the form in which entries of a dictionary are compared */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_KEY_H
#define PCS_ANALYZE_KEY_H

#include "analyze/analyzer.h"

/** What an entry is made of. */
typedef struct pcs_key_info {
    bool is_one_word; /* of one token, which is all there is */
    bool has_grams;   /* it holds a script with grams */
    bool has_words;   /* it holds a letter or a digit at all */
} pcs_key_info;

/**
 * Appends the key of len bytes of UTF-8: one word is what it is indexed as
 * (サーバー is サーバ), several are folded with one space between them, but for
 * the spaces that matching does not see. *info may be NULL.
 */
pcs_status pcs_analyze_key(pcs_buffer *out, pcs_key_info *info,
                           pcs_analyzer *analyzer, const char *text, size_t len,
                           pcs_error *err);

#endif
