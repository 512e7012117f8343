"""Writes documents whose every part is hostile: markup, scripts, escapes,
entities, templates, bidi, control characters, bytes that are no text.

SPDX-License-Identifier: GPL-2.0-or-later

    hostiledocs.py FOLDER [--count 100] [--seed 1] [--harmless]

With --harmless, the same documents of harmless words: what a page of them has
of elements and attributes is all that any page may have.
"""
import argparse
import os
import random

LOCALES = ("ko-KR", "ar-SA", "de-DE")
NEEDLE = "zebra"

PARTS = [
    "<script>alert(1)</script>", "</script><script>alert(1)//",
    "<img src=x onerror=alert(1)>", "\"><svg/onload=alert(1)>",
    "' onmouseover='alert(1)", "\" autofocus onfocus=\"alert(1)",
    "`onclick=alert(1)`", "<iframe srcdoc=\"<b>x</b>\"></iframe>",
    "<a href=\"javascript:alert(1)\">x</a>", "javascript:alert(1)",
    "JaVaScRiPt&colon;alert(1)", "data:text/html;base64,PHNjcmlwdD4=",
    "[x](javascript:alert(1))", "![x](x\" onerror=\"alert(1))",
    "<style>*{display:none}</style>", "<base href=//evil.invalid>",
    "<meta http-equiv=refresh content=0>", "<form action=//evil.invalid><input>",
    "</title></head><body onload=alert(1)>", "</textarea></main></details>",
    "<!--", "-->", "<![CDATA[", "]]>", "<?php x ?>", "<mark>", "</mark></p>",
    "<em>", "</em>", "__ais-highlight__", "__/ais-highlight__",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&amp;lt;b&amp;gt;", "&#60;b&#62;",
    "&#x1b;[31m", "&#0;", "&nbsp;&unknown;&", "{{7*7}}", "${7*7}", "<%= 7 %>",
    "#{7}", "{% raw %}", "%s%n%x", "$(id)", "`id`", "; rm -rf x", "\\", "\\u003cb",
    "\\ud800", "\\x1b[31m", "../../../etc/passwd", "%00%0d%0aSet-Cookie:%20a",
    "\x1b[31mred\x1b[0m", "\x1b]8;;http://evil.invalid\x07x\x1b]8;;\x07",
    "\x1b]0;title\x07", "\x1b[2J\x1b[H", "\x9b31m", "\x1bP+q\x1b\\", "\r\rover",
    "\x08\x08\x08", "\x7f", "\x00", "\x01\x02\x1f", "\x0b\x0c\x85",
    "\u202etxt.exe\u202c", "\u202d\u202a\u202b", "\u2066\u2067\u2068x\u2069",
    "\u200e\u200f\u061c", "\u200b\u200c\u200d\u2060\ufeff", "\u2028\u2029",
    "\ufffe\uffff", "\U000e0001\U000e0041", "\u0301" * 60, "\ufdfd" * 20,
    "x" * 3000, "W" * 15000, "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "<span>", "</span></span>", "<span data-ttu-id=\"x\">",
]
# What is no text, for bodies and names.
BAD_BYTES = [b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80",
             b"\xe2\x80", b"\x80" * 5]


def quoted(text):
    """As YAML writes any text, but that halves of surrogates stay what they
    are."""
    return '"' + "".join(
        "\\" + c if c in '"\\' else c if " " <= c <= "~"
        else f"\\U{ord(c):08x}" for c in text) + '"'


class Writer:
    def __init__(self, seed, is_harmless):
        self.rng, self.is_harmless = random.Random(seed), is_harmless

    def part(self):
        part = self.rng.choice(PARTS)
        return "harmless" if self.is_harmless else part

    def text(self, size=None):
        parts = [NEEDLE] + [self.part() for _ in range(self.rng.randrange(1, 4))]
        return " ".join(parts)[:size]

    def value(self, size=None):
        """A value of the front matter, quoted in one of several ways."""
        text = self.text(size)
        how = self.rng.randrange(60)
        if self.is_harmless or how > 1:
            return quoted(text)
        if how == 1:
            return "'" + text.replace("'", "''") + "'"
        return text  # which is mostly no YAML

    def body(self):
        text = self.text()
        how = self.rng.randrange(3)
        if how == 0:
            return text
        if how == 1:
            return "`" + text.replace("`", "'") + "`"
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(
            ">", "&gt;")

    def segment(self, number, before=""):
        name = f"aaaaa-{number}"
        if not self.is_harmless and self.rng.random() < .1:
            name = self.part().replace('"', "") or name
        return (f'{before}<span data-ttu-id="{name}">{self.body()}</span>'
                f'<span class="sxs-lookup"><span data-stu-id="{name}">'
                f'{self.body()}</span></span>\n\n')

    def document(self, i):
        lines = ["---", f"title: {self.value()}",
                 f"description: {self.value()}",
                 f"ms.service: {self.value(90)}", f"ms.topic: {self.value(60)}",
                 f"ms.translationtype: {self.value(40)}",
                 f"ms.date: {self.value(30)}", f"author: {self.value(50)}",
                 f"ms.contentlocale: {LOCALES[i % 3]}", "---", ""]
        out = "\n".join(lines)
        for n in range(6):
            heading = f'{"#" * (n % 3 + 1)} <a name="{self.part()}"></a>' \
                if n % 2 == 0 else ""
            out += self.segment(100 + n, heading)
        data = out.encode("utf-8", "surrogatepass")
        if not self.is_harmless and self.rng.random() < .2:
            at = data.rindex(NEEDLE.encode()) + len(NEEDLE)
            data = data[:at] + b" " + self.rng.choice(BAD_BYTES) + data[at:]
        return data

    def name(self, i):
        """As a file system takes it."""
        if self.is_harmless or i % 2:
            return f"a{i}.md".encode()
        text = self.part().replace("/", "_").replace("\0", "")[:60]
        name = f"{text}{i}".encode("utf-8", "surrogatepass")
        if i % 20 == 0:
            name += self.rng.choice(BAD_BYTES)
        return name + b".md"


def write(folder, count=100, seed=1, is_harmless=False):
    """Writes them, and returns the folders of their locales."""
    writer = Writer(seed, is_harmless)
    folders = [os.path.join(folder, locale.lower()) for locale in LOCALES]
    for one in folders:
        os.makedirs(one, exist_ok=True)
    for i in range(count):
        path = os.path.join(folders[i % 3].encode(), writer.name(i))
        with open(path, "wb") as f:
            f.write(writer.document(i))
    return folders


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--harmless", action="store_true")
    args = parser.parse_args()
    write(args.folder, args.count, args.seed, args.harmless)


if __name__ == "__main__":
    main()
