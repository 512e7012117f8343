#!/usr/bin/env python3
# near_property.py - typos find what a scan of the vocabulary finds
# SPDX-License-Identifier: GPL-2.0-or-later
"""Indexes SOURCE..., mistypes words of it at random, and holds what
--tier near finds for them against the words of what pcindex --dump prints,
whose distance from what was typed is counted by the whole table of optimal
string alignment: in letters, and in Hangul in jamo."""

import os
import re
import sys
import unicodedata

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import folding  # noqa: E402
import programs  # noqa: E402

ALL = ["-n", "1000000000", "--group", "none", "--match", "all"]
SPACED = ("de", "pt", "en", "fr", "es", "ru", "vi", "ar", "el", "he")
WORDS_MAX = 100
LETTERS_MAX = 64
HANGUL = re.compile("[\uac00-\ud7a3]+")


def allowed(length):
    return 0 if length < 4 else 1 if length < 8 else 2


def distance(a, b):
    before, last = None, list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        now = [i]
        for j, y in enumerate(b, 1):
            best = min(last[j] + 1, now[-1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, before[j - 2] + 1)
            now.append(best)
        before, last = last, now
    return last[-1]


def jamo(text):
    """The letters of Hangul; a final consonant is the same as an initial one.
    Unicode names them alike."""
    return [re.sub("HANGUL [A-Z]+ ", "", unicodedata.name(c))
            for c in unicodedata.normalize("NFD", text)]


def is_word(word):
    return all(c in "'\u2019" or (unicodedata.category(c)[0] in "LM"
                                  and not folding.GRAMS.match(c))
               for c in word)


def is_near(a, b):
    """Whether two spelled words are as near as the first one allows."""
    most = allowed(len(a))
    return (0 < most >= abs(len(a) - len(b)) and len(a) <= LETTERS_MAX
            and len(b) <= LETTERS_MAX and distance(a, b) <= most)


def mistype(word, random, letters):
    for _ in range(random.choice((1, 1, 2))):
        at = random.randrange(len(word))
        kind = random.randrange(4)
        if kind == 0:
            word = word[:at] + random.choice(letters) + word[at + 1:]
        elif kind == 1:
            word = word[:at] + random.choice(letters) + word[at:]
        elif kind == 2 and len(word) > 1:
            word = word[:at] + word[at + 1:]
        elif at + 1 < len(word):
            word = word[:at] + word[at + 1] + word[at] + word[at + 2:]
    return word


def place(hit):
    return hit["source"], hit["path"], hit["line"], hit["id"], hit["local"]


def key(segment):
    return (segment["source"], segment["path"], segment["line"],
            segment["id"], segment["local"])


def check_hits(faults, name, query, spell, hits, exact):
    """What is marked in a near hit is near."""
    for hit in hits:
        if hit["tier"] != "near":
            continue
        text = hit["local"].encode("utf-8")
        marked = [text[first:last].decode("utf-8")
                  for first, last in hit["marks"]["local"]]
        if not any(is_near(spell(query), spell(folding.fold(one)))
                   for one in marked):
            faults.add("marks", name, query, marked, hit["local"])
        if place(hit) in exact:
            faults.add("tier", name, query, hit["local"])


def check_locale(faults, name, segments, program, index, count):
    """Words of spaced scripts are all of a token; of Hangul, a scan says only
    what has to be found, since particles may follow."""
    random = program.random
    is_korean = name.startswith("ko")
    spell = jamo if is_korean else list
    texts = [segment["local"] for segment in segments]
    if is_korean:
        tokens = [set(HANGUL.findall(folding.fold(text))) for text in texts]
    else:
        tokens = [{word for word in line.split("\t") if word and is_word(word)}
                  for line in program.scan("words", texts)]
    known = sorted(set().union(*tokens))
    spelled = {word: spell(word) for word in known}
    letters = "".join(sorted(set("".join(known))))
    queries = [folding.fold(mistype(random.choice(known), random, letters))
               for _ in range(count)]
    queries = [q for q in queries if q and (HANGUL.fullmatch(q) if is_korean
                                            else is_word(q) and q[0].isalpha()
                                            and q[-1].isalpha())]
    # What is near an English word would be looked for there, too.
    typed = ["local:" + query for query in queries]
    answers = [program.search(index, typed, "-L", name, *ALL, "--tier", tier)
               for tier in ("part", "near")]
    for query, (strong, _), (hits, summary) in zip(queries, *answers):
        near = {w for w in known if is_near(spell(query), spelled[w])}
        faults.equal("cap", summary["exact"], not summary["ignored"], query)
        if summary["ignored"] or len(near) > WORDS_MAX:
            continue
        before = {place(hit) for hit in strong}
        expected = {key(segment) for segment, words in zip(segments, tokens)
                    if words & near} - before
        found = {place(hit) for hit in hits if hit["tier"] == "near"}
        if expected - found or (not is_korean and found - expected):
            faults.add("scan", name, query, "missing", expected - found,
                       "not wanted", found - expected)
        check_hits(faults, name, query, spell, hits, before)


def check(options):
    faults = programs.Faults()
    with programs.Programs(options) as program:
        index = program.at("index")
        program.index(index, program.sources, "-q")
        by_locale = {}
        for segment in program.segments(index):
            by_locale.setdefault(segment["locale"], []).append(segment)
        for name in sorted(by_locale):
            if name[:2] in SPACED or name.startswith("ko"):
                check_locale(faults, name, by_locale[name], program, index,
                             options.count)
                print("%s: %d segments" % (name, len(by_locale[name])))
    return faults.end()


if __name__ == "__main__":
    sys.exit(check(programs.arguments(__doc__, 100).parse_args()))
