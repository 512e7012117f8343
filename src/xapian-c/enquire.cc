/* enquire.cc - how to match and rank */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "guard.hh"
#include "types.hh"

#include <algorithm>
#include <cmath>

using namespace xapian_c;

namespace
{

/** libxapian would quietly move such numbers into their range. */
void need_parameters(const xapian_weighting &w)
{
    const double numbers[] = {w.k1, w.k2, w.k3, w.b, w.min_normlen, w.delta};
    for (double number : numbers) {
        if (!std::isfinite(number) || number < 0) {
            throw Xapian::InvalidArgumentError("weighting below 0 or infinite");
        }
    }
    if (w.b > 1) {
        throw Xapian::InvalidArgumentError("weighting's b is above 1");
    }
}

void set_weighting(Xapian::Enquire &enquire, const xapian_weighting &w)
{
    need_parameters(w);
    switch (w.scheme) {
    case XAPIAN_SCHEME_BM25:
        enquire.set_weighting_scheme(
            Xapian::BM25Weight(w.k1, w.k2, w.k3, w.b, w.min_normlen));
        return;
    case XAPIAN_SCHEME_BM25PLUS:
        enquire.set_weighting_scheme(Xapian::BM25PlusWeight(
            w.k1, w.k2, w.k3, w.b, w.min_normlen, w.delta));
        return;
    case XAPIAN_SCHEME_TRAD:
        enquire.set_weighting_scheme(Xapian::TradWeight(w.k1));
        return;
    case XAPIAN_SCHEME_TFIDF:
        need(w.normalization, "normalization");
        enquire.set_weighting_scheme(Xapian::TfIdfWeight(w.normalization));
        return;
    case XAPIAN_SCHEME_BOOL:
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        return;
    case XAPIAN_SCHEME_COORD:
        enquire.set_weighting_scheme(Xapian::CoordWeight());
        return;
    }
    throw Xapian::InvalidArgumentError("unknown weighting scheme");
}

void set_sort(Xapian::Enquire &enquire, xapian_sort sort, uint32_t slot,
              bool is_reverse)
{
    if (sort == XAPIAN_SORT_RELEVANCE) {
        enquire.set_sort_by_relevance();
        return;
    }
    if (slot == XAPIAN_NO_SLOT) {
        throw Xapian::InvalidArgumentError("slot is XAPIAN_NO_SLOT");
    }
    switch (sort) {
    case XAPIAN_SORT_VALUE:
        enquire.set_sort_by_value(slot, is_reverse);
        return;
    case XAPIAN_SORT_VALUE_RELEVANCE:
        enquire.set_sort_by_value_then_relevance(slot, is_reverse);
        return;
    case XAPIAN_SORT_RELEVANCE_VALUE:
        enquire.set_sort_by_relevance_then_value(slot, is_reverse);
        return;
    default:
        throw Xapian::InvalidArgumentError("unknown sort");
    }
}

Xapian::Enquire::docid_order order_of(xapian_order order)
{
    switch (order) {
    case XAPIAN_ORDER_ASCENDING:
        return Xapian::Enquire::ASCENDING;
    case XAPIAN_ORDER_DESCENDING:
        return Xapian::Enquire::DESCENDING;
    case XAPIAN_ORDER_ANY:
        return Xapian::Enquire::DONT_CARE;
    }
    throw Xapian::InvalidArgumentError("unknown order");
}

/** Takes the counters out of an enquire, however the run ends. */
struct spies_out {
    Xapian::Enquire &enquire;
    ~spies_out()
    {
        enquire.clear_matchspies();
    }
};

/** Each run counts with new counters: libxapian's would go on adding. */
void run(xapian_mset &mset, xapian_enquire &enquire, uint32_t first,
         uint32_t max, uint32_t check_at_least)
{
    const spies_out out{enquire.enquire};
    for (Xapian::valueno slot : enquire.facets) {
        mset.facets.emplace_back(
            slot, std::make_unique<Xapian::ValueCountMatchSpy>(slot));
        enquire.enquire.add_matchspy(mset.facets.back().second.get());
    }
    mset.mset = enquire.enquire.get_mset(first, max, check_at_least);
}

} // namespace

xapian_status xapian_enquire_new(xapian_enquire **out,
                                 const xapian_database *db,
                                 xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        need(db, "db");
        *out = new xapian_enquire{Xapian::Enquire(db->db), {}};
    });
}

void xapian_enquire_free(xapian_enquire *enquire) noexcept
{
    guard(nullptr, [&] { delete enquire; });
}

xapian_status xapian_enquire_set_query(xapian_enquire *enquire,
                                       const xapian_query *query,
                                       uint32_t length,
                                       xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(enquire, "enquire");
        need(query, "query");
        enquire->enquire.set_query(query->query, length);
    });
}

xapian_status xapian_enquire_set_weighting(xapian_enquire *enquire,
                                           const xapian_weighting *weighting,
                                           xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(enquire, "enquire");
        need(weighting, "weighting");
        set_weighting(enquire->enquire, *weighting);
    });
}

xapian_status xapian_enquire_set_collapse(xapian_enquire *enquire,
                                          uint32_t slot, uint32_t max,
                                          xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(enquire, "enquire");
        if (max == 0 && slot != XAPIAN_NO_SLOT) {
            throw Xapian::InvalidArgumentError("max is 0");
        }
        enquire->enquire.set_collapse_key(slot, max);
    });
}

xapian_status xapian_enquire_set_sort(xapian_enquire *enquire, xapian_sort sort,
                                      uint32_t slot, bool is_reverse,
                                      xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(enquire, "enquire");
        set_sort(enquire->enquire, sort, slot, is_reverse);
    });
}

xapian_status xapian_enquire_set_docid_order(xapian_enquire *enquire,
                                             xapian_order order,
                                             xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(enquire, "enquire");
        enquire->enquire.set_docid_order(order_of(order));
    });
}

xapian_status xapian_enquire_set_cutoff(xapian_enquire *enquire, int percent,
                                        double weight,
                                        xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(enquire, "enquire");
        if (percent < 0 || percent > 100 || !(weight >= 0)) {
            throw Xapian::InvalidArgumentError("cutoff out of range");
        }
        enquire->enquire.set_cutoff(percent, weight);
    });
}

xapian_status xapian_enquire_set_time_limit(xapian_enquire *enquire,
                                            double seconds,
                                            xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(enquire, "enquire");
        if (!(seconds >= 0) || !std::isfinite(seconds)) {
            throw Xapian::InvalidArgumentError("time limit out of range");
        }
        enquire->enquire.set_time_limit(seconds);
    });
}

xapian_status xapian_enquire_add_facet(xapian_enquire *enquire, uint32_t slot,
                                       xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(enquire, "enquire");
        if (slot == XAPIAN_NO_SLOT) {
            throw Xapian::InvalidArgumentError("slot is XAPIAN_NO_SLOT");
        }
        const auto &slots = enquire->facets;
        if (std::find(slots.begin(), slots.end(), slot) == slots.end()) {
            enquire->facets.push_back(slot);
        }
    });
}

xapian_status xapian_enquire_clear_facets(xapian_enquire *enquire,
                                          xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(enquire, "enquire");
        enquire->facets.clear();
    });
}

xapian_status xapian_enquire_run(xapian_mset **out, xapian_enquire *enquire,
                                 uint32_t first, uint32_t max,
                                 uint32_t check_at_least,
                                 xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        need(enquire, "enquire");
        auto mset = std::make_unique<xapian_mset>();
        run(*mset, *enquire, first, max, check_at_least);
        *out = mset.release();
    });
}
