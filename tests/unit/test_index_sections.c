/* test_index_sections.c - what an update learns is what a rebuild learns */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "index/index.h"
#include "store/generation.h"
#include "store/tables.h"

#define SPAN(id)                                                               \
    "<span data-ttu-id=\"" id "-%d\">%s</span><span class=\"sxs-lookup\">"     \
    "<span data-stu-id=\"" id "-%d\">%s</span></span>\n\n"

#define N_WORDS 12u

static const char *const own[N_WORDS] = {
    "Rechnung", "Kunde",         "Vertrag", "Datei",      "Ordner",   "Gerät",
    "Bericht",  "Kundenvertrag", "Adresse", "Rechnungen", "Verträge", "neu"};
static const char *const english[N_WORDS] = {
    "invoice",           "customer", "contract", "file",    "folder", "device",
    "customer contract", "report",   "invoices", "address", "bill",   "new"};

static void write_article(void **state, int number, int segments)
{
    pcs_buffer text = {0};
    char path[64];
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer_printf(&text, "---\nms.contentlocale: de-DE\n---\n");
    for (int i = 0; i < segments; i++) {
        char local[256] = "", other[256] = "";
        for (int j = 0; j < 4; j++) {
            uint32_t word = random_below(N_WORDS);
            strcat(strcat(local, own[word]), " ");
            strcat(strcat(other, english[word]), " ");
        }
        pcs_buffer_printf(&text, SPAN("a"), i, local, i, other);
    }
    snprintf(path, sizeof path, "docs/%d.md", number);
    assert_ok(
        pcs_file_write(scratch_path(state, path), text.data, text.len, &err),
        &err);
    pcs_buffer_dispose(&text);
}

static void run(void **state, const char *at, bool is_new)
{
    char dir[512], docs[512];
    pcs_source source = {.name = "docs", .root = docs};
    pcs_index_options options = PCS_INDEX_OPTIONS_INIT;
    pcs_index_summary summary;
    pcs_error err = PCS_ERROR_INIT;
    snprintf(dir, sizeof dir, "%s", scratch_path(state, at));
    snprintf(docs, sizeof docs, "%s", scratch_path(state, "docs"));
    options.dir = dir;
    options.sources = &source;
    options.n_sources = 1;
    options.jobs = 2;
    options.rebuild = is_new;
    assert_ok(pcs_index_run(&summary, &options, &err), &err);
    assert_true(summary.published);
}

static pcs_tables *open_tables(void **state, const char *at)
{
    char dir[512];
    pcs_manifest m;
    pcs_tables *tables;
    pcs_error err = PCS_ERROR_INIT;
    snprintf(dir, sizeof dir, "%s", scratch_path(state, at));
    assert_ok(pcs_generation_read(&m, dir, 0, &err), &err);
    assert_int_equal(m.n_locales, 1);
    char *path = pcs_generation_file(dir, &m.locales[0].tables);
    assert_ok(pcs_tables_open(&tables, path, 0, &err), &err);
    free(path);
    pcs_manifest_dispose(&m);
    return tables;
}

static void compare(const pcs_tables *a, const pcs_tables *b)
{
    static const char *const names[] = {
        "w.seq.ends",   "w.seq",           "w.class",      "w.class.freq",
        "w.class.best", "w.class.partner", "e.seq.ends",   "e.seq",
        "e.class",      "e.class.freq",    "e.class.best", "e.class.partner",
        "t.ends",       "t.pairs",         "w.part",       "w.whole"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        pcs_section_view x, y;
        pcs_error err = PCS_ERROR_INIT;
        assert_ok(pcs_tables_section(&x, a, names[i], 1, &err), &err);
        assert_ok(pcs_tables_section(&y, b, names[i], 1, &err), &err);
        assert_true(x.len > 0);
        assert_int_equal(x.len, y.len);
        assert_memory_equal(x.data, y.data, x.len);
    }
}

static void test_update(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_path_make(scratch_path(state, "docs"), &err), &err);
    for (int i = 0; i < 8; i++)
        write_article(state, i, 30);
    run(state, "updated", false);
    for (int round = 0; round < 4; round++) {
        char other[16];
        write_article(state, 2 * round, 20 + round);
        write_article(state, 10 + round, 9);
        snprintf(other, sizeof other, "docs/%d.md", 2 * round + 1);
        assert_ok(pcs_path_remove(scratch_path(state, other), &err), &err);
        run(state, "updated", false);
        snprintf(other, sizeof other, "new%d", round);
        run(state, other, true);
        pcs_tables *a = open_tables(state, "updated");
        pcs_tables *b = open_tables(state, other);
        compare(a, b);
        pcs_tables_close(a);
        pcs_tables_close(b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {scratch_test(test_update)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
