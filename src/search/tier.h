/* tier.h - kinds of match, from strong to weak */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_TIER_H
#define PCS_SEARCH_TIER_H

/** How well a term matches; a hit's tier is its weakest term's. */
typedef enum pcs_tier {
    PCS_TIER_NONE = 0,
    PCS_TIER_WORD, /* as typed after folding, or with Korean particles */
    PCS_TIER_STEM, /* an inflected form, without accents, in the other kind of
                      Chinese characters, in a compound; a synonym */
    PCS_TIER_PART, /* in Chinese, Japanese, Korean, Thai any substring; else
                      the beginning or end of a longer word */
    PCS_TIER_NEAR, /* a typo, or katakana in another spelling */
    PCS_TIER_COUNT
} pcs_tier;

/** "word", "stem", "part", "near"; "none". */
const char *pcs_tier_name(pcs_tier tier);

#endif
