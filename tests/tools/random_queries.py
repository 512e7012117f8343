# random_queries.py - what someone, or something, may type into pcsearch
# SPDX-License-Identifier: GPL-2.0-or-later
"""Queries at random, as bytes without line feeds: words and pieces of a
collection under every operator, and what no one means to type."""

import itertools
import re

OPERATORS = ["OR", "AND", "NOT", "-", "(", ")", "*", '"', "\u201c", "\u201d",
             "\u201e", "'", "or", "and", "not", "--", "en:", "local:", ":", "?"]
QUOTES = [('"', '"'), ("\u201c", "\u201d"), ("\u201e", "\u201c"),
          ('"', "\u201d"), ('"', ""), ("", '"'), ("'", "'"),
          ("\u300c", "\u300d"), ("\u00ab", "\u00bb")]
# Ranges of characters that something somewhere treats in its own way.
RANGES = [(0x01, 0x1f), (0x20, 0x7e), (0x7f, 0xff), (0x300, 0x36f),
          (0x370, 0x3ff), (0x400, 0x4ff), (0x530, 0x58f), (0x590, 0x5ff),
          (0x600, 0x6ff), (0x900, 0x97f), (0xe00, 0xeff), (0x1000, 0x109f),
          (0x1100, 0x11ff), (0x1780, 0x17ff), (0x1e00, 0x1eff),
          (0x2000, 0x206f), (0x2070, 0x218f), (0x3000, 0x30ff),
          (0x3130, 0x318f), (0x3400, 0x4dbf), (0x4e00, 0x9fff),
          (0xa960, 0xa97f), (0xac00, 0xd7ff), (0xe000, 0xf8ff),
          (0xf900, 0xfaff), (0xfe00, 0xfe6f), (0xff00, 0xffff),
          (0x1b000, 0x1b16f), (0x1d400, 0x1d7ff), (0x1f1e6, 0x1f9ff),
          (0x20000, 0x2fa1f), (0xe0000, 0xe01ef), (0x10fff0, 0x10ffff)]
# Each by itself: joiners, marks of direction, what grows when it is folded.
ODD = ["\u200b", "\u200d", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066",
       "\u2069", "\u00ad", "\ufeff", "\ufdfa", "\u0130", "\u1e9e", "\ufb03",
       "\u2026", "\u00bd", "\u2122", "\u3000", "\u00a0", "\u30fb", "\u30fc",
       "\u0e33", "\u0eb3", "\u1160", "\u3164", "\ufffd", "\U0001f468\u200d"
       "\U0001f469\u200d\U0001f467", "\U0001f1e9\U0001f1ea", "\u0301",
       "\u1100\u1161\u11a8", "\u3131", "\u2028", "\u0085", "\0"]
ILL_FORMED = [b"\x80", b"\xbf", b"\xc0\xaf", b"\xc3", b"\xe2\x82", b"\xed\xa0"
              b"\x80", b"\xed\xbf\xbf", b"\xf0\x80\x80\x80", b"\xf0\x9f\x98",
              b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80", b"\xff", b"\xfe"]
YEARS = ["2017", "2020-03", "2020-02-30", "03/15/2020", "2019..2021", "..2020",
         "2021..", ">2018", "<=2020-03-15", "0000", "99999", "..", "soon"]


class Typist:
    """Types queries about segments, which are lines of pcindex --dump."""

    def __init__(self, random, segments):
        self.random = random
        self.segments = segments
        languages = sorted({s["locale"] for s in segments})
        # What may stand behind a name and a colon.
        self.fields = {
            "en:": lambda: self.word("english"),
            "local:": lambda: self.word("local"),
            "title:": lambda: self.word("heading"),
            "heading:": lambda: self.word("heading"),
            "path:": self.path,
            "locale:": lambda: random.choice(languages),
            "topic:": lambda: random.choice(["how-to", "article", "*", "h*"]),
            "service:": lambda: random.choice(["billing", "*", "-", "b*"]),
            "author:": lambda: random.choice(["a*", "*", "ana-souza"]),
            "type:": lambda: random.choice(["ht", "mt", "auto", "m*", "x"]),
            "date:": lambda: random.choice(YEARS),
            "id:": lambda: random.choice(self.segments)["id"],
        }
        for name in languages:
            self.fields[name + ":"] = lambda: self.word("local")
            self.fields[name[:2] + ":"] = lambda: self.word("local")
        self.kinds = [(self.term, 4), (self.terms, 8), (self.joined, 6),
                      (self.tree, 8), (self.soup, 4), (self.garbage, 4),
                      (self.changed, 5), (self.long, 2), (self.nested, 2),
                      (self.repeated, 2)]

    def path(self):
        path = self.random.choice(self.segments)["path"]
        return self.random.choice([path, path.split("/")[-1], path[:6] + "*",
                                   "*" + path[-6:], path.replace("a", "?"),
                                   "*" * 40 + "x", "*a" * 20])

    def text(self, side=None):
        segment = self.random.choice(self.segments)
        return segment[side or self.random.choice(["local", "local",
                                                   "english"])]

    def piece(self, longest, side=None):
        text = self.text(side)
        first = self.random.randrange(len(text)) if text else 0
        return text[first:first + self.random.randint(1, longest)]

    def word(self, side=None):
        words = self.text(side).split()
        if not words:
            return "x"
        word = self.random.choice(words)
        if self.random.random() < .3:
            word = word[self.random.randrange(len(word)):]
        return word[:self.random.randint(1, 12)]

    def term(self):
        """Something under at most a few operators."""
        r = self.random
        text = r.choice([self.word, self.word, lambda: self.piece(12),
                         lambda: self.piece(40)])()
        if r.random() < .1:
            text = r.choice([str.upper, str.lower, str.title])(text)
        if r.random() < .25:
            before, behind = r.choice(QUOTES)
            text = before + text + behind
        if r.random() < .12:
            text += "*"
        if r.random() < .2:
            name = r.choice(list(self.fields))
            text = name + (self.fields[name]() if r.random() < .7 else text)
        if r.random() < .15:
            text = r.choice(["-", "NOT ", "--", "- "]) + text
        return text

    def terms(self):
        return " ".join(self.term() for _ in range(self.random.randint(2, 6)))

    def joined(self):
        count = self.random.randint(2, 5)
        return "".join(self.term() + self.random.choice(
            [" ", " OR ", " AND ", " NOT ", "  ", "\t", "\u3000", ""])
            for _ in range(count))

    def tree(self, depth=4):
        r = self.random
        if depth == 0 or r.random() < .3:
            return self.term()
        parts = [self.tree(depth - 1) for _ in range(r.randint(1, 3))]
        text = r.choice([" ", " OR ", " AND ", " -", " NOT "]).join(parts)
        before = r.choice(["", "-", "NOT ", *self.fields]) \
            if r.random() < .3 else ""
        # Now and then a parenthesis is lost.
        return (before + "(" * (r.random() < .9) + text
                + ")" * (r.random() < .9))

    def soup(self):
        """Operators, and little for them to join."""
        r = self.random
        return "".join(r.choice(OPERATORS + [self.word()]) + r.choice(
            ["", " "]) for _ in range(r.randint(1, 12)))

    def character(self):
        r = self.random
        if r.random() < .25:
            return r.choice(ODD)
        c = chr(r.randint(*r.choice(RANGES)))
        return "\ufffd" if "\ud800" <= c <= "\udfff" else c

    def garbage(self):
        r = self.random
        parts = []
        for _ in range(r.randint(1, 30)):
            parts.append(r.choice(ILL_FORMED) if r.random() < .15 else
                         r.choice([self.character, self.character,
                                   lambda: r.choice(OPERATORS),
                                   lambda: self.piece(3)])().encode("utf-8"))
        return b"".join(parts)

    def changed(self):
        """A likely query with a few bytes changed."""
        r = self.random
        text = bytearray(r.choice([self.terms, self.tree])().encode("utf-8"))
        for _ in range(r.randint(1, 4)):
            at = r.randrange(len(text) + 1)
            text[at:at + r.randrange(3)] = r.choice(
                [b"", bytes([r.randrange(256)]), r.choice(ILL_FORMED),
                 self.character().encode("utf-8"),
                 r.choice(OPERATORS).encode("utf-8")])
        return bytes(text)

    def long(self):
        """About as long as a query, or a line, may be, and longer."""
        r = self.random
        size = r.choice([900, 1020, 1024, 1028, 2000, 5000, 66000])
        parts, n = [], 0
        while n < size:
            part = r.choice([self.term, self.tree])().encode("utf-8")
            parts.append(part)
            n += len(part) + 1
        return r.choice([b" ", b" OR ", b""]).join(parts)

    def nested(self):
        r = self.random
        depth = r.choice([2, 8, 15, 16, 17, 40, 400])
        opening = r.choice(["(", "-(", "NOT (", "en:(", "(%s " % self.word(),
                            "(%s OR " % self.word(), "--(", "- ", "NOT ",
                            "en:", '"', "title:("])
        closing = r.choice([")", " )", " %s)" % self.word(), "", '"'])
        return opening * depth + self.word() + closing * r.choice(
            [depth, depth - 1, depth + 1, 0])

    def repeated(self):
        """The same over and over: what backtracks, or grows, does so here."""
        r = self.random
        what = r.choice([self.character, self.word, lambda: self.piece(2),
                         lambda: r.choice(OPERATORS)])()
        gap = r.choice(["", " ", " OR ", "*", '"'])
        return gap.join([what] * r.choice([2, 9, 33, 300])) + r.choice(
            ["", "*", what[:1]])

    def query(self):
        """One query: bytes that are a line's rest behind an id and a tab."""
        kind = self.random.choices([k for k, _ in self.kinds],
                                   [n for _, n in self.kinds])[0]
        text = kind()
        if isinstance(text, str):
            text = text.encode("utf-8", "surrogatepass")
        return text.replace(b"\n", b" ")


def shorter(text):
    """Texts (or lists) like this one with something left out, the shortest
    first."""
    size = len(text)
    while size > 1:
        size = (size + 1) // 2
        for first in range(0, len(text), size):
            yield text[:first] + text[first + size:]
        if size == 1:
            return


def shrink(case, simpler, fails, tries=400):
    """The smallest case that fails still, by simple deletion: simpler yields
    what to try instead of one."""
    tried = itertools.count()
    while True:
        for one in simpler(case):
            if next(tried) >= tries:
                return case
            if fails(one):
                case = one
                break
        else:
            return case


def show(query):
    """A query as a line that can be read and typed again."""
    text = query.decode("utf-8", "backslashreplace") \
        if isinstance(query, bytes) else query
    text = re.sub("[\\x00-\\x1f\\x7f-\\x9f]",
                  lambda m: "\\x%02x" % ord(m[0]), text)
    return text if len(text) <= 300 else "%s... (%d characters)" % (
        text[:300], len(text))
