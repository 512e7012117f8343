# bigrams.py - what ranking by plain bigrams of characters finds
# SPDX-License-Identifier: GPL-2.0-or-later
"""The baseline: no words, no inflection, no languages. A text's terms are the
pairs of neighbouring letters and digits, folded by NFKC and case; one that
stands alone is a term by itself. Texts are ranked by BM25."""

import collections
import math
import unicodedata

K1 = 1.2
B = 0.75


def is_inner(character):
    """Letters, digits, and the marks that stand on them."""
    return unicodedata.category(character)[0] in "LNM"


def terms(text):
    folded = unicodedata.normalize(
        "NFKC", unicodedata.normalize("NFKC", text).casefold())
    runs = "".join(c if is_inner(c) else " " for c in folded).split()
    for run in runs:
        if len(run) == 1:
            yield run
        for i in range(len(run) - 1):
            yield run[i:i + 2]


class Bigrams:
    """An index of texts; a text is known by its place in the list."""

    def __init__(self, texts):
        counts = [collections.Counter(terms(text)) for text in texts]
        self.lengths = [sum(count.values()) for count in counts]
        self.average = sum(self.lengths) / max(1, len(texts)) or 1.0
        self.postings = collections.defaultdict(list)
        for text, count in enumerate(counts):
            for term, frequency in count.items():
                self.postings[term].append((text, frequency))

    def idf(self, term):
        count = len(self.postings[term])
        return math.log(1 + (len(self.lengths) - count + 0.5) / (count + 0.5))

    def search(self, query, limit):
        """The best limit texts; the earlier one first where two are equal."""
        scores = collections.defaultdict(float)
        for term, often in collections.Counter(terms(query)).items():
            if term not in self.postings:
                continue
            weight = often * self.idf(term) * (K1 + 1)
            for text, frequency in self.postings[term]:
                length = 1 - B + B * self.lengths[text] / self.average
                scores[text] += weight * frequency / (frequency + K1 * length)
        ranked = sorted(scores, key=lambda text: (-scores[text], text))
        return ranked[:limit]
