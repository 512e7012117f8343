/* attest.c - what a vocabulary shows to be a word */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/attest.h"

#include "analyze/korean.h"

pcs_status pcs_attest_word(bool *out, const pcs_lexicon *l, const char *text,
                           size_t len, uint32_t at_least, pcs_error *err)
{
    pcs_lexicon_range range;
    uint32_t freq = 0;
    pcs_status status = pcs_lexicon_find(&range, l, text, len, err);
    if (status == PCS_OK && range.first < range.last)
        status = pcs_lexicon_freq(&freq, l, range.first, err);
    *out = status == PCS_OK && range.first < range.last && freq >= at_least;
    return status;
}

pcs_status pcs_attest_noun(bool *out, const pcs_lexicon *l, const char *text,
                           size_t len, size_t n_cases, bool bare_counts,
                           pcs_error *err)
{
    pcs_lexicon_range range;
    size_t seen = 0;
    *out = false;
    pcs_status status = pcs_lexicon_prefix(&range, l, text, len, err);
    for (size_t i = range.first;
         status == PCS_OK && seen < n_cases && i < range.last; i++) {
        const char *word;
        size_t n;
        status = pcs_lexicon_word(&word, &n, l, i, err);
        if (status == PCS_OK)
            seen += n == len ? bare_counts : pcs_korean_is_case(word, n, len);
    }
    *out = status == PCS_OK && seen >= n_cases;
    return status;
}
