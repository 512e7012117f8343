# folding.py - the form in which texts are compared, written a second time
# SPDX-License-Identifier: GPL-2.0-or-later
"""Folding and joining as src/analyze does it, from Unicode's definitions and
Python's data, so that a fault in one is no fault in the other."""

import os
import re
import unicodedata

IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8]")
SARA_AM = re.compile("([\u0e33\u0eb3])")
KATAKANA = "[\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff]"
HANGUL = "[\uac00-\ud7a3\u1100-\u11ff]"
GAPS = [re.compile("(?<=%s)\\s+(?=%s)" % (HANGUL, HANGUL)),
        re.compile("(?<=%s)[\\s\u30fb]+(?=%s)" % (KATAKANA, KATAKANA))]
# What has grams, so that any substring of it is found.
GRAMS = re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f\u4e00-\u9fff"
                   "\u3400-\u4dbf\u3041-\u3096\u309d-\u309f\u30a1-\u30fa"
                   "\u30fc-\u30ff\u31f0-\u31ff\u3005\u0e01-\u0e3e"
                   "\u0e40-\u0e5b]")
KATAKANA_RUN = re.compile(KATAKANA + "+")
LONG_MARK = "\u30fc"


# What is typed for the long mark behind katakana.
TYPED_MARK = re.compile("(?<=[\u30a1-\u30fa\u31f0-\u31ff])"
                        "[\uff0d\u2212\u2010\u2011\u2015\u2500]")
HAN_TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                         "../../src/analyze/han_table.h")
with open(HAN_TABLE, encoding="utf-8") as han_table:
    SIMPLIFIED = {int(one, 16): int(other, 16) for one, other in re.findall(
        "{0x([0-9A-F]+), 0x([0-9A-F]+)}", han_table.read())}


def simplify(text):
    """Traditional characters as Simplified ones."""
    return text.translate(SIMPLIFIED)


def fold_piece(text):
    text = unicodedata.normalize(
        "NFKC", unicodedata.normalize("NFD", text).casefold())
    return unicodedata.normalize("NFKC", IGNORABLE.sub("", text).casefold())


def fold(text):
    """NFKC_Casefold, but for Thai and Lao SARA AM."""
    text = TYPED_MARK.sub(LONG_MARK, text)
    return "".join(piece if SARA_AM.fullmatch(piece) else fold_piece(piece)
                   for piece in SARA_AM.split(text))


def join(folded):
    """Without the gaps in Hangul and katakana that matching ignores."""
    for gap in GAPS:
        folded = gap.sub("", folded)
    return folded


def without_long_mark(word):
    return word[:-1] if len(word) >= 3 and word[-1] == LONG_MARK else word


def katakana_words(folded):
    """The katakana words of a folded text as they are indexed, compounds and
    their parts."""
    return {without_long_mark(word) for text in (folded, join(folded))
            for word in KATAKANA_RUN.findall(text)}
