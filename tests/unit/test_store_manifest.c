/* test_store_manifest.c - what a generation consists of, written and read */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include <inttypes.h>
#include <jansson.h>

#include "base/hash.h"
#include "store/manifest.h"

static void set_file(pcs_manifest_file *f, const char *name, uint64_t size)
{
    f->name = strdup(name);
    f->size = size;
    f->hash = size * 0x123456789ABCDEFu;
    f->stamp = (pcs_file_stamp){size, size + 1, -5, INT64_MAX};
}

static void add_locale(pcs_manifest *m, const char *locale, uint64_t n)
{
    pcs_manifest_locale *l;
    pcs_error err = PCS_ERROR_INIT;
    char name[64];
    assert_ok(pcs_manifest_add_locale(&l, m, locale, &err), &err);
    assert_string_equal(l->locale, locale);
    assert_int_equal(l->articles + l->segments + l->units, 0);
    assert_null(l->tables.name);
    l->articles = n;
    l->segments = 2 * n;
    l->units = 3 * n;
    sprintf(name, "%s.tables", locale);
    set_file(&l->tables, name, n + 7);
    for (unsigned i = 0; i < 2; i++) {
        pcs_manifest_file *file;
        assert_ok(pcs_manifest_add_postings(&file, l, &err), &err);
        sprintf(name, "%s-%u.postings", locale, i);
        set_file(file, name, n + 8 + i);
    }
}

static pcs_manifest sample(void)
{
    pcs_manifest m = {
        .generation = 42, .previous = 40, .created = 1700000000, .analyzer = 3};
    pcs_error err = PCS_ERROR_INIT;
    m.icu = strdup("72.1");
    assert_ok(
        pcs_manifest_add_source(&m, "ko", "/docs/구독 \"a\"\n", NULL, &err),
        &err);
    assert_ok(pcs_manifest_add_source(&m, "de", "",
                                      "https://example.org/{path}", &err),
              &err);
    add_locale(&m, "ko-KR", UINT32_MAX + (uint64_t)5);
    add_locale(&m, "de-DE", 1);
    add_locale(&m, "ja-JP", 0);
    return m;
}

static void write_manifest(pcs_buffer *out, const pcs_manifest *m)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer_clear(out);
    assert_ok(pcs_manifest_write(out, m, &err), &err);
}

static pcs_status read_bytes(pcs_manifest *m, const char *data, size_t len,
                             pcs_error *err)
{
    char *exact = malloc(len ? len : 1);
    assert_non_null(exact);
    memcpy(exact, data, len);
    pcs_status status = pcs_manifest_read(m, exact, len, "the-name", err);
    free(exact);
    return status;
}

static void assert_file(const pcs_manifest_file *a, const pcs_manifest_file *b)
{
    assert_string_equal(a->name, b->name);
    assert_int_equal(a->size, b->size);
    assert_int_equal(a->hash, b->hash);
    assert_true(pcs_file_stamp_equals(&a->stamp, &b->stamp));
}

static void assert_same(const pcs_manifest *a, const pcs_manifest *b)
{
    assert_int_equal(a->generation, b->generation);
    assert_int_equal(a->previous, b->previous);
    assert_int_equal(a->created, b->created);
    assert_int_equal(a->analyzer, b->analyzer);
    assert_string_equal(a->icu, b->icu);
    assert_int_equal(a->n_sources, b->n_sources);
    assert_int_equal(a->n_locales, b->n_locales);
    for (size_t i = 0; i < a->n_sources; i++) {
        assert_string_equal(a->sources[i].name, b->sources[i].name);
        assert_string_equal(a->sources[i].root, b->sources[i].root);
        const char *url = a->sources[i].url;
        assert_true(!url == !b->sources[i].url);
        if (url)
            assert_string_equal(url, b->sources[i].url);
    }
    for (size_t i = 0; i < a->n_locales; i++) {
        const pcs_manifest_locale *l = &a->locales[i], *k = &b->locales[i];
        assert_string_equal(l->locale, k->locale);
        assert_int_equal(l->articles, k->articles);
        assert_int_equal(l->segments, k->segments);
        assert_int_equal(l->units, k->units);
        assert_file(&l->tables, &k->tables);
        assert_int_equal(l->n_postings, k->n_postings);
        for (size_t j = 0; j < l->n_postings; j++)
            assert_file(&l->postings[j], &k->postings[j]);
    }
}

static void test_round_trip(void **state)
{
    (void)state;
    pcs_manifest m = sample(), copy;
    pcs_buffer text = {0}, again = {0};
    pcs_error err = PCS_ERROR_INIT;
    write_manifest(&text, &m);
    assert_ok(read_bytes(&copy, text.data, text.len, &err), &err);
    assert_same(&m, &copy);
    write_manifest(&again, &copy);
    assert_string_equal(text.data, again.data);
    pcs_manifest_dispose(&copy);
    pcs_manifest_dispose(&copy);
    pcs_manifest_dispose(&m);
    /* Nothing at all is a manifest as well. */
    memset(&m, 0, sizeof m);
    write_manifest(&text, &m);
    assert_ok(read_bytes(&copy, text.data, text.len, &err), &err);
    assert_int_equal(copy.n_locales + copy.n_sources, 0);
    assert_string_equal(copy.icu, "");
    pcs_manifest_dispose(&copy);
    pcs_buffer_dispose(&text);
    pcs_buffer_dispose(&again);
}

static void test_sorted(void **state)
{
    (void)state;
    pcs_manifest m = sample();
    assert_string_equal(m.sources[0].name, "de");
    assert_string_equal(m.sources[1].name, "ko");
    assert_string_equal(m.locales[0].locale, "de-DE");
    assert_string_equal(m.locales[1].locale, "ja-JP");
    assert_string_equal(m.locales[2].locale, "ko-KR");
    assert_ptr_equal(pcs_manifest_find(&m, "ja-JP"), &m.locales[1]);
    assert_null(pcs_manifest_find(&m, "ja"));
    assert_null(pcs_manifest_find(&m, "zz"));
    pcs_manifest_dispose(&m);
    assert_null(pcs_manifest_find(&m, "ja-JP"));
}

/* Any byte damaged, any byte lost: never a manifest. */
static void test_damaged(void **state)
{
    (void)state;
    pcs_manifest m = sample(), copy;
    pcs_buffer text = {0};
    pcs_error err = PCS_ERROR_INIT;
    write_manifest(&text, &m);
    for (size_t i = 0; i < text.len; i++) {
        text.data[i] ^= 0x20;
        assert_fails(read_bytes(&copy, text.data, text.len, &err), PCS_ECORRUPT,
                     &err);
        assert_non_null(strstr(err.message, "the-name"));
        assert_null(copy.locales);
        text.data[i] ^= 0x20;
        assert_fails(read_bytes(&copy, text.data, i, &err), PCS_ECORRUPT, &err);
    }
    pcs_buffer_putc(&text, '\n');
    assert_fails(read_bytes(&copy, text.data, text.len, &err), PCS_ECORRUPT,
                 &err);
    pcs_buffer_dispose(&text);
    pcs_manifest_dispose(&m);
}

/* Some JSON, with a hash that holds. */
static pcs_status read_json(pcs_manifest *m, const char *line, pcs_error *err)
{
    pcs_buffer text = {0};
    pcs_buffer_printf(&text, "%s\nxxh3 %016" PRIx64 "\n", line,
                      pcs_hash64(line, strlen(line)));
    pcs_status status = read_bytes(m, text.data, text.len, err);
    pcs_buffer_dispose(&text);
    return status;
}

static void assert_refused(json_t *root, const char *what)
{
    pcs_manifest m;
    pcs_error err = PCS_ERROR_INIT;
    char *line = json_dumps(root, JSON_COMPACT);
    assert_non_null(line);
    pcs_status status = read_json(&m, line, &err);
    if (status != PCS_ECORRUPT && status != PCS_EVERSION)
        fail_msg("%s: status %d", what, status);
    assert_int_equal(err.status, status);
    assert_null(m.locales);
    free(line);
}

/* Takes each member of each object below `item` away, and puts something of
 * another kind in its place. */
static void vary(json_t *root, json_t *item)
{
    const char *key;
    json_t *value, *element;
    size_t i;
    json_array_foreach(item, i, element)
    {
        vary(root, element);
        json_t *odd = json_string("odd");
        json_incref(element);
        json_array_set_new(item, i, odd);
        assert_refused(root, "an element");
        json_array_set_new(item, i, element);
    }
    if (!json_is_object(item))
        return;
    json_t *keys = json_copy(item);
    json_object_foreach(keys, key, value)
    {
        vary(root, value);
        json_object_del(item, key);
        if (strcmp(key, "url") != 0)
            assert_refused(root, key);
        json_t *odd[] = {json_null(), json_real(1.5), json_true(),
                         json_is_string(value) ? json_array()
                                               : json_string("odd"),
                         json_is_object(value) ? json_array() : json_object()};
        for (i = 0; i < sizeof odd / sizeof *odd; i++) {
            json_object_set_new(item, key, odd[i]);
            assert_refused(root, key);
        }
        json_object_set(item, key, value);
    }
    json_decref(keys);
}

static void test_every_field(void **state)
{
    (void)state;
    pcs_manifest m = sample(), copy;
    pcs_buffer text = {0};
    pcs_error err = PCS_ERROR_INIT;
    write_manifest(&text, &m);
    json_t *root = json_loads(text.data, JSON_DISABLE_EOF_CHECK, NULL);
    assert_non_null(root);
    vary(root, root);
    /* It is whole again, and what a later version adds does not matter. */
    json_object_set_new(root, "more", json_true());
    char *line = json_dumps(root, JSON_COMPACT);
    assert_ok(read_json(&copy, line, &err), &err);
    assert_same(&m, &copy);
    free(line);
    json_decref(root);
    pcs_manifest_dispose(&copy);
    pcs_manifest_dispose(&m);
    pcs_buffer_dispose(&text);
}

#define LONG "abcdefghijklmnopqrstuvwxyz-01234-678"
#define HEAD                                                                   \
    "{\"pcsearch_index\":3,\"generation\":1,\"previous\":0,\"created\":1,"     \
    "\"analyzer\":1,\"icu\":\"\",\"sources\":[],\"locales\":["
#define LOCALE(name) NAMED("ko", name)
#define NAMED(locale, name)                                                    \
    HEAD "{\"locale\":\"" locale                                               \
         "\",\"articles\":1,\"segments\":1,\"units\":1,"                       \
         "\"tables\":{\"name\":\"" name                                        \
         "\",\"size\":1,\"xxh3\":\"0\",\"stamp\":[1,2,3]},"                    \
         "\"postings\":[{\"name\":\"b\",\"size\":1,\"xxh3\":\"0\",\"stamp\":[" \
         "1,2,3]}]}]}"

static void test_odd_json(void **state)
{
    (void)state;
    pcs_manifest m;
    pcs_error err = PCS_ERROR_INIT;
    static const char *const lines[] = {"",
                                        "x",
                                        "[]",
                                        "1",
                                        "{}",
                                        "null",
                                        HEAD,
                                        "{\"pcsearch_index\":2}",
                                        LOCALE("../a"),
                                        LOCALE("/a"),
                                        LOCALE("."),
                                        LOCALE(""),
                                        LOCALE(".a"),
                                        NAMED("", "a"),
                                        NAMED("k", "a"),
                                        NAMED("../x", "a"),
                                        NAMED("ko/KR", "a"),
                                        NAMED("ko KR", "a"),
                                        NAMED(LONG "x", "a")};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        pcs_status status = read_json(&m, lines[i], &err);
        if (status != PCS_ECORRUPT && status != PCS_EVERSION)
            fail_msg("%s: status %d", lines[i], status);
    }
    assert_ok(read_json(&m, NAMED("zh-Hant-TW-9", "a"), &err), &err);
    pcs_manifest_dispose(&m);
    assert_ok(read_json(&m, LOCALE("a"), &err), &err);
    assert_string_equal(m.locales[0].tables.name, "a");
    pcs_manifest_dispose(&m);
    assert_fails(read_json(&m, "{\"pcsearch_index\":1}", &err), PCS_EVERSION,
                 &err);
    assert_non_null(strstr(err.message, "version 1"));
}

#define DICTIONARY(json)                                                       \
    "{\"pcsearch_index\":3,\"generation\":1,\"previous\":0,\"created\":1,"     \
    "\"analyzer\":1,\"icu\":\"\",\"sources\":[],\"locales\":[],"               \
    "\"dictionary\":" json "}"

/* A manifest may name a dictionary, or none. */
static void test_dictionary(void **state)
{
    (void)state;
    pcs_manifest m = sample(), copy;
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer text = {0};
    write_manifest(&text, &m);
    assert_null(strstr(text.data, "dictionary"));
    assert_ok(read_bytes(&copy, text.data, text.len, &err), &err);
    assert_null(copy.dictionary.name);
    pcs_manifest_dispose(&copy);
    set_file(&m.dictionary, "dictionary-42.tables", 4711);
    m.dictionary_words = 23;
    write_manifest(&text, &m);
    assert_ok(read_bytes(&copy, text.data, text.len, &err), &err);
    assert_same(&m, &copy);
    assert_file(&m.dictionary, &copy.dictionary);
    assert_int_equal(copy.dictionary_words, 23);
    pcs_manifest_dispose(&copy);
    pcs_manifest_dispose(&m);
    pcs_buffer_dispose(&text);
    static const char *const odd[] = {
        DICTIONARY("1"),
        DICTIONARY("{}"),
        DICTIONARY("{\"name\":\"a\",\"size\":1,\"xxh3\":\"0\"}"),
        DICTIONARY("{\"name\":\"../a\",\"size\":1,\"xxh3\":\"0\","
                   "\"words\":1}"),
        DICTIONARY("{\"name\":\"a\",\"size\":-1,\"xxh3\":\"0\","
                   "\"words\":1}"),
    };
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        assert_fails(read_json(&m, odd[i], &err), PCS_ECORRUPT, &err);
}

/* JSON has no place for what is no UTF-8, and nothing may be lost. */
static void test_no_utf8(void **state)
{
    (void)state;
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer text = {0};
    for (int i = 0; i < 4; i++) {
        pcs_manifest m = {.generation = 1};
        static char odd[] = "a\xFF";
        if (i < 2)
            assert_ok(pcs_manifest_add_source(&m, i ? odd : "a", i ? "b" : odd,
                                              NULL, &err),
                      &err);
        else
            add_locale(&m, i == 2 ? odd : "ko", 1);
        if (i == 3) {
            free(m.locales[0].postings[0].name);
            m.locales[0].postings[0].name = strdup(odd);
        }
        assert_fails(pcs_manifest_write(&text, &m, &err), PCS_EFORMAT, &err);
        pcs_manifest_dispose(&m);
    }
    pcs_buffer_dispose(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip), cmocka_unit_test(test_sorted),
        cmocka_unit_test(test_damaged),    cmocka_unit_test(test_every_field),
        cmocka_unit_test(test_odd_json),   cmocka_unit_test(test_no_utf8),
        cmocka_unit_test(test_dictionary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
