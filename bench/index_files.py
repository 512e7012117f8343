# index_files.py - the files of an index, as far as measuring looks into them
# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads manifests (src/store/manifest.h) and table files (src/store/tables.h).
Nothing is checked against its checksum: `pcindex --verify` does that."""

import json
import mmap
import os
import struct

MAGIC = b"PCSTABLE"
VERSION = 1
SECTIONS_MAX = 120
HEADER = struct.Struct("<8sIIQQ")
SECTION = struct.Struct("<16sQQ")
# Where an update may leave texts and postings as they lie; everything else of
# a table file is the same as a rebuild's, to the byte.
OF_SLOTS = ("text.blocks", "text.index", "unit.slot", "slot.unit")


class IndexFileError(Exception):
    """A file is not what it should be; the message says why."""


def served(index):
    """The number of the served generation."""
    with open(os.path.join(index, "CURRENT"), encoding="ascii") as file:
        words = file.read().split()
    return int(words[words.index("generation") + 1])


def manifest(index, number=None):
    """The manifest of a generation, by default of the served one."""
    path = os.path.join(index, "generations",
                        "%06d.json" % (number or served(index)))
    with open(path, encoding="utf-8") as file:
        return json.loads(file.readline())


def files_of(named):
    """The names of all files that a manifest names."""
    names = [one["name"] for locale in named["locales"]
             for one in [locale["tables"]] + locale["postings"]]
    if named.get("dictionary"):
        names.append(named["dictionary"]["name"])
    return names


class Tables:
    """The sections of a table file, by name."""

    def __init__(self, path):
        self.path = path
        with open(path, "rb") as file:
            self.bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        magic, version, n, _, _ = HEADER.unpack_from(self.bytes, 0)
        if magic != MAGIC or version != VERSION or n > SECTIONS_MAX:
            raise IndexFileError("%s: no table file of version %d"
                              % (path, VERSION))
        self.places = {}
        for i in range(n):
            name, offset, length = SECTION.unpack_from(
                self.bytes, HEADER.size + i * SECTION.size)
            self.places[name.rstrip(b"\0").decode("ascii")] = (offset, length)

    def close(self):
        self.bytes.close()

    def section(self, name):
        offset, length = self.places[name]
        return memoryview(self.bytes)[offset:offset + length]


def first_difference(a, b):
    """The first byte at which two sections differ."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def differing_sections(path, other):
    """Yields what is not the same in two table files, but for slots."""
    a, b = Tables(path), Tables(other)
    try:
        for name in sorted(set(a.places) ^ set(b.places)):
            yield "section %s is in one file only" % name
        for name in sorted(set(a.places) & set(b.places)):
            if name in OF_SLOTS:
                continue
            with a.section(name) as mine, b.section(name) as wanted:
                if mine != wanted:
                    yield "section %s: %d bytes, %d wanted, differs at %d" % (
                        name, len(mine), len(wanted),
                        first_difference(mine, wanted))
    finally:
        a.close()
        b.close()


def differences(index, other):
    """Yields what is not the same in two indexes' served generations, but for
    the order of texts and postings."""
    mine, wanted = manifest(index), manifest(other)
    locales = [{one["locale"]: one for one in named["locales"]}
               for named in (mine, wanted)]
    for name in sorted(set(locales[0]) ^ set(locales[1])):
        yield "%s: in one index only" % name
    for name in sorted(set(locales[0]) & set(locales[1])):
        pair = [one[name] for one in locales]
        for key in ("articles", "segments", "units"):
            if pair[0][key] != pair[1][key]:
                yield "%s: %d %s, %d wanted" % (name, pair[0][key], key,
                                                pair[1][key])
        paths = [os.path.join(folder, "files", one["tables"]["name"])
                 for folder, one in zip((index, other), pair)]
        for line in differing_sections(*paths):
            yield "%s: %s" % (name, line)
    both = [(named.get("dictionary") or {}).get("xxh3")
            for named in (mine, wanted)]
    if both[0] != both[1]:
        yield "the dictionaries differ"


def postings_files(index):
    """The most files that one locale's postings are."""
    return max((len(one["postings"]) for one in manifest(index)["locales"]),
               default=0)
