#!/usr/bin/env python3
# dictionary_property.py - a synonym finds what it would find if it were typed
# SPDX-License-Identifier: GPL-2.0-or-later
"""Indexes SOURCE..., publishes a dictionary of random words of their texts, and
looks whether

- a query finds as many segments as one in which what it says it also looked
  for was typed, as alternatives; and what is of tier word is what it was;
- phrases, prefixes, exclusions, --exact and --no-synonyms find what they find
  without a dictionary;
- neither the segments of the index nor the files of its locales have changed.
"""

import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import programs  # noqa: E402


def words_by_locale(segments):
    words = {}
    for one in segments:
        for word in one["local"].split():
            word = word.strip(".,:;!?()[]\"'„“*`。、，：？")
            # In a query, letters and digits mean nothing but themselves.
            if word.isalnum() and len(word) < 40:
                words.setdefault(one["locale"], set()).add(word)
    return {locale: sorted(some) for locale, some in words.items()
            if len(some) > 20}


def make_dictionary(program, words, count):
    """One group of two or three words in each locale and turn, some of them
    one way and some of two words."""
    random = program.random
    groups = {locale: [] for locale in words}
    for locale, some in words.items():
        for _ in range(count):
            group = random.sample(some, random.randint(2, 3))
            if random.random() < 0.2:
                group[0] += " " + random.choice(some)
            groups[locale].append((group, random.random() < 0.3))
    lines = ["synonyms:"]
    for locale, some in groups.items():
        lines.append("  %s:" % locale)
        for group, is_one_way in some:
            if is_one_way:
                lines.append("    - %s" % json.dumps("%s => %s" % (
                    group[0], ", ".join(group[1:])), ensure_ascii=False))
            else:
                lines.append("    - %s" % json.dumps(group,
                                                     ensure_ascii=False))
    with open(program.at("d.yaml"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return groups


def spelled_out(term, summary):
    """The term with what was also looked for, as it would be typed: synonyms
    are of the localized side alone."""
    also = []
    for one in summary.get("expanded", []):
        if one["term"] == term:
            also += one["with"]
    return " OR ".join([term if " " not in term else "(%s)" % term]
                       + ["local:" + (w if " " not in w else '"%s"' % w)
                          for w in also])


def totals(summary):
    return {key: summary[key] for key in ("segments", "pairs", "articles")}


def check_terms(faults, program, index, locale, terms):
    args = ["-L", locale, "-n", "0", "--match", "all"]
    answers = [s for _, s in program.search(index, terms, *args)]
    # An entry of several words is only typed out where it is the whole query.
    usable = [(t, s) for t, s in zip(terms, answers)
              if all(e["term"] == t for e in s.get("expanded", []))]
    typed = [spelled_out(t, s) for t, s in usable]
    plain = program.search(index, typed, "--no-synonyms", *args)
    words = program.search(index, [t for t, _ in usable], "--no-synonyms",
                           *args)
    expanded = 0
    for (term, found), query, (_, wanted), (_, word) in zip(usable, typed,
                                                            plain, words):
        expanded += "expanded" in found
        # A phrase wants its characters, a synonym of several words its words.
        same = "\"" not in query
        if same:
            faults.equal("synonyms", totals(wanted), totals(found), locale,
                         query)
        elif found["segments"] < wanted["segments"]:
            faults.add("fewer", locale, query)
        faults.equal("tier word", word["tiers"].get("word", 0),
                     found["tiers"].get("word", 0), locale, term)
    return expanded


def check_untouched(faults, program, index, before, locale, terms):
    """The forms that synonyms have no part in."""
    args = ["-L", locale, "-n", "0", "--match", "all"]
    other = terms[1:] + terms[:1]
    forms = [('"%s"', []), ("%s*", []), ("%s", ["--exact"]),
             ("%s", ["--no-synonyms"])]
    for form, more in forms:
        queries = [form % t for t in terms
                   if form != "%s*" or " " not in t]
        for query, (_, a), (_, b) in zip(
                queries, program.search(before, queries, *args, *more),
                program.search(index, queries, *args, *more)):
            faults.equal("untouched", totals(a), totals(b), locale, query,
                         *more)
            if "expanded" in b:
                faults.add("untouched", locale, query, "is expanded")
    queries = ['"%s" -"%s" -%s' % (a, b, b.split()[0])
               for a, b in zip(terms, other)]
    for query, (_, a), (_, b) in zip(queries,
                                     program.search(before, queries, *args),
                                     program.search(index, queries, *args)):
        faults.equal("exclusion", totals(a), totals(b), locale, query)


def main():
    options = programs.arguments(__doc__, 20).parse_args()
    faults = programs.Faults()
    with programs.Programs(options) as program:
        before, index = program.at("before"), program.at("index")
        for one in (before, index):
            program.index(one, program.sources)
        words = words_by_locale(program.segments(before))
        groups = make_dictionary(program, words, options.count)
        files = sorted(os.listdir(program.at("index", "files")))
        program.index(index, [], "--dictionary", program.at("d.yaml"))
        faults.equal("dump", program.dump(before), program.dump(index))
        faults.equal("files", files, [
            name for name in sorted(os.listdir(program.at("index", "files")))
            if not name.startswith("dictionary-")])
        expanded = 0
        for locale, some in groups.items():
            terms = [word for group, _ in some for word in group]
            terms = [t for t in terms
                     if not set(t.split()) & {"OR", "AND", "NOT"}]
            expanded += check_terms(faults, program, index, locale, terms)
            check_untouched(faults, program, index, before, locale, terms)
        if expanded < options.count * len(groups):
            faults.add("few", "only", expanded, "queries were expanded")
    return faults.end()


if __name__ == "__main__":
    sys.exit(main())
