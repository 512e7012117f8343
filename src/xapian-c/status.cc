/* status.cc - statuses and their messages */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "guard.hh"
#include "types.hh"

#include <cstring>

namespace
{

/** Appends text to a message, one line of it, and answers the new length. */
size_t append(char *message, size_t at, const char *text, size_t len) noexcept
{
    const size_t room = XAPIAN_ERROR_MESSAGE_MAX - 1;
    for (size_t i = 0; i < len && at < room; i++) {
        const unsigned char c = static_cast<unsigned char>(text[i]);
        message[at++] = c < 0x20 || c == 0x7f ? '?' : text[i];
    }
    message[at] = '\0';
    return at;
}

/** Drops a UTF-8 character that the end of a full message has cut. */
void trim(char *message, size_t len) noexcept
{
    if (len < XAPIAN_ERROR_MESSAGE_MAX - 1) {
        return;
    }
    size_t start = len;
    while (start > 0 && len - start < 4) {
        const unsigned char c = static_cast<unsigned char>(message[--start]);
        if (c < 0x80) {
            return;
        }
        if (c >= 0xc0) {
            message[start] = '\0';
            return;
        }
    }
}

} // namespace

namespace xapian_c
{

xapian_status report(xapian_error *err, xapian_status status, const char *kind,
                     const char *message, size_t len,
                     const char *system) noexcept
{
    if (!err) {
        return status;
    }
    err->status = status;
    size_t at = 0;
    err->message[0] = '\0';
    if (kind) {
        at = append(err->message, at, kind, std::strlen(kind));
        at = append(err->message, at, ": ", 2);
    }
    at = append(err->message, at, message, len);
    if (system) {
        at = append(err->message, at, ": ", 2);
        at = append(err->message, at, system, std::strlen(system));
    }
    trim(err->message, at);
    return status;
}

xapian_status report(xapian_error *err, xapian_status status,
                     const Xapian::Error &error) noexcept
{
    /* The system's text is made on demand, and that may need memory: without
     * it the message is still right. */
    const char *system = nullptr;
    guard(nullptr, [&] { system = error.get_error_string(); });
    const std::string &message = error.get_msg();
    return report(err, status, error.get_type(), message.data(), message.size(),
                  system);
}

xapian_status report(xapian_error *err, xapian_status status,
                     const std::exception &error) noexcept
{
    const char *what = error.what();
    return report(err, status, nullptr, what, std::strlen(what), nullptr);
}

void refuse_null(const char *name)
{
    throw Xapian::InvalidArgumentError(std::string(name) + " is NULL");
}

void refuse_term(const char *name, size_t len)
{
    throw std::length_error(std::string(name) + " of " + std::to_string(len) +
                            " bytes, NUL counted twice, is over the limit of " +
                            std::to_string(XAPIAN_TERM_MAX));
}

} // namespace xapian_c

const char *xapian_status_string(xapian_status status) noexcept
{
    static const char *const names[] = {
        "no error",
        "invalid argument",
        "out of memory",
        "over a limit",
        "database not found",
        "document not found",
        "database locked",
        "database modified while being read",
        "database corrupt",
        "unsupported database version",
        "database cannot be opened",
        "database cannot be created",
        "database closed",
        "database error",
        "operation not possible",
        "out of range",
        "feature unavailable",
        "feature not implemented",
        "wildcard matches too many terms",
        "query cannot be parsed",
        "bad serialised object",
        "network error",
        "network timeout",
        "assertion of libxapian failed",
        "internal error of libxapian",
        "unknown error of libxapian",
        "error of the C++ library",
        "exception of unknown kind",
    };
    const size_t count = sizeof names / sizeof *names;
    static_assert(sizeof names / sizeof *names == XAPIAN_EUNKNOWN + 1,
                  "each status has a name");
    const char *name = "unknown status";
    xapian_c::guard(nullptr, [&] {
        if (static_cast<size_t>(status) < count) {
            name = names[status];
        }
    });
    return name;
}

const char *xapian_version_string(void) noexcept
{
    const char *version = "";
    xapian_c::guard(nullptr, [&] { version = Xapian::version_string(); });
    return version;
}
