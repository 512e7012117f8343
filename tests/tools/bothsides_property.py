#!/usr/bin/env python3
# bothsides_property.py - queries of both languages find what they say
# SPDX-License-Identifier: GPL-2.0-or-later
"""Indexes SOURCE..., and asks one locale after the other --count queries about
both sides at once: trees of words, phrases and beginnings of words with the
fields en:, local: and the locale's language, and of English words without a
field. Each has to find

- the segments that reading all texts finds (naive_search.py), as far as words
  go as they are typed;
- in every tier, what its terms find by themselves, put together;
- and a word without a field has to be looked for in the English, too, where
  the program itself finds it there clearly more often, nowhere else, and the
  answer has to say so."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import folding  # noqa: E402
import naive_search  # noqa: E402
import programs  # noqa: E402

LARGE = "1000000000"
TIERS = ("word", "stem", "part")
FACTOR = 4  # so many times as often as in the localized texts
HOWS = ["bare token", "token", "prefix", "phrase"]


class Both(naive_search.Leaf):
    """A term without a field that the English side is searched for, too."""


def make_leaf(grower, random, language):
    """A term of either side, in one of the spellings that say which."""
    leaf = grower.leaf()
    raw = leaf.typed.partition(":")[2]
    if leaf.side == "local" and leaf.typed.startswith("local:"):
        kind = random.random()
        if kind < .3:
            leaf.typed = language + ":" + raw
        elif kind < .6:
            leaf.typed = raw
            return Both(leaf.how, leaf.side, leaf.raw, raw)
    return leaf


def english_leaf(grower):
    """A term without a field that stands in the English."""
    while True:
        how = grower.random.choice(HOWS)
        leaf = naive_search.make_leaf(how, "english",
                                      grower.raw(how, "english"))
        if leaf:
            return Both(how, "local", leaf.raw, leaf.typed[len("en:"):])


class Locale:
    """The segments of one locale, and its part of the test."""

    def __init__(self, program, index, faults, name, segments):
        self.program, self.index, self.faults = program, index, faults
        self.name, self.random = name, program.random
        self.has_forms = not name.startswith("de-")  # and no compounds
        self.collection = naive_search.Collection(segments, program)

    def ask(self, queries, tier, limit=LARGE):
        return self.program.search(
            self.index, queries, "-L", self.name, "--match", "all", "--group",
            "none", "--tier", tier, "-n", limit)

    def is_both(self, leaf):
        """Whether the answer says that a term is searched in the English."""
        if not hasattr(leaf, "both"):
            summary = self.ask([leaf.typed], "word", "0")[0][1]
            leaf.both = summary.get("also_english", []) != []
        return leaf.both

    def expected(self, node):
        """By reading all texts."""
        if isinstance(node, naive_search.Joined):
            found = [self.expected(one) for one in node.nodes]
            total = found[0]
            if node.how == "not":
                return self.collection.all ^ total
            for one in found[1:]:
                total = total & one if node.how == "and" else total | one
            return total
        found = self.collection.find(node)
        if isinstance(node, Both) and self.is_both(node):
            found |= self.collection.find(naive_search.Leaf(
                node.how, "english", node.raw, ""))
        return found

    def combined(self, node, found):
        """By what its terms find by themselves."""
        if not isinstance(node, naive_search.Joined):
            return found[node.typed]
        parts = [self.combined(one, found) for one in node.nodes]
        total = parts[0]
        if node.how == "not":
            return self.collection.all ^ total
        for one in parts[1:]:
            total = total & one if node.how == "and" else total | one
        return total

    def compare(self, kind, node, query, tier, expected, answer):
        hits, summary = answer
        found = self.collection.set_of(hits)
        count = self.collection.count
        if found != expected or summary["segments"] != count(expected):
            self.faults.add(kind, self.name, tier, query, "expected",
                            count(expected), "found", count(found), "missing",
                            self.collection.some(expected & ~found), "surplus",
                            self.collection.some(found & ~expected))

    def leaves(self, count, tier):
        hows = HOWS + ["phrase"] if tier == "part" else HOWS[:-1]
        grower = naive_search.Grower(self.random, self.collection, hows)
        language = self.name.partition("-")[0]
        return grower, [
            english_leaf(grower) if self.random.random() < .3
            else make_leaf(grower, self.random, language)
            for _ in range(count)]

    def check_trees(self, count, tier):
        """Words as they are typed, so by tier word, or phrases and the like."""
        grower, leaves = self.leaves(count, tier)
        if tier != "word":  # Of these, texts do not tell the forms.
            leaves = [l for l in leaves if l.how not in ("bare token",)]
        trees = [grower.tree(leaves, self.random.randint(0, 3))
                 for _ in range(count)]
        queries = [naive_search.write(t, self.random.choice) for t in trees]
        for tree, query, answer in zip(trees, queries,
                                       self.ask(queries, tier)):
            if not answer[1]["ignored"] and not self.is_helped(tree):
                self.compare("tree", tree, query, tier, self.expected(tree),
                             answer)

    def is_helped(self, tree):
        """Words that only help are English beside others that are."""
        def helps(node):
            if isinstance(node, naive_search.Joined):
                return any(helps(one) for one in node.nodes)
            return isinstance(node, Both) and not self.is_both(node)
        return helps(tree) and any(True for _ in self.both_leaves(tree))

    def both_leaves(self, node):
        if isinstance(node, naive_search.Joined):
            for one in node.nodes:
                yield from self.both_leaves(one)
        elif isinstance(node, Both) and self.is_both(node):
            yield node

    def check_algebra(self, count, tier):
        """In all forms: what is joined is what its terms find."""
        grower, leaves = self.leaves(count, tier)
        alone = [leaf.typed for leaf in leaves]
        found = {}
        for text, (hits, _) in zip(alone, self.ask(alone, tier)):
            found[text] = self.collection.set_of(hits)
        trees = [grower.tree(leaves, self.random.randint(1, 3))
                 for _ in range(count)]
        queries = [naive_search.write(t, self.random.choice) for t in trees]
        for tree, query, answer in zip(trees, queries,
                                       self.ask(queries, tier)):
            # Words that make up one term, or a compound, are of other tiers.
            if answer[1]["ignored"] or self.is_helped(tree) or \
                    (tier == "stem" and not self.has_forms):
                continue
            self.compare("algebra", tree, query, tier,
                         self.combined(tree, found), answer)

    def check_decisions(self, count):
        """By how many pairs have the word in any form."""
        words = self.collection.sides["english"].words
        words = [w for w in words if w.isalpha() and w.isascii()]
        chosen = self.random.sample(words, min(count, len(words)))
        totals = [[s["pairs"] for _, s in self.ask(
            [field + w for w in chosen], "stem", "0")]
            for field in ("local:", "en:")]
        n_both = 0
        for word, local, english, (_, summary) in zip(
                chosen, *totals, self.ask(chosen, "stem", "0")):
            both = summary.get("also_english", [])
            n_both += both == [word]
            if both not in ([], [word]):
                self.faults.add("said", self.name, word, both)
            # Compounds are found, and are not the word.
            if both and english <= FACTOR / 2 * local and self.has_forms:
                self.faults.add("English", self.name, word, local, english)
            if not both and local == 0 and english and len(word) > 6:
                self.faults.add("local", self.name, word, local, english)
        if n_both * 4 < len(chosen) and folding.GRAMS.search(
                self.collection.segments[0]["local"]):
            self.faults.add("few", self.name, n_both, "of", len(chosen))


def check(options):
    faults = programs.Faults()
    with programs.Programs(options) as program:
        index = program.at("index")
        program.index(index, program.sources, "-q")
        locales = {}
        for segment in program.segments(index):
            locales.setdefault(segment["locale"], []).append(segment)
        for name, segments in sorted(locales.items()):
            one = Locale(program, index, faults, name, segments)
            one.check_decisions(options.count)
            one.check_trees(options.count, "word")
            one.check_trees(options.count, "part")
            for tier in TIERS:
                one.check_algebra(options.count, tier)
        print("%d locales, %d queries each" % (len(locales),
                                               6 * options.count))
    return faults.end()


if __name__ == "__main__":
    sys.exit(check(programs.arguments(__doc__, 1000).parse_args()))
