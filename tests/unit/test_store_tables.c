/* test_store_tables.c - table files: sections, checksums, damage */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_store_common.h"

#include "base/hash.h"

static pcs_section_view section(pcs_tables *t, const char *name, size_t size)
{
    pcs_section_view view;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_tables_section(&view, t, name, size, &err), &err);
    return view;
}

/* Sections of every length around pages and borders come back whole. */
static void test_sections(void **state)
{
    const char *path = scratch_path(state, "t");
    static const size_t lens[] = {0, 1, 15, 16, 17, 4095, 4096, 4097, 20000, 0};
    static unsigned char data[20000];
    pcs_tables_writer *w;
    pcs_error err = PCS_ERROR_INIT;
    for (size_t i = 0; i < sizeof data; i++)
        data[i] = (unsigned char)random_below(256);
    assert_ok(pcs_tables_writer_new(&w, path, &err), &err);
    for (size_t i = 0; i < 10; i++) {
        char name[16];
        sprintf(name, "section-%zu", i);
        assert_ok(pcs_tables_writer_begin(w, name, &err), &err);
        for (size_t at = 0; at < lens[i]; at += 3000)
            assert_ok(pcs_tables_writer_write(
                          w, data + at,
                          lens[i] - at < 3000 ? lens[i] - at : 3000, &err),
                      &err);
    }
    assert_ok(pcs_tables_writer_finish(w, &err), &err);
    pcs_tables_writer_free(w);
    pcs_tables *t = tables_open(path);
    assert_ok(pcs_tables_check_all(t, &err), &err);
    for (size_t i = 0; i < 10; i++) {
        char name[16];
        sprintf(name, "section-%zu", i);
        pcs_section_view view = section(t, name, 1);
        assert_int_equal(view.len, lens[i]);
        assert_int_equal((uintptr_t)view.data % 16, 0);
        assert_ok(pcs_tables_check(t, view.data, view.len, &err), &err);
        assert_memory_equal(view.data, data, lens[i]);
    }
    pcs_tables_close(t);
    pcs_tables_close(NULL);
}

/* A file that ends with a page. */
static void test_whole_pages(void **state)
{
    const char *path = scratch_path(state, "t");
    static char data[2 * PCS_TABLES_PAGE];
    pcs_error err = PCS_ERROR_INIT;
    for (size_t pages = 1; pages <= 2; pages++) {
        write_one_section(path, "s", data, pages * PCS_TABLES_PAGE);
        pcs_tables *t = tables_open(path);
        pcs_section_view view = section(t, "s", 1);
        assert_int_equal(view.len, pages * PCS_TABLES_PAGE);
        assert_ok(pcs_tables_check(t, view.data, view.len, &err), &err);
        assert_ok(pcs_tables_check_all(t, &err), &err);
        pcs_tables_close(t);
    }
}

static void test_no_section(void **state)
{
    const char *path = scratch_path(state, "t");
    pcs_section_view view;
    pcs_error err = PCS_ERROR_INIT;
    write_one_section(path, "fifteen-letters", "123456", 6);
    pcs_tables *t = tables_open(path);
    assert_int_equal(section(t, "fifteen-letters", 3).len, 6);
    assert_fails(pcs_tables_section(&view, t, "fifteen-letters", 4, &err),
                 PCS_ECORRUPT, &err);
    assert_fails(pcs_tables_section(&view, t, "fifteen", 1, &err), PCS_ECORRUPT,
                 &err);
    assert_non_null(strstr(err.message, path));
    assert_fails(pcs_tables_section(&view, t, "", 1, &err), PCS_ECORRUPT, &err);
    pcs_tables_close(t);
}

static void test_writer_limits(void **state)
{
    pcs_tables_writer *w;
    pcs_error err = PCS_ERROR_INIT;
    assert_fails(pcs_tables_writer_new(&w, scratch_path(state, "no/t"), &err),
                 PCS_ENOTFOUND, &err);
    assert_null(w);
    assert_fails(pcs_tables_writer_new(&w, *state, &err), PCS_EIO, &err);
    assert_ok(pcs_tables_writer_new(&w, scratch_path(state, "t"), &err), &err);
    assert_fails(pcs_tables_writer_begin(w, "sixteen-letters!", &err),
                 PCS_EINVAL, &err);
    for (int i = 0; i < PCS_TABLES_SECTIONS_MAX; i++)
        assert_ok(pcs_tables_writer_section(w, "s", "x", 1, &err), &err);
    assert_fails(pcs_tables_writer_begin(w, "s", &err), PCS_EINVAL, &err);
    assert_ok(pcs_tables_writer_finish(w, &err), &err);
    pcs_tables_writer_free(w);
    pcs_tables *t = tables_open(scratch_path(state, "t"));
    assert_ok(pcs_tables_check_all(t, &err), &err);
    pcs_tables_close(t);
    pcs_tables_writer_free(NULL);
}

/* The disk is full, and what was not finished is no table file. */
static void test_unfinished(void **state)
{
    const char *path = scratch_path(state, "t");
    static char data[100000];
    pcs_tables_writer *w;
    pcs_tables *t;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_tables_writer_new(&w, "/dev/full", &err), &err);
    pcs_status status =
        pcs_tables_writer_section(w, "s", data, sizeof data, &err);
    if (status == PCS_OK)
        status = pcs_tables_writer_finish(w, &err);
    assert_int_equal(status, PCS_EIO);
    pcs_tables_writer_free(w);
    assert_ok(pcs_tables_writer_new(&w, path, &err), &err);
    assert_ok(pcs_tables_writer_section(w, "s", data, sizeof data, &err), &err);
    pcs_tables_writer_free(w);
    assert_fails(pcs_tables_open(&t, path, 0, &err), PCS_ECORRUPT, &err);
    assert_null(t);
}

/* Reads each section that can be had and checks it; what passes is what was
 * written. */
static void read_damaged(const char *path, pcs_tables *whole)
{
    pcs_tables *t;
    pcs_error err = PCS_ERROR_INIT;
    pcs_status status = pcs_tables_open(&t, path, 0, &err);
    if (status != PCS_OK) {
        assert_true(status == PCS_ECORRUPT || status == PCS_EVERSION);
        assert_null(t);
        return;
    }
    bool is_all_good = true;
    for (size_t i = 0; i < SAMPLE_SECTIONS; i++) {
        pcs_section_view view, good = section(whole, sample_sections[i].name,
                                              sample_sections[i].size);
        status = pcs_tables_section(&view, t, sample_sections[i].name,
                                    sample_sections[i].size, &err);
        assert_int_equal(status, PCS_OK);
        assert_int_equal(view.len, good.len);
        status = pcs_tables_check(t, view.data, view.len, &err);
        if (status != PCS_OK)
            assert_int_equal(status, PCS_ECORRUPT);
        else if (view.len)
            assert_memory_equal(view.data, good.data, view.len);
        is_all_good = is_all_good && status == PCS_OK;
    }
    status = pcs_tables_check_all(t, &err);
    assert_true(status == PCS_ECORRUPT || (status == PCS_OK && is_all_good));
    pcs_tables_close(t);
}

static void test_every_byte(void **state)
{
    const char *path = scratch_path(state, "t");
    const char *copy = scratch_path(state, "copy");
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer bytes = {0};
    assert_ok(sample_write(path, 20, 30, &err), &err);
    assert_ok(pcs_file_read(&bytes, path, 1 << 20, &err), &err);
    pcs_tables *whole = tables_open(path);
    FILE *file = fopen(copy, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.data, 1, bytes.len, file), bytes.len);
    for (size_t i = 0; i < bytes.len; i++) {
        char damaged = (char)(bytes.data[i] ^ (1 << random_below(8)));
        assert_int_equal(fseek(file, (long)i, SEEK_SET), 0);
        fputc(damaged, file);
        fflush(file);
        read_damaged(copy, whole);
        assert_int_equal(fseek(file, (long)i, SEEK_SET), 0);
        fputc(bytes.data[i], file);
        fflush(file);
    }
    fclose(file);
    pcs_tables_close(whole);
    pcs_buffer_dispose(&bytes);
}

static void test_truncated(void **state)
{
    const char *path = scratch_path(state, "t");
    pcs_error err = PCS_ERROR_INIT;
    struct stat st;
    pcs_tables *t;
    assert_ok(sample_write(path, 20, 30, &err), &err);
    assert_int_equal(stat(path, &st), 0);
    assert_fails(pcs_tables_open(&t, path, (uint64_t)st.st_size + 1, &err),
                 PCS_ECORRUPT, &err);
    assert_ok(pcs_tables_open(&t, path, (uint64_t)st.st_size, &err), &err);
    pcs_tables_close(t);
    assert_int_equal(truncate(path, st.st_size + 1), 0);
    assert_fails(pcs_tables_open(&t, path, 0, &err), PCS_ECORRUPT, &err);
    for (off_t size = st.st_size - 1; size >= 0; size -= 1 + size / 60) {
        assert_int_equal(truncate(path, size), 0);
        assert_fails(pcs_tables_open(&t, path, 0, &err), PCS_ECORRUPT, &err);
        assert_null(t);
    }
}

static void test_foreign(void **state)
{
    const char *path = scratch_path(state, "t");
    pcs_error err = PCS_ERROR_INIT;
    pcs_tables *t;
    static char data[20000];
    assert_fails(pcs_tables_open(&t, path, 0, &err), PCS_ENOTFOUND, &err);
    assert_fails(pcs_tables_open(&t, *state, 0, &err), PCS_EIO, &err);
    assert_ok(pcs_file_write(path, data, sizeof data, &err), &err);
    assert_fails(pcs_tables_open(&t, path, 0, &err), PCS_ECORRUPT, &err);
    assert_non_null(strstr(err.message, path));
}

/* Writes a header with right checksums over whatever it says. */
static void write_header(const char *path, pcs_tables_header *h, size_t body)
{
    static char bytes[64 * 1024];
    pcs_error err = PCS_ERROR_INIT;
    memset(bytes, 0, sizeof bytes);
    memcpy(h->magic, PCS_TABLES_MAGIC, sizeof h->magic);
    h->header_hash = pcs_hash64(h, offsetof(pcs_tables_header, header_hash));
    memcpy(bytes, h, sizeof *h);
    assert_ok(pcs_file_write(path, bytes, PCS_TABLES_PAGE + body, &err), &err);
}

/* A header whose checksum holds, and which lies. */
static void test_lying_headers(void **state)
{
    const char *path = scratch_path(state, "t");
    pcs_error err = PCS_ERROR_INIT;
    pcs_tables *t;
    static const struct {
        uint64_t pages_offset, n_pages;
        uint32_t version, n_sections;
        pcs_status wanted;
    } cases[] = {
        {PCS_TABLES_PAGE, 0, 1, 0, PCS_OK},
        {PCS_TABLES_PAGE, 0, 2, 0, PCS_EVERSION},
        {PCS_TABLES_PAGE, 0, 1, PCS_TABLES_SECTIONS_MAX + 1, PCS_ECORRUPT},
        {PCS_TABLES_PAGE, 1, 1, 0, PCS_ECORRUPT},
        {PCS_TABLES_PAGE - 8, 1, 1, 0, PCS_ECORRUPT},
        {0, PCS_TABLES_PAGE / 8, 1, 0, PCS_ECORRUPT},
        {UINT64_MAX - 7, PCS_TABLES_PAGE / 8 + 1, 1, 0, PCS_ECORRUPT},
        {0xFFE0000000001000u, 0x000FFE0000000000u, 1, 0, PCS_ECORRUPT},
        {PCS_TABLES_PAGE, UINT64_MAX / 8 + 1, 1, 0, PCS_ECORRUPT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pcs_tables_header h = {.version = cases[i].version,
                               .n_sections = cases[i].n_sections,
                               .pages_offset = cases[i].pages_offset,
                               .n_pages = cases[i].n_pages};
        write_header(path, &h, 0);
        assert_int_equal(pcs_tables_open(&t, path, 0, &err), cases[i].wanted);
        pcs_tables_close(t);
    }
}

static void test_lying_sections(void **state)
{
    const char *path = scratch_path(state, "t");
    pcs_error err = PCS_ERROR_INIT;
    pcs_section_view view;
    static const struct {
        uint64_t offset, len;
        pcs_status wanted;
    } cases[] = {
        {4096, 16, PCS_OK},
        {4096, 8192, PCS_OK},
        {12288, 0, PCS_OK},
        {4096, 8196, PCS_ECORRUPT},
        {12304, 0, PCS_ECORRUPT},
        {0, 16, PCS_ECORRUPT},
        {4080, 16, PCS_ECORRUPT},
        {4100, 16, PCS_ECORRUPT},
        {4096, 17, PCS_ECORRUPT},
        {UINT64_MAX - 15, 16, PCS_ECORRUPT},
        {4096, UINT64_MAX - 3, PCS_ECORRUPT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pcs_tables_header h = {
            .version = 1,
            .n_sections = 1,
            .pages_offset = 3 * 4096,
            .n_pages = 2,
            .sections = {{"s", cases[i].offset, cases[i].len}}};
        write_header(path, &h, 2 * 4096 + 16);
        pcs_tables *t = tables_open(path);
        assert_int_equal(pcs_tables_section(&view, t, "s", 4, &err),
                         cases[i].wanted);
        if (cases[i].wanted == PCS_OK && view.len)
            assert_fails(pcs_tables_check(t, view.data, view.len, &err),
                         PCS_ECORRUPT, &err);
        pcs_tables_close(t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_sections),      scratch_test(test_whole_pages),
        scratch_test(test_no_section),    scratch_test(test_writer_limits),
        scratch_test(test_unfinished),    scratch_test(test_every_byte),
        scratch_test(test_truncated),     scratch_test(test_foreign),
        scratch_test(test_lying_headers), scratch_test(test_lying_sections),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
