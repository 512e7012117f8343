# measures.py - what a list of hits, and a set of matches, is worth
# SPDX-License-Identifier: GPL-2.0-or-later
"""Grades: 3 the answer, 2 a good hit, 1 mentions it, none: not relevant."""

import math

CUT = 10
GOOD = 2


def best(values):
    return sorted(values, reverse=True)[:CUT]


def discounted(grades):
    return sum(g / math.log2(i + 2) for i, g in enumerate(grades))


def ranking(hits, grades, good=GOOD):
    """MRR@10, nDCG@10 and P@1 of hits, best first and each once; grades has
    the relevant ones. A hit is right from the grade good on; nDCG takes
    every grade as it is."""
    got = [grades.get(hit, 0) for hit in hits[:CUT]]
    first = next((i + 1 for i, g in enumerate(got) if g >= good), 0)
    ideal = discounted(best(grades.values()))
    return {
        "mrr": 1 / first if first else 0.0,
        "ndcg": discounted(got) / ideal if ideal else 0.0,
        "p1": 1.0 if first == 1 else 0.0,
    }


def recall(hits, relevant, depth):
    return len(set(hits[:depth]) & set(relevant)) / len(relevant)


def matches(found, relevant, lookalikes=(), undecided=()):
    """How well the set found is the set relevant: recall, precision, their
    harmonic mean f1, and hn, the share of the lookalikes that were found
    (None where there are none). What is undecided counts neither way."""
    found, relevant = set(found), set(relevant)
    lookalikes = set(lookalikes)
    right = len(found & relevant)
    wrong = len(found - relevant - set(undecided))
    # No relevant one: all are found, and right is to find nothing.
    r = right / len(relevant) if relevant else 1.0
    p = right / (right + wrong) if right + wrong else float(not relevant)
    return {
        "recall": r,
        "precision": p,
        "f1": 2 * r * p / (r + p) if r + p else 0.0,
        "hn": len(found & lookalikes) / len(lookalikes)
              if lookalikes else None,
    }


def mean(rows):
    """Of a list of such results, name by name; what is None is left out."""
    result = {}
    for name in rows[0] if rows else ():
        values = [row[name] for row in rows if row[name] is not None]
        result[name] = sum(values) / len(values) if values else None
    return result
