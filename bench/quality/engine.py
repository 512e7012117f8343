# engine.py - pcindex and pcsearch, as the benchmark calls them
# SPDX-License-Identifier: GPL-2.0-or-later

import json
import os
import subprocess


class QualityError(Exception):
    """Something cannot be measured; the message says what."""


def run(command, text=None, good=(0,)):
    done = subprocess.run(command, input=text, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
    if done.returncode not in good:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise QualityError("%s: exit status %d: %s" % (
            os.path.basename(command[0]), done.returncode,
            lines[-1] if lines else "no message"))
    return done.stdout.decode("utf-8").splitlines()


class Engine:
    """The programs in a folder, and one index that they make."""

    def __init__(self, folder, index):
        self.pcindex = os.path.join(folder, "pcindex")
        self.pcsearch = os.path.join(folder, "pcsearch")
        for program in self.pcindex, self.pcsearch:
            if not os.access(program, os.X_OK):
                raise QualityError("%s: not found; name the folder of the "
                                   "programs with --bin" % program)
        self.index = index

    def build(self, sources):
        run([self.pcindex, "-q", "-i", self.index] + sources)

    def dump(self):
        """Every segment, in the index's order."""
        lines = run([self.pcindex, "-i", self.index, "--dump"])
        return [json.loads(line) for line in lines]

    def search(self, queries, options):
        """The hits of each query, by the queries' order. Fails if one was
        not answered: a query that is left out would not be noticed."""
        text = "".join("%d\t%s\n" % item for item in enumerate(queries))
        lines = run([self.pcsearch, "-i", self.index, "--json"] + options +
                    ["--batch", "-"], text.encode("utf-8"), good=(0, 1))
        hits = [[] for _ in queries]
        answered = set()
        for line in lines:
            record = json.loads(line)
            if record["type"] == "hit":
                hits[int(record["query_id"])].append(record)
            elif record["type"] == "summary":
                answered.add(int(record["query_id"]))
        missing = sorted(set(range(len(queries))) - answered)
        if missing:
            raise QualityError("%d of %d queries were not answered, the first "
                               "one: %s" % (len(missing), len(queries),
                                            queries[missing[0]]))
        return hits
