# load_queries.py - different queries, drawn from the texts of an index
# SPDX-License-Identifier: GPL-2.0-or-later
"""Queries of 1 to 8 words, each length as often as any other, each query once.

Of a hundred, about 65 are a run of consecutive words of a localized text, 10
are words from all over one, 15 are a run of its English, 6 have a typo in one
word, and 4 are words that stand nowhere. Which locale a query is of is drawn by
chance, all equally often, one in four asks for facets. The same index, seed and
count give the same queries.
"""

import collections
import json
import random
import re

WORDS_MAX = 8
FACETS_SHARE = 0.25
KINDS = (("run", 65), ("apart", 10), ("english", 15), ("typo", 6),
         ("nowhere", 4))
UNSPACED = re.compile("^(ja|zh|th|lo|km|my)")
SPACE = re.compile(r"\s+")

# What stands for a word where none is spaced: a run of katakana, of Latin
# letters or digits, two Han characters with the kana behind them, two or three
# kana, four characters of the other scripts. None spans punctuation.
PIECE = re.compile(
    "[\u30a1-\u30fa\u30fc]+|[A-Za-z0-9\u00c0-\u024f.#+/-]+"
    "|[\u3005\u3400-\u4dbf\u4e00-\u9fff]{1,2}[\u3041-\u3096]{0,2}"
    "|[\u3041-\u3096]{2,3}|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{4,}?"
    "(?=[\u0e01-\u0e30\u0e40-\u0e44]|$|\\s)")

Query = collections.namedtuple("Query", "locale kind has_facets text")


def words_of(text, locale):
    """The words of a text, each with what stands between it and the one
    before: a space, nothing, or None where no query goes over it."""
    if not UNSPACED.match(locale):
        return [(word, " ") for word in text.split()]
    words, end = [], 0
    for found in PIECE.finditer(text):
        between = text[end:found.start()]
        words.append((found.group(), " " if between.isspace() else
                      None if between else ""))
        end = found.end()
    return words


def run_of(words, chance, n):
    """n words in a row, or as many as there are from where it begins."""
    at = chance.randrange(max(1, len(words) - n + 1))
    text = words[at][0]
    for word, between in words[at + 1:at + n]:
        if between is None:
            break
        text += between + word
    return text


def misspell(text, chance):
    """One letter of one word left out, doubled, or swapped with the next."""
    if len(text) < 3:
        return text
    at = chance.randrange(1, len(text) - 1)
    return chance.choice((
        text[:at] + text[at + 1:], text[:at] + text[at] + text[at:],
        text[:at] + text[at + 1] + text[at] + text[at + 2:]))


def nowhere(words, chance, n):
    """Words whose letters are those of the text, in an order that is not."""
    made = []
    for word, _ in chance.sample(words, min(n, len(words))):
        letters = list(word * 2)
        chance.shuffle(letters)
        made.append("".join(letters))
    return " ".join(made)


def draw_one(segment, kind, chance):
    words = words_of(segment["local"], segment["locale"])
    n = chance.randint(1, WORDS_MAX)
    if kind == "english":
        words = words_of(segment["english"], "en")
    if not words:
        return ""
    if kind == "apart":
        return " ".join(w for w, _ in chance.sample(words,
                                                    min(n, len(words))))
    if kind == "nowhere":
        return nowhere(words, chance, n)
    text = run_of(words, chance, n)
    return misspell(text, chance) if kind == "typo" else text


def draw(segments, count, seed):
    """Queries out of segments, as `pcindex --dump` has them: as many as are
    wanted, fewer where the texts do not give as many."""
    chance = random.Random(seed)
    by_locale = collections.defaultdict(list)
    for segment in segments:
        by_locale[segment["locale"]].append(segment)
    locales = sorted(by_locale)
    kinds, weights = zip(*KINDS)
    seen, queries = set(), []
    for _ in range(20 * count if locales else 0):
        if len(queries) == count:
            break
        locale = chance.choice(locales)
        kind = chance.choices(kinds, weights)[0]
        text = draw_one(chance.choice(by_locale[locale]), kind, chance)
        text = SPACE.sub(" ", text).strip()
        has_facets = chance.random() < FACETS_SHARE
        if text and text not in seen:
            seen.add(text)
            queries.append(Query(locale, kind, has_facets, text))
    return queries


def read_dump(lines):
    return [json.loads(line) for line in lines]


def write(queries, path):
    """A line a query: locale, kind, 1 for facets or 0, text, with tabs."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        for query in queries:
            file.write("%s\t%s\t%d\t%s\n" % (query.locale, query.kind,
                                             query.has_facets, query.text))
