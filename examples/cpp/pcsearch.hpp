// pcsearch.hpp - libpcsearch in C++17: objects that close themselves, errors as
// exceptions, texts as string_view
// SPDX-License-Identifier: CC0-1.0
#ifndef PCSEARCH_HPP
#define PCSEARCH_HPP

#include <pcsearch.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pcsearch
{

// What a call of the library answered, but PCS_OK.
class Error : public std::runtime_error
{
  public:
    explicit Error(const pcs_error &error)
        : std::runtime_error(error.message), status_(error.status)
    {
    }
    pcs_status status() const noexcept
    {
        return status_;
    }

  private:
    pcs_status status_;
};

// A range of an array of the library, for `for`.
template <typename T> class Items
{
  public:
    Items(const T *items, size_t n) : items_(items), n_(n)
    {
    }
    const T *begin() const
    {
        return items_;
    }
    const T *end() const
    {
        return items_ + n_;
    }
    size_t size() const
    {
        return n_;
    }
    const T &operator[](size_t i) const
    {
        return items_[i];
    }

  private:
    const T *items_;
    size_t n_;
};

// A piece of a text: within a mark, or between two.
struct Piece {
    std::string_view text;
    bool is_marked;
};

inline std::vector<Piece> pieces(std::string_view text, const pcs_mark *marks,
                                 size_t n)
{
    std::vector<Piece> out;
    size_t done = 0;
    for (const pcs_mark &mark : Items<pcs_mark>(marks, n)) {
        if (mark.start > done)
            out.push_back({text.substr(done, mark.start - done), false});
        out.push_back({text.substr(mark.start, mark.end - mark.start), true});
        done = mark.end;
    }
    if (done < text.size())
        out.push_back({text.substr(done), false});
    return out;
}

// What is asked besides the query; more of pcs_search_options where needed.
struct Options {
    std::vector<std::string> locales; // none: all
    std::vector<std::string> facets;
    size_t limit = 10;
    size_t offset = 0;
    pcs_grouping grouping = PCS_GROUP_PAIR;
};

// What was found. Everything that comes from it lives as long as it does, and
// it has to go before the searcher does.
class Results
{
  public:
    Results() = default;
    Results(Results &&other) noexcept
        : raw_(std::exchange(other.raw_, pcs_results{}))
    {
    }
    Results &operator=(Results &&other) noexcept
    {
        std::swap(raw_, other.raw_);
        return *this;
    }
    Results(const Results &) = delete;
    Results &operator=(const Results &) = delete;
    ~Results()
    {
        pcs_results_dispose(&raw_);
    }

    Items<pcs_hit> hits() const
    {
        return {raw_.hits, raw_.n_hits};
    }
    // Instead of hits, with PCS_GROUP_ARTICLE.
    Items<pcs_article_hit> articles() const
    {
        return {raw_.article_hits, raw_.n_article_hits};
    }
    Items<pcs_facet> facets() const
    {
        return {raw_.facets, raw_.n_facets};
    }
    Items<const char *> suggestions() const
    {
        return {raw_.suggestions, raw_.n_suggestions};
    }
    const pcs_results &raw() const
    {
        return raw_;
    }
    pcs_results *out()
    {
        return &raw_;
    }

  private:
    pcs_results raw_{};
};

// Throws what went wrong, if anything did.
inline void check(pcs_status status, const pcs_error &error)
{
    if (status != PCS_OK)
        throw Error(error);
}

inline std::vector<const char *> pointers(const std::vector<std::string> &list)
{
    std::vector<const char *> out;
    for (const std::string &text : list)
        out.push_back(text.c_str());
    return out;
}

// For one thread at a time.
class Searcher
{
  public:
    explicit Searcher(const std::string &index)
    {
        pcs_error error = PCS_ERROR_INIT;
        pcs_searcher *raw = nullptr;
        check(pcs_searcher_open(&raw, index.c_str(), &error), error);
        raw_.reset(raw);
    }
    explicit Searcher(pcs_searcher *raw) : raw_(raw)
    {
    }

    Results search(std::string_view query, const Options &options = {})
    {
        // PCS_SEARCH_OPTIONS_INIT is C, and C++20: these are its defaults.
        pcs_search_options o{};
        o.version = 1;
        o.lowest = PCS_TIER_PART;
        o.facet_limit = 20;
        o.limit = options.limit;
        o.offset = options.offset;
        o.grouping = options.grouping;
        const auto locales = pointers(options.locales);
        o.locales = locales.data();
        o.n_locales = locales.size();
        const auto facets = pointers(options.facets);
        o.facets = facets.data();
        o.n_facets = facets.size();
        Results results;
        pcs_error error = PCS_ERROR_INIT;
        check(pcs_search(results.out(), raw_.get(), query.data(), query.size(),
                         &o, &error),
              error);
        return results;
    }

    // Takes a new generation, if there is one; results have to be gone before.
    bool refresh()
    {
        pcs_error error = PCS_ERROR_INIT;
        bool changed = false;
        check(pcs_searcher_refresh(raw_.get(), &changed, &error), error);
        return changed;
    }

    uint64_t generation() const
    {
        return pcs_searcher_generation(raw_.get());
    }

  private:
    struct Close {
        void operator()(pcs_searcher *raw) const
        {
            pcs_searcher_close(raw);
        }
    };
    std::unique_ptr<pcs_searcher, Close> raw_;
};

// Shared by threads; each takes a searcher of its own, which has to go first.
class Index
{
  public:
    explicit Index(const std::string &dir)
    {
        pcs_error error = PCS_ERROR_INIT;
        pcs_index *raw = nullptr;
        check(pcs_index_open(&raw, dir.c_str(), nullptr, &error), error);
        raw_.reset(raw);
    }

    Searcher searcher() const
    {
        pcs_error error = PCS_ERROR_INIT;
        pcs_searcher *raw = nullptr;
        check(pcs_index_searcher(&raw, raw_.get(), &error), error);
        return Searcher(raw);
    }

    // Looks for a new generation; searchers take it when they refresh.
    bool refresh() const
    {
        pcs_error error = PCS_ERROR_INIT;
        bool changed = false;
        check(pcs_index_refresh(raw_.get(), &changed, &error), error);
        return changed;
    }

  private:
    struct Close {
        void operator()(pcs_index *raw) const
        {
            pcs_index_close(raw);
        }
    };
    std::unique_ptr<pcs_index, Close> raw_;
};

} // namespace pcsearch

#endif
