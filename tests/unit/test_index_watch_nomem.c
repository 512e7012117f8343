/* test_index_watch_nomem.c - following changes when memory is refused */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "index/pending.h"
#include "index/watches.h"

/* What cannot be noted makes the whole source pending: no change is lost. */
static void test_pending(void **state)
{
    (void)state;
    bool is_done = false;
    for (long n = 0; !is_done; n++) {
        pcs_pending pending = {0};
        char path[] = "a.md";
        was_refused = 0;
        allocations_left = n;
        for (; path[0] <= 'z'; path[0]++)
            pcs_pending_add(&pending, path);
        allocations_left = -1;
        is_done = !was_refused;
        assert_int_equal(pending.is_whole, !is_done);
        assert_int_equal(pending.len, is_done ? 26 : 0);
        pcs_pending_dispose(&pending);
    }
}

static pcs_status look(void *context, pcs_error *err)
{
    pcs_watches watches;
    pcs_watch_found found;
    pcs_watch_request request = {.root = context};
    pcs_status status = pcs_watches_open(&watches, err);
    for (int i = 0; status == PCS_OK && i < 2; i++) {
        status = pcs_watches_look(&watches, &found, &request, err);
        if (status != PCS_OK)
            assert_int_equal(pcs_watches_count(&watches), 0);
    }
    if (status == PCS_OK)
        assert_int_equal(pcs_watches_count(&watches), 4);
    pcs_watches_close(&watches);
    return status;
}

static void test_look(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_path_make(scratch_path(state, "a/b/c"), &err), &err);
    assert_true(refuse_each(look, *state) > 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pending),
        scratch_test(test_look),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
