#!/usr/bin/env python3
# damage_property.py - no damaged byte is served
# SPDX-License-Identifier: GPL-2.0-or-later
"""Changes a byte of CURRENT, of the served manifest or of a file that it names,
cuts the file, makes it longer or takes it away; and looks whether

- pcindex --verify ends with status 2 and names the file in one line;
- pcsearch ends by itself, and answers as the undamaged generation does, or as
  an older one does that it names in a line; or it ends with status 2 and a
  line. No hit has a text that is not in the index;
- a run over all sources ends well, and gives what a rebuild gives.

A share of the damages is rot: the file looks as if nobody had written to it
(stamps.c). Then an answer may be another one than that of the whole index, but
all else holds.

The index has several generations, and locales whose postings are several files.
And where an update names one of two sources of a locale, what it takes over of
the other from a damaged index is whole, or it refuses.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import interposed  # noqa: E402
import programs  # noqa: E402
import updates as updates_of  # noqa: E402

SECONDS = 20  # what takes a few milliseconds
SHOWN = re.compile(r"generation (\d+)")
HEADER = 4096  # of files, where damage does most


class Kept:
    """A file's bytes, to be damaged and put back."""

    def __init__(self, path):
        self.path, self.data = path, updates_of.read(path)

    def offset(self, random):
        """Anywhere, but often in what is read first and last."""
        size, way = len(self.data), random.randrange(4)
        if way == 0:
            return random.randrange(min(size, HEADER))
        if way == 1:
            return max(0, size - 1 - random.randrange(HEADER))
        return random.randrange(size)

    def damage(self, random, bit):
        """Damages the file; what was done to it."""
        way, at = random.randrange(10), self.offset(random)
        if way == 0:
            worse, what = self.data[:at], "cut to %d bytes" % at
        elif way == 1:
            more = random.randbytes(random.choice([1, 16, 4096]))
            worse, what = self.data + more, "with %d bytes more" % len(more)
        elif way == 2 and not self.path.endswith("CURRENT"):
            os.unlink(self.path)
            return "missing"
        else:
            byte = self.data[at] ^ (1 << bit)
            worse = self.data[:at] + bytes([byte]) + self.data[at + 1:]
            what = "with bit %d of byte %d of %d changed" % (
                bit, at, len(self.data))
        updates_of.write(self.path, worse)
        return what


def generation_files(index):
    """What the served generation consists of."""
    number = updates_of.served(index)
    manifest = updates_of.manifests(index)[number]
    return [os.path.join(index, "CURRENT"),
            os.path.join(index, "generations", "%06d.json" % number),
            *(os.path.join(index, "files", name)
              for name in sorted(updates_of.named_files(manifest)))]


class Checker:
    """Damages one index, again and again."""

    def __init__(self, faults, updates):
        self.faults, self.updates = faults, updates
        self.program, self.random = updates.program, updates.program.random
        self.whole = self.program.at("whole")
        self.index = self.program.at("index")
        self.outcomes, self.known = {}, {}
        self.make()

    def make(self):
        """Three generations and more, of which the last is served."""
        updates = self.updates
        for number in range(len(updates.states)):
            updates.show(number)
            more = updates.dictionary_args(1) if number == 1 else []
            self.program.index(self.whole, updates.trees, "-q", *more)
            self.known[updates_of.served(self.whole)] = self.remember()
        self.now = self.known[updates_of.served(self.whole)]
        self.final = (len(updates.states) - 1, 1)
        manifest = updates_of.manifests(self.whole)[
            updates_of.served(self.whole)]
        self.postings = max(len(one["postings"])
                            for one in manifest["locales"])
        self.texts = set()
        for number in range(len(updates.states)):
            for line in updates.expected((number, 1))[0].splitlines():
                one = json.loads(line)
                self.texts |= {one["local"], one["english"]}

    def remember(self):
        """Query -> what is found, as bytes but for numbers that vary."""
        return {query: self.ask(query, self.whole)[1]
                for query in self.updates.queries}

    def ask(self, query, index, env=None):
        """(status, answer, standard error) of a pcsearch of its own."""
        done = subprocess.run(
            [self.program.program("pcsearch"), "-i", index, "--json", "-n",
             "20", "--", query], cwd=self.program.folder,
            env=env or self.program.env, stdin=subprocess.DEVNULL,
            capture_output=True, timeout=SECONDS, check=False)
        found = []
        for line in done.stdout.decode("utf-8", "replace").splitlines():
            one = json.loads(line)
            for name in updates_of.ANSWER_LEFT_OUT:
                one.pop(name, None)
            found.append(one)
        return done.returncode, found, done.stderr.decode("utf-8", "replace")

    def count(self, outcome):
        self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1

    def stamps(self):
        """The environment in which files look as when they were sealed."""
        manifest = updates_of.manifests(self.index)[
            updates_of.served(self.index)]
        path = self.program.at("stamps")
        updates_of.write(path, "".join("%d %d %d %s\n" % (
            *part["stamp"], os.path.join(self.index, "files", part["name"]))
            for part in updates_of.named_parts(manifest)).encode("utf-8"))
        return interposed.before(self.program, "stamps", STAMPS=path)

    def check_verify(self, path, what, env):
        done = interposed.run(self.program, ["-i", self.index, "--verify"], env)
        message = done.stderr.decode("utf-8", "replace")
        # What CURRENT says is wrong in more than one way: another number is a
        # generation that is not there.
        wanted = (self.index if path.endswith("CURRENT")
                  else os.path.basename(path))
        if done.returncode != 2 or wanted not in message or (
                message.count("\n") != 1):
            self.faults.add("verify", what, "ended with", done.returncode,
                            message.strip()[:300])

    def check_query(self, query, what, env):
        try:
            status, found, message = self.ask(query, self.index, env)
        except subprocess.TimeoutExpired:
            self.faults.add("hangs", what, query)
            return
        except ValueError as error:
            self.faults.add("output", what, query, error)
            return
        lines = message.count("\n")
        for one in found:
            if one["type"] == "hit" and not {
                    one["local"], one["english"]} <= self.texts:
                self.faults.add("foreign text", what, query, one)
        if status < 0 or programs.CRASH.search(message.encode("utf-8")):
            self.faults.add("crash", what, query, signal.strsignal(-status)
                            if status < 0 else message[:300])
        elif status == 2 and lines == 1:
            self.count("refused")
        elif status in (0, 1) and found == self.now[query] and lines <= 1:
            self.count("answered" if not lines else "answered with a message")
        elif status in (0, 1) and lines == 1 and self.is_older(
                query, found, message):
            self.count("answered from an older generation")
        elif env and status in (0, 1) and not lines:
            self.count("answered otherwise")
        else:
            self.faults.add("answer", what, query, "ended with", status,
                            message.strip()[:300], "other hits"
                            if status in (0, 1) else "")

    def is_older(self, query, found, message):
        """Whether it is the answer of the generation that is named."""
        named = [int(n) for n in SHOWN.findall(message)]
        return any(found == self.known[n][query] for n in named
                   if n in self.known)

    def check_next(self, what):
        """The damaged index, updated."""
        updates = self.updates
        done = self.program.run("pcindex", "-i", self.index, "-q",
                                *updates.trees)
        if done.returncode != 0:
            self.count("next run refused")
            self.faults.add("next run", what, "ended with", done.returncode,
                            done.stderr.decode("utf-8", "replace").strip())
            return
        updates.which(self.faults, "next run", self.index, [
            self.final, (self.final[0], 0)], what)

    def restore(self):
        shutil.rmtree(self.index, ignore_errors=True)
        shutil.copytree(self.whole, self.index)

    def run(self, count, share, rot):
        """Files take turns; after a share of the damages an update runs, and
        a share is rot."""
        self.restore()
        stamps = self.stamps()
        files = [Kept(path) for path in generation_files(self.index)]
        # A file's share grows with its size, but slowly: the small ones and
        # the headers hold what everything else hangs on.
        weights = [len(file.data) ** 0.25 for file in files]
        for number in range(count):
            file = files[number] if number < len(files) else (
                self.random.choices(files, weights)[0])
            what = "%s %s" % (os.path.relpath(file.path, self.index),
                              file.damage(self.random, number % 8))
            env = stamps if self.random.random() < rot else None
            what += " (rot)" if env else ""
            self.check_verify(file.path, what, env)
            for query in self.random.sample(self.updates.queries, 3):
                self.check_query(query, what, env)
            if self.random.random() < share:
                self.check_next(what)
                self.restore()
            else:
                updates_of.write(file.path, file.data)
        print("%d damages of %d files (up to %d of postings a locale); "
              "queries %s" % (count, len(files), self.postings, ", ".join(
                  "%s: %d" % item for item in sorted(self.outcomes.items()))))
        done = self.program.run("pcindex", "-i", self.index, "--verify")
        self.faults.equal("mended", 0, done.returncode, done.stderr)


def check_carried(faults, updates, count):
    """Two sources of one locale, of which an update names one. What is not
    whole of the other may be left out, if that is said."""
    program, random = updates.program, updates.program.random

    def at(name):
        return program.at("carried", name)

    trees = [at("a"), at("b")]
    for tree, state in zip(trees, (0, 1)):
        for path, data in updates.states[state].items():
            if path.startswith(updates.trees[0] + "/"):
                updates_of.write(tree + path[len(updates.trees[0]):], data)
    program.index(at("before"), trees, "-q")
    os.unlink(updates_of.all_files(trees[0])[-1])
    program.index(at("good"), trees, "-q")
    program.index(at("alone"), trees[:1], "-q")
    wanted = {0: remember_all(updates, at("good")),
              1: remember_all(updates, at("alone"))}
    statuses = {}
    for number in range(count):
        index = at("index")
        shutil.rmtree(index, ignore_errors=True)
        shutil.copytree(at("before"), index)
        file = Kept(random.choice(generation_files(index)[2:]))
        what = "%s %s" % (os.path.basename(file.path),
                          file.damage(random, number % 8))
        done = program.run("pcindex", "-i", index, "-q", trees[0])
        message = done.stderr.decode("utf-8", "replace")
        status = done.returncode
        statuses[status] = statuses.get(status, 0) + 1
        if status == 2 and message.count("\n") == 1:
            continue
        if status == 2 or (status == 1 and trees[1] not in message) or (
                remember_all(updates, index) != wanted[status]):
            faults.add("carried", what, "ended with", status, message.strip())
    print("%d updates of one source of a damaged index, with status %s" % (
        count, ", ".join("%d: %d" % item for item in sorted(
            statuses.items()))))


def remember_all(updates, index):
    """The dump, and what is found."""
    return (updates.program.dump(index), updates_of.answers(
        updates.program, index, updates.queries))


def check(options):
    faults = programs.Faults()
    with programs.Programs(options) as program:
        updates = updates_of.Updates(program)
        Checker(faults, updates).run(options.count, options.updates,
                                      options.rot)
        check_carried(faults, updates, max(1, options.count // 4))
    return faults.end()


def main():
    parser = programs.arguments(__doc__, 120)
    parser.add_argument("--updates", type=float, default=0.25, metavar="SHARE",
                        help="share of damages that an update follows; "
                        "default: 0.25")
    parser.add_argument("--rot", type=float, default=0.3, metavar="SHARE",
                        help="share of damages that leave no trace in the "
                        "file's times; default: 0.3")
    return check(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
