#!/usr/bin/env python3
# like_property.py - the nearest segments are those that a scan finds
# SPDX-License-Identifier: GPL-2.0-or-later
"""Holds pcsearch --like against what can be found out otherwise:

- in articles that are made up of words whose tokens are plain to see, sentences
  that are segments with a few edits: every match of each unit is the percentage
  that its definition in pcsearch(1) gives, computed here over all segments; none
  is missed, and they come in order; and lines of a batch are matches in context
  where their neighbours are those of the segment;
- in SOURCE..., of any script: with a higher --min-match the same matches are
  found, by a few words, as with the lowest one, which looks at every segment;
  a segment finds itself; and the ranges that differ are all that differs.
"""

import collections
import json
import os
import re
import sys
import unicodedata

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import folding  # noqa: E402
import programs  # noqa: E402

MARKS = ".,!?;:()…§"
WORDS = {
    "en-US": "the a of to subscription Subscription invoice customer partner "
             "billing Center center tenant v2 v3 12 7 1,000.5 365 open select "
             "save delete month year is are trial new old portal Azure AZURE "
             "date due".split(),
    "de-DE": "der die das Rechnung rechnung Kunde Größe größe Öffnen öffnen "
             "Abo 12 9 Jahr Monat ist sind neu alt v2 Straße strasse".split(),
    "ko-KR": "구독 구독을 고객 고객은 청구서 청구서를 월 년 새 12 8 v3 포털 "
             "포털에서 엽니다 저장합니다 Azure 테넌트 파트너".split(),
}
HEAD = "---\ntitle: t\nms.contentlocale: %s\nms.translationtype: %s\n---\n"
SPAN = ('<span data-ttu-id="%s">%s</span><span class="sxs-lookup"><span '
        'data-stu-id="%s">%s</span></span>\n\n')


def normal(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def tokens(text):
    """Words and marks of a text, in which words stand between spaces."""
    found = []
    for one in normal(text).split(" "):
        core = one.strip(MARKS)
        at = one.index(core) if core else len(one)
        found += list(one[:at]) + ([core] if core else [])
        found += list(one[at + len(core):])
    return found


def is_mark(token):
    return token in MARKS


def skeleton(token):
    folded = unicodedata.normalize("NFC", token.casefold())
    return re.sub(r"\d+([.,]\d+)*", "#", folded)


def weight(token):
    return 1 if is_mark(token) else 4


def replace(a, b):
    if a == b:
        return 0
    if is_mark(a) != is_mark(b):
        return 5
    return 1 if is_mark(a) or skeleton(a) == skeleton(b) else 4


def percent(a, b):
    """The match of two texts by its definition."""
    if normal(a) == normal(b):
        return 100
    x, y = tokens(a), tokens(b)
    row = [0]
    for token in y:
        row.append(row[-1] + weight(token))
    for one in x:
        last, row = row, [row[0] + weight(one)]
        for j, token in enumerate(y):
            row.append(min(last[j] + replace(one, token),
                           last[j + 1] + weight(one), row[j] + weight(token)))
    heavy = max(sum(map(weight, x)), sum(map(weight, y)))
    return min(99, max(0, (heavy - row[-1]) * 100 // heavy))


def sentence(random, locale):
    words = [random.choice(WORDS[locale])
             for _ in range(random.choice((1, 2, 3, 5, 8, 13)))]
    if random.random() < .7:
        words[-1] += random.choice(".!?")
    return " ".join(words)


def edit(random, text, locale):
    """A sentence with some edits."""
    words = text.split(" ")
    for _ in range(random.choice((0, 1, 1, 2, 3, 5))):
        at, way = random.randrange(len(words) + 1), random.randrange(6)
        word = random.choice(WORDS[locale])
        if way == 0 or at == len(words):
            words.insert(at, word)
        elif way == 1 and len(words) > 1:
            del words[at]
        elif way == 2:
            words[at] = word
        elif way == 3:
            words[at] = words[at].swapcase()
        elif way == 4:
            words[at] += random.choice(MARKS)
        else:
            words.insert(random.randrange(len(words)), words.pop(at))
    text = " ".join(words)
    return text.replace(" ", random.choice(("  ", "\u00a0")), 1) \
        if random.random() < .1 else text


def make_articles(random, folder):
    """Some locales of the same articles, whose sentences are near to others."""
    pool = []
    for number in range(4):
        rows = []
        for i in range(14):
            if not pool or random.random() < .5:
                pool.append({l: sentence(random, l) for l in WORDS})
            row = dict(random.choice(pool))
            if random.random() < .5:
                row = {l: edit(random, t, l).replace("\u00a0", " ")
                       for l, t in row.items()}
                pool.append(row)
            rows.append(row)
        for locale in ("de-DE", "ko-KR"):
            path = os.path.join(folder, locale.lower(), "a%d.md" % number)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(HEAD % (locale, random.choice(("HT", "MT"))))
                for i, row in enumerate(rows):
                    name = "b-%d" % (101 + i)
                    local = row["en-US" if i % 7 == 6 else locale]
                    file.write(SPAN % (name, local, name, row["en-US"]))
    return [os.path.join(folder, name) for name in ("de-de", "ko-kr")]


class Memory:
    """An index, and what it holds."""

    def __init__(self, program, index):
        self.program, self.index = program, index
        self.segments = program.segments(index)
        self.articles = collections.defaultdict(list)
        self.units = collections.Counter()
        for s in self.segments:
            self.articles[s["source"], s["path"]].append(s)
            self.units[s["locale"], s["local"], s["english"]] += 1

    def like(self, lines, *args):
        """The matches and the summary of each line, by its number."""
        out = self.program.must(
            "pcsearch", "-i", self.index, "--like", "--json", "--batch", "-",
            *args, stdin="\n".join(lines).encode("utf-8"), statuses=(0, 1))
        answers = collections.defaultdict(lambda: ([], []))
        for line in out.splitlines():
            one = json.loads(line)
            answers[int(one["query_id"])][one["type"] == "summary"].append(one)
        return answers


def unit_of(match):
    return match["locale"], match["local"], match["english"]


def expect(memory, text, least, sides):
    """Each unit that matches, with its match and side; and the best match."""
    expected, best = {}, 0
    for unit in memory.units:
        ways = [(percent(text, unit[2]), "english")] * ("english" in sides) + \
            [(percent(text, unit[1]), "local")] * ("local" in sides)
        one = max(ways, key=lambda way: way[0])
        best = max(best, one[0])
        if one[0] >= least:
            expected[unit] = one
    return expected, best


def check_order(faults, text, matches):
    keys = [(-m["percent"], not m["human"], -m["count"]) for m in matches]
    faults.equal("order", sorted(keys), keys, text)
    faults.equal("rank", list(range(1, len(keys) + 1)),
                 [m["rank"] for m in matches], text)


def check_made(faults, memory, count):
    random = memory.program.random
    units = sorted(memory.units)
    lines = []
    for _ in range(count):
        unit = random.choice(units)
        locale, text = random.choice(((unit[0], unit[1]), ("en-US", unit[2])))
        lines.append(edit(random, text, locale))
    for i, text in enumerate(lines):
        least = random.choice((50, 70, 70, 70, 85))
        side = random.choice((None, None, "english", "local"))
        expected, best = expect(memory, text, least,
                                [side] if side else ["english", "local"])
        args = ["--side", side] if side else []
        matches, (summary,) = memory.like(
            [text], "-n", "100000", "--min-match", str(least), *args)[1]
        faults.equal("match", expected, {
            unit_of(m): (m["percent"], m["side"]) for m in matches}, text)
        check_order(faults, text, matches)
        faults.equal("segments", sum(memory.units[u] for u in expected),
                     summary["segments"], text)
        if expected or best >= (least + 1) // 2:
            faults.equal("best", best, summary["best"], text)
        few, (summary,) = memory.like(
            [text], "-n", "2", "--min-match", str(least), *args)[1]
        faults.equal("first", [unit_of(m) for m in matches[:2]],
                     [unit_of(m) for m in few], text)
        if summary["exact"]:
            faults.equal("pairs", len(matches), summary["pairs"], text)


def in_context(memory, before, text, after, side):
    """The units of which a segment stands between equal ones."""
    found = set()
    for segments in memory.articles.values():
        for i, s in enumerate(segments):
            there = [None, *segments, None]
            if normal(s[side]) == normal(text) and all(
                    not given or (there[at] and
                                  normal(there[at][side]) == normal(given))
                    for given, at in ((before, i), (after, i + 2))):
                found.add(unit_of(s))
    return found


def check_context(faults, memory):
    random = memory.program.random
    for segments in memory.articles.values():
        side = random.choice(("local", "english"))
        texts = [s[side] for s in segments]
        for _ in range(3):
            texts[random.randrange(len(texts))] = random.choice(
                memory.segments)[side]
        texts.insert(random.randrange(len(texts)), "")
        answers = memory.like(texts, "-n", "100000", "--side", side)
        number = 0
        for i, text in enumerate(texts):
            if not text:
                continue
            number += 1
            before = texts[i - 1] if i else ""
            after = texts[i + 1] if i + 1 < len(texts) else ""
            expected = in_context(memory, before, text, after, side) \
                if before or after else set()
            faults.equal("context", expected, {
                unit_of(m) for m in answers[number][0]
                if m["percent"] == 101}, before, "|", text, "|", after)
            for m in answers[number][0]:
                faults.equal("equal", normal(m[m["side"]]) == normal(text),
                             m["percent"] >= 100, text)


def without(text, ranges):
    """What stands between ranges of bytes."""
    data, out, at = text.encode("utf-8"), b"", 0
    for start, end in ranges:
        out += data[at:start] + b" "
        at = end
    rest = (out + data[at:]).decode("utf-8", "replace")
    rest = unicodedata.normalize("NFC", folding.IGNORABLE.sub("", rest))
    return "".join(rest.split())


def check_real(faults, memory, count):
    random = memory.program.random
    texts = sorted({s[side] for s in memory.segments
                    for side in ("local", "english")})
    lines = []
    for _ in range(count):
        text = random.choice(texts)
        words = re.findall(r"\S+|\s+", text)
        for _ in range(random.choice((0, 1, 2, 4))):
            at = random.randrange(len(words))
            words[at] = random.choice((
                words[at].swapcase(), "", random.choice(texts)[:9],
                words[at] + " ", words[at][:-1]))
        lines.append(normal("".join(words)) or text)
    lines = [line for text in lines for line in (text, "")]
    low = memory.like(lines, "-n", "100000", "--min-match", "1")
    for least in (40, 70, 90):
        high = memory.like(lines, "-n", "100000", "--min-match", str(least))
        for i, (matches, (summary,)) in high.items():
            text = summary["query"]
            faults.equal("exact", [True, True], [
                summary["exact"], low[i][1][0]["exact"]], text)
            faults.equal("found", [
                (unit_of(m), m["percent"]) for m in low[i][0]
                if m["percent"] >= least], [
                    (unit_of(m), m["percent"]) for m in matches], text)
    for matches, (summary,) in low.values():
        text = summary["query"]
        if any(normal(t) == normal(text) for t in texts):
            faults.equal("itself", 100, matches[0]["percent"], text)
        for m in matches:
            faults.equal("marks", without(text, m["marks"]["missing"]), without(
                m[m["side"]], m["marks"][m["side"]]), text, m[m["side"]])


def check(options):
    faults = programs.Faults()
    with programs.Programs(options) as program:
        sources = make_articles(program.random, program.at("made"))
        index = program.at("made.index")
        program.index(index, sources, "-q")
        memory = Memory(program, index)
        check_made(faults, memory, options.count)
        check_context(faults, memory)
        index = program.at("index")
        program.index(index, program.sources, "-q")
        check_real(faults, Memory(program, index), options.count)
    return faults.end()


if __name__ == "__main__":
    sys.exit(check(programs.arguments(__doc__, 120).parse_args()))
