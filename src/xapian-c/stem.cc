/* stem.cc - stemming words */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "guard.hh"
#include "types.hh"

using namespace xapian_c;

namespace
{

/** Stores text into the caller's buffer; its length also where it is small. */
void store(const std::string &text, char *buf, size_t cap, size_t *len)
{
    *len = text.size();
    if (text.size() > cap) {
        throw std::length_error("buffer of " + std::to_string(cap) +
                                " bytes is too small for " +
                                std::to_string(text.size()));
    }
    if (cap > 0) {
        need(buf, "buf");
        text.copy(buf, cap);
    }
}

} // namespace

xapian_status xapian_stem_new(xapian_stem **out, const char *language,
                              xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_out(out);
        need(language, "language");
        auto stem = std::make_unique<xapian_stem>();
        stem->stem = Xapian::Stem(language);
        *out = stem.release();
    });
}

void xapian_stem_free(xapian_stem *stem) noexcept
{
    guard(nullptr, [&] { delete stem; });
}

xapian_status xapian_stem_apply(xapian_stem *stem, const char *word,
                                size_t word_len, char *buf, size_t cap,
                                size_t *len, xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(len, "len");
        need(stem, "stem");
        take(stem->word, word, word_len, "word");
        store(stem->stem(stem->word), buf, cap, len);
    });
}

xapian_status xapian_stem_languages(char *buf, size_t cap, size_t *len,
                                    xapian_error *err) noexcept
{
    return guard(err, [&] {
        need_number(len, "len");
        store(Xapian::Stem::get_available_languages(), buf, cap, len);
    });
}
