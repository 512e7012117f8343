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

enum {
    INDEX = 1,
    LOCALE,
    GLOB,
    LIMIT,
    LOSS,
    COLOR,
    EXACT,
    BATCH,
    CONFIG,
    NO,
    HELP
};

static const char *const synopses[] = {"WORD", NULL};
static const pcs_option options[] = {
    {INDEX, 'i', "index", "DIR", "@dir", "A", "The index."},
    {LOCALE, 'L', "locale", "LOC[,LOC]", NULL, "A", "Locales."},
    {GLOB, 0, "include", "GLOB", NULL, "A", "Files."},
    {LIMIT, 'n', "limit", "N", NULL, "A", "How many."},
    {LOSS, 0, "max-loss", "PERCENT", NULL, "A", "How much may go."},
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
              .top = "include max-loss"},
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
    static char out[4096];
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

static void test_lists(void **state)
{
    (void)state;
    assert_string_equal(settings_of("include: [\"*.md\", \"*.txt\"]\n"),
                        "include=*.md@1:11 include=*.txt@1:19 ");
    assert_string_equal(settings_of("search: {include: x}"), "include=x@1:19 ");
    assert_string_equal(settings_of("gates: {max-loss: 20%}"),
                        "max-loss=20%@1:19 ");
}

/* Appends a text as " key=text@line:column", where there is one. */
static void put(char out[4096], const char *key, const pcs_config_text *t)
{
    size_t used = strlen(out);
    if (t->text)
        snprintf(out + used, 1024 - used, " %s=%s@%s", key, t->text,
                 t->where + strlen("/d/f.yaml:"));
}

/* What a file says besides options, one item a line. */
static const char *parts_of(const char *text)
{
    static char out[4096];
    pcs_config c;
    pcs_error err = PCS_ERROR_INIT;
    *out = '\0';
    if (parse(&c, text, strlen(text), &err) != PCS_OK)
        strcpy(out, err.message);
    for (size_t i = 0; !*err.message && i < c.n_sources; i++) {
        put(out, "path", &c.sources[i].path);
        put(out, "name", &c.sources[i].name);
        put(out, "url", &c.sources[i].url);
        put(out, "locale", &c.sources[i].locale);
        strcat(out, "\n");
    }
    for (size_t i = 0; !*err.message && i < c.n_locales; i++)
        put(out, "indexed", &c.locales[i]);
    for (size_t i = 0; !*err.message && i < c.n_urls; i++) {
        put(out, "of", &c.urls[i].source);
        put(out, "url", &c.urls[i].url);
    }
    for (size_t i = 0; !*err.message && i < c.n_canaries; i++) {
        put(out, "query", &c.canaries[i].query);
        put(out, "locale", &c.canaries[i].locale);
        size_t used = strlen(out);
        snprintf(out + used, sizeof out - used, " %d..%d\n",
                 (int)c.canaries[i].min_segments,
                 (int)c.canaries[i].max_segments);
    }
    pcs_config_dispose(&c);
    return out;
}

static void test_sources(void **state)
{
    (void)state;
    assert_string_equal(
        parts_of("sources:\n- a\n- b=c/d\n- /e\n- x/y=z\n- =f\n"),
        " path=/d/a@2:3\n path=/d/c/d@3:3 name=b@3:3\n"
        " path=/e@4:3\n path=/d/x/y=z@5:3\n path=/d/=f@6:3\n");
    assert_string_equal(parts_of("sources: one"), " path=/d/one@1:10\n");
    assert_string_equal(parts_of("sources:\n"
                                 "  - path: a=b\n"
                                 "    name: 문서\n"
                                 "    url: https://e/{stem}\n"
                                 "    locale: ko\n"
                                 "  - {path: /x}\n"),
                        " path=/d/a=b@2:11 name=문서@3:11 "
                        "url=https://e/{stem}@4:10 locale=ko@5:13\n"
                        " path=/x@6:12\n");
}

static void test_locales_and_urls(void **state)
{
    (void)state;
    assert_string_equal(parts_of("locales: [ko-KR, de]"),
                        " indexed=ko-KR@1:11 indexed=de@1:18");
    assert_string_equal(parts_of("locales: ja"), " indexed=ja@1:10");
    assert_string_equal(parts_of("urls:\n  a: https://e/{path}\n  b: ~\n"
                                 "  c: ''\n"),
                        " of=a@2:3 url=https://e/{path}@2:6 of=b@3:3 url=@3:3"
                        " of=c@4:3 url=@4:6");
    assert_string_equal(parts_of("urls:\ngates:\nsearch:\nindex:\n"), "");
}

static void test_canaries(void **state)
{
    (void)state;
    assert_string_equal(parts_of("gates:\n"
                                 "  canaries:\n"
                                 "    - 구독 취소\n"
                                 "    - {query: '-a', locale: ko, "
                                 "min-segments: 5, max-segments: 9}\n"
                                 "    - {query: gone, max-segments: 0}\n"
                                 "    - query: all\n"
                                 "      min-segments: 0\n"),
                        " query=구독 취소@3:7 1..-1\n"
                        " query=-a@4:15 locale=ko@4:29 5..9\n"
                        " query=gone@5:15 0..0\n"
                        " query=all@6:14 0..-1\n");
    assert_string_equal(parts_of("gates: {canaries: one}"),
                        " query=one@1:19 1..-1\n");
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

/* Of what other programs read the shape alone has to be right. */
static void test_others(void **state)
{
    (void)state;
    assert_string_equal(settings_of("index: {jobs: [1, 2], a: b, c: true}\n"
                                    "retention: 3\n"
                                    "dictionary: d\n"
                                    "exclude: x\nsearch: {limit: 1}"),
                        "limit=1@5:17 ");
    assert_string_equal(settings_of("index: {jobs: {a: b}}"),
                        "/d/f.yaml:1:15: jobs: a value or a list was expected");
    assert_string_equal(settings_of("index: {jobs: [1, [2]]}"),
                        "/d/f.yaml:1:19: jobs: write one value an item");
    assert_string_equal(settings_of("index: {jobs: 1, jobs: 2}"),
                        "/d/f.yaml:1:18: jobs is set twice; leave one out");
    assert_string_equal(
        settings_of("index: [jobs]"),
        "/d/f.yaml:1:8: index: settings were expected, one a "
        "line, each behind spaces, such as \"  locale: ko-KR\"");
    assert_string_equal(settings_of("retention: [3]"),
                        "/d/f.yaml:1:12: retention: one value was expected");
    assert_string_equal(settings_of("dictionary:\n"),
                        "/d/f.yaml:1:12: dictionary: one value was expected");
    assert_string_equal(settings_of("exclude: {a: b}"),
                        "/d/f.yaml:1:10: exclude: a value or a list was "
                        "expected");
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
        {"search: {urls: {}}",
         "1:10: urls belongs at the top, without spaces before it"},
        {"max-loss: 20%", "1:1: max-loss belongs under gates:, behind spaces"},
        {"canaries: [a]", "1:1: canaries belongs under gates:, behind spaces"},
        {"seach: {}", "1:1: unknown key seach; did you mean search?"},
        {"zzzzz: {}",
         "1:1: unknown key zzzzz; the keys are search index sources locales "
         "include exclude urls retention gates dictionary pcsearchd"},
        {"search: {include: a}\ninclude: b",
         "2:1: include is set twice; leave one out"},
        {"search: {max-loss: 1}\ngates: {max-loss: 2}",
         "2:9: max-loss is set twice; leave one out"},
        {"- search\n", "1:1: a mapping was expected, such as search: with "
                       "settings below"},
        {"sources: {a: b}",
         "1:11: a source has no setting a; there are: path name url locale"},
        {"sources:\n  - {paht: b}",
         "2:6: a source has no setting paht; did you mean path?"},
        {"sources:\n  - {path: a, path: b}",
         "2:15: path is set twice; leave one out"},
        {"sources:\n  - {name: a}",
         "2:5: the source has no path; write \"path: FOLDER\""},
        {"sources:\n  - {path: a, name: b/c}",
         "2:21: name: b/c is no name of a source; write one without \"/\" and "
         "\"=\""},
        {"sources:\n  - {path: a, name: ''}",
         "2:21: name: nothing is no name of a source; write one without \"/\" "
         "and \"=\""},
        {"sources:\n  - {path: [a]}", "2:12: path: a folder was expected"},
        {"sources:\n  - {path: ''}",
         "2:12: a folder of documents was expected"},
        {"sources:\n  - a=", "2:5: a folder of documents was expected"},
        {"sources:\n  - {path: a, url: [b]}",
         "2:20: url: a template of addresses was expected"},
        {"sources:\n  - {path: a, locale: {}}",
         "2:23: locale: a locale such as ko-KR was expected"},
        {"sources:\n  - [a]", "2:5: sources: a folder or a mapping was "
                              "expected"},
        {"sources:\n", "1:9: sources: a folder or a mapping was expected"},
        {"sources:\n  - {[a]: b}",
         "2:6: a source: a name was expected, one of: path name url locale"},
        {"locales: {ko: de}",
         "1:10: locales: a list of locales such as ko-KR was expected"},
        {"urls: [a]", "1:7: urls: a mapping was expected, such as \"  german: "
                      "https://help.example.com/{stem}\""},
        {"urls: {a: [b]}", "1:11: urls: a template of addresses was expected"},
        {"urls: {a: b, a: c}", "1:14: a is set twice; leave one out"},
        {"urls: {a/b: c}", "1:8: urls: a/b is no name of a source; write one "
                           "without \"/\" and \"=\""},
        {"gates: [a]", "1:8: gates: a mapping was expected, such as \"  "
                       "max-loss: 20%\""},
        {"gates: {max-los: 1}",
         "1:9: gates has no setting max-los; did you mean max-loss?"},
        {"gates: {max-loss: [1]}",
         "1:19: max-loss takes one value, as in \"max-loss: PERCENT\""},
        {"gates: {canaries: [[a]]}",
         "1:20: canaries: a query or a mapping was expected"},
        {"gates: {canaries: [' ']}", "1:20: the canary's query is empty"},
        {"gates: {canaries: [{locale: ko}]}",
         "1:20: the canary has no query; write \"query: WORDS\""},
        {"gates: {canaries: [{query: a, limit: 1}]}",
         "1:31: a canary has no setting limit; there are: query locale "
         "min-segments max-segments"},
        {"gates: {canaries: [{query: a, min-segments: 1.5}]}",
         "1:45: min-segments: a number from 0 to 4294967295 was expected"},
        {"gates: {canaries: [{query: a, max-segments: 4294967296}]}",
         "1:45: max-segments: a number from 0 to 4294967295 was expected"},
        {"gates: {canaries: [{query: a, min-segments: 2, max-segments: 1}]}",
         "1:20: min-segments is more than max-segments"},
        {"urls: &a [1]",
         "1:7: anchors and aliases are not read here; write the value out"},
        {"urls: *a",
         "1:7: anchors and aliases are not read here; write the value out"},
        {"search: !!map {}", "1:9: tags are not read here; leave it out"},
        {"locales: [a\nindex: b", "2:6: did not find expected ',' or ']'"},
        {"search:\n\tlimit: 3\n", "2:1: a tab begins the line; write spaces"},
        {"--- {}\n--- {}\n", "2:1: a second document begins here; one is read"},
        {"# 구\nurls: \xff", "2:7: invalid leading UTF-8 octet"},
        {"locales: [[[[[[[[[[[[[[[[[[[[[[[[[[",
         "1:11: locales: a list of locales such as ko-KR was expected"},
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

/* The lists that are compared with themselves have an end. */
static void test_many(void **state)
{
    (void)state;
    pcs_error err = PCS_ERROR_INIT;
    pcs_config config;
    pcs_buffer text = {0};
    static const char *const starts[] = {
        "sources:", "locales:", "urls:", "gates:\n  canaries:", "index:"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        bool is_list = i != 2 && i != 4;
        for (int extra = 0; extra < 2; extra++) {
            pcs_buffer_clear(&text);
            pcs_buffer_printf(&text, "%s\n", starts[i]);
            for (int n = 0; n < PCS_CONFIG_ITEMS_MAX + extra; n++)
                pcs_buffer_printf(&text, is_list ? "  - a%d\n" : "  a%d: b\n",
                                  n);
            assert_int_equal(parse(&config, text.data, text.len, &err),
                             extra ? PCS_EFORMAT : PCS_OK);
            if (extra)
                assert_non_null(
                    strstr(err.message, "there are more than 1000"));
            pcs_config_dispose(&config);
        }
    }
    pcs_buffer_dispose(&text);
}

/* Anything may stand in a file; a message stays one line without controls. */
static void test_hostile(void **state)
{
    (void)state;
    char text[4096];
    unsigned seed = 1;
    for (int round = 0; round < 2000; round++) {
        static const char alphabet[] =
            "search:limtgournqy[]{},&*!|>'\"%@`-?# \n\t~"
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
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_sources),
        cmocka_unit_test(test_locales_and_urls),
        cmocka_unit_test(test_canaries),
        cmocka_unit_test(test_many),
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
