# naive_search.py - boolean queries and what they find, by reading all texts
# SPDX-License-Identifier: GPL-2.0-or-later
"""Trees of terms joined with AND, OR and NOT, and the set of segments that
each has to find by docs/man/pcsearch-query.7: a text is read for each term, and
sets are sets. Only what can be told without stems and dictionaries is a term
here: characters of scripts without spaces, whole words and beginnings of words
of the others, phrases, and fields of places.

A set of segments is an integer with a byte for each, 0 or 1."""

import bisect
import re
import unicodedata

import folding
import random_queries

GRAM = folding.GRAMS.pattern[1:-1]
LETTER = "[^\\W%s]" % GRAM       # of a script with spaces; digits are letters
GAP = "[ \u30fb]"
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
QUOTED = re.compile('["\u201c\u201d\u201e]')
# The parser would read these as something else where they are not quoted.
RESERVED = ("OR", "AND", "NOT")


def is_letter(c):
    """Whether c is part of words that stand between spaces."""
    return (c == "_" or unicodedata.category(c)[0] in "LMN") \
        and not folding.GRAMS.match(c)


def may_gap(before, behind):
    """Whether a space may stand in the text between two characters of an
    unquoted term."""
    one = bool(folding.GRAMS.match(before))
    other = bool(folding.GRAMS.match(behind))
    letter = behind if one else before
    return one != other and is_letter(letter) and not letter.isdigit()


def gap_pattern(term):
    """A term in which scripts with and without spaces meet, with the spaces
    that may stand there; behind a space, a word is a whole one."""
    parts = [term[0]]
    for before, behind in zip(term, term[1:]):
        if may_gap(before, behind):
            parts.append("")
        parts[-1] += behind
    first = "(?<!%s)" % LETTER if is_letter(term[0]) else ""
    last = "(?!%s)" % LETTER if is_letter(term[-1]) else ""
    parts = [re.escape(part) for part in parts]
    if len(parts) == 1:
        return re.compile(parts[0])
    if len(parts) == 2:
        return re.compile("%s%s|%s%s%s%s%s" % (
            *parts, first, parts[0], GAP, parts[1], last))
    middle = (GAP + "?").join(parts[1:-1])
    return re.compile("(?:%s|%s%s%s)%s(?:%s|%s%s%s)" % (
        parts[0], first, parts[0], GAP, middle,
        parts[-1], GAP, parts[-1], last))


def part_symbols(text):
    """A text in which symbols that fold to letters or digits (\u00b9, \u2122) are
    words of their own, as they are indexed."""
    return "".join(
        " %s " % folding.fold(c) if not c.isalpha() and c > "\x7f" and
        (unicodedata.category(c) == "No" or unicodedata.category(c)[0] == "S")
        and any(f.isalnum() for f in folding.fold(c)) else c for c in text)


class Side:
    """The different texts of one side of all segments."""

    def __init__(self, texts, program):
        self.program = program
        self.size = len(texts)
        places = {}
        for i, text in enumerate(texts):
            places.setdefault(text, []).append(i)
        self.texts = list(places)
        self.places = list(places.values())
        folded = [folding.fold(text) for text in self.texts]
        self.joined = [folding.join(text) for text in folded]
        self.katakana = [folding.katakana_words(text) for text in folded]
        self.scanned = {}
        self.by_word = {}
        for i, line in enumerate(program.scan("words", [
                part_symbols(text) for text in self.texts])):
            for word in line.split("\t"):
                self.by_word.setdefault(word, []).append(i)
        self.words = sorted(
            w for w in self.by_word if w and not folding.GRAMS.search(w))

    def segments(self, texts):
        found = bytearray(self.size)
        for i in texts:
            for place in self.places[i]:
                found[place] = 1
        return int.from_bytes(found, "little")

    def words_of(self, text):
        """The words of a query's text."""
        if text not in self.scanned:
            line = self.program.scan("words", [text])[0]
            self.scanned[text] = [w for w in line.split("\t") if w]
        return self.scanned[text]

    def find_token(self, word):
        return self.by_word.get(word, ())

    def find_prefix(self, start):
        at = bisect.bisect_left(self.words, start)
        found = set()
        while at < len(self.words) and self.words[at].startswith(start):
            found.update(self.by_word[self.words[at]])
            at += 1
        return found

    def find_phrase(self, raw):
        text = folding.join(folding.fold(raw))
        if folding.GRAMS.search(text):
            return [i for i, t in enumerate(self.joined) if text in t]
        words = self.words_of(raw)
        if words == [text]:
            return self.find_token(text)
        found = set(self.find_token(words[0]) if words else
                    range(len(self.texts)))
        for word in words[1:]:
            found.intersection_update(self.find_token(word))
        return [i for i in found if self.holds_apart(self.joined[i], text)]

    @staticmethod
    def holds_apart(text, part):
        """Whether part stands in text, and no letters beside its own."""
        at = text.find(part)
        while at >= 0:
            end = at + len(part)
            if not (at > 0 and is_letter(part[0]) and is_letter(text[at - 1])
                    or end < len(text) and is_letter(part[-1])
                    and is_letter(text[end])):
                return True
            at = text.find(part, at + 1)
        return False

    def find_word(self, raw):
        """An unquoted word with characters of a script without spaces."""
        text = folding.join(folding.fold(raw))
        if folding.KATAKANA_RUN.fullmatch(text):
            bare = folding.without_long_mark(text)
            return [i for i, t in enumerate(self.joined)
                    if text in t or bare in self.katakana[i]]
        pattern = gap_pattern(text)
        return [i for i, t in enumerate(self.joined) if pattern.search(t)]


class Leaf:
    """A term: what is looked for (raw), how, and as what it is typed."""

    def __init__(self, how, side, raw, typed):
        self.how, self.side, self.raw, self.typed = how, side, raw, typed

    def simpler(self):
        if self.how in FIELDS:
            return
        for raw in random_queries.shorter(self.raw):
            leaf = make_leaf(self.how, self.side, raw)
            if leaf:
                yield leaf

    def count(self):
        return 1


class Joined:
    """AND or OR of several nodes, or NOT of one."""

    def __init__(self, how, nodes):
        self.how, self.nodes = how, nodes

    def count(self):
        return sum(node.count() for node in self.nodes)

    def simpler(self):
        yield from self.nodes
        for i, node in enumerate(self.nodes):
            if len(self.nodes) > 2:
                yield Joined(self.how, self.nodes[:i] + self.nodes[i + 1:])
            for one in node.simpler():
                yield Joined(self.how,
                             self.nodes[:i] + [one] + self.nodes[i + 1:])


def is_bare(raw):
    """Whether raw is one word as it is, without quotes."""
    return raw not in RESERVED and re.fullmatch(
        "(?:[^\\W_]|[%s])(?:[\\w.'%s-]*(?:[^\\W_]|[%s]))?" % (
            GRAM, GRAM, GRAM), raw) is not None


def make_leaf(how, side, raw):
    """A term in its plainest spelling; None where no scan can tell what it
    finds. What may be taken for English, too, says which side it means."""
    folded = folding.fold(raw)
    has_grams = folding.GRAMS.search(folded) is not None
    if not folded.strip() or QUOTED.search(raw) or len(raw) > 60:
        return None
    if how == "phrase":
        raw = raw.strip()
        # Symbols alone are found by reading everything, and capped.
        good = any(c.isalnum() for c in folded) and (
            has_grams and side == "local"
            or not has_grams and raw[0].isalnum() and raw[-1].isalnum())
        typed = '"%s"' % raw
    elif how == "word":
        # Han is also found in its traditional or simplified form, a Korean
        # word with other particles and endings.
        good = (has_grams and side == "local" and is_bare(raw)
                and not HAN.search(folded)
                and not re.search(folding.HANGUL, folded))
        typed = raw
    else:
        # Without a letter, punctuation around a number is part of it.
        good = not has_grams and is_bare(raw) and any(
            c.isalpha() for c in raw)
        typed = raw + "*" if how == "prefix" else \
            raw if how == "bare token" else '"%s"' % raw
    field = "en:" if side == "english" else "" if has_grams else "local:"
    return Leaf(how, side, raw, field + typed) if good else None


class Collection:
    """All segments, and what queries find among them."""

    def __init__(self, segments, program):
        self.segments = segments
        self.sides = {side: Side([s[side] for s in segments], program)
                      for side in ("local", "english")}
        self.numbers = {self.place(s): i for i, s in enumerate(segments)}
        self.all = self.select(lambda segment: True)
        self.found = {}

    @staticmethod
    def place(segment):
        return (segment["source"], segment["path"], segment["id"],
                segment["line"])

    def select(self, holds):
        return int.from_bytes(bytes(map(
            lambda s: 1 if holds(s) else 0, self.segments)), "little")

    def find(self, node):
        if isinstance(node, Joined):
            found = [self.find(one) for one in node.nodes]
            if node.how == "not":
                return self.all ^ found[0]
            total = found[0]
            for one in found[1:]:
                total = total & one if node.how == "and" else total | one
            return total
        key = (node.how, node.side, node.raw)
        if key not in self.found:
            self.found[key] = self.find_leaf(node)
        return self.found[key]

    def find_leaf(self, leaf):
        if leaf.how in FIELDS:
            return self.select(FIELDS[leaf.how](leaf.raw))
        side = self.sides[leaf.side]
        find = {"phrase": side.find_phrase, "word": side.find_word,
                "prefix": lambda raw: side.find_prefix(folding.fold(raw)),
                "token": lambda raw: side.find_token(folding.fold(raw)),
                "bare token": lambda raw: side.find_token(folding.fold(raw))}
        return side.segments(find[leaf.how](leaf.raw))

    def set_of(self, hits):
        found = bytearray(len(self.segments))
        for hit in hits:
            found[self.numbers[self.place(hit)]] = 1
        return int.from_bytes(found, "little")

    @staticmethod
    def count(found):
        return bin(found).count("1")

    def some(self, found, limit=2):
        """A few of a set, to be shown."""
        size = len(self.segments)
        held = found.to_bytes(size, "little")
        at, list_ = held.find(1), []
        while at >= 0 and len(list_) < limit:
            s = self.segments[at]
            list_.append((s["path"], s["n"], s["local"], s["english"]))
            at = held.find(1, at + 1)
        return list_


# Fields of places: which segments a value selects.
FIELDS = {
    "locale:": lambda raw: lambda s: (s["locale"] + "-").lower().startswith(
        raw.lower() + "-"),
    "path:": lambda raw: lambda s: raw.lower() in s["path"].lower(),
    "id:": lambda raw: lambda s: s["id"].lower() == raw.lower(),
}


class Grower:
    """Makes trees at random about a collection."""

    def __init__(self, random, collection, hows):
        self.random, self.collection = random, collection
        self.hows = hows

    def piece(self, side):
        text = self.random.choice(self.collection.segments)[side]
        first = self.random.randrange(len(text)) if text else 0
        return text[first:first + self.random.randint(1, 8)]

    def words(self, side):
        text = self.random.choice(self.collection.segments)[side].split(" ")
        first = self.random.randrange(len(text))
        return " ".join(text[first:first + self.random.randint(1, 4)]).strip(
            ".,;:!?()[]")

    def raw(self, how, side):
        r = self.random
        if how == "phrase":
            return r.choice([self.piece, self.words])(side)
        if how == "word":
            return self.piece(side).strip()
        word = r.choice(self.collection.sides[side].words or [""])
        if how == "prefix":
            word = word[:r.randint(1, len(word))] if word else ""
        return word

    def typed(self, leaf):
        """The leaf in one of the spellings that are the same."""
        r, raw = self.random, leaf.raw
        for change in (str.upper, str.title, lambda t: "".join(
                chr(ord(c) + 0xfee0) if "!" <= c <= "~" else c for c in t),
                lambda t: unicodedata.normalize("NFD", t)):
            changed = change(raw)
            if (r.random() < .06 and folding.fold(changed) == folding.fold(raw)
                    and changed not in RESERVED):
                before, _, behind = leaf.typed.rpartition(raw)
                leaf.typed = before + changed + behind
                break
        if r.random() < .05 and leaf.side == "local" and \
                not leaf.typed.startswith("local:"):
            leaf.typed = "local:" + leaf.typed
        if r.random() < .1 and leaf.how == "word":
            leaf.typed += "*"
        return leaf

    def field(self):
        segment = self.random.choice(self.collection.segments)
        how = self.random.choice(sorted(FIELDS))
        raw = {"locale:": lambda: self.random.choice(
                   [segment["locale"], segment["locale"][:2]]),
               "path:": lambda: re.sub("\\W+$", "", segment["path"][
                   :self.random.randint(1, 20)]),
               "id:": lambda: segment["id"]}[how]()
        return Leaf(how, "", raw, how + raw)

    def leaf(self):
        r = self.random
        while True:
            how = r.choice(self.hows)
            if how == "field":
                return self.field()
            side = "english" if r.random() < .25 else "local"
            leaf = make_leaf(how, side, self.raw(how, side))
            if leaf:
                return self.typed(leaf)

    def tree(self, leaves, depth):
        """A tree of some of the leaves."""
        r = self.random
        if depth == 0 or r.random() < .15:
            return r.choice(leaves)
        how = r.choice(["and", "and", "or", "or", "not"])
        return Joined(how, [self.tree(leaves, depth - 1) for _ in range(
            1 if how == "not" else r.randint(2, 3))])


def write(node, choice=lambda options: options[0], is_top=True):
    """A tree as a query; choice picks among equal spellings."""
    if isinstance(node, Leaf):
        return node.typed
    if node.how == "not":
        child = node.nodes[0]
        text = write(child, choice, False)
        if isinstance(child, Joined) and child.how == "not":
            text = "(%s)" % text
        return choice(["-", "NOT ", "-"]) + text
    parts = []
    for child in node.nodes:
        text = write(child, choice, False)
        # AND binds tighter than OR.
        if isinstance(child, Joined) and child.how == "and" and \
                node.how == "or":
            text = choice([text, text[1:-1]])
        parts.append(text)
    joint = choice([" ", " AND ", "  "]) if node.how == "and" else " OR "
    text = joint.join(parts)
    return text if is_top else "(%s)" % text
