/* match.cc - the ranked hits of a match */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "guard.hh"
#include "types.hh"

using namespace xapian_c;

namespace
{

/** The hit at index i: libxapian does not look whether there is one. */
Xapian::MSetIterator hit_at(const xapian_mset *mset, uint32_t i)
{
    need(mset, "mset");
    if (i >= mset->mset.size()) {
        throw Xapian::RangeError("no hit at index " + std::to_string(i));
    }
    return mset->mset[i];
}

xapian_hit hit_of(const Xapian::MSetIterator &it)
{
    xapian_hit hit;
    hit.docid = *it;
    hit.collapsed = it.get_collapse_count();
    hit.weight = it.get_weight();
    hit.percent = it.get_percent();
    return hit;
}

const Xapian::ValueCountMatchSpy &spy_of(const xapian_mset &mset, uint32_t slot)
{
    for (const auto &facet : mset.facets) {
        if (facet.first == slot) {
            return *facet.second;
        }
    }
    throw Xapian::InvalidArgumentError("slot " + std::to_string(slot) +
                                       " was not added as a facet");
}

} // namespace

void xapian_mset_free(xapian_mset *mset) noexcept
{
    guard(nullptr, [&] { delete mset; });
}

uint32_t xapian_mset_size(const xapian_mset *mset) noexcept
{
    uint32_t size = 0;
    guard(nullptr, [&] {
        need(mset, "mset");
        size = mset->mset.size();
    });
    return size;
}

xapian_status xapian_mset_hit(const xapian_mset *mset, uint32_t i,
                              xapian_hit *hit, xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(hit, "hit");
        *hit = hit_of(hit_at(mset, i));
    });
}

xapian_status xapian_mset_hits(const xapian_mset *mset, xapian_hit *hits,
                               size_t cap, size_t *n,
                               xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(n, "n");
        need(mset, "mset");
        const Xapian::MSetIterator end = mset->mset.end();
        size_t count = 0;
        for (auto it = mset->mset.begin(); it != end && count < cap; ++it) {
            need(hits, "hits");
            hits[count++] = hit_of(it);
        }
        *n = count;
    });
}

xapian_status xapian_mset_collapse_key(xapian_mset *mset, uint32_t i,
                                       const char **data, size_t *len,
                                       xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_text_out(data, len);
        mset->text = hit_at(mset, i).get_collapse_key();
        lend(mset->text, data, len);
    });
}

xapian_status xapian_mset_sort_key(xapian_mset *mset, uint32_t i,
                                   const char **data, size_t *len,
                                   xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_text_out(data, len);
        mset->text = hit_at(mset, i).get_sort_key();
        lend(mset->text, data, len);
    });
}

xapian_status xapian_mset_document(xapian_document **out,
                                   const xapian_mset *mset, uint32_t i,
                                   xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        auto doc = std::make_unique<xapian_document>();
        doc->doc = hit_at(mset, i).get_document();
        doc->is_stored = true;
        *out = doc.release();
    });
}

xapian_status xapian_mset_bounds(const xapian_mset *mset, xapian_bounds *bounds,
                                 xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(bounds, "bounds");
        need(mset, "mset");
        const Xapian::MSet &set = mset->mset;
        bounds->lower = set.get_matches_lower_bound();
        bounds->estimated = set.get_matches_estimated();
        bounds->upper = set.get_matches_upper_bound();
        bounds->all_lower = set.get_uncollapsed_matches_lower_bound();
        bounds->all_estimated = set.get_uncollapsed_matches_estimated();
        bounds->all_upper = set.get_uncollapsed_matches_upper_bound();
        bounds->max_attained = set.get_max_attained();
        bounds->max_possible = set.get_max_possible();
    });
}

xapian_status xapian_mset_term(const xapian_mset *mset, const char *term,
                               size_t len, uint32_t *freq, double *weight,
                               xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(freq, "freq");
        need_number(weight, "weight");
        need(mset, "mset");
        const std::string word = copy(term, len, "term");
        const double highest = mset->mset.get_termweight(word);
        *freq = mset->mset.get_termfreq(word);
        *weight = highest;
    });
}

xapian_status xapian_mset_facets(xapian_mset *mset, uint32_t slot,
                                 xapian_facet *facets, size_t cap, size_t *n,
                                 size_t *seen, xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(n, "n");
        need(mset, "mset");
        const Xapian::ValueCountMatchSpy &spy = spy_of(*mset, slot);
        if (seen) {
            *seen = spy.get_total();
        }
        if (cap == 0) {
            return;
        }
        need(facets, "facets");
        std::vector<std::string> values;
        size_t count = 0;
        for (auto it = spy.top_values_begin(cap); it != spy.top_values_end(cap);
             ++it) {
            values.push_back(*it);
            facets[count++].count = it.get_termfreq();
        }
        mset->values = std::move(values);
        for (size_t i = 0; i < count; i++) {
            lend(mset->values[i], &facets[i].data, &facets[i].len);
        }
        *n = count;
    });
}
