/* fuzz_checks.c - checks any pair of texts: a line of English, the rest is not
 *
 * With FUZZ_REPLAY it has a main that reads the files it is given. */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/checks.h"
#include "replay.h"

static void check(int holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

typedef struct visited {
    const pcs_pair_check *in;
    int last; /* kind */
} visited;

static void check_items(const pcs_check_item *items, size_t n, const char *text,
                        size_t len)
{
    check(n <= PCS_CHECK_ITEMS_MAX, "number of items");
    for (size_t i = 0; i < n; i++) {
        check(items[i].begin < items[i].end && items[i].end <= len, "range");
        check(items[i].text == text + items[i].begin, "text of an item");
        check(items[i].len == items[i].end - items[i].begin, "length");
        check(i == 0 || items[i - 1].begin <= items[i].begin, "order");
    }
}

static pcs_status visit(void *context, const pcs_check_finding *f,
                        pcs_error *err)
{
    visited *v = context;
    (void)err;
    check((int)f->kind > v->last, "order of kinds");
    v->last = (int)f->kind;
    check(f->n_english + f->n_local > 0, "empty finding");
    check_items(f->english, f->n_english, v->in->english, v->in->english_len);
    check_items(f->local, f->n_local, v->in->local, v->in->local_len);
    return PCS_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const char *const locales[] = {"ko-KR", "ja-JP", "zh-TW", "de-DE",
                                          "fr-FR", "th-TH", "ar-SA", "zz"};
    const char *data = len ? (const char *)bytes : "";
    const char *end = memchr(data, '\n', len);
    size_t english = end ? (size_t)(end - data) : len;
    pcs_pair_check in = {.english = data,
                         .english_len = english,
                         .local = data + english,
                         .local_len = len - english,
                         .kinds = PCS_CHECK_ALL};
    pcs_checker *checker;
    pcs_error err = PCS_ERROR_INIT;
    check(pcs_checker_new(&checker, &err) == PCS_OK, "checker");
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        visited v = {&in, -1};
        in.locale = locales[i];
        check(pcs_check_pair(checker, &in, visit, &v, &err) == PCS_OK, "pair");
    }
    pcs_checker_free(checker);
    return 0;
}
