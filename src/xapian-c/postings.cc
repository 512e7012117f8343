/* postings.cc - the documents of a term, and positions */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "database.hh"
#include "guard.hh"

using namespace xapian_c;

namespace
{

bool at_end(const xapian_postings &postings)
{
    return postings.it == Xapian::PostingIterator();
}

/** Steps off a document that was handed out. */
void step(xapian_postings &postings)
{
    if (postings.is_current) {
        postings.is_current = false;
        ++postings.it;
    }
}

/** Hands out the document that the iterator stands on, if any. */
void hand_out(xapian_postings &postings, uint32_t *docid)
{
    if (!at_end(postings)) {
        *docid = *postings.it;
        postings.is_current = true;
    }
}

void need_current(const xapian_postings *postings)
{
    need(postings, "postings");
    if (!postings->is_current) {
        throw Xapian::InvalidOperationError("no current document");
    }
}

} // namespace

namespace xapian_c
{

size_t store_positions(Xapian::PositionIterator it, uint32_t *positions,
                       size_t cap)
{
    size_t n = 0;
    for (; it != Xapian::PositionIterator(); ++it) {
        if (n < cap) {
            need(positions, "positions");
            positions[n] = *it;
        }
        n++;
    }
    return n;
}

} // namespace xapian_c

xapian_status xapian_postings_open(xapian_postings **out,
                                   const xapian_database *db, const char *term,
                                   size_t len, xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        need(db, "db");
        auto postings = std::make_unique<xapian_postings>();
        postings->db = db->db;
        take(postings->term, term, len, "term");
        postings->it = postings->db.postlist_begin(postings->term);
        *out = postings.release();
    });
}

xapian_status xapian_postings_reset(xapian_postings *postings, const char *term,
                                    size_t len, xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(postings, "postings");
        postings->is_current = false;
        postings->it = Xapian::PostingIterator();
        take(postings->term, term, len, "term");
        postings->it = postings->db.postlist_begin(postings->term);
    });
}

void xapian_postings_free(xapian_postings *postings) noexcept
{
    guard(nullptr, [&] { delete postings; });
}

xapian_status xapian_postings_next(xapian_postings *postings, uint32_t *docid,
                                   xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(docid, "docid");
        need(postings, "postings");
        step(*postings);
        hand_out(*postings, docid);
    });
}

xapian_status xapian_postings_skip_to(xapian_postings *postings,
                                      uint32_t target, uint32_t *docid,
                                      xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(docid, "docid");
        need(postings, "postings");
        if (!at_end(*postings)) {
            postings->it.skip_to(target);
        }
        postings->is_current = false;
        hand_out(*postings, docid);
    });
}

xapian_status xapian_postings_read(xapian_postings *postings, uint32_t *docids,
                                   uint32_t *wdfs, size_t cap, size_t *n,
                                   xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(n, "n");
        need(postings, "postings");
        step(*postings);
        if (cap == 0) {
            return;
        }
        need(docids, "docids");
        Xapian::PostingIterator &it = postings->it;
        const Xapian::PostingIterator end;
        size_t count = 0;
        for (; count < cap && it != end; ++it) {
            docids[count] = *it;
            if (wdfs) {
                wdfs[count] = it.get_wdf();
            }
            count++;
        }
        *n = count;
    });
}

uint32_t xapian_postings_docid(const xapian_postings *postings) noexcept
{
    uint32_t docid = 0;
    guard(nullptr, [&] {
        need_current(postings);
        docid = *postings->it;
    });
    return docid;
}

xapian_status xapian_postings_wdf(const xapian_postings *postings,
                                  uint32_t *wdf, xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(wdf, "wdf");
        need_current(postings);
        *wdf = postings->it.get_wdf();
    });
}

xapian_status xapian_postings_document_length(const xapian_postings *postings,
                                              uint32_t *length,
                                              xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(length, "length");
        need_current(postings);
        *length = postings->it.get_doclength();
    });
}

xapian_status xapian_postings_positions(const xapian_postings *postings,
                                        uint32_t *positions, size_t cap,
                                        size_t *n, xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(n, "n");
        need_current(postings);
        *n = store_positions(postings->it.positionlist_begin(), positions, cap);
    });
}
