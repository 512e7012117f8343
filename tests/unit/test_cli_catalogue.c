/* test_cli_catalogue.c - catalogues in the .mo format, whole and damaged */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/catalogue.h"

/* A catalogue being made: keys have to be added in the order of strcmp. */
typedef struct image {
    unsigned char bytes[1024];
    size_t len, n;
} image;

enum { ROOM = 8, TEXTS = 28 + 2 * ROOM * 8 };

static void put_word(image *m, size_t at, size_t value)
{
    for (int i = 0; i < 4; i++)
        m->bytes[at + (size_t)i] = (unsigned char)(value >> 8 * i);
}

static void put_text(image *m, size_t entry, const char *text, size_t len)
{
    put_word(m, entry, len);
    put_word(m, entry + 4, m->len);
    memcpy(m->bytes + m->len, text, len);
    m->len += len + 1;
}

static void add(image *m, const char *key, size_t key_len, const char *text,
                size_t len)
{
    put_text(m, 28 + m->n * 8, key, key_len);
    put_text(m, 28 + (ROOM + m->n) * 8, text, len);
    put_word(m, 8, ++m->n);
}

#define ADD(m, key, text) add(m, key, sizeof key - 1, text, sizeof text - 1)

static image make(void)
{
    image m = {.len = TEXTS};
    put_word(&m, 0, 0x950412DEu);
    put_word(&m, 12, 28);
    put_word(&m, 16, 28 + ROOM * 8);
    ADD(&m, "", "Language: xx\nPlural-Forms: nplurals=2; plural=(n > 4);\n");
    ADD(&m, "%s hit\0%s hits", "%s few\0%s many");
    ADD(&m, "empty", "");
    ADD(&m, "menu\004open", "open it");
    ADD(&m, "open", "it is open");
    return m;
}

static void test_finds_texts(void **state)
{
    image m = make();
    pcs_catalogue c = {m.bytes, m.len};
    (void)state;
    assert_string_equal(pcs_catalogue_get(&c, "open", 1), "it is open");
    assert_string_equal(pcs_catalogue_get(&c, "menu\004open", 1), "open it");
    assert_string_equal(pcs_catalogue_get(&c, "%s hit", 1), "%s few");
    assert_string_equal(pcs_catalogue_get(&c, "%s hit", 4), "%s few");
    assert_string_equal(pcs_catalogue_get(&c, "%s hit", 5), "%s many");
    assert_null(pcs_catalogue_get(&c, "empty", 1));
    assert_null(pcs_catalogue_get(&c, "ope", 1));
    assert_null(pcs_catalogue_get(&c, "zzz", 1));
    assert_null(pcs_catalogue_get(&c, "%s hits", 1));
}

/* A rule that names a form which is not there. */
static void test_a_form_too_many_is_the_first(void **state)
{
    image m = make();
    (void)state;
    char *rule = memmem(m.bytes, m.len, "(n > 4)", 7);
    assert_non_null(rule);
    memcpy(rule, "n + 5; ", 7);
    pcs_catalogue c = {m.bytes, m.len};
    assert_string_equal(pcs_catalogue_get(&c, "%s hit", 1), "%s few");
}

/* Nothing outside is read, which the sanitizers watch. */
static void test_damage_is_absence(void **state)
{
    static const char *const keys[] = {"%s hit", "open", "zzz", ""};
    (void)state;
    for (size_t at = 0; at < TEXTS; at++) {
        for (int value = 0; value < 256; value += 51) {
            image m = make();
            m.bytes[at] = (unsigned char)value;
            pcs_catalogue c = {m.bytes, m.len};
            for (int i = 0; i < 4; i++) {
                const char *text = pcs_catalogue_get(&c, keys[i], 7);
                assert_true(!text || memchr(text, 0, sizeof m.bytes));
            }
        }
    }
    for (size_t len = 0; len < TEXTS + 60; len++) {
        image m = make();
        pcs_catalogue c = {m.bytes, len};
        assert_null(pcs_catalogue_get(&c, "open", 1));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds_texts),
        cmocka_unit_test(test_a_form_too_many_is_the_first),
        cmocka_unit_test(test_damage_is_absence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
