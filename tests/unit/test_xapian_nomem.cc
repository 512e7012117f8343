/* test_xapian_nomem.cc - every allocation may be refused */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xapian-c.h"

#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ftw.h>
#include <new>
#include <string>
#include <unistd.h>

extern "C" {
#include <cmocka.h>
}

namespace
{

/** How many allocations until one is refused; below 0: none is. */
long countdown = -1;

} // namespace

/* These replace the library's for libxapian, too. */
void *operator new(size_t size)
{
    if (countdown >= 0 && countdown-- == 0) {
        throw std::bad_alloc();
    }
    void *memory = std::malloc(size ? size : 1);
    if (!memory) {
        throw std::bad_alloc();
    }
    return memory;
}

void operator delete(void *memory) noexcept
{
    std::free(memory);
}

void operator delete(void *memory, size_t) noexcept
{
    std::free(memory);
}

namespace
{

/** What a scenario holds; freed whatever became of it. */
struct handles {
    xapian_database *db = nullptr;
    xapian_writable *w = nullptr;
    xapian_document *doc = nullptr;
    xapian_query *term = nullptr;
    xapian_query *query = nullptr;
    xapian_enquire *enquire = nullptr;
    xapian_mset *mset = nullptr;
    xapian_postings *postings = nullptr;
    xapian_terms *terms = nullptr;
    xapian_values *values = nullptr;
    xapian_stem *stem = nullptr;
    ~handles()
    {
        xapian_stem_free(stem);
        xapian_values_free(values);
        xapian_terms_free(terms);
        xapian_postings_free(postings);
        xapian_mset_free(mset);
        xapian_enquire_free(enquire);
        xapian_query_free(query);
        xapian_query_free(term);
        xapian_document_free(doc);
        xapian_writable_free(w);
        xapian_database_free(db);
    }
};

#define STEP(call)                                                             \
    do {                                                                       \
        const xapian_status got_ = (call);                                     \
        if (got_ != XAPIAN_OK) {                                               \
            return got_;                                                       \
        }                                                                      \
    } while (0)

const char long_term[] = "a term that is no short string";
const size_t long_len = sizeof long_term - 1;

/**
 * Commits with all the memory it wants: libxapian 1.4 ends the process where an
 * allocation fails in those parts of a commit that promise not to throw.
 */
xapian_status commit(xapian_writable *w, xapian_error *err)
{
    const long kept = countdown;
    countdown = -1;
    const xapian_status status = xapian_writable_commit(w, err);
    countdown = kept;
    return status;
}

xapian_status write_all(const std::string &path, xapian_error *err)
{
    handles h;
    const xapian_term terms[] = {{"a", 1, 1}, {long_term, long_len, 2}};
    STEP(xapian_writable_open(&h.w, path.c_str(),
                              XAPIAN_WRITE_CREATE_OR_OVERWRITE, 0, err));
    STEP(xapian_document_new(&h.doc, err));
    STEP(xapian_document_add_terms(h.doc, terms, 2, err));
    STEP(xapian_document_add_posting(h.doc, "b", 1, 7, 1, err));
    STEP(xapian_document_set_value(h.doc, 1, long_term, long_len, err));
    STEP(xapian_document_set_data(h.doc, long_term, long_len, err));
    STEP(xapian_writable_replace(h.w, 1, h.doc, err));
    STEP(xapian_writable_replace(h.w, 5, h.doc, err));
    STEP(xapian_writable_add(h.w, h.doc, nullptr, err));
    STEP(xapian_writable_add_spelling(h.w, "word", 4, 1, err));
    STEP(xapian_writable_add_synonym(h.w, "word", 4, "term", 4, err));
    STEP(xapian_writable_set_metadata(h.w, "key", 3, long_term, long_len, err));
    STEP(commit(h.w, err));
    STEP(xapian_writable_delete(h.w, 5, err));
    STEP(commit(h.w, err));
    return xapian_writable_close(h.w, err);
}

xapian_status read_lists(handles &h, xapian_error *err)
{
    uint32_t docids[4], lens[4], docid;
    char bytes[300];
    const char *data;
    size_t n, len;
    xapian_terms_buffer buffer = {bytes, sizeof bytes, 0, lens, nullptr, 4, 0};
    STEP(xapian_postings_open(&h.postings, h.db, long_term, long_len, err));
    STEP(xapian_postings_read(h.postings, docids, nullptr, 4, &n, err));
    STEP(xapian_postings_reset(h.postings, "b", 1, err));
    STEP(xapian_postings_next(h.postings, &docid, err));
    STEP(xapian_postings_positions(h.postings, docids, 4, &n, err));
    STEP(xapian_terms_open(&h.terms, h.db, nullptr, 0, err));
    STEP(xapian_terms_next(h.terms, &data, &len, err));
    STEP(xapian_terms_read(h.terms, &buffer, nullptr, err));
    STEP(xapian_values_open(&h.values, h.db, 1, err));
    STEP(xapian_values_next(h.values, &docid, &data, &len, err));
    STEP(xapian_database_document(&h.doc, h.db, 1, err));
    STEP(xapian_document_data(h.doc, &data, &len, err));
    STEP(xapian_database_suggest(h.db, "wrod", 4, 2, &data, &len, err));
    STEP(xapian_database_metadata(h.db, "key", 3, &data, &len, err));
    xapian_terms_free(h.terms);
    h.terms = nullptr;
    return xapian_terms_of_document(&h.terms, h.doc, err);
}

xapian_status match(handles &h, xapian_error *err)
{
    const char *data;
    size_t len, n;
    xapian_facet facet;
    STEP(xapian_query_term(&h.term, long_term, long_len, 1, 0, err));
    STEP(xapian_query_or(&h.query, h.term, h.term, err));
    STEP(xapian_query_description(h.query, &data, &len, err));
    STEP(xapian_enquire_new(&h.enquire, h.db, err));
    STEP(xapian_enquire_set_query(h.enquire, h.query, 0, err));
    STEP(xapian_enquire_add_facet(h.enquire, 1, err));
    STEP(xapian_enquire_set_collapse(h.enquire, 1, 2, err));
    STEP(xapian_enquire_run(&h.mset, h.enquire, 0, 10, 10, err));
    STEP(xapian_mset_facets(h.mset, 1, &facet, 1, &n, nullptr, err));
    return xapian_mset_collapse_key(h.mset, 0, &data, &len, err);
}

xapian_status read_all(const std::string &path, xapian_error *err)
{
    handles h;
    char buf[64];
    size_t len;
    STEP(xapian_database_open(&h.db, path.c_str(), XAPIAN_OPEN_GLASS, err));
    STEP(read_lists(h, err));
    STEP(match(h, err));
    STEP(xapian_stem_new(&h.stem, "german", err));
    return xapian_stem_apply(h.stem, long_term, long_len, buf, 64, &len, err);
}

xapian_status compact(const std::string &path, xapian_error *err)
{
    static const std::string out = path + ".out"; /* made by the first call */
    const char *sources[] = {path.c_str()};
    return xapian_database_compact(sources, 1, out.c_str(),
                                   XAPIAN_COMPACT_SINGLE_FILE, 0, err);
}

/**
 * Runs a scenario once for each of its allocations, which is refused. What may
 * come of it is an error of any kind, since libxapian sees some refusals as
 * another failure, but most are what they are.
 */
void refuse_each(xapian_status (*scenario)(const std::string &, xapian_error *),
                 const std::string &path)
{
    unsigned refused = 0, recognised = 0;
    for (long at = 0;; at++) {
        xapian_error err = {XAPIAN_OK, ""};
        countdown = at;
        const xapian_status got = scenario(path, &err);
        const bool is_over = countdown >= 0;
        countdown = -1;
        if (is_over) {
            assert_int_equal(got, XAPIAN_OK);
            break;
        }
        if (got != XAPIAN_OK) {
            refused++;
            recognised += got == XAPIAN_ENOMEM;
            assert_int_equal(err.status, got);
        }
    }
    assert_true(refused > 0);
    assert_true(recognised * 10 >= refused * 9);
}

int remove_one(const char *path, const struct stat *, int, struct FTW *)
{
    return std::remove(path);
}

void survives(void **)
{
    countdown = 1;
    void *volatile memory = ::operator new(1);
    ::operator delete(memory);
    if (countdown != 0) {
        skip(); /* under valgrind, whose operators are in use instead */
    }
    countdown = -1;
    const char *base = std::getenv("TMPDIR");
    std::string dir = std::string(base ? base : P_tmpdir) + "/xapian-c-XXXXXX";
    assert_non_null(mkdtemp(&dir[0]));
    const std::string path = dir + "/a database with a long name";
    refuse_each(write_all, path);
    refuse_each(read_all, path);
    xapian_error err = {XAPIAN_OK, ""};
    assert_int_equal(compact(path, &err), XAPIAN_OK);
    refuse_each(compact, path);
    nftw(dir.c_str(), remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

} // namespace

int main()
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(survives)};
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
