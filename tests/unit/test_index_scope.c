/* test_index_scope.c - the paths that a run looks at */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "index/scope.h"
#include "index/walk.h"

typedef struct told {
    char text[1024];
} told;

static void tell(void *context, const char *path)
{
    told *t = context;
    size_t n = strlen(t->text);
    snprintf(t->text + n, sizeof t->text - n, "%s|", path);
}

static void tell_problem(void *context, const char *path, const char *message)
{
    told *t = context;
    size_t n = strlen(t->text);
    snprintf(t->text + n, sizeof t->text - n, "%s: %s|", strrchr(path, '/'),
             message);
}

static void expect(const char *root, const char *const *paths, size_t n,
                   const char *wanted, const char *outside)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_source source = {.name = "s",
                         .root = root,
                         .paths = paths,
                         .n_paths = n,
                         .has_paths = true};
    pcs_scope scope;
    told found = {""}, out = {""};
    assert_ok(pcs_scope_make(&scope, &source, tell, &out, &err), &err);
    assert_false(scope.is_all);
    for (size_t i = 0; i < scope.n; i++)
        tell(&found, scope.paths[i]);
    assert_string_equal(found.text, wanted);
    assert_string_equal(out.text, outside);
    pcs_scope_dispose(&scope);
}

#define EXPECT(root, wanted, outside, ...)                                     \
    do {                                                                       \
        const char *const paths_[] = {__VA_ARGS__};                            \
        expect(root, paths_, sizeof paths_ / sizeof *paths_, wanted, outside); \
    } while (0)

static void test_normal_form(void **state)
{
    const char *root = *state;
    EXPECT(root, "a.md|", "", "a.md");
    EXPECT(root, "a/b/c.md|", "", "./a//b/./c.md/");
    EXPECT(root, "b.md|", "", "a/../b.md");
    EXPECT(root, "|", "", "a/..");
    EXPECT(root, "|", "", "./");
    EXPECT(root, "..a/...|", "", "..a/...");
    EXPECT(root, "", "", "");
    EXPECT(root, "", "..|../x|a/../../x|", "..", "../x", "a/../../x");
}

static void test_absolute(void **state)
{
    char real[600], below[700], beside[700], link[700], linked[800];
    snprintf(real, sizeof real, "%s", scratch_path(state, "real"));
    assert_int_equal(mkdir(real, 0777), 0);
    snprintf(below, sizeof below, "/.%s//x/../a.md", real);
    snprintf(beside, sizeof beside, "%s2/a.md", real);
    snprintf(link, sizeof link, "%s", scratch_path(state, "link"));
    assert_int_equal(symlink("real", link), 0);
    snprintf(linked, sizeof linked, "%s/b.md", link);
    EXPECT(real, "a.md|", "", below);
    EXPECT(real, "|", "", real);
    char outside[900];
    snprintf(outside, sizeof outside, "%s|/|", beside);
    EXPECT(real, "", outside, beside, "/");
    /* By the name that it was given, and by its own. */
    EXPECT(link, "a.md|b.md|", "", linked, below);
    EXPECT("/", "etc/a.md|", "", "/etc/a.md", "/../etc//a.md");
}

static void test_order_and_cover(void **state)
{
    const char *const paths[] = {"a/b",  "a-b", "a", "a/b/c.md",
                                 "a.md", "d/e", "a"};
    pcs_error err = PCS_ERROR_INIT;
    pcs_source source = {.name = "s",
                         .root = *state,
                         .paths = paths,
                         .n_paths = 7,
                         .has_paths = true};
    pcs_scope scope;
    told out = {""};
    assert_ok(pcs_scope_make(&scope, &source, tell, &out, &err), &err);
    assert_int_equal(scope.n, 4);
    static const char *const in[] = {"a",      "a/x",   "a/b/c.md", "a-b",
                                     "a-b/c",  "a.md",  "d/e",      "d/e/f/g",
                                     "a.md/x", "a/\xff"};
    static const char *const not_in[] = {"",    "b",     "d",     "d/e.md",
                                         "a-a", "ab.md", "a.md2", "A"};
    for (size_t i = 0; i < sizeof in / sizeof *in; i++)
        assert_true(pcs_scope_covers(&scope, in[i]));
    for (size_t i = 0; i < sizeof not_in / sizeof *not_in; i++)
        assert_false(pcs_scope_covers(&scope, not_in[i]));
    pcs_scope_dispose(&scope);
    source.has_paths = false;
    assert_ok(pcs_scope_make(&scope, &source, tell, &out, &err), &err);
    assert_true(pcs_scope_covers(&scope, "anything"));
    pcs_scope_dispose(&scope);
    source.has_paths = true;
    source.root = scratch_path(state, "missing");
    assert_fails(pcs_scope_make(&scope, &source, tell, &out, &err),
                 PCS_ENOTFOUND, &err);
    pcs_scope_dispose(&scope);
}

static void make_file(void **state, const char *path)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_file_write(scratch_path(state, path), "x", 1, &err), &err);
}

/* A walk of paths finds what a walk of the tree finds of them. */
static void test_walk(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_walk walk;
    pcs_walk_options options = {NULL, 0, NULL, 0};
    told problems = {""}, found = {""};
    assert_ok(pcs_path_make(scratch_path(state, "t/a/b"), &err), &err);
    make_file(state, "t/a/b/1.md");
    make_file(state, "t/a/2.md");
    make_file(state, "t/3.md");
    make_file(state, "t/4.txt");
    make_file(state, "t/.5.md");
    make_file(state, "6.md");
    assert_int_equal(symlink("a/b", scratch_path(state, "t/l")), 0);
    assert_int_equal(symlink("..", scratch_path(state, "t/up")), 0);
    assert_int_equal(symlink("..", scratch_path(state, "t/a/round")), 0);
    char p[][16] = {"3.md", "4.txt",  ".5.md",        "a",      "l/1.md",
                    "none", "3.md/x", "a/round/3.md", "up/6.md"};
    char *paths[9];
    for (size_t i = 0; i < 9; i++)
        paths[i] = p[i];
    assert_ok(pcs_walk_paths(&walk, scratch_path(state, "t"), paths, 9,
                             &options, tell_problem, &problems, &err),
              &err);
    for (size_t i = 0; i < walk.len; i++) {
        tell(&found, walk.entries[i].path);
        assert_int_equal(walk.entries[i].is_linked,
                         *walk.entries[i].path == 'l');
    }
    assert_string_equal(found.text, "3.md|a/2.md|a/b/1.md|l/1.md|");
    assert_string_equal(problems.text, "/6.md: outside the source|");
    pcs_walk_dispose(&walk);
    *found.text = 0;
    assert_ok(pcs_walk_tree(&walk, scratch_path(state, "t"), &options,
                            tell_problem, &problems, &err),
              &err);
    for (size_t i = 0; i < walk.len; i++)
        tell(&found, walk.entries[i].path);
    assert_string_equal(found.text, "3.md|a/2.md|a/b/1.md|l/1.md|");
    pcs_walk_dispose(&walk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_normal_form),
        scratch_test(test_absolute),
        scratch_test(test_order_and_cover),
        scratch_test(test_walk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
