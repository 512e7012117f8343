#!/usr/bin/env python3
# judged_marks.py - are the right words of the other side marked?
# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks pcsearch --json each query of judged files and holds the marks of the
judged hits against the words that were judged to stand for what the query
matched. Prints what is wrong, and a table, a row for each locale and side;
tests/judged/README.md says what the columns are.

Exit status: 0; 1 where precision or recall of a locale is below what is wanted;
2 where something cannot be measured: a judged hit is not found or has another
English text, or a file is wrong.
"""

import bisect
import collections
import hashlib
import os
import re
import sys
import unicodedata

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import judged  # noqa: E402

# Scripts without blanks: Thai, Lao, Burmese, Khmer, kana and Han.
DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007"
                   "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]")
FIELDS = {"locale": str, "side": str, "query": str, "path": str, "id": str,
          "english_hash": str, "required": list, "allowed": list,
          "words": list}
SIDES = ("english", "local")
HEAD = ["locale", "side", "hits", "marked", "precise", "wrong", "none",
        "precision", "recall", "w.prec", "w.recall", "silent"]


def is_word_character(character):
    return character == "_" or unicodedata.category(character)[0] in "LMN"


def find_words(text):
    """The words of a text, as ranges of bytes: runs of letters and digits; a
    character each where the script has no blanks."""
    words, start, position = [], None, 0
    for character in text:
        end = position + len(character.encode("utf-8"))
        is_word = is_word_character(character)
        is_dense = is_word and DENSE.match(character) is not None
        if start is not None and (is_dense or not is_word):
            words.append((start, position))
            start = None
        if is_dense:
            words.append((position, end))
        elif is_word and start is None:
            start = position
        position = end
    if start is not None:
        words.append((start, position))
    return words


def touched(words, ranges):
    """The numbers of the words in which a range has a byte."""
    ends = [end for _, end in words]
    found = set()
    for start, end in ranges:
        i = bisect.bisect_right(ends, start)
        while i < len(words) and words[i][0] < end:
            found.add(i)
            i += 1
    return found


class Hit:
    """A judged hit, as pcsearch gave it."""

    def __init__(self, judgment, hit):
        self.judgment, self.side = judgment, judgment["side"]
        self.text = hit[self.side].encode("utf-8")
        self.words = find_words(hit[self.side])
        self.marked = touched(self.words, hit["marks"].get(self.side) or [])
        self.required = [touched(self.words, [r])
                         for r in judgment["required"]]
        self.all_required = set().union(*self.required)
        self.right = self.all_required | touched(self.words,
                                                 judgment["allowed"])

    def is_marked(self, counterpart):
        """All words of a counterpart are; half of its characters, in a script
        without blanks, where they are no words."""
        if DENSE.search(self.named(counterpart)):
            return 2 * len(counterpart & self.marked) >= len(counterpart)
        return counterpart <= self.marked

    def is_found(self):
        return any(self.is_marked(counterpart) for counterpart in
                   self.required)

    def named(self, numbers):
        """Words by their numbers; neighbours without a blank stay together."""
        out = ""
        for i in sorted(numbers):
            start, end = self.words[i]
            is_next = i - 1 in numbers and self.words[i - 1][1] == start
            out += ("" if is_next or not out else " ") + \
                self.text[start:end].decode("utf-8")
        return out


class Score:
    """The counts over some hits."""

    def __init__(self):
        self.n = collections.Counter()

    def __getattr__(self, name):
        return self.n[name]

    def add(self, hit):
        self.n["hits"] += 1
        self.n["marked"] += bool(hit.marked)
        self.n["precise"] += bool(hit.marked) and hit.marked <= hit.right
        self.n["wrong"] += not hit.marked <= hit.right
        self.n["wanted"] += bool(hit.required)
        self.n["found"] += hit.is_found()
        self.n["without"] += not hit.required
        self.n["silent"] += not hit.required and not hit.marked
        self.n["words"] += len(hit.marked)
        self.n["right_words"] += len(hit.marked & hit.right)
        self.n["wanted_words"] += len(hit.all_required)
        self.n["found_words"] += len(hit.marked & hit.all_required)

    def row(self):
        return [self.hits, self.marked, self.precise, self.wrong,
                self.hits - self.marked,
                judged.percent(self.precise, self.marked),
                judged.percent(self.found, self.wanted),
                judged.percent(self.right_words, self.words),
                judged.percent(self.found_words, self.wanted_words),
                "%d/%d" % (self.silent, self.without)]


def check_judgment(where, judgment):
    """Refuses what is not as tests/judged/README.md has it."""
    for name, kind in FIELDS.items():
        if not isinstance(judgment, dict) or \
                not isinstance(judgment.get(name), kind):
            raise judged.JudgedError("%s: %s is missing, or is no %s" % (
                where, name, kind.__name__))
    if judgment["side"] not in SIDES:
        raise judged.JudgedError("%s: no side: %s" % (where,
                                                      judgment["side"]))
    for one in judgment["required"] + judgment["allowed"]:
        if not (isinstance(one, list) and len(one) == 2 and
                all(isinstance(n, int) for n in one) and
                0 <= one[0] < one[1]):
            raise judged.JudgedError("%s: no range: %s" % (where, one))


def read_judgments(files):
    """The judgments of each query, by locale, in the order of the files."""
    locales = collections.defaultdict(dict)
    for path in files:
        for where, line in judged.read_lines(path):
            judgment = judged.read_object(where, line)
            check_judgment(where, judgment)
            locales[judgment["locale"]].setdefault(
                judgment["query"], []).append((where, judgment))
    return locales


def ask(program, locale, queries):
    """The judged segments that queries find, by the query's number, path and
    id."""
    wanted = {(number, judgment["path"], judgment["id"])
              for number, judgments in enumerate(queries.values())
              for _, judgment in judgments}
    text = "".join("%d\t%s\n" % item for item in enumerate(queries))
    lines = program.ask("pcsearch", "-L", locale, "--json", "-n", "1000000",
                        "--group", "none", "--batch", "-",
                        stdin=text.encode("utf-8"))
    objects = (judged.read_object("pcsearch", line) for line in lines)
    hits = (((int(o["query_id"]), o["path"], o["id"]), o) for o in objects
            if o["type"] == "hit")
    return {key: hit for key, hit in hits if key in wanted}


def complaint_of(judgment, hit):
    if not hit:
        return "not found"
    english = hit["english"].encode("utf-8")
    if hashlib.sha256(english).hexdigest()[:12] != judgment["english_hash"]:
        return "the English is another one"
    return None


def find_hits(program, locales):
    """The judged hits as they are found now; JudgedError if one is not."""
    faults, found = 0, []
    for locale, queries in sorted(locales.items()):
        hits = ask(program, locale, queries)
        for number, (query, judgments) in enumerate(queries.items()):
            for where, judgment in judgments:
                hit = hits.get((number, judgment["path"], judgment["id"]))
                complaint = complaint_of(judgment, hit)
                if complaint:
                    faults += 1
                    print("%s: %s %s: %s" % (where, locale, query, complaint),
                          file=sys.stderr)
                else:
                    found.append(Hit(judgment, hit))
    if faults:
        raise judged.JudgedError("%d judged hits are not as they were" %
                                 faults)
    return found


def print_hits(hits, with_misses):
    for hit in hits:
        is_wrong = not hit.marked <= hit.right
        is_miss = bool(hit.required) and not hit.is_found()
        if is_wrong or is_miss and with_misses:
            print("%s: %s %s: %s %s: marked %s, right %s" % (
                "wrong" if is_wrong else "miss", hit.judgment["locale"],
                hit.judgment["query"], hit.judgment["path"],
                hit.judgment["id"], hit.named(hit.marked) or "nothing",
                hit.named(hit.all_required) or "nothing"))


def score(hits):
    """Scores by locale and side; the side "both" is the sum."""
    scores = collections.defaultdict(Score)
    for hit in hits:
        for locale in hit.judgment["locale"], "all":
            for side in hit.side, "both":
                scores[locale, side].add(hit)
    return scores


def order(key):
    locale, side = key
    return locale == "all", locale, side == "both", side


def check(options):
    locales = read_judgments(options.files)
    with judged.Asked(options) as program:
        hits = find_hits(program, locales)
    if not hits:
        raise judged.JudgedError("nothing is judged in these files")
    if not options.quiet:
        print_hits(hits, options.misses)
    scores = score(hits)
    keys = sorted(scores, key=order)
    judged.print_table(HEAD, [list(key) + scores[key].row() for key in keys])
    is_low = False
    for locale, side in keys:
        if side != options.side:
            continue
        s = scores[locale, side]
        is_low |= judged.too_low(locale, "precision", s.precise, s.marked,
                                 options.min_precision)
        is_low |= judged.too_low(locale, "recall", s.found, s.wanted,
                                 options.min_recall)
    return 1 if is_low else 0


def main():
    parser = judged.arguments(__doc__)
    parser.add_argument("--min-precision", type=judged.share, metavar="P",
                        help="the least precision of a locale, as 0.97")
    parser.add_argument("--min-recall", type=judged.share, metavar="R",
                        help="the least recall of a locale, as 0.85")
    parser.add_argument("--side", choices=SIDES + ("both",), default="both",
                        help="the side of which they are; default: both")
    parser.add_argument("--misses", action="store_true",
                        help="list also hits without the right mark")
    parser.add_argument("--quiet", action="store_true",
                        help="print the table only")
    return judged.run(check, parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
