#!/usr/bin/env python3
# filter_property.py - filters and facets find and count what a scan does
# SPDX-License-Identifier: GPL-2.0-or-later
"""Indexes SOURCE... and holds queries made at random against a scan of what
pcindex --dump prints, joined with the front matter of the files:

- trees of filters and words, negated, grouped and joined with OR, find the
  segments that the same operations on sets give;
- facets count these segments and their articles;
- a facet's value behind its field finds as many segments as the facet says;
- heading:x matches a heading as x matches it where it is a segment.
"""

import collections
import json
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import folding  # noqa: E402
import programs  # noqa: E402

GRAM_LANGUAGES = ("ko", "ja", "zh")
KEYS = {"topic": ["ms.topic"], "type": ["ms.translationtype"],
        "service": ["ms.service", "ms.prod", "ms.technology"],
        "author": ["author", "ms.author"]}
FACETS = ["locale", "topic", "type", "year", "service", "author"]
WORDS = 6  # of each locale, as leaves
ALL = ["--match", "all", "--group", "none", "-n", "1000000000"]


def front_matter(path):
    """The scalars at the head of a file; keys in lower case."""
    found = {}
    with open(path, encoding="utf-8", errors="replace") as file:
        if file.readline().strip() != "---":
            return found
        for line in file:
            if line.startswith("---"):
                break
            match = re.match(r"([\w.]+):\s*(.*?)\s*$", line)
            if match:
                value = match[2]
                if len(value) > 1 and value[0] == value[-1] in "\"'":
                    value = value[1:-1].replace("''", "'")
                found.setdefault(match[1].lower(), value)
    return found


def date_of(meta):
    for key in ("ms.date", "ms.lasthandoff"):
        match = re.match(r"(\d\d?)/(\d\d?)/(\d{4})", meta.get(key, ""))
        if match:
            return "%s-%02d-%02d" % (match[3], int(match[1]), int(match[2]))
    return ""


class Article:
    """What the front matter of a file says."""

    def __init__(self, path):
        meta = front_matter(path)
        self.title = meta.get("title", "")
        self.date = date_of(meta)
        self.values = {
            name: {meta[key].casefold() for key in keys if meta.get(key)}
            for name, keys in KEYS.items()}

    def facet(self, name, locale):
        if name == "locale":
            return {locale.casefold()}
        if name == "year":
            return {self.date[:4]}
        return self.values[name] or {""}


class Collection:
    """The segments of an index by their keys, each with its article."""

    def __init__(self, program, index):
        self.program, self.index = program, index
        roots = {os.path.basename(source): source
                 for source in program.sources}
        self.articles, self.segments = {}, {}
        for segment in program.segments(index):
            file = (segment["source"], segment["path"])
            if file not in self.articles:
                self.articles[file] = Article(
                    os.path.join(roots[file[0]], file[1]))
            self.segments[file + (segment["id"],)] = segment
        self.locales = sorted({s["locale"] for s in self.segments.values()})
        self.words = {}

    def select(self, holds):
        return {key for key, segment in self.segments.items()
                if holds(segment, self.articles[key[:2]])}

    def answers(self, queries, *args):
        """For each query its segments by keys with their tiers, its facets, its
        summary."""
        lines = "".join("%d\t%s\n" % (i, q) for i, q in enumerate(queries))
        out = self.program.must(
            "pcsearch", "-i", self.index, "--json", *ALL, *args, "--batch",
            "-", stdin=lines.encode("utf-8"), statuses=(0, 1))
        answers = [[{}, None, None] for _ in queries]
        for line in out.splitlines():
            one = json.loads(line)
            answer = answers[int(one["query_id"])]
            if one["type"] == "hit":
                answer[0][one["source"], one["path"], one["id"]] = one["tier"]
            elif one["type"] == "facets":
                answer[1] = one["facets"]
            elif one["type"] == "summary":
                answer[2] = one
        return answers


def some_part(random, text, longest):
    if not text:
        return ""
    first = random.randrange(len(text))
    return text[first:first + random.randint(1, longest)]


def text_leaf(random, c, field, locale):
    """A phrase of a title or heading, in one locale."""
    def text_of(segment, article):
        return article.title if field == "title" else segment["heading"]

    keys = [key for key, s in c.segments.items() if s["locale"] == locale]
    key = random.choice(keys)
    text = text_of(c.segments[key], c.articles[key[:2]])
    if locale[:2] in GRAM_LANGUAGES:
        runs = re.findall("[\uac00-\ud7a3]{2,}|[\u4e00-\u9fff]+", text)
        part = some_part(random, random.choice(runs), 4) if runs else ""
        wanted = folding.join(folding.fold(part))
        return part, lambda s, a: wanted in folding.join(
            folding.fold(text_of(s, a)))
    words = re.findall("[A-Za-z]{3,}(?![^\\W_]|['.:\u2019])", text)
    if not words:
        return "", None
    word = random.choice(words)

    def holds(segment, article):
        if not c.words:
            texts = sorted({text_of(s, c.articles[k[:2]]) for k, s in
                            c.segments.items() for text_of in (
                                lambda s, a: a.title,
                                lambda s, a: s["heading"])})
            texts = [t for t in texts if t and "\n" not in t]
            for t, line in zip(texts, c.program.scan("words", texts)):
                c.words[t] = set(line.split("\t"))
        return word.casefold() in c.words.get(text_of(segment, article), ())

    return word, holds


def leaf(random, c, locale):
    """A filter, and the segments that satisfy it, whatever their locale; None
    where chance gave no value."""
    article = c.articles[random.choice(sorted(c.articles))]
    segment = random.choice(c.order)
    field = random.choice(["locale", "title", "heading", "path", "glob",
                           "date", "date", "id", "topic", "type", "service",
                           "author"])
    if field == "locale":
        name = random.choice(c.locales)
        asked = random.choice([name, name[:2], name.lower()])
        return "locale:" + asked, c.select(
            lambda s, a: (s["locale"] + "-").casefold().startswith(
                (asked + "-").casefold()))
    if field in ("title", "heading"):
        part, holds = text_leaf(random, c, field, locale)
        # Within one locale, since others have other rules.
        return part and ("(%s:\"%s\" locale:%s)" % (field, part, locale),
                         c.select(lambda s, a: s["locale"] == locale and
                                  holds(s, a)))
    if field == "path":
        part = re.sub(r"[\s*?\"()]", "", some_part(random, segment["path"], 9))
        # A hyphen would exclude.
        part = part.lstrip("-")
        return part and ("path:" + random.choice([part, part.upper()]),
                         c.select(lambda s, a: part.casefold() in
                                  s["path"].casefold()))
    if field == "glob":
        name = segment["path"].split("/")[-1]
        if re.search(r"[\s*?\"()]", name):
            return None
        cut = random.randrange(len(name))
        glob = name[:cut] + random.choice("*?") + name[cut + 1:]
        pattern = re.compile("(.*/)?" + re.escape(glob).replace(
            r"\*", ".*").replace(r"\?", "."), re.I | re.S)
        return "path:" + glob, c.select(
            lambda s, a: pattern.fullmatch(s["path"]))
    if field == "id":
        part = segment["id"]
        if random.random() < .5:
            return "id:" + part.upper(), c.select(
                lambda s, a: s["id"] == part)
        start = part[:random.randint(1, len(part))]
        return "id:%s*" % start, c.select(
            lambda s, a: s["id"].startswith(start))
    if field == "date":
        return date_leaf(random, c, article.date)
    values = sorted(article.values[field])
    if not values:
        return "-%s:*" % field, c.select(lambda s, a: not a.values[field])
    value = random.choice(values)
    if random.random() < .3 and field != "type":
        start = value[:random.randint(1, len(value))].strip()
        if not start or '"' in start:
            return None
        return '%s:"%s"*' % (field, start), c.select(
            lambda s, a: any(v.startswith(start) for v in a.values[field]))
    return '%s:"%s"' % (field, value), c.select(
        lambda s, a: value in a.values[field])


def date_leaf(random, c, date):
    if not date:
        return "-date:*", c.select(lambda s, a: not a.date)
    point = date[:random.choice([4, 7, 10])]
    n = len(point)
    forms = [
        (point, lambda d: d[:n] == point), (point + "..", lambda d: d >= point),
        (".." + point, lambda d: d[:n] <= point),
        (">" + point, lambda d: d[:n] > point),
        (">=" + point, lambda d: d >= point),
        ("<" + point, lambda d: d[:n] < point),
        ("<=" + point, lambda d: d[:n] <= point),
        ("2020.." + point, lambda d: "2020" <= d and d[:n] <= point)]
    text, holds = random.choice(forms)
    return "date:" + text, c.select(lambda s, a: a.date and holds(a.date))


def tree(random, c, locale, words, depth):
    """A query and what it has to find."""
    kind = random.choice(["leaf", "word", "and", "or", "not"]
                         if depth else ["leaf", "word"])
    if kind == "word":
        return random.choice(words)
    if kind == "leaf":
        return leaf(random, c, locale) or random.choice(words)
    one, found = tree(random, c, locale, words, depth - 1)
    if kind == "not":
        return "-(%s)" % one, set(c.segments) - found
    other, more = tree(random, c, locale, words, depth - 1)
    if kind == "and":
        return "(%s %s)" % (one, other), found & more
    return "(%s OR %s)" % (one, other), found | more


def some_words(random, c, locale):
    """Words of a locale with what they find, by pcsearch itself."""
    texts = [s["local"] for s in c.order if s["locale"] == locale]
    words = set()
    for _ in range(100 * WORDS):
        if len(words) >= WORDS:
            break
        found = re.findall(r"[^\W\d_]{2,12}", random.choice(texts))
        words.update(random.sample(found, min(1, len(found))))
    # An operator or a field would be read as such.
    words = sorted(word for word in words
                   if word not in ("OR", "AND", "NOT"))
    queries = words + ["%s:%s" % (locale, word) for word in words]
    answers = c.answers(queries)
    for word, full, limited in zip(words, answers, answers[len(words):]):
        expected = {key for key in full[0]
                    if c.segments[key]["locale"] == locale}
        if expected != set(limited[0]):
            sys.exit("%s:%s finds %d segments, not %d" % (
                locale, word, len(limited[0]), len(expected)))
    return [(query, set(answer[0])) for query, answer in zip(queries, answers)]


def count_facets(c, keys):
    """What facets have to say of segments."""
    counts = {name: collections.defaultdict(lambda: [0, set()])
              for name in FACETS}
    for key in keys:
        article = c.articles[key[:2]]
        for name in FACETS:
            for value in article.facet(name, c.segments[key]["locale"]):
                counts[name][value][0] += 1
                counts[name][value][1].add(key[:2])
    return {name: {value: (n, len(files)) for value, (n, files)
                   in values.items()} for name, values in counts.items()}


def check_answer(faults, c, query, expected, answer):
    found, facets, summary = set(answer[0]), answer[1], answer[2]
    faults.equal("query", len(expected), len(found), query)
    if expected != found:
        faults.add("query", query, "missing", sorted(expected - found)[:2],
                   "surplus", sorted(found - expected)[:2])
        return
    faults.equal("totals", (len(expected), len({k[:2] for k in expected})),
                 (summary["segments"], summary["articles"]), query)
    faults.equal("totals", len(expected), sum(summary["tiers"].values()), query)
    given = {name: {v["value"].casefold(): (v["segments"], v["articles"])
                    for v in values} for name, values in facets.items()}
    for name, values in count_facets(c, expected).items():
        faults.equal("facet " + name, values, given[name], query)
    for name, values in facets.items():
        order = [(-v["segments"], v["value"].encode()) for v in values]
        faults.equal("order", sorted(order), order, query, name)


def check_values(faults, c, random, answers):
    """Facets' values behind their fields."""
    queries, expected = [], []
    for query, answer in answers:
        for name, values in answer[1].items():
            known = [v for v in values if v["value"] and
                     not re.search('["\u201c\u201d\u201e]', v["value"])]
            if not known:
                continue
            one = random.choice(known)
            field = "date" if name == "year" else name
            queries.append('(%s) %s:"%s"' % (query, field, one["value"]))
            expected.append((one["segments"], one["articles"]))
    for query, wanted, answer in zip(queries, expected, c.answers(
            queries, "-n", "0")):
        faults.equal("value", wanted, (answer[2]["segments"],
                                       answer[2]["articles"]), query)


def check_headings(faults, c, random, locale, count):
    """Tiers of headings, by the field and by the segments that they are."""
    keys = [key for key, s in c.segments.items() if s["locale"] == locale and
            s["place"] == "heading" and s["local"] == s["heading"]]
    words = []
    for key in random.sample(keys, min(count, len(keys))):
        found = re.findall(r"\w+", c.segments[key]["local"])
        word = random.choice(found) if found else ""
        words += [w for w in (
            word, word[:random.randint(1, 8)], word[-random.randint(1, 8):],
            word[:random.randint(1, 8)] + "*", '"%s"' % word,
            c.segments[key]["local"].replace('"', "")) if w.strip('*"')]
    words = [w for w in words if w not in ("OR", "AND", "NOT")]
    plain = c.answers(['(%s)' % w for w in words], "-L", locale)
    fields = c.answers(["heading:(%s)" % w for w in words], "-L", locale)
    for word, one, other in zip(words, plain, fields):
        if one[2]["ignored"] or ":" in word:
            continue
        for key in keys:
            faults.equal("heading", one[0].get(key), other[0].get(key), locale,
                         word, c.segments[key]["local"])


def check(options):
    faults = programs.Faults()
    with programs.Programs(options) as program:
        random, index = program.random, program.at("index")
        program.index(index, program.sources, "-q")
        c = Collection(program, index)
        c.order = list(c.segments.values())
        for locale in c.locales:
            words = some_words(random, c, locale)
            trees = [tree(random, c, locale, words, random.randint(0, 3))
                     for _ in range(options.count)]
            answers = c.answers([query for query, _ in trees], "--facets",
                                ",".join(FACETS), "--facet-limit", "1000000")
            for (query, expected), answer in zip(trees, answers):
                check_answer(faults, c, query, expected, answer)
            check_headings(faults, c, random, locale, options.count)
            some = random.sample(range(len(trees)), min(5, len(trees)))
            check_values(faults, c, random,
                         [(trees[i][0], answers[i]) for i in some])
    return faults.end()


if __name__ == "__main__":
    sys.exit(check(programs.arguments(__doc__, 40).parse_args()))
