# judged.py - the queries of a locale, with what is relevant to them
# SPDX-License-Identifier: GPL-2.0-or-later
"""A line of queries/LOCALE.jsonl is an object: "kind", "query", "relevant"
(segment to grade, 3 to 1), and for a query whose whole match set was judged
"complete": true, with "lookalikes" and "undecided" (lists of segments). A
segment is PATH#ID, the path as it is below the locale's folder."""

import json
import os

from engine import QualityError

KINDS = ("word", "inflected", "particle", "compound", "spelling variant",
         "spaced wrongly", "other script", "typo", "phrase", "multi-word",
         "question")
FIELDS = {"kind", "query", "relevant", "complete", "lookalikes", "undecided"}
LEAST = 40


def segment_key(record):
    """Of a segment as `pcindex --dump` or a hit's places name it."""
    return "%s#%s" % (record["path"].split("/", 1)[1], record["id"])


class Locale:
    """The segments of a locale. Equal pairs are one hit, so they have one
    number, and the texts are listed by it."""

    def __init__(self, name, records):
        self.name = name
        self.pair = {}
        self.texts = []
        numbers = {}
        for record in records:
            pair = (record["local"], record["english"])
            if pair not in numbers:
                numbers[pair] = len(self.texts)
                self.texts.append(record["local"])
            self.pair[segment_key(record)] = numbers[pair]


class Judged:
    """A query; grades are by the number of the pair."""

    def __init__(self, row, locale):
        unknown = set(row) - FIELDS
        if unknown:
            raise ValueError("no such field: " + ", ".join(sorted(unknown)))
        self.kind, self.query = row["kind"], row["query"]
        self.relevant = row["relevant"]
        self.complete = row.get("complete", False)
        self.lookalikes = row.get("lookalikes", [])
        self.undecided = row.get("undecided", [])
        self.check(locale)
        self.grades = {}
        for segment, grade in self.relevant.items():
            pair = locale.pair[segment]
            self.grades[pair] = max(grade, self.grades.get(pair, 0))

    def check(self, locale):
        if self.kind not in KINDS:
            raise ValueError("no such kind: %s" % self.kind)
        if not self.query.strip() or any(c in self.query for c in "\t\r\n"):
            raise ValueError("a query is one line, and not empty")
        lists = list(self.relevant) + self.lookalikes + self.undecided
        for segment in lists:
            if segment not in locale.pair:
                raise ValueError("no such segment: %s" % segment)
        if len(set(lists)) != len(lists):
            raise ValueError("a segment is judged twice")
        if not set(self.relevant.values()) <= {1, 2, 3}:
            raise ValueError("a grade is 1, 2 or 3")
        if max(self.relevant.values(), default=0) != 3:
            raise ValueError("nothing has the grade 3")


def read_queries(folder, locale):
    path = os.path.join(folder, locale.name.lower() + ".jsonl")
    queries, seen = [], set()
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
    except OSError as error:
        raise QualityError("%s: %s" % (path, error.strerror)) from error
    for number, line in enumerate(lines, 1):
        try:
            query = Judged(json.loads(line), locale)
            if query.query in seen:
                raise ValueError("the query is listed twice")
        except KeyError as error:
            raise QualityError("%s:%d: %s is missing"
                               % (path, number, error)) from error
        except ValueError as error:
            raise QualityError("%s:%d: %s" % (path, number, error)) from error
        seen.add(query.query)
        queries.append(query)
    if len(queries) < LEAST:
        raise QualityError("%s: %d queries; %d are wanted"
                           % (path, len(queries), LEAST))
    return queries
