# programs.py - runs the programs for the property tests
# SPDX-License-Identifier: GPL-2.0-or-later
"""What the property tests share: running pcindex and pcsearch in a folder of
their own, reading what they print, and gathering what is wrong."""

import argparse
import glob
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

import scratch

# What the sanitizers say before they end a program, with statuses of their own.
CRASH = re.compile(rb"Sanitizer|runtime error:")
SHOWN = 12  # faults that are written out in full, of each kind


def arguments(description, count):
    """A parser with what every property test can be told."""
    parser = argparse.ArgumentParser(
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, action="append",
                        type=os.path.abspath, metavar="DIR",
                        help="where the programs are; may be repeated")
    parser.add_argument("--count", type=int, default=count,
                        help="how many cases of a kind; default: %d" % count)
    parser.add_argument("--seed", type=int, default=1,
                        help="another number makes other cases; default: 1")
    parser.add_argument("sources", nargs="*", metavar="SOURCE",
                        help="folders to index; default: those of corpus/")
    return parser


class Faults:
    """What was found to be wrong; prints the first ones of each kind."""

    def __init__(self):
        self.kinds = {}

    def add(self, kind, *what):
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        if self.kinds[kind] <= SHOWN:
            print("%s: %s" % (kind, " ".join(str(w) for w in what)))

    def equal(self, kind, expected, found, *what):
        if expected != found:
            self.add(kind, *what, "expected", repr(expected), "found",
                     repr(found))

    def end(self):
        """The exit status, after a line that sums up."""
        for kind, number in self.kinds.items():
            print("%s: %d" % (kind, number))
        print("not ok" if self.kinds else "ok")
        return 1 if self.kinds else 0


class Programs:
    """Runs programs in a new folder, which goes when the block ends."""

    def __init__(self, options):
        self.path = ":".join(options.bin)
        self.sources = [os.path.abspath(s) for s in options.sources] or sorted(
            glob.glob(os.path.join(scratch.ROOT, "corpus", "*-*")))
        self.random = random.Random(options.seed)

    def __enter__(self):
        self.folder = os.path.realpath(tempfile.mkdtemp(prefix="pcsearch-"))
        self.env = scratch.environment(self.path, self.folder)
        return self

    def __exit__(self, *unused):
        shutil.rmtree(self.folder, ignore_errors=True)

    def at(self, *names):
        return os.path.join(self.folder, *names)

    def program(self, name):
        return shutil.which(name, path=self.path) or sys.exit(
            "no %s in %s" % (name, self.path))

    def run(self, name, *args, stdin=b"", timeout=600):
        """The finished process; its output are bytes. A crash ends the
        test."""
        done = subprocess.run(
            [self.program(name), *args], input=stdin, capture_output=True,
            cwd=self.folder, env=self.env, timeout=timeout, check=False)
        if done.returncode < 0 or CRASH.search(done.stderr):
            sys.exit("%s %s ended with %d: %s" % (
                name, " ".join(args), done.returncode,
                done.stderr.decode("utf-8", "replace")))
        return done

    def must(self, name, *args, stdin=b"", statuses=(0,)):
        """What the program prints; ends the test where it fails."""
        done = self.run(name, *args, stdin=stdin)
        if done.returncode not in statuses:
            sys.exit("%s %s ended with %d: %s"
                     % (name, " ".join(args), done.returncode,
                        done.stderr.decode("utf-8", "replace").strip()))
        return done.stdout.decode("utf-8")

    def index(self, index, sources, *args):
        """Indexes sources; the summary."""
        out = self.must("pcindex", "-i", index, "--json", *args, *sources)
        return [json.loads(line) for line in out.splitlines()][-1]

    def dump(self, index):
        return self.must("pcindex", "-i", index, "--dump")

    def segments(self, index):
        return [json.loads(line) for line in self.dump(index).splitlines()]

    def search(self, index, queries, *args):
        """For each query a pair: its hits, and its summary."""
        lines = "".join("%d\t%s\n" % (i, q) for i, q in enumerate(queries))
        out = self.must("pcsearch", "-i", index, "--json", *args, "--batch",
                        "-", stdin=lines.encode("utf-8"), statuses=(0, 1))
        answers = [([], None) for _ in queries]
        for line in out.splitlines():
            one = json.loads(line)
            number = int(one.pop("query_id"))
            if one["type"] == "hit":
                answers[number][0].append(one)
            elif one["type"] == "summary":
                answers[number] = (answers[number][0], one)
        return answers

    def scan(self, what, texts):
        """The lines that word_scan prints for texts."""
        out = self.must("word_scan", what, stdin="".join(
            text + "\n" for text in texts).encode("utf-8"))
        return out.split("\n")[:-1]
