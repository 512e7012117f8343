// articles.cc - articles that a query finds, as HTML, from several threads
// SPDX-License-Identifier: CC0-1.0
//
// usage: articles INDEX LOCALE QUERY...
//
// Each query is answered by a thread of its own, with a searcher of its own,
// from one index; answers come in the order of the queries.
#include <future>
#include <iostream>
#include <sstream>

#include "pcsearch.hpp"

namespace
{

// Texts are what stands in the documents, never markup.
std::string escape(std::string_view text)
{
    std::string out;
    for (char c : text)
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    return out;
}

std::string marked(std::string_view text, const pcs_mark *marks, size_t n)
{
    std::string out;
    for (const auto &piece : pcsearch::pieces(text, marks, n))
        out += piece.is_marked ? "<mark>" + escape(piece.text) + "</mark>"
                               : escape(piece.text);
    return out;
}

void put_article(std::ostream &out, const pcs_article_hit &article)
{
    out << "<article><h2>"
        << marked(article.title, article.marks, article.n_marks) << "</h2>\n";
    for (const auto &hit :
         pcsearch::Items<pcs_hit>(article.hits, article.n_hits)) {
        out << "<p lang=\"" << hit.locale << "\" dir=\"auto\">"
            << marked({hit.local, hit.local_len}, hit.marks, hit.n_marks)
            << "</p>\n<p lang=\"en\">"
            << marked({hit.english, hit.english_len}, hit.english_marks,
                      hit.n_english_marks)
            << "</p>\n";
    }
    out << "</article>\n";
}

std::string answer(const pcsearch::Index &index, const std::string &locale,
                   const std::string &query)
{
    pcsearch::Options options;
    options.locales = {locale};
    options.grouping = PCS_GROUP_ARTICLE;
    options.limit = 2;
    options.facets = {"topic"};
    auto searcher = index.searcher();
    const auto results = searcher.search(query, options);
    std::ostringstream out;
    out << "<h1>" << escape(query) << ": " << results.raw().articles
        << " articles</h1>\n";
    for (const auto &article : results.articles())
        put_article(out, article);
    for (const auto &facet : results.facets())
        for (const auto &value :
             pcsearch::Items<pcs_facet_value>(facet.values, facet.n_values))
            out << "<p>" << escape(value.value) << ": " << value.articles
                << "</p>\n";
    return out.str();
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 4) {
        std::cerr << "usage: articles INDEX LOCALE QUERY...\n";
        return 2;
    }
    try {
        const pcsearch::Index index(argv[1]);
        const std::string locale(argv[2]);
        std::vector<std::future<std::string>> answers;
        for (int i = 3; i < argc; i++)
            answers.push_back(std::async(std::launch::async, answer,
                                         std::cref(index), locale,
                                         std::string(argv[i])));
        for (auto &one : answers)
            std::cout << one.get();
    } catch (const std::exception &error) {
        std::cerr << "articles: " << error.what() << "\n";
        return 2;
    }
    return 0;
}
