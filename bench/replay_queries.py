# replay_queries.py - queries made of texts, and what of answers is compared
# SPDX-License-Identifier: GPL-2.0-or-later

import re


def comparable(lines):
    """Answers without what no two runs have in common."""
    return [{key: value for key, value in line.items()
             if key not in ("elapsed_ms", "generation")} for line in lines]


def draw_queries(chance, segments, count):
    """Queries of many kinds out of the texts of segments."""
    queries = []
    for _ in range(4 * count if segments else 0):
        segment = chance.choice(segments)
        local = segment["local"].split()
        english = segment["english"].split()
        if not local or not english:
            continue
        at = chance.randrange(len(local))
        word = local[at]
        kinds = [
            word, " ".join(local[at:at + 2]), " ".join(local[:8]),
            '"%s"' % " ".join(local[at:at + 3]).replace('"', ""),
            word[:chance.randint(1, 4)], word[len(word) // 2:],
            "en:" + chance.choice(english), " ".join(english[:3]),
            "%s -en:%s" % (word, chance.choice(english)),
            "%s OR %s" % (word, chance.choice(local)),
            word + " " + "".join(chance.sample(word, len(word)))]
        queries.append(re.sub(r"\s+", " ", chance.choice(kinds)))
    return list(dict.fromkeys(q for q in queries if q))[:count]
