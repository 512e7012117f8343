#!/usr/bin/env python3
# titles_property.py - articles are found by titles and descriptions
# SPDX-License-Identifier: GPL-2.0-or-later
"""Indexes SOURCE... and holds answers grouped by article against a scan of the
front matter and of what pcindex --dump prints:

- a word, or a part of an unspaced text, that a title or description has finds
  its article, and marks it there;
- so do several words that stand in title, description and one segment
  together;
- what is excluded is nowhere in an article that only its head finds;
- articles, --files-with-matches and facets count the same articles, and no
  fewer than their segments alone would;
- other groupings answer as without --group.
"""

import json
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import filter_property  # noqa: E402
import folding  # noqa: E402
import programs  # noqa: E402

GRAMS = ("ko", "ja", "zh")
WORDS = re.compile(r"[^\W\d_]{4,}")
UNSPACED = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")
ALL = ("--match", "all", "--group", "article", "-n", "100000")


def pieces(random, text, locale):
    """Something to search for that the text has."""
    if locale.split("-")[0] in GRAMS:
        runs = UNSPACED.findall(text)
        if not runs:
            return None
        run = random.choice(runs)
        at = random.randint(0, len(run) - 2)
        return run[at:at + random.randint(2, 5)]
    words = WORDS.findall(text)
    return random.choice(words) if words else None


class Article:
    def __init__(self, program, segment):
        self.locale = segment["locale"]
        self.key = (segment["source"], segment["path"])
        root = program.roots[segment["source"]]
        meta = filter_property.front_matter(os.path.join(root,
                                                         segment["path"]))
        self.title = meta.get("title", "")
        self.description = meta.get("description", "")
        self.segments = []


def collect(program, index):
    program.roots = {os.path.basename(os.path.normpath(s)):
                     os.path.abspath(s) for s in program.sources}
    articles = {}
    for segment in program.segments(index):
        key = (segment["locale"], segment["source"], segment["path"])
        if key not in articles:
            articles[key] = Article(program, segment)
        articles[key].segments.append(segment["local"])
    return list(articles.values())


def search(program, index, queries, *args):
    """For each query its articles by place, and its other lines by type."""
    lines = "".join("%d\t%s\n" % (i, q) for i, q in enumerate(queries))
    out = program.must("pcsearch", "-i", index, "--json", *args, "--batch",
                       "-", stdin=lines.encode("utf-8"), statuses=(0, 1))
    answers = [({}, {}) for _ in queries]
    for line in out.splitlines():
        one = json.loads(line)
        found, rest = answers[int(one.pop("query_id"))]
        if one["type"] == "article":
            found[one["source"], one["path"]] = one
        elif one["type"] == "file":
            rest.setdefault("files", []).append((one["source"], one["path"]))
        else:
            rest[one["type"]] = one
    return answers


def make_query(random, article):
    """Words, and whether one of them is of the head."""
    texts = [t for t in (article.title, article.description) if t]
    if not texts:
        return None
    words = [pieces(random, random.choice(texts), article.locale)]
    for text in (random.choice(texts), random.choice(article.segments)):
        if random.random() < 0.4:
            words.append(pieces(random, text, article.locale))
    # A word of two segments would need both.
    return [w for w in words[:3] if w] if words[0] else None


def is_in(word, text):
    """Whether a scan of folded texts finds it, spaces aside."""
    bare = [re.sub(r"\s", "", folding.fold(t)) for t in (word, text)]
    return bare[0] in bare[1]


def check_answer(faults, article, words, answer):
    found, rest = answer
    what = (article.locale, article.key, words)
    if rest["summary"]["ignored"]:
        return
    one = found.get(article.key)
    if not one:
        faults.add("not found", *what)
        return
    # Only what stands there letter by letter has to be marked.
    if any(is_in(w, article.title) for w in words) and not \
            one["marks"]["title"]:
        faults.add("no marks in the title", *what)
    if any(is_in(w, article.description) for w in words) and not \
            one["marks"]["description"]:
        faults.add("no marks in the description", *what)


def check_counts(faults, query, answer, files, plain):
    found, rest = answer
    faults.equal("articles", rest["summary"]["articles"], len(found), query)
    faults.equal("files", sorted(found), sorted(files[1].get("files", [])),
                 query)
    values = rest["facets"]["facets"]["locale"]
    faults.equal("facet", len(found), sum(v["articles"] for v in values),
                 query)
    faults.equal("segments of facet", rest["summary"]["segments"],
                 sum(v["segments"] for v in values), query)
    with_segments = [a for a in found.values() if a["segments"]]
    faults.equal("with segments", plain[1]["summary"]["articles"],
                 len(with_segments), query)
    faults.equal("segments", plain[1]["summary"]["segments"],
                 sum(a["segments"] for a in found.values()), query)
    for one in found.values():
        if not one["segments"] and one["by"] == "segments":
            faults.add("found by nothing", query, one["path"])
        if not one["segments"] and bool(one["hits"]) != \
                (one["by"] == "together"):
            faults.add("hits", query, one["path"], one["by"])


def check_excluded(faults, articles, query, word, answer):
    for key, one in answer[0].items():
        article = articles[one["locale"], key]
        if one["segments"] == 0 and one["by"] != "together" and is_in(
                word, article.title + "\n" + article.description):
            faults.add("excluded", query, key)


def check_locale(faults, program, index, articles, locale, count):
    random = program.random
    own = [a for a in articles if a.locale == locale]
    asked = []
    while own and len(asked) < count:
        article = random.choice(own)
        words = make_query(random, article)
        if words:
            asked.append((article, words))
        elif random.random() < 0.02:
            break
    queries = [" ".join(words) for _, words in asked]
    at = ("-L", locale)
    answers = search(program, index, queries, *ALL, *at, "--facets", "locale")
    files = search(program, index, queries, *ALL, *at, "-l")
    plain = search(program, index, queries, "--match", "all", "-n", "0", *at)
    for (article, words), query, answer, listed, one in zip(
            asked, queries, answers, files, plain):
        check_answer(faults, article, words, answer)
        check_counts(faults, query, answer, listed, one)
    by_key = {(a.locale, a.key): a for a in own}
    excluded = [(words[0], random.choice(asked)[1][0])
                for _, words in asked] if asked else []
    excluding = ["%s -%s" % pair for pair in excluded]
    for (_, word), query, answer in zip(
            excluded, excluding, search(program, index, excluding, *ALL, *at)):
        check_excluded(faults, by_key, query, word, answer)


def check(options):
    faults = programs.Faults()
    with programs.Programs(options) as program:
        index = program.at("index")
        program.index(index, program.sources, "-q")
        articles = collect(program, index)
        for locale in sorted({a.locale for a in articles}):
            check_locale(faults, program, index, articles, locale,
                         options.count)
    return faults.end()


if __name__ == "__main__":
    sys.exit(check(programs.arguments(__doc__, 40).parse_args()))
