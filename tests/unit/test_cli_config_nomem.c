/* test_cli_config_nomem.c - reading a configuration when memory is refused */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "cli/configyaml.h"

static const pcs_option options[] = {
    {1, 0, "locale", "LOC[,LOC]", NULL, "A", "Locales."},
    {2, 0, "include", "GLOB", NULL, "A", "Files."},
    {3, 0, "exact", NULL, NULL, "A", "As typed."},
};
static const pcs_command command = {
    .name = "tool",
    .options = options,
    .n_options = 3,
    .operands = "@dir",
    .saved = {.key = "search", .lists = "include"},
};

static void test_every_allocation(void **state)
{
    static const char text[] =
        "sources: [a, b=c, {path: ~/d, name: e, "
        "url: f, locale: g}]\n"
        "locales: [ko, ja]\n"
        "urls: {h: i, j: ~}\n"
        "gates: {canaries: [k, {query: l, locale: ko}]}\n"
        "index: {m: n, o: [p]}\n"
        "search:\n"
        "  locale: [ko, ja]\n"
        "  include: [x, y]\n"
        "  exact: true\n";
    (void)state;
    bool is_done = false;
    for (long n = 0; !is_done && n < 10000; n++) {
        pcs_config config = {0};
        pcs_error err = PCS_ERROR_INIT;
        was_refused = 0;
        allocations_left = n;
        pcs_status status = pcs_config_parse(&config, &command, "/d/f", text,
                                             sizeof text - 1, &err);
        allocations_left = -1;
        is_done = !was_refused;
        assert_int_equal(status, is_done ? PCS_OK : PCS_ENOMEM);
        if (is_done)
            assert_int_equal(config.len + config.n_sources + config.n_locales +
                                 config.n_urls + config.n_canaries,
                             4 + 3 + 2 + 2 + 2);
        pcs_config_dispose(&config);
    }
    assert_true(is_done);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
