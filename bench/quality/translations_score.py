#!/usr/bin/env python3
"""translations_score.py - is the first translation of a term a right one?

usage: translations_score.py PCSEARCH INDEX TSV... [--misses]

Each line of a TSV file holds a locale, a term, and the English terms that are
right, separated by "|". pcsearch --translations is asked for each term in its
locale, as it stands. Case and inflection do not count. Prints, for each locale, how often the first translation is right, and
how often one of the first three, and with --misses those that are not.
"""
import json
import subprocess
import sys
from collections import defaultdict

ENDINGS = ("ings", "ing", "ies", "ed", "es", "s", "’s", "'s", "d", "e", "y")


def fold_word(word):
    """A word without the ending of an inflection; due dates is due date."""
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[:-len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word


def fold(term):
    return " ".join(fold_word(w) for w in term.lower().replace("-", " ").split())


def ask(program, index, locale, query):
    done = subprocess.run(
        [program, "--no-config", "-i", index, "-L", locale, "--json",
         "--translations", "--", query],
        capture_output=True, text=True, check=False)
    if done.returncode == 2:
        sys.exit(done.stderr.strip())
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return [line["text"] for line in lines if line["type"] == "translation"]


def main():
    arguments = [a for a in sys.argv[1:] if a != "--misses"]
    if len(arguments) < 3:
        sys.exit(__doc__)
    program, index, *lists = arguments
    scores = defaultdict(lambda: [0, 0, 0])
    for path in lists:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                if not line.strip() or line.startswith("#"):
                    continue
                locale, term, right = line.rstrip("\n").split("\t")[:3]
                wanted = {fold(r) for r in right.split("|")}
                found = ask(program, index, locale, term)
                score = scores[locale]
                score[0] += 1
                is_first = bool(found) and fold(found[0]) in wanted
                score[1] += is_first
                score[2] += any(fold(f) in wanted for f in found[:3])
                if not is_first and "--misses" in sys.argv:
                    print(locale, term, right, found[:4], sep="\t")
    for locale, (n, first, three) in sorted(scores.items()):
        print(f"{locale}  {n} terms  first {first / n:.3f}  "
              f"among three {three / n:.3f}")


if __name__ == "__main__":
    main()
