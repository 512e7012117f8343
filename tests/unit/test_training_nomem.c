/* test_training_nomem.c - allocations refused while words are aligned, and
 * while what they are translated by is marked */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "index/training.h"
#include "index/trainingpairs.h"

#define N_WORDS 40u
#define N_UNITS 200u

typedef struct corpus {
    pcs_wordset local, english;
    pcs_buffer local_bytes, english_bytes;
    uint32_t local_ends[N_UNITS], english_ends[N_UNITS];
    const char *locale, *path;
} corpus;

static void add_word(pcs_wordset *set, const char *word)
{
    assert_true(PCS_ARRAY_RESERVE(set->ends, set->cap_ends, set->len + 1));
    pcs_buffer_append(&set->bytes, word, strlen(word));
    set->ends[set->len++] = (uint32_t)set->bytes.len;
}

static void make_corpus(corpus *c, const char *locale, const char *word)
{
    memset(c, 0, sizeof *c);
    c->locale = locale;
    for (uint32_t i = 0; i < N_WORDS; i++) {
        char text[64];
        snprintf(text, sizeof text, "%s%c%c", word, 'a' + (int)i / 6,
                 'a' + (int)i % 6);
        add_word(&c->english, text);
        snprintf(text, sizeof text, "%s%s", i % 2 ? "구독" : word,
                 i % 4 < 2 ? "을" : "의");
        if (i >= 4)
            snprintf(text, sizeof text, "%s%u을", word, (unsigned)i);
        add_word(&c->local, text);
    }
    for (uint32_t u = 0; u < N_UNITS; u++) {
        for (uint32_t i = 0; i < 3; i++) {
            pcs_sequence_append(&c->local_bytes, (u + 5 * i) % N_WORDS);
            pcs_sequence_append(&c->english_bytes, (u + 5 * i) % N_WORDS);
        }
        c->local_ends[u] = (uint32_t)c->local_bytes.len;
        c->english_ends[u] = (uint32_t)c->english_bytes.len;
    }
}

static void dispose_corpus(corpus *c)
{
    pcs_wordset_dispose(&c->local);
    pcs_wordset_dispose(&c->english);
    pcs_buffer_dispose(&c->local_bytes);
    pcs_buffer_dispose(&c->english_bytes);
}

static pcs_status gather(pcs_forward_writer *w, const pcs_wordset *words,
                         const pcs_buffer *bytes, const uint32_t *ends,
                         pcs_error *err)
{
    uint32_t numbers[N_WORDS];
    pcs_forward_map map = {numbers, N_WORDS};
    const unsigned char *at = (const unsigned char *)bytes->data;
    for (uint32_t i = 0; i < N_WORDS; i++)
        numbers[i] = i;
    pcs_status status = pcs_forward_writer_start(w, words, err);
    for (size_t u = 0; status == PCS_OK && u < N_UNITS; u++)
        status = pcs_forward_writer_add(
            w, &map, (pcs_sequence){at + (u ? ends[u - 1] : 0), at + ends[u]},
            err);
    return status;
}

typedef struct learning {
    pcs_forward_writer own, other;
    pcs_classes classes, english;
    pcs_tables_writer *w;
} learning;

static pcs_status learn(learning *k, const corpus *c, pcs_error *err)
{
    static pcs_part_record items[] = {{1, 5, 0, 2}, {2, 5, 2, 2}};
    const pcs_part_list parts = {items, 2};
    pcs_association_side l = {&k->classes, &k->own};
    pcs_association_side e = {&k->english, &k->other};
    pcs_status status =
        gather(&k->own, &c->local, &c->local_bytes, c->local_ends, err);
    if (status == PCS_OK)
        status = gather(&k->other, &c->english, &c->english_bytes,
                        c->english_ends, err);
    if (status == PCS_OK)
        status = pcs_classes_make(&k->classes, &c->local, c->locale, err);
    if (status == PCS_OK)
        status = pcs_classes_make(&k->english, &c->english, "en", err);
    if (status == PCS_OK)
        status = pcs_tables_writer_new(&k->w, c->path, err);
    if (status == PCS_OK)
        status = pcs_forward_writer_finish(&k->own, k->w, "w", err);
    if (status == PCS_OK)
        status = pcs_associations_write(k->w, &l, &e, err);
    if (status == PCS_OK)
        status = pcs_training_write(k->w, &l, &e, &parts, err);
    return status == PCS_OK ? pcs_tables_writer_finish(k->w, err) : status;
}

static pcs_status try_learning(void *context, pcs_error *err)
{
    learning k;
    memset(&k, 0, sizeof k);
    pcs_status status = learn(&k, context, err);
    pcs_tables_writer_free(k.w);
    pcs_forward_writer_dispose(&k.own);
    pcs_forward_writer_dispose(&k.other);
    pcs_classes_dispose(&k.classes);
    pcs_classes_dispose(&k.english);
    return status;
}

static void test_learning(void **state)
{
    static const char *const locales[] = {"de-DE", "ko-KR"};
    for (size_t i = 0; i < 2; i++) {
        corpus c;
        make_corpus(&c, locales[i], i ? "고객" : "haus");
        c.path = scratch_path(state, "t");
        assert_true(refuse_each(try_learning, &c) > 50);
        dispose_corpus(&c);
    }
}

/* The draft of a unit, and the map of it. */
static pcs_status try_draft(void *context, pcs_error *err)
{
    pcs_forward_draft draft = {0};
    pcs_forward_writer w = {0};
    pcs_forward_map map = {NULL, 0};
    const corpus *c = context;
    pcs_buffer bytes = {0};
    uint32_t ends[2] = {4, 9};
    pcs_terms terms = {{"WabcEabcd", 9, 9, false}, ends, 2, 2};
    pcs_status status = pcs_forward_draft_add(&draft, &terms, 1, err);
    if (status == PCS_OK)
        status = pcs_forward_writer_start(&w, &c->local, err);
    if (status == PCS_OK)
        status = pcs_forward_map_draft(&map, &w, &draft.local, err);
    pcs_buffer_dispose(&bytes);
    pcs_forward_map_dispose(&map);
    pcs_forward_writer_dispose(&w);
    pcs_forward_draft_dispose(&draft);
    return status;
}

static void test_draft(void **state)
{
    (void)state;
    corpus c;
    make_corpus(&c, "de-DE", "haus");
    assert_true(refuse_each(try_draft, &c) > 6);
    dispose_corpus(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_learning),
        scratch_test(test_draft),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
