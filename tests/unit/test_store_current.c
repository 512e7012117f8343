/* test_store_current.c - CURRENT: what it says, and that nothing else does */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_store_index.h"

#include "base/hash.h"

/* CURRENT with a checksum that holds. */
static void write_sealed(void **state, const char *line)
{
    char text[256];
    snprintf(text, sizeof text, "%sxxh3 %016llx\n", line,
             (unsigned long long)pcs_hash64(line, strlen(line)));
    write_text(scratch_path(state, "CURRENT"), text);
}

static pcs_status read_current(void **state)
{
    pcs_current current;
    pcs_error err = PCS_ERROR_INIT;
    pcs_status status = pcs_current_read(&current, *state, &err);
    assert_int_equal(err.status, status);
    if (status != PCS_OK)
        assert_int_equal(current.generation, 0);
    return status;
}

static void test_written(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    pcs_current out, in = {7, 12};
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_current_write(*state, &in, &err), &err);
    assert_ok(pcs_current_read(&out, *state, &err), &err);
    assert_int_equal(out.generation, 7);
    assert_int_equal(out.newest, 12);
    pcs_buffer text = {0};
    assert_ok(pcs_file_read(&text, scratch_path(state, "CURRENT"), 4096, &err),
              &err);
    static const char first[] = "pcsearch-index 3 generation 7 of 12\nxxh3 ";
    assert_memory_equal(text.data, first, sizeof first - 1);
    pcs_buffer_dispose(&text);
    pcs_index_lock_drop(&lock);
}

static void test_sealed(void **state)
{
    static const struct {
        const char *line;
        pcs_status wanted;
    } cases[] = {
        {"pcsearch-index 3 generation 1 of 1\n", PCS_OK},
        {"pcsearch-index 3 generation 1 of 9\n", PCS_OK},
        {"pcsearch-index 3 generation 9 of 1\n", PCS_ECORRUPT},
        {"pcsearch-index 3 generation 0 of 1\n", PCS_ECORRUPT},
        {"pcsearch-index 3 generation 1\n", PCS_ECORRUPT},
        {"pcsearch-index 3 generation 1 of 1", PCS_ECORRUPT},
        {"pcsearch-index 3 generation 1 of 1\n\n", PCS_ECORRUPT},
        {"pcsearch-index 3 generation 01 of 1\n", PCS_ECORRUPT},
        {"pcsearch-index 3 generation -1 of 1\n", PCS_ECORRUPT},
        {"pcsearch-index 3 generation 18446744073709551615 of "
         "18446744073709551615\n",
         PCS_ECORRUPT},
        {"pcsearch-index 4 generation 1 of 1\n", PCS_EVERSION},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_sealed(state, cases[i].line);
        pcs_status status = read_current(state);
        if (status != cases[i].wanted)
            fail_msg("%s: status %d", cases[i].line, status);
    }
}

static void test_unsealed(void **state)
{
    static const struct {
        const char *text;
        pcs_status wanted;
    } cases[] = {
        {"", PCS_ECORRUPT},
        {"\n", PCS_ECORRUPT},
        {"something else\n", PCS_ECORRUPT},
        {"pcsearch-index 3 generation 1\n", PCS_ECORRUPT},
        {"pcsearch-index 3 generation 1 of 1\n", PCS_ECORRUPT},
        {"pcsearch-index 3\n", PCS_ECORRUPT},
        {"pcsearch-index 1 generation 1\n", PCS_EVERSION},
        {"pcsearch-index 2 generation 7\n", PCS_EVERSION},
        {"pcsearch-index 9 generation 7 in another way\n", PCS_EVERSION},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_text(scratch_path(state, "CURRENT"), cases[i].text);
        pcs_status status = read_current(state);
        if (status != cases[i].wanted)
            fail_msg("\"%s\": status %d", cases[i].text, status);
    }
    static char big[9000];
    memset(big, ' ', sizeof big - 1);
    write_text(scratch_path(state, "CURRENT"), big);
    assert_int_equal(read_current(state), PCS_ECORRUPT);
}

/* Another digit is a generation that was not served: no single bit, and no
 * length, reads as anything but damage. */
static void test_every_bit(void **state)
{
    pcs_index_lock lock = lock_take(*state);
    pcs_current in = {123, 123};
    pcs_error err = PCS_ERROR_INIT;
    const char *path = scratch_path(state, "CURRENT");
    assert_ok(pcs_current_write(*state, &in, &err), &err);
    pcs_buffer text = {0};
    assert_ok(pcs_file_read(&text, path, 4096, &err), &err);
    for (size_t i = 0; i < text.len * 8; i++) {
        text.data[i / 8] = (char)(text.data[i / 8] ^ (1 << i % 8));
        FILE *file = fopen(path, "wb");
        assert_int_equal(fwrite(text.data, 1, text.len, file), text.len);
        assert_int_equal(fclose(file), 0);
        if (read_current(state) != PCS_ECORRUPT)
            fail_msg("bit %zu", i);
        text.data[i / 8] = (char)(text.data[i / 8] ^ (1 << i % 8));
    }
    for (size_t len = 0; len < text.len; len++) {
        FILE *file = fopen(path, "wb");
        assert_int_equal(fwrite(text.data, 1, len, file), len);
        assert_int_equal(fclose(file), 0);
        pcs_status status = read_current(state);
        if (status != PCS_ECORRUPT)
            fail_msg("%zu bytes: status %d", len, status);
    }
    pcs_buffer_dispose(&text);
    pcs_index_lock_drop(&lock);
}

/* A copy that has not come to its end is none, and says so. */
static void test_missing(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_current current;
    assert_fails(pcs_current_read(&current, *state, &err), PCS_ENOTFOUND, &err);
    assert_non_null(strstr(err.message, "make one with"));
    pcs_index_lock lock = lock_take(*state);
    publish(state, 1);
    assert_int_equal(unlink(scratch_path(state, "CURRENT")), 0);
    assert_fails(pcs_current_read(&current, *state, &err), PCS_ENOTFOUND, &err);
    assert_non_null(strstr(err.message, "is missing"));
    pcs_index_lock_drop(&lock);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_written),  scratch_test(test_sealed),
        scratch_test(test_unsealed), scratch_test(test_every_bit),
        scratch_test(test_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
