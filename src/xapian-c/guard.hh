/* guard.hh - the one place where exceptions become statuses */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef XAPIAN_C_GUARD_HH
#define XAPIAN_C_GUARD_HH

#include "xapian-c.h"

#include <exception>
#include <new>
#include <stdexcept>
#include <xapian.h>

namespace xapian_c
{

/**
 * Fills err (which may be null) and returns status. `kind` and `system` may be
 * null. Allocates nothing and throws nothing, since it also reports a lack of
 * memory.
 */
xapian_status report(xapian_error *err, xapian_status status, const char *kind,
                     const char *message, size_t len,
                     const char *system) noexcept;

/** report for one of libxapian's errors. */
xapian_status report(xapian_error *err, xapian_status status,
                     const Xapian::Error &error) noexcept;

/** report for one of the C++ library's exceptions. */
xapian_status report(xapian_error *err, xapian_status status,
                     const std::exception &error) noexcept;

/**
 * Reports the exception being handled as a DatabaseError or one of its
 * descendants, most specific first.
 */
inline xapian_status report_database(xapian_error *err) noexcept
{
    try {
        throw;
    } catch (const Xapian::DatabaseNotFoundError &e) {
        return report(err, XAPIAN_ENOTFOUND, e);
    } catch (const Xapian::DatabaseVersionError &e) {
        return report(err, XAPIAN_EVERSION, e);
    } catch (const Xapian::DatabaseOpeningError &e) {
        return report(err, XAPIAN_EOPENING, e);
    } catch (const Xapian::DatabaseLockError &e) {
        return report(err, XAPIAN_ELOCKED, e);
    } catch (const Xapian::DatabaseModifiedError &e) {
        return report(err, XAPIAN_EMODIFIED, e);
    } catch (const Xapian::DatabaseCorruptError &e) {
        return report(err, XAPIAN_ECORRUPT, e);
    } catch (const Xapian::DatabaseCreateError &e) {
        return report(err, XAPIAN_ECREATE, e);
    } catch (const Xapian::DatabaseClosedError &e) {
        return report(err, XAPIAN_ECLOSED, e);
    } catch (const Xapian::Error &e) {
        return report(err, XAPIAN_EDATABASE, e);
    } catch (...) {
        return report(err, XAPIAN_EUNKNOWN, nullptr, "exception", 9, nullptr);
    }
}

/** Reports the exception being handled as one of libxapian's other errors. */
inline xapian_status report_xapian(xapian_error *err) noexcept
{
    try {
        throw;
    } catch (const Xapian::DatabaseError &) {
        return report_database(err);
    } catch (const Xapian::DocNotFoundError &e) {
        return report(err, XAPIAN_EDOCUMENT, e);
    } catch (const Xapian::InvalidArgumentError &e) {
        return report(err, XAPIAN_EINVAL, e);
    } catch (const Xapian::InvalidOperationError &e) {
        return report(err, XAPIAN_EOPERATION, e);
    } catch (const Xapian::UnimplementedError &e) {
        return report(err, XAPIAN_EUNIMPLEMENTED, e);
    } catch (const Xapian::FeatureUnavailableError &e) {
        return report(err, XAPIAN_EUNAVAILABLE, e);
    } catch (const Xapian::RangeError &e) {
        return report(err, XAPIAN_ERANGE, e);
    } catch (const Xapian::WildcardError &e) {
        return report(err, XAPIAN_EWILDCARD, e);
    } catch (const Xapian::QueryParserError &e) {
        return report(err, XAPIAN_EQUERY, e);
    } catch (const Xapian::SerialisationError &e) {
        return report(err, XAPIAN_ESERIALISATION, e);
    } catch (const Xapian::NetworkTimeoutError &e) {
        return report(err, XAPIAN_ETIMEOUT, e);
    } catch (const Xapian::NetworkError &e) {
        return report(err, XAPIAN_ENETWORK, e);
    } catch (const Xapian::AssertionError &e) {
        return report(err, XAPIAN_EASSERTION, e);
    } catch (const Xapian::InternalError &e) {
        return report(err, XAPIAN_EINTERNAL, e);
    } catch (const Xapian::Error &e) {
        return report(err, XAPIAN_EXAPIAN, e);
    } catch (...) {
        return report(err, XAPIAN_EUNKNOWN, nullptr, "exception", 9, nullptr);
    }
}

/**
 * Reports the exception being handled. Xapian::Error is no std::exception, so
 * three families are told apart.
 */
inline xapian_status report_current(xapian_error *err) noexcept
{
    try {
        throw;
    } catch (const Xapian::Error &) {
        return report_xapian(err);
    } catch (const std::bad_alloc &e) {
        return report(err, XAPIAN_ENOMEM, e);
    } catch (const std::length_error &e) {
        return report(err, XAPIAN_ELIMIT, e);
    } catch (const std::exception &e) {
        return report(err, XAPIAN_ESTANDARD, e);
    } catch (...) {
        return report(err, XAPIAN_EUNKNOWN, nullptr,
                      "exception of unknown kind", 25, nullptr);
    }
}

/**
 * Runs body, and turns whatever it throws into a status and a message. Every
 * exported function is one call of this. A body refuses by throwing, too:
 * Xapian::InvalidArgumentError is XAPIAN_EINVAL, std::length_error
 * XAPIAN_ELIMIT. The translation is not part of the template, so that a call
 * costs a few instructions.
 */
template <typename Body>
inline xapian_status guard(xapian_error *err, Body &&body) noexcept
{
    try {
        body();
        return XAPIAN_OK;
    } catch (...) {
        return report_current(err);
    }
}

} // namespace xapian_c

#endif
