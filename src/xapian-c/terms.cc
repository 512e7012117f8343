/* terms.cc - sorted lists of terms */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "guard.hh"
#include "types.hh"

using namespace xapian_c;

namespace
{

bool at_end(const xapian_terms &terms)
{
    return terms.it == Xapian::TermIterator();
}

/** Steps off a term that was handed out. */
void step(xapian_terms &terms)
{
    if (terms.is_current) {
        terms.is_current = false;
        ++terms.it;
    }
}

/** Hands out the term that the iterator stands on, if any. */
void hand_out(xapian_terms &terms, const char **data, size_t *len)
{
    if (!at_end(terms)) {
        terms.text = *terms.it;
        terms.is_current = true;
        lend(terms.text, data, len);
    }
}

void need_current(const xapian_terms *terms)
{
    need(terms, "terms");
    if (!terms->is_current) {
        throw Xapian::InvalidOperationError("no current term");
    }
}

/** Opens a list of a database: `begin` makes the iterator. */
template <typename Begin>
void open_list(xapian_terms **out, const xapian_database *db, Begin &&begin)
{
    need_out(out);
    need(db, "db");
    auto terms = std::make_unique<xapian_terms>();
    terms->db = db->db;
    terms->it = begin(terms->db);
    *out = terms.release();
}

void need_buffer(const xapian_terms_buffer *buffer)
{
    need(buffer, "buffer");
    need(buffer->bytes, "buffer's bytes");
    need(buffer->lens, "buffer's lens");
    if (buffer->n > buffer->cap || buffer->bytes_len > buffer->bytes_cap) {
        throw Xapian::InvalidArgumentError("buffer is used beyond its size");
    }
}

/** Appends the term that the iterator stands on; false where it is full. */
bool append(xapian_terms &terms, xapian_terms_buffer &buffer)
{
    const std::string term = *terms.it;
    if (term.size() > buffer.bytes_cap - buffer.bytes_len) {
        if (buffer.n == 0 && buffer.bytes_len == 0) {
            throw std::length_error("term of " + std::to_string(term.size()) +
                                    " bytes is too long for the buffer");
        }
        return false;
    }
    if (buffer.freqs) {
        buffer.freqs[buffer.n] = terms.it.get_termfreq();
    }
    term.copy(buffer.bytes + buffer.bytes_len, term.size());
    buffer.bytes_len += term.size();
    buffer.lens[buffer.n++] = static_cast<uint32_t>(term.size());
    return true;
}

} // namespace

xapian_status xapian_terms_open(xapian_terms **out, const xapian_database *db,
                                const char *prefix, size_t len,
                                xapian_error *err) noexcept
{
    return guard(err, [&] {
        open_list(out, db, [&](const Xapian::Database &x) {
            return x.allterms_begin(copy(prefix, len, "prefix"));
        });
    });
}

xapian_status xapian_terms_of_docid(xapian_terms **out,
                                    const xapian_database *db, uint32_t docid,
                                    xapian_error *err) noexcept
{
    return guard(err, [&] {
        open_list(out, db, [&](const Xapian::Database &x) {
            return x.termlist_begin(docid);
        });
    });
}

xapian_status xapian_terms_of_document(xapian_terms **out,
                                       const xapian_document *doc,
                                       xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        need(doc, "doc");
        auto terms = std::make_unique<xapian_terms>();
        /* libxapian's iterator reads the document's own table, which any change
         * to the document pulls from under it: so it gets a copy. */
        terms->doc = Xapian::Document::unserialise(doc->doc.serialise());
        terms->it = terms->doc.termlist_begin();
        *out = terms.release();
    });
}

xapian_status xapian_terms_of_query(xapian_terms **out,
                                    const xapian_query *query,
                                    xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        need(query, "query");
        auto terms = std::make_unique<xapian_terms>();
        terms->it = query->query.get_unique_terms_begin();
        *out = terms.release();
    });
}

xapian_status xapian_terms_of_hit(xapian_terms **out,
                                  const xapian_enquire *enquire, uint32_t docid,
                                  xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        need(enquire, "enquire");
        auto terms = std::make_unique<xapian_terms>();
        terms->it = enquire->enquire.get_matching_terms_begin(docid);
        *out = terms.release();
    });
}

xapian_status xapian_terms_of_metadata(xapian_terms **out,
                                       const xapian_database *db,
                                       const char *prefix, size_t len,
                                       xapian_error *err) noexcept
{
    return guard(err, [&] {
        open_list(out, db, [&](const Xapian::Database &x) {
            return x.metadata_keys_begin(copy(prefix, len, "prefix"));
        });
    });
}

xapian_status xapian_terms_of_spellings(xapian_terms **out,
                                        const xapian_database *db,
                                        xapian_error *err) noexcept
{
    return guard(err, [&] {
        open_list(out, db, [](const Xapian::Database &x) {
            return x.spellings_begin();
        });
    });
}

xapian_status xapian_terms_of_synonyms(xapian_terms **out,
                                       const xapian_database *db,
                                       const char *term, size_t len,
                                       xapian_error *err) noexcept
{
    return guard(err, [&] {
        open_list(out, db, [&](const Xapian::Database &x) {
            return x.synonyms_begin(copy(term, len, "term"));
        });
    });
}

xapian_status xapian_terms_of_synonym_keys(xapian_terms **out,
                                           const xapian_database *db,
                                           const char *prefix, size_t len,
                                           xapian_error *err) noexcept
{
    return guard(err, [&] {
        open_list(out, db, [&](const Xapian::Database &x) {
            return x.synonym_keys_begin(copy(prefix, len, "prefix"));
        });
    });
}

void xapian_terms_free(xapian_terms *terms) noexcept
{
    guard(nullptr, [&] { delete terms; });
}

xapian_status xapian_terms_next(xapian_terms *terms, const char **data,
                                size_t *len, xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_text_out(data, len);
        need(terms, "terms");
        step(*terms);
        hand_out(*terms, data, len);
    });
}

xapian_status xapian_terms_skip_to(xapian_terms *terms, const char *target,
                                   size_t target_len, const char **data,
                                   size_t *len, xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_text_out(data, len);
        need(terms, "terms");
        const std::string wanted = copy(target, target_len, "target");
        if (!at_end(*terms)) {
            terms->it.skip_to(wanted);
        }
        terms->is_current = false;
        hand_out(*terms, data, len);
    });
}

xapian_status xapian_terms_freq(const xapian_terms *terms, uint32_t *freq,
                                xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(freq, "freq");
        need_current(terms);
        *freq = terms->it.get_termfreq();
    });
}

xapian_status xapian_terms_wdf(const xapian_terms *terms, uint32_t *wdf,
                               xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(wdf, "wdf");
        need_current(terms);
        *wdf = terms->it.get_wdf();
    });
}

xapian_status xapian_terms_read(xapian_terms *terms,
                                xapian_terms_buffer *buffer, bool *at_end,
                                xapian_error *err) noexcept
{
    return guard(err, [&] {
        if (at_end) {
            *at_end = false;
        }
        need(terms, "terms");
        need_buffer(buffer);
        step(*terms);
        const Xapian::TermIterator end;
        while (terms->it != end && buffer->n < buffer->cap &&
               append(*terms, *buffer)) {
            ++terms->it;
        }
        if (at_end) {
            *at_end = terms->it == end;
        }
    });
}
