#!/usr/bin/env python3
# readers_property.py - who searches while an index is published notices nothing
# SPDX-License-Identifier: GPL-2.0-or-later
"""Readers search without a pause while a writer publishes generation after
generation. Every document of a generation says in each segment which one it is
of, and generations differ in how many documents they have. So

- no search fails, complains, or finds nothing;
- all hits of an answer are of one generation, as many as that one has, and of
  the one that the summary names;
- what a reader finds never gets older;
- a pcsearch --batch that goes on for long keeps to the generation that it has
  opened, whether that is still there or not.

Where there is --retention, the writer keeps as few generations as it may, and
files are made to look old, so that what was served goes at once. Readers are
nobody (by setpriv's way) where root runs the test, and may not write.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import programs  # noqa: E402
import updates as updates_of  # noqa: E402

NOBODY = 65534
MARK = re.compile(r"generation(\d+)")
LOCALES = ["ko-KR", "de-DE", "ja-JP"]
BATCH = 30  # queries of one pcsearch --batch
FAULTS_MAX = 40  # a reader gives up after so many


def document(locale, name, number, segments):
    lines = ["---", "title: %s" % name, "ms.contentlocale: %s" % locale,
             "---"]
    for i in range(segments):
        lines += ["", '<span data-ttu-id="a-%d">Artikel %s generation%d: %s %d'
                  '</span><span class="sxs-lookup"><span data-stu-id="a-%d">'
                  'article %s, generation%d %d</span></span>' % (
                      i, name, number, "구독 Rechnung サーバー", i, i, name,
                      number, i)]
    return "\n".join(lines).encode("utf-8") + b"\n"


class Writer:
    """Publishes, and keeps a table of what each generation holds: its number
    -> (what its documents say, segments)."""

    def __init__(self, program, index, args):
        self.program, self.index, self.args = program, index, args
        self.trees = [program.at("tree", locale.lower()) for locale in LOCALES]
        self.table, self.done = {}, False

    def publish(self, number):
        random, segments = self.program.random, 0
        for locale, tree in zip(LOCALES, self.trees):
            shutil.rmtree(tree, ignore_errors=True)
            for i in range(random.randint(4, 6)):
                count = random.randint(3, 5)
                segments += count
                updates_of.write(os.path.join(tree, "d%d.md" % i), document(
                    locale, "d%d" % i, number, count))
        if number > 1 and random.random() < 0.7:
            updates_of.age(self.index)
        more = ["--rebuild"] if random.random() < 0.1 else []
        # A reader may see the generation before its writer has ended.
        self.table[updates_of.served(self.index) + 1] = (number, segments)
        summary = self.program.index(self.index, self.trees, "-q", *self.args,
                                     *more)
        self.table[summary["generation"]] = (number, segments)
        return summary["published"]


class Reader(threading.Thread):
    """Runs pcsearch until the writer is done."""

    def __init__(self, faults, lock, writer, command, way, who):
        super().__init__()
        self.faults, self.lock, self.writer = faults, lock, writer
        self.command, self.way, self.who = command, way, who
        self.answers, self.generations, self.wrong = 0, [], 0

    def add(self, *what):
        self.wrong += 1
        with self.lock:
            self.faults.add("reader", self.way, *what)

    def run(self):
        step = {"json": self.ask_json, "text": self.ask_text,
                "batch": self.ask_batch, "status": self.ask_status}[self.way]
        while not self.writer.done and self.wrong < FAULTS_MAX:
            try:
                step()
            except (OSError, ValueError, KeyError,
                    subprocess.TimeoutExpired) as error:
                self.add(repr(error))

    def start_program(self, args):
        return subprocess.Popen(
            [*self.command, *args], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            cwd="/", env=self.writer.program.env, **self.who)

    def ask(self, args):
        """What a program prints that ends well; None where it does not."""
        child = self.start_program(args)
        out, err = child.communicate(timeout=120)
        if child.returncode != 0 or err or not out:
            self.add(" ".join(args), "ended with", child.returncode,
                     err.decode("utf-8", "replace").strip(), out[:200])
            return None
        return out.decode("utf-8")

    def ask_json(self):
        out = self.ask(["-i", self.writer.index, "--json", "-n", "1000",
                        "--group", "none", "Artikel"])
        if out:
            *hits, summary = [json.loads(line) for line in out.splitlines()]
            self.judge(hits, summary)

    def ask_text(self):
        out = self.ask(["-i", self.writer.index, "-n", "1000", "Artikel"])
        if out and len(set(MARK.findall(out))) != 1:
            self.add("text of", sorted(set(MARK.findall(out))))
        self.answers += 1

    def ask_status(self):
        out = self.ask(["-i", self.writer.index, "-c", "구독"])
        if out and int(out) not in {n for _, n in
                                    self.writer.table.values()}:
            self.add("counts", out.strip(), "segments, which no generation has")
        self.answers += 1

    def ask_batch(self):
        """One process, asked again and again."""
        child = self.start_program(["-i", self.writer.index, "--json", "-n",
                                    "1000", "--group", "none", "--batch", "-"])
        seen = set()
        for _ in range(BATCH):
            child.stdin.write(b"Artikel\n")
            child.stdin.flush()
            hits = []
            for line in iter(child.stdout.readline, b""):
                hits.append(json.loads(line))
                if hits[-1]["type"] == "summary":
                    break
            if not hits:
                break
            self.judge(hits[:-1], hits[-1])
            seen.add(hits[-1]["generation"])
            time.sleep(0.01)
        out, err = child.communicate(timeout=120)
        if child.returncode != 0 or err or out:
            self.add("ended with", child.returncode,
                     err.decode("utf-8", "replace").strip())
        if len(seen) != 1:
            self.add("answered from generations", sorted(seen))

    def judge(self, hits, summary):
        """An answer in which every segment is a hit."""
        self.answers += 1
        number = summary["generation"]
        said = {mark for hit in hits
                for mark in MARK.findall(hit["local"] + hit["english"])}
        wanted, segments = self.writer.table.get(number, (None, None))
        if said != {str(wanted)}:
            self.add("generation", number, "says", sorted(said), "and not",
                     wanted)
        found = sum(hit["count"] for hit in hits)
        if {summary["segments"], found} != {segments}:
            self.add("generation", number, "has", segments, "segments, not",
                     summary["segments"], "or", found)
        if self.generations and number < self.generations[-1] and (
                self.way != "batch"):
            self.add("generation", number, "after", self.generations[-1])
        if not self.generations or number != self.generations[-1]:
            self.generations.append(number)


def as_nobody(program):
    """How to become one who may read all of it, and write nothing."""
    os.chmod(program.folder, 0o755)
    shutil.copy(program.program("pcsearch"), program.at("pcsearch"))
    if os.geteuid() != 0:
        return {}
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}


def check_readers(faults, program, options, args):
    index = program.at("index%d" % len(os.listdir(program.folder)))
    writer = Writer(program, index, args)
    writer.publish(1)
    who, lock = as_nobody(program), threading.Lock()
    ways = ["json", "batch", "text", "json", "status"]
    readers = [Reader(faults, lock, writer, [program.at("pcsearch")],
                      ways[i % len(ways)], who)
               for i in range(options.readers)]
    begin = time.monotonic()
    for reader in readers:
        reader.start()
    try:
        published = 1
        for number in range(2, options.publishings + 1):
            published += writer.publish(number)
            # Each generation is to be seen by somebody.
            time.sleep(program.random.choice([0, 0, 0.01, 0.05]))
    finally:
        writer.done = True
        for reader in readers:
            reader.join()
    seen = {n for reader in readers for n in reader.generations}
    total = sum(reader.answers for reader in readers)
    print("%s: %d readers%s, %d answers from %d of %d generations, %.1f s" % (
        " ".join(args) or "as usual", len(readers),
        " who are nobody" if who else "", total, len(seen), published,
        time.monotonic() - begin))
    faults.equal("published", options.publishings, published)
    if total < published or len(seen) < published // 4:
        faults.add("few", total, "answers from", len(seen), "generations")
    done = program.run("pcindex", "-i", index, "--verify")
    faults.equal("verify", 0, done.returncode, done.stderr)


def check(options):
    faults = programs.Faults()
    with programs.Programs(options) as program:
        ways = [[]]
        if updates_of.has_option(program, "--retention"):
            ways = [["--retention", "1"], ["--retention", "2"], []]
        options.publishings //= len(ways)
        for args in ways:
            check_readers(faults, program, options, args)
    return faults.end()


def main():
    parser = programs.arguments(__doc__, 1)
    parser.add_argument("--readers", type=int, default=5, metavar="P",
                        help="how many processes read at a time")
    parser.add_argument("--publishings", type=int, default=30, metavar="R",
                        help="how many generations are published")
    return check(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
