/* fuzz_edits.c - compares any bytes, as two texts, by their tokens
 *
 * With FUZZ_REPLAY it has a main that reads the files it is given. */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/editdistance.h"
#include "replay.h"

static void check(int holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

static void make(pcs_edit_tokens *t, pcs_analyzer *analyzer, const char *text,
                 size_t len)
{
    uint32_t start = 0, end = 0;
    size_t words = 0;
    check(pcs_edit_tokens_make(t, analyzer, text, len, NULL) == PCS_OK,
          "tokens");
    for (size_t i = 0; i < t->len; i++) {
        check(t->items[i].start >= start && t->items[i].end >= end &&
                  t->items[i].start < t->items[i].end,
              "order of tokens");
        start = t->items[i].start;
        end = t->items[i].end;
        words += !t->items[i].is_mark;
        check((t->items[i].class == 0) == t->items[i].is_mark, "class");
    }
    check(end <= len, "end of tokens");
    check(words == t->words && t->len - words == t->marks, "counts");
}

/* The cost is the same both ways, bounded, and 0 for what has equal tokens. */
static void compare(const pcs_edit_tokens *a, const pcs_edit_tokens *b)
{
    pcs_edit_work work = {.cells = 1 << 24};
    uint32_t there, back, cut;
    uint64_t most = pcs_edit_weight(a) + pcs_edit_weight(b);
    bool *differs = calloc(a->len + b->len + 1, sizeof *differs);
    check(differs != NULL, "memory");
    check(pcs_edit_cost(&there, &work, a, b, UINT32_MAX, NULL) == PCS_OK &&
              pcs_edit_cost(&back, &work, b, a, UINT32_MAX, NULL) == PCS_OK,
          "cost");
    if (!work.is_spent) {
        check(there == back && there <= most, "cost of the way back");
        check(pcs_edit_cost(&cut, &work, a, b, there / 2, NULL) == PCS_OK &&
                  (work.is_spent || there == 0 || cut == there / 2 + 1),
              "cost that is cut off");
    }
    check(pcs_edit_align(differs, differs + a->len, &work, a, b, NULL) ==
              PCS_OK,
          "alignment");
    bool any = false;
    for (size_t i = 0; i < a->len + b->len; i++)
        any = any || differs[i];
    check(work.is_spent || any == (there > 0), "differences");
    pcs_edit_work_dispose(&work);
    free(differs);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    pcs_analyzer *analyzer;
    pcs_edit_tokens a = {0}, b = {0};
    pcs_buffer once = {0}, twice = {0};
    const char *text = (const char *)data;
    size_t half = size / 2;
    check(pcs_analyzer_new(&analyzer, NULL) == PCS_OK, "analyzer");
    make(&a, analyzer, text, half);
    make(&b, analyzer, text + half, size - half);
    compare(&a, &b);
    compare(&a, &a);
    check(pcs_edit_canonical(&once, &a, text, size, NULL) == PCS_OK &&
              pcs_edit_canonical(&twice, &a, once.data, once.len, NULL) ==
                  PCS_OK,
          "canonical form");
    check(once.len == twice.len &&
              (once.len == 0 || memcmp(once.data, twice.data, once.len) == 0),
          "canonical form of itself");
    pcs_buffer_dispose(&once);
    pcs_buffer_dispose(&twice);
    pcs_edit_tokens_dispose(&a);
    pcs_edit_tokens_dispose(&b);
    pcs_analyzer_free(analyzer);
    return 0;
}
