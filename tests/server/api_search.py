#!/usr/bin/env python3
"""/v1/search says what pcsearch --json says, and what its reference says.

SPDX-License-Identifier: GPL-2.0-or-later
"""
from api_world import Asker, Index, arguments
from pcsearchd import Server

QUERIES = ["구독", "Rechnung", "invoice", "구독 고객", "Rechnung OR fatura",
           '"Ihre Rechnung"', "구독 -고객", "Abon*", "en:subscription",
           "topic:how-to 구독", "Rechnung zzyzx", "Rehcnung", "zzyzx", "C#",
           "wie kann ich eine Rechnung für das Abonnement bezahlen",
           "購入注文を確認する", "فاتورة", "การสมัครสมาชิก", "发票", "帳單", "(", '"',
           "-", "ㄱㄷ", "locale:ko type:mt", "a" * 2000, "<b>&\u202e\u2028"]

# A parameter, and what pcsearch is given for it.
OPTIONS = [({}, []),
           ({"group": "none", "limit": 25, "offset": 3},
            ["--group", "none", "-n", "25", "--offset", "3"]),
           ({"group": "article"}, ["--group", "article"]),
           ({"match": "any", "locale": "de,ko"},
            ["--match", "any", "-L", "de,ko"]),
           ({"match": "all", "tier": "near"},
            ["--match", "all", "--tier", "near"]),
           ({"tier": "word", "plain": "true"}, ["--exact", "--plain"]),
           ({"context": 2, "also": "ja", "limit": 3},
            ["-C", "2", "--also", "ja", "-n", "3"]),
           ({"in": "de", "locale": "ko", "limit": 5},
            ["--in", "de", "-L", "ko", "-n", "5"]),
           ({"facets": "locale,product,topic,type,year,author",
             "facet_limit": 3, "limit": 0, "marks": "none"},
            ["--facets", "locale,product,topic,type,year,author",
             "--facet-limit", "3", "-n", "0", "--no-marks"])]


def plain_hit(hit):
    """What pcsearch says of it, too."""
    hit = dict(hit)
    hit.pop("metadata", None)
    for place in hit.get("places", []):
        place.pop("anchor")
    if "hits" in hit:
        hit["hits"] = [plain_hit(h) for h in hit["hits"]]
    return hit


def check_same(asker, index):
    for i, query in enumerate(QUERIES):
        # Each query with some of the options, each option with many queries.
        for params, args in OPTIONS if i < 3 else OPTIONS[i % 3::3]:
            lines = index.search(query, *args)
            answer = asker.search(query, **params)
            summary = lines.pop()
            facets = lines.pop() if "facets" in params else None
            assert [plain_hit(h) for h in answer["hits"]] == lines, (
                query, params)
            for name in ("query", "segments", "pairs", "articles", "exact",
                         "shown", "tiers", "ignored", "dropped", "suggestions",
                         "generation"):
                assert answer[name] == summary[name], (query, params, name)
            for name in "expanded", "also_english":
                assert answer[name] == summary.get(name, []), (query, name)
            if facets:
                assert answer["facets"] == facets["facets"], query
                more = {k: n for k, n in answer["facets_more"].items() if n}
                assert more == facets["more"], query


def utf16(text, mark):
    units = text.encode("utf-16-le")
    return units[2 * mark[0]:2 * mark[1]].decode("utf-16-le")


def utf8(text, mark):
    return text.encode()[mark[0]:mark[1]].decode()


def check_marks(asker):
    """The same parts of texts, however they are counted."""
    marked = 0
    for query in QUERIES[:8] + ["😀 구독", "Rechnung"]:
        for group in "pair", "article":
            a = asker.search(query, group=group)
            b = asker.search(query, group=group, marks="utf16")
            none = asker.search(query, group=group, marks="none")
            for x, y, z in zip(a["hits"], b["hits"], none["hits"]):
                for side in x["marks"]:
                    assert ([utf8(x[side], m) for m in x["marks"][side]] ==
                            [utf16(y[side], m) for m in y["marks"][side]])
                    marked += len(x["marks"][side])
                    assert z["marks"][side] == []
    assert marked > 50


def check_articles(asker):
    a = asker.search("구독", group="article", locale="ko")
    assert a["group"] == "article" and len(a["hits"]) == a["articles"] == 9
    for article in a["hits"]:
        assert article["type"] == "article" and 0 < len(article["hits"]) <= 3
        page = f"https://help.example/ko-kr/{article['path'][:-3]}"
        assert article["url"] == page, article
        for hit in article["hits"]:
            anchor = "#" + hit["anchor"] if hit["anchor"] else ""
            assert hit["url"] == page + anchor and hit["path"] == article["path"]
    # Where a source has no template, there is no address.
    assert all("url" not in h for h in asker.search("", locale="th")["hits"])


def check_facets(asker):
    names = ["locale", "product", "topic", "type", "year", "author"]
    for query in "구독", "Rechnung", "en:subscription", "":
        a = asker.search(query, facets=",".join(names), limit=0,
                         facet_limit=1000)
        assert list(a["facets"]) == names
        for name in "locale", "type", "year", "topic":
            values = a["facets"][name]
            assert sum(v["segments"] for v in values) == a["segments"]
            assert sum(v["articles"] for v in values) == a["articles"]
        # What a value counts is what its filter finds.
        for name in names:
            for v in a["facets"][name][:3]:
                b = asker.search(query, limit=0, **{name: v["value"]})
                assert b["segments"] == v["segments"], (query, name, v)
                assert b["articles"] == v["articles"], (query, name, v)
    a = asker.search("구독", facets=["service", "product"], limit=0)
    assert a["facets"]["service"] == a["facets"]["product"]


def check_filters(asker):
    everything = asker.search()
    assert everything["query"] == "" and len(everything["hits"]) == 10
    both = asker.search(type=["MT", "ht"], limit=0)["segments"]
    assert both == sum(asker.search(type=t, limit=0)["segments"]
                       for t in ("MT", "HT"))
    # A filter is never a word, whatever is typed beside it.
    for query in "(", '"', "구독 OR 고객", ") OR (a", "NOT", "구독 고객 zzyzx":
        free = asker.search(query, facets="topic", limit=0)
        for v in free["facets"]["topic"]:
            a = asker.search(query, topic=v["value"], limit=20)
            if free["dropped"] == a["dropped"]:
                assert a["segments"] == v["segments"], (query, v, a)
            assert all(h["metadata"]["topic"] == v["value"]
                       for h in a["hits"])
            assert not any("topic" in s for s in a["suggestions"])
    years = asker.search(facets="year", limit=0)["facets"]["year"]
    of = {v["value"]: v["segments"] for v in years}
    for text, wanted in (("2024", ["2024"]), ("2024..2025", ["2024", "2025"]),
                         ("..2023", ["2023"]), ("2025-01-01..", ["2025"]),
                         ("2023-13..", None), ("2024..2023", None),
                         ("2024-02..2024-01", None), ("..", None), ("", None)):
        a = asker.search(date=text, limit=0, status=200 if wanted else 400)
        if wanted:
            assert a["segments"] == sum(of[y] for y in wanted), text
    a = asker.search("구독", path="billing/", limit=100)
    assert a["hits"] and all("billing/" in h["path"] for h in a["hits"])
    a = asker.search("구독", source="ko-kr")
    assert a["segments"] == asker.search("구독", locale="ko")["segments"]
    assert asker.search("구독", source="no-such")["segments"] == 0
    a = asker.search("구독", within="title", group="none", limit=50)
    assert a["hits"] and all("구독" in h["title"] for h in a["hits"])


def check_limits(asker):
    a = asker.search("구독 " * 200)
    assert not a["exact"] and any("1024 bytes" in i for i in a["ignored"])
    a = asker.search(limit=1000, offset=1000, group="none")
    assert len(a["hits"]) == a["segments"] - 1000
    assert a["hits"][0]["rank"] == 1001
    assert asker.search(offset=10000)["hits"] == []
    for name, value in (("limit", "1001"), ("offset", "10001"),
                        ("context", "11"), ("facet_limit", "1001"),
                        ("limit", "-1"), ("limit", ""), ("limit", "1e3"),
                        ("limit", "99999999999999999999999999"),
                        ("group", "Pair"), ("plain", "yes"), ("marks", ""),
                        ("facets", "colour"), ("locale", "fr"),
                        ("also", "xx-XX"), ("in", "nope"), ("date", "soon")):
        a = asker.search("구독", status=400, **{name: value})
        assert name in a["detail"] and a["status"] == 400, a
    a = asker.search("구독", status=400, in_="ko")
    assert a["type"].endswith("unknown-parameter") and "in_" in a["detail"]
    assert "facet_limit" in a["detail"]
    a = asker.search("구독", status=400, limit=["1", "2"])
    assert a["type"].endswith("repeated-parameter"), a
    a = asker.search("구독", status=400, topic=[str(i) for i in range(65)])
    assert "topic" in a["detail"]
    for name in "locale", "also", "in":
        a = asker.search("구독", status=400, **{
            "locale": "ko", "also": "no,in" if name == "also" else "ja",
            name: "in"})
        assert f"the parameter {name}: no locale" in a["detail"], a
    a = asker.search("구독", status=400, locale="ko", **{"in": "ko"})
    assert a["type"].endswith("invalid-parameter"), a
    assert "the parameter in:" in a["detail"], a
    a = asker.search("구독", status=400, locale="fr")
    assert a["type"].endswith("unknown-locale") and "ko-KR" in a["detail"]


def main():
    args = arguments()
    index = Index(args.bin)
    with Server(args.bin, index=index.path) as server:
        asker = Asker(server)
        for check in (check_same, check_marks, check_articles, check_facets,
                      check_filters, check_limits):
            check(asker, *([index] if check == check_same else []))
            print("ok", check.__name__)


main()
