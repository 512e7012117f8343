/* test_index_nomem.c - allocations refused while an index is updated */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "index/index.h"
#include "store/generation.h"

static const char pair[] =
    "<span data-ttu-id=\"a-%d\">%s %d</span><span class=\"sxs-lookup\">"
    "<span data-stu-id=\"a-%d\">%s %d</span></span>\n\n";

static void write_article(void **state, const char *name, int first, int last)
{
    pcs_buffer text = {0};
    char path[64];
    pcs_error err = PCS_ERROR_INIT;
    for (int i = first; i < last; i++)
        pcs_buffer_printf(&text, pair, i,
                          i % 4 ? "Rechnungen am Randweg"
                                : "Rechnungen `am x` [y](z.md) Randweg",
                          i, i, "Invoices at the way", i);
    snprintf(path, sizeof path, "docs/%s", name);
    assert_ok(
        pcs_file_write(scratch_path(state, path), text.data, text.len, &err),
        &err);
    pcs_buffer_dispose(&text);
}

static pcs_status run(void **state, bool rebuild, const char *at,
                      pcs_index_summary *summary, pcs_error *err)
{
    char dir[512], docs[512];
    pcs_source source = {.name = "docs", .root = docs};
    pcs_index_options options = PCS_INDEX_OPTIONS_INIT;
    snprintf(dir, sizeof dir, "%s", scratch_path(state, at));
    snprintf(docs, sizeof docs, "%s", scratch_path(state, "docs"));
    options.dir = dir;
    options.sources = &source;
    options.n_sources = 1;
    options.locale = "de-DE";
    options.jobs = 1;
    options.rebuild = rebuild;
    return pcs_index_run(summary, &options, err);
}

static pcs_status append_text(void *context, const pcs_dump_segment *s,
                              pcs_error *err)
{
    pcs_buffer *out = context;
    pcs_buffer_append(out, s->path, s->path_len);
    pcs_buffer_append(out, s->local, s->local_len);
    for (size_t i = 0; i < s->n_markup; i++)
        pcs_buffer_append(out, s->markup[i].data, s->markup[i].len);
    return pcs_buffer_status(out, err);
}

static void dump(pcs_buffer *out, void **state, const char *at)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_index_dump(scratch_path(state, at), append_text, out, &err),
              &err);
}

/* Refuses the first, second, ... allocation of an update and all later ones,
 * until it is published; what is refused while old files are swept away is
 * nobody's concern. Returns how many failed. */
static long refuse_updates(void **state)
{
    for (long n = 0; n < NOMEM_RUNS_MAX; n++) {
        pcs_index_summary summary;
        pcs_error err = PCS_ERROR_INIT;
        allocations_left = n;
        pcs_status status = run(state, false, "ix", &summary, &err);
        allocations_left = -1;
        if (status == PCS_OK) {
            assert_true(summary.published);
            assert_int_equal(summary.changed, 1);
            assert_int_equal(summary.added, 1);
            assert_int_equal(summary.removed, 1);
            return n;
        }
        if (status != PCS_ENOMEM)
            print_error("allocation %ld: %s\n", n, err.message);
        assert_int_equal(status, PCS_ENOMEM);
        assert_int_equal(err.status, PCS_ENOMEM);
    }
    fail_msg("no end of allocations");
    return 0;
}

/* Each refusal is an error, after which the next attempt finds what there was
 * before; and in the end an update that was tried so often is a rebuild. */
static void test_update(void **state)
{
    pcs_index_summary summary;
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer updated = {0}, rebuilt = {0};
    assert_ok(pcs_path_make(scratch_path(state, "docs"), &err), &err);
    write_article(state, "a.md", 0, 9);
    write_article(state, "b.md", 5, 14);
    write_article(state, "c.md", 12, 20);
    write_article(state, "d.md", 30, 44);
    write_article(state, "e.md", 40, 50);
    assert_ok(run(state, false, "ix", &summary, &err), &err);
    write_article(state, "b.md", 6, 22);
    write_article(state, "f.md", 90, 95);
    assert_ok(pcs_path_remove(scratch_path(state, "docs/c.md"), &err), &err);
    assert_true(refuse_updates(state) > 100);
    assert_ok(run(state, true, "other", &summary, &err), &err);
    dump(&updated, state, "ix");
    dump(&rebuilt, state, "other");
    assert_int_equal(updated.len, rebuilt.len);
    assert_memory_equal(updated.data, rebuilt.data, updated.len);
    assert_ok(pcs_index_verify(scratch_path(state, "ix"), 0, &err), &err);
    pcs_buffer_dispose(&updated);
    pcs_buffer_dispose(&rebuilt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {scratch_test(test_update)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
