/* database.cc - databases to read */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "database.hh"
#include "guard.hh"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sstream>
#include <sys/stat.h>

using namespace xapian_c;

namespace
{

/**
 * Opens a directory or a single file. libxapian, given a path, takes a file
 * that is no database for a stub; given a descriptor it does not, and owns it
 * from then on, also on failure.
 */
Xapian::Database open_glass(const char *path)
{
    struct stat st;
    if (::stat(path, &st) < 0) {
        if (errno == ENOENT || errno == ENOTDIR) {
            throw Xapian::DatabaseNotFoundError(path, std::string(), errno);
        }
        throw Xapian::DatabaseOpeningError(path, std::string(), errno);
    }
    if (!S_ISREG(st.st_mode)) {
        return Xapian::Database(path, Xapian::DB_BACKEND_GLASS);
    }
    const int fd = ::open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        throw Xapian::DatabaseOpeningError(path, std::string(), errno);
    }
    return Xapian::Database(fd, Xapian::DB_BACKEND_GLASS);
}

} // namespace

namespace xapian_c
{

Xapian::Database open_database(const char *path, int flags)
{
    need(path, "path");
    switch (flags) {
    case XAPIAN_OPEN_ANY:
        return Xapian::Database(path);
    case XAPIAN_OPEN_GLASS:
        return open_glass(path);
    case XAPIAN_OPEN_STUB:
        return Xapian::Database(path, Xapian::DB_BACKEND_STUB);
    default:
        throw Xapian::InvalidArgumentError("unknown flags");
    }
}

Xapian::Database open_databases(const char *const *paths, size_t n, int flags)
{
    need(paths, "paths");
    if (n == 0) {
        throw Xapian::InvalidArgumentError("no paths");
    }
    Xapian::Database db;
    for (size_t i = 0; i < n; i++) {
        db.add_database(open_database(paths[i], flags));
    }
    return db;
}

} // namespace xapian_c

xapian_status xapian_database_open(xapian_database **out, const char *path,
                                   int flags, xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        auto db = std::make_unique<xapian_database>();
        db->db = open_database(path, flags);
        *out = db.release();
    });
}

xapian_status xapian_database_open_fd(xapian_database **out, int fd,
                                      xapian_error *err) noexcept
{
    return guard(err, [&] {
        /* The descriptor comes first, so that no failure leaves it open. */
        Xapian::Database opened(fd);
        need_out(out);
        auto db = std::make_unique<xapian_database>();
        db->db = opened;
        *out = db.release();
    });
}

xapian_status xapian_database_open_many(xapian_database **out,
                                        const char *const *paths, size_t n,
                                        int flags, xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        auto db = std::make_unique<xapian_database>();
        db->db = open_databases(paths, n, flags);
        *out = db.release();
    });
}

xapian_status xapian_database_reopen(xapian_database *db, bool *changed,
                                     xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(db, "db");
        const bool has_moved = db->db.reopen();
        if (changed) {
            *changed = has_moved;
        }
    });
}

xapian_status xapian_database_close(xapian_database *db,
                                    xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(db, "db");
        db->db.close();
    });
}

void xapian_database_free(xapian_database *db) noexcept
{
    guard(nullptr, [&] {
        if (db && !db->is_borrowed) {
            delete db;
        }
    });
}

xapian_status xapian_database_stats(const xapian_database *db,
                                    xapian_stats *stats,
                                    xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(stats, "stats");
        need(db, "db");
        xapian_stats s = {};
        s.documents = db->db.get_doccount();
        s.last_docid = db->db.get_lastdocid();
        s.total_length = db->db.get_total_length();
        s.average_length = db->db.get_average_length();
        s.min_length = db->db.get_doclength_lower_bound();
        s.max_length = db->db.get_doclength_upper_bound();
        s.parts = static_cast<uint32_t>(db->db.size());
        s.has_positions = db->db.has_positions();
        *stats = s;
    });
}

xapian_status xapian_database_uuid(xapian_database *db, const char **data,
                                   size_t *len, xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_text_out(data, len);
        need(db, "db");
        db->text = db->db.get_uuid();
        lend(db->text, data, len);
    });
}

xapian_status xapian_database_revision(const xapian_database *db,
                                       uint64_t *revision,
                                       xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(revision, "revision");
        need(db, "db");
        *revision = db->db.get_revision();
    });
}

xapian_status xapian_database_locked(const xapian_database *db, bool *locked,
                                     xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(locked, "locked");
        need(db, "db");
        *locked = db->db.locked();
    });
}

xapian_status xapian_database_term_freq(const xapian_database *db,
                                        const char *term, size_t len,
                                        uint32_t *freq,
                                        xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(freq, "freq");
        need(db, "db");
        *freq = db->db.get_termfreq(copy(term, len, "term"));
    });
}

xapian_status xapian_database_term_freqs(const xapian_database *db,
                                         const xapian_term *terms, size_t n,
                                         uint32_t *freqs,
                                         xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(db, "db");
        if (n == 0) {
            return;
        }
        need(freqs, "freqs");
        std::fill_n(freqs, n, 0U);
        need(terms, "terms");
        std::string term;
        for (size_t i = 0; i < n; i++) {
            take(term, terms[i].data, terms[i].len, "term");
            freqs[i] = db->db.get_termfreq(term);
        }
    });
}

xapian_status xapian_database_collection_freq(const xapian_database *db,
                                              const char *term, size_t len,
                                              uint32_t *freq,
                                              xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(freq, "freq");
        need(db, "db");
        *freq = db->db.get_collection_freq(copy(term, len, "term"));
    });
}

xapian_status xapian_database_wdf_bound(const xapian_database *db,
                                        const char *term, size_t len,
                                        uint32_t *wdf,
                                        xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(wdf, "wdf");
        need(db, "db");
        *wdf = db->db.get_wdf_upper_bound(copy(term, len, "term"));
    });
}

xapian_status xapian_database_document_length(const xapian_database *db,
                                              uint32_t docid, uint32_t *length,
                                              xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(length, "length");
        need(db, "db");
        *length = db->db.get_doclength(docid);
    });
}

xapian_status xapian_database_unique_terms(const xapian_database *db,
                                           uint32_t docid, uint32_t *terms,
                                           xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(terms, "terms");
        need(db, "db");
        *terms = db->db.get_unique_terms(docid);
    });
}

xapian_status xapian_database_positions(const xapian_database *db,
                                        uint32_t docid, const char *term,
                                        size_t len, uint32_t *positions,
                                        size_t cap, size_t *n,
                                        xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(n, "n");
        need(db, "db");
        const std::string word = copy(term, len, "term");
        *n = store_positions(db->db.positionlist_begin(docid, word), positions,
                             cap);
    });
}

xapian_status xapian_database_value_freq(const xapian_database *db,
                                         uint32_t slot, uint32_t *freq,
                                         xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(freq, "freq");
        need(db, "db");
        *freq = db->db.get_value_freq(slot);
    });
}

xapian_status xapian_database_value_bounds(xapian_database *db, uint32_t slot,
                                           xapian_term *lower,
                                           xapian_term *upper,
                                           xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(lower, "lower");
        need_number(upper, "upper");
        need(db, "db");
        db->text = db->db.get_value_lower_bound(slot);
        db->text2 = db->db.get_value_upper_bound(slot);
        lend(db->text, &lower->data, &lower->len);
        lend(db->text2, &upper->data, &upper->len);
    });
}

xapian_status xapian_database_metadata(xapian_database *db, const char *key,
                                       size_t key_len, const char **data,
                                       size_t *len, xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_text_out(data, len);
        need(db, "db");
        db->text = db->db.get_metadata(copy(key, key_len, "key"));
        lend(db->text, data, len);
    });
}

xapian_status xapian_database_document(xapian_document **out,
                                       const xapian_database *db,
                                       uint32_t docid,
                                       xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        need(db, "db");
        auto doc = std::make_unique<xapian_document>();
        doc->doc = db->db.get_document(docid);
        doc->is_stored = true;
        *out = doc.release();
    });
}

xapian_status xapian_database_check(const char *path, int flags, char *report,
                                    size_t cap, size_t *errors,
                                    xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(errors, "errors");
        need(path, "path");
        if (flags &
            ~(XAPIAN_CHECK_SHORT_TREE | XAPIAN_CHECK_FULL_TREE |
              XAPIAN_CHECK_FREELIST | XAPIAN_CHECK_STATS | XAPIAN_CHECK_FIX)) {
            throw Xapian::InvalidArgumentError("unknown flags");
        }
        const bool is_wanted = report && cap > 0;
        if (is_wanted) {
            report[0] = '\0';
        }
        std::ostringstream stream;
        *errors = Xapian::Database::check(path, flags, &stream);
        if (is_wanted) {
            const std::string text = stream.str();
            report[text.copy(report, cap - 1)] = '\0';
        }
    });
}
