/* document.cc - documents: terms, values, data */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "guard.hh"
#include "types.hh"

#include <cmath>

using namespace xapian_c;

namespace
{

void need_slot(uint32_t slot)
{
    if (slot == XAPIAN_NO_SLOT) {
        throw Xapian::InvalidArgumentError("slot is XAPIAN_NO_SLOT");
    }
}

} // namespace

xapian_status xapian_document_new(xapian_document **out,
                                  xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        *out = new xapian_document;
    });
}

void xapian_document_free(xapian_document *doc) noexcept
{
    guard(nullptr, [&] { delete doc; });
}

xapian_status xapian_document_clear(xapian_document *doc,
                                    xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(doc, "doc");
        if (doc->is_stored) {
            /* It would keep its id and its database open. */
            doc->doc = Xapian::Document();
            doc->is_stored = false;
            return;
        }
        doc->doc.clear_terms();
        doc->doc.clear_values();
        doc->doc.set_data(std::string());
    });
}

uint32_t xapian_document_docid(const xapian_document *doc) noexcept
{
    uint32_t docid = 0;
    guard(nullptr, [&] {
        need(doc, "doc");
        docid = doc->doc.get_docid();
    });
    return docid;
}

xapian_status xapian_document_data(xapian_document *doc, const char **data,
                                   size_t *len, xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_text_out(data, len);
        need(doc, "doc");
        doc->text = doc->doc.get_data();
        lend(doc->text, data, len);
    });
}

xapian_status xapian_document_set_data(xapian_document *doc, const char *data,
                                       size_t len, xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(doc, "doc");
        doc->doc.set_data(copy(data, len, "data"));
    });
}

xapian_status xapian_document_add_term(xapian_document *doc, const char *term,
                                       size_t len, uint32_t wdf,
                                       xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(doc, "doc");
        need_term(term, len, "term");
        doc->term.assign(term, len);
        doc->doc.add_term(doc->term, wdf);
    });
}

xapian_status xapian_document_add_terms(xapian_document *doc,
                                        const xapian_term *terms, size_t n,
                                        xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(doc, "doc");
        if (n == 0) {
            return;
        }
        need(terms, "terms");
        for (size_t i = 0; i < n; i++) {
            need_term(terms[i].data, terms[i].len, "term");
        }
        for (size_t i = 0; i < n; i++) {
            doc->term.assign(terms[i].data, terms[i].len);
            doc->doc.add_term(doc->term, terms[i].wdf);
        }
    });
}

xapian_status xapian_document_add_boolean_term(xapian_document *doc,
                                               const char *term, size_t len,
                                               xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(doc, "doc");
        need_term(term, len, "term");
        doc->term.assign(term, len);
        doc->doc.add_boolean_term(doc->term);
    });
}

xapian_status xapian_document_add_posting(xapian_document *doc,
                                          const char *term, size_t len,
                                          uint32_t position, uint32_t wdf,
                                          xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(doc, "doc");
        need_term(term, len, "term");
        doc->term.assign(term, len);
        doc->doc.add_posting(doc->term, position, wdf);
    });
}

xapian_status xapian_document_remove_term(xapian_document *doc,
                                          const char *term, size_t len,
                                          xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(doc, "doc");
        take(doc->term, term, len, "term");
        doc->doc.remove_term(doc->term);
    });
}

xapian_status xapian_document_term_count(const xapian_document *doc,
                                         uint32_t *count,
                                         xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(count, "count");
        need(doc, "doc");
        *count = doc->doc.termlist_count();
    });
}

xapian_status xapian_document_value(xapian_document *doc, uint32_t slot,
                                    const char **data, size_t *len,
                                    xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_text_out(data, len);
        need(doc, "doc");
        doc->text = doc->doc.get_value(slot);
        lend(doc->text, data, len);
    });
}

xapian_status xapian_document_set_value(xapian_document *doc, uint32_t slot,
                                        const char *data, size_t len,
                                        xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(doc, "doc");
        need_slot(slot);
        doc->doc.add_value(slot, copy(data, len, "data"));
    });
}

xapian_status xapian_number_serialise(double number, char *buf, size_t *len,
                                      xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(len, "len");
        need(buf, "buf");
        if (std::isnan(number)) {
            throw Xapian::InvalidArgumentError("number is NaN");
        }
        *len = Xapian::sortable_serialise(number).copy(buf, XAPIAN_NUMBER_MAX);
    });
}

xapian_status xapian_number_unserialise(const char *data, size_t len,
                                        double *number,
                                        xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(number, "number");
        *number = Xapian::sortable_unserialise(copy(data, len, "data"));
    });
}
