/* types.hh - what stands behind the header's opaque types */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef XAPIAN_C_TYPES_HH
#define XAPIAN_C_TYPES_HH

#include "xapian-c.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>
#include <xapian.h>

static_assert(sizeof(Xapian::docid) == sizeof(uint32_t) &&
                  sizeof(Xapian::termcount) == sizeof(uint32_t) &&
                  sizeof(Xapian::termpos) == sizeof(uint32_t) &&
                  sizeof(Xapian::valueno) == sizeof(uint32_t),
              "a libxapian with ids of 32 bits");

struct xapian_database {
    Xapian::Database db;
    std::string text;  /* what was lent last */
    std::string text2; /* its companion, where a call lends two */
    bool is_borrowed = false;
};

struct xapian_writable {
    Xapian::WritableDatabase db;
    xapian_database view;
    std::string term; /* scratch, to spare an allocation a call */
};

struct xapian_document {
    Xapian::Document doc;
    std::string text; /* what was lent last */
    std::string term; /* scratch, to spare an allocation a term */
    bool is_stored = false;
};

struct xapian_query {
    Xapian::Query query;
    unsigned depth = 1;
    std::string text;
};

struct xapian_enquire {
    Xapian::Enquire enquire;
    std::vector<Xapian::valueno> facets;
};

struct xapian_mset {
    typedef std::unique_ptr<Xapian::ValueCountMatchSpy> spy;
    Xapian::MSet mset;
    std::vector<std::pair<Xapian::valueno, spy>> facets;
    std::vector<std::string> values; /* what was lent last as facets */
    std::string text;
};

/* Iterators: libxapian's stands on the element to hand out next, or, with
 * is_current, on the one handed out last. Not every iterator of libxapian keeps
 * its database alive, so the handle does. */
struct xapian_postings {
    Xapian::Database db;
    Xapian::PostingIterator it;
    std::string term;
    bool is_current = false;
};

struct xapian_terms {
    Xapian::Database db;
    Xapian::Document doc;
    Xapian::TermIterator it;
    std::string text;
    bool is_current = false;
};

struct xapian_values {
    Xapian::Database db;
    Xapian::ValueIterator it;
    std::string text;
    bool is_current = false;
};

struct xapian_stem {
    Xapian::Stem stem;
    std::string word;
};

namespace xapian_c
{

/** Throws what becomes XAPIAN_EINVAL. */
[[noreturn]] void refuse_null(const char *name);

/** Throws what becomes XAPIAN_ELIMIT. */
[[noreturn]] void refuse_term(const char *name, size_t len);

/** Refuses a null pointer. */
inline void need(const void *pointer, const char *name)
{
    if (!pointer) {
        refuse_null(name);
    }
}

/** Refuses a null pointer to a new object, and clears it. */
template <typename T> inline void need_out(T **out)
{
    need(out, "out");
    *out = nullptr;
}

/** Refuses null pointers to a text that is handed out, and clears them. */
inline void need_text_out(const char **data, size_t *len)
{
    need(data, "data");
    *data = nullptr;
    need(len, "len");
    *len = 0;
}

/** Refuses a null pointer to a number that is handed out, and clears it. */
template <typename T> inline void need_number(T *number, const char *name)
{
    need(number, name);
    *number = T();
}

/** Puts data into text; null is refused unless len is 0. */
inline void take(std::string &text, const char *data, size_t len,
                 const char *name)
{
    if (len == 0) {
        text.clear();
        return;
    }
    need(data, name);
    text.assign(data, len);
}

/** The same for a text that is used once. */
inline std::string copy(const char *data, size_t len, const char *name)
{
    std::string text;
    take(text, data, len, name);
    return text;
}

/** Refuses a term that libxapian would refuse too late: see XAPIAN_TERM_MAX. */
inline void need_term(const char *data, size_t len, const char *name)
{
    if (len == 0) {
        throw Xapian::InvalidArgumentError(std::string(name) + " is empty");
    }
    need(data, name);
    if (len * 2 <= XAPIAN_TERM_MAX) {
        return;
    }
    size_t size = len;
    for (size_t i = 0; len <= XAPIAN_TERM_MAX && i < len; i++) {
        size += data[i] == '\0';
    }
    if (size > XAPIAN_TERM_MAX) {
        refuse_term(name, size);
    }
}

/** Refuses a block size that libxapian would replace by its own. */
inline void need_block_size(uint32_t size)
{
    if (size != 0 &&
        (size < 2048 || size > 65536 || (size & (size - 1)) != 0)) {
        throw Xapian::InvalidArgumentError(
            "block size is no power of two from 2048 to 65536");
    }
}

/** Lends text to the caller. */
inline void lend(const std::string &text, const char **data, size_t *len)
{
    *data = text.c_str();
    *len = text.size();
}

} // namespace xapian_c

#endif
