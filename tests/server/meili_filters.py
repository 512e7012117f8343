#!/usr/bin/env python3
"""Meilisearch's filters find what a scan of the documents finds.

SPDX-License-Identifier: GPL-2.0-or-later

Expressions made at random are evaluated over what pcindex --dump prints, joined
with the front matter of the files, and asked of /indexes/segments/search and
/indexes/articles/search; and whatever is sent, well-formed or not, is answered.
"""
import json
import os
import random
import re
import sys

from api_world import Index, arguments, run
from pcsearchd import Server

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "tools"))
sys.dont_write_bytecode = True
from filter_property import KEYS, date_of, front_matter  # noqa: E402

EXPRESSIONS = 150
GARBAGE = 200
TEXTS = {"locale", "source", "path", "topic", "type", "product", "author"}
NAMES = {"product": "service"}
SOUP = ["AND", "OR", "NOT", "IN", "TO", "IS", "NULL", "EMPTY", "EXISTS",
        "CONTAINS", "STARTS", "WITH", "(", ")", "[", "]", ",", "=", "!=", ">",
        ">=", "<", "<=", "'", '"', "\\", "locale", "year", "date", "topic",
        "path", "ko-KR", "2020", "2020-03", "x", "é", "\u202e", "한", " ",
        "_geoRadius(1,2,3)", "", "_geo", "\n", "\t", "''", '"\\""']


class World:
    """Documents with the values of their attributes, in lower case."""

    def __init__(self, index):
        roots = {os.path.basename(s): s for s in index.sources}
        articles = {}
        self.documents = []
        out = run(os.path.join(index.bin, "pcindex"), "--dump", "-i",
                  index.path).stdout
        for line in out.decode().split("\n"):
            segment = json.loads(line) if line else None
            if not segment:
                continue
            file = (segment["source"], segment["path"])
            if file not in articles:
                articles[file] = self.read(os.path.join(roots[file[0]],
                                                        file[1]))
            values = dict(articles[file], locale={segment["locale"].lower()},
                          source={file[0].lower()}, path={file[1].lower()})
            self.documents.append((file, segment["n"], values))
        self.values = {name: sorted({v for _, _, d in self.documents
                                     for v in d[name]}) for name in TEXTS}

    @staticmethod
    def read(path):
        meta = front_matter(path)
        values = {name: {meta[key].casefold() for key in
                         KEYS[NAMES.get(name, name)] if meta.get(key)}
                  for name in ("topic", "type", "product", "author")}
        values["day"] = int(date_of(meta).replace("-", "") or 0)
        return values


def quote(rng, text):
    plain = re.fullmatch(r"[\w./-]+", text) and text not in SOUP
    if plain and rng.random() < 0.5:
        return text
    mark = rng.choice("'\"")
    return mark + text.replace("\\", "\\\\").replace(mark, "\\" + mark) + mark


def spelled(rng, text):
    return rng.choice([text, text.upper(), text.title()])


def text_leaf(rng, world):
    name = rng.choice(sorted(TEXTS))
    value = rng.choice(world.values[name] + ["nothing-has-this", ""])
    left = quote(rng, name)
    kind = rng.randrange(7)
    if kind == 0:
        return "%s EXISTS" % left, lambda d: bool(d[name])
    if kind == 1:
        return "%s NOT EXISTS" % left, lambda d: not d[name]
    if kind == 2:
        some = [value] + rng.sample(world.values[name],
                                    min(2, len(world.values[name])))
        negated = rng.random() < 0.4
        text = "%s %sIN [%s%s]" % (
            left, "NOT " if negated else "",
            ", ".join(quote(rng, spelled(rng, v)) for v in some),
            rng.choice(["", ","]))
        return text, lambda d: any(v in d[name] for v in some) != negated
    if kind == 3 and name in ("path", "topic", "product"):
        part = value[:rng.randint(1, 6)] or "x"
        return ("%s STARTS WITH %s" % (left, quote(rng, spelled(rng, part))),
                lambda d: any(v.startswith(part) for v in d[name]))
    if kind == 4 and name in ("path", "topic", "product"):
        at = rng.randrange(len(value) + 1)
        part = value[at:at + 4] or "x"
        return ("%s NOT CONTAINS %s" % (left, quote(rng, spelled(rng, part))),
                lambda d: not any(part in v for v in d[name]))
    op = rng.choice([" = ", "=", " != ", "!="])
    return (left + op + quote(rng, spelled(rng, value)),
            lambda d: (value in d[name]) != ("!" in op))


def span(rng, name, world):
    """A year, month or day as text, and its first and last day."""
    day = rng.choice(world.documents)[2]["day"] or 20200315
    if name == "year" or rng.random() < 0.2:
        return str(day // 10000), day // 10000 * 10000, day // 10000 * 10000 + 9999
    if rng.random() < 0.2:
        return ("%d-%02d" % (day // 10000, day // 100 % 100), day // 100 * 100,
                day // 100 * 100 + 99)
    text = rng.choice(["%d%02d%02d", "%d-%02d-%02d"])
    return text % (day // 10000, day // 100 % 100, day % 100), day, day


def day_leaf(rng, world):
    name = rng.choice(["year", "date"])
    left = quote(rng, name)
    text, first, last = span(rng, name, world)
    if rng.random() < 0.3:
        end, _, until = span(rng, name, world)
        return ("%s %s TO %s" % (left, text, end),
                lambda d: d["day"] and first <= d["day"] <= until)
    op = rng.choice(["=", "!=", ">", ">=", "<", "<="])
    return "%s %s %s" % (left, op, quote(rng, text)), {
        "=": lambda d: d["day"] and first <= d["day"] <= last,
        "!=": lambda d: not (d["day"] and first <= d["day"] <= last),
        ">": lambda d: d["day"] and d["day"] > last,
        ">=": lambda d: d["day"] and d["day"] >= first,
        "<": lambda d: d["day"] and d["day"] < first,
        "<=": lambda d: d["day"] and d["day"] <= last}[op]


def tree(rng, world, depth):
    """An expression, what it means, and how tightly it binds."""
    if depth == 0 or rng.random() < 0.3:
        text, holds = rng.choice([text_leaf, text_leaf, day_leaf])(rng, world)
        return text, holds, 3
    if rng.random() < 0.2:
        text, holds, binds = tree(rng, world, depth - 1)
        return ("NOT " + (text if binds == 3 else "(%s)" % text),
                lambda d: not holds(d), 3)
    level = rng.choice([1, 2])
    parts = [tree(rng, world, depth - 1) for _ in range(rng.randint(2, 3))]
    text = [" OR ", " AND "][level - 1].join(
        part[0] if part[2] > level and rng.random() < 0.8
        else rng.choice(["(%s)", "( %s )"]) % part[0] for part in parts)
    several = [any, all][level - 1]
    return text, lambda d: several(part[1](d) for part in parts), level


def make_filter(rng, world):
    """A string, or arrays of them: all of these, or any of one within."""
    if rng.random() < 0.6:
        return tree(rng, world, 3)[:2]
    outer, meanings = [], []
    for _ in range(rng.randint(1, 3)):
        some = [tree(rng, world, 1)[:2] for _ in range(rng.randint(1, 3))]
        if len(some) == 1 and rng.random() < 0.5:
            outer.append(some[0][0])
        else:
            outer.append([text for text, _ in some])
        meanings.append([holds for _, holds in some])
    return outer, lambda d: all(any(h(d) for h in hs) for hs in meanings)


def ask(server, path, body, status=200):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = server.request("POST", path, body=data,
                            headers={"Content-Type": "application/json"})
    assert status is None or answer.status == status, (answer, body)
    return answer


def place_of(document):
    parts = [re.sub("_([0-9A-F]{2})", lambda m: "\\x" + m[1], p).encode()
             .decode("unicode_escape").encode("latin-1").decode()
             for p in document["id"].split("__")]
    return (parts[1], parts[2]), int(parts[3])


def check_expressions(server, world):
    for seed in range(EXPRESSIONS):
        rng = random.Random(seed)
        text, holds = make_filter(rng, world)
        found = ask(server, "/indexes/segments/search", {
            "filter": text, "limit": 1000,
            "attributesToRetrieve": ["id"]}).json()
        wanted = {(file, n) for file, n, d in world.documents if holds(d)}
        assert found["estimatedTotalHits"] == len(wanted), (
            text, found["estimatedTotalHits"], len(wanted))
        shown = {place_of(d) for d in found["hits"]}
        assert shown <= wanted and len(shown) == min(1000, len(wanted)), text
        found = ask(server, "/indexes/articles/search", {
            "filter": text, "limit": 0, "facets": ["*"]}).json()
        assert found["estimatedTotalHits"] == len({f for f, _ in wanted}), text
        years = {}
        for file in {f for f, _ in wanted}:
            day = next(d["day"] for f, _, d in world.documents if f == file)
            years[str(day // 10000)] = years.get(str(day // 10000), 0) + 1
        years.pop("0", None)
        assert found["facetDistribution"]["year"] == years, text


# The last two find nothing with all words: fewer are asked for, with a filter
# as without one.
QUERIES = ["", "구독", "report", "Nordlicht 포털", "Rechnung OR fatura",
           "-구독", "topic:article", '"보고서 사용"', "zyzzyx 구독",
           "zyzzyx wie kann ich Rechnungen und Abonnements bezahlen"]


def check_counts(server):
    """What a facet counts is what a filter by it finds, and what is listed."""
    for i, query in enumerate(QUERIES):
        for uid in ("segments", "articles"):
            for on in (["*"], ["english"], ["title"]):
                path = "/indexes/%s/search" % uid
                asked = {"q": query, "limit": 1000, "showRankingScore": True,
                         "attributesToSearchOn": on, "facets": ["locale"],
                         "attributesToRetrieve": ["id"]}
                found = ask(server, path, asked).json()
                total, counts = (found["estimatedTotalHits"],
                                 found["facetDistribution"]["locale"])
                ids = {hit["id"] for hit in found["hits"]}
                assert len(ids) == len(found["hits"]) == min(total, 1000), asked
                assert sum(counts.values()) == total, asked
                scores = [hit["_rankingScore"] for hit in found["hits"]]
                assert scores == sorted(scores, reverse=True), asked
                for value, n in counts.items():
                    one = ask(server, path, dict(
                        asked, filter="locale = " + value)).json()
                    now = one["estimatedTotalHits"]
                    assert now == n if i < len(QUERIES) - 2 else now, asked


def check_garbage(server):
    for seed in range(GARBAGE):
        rng = random.Random(seed)
        soup = rng.choice(["", " "]).join(
            rng.choice(SOUP) for _ in range(rng.randint(1, 30)))
        body = json.dumps({"filter": rng.choice([soup, [soup], [[soup]],
                                                 [["x = 1", soup]]])}).encode()
        if rng.random() < 0.3:
            body = bytearray(body)
            for _ in range(rng.randint(1, 4)):
                body[rng.randrange(len(body))] = rng.randrange(256)
            body = bytes(body)
        answer = ask(server, "/indexes/segments/search", body, None)
        assert answer.status in (200, 400), (answer, body)
        if answer.status == 400:
            error = answer.json()
            assert sorted(error) == ["code", "link", "message", "type"]
            assert error["link"].endswith("#" + error["code"])
    deep = {"filter": "(" * 20000 + "year = 2020" + ")" * 20000}
    assert ask(server, "/indexes/segments/search", deep, 400)
    deep = {"filter": "NOT " * 12000 + "year = 2020"}
    assert ask(server, "/indexes/segments/search", deep, 400)
    many = {"filter": " OR ".join(["year = 2020"] * 4000)}
    assert "Too many" in ask(server, "/indexes/segments/search", many,
                             400).json()["message"]
    for body in (b"[" * 60000, b'{"a":' * 10000, b'{"q":"' + b"\\" * 999,
                 b"\0", b'{"q":"\xff"}', b'{"q":"\\ud800"}', b"{}}", b"5"):
        assert ask(server, "/multi-search", body, 400).json()["code"]
    several = {"queries": [{"indexUid": "segments"}] * 51}
    ask(server, "/multi-search", several, 400)


def main():
    index = Index(arguments().bin)
    world = World(index)
    with Server(arguments().bin, index=index.path) as server:
        check_expressions(server, world)
        check_counts(server)
        check_garbage(server)
    print("ok")


main()
