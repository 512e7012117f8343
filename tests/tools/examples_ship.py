# examples_ship.py - runs ship-index as a workflow does
# SPDX-License-Identifier: GPL-2.0-or-later
"""Pushes to a clone, runs the step that ships to a host, and cuts it off
wherever it can be cut off; part of update_examples.py."""

import os
import re
import shutil
import stat
import subprocess
import time

from examples_world import INSTALLED, World

NOBODY = 65534
# An ssh whose hosts are this one. Its call number $STOP_AT is cut off, in the
# middle of what it sends where $STOP_HOW says so, and its caller with it.
SSH = """#!/bin/sh
while [ "$1" = -o ]; do shift 2; done
[ "$1" = search@reader.example.org ] || exit 255
count=$(($(cat '%(folder)s/calls') + 1))
echo "$count" >'%(folder)s/calls'
if [ "$count" = "${STOP_AT:-0}" ]; then
    if [ "$STOP_HOW" = middle ]; then
        cat >'%(folder)s/sent'
        size=$(wc -c <'%(folder)s/sent')
        head -c $((size / 2)) '%(folder)s/sent' | sh -c "$2"
    elif [ "$STOP_HOW" = after ]; then
        sh -c "$2"
    fi
    kill -KILL $PPID
    exit 255
fi
exec sh -c "$2"
"""


def workflow_step(text):
    """The commands and the environment of the one step with commands."""
    lines = text.split("\n")
    at = next(i for i, line in enumerate(lines)
              if line.strip() == "run: |")
    indent = len(lines[at]) - len(lines[at].lstrip())
    body = []
    for line in lines[at + 1:]:
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        body.append(line)
    start = next(i for i, line in enumerate(lines) if line.strip() == "env:")
    env = {}
    for line in lines[start + 1:]:
        found = re.fullmatch(r"\s+([A-Z_]+): (\S+)", line)
        if not found:
            break
        env[found.group(1)] = found.group(2)
    return "\n".join(body), env


class Shipping:
    """A clone, the step that ships what is pushed to it, and its host."""

    def __init__(self, world):
        self.world, self.faults = world, world.faults
        self.host = world.at("/srv/pcsearch/index")
        self.commands, env = workflow_step(
            world.example("github-actions.yaml"))
        binaries = world.at("/usr/local/bin")
        World.write(os.path.join(binaries, "ssh"),
                    SSH % {"folder": world.root})
        os.chmod(os.path.join(binaries, "ssh"), 0o755)
        self.env = world.environment(
            PATH=binaries + ":/usr/bin:/bin", HOME=world.root,
            GITHUB_WORKSPACE=world.content, GIT_CONFIG_NOSYSTEM="1", **env)

    def git(self, *args):
        who = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]
        subprocess.run(["git", "-C", self.world.content, *who, *args],
                       env=self.env, check=True, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL)

    def push(self, message):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def step(self, stop_at=0, how="", **more):
        """Runs the step as the workflow does: (exit status, output)."""
        World.write(self.world.at("/calls"), "0")
        env = dict(self.env, STOP_AT=str(stop_at), STOP_HOW=how, **more)
        return self.world.run(["bash", "-e", "-c", self.commands], env)

    def must(self, status, pattern, **more):
        found, said = self.step(**more)
        if found != status or not re.fullmatch(pattern, said, re.S):
            self.faults.add("ship", "exit status", found, "printed",
                            repr(said), "wanted", status, repr(pattern))

    def calls(self):
        with open(self.world.at("/calls"), encoding="ascii") as file:
            return int(file.read())

    def read(self):
        """What a reader gets who may not write: the dump, and answers."""
        made = []
        for command in (["pcindex", "--dump"],
                        ["pcsearch", "--json", "-n", "50", "구독"],
                        ["pcsearch", "-c", "--plain", "정기결제"],
                        ["pcsearch", "-c", "Vertrag"]):
            done = subprocess.run(
                [self.world.at("/usr/local/bin", command[0]), "--no-config",
                 "-i", self.host, *command[1:]],
                stdin=subprocess.DEVNULL, capture_output=True, check=False,
                env=self.world.environment(HOME="/nowhere"), cwd="/",
                **self.reader)
            said = done.stdout.decode("utf-8")
            made.append((done.returncode, re.sub(
                r'"elapsed_ms":[0-9.]+', "", said),
                done.stderr.decode("utf-8")))
        return made

    def __enter__(self):
        """Readers are another user where this one may be any; else this one,
        who may not write there as long as they read."""
        self.reader = {}
        if os.geteuid() == 0:
            self.reader = {"user": NOBODY, "group": NOBODY,
                           "extra_groups": []}
        return self

    def __exit__(self, *unused):
        pass

    def read_only(self):
        """read(), and nobody can have written."""
        if self.reader:
            return self.read()
        everything = [self.host] + [
            os.path.join(path, name) for path, dirs, files
            in os.walk(self.host) for name in dirs + files]
        modes = {path: stat.S_IMODE(os.stat(path).st_mode)
                 for path in everything}
        for path in reversed(everything):
            os.chmod(path, modes[path] & 0o555)
        try:
            return self.read()
        finally:
            for path in everything:
                os.chmod(path, modes[path])

    def good(self, answer):
        return answer[0][0] == 0 and all(status in (0, 1)
                                         for status, _, _ in answer)


def check_stops(ship, old, new):
    """The host is as it was, and the step ends anywhere."""
    before = ship.world.at("/before")
    for how in ("before", "middle", "after"):
        at, stopped = 0, True
        while stopped:
            at += 1
            shutil.rmtree(ship.host)
            shutil.copytree(before, ship.host)
            status, _ = ship.step(at, how)
            stopped = ship.calls() >= at
            found = ship.read_only()
            if found not in (old, new):
                ship.faults.add("ship", "stopped", how, "call", at, found)
            if stopped and status == 0:
                ship.faults.add("ship", "stopped", how, "call", at,
                                "and nobody says so")
            status, said = ship.step()
            if (status, said) != (0, "") or ship.read_only() != new:
                ship.faults.add("ship", "again after", how, at, status, said)
        if at < 8:
            ship.faults.add("ship", "only", at, "calls were cut off")
        print("ship-index was cut off %s each of %d calls" % (how, at - 1))


def check_folder(ship, new):
    """A target without a host is a folder, such as a share."""
    host, ship.host = ship.host, ship.world.at("/srv/pcsearch/share")
    env = dict(ship.env, KEEP="2")
    for _ in range(2):
        ship.world.expect("share", [
            ship.world.at(INSTALLED, "ship-index"), ship.world.content,
            ship.host], env, 0, "")
        ship.faults.equal("share", new, ship.read_only())
    ship.world.expect("share", [
        ship.world.at(INSTALLED, "ship-index"), ship.world.content,
        ship.host + " $(rm)"], env, 2, r"ship-index: [^\n]*letters[^\n]*\n")
    ship.host = host


def check_pruned(ship):
    """Old generations leave the host, and their files with them."""
    for number in range(5):
        ship.world.edit("Vertrag", "Vertrag %d" % number, ["de-de"])
        ship.push("edit")
        for path, _, names in os.walk(ship.host):
            for name in names:
                then = time.time() - 600
                os.utime(os.path.join(path, name), (then, then))
        ship.must(0, "")
    manifests = os.listdir(os.path.join(ship.host, "generations"))
    texts = ""
    for name in manifests:
        with open(os.path.join(ship.host, "generations", name),
                  encoding="utf-8") as file:
            texts += file.read()
    ship.faults.equal("prune", True, 3 <= len(manifests) <= 4, manifests)
    for name in os.listdir(os.path.join(ship.host, "files")):
        if '"%s"' % name not in texts:
            ship.faults.add("prune", name, "is named by no manifest")
    ship.faults.equal("prune", True, ship.good(ship.read_only()))


def check_other_index(ship):
    """An index that begins anew has files of the same names."""
    before = ship.read_only()
    shutil.rmtree(ship.world.at("/var/lib/pcsearch"))
    os.makedirs(ship.world.at("/var/lib/pcsearch"))
    ship.world.edit("Vertrag", "Abkommen", ["de-de"])
    ship.push("another")
    ship.must(2, r"ship-index: files/[^\n]*another one[^\n]*\n")
    ship.faults.equal("ship", before, ship.read_only(), "another index")
    shutil.rmtree(ship.host)
    ship.must(0, "")
    ship.faults.equal("ship", False, ship.read_only() == before, "anew")


def check_ship(world):
    world.fill()
    with Shipping(world) as ship:
        ship.git("init", "-q")
        world.edit("Abonnement", "Vertrag", ["de-de"])
        ship.push("start")
        ship.must(0, "")
        old = ship.read_only()
        ship.faults.equal("ship", True, ship.good(old), old)
        shutil.copytree(ship.host, world.at("/before"))
        world.edit("구독", "정기결제")
        world.edit("Vertrag", "Vertrag neu", ["de-de"])
        korean = os.path.join(world.content, "ko-kr")
        shutil.copyfile(os.path.join(korean, "faq.md"),
                        os.path.join(korean, '새 "글".md'))
        os.remove(os.path.join(world.content, "de-de", "api-reference.md"))
        ship.push("update")
        ship.must(0, "")
        new = ship.read_only()
        ship.faults.equal("ship", True, ship.good(new) and new != old, new)
        check_stops(ship, old, new)
        check_folder(ship, new)
        big = os.path.join(korean, "big.md")
        with open(big, "wb") as file:
            file.truncate(17 << 20)
        ship.push("too large")
        ship.must(1, r"[^\n]*big\.md[^\n]*\n")
        os.remove(big)
        check_pruned(ship)
        check_other_index(ship)
