# updates.py - states of source trees, and what each must look like when indexed
# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tests share that disturb updates: a work tree that takes one of
several states, what an undisturbed run makes of each, and the questions that
are asked of an index whose writer was stopped: is what is served whole, and is
nothing left over?"""

import fcntl
import json
import os
import re
import shutil
import time

QUERIES = ["구독", "サーバー", "订阅", "Rechnung", "assinatura", "Abonnement",
           "C#", "kündig*", '"Borealo 구독"', "customer -고객", "zzyzx",
           "Rechnung OR fatura", "synonymous"]
ANSWER_LEFT_OUT = ("generation", "elapsed_ms")
TEXT = re.compile("(<span data-ttu-id=[^>]*>)([^<]*)</span>")
# What stands in an index folder when nobody is writing. quarantine/ is there
# where damage was found, which a kill must not look like.
ENTRIES = {"CURRENT", "lock", "files", "generations", "writing", "statcache"}


def all_files(folder):
    return sorted(os.path.join(path, name)
                  for path, _, names in os.walk(folder) for name in names)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def age(folder, seconds=7200):
    """Makes what is in folder that old, as far as mtime tells."""
    then = time.time() - seconds
    for path in all_files(folder):
        os.utime(path, (then, then))


def answers(program, index, queries):
    """What the queries find, but for what differs from run to run."""
    found = program.search(index, queries, "-n", "20")
    return [(hits, {key: value for key, value in summary.items()
                    if key not in ANSWER_LEFT_OUT}) for hits, summary in found]


def served(index):
    """The number in CURRENT; 0 where there is none."""
    try:
        text = read(os.path.join(index, "CURRENT"))
        return int(re.search(rb"generation (\d+)", text).group(1))
    except FileNotFoundError:
        return 0


def manifests(index):
    """Number -> manifest, of all that are there."""
    found = {}
    folder = os.path.join(index, "generations")
    for name in os.listdir(folder) if os.path.isdir(folder) else []:
        if re.fullmatch(r"\d+\.json", name):
            found[int(name[:-5])] = json.loads(
                read(os.path.join(folder, name)).split(b"\n")[0])
    return found


def named_parts(manifest):
    """The entries of the files that a manifest names."""
    parts = [part for one in manifest["locales"]
             for part in (one["tables"], *one["postings"])]
    if manifest.get("dictionary"):
        parts.append(manifest["dictionary"])
    return parts


def named_files(manifest):
    """What a manifest names in files/."""
    return {part["name"] for part in named_parts(manifest)}


def rubbish(index, scenario):
    """What is in the index but should not be, after a scenario, in words."""
    allowed = ENTRIES | ({"quarantine"} if scenario.is_damaged else set())
    found = ["%s is there" % name for name in os.listdir(index)
             if name not in allowed]
    writing = os.path.join(index, "writing")
    if os.path.isdir(writing):
        found += ["writing/%s is there" % os.path.relpath(path, writing)
                  for path in all_files(writing)]
    there = manifests(index)
    others = set(os.listdir(os.path.join(index, "generations"))) - {
        "%06d.json" % number for number in there}
    found += ["generations/%s is there" % name for name in sorted(others)]
    # Going back leaves them.
    if "rollback" not in scenario.name:
        found += ["generation %d is newer than what is served" % number
                  for number in there if number > served(index)]
    wanted = set().union(*(named_files(one) for one in there.values()))
    files = set(os.listdir(os.path.join(index, "files")))
    found += ["files/%s is of no generation" % name
              for name in sorted(files - wanted)]
    found += ["files/%s is missing" % name for name in sorted(wanted - files)]
    with open(os.path.join(index, "lock"), "rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            found.append("the lock is held")
    return found


def has_option(program, option):
    return option in program.must("pcindex", "--help")


class Updates:
    """A work tree with several states, and dictionaries; what an undisturbed
    run makes of each, which is found out when it is first asked for."""

    def __init__(self, program, n_states=6):
        self.program, self.random = program, program.random
        self.trees = [program.at("work", os.path.basename(source.rstrip("/")))
                      for source in program.sources]
        base = {}
        for source, tree in zip(program.sources, self.trees):
            for path in all_files(source):
                base[os.path.join(tree, os.path.relpath(path, source))] = \
                    read(path)
        self.states = [base]
        while len(self.states) < n_states:
            self.states.append(self.edited(self.states[-1], self.trees))
        # One more that is near to state 1: the first tree alone differs.
        self.near = len(self.states)
        self.states.append(self.edited(self.states[1], self.trees[:1]))
        self.shown = {}
        self.dictionaries = [None]
        for name, group in (("one", ["synonymous", "구독", "Rechnung"]),
                            ("two", ["synonymous", "customer"])):
            path = program.at(name + ".yaml")
            write(path, ("synonyms:\n" + "".join(
                "  %s:\n    - %s\n" % (locale, json.dumps(
                    group, ensure_ascii=False))
                for locale in ("ko-KR", "de-DE"))).encode("utf-8"))
            self.dictionaries.append(path)
        self.queries = QUERIES + ["state%d" % n for n in range(n_states + 1)]
        self.known = {}
        self.show(0)

    def edited(self, state, trees):
        """Another state: most files are as they were, and all of those that
        are not below trees."""
        random, state = self.random, dict(state)
        for tree in random.sample(trees, random.randint(
                1, min(3, len(trees)))):
            paths = sorted(p for p in state if p.startswith(tree + "/"))
            for _ in range(random.randint(1, 3)):
                self.edit(state, random.choice(paths))
            if len(paths) > 4 and random.random() < 0.5:
                state.pop(random.choice(paths), None)
        return state

    def edit(self, state, path):
        """Another text, a new file, or a file under another name; the number
        of the state is in a text."""
        if path not in state:
            return
        text = state[path].decode("utf-8", "replace")
        found = list(TEXT.finditer(text))
        if found:
            one = self.random.choice(found)
            text = "%s%s state%d%s" % (
                text[:one.end(2)], self.random.choice(found).group(2),
                len(self.states), text[one.end(2):])
        way = self.random.randrange(4)
        if way == 0:
            path = "%s-%d.md" % (path[:-3], self.random.randrange(1000))
        elif way == 1:
            state.pop(path)
            path = "%s-moved.md" % path[:-3]
        state[path] = text.encode("utf-8")

    def show(self, number):
        """Brings the work tree to that state; what is the same stays."""
        state = self.states[number]
        for path in set(self.shown) - set(state):
            os.unlink(path)
        for path, data in state.items():
            if self.shown.get(path) != data:
                write(path, data)
        self.shown = state
        self.number = number

    def changed_paths(self, one, other):
        """What differs in the first tree, relative to it."""
        one, other = self.states[one], self.states[other]
        return [os.path.relpath(path, self.trees[0]) for path in sorted(
            set(one) | set(other)) if one.get(path) != other.get(path)]

    def dictionary_args(self, number):
        path = self.dictionaries[number]
        return ["--dictionary", path] if path else ["--no-dictionary"]

    def expected(self, state):
        """(dump, answers) of (tree, dictionary), from an undisturbed run."""
        if state not in self.known:
            index = self.program.at("undisturbed", "index")
            trees = []
            for tree in self.trees:
                trees.append(self.program.at("undisturbed",
                                             os.path.basename(tree)))
                os.makedirs(trees[-1])
                for path, data in self.states[state[0]].items():
                    if path.startswith(tree + "/"):
                        write(trees[-1] + path[len(tree):], data)
            path = self.dictionaries[state[1]]
            self.program.index(index, trees, "-q", *(
                ["--dictionary", path] if path else []))
            self.known[state] = (self.program.dump(index), answers(
                self.program, index, self.queries))
            shutil.rmtree(self.program.at("undisturbed"))
        return self.known[state]

    def which(self, faults, kind, index, allowed, what):
        """The state of allowed that the index answers from; None, after a
        fault was added, where it is none of them or not whole."""
        program = self.program
        done = program.run("pcindex", "-i", index, "--verify")
        if done.returncode != 0:
            faults.add(kind, what, "verify:", done.stderr.decode().strip())
            return None
        if program.run("pcsearch", "-i", index, self.queries[0]).stderr:
            faults.add(kind, what, "pcsearch complains")
        found = (program.dump(index), answers(program, index, self.queries))
        for state in allowed:
            if found == self.expected(state):
                return state
        faults.add(kind, what, "what is served is none of", allowed, [
            "%s of %s" % (part, state) for state in allowed for part, a, b
            in zip(("dump", "answers"), found, self.expected(state))
            if a == b])
        return None

    def which_instead(self, faults, kind, index, state, what):
        """The same where what is served is damaged, and another generation
        answers instead, which is to be said."""
        done = self.program.run("pcsearch", "-i", index, self.queries[0])
        if done.returncode not in (0, 1) or done.stderr.count(b"\n") != 1:
            faults.add(kind, what, "pcsearch ended with", done.returncode,
                       done.stderr.decode("utf-8", "replace").strip())
            return None
        if answers(self.program, index, self.queries) != self.expected(
                state)[1]:
            faults.add(kind, what, "pcsearch does not answer as", state)
            return None
        return state
