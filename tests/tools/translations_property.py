#!/usr/bin/env python3
# translations_property.py - renderings are counted as a scan counts them
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes articles in two locales, of words that nobody has seen: each English
term is rendered by one to three words of a locale, some of them by two in a
row, each sentence by one of them. What pcsearch --translations says is held
against a scan of the sentences:

- from English, from a locale, and from one locale to the other: segments,
  pairs, human and machine translation of each rendering, and what is left;
- with a filter, those of the segments that it leaves;
- what is mostly the translation is first, and its example holds it, marked.
"""

import collections
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import programs  # noqa: E402

LOCALES = ["de-DE", "pt-BR"]
CONCEPTS = 24
ENOUGH = 12


def new_word(random, taken):
    """A word without an ending that any language inflects."""
    while True:
        word = "".join(random.choice("bdfgkpvz") + random.choice("aou")
                       for _ in range(3)) + random.choice("bkpz")
        if word not in taken:
            taken.add(word)
            return word


class Concept:
    def __init__(self, random, taken):
        self.english = " ".join(new_word(random, taken) for _ in range(
            2 if random.random() < .25 else 1))
        self.local = {}
        for locale in LOCALES:
            terms = [" ".join(new_word(random, taken) for _ in range(
                2 if random.random() < .25 else 1))
                for _ in range(random.choice((1, 1, 2, 3)))]
            self.local[locale] = terms, [8, 3, 2][:len(terms)]


class Sentence:
    """The concepts that it has, and how they are rendered."""

    def __init__(self, random, concepts, fillers):
        self.concepts = random.sample(concepts, random.choice((1, 2, 2, 3)))
        self.filler = random.choice(fillers["en"])
        self.texts = {}
        self.rendered = {}
        for locale in LOCALES:
            chosen = [random.choices(*c.local[locale])[0]
                      for c in self.concepts]
            words = list(chosen)
            words.insert(random.randrange(len(words) + 1),
                         random.choice(fillers[locale]))
            self.texts[locale] = " ; ".join(words)
            self.rendered[locale] = dict(zip(self.concepts, chosen))
        self.english = " ; ".join([c.english for c in self.concepts] +
                                  [self.filler])


def write_corpus(folder, random):
    """Articles in both locales; each is what segment, locale, type are."""
    taken = set()
    concepts = [Concept(random, taken) for _ in range(CONCEPTS)]
    fillers = {name: [new_word(random, taken) for _ in range(60)]
               for name in LOCALES + ["en"]}
    segments = []
    for number in range(40):
        sentences = [Sentence(random, concepts, fillers)
                     for _ in range(random.randrange(3, 16))]
        if random.random() < .2:
            sentences += sentences[:2]
        for locale in LOCALES:
            kind = random.choice(("HT", "MT", ""))
            at = os.path.join(folder, locale.lower(), "a%d.md" % number)
            os.makedirs(os.path.dirname(at), exist_ok=True)
            with open(at, "w", encoding="utf-8") as file:
                file.write("---\nms.contentlocale: %s\n"
                           "ms.openlocfilehash: h%d\n" % (locale, number))
                if kind:
                    file.write("ms.translationtype: %s\n" % kind)
                file.write("---\n")
                for i, s in enumerate(sentences):
                    file.write(
                        '<span data-ttu-id="abcde-%d">%s</span><span class='
                        '"sxs-lookup"><span data-stu-id="abcde-%d">%s</span>'
                        "</span>\n\n" % (101 + i, s.texts[locale], 101 + i,
                                         s.english))
                    segments.append((locale, number, i, s, kind))
    return concepts, segments


def tally(rows):
    """Of (pair, type) rows, as pcsearch counts."""
    rows = list(rows)
    return {"segments": len(rows), "pairs": len({pair for pair, _ in rows}),
            "human": sum(kind == "HT" for _, kind in rows),
            "machine": sum(kind == "MT" for _, kind in rows)}


def ask(p, index, *args):
    out = p.must("pcsearch", "-i", index, "--json", "-n", "99",
                 "--translations", *args, statuses=(0, 1))
    lines = [json.loads(line) for line in out.splitlines()]
    return lines[:-1], lines[-1]


def check_rows(faults, renderings, expected, *where):
    """expected: rows by rendering. What is printed is counted right, and what
    is frequent is printed."""
    printed = {r["text"]: r for r in renderings}
    for text, rows in expected.items():
        if text not in printed:
            if len({pair for pair, _ in rows}) >= 9:
                faults.add("missing", *where, text, len(rows))
            continue
        r = printed.pop(text)
        faults.equal("counts", tally(rows),
                     {key: r[key] for key in tally([])}, *where, text)
    # Among few segments chance may look like more.
    for text in printed:
        if sum(map(len, expected.values())) >= ENOUGH:
            faults.add("noise", *where, text, printed[text])


def check_example(faults, r, *where):
    example = r["example"]
    for text, marks in ((example["from"], example["marks"]["from"]),
                        (example["to"], example["marks"]["to"])):
        data = text.encode("utf-8")
        if not marks or any(a >= b or b > len(data) for a, b in marks):
            faults.add("marks", *where, r)
    marked = [example["to"].encode("utf-8")[a:b].decode("utf-8")
              for a, b in example["marks"]["to"]]
    if r["text"] not in marked:
        faults.add("example", *where, r["text"], marked)


def check(faults, expected, found, summary, *where):
    """expected: rows by rendering, of which there is at least one."""
    rows = [row for one in expected.values() for row in one]
    direction = summary["directions"][0] if summary["directions"] else None
    if not direction:
        faults.add("nothing", *where)
        return
    faults.equal("all", tally(rows), direction["all"], *where)
    check_rows(faults, found, expected, *where)
    total = sum(r["segments"] for r in found)
    faults.equal("sum", direction["all"]["segments"],
                 total + direction["otherwise"]["segments"], *where)
    for i, r in enumerate(found):
        check_example(faults, r, *where)
        share = r["segments"] / direction["all"]["segments"]
        if abs(share - r["share"]) > 1e-4 or r["rank"] != i + 1:
            faults.add("share", *where, r)
    best = max(expected, key=lambda text: len(expected[text]))
    n = len(expected[best])
    if n >= 9 and n > 1.5 * max([len(v) for k, v in expected.items()
                                 if k != best] + [0]):
        faults.equal("first", best, found[0]["text"] if found else None, *where)


def rows_of(segments, locale, wanted, render):
    """Rows by rendering of the segments that are wanted."""
    out = collections.defaultdict(list)
    for where, _, _, s, kind in segments:
        if where == locale and wanted(s, kind):
            out[render(s)].append(((s.texts[locale], s.english), kind))
    return out


def check_concept(faults, p, index, c, segments):
    for locale in LOCALES:
        def has(s, _):
            return c in s.concepts

        def is_human(s, kind):
            return c in s.concepts and kind == "HT"

        def rendering(s):
            return s.rendered[locale][c]
        expected = rows_of(segments, locale, has, rendering)
        if expected:
            found, summary = ask(p, index, "-L", locale, c.english)
            check(faults, expected, found, summary, locale, c.english)
        expected = rows_of(segments, locale, is_human, rendering)
        if expected:
            found, summary = ask(p, index, "-L", locale, "type:ht", c.english)
            check(faults, expected, found, summary, locale, "ht", c.english)
        for term in c.local[locale][0]:
            def has_term(s, _):
                return s.rendered[locale].get(c) == term
            expected = rows_of(segments, locale, has_term,
                               lambda s: c.english)
            if sum(map(len, expected.values())) < 4:
                continue
            found, summary = ask(p, index, "-L", locale, term)
            check(faults, expected, found, summary, locale, term)


def check_crossed(faults, p, index, c, segments):
    """From one locale to the other: the siblings of what has the term."""
    one, other = LOCALES
    kinds = {(number, i): kind for locale, number, i, _, kind in segments
             if locale == other}
    term = c.local[one][0][0]
    expected = collections.defaultdict(list)
    for locale, number, i, s, _ in segments:
        if locale == one and s.rendered[one].get(c) == term:
            expected[s.rendered[other][c]].append(
                ((s.texts[other], s.english), kinds[number, i]))
    if sum(map(len, expected.values())) < 6:
        return
    found, summary = ask(p, index, "-L", one, "--to", other, term)
    check(faults, expected, found, summary, one, other, term)
    faults.equal("to", [one, other],
                 [summary["directions"][0][k] for k in ("from", "to")], term)


def main():
    options = programs.arguments(__doc__, 4).parse_args()
    faults = programs.Faults()
    with programs.Programs(options) as p:
        for number in range(options.count):
            folder = p.at("docs%d" % number)
            index = p.at("index%d" % number)
            concepts, segments = write_corpus(folder, p.random)
            p.index(index, [os.path.join(folder, locale.lower())
                            for locale in LOCALES])
            for c in concepts:
                check_concept(faults, p, index, c, segments)
                check_crossed(faults, p, index, c, segments)
    return faults.end()


if __name__ == "__main__":
    sys.exit(main())
