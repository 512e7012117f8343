#!/usr/bin/env python3
"""Hostile documents come out as text everywhere: on the terminal, in JSON, in
the pages, in Meilisearch's answers, in logs and metrics.

SPDX-License-Identifier: GPL-2.0-or-later

    documents.py --bin BIN [--count 100] [--seed 1]
"""
import argparse
import html.parser
import json
import os
import pty
import re
import subprocess
import tempfile
import unicodedata
from urllib.parse import quote

import hostiledocs
from pcsearchd import Server

# What no output may hold as it is: C0 but tab and line feed, DEL, C1, bidi
# embeddings, overrides and isolates.
DRIVING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# What pcsearch itself says to a terminal: colours, and links where they are on.
OWN_ESCAPES = re.compile(
    "\x1b\\[[0-9;]*[mK]|\x1b\\]8;[^\x1b\x07\x00-\x1f]*(?:\x1b\\\\|\x07)")
CASES = [[], ["-C", "1"], ["--group", "article"], ["--group", "none"],
         ["--facets", "locale,topic,product,year,type,author"], ["-l"],
         ["--stale"], ["--consistency"], ["--suggest"], ["--translations"],
         ["--like"]]


def check_text(data, what, driving=DRIVING):
    """Bytes that people read hold nothing that drives a terminal."""
    text = data.decode("utf-8")  # strictly
    found = driving.search(text)
    assert not found, \
        (what, text[max(0, found.start() - 80):found.end() + 40])
    return text


def run(binary, *args):
    done = subprocess.run([os.path.join(binary, "pcsearch"), "--no-config",
                           *args], capture_output=True, timeout=60)
    assert done.returncode in (0, 1), (args, done)
    return done


def run_in_terminal(binary, *args):
    """What a terminal gets."""
    master, slave = pty.openpty()
    env = dict(os.environ, TERM="xterm-256color", PAGER="", LC_ALL="C.UTF-8")
    env.pop("NO_COLOR", None)
    process = subprocess.Popen(
        [os.path.join(binary, "pcsearch"), "--no-config", "--pager", "never", *args],
        stdout=slave, stderr=slave, stdin=subprocess.DEVNULL, env=env)
    os.close(slave)
    data = b""
    while True:
        try:
            more = os.read(master, 65536)
        except OSError:
            break
        if not more:
            break
        data += more
    os.close(master)
    assert process.wait(60) in (0, 1), (args, data[-300:])
    return data


def check_program(binary, index):
    for case in CASES:
        args = ["-i", index, "-n", "400", *case, hostiledocs.NEEDLE]
        # Paths for other programs are printed as they are.
        if case != ["-l"]:
            done = run(binary, *args)
            check_text(done.stdout, case)
            check_text(done.stderr, case)
            done = run(binary, "--color", "always", *args)
            colored = OWN_ESCAPES.sub("", done.stdout.decode("utf-8"))
            check_text(colored.encode(), (case, "colour"))
        seen = run_in_terminal(binary, *args).replace(b"\r\n", b"\n")
        seen = OWN_ESCAPES.sub("", seen.decode("utf-8"))
        check_text(seen.encode(), (case, "terminal"))
    for case in CASES[:5]:
        args = ["-i", index, "-n", "400", "--json", *case, hostiledocs.NEEDLE]
        text = check_text(run(binary, *args).stdout, (case, "json"))
        for line in text.split("\n")[:-1]:
            json.loads(line)
    for how in "csv", "tsv", "tmx", "xliff":
        done = subprocess.run(
            [os.path.join(binary, "pcsearch"), "--no-config", "-i", index,
             "--format", how, "-L", "ko", hostiledocs.NEEDLE],
            capture_output=True, timeout=60)
        assert done.returncode in (0, 1), (how, done.stderr)
        # CSV ends lines with CR LF; exports are whole, bidi and all.
        check_text(done.stdout.replace(b"\r\n", b"\n"), how, CONTROLS)


class Page(html.parser.HTMLParser):
    """Elements with their attributes, addresses, and the text of a page."""

    VOID = {"meta", "link", "input", "br", "hr", "img", "wbr"}

    def __init__(self, data):
        super().__init__(convert_charrefs=True)
        self.shapes, self.addresses, self.texts = set(), [], []
        self.open = []
        self.feed(data)
        self.close()
        self.text = "".join(self.texts)

    def handle_starttag(self, tag, attrs):
        self.shapes |= {(tag, name) for name, _ in attrs} | {(tag, "")}
        for name, value in attrs:
            if name in ("href", "src", "action", "formaction"):
                self.addresses.append(value)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        self.texts.append(data)

    def handle_comment(self, data):
        raise AssertionError(("a comment", data[:100]))

    def handle_pi(self, data):
        raise AssertionError(("a processing instruction", data[:100]))

    unknown_decl = handle_pi


def plain(text):
    """Of a text what is seen: neither white space nor controls, nor what is
    left out, or replaced, where it could do harm."""
    return "".join(c for c in unicodedata.normalize("NFC", text)
                   if not c.isspace() and c not in "\ufffd\u2026"
                   and not "\u2400" <= c <= "\u2426"
                   and unicodedata.category(c)[0] != "C")


def get_page(s, target):
    answer = s.get(target, Accept_Language="en")
    assert answer.status == 200, (target, answer)
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy, policy
    text = check_text(answer.content, target)
    return Page(text)


def page_targets(s):
    needle = hostiledocs.NEEDLE
    out = [f"/?q={needle}", f"/?q={needle}&group=article", "/",
           f"/?q={needle}&page=2", "/?q=" + quote(needle + ' "><script>x'),
           f"/?q={needle}&locale=ko-KR&topic=-"]
    seen = s.get(f"/v1/search?q={needle}&group=article&limit=100").json()
    for hit in seen["hits"]:
        out.append(f"/articles/{quote(hit['locale'])}/{quote(hit['path'])}"
                   f"?source={quote(hit.get('source') or '')}")
    return out


def shapes_of(s, targets):
    shapes = set()
    for target in targets:
        answer = s.get(target, Accept_Language="en")
        if answer.status == 200:
            shapes |= Page(answer.text).shapes
    return shapes


def check_pages(s, allowed):
    n = 0
    for target in page_targets(s):
        answer = s.get(target, Accept_Language="en")
        if answer.status == 404 and target.startswith("/articles/"):
            # A name that is no text cannot be asked for.
            assert "%EF%BF%BD" in target, target
            continue
        page = get_page(s, target)
        n += 1
        assert page.shapes <= allowed, (target, page.shapes - allowed)
        for address in page.addresses:
            assert re.match(r"(?:[?#/.]|\.\./|static/|articles/|$|https?://)",
                            address), (target, address)
            assert not re.match(r"(?i)\s*(javascript|data|vbscript):", address)
            assert "evil.invalid" not in address.split("?")[0], address
    assert n > 80, n
    # What stands there is what was found.
    page = get_page(s, f"/?q={hostiledocs.NEEDLE}")
    hits = s.get(f"/v1/search?q={hostiledocs.NEEDLE}&group=pair&limit=10")
    seen = plain(page.text)
    for hit in hits.json()["hits"]:
        for text in (hit["local"], hit["english"]):
            text = text if isinstance(text, str) else text["text"]
            assert plain(text)[:150] in seen, (text[:200],)


def texts_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for k, v in value.items():
            yield k
            yield from texts_in(v)
    elif isinstance(value, list):
        for v in value:
            yield from texts_in(v)


def check_json(answer, what):
    assert answer.status == 200, (what, answer)
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["x-content-type-options"] == "nosniff"
    value = json.loads(answer.content.decode("utf-8"))
    for text in texts_in(value):
        text.encode("utf-8")  # no lone surrogate
    check_text(answer.content, what)
    return value


def check_api(s):
    needle = hostiledocs.NEEDLE
    for target in (f"/v1/search?q={needle}&limit=400&context=2&facets="
                   "locale,product,topic,type,year",
                   f"/v1/search?q={needle}&limit=100&group=article&marks=utf16",
                   f"/v1/suggest?q={needle[:3]}", f"/v1/translations?q={needle}",
                   "/v1/status"):
        check_json(s.get(target), target)
    seen = s.get(f"/v1/search?q={needle}&group=article&limit=100").json()
    assert len(seen["hits"]) >= 90, len(seen["hits"])
    for hit in seen["hits"]:
        answer = s.get(f"/v1/articles/{hit['locale']}/{quote(hit['path'])}")
        assert answer.status in (200, 404), answer
        if answer.status == 200:
            check_json(answer, hit["path"])
        else:
            assert "\ufffd" in hit["path"], hit["path"]


def check_meili(s):
    needle = hostiledocs.NEEDLE
    pre, post = "\ue000<b>", "\ue001</b>"
    body = {"queries": [{
        "indexUid": uid, "q": needle, "limit": 100, "facets": ["*"],
        "attributesToHighlight": ["*"], "attributesToCrop": ["*"],
        "highlightPreTag": pre, "highlightPostTag": post}
        for uid in ("segments", "articles")]}
    value = check_json(s.post("/multi-search", body), "multi-search")
    n = 0
    for result in value["results"]:
        for hit in result["hits"]:
            n += 1
            formatted = hit.pop("_formatted")
            for name, text in formatted.items():
                if not isinstance(text, str) or not isinstance(hit[name], str):
                    continue
                assert text.count(pre) == text.count(post), text[:300]
                bare = text.replace(pre, "").replace(post, "").strip("…")
                assert bare in hit[name], (name, bare[:200])
    assert n >= 150, n
    for uid in "segments", "articles":
        check_json(s.get(f"/indexes/{uid}/documents?limit=100"), "documents")
        check_json(s.post(f"/indexes/{uid}/facet-search", {
            "facetName": "topic", "facetQuery": "", "q": needle}), "facets")


def check_logs(s, path):
    for bad in ("\x1b[31m", "\u202e", "\r\nX: y", "\"}\n{", "<script>", "\0"):
        s.get("/v1/search?q=" + quote(bad))
        s.get("/" + quote(bad))
        s.request("GET", "/v1/search?q=%FF%FE" + quote(bad))
        s.request("GET", "/health", {"X-Request-Id": quote(bad),
                                     "User-Agent": quote(bad)})
    metrics = s.get("/metrics").content
    check_text(metrics, "metrics")
    for line in metrics.decode().split("\n")[:-1]:
        assert line.startswith("# ") or re.fullmatch(
            r'[a-z_]+(\{([a-z_]+="[^"\\]*",?)*\})? [-+.0-9eInfNa]+', line), line
    check_text("".join(s.log).encode(), "stderr")
    with open(path, "rb") as f:
        text = check_text(f.read(), "access log")
    for line in text.split("\n")[:-1]:
        json.loads(line)


def index_of(binary, folder, args, is_harmless):
    name = "harmless" if is_harmless else "hostile"
    sources = hostiledocs.write(os.path.join(folder, name), args.count,
                                args.seed, is_harmless)
    index = os.path.join(folder, name + "-index")
    done = subprocess.run([os.path.join(binary, "pcindex"), "--no-config", "-i",
                           index, *sources], capture_output=True, timeout=120)
    assert done.returncode in (0, 1), done
    check_text(done.stdout, "pcindex")
    check_text(done.stderr, "pcindex")
    return index


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        harmless = index_of(args.bin, folder, args, True)
        hostile = index_of(args.bin, folder, args, False)
        with Server(args.bin, index=harmless) as s:
            allowed = shapes_of(s, page_targets(s))
        check_program(args.bin, hostile)
        log = os.path.join(folder, "access.log")
        with Server(args.bin, index=hostile,
                    args=["--access-log", log, "--log-queries"]) as s:
            for check in (check_api, check_meili):
                check(s)
                print(check.__name__, flush=True)
            check_pages(s, allowed)
            print("check_pages", flush=True)
            check_logs(s, log)
            assert s.get("/health").status == 200


if __name__ == "__main__":
    main()
