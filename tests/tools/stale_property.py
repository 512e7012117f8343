#!/usr/bin/env python3
# stale_property.py - what --stale says is what a comparison of articles says
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes --count collections of random articles in three locales, from versions
of an English that was edited at random, with dates, hashes and commits or
without, and holds pcsearch --stale against what pcindex --dump prints:

- which articles are stale, unordered or missing, of which version the newest
  is, which locales have it, how many days they are behind, and their order;
- what has changed: all other segments are the same in the same order, and as
  many as can be; as many as possible have moved; what is called changed is
  similar, and no other choice of pairs has more in common; both English texts
  come out of the difference of their words;
- -L, --also, a query, -n, --offset, -c and -l choose as they should, and the
  exit status tells whether there is anything.
"""

import collections
import datetime
import json
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import programs  # noqa: E402

LOCALES = ["de-DE", "fr-FR", "ko-KR"]
KINDS = ["stale", "unordered", "missing"]
CHANGES = ["changed", "added", "removed", "moved"]
WORDS = "select save open your bill the invoice page a customer new 30".split()
DATES = ["2020-01-01", "01/02/2020", "2020-03-01", "2021-02-28", "03/01/2021",
         "", "soon"]


def sentence(random):
    words = [random.choice(WORDS) for _ in range(random.randint(1, 9))]
    if random.random() < .3:
        words[0] += ","
    return " ".join(words) + random.choice([".", "", "!"])


def edit(random, english):
    """Another version of an English."""
    english = list(english)
    for _ in range(random.randint(0, 5)):
        way, n = random.randrange(5), len(english)
        if way == 0 or n == 0:
            english.insert(random.randint(0, n), sentence(random))
        elif way == 1:
            del english[random.randrange(n)]
        elif way == 2:
            i = random.randrange(n)
            words = english[i].split()
            words[random.randrange(len(words))] = random.choice(WORDS)
            english[i] = " ".join(words)
        elif way == 3:
            english.insert(random.randrange(n),
                           english.pop(random.randrange(n)))
        else:
            i = random.randrange(n)
            english[i:i] = english[i:i + random.randint(1, 3)]
    return english


def write(path, locale, head, english):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write("---\nms.contentlocale: %s\n" % locale)
        for key, value in head.items():
            if value:
                file.write("ms.%s: %s\n" % (key, value))
        file.write("---\n")
        for i, text in enumerate(english):
            file.write('<span data-ttu-id="a-%d">%s %d</span><span '
                       'class="sxs-lookup"><span data-stu-id="a-%d">%s'
                       "</span></span>\n" % (i, locale[:2], i, i, text))


def make(random, folder):
    """Sources of one or two collections; the heads of their articles."""
    heads, sources = {}, set()
    for name in random.choice((["x"], ["x"], ["x", "y"])):
        for i in range(random.randint(1, 6)):
            versions = [[sentence(random) for _ in range(random.randint(1, 12))]]
            for _ in range(2):
                versions.append(edit(random, random.choice(versions)))
            for locale in LOCALES:
                if random.random() < .15:
                    continue
                v = random.randrange(3)
                head = {"openlocfilehash": "h%d" % v,
                        "sourcegitcommit": "c%d" % v,
                        "lasthandoff": random.choice(DATES)}
                for key in head:
                    if random.random() < .15:
                        head[key] = ""
                source, path = "%s.%s" % (name, locale.lower()), "a%d.md" % i
                write(os.path.join(folder, source, path), locale, head,
                      versions[v])
                heads[source, path] = head
                sources.add(os.path.join(folder, source))
    return sorted(sources), heads


def day_of(text):
    for form in ("%Y-%m-%d", "%m/%d/%Y"):
        try:
            return datetime.datetime.strptime(text, form).date()
        except ValueError:
            pass
    return None


class Article:
    def __init__(self, source, path, locale, head):
        self.place, self.locale = (source, path), locale
        self.hash = head["openlocfilehash"]
        self.commit = head["sourcegitcommit"]
        self.day = day_of(head["lasthandoff"])
        self.segments = []

    def english(self):
        return [s["english"] for s in self.segments]


def same(a, b):
    if a.hash and b.hash:
        return a.hash == b.hash
    return (a.commit and a.commit == b.commit) or a.english() == b.english()


class Collection:
    def __init__(self, program, index, heads):
        self.program, self.index = program, index
        self.articles = {}
        for s in program.segments(index):
            place = (s["source"], s["path"])
            if place not in self.articles:
                self.articles[place] = Article(*place, s["locale"],
                                               heads[place])
            self.articles[place].segments.append(s)
        self.locales = sorted({a.locale for a in self.articles.values()})

    def editions(self, own):
        """Of an article, by locale."""
        found = {}
        with_path = [a for a in self.articles.values()
                     if a.place[1] == own.place[1]]
        count = collections.Counter(a.locale for a in with_path)
        for a in with_path:
            same_name = a.place[0].split(".")[0] == own.place[0].split(".")[0]
            if same_name or count[a.locale] == count[own.locale] == 1:
                found[a.locale] = a
        return found

    def newest(self, editions, against):
        held = [editions[c] for c in self.locales
                if c in editions and c in against]
        classes = {}
        for locale in self.locales:
            if locale in editions:
                a = editions[locale]
                classes[a] = next((classes[b] for b in classes
                                   if classes[b] is b and same(a, b)), a)
        count = collections.Counter(classes[a] for a in held)
        best = None
        for a in held:
            if best is None or (
                    (a.day or datetime.date.min, count[classes[a]]) >
                    (best.day or datetime.date.min, count[classes[best]])):
                best = a
        return best, classes, [a.locale for a in held
                               if classes[a] is classes[best]]

    def expect(self, wanted, against, found):
        """(kind, locale, place of the newest, its locales, days) by place; of
        what is missing, by locale and the newest's place."""
        out = {}
        for own in self.articles.values():
            editions = self.editions(own)
            best, classes, locales = self.newest(editions, against)
            if best is None:
                continue
            if own.locale == min(c for c in editions if c in against) and \
                    best.place in found:
                for c in set(self.locales) - set(editions):
                    if c in wanted:
                        out[c, best.place] = ("missing", c, best.place,
                                              locales, None)
            if own.locale not in wanted or own.place not in found or \
                    classes[own] is classes[best]:
                continue
            if not own.day or not best.day or own.day == best.day:
                out[own.place] = ("unordered", own.locale, best.place, locales,
                                  None)
            elif own.day < best.day:
                out[own.place] = ("stale", own.locale, best.place, locales,
                                  (best.day - own.day).days)
        return out


def longest(a, b):
    """The length of a longest common subsequence."""
    row = [0] * (len(b) + 1)
    for x in a:
        last, row = row, [0]
        for j, y in enumerate(b):
            row.append(last[j] + 1 if x == y else max(last[j + 1], row[j]))
    return row[-1]


def similarity(a, b):
    a, b = (collections.Counter(re.findall(r"\w+|[^\w\s]", t)) for t in (a, b))
    score = 2 * sum((a & b).values()) * 1000 // (a.total() + b.total())
    return score if score >= 500 else 0


def most(a, b):
    """The highest sum of similarities of pairs in order."""
    best = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j],
                                     best[i][j] + similarity(x, y))
    return best[-1][-1]


def check_words(faults, change, where):
    diff = change["diff"]
    for side, gone in (("old", "added"), ("new", "removed")):
        text = "".join(t for kind, t in diff if kind != gone)
        faults.equal("words", change[side]["english"], text, where)
    for (one, _), (other, _) in zip(diff, diff[1:]):
        if one == other or (one, other) == ("added", "removed"):
            faults.add("order of words", where, diff)


class Walk:
    """Puts the changes of an article between what they leave out."""

    def __init__(self, faults, where, old, new, changes):
        self.faults, self.where, self.old, self.new = faults, where, old, new
        self.numbers = [{(s["line"], s["id"]): i for i, s in enumerate(a)}
                        for a in (old, new)]
        self.i = self.j = self.kept = 0
        self.gone = {self.number(0, c["old"]) for c in changes
                     if c["kind"] == "moved"}
        self.gap = ([], [], [0])
        for change in changes:
            getattr(self, change["kind"])(change)
        self.keep(len(old), len(new))
        faults.equal("end", (len(old), len(new)), (self.i, self.j), where)

    def number(self, side, segment):
        i = self.numbers[side].get((segment["line"], segment["id"]), -1)
        wanted = (self.old, self.new)[side][i]
        for key in ("english", "local"):
            self.faults.equal("segment", wanted[key], segment[key], self.where)
        return i

    def pass_moved(self):
        while self.i in self.gone:
            self.i += 1

    def keep(self, i, j):
        """Goes on to segments i and j; what is before is the same."""
        self.pass_moved()
        if (i is None or self.i >= i) and (j is None or self.j >= j):
            return
        self.close()
        while (i is not None and self.i < i) or (j is not None and self.j < j):
            if self.i >= len(self.old) or self.j >= len(self.new) or \
                    self.old[self.i]["english"] != self.new[self.j]["english"]:
                self.faults.add("kept", self.where, self.i, self.j)
                break
            self.i += 1
            self.j += 1
            self.kept += 1
            self.pass_moved()

    def close(self):
        old, new, score = self.gap
        self.faults.equal("pairs", most(old, new), score[0], self.where, old,
                          new)
        self.gap = ([], [], [0])

    def changed(self, change):
        i, j = self.number(0, change["old"]), self.number(1, change["new"])
        self.keep(i, j)
        self.faults.equal("place", (i, j), (self.i, self.j), self.where)
        a, b = change["old"]["english"], change["new"]["english"]
        self.gap[0].append(a)
        self.gap[1].append(b)
        self.gap[2][0] += similarity(a, b)
        if not similarity(a, b) or a == b:
            self.faults.add("similar", self.where, a, b)
        check_words(self.faults, change, self.where)
        self.i, self.j = self.i + 1, self.j + 1

    def removed(self, change):
        i = self.number(0, change["old"])
        self.keep(i, None)
        self.faults.equal("place", i, self.i, self.where)
        self.gap[0].append(change["old"]["english"])
        self.i += 1

    def added(self, change):
        j = self.number(1, change["new"])
        self.keep(None, j)
        self.faults.equal("place", j, self.j, self.where)
        before = [i for i in range(self.i) if i not in self.gone]
        self.faults.equal("behind", self.old[before[-1]]["line"] if before
                          else 0, change["behind"], self.where, change)
        self.gap[1].append(change["new"]["english"])
        self.j += 1

    def moved(self, change):
        j = self.number(1, change["new"])
        self.keep(None, j)
        self.faults.equal("place", j, self.j, self.where)
        self.faults.equal("moved", change["old"]["english"],
                          change["new"]["english"], self.where)
        self.j += 1


def check_changes(faults, own, newest, line, where):
    counts = collections.Counter(c["kind"] for c in line["changes"])
    for kind in CHANGES:
        faults.equal("count of " + kind, counts[kind], line[kind], where)
    walk = Walk(faults, where, own.segments, newest.segments, line["changes"])
    walk.close()
    a, b = own.english(), newest.english()
    faults.equal("kept segments", longest(a, b), walk.kept, where)
    common = sum((collections.Counter(a) & collections.Counter(b)).values())
    faults.equal("moved segments", common - walk.kept, counts["moved"], where)


def place_of(line):
    return line["source"], line["path"]


def key_of(line):
    if line["type"] == "missing":
        return line["locale"], place_of(line["newest"])
    return place_of(line)


def rank_of(line):
    """Worst first; the last of it is the order of what is equal."""
    missing = line["type"] == "missing"
    size = line["segments"] if missing else \
        line["changed"] + line["added"] + line["removed"]
    return (KINDS.index(line["type"]), -size, -line.get("days", 0),
            line["locale"]) + (() if missing else place_of(line))


def check_lines(faults, c, expected, lines, where):
    found = {}
    for line in lines:
        newest = line["newest"]
        found[key_of(line)] = (line["type"], line["locale"], place_of(newest),
                               newest["locales"], line.get("days"))
        best = c.articles[place_of(newest)]
        faults.equal("locale", best.locale, newest["locale"], where)
        if line["type"] == "missing":
            faults.equal("segments", len(best.segments), line["segments"],
                         where)
            continue
        own = c.articles[place_of(line)]
        faults.equal("segments", len(own.segments), line["segments"], where)
        check_changes(faults, own, best, line, "%s %s" % (where, own.place))
    for key in sorted(set(expected) | set(found), key=repr):
        faults.equal("articles", expected.get(key), found.get(key), where, key)
    ranks = [rank_of(line) for line in lines]
    if ranks != sorted(ranks):
        faults.add("order", where, ranks)
    faults.equal("rank", list(range(1, len(lines) + 1)),
                 [line["rank"] for line in lines], where)


def ask(c, *args):
    done = c.program.run("pcsearch", "-i", c.index, "--stale", *args)
    return done.returncode, done.stdout.decode("utf-8")


def ask_json(c, *args):
    status, out = ask(c, "--json", *args)
    *lines, summary = map(json.loads, out.splitlines())
    return status, lines, summary


def check_choice(faults, c, wanted, against, query):
    args = []
    if wanted != c.locales:
        args += ["-L", ",".join(wanted)]
    if against != c.locales:
        args += ["--also", ",".join(against)]
    args += [query] if query else []
    where = " ".join(args)
    found = {p for p in c.articles if query in ("", "path:" + p[1])}
    expected = c.expect(wanted, against, found)
    status, lines, summary = ask_json(c, "--missing", "-n", "9999", *args)
    check_lines(faults, c, expected, lines, where)
    kinds = collections.Counter(e[0] for e in expected.values())
    for kind in KINDS:
        faults.equal("total of " + kind, kinds[kind], summary[kind], where)
    for kind in CHANGES:
        faults.equal("sum of " + kind, sum(n.get(kind, 0) for n in lines),
                     summary[kind], where)
    faults.equal("status", 0 if expected else 1, status, where)
    check_views(faults, c, lines, kinds, args, where)


def check_views(faults, c, lines, kinds, args, where):
    some = [n for n in lines if n["type"] != "missing"]
    status, few, summary = ask_json(c, "-n", "2", "--offset", "1", *args)
    faults.equal("page", [dict(n, rank=i + 2) for i, n in
                          enumerate(some[1:3])], few, where)
    faults.equal("shown", len(few), summary["shown"], where)
    faults.equal("status", 0 if some else 1, status, where)
    faults.equal("-c", (0 if lines else 1, "%d\n" % len(lines)),
                 ask(c, "--missing", "-c", *args), where)
    faults.equal("-c", "%d\n" % (kinds["stale"] + kinds["unordered"]),
                 ask(c, "-c", *args)[1], where)
    paths = [re.sub(r".*[:/](\w+\.[\w-]+/a\d\.md)$", r"\1", p)
             for p in ask(c, "--missing", "-l", *args)[1].splitlines()]
    faults.equal("-l", ["/".join(place_of(
        n["newest"] if n["type"] == "missing" else n)) for n in lines], paths,
        where)
    faults.equal("-q", (0 if some else 1, ""), ask(c, "-q", *args), where)


def check_collection(faults, program, number):
    random = program.random
    folder = program.at("c%d" % number)
    sources, heads = make(random, folder)
    if not sources:
        return
    index = program.at("i%d" % number)
    program.index(index, sources, "-q")
    c = Collection(program, index, heads)
    check_choice(faults, c, c.locales, c.locales, "")
    for _ in range(2):
        wanted = sorted(random.sample(c.locales,
                                      random.randint(1, len(c.locales))))
        against = sorted(random.sample(c.locales,
                                       random.randint(1, len(c.locales))))
        path = random.choice(sorted(c.articles))[1]
        check_choice(faults, c, wanted, against,
                     random.choice(("", "path:" + path)))


def check(options):
    faults = programs.Faults()
    with programs.Programs(options) as program:
        for number in range(options.count):
            check_collection(faults, program, number)
    return faults.end()


if __name__ == "__main__":
    sys.exit(check(programs.arguments(__doc__, 40).parse_args()))
