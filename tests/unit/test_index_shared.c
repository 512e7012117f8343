/* test_index_shared.c - an index that is shared, and searchers that follow it
 */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_search_index.h"

#include <dirent.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

/* An article whose one segment says which version of the documents it is of.
 */
static void publish(unsigned version)
{
    char text[512], docs[64], index[64];
    pcs_source source = {.name = "docs", .root = docs};
    pcs_index_options options = PCS_INDEX_OPTIONS_INIT;
    pcs_index_summary summary;
    pcs_error err = PCS_ERROR_INIT;
    snprintf(text, sizeof text,
             "---\ntitle: T\nms.contentlocale: ko-KR\n---\n" SPAN(
                 "a-1", "구독 버전%u", "Subscription version%u"),
             version, version);
    write_article(&(test_article){"a.md", text});
    snprintf(text, sizeof text,
             "---\ntitle: U\nms.contentlocale: ko-KR\n---\n" SPAN(
                 "b-1", "구독 다른 버전%u", "Another version%u"),
             version, version);
    write_article(&(test_article){"b.md", text});
    snprintf(docs, sizeof docs, "%s/docs", folder);
    snprintf(index, sizeof index, "%s/index", folder);
    options.dir = index;
    options.sources = &source;
    options.n_sources = 1;
    options.jobs = 1;
    assert_ok(pcs_index_run(&summary, &options, &err), &err);
    assert_true(summary.published);
}

static const char *index_folder(void)
{
    static char path[64];
    snprintf(path, sizeof path, "%s/index", folder);
    return path;
}

/* The version that all hits of a search are of. */
static int found_version(pcs_searcher *searcher)
{
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    pcs_results results = {0};
    pcs_error err = PCS_ERROR_INIT;
    int version = -1;
    if (pcs_search(&results, searcher, "구독", strlen("구독"), &options,
                   &err) == PCS_OK &&
        results.n_hits == 2)
        for (size_t i = 0; i < 2; i++) {
            const char *at = strstr(results.hits[i].english, "version");
            int one = at ? atoi(at + strlen("version")) : -1;
            version = i == 0 || version == one ? one : -1;
        }
    pcs_results_dispose(&results);
    return version;
}

static void test_refresh(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_searcher *plain, *pinned;
    bool changed = true;
    (void)state;
    publish(1);
    assert_ok(pcs_searcher_open(&plain, index_folder(), &err), &err);
    uint64_t first = pcs_searcher_generation(plain);
    assert_ok(
        pcs_searcher_open_generation(&pinned, index_folder(), first, &err),
        &err);
    assert_ok(pcs_searcher_refresh(plain, &changed, &err), &err);
    assert_false(changed);
    publish(2);
    assert_int_equal(1, found_version(plain));
    assert_ok(pcs_searcher_refresh(plain, &changed, &err), &err);
    assert_true(changed);
    assert_int_equal(2, found_version(plain));
    assert_ok(pcs_searcher_refresh(pinned, &changed, &err), &err);
    assert_false(changed);
    assert_int_equal(1, found_version(pinned));
    pcs_searcher_close(plain);
    pcs_searcher_close(pinned);
}

static void test_follow(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_index *index;
    pcs_searcher *one, *other;
    bool changed;
    pcs_open_options options = PCS_OPEN_OPTIONS_INIT;
    options.verify = true;
    (void)state;
    publish(3);
    assert_ok(pcs_index_open(&index, index_folder(), &options, &err), &err);
    assert_ok(pcs_index_searcher(&one, index, &err), &err);
    assert_ok(pcs_index_searcher(&other, index, &err), &err);
    publish(4);
    /* Until the index was refreshed, nothing has happened. */
    assert_ok(pcs_searcher_refresh(one, &changed, &err), &err);
    assert_false(changed);
    assert_ok(pcs_index_refresh(index, &changed, &err), &err);
    assert_true(changed);
    assert_ok(pcs_index_refresh(index, &changed, &err), &err);
    assert_false(changed);
    assert_int_equal(3, found_version(one));
    assert_ok(pcs_searcher_refresh(one, &changed, &err), &err);
    assert_true(changed);
    assert_int_equal(4, found_version(one));
    assert_int_equal(3, found_version(other));
    pcs_searcher_close(one);
    pcs_searcher_close(other);
    pcs_index_close(index);
}

/* Turns a bit in the middle of the tables of generation `number`. */
static void damage(uint64_t number)
{
    pcs_error err = PCS_ERROR_INIT;
    char path[512], name[300] = "";
    snprintf(path, sizeof path, "%s/files", index_folder());
    DIR *dir = opendir(path);
    assert_non_null(dir);
    time_t newest = 0;
    for (struct dirent *e; (e = readdir(dir));) {
        struct stat st;
        snprintf(path, sizeof path, "%s/files/%s", index_folder(), e->d_name);
        if (strstr(e->d_name, ".tables") && stat(path, &st) == 0 &&
            (uint64_t)st.st_mtim.tv_sec * 1000000000u +
                    (uint64_t)st.st_mtim.tv_nsec >=
                (uint64_t)newest) {
            newest = st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
            snprintf(name, sizeof name, "%s", e->d_name);
        }
    }
    closedir(dir);
    assert_true(*name);
    snprintf(path, sizeof path, "%s/files/%s", index_folder(), name);
    chmod(path, 0600);
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    long middle = ftell(file) / 2;
    fseek(file, middle, SEEK_SET);
    int byte = fgetc(file);
    fseek(file, middle, SEEK_SET);
    fputc(byte ^ 4, file);
    fclose(file);
    assert_int_equal(PCS_ECORRUPT,
                     pcs_index_verify(index_folder(), number, &err));
}

static void test_damage(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_index *index, *again;
    pcs_searcher *searcher;
    bool changed;
    pcs_open_options options = PCS_OPEN_OPTIONS_INIT;
    options.verify = true;
    (void)state;
    publish(5);
    assert_ok(pcs_index_open(&index, index_folder(), &options, &err), &err);
    uint64_t whole = pcs_index_generation(index);
    assert_ok(pcs_index_searcher(&searcher, index, &err), &err);
    publish(6);
    damage(whole + 1);
    assert_int_equal(PCS_ECORRUPT, pcs_index_refresh(index, &changed, &err));
    assert_false(changed);
    assert_ok(pcs_index_refresh(index, &changed, &err), &err);
    assert_int_equal(whole, pcs_index_generation(index));
    assert_ok(pcs_searcher_refresh(searcher, &changed, &err), &err);
    assert_int_equal(5, found_version(searcher));
    /* One that is opened now falls back to what is whole. */
    assert_ok(pcs_index_open(&again, index_folder(), &options, &err), &err);
    assert_int_equal(whole, pcs_index_generation(again));
    pcs_index_close(again);
    /* What comes next is taken again. */
    publish(7);
    assert_ok(pcs_index_refresh(index, &changed, &err), &err);
    assert_true(changed);
    assert_ok(pcs_searcher_refresh(searcher, &changed, &err), &err);
    assert_int_equal(7, found_version(searcher));
    pcs_searcher_close(searcher);
    pcs_index_close(index);
}

static void test_none(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_index *index;
    pcs_open_options options = PCS_OPEN_OPTIONS_INIT;
    (void)state;
    assert_int_equal(PCS_ENOTFOUND,
                     pcs_index_open(&index, "/nowhere", NULL, &err));
    assert_null(index);
    options.generation = 999;
    assert_int_equal(PCS_ENOTFOUND,
                     pcs_index_open(&index, index_folder(), &options, &err));
    assert_null(index);
}

/* What the threads share. */
typedef struct readers {
    pcs_index *index;
    atomic_bool is_over;
    atomic_uint searches, mixed, failed;
} readers;

static void *read_on(void *context)
{
    readers *r = context;
    pcs_searcher *searcher = NULL;
    if (pcs_index_searcher(&searcher, r->index, NULL) != PCS_OK) {
        atomic_fetch_add(&r->failed, 1);
        return NULL;
    }
    int last = 0;
    while (!atomic_load(&r->is_over)) {
        if (pcs_index_refresh(r->index, NULL, NULL) != PCS_OK ||
            pcs_searcher_refresh(searcher, NULL, NULL) != PCS_OK)
            atomic_fetch_add(&r->failed, 1);
        int version = found_version(searcher);
        if (version < last)
            atomic_fetch_add(&r->mixed, 1);
        last = version;
        atomic_fetch_add(&r->searches, 1);
    }
    pcs_searcher_close(searcher);
    return NULL;
}

enum { READERS = 4, PUBLISHED = 12 };

static void test_threads(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    readers r = {0};
    pthread_t threads[READERS];
    (void)state;
    publish(100);
    assert_ok(pcs_index_open(&r.index, index_folder(), NULL, &err), &err);
    for (size_t i = 0; i < READERS; i++)
        assert_int_equal(0, pthread_create(&threads[i], NULL, read_on, &r));
    for (unsigned i = 1; i <= PUBLISHED; i++)
        publish(100 + i);
    while (atomic_load(&r.searches) < 10 * READERS)
        usleep(1000);
    atomic_store(&r.is_over, true);
    for (size_t i = 0; i < READERS; i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(0, atomic_load(&r.failed));
    assert_int_equal(0, atomic_load(&r.mixed));
    pcs_searcher *searcher;
    assert_ok(pcs_index_refresh(r.index, NULL, &err), &err);
    assert_ok(pcs_index_searcher(&searcher, r.index, &err), &err);
    assert_int_equal(100 + PUBLISHED, found_version(searcher));
    pcs_searcher_close(searcher);
    pcs_index_close(r.index);
}

static void test_describe(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_index_info info = {0};
    (void)state;
    assert_ok(pcs_index_describe(&info, index_folder(), &err), &err);
    assert_int_equal(1, info.n_locales);
    assert_string_equal("ko-KR", info.locales[0].locale);
    assert_int_equal(2, info.locales[0].segments);
    assert_string_equal("docs", info.sources[0].name);
    assert_true(info.bytes > 0);
    assert_true(info.n_generations >= 2);
    assert_int_equal(info.generation,
                     info.generations[info.n_generations - 1].number);
    pcs_index_info_dispose(&info);
    assert_int_equal(PCS_ENOTFOUND,
                     pcs_index_describe(&info, "/nowhere", &err));
    pcs_index_info_dispose(&info);
}

static void test_analysis(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_analyzed_text text = {0};
    (void)state;
    assert_ok(
        pcs_analyze_text(&text, "de-DE", "Straßen", strlen("Straßen"), &err),
        &err);
    assert_string_equal("strassen", text.folded);
    assert_true(text.n_terms >= 2);
    assert_string_equal("strassen", text.terms[0].text);
    assert_int_equal(PCS_TIER_WORD, text.terms[0].tier);
    assert_int_equal(PCS_TIER_STEM, text.terms[1].tier);
    pcs_analyzed_text_dispose(&text);
    assert_int_equal(PCS_EINVAL,
                     pcs_analyze_text(&text, "no locale", "a", 1, &err));
    pcs_analyzed_text_dispose(&text);
}

static void test_urls(void **state)
{
    char out[16];
    pcs_url_place place = {"docs", "a b/c.md", "ko-KR", "top"};
    const char *template = "https://x.y/{locale}/{stem}#{anchor}";
    const char *wanted = "https://x.y/ko-KR/a%20b/c#top";
    (void)state;
    size_t len = pcs_url_format(out, sizeof out, template, &place);
    assert_int_equal(strlen(wanted), len);
    assert_memory_equal(wanted, out, sizeof out - 1);
    assert_int_equal(0, out[sizeof out - 1]);
    assert_int_equal(strlen(wanted), pcs_url_format(NULL, 0, template, &place));
    assert_int_equal(0, pcs_url_format(out, sizeof out, NULL, &place));
    assert_string_equal("", out);
}

static int make_folder(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    pcs_path_remove(folder, NULL);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refresh),  cmocka_unit_test(test_follow),
        cmocka_unit_test(test_damage),   cmocka_unit_test(test_none),
        cmocka_unit_test(test_threads),  cmocka_unit_test(test_describe),
        cmocka_unit_test(test_analysis), cmocka_unit_test(test_urls)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
