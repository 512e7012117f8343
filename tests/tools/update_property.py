#!/usr/bin/env python3
# update_property.py - an update gives what building from nothing gives
# SPDX-License-Identifier: GPL-2.0-or-later
"""Applies any edits to copies of SOURCE..., brings an index up to date after
each few, by plain runs or by lists of what has changed, and looks whether

- what it holds and answers, scores included, is what an index has that was
  made of the same files from nothing;
- the summary counts what was edited, and the exit status tells of files that
  were left out;
- a run after that finds nothing to do, whatever was touched or moved.
"""

import hashlib
import json
import os
import shutil
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import index_property  # noqa: E402
import programs  # noqa: E402

ROUNDS = 6  # of one tree, before it is made anew
COUNTS = ("files", "added", "changed", "removed", "unchanged", "failed")
NAMES = ("neu.md", "구독 안내.md", "q\"uote.md", "tab\there.md", "new\nline.md",
         "a/b/tief.md", "a.md", "a-b.md", "\u202eזר.md", "ordner.md/x.md")
BAD = b"<span data-ttu-id=\"x\">" + b"x" * ((1 << 20) + 1) + b"\n"
EMPTY = b"# No segment\n"


def digest(data):
    return hashlib.sha256(data).digest()


def read(path):
    with open(path, "rb") as file:
        return file.read()


def quote(path):
    """As git writes a path in a list by lines."""
    out = []
    for byte in os.fsencode(path):
        if byte in b'"\\':
            out.append("\\" + chr(byte))
        elif 32 <= byte < 127:
            out.append(chr(byte))
        else:
            out.append("\\%03o" % byte)
    text = "".join(out)
    return '"%s"' % text if text != path else path


class Tree:
    """A source that is edited, and what its index is thought to hold."""

    def __init__(self, random, root, name):
        self.random, self.root, self.name = random, root, name
        self.known = {}  # path: digest, of what is indexed
        self.edited = set()  # paths since the last update

    def path(self, name):
        return os.path.join(self.root, name)

    def files(self):
        return {os.path.relpath(path, self.root): read(path)
                for path in index_property.all_files(self.root)
                if path.endswith(".md")}

    def any(self):
        files = sorted(self.files())
        return self.random.choice(files) if files else None

    def write(self, name, data):
        path = self.path(name)
        folder = os.path.dirname(path)
        while not os.path.isdir(folder):  # a file may stand in the way
            try:
                os.makedirs(folder)
            except (FileExistsError, NotADirectoryError):
                above = folder
                while not os.path.lexists(above):
                    above = os.path.dirname(above)
                self.drop(os.path.relpath(above, self.root))
        if os.path.isdir(path):
            shutil.rmtree(path)
        with open(path, "wb") as file:
            file.write(data)
        self.edited.add(name)

    def drop(self, name):
        os.unlink(self.path(name))
        self.edited.add(name)

    # The edits.

    def add(self):
        one = self.any()
        if one:
            self.write(self.random.choice(NAMES), read(self.path(one)))

    def modify(self):
        one = self.any()
        if one:
            index_property.change_text(self.random, self.path(one))
            self.edited.add(one)

    def same_size(self):
        """Another byte, and the old times: in place, or by a new file."""
        one = self.any()
        data = bytearray(read(self.path(one))) if one else b""
        places = [i for i, byte in enumerate(data) if byte in b"abcdefgh"]
        if not places:
            return
        path = self.path(one)
        status = os.stat(path)
        data[self.random.choice(places)] ^= 1
        if self.random.randrange(2):
            path += ".new"
        with open(path, "r+b" if path == self.path(one) else "wb") as file:
            file.write(data)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        if path != self.path(one):
            os.replace(path, self.path(one))
        self.edited.add(one)

    def delete(self):
        one = self.any()
        if one:
            self.drop(one)

    def rename(self):
        one = self.any()
        if one:
            data = read(self.path(one))
            self.drop(one)
            self.write(self.random.choice(NAMES), data)

    def swap(self):
        one, other = self.any(), self.any()
        if one and one != other:
            data = read(self.path(one))
            self.write(one, read(self.path(other)))
            self.write(other, data)

    def to_folder(self):
        """A file goes, and a folder of its name comes."""
        one = self.any()
        if one:
            data = read(self.path(one))
            self.drop(one)
            self.write(os.path.join(one, "innen.md"), data)

    def to_file(self):
        """A folder goes, and a file of its name comes."""
        folders = sorted({os.path.dirname(name) for name in self.files()
                          if "/" in name})
        if not folders:
            return
        one = self.random.choice(folders)
        files = [n for n in self.files() if n.startswith(one + "/")]
        data = read(self.path(files[0]))
        self.edited.update(files)
        shutil.rmtree(self.path(one))
        self.write(one if one.endswith(".md") else one + ".md", data)

    def locale(self):
        """Another locale in the header."""
        one = self.any()
        data = read(self.path(one)) if one else b""
        if data.startswith(b"---\n"):
            named = self.random.choice([b"de-DE", b"ko-KR", b"nl-NL"])
            self.write(one, b"---\nms.contentlocale: " + named + data[3:])

    def empty(self):
        self.write(self.random.choice([self.any() or "leer.md", "leer.md"]),
                   EMPTY)

    def bad(self):
        self.write(self.random.choice([self.any() or "gross.md", "gross.md"]),
                   BAD)

    def touch(self):
        for name in self.files():
            if self.random.randrange(2):
                os.utime(self.path(name))
                self.edited.add(name)

    def back_and_forth(self):
        """Nothing that lasts."""
        one = self.any()
        if one:
            data = read(self.path(one))
            self.drop(one)
            self.write(one, data)

    def edit(self):
        edits = [self.add, self.modify, self.modify, self.same_size,
                 self.same_size, self.delete, self.rename, self.swap,
                 self.to_folder, self.to_file, self.locale, self.empty,
                 self.touch, self.back_and_forth]
        if self.random.randrange(12) == 0:
            edits = [self.bad]
        self.random.choice(edits)()

    # What a run has to find.

    def named(self):
        """What was edited, as a caller may name it: by a folder too, by other
        names, twice, and with what is not there."""
        paths = []
        for name in sorted(self.edited):
            folder = os.path.dirname(name)
            way = self.random.randrange(8)
            if way == 0 and folder:
                paths.append(folder)
            elif way == 1:
                paths.append("./" + name.replace("/", "//"))
            elif way == 2:
                paths.append(self.path(name))
            else:
                paths.append(name)
            if way == 3:
                paths.append(name)
        if self.random.randrange(4) == 0:
            paths.append("not/there.md")
        self.random.shuffle(paths)
        return paths

    def take(self, counts, scopes=None):
        """Counts what a run finds that looks at scopes (None: all), and takes
        it for known."""
        def covered(name):
            return scopes is None or any(
                name == one or name.startswith(one + "/") for one in scopes)
        files = self.files()
        for name in [n for n in self.known if covered(n) and n not in files]:
            counts["removed"] += 1
            del self.known[name]
        for name, data in files.items():
            if not covered(name):
                continue
            counts["files"] += 1
            before = self.known.pop(name, None)
            if len(data) >= len(BAD):
                counts["failed"] += 1
            elif b"data-ttu-id" not in data:
                counts["changed" if before else "unchanged"] += 1
            else:
                self.known[name] = digest(data)
                counts["added" if before is None else "unchanged"
                       if before == self.known[name] else "changed"] += 1
        self.edited.clear()


def run(program, index, *args, stdin=b""):
    """The summary of a run, whose status has to fit."""
    done = program.run("pcindex", "-i", index, "--json", "-j", "2", *args,
                       stdin=stdin)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    if not lines or lines[-1]["type"] != "summary":
        sys.exit("pcindex %s ended with %d: %s" % (
            args, done.returncode, done.stderr.decode("utf-8", "replace")))
    summary = lines[-1]
    has_faults = summary["failed"] or (
        "--strict" in args and summary["warnings"])
    if done.returncode != (1 if has_faults else 0):
        sys.exit("pcindex %s ended with %d: %s" % (args, done.returncode,
                                                   summary))
    return summary


def argument(tree):
    return "%s=%s" % (tree.name, tree.root)


def update_by_list(program, index, tree):
    counts = dict.fromkeys(COUNTS, 0)
    paths = tree.named()
    scopes = [os.path.normpath(os.path.relpath(p, tree.root)
                               if p.startswith("/") else p) for p in paths]
    if program.random.randrange(2):
        option, text = "--paths-from0", "\0".join(paths)
    else:
        end = program.random.choice(["\n", "\r\n"])
        option, text = "--paths-from", "".join(quote(p) + end for p in paths)
    summary = run(program, index, option, "-", argument(tree),
                  stdin=os.fsencode(text))
    tree.take(counts, scopes)
    return counts, summary, (option, paths)


def update_plainly(program, index, trees):
    counts = dict.fromkeys(COUNTS, 0)
    args = program.random.choice([[], [], ["--checksum"], ["--strict"]])
    summary = run(program, index, *args, *[argument(t) for t in trees])
    for tree in trees:
        tree.take(counts)
    return counts, summary, args


def update(faults, program, index, trees, what):
    """All trees, some at once, each in its own way."""
    left = program.random.sample(trees, len(trees))
    while left:
        if program.random.randrange(2):
            counts, summary, how = update_by_list(program, index, left.pop())
        else:
            some = program.random.randrange(1, len(left) + 1)
            counts, summary, how = update_plainly(program, index, left[:some])
            left = left[some:]
        faults.equal("summary", counts, {key: summary[key] for key in COUNTS},
                     what, how)


def check_same(faults, program, index, trees, what):
    fresh = program.at("fresh")
    summary = run(program, fresh, *[argument(t) for t in trees])
    if program.dump(index) != program.dump(fresh):
        faults.add("same index", what)
    elif (index_property.answers(program, index) !=
          index_property.answers(program, fresh)):
        faults.add("same answers", what)
    index_property.verify(faults, program, index, what)
    shutil.rmtree(fresh)
    again = run(program, index, *[argument(t) for t in trees])
    faults.equal("nothing to do", (False, summary["articles"],
                                   summary["segments"], summary["failed"]),
                 (again["published"], again["articles"], again["segments"],
                  again["failed"]), what)


def move(program, tree):
    """A checkout in another place."""
    root = program.at("elsewhere%d" % program.random.randrange(1 << 30),
                      tree.name)
    shutil.copytree(tree.root, root)
    shutil.rmtree(tree.root)
    tree.root = root


def check_sequence(faults, program, number, rounds):
    trees, index = [], program.at("index")
    for source in program.random.sample(program.sources,
                                        min(3, len(program.sources))):
        name = index_property.name_of(source)
        shutil.copytree(source, program.at("trees", name))
        trees.append(Tree(program.random, program.at("trees", name), name))
    time.sleep(2.1)  # so that the first run can vouch for the files' times
    update_plainly(program, index, trees)
    for turn in range(rounds):
        what = "sequence %d round %d" % (number, turn)
        for tree in trees:
            for _ in range(program.random.randrange(4)):
                tree.edit()
        update(faults, program, index, trees, what)
        check_same(faults, program, index, trees, what)
        if program.random.randrange(4) == 0:
            move(program, program.random.choice(trees))
        if program.random.randrange(4) == 0:
            time.sleep(2.1)
            run(program, index, *[argument(t) for t in trees])
    shutil.rmtree(index)
    for tree in trees:
        shutil.rmtree(tree.root)


def check(options):
    faults = programs.Faults()
    with programs.Programs(options) as program:
        left = options.count
        for number in range((options.count + ROUNDS - 1) // ROUNDS):
            check_sequence(faults, program, number, min(ROUNDS, left))
            left -= ROUNDS
    return faults.end()


if __name__ == "__main__":
    sys.exit(check(programs.arguments(__doc__, 24).parse_args()))
