/* test_index_publish.c - gates, and damage that leaves no trace in stamps */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_store_index.h"

#include "index/index.h"
#include "search/search.h"

#define N_WORDS 40

/* An article of n segments, each with a word of its own. */
static void write_article(void **state, const char *name, int n)
{
    pcs_buffer text = {0};
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer_puts(&text, "---\ntitle: t\nms.contentlocale: de-DE\n---\n");
    for (int i = 0; i < n; i++)
        pcs_buffer_printf(
            &text,
            "<span data-ttu-id=\"a-%d\">Wort %s%d</span>"
            "<span class=\"sxs-lookup\"><span data-stu-id=\"a-%d\">Word %d"
            "</span></span>\n\n",
            100 + i, name, i, 100 + i, i);
    char path[64];
    snprintf(path, sizeof path, "source/%s.md", name);
    assert_ok(pcs_path_make(scratch_path(state, "source"), &err), &err);
    assert_ok(
        pcs_file_write(scratch_path(state, path), text.data, text.len, &err),
        &err);
    pcs_buffer_dispose(&text);
}

typedef struct seen {
    int gates, notices;
    uint64_t segments, damaged, served;
    pcs_status answer;
} seen;

static void listen(void *context, const pcs_index_event *event)
{
    seen *s = context;
    if (event->kind != PCS_INDEX_NOTICE)
        return;
    s->notices++;
    s->damaged = event->damaged;
    s->served = event->served;
}

static uint64_t count(pcs_searcher *searcher)
{
    pcs_results results;
    pcs_error err = PCS_ERROR_INIT;
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    assert_ok(pcs_search(&results, searcher, "wort", 4, &options, &err), &err);
    uint64_t n = results.segments;
    pcs_results_dispose(&results);
    return n;
}

static pcs_status gate(void *context, const char *dir, uint64_t number,
                       pcs_error *err)
{
    seen *s = context;
    pcs_searcher *searcher;
    s->gates++;
    assert_ok(pcs_searcher_open_generation(&searcher, dir, number, err), err);
    s->segments = count(searcher);
    pcs_searcher_close(searcher);
    if (s->answer != PCS_OK)
        pcs_error_set(err, s->answer, "not good enough");
    return s->answer;
}

static pcs_status run(void **state, seen *s, pcs_index_summary *summary,
                      pcs_error *err)
{
    char source[512], dir[512];
    snprintf(source, sizeof source, "%s/source", (const char *)*state);
    snprintf(dir, sizeof dir, "%s/index", (const char *)*state);
    pcs_source sources[] = {{.name = "s", .root = source}};
    pcs_index_options o = PCS_INDEX_OPTIONS_INIT;
    o.dir = dir;
    o.sources = sources;
    o.n_sources = 1;
    o.jobs = 1;
    o.gate = gate;
    o.gate_context = o.context = s;
    o.listener = listen;
    return pcs_index_run(summary, &o, err);
}

static void assert_served(void **state, uint64_t generation, uint64_t segments)
{
    pcs_searcher *searcher;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_searcher_open(&searcher, scratch_path(state, "index"), &err),
              &err);
    assert_null(pcs_searcher_notice(searcher));
    assert_int_equal(pcs_searcher_generation(searcher), generation);
    assert_int_equal(count(searcher), segments);
    pcs_searcher_close(searcher);
}

static size_t count_files(void **state, const char *folder)
{
    size_t n = 0;
    DIR *dir = opendir(scratch_path(state, folder));
    for (struct dirent *e; dir && (e = readdir(dir));)
        n += e->d_name[0] != '.';
    if (dir)
        closedir(dir);
    return n;
}

static void test_gate(void **state)
{
    seen s = {.answer = PCS_OK};
    pcs_index_summary summary;
    pcs_error err = PCS_ERROR_INIT;
    write_article(state, "a", N_WORDS);
    assert_ok(run(state, &s, &summary, &err), &err);
    assert_int_equal(s.gates, 1);
    assert_int_equal(s.segments, N_WORDS);
    assert_served(state, 1, N_WORDS);
    size_t n = count_files(state, "index/files");
    write_article(state, "b", N_WORDS);
    s.answer = PCS_EINVAL;
    assert_fails(run(state, &s, &summary, &err), PCS_EINVAL, &err);
    assert_string_equal(err.message, "not good enough");
    assert_int_equal(s.segments, 2 * N_WORDS);
    assert_false(summary.published);
    assert_served(state, 1, N_WORDS);
    assert_int_equal(count_files(state, "index/files"), n);
    assert_int_equal(count_files(state, "index/generations"), 1);
    assert_int_equal(count_files(state, "index/writing"), 0);
    s.answer = PCS_OK;
    assert_ok(run(state, &s, &summary, &err), &err);
    assert_served(state, 2, 2 * N_WORDS);
    /* Nothing to publish is nothing to ask about. */
    s.gates = 0;
    assert_ok(run(state, &s, &summary, &err), &err);
    assert_int_equal(s.gates, 0);
}

/* Writes the manifest of a generation with the stamps that its files have. */
static void trust_all(void **state, uint64_t number)
{
    char dir[512];
    snprintf(dir, sizeof dir, "%s/index", (const char *)*state);
    pcs_manifest m;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_generation_read(&m, dir, number, &err), &err);
    for (size_t i = 0; i < pcs_generation_n_files(&m); i++) {
        pcs_manifest_file *file =
            (void *)(uintptr_t)pcs_generation_file_at(&m, i);
        char *path = pcs_generation_file(dir, file);
        assert_ok(pcs_file_stamp_take(&file->stamp, path, &err), &err);
        free(path);
    }
    pcs_buffer text = {0};
    char *path = pcs_generation_path(dir, number);
    assert_ok(pcs_manifest_write(&text, &m, &err), &err);
    assert_ok(pcs_file_write(path, text.data, text.len, &err), &err);
    free(path);
    pcs_buffer_dispose(&text);
    pcs_manifest_dispose(&m);
}

/* Bytes of shared postings that have gone bad under their stamp are found by
 * the gates, and all is built anew. */
static void test_rot(void **state)
{
    seen s = {.answer = PCS_OK};
    pcs_index_summary summary;
    pcs_error err = PCS_ERROR_INIT;
    write_article(state, "a", N_WORDS);
    assert_ok(run(state, &s, &summary, &err), &err);
    FILE *file =
        fopen(scratch_path(state, "index/files/de-DE-000001.postings"), "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, -1, SEEK_END), 0);
    int byte = fgetc(file);
    assert_int_equal(fseek(file, -1, SEEK_END), 0);
    assert_int_equal(fputc(byte ^ 1, file), byte ^ 1);
    assert_int_equal(fclose(file), 0);
    trust_all(state, 1);
    write_article(state, "b", 1);
    assert_ok(run(state, &s, &summary, &err), &err);
    assert_int_equal(s.notices, 1);
    assert_int_equal(s.damaged, 1);
    assert_int_equal(s.served, 0);
    assert_true(summary.published);
    assert_served(state, 2, N_WORDS + 1);
    assert_ok(pcs_index_verify(scratch_path(state, "index"), 0, &err), &err);
    assert_true(
        exists(scratch_path(state, "index/quarantine/de-DE-000001.postings")));
    assert_int_equal(count_files(state, "index/generations"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_gate),
        scratch_test(test_rot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
