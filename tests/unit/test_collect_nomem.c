/* test_collect_nomem.c - allocations refused while files are looked for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "index/collect.h"

static const char article[] =
    "---\ntitle: Weg\n---\n"
    "# <span data-ttu-id=\"a-1\">Der Weg</span>"
    "<span class=\"sxs-lookup\"><span data-stu-id=\"a-1\">The way</span>"
    "</span>\n";

static void listen(void *context, const pcs_index_event *event)
{
    (void)context;
    assert_int_equal(event->kind, PCS_INDEX_PROGRESS);
}

static pcs_status try_statcache(void *context, pcs_error *err)
{
    pcs_statcache_entry entry = {
        .source = "docs", .path = "a.md", .hashed = 1, .locale = "de-DE"};
    pcs_statcache cache = {.entries = &entry, .len = 1}, back;
    const char *dir = scratch_path(context, "ix");
    pcs_status status = pcs_statcache_write(&cache, dir, err);
    if (status != PCS_OK)
        return status;
    status = pcs_statcache_read(&back, dir, err);
    if (status == PCS_OK)
        assert_int_equal(back.len, 1);
    pcs_statcache_dispose(&back);
    return status;
}

static void test_statcache(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_path_make(scratch_path(state, "ix/writing"), &err), &err);
    assert_true(refuse_each(try_statcache, state) > 5);
}

typedef struct trial {
    pcs_index_options options;
    pcs_pool *pool;
    size_t files;
} trial;

static pcs_status try_collect(void *context, pcs_error *err)
{
    trial *t = context;
    pcs_inputs inputs;
    pcs_report report;
    pcs_report_init(&report, &t->options);
    pcs_status status =
        pcs_collect(&inputs, &t->options, t->pool, &report, err);
    if (status == PCS_OK) {
        assert_int_equal(inputs.len, t->files);
        assert_string_equal(inputs.items[0].locale, "de-DE");
    }
    pcs_inputs_dispose(&inputs);
    pcs_report_dispose(&report);
    return status;
}

static void test_collect(void **state)
{
    static const char *const paths[] = {"b/../a.md", "de-de/", "gone.md"};
    char dir[512], docs[512];
    pcs_source source = {.name = "docs", .root = docs};
    pcs_error err = PCS_ERROR_INIT;
    trial t = {.options = PCS_INDEX_OPTIONS_INIT, .files = 2};
    snprintf(dir, sizeof dir, "%s", scratch_path(state, "ix"));
    snprintf(docs, sizeof docs, "%s", scratch_path(state, "docs"));
    assert_ok(pcs_path_make(scratch_path(state, "docs/de-de"), &err), &err);
    assert_ok(pcs_path_make(scratch_path(state, "ix/writing"), &err), &err);
    assert_ok(pcs_file_write(scratch_path(state, "docs/a.md"), article,
                             sizeof article - 1, &err),
              &err);
    assert_ok(pcs_file_write(scratch_path(state, "docs/de-de/b.md"), article,
                             sizeof article - 1, &err),
              &err);
    assert_ok(pcs_pool_new(&t.pool, 1, &err), &err);
    t.options.dir = dir;
    t.options.sources = &source;
    t.options.n_sources = 1;
    t.options.locale = "de-DE";
    t.options.listener = listen;
    assert_true(refuse_each(try_collect, &t) > 10);
    source.paths = paths;
    source.n_paths = 3;
    source.has_paths = true;
    assert_true(refuse_each(try_collect, &t) > 10);
    pcs_pool_free(t.pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_statcache),
        scratch_test(test_collect),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
