/* likequestion.h - sentences that others are compared with */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_LIKEQUESTION_H
#define PCS_SEARCH_LIKEQUESTION_H

#include "analyze/editdistance.h"

/** A word of a sentence, once. */
typedef struct pcs_like_word {
    uint64_t hash;
    uint32_t term;  /* its number among the terms of the sentence */
    uint32_t count; /* how often it stands there */
    bool has_digit;
} pcs_like_word;

/** A sentence that is looked for. Zero-initialise. */
typedef struct pcs_like_question {
    pcs_edit_tokens tokens;
    pcs_like_word *words;
    size_t n_words, cap_words;
    size_t n_digits;  /* words that have digits, with repetitions */
    unsigned percent; /* the least that counts */
} pcs_like_question;

/** Analyses a sentence. Errors as of pcs_edit_tokens_make. */
pcs_status pcs_like_question_make(pcs_like_question *question,
                                  pcs_analyzer *analyzer, const char *text,
                                  size_t len, pcs_error *err);

void pcs_like_question_dispose(pcs_like_question *question);

#endif
