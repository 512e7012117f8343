/* writable.cc - databases to write */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "guard.hh"
#include "types.hh"

using namespace xapian_c;

namespace
{

static_assert(XAPIAN_WRITE_CREATE_OR_OPEN == Xapian::DB_CREATE_OR_OPEN &&
                  XAPIAN_WRITE_CREATE_OR_OVERWRITE ==
                      Xapian::DB_CREATE_OR_OVERWRITE &&
                  XAPIAN_WRITE_CREATE == Xapian::DB_CREATE &&
                  XAPIAN_WRITE_OPEN == Xapian::DB_OPEN &&
                  XAPIAN_WRITE_NO_SYNC == Xapian::DB_NO_SYNC &&
                  XAPIAN_WRITE_FULL_SYNC == Xapian::DB_FULL_SYNC &&
                  XAPIAN_WRITE_DANGEROUS == Xapian::DB_DANGEROUS &&
                  XAPIAN_WRITE_NO_TERMLIST == Xapian::DB_NO_TERMLIST &&
                  XAPIAN_WRITE_RETRY_LOCK == Xapian::DB_RETRY_LOCK &&
                  XAPIAN_WRITE_MEMORY == Xapian::DB_BACKEND_INMEMORY,
              "flags are handed on as they are");

const int known_flags = XAPIAN_WRITE_OPEN | XAPIAN_WRITE_NO_SYNC |
                        XAPIAN_WRITE_FULL_SYNC | XAPIAN_WRITE_DANGEROUS |
                        XAPIAN_WRITE_NO_TERMLIST | XAPIAN_WRITE_RETRY_LOCK |
                        XAPIAN_WRITE_MEMORY;

/** Opens glass only: a stub could name any database, and any program. */
Xapian::WritableDatabase open_writable(const char *path, int flags,
                                       uint32_t block_size)
{
    if (flags & ~known_flags) {
        throw Xapian::InvalidArgumentError("unknown flags");
    }
    need_block_size(block_size);
    if (flags & XAPIAN_WRITE_MEMORY) {
        return Xapian::WritableDatabase(std::string(), flags);
    }
    need(path, "path");
    return Xapian::WritableDatabase(path, flags | Xapian::DB_BACKEND_GLASS,
                                    static_cast<int>(block_size));
}

} // namespace

xapian_status xapian_writable_open(xapian_writable **out, const char *path,
                                   int flags, uint32_t block_size,
                                   xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        auto w = std::make_unique<xapian_writable>();
        w->db = open_writable(path, flags, block_size);
        w->view.db = w->db;
        w->view.is_borrowed = true;
        *out = w.release();
    });
}

xapian_database *xapian_writable_database(xapian_writable *w) noexcept
{
    xapian_database *view = nullptr;
    guard(nullptr, [&] {
        need(w, "w");
        view = &w->view;
    });
    return view;
}

xapian_status xapian_writable_add(xapian_writable *w,
                                  const xapian_document *doc, uint32_t *docid,
                                  xapian_error *err) noexcept
{
    return guard(err, [&] {
        if (docid) {
            *docid = 0;
        }
        need(w, "w");
        need(doc, "doc");
        const Xapian::docid id = w->db.add_document(doc->doc);
        if (docid) {
            *docid = id;
        }
    });
}

xapian_status xapian_writable_replace(xapian_writable *w, uint32_t docid,
                                      const xapian_document *doc,
                                      xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(w, "w");
        need(doc, "doc");
        w->db.replace_document(docid, doc->doc);
    });
}

xapian_status xapian_writable_replace_term(xapian_writable *w, const char *term,
                                           size_t len,
                                           const xapian_document *doc,
                                           uint32_t *docid,
                                           xapian_error *err) noexcept
{
    return guard(err, [&] {
        if (docid) {
            *docid = 0;
        }
        need(w, "w");
        need(doc, "doc");
        need_term(term, len, "term");
        w->term.assign(term, len);
        const Xapian::docid id = w->db.replace_document(w->term, doc->doc);
        if (docid) {
            *docid = id;
        }
    });
}

xapian_status xapian_writable_delete(xapian_writable *w, uint32_t docid,
                                     xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(w, "w");
        w->db.delete_document(docid);
    });
}

xapian_status xapian_writable_delete_term(xapian_writable *w, const char *term,
                                          size_t len,
                                          xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(w, "w");
        take(w->term, term, len, "term");
        w->db.delete_document(w->term);
    });
}

xapian_status xapian_writable_commit(xapian_writable *w,
                                     xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(w, "w");
        w->db.commit();
    });
}

xapian_status xapian_writable_begin(xapian_writable *w, bool is_flushed,
                                    xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(w, "w");
        w->db.begin_transaction(is_flushed);
    });
}

xapian_status xapian_writable_commit_transaction(xapian_writable *w,
                                                 xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(w, "w");
        w->db.commit_transaction();
    });
}

xapian_status xapian_writable_cancel_transaction(xapian_writable *w,
                                                 xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(w, "w");
        w->db.cancel_transaction();
    });
}

xapian_status xapian_writable_close(xapian_writable *w,
                                    xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(w, "w");
        w->db.close();
    });
}

void xapian_writable_free(xapian_writable *w) noexcept
{
    guard(nullptr, [&] { delete w; });
}

xapian_status xapian_writable_set_metadata(xapian_writable *w, const char *key,
                                           size_t key_len, const char *data,
                                           size_t len,
                                           xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(w, "w");
        need_term(key, key_len, "key");
        w->term.assign(key, key_len);
        w->db.set_metadata(w->term, copy(data, len, "data"));
    });
}
