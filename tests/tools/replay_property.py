#!/usr/bin/env python3
# replay_property.py - an update gives what a rebuild gives, commit by commit
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes a git repository out of copies of SOURCE... with --count commits, each
with an edit of another kind and a few more, and has bench/replay replay it,
which must find updates equal to rebuilds. A pcindex that leaves a file out of
its updates must be found out."""

import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import programs  # noqa: E402
import scratch  # noqa: E402

REPLAY = os.path.join(scratch.ROOT, "bench", "replay")
LOCALES = ("de-de", "ja-jp", "ko-kr", "zh-tw")
TEXT = re.compile("(<span data-ttu-id=[^>]*>)([^<]+)</span>")
WRAPPER = """#!/bin/sh
# Leaves faq.md out where there is an index to update.
case " $* " in
*" --rebuild "* | *" --dump "* | *" --verify "* | *" --status "* | \\
    *" --help "*) exec '%(program)s' "$@" ;;
esac
for index; do
    [ -e "$index/CURRENT" ] && exec '%(program)s' --exclude faq.md "$@"
done
exec '%(program)s' "$@"
"""


class Repository:
    """A repository that is edited at random."""

    def __init__(self, chance, folder):
        self.chance = chance
        self.folder = folder
        self.kinds = [
            self.edit_text, self.edit_same_size, self.add, self.remove,
            self.rename, self.edit_title, self.edit_locale, self.repeat,
            self.shorten, self.edit_other, self.edit_many, self.restore,
            self.add_named_oddly, self.empty]

    def git(self, *args):
        env = {"PATH": os.environ.get("PATH", os.defpath),
               "HOME": self.folder, "GIT_CONFIG_NOSYSTEM": "1"}
        for who in ("AUTHOR", "COMMITTER"):
            env["GIT_%s_NAME" % who] = "Nobody"
            env["GIT_%s_EMAIL" % who] = "nobody@example.org"
        return subprocess.run(["git", *args], cwd=self.folder, env=env,
                              stdin=subprocess.DEVNULL, check=True,
                              stdout=subprocess.PIPE).stdout

    def commit(self, message):
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)

    def articles(self):
        return sorted(os.path.join(path, name)
                      for path, _, names in os.walk(self.folder)
                      for name in names if name.endswith(".md"))

    def any(self):
        return self.chance.choice(self.articles())

    @staticmethod
    def read(path):
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()

    @staticmethod
    def write(path, text):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)

    def edit(self, path, change):
        """Changes the text of one span."""
        text = self.read(path)
        spans = list(TEXT.finditer(text))
        if spans:
            span = self.chance.choice(spans)
            text = (text[:span.start(2)] + change(span.group(2)) +
                    text[span.end(2):])
        self.write(path, text)

    def edit_text(self):
        other = TEXT.search(self.read(self.any()))
        words = other.group(2) if other else "구독"
        self.edit(self.any(), lambda text: self.chance.choice(
            (text + " " + words, words, text + text)))

    def edit_same_size(self):
        def turn(text):
            parts = text.split(" ")
            return " ".join(reversed(parts)) if len(parts) > 1 \
                else text[::-1]
        self.edit(self.any(), turn)

    def edit_many(self):
        folder = os.path.dirname(self.any())
        for path in self.articles():
            if path.startswith(folder):
                self.edit(path, lambda text: "neu " + text)

    def add(self):
        path = self.any()
        self.write(os.path.join(os.path.dirname(path), "new",
                                "%d.md" % self.chance.randrange(10 ** 6)),
                   self.read(path))

    def add_named_oddly(self):
        path = self.any()
        self.write(os.path.join(os.path.dirname(path), 'neu "구독" é.md'),
                   self.read(path))

    def remove(self):
        if len(self.articles()) > 8:
            os.remove(self.any())

    def rename(self):
        path = self.any()
        os.rename(path, path[:-3] + "-2.md")

    def edit_title(self):
        path = self.any()
        self.write(path, re.sub("(?m)^title: *", "title: Neu ",
                                self.read(path), count=1))

    def edit_locale(self):
        path = self.any()
        self.write(path, re.sub("(?m)^ms.contentlocale: .*$",
                                "ms.contentlocale: " +
                                self.chance.choice(("ko-KR", "pt-BR")),
                                self.read(path), count=1))

    def repeat(self):
        path = self.any()
        lines = self.read(self.any()).split("\n")
        lines = [line for line in lines if TEXT.search(line)]
        self.write(path, self.read(path) + "\n" +
                   "\n\n".join(lines[:5]) + "\n")

    def shorten(self):
        path = self.any()
        lines = self.read(path).split("\n")
        self.write(path, "\n".join(lines[:2 * len(lines) // 3]))

    def edit_other(self):
        self.write(os.path.join(self.folder, "notes.txt"),
                   str(self.chance.random()))

    def restore(self):
        """A file as it was in the beginning, whatever came since."""
        first = self.git("rev-list", "--max-parents=0", "HEAD").split()[0]
        names = self.git("ls-tree", "-r", "-z", "--name-only", first)
        names = [n for n in names.split(b"\0") if n.endswith(b".md")]
        self.git("checkout", "-q", first.decode("ascii"), "--",
                 os.fsdecode(self.chance.choice(names)))

    def empty(self):
        """A commit without a change."""

    def grow(self, count):
        for number in range(count):
            kind = self.kinds[number % len(self.kinds)]
            kind()
            if kind not in (self.empty, self.edit_other):
                for more in self.chance.sample(self.kinds,
                                               self.chance.randint(0, 2)):
                    more()
            self.commit(kind.__name__)


def replay(program, folder, binaries, *args):
    done = subprocess.run(
        [sys.executable, "-B", REPLAY, "--bin", binaries, "--history", folder,
         "--subdir", ".", "--rebuilds", "1", "-q", *args],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, env=program.env, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def link_programs(program, folder):
    os.makedirs(folder)
    for name in ("pcindex", "pcsearch"):
        os.symlink(program.program(name), os.path.join(folder, name))


def check(options):
    faults = programs.Faults()
    with programs.Programs(options) as program:
        folder = program.at("history")
        for source in program.sources:
            if options.sources or os.path.basename(source) in LOCALES:
                shutil.copytree(source, os.path.join(
                    folder, os.path.basename(source)))
        repository = Repository(program.random, folder)
        repository.git("init", "-q")
        repository.commit("start")
        repository.grow(options.count)
        good, bad = program.at("good"), program.at("bad")
        link_programs(program, good)
        status, said = replay(program, folder, good, "--commits",
                              str(options.count), "--seed", str(options.seed))
        if status != 0:
            faults.add("replay", "exit status", status, said)
        link_programs(program, bad)
        wrapper = os.path.join(bad, "pcindex")
        os.remove(wrapper)
        repository.write(wrapper, WRAPPER % {
            "program": program.program("pcindex")})
        os.chmod(wrapper, 0o755)
        status, said = replay(program, folder, bad, "--commits", "2",
                              "--mode", "scan")
        if status != 1 or "the dump is not a rebuild's" not in said:
            faults.add("not found out", "exit status", status, said)
    return faults.end()


if __name__ == "__main__":
    sys.exit(check(programs.arguments(__doc__, 14).parse_args()))
