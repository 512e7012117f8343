#!/usr/bin/env python3
# explain_property.py - what --explain says adds up
# SPDX-License-Identifier: GPL-2.0-or-later
"""Indexes SOURCE..., makes queries of all kinds at random from its texts, and
asks them with and without --explain in every mode and grouping: hits have to
be the same, the parts of each hit's score have to add up to it, and the pairs
that a query of one term matches have to be those that its explanation
counts."""

import json
import math
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import programs  # noqa: E402

MODES = ("auto", "all", "any")
GROUPS = ("pair", "none", "article")
TIERS = ("part", "near", "stem", "word")
EXTRA = ("date:2020..2024", "type:ht", "heading:a", "-zyzzy", "zyzzy", "→",
         "en:the", "-en:you", "*", "\"", "(", ")", "\\", "ko:구독", "？")


def piece(random, texts):
    """A word, a part of one, or a few, with what may stand around them."""
    words = random.choice(texts).split() or ["x"]
    at = random.randrange(len(words))
    word = words[at]
    kind = random.randrange(9)
    if kind == 0 and len(word) > 2:
        return word[:random.randrange(1, len(word))] + "*"
    if kind == 1:
        return '"%s"' % " ".join(words[at:at + 3])
    if kind == 2:
        return "-" + word
    if kind == 3:
        return "(%s OR %s)" % (word, random.choice(words))
    if kind == 4 and len(word) > 2:
        at = random.randrange(1, len(word))
        return word[:at] + " " + word[at:]
    if kind == 5:
        return random.choice(EXTRA)
    if kind == 6:
        return " ".join(words[:random.randrange(1, 9)])
    return word


def make_query(random, texts):
    return " ".join(piece(random, texts)
                    for _ in range(random.choice((1, 1, 2, 3, 5))))


def ask(program, index, queries, *args):
    """The lines of each answer, without what differs from run to run."""
    lines = "".join("%d\t%s\n" % (i, q) for i, q in enumerate(queries))
    out = program.must("pcsearch", "-i", index, "--json", "--batch", "-",
                       *args, stdin=lines.encode("utf-8"), statuses=(0, 1))
    answers = [[] for _ in queries]
    for line in out.splitlines():
        one = json.loads(line)
        one.pop("elapsed_ms", None)
        answers[int(one.pop("query_id"))].append(one)
    return answers


def hits_of(answer):
    for one in answer:
        if one["type"] == "hit":
            yield one
        for hit in one.get("hits", ()):
            yield hit


def close(a, b):
    return math.isclose(a, b, rel_tol=1e-4, abs_tol=1e-3)


def check_hit(faults, hit, *where):
    x = hit.pop("explanation", None)
    if x is None:
        faults.add("missing", *where, hit["local"])
        return
    for part in x["parts"] + x["pairs"]:
        if not close(part["score"],
                     part["weight"] * part["idf"] * part["length"]):
            faults.add("part", *where, part)
        if part["score"] < 0:
            faults.add("negative", *where, part)
    total = sum(part["score"] for part in x["parts"])
    for factor in x["factors"].values():
        total *= factor
    total += sum(part["score"] for part in x["pairs"])
    if not close(hit["score"], total):
        faults.add("sum", *where, hit["local"], "score", hit["score"],
                   "parts", total, x)


def check_counts(faults, explanation, summary, *where):
    """Of a query of one term, the pairs of all locales are the query's."""
    if (len(explanation["terms"]) != 1 or "filter" in explanation["searched"]
            or "(not" in explanation["searched"]
            or "(dropped" in explanation["searched"]
            or explanation["question"]):
        return
    pairs = sum(sum(term["pairs"].values())
                for locale in explanation["locales"]
                for term in locale["terms"])
    faults.equal("pairs", summary["pairs"], pairs, *where)


def check_answer(faults, plain, explained, *where):
    faults.equal("first", "explanation", explained[0]["type"], *where)
    explanation = explained.pop(0)
    n_hits = 0
    for hit in hits_of(explained):
        check_hit(faults, hit, *where)
        n_hits += 1
    faults.equal("hits", plain, explained, *where)
    for locale in explanation["locales"]:
        for term in locale["terms"]:
            if term["term"] >= len(explanation["terms"]):
                faults.add("term", *where, term)
            if sum(term["pairs"].values()) > locale["pairs"]:
                faults.add("count", *where, term)
    check_counts(faults, explanation, plain[-1], *where)
    return n_hits


def check(options):
    faults = programs.Faults()
    with programs.Programs(options) as program:
        index = program.at("index")
        program.index(index, program.sources, "-q")
        texts = [segment["local"] for segment in program.segments(index)]
        n_hits = 0
        for mode in MODES:
            for group in GROUPS:
                tier = program.random.choice(TIERS)
                args = ["--match", mode, "--group", group, "--tier", tier,
                        "-n", "30"]
                queries = [make_query(program.random, texts)
                           for _ in range(options.count)]
                plain = ask(program, index, queries, *args)
                explained = ask(program, index, queries, "--explain", *args)
                for query, one, other in zip(queries, plain, explained):
                    n_hits += check_answer(faults, one, other, *args[1::2],
                                           repr(query))
        print("%d queries, %d hits" % (
            options.count * len(MODES) * len(GROUPS), n_hits))
        if n_hits < options.count:
            faults.add("few", n_hits, "hits")
    return faults.end()


if __name__ == "__main__":
    sys.exit(check(programs.arguments(__doc__, 40).parse_args()))
