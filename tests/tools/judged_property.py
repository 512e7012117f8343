#!/usr/bin/env python3
# judged_property.py - worse marks, and worse files, do not pass judged_marks.py
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs judged_marks.py on the judged hits of some locales of the sample corpus,
with a pcsearch before the real one that spoils what that prints:

- as it is, they pass;
- without marks, with marks one word further on, with marks of the whole other
  side, and with those of every third hit only, precision or recall is too low;
- where hits are missing or have another English, or the judged file is not in
  order, nothing is measured.

The words of a text, by which marks are counted, are tried on some texts.
"""

import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import judged_marks  # noqa: E402
import programs  # noqa: E402
import scratch  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLE = os.path.join(scratch.ROOT, "tests", "judged", "sample.jsonl")
LOCALES = ("de-DE", "ja-JP", "ar-SA")
LEAST = ["--min-precision", "0.92", "--min-recall", "0.78"]

SPOILER = """#!/usr/bin/env python3
import json, re, subprocess, sys
done = subprocess.run([%r, *sys.argv[1:]], stdout=subprocess.PIPE)
def next_word(text, end):
    found = re.search(rb"[^ ]+", text[end + 1:])
    return [end + 1 + n for n in found.span()] if found else [0, 1]
n = 0
for line in done.stdout.decode("utf-8").splitlines():
    hit = json.loads(line)
    n += 1
    if hit["type"] == "hit":
        marks = hit["marks"]
        for side in "english", "local":
            text = hit[side].encode("utf-8")
            there = marks.get(side) or []
            %s
    if hit:
        print(json.dumps(hit))
sys.exit(done.returncode)
"""
# What is done to each side of a hit, the exit status, and the complaint.
WAYS = [
    ("pass", 0, ""),
    ("marks[side] = []", 1, "recall"),
    ("marks[side] = [next_word(text, end) for _, end in there]", 1,
     "precision"),
    ("marks[side] = [[0, len(text)]]", 1, "precision"),
    ("marks[side] = there if n % 3 == 0 else []", 1, "recall"),
    ("hit['id'] = '0'", 2, "not found"),
    ("hit['english'] += '.'", 2, "another"),
]
LINE = {"locale": "de-DE", "side": "english", "query": "Konto",
        "path": "faq.md", "id": "0", "english_hash": "", "required": [],
        "allowed": [], "words": []}
BAD = ["{", "[]", json.dumps(dict(LINE, side="other")),
       json.dumps(dict(LINE, required=[[3, 1]])),
       json.dumps(dict(LINE, allowed=[[1]])),
       json.dumps({k: v for k, v in LINE.items() if k != "query"}), ""]

TEXTS = [
    ("Two words.", ["Two", "words"]),
    ("a-b_c d's", ["a", "b_c", "d", "s"]),
    ("구독을 취소", ["구독을", "취소"]),
    ("Azureの請求書", ["Azure", "の", "請", "求", "書"]),
    ("مستأجر نشط", ["مستأجر", "نشط"]),
    ("", []),
]


def score(program, bins, *args):
    command = [sys.executable, "-B", os.path.join(HERE, "judged_marks.py")]
    for folder in bins:
        command += ["--bin", folder]
    return subprocess.run(command + list(args), capture_output=True,
                          timeout=600, check=False)


def check_words(faults):
    for text, expected in TEXTS:
        data = text.encode("utf-8")
        found = judged_marks.find_words(text)
        faults.equal("words", expected, [data[a:b].decode("utf-8")
                                         for a, b in found], text)
        for i, (start, end) in enumerate(found):
            faults.equal("touched", {i}, judged_marks.touched(
                found, [[start, start + 1], [end - 1, end]]), text)
            faults.equal("touched", set(), judged_marks.touched(
                found, [[end, end]]), text)


def check_ways(faults, program, options):
    index, some = program.at("index"), program.at("some.jsonl")
    program.index(index, program.sources, "-q")
    with open(SAMPLE, encoding="utf-8") as whole, \
            open(some, "w", encoding="utf-8") as file:
        file.writelines(line for line in whole
                        if json.loads(line)["locale"] in LOCALES)
    spoiler = program.at("spoiler", "pcsearch")
    os.mkdir(os.path.dirname(spoiler))
    for way, status, complaint in WAYS:
        with open(spoiler, "w", encoding="utf-8") as file:
            file.write(SPOILER % (program.program("pcsearch"), way))
        os.chmod(spoiler, 0o755)
        done = score(program, [os.path.dirname(spoiler)] + options.bin,
                     "--index", index, *LEAST, some)
        faults.equal("status", status, done.returncode, way, done.stderr)
        if complaint.encode() not in done.stderr:
            faults.add("complaint", way, done.stderr)


def check_bad(faults, program, options):
    path = program.at("bad.jsonl")
    for line in BAD:
        with open(path, "w", encoding="utf-8") as file:
            file.write(line + "\n")
        done = score(program, options.bin, "--index", program.at("index"),
                     path)
        faults.equal("bad file", 2, done.returncode, line, done.stderr)
        if b"Traceback" in done.stderr:
            faults.add("bad file", line, done.stderr)


def check(options):
    faults = programs.Faults()
    check_words(faults)
    with programs.Programs(options) as program:
        check_ways(faults, program, options)
        check_bad(faults, program, options)
    return faults.end()


if __name__ == "__main__":
    sys.exit(check(programs.arguments(__doc__, 1).parse_args()))
