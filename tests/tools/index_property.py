#!/usr/bin/env python3
# index_property.py - an index is what its sources are, whatever happened to it
# SPDX-License-Identifier: GPL-2.0-or-later
"""Indexes copies of SOURCE... again and again and looks whether

- the index is the same for any number of threads, any order of the sources,
  and any order in which their files were made;
- an update gives what building from nothing gives, and leaves sources alone
  that it does not name.

What damage, a full disk and a kill may do is looked at elsewhere:
damage_property.py, full_disk_property.py, kill_property.py.
"""

import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import programs  # noqa: E402
from updates import TEXT, all_files  # noqa: E402

QUERIES = ["구독", "サーバー", "订阅", "Rechnung", "assinatura", "ใบแจ้งหนี้",
           "الاشتراك", "NPP-4012", "C#", "kündig*", '"Borealo 구독"', "독",
           "customer -고객", "구독 테넌트", "zzyzx", "Rechnung OR fatura"]
LEFT_OUT = ("generation", "elapsed_ms")


def answers(program, index):
    """What the queries find, but for what may differ."""
    found = program.search(index, QUERIES, "-n", "50")
    return [(hits, {key: value for key, value in summary.items()
                    if key not in LEFT_OUT}) for hits, summary in found]


def verify(faults, program, index, what):
    done = program.run("pcindex", "-i", index, "--verify")
    if done.returncode != 0:
        faults.add("verify", what, done.stderr.decode("utf-8", "replace"))


def name_of(source):
    return os.path.basename(source.rstrip("/"))


def copy_shuffled(program, source, target):
    """Makes the files of source anew in any order; so the file system lists
    them in another."""
    files = all_files(source)
    program.random.shuffle(files)
    for file in files:
        to = os.path.join(target, os.path.relpath(file, source))
        os.makedirs(os.path.dirname(to), exist_ok=True)
        shutil.copyfile(file, to)


def check_same(faults, program):
    """Threads, order of sources, order of files."""
    sources = program.sources
    named = []
    for source in sources:
        copy_shuffled(program, source, program.at("shuffled", name_of(source)))
        named.append("%s=%s" % (name_of(source),
                                program.at("shuffled", name_of(source))))
    mixed = program.random.sample(sources, len(sources))
    ways = [("1 thread", sources, ["-j", "1"]),
            ("2 threads", sources, ["-j", "2"]),
            ("3 threads", sources, ["-j", "3"]),
            ("8 threads", sources, ["-j", "8"]),
            ("little memory", sources, ["--memory", "32M", "-j", "2"]),
            ("sources in another order", mixed, []),
            ("files in another order", named, [])]
    first = None
    for number, (what, trees, args) in enumerate(ways):
        index = program.at("same%d" % number)
        program.index(index, trees, "-q", *args)
        verify(faults, program, index, what)
        now = (program.dump(index), answers(program, index))
        if first is None:
            first = now
        elif now[0] != first[0]:
            faults.add("same index", what)
        elif now[1] != first[1]:
            faults.add("same answers", what)
        if number:
            shutil.rmtree(index)


def change_text(random, path):
    """Another text in a segment, or one more word."""
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    found = list(TEXT.finditer(text))
    if not found:
        return
    one, other = random.choice(found), random.choice(found)
    inside = random.choice([other.group(2), one.group(2) + " 구독 neu"])
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text[:one.start(2)] + inside + text[one.end(2):])


def change_tree(random, folder, round_number):
    files = all_files(folder)
    way = random.randrange(4)
    if way == 0 and len(files) > 2:
        os.unlink(random.choice(files))
    elif way == 1:
        file = random.choice(files)
        shutil.copyfile(file, "%s-%d-%d.md" % (
            file[:-3], round_number, random.randrange(1000)))
    elif way == 2 and len(files) > 1:
        file = random.choice(files)
        os.rename(file, os.path.join(folder, "moved-%d-%s" % (
            round_number, os.path.basename(file))))
    else:
        change_text(random, random.choice(files))


def check_update(faults, program, rounds):
    """Some of the trees change and are named; all are there afterwards."""
    trees = []
    for source in program.sources[:3]:
        trees.append(program.at("changing", name_of(source)))
        shutil.copytree(source, trees[-1])
    updated, rebuilt = program.at("updated"), program.at("rebuilt")
    program.index(updated, trees, "-q")
    for number in range(rounds):
        changed = program.random.sample(trees, program.random.randint(
            1, len(trees)))
        for tree in changed:
            for _ in range(program.random.randint(0, 4)):
                change_tree(program.random, tree, number)
        summary = program.index(updated, changed, "-q")
        shutil.rmtree(rebuilt, ignore_errors=True)
        whole = program.index(rebuilt, trees, "-q")
        what = "round %d" % number
        if program.dump(updated) != program.dump(rebuilt):
            faults.add("update", what, "is not what a rebuild gives", summary)
        faults.equal("update", answers(program, rebuilt),
                     answers(program, updated), what, "answers")
        for key in ("articles", "segments"):
            faults.equal("update", whole[key], summary[key], what, key)
        verify(faults, program, updated, what)
        again = program.index(updated, changed, "-q")
        faults.equal("update", False, again["published"], what, "again")
        faults.equal("update", summary["generation"], again["generation"],
                     what, "again")


def check(options):
    faults = programs.Faults()
    with programs.Programs(options) as program:
        check_same(faults, program)
        check_update(faults, program, max(1, options.count // 8))
    return faults.end()


if __name__ == "__main__":
    sys.exit(check(programs.arguments(__doc__, 60).parse_args()))
