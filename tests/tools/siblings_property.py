#!/usr/bin/env python3
# siblings_property.py - segments of two locales are joined as a scan joins them
# SPDX-License-Identifier: GPL-2.0-or-later
"""Indexes SOURCE..., as they are and, in copies, with articles that were moved,
shortened, made from other versions and numbered otherwise, and holds what
pcsearch says against a scan of what pcindex --dump prints:

- --also gives each segment its sibling by the rule of pcsearch-query(7), found
  the same way;
- --in LOC finds the segments of LOC whose siblings the query finds by itself,
  with filters and without, and counts them, their pairs, articles, tiers and
  facets; what matched is the sibling of one of a hit's places;
- where all sources are folders of one, the same is joined.

With --rates it prints for each two locales how many segments of the one have a
sibling in the other, by path and elsewhere, and ends.
"""

import collections
import json
import os
import re
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import in_order  # noqa: E402
import programs  # noqa: E402

ALL = ["--match", "all", "-n", "1000000000", "--json"]
TIERS = ["word", "stem", "part", "near"]
SPAN = re.compile(rb'data-ttu-id="([0-9a-f]+)-(\d+)"')


def path_key(path, locale):
    """A path without its locale."""
    *folders, name = path.split("/")
    for wanted in (locale, locale.split("-")[0]):
        for i in reversed(range(len(folders))):
            if folders[i].replace("_", "-").lower() == wanted.lower():
                return "/".join(folders[:i] + folders[i + 1:] + [name])
    if "-" in locale:
        word = "(?i)(?<![A-Za-z0-9])%s(?![A-Za-z0-9])" % \
            re.escape(locale).replace("\\-", "-").replace("-", "[-_]")
        found = list(re.finditer(word, path, re.ASCII))
        if found:
            start, end = found[-1].span()
            if start > 0 and path[start - 1] in ".-_":
                start -= 1
            return path[:start] + path[end:]
    parts = name.split(".")
    for i in reversed(range(1, len(parts) - 1)):
        if parts[i].lower() == locale.split("-")[0].lower():
            name = ".".join(parts[:i] + parts[i + 1:])
            break
    return "/".join(folders + [name])


def front_matter(path, wanted):
    with open(path, encoding="utf-8", errors="replace") as file:
        if file.readline().strip() != "---":
            return ""
        for line in file:
            key, _, value = line.partition(":")
            if line.startswith("---"):
                break
            if key == wanted:
                return value.strip()
    return ""


class Article:
    def __init__(self, source, path, locale, root):
        self.key, self.locale = path_key(path, locale), locale
        self.name = path_key(source + "/", locale)
        file = os.path.join(root, path)
        self.version = front_matter(file, "ms.openlocfilehash")
        self.topic = front_matter(file, "ms.topic").casefold()
        self.segments = []

    def finish(self):
        self.numbers = collections.defaultdict(list)
        self.has_numbers = True
        for at, s in enumerate(self.segments):
            s["at"] = at
            match = re.fullmatch(r".*-(\d{1,9})", s["id"], re.ASCII)
            self.has_numbers = self.has_numbers and match is not None
            if match:
                self.numbers[int(match[1])].append(s)


class Collection:
    """The segments of an index, and the scan that joins them."""

    def __init__(self, program, index, sources):
        self.program, self.index = program, index
        roots = {os.path.basename(s): s for s in sources}
        self.segments, self.articles = {}, {}
        self.by_key = collections.defaultdict(
            lambda: collections.defaultdict(list))
        pairs = collections.defaultdict(collections.Counter)
        first = collections.defaultdict(dict)
        for s in program.segments(index):
            place = (s["source"], s["path"])
            if place not in self.articles:
                a = Article(*place, s["locale"], roots[place[0]])
                self.articles[place] = a
                self.by_key[s["locale"]][a.key].append(a)
            s["key"] = key_of(s)
            s["article"] = self.articles[place]
            s["article"].segments.append(s)
            self.segments[s["key"]] = s
            pairs[s["locale"]][s["local"], s["english"]] += 1
            first[s["locale"]].setdefault((s["local"], s["english"]), s)
        for a in self.articles.values():
            a.finish()
        self.locales = sorted(pairs)
        self.elsewhere = {}
        for locale in self.locales:
            best = self.elsewhere[locale] = {}
            for pair, s in first[locale].items():
                n = pairs[locale][pair]
                if n > best.get(pair[1], (0, None))[0]:
                    best[pair[1]] = (n, s)
        self.known, self.aligned = {}, {}

    def sibling(self, s, locale):
        """The sibling of a segment and how it was found, or None and ""."""
        key = (s["key"], locale)
        if key not in self.known:
            self.known[key] = self.find(s, locale)
        return self.known[key]

    def find(self, s, locale):
        a, english = s["article"], s["english"]
        same = self.by_key[locale].get(a.key, [])
        ranks = [(bool(a.version) and a.version == b.version,
                  a.name == b.name) for b in same]
        for b in [b for b, rank in zip(same, ranks) if rank == max(ranks)]:
            found = self.align(a, b, max(ranks)[0]).get(s["key"])
            if found:
                return found
        found = self.elsewhere[locale].get(english)
        return (found[1], "elsewhere") if found else (None, "")

    def align(self, a, b, has_version):
        """The siblings that b has for the segments of a."""
        if (a, b) in self.aligned:
            return self.aligned[a, b]
        known = {}
        if has_version and a.has_numbers and b.has_numbers:
            for number, here in a.numbers.items():
                there = b.numbers[number]
                if len(here) == len(there) == 1 and \
                        here[0]["english"] == there[0]["english"]:
                    known[here[0]["at"]] = there[0]["at"]
        pairs = in_order.pair([s["english"] for s in a.segments],
                              [s["english"] for s in b.segments], known,
                              a.locale > b.locale)
        self.aligned[a, b] = found = {
            a.segments[i]["key"]:
            (b.segments[j], "id" if i in known else "english")
            for i, j in pairs.items()}
        return found

    def answers(self, queries, *args):
        """The hits and the other lines of each query."""
        lines = "".join("%d\t%s\n" % (i, q) for i, q in enumerate(queries))
        out = self.program.must(
            "pcsearch", "-i", self.index, *ALL, *args, "--batch", "-",
            stdin=lines.encode("utf-8"), statuses=(0, 1))
        answers = [([], {}) for _ in queries]
        for line in out.splitlines():
            one = json.loads(line)
            hits, others = answers[int(one["query_id"])]
            if one["type"] == "hit":
                hits.append(one)
            else:
                others[one["type"]] = one
        return answers


def key_of(place):
    return place["source"], place["path"], place["line"], place["id"]


def check_also(faults, c):
    """Each segment of each locale beside each other locale."""
    for locale in c.locales:
        (hits, _), = c.answers(["path:*"], "-L", locale, "--group", "none",
                               "--also", ",".join(c.locales))
        count = sum(s["locale"] == locale for s in c.segments.values())
        faults.equal("segments", count, len(hits), locale)
        for hit in hits:
            found = {o["locale"]: (key_of(o), o["by"], o["local"])
                     for o in hit["also"]}
            expected = {}
            for other in c.locales:
                s, by = c.sibling(c.segments[key_of(hit)], other)
                if other != locale and s:
                    expected[other] = (s["key"], by, s["local"])
            faults.equal("also", expected, found, key_of(hit))


def expect(c, hits, locale, searched):
    """What a query's own hits say of segments of a locale: tiers by key."""
    tiers = {key_of(hit): hit["tier"] for hit in hits}
    expected = {}
    for key, s in c.segments.items():
        if s["locale"] != locale:
            continue
        for other in searched:
            found, _ = c.sibling(s, other)
            tier = found and tiers.get(found["key"])
            if tier and (key not in expected or TIERS.index(tier) <
                         TIERS.index(expected[key])):
                expected[key] = tier
    return expected


def check_answer(faults, c, expected, query, hits, others):
    summary = others["summary"]
    found = {key_of(hit): hit["tier"] for hit in hits}
    faults.equal("in", expected, found, query)
    segments = [c.segments[key] for key in expected]
    faults.equal("counts", (
        len(segments), len({(s["local"], s["english"]) for s in segments}),
        len({key[:2] for key in expected}),
        dict(collections.Counter(expected.values()))), (
            summary["segments"], summary["pairs"], summary["articles"],
            summary["tiers"]), query)
    topics = collections.Counter(s["article"].topic for s in segments)
    facets = others.get("facets", {"facets": {"topic": []}})["facets"]
    faults.equal("facet", dict(topics), {
        v["value"].casefold(): v["segments"] for v in facets["topic"]}, query)
    for hit in hits:
        matched = hit["matched"]
        s, by = c.sibling(c.segments[key_of(hit)], matched["locale"])
        faults.equal("matched", (s["key"], by, s["local"]), (
            key_of(matched), matched["by"], matched["local"]), query)


def check_pairs(faults, c, query, none, pair):
    """Hits that stand for several segments say the same as segments do."""
    places = collections.Counter()
    for hit in pair:
        places[hit["local"], hit["english"]] += hit["count"]
        siblings = [c.sibling(c.segments[key_of(p)],
                              hit["matched"]["locale"])[0]
                    for p in hit["places"]]
        if hit["count"] == len(hit["places"]) and \
                key_of(hit["matched"]) not in [s["key"] for s in siblings if s]:
            faults.add("pair", query, key_of(hit), hit["matched"])
    faults.equal("pairs", collections.Counter(
        (hit["local"], hit["english"]) for hit in none), places, query)


def some_queries(c, locale, count):
    """Words of a locale, with filters and without."""
    random = c.program.random
    texts = sorted({s["local"] for s in c.segments.values()
                    if s["locale"] == locale})
    topics = sorted({a.topic for a in c.articles.values() if a.topic})
    folders = sorted({p.split("/")[0] for _, p in c.articles if "/" in p})
    filters = ["path:%s" % f for f in folders if re.fullmatch(r"[\w-]+", f)]
    filters += ["topic:%s" % t for t in topics if re.fullmatch(r"[\w-]+", t)]
    queries = ["path:*"]
    while len(queries) < count:
        words = re.findall(r"[^\W\d_]+", random.choice(texts))
        if not words or words[0] in ("OR", "AND", "NOT"):
            continue
        query = '"%s"' % random.choice(words)[:random.choice((2, 3, 9))]
        if random.random() < .3 and filters:
            query += " " + random.choice(("", "-")) + random.choice(filters)
        queries.append(query)
    return queries


def check_query(faults, c, query, locale, searched):
    names = ",".join(searched)
    where = ("-L", names, "--in", locale)
    (plain, _), = c.answers([query], "-L", names, "--group", "none")
    (none, others), = c.answers([query], *where, "--group", "none",
                                "--facets", "topic", "--facet-limit", "9999")
    (pair, _), = c.answers([query], *where)
    (_, counted), = c.answers([query], *where, "-c")
    query = "%s --in %s: %s" % (names, locale, query)
    expected = expect(c, plain, locale, searched)
    check_answer(faults, c, expected, query, none, others)
    check_pairs(faults, c, query, none, pair)
    faults.equal("count", len(expected), counted["summary"]["segments"],
                 query)


def check_in(faults, c, count):
    for locale in c.locales:
        others = [o for o in c.locales if o != locale]
        if not others:
            continue
        searched = [c.program.random.choice(others)]
        if c.program.random.random() < .3:
            searched = others
        queries = some_queries(c, searched[0], count)
        for query in queries:
            check_query(faults, c, query, locale, searched)


def mutate(random, file):
    """Changes an article in one of the ways in which locales differ."""
    with open(file, "rb") as f:
        text = f.read()
    lines = text.split(b"\n")
    spans = [i for i, line in enumerate(lines) if SPAN.search(line)]
    way = random.randrange(6)
    if way == 0:
        text = text.replace(b"ms.openlocfilehash: ",
                            b"ms.openlocfilehash: %d" % random.randrange(3))
    elif way == 1:
        text = text.replace(b"ms.openlocfilehash", b"ms.other")
    elif spans and way in (2, 3):
        i, j = random.choice(spans), random.choice(spans)
        if way == 2:
            lines.insert(j, lines[i])
        else:
            del lines[min(i, j):max(i, j)]
        text = b"\n".join(lines)
    elif spans and way == 4:
        prefix, number = SPAN.search(lines[random.choice(spans)]).groups()
        text = text.replace(b"%s-%s" % (prefix, number),
                            b"%s-p%s" % (prefix, number))
    elif spans and way == 5:
        i, j = random.choice(spans), random.choice(spans)
        one, other = (SPAN.search(lines[n])[2] for n in (i, j))
        text = b"\n".join(lines).replace(b"-" + one + b'"', b'-@"').replace(
            b"-" + other + b'"', b"-" + one + b'"').replace(
                b'-@"', b"-" + other + b'"')
    with open(file, "wb") as f:
        f.write(text)


def files_of(folder):
    return sorted(os.path.join(at, name) for at, _, names in os.walk(folder)
                  for name in names if name.endswith(".md"))


def copy(program, name, locales_of):
    """The sources in a new folder, each with some of its files changed; moved
    ones are in folders that name the locale."""
    random, out = program.random, []
    for source in program.sources:
        target = os.path.join(program.folder, name, os.path.basename(source))
        shutil.copytree(source, target)
        locale = locales_of[os.path.basename(source)]
        for file in files_of(target):
            while random.random() < .6:
                mutate(random, file)
            at, base = os.path.split(file)
            stem = base[:-3]
            moved = random.choice([file] * 8 + [
                os.path.join(at, locale.upper(), base),
                os.path.join(at, locale.split("-")[0], base),
                os.path.join(at, "%s.%s.md" % (stem, locale.lower())),
                os.path.join(at, "%s.%s.md" % (stem, locale.split("-")[0])),
                os.path.join(at, "moved-" + base)])
            os.makedirs(os.path.dirname(moved), exist_ok=True)
            if not os.path.exists(moved):
                os.rename(file, moved)
        out.append(target)
    return out


def joined(c, is_one):
    """The siblings of all segments, whatever the sources are called."""
    def name(s):
        if is_one:
            return s["path"], s["line"], s["id"]
        return s["source"] + "/" + s["path"], s["line"], s["id"]
    (hits, _), = c.answers(["path:*"], "--group", "none", "--also",
                           ",".join(c.locales))
    return {name(hit): [name(o) + (o["by"],) for o in hit["also"]]
            for hit in hits}


def check_one_source(faults, program, c, sources):
    """All sources as folders of one, beside what they were by themselves."""
    whole = os.path.dirname(sources[0])
    index = program.at("one")
    program.index(index, [whole], "-q")
    one = Collection(program, index, [whole])
    apart, together = joined(c, False), joined(one, True)
    for key in apart:
        faults.equal("one source", apart[key], together.get(key), key)


def print_rates(c):
    for locale in c.locales:
        own = [s for s in c.segments.values() if s["locale"] == locale]
        for other in c.locales:
            if other == locale:
                continue
            by = collections.Counter(c.sibling(s, other)[1] for s in own)
            print("%s %s: %s" % (locale, other, ", ".join(
                "%s %.2f %%" % (way, 100 * by[k] / len(own)) for way, k in (
                    ("id", "id"), ("english", "english"),
                    ("elsewhere", "elsewhere"), ("none", "")))))


def check(options):
    faults = programs.Faults()
    with programs.Programs(options) as program:
        index = program.at("index")
        program.index(index, program.sources, "-q")
        c = Collection(program, index, program.sources)
        if options.rates:
            print_rates(c)
            return 0
        check_also(faults, c)
        check_in(faults, c, options.count)
        locales = {s["source"]: s["locale"] for s in c.segments.values()}
        sources = copy(program, "changed", locales)
        index = program.at("changed.index")
        program.index(index, sources, "-q")
        c = Collection(program, index, sources)
        check_also(faults, c)
        check_in(faults, c, options.count)
        same = [os.path.join(program.folder, "same", os.path.basename(s))
                for s in program.sources]
        for source, target in zip(program.sources, same):
            shutil.copytree(source, target)
        index = program.at("same.index")
        program.index(index, same, "-q")
        check_one_source(faults, program, Collection(program, index, same),
                         same)
    return faults.end()


if __name__ == "__main__":
    parser = programs.arguments(__doc__, 12)
    parser.add_argument("--rates", action="store_true",
                        help="print how many segments have siblings")
    sys.exit(check(parser.parse_args()))
