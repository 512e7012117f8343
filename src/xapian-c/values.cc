/* values.cc - the values of a slot over all documents */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "guard.hh"
#include "types.hh"

using namespace xapian_c;

namespace
{

bool at_end(const xapian_values &values)
{
    return values.it == Xapian::ValueIterator();
}

/** Hands out the value that the iterator stands on, if any. */
void hand_out(xapian_values &values, uint32_t *docid, const char **data,
              size_t *len)
{
    if (!at_end(values)) {
        values.text = *values.it;
        *docid = values.it.get_docid();
        values.is_current = true;
        lend(values.text, data, len);
    }
}

} // namespace

xapian_status xapian_values_open(xapian_values **out, const xapian_database *db,
                                 uint32_t slot, xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        need(db, "db");
        auto values = std::make_unique<xapian_values>();
        values->db = db->db;
        values->it = values->db.valuestream_begin(slot);
        *out = values.release();
    });
}

void xapian_values_free(xapian_values *values) noexcept
{
    guard(nullptr, [&] { delete values; });
}

xapian_status xapian_values_next(xapian_values *values, uint32_t *docid,
                                 const char **data, size_t *len,
                                 xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(docid, "docid");
        need_text_out(data, len);
        need(values, "values");
        if (values->is_current) {
            values->is_current = false;
            ++values->it;
        }
        hand_out(*values, docid, data, len);
    });
}

xapian_status xapian_values_skip_to(xapian_values *values, uint32_t target,
                                    uint32_t *docid, const char **data,
                                    size_t *len, xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(docid, "docid");
        need_text_out(data, len);
        need(values, "values");
        if (!at_end(*values)) {
            values->it.skip_to(target);
        }
        values->is_current = false;
        hand_out(*values, docid, data, len);
    });
}
