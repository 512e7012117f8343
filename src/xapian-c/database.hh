/* database.hh - what databases lend to the other parts */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef XAPIAN_C_DATABASE_HH
#define XAPIAN_C_DATABASE_HH

#include "types.hh"

namespace xapian_c
{

/** Opens what xapian_database_open opens. */
Xapian::Database open_database(const char *path, int flags);

/** Opens what xapian_database_open_many opens. */
Xapian::Database open_databases(const char *const *paths, size_t n, int flags);

/** Stores the first cap positions, and returns how many there are in all. */
size_t store_positions(Xapian::PositionIterator it, uint32_t *positions,
                       size_t cap);

} // namespace xapian_c

#endif
