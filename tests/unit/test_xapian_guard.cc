/* test_xapian_guard.cc - every exception becomes a status */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xapian-c/guard.hh"

#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstring>
#include <string>

extern "C" {
#include <cmocka.h>
}

using xapian_c::guard;

namespace
{

/** An error of libxapian that the wrapper has never heard of. */
class NewError : public Xapian::RuntimeError
{
  public:
    NewError() : RuntimeError("new", std::string(), "\000NewError", nullptr)
    {
    }
};

class NewDatabaseError : public Xapian::DatabaseError
{
  public:
    NewDatabaseError() : DatabaseError("new")
    {
    }
};

template <typename Body> void check(xapian_status wanted, Body &&body)
{
    xapian_error err = {XAPIAN_OK, ""};
    assert_int_equal(guard(&err, body), wanted);
    assert_int_equal(err.status, wanted);
    assert_int_not_equal(err.message[0], '\0');
    assert_int_equal(guard(nullptr, body), wanted);
}

template <typename E> void check_error(xapian_status wanted)
{
    check(wanted, [] { throw E("message"); });
    check(wanted, [] { throw E("message", "context", ENOSPC); });
}

void translates_databases_errors(void **)
{
    check_error<Xapian::DatabaseNotFoundError>(XAPIAN_ENOTFOUND);
    check_error<Xapian::DatabaseVersionError>(XAPIAN_EVERSION);
    check_error<Xapian::DatabaseOpeningError>(XAPIAN_EOPENING);
    check_error<Xapian::DatabaseLockError>(XAPIAN_ELOCKED);
    check_error<Xapian::DatabaseModifiedError>(XAPIAN_EMODIFIED);
    check_error<Xapian::DatabaseCorruptError>(XAPIAN_ECORRUPT);
    check_error<Xapian::DatabaseCreateError>(XAPIAN_ECREATE);
    check_error<Xapian::DatabaseClosedError>(XAPIAN_ECLOSED);
    check_error<Xapian::DatabaseError>(XAPIAN_EDATABASE);
    check(XAPIAN_EDATABASE, [] { throw NewDatabaseError(); });
}

void translates_xapians_errors(void **)
{
    check_error<Xapian::DocNotFoundError>(XAPIAN_EDOCUMENT);
    check_error<Xapian::InvalidArgumentError>(XAPIAN_EINVAL);
    check_error<Xapian::InvalidOperationError>(XAPIAN_EOPERATION);
    check_error<Xapian::UnimplementedError>(XAPIAN_EUNIMPLEMENTED);
    check_error<Xapian::FeatureUnavailableError>(XAPIAN_EUNAVAILABLE);
    check_error<Xapian::RangeError>(XAPIAN_ERANGE);
    check_error<Xapian::WildcardError>(XAPIAN_EWILDCARD);
    check_error<Xapian::QueryParserError>(XAPIAN_EQUERY);
    check_error<Xapian::SerialisationError>(XAPIAN_ESERIALISATION);
    check_error<Xapian::NetworkTimeoutError>(XAPIAN_ETIMEOUT);
    check_error<Xapian::NetworkError>(XAPIAN_ENETWORK);
    check_error<Xapian::AssertionError>(XAPIAN_EASSERTION);
    check_error<Xapian::InternalError>(XAPIAN_EINTERNAL);
    check(XAPIAN_EXAPIAN, [] { throw NewError(); });
}

void translates_other_exceptions(void **)
{
    check(XAPIAN_ENOMEM, [] { throw std::bad_alloc(); });
    check(XAPIAN_ENOMEM, [] { throw std::bad_array_new_length(); });
    check(XAPIAN_ELIMIT, [] { std::string().resize(std::string::npos); });
    check(XAPIAN_ESTANDARD, [] { throw std::runtime_error("message"); });
    check(XAPIAN_ESTANDARD, [] { throw std::exception(); });
    check(XAPIAN_EUNKNOWN, [] { throw 1; });
    check(XAPIAN_EUNKNOWN, [] { throw "text"; });
}

void leaves_success_alone(void **)
{
    xapian_error err = {XAPIAN_ERANGE, "before"};
    assert_int_equal(guard(&err, [] {}), XAPIAN_OK);
    assert_int_equal(err.status, XAPIAN_ERANGE);
    assert_string_equal(err.message, "before");
}

std::string message_of(const Xapian::Error &error)
{
    xapian_error err = {XAPIAN_OK, ""};
    xapian_c::report(&err, XAPIAN_EDATABASE, error);
    return err.message;
}

void writes_one_line(void **)
{
    const std::string name = "DatabaseError: ";
    const std::string odd("a\nb\0c\x1b[1m\x7f", 10);
    assert_string_equal(message_of(Xapian::DatabaseError(odd)).c_str(),
                        "DatabaseError: a?b?c?[1m?");
    assert_string_equal(
        message_of(Xapian::DatabaseError("m", std::string(), ENOENT)).c_str(),
        "DatabaseError: m: No such file or directory");
    /* Cut between characters, whatever their length. */
    const char *const characters[] = {"x", "\xc3\xa4", "\xea\xb5\xac",
                                      "\xf0\x9f\x99\x82"};
    for (const char *character : characters) {
        for (size_t shift = 0; shift < 4; shift++) {
            std::string text(shift, 'x');
            while (text.size() < 2 * XAPIAN_ERROR_MESSAGE_MAX) {
                text += character;
            }
            const std::string got = message_of(Xapian::DatabaseError(text));
            const size_t size = std::strlen(character);
            const size_t rest = got.size() - name.size() - shift;
            assert_true(got.size() < XAPIAN_ERROR_MESSAGE_MAX);
            assert_true(got.size() >= XAPIAN_ERROR_MESSAGE_MAX - 5);
            assert_int_equal(rest % size, 0);
            assert_true(got == (name + text).substr(0, got.size()));
        }
    }
}

} // namespace

int main()
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(translates_databases_errors),
        cmocka_unit_test(translates_xapians_errors),
        cmocka_unit_test(translates_other_exceptions),
        cmocka_unit_test(leaves_success_alone),
        cmocka_unit_test(writes_one_line),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
