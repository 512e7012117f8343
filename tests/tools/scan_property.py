#!/usr/bin/env python3
# scan_property.py - what a search finds is what a scan of all texts finds
# SPDX-License-Identifier: GPL-2.0-or-later
"""Indexes SOURCE... and holds searches for parts of the texts against a scan
of what pcindex --dump prints:

- any substring of 1 to 8 clusters of a Korean, Japanese, Chinese or Thai text,
  as a phrase and as a word;
- any word of a text of another language, as a word, with its forms, and as a
  part of longer words;
- what every answer has to keep: totals that agree, marks that lie on borders
  of clusters and hold what was looked for, lists as long as the totals say,
  and pages that put together are the list.
"""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import folding  # noqa: E402
import programs  # noqa: E402

QUOTES = re.compile('["\u201c\u201d\u201e]')
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\u3005]")
# Pieces of a Korean word, which are put together when they are typed.
SYLLABLE = re.compile("[\uac00-\ud7a3]")
GRAM_LANGUAGES = ("ko", "ja", "zh", "th")
ALL = ["-n", "1000000000"]
LISTED = 300  # an answer of more segments is counted, but not listed
PAGE = 7


def is_katakana(text):
    return folding.KATAKANA_RUN.fullmatch(text) is not None


def is_mixed(text):
    """Whether a script with grams meets letters of one without."""
    grams = folding.GRAMS.search(text)
    return bool(grams and re.search("[^\\W\\d_]", folding.GRAMS.sub("", text)))


class Locale:
    """The segments of a locale, ready to be scanned."""

    def __init__(self, name, segments, program):
        self.name = name
        self.has_grams = name[:2] in GRAM_LANGUAGES
        self.texts = [segment["local"] for segment in segments]
        self.clusters = {
            text: [int(at) for at in line.split()]
            for text, line in zip(self.texts, program.scan("clusters",
                                                           self.texts))}
        folded = [folding.fold(text) for text in self.texts]
        self.joined = [folding.join(text) for text in folded]
        self.katakana = [folding.katakana_words(text) for text in folded]
        self.words = []
        if not self.has_grams:
            self.words = [set(line.split("\t")) - {""} for line in
                          program.scan("words", self.texts)]

    def substring(self, random):
        text = random.choice(self.texts)
        borders = self.clusters[text]
        if len(borders) < 2:
            return ""
        first = random.randrange(len(borders) - 1)
        last = min(first + random.randint(1, 8), len(borders) - 1)
        return text.encode("utf-8")[borders[first]:borders[last]].decode(
            "utf-8").strip()

    def substrings(self, count, random, wanted):
        """Substrings that hold a character with grams and are wanted."""
        found = []
        for _ in range(200 * count):
            if len(found) >= count:
                break
            text = self.substring(random)
            if folding.GRAMS.search(text) and wanted(text):
                found.append(text)
        return found

    def count_phrase(self, text):
        text = folding.join(folding.fold(text))
        return sum(text in joined for joined in self.joined)

    def holds_word(self, i, text):
        """Whether segment i holds an unquoted word; its final long mark does
        not count where it is katakana as a whole."""
        if text in self.joined[i]:
            return True
        bare = folding.without_long_mark(text)
        return bare != text and is_katakana(text) and any(
            word.endswith(bare) for word in self.katakana[i])

    def count_variants(self, text):
        """As count_words, whether Traditional or Simplified; 0 where that is
        no matter."""
        if self.name[:2] != "zh":
            return 0
        words = [folding.simplify(folding.join(folding.fold(word)))
                 for word in text.split()]
        return sum(all(word in folding.simplify(joined) for word in words)
                   for joined in self.joined)

    def count_words(self, text):
        words = [folding.join(folding.fold(word)) for word in text.split()]
        return sum(all(self.holds_word(i, word) for word in words)
                   for i in range(len(self.joined)))


def check_totals(faults, query, hits, summary, grouping="pair"):
    faults.equal("totals", summary["segments"],
                 sum(summary["tiers"].values()), query, "tiers")
    if not (summary["articles"] <= summary["segments"]
            and summary["pairs"] <= summary["segments"]):
        faults.add("totals", query, summary)
    if hits is None:
        return
    faults.equal("totals", summary["shown"], len(hits), query, "shown")
    faults.equal("totals", list(range(1, len(hits) + 1)),
                 [hit["rank"] for hit in hits], query, "ranks")
    faults.equal("list", summary["pairs" if grouping == "pair"
                                 else "segments"], len(hits), query)
    faults.equal("list", summary["segments"], sum(h["count"] for h in hits),
                 query, "counts")


def check_marks(faults, locale, query, hit, holds):
    """Marks are ascending, apart and on borders; holds says whether a marked
    text is one that the query can have found."""
    text = hit["local"].encode("utf-8")
    borders = set(locale.clusters.get(hit["local"], ()))
    end = -1
    marked = []
    for first, last in hit["marks"]["local"]:
        if not end < first < last <= len(text):
            faults.add("marks", query, hit["marks"], hit["local"])
            return
        if first not in borders or last not in borders:
            faults.add("marks inside a cluster", query, hit["marks"],
                       hit["local"])
            return
        end = last
        marked.append(text[first:last].decode("utf-8"))
    if not marked:
        faults.add("nothing is marked", query, hit["tier"], hit["local"])
    for one in marked:
        if not holds(one):
            faults.add("marks", query, "does not find", repr(one), hit["local"])


def search_short(program, index, queries, *args):
    """As search with all hits, but the hits of long answers are None."""
    counted = program.search(index, queries, *args, "-n", "0")
    short = [i for i, (_, summary) in enumerate(counted)
             if summary["segments"] <= LISTED]
    listed = program.search(index, [queries[i] for i in short], *args, *ALL)
    answers = [(None, summary) for _, summary in counted]
    for i, answer in zip(short, listed):
        answers[i] = answer
    return answers


def han(text):
    return "".join(HAN.findall(text))


def squeeze(text):
    return re.sub("\\s+|\u30fb", "", folding.fold(text))


def is_form(word, marked, quoted):
    """Whether a marked text is what was looked for, or a form of it: without
    what stands behind it, without kana, in other characters."""
    if word in marked:
        return True
    return not quoted and (
        word.startswith(marked) or folding.simplify(word) in
        folding.simplify(marked) or han(word) == han(marked) != "")


def check_substrings(faults, locale, program, index, queries, quoted):
    args = ["-L", locale.name, "--match", "all"]
    typed = ['"%s"' % q if quoted else q for q in queries]
    answers = search_short(program, index, typed, *args,
                           *([] if quoted else ["--plain"]))
    for query, text, (hits, summary) in zip(queries, typed, answers):
        text = "%s %s" % (locale.name, text)
        found = summary["segments"]
        if quoted:
            expected = most = locale.count_phrase(query)
        else:
            expected = locale.count_words(query)
            # Beyond the characters there are other forms of a word.
            # Beside another word their tier may be that word's.
            forms = sum(summary["tiers"].get(tier, 0) for tier in
                        (("stem", "part") if " " in query else ("stem",)))
            most = max(expected + forms, locale.count_variants(query))
        if found < expected or (found > most and (
                quoted or not is_mixed(folding.fold(query)))):
            faults.add("scan", text, "expected", expected, "found", found,
                       summary["tiers"])
        check_totals(faults, text, hits, summary)
        wanted = [folding.without_long_mark(squeeze(word))
                  for word in ([query] if quoted else query.split())]
        for hit in hits or ():
            check_marks(faults, locale, text, hit, lambda one: any(
                is_form(word, squeeze(one), quoted) for word in wanted))


def check_grams(faults, locale, program, index, count):
    random = program.random
    phrases = locale.substrings(count, random, lambda text:
                                not QUOTES.search(text))
    check_substrings(faults, locale, program, index, phrases, True)
    words = locale.substrings(count, random, lambda text:
                              not re.search("\\s", text))
    check_substrings(faults, locale, program, index, words, False)
    # Two words that need not stand together.
    pairs = [a + " " + b for a, b in zip(words[::2], words[1::2])
             if not is_mixed(folding.fold(a + b))
             and not (SYLLABLE.match(a) and SYLLABLE.match(b)
                      and 1 in (len(a), len(b)))]
    check_substrings(faults, locale, program, index, pairs, False)


def place(hit):
    return hit["source"], hit["path"], hit["line"], hit["id"], hit["local"]


def check_forms(faults, locale, query, answers):
    """Each weaker tier finds what the stronger one does, at the same tier."""
    if answers[-1][0] is None:
        return
    before = {}
    for tier, (hits, _) in zip(("word", "stem", "part"), answers):
        now = {place(hit): hit["tier"] for hit in hits}
        for one, found in before.items():
            if now.get(one) != found:
                faults.add("tiers", locale.name, query, tier, one, "was",
                           found, "is", now.get(one))
        before = now


def check_word(faults, locale, query, answers):
    expected = sum(query in words for words in locale.words)
    faults.equal("words", expected, answers[0][1]["segments"], locale.name,
                 query)
    for tier, (hits, summary) in zip(("word", "stem", "part"), answers):
        text = "%s %s %s" % (locale.name, tier, query)
        check_totals(faults, text, hits, summary, "none")
        for hit in hits or ():
            check_marks(faults, locale, text, hit, lambda one, hit=hit:
                        hit["tier"] != "word" or tier != "word"
                        or folding.fold(one) == query)
    check_forms(faults, locale, query, answers)


def check_words(faults, locale, program, index, count):
    known = sorted(set().union(*locale.words)) if locale.words else []
    # Without a letter, punctuation around a number is part of it.
    known = [word for word in known if re.search("[^\\W\\d_]", word)]
    # What begins or ends with a symbol goes on in longer words.
    known = [word for word in known if not re.match("[_@]|.*[_@]$", word)]
    queries = program.random.sample(known, min(count, len(known)))
    # Without a field, some are English.
    typed = ["local:" + query for query in queries]
    answers = [search_short(program, index, typed, "-L", locale.name,
                            "--group", "none", "--tier", tier)
               for tier in ("word", "stem", "part")]
    for query, *found in zip(queries, *answers):
        check_word(faults, locale, query, found)


def check_pages(faults, locale, program, index, count):
    """Pages, and lists of segments, of queries of one and of two words."""
    pieces = [text for text in (locale.substring(program.random)
                                for _ in range(10 * count))
              if text and not QUOTES.search(text)][:count]
    queries = pieces + [a + " " + b for a, b in zip(pieces, pieces[1:])]
    args = ["-L", locale.name, "--plain"]
    for grouping in ("pair", "none"):
        args_now = [*args, "--group", grouping]
        whole = search_short(program, index, queries, *args_now)
        pages = [[] for _ in queries]
        for offset in range(0, 4 * PAGE, PAGE):
            for i, (hits, _) in enumerate(program.search(
                    index, queries, *args_now, "-n", str(PAGE), "--offset",
                    str(offset))):
                pages[i] += hits
        for query, page, (hits, summary) in zip(queries, pages, whole):
            text = "%s %s %s" % (locale.name, grouping, query)
            check_totals(faults, text, hits, summary, grouping)
            if hits is not None:
                faults.equal("pages", hits[:4 * PAGE], page, text)


def check(options):
    faults = programs.Faults()
    with programs.Programs(options) as program:
        index = program.at("index")
        program.index(index, program.sources, "-q")
        by_locale = {}
        for segment in program.segments(index):
            by_locale.setdefault(segment["locale"], []).append(segment)
        for name in sorted(by_locale):
            locale = Locale(name, by_locale[name], program)
            if locale.has_grams:
                check_grams(faults, locale, program, index, options.count)
            else:
                check_words(faults, locale, program, index, options.count)
            check_pages(faults, locale, program, index, options.count // 10)
            print("%s: %d segments" % (name, len(locale.texts)))
    return faults.end()


if __name__ == "__main__":
    sys.exit(check(programs.arguments(__doc__, 200).parse_args()))
