#!/usr/bin/env python3
# index_property.py - an index is what its sources are, whatever happened to it
# SPDX-License-Identifier: GPL-2.0-or-later
"""Indexes copies of SOURCE... again and again and looks whether

- the index is the same for any number of threads, any order of the sources,
  and any order in which their files were made;
- a damaged byte or a cut file is named by pcindex --verify, pcsearch ends by
  itself with a status that it may have, and no damage gets into an update;
- an update gives what building from nothing gives, and leaves sources alone
  that it does not name;
- a pcindex that is killed leaves an index that answers, and that the next run
  brings up to date.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import programs  # noqa: E402

QUERIES = ["구독", "サーバー", "订阅", "Rechnung", "assinatura", "ใบแจ้งหนี้",
           "الاشتراك", "NPP-4012", "C#", "kündig*", '"Borealo 구독"', "독",
           "customer -고객", "구독 테넌트", "zzyzx", "Rechnung OR fatura"]
LEFT_OUT = ("generation", "elapsed_ms")
TEXT = re.compile("(<span data-ttu-id=[^>]*>)([^<]*)</span>")


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


def all_files(folder):
    return sorted(os.path.join(path, name)
                  for path, _, names in os.walk(folder) for name in names)


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
    return program.at("same0")


def generation_files(index):
    """What the served generation consists of."""
    with open(os.path.join(index, "CURRENT"), encoding="ascii") as file:
        number = int(file.read().split()[-1])
    manifest = os.path.join(index, "generations", "%06d.json" % number)
    with open(manifest, encoding="utf-8") as file:
        named = json.loads(file.readline())
    files = [os.path.join(index, "files", part["name"])
             for one in named["locales"]
             for part in (one["tables"], *one["postings"])]
    return [os.path.join(index, "CURRENT"), manifest, *files]


def damage(random, data):
    """A byte that differs, or fewer bytes, or more."""
    way = random.randrange(8)
    at = random.randrange(len(data))
    if way == 0:
        return data[:at], "cut to %d bytes" % at
    if way == 1:
        return data + b"\0", "with a byte behind it"
    byte = bytes([data[at] ^ (1 << random.randrange(8))])
    return data[:at] + byte + data[at + 1:], "with byte %d changed" % at


def check_damaged(faults, program, index, path, what):
    done = program.run("pcindex", "-i", index, "--verify")
    message = done.stderr.decode("utf-8", "replace")
    # What CURRENT says is wrong in more than one way: another number is a
    # generation that is not there.
    wanted = index if path.endswith("CURRENT") else os.path.basename(path)
    if done.returncode != 2 or wanted not in message or (
            message.count("\n") != 1):
        faults.add("verify", path, what, "ended with", done.returncode,
                   message.strip()[:300])
    for query in program.random.sample(QUERIES, 3):
        done = program.run("pcsearch", "-i", index, "-n", "20", query)
        message = done.stderr.decode("utf-8", "replace")
        if done.returncode not in (0, 1, 2) or (
                (done.returncode == 2) != (message.count("\n") == 1)):
            faults.add("damaged", path, what, query, "ended with",
                       done.returncode, message.strip()[:300])


def check_damage(faults, program, index, count):
    files = generation_files(index)
    for number in range(count):
        path = (files[number] if number < len(files)
                else program.random.choice(files))
        with open(path, "rb") as file:
            data = file.read()
        worse, what = damage(program.random, data)
        with open(path, "wb") as file:
            file.write(worse)
        check_damaged(faults, program, index, path, what)
        with open(path, "wb") as file:
            file.write(data)
    verify(faults, program, index, "after all damage was mended")


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


def check_damaged_update(faults, program, count):
    """Two sources of one locale, of which an update names one: what it takes
    over of the other from a damaged index is whole, or it refuses."""
    trees = [program.at("damaged", name) for name in ("a", "b")]
    for tree in trees:
        shutil.copytree(program.sources[0], tree)
    change_text(program.random, all_files(trees[1])[0])
    before, good = program.at("before"), program.at("good")
    program.index(before, trees, "-q")
    change_text(program.random, all_files(trees[0])[-1])
    program.index(good, trees, "-q")
    wanted = (program.dump(good), answers(program, good))
    refused = 0
    for _ in range(count):
        index = program.at("worse")
        shutil.rmtree(index, ignore_errors=True)
        shutil.copytree(before, index)
        path = program.random.choice(generation_files(index)[2:])
        with open(path, "rb") as file:
            worse, what = damage(program.random, file.read())
        with open(path, "wb") as file:
            file.write(worse)
        done = program.run("pcindex", "-i", index, "-q", trees[0])
        message = done.stderr.decode("utf-8", "replace")
        refused += done.returncode == 2
        if done.returncode == 2 and message.count("\n") == 1:
            continue
        if done.returncode != 0 or wanted != (program.dump(index),
                                              answers(program, index)):
            faults.add("update of a damaged index", path, what, "ended with",
                       done.returncode, message)
    print("%d of %d updates of a damaged index refused" % (refused, count))


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


def start(program, *args):
    return subprocess.Popen(
        [program.program("pcindex"), *args], cwd=program.folder,
        env=program.env, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)


def check_kill(faults, program, count):
    """Two states of one source take turns; a run is killed at any moment."""
    source = program.sources[0]
    index = program.at("killed")
    states = [program.at("state%d" % i) for i in range(2)]
    for state in states:
        shutil.copytree(source, state)
    change_text(program.random, all_files(states[1])[0])
    dumps, seconds = [], 1e9
    for number, state in enumerate(states):
        begin = time.monotonic()
        program.index(program.at("whole%d" % number), ["tree=" + state], "-q")
        seconds = min(seconds, time.monotonic() - begin)
        dumps.append(program.dump(program.at("whole%d" % number)))
    program.index(index, ["tree=" + states[0]], "-q")
    hits = 0
    for number in range(count):
        tree = "tree=" + states[(number + 1) % 2]
        run = start(program, "-i", index, "-q", "--rebuild", tree)
        time.sleep(program.random.uniform(0, 1.1 * seconds))
        run.send_signal(signal.SIGKILL)
        hits += run.wait() < 0
        what = "kill %d" % number
        if program.dump(index) not in dumps:
            faults.add("killed", what, "neither the old nor the new index")
        verify(faults, program, index, what)
        answers(program, index)
        program.index(index, [tree], "-q")
        if program.dump(index) != dumps[(number + 1) % 2]:
            faults.add("killed", what, "the next run is not what it should be")
        left = os.listdir(os.path.join(index, "writing"))
        faults.equal("killed", [], left, what, "left in writing/")
    print("%d of %d runs were killed before their end" % (hits, count))


def check(options):
    faults = programs.Faults()
    with programs.Programs(options) as program:
        index = check_same(faults, program)
        check_damage(faults, program, index, options.count)
        check_damaged_update(faults, program, options.count // 2)
        check_update(faults, program, max(1, options.count // 8))
        check_kill(faults, program, max(1, options.count // 3))
    return faults.end()


if __name__ == "__main__":
    sys.exit(check(programs.arguments(__doc__, 60).parse_args()))
