#!/usr/bin/env python3
# consistency_property.py - a report has what a scan of all pairs has
# SPDX-License-Identifier: GPL-2.0-or-later
"""Indexes articles made at random of few texts, so that many of them clash, and
holds what pcsearch --consistency says against a scan of pcindex --dump:

- the findings are the groups of the scan, with their variants, their segments,
  human and machine ones, and their places; the summary counts them;
- those of a locale, a translation type, a path, a kind, and a word, too;
- scores do not increase, what differs in its spelling alone comes last, and
  --limit and --offset cut out of one list;
- --fail-on fails where the counts say so, and refuses what is not checked;
- SARIF is what its schema wants, as far as it is used, has a result a finding,
  and its places are files and lines that are there;
- a translation that was planted as that of another text comes first, and two
  texts that mean the same in the other locales below it.
"""

import collections
import json
import os
import sys
import unicodedata
import urllib.parse

# The package belongs to Debian's python3, whichever comes first in PATH.
try:
    import jsonschema
except ImportError:
    if os.path.realpath(sys.executable) == os.path.realpath("/usr/bin/python3"):
        sys.exit("no python3-jsonschema: scripts/setup test installs it")
    os.execv("/usr/bin/python3", ["/usr/bin/python3", "-B"] + sys.argv)

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import programs  # noqa: E402

# No word is a form of another one, and none is a small word of English.
WORDS = ["bork", "trad", "plim", "vost", "gurn", "Zelk", "HOMP", "12", "no"]
LOCAL = ["집", "예", "아니요", "Haus", "haus", "ＨＡＵＳ", "Weg.", "Weg", "weg",
         "bork", "C#", "12"]
# What is found by comparing pairs. What one pair has is not looked at here.
GROUPS = "translations,sources,spelling"
JOINTS = [" ", " ", " ", "-", ", ", ": "]
KEPT = "#%&@*"


def link(pattern, required, **properties):
    return dict(pattern, type="object", required=required,
                properties=properties)


STRING = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}
TEXT = link({"additionalProperties": False}, ["text"],
            text={"type": "string", "minLength": 1})
LOCATION = link(
    {}, ["physicalLocation"], id=COUNT, message=TEXT,
    physicalLocation=link(
        {"additionalProperties": False}, ["artifactLocation", "region"],
        artifactLocation=link(
            {"additionalProperties": False}, ["uri"], uriBaseId=STRING,
            uri={"type": "string", "pattern": r"^[A-Za-z0-9._~/%-]+$"}),
        region=link({"additionalProperties": False}, ["startLine"],
                    startLine={"type": "integer", "minimum": 1})))
LEVEL = {"enum": ["none", "note", "warning", "error"]}
RESULT = link(
    {"additionalProperties": False}, ["message", "ruleId", "locations"],
    message=TEXT, ruleId=STRING, level=LEVEL, properties={"type": "object"},
    ruleIndex={"type": "integer", "minimum": -1},
    locations={"type": "array", "items": LOCATION, "minItems": 1},
    relatedLocations={"type": "array", "items": LOCATION, "uniqueItems": True},
    partialFingerprints={"type": "object", "additionalProperties": STRING})
RULE = link({}, ["id"], id=STRING, shortDescription=TEXT,
            defaultConfiguration=link({}, [], level=LEVEL))
# What SARIF 2.1.0 (OASIS, 2020) wants of the objects that are written here.
SARIF = link(
    {"additionalProperties": False}, ["version", "runs"],
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"const": "2.1.0"},
    runs={"type": "array", "minItems": 1, "items": link(
        {"additionalProperties": False}, ["tool"],
        tool=link({"additionalProperties": False}, ["driver"], driver=link(
            {}, ["name"], name=STRING, version=STRING,
            rules={"type": "array", "uniqueItems": True, "items": RULE})),
        originalUriBaseIds={"type": "object", "additionalProperties": link(
            {"additionalProperties": False}, ["uri"],
            uri={"type": "string", "pattern": r"^file:///.*/$"})},
        columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        results={"type": "array", "items": RESULT})})


def counts_in_key(c):
    if ord(c) < 0x80:
        return c.isalnum() or c in KEPT or c in "$+<=>^`|~"
    return unicodedata.category(c)[0] not in "PZC"


def key(text):
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if counts_in_key(c)) or "raw " + text


def bag(text):
    """The words of a text, in order of their letters."""
    words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
    return " ".join(sorted(words)) or "raw " + key(text)


class Scan:
    """The groups of segments, as a report has to have them."""

    def __init__(self, segments):
        self.groups = {}
        self.segments = segments
        for side, other in (("english", "local"), ("local", "english")):
            found = collections.defaultdict(
                lambda: collections.defaultdict(list))
            for s in segments:
                found[s["locale"], s[side]][s[other]].append(s)
            for (locale, text), variants in found.items():
                kind = self.kind(side, variants)
                if kind:
                    self.groups[kind, locale, text] = variants

    @staticmethod
    def kind(side, variants):
        if len(variants) < 2:
            return None
        if side == "local":
            differs = len({bag(v) for v in variants}) > 1 and \
                len({key(v) for v in variants}) > 1
            return "sources" if differs else None
        return "translations" if len({key(v) for v in variants}) > 1 \
            else "spelling"

    def narrowed(self, word):
        """Those groups of which one segment holds a word."""
        out = Scan([])
        out.groups = {
            name: variants for name, variants in self.groups.items()
            if any(word in bag(s["local"]).split()
                   for v in variants.values() for s in v)}
        return out


def place(s):
    return {name: s[name] for name in ("source", "path", "line", "id")}


def check_variant(faults, what, variant, segments):
    human = sum(s["human"] for s in segments)
    faults.equal("segments", len(segments), variant["segments"], what)
    faults.equal("human", (human, len(segments) - human),
                 (variant["human"], variant["machine"]), what)
    faults.equal("places", [place(s) for s in segments[:10]],
                 variant["places"], what)
    if not 0 <= variant["doubt"] <= 1:
        faults.add("doubt", what, variant["doubt"])


def check_finding(faults, what, finding, variants):
    side = "english" if finding["kind"] == "sources" else "local"
    listed = finding["variants"]
    faults.equal("order of variants",
                 sorted(listed, key=lambda v: -v["segments"]), listed, what)
    faults.equal("number of variants", len(variants),
                 len(listed) + finding["more"], what)
    for v in listed:
        if v[side] in variants:
            check_variant(faults, what, v, variants[v[side]])
        else:
            faults.add("variant", what, v[side])
    total = sum(len(v) for v in variants.values())
    faults.equal("segments", total, finding["segments"], what)


def check_order(faults, what, findings):
    ranks = [(f["kind"] == "spelling", -f["score"]) for f in findings]
    faults.equal("order", sorted(ranks), ranks, what)
    faults.equal("ranks", list(range(1, len(findings) + 1)),
                 [f["rank"] for f in findings], what)


def check_report(faults, what, scan, lines):
    findings, summary = lines[:-1], lines[-1]
    left = dict(scan.groups)
    kinds = {k: {"findings": 0, "segments": 0}
             for k in ("translations", "sources", "spelling")}
    for f in findings:
        text = f["local" if f["kind"] == "sources" else "english"]
        name = (f["kind"], f["locale"], text)
        if name not in left:
            faults.add("finding too many", what, name)
            continue
        check_finding(faults, (what, name), f, left.pop(name))
        kinds[f["kind"]]["findings"] += 1
        kinds[f["kind"]]["segments"] += f["segments"]
    for name in left:
        faults.add("finding too few", what, name)
    check_order(faults, what, findings)
    for k, n in summary["kinds"].items():
        nothing = {"findings": 0, "segments": 0}
        faults.equal("summary", kinds.get(k, nothing), n, what, k)
    faults.equal("summary", len(findings), summary["findings"], what)


class Collection:
    """Articles made at random, and their index."""

    def __init__(self, program, number):
        self.program, self.random = program, program.random
        self.index, self.root = program.at("ix%d" % number), \
            program.at("d\u00f6cs %d" % number)
        self.human = {}
        self.locales = self.random.sample(["de-DE", "ko-KR", "ja-JP"],
                                          self.random.randint(1, 3))

    def text(self, words, most):
        out = ""
        for i in range(self.random.randint(1, most)):
            word = self.random.choice(words)
            if self.random.random() < 0.2:
                word = word.capitalize()
            out += (self.random.choice(JOINTS) if i else "") + word
        return out + self.random.choice(["", "", "", ".", "!"])

    def article(self, locale, path):
        human = self.random.random() < 0.3
        self.human[path] = human
        lines = ["---", "title: T", "ms.contentlocale: " + locale,
                 "ms.translationtype: " + ("HT" if human else "MT"), "---"]
        for n in range(self.random.randint(1, 40)):
            english, local = self.text(WORDS, 2), self.text(LOCAL, 2)
            for tag, text in (("ttu", local), ("stu", english)):
                lines.append("%s<span data-%s-id=\"a-%d\">%s</span>%s" % (
                    "" if tag == "ttu" else '<span class="sxs-lookup">', tag,
                    n, text, "" if tag == "ttu" else "</span>\n"))
        with open(os.path.join(self.root, path), "w",
                  encoding="utf-8") as file:
            file.write("\n".join(lines))

    def make(self):
        os.mkdir(self.root)
        for n in range(self.random.randint(1, 6)):
            locale = self.random.choice(self.locales)
            self.article(locale, "a%d #%s.md" % (n, locale))
        self.program.index(self.index, [self.root])
        self.segments = self.program.segments(self.index)
        for s in self.segments:
            s["human"] = self.human[s["path"]]

    def report(self, *args):
        out = self.program.must("pcsearch", "-i", self.index, "--consistency",
                                "--json", "--checks", GROUPS, *args,
                                statuses=(0, 1))
        return [json.loads(line) for line in out.splitlines()]

    def scan(self, wanted=lambda s: True):
        return Scan([s for s in self.segments if wanted(s)])


ALL = ["-n", "1000000000"]


def check_restricted(faults, c):
    for human, value in ((True, "ht"), (False, "mt")):
        check_report(faults, value, c.scan(lambda s: s["human"] == human),
                     c.report(*ALL, "type:" + value))
    check_report(faults, "path", c.scan(lambda s: s["path"].startswith("a0")),
                 c.report(*ALL, "path:a0*"))
    check_report(faults, "word", c.scan().narrowed("weg"),
                 c.report(*ALL, "--exact", "weg"))
    for locale in {s["locale"] for s in c.segments}:
        check_report(faults, locale,
                     c.scan(lambda s: s["locale"] == locale),
                     c.report(*ALL, "-L", locale))


def check_pages(faults, c, findings):
    faults.equal("pages", findings[3:5],
                 c.report("-n", "2", "--offset", "3")[:-1])
    faults.equal("default limit", findings[:10], c.report()[:-1])
    kind = c.random.choice(["translations", "sources", "spelling"])
    faults.equal("checks", [f["score"] for f in findings if f["kind"] == kind],
                 [f["score"] for f in c.report(*ALL, "--checks", kind)[:-1]])


def check_fail_on(faults, c, summary):
    for kind, n in summary["kinds"].items():
        for most in (0, max(n["findings"] - 1, 0), n["findings"]):
            status = c.program.run(
                "pcsearch", "-i", c.index, "--consistency", "-q", "--checks",
                GROUPS, "--fail-on", "%s=%d" % (kind, most)).returncode
            # What is not checked is an error, as it could not fail.
            is_checked = kind in GROUPS.split(",")
            faults.equal("--fail-on",
                         int(n["findings"] > most) if is_checked else 2,
                         status, kind, most)


def check_sarif(faults, c, findings):
    out = c.program.must("pcsearch", "-i", c.index, "--consistency",
                         "--checks", GROUPS, "--format", "sarif",
                         statuses=(0, 1))
    log = json.loads(out)
    try:
        jsonschema.validate(log, SARIF)
    except jsonschema.ValidationError as error:
        faults.add("schema", error.message, list(error.absolute_path))
        return
    run = log["runs"][0]
    rules = [r["id"] for r in run["tool"]["driver"]["rules"]]
    faults.equal("results", [f["kind"] for f in findings],
                 [r["ruleId"] for r in run["results"]])
    prints = [r["partialFingerprints"]["finding/v1"] for r in run["results"]]
    faults.equal("fingerprints", len(prints), len(set(prints)))
    for r in run["results"]:
        faults.equal("rule", r["ruleId"], rules[r["ruleIndex"]])
        for location in r["locations"] + r["relatedLocations"]:
            where = location["physicalLocation"]
            uri = urllib.parse.unquote(where["artifactLocation"]["uri"])
            with open(c.program.at(uri), encoding="utf-8") as file:
                if len(file.readlines()) < where["region"]["startLine"]:
                    faults.add("line", uri)


def check_collection(faults, program, number):
    c = Collection(program, number)
    c.make()
    lines = c.report(*ALL)
    check_report(faults, number, c.scan(), lines)
    check_restricted(faults, c)
    check_pages(faults, c, lines[:-1])
    check_fail_on(faults, c, lines[-1])
    check_sarif(faults, c, lines[:-1])


# A language of invented words, each of one English text.
TEXTS = ["Open", "Closed", "Save", "Cancel", "Delete", "Log in", "Sign in",
         "Invoice", "Customer", "Report", "Usage report", "Settings"]


def invent(locale, text):
    """The translation; texts that mean the same have one, but in Japanese."""
    if text == "Log in" and locale != "ja-JP":
        text = "Sign in"
    return locale[:2] + "".join(chr(ord("a") + (ord(c) * 7) % 26)
                                for c in text if c.isalpha())


def plant(program, number):
    """Some thousand pairs; in one locale a text stands as another one's, which
    is not so often as others stand in two ways."""
    wrong, other = program.random.sample(TEXTS[:5] + TEXTS[7:10], 2)
    times = program.random.randint(8, 30)
    root = program.at("plant%d" % number)
    os.mkdir(root)
    for locale in ("de-DE", "ja-JP", "pt-BR"):
        pairs = [(t, invent(locale, t)) for t in TEXTS for _ in range(60)]
        pairs += [("Report", invent(locale, "Report") + "x")] * 50
        if locale == "de-DE":
            pairs += [(wrong, invent(locale, other))] * times
        with open(os.path.join(root, locale + ".md"), "w",
                  encoding="utf-8") as file:
            file.write("---\nms.contentlocale: %s\n---\n" % locale)
            for n, (english, local) in enumerate(pairs):
                file.write('<span data-ttu-id="a-%d">%s</span><span class='
                           '"sxs-lookup"><span data-stu-id="a-%d">%s</span>'
                           "</span>\n\n" % (n, local, n, english))
    index = program.at("plantix%d" % number)
    program.index(index, [root])
    return index, wrong, invent("de-DE", other)


def check_planted(faults, program, number):
    index, wrong, local = plant(program, number)
    for args in ([], ["-L", "de"]):
        lines = program.must("pcsearch", "-i", index, "--consistency", "--json",
                             *args).splitlines()
        findings = [json.loads(line) for line in lines][:-1]
        tops = [f.get("english", f.get("local")) for f in findings[:2]]
        faults.equal("planted", {wrong, local}, set(tops), args)
        faults.equal("planted", "de-DE", findings[0]["locale"], args)
        same = [f["rank"] for f in findings
                if f.get("local") == invent("de-DE", "Log in")]
        if same and same[0] < 3:
            faults.add("planted", "what means the same comes", same[0])


def main():
    options = programs.arguments(__doc__, 20).parse_args()
    faults = programs.Faults()
    with programs.Programs(options) as program:
        for number in range(options.count):
            check_collection(faults, program, number)
            if number % 5 == 0:
                check_planted(faults, program, number)
    return faults.end()


if __name__ == "__main__":
    sys.exit(main())
