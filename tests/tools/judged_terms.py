#!/usr/bin/env python3
# judged_terms.py - is the first translation of a term a right one?
# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks pcsearch --translations each term of judged lists, and holds the first
English term that it gives against those that were judged to be right. Case and
inflection do not count: due dates is due date, licensing is license. Prints the
terms whose first translation is not right, and a table, a row for each locale;
tests/judged/README.md says what the columns are.

Exit status: 0; 1 where the share of a locale is below what is wanted; 2 where
something cannot be measured.
"""

import collections
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import judged  # noqa: E402

ENDINGS = ("ings", "ing", "ies", "ed", "es", "s", "d", "e", "y")
STEM_MIN = 3
FIRST_FEW = 3
HEAD = ["locale", "", "terms", "first", "among 3", "none", "first %",
        "among 3 %"]


def fold_word(word):
    """A word without its inflection; no stem that means anything."""
    if word.endswith(("'s", "\u2019s")):
        word = word[:-2]
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + STEM_MIN:
            word = word[:-len(ending)]
            break
    is_doubled = len(word) > STEM_MIN and word[-1] == word[-2]
    return word[:-1] if is_doubled else word


def fold(term):
    """The form in which terms are compared."""
    return tuple(fold_word(word)
                 for word in term.lower().replace("-", " ").split())


def read_terms(files):
    """Triples: a locale, a term, and the set of what is right."""
    terms = []
    for path in files:
        for where, line in judged.read_lines(path):
            fields = line.split("\t")
            if len(fields) != 3 or not all(f.strip() for f in fields):
                raise judged.JudgedError(
                    "%s: not a locale, a term, and what is right" % where)
            locale, term, right = fields
            terms.append((locale, term, right.split("|")))
    if not terms:
        raise judged.JudgedError("nothing is judged in these files")
    return terms


def translations(program, locale, term):
    """The English terms for a term, the first one first. It is said to be no
    English one, as it might be that too."""
    lines = program.ask("pcsearch", "-L", locale, "--to", "en", "--json",
                        "--translations", "--", term)
    objects = [judged.read_object("pcsearch", line) for line in lines]
    return [o["text"] for o in objects
            if o["type"] == "translation" and o["to"] == "en"]


def score(program, terms, is_quiet):
    """The counts of each locale."""
    scores = collections.defaultdict(collections.Counter)
    for locale, term, right in terms:
        found = translations(program, locale, term)
        wanted = {fold(one) for one in right}
        is_first = bool(found) and fold(found[0]) in wanted
        if not is_first and not is_quiet:
            print("%s: %s %s: %s, right %s" % (
                "wrong" if found else "none", locale, term,
                ", ".join(found[:FIRST_FEW]) or "nothing", ", ".join(right)))
        for name in locale, "all":
            scores[name]["terms"] += 1
            scores[name]["first"] += is_first
            scores[name]["among"] += any(fold(one) in wanted
                                         for one in found[:FIRST_FEW])
            scores[name]["none"] += not found
    return scores


def check(options):
    terms = read_terms(options.files)
    with judged.Asked(options) as program:
        scores = score(program, terms, options.quiet)
    names = sorted(scores, key=lambda name: (name == "all", name))
    judged.print_table(HEAD, [
        [name, "", s["terms"], s["first"], s["among"], s["none"],
         judged.percent(s["first"], s["terms"]),
         judged.percent(s["among"], s["terms"])]
        for name, s in ((name, scores[name]) for name in names)])
    low = [judged.too_low(name, "the first translation being right",
                          scores[name]["first"], scores[name]["terms"],
                          options.min_first) for name in names]
    return 1 if any(low) else 0


def main():
    parser = judged.arguments(__doc__)
    parser.add_argument("--min-first", type=judged.share, metavar="P",
                        help="the least share of a locale's terms whose first "
                             "translation is right, as 0.95")
    parser.add_argument("--quiet", action="store_true",
                        help="print the table only")
    return judged.run(check, parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
