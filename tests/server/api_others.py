#!/usr/bin/env python3
"""The other operations of /v1, their reference, and what clients send.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import os
import random
import urllib.parse

from api_world import CORPUS, Asker, Index, address, arguments
from pcsearchd import Server

TEXT = ["구독", "a b", "", "<script>", "\u202e\u2028", "%", "ko", "../x", "😀"]
HOSTILE = [
    "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>",
    '" onmouseover="x', "\\u003cb\\u003e \\n \\", "&lt;b&gt;&amp;",
    "\u202eevil\u202c \u2066x\u2069", "\u2028\u2029\u0085", "\x7f\x1b[31mred",
    "{{7*7}} ${7*7} <%= 7 %>", "]]>--><!--", "javascript:alert(1)",
    "\ufeff\u200b\u200d", "\ud7ff\ue000\uffff", "𝒳😀\U000e0001",
]


def given(param):
    """Values that a parameter takes, by what the reference says of it."""
    schema = param["schema"]
    item = schema.get("items", schema)
    if "enum" in item:
        return item["enum"]
    if schema["type"] == "integer":
        return [schema["minimum"], schema["maximum"], schema["default"]]
    if schema["type"] == "boolean":
        return ["true", "false", "1", "0", ""]
    return {"locale": ["ko-KR", "ko"], "in": ["de"], "also": ["ja", "th-TH"],
            "to": ["en"], "source": ["ko-kr"], "date": ["2024", "2024-02..", "..2025-01-31"],
            }.get(param["name"], TEXT[:3])


def check_reference(asker):
    """What is documented is taken, alone and, where that may be, twice; and
    nothing else is."""
    for path, operation in asker.reference.operations.items():
        params = operation["parameters"]
        for param in params:
            assert param["description"] and param["name"], param
            if param["in"] == "path":
                continue
            is_list = param["schema"]["type"] == "array"
            for value in given(param):
                pairs = [(param["name"], value)]
                if param["name"] in ("in", "to"):
                    pairs.append(("locale", "ko"))
                if path == "/v1/translations" and param["name"] != "q":
                    pairs.append(("q", "구독"))
                if path == "/v1/translations" and (
                        param["name"] == "q" and not value.strip()):
                    continue
                ask(asker, path, pairs)
                twice = 200 if is_list else 400
                ask(asker, path, pairs + pairs[:1], twice)
            default = param["schema"].get("default")
            if default is not None:
                q = [("q", "구독")]
                a, b = (ask(asker, path, q + more) for more in (
                    [], [(param["name"], str(default).lower()
                          if isinstance(default, bool) else default)]))
                a.pop("elapsed_ms"), b.pop("elapsed_ms")
                assert a == b, (path, param)
        for name in "nope", "Q", "limit[]", "q ", "filter":
            ask(asker, path, [(name, "1")], 400)


def ask(asker, path, pairs, status=200):
    real = path.replace("{locale}", "ko-KR").replace("{path}", "faq.md")
    return asker.ask(real, pairs, path, status)


def check_suggest(asker):
    a = asker.ask("/v1/suggest", {"q": "구", "locale": "ko"})
    kinds = [s["kind"] for s in a["suggestions"]]
    assert set(kinds) >= {"title", "term"}, a
    assert kinds == sorted(kinds, key=["title", "heading", "term"].index)
    for s in a["suggestions"]:
        marked = [s["text"].encode()[i:j].decode() for i, j in s["marks"]]
        if s["kind"] == "term":
            assert not marked and "locale" not in s and "segments" not in s
            continue
        assert marked and all("구" in m for m in marked), s
        anchor = "#" + s["anchor"] if s["anchor"] else ""
        assert s["url"] == ("https://help.example/ko-kr/" + s["path"][:-3] +
                            anchor), s
    b = asker.ask("/v1/suggest", {"q": "구", "locale": "ko", "marks": "utf16"})
    for s, t in zip(a["suggestions"], b["suggestions"], strict=True):
        assert ([s["text"].encode()[i:j].decode() for i, j in s["marks"]] ==
                [t["text"][i:j] for i, j in t["marks"]])
    a = asker.ask("/v1/suggest", {"q": "Rech", "limit": 2, "kinds": "term",
                                  "counts": "true", "locale": "de"})
    assert 0 < len(a["suggestions"]) <= 2
    for s in a["suggestions"]:
        found = asker.search(s["text"], locale="de", limit=0)["segments"]
        assert s["segments"] == found, s
    assert asker.ask("/v1/suggest", {"q": ""})["suggestions"] == []
    assert asker.ask("/v1/suggest", {"q": "a", "limit": 0})["suggestions"] == []
    asker.ask("/v1/suggest", {"q": "a", "locale": "fr"}, status=400)


def check_translations(asker, index):
    for query, more, args in (("구독", {"locale": "ko"}, ["-L", "ko"]),
                              ("invoice", {}, []),
                              ("구독", {"locale": "ko", "to": "de"},
                               ["-L", "ko", "--to", "de"])):
        lines = index.search(query, "--translations", *args)
        summary = lines.pop()
        a = asker.ask("/v1/translations", {"q": query, **more})
        assert a["term"] == summary["term"]
        mine = [t["text"] for d in a["directions"] for t in d["translations"]]
        assert mine == [line["text"] for line in lines]
        for d, e in zip(a["directions"], summary["directions"], strict=True):
            for name in "from", "to", "all", "more", "otherwise":
                assert d[name] == e[name], (query, name)
    a = asker.ask("/v1/translations", {"q": ""}, status=400)
    assert "parameter q" in a["detail"] and "--" not in a["detail"], a
    a = asker.ask("/v1/translations", {"q": "구독", "to": "xx"}, status=400)
    assert "parameter to" in a["detail"], a


def check_articles(asker, index):
    operation = "/v1/articles/{locale}/{path}"
    for folder, _, files in os.walk(os.path.join(CORPUS, "ko-kr")):
        for name in files:
            path = os.path.relpath(os.path.join(folder, name),
                                   os.path.join(CORPUS, "ko-kr"))
            a = asker.ask(f"/v1/articles/ko/{path}", {"q": "구독"}, operation)
            assert a["path"] == path and a["locale"] == "ko-KR"
            found = asker.search("구독", path=path, source="ko-kr",
                                 group="none", limit=1000)
            assert a["matches"] == found["segments"], path
            lines = [s["line"] for s in a["segments"] if s["matches"]]
            assert sorted(lines) == sorted(h["line"] for h in found["hits"])
            marks = {s["id"]: s["marks"] for s in a["segments"]}
            for h in found["hits"]:
                if h["tier"] == "word":
                    assert marks[h["id"]]["local"] == h["marks"]["local"]
    for path in "nope.md", "../faq.md", "faq", "%00", "x" * 3000:
        a = asker.ask("/v1/articles/ko/" + path, (), operation, 404)
        assert a["type"].endswith("no-article")
    asker.ask("/v1/articles/xx/faq.md", (), operation, 400)
    asker.ask("/v1/articles/ko/faq.md", {"source": "de-de"}, operation, 404)


def check_status(asker, index):
    a = asker.ask("/v1/status")
    assert a["generation"] == a["published"]["generation"] == 1
    assert a["trouble"] == "" and a["refused"] == 0
    names = [x["locale"] for x in a["published"]["locales"]]
    assert "ko-KR" in names and len(names) == 8
    assert sum(x["segments"] for x in a["published"]["locales"]) == (
        asker.search(limit=0)["segments"])
    text = asker.server.get("/v1/status").text
    assert index.path not in text and os.path.abspath(CORPUS) not in text
    assert asker.server.get("/ready").status == 200
    assert asker.server.metric("pcsearchd_generation") == 1


def check_etag(asker):
    server = asker.server
    for path in ("/v1/search?q=%EA%B5%AC%EB%8F%85", "/v1/suggest?q=a",
                 "/v1/articles/ko/faq.md", "/v1/translations?q=invoice",
                 "/openapi.json"):
        a = server.get(path)
        etag = a.headers["etag"]
        assert a.headers["cache-control"] == "no-cache"
        b = server.get(path, If_None_Match=etag)
        assert b.status == 304 and b.body == b"" and b.headers["etag"] == etag
        assert server.get(path, If_None_Match='"x"').status == 200
    for path in "/v1/search?limit=x", "/v1/articles/ko/no.md", "/v1/status":
        a = server.get(path, If_None_Match="*")
        assert a.status != 304 and "etag" not in a.headers, path


def check_fuzz(asker):
    """Whatever is asked for: an answer as the reference has it."""
    rng = random.Random(7)
    for i in range(600):
        path = rng.choice(list(asker.reference.operations))
        known = asker.reference.operations[path]["parameters"]
        pairs = []
        for _ in range(rng.randrange(6)):
            param = rng.choice(known) if known else {"name": "x"}
            values = TEXT + [str(rng.randrange(-2, 2000))]
            if "schema" in param and rng.random() < 0.7:
                values = given(param)
            pairs.append((param["name"], rng.choice(values)))
        real = path.replace("{locale}", "ko").replace(
            "{path}", rng.choice(["faq.md", "no", "..", "a/b"]))
        answer = asker.server.get(address(real, pairs))
        assert answer.status in (200, 400, 404), (path, pairs, answer)
        asker.reference.check(path, answer)


def check_bytes(asker):
    """Queries of any bytes, and names that nobody gave."""
    rng = random.Random(8)
    for i in range(300):
        q = urllib.parse.quote_from_bytes(rng.randbytes(rng.randrange(40)))
        a = asker.server.get("/v1/search?q=" + q)
        assert a.status == 200, (q, a)
        asker.reference.check("/v1/search", a)
        a = asker.server.get("/v1/search?" + q.replace("%", "%25") + "=1")
        assert a.status == 400, (q, a)


def check_hostile(bin_dir):
    """What documents hold comes out as text."""
    index = Index(bin_dir, ["ko-kr"])
    tree = os.path.join(index.folder.name, "hostile")
    os.makedirs(os.path.join(tree, "<b>&"))
    for i, text in enumerate(HOSTILE):
        line = " ".join(text.split()) or "x"
        with open(os.path.join(tree, "<b>&", f"{i}.md"), "w",
                  errors="surrogatepass") as f:
            f.write(f"---\ntitle: 'T{i} {line.replace(chr(39), '')}'\n"
                    "ms.contentlocale: de-DE\n---\n\n# Kopf\n\n"
                    f'<span data-ttu-id="h-{i}">Gefahr {line}</span>'
                    '<span class="sxs-lookup"><span data-stu-id="h-'
                    f'{i}">danger {line}</span></span>\n')
    index.index(tree)
    with Server(bin_dir, index=index.path) as server:
        asker = Asker(server)
        for params in {"limit": 100}, {"group": "article", "limit": 100}:
            raw = server.get(address("/v1/search", {"q": "Gefahr", **params}))
            a = asker.search("Gefahr", **params)
            assert a["articles"] == len(HOSTILE), a["articles"]
            lines = index.search("Gefahr", "-n", "100", "--group",
                                 params.get("group", "pair"))
            mine = [h.get("local", h["title"]) for h in a["hits"]]
            assert mine == [x.get("local", x.get("title")) for x in lines[:-1]]
            for c in "\u202e\u2028\u2029\u0085\x7f\x1b\u2066":
                assert c not in raw.text, hex(ord(c))
        for h in a["hits"]:
            b = asker.ask(f"/v1/articles/de/{h['path']}", {"q": "Gefahr"},
                          "/v1/articles/{locale}/{path}")
            assert b["matches"] == 1, h


def main():
    args = arguments()
    index = Index(args.bin)
    with Server(args.bin, index=index.path) as server:
        asker = Asker(server)
        for check in (check_reference, check_suggest, check_etag, check_fuzz,
                      check_bytes):
            check(asker)
            print("ok", check.__name__)
        for check in check_translations, check_articles, check_status:
            check(asker, index)
            print("ok", check.__name__)
    check_hostile(args.bin)
    print("ok check_hostile")


main()
