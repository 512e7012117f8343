#!/usr/bin/env python3
# query_property.py - any query has a sound answer, and boolean ones the right one
# SPDX-License-Identifier: GPL-2.0-or-later
"""Indexes SOURCE... (or takes --index) and types --count queries:

- anything at all, under all options: no crash, no error, no wait; one summary
  for each query, totals that agree, marks on borders of characters, hits in
  their order, pages that put together are the list, the same answer twice;
- trees of terms joined with AND, OR and NOT find the segments that reading all
  texts finds (naive_search.py).

What fails is made as small as it still fails by leaving things out.
"""

import itertools
import json
import os
import re
import resource
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import naive_search  # noqa: E402
import programs  # noqa: E402
import random_queries  # noqa: E402

CHUNK = 40    # queries of one run
RUNS = 5      # runs of each chunk, under different options
LISTED = 2000  # an answer of more segments is counted, but not listed
PAGE = 7
SLOWEST = 5  # are always listed
ID = b"%02d\t"  # of one length, since a line has a limit
LINE_MAX = 65536  # bytes of a line of --batch that are read
LEAVES = 150  # terms that trees are made of, in each round
TIERS = ["word", "stem", "part"]
SETTINGS = list(itertools.product(
    ("all", "any", "auto"), ((), ("--plain",)), ("0", "5"), TIERS,
    ("pair", "none", "article"), ((), ("-C", "2"))))
LARGE = "1000000000"


class Args:
    """The options of a run."""

    def __init__(self, match, plain, limit, tier, group, context=(), more=()):
        self.match, self.plain, self.limit = match, plain, limit
        self.tier, self.group, self.context = tier, group, context
        self.more = more

    def list(self):
        return ["--match", self.match, *self.plain, "-n", self.limit, "--tier",
                self.tier, "--group", self.group, *self.context, *self.more]

    def __str__(self):
        return " ".join(self.list())


class Broken(Exception):
    """A run that gave no answers; says why."""


def typed(query):
    """The query as the program reads it from a line."""
    line = (ID % 0 + query).replace(b"\0", b" ").rstrip(b"\r")
    return line[:LINE_MAX][len(ID % 0):].decode("utf-8", "replace")


def run(program, index, queries, args):
    """For each query its hits and its summary."""
    lines = b"".join(ID % i + q + b"\n" for i, q in enumerate(queries))
    with open(program.at("batch"), "wb") as file:
        file.write(lines)
    try:
        done = program.run("pcsearch", "-i", index, "--json", *args.list(),
                           "--batch", program.at("batch"), timeout=300)
    except subprocess.TimeoutExpired:
        raise Broken("no end") from None
    except SystemExit as exit_:  # a crash
        raise Broken(str(exit_)) from None
    if done.returncode not in (0, 1) or done.stderr:
        raise Broken("status %d: %s" % (
            done.returncode, done.stderr.decode("utf-8", "replace")))
    answers = read(done.stdout, len(queries))
    found = any(summary["segments"] for _, summary in answers)
    if done.returncode != (0 if found else 1):
        raise Broken("status %d" % done.returncode)
    return answers


def read(out, count):
    answers, hits = [], []
    # A line's text may hold what Python takes for an end of line.
    for line in out.decode("utf-8").split("\n")[:-1]:
        one = json.loads(line)
        if int(one["query_id"]) != len(answers):
            raise Broken("query_id %r, not %d" % (one["query_id"],
                                                  len(answers)))
        if one["type"] == "summary":
            answers.append((hits, one))
            hits = []
        else:
            hits.append(one)
    if len(answers) != count or hits:
        raise Broken("%d summaries of %d" % (len(answers), count))
    return answers


def of_texts(hits):
    """The hits of segments, and those within articles."""
    for hit in hits:
        yield from [hit] if hit["type"] == "hit" else hit["hits"]


def mark_fault(text, marks):
    data, end = text.encode("utf-8"), -1
    for first, last in marks:
        if not end < first < last <= len(data):
            return "marks %s of %d bytes" % (marks, len(data))
        if any(at < len(data) and data[at] & 0xc0 == 0x80
               for at in (first, last)):
            return "marks %s within a character" % marks
        end = last
    return None


def order_fault(hits, match):
    """Better tiers first, and in each of them, but for the untranslated and
    for words apart, better scores. (Scores are printed rounded.)"""
    tiers = [TIERS.index(hit["tier"]) for hit in hits]
    scores = [hit["score"] for hit in hits]
    drops = [i for i in range(1, len(hits))
             if scores[i] > scores[i - 1] * 1.00001 + 1e-9]
    if match == "any":
        return "scores rise at %s" % drops[:3] if len(drops) > 3 else None
    if tiers != sorted(tiers):
        return "tiers %s" % tiers[:20]
    for tier in range(len(TIERS)):
        if sum(tiers[i] == tier == tiers[i - 1] for i in drops) > 3:
            return "scores rise at %s" % drops[:5]
    return None


def totals_fault(hits, s, args):
    totals = s["segments"], s["pairs"], s["articles"]
    # Grouped by article, some are found by their titles alone.
    if args.group == "article":
        totals = s["segments"], s["pairs"]
    if sum(s["tiers"].values()) != s["segments"]:
        return "tiers %s of %d" % (s["tiers"], s["segments"])
    if min(totals) < (s["segments"] > 0) or max(totals) > s["segments"]:
        return "totals %s" % (totals,)
    if any(TIERS.index(t) > TIERS.index(args.tier) for t in s["tiers"]):
        return "tiers %s" % s["tiers"]
    if s["exact"] != (not s["ignored"]):
        return "exact %s, ignored %s" % (s["exact"], s["ignored"])
    if s["dropped"] and args.match != "auto":
        return "dropped %s" % s["dropped"]
    whole = {"pair": s["pairs"], "none": s["segments"],
             "article": s["articles"]}[args.group]
    if s["shown"] != len(hits) or len(hits) != min(whole, int(args.limit)):
        return "%d hits, %d shown, of %d" % (len(hits), s["shown"], whole)
    if [hit["rank"] for hit in hits] != list(range(1, len(hits) + 1)):
        return "ranks"
    counts = [hit["segments" if args.group == "article" else "count"]
              for hit in hits]
    # What an article's title says is no segment.
    least = [hit.get("by", "segments") == "segments" for hit in hits]
    if any(n < m for n, m in zip(counts, least)) or sum(counts) > s["segments"] or (
            len(hits) == whole and sum(counts) != s["segments"]):
        return "counts %s of %d" % (counts[:20], s["segments"])
    return None


def answer_fault(query, hits, summary, args):
    """What is wrong with an answer, whatever the query; None for nothing."""
    if summary["query"] != typed(query):
        return "the query is repeated as %r" % summary["query"]
    fault = totals_fault(hits, summary, args)
    if fault:
        return fault
    if args.group != "article":
        fault = order_fault(hits, args.match)
    for hit in of_texts(hits):
        for side in ("local", "english"):
            fault = fault or mark_fault(hit[side], hit["marks"][side])
    for hit in hits:
        if hit["type"] == "article":
            fault = fault or mark_fault(hit["title"], hit["marks"]["title"])
    return fault


def bare(answer):
    """An answer without what may differ between two runs."""
    hits, summary = answer
    return ([{k: v for k, v in hit.items() if k != "query_id"}
             for hit in hits],
            {k: v for k, v in summary.items()
             if k not in ("query_id", "elapsed_ms")})


def unranked(answer):
    return [{k: v for k, v in hit.items() if k not in ("rank", "query_id")}
            for hit in answer[0]]


class Anything:
    """Types anything, and looks at what every answer has to keep."""

    def __init__(self, program, index, faults, typist):
        self.program, self.index, self.faults = program, index, faults
        self.typist = typist
        self.times = []  # (ms, query, args)

    def fails_alone(self, args, holds=None):
        """Whether a query by itself has a fault under args."""
        def fails(query):
            try:
                answer = run(self.program, self.index, [query], args)[0]
            except Broken:
                return True
            return answer_fault(query, *answer, args) is not None
        return holds or fails

    def report(self, kind, query, args, what, fails=None):
        known = self.faults.kinds.get(kind, 0)
        if known < 3:
            fails = fails or self.fails_alone(args)
            query = random_queries.shrink(
                query, random_queries.shorter, fails)
        self.faults.add(kind, args, "|", random_queries.show(query), "|", what)

    def broken(self, queries, args, error):
        """Finds the query for which a run broke."""
        fails = self.fails_alone(args)
        for query in queries:
            if fails(query):
                self.report("broken", query, args, error)
                return
        self.faults.add("broken", args, "|", "none of these by itself:", [
            random_queries.show(query) for query in queries], error)

    def answers(self, queries, args):
        try:
            answers = run(self.program, self.index, queries, args)
        except Broken as error:
            self.broken(queries, args, error)
            return None
        for query, (hits, summary) in zip(queries, answers):
            fault = answer_fault(query, hits, summary, args)
            if fault:
                self.report("answer", query, args, fault)
            if int(args.limit) <= 5:
                self.times.append((summary["elapsed_ms"], query, args))
        return answers

    def check_twice(self, queries, args, answers):
        """The same queries, the other way round."""
        again = self.answers(queries[::-1], args)
        for query, one, other in zip(queries, answers, again[::-1]
                                     if again else ()):
            if bare(one) != bare(other):
                self.report("twice", query, args, "differs", lambda q: False)

    def check_pages(self, queries, args):
        """Pages are the parts of the list; a list has all that was counted."""
        counted = self.answers(queries, args("0"))
        short = [query for query, (_, summary) in zip(queries, counted or ())
                 if 0 < summary["segments"] <= LISTED]
        whole = short and self.answers(short, args(LARGE))
        for offset in range(0, 3 * PAGE, PAGE) if whole else ():
            pages = run(self.program, self.index, short, args(
                str(PAGE), ("--offset", str(offset))))
            for query, one, other in zip(short, whole, pages):
                if unranked(one)[offset:offset + PAGE] != unranked(other):
                    self.report("pages", query, args(str(PAGE)), offset,
                                lambda q: False)

    def check_tiers(self, queries, args):
        """A weaker tier finds what a stronger one does, but for what is
        excluded."""
        found = [self.answers(queries, args(tier)) for tier in TIERS]
        for query, *answers in zip(queries, *(f or () for f in found)):
            if re.search(rb"-|NOT", query) or answers[0][1]["ignored"]:
                continue
            counts = [summary["segments"] for _, summary in answers]
            if counts != sorted(counts):
                self.report("tiers", query, args("part"), counts,
                            lambda q: False)

    def check(self, count):
        settings = itertools.cycle(self.program.random.sample(
            SETTINGS, len(SETTINGS)))
        for first in range(0, count, CHUNK):
            queries = [self.typist.query() for _ in range(
                min(CHUNK, count - first))]
            for i in range(RUNS):
                args = Args(*next(settings))
                answers = self.answers(queries, args)
                if answers and i == 0:
                    self.check_twice(queries, args, answers)
            match, plain, _, tier, group, context = next(settings)
            number = first // CHUNK
            if number % 5 == 0:
                self.check_pages(queries, lambda n, more=(): Args(
                    match, plain, n, tier, group, context, more))
            if number % 5 == 1:
                self.check_tiers(queries, lambda tier: Args(
                    "all", plain, "0", tier, group))

    def processor_ms(self, query, args):
        """What a query takes of a processor, so that other work of the machine
        does not count; the program's start and output are part of it."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run(self.program, self.index, [query] * 3, args)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return (after.ru_utime + after.ru_stime - before.ru_utime
                - before.ru_stime) * 1000 / 3

    def check_times(self, limit):
        """No query takes more than limit ms, not even again."""
        self.times.sort(key=lambda one: -one[0])
        print("usual: %.3f ms; slowest:" % self.times[len(self.times) // 2][0])
        seen = set()
        for ms, query, args in self.times:
            if len(seen) >= 40 or len(seen) >= SLOWEST and ms < limit:
                break
            if query in seen:
                continue
            seen.add(query)
            again = self.processor_ms(query, args)
            if len(seen) <= SLOWEST:
                print("  %.1f ms (%.1f ms of a processor): %s | %s" % (
                    ms, again, args, random_queries.show(query)[:100]))
            if min(ms, again) > limit:
                self.report("slow", query, args, "%.1f ms" % again,
                            lambda q: False)


class Trees:
    """Types trees, and holds what they find against a scan."""

    def __init__(self, program, index, faults, collection):
        self.program, self.index, self.faults = program, index, faults
        self.collection = collection
        self.locales = sorted({s["locale"] for s in collection.segments})
        self.random = program.random

    def args(self, tier, locale):
        return ["--match", "all", "--group", "none", "--tier", tier,
                *(["-L", locale] if locale else [])]

    def expected(self, node, locale):
        found = self.collection.find(node)
        return found & self.collection.find(naive_search.Leaf(
            "locale:", "", locale, "")) if locale else found

    def fault(self, query, expected, tier, locale, answer):
        hits, summary = answer
        if summary["ignored"]:
            return "ignored %s" % summary["ignored"]
        found = self.collection.set_of(hits)
        count = self.collection.count
        if found == expected and summary["segments"] == count(expected):
            return None
        return "tier %s, locale %s, expected %d, found %d (%d); missing %s; " \
            "surplus %s" % (
                tier, locale, count(expected), count(found),
                summary["segments"],
                self.collection.some(expected & ~found),
                self.collection.some(found & ~expected))

    def report(self, node, tier, locale):
        def fault(node):
            query = naive_search.write(node)
            answer = self.program.search(self.index, [query], *self.args(
                tier, locale), "-n", LARGE)[0]
            return self.fault(query, self.expected(node, locale), tier, locale,
                              answer)

        if self.faults.kinds.get("tree", 0) < programs.SHOWN:
            node = random_queries.shrink(node, lambda n: n.simpler(), fault)
        query = naive_search.write(node)
        self.faults.add("tree", random_queries.show(query), "|", fault(node))

    def round(self, count, tier, locale):
        hows = ["token", "prefix", "field"]
        hows += ["bare token"] if tier == "word" else [
            "phrase", "phrase", "phrase", "word", "word"]
        grower = naive_search.Grower(self.random, self.collection, hows)
        leaves = [grower.leaf() for _ in range(min(LEAVES, 2 * count))]
        trees = []
        while len(trees) < count:
            node = grower.tree(leaves, self.random.randint(0, 4))
            text = naive_search.write(node, self.random.choice)
            if len(text.encode("utf-8")) <= 1024 and node.count() <= 32:
                trees.append((node, text))
        self.compare(trees, tier, locale)

    def compare(self, trees, tier, locale):
        args = self.args(tier, locale)
        texts = [text for _, text in trees]
        counted = self.program.search(self.index, texts, *args, "-n", "0")
        listed = []
        for (node, text), (_, summary) in zip(trees, counted):
            wanted = self.collection.count(self.expected(node, locale))
            if summary["segments"] != wanted or summary["ignored"]:
                self.report(node, tier, locale)
            elif wanted <= LISTED:
                listed.append((node, text))
        answers = self.program.search(
            self.index, [text for _, text in listed], *args, "-n", LARGE)
        for (node, text), answer in zip(listed, answers):
            if self.fault(text, self.expected(node, locale), tier, locale,
                          answer):
                self.report(node, tier, locale)

    def check(self, count):
        size = max(LEAVES, count // 40)
        for first in range(0, count, size):
            self.round(min(size, count - first),
                       self.random.choice(["word", "part", "part"]),
                       self.random.choice([None, *self.locales]))


def check(options):
    faults = programs.Faults()
    with programs.Programs(options) as program:
        index = options.index
        if not index:
            index = program.at("index")
            program.index(index, program.sources, "-q")
        segments = program.segments(index)
        start = time.monotonic()
        typist = random_queries.Typist(program.random, segments)
        anything = Anything(program, index, faults, typist)
        anything.check(options.count)
        anything.check_times(options.limit)
        print("%d queries of any kind: %.0f s" % (
            options.count, time.monotonic() - start))
        start = time.monotonic()
        collection = naive_search.Collection(segments, program)
        Trees(program, index, faults, collection).check(options.count)
        print("%d trees: %.0f s" % (options.count, time.monotonic() - start))
    return faults.end()


def arguments():
    parser = programs.arguments(__doc__, 20000)
    parser.add_argument("--index", metavar="DIR", type=os.path.abspath,
                        help="an index to search instead of indexing")
    parser.add_argument("--limit", metavar="MS", type=float, default=2000,
                        help="no query takes longer; 200 is what has to hold "
                        "without sanitizers; default: 2000")
    return parser


if __name__ == "__main__":
    sys.exit(check(arguments().parse_args()))
