#!/usr/bin/env python3
# layers.py - what the programs may include
# SPDX-License-Identifier: GPL-2.0-or-later
"""The programs are built on the public library: their sources include
<pcsearch.h>, headers of src/cli and src/base, those of their own folder, and
the system's. Nothing of the layers below, or whoever embeds the library could
not do what the programs do."""

import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
BELOW = ("parse", "analyze", "store", "index", "search", "api")
PROGRAMS = ("query", "indexer", "server")


def includes(path):
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            found = re.match(r'\s*#\s*include\s*([<"])([^>"]*)', line)
            if found:
                yield number, found.group(1), found.group(2)


def is_fine(program, quote, name):
    if quote == "<":
        return not (name == "xapian-c.h" or name.startswith("xapian")
                    or name.split("/")[0] in BELOW)
    return name == "pcsearch.h" or name.split("/")[0] in (
        program, "cli", "base")


def main():
    bad, seen = [], 0
    for program in PROGRAMS:
        for folder, _, names in os.walk(os.path.join(ROOT, program)):
            for name in sorted(names):
                if not name.endswith((".c", ".h")):
                    continue
                path = os.path.join(folder, name)
                seen += 1
                bad += ["%s:%d: %s" % (os.path.relpath(path, ROOT), number,
                                       what)
                        for number, quote, what in includes(path)
                        if not is_fine(program, quote, what)]
    print("%d files of %s" % (seen, ", ".join(PROGRAMS)))
    if bad or seen < 50:
        sys.exit("not of the public library:\n  " + "\n  ".join(bad))


if __name__ == "__main__":
    main()
