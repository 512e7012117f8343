/* compact.cc - merging databases into a packed one */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "database.hh"
#include "guard.hh"

#include <sys/stat.h>

using namespace xapian_c;

namespace
{

/**
 * Refuses to write over a source. libxapian looks at directories only, and
 * would truncate a single file that it is about to read.
 */
void need_other_file(const char *const *sources, size_t n, const char *path)
{
    struct stat out;
    if (::stat(path, &out) < 0) {
        return;
    }
    for (size_t i = 0; i < n; i++) {
        struct stat source;
        need(sources[i], "source");
        if (::stat(sources[i], &source) == 0 && source.st_dev == out.st_dev &&
            source.st_ino == out.st_ino) {
            throw Xapian::InvalidArgumentError("output is a source, too");
        }
    }
}

} // namespace

static_assert(XAPIAN_COMPACT_FULL == int(Xapian::Compactor::FULL) &&
                  XAPIAN_COMPACT_FULLER == int(Xapian::Compactor::FULLER) &&
                  XAPIAN_COMPACT_NO_RENUMBER == Xapian::DBCOMPACT_NO_RENUMBER &&
                  XAPIAN_COMPACT_MULTIPASS == Xapian::DBCOMPACT_MULTIPASS &&
                  XAPIAN_COMPACT_SINGLE_FILE == Xapian::DBCOMPACT_SINGLE_FILE,
              "flags are handed on as they are");

xapian_status xapian_database_compact(const char *const *sources, size_t n,
                                      const char *out_path, uint32_t flags,
                                      uint32_t block_size,
                                      xapian_error *err) noexcept
{
    return guard(err, [&] {
        need(out_path, "out_path");
        const uint32_t level = flags & 3;
        const uint32_t known = 3 | XAPIAN_COMPACT_NO_RENUMBER |
                               XAPIAN_COMPACT_MULTIPASS |
                               XAPIAN_COMPACT_SINGLE_FILE;
        if (level == 3 || (flags & ~known)) {
            throw Xapian::InvalidArgumentError("unknown flags");
        }
        need_block_size(block_size);
        need(sources, "sources");
        need_other_file(sources, n, out_path);
        Xapian::Database db = open_databases(sources, n, XAPIAN_OPEN_GLASS);
        db.compact(out_path, flags, static_cast<int>(block_size));
    });
}
