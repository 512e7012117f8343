/* test_index_watches.c - being told of changes in folders */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include <poll.h>

#include "index/watches.h"

/* What was told, as lines such as "0 file + a/b.md", each one once in a row. */
static void note(void *context, const pcs_watch_change *change)
{
    static const char *const kinds[] = {"file", "folder", "root", "lost"};
    char line[300];
    pcs_buffer *told = context;
    snprintf(line, sizeof line, "%u %s%s %s\n", change->source,
             kinds[change->kind], change->is_new ? " new" : "", change->path);
    size_t n = strlen(line);
    if (told->len < n || strcmp(told->data + told->len - n, line) != 0)
        pcs_buffer_append(told, line, n);
}

static void expect_told(pcs_watches *watches, const char *wanted)
{
    pcs_buffer told = {0};
    pcs_watches_read(watches, note, &told);
    assert_string_equal(told.data ? told.data : "", wanted);
    pcs_buffer_dispose(&told);
}

static void make(void **state, const char *name)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_path_make(scratch_path(state, name), &err), &err);
}

static void put(void **state, const char *name, const char *text)
{
    FILE *file = fopen(scratch_path(state, name), "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void move(void **state, const char *from, const char *to)
{
    assert_int_equal(rename(scratch_path(state, from), scratch_path(state, to)),
                     0);
}

static pcs_watch_found look(void **state, pcs_watches *watches, uint32_t source,
                            const char *root)
{
    static const char *const exclude[] = {"out"};
    pcs_error err = PCS_ERROR_INIT;
    char *except = pcs_path_join(*state, "root/index");
    pcs_watch_request request = {.source = source,
                                 .root = scratch_path(state, root),
                                 .walk = {NULL, 0, exclude, 1},
                                 .except = except};
    pcs_watch_found found;
    assert_ok(pcs_watches_look(watches, &found, &request, &err), &err);
    free(except);
    return found;
}

static pcs_watches open_watches(void)
{
    pcs_watches watches;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_watches_open(&watches, &err), &err);
    return watches;
}

static void test_files(void **state)
{
    pcs_watches watches = open_watches();
    make(state, "root/a/b");
    make(state, "root/.hidden");
    make(state, "root/out");
    make(state, "root/index/files");
    pcs_watch_found found = look(state, &watches, 7, "root");
    assert_false(found.has_links || found.is_full);
    assert_int_equal(pcs_watches_count(&watches), 3);
    expect_told(&watches, "");
    put(state, "root/x.md", "x");
    put(state, "root/a/b/y.md", "y");
    put(state, "root/.hidden/z.md", "z");
    put(state, "root/out/z.md", "z");
    put(state, "root/index/files/z.md", "z");
    expect_told(&watches, "7 file new x.md\n7 file x.md\n"
                          "7 file new a/b/y.md\n7 file a/b/y.md\n");
    chmod(scratch_path(state, "root/x.md"), 0600);
    expect_told(&watches, "7 file x.md\n");
    move(state, "root/x.md", "root/a/x.md");
    expect_told(&watches, "7 file x.md\n7 file new a/x.md\n");
    assert_int_equal(truncate(scratch_path(state, "root/a/x.md"), 0), 0);
    unlink(scratch_path(state, "root/a/x.md"));
    expect_told(&watches, "7 file a/x.md\n");
    pcs_watches_close(&watches);
}

static void test_folders(void **state)
{
    pcs_watches watches = open_watches();
    make(state, "root/a/b");
    look(state, &watches, 0, "root");
    make(state, "root/new/below");
    expect_told(&watches, "0 folder new new\n");
    look(state, &watches, 0, "root");
    assert_int_equal(pcs_watches_count(&watches), 5);
    put(state, "root/new/below/x.md", "x");
    expect_told(&watches, "0 file new new/below/x.md\n"
                          "0 file new/below/x.md\n");
    /* A folder that was moved is told of by its new path after a look. */
    move(state, "root/new", "root/a/b/old");
    expect_told(&watches, "0 folder new\n0 folder new a/b/old\n"
                          "0 folder new\n");
    look(state, &watches, 0, "root");
    assert_int_equal(pcs_watches_count(&watches), 5);
    put(state, "root/a/b/old/below/x.md", "y");
    expect_told(&watches, "0 file a/b/old/below/x.md\n");
    /* And not at all when it has left. */
    move(state, "root/a", "a");
    look(state, &watches, 0, "root");
    assert_int_equal(pcs_watches_count(&watches), 1);
    expect_told(&watches, "0 folder a\n");
    put(state, "a/b/y.md", "y");
    expect_told(&watches, "");
    pcs_watches_close(&watches);
}

static void test_removed(void **state)
{
    pcs_watches watches = open_watches();
    pcs_error err = PCS_ERROR_INIT;
    make(state, "root/a/b");
    look(state, &watches, 3, "root");
    assert_ok(pcs_path_remove(scratch_path(state, "root"), &err), &err);
    pcs_buffer told = {0};
    pcs_watches_read(&watches, note, &told);
    assert_non_null(told.data);
    assert_non_null(strstr(told.data, "3 folder a/b\n"));
    assert_non_null(strstr(told.data, "3 root \n"));
    pcs_buffer_dispose(&told);
    assert_int_equal(pcs_watches_count(&watches), 0);
    pcs_watch_request request = {.root = scratch_path(state, "root")};
    pcs_watch_found found;
    assert_fails(pcs_watches_look(&watches, &found, &request, &err),
                 PCS_ENOTFOUND, &err);
    pcs_watches_close(&watches);
}

static void test_two_sources(void **state)
{
    pcs_watches watches = open_watches();
    make(state, "root/a/b");
    look(state, &watches, 0, "root");
    look(state, &watches, 1, "root/a");
    assert_int_equal(pcs_watches_count(&watches), 5);
    put(state, "root/a/b/x.md", "");
    expect_told(&watches, "0 file new a/b/x.md\n1 file new b/x.md\n"
                          "0 file a/b/x.md\n1 file b/x.md\n");
    pcs_watches_drop(&watches, 0);
    assert_int_equal(pcs_watches_count(&watches), 2);
    put(state, "root/a/b/x.md", "");
    put(state, "root/x.md", "");
    expect_told(&watches, "1 file b/x.md\n");
    pcs_watches_drop(&watches, 1);
    put(state, "root/a/b/x.md", "");
    expect_told(&watches, "");
    pcs_watches_close(&watches);
}

static void test_links(void **state)
{
    pcs_watches watches = open_watches();
    make(state, "root/a");
    make(state, "root/.hidden");
    put(state, "root/.hidden/real.md", "x");
    assert_int_equal(
        symlink("../.hidden/real.md", scratch_path(state, "root/a/link.md")),
        0);
    assert_true(look(state, &watches, 0, "root").has_links);
    assert_int_equal(pcs_watches_count(&watches), 3);
    put(state, "root/.hidden/real.md", "y");
    expect_told(&watches, "0 file real.md\n");
    unlink(scratch_path(state, "root/a/link.md"));
    assert_false(look(state, &watches, 0, "root").has_links);
    assert_int_equal(pcs_watches_count(&watches), 2);
    /* A folder with two paths is watched once. */
    assert_int_equal(symlink("a", scratch_path(state, "root/b")), 0);
    assert_true(look(state, &watches, 0, "root").has_links);
    assert_int_equal(pcs_watches_count(&watches), 2);
    /* What leads out, nowhere or up is no folder of the source. */
    unlink(scratch_path(state, "root/b"));
    assert_int_equal(symlink("..", scratch_path(state, "root/a/up")), 0);
    assert_int_equal(symlink("/", scratch_path(state, "root/out2")), 0);
    assert_int_equal(symlink("none", scratch_path(state, "root/none2")), 0);
    assert_true(look(state, &watches, 0, "root").has_links);
    assert_int_equal(pcs_watches_count(&watches), 2);
    pcs_watches_close(&watches);
}

static void test_limit(void **state)
{
    pcs_watches watches = open_watches();
    make(state, "root/a/b/c");
    watches.limit = 2;
    for (int i = 0; i < 2; i++) {
        assert_true(look(state, &watches, 0, "root").is_full);
        assert_int_equal(pcs_watches_count(&watches), 2);
    }
    put(state, "root/x.md", "");
    expect_told(&watches, "0 file new x.md\n0 file x.md\n");
    watches.limit = 4;
    assert_false(look(state, &watches, 0, "root").is_full);
    assert_int_equal(pcs_watches_count(&watches), 4);
    pcs_watches_close(&watches);
}

/* More than is told between two reads: that is told. */
static void test_lost(void **state)
{
    unsigned long most = 0;
    FILE *file = fopen("/proc/sys/fs/inotify/max_queued_events", "r");
    if (!file || fscanf(file, "%lu", &most) != 1 || most > 1000000) {
        if (file)
            fclose(file);
        skip();
    }
    fclose(file);
    pcs_watches watches = open_watches();
    make(state, "root");
    put(state, "root/x.md", "");
    put(state, "root/y.md", "");
    look(state, &watches, 0, "root");
    for (unsigned long i = 0; i <= most; i++)
        chmod(scratch_path(state, i % 2 ? "root/x.md" : "root/y.md"), 0600);
    pcs_buffer told = {0};
    struct pollfd fd = {.fd = watches.fd, .events = POLLIN};
    while (poll(&fd, 1, 0) > 0)
        pcs_watches_read(&watches, note, &told);
    assert_non_null(told.data);
    assert_non_null(strstr(told.data, " lost \n"));
    pcs_buffer_dispose(&told);
    pcs_watches_close(&watches);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_files),   scratch_test(test_folders),
        scratch_test(test_removed), scratch_test(test_two_sources),
        scratch_test(test_links),   scratch_test(test_limit),
        scratch_test(test_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
