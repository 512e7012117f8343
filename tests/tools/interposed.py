# interposed.py - pcindex with faults.so before it, and what there is to disturb
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs pcindex with faults.so (faults.c) before it, which kills it at a chosen
call or fills its disk, and makes the indexes and runs that are worth it."""

import os
import shutil
import subprocess

import updates as updates_of


def disturbed(program, **settings):
    """The environment of a program that is to fail inside libxapian."""
    env = dict(program.env, **settings)
    env["LSAN_OPTIONS"] = ":".join(filter(None, [
        env.get("LSAN_OPTIONS"), "print_suppressions=0", "suppressions="
        + os.path.join(os.path.dirname(os.path.abspath(__file__)),
                       "interposed.supp")]))
    return env


def before(program, module, **settings):
    """The environment of a program that MODULE.so stands before."""
    name = module + ".so"
    found = [os.path.join(folder, name) for folder in program.path.split(":")
             if os.path.exists(os.path.join(folder, name))]
    if not found:
        raise SystemExit("no %s in %s" % (name, program.path))
    env = disturbed(program, LD_PRELOAD=found[0], **settings)
    # Sanitizers want to come first, but work as well when they do not.
    env["ASAN_OPTIONS"] = ":".join(filter(None, [
        env.get("ASAN_OPTIONS"), "verify_asan_link_order=0"]))
    return env


def preload(program, index, **settings):
    """The same for faults.so, which is told what to do with calls on index."""
    return before(program, "faults", FAULTS_BELOW=index, **{
        "FAULTS_" + name.upper(): str(value)
        for name, value in settings.items()})


class Call:
    """A call on something below the index, as faults.so wrote it down."""

    def __init__(self, line):
        (number, self.name, takes_space, self.context, self.path,
         frames) = line.split("\t")
        self.number, self.frames = int(number), tuple(frames.split())
        self.takes_space = takes_space == "1"
        self.site = (self.name, self.frames[:3])


def calls_of(program, index, args):
    """Runs pcindex with args, undisturbed, and lists its calls."""
    log = program.at("calls.log")
    if os.path.exists(log):
        os.unlink(log)
    done = run(program, args, preload(program, index, log=log))
    if done.returncode != 0:
        raise SystemExit("pcindex %s ended with %d: %s" % (
            " ".join(args), done.returncode, done.stderr))
    with open(log, encoding="utf-8", errors="replace") as file:
        return [Call(line.rstrip("\n")) for line in file]


def run(program, args, env=None):
    """pcindex, that may end in any way."""
    return subprocess.run([program.program("pcindex"), *args],
                          cwd=program.folder, env=env or program.env,
                          stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=600, check=False)


def names_of_sites(program, frames):
    """MODULE+OFFSET -> FUNCTION+OFFSET, as far as nm knows."""
    names = {}
    path = program.program("pcindex")
    listed = subprocess.run(["nm", "-C", path], capture_output=True,
                            check=False).stdout.decode("utf-8", "replace")
    symbols = sorted((int(parts[0], 16), parts[2]) for parts in (
        line.split(" ", 2) for line in listed.splitlines())
        if len(parts) == 3 and parts[0] and parts[1] in "tTwW")
    for frame in frames:
        module, offset = frame.rsplit("+", 1)
        at = int(offset, 16)
        if module != "pcindex" or not symbols:
            continue
        low = [symbol for symbol in symbols if symbol[0] < at]
        if low:
            names[frame] = "%s+%x" % (low[-1][1], at - low[-1][0])
    return names




class Scenario:
    """An index, and a run of pcindex that is to be disturbed. States are pairs
    (tree, dictionary); old is None where there is no index yet. damaged is
    the generation that is served but not whole, so that the one before, of
    which old is the state, answers."""

    def __init__(self, name, before, tree, args, old, new, damaged=0):
        self.name, self.before, self.tree = name, before, tree
        self.args, self.old, self.new = args, old, new
        self.damaged, self.is_damaged = damaged, damaged != 0
        self.is_rollback = "--rollback" in args

    def restore(self, index):
        """Puts the index as it is before the run."""
        shutil.rmtree(index, ignore_errors=True)
        if self.before:
            shutil.copytree(self.before, index)

    def find(self, faults, updates, kind, index, what):
        """After it was stopped: the state that is served, which must be the
        old or the new one; None where it is neither."""
        if self.is_damaged and updates_of.served(index) == self.damaged:
            return updates.which_instead(faults, kind, index, self.old, what)
        return updates.which(faults, kind, index, [
            s for s in (self.old, self.new) if s], what)

    def finish(self, faults, updates, index, state, what):
        """Runs pcindex undisturbed. The state that it comes to, which must be
        the final one; None where it is not, or something is left over."""
        program = updates.program
        done = run(program, self.then(index, updates.trees))
        # A manifest without CURRENT may also be one that has lost it, which
        # is to be said.
        may_say = self.is_damaged or (
            not self.old and b"CURRENT: missing" in done.stderr)
        if done.returncode != 0 or (done.stderr and not may_say):
            faults.add("next run", what, "ended with", done.returncode,
                       done.stderr.decode("utf-8", "replace").strip())
            return None
        state = updates.which(faults, "next run", index, [self.final(state)],
                              what)
        left = updates_of.rubbish(index, self)
        if left:
            faults.add("rubbish", what, "; ".join(left[:4]))
        return None if left else state

    def final(self, served):
        """What a run over all sources comes to, after this one was stopped:
        served is the state that was found. Trees and dictionary are as in the
        run, if it was not to go back."""
        return (self.tree, served[1]) if self.is_rollback else self.new

    def then(self, index, trees):
        """The arguments of that run."""
        return (["-i", index, "-q", *trees] if self.is_rollback
                else ["-i", index, *self.args])


class Scenarios:
    """Makes scenarios; each takes steps to an index, then one that counts. A
    step is a number of a tree, "rebuild N" of one, "paths N", which names what
    differs from tree 1, "dictionary N" or "rollback"."""

    def __init__(self, updates):
        self.updates, self.program = updates, updates.program
        self.made = []

    def args(self, step):
        """The arguments of a step, but for -i."""
        if isinstance(step, int):
            return ["-q", *self.updates.trees]
        if step == "rollback":
            return ["-q", "--rollback"]
        if step.startswith("rebuild"):
            return ["-q", "--rebuild", *self.updates.trees]
        if step.startswith("paths"):
            path = self.program.at("paths")
            updates_of.write(path, "".join(
                name + "\0" for name in self.updates.changed_paths(
                    1, self.tree_of(step))).encode("utf-8"))
            return ["-q", "--paths-from0", path, self.updates.trees[0]]
        return ["-q", *self.updates.dictionary_args(int(step.split()[1]))]

    def after(self, states, step):
        """The state after a step; states are those served before, in order."""
        tree, dictionary = states[-1] if states else (0, 0)
        if step == "rollback":
            return states[-2]
        if self.tree_of(step) is not None:
            return self.tree_of(step), dictionary
        return tree, int(step.split()[1])

    def tree_of(self, step):
        if isinstance(step, int):
            return step
        if step.startswith(("rebuild", "paths")):
            return int(step.split()[1])
        return None

    def take(self, index, states, step, env=None):
        if self.tree_of(step) is not None:
            self.updates.show(self.tree_of(step))
        done = run(self.program, ["-i", index, *self.args(step)], env)
        if env is None and done.returncode != 0:
            raise SystemExit("%s ended with %d: %s" % (
                step, done.returncode, done.stderr.decode()))
        if env is None:
            states.append(self.after(states, step))

    def add(self, name, steps, last, disturbed=None, damages=False):
        """disturbed: a step, and the call after which it is killed."""
        before, states = self.program.at("before", name), []
        for step in steps:
            self.take(before, states, step)
            updates_of.age(before)
        damaged = 0
        if damages:
            damaged = self.damage(before)
            states.pop()
        if disturbed:
            step, wanted = disturbed
            index = self.program.at("disturbed")
            shutil.copytree(before, index)
            self.updates.show(self.tree_of(step))
            calls = calls_of(self.program, index,
                             ["-i", index, *self.args(step)])
            at = next(c.number for c in calls if wanted(c))
            shutil.rmtree(index)
            self.take(before, states, step, preload(
                self.program, before, at=at, when="after"))
        tree = self.tree_of(last)
        if tree is None:
            tree = states[-1][0]
        self.made.append(Scenario(
            name, before if steps else None, tree, self.args(last),
            states[-1] if states else None, self.after(states, last),
            damaged))

    def damage(self, index):
        """Cuts a file that the served generation has for itself, which is
        noticed by whoever opens it."""
        there = updates_of.manifests(index)
        number = updates_of.served(index)
        others = set().union(*(updates_of.named_files(manifest) for n, manifest
                               in there.items() if n != number))
        name = min(name for name in updates_of.named_files(there[number])
                   - others if name.endswith(".tables"))
        path = os.path.join(index, "files", name)
        updates_of.write(path, updates_of.read(path)[:-1])
        return number

    def all(self):
        """The list; small ones first."""
        def is_manifest(call):
            return call.name.startswith("rename") and "generations" in call.path

        def is_table(call):
            return call.name == "fsync" and ".tables" in call.path

        self.add("update", [0, 1], 2)
        self.add("first", [], 0)
        self.add("sweep", [0, 1, 2, 3, 4], 5)
        self.add("after-kill", [0, 1], 2, (3, is_table))
        self.add("after-late-kill", [0, 1], 2, (3, is_manifest))
        self.add("rebuild", [0, 1], "rebuild 2")
        self.add("dictionary", [0, "dictionary 1"], "dictionary 2")
        self.add("no-dictionary", [0, "dictionary 1"], "dictionary 0")
        self.add("rollback", [0, 1, "dictionary 1"], "rollback")
        self.add("after-rollback", [0, 1, "rollback"], 2)
        if updates_of.has_option(self.program, "--paths-from0"):
            self.add("paths", [0, 1], "paths %d" % self.updates.near)
        self.add("damaged", [0, 1, 2], 3, damages=True)
        self.add("nothing", [0, 1], 1)
        return self.made
