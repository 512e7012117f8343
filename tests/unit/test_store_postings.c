/* test_store_postings.c - the inverted index, against lists on the side */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "store/postings.h"

enum { UNITS = 900, TERMS = 40 };

/* Whether a term is posted for a unit. */
static bool holds(uint32_t unit, uint32_t term)
{
    return (unit + term * 3) % (term + 2) == 0;
}

static size_t term_name(char out[32], uint32_t term)
{
    return (size_t)sprintf(out, "%c구%02u", "EGW"[term % 3], term);
}

/* A shard of units [first, last). */
static void write_shard(const char *path, uint32_t first, uint32_t last)
{
    pcs_postings_writer *w;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_postings_writer_new(&w, path, &err), &err);
    for (uint32_t u = first; u < last; u++) {
        char bytes[2 * TERMS * 32];
        uint32_t ends[2 * TERMS], len = 0;
        size_t n = 0;
        for (uint32_t t = 0; t < TERMS; t++)
            /* Repeated ones count once. */
            for (uint32_t k = 0; holds(u, t) && k <= u % 2; k++) {
                len += (uint32_t)term_name(bytes + len, t);
                ends[n++] = len;
            }
        assert_ok(pcs_postings_writer_add(w, u, bytes, ends, n, &err), &err);
    }
    assert_ok(pcs_postings_writer_finish(w, &err), &err);
    pcs_postings_writer_free(w);
}

static void merge(void **state, const uint32_t *borders, size_t n)
{
    char names[8][512];
    const char *shards[8];
    pcs_error err = PCS_ERROR_INIT;
    for (size_t i = 0; i < n; i++) {
        snprintf(names[i], sizeof names[i], "%s/shard%zu", (const char *)*state,
                 i);
        write_shard(names[i], borders[i], borders[i + 1]);
        shards[i] = names[i];
    }
    assert_ok(pcs_postings_merge(shards, n, scratch_path(state, "db"), &err),
              &err);
    struct stat st;
    assert_int_equal(stat(scratch_path(state, "db"), &st), 0);
    assert_true(S_ISREG(st.st_mode));
    assert_int_equal(stat(names[0], &st), 0);
}

static pcs_postings *postings_open(void **state)
{
    pcs_postings *p;
    const char *path = scratch_path(state, "db");
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_postings_open(&p, &path, 1, &err), &err);
    return p;
}

static void assert_term(pcs_postings *p, uint32_t term, pcs_unit_list *list)
{
    char name[32];
    size_t len = term_name(name, term), n = 0;
    pcs_error err = PCS_ERROR_INIT;
    list->len = 0;
    assert_ok(pcs_postings_read(list, p, name, len, UNITS, &err), &err);
    for (uint32_t u = 0; u < UNITS; u++)
        if (holds(u, term)) {
            assert_true(n < list->len);
            assert_int_equal(list->units[n++], u);
        }
    assert_int_equal(n, list->len);
}

typedef struct visited {
    const char *prefix;
    size_t prefix_len, n;
    char last[64];
    size_t stop; /* after so many */
} visited;

static pcs_status visit(void *context, const char *term, size_t len,
                        uint32_t freq, pcs_error *err)
{
    visited *v = context;
    char name[64];
    assert_true(len < sizeof name);
    memcpy(name, term, len);
    name[len] = 0;
    assert_memory_equal(name, v->prefix, v->prefix_len);
    assert_true(strcmp(v->last, name) < 0);
    strcpy(v->last, name);
    uint32_t t = (uint32_t)atoi(name + 4), wanted = 0;
    for (uint32_t u = 0; u < UNITS; u++)
        wanted += holds(u, t);
    assert_int_equal(freq, wanted);
    if (++v->n == v->stop)
        return pcs_error_set(err, PCS_EBUSY, "stop");
    return PCS_OK;
}

/* Terms by prefix, in the order of their bytes, until the visitor ends it. */
static void check_each(pcs_postings *p)
{
    static const struct {
        const char *prefix;
        size_t n;
    } cases[] = {{"", TERMS}, {"E", 14},   {"G", 13},    {"W", 13},
                 {"X", 0},    {"E구", 14}, {"E구03", 1}, {"E구030", 0}};
    pcs_error err = PCS_ERROR_INIT;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        visited v = {cases[i].prefix, strlen(cases[i].prefix), 0, "", 0};
        assert_ok(pcs_postings_each(p, v.prefix, v.prefix_len, visit, &v, &err),
                  &err);
        assert_int_equal(v.n, cases[i].n);
    }
    visited v = {"", 0, 0, "", 5};
    assert_fails(pcs_postings_each(p, "", 0, visit, &v, &err), PCS_EBUSY, &err);
    assert_int_equal(v.n, 5);
}

static void check(void **state)
{
    pcs_postings *p = postings_open(state);
    pcs_unit_list list = {0};
    pcs_error err = PCS_ERROR_INIT;
    uint32_t units;
    assert_ok(pcs_postings_slots(&units, p, &err), &err);
    assert_int_equal(units, UNITS);
    for (uint32_t t = 0; t < TERMS; t++)
        assert_term(p, t, &list);
    /* Lists are appended to, and what is no term adds nothing. */
    assert_term(p, 0, &list);
    size_t n = list.len;
    assert_ok(pcs_postings_read(&list, p, "Wno", 3, UNITS, &err), &err);
    assert_int_equal(list.len, n);
    assert_ok(pcs_postings_read(&list, p, "E구00", 6, UNITS, &err), &err);
    assert_int_equal(list.len, 2 * n);
    assert_int_equal(list.units[n], list.units[0]);
    /* A unit that the tables do not have is damage. */
    list.len = 0;
    assert_fails(pcs_postings_read(&list, p, "E구00", 6, UNITS - 2, &err),
                 PCS_ECORRUPT, &err);
    check_each(p);
    assert_term(p, 1, &list);
    pcs_unit_list_dispose(&list);
    pcs_postings_close(p);
}

static void test_one_shard(void **state)
{
    static const uint32_t borders[] = {0, UNITS};
    merge(state, borders, 1);
    check(state);
}

static void test_shards(void **state)
{
    static const uint32_t borders[] = {0, 1, 256, 300, 899, UNITS};
    merge(state, borders, 5);
    check(state);
}

/* More terms than one reading takes, and long ones. */
static pcs_status count_terms(void *context, const char *term, size_t len,
                              uint32_t freq, pcs_error *err)
{
    (void)term, (void)err;
    assert_int_equal(len, PCS_POSTING_TERM_MAX);
    assert_int_equal(freq, 1);
    ++*(size_t *)context;
    return PCS_OK;
}

static void test_many_terms(void **state)
{
    enum { MANY = 3000 };
    const char *shard = scratch_path(state, "shard");
    static char bytes[MANY * PCS_POSTING_TERM_MAX];
    static uint32_t ends[MANY];
    pcs_postings_writer *w;
    pcs_error err = PCS_ERROR_INIT;
    size_t n = 0;
    memset(bytes, 'x', sizeof bytes);
    for (uint32_t i = 0; i < MANY; i++) {
        char number[16];
        sprintf(number, "W%05u", i);
        memcpy(bytes + i * PCS_POSTING_TERM_MAX, number, 6);
        ends[i] = (i + 1) * PCS_POSTING_TERM_MAX;
    }
    assert_ok(pcs_postings_writer_new(&w, shard, &err), &err);
    assert_ok(pcs_postings_writer_add(w, 0, bytes, ends, MANY, &err), &err);
    assert_ok(pcs_postings_writer_add(w, 1, bytes, ends, 0, &err), &err);
    assert_ok(pcs_postings_writer_finish(w, &err), &err);
    pcs_postings_writer_free(w);
    assert_ok(pcs_postings_merge(&shard, 1, scratch_path(state, "db"), &err),
              &err);
    pcs_postings *p = postings_open(state);
    assert_ok(pcs_postings_each(p, "W", 1, count_terms, &n, &err), &err);
    assert_int_equal(n, MANY);
    pcs_postings_close(p);
}

/* How units are ordered: as slots are, but for some that moved, or anyhow. */
static enum { AS_SLOTS, SOME_MOVED, ANYHOW, N_ORDERS } order;

/* The unit of a slot; some have none. */
static uint32_t unit_of(uint32_t slot)
{
    if (slot % 7 == 3)
        return PCS_NO_UNIT;
    if (order == ANYHOW)
        return (slot * 611 + 5) % UNITS;
    return order == SOME_MOVED && slot % 100 < 2 ? (slot ^ 1) : slot;
}

static uint32_t *make_map(void)
{
    uint32_t *map = malloc(UNITS * sizeof *map);
    assert_non_null(map);
    for (uint32_t slot = 0; slot < UNITS; slot++)
        map[slot] = unit_of(slot);
    return map;
}

/* The units of a term, from what was posted for slots. */
static size_t mapped_units(bool *has, uint32_t term)
{
    size_t n = 0;
    memset(has, 0, UNITS * sizeof *has);
    for (uint32_t slot = 0; slot < UNITS; slot++)
        if (holds(slot, term) && unit_of(slot) != PCS_NO_UNIT) {
            has[unit_of(slot)] = true;
            n++;
        }
    return n;
}

static void assert_mapped(pcs_postings *p, uint32_t term)
{
    static bool has[UNITS];
    char name[32];
    size_t len = term_name(name, term), n = 0;
    pcs_unit_list list = {0};
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_postings_count(&list, p, name, len, UNITS, &err), &err);
    assert_int_equal(list.len, mapped_units(has, term));
    for (uint32_t slot = 0; slot < UNITS; slot++)
        if (unit_of(slot) != PCS_NO_UNIT && holds(slot, term))
            for (size_t i = 0; i < list.len; i++)
                if (list.units[i] == unit_of(slot))
                    assert_int_equal(list.counts[i], 1 + slot % 2);
    for (uint32_t u = 0; u < UNITS; u++)
        if (has[u])
            assert_int_equal(list.units[n++], u);
    /* Behind what is there, in order for itself. */
    assert_ok(pcs_postings_read(&list, p, name, len, UNITS, &err), &err);
    assert_ok(pcs_postings_read_known(&list, p, name, len, UNITS, n, &err),
              &err);
    assert_int_equal(list.len, 3 * n);
    assert_memory_equal(list.units + n, list.units, n * sizeof *list.units);
    assert_memory_equal(list.units + 2 * n, list.units, n * sizeof *list.units);
    pcs_unit_list_dispose(&list);
}

static pcs_status count_mapped(void *context, const char *term, size_t len,
                               uint32_t freq, pcs_error *err)
{
    static bool has[UNITS];
    char name[32] = "";
    assert_true(len > 4 && len < sizeof name);
    memcpy(name, term, len);
    uint32_t t = (uint32_t)atoi(name + 4);
    (void)err;
    assert_int_equal(freq, mapped_units(has, t));
    assert_true(freq > 0);
    ++*(size_t *)context;
    return PCS_OK;
}

static pcs_postings *open_files(void **state)
{
    static const uint32_t borders[] = {0, 500, 501, 740, UNITS};
    char names[4][512];
    const char *paths[4];
    pcs_postings *p;
    pcs_error err = PCS_ERROR_INIT;
    for (size_t i = 0; i < 4; i++) {
        char shard[600];
        const char *one = shard;
        snprintf(names[i], sizeof names[i], "%s/db%zu", (const char *)*state,
                 i);
        snprintf(shard, sizeof shard, "%s.shard", names[i]);
        write_shard(shard, borders[i], borders[i + 1]);
        assert_ok(pcs_postings_merge(&one, 1, names[i], &err), &err);
        paths[i] = names[i];
    }
    assert_ok(pcs_postings_open(&p, paths, 4, &err), &err);
    return p;
}

static void check_mapped(pcs_postings *p)
{
    pcs_error err = PCS_ERROR_INIT;
    uint32_t *map = make_map(), slots;
    pcs_postings_map(p, map, UNITS, UNITS);
    for (uint32_t t = 0; t < TERMS; t++)
        assert_mapped(p, t);
    size_t n = 0, wanted = 0;
    assert_ok(pcs_postings_each(p, "", 0, count_mapped, &n, &err), &err);
    for (uint32_t t = 0; t < TERMS; t++) {
        static bool has[UNITS];
        wanted += mapped_units(has, t) > 0;
    }
    assert_int_equal(n, wanted);
    assert_ok(pcs_postings_slots(&slots, p, &err), &err);
    assert_int_equal(slots, UNITS);
    free(map);
}

/* Several files, and slots that are not units: as if all were one, in the
 * order of units. */
static void test_mapped(void **state)
{
    pcs_postings *p = open_files(state);
    pcs_unit_list list = {0};
    for (uint32_t t = 0; t < TERMS; t++)
        assert_term(p, t, &list);
    check_each(p);
    for (order = AS_SLOTS; order < N_ORDERS; order++)
        check_mapped(p);
    pcs_postings_close(p);
    pcs_unit_list_dispose(&list);
}

static void test_errors(void **state)
{
    pcs_postings *p;
    pcs_postings_writer *w;
    pcs_error err = PCS_ERROR_INIT;
    const char *path = scratch_path(state, "db");
    pcs_status status = pcs_postings_open(&p, &path, 1, &err);
    assert_int_not_equal(status, PCS_OK);
    assert_int_equal(err.status, status);
    assert_non_null(strstr(err.message, path));
    assert_null(p);
    assert_ok(pcs_file_write(path, "no database", 11, &err), &err);
    assert_int_not_equal(pcs_postings_open(&p, &path, 1, &err), PCS_OK);
    assert_int_not_equal(
        pcs_postings_writer_new(&w, scratch_path(state, "no/shard"), &err),
        PCS_OK);
    assert_null(w);
    const char *shard = scratch_path(state, "missing");
    assert_int_not_equal(
        pcs_postings_merge(&shard, 1, scratch_path(state, "out"), &err),
        PCS_OK);
    pcs_postings_close(NULL);
    pcs_postings_writer_free(NULL);
}

/* Damaged databases are an error or some units, never a crash. */
static void test_damaged(void **state)
{
    static const uint32_t borders[] = {0, UNITS};
    pcs_buffer bytes = {0};
    pcs_error err = PCS_ERROR_INIT;
    merge(state, borders, 1);
    const char *path = scratch_path(state, "db");
    assert_ok(pcs_file_read(&bytes, path, 1 << 24, &err), &err);
    for (int i = 0; i < 60; i++) {
        pcs_postings *p;
        pcs_unit_list list = {0};
        size_t at = random_below((uint32_t)bytes.len);
        char kept = bytes.data[at];
        bytes.data[at] = (char)random_below(256);
        size_t len = i % 4 ? bytes.len : random_below((uint32_t)bytes.len);
        assert_ok(pcs_file_write(path, bytes.data, len, &err), &err);
        bytes.data[at] = kept;
        if (pcs_postings_open(&p, &path, 1, &err) != PCS_OK)
            continue;
        for (uint32_t t = 0; t < TERMS; t++) {
            char name[32];
            size_t n = term_name(name, t);
            list.len = 0;
            pcs_status status =
                pcs_postings_read(&list, p, name, n, UNITS, &err);
            for (size_t k = 0; status == PCS_OK && k < list.len; k++)
                assert_true(list.units[k] < UNITS);
        }
        pcs_unit_list_dispose(&list);
        pcs_postings_close(p);
    }
    pcs_buffer_dispose(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_one_shard),  scratch_test(test_shards),
        scratch_test(test_many_terms), scratch_test(test_mapped),
        scratch_test(test_errors),     scratch_test(test_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
