# replay_programs.py - the programs, run by bench/replay
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs pcindex and pcsearch on any index, and measures what they take."""

import json
import os
import shlex
import subprocess
import tempfile
import time


class ReplayError(Exception):
    """Something cannot be tried; the message says what."""


class Cost:
    """What one process took."""

    def __init__(self, wall, usage, output):
        self.wall = wall
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss * 1024
        self.output = output


def run(command, stdin=b"", good=(0,), nice=0):
    """Runs command to its end. Its input and output are files, so that it
    waits for nobody."""
    with tempfile.TemporaryFile() as into, tempfile.TemporaryFile() as out, \
            tempfile.TemporaryFile() as err:
        into.write(stdin)
        into.seek(0)
        start = time.perf_counter()
        child = subprocess.Popen(["nice", "-n", str(nice)] * bool(nice) +
                                 command, stdin=into, stdout=out, stderr=err)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in good:
            err.seek(0)
            raise ReplayError("%s: exit status %d: %s" % (
                shlex.join(command), child.returncode,
                err.read().decode("utf-8", "replace").strip()))
        out.seek(0)
        return Cost(wall, usage, out.read())


class Programs:
    """pcindex and pcsearch, on any index."""

    def __init__(self, options):
        self.options = options
        self.pcindex = os.path.join(options.bin, "pcindex")
        self.pcsearch = os.path.join(options.bin, "pcsearch")

    def index(self, index, source, *args, stdin=b"", nice=0):
        """Cost and summary of a run."""
        command = [self.pcindex, "--no-config", "-q", "--json", "-i", index]
        if self.options.jobs:
            command += ["-j", str(self.options.jobs)]
        if self.options.locale:
            command += ["-L", self.options.locale]
        # 1: files were left out, which a rebuild does as well.
        cost = run(command + list(args) + [source], stdin, (0, 1), nice)
        return cost, json.loads(cost.output.splitlines()[-1])

    def knows(self, option):
        return option in run([self.pcindex, "--help"]).output.decode("utf-8")

    def dump(self, index):
        return run([self.pcindex, "-i", index, "--dump"]).output

    def verify(self, index):
        run([self.pcindex, "-i", index, "--verify"])

    def published(self, index):
        return json.loads(run([self.pcindex, "-i", index, "--status",
                               "--json"]).output)["published_bytes"]

    def search(self, index, queries, *args):
        """All lines that answer the queries."""
        lines = "".join("%d\t%s\n" % pair for pair in enumerate(queries))
        out = run([self.pcsearch, "-i", index, "--json", "-n", "50", *args,
                   "--batch", "-"], lines.encode("utf-8"), (0, 1)).output
        return [json.loads(line) for line in out.split(b"\n") if line]
