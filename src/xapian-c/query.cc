/* query.cc - queries and their combinators */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "guard.hh"
#include "types.hh"

#include <algorithm>
#include <cmath>

using namespace xapian_c;

namespace
{

using Query = Xapian::Query;

/** Hands a new query to the caller, unless it is nested too deeply. */
void give(xapian_query **out, Query &&made, unsigned depth)
{
    if (depth > XAPIAN_QUERY_DEPTH_MAX) {
        throw std::length_error("query is nested deeper than " +
                                std::to_string(XAPIAN_QUERY_DEPTH_MAX));
    }
    auto query = std::make_unique<xapian_query>();
    query->query = std::move(made);
    query->depth = depth;
    *out = query.release();
}

Query::op operator_of(xapian_op op)
{
    switch (op) {
    case XAPIAN_OP_AND:
        return Query::OP_AND;
    case XAPIAN_OP_OR:
        return Query::OP_OR;
    case XAPIAN_OP_XOR:
        return Query::OP_XOR;
    case XAPIAN_OP_MAX:
        return Query::OP_MAX;
    case XAPIAN_OP_SYNONYM:
        return Query::OP_SYNONYM;
    case XAPIAN_OP_ELITE:
        return Query::OP_ELITE_SET;
    case XAPIAN_OP_NEAR:
        return Query::OP_NEAR;
    case XAPIAN_OP_PHRASE:
        return Query::OP_PHRASE;
    }
    throw Xapian::InvalidArgumentError("unknown op");
}

/** The parameter for libxapian: only three operators know one. */
uint32_t parameter_of(xapian_op op, uint32_t parameter)
{
    const bool is_read =
        op == XAPIAN_OP_ELITE || op == XAPIAN_OP_NEAR || op == XAPIAN_OP_PHRASE;
    return is_read ? parameter : 0;
}

void join(xapian_query **out, xapian_op op, const xapian_query *const *parts,
          size_t n, uint32_t parameter)
{
    need_out(out);
    std::vector<Query> queries;
    queries.reserve(n);
    unsigned depth = 0;
    for (size_t i = 0; i < n; i++) {
        need(parts, "parts");
        need(parts[i], "part");
        queries.push_back(parts[i]->query);
        depth = std::max(depth, parts[i]->depth);
    }
    give(out,
         Query(operator_of(op), queries.begin(), queries.end(),
               parameter_of(op, parameter)),
         depth + 1);
}

void join_two(xapian_query **out, Query::op op, const xapian_query *left,
              const xapian_query *right)
{
    need_out(out);
    need(left, "left");
    need(right, "right");
    give(out, Query(op, left->query, right->query),
         std::max(left->depth, right->depth) + 1);
}

void scale(xapian_query **out, const xapian_query *query, double factor)
{
    need_out(out);
    need(query, "query");
    if (!(factor >= 0) || !std::isfinite(factor)) {
        throw Xapian::InvalidArgumentError("factor is not finite and positive");
    }
    give(out, Query(Query::OP_SCALE_WEIGHT, query->query, factor),
         query->depth + 1);
}

int limit_of(xapian_wildcard limit)
{
    switch (limit) {
    case XAPIAN_WILDCARD_ERROR:
        return Query::WILDCARD_LIMIT_ERROR;
    case XAPIAN_WILDCARD_FIRST:
        return Query::WILDCARD_LIMIT_FIRST;
    case XAPIAN_WILDCARD_FREQUENT:
        return Query::WILDCARD_LIMIT_MOST_FREQUENT;
    }
    throw Xapian::InvalidArgumentError("unknown limit");
}

} // namespace

void xapian_query_free(xapian_query *query) noexcept
{
    guard(nullptr, [&] { delete query; });
}

xapian_status xapian_query_term(xapian_query **out, const char *term,
                                size_t len, uint32_t wqf, uint32_t position,
                                xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        give(out, Query(copy(term, len, "term"), wqf, position), 1);
    });
}

xapian_status xapian_query_all(xapian_query **out, xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        give(out, Query(std::string()), 1);
    });
}

xapian_status xapian_query_nothing(xapian_query **out,
                                   xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        give(out, Query(), 1);
    });
}

xapian_status xapian_query_join(xapian_query **out, xapian_op op,
                                const xapian_query *const *parts, size_t n,
                                uint32_t parameter, xapian_error *err) noexcept
{
    return guard(err, [&] { join(out, op, parts, n, parameter); });
}

xapian_status xapian_query_join_terms(xapian_query **out, xapian_op op,
                                      const xapian_term *terms, size_t n,
                                      uint32_t parameter,
                                      xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        std::vector<Query> queries;
        queries.reserve(n);
        for (size_t i = 0; i < n; i++) {
            need(terms, "terms");
            const xapian_term &term = terms[i];
            queries.emplace_back(copy(term.data, term.len, "term"), term.wdf);
        }
        give(out,
             Query(operator_of(op), queries.begin(), queries.end(),
                   parameter_of(op, parameter)),
             2);
    });
}

xapian_status xapian_query_and(xapian_query **out, const xapian_query *left,
                               const xapian_query *right,
                               xapian_error *err) noexcept
{
    return guard(err, [&] { join_two(out, Query::OP_AND, left, right); });
}

xapian_status xapian_query_or(xapian_query **out, const xapian_query *left,
                              const xapian_query *right,
                              xapian_error *err) noexcept
{
    return guard(err, [&] { join_two(out, Query::OP_OR, left, right); });
}

xapian_status xapian_query_and_not(xapian_query **out, const xapian_query *left,
                                   const xapian_query *right,
                                   xapian_error *err) noexcept
{
    return guard(err, [&] { join_two(out, Query::OP_AND_NOT, left, right); });
}

xapian_status xapian_query_filter(xapian_query **out, const xapian_query *left,
                                  const xapian_query *right,
                                  xapian_error *err) noexcept
{
    return guard(err, [&] { join_two(out, Query::OP_FILTER, left, right); });
}

xapian_status xapian_query_and_maybe(xapian_query **out,
                                     const xapian_query *left,
                                     const xapian_query *right,
                                     xapian_error *err) noexcept
{
    return guard(err, [&] { join_two(out, Query::OP_AND_MAYBE, left, right); });
}

xapian_status xapian_query_phrase(xapian_query **out,
                                  const xapian_query *const *parts, size_t n,
                                  uint32_t window, xapian_error *err) noexcept
{
    return guard(err, [&] { join(out, XAPIAN_OP_PHRASE, parts, n, window); });
}

xapian_status xapian_query_near(xapian_query **out,
                                const xapian_query *const *parts, size_t n,
                                uint32_t window, xapian_error *err) noexcept
{
    return guard(err, [&] { join(out, XAPIAN_OP_NEAR, parts, n, window); });
}

xapian_status xapian_query_scale(xapian_query **out, const xapian_query *query,
                                 double factor, xapian_error *err) noexcept
{
    return guard(err, [&] { scale(out, query, factor); });
}

xapian_status xapian_query_boolean(xapian_query **out,
                                   const xapian_query *query,
                                   xapian_error *err) noexcept
{
    return guard(err, [&] { scale(out, query, 0.0); });
}

xapian_status xapian_query_value_range(xapian_query **out, uint32_t slot,
                                       const char *lower, size_t lower_len,
                                       const char *upper, size_t upper_len,
                                       xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        give(out,
             Query(Query::OP_VALUE_RANGE, slot, copy(lower, lower_len, "lower"),
                   copy(upper, upper_len, "upper")),
             1);
    });
}

xapian_status xapian_query_value_ge(xapian_query **out, uint32_t slot,
                                    const char *limit, size_t len,
                                    xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        give(out, Query(Query::OP_VALUE_GE, slot, copy(limit, len, "limit")),
             1);
    });
}

xapian_status xapian_query_value_le(xapian_query **out, uint32_t slot,
                                    const char *limit, size_t len,
                                    xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        give(out, Query(Query::OP_VALUE_LE, slot, copy(limit, len, "limit")),
             1);
    });
}

xapian_status xapian_query_wildcard(xapian_query **out, const char *prefix,
                                    size_t len, uint32_t max_terms,
                                    xapian_wildcard limit, xapian_op op,
                                    xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        if (max_terms == 0) {
            throw Xapian::InvalidArgumentError("max_terms is 0");
        }
        if (op != XAPIAN_OP_OR && op != XAPIAN_OP_MAX &&
            op != XAPIAN_OP_SYNONYM) {
            throw Xapian::InvalidArgumentError("op cannot join a wildcard");
        }
        give(out,
             Query(Query::OP_WILDCARD, copy(prefix, len, "prefix"), max_terms,
                   limit_of(limit), operator_of(op)),
             1);
    });
}

uint32_t xapian_query_length(const xapian_query *query) noexcept
{
    uint32_t length = 0;
    guard(nullptr, [&] {
        need(query, "query");
        length = query->query.get_length();
    });
    return length;
}

bool xapian_query_is_nothing(const xapian_query *query) noexcept
{
    bool is_nothing = true;
    guard(nullptr, [&] {
        need(query, "query");
        is_nothing = query->query.empty();
    });
    return is_nothing;
}

xapian_status xapian_query_description(xapian_query *query, const char **data,
                                       size_t *len, xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_text_out(data, len);
        need(query, "query");
        query->text = query->query.get_description();
        lend(query->text, data, len);
    });
}
