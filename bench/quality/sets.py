# sets.py - retrieval sets and sets of terms that are kept elsewhere
# SPDX-License-Identifier: GPL-2.0-or-later
"""A retrieval set is a folder with passages.jsonl and queries.jsonl (objects
with "id" and "text") and qrels.tsv (query, passage, grade). A set of terms is
a file LOCALE.jsonl in a folder named terms, of objects with "term",
"relevant", "hard_negatives" and "ignore" (lists of PATH#ID), about documents
in a folder named as the locale."""

import collections
import json
import os
import re

import measures
from engine import Engine, QualityError

PER_FILE = 100
DEPTH = 100
# A language code in a set's name -> a locale of it.
LANGUAGES = {"ar": "ar-SA", "de": "de-DE", "en": "en-US", "es": "es-ES",
             "fr": "fr-FR", "he": "he-IL", "it": "it-IT", "ja": "ja-JP",
             "ko": "ko-KR", "nl": "nl-NL", "pl": "pl-PL", "pt": "pt-BR",
             "ru": "ru-RU", "th": "th-TH", "tr": "tr-TR", "zh": "zh-CN"}
# Where the name tells none: characters that no other of these languages has.
# The last two are common characters of one Chinese script only.
SCRIPTS = (("ko-KR", "[\uac00-\ud7a3]"), ("ja-JP", "[\u3041-\u30fa]"),
           ("th-TH", "[\u0e01-\u0e4e]"), ("ar-SA", "[\u0621-\u064a]"),
           ("he-IL", "[\u05d0-\u05ea]"), ("ru-RU", "[\u0410-\u044f]"),
           ("zh-TW", "[\u9019\u500b\u4f86\u570b\u6703\u6642\u70ba\u8207]"),
           ("zh-CN", "[\u8fd9\u4e2a\u6765\u56fd\u4f1a\u65f6\u4e3a\u4e0e]"))
# What would be Markdown, HTML or an entity in a document.
SPECIAL = re.compile(r"[&<>\\*_`\[\]~|!#$:]")


def read_lines(path):
    try:
        with open(path, encoding="utf-8") as file:
            return [json.loads(line) for line in file if line.strip()]
    except (OSError, ValueError) as error:
        raise QualityError("%s: %s" % (path, error)) from error


def read_grades(path):
    grades = collections.defaultdict(dict)
    with open(path, encoding="utf-8") as file:
        for line in file:
            fields = line.rstrip("\n").split("\t")
            if len(fields) >= 3 and int(fields[2]) > 0:
                grades[fields[0]][fields[1]] = int(fields[2])
    return grades


def guess_locale(name, passages):
    """None where neither the name nor the writing tells."""
    for part in re.split("[-_.]", name.lower()):
        if part in LANGUAGES:
            return LANGUAGES[part]
    text = "".join(p["text"] for p in passages[:500])
    counts = [(len(re.findall(script, text)), locale)
              for locale, script in SCRIPTS[:-2]]
    if max(counts)[0] * 20 < len(text):
        counts = [(len(re.findall(script, text)), locale)
                  for locale, script in SCRIPTS[-2:]]
    return max(counts)[1] if max(counts)[0] else None


def write_documents(folder, passages, locale):
    """As pcindex reads them: a segment a passage, without an English side."""
    os.makedirs(folder)
    for start in range(0, len(passages), PER_FILE):
        path = os.path.join(folder, "%06d.md" % (start // PER_FILE))
        with open(path, "w", encoding="utf-8") as file:
            file.write("---\nms.contentlocale: %s\n---\n" % locale)
            for passage in passages[start:start + PER_FILE]:
                text = SPECIAL.sub(lambda m: "&#%d;" % ord(m[0]),
                                   " ".join(passage["text"].split()))
                file.write('\n<span data-ttu-id="%s">%s</span>'
                           '<span class="sxs-lookup"><span data-stu-id="%s">'
                           "</span></span>\n" % (passage["id"], text,
                                                 passage["id"]))


def rank_set(folder, locale, programs, work):
    """The locale, and the means, of a retrieval set."""
    name = os.path.basename(folder)
    passages = read_lines(os.path.join(folder, "passages.jsonl"))
    locale = locale or guess_locale(name, passages)
    if not locale:
        raise QualityError("%s: which language is it? --locale %s=LOCALE"
                           % (name, name))
    write_documents(os.path.join(work, name), passages, locale)
    engine = Engine(programs, os.path.join(work, name + ".index"))
    engine.build([os.path.join(work, name)])
    grades = read_grades(os.path.join(folder, "qrels.tsv"))
    queries = [q for q in read_lines(os.path.join(folder, "queries.jsonl"))
               if q["id"] in grades]
    if len(queries) != len(grades):
        raise QualityError("%s: %d queries are judged, %d of them are listed"
                           % (name, len(grades), len(queries)))
    found = engine.search(
        [" ".join(q["text"].split()) for q in queries],
        ["--match", "any", "--plain", "--group", "none", "-n", str(DEPTH)])
    rows = []
    for query, hits in zip(queries, found):
        ids = [hit["id"] for hit in hits]
        row = measures.ranking(ids, grades[query["id"]], good=1)
        row["recall"] = measures.recall(ids, grades[query["id"]], DEPTH)
        rows.append(row)
    return locale, dict(measures.mean(rows), queries=len(rows))


def match_terms(path, documents, programs, work):
    """The means of a set of terms."""
    name = os.path.basename(path)[:-len(".jsonl")]
    if not os.path.isdir(documents):
        raise QualityError("%s: no such folder; where are the documents of "
                           "the terms? --documents DIR" % documents)
    engine = Engine(programs, os.path.join(work, name + ".terms"))
    engine.build([documents])
    terms = read_lines(path)
    found = engine.search(
        [term["term"] for term in terms],
        ["--match", "all", "--tier", "stem", "--group", "none",
         "-n", "1000000"])
    rows = [measures.matches(
        ["%s#%s" % (hit["path"], hit["id"]) for hit in hits],
        term["relevant"], term.get("hard_negatives", ()),
        term.get("ignore", ())) for term, hits in zip(terms, found)]
    return dict(measures.mean(rows), queries=len(rows))


def find(folder):
    """The retrieval sets, and the files of terms, in folder and below."""
    ranked, terms = [], []
    for path, folders, files in os.walk(folder):
        folders.sort()
        if {"passages.jsonl", "queries.jsonl", "qrels.tsv"} <= set(files):
            ranked.append(path)
        if os.path.basename(path) == "terms":
            terms += [os.path.join(path, f) for f in sorted(files)
                      if f.endswith(".jsonl")]
    return ranked, terms
