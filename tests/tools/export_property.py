#!/usr/bin/env python3
# export_property.py - other people's readers find in exports what is indexed
# SPDX-License-Identifier: GPL-2.0-or-later
"""Indexes SOURCE..., and documents made at random of hostile texts, and reads
what pcsearch --format prints with translate-toolkit (TMX), libxml2 and its
schemas (TMX, XLIFF) and Python's csv:

- an export without a query has the texts of pcindex --dump, all of them;
- one with a query has the hits of --json, in their order;
- documents are valid, and the same when they are made again;
- what XML or CSV cannot hold is replaced and counted, and nothing else is;
- no cell of a table begins as a formula does.
"""

import collections
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as tree

# The package belongs to Debian's python3, whichever comes first in PATH.
try:
    from translate.storage import tmx
except ImportError:
    if os.path.realpath(sys.executable) == os.path.realpath("/usr/bin/python3"):
        sys.exit("no translate-toolkit: scripts/setup test installs it")
    os.execv("/usr/bin/python3", ["/usr/bin/python3", "-B"] + sys.argv)

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import programs  # noqa: E402

SCHEMAS = "/usr/share/php/Symfony/Component/Translation/Resources/schemas"
XLIFF = "{urn:oasis:names:tc:xliff:document:2.0}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# What TMX 1.4b lets be where, as far as it is used here.
DTD = """<!ELEMENT tmx (header, body)>
<!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header EMPTY>
<!ATTLIST header creationtool CDATA #REQUIRED
 creationtoolversion CDATA #REQUIRED
 segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED
 adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED>
<!ELEMENT body (tu*)>
<!ELEMENT prop (#PCDATA)>
<!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT tu (prop*, tuv+)>
<!ATTLIST tu segtype (block|paragraph|sentence|phrase) #IMPLIED>
<!ELEMENT tuv (prop*, seg)>
<!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)>
"""

COLUMNS = ["locale", "tier", "local", "english", "title", "heading", "source",
           "path", "line", "id", "url", "count", "type"]
GUARDED = re.compile("'+[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r\n]")
FORMULA = re.compile("[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r\n]")
CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

# What random texts are made of; each group is chosen as often as another.
PIECES = [
    ["=", "+", "-", "@", "'", "''", "＝", "＋", "－", "＠", "=1+1",
     "=HYPERLINK(\"http://x\")", "@SUM(1)", "+cmd|' /C calc'!A0"],
    ['"', '""', ",", ";", "\t", "\\", "\\t", "\\n", "\\u0041", "\\\\"],
    ["&", "&amp;amp;", "&lt;", "&#60;", "&gt;", "]]>", "<!--", "-->", "<![CDATA[",
     "<?x?>", "&quot;", "&apos;", "&#0;", "&#27;", "&#x7;", "&#xFFFE;",
     "&#8238;"],
    ["\x01", "\x07", "\x08", "\x0b", "\x0c", "\x1b[31m", "\x1b]0;x\x07",
     "\x7f", "\x80", "\x85", "\x9b", "\x9f", "\0"],
    ["\u202e", "\u202a", "\u2066", "\u2069", "\u200f", "\u200b", "\ufeff",
     "\u2028", "\u2029", "\u00ad", "\u00a0", "\u3000"],
    ["\ufffd", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "\ue000",
     "\U0001f469\u200d\U0001f4bb", "e\u0301", "\u1100\u1161"],
    ["구독", "고객", "サーバー", "订阅", "Straße", "الاشتراك", "ชำระ", "word",
     "7,5", "1.000"],
    [" ", " ", "  "],
]
NAMES = ["a.md", "=b.md", "-c.md", "d'e\"f.md", "g,h.md", "i&j<k>.md",
         "l\nm.md", "n\to.md", "p\u202eq.md", "r\x1bs.md", "@t.md",
         "u v.md", "ä한.md", b"w\xff\xfe.md", "x\\ty.md"]


def random_text(random):
    return "".join(random.choice(random.choice(PIECES))
                   for _ in range(random.randrange(1, 9)))


def random_article(random, count):
    """A document; what is in it need not be what a reader of it expects."""
    lines = ["---", "title: \"%s\"" % re.sub(
        r'[\\"\0-\x1f]', "", random_text(random)),
        "ms.contentlocale: %s" % random.choice(["ko-KR", "de-DE"]),
        "ms.translationtype: %s" % random.choice(["HT", "MT", "'=x'", "a b"]),
        "---"]
    for i in range(count):
        name = random.choice(["a-%d" % i, "=%d" % i, "x y", "a-%d" % (i // 2),
                              "b-p%d" % i, "é%d" % i])
        if random.random() < 0.1:
            lines.append("## " + random_text(random))
        lines.append(
            '<span data-ttu-id="%s">%s</span><span class="sxs-lookup">'
            '<span data-stu-id="%s">%s</span></span>\n' % (
                name, random_text(random), name, random_text(random)))
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def make_documents(p, count, each=40):
    folder = p.at("hostile").encode()
    os.makedirs(folder)
    for i in range(max(1, count // each)):
        name = p.random.choice(NAMES)
        name = name.encode() if isinstance(name, str) else name
        with open(os.path.join(folder, b"%d%s" % (i, name)), "wb") as file:
            file.write(random_article(p.random, each))
    return folder.decode()


def make_large(p):
    """More hits, and more bytes of them, than are read at a time."""
    folder = p.at("large")
    os.makedirs(folder)
    for i in range(20):
        texts = ["wort %d.%d%s %s" % (i, j, " x" * p.random.randrange(30),
                                      "y" * p.random.randrange(5000))
                 for j in range(500)]
        with open(os.path.join(folder, "%d.md" % i), "w",
                  encoding="utf-8") as file:
            for j, text in enumerate(texts):
                file.write('<span data-ttu-id="a-%d">%s</span>'
                           '<span class="sxs-lookup"><span data-stu-id="a-%d">'
                           'word %d</span></span>\n\n' % (j, text, j, j))
    return folder


def check_large(p, faults):
    """The order is that of --json."""
    p.must("pcindex", "-i", "large-index", "-q", "-L", "de", make_large(p))
    exports = Exports(p, faults, "large-index")
    compare_query(exports, faults, "tsv", "-n", "1000000", "wort")
    compare_query(exports, faults, "tsv", "-n", "20", "--offset", "9000",
                  "wort")


def in_xml(text):
    return FORBIDDEN.sub("\ufffd", text)


def in_csv(text):
    return CONTROL.sub("\ufffd", text)


def same(text):
    return text


def unguard(cell):
    return cell[1:] if GUARDED.match(cell) else cell


def unescape(cell):
    plain = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}
    return re.sub(r"\\(?:u([0-9A-F]{4})|(.))",
                  lambda m: chr(int(m[1], 16)) if m[1] else plain[m[2]], cell)


class Exports:
    """Exports of one index, read again."""

    def __init__(self, p, faults, index):
        self.p, self.faults, self.index = p, faults, index
        self.schema = p.at("xliff", "xliff-core-2.0.xsd")
        if not os.path.exists(self.schema):
            self.put_schemas(os.path.dirname(self.schema))

    def put_schemas(self, folder):
        """Laid out as the schema's own import wants it."""
        below = os.path.join(folder, "informativeCopiesOf3rdPartySchemas",
                             "w3c")
        os.makedirs(below)
        try:
            shutil.copy(os.path.join(SCHEMAS, "xliff-core-2.0.xsd"), folder)
            shutil.copy(os.path.join(SCHEMAS, "xml.xsd"), below)
        except OSError as error:
            sys.exit("%s: scripts/setup test installs it" % error)
        with open(os.path.join(folder, "tmx14.dtd"), "w",
                  encoding="utf-8") as file:
            file.write(DTD)

    def print(self, name, *args):
        """The bytes, and how many characters were said to be replaced."""
        done = self.p.run("pcsearch", "-i", self.index, "--format", name, *args)
        if done.returncode not in (0, 1):
            self.faults.add("status", name, args, done.stderr)
        again = self.p.run("pcsearch", "-i", self.index, "--format", name,
                           *args)
        self.faults.equal("stable", True, done.stdout == again.stdout, name,
                          args)
        said = re.search(rb"(\d+) characters? that", done.stderr)
        done.stdout.decode("utf-8")
        return done.stdout, int(said[1]) if said else 0

    def check(self, data, *args):
        """Writes and validates; the path."""
        path = self.p.at("document")
        with open(path, "wb") as file:
            file.write(data)
        done = subprocess.run(["xmllint", "--nonet", "--noout", "--huge", *args,
                               path], capture_output=True, check=False)
        if done.returncode != 0:
            self.faults.add("valid", args[0],
                            done.stderr.decode("utf-8", "replace")[:500])
        return path

    def harmless(self, name, data):
        bad = re.findall("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]",
                         data.decode("utf-8"))
        self.faults.equal("harmless", [], bad[:5], name)

    def tmx(self, *args):
        data, replaced = self.print("tmx", *args)
        self.harmless("tmx", data)
        path = self.check(data, "--dtdvalid", self.p.at("xliff", "tmx14.dtd"))
        toolkit = [(u.source, u.target) for u in tmx.tmxfile.parsefile(
            path).units]
        found = []
        for unit in tree.parse(path).getroot().iter("tu"):
            props = {x.get("type")[2:]: x.text for x in unit.findall("prop")}
            english, local = unit.findall("tuv")[:2]
            self.faults.equal("source language", "en-US", english.get(LANG))
            found.append(dict(
                props, locale=local.get(LANG), type=props.get("type", ""),
                english=english.find("seg").text or "",
                local=local.find("seg").text or ""))
        self.faults.equal(
            "toolkit", [(x["english"], x["local"]) for x in found],
            [(x or "", y or "") for x, y in toolkit])
        return found, replaced

    def xliff(self, *args):
        data, replaced = self.print("xliff", *args)
        self.harmless("xliff", data)
        path = self.check(data, "--schema", self.schema)
        root = tree.parse(path).getroot()
        found = []
        for file in root.iter(XLIFF + "file"):
            notes = {n.get("category"): n.text for n in file.findall(
                XLIFF + "notes/" + XLIFF + "note")}
            ids = [u.get("id") for u in file.iter(XLIFF + "unit")]
            self.faults.equal("unique", len(set(ids)), len(ids))
            for unit in file.iter(XLIFF + "unit"):
                own = {n.get("category"): n.text for n in unit.iter(
                    XLIFF + "note")}
                segment = unit.find(XLIFF + "segment")
                found.append(dict(
                    own, source=notes["source"], title=notes.get("title", ""),
                    type=notes.get("type", ""), path=file.get("original"),
                    id=unit.get("name", ""), locale=root.get("trgLang"),
                    number=int(unit.get("id")[1:]),
                    english=segment.find(XLIFF + "source").text or "",
                    local=segment.find(XLIFF + "target").text or ""))
        return found, replaced

    def table(self, rows):
        self.faults.equal("columns", COLUMNS, rows[0])
        for row in rows[1:]:
            bad = [c for c in row if FORMULA.match(c)]
            if bad or len(row) != len(COLUMNS):
                self.faults.add("row", repr(row))
        return rows[1:]

    def csv(self, *args):
        data, replaced = self.print("csv", *args)
        self.harmless("csv", data.replace(b"\t", b""))
        rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""),
                               strict=True))
        return [dict(zip(COLUMNS, map(unguard, row)))
                for row in self.table(rows)], replaced

    def tsv(self, *args):
        data, replaced = self.print("tsv", *args)
        self.harmless("tsv", data.replace(b"\t", b"").replace(b"\n", b""))
        lines = data.decode("utf-8").split("\n")
        self.faults.equal("last line", "", lines.pop())
        rows = [[unescape(c) for c in line.split("\t")] for line in lines]
        return [dict(zip(COLUMNS, map(unguard, row)))
                for row in self.table(rows)], replaced

    def json(self, *args):
        out = self.p.must("pcsearch", "-i", self.index, "--json", *args,
                          statuses=(0, 1))
        hits = []
        for line in out.split("\n")[:-1]:
            one = json.loads(line)
            if one["type"] != "summary":
                hits.append(one)
        return hits


# What each reader finds in a hit of --json or a line of --dump.
KEYS = ["locale", "local", "english", "heading", "source", "path", "line", "id"]
KINDS = {"tmx": in_xml, "xliff": in_xml, "csv": in_csv, "tsv": same}


def expected(one, mend, keys):
    return tuple(mend(str(one[key])) for key in keys)


def count_replaced(segments, mend, keys):
    return sum(a != b for one in segments for key in keys
               for a, b in zip(str(one[key]), mend(str(one[key]))))


def compare_all(exports, faults, segments, kind, keys):
    """All segments of a locale or of all, one by one."""
    by_locale = collections.defaultdict(list)
    for one in segments:
        by_locale[one["locale"]].append(one)
    mend = KINDS[kind]
    for locale, wanted in by_locale.items():
        found, replaced = getattr(exports, kind)("--group", "none", "-L",
                                                 locale)
        wanted_rows = [expected(one, mend, keys) for one in wanted]
        rows = [tuple(one.get(key) or "" for key in keys) for one in found]
        if kind == "xliff":
            faults.equal("numbers", [one["n"] for one in wanted],
                         [one["number"] for one in found], locale)
        else:
            wanted_rows.sort()
            rows.sort()
        for a, b in zip(wanted_rows, rows):
            if a != b:
                faults.equal("text", a, b, kind, locale)
        faults.equal("how many", len(wanted_rows), len(rows), kind, locale)
        least = count_replaced(wanted, mend, ["local", "english"])
        if replaced < least or (not least and replaced and kind == "tsv"):
            faults.add("counted", kind, locale, replaced, "of", least)


def compare_articles(faults, kind, args, articles, rows):
    """An article's best segments come first, and then its others."""
    mend = KINDS[kind]
    keys = ["source", "path", "local", "english", "line", "id"]
    left = [tuple(one.get(key) or "" for key in keys) for one in rows]
    if kind == "xliff":  # by place
        articles = sorted(articles, key=lambda one: (one["source"],
                                                     one["path"]))
    for one in articles:
        own, left = left[:one["segments"]], left[one["segments"]:]
        best = [expected(hit, mend, keys) for hit in one["hits"]]
        faults.equal("article", {row[:2] for row in best},
                     {row[:2] for row in own}, kind, args)
        if kind == "xliff":
            faults.equal("best", set(), set(best) - set(own), kind, args)
        else:
            faults.equal("best", best, own[:len(best)], kind, args)
    faults.equal("left", [], left, kind, args)


def compare_query(exports, faults, kind, *args):
    """The hits of --json, in their order, or sorted by their places."""
    mend = KINDS[kind]
    keys = [k for k in KEYS if k != "locale"] + ["tier", "count"]
    # An export has --match all.
    hits = exports.json("--match", "all", *args)
    found, _ = getattr(exports, kind)(*args)
    if "article" in args:
        compare_articles(faults, kind, args, hits, found)
        return
    wanted = [expected(one, mend, keys) for one in hits]
    rows = [tuple(one.get(key) or "" for key in keys) for one in found]
    if kind == "xliff":
        wanted.sort()
        rows.sort()
    faults.equal("hits", wanted, rows, kind, args)


def compare_also(exports, faults, locale, others):
    """Texts of further locales, and pairs without English, against --json."""
    args = ["-L", locale, "--also", ",".join(others)]
    wanted = [[(one["locale"], one["local"])] + [
        (x["locale"], x["local"]) for x in one["also"]]
        for one in exports.json("-n", "1000000", *args, "path:*")]
    data, _ = exports.print("tmx", "--no-english", *args)
    path = exports.check(data, "--dtdvalid", exports.p.at("xliff",
                                                         "tmx14.dtd"))
    found = [[(v.get(LANG), v.find("seg").text or "")
              for v in unit.findall("tuv")]
             for unit in tree.parse(path).getroot().iter("tu")]
    faults.equal("pairs", [[(a, in_xml(b)) for a, b in one]
                           for one in wanted if len(one) > 1], found, args)
    data, _ = exports.print("tsv", *args)
    rows = [line.split("\t") for line in data.decode("utf-8").split("\n")]
    faults.equal("further columns", COLUMNS + sorted(others), rows[0], args)
    faults.equal("further", [[dict(one[1:]).get(x, "") for x in sorted(others)]
                             for one in wanted],
                 [[unguard(unescape(c)) for c in row[len(COLUMNS):]]
                  for row in rows[1:-1]], args)
    data, _ = exports.print("xliff", "--no-english", "-L", locale, "--also",
                            others[0])
    root = tree.parse(exports.check(data, "--schema",
                                    exports.schema)).getroot()
    faults.equal("languages", [locale, others[0]],
                 [root.get("srcLang"), root.get("trgLang")])
    faults.equal("one by one", sorted(
        (in_xml(one[0][1]), in_xml(dict(one[1:])[others[0]]))
        for one in wanted if others[0] in dict(one[1:])), sorted(
            (s.find(XLIFF + "source").text or "",
             s.find(XLIFF + "target").text or "")
            for s in root.iter(XLIFF + "segment")))


def words_of(segments, random, count):
    words = [w for one in random.sample(segments, min(len(segments), 200))
             for w in re.findall(r"[^\W\d_]{2,12}", one["local"])]
    return random.sample(words, min(count, len(words)))


def check(p, faults, sources, index, n_queries):
    # What pcindex leaves out, such as a name that is no text, it names.
    p.must("pcindex", "-i", index, "--quiet", *sources, statuses=(0, 1))
    segments = p.segments(index)
    exports = Exports(p, faults, index)
    for kind in KINDS:
        compare_all(exports, faults, segments, kind, KEYS)
    locales = sorted({one["locale"] for one in segments})
    for locale in locales:
        others = [x for x in locales if x != locale]
        p.random.shuffle(others)
        compare_also(exports, faults, locale, others[:3])
    for word in words_of(segments, p.random, n_queries):
        kind = p.random.choice(list(KINDS))
        locale = p.random.choice(locales)
        many = ["-n", "100000"]
        more = p.random.choice([[], ["-n", "7"], ["-n", "5", "--offset", "3"]])
        group = p.random.choice([[], ["--group", "none"],
                                 ["--group", "article"]])
        # Without -n an export has all.
        found = more or many
        if kind == "xliff" or p.random.random() < 0.5:
            found = found + ["-L", locale]
        compare_query(exports, faults, kind, *found, *group, "--", word)


def main():
    options = programs.arguments(__doc__, 4000).parse_args()
    faults = programs.Faults()
    with programs.Programs(options) as p:
        check(p, faults, p.sources, "index", 40)
        hostile = make_documents(p, options.count)
        check(p, faults, [hostile], "hostile-index", 40)
        check_large(p, faults)
        size = len(p.segments("hostile-index"))
        if size < options.count // 2:
            faults.add("few", size)
    return faults.end()


if __name__ == "__main__":
    sys.exit(main())
