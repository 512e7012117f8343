/* test_cli_config.c - the configuration file */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "cli/config.h"
#include "cli/configyaml.h"

enum { INDEX = 1, LOCALE, GLOB, LIMIT, COLOR, EXACT, BATCH, CONFIG, NO, HELP };

static const char *const synopses[] = {"WORD", NULL};
static const pcs_option options[] = {
    {INDEX, 'i', "index", "DIR", "@dir", "A", "The index."},
    {LOCALE, 'L', "locale", "LOC[,LOC]", NULL, "A", "Locales."},
    {GLOB, 0, "include", "GLOB", NULL, "A", "Files."},
    {LIMIT, 'n', "limit", "N", NULL, "A", "How many."},
    {COLOR, 0, "color", "WHEN", "auto always never", "B", "Colour."},
    {EXACT, 0, "exact", NULL, NULL, "B", "As typed."},
    {BATCH, 0, "batch", "FILE", "@file", "B", "Queries."},
    {CONFIG, 0, "config", "FILE", "@file", "B", "Defaults."},
    {NO, 0, "no-config", NULL, NULL, "B", "No defaults."},
    {HELP, 0, "help", NULL, NULL, "B", "Help."},
};
static const pcs_command command = {
    .name = "tool",
    .summary = "try a configuration",
    .synopses = synopses,
    .options = options,
    .n_options = sizeof options / sizeof *options,
    .description = "Text.",
    .see_also = "other(1)",
    .operands = "@dir",
    .saved = {.key = "search",
              .never = "batch config no-config help",
              .lists = "include",
              .top = "include",
              .operands = "sources"},
};

static pcs_status parse(pcs_config *config, const char *text, size_t len,
                        pcs_error *err)
{
    memset(config, 0, sizeof *config);
    return pcs_config_parse(config, &command, "/d/f.yaml", text, len, err);
}

/* Writes all settings as "name=value@line:column " to out. */
static const char *settings_of(const char *text)
{
    static char out[1024];
    pcs_config config;
    pcs_error err = PCS_ERROR_INIT;
    pcs_args args = {.command = &command};
    *out = '\0';
    if (parse(&config, text, strlen(text), &err) != PCS_OK) {
        pcs_config_dispose(&config);
        return strcpy(out, err.message);
    }
    for (int id; (id = pcs_config_next(&config, &args)) != PCS_ARG_END;) {
        size_t used = strlen(out);
        assert_int_equal(strncmp(args.where, "/d/f.yaml:", 10), 0);
        snprintf(out + used, sizeof out - used, "%s=%s@%s ",
                 id == PCS_ARG_ERROR ? "error"
                 : args.option       ? args.option->name
                                     : "",
                 id == PCS_ARG_ERROR ? args.message
                 : args.value        ? args.value
                                     : "",
                 args.where + 10);
        if (id > 0)
            assert_int_equal(id, args.option->id);
    }
    assert_null(args.where);
    pcs_config_dispose(&config);
    return out;
}

static void test_values(void **state)
{
    (void)state;
    assert_string_equal(settings_of("search:\n"
                                    "  index: ix\n"
                                    "  locale: [ko, ja-JP]\n"
                                    "  limit: 20\n"
                                    "  exact: true\n"
                                    "  color: \"never\"\n"),
                        "index=/d/ix@2:10 locale=ko,ja-JP@3:12 limit=20@4:10 "
                        "exact=@5:10 color=never@6:10 ");
    assert_string_equal(settings_of("search: {exact: false, locale: ko}"),
                        "locale=ko@1:32 ");
    assert_string_equal(settings_of("search: {locale: []}"), "");
    /* A plain no is a word, not a truth. */
    assert_string_equal(settings_of("search: {locale: no}"), "locale=no@1:18 ");
    assert_string_equal(settings_of("# 한국어\nsearch: {limit: 0}"),
                        "limit=0@2:17 ");
}

static void test_nothing(void **state)
{
    (void)state;
    const char *const empty[] = {"",          "\n# a comment\n", "---\n",
                                 "search:\n", "search: {}\n",    "search: ~\n",
                                 "{}"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        assert_string_equal(settings_of(empty[i]), "");
}

static void test_lists_and_operands(void **state)
{
    (void)state;
    assert_string_equal(settings_of("sources:\n- a\n- b=c/d\n- /e\n- x/y=z\n"
                                    "include: [\"*.md\", \"*.txt\"]\n"),
                        "=/d/a@2:3 =b=/d/c/d@3:3 =/e@4:3 =/d/x/y=z@5:3 "
                        "include=*.md@6:11 include=*.txt@6:19 ");
    assert_string_equal(settings_of("sources: one\nsearch: {include: x}"),
                        "=/d/one@1:10 include=x@2:19 ");
}

static void test_home(void **state)
{
    (void)state;
    setenv("HOME", "/h", 1);
    assert_string_equal(settings_of("search: {index: ~/ix}"),
                        "index=/h/ix@1:17 ");
    assert_string_equal(settings_of("search: {index: a=b}"),
                        "index=/d/a=b@1:17 ");
    unsetenv("HOME");
    assert_string_equal(settings_of("search: {index: ~/ix}"),
                        "index=/d/~/ix@1:17 ");
}

/* What other programs read is passed over, however it looks. */
static void test_others(void **state)
{
    (void)state;
    assert_string_equal(settings_of("index: {jobs: [1, {a: b}]}\n"
                                    "retention: 3\ngates:\n  x: y\n"
                                    "urls: [a]\ndictionary: d\nlocales: {}\n"
                                    "exclude: x\nsearch: {limit: 1}"),
                        "limit=1@9:17 ");
}

static void test_faults(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"search:\n  limt: 3\n",
         "2:3: search has no setting limt; did you mean limit?"},
        {"search:\n  zzzzzzzz: 3\n",
         "2:3: search has no setting zzzzzzzz; they are called as the options "
         "that tool --help names"},
        {"search: {batch: x}",
         "1:10: batch cannot be saved; give --batch with the command"},
        {"search: {limit: 1, limit: 2}",
         "1:20: limit is set twice; leave one out"},
        {"include: a\nsearch: {include: b}",
         "2:10: include is set twice; leave one out"},
        {"search: {}\nsearch: {}",
         "2:1: search stands here twice; put both together"},
        {"search: {limit: [1]}",
         "1:17: limit takes one value, as in \"limit: N\""},
        {"search: {limit: }",
         "1:17: limit takes one value, as in \"limit: N\""},
        {"search: {include: {a: b}}",
         "1:19: include takes a value or a list, as in \"include: GLOB\""},
        {"search: {locale: [a, [b]]}", "1:22: locale: write one value an item"},
        {"search: {exact: yes}", "1:17: exact: write true or false"},
        {"search: {exact: [true]}", "1:17: exact: write true or false"},
        {"search: {exact: \"true\\0\"}", "1:17: exact: write true or false"},
        {"search: {locale: \"a\\0b\"}",
         "1:18: a NUL character stands in the value"},
        {"search: 3",
         "1:9: search: settings were expected, one a line, each behind spaces, "
         "such as \"  locale: ko-KR\""},
        {"search: {[a]: b}", "1:10: a name was expected, such as index:"},
        {"[a]: b", "1:1: a key was expected, such as search:"},
        {"limit: 3", "1:1: limit belongs under search:, behind spaces"},
        {"seach: {}",
         "1:1: unknown key seach; the keys are search index sources locales "
         "include exclude retention gates urls dictionary"},
        {"- search\n", "1:1: a mapping was expected, such as search: with "
                       "settings below"},
        {"sources: {a: b}", "1:10: sources: a list was expected"},
        {"urls: &a [1]",
         "1:7: anchors and aliases are not read here; write the value out"},
        {"urls: *a",
         "1:7: anchors and aliases are not read here; write the value out"},
        {"search: !!map {}", "1:9: tags are not read here; leave it out"},
        {"urls: [a\nindex: b", "2:6: did not find expected ',' or ']'"},
        {"search:\n\tlimit: 3\n", "2:1: a tab begins the line; write spaces"},
        {"--- {}\n--- {}\n", "2:1: a second document begins here; one is read"},
        {"# 구\nurls: \xff", "2:7: invalid leading UTF-8 octet"},
        {"urls: [[[[[[[[[[[[[[[[[[[[[[[[[[", "1:22: nested deeper than 16"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *got = settings_of(cases[i].text);
        assert_int_equal(strncmp(got, "/d/f.yaml:", 10), 0);
        assert_string_equal(got + 10, cases[i].message);
    }
}

static void test_choices(void **state)
{
    (void)state;
    assert_string_equal(settings_of("search: {color: blue}"),
                        "error=/d/f.yaml:1:17: color blue: the values are auto "
                        "always never@1:17 ");
}

/* Readers of values name the place. */
static void test_numbers(void **state)
{
    (void)state;
    pcs_config config;
    pcs_args args = {.command = &command};
    uint64_t number = 0;
    static const char text[] = "search: {limit: 3x}";
    assert_int_equal(parse(&config, text, sizeof text - 1, NULL), PCS_OK);
    assert_int_equal(pcs_config_next(&config, &args), LIMIT);
    assert_false(pcs_args_number(&args, 9, &number));
    assert_string_equal(args.message, "/d/f.yaml:1:17: limit 3x: write a "
                                      "number from 0 to 9");
    pcs_config_dispose(&config);
}

/* Anything may stand in a file; a message stays one line without controls. */
static void test_hostile(void **state)
{
    (void)state;
    char text[4096];
    unsigned seed = 1;
    for (int round = 0; round < 2000; round++) {
        static const char alphabet[] = "search:limt[]{},&*!|>'\"%@`-?# \n\t~"
                                       "\\x\x01\xEA\xB5\xAC\xE2\x80\xAE";
        size_t len = (seed = seed * 1103515245u + 12345u) % 60;
        for (size_t i = 0; i < len; i++)
            text[i] = alphabet[(seed = seed * 1103515245u + 12345u) / 65536 %
                               (sizeof alphabet - 1)];
        pcs_config config;
        pcs_error err = PCS_ERROR_INIT;
        if (parse(&config, text, len, &err) != PCS_OK) {
            assert_non_null(strstr(err.message, "/d/f.yaml:"));
            for (const char *p = err.message; *p; p++)
                assert_true((unsigned char)*p >= ' ');
        }
        pcs_config_dispose(&config);
    }
    memset(text, '[', sizeof text);
    pcs_config config;
    pcs_error err = PCS_ERROR_INIT;
    assert_int_equal(parse(&config, text, sizeof text, &err), PCS_EFORMAT);
    pcs_config_dispose(&config);
}

typedef struct files {
    char folder[64];
    char path[128];
} files;

static void write_file(files *f, const char *name, const char *text, size_t len)
{
    snprintf(f->path, sizeof f->path, "%s/%s", f->folder, name);
    assert_int_equal(pcs_file_write(f->path, text, len, NULL), PCS_OK);
}

static files make_files(void)
{
    files f = {"/tmp/pcs-config-XXXXXX", ""};
    assert_non_null(mkdtemp(f.folder));
    char below[128];
    snprintf(below, sizeof below, "%s/.config/pcsearch", f.folder);
    assert_int_equal(pcs_path_make(below, NULL), PCS_OK);
    snprintf(below, sizeof below, "%s/xdg/pcsearch", f.folder);
    assert_int_equal(pcs_path_make(below, NULL), PCS_OK);
    setenv("HOME", f.folder, 1);
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("PCSEARCH_CONFIG");
    return f;
}

/* The limit that a command line finds saved, -1 without one, -2 - status for
 * an error. */
static int limit_of(char **argv, pcs_error *err)
{
    int argc = 0, limit = -1;
    while (argv[argc])
        argc++;
    pcs_config config = {0};
    pcs_args args = {.command = &command};
    pcs_status status = pcs_config_open(&config, &command, argc, argv, err);
    if (status != PCS_OK)
        limit = -2 - (int)status;
    else if (pcs_config_next(&config, &args) == LIMIT)
        limit = atoi(args.value);
    pcs_config_dispose(&config);
    return limit;
}

#define LIMIT_OF(err, ...)                                                     \
    limit_of((char *[]){(char *)"tool", __VA_ARGS__, NULL}, err)

static void test_which_file(void **state)
{
    (void)state;
    char xdg[160], named[160];
    files f = make_files();
    assert_int_equal(LIMIT_OF(NULL, "word"), -1);
    write_file(&f, ".config/pcsearch/config.yaml", "search: {limit: 1}", 18);
    assert_int_equal(LIMIT_OF(NULL, "word"), 1);
    snprintf(xdg, sizeof xdg, "%s/xdg", f.folder);
    setenv("XDG_CONFIG_HOME", xdg, 1);
    assert_int_equal(LIMIT_OF(NULL, "word"), -1);
    write_file(&f, "xdg/pcsearch/config.yaml", "search: {limit: 2}", 18);
    assert_int_equal(LIMIT_OF(NULL, "word"), 2);
    write_file(&f, "env.yaml", "search: {limit: 3}", 18);
    setenv("PCSEARCH_CONFIG", f.path, 1);
    assert_int_equal(LIMIT_OF(NULL, "word"), 3);
    write_file(&f, "named.yaml", "search: {limit: 4}", 18);
    snprintf(named, sizeof named, "--config=%s", f.path);
    assert_int_equal(LIMIT_OF(NULL, "word", named), 4);
    assert_int_equal(LIMIT_OF(NULL, "word", named, "--no-config"), -1);
    assert_int_equal(LIMIT_OF(NULL, "--no-config", named), 4);
    assert_int_equal(LIMIT_OF(NULL, named, "--help"), -1);
    /* The error is for whoever reads the command line. */
    assert_int_equal(LIMIT_OF(NULL, named, "--unknown"), -1);
    assert_int_equal(LIMIT_OF(NULL, "--", named), 3);
    assert_int_equal(pcs_path_remove(f.folder, NULL), PCS_OK);
}

static void test_bad_files(void **state)
{
    (void)state;
    pcs_error err = PCS_ERROR_INIT;
    char wanted[256], *large = calloc(1, PCS_CONFIG_SIZE_MAX + 1);
    files f = make_files();
    assert_int_equal(LIMIT_OF(&err, "--config", "/nix"),
                     -2 - (int)PCS_ENOTFOUND);
    assert_string_equal(err.message,
                        "--config /nix: there is no such file; name one that "
                        "is there, or leave it out");
    setenv("PCSEARCH_CONFIG", "/nix", 1);
    assert_int_equal(LIMIT_OF(&err, "a"), -2 - (int)PCS_ENOTFOUND);
    assert_string_equal(err.message,
                        "PCSEARCH_CONFIG=/nix: there is no such file; name one "
                        "that is there, or leave it out");
    setenv("PCSEARCH_CONFIG", "/", 1);
    assert_int_equal(LIMIT_OF(&err, "a"), -2 - (int)PCS_EINVAL);
    assert_string_equal(err.message, "/: not a regular file");
    unsetenv("PCSEARCH_CONFIG");
    memset(large, '#', PCS_CONFIG_SIZE_MAX + 1);
    write_file(&f, ".config/pcsearch/config.yaml", large, PCS_CONFIG_SIZE_MAX);
    assert_int_equal(LIMIT_OF(&err, "a"), -1);
    write_file(&f, ".config/pcsearch/config.yaml", large,
               PCS_CONFIG_SIZE_MAX + 1);
    assert_int_equal(LIMIT_OF(&err, "a"), -2 - (int)PCS_ELIMIT);
    snprintf(wanted, sizeof wanted, "%s: larger than the limit of 1 MiB",
             f.path);
    assert_string_equal(err.message, wanted);
    assert_int_equal(pcs_path_remove(f.folder, NULL), PCS_OK);
    unsetenv("HOME");
    assert_int_equal(LIMIT_OF(&err, "a"), -1);
    free(large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_lists_and_operands),
        cmocka_unit_test(test_home),
        cmocka_unit_test(test_others),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_choices),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_which_file),
        cmocka_unit_test(test_bad_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
