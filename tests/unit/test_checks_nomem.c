/* test_checks_nomem.c - each allocation of a check is refused in turn */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "analyze/checks.h"

static pcs_status count(void *context, const pcs_check_finding *finding,
                        pcs_error *err)
{
    (void)finding;
    (void)err;
    ++*(unsigned *)context;
    return PCS_OK;
}

/* Numbers as words of both languages, groups, more numerals than the first
 * allocation holds, and something of each kind. */
static const char english[] =
    "Please wait for the {0} in 35 days, on March 3, two of 1,234 and 7 of "
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 in 70 ways.";
static const char local[] =
    "Please wait for the {1} in 36 days, am 9. Mai, 2 von 1 234 und sieben "
    "in 80 ways of the 21 22 23 24 25 for you and the others on this page.";

static pcs_status try_pair(void *context, pcs_error *err)
{
    pcs_pair_check in = {english, sizeof english - 1, local, sizeof local - 1,
                         "de-DE", PCS_CHECK_ALL,      NULL,  0};
    pcs_checker *checker;
    unsigned *n = context;
    *n = 0;
    pcs_status status = pcs_checker_new(&checker, err);
    if (status == PCS_OK)
        status = pcs_check_pair(checker, &in, count, n, err);
    pcs_checker_free(checker);
    return status;
}

static void test_pair(void **state)
{
    unsigned findings;
    (void)state;
    assert_true(refuse_each(try_pair, &findings) > 5);
    assert_int_equal(findings, 2);
}

/* A checker that was out of memory works again, its words included. */
static void test_recovery(void **state)
{
    pcs_pair_check in = {english, sizeof english - 1, local, sizeof local - 1,
                         "de-DE", PCS_CHECK_ALL,      NULL,  0};
    pcs_checker *checker;
    pcs_error err = PCS_ERROR_INIT;
    unsigned findings = 0;
    (void)state;
    assert_ok(pcs_checker_new(&checker, &err), &err);
    for (long n = 0;; n++) {
        findings = 0;
        allocations_left = n;
        pcs_status status =
            pcs_check_pair(checker, &in, count, &findings, &err);
        allocations_left = -1;
        if (status == PCS_OK)
            break;
        assert_int_equal(status, PCS_ENOMEM);
        assert_true(n < NOMEM_RUNS_MAX);
    }
    assert_int_equal(findings, 2);
    pcs_checker_free(checker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pair),
        cmocka_unit_test(test_recovery),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
