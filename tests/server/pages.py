"""The pages that people are served: structure, languages, links, headers.

SPDX-License-Identifier: GPL-2.0-or-later

usage: pages.py --bin DIRECTORY --corpus DIRECTORY
"""
import argparse
import html.parser
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import pcsearchd  # noqa: E402

LANGUAGES = ["en", "ar", "de", "ja", "ko", "pt-BR", "th", "zh-CN", "zh-TW"]
VOID = {"meta", "link", "input", "img", "br"}
# What HTML lets be closed by what comes next.
OPTIONAL = {"li", "p", "dt", "dd", "html", "head", "body"}


class Page(html.parser.HTMLParser):
    """The elements of a page, with what encloses them."""

    def __init__(self, text):
        super().__init__()
        self.open, self.faults = [], []
        self.ids, self.links, self.headings, self.texts = [], [], [], []
        self.attributes = {}
        self.title = ""
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag, _ in self.open
                        if tag not in OPTIONAL]

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.attributes.setdefault(tag, attrs)
        if "id" in attrs:
            self.ids.append(attrs["id"])
        for name in ("href", "src", "action"):
            if attrs.get(name):
                self.links.append(attrs[name])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if any(name.startswith("on") or name == "style" for name in attrs):
            self.faults.append(f"<{tag}> with {attrs}")
        if tag not in VOID:
            self.open.append((tag, attrs))

    def handle_endtag(self, tag):
        while self.open and self.open[-1][0] != tag:
            if self.open[-1][0] not in OPTIONAL:
                self.faults.append(f"</{tag}> within <{self.open[-1][0]}>")
                return
            self.open.pop()
        if self.open:
            self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1][0] == "title":
            self.title += data
        lang = next((attrs["lang"] for _, attrs in reversed(self.open)
                     if "lang" in attrs), None)
        direction = next((attrs["dir"] for _, attrs in reversed(self.open)
                          if "dir" in attrs), None)
        if data.strip():
            self.texts.append((lang, direction, data.strip()))


class Pages:
    """What is checked, of one server."""

    def __init__(self, server):
        self.server = server
        self.faults = []

    def check(self, fact, message):
        if not fact:
            self.faults.append(message)

    def get(self, target, headers=None, status=200):
        target = urllib.parse.quote(target, safe="/?&=%#+~:-._")
        answer = self.server.request("GET", target, headers)
        self.check(answer.status == status, f"{target}: {answer.status}")
        return answer

    def page(self, target, headers=None, status=200):
        answer = self.get(target, headers, status)
        page = Page(answer.text)
        self.structure(target, page)
        self.check(answer.headers["content-type"] == "text/html; charset=utf-8",
                   f"{target}: {answer.headers['content-type']}")
        return page, answer

    def structure(self, target, page):
        for fault in page.faults:
            self.check(False, f"{target}: {fault}")
        double = {i for i in page.ids if page.ids.count(i) > 1}
        self.check(not double, f"{target}: ids twice: {double}")
        self.check(page.headings.count(1) == 1, f"{target}: one h1")
        self.check(page.headings[:1] == [1] and all(
            b <= a + 1 for a, b in zip(page.headings, page.headings[1:])),
            f"{target}: headings {page.headings}")
        self.check(page.title, f"{target}: a title")
        for link in page.links:
            self.check(not re.match("/|[a-z]+:", link),
                       f"{target}: {link} is not relative")


def test_links(pages):
    """Every link of every kind of page leads somewhere."""
    seen, waiting = set(), ["/", "/?q=invoice&group=article", "/?q=구독",
                            "/?q=구독&topic=how-to&locale=ko-KR&page=2",
                            "/articles/ko-KR/faq.md?q=구독"]
    depth = {way: 0 for way in waiting}
    while waiting:
        way = waiting.pop()
        answer = pages.get(way)
        if "text/html" not in answer.headers["content-type"]:
            continue
        page = Page(answer.text)
        pages.structure(way, page)
        for link in page.links:
            to = urllib.parse.urljoin("http://h" + way, link)[len("http://h"):]
            name, _, fragment = to.partition("#")
            if urllib.parse.urldefrag(link).url == "" and fragment:
                pages.check(urllib.parse.unquote(fragment) in page.ids,
                            f"{way}: there is no {link}")
            if name not in seen and len(seen) < 250 and depth[way] < 2:
                seen.add(name)
                depth[name] = depth[way] + 1
                waiting.append(name)
    pages.check(len(seen) > 60, f"{len(seen)} links")


def test_languages(pages):
    """The page is in the reader's language, and each text says its own."""
    for ui in LANGUAGES:
        page, answer = pages.page("/?q=구독&ui=" + ui)
        attrs = page.attributes["html"]
        pages.check(attrs["lang"] == ui and answer.headers["content-language"]
                    == ui, f"{ui}: {attrs}")
        pages.check(attrs["dir"] == ("rtl" if ui == "ar" else "ltr"), ui)
        for lang, _, text in page.texts:
            if re.search("[가-힣]", text) and lang != "ko-KR":
                pages.check(lang == "ko" or "구독" in text and text.endswith(
                    page.title.partition(" \u2013 ")[2]),
                    f"{ui}: {text!r} is {lang}")
    for accept, ui in (("de-AT,de;q=0.9", "de"), ("fr, pt;q=0.5", "pt-BR"),
                       ("zh-Hant-HK", "zh-TW"), ("xx", "en")):
        page, _ = pages.page("/", {"Accept-Language": accept})
        pages.check(page.attributes["html"]["lang"] == ui, f"{accept}: {ui}")
    page, _ = pages.page("/?q=الاشتراك")
    for lang, direction, text in page.texts:
        if re.search("[\u0621-\u064a]", text) and lang not in ("ar", "en"):
            pages.check((lang, direction) == ("ar-SA", "rtl"),
                        f"{text!r} is {lang} {direction}")


def test_headers(pages):
    """What keeps a browser from anything but the page's own files."""
    answer = pages.get("/?q=invoice")
    policy = answer.headers["content-security-policy"]
    for wanted in ("default-src 'none'", "script-src 'self'",
                   "style-src 'self'", "connect-src 'self'",
                   "base-uri 'none'", "form-action 'self'",
                   "frame-ancestors 'none'",
                   "require-trusted-types-for 'script'"):
        pages.check(wanted in policy, f"{wanted}: {policy}")
    pages.check("unsafe" not in policy, policy)
    etag = answer.headers["etag"]
    pages.get("/?q=invoice", {"If-None-Match": etag}, 304)
    pages.get("/?q=invoice&ui=de", {"If-None-Match": etag}, 200)
    for link in Page(answer.text).links:
        if link.startswith("static/"):
            file = pages.get("/" + link)
            pages.check("immutable" in file.headers["cache-control"], link)
            pages.get("/" + link, {"If-None-Match": file.headers["etag"]}, 304)
            other = re.sub(r"\.[0-9a-f]{12}\.", ".000000000000.", link)
            old = pages.get("/" + other)
            pages.check(old.headers["cache-control"] == "no-cache", other)
    pages.get("/static/none.js", status=404)
    pages.check(len(answer.content) < 35000, f"{len(answer.content)} bytes")


def test_missing(pages):
    """404 as a page for people, as a problem for programs."""
    for way in ("/articles/ko-KR/none.md", "/articles/xx/faq.md", "/none",
                "/articles/ko-KR/faq.md?source=none"):
        page, _ = pages.page(way, {"Accept": "text/html", "Accept-Language":
                                   "de"}, 404)
        pages.check(page.attributes["html"]["lang"] == "de", way)
    answer = pages.get("/none", status=404)
    pages.check(answer.headers["content-type"] == "application/problem+json",
                answer)
    answer = pages.server.request("POST", "/none", body=b"")
    pages.check(answer.status == 404, f"POST /none: {answer.status}")
    answer = pages.server.request("POST", "/", body=b"")
    pages.check(answer.status == 405, f"POST /: {answer.status}")


def test_addresses(pages):
    """Whatever an address says, a page comes."""
    for query in ("q=", "q=%20", "q=a%00b", "q=%FF%FE", "q=((((", "q=%22",
                  "q=a&page=0", "q=a&page=-1", "q=a&page=999999999999",
                  "q=a&locale=xx", "q=a&locale=ko&locale=xx", "topic=%22",
                  "q=a&topic=-", "year=abc", "q=x&type=%F0%9F%98%80",
                  "q=" + "a" * 2000, "group=x&ui=x&side=x&typing=x",
                  "&".join(f"topic=t{i}" for i in range(40)),
                  "q=&product=nordlicht-billing", "q=OR&topic=faq",
                  "q=%D8%A7%D9%84%D8%A7%D8%B4&typing=1", "q=%EA%B5%B3&typing=1"):
        pages.page("/?" + query)
    page, _ = pages.page("/?q=구독&locale=xx-XX")
    pages.check(any(text == "xx-XX" for _, _, text in page.texts),
                "a locale that there is not is named")
    page, _ = pages.page("/?q=청구서 포털&group=article")
    pages.check("multifactor" in str(page.links) or len(page.links) > 20,
                "articles are found by their titles")


def published(pages):
    """Results lead to the published pages, at the headings, where there are
    any; articles tell theirs."""
    links = Page(pages.get("/?q=구독").text).links
    for way in ("https://help.example/ko-kr/faq#glossary",
                "articles/ko-KR/faq.md?q="):
        pages.check(any(link.startswith(way) for link in links),
                    f"{way}: {links}")
    links = Page(pages.get("/?q=구독&group=article").text).links
    pages.check("https://help.example/ko-kr/faq" in links and
                "https://help.example/ko-kr/faq#glossary" in links, links)
    links = Page(pages.get("/articles/ko-KR/faq.md").text).links
    pages.check("https://help.example/ko-kr/faq" in links, links)
    links = Page(pages.get("/articles/de-DE/faq.md").text).links
    pages.check(not any("help.example" in link for link in links), links)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--corpus", required=True)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = os.path.join(folder, "index")
        sources = [os.path.join(args.corpus, name)
                   for name in sorted(os.listdir(args.corpus)) if "-" in name]
        subprocess.run([os.path.join(args.bin, "pcindex"), "-q", "-i", index]
                       + sources, check=True)
        faults = []
        with pcsearchd.Server(args.bin, index=index) as server:
            for name, test in sorted(globals().items()):
                if not name.startswith("test_"):
                    continue
                pages = Pages(server)
                test(pages)
                print("not ok" if pages.faults else "ok", name)
                faults += pages.faults
        template = "ko-kr=https://help.example/{locale-lower}/{stem}#{anchor}"
        subprocess.run([os.path.join(args.bin, "pcindex"), "-q", "-i", index,
                        "--url", template, os.path.join(args.corpus, "ko-kr")],
                       check=True)
        with pcsearchd.Server(args.bin, index=index) as server:
            pages = Pages(server)
            published(pages)
            faults += pages.faults
        with pcsearchd.Server(args.bin, index=index, args=["--no-page"]) as s:
            if s.request("GET", "/").status != 404:
                faults.append("--no-page serves a page")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
