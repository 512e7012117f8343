# pcsearch.py - libpcsearch in Python, by ctypes: nothing has to be built
# SPDX-License-Identifier: CC0-1.0
"""Searches an index of localized help articles.

    with Index("/srv/index") as index, index.searcher() as searcher:
        found = searcher.search("구독", locales=["ko-KR"], facets=["year"])
        for hit in found.hits:
            print(hit.local.marked("[", "]"), hit.english)

An Index may be shared by threads; each takes a Searcher of its own. What comes
back are values of Python, which live as long as you like. The structures below
are those of pcsearch.h, member by member: they keep their places as long as
the library is called libpcsearch.so.1.
"""

import ctypes
import os
from ctypes import (POINTER, Structure, byref, c_bool, c_char, c_char_p,
                    c_double, c_int, c_size_t, c_uint32, c_uint64, c_void_p)
from dataclasses import dataclass, field


class _Error(Structure):
    _fields_ = [("status", c_int), ("message", c_char * 1024)]


class _Mark(Structure):
    _fields_ = [("start", c_uint32), ("end", c_uint32)]


class _Place(Structure):
    _fields_ = [("source", c_char_p), ("path", c_char_p), ("id", c_char_p),
                ("anchor", c_char_p), ("line", c_uint32),
                ("reserved", c_void_p * 2)]


class _Hit(Structure):
    _fields_ = [("score", c_double), ("tier", c_int), ("locale", c_char_p),
                ("local", POINTER(c_char)), ("local_len", c_size_t),
                ("english", POINTER(c_char)), ("english_len", c_size_t),
                ("title", c_char_p), ("heading", c_char_p),
                ("anchor", c_char_p), ("places", POINTER(_Place)),
                ("n_places", c_size_t), ("count", c_size_t),
                ("marks", POINTER(_Mark)), ("n_marks", c_size_t),
                ("english_marks", POINTER(_Mark)),
                ("n_english_marks", c_size_t), ("before", c_void_p),
                ("after", c_void_p), ("n_before", c_size_t),
                ("n_after", c_size_t), ("also", c_void_p),
                ("n_also", c_size_t), ("matched", c_void_p),
                ("explanation", c_void_p), ("origin", c_void_p),
                ("article", c_void_p), ("reserved", c_void_p * 7)]


class _FacetValue(Structure):
    _fields_ = [("value", c_char_p), ("segments", c_uint64),
                ("articles", c_uint64), ("reserved", c_void_p * 2)]


class _Facet(Structure):
    _fields_ = [("name", c_char_p), ("values", POINTER(_FacetValue)),
                ("n_values", c_size_t), ("n_more", c_size_t),
                ("reserved", c_void_p * 2)]


class _Arena(Structure):
    _fields_ = [("blocks", c_void_p), ("used", c_size_t)]


class _Results(Structure):
    _fields_ = [("hits", POINTER(_Hit)), ("n_hits", c_size_t),
                ("article_hits", c_void_p), ("n_article_hits", c_size_t),
                ("segments", c_uint64), ("pairs", c_uint64),
                ("articles", c_uint64), ("tiers", c_uint64 * 5),
                ("is_exact", c_bool), ("ignored", POINTER(c_char_p)),
                ("n_ignored", c_size_t), ("dropped", POINTER(c_char_p)),
                ("n_dropped", c_size_t), ("expanded", c_void_p),
                ("n_expanded", c_size_t), ("english", POINTER(c_char_p)),
                ("n_english", c_size_t), ("suggestions", POINTER(c_char_p)),
                ("n_suggestions", c_size_t), ("files", c_void_p),
                ("n_files", c_size_t), ("facets", POINTER(_Facet)),
                ("n_facets", c_size_t), ("explanation", c_void_p),
                ("arena", _Arena), ("reserved", c_void_p * 8)]


class _SearchOptions(Structure):
    _fields_ = [("version", c_int), ("locales", POINTER(c_char_p)),
                ("n_locales", c_size_t), ("also", POINTER(c_char_p)),
                ("n_also", c_size_t), ("answers", POINTER(c_char_p)),
                ("n_answers", c_size_t), ("limit", c_size_t),
                ("offset", c_size_t), ("lowest", c_int), ("grouping", c_int),
                ("mode", c_int), ("context", c_size_t), ("is_plain", c_bool),
                ("want_files", c_bool), ("no_synonyms", c_bool),
                ("no_suggestions", c_bool), ("facets", POINTER(c_char_p)),
                ("n_facets", c_size_t), ("facet_limit", c_size_t),
                ("want_explanation", c_bool), ("want_origin", c_bool),
                ("no_marks", c_bool), ("visitor", c_void_p),
                ("condition", c_void_p), ("in_", c_int),
                ("want_article", c_bool)]


def _load():
    lib = ctypes.CDLL("libpcsearch.so.1")
    error = POINTER(_Error)
    for name, result, arguments in (
            ("pcs_version", c_char_p, []),
            ("pcs_index_open", c_int, [POINTER(c_void_p), c_char_p, c_void_p,
                                       error]),
            ("pcs_index_refresh", c_int, [c_void_p, POINTER(c_bool), error]),
            ("pcs_index_searcher", c_int, [POINTER(c_void_p), c_void_p,
                                           error]),
            ("pcs_index_close", None, [c_void_p]),
            ("pcs_searcher_refresh", c_int, [c_void_p, POINTER(c_bool),
                                             error]),
            ("pcs_searcher_generation", c_uint64, [c_void_p]),
            ("pcs_searcher_close", None, [c_void_p]),
            ("pcs_tier_name", c_char_p, [c_int]),
            ("pcs_search", c_int, [POINTER(_Results), c_void_p, c_char_p,
                                   c_size_t, POINTER(_SearchOptions), error]),
            ("pcs_results_dispose", None, [POINTER(_Results)])):
        function = getattr(lib, name)
        function.restype, function.argtypes = result, arguments
    return lib


_lib = _load()


class Error(Exception):
    """What the library answered; status is one of PCS_E..., as a number."""

    def __init__(self, error):
        super().__init__(error.message.decode())
        self.status = error.status


def _call(function, *arguments):
    error = _Error()
    if function(*arguments, byref(error)) != 0:
        raise Error(error)


@dataclass(frozen=True)
class Text:
    """A text of a document, which is never markup, and its marks: where what
    was searched for stands, as ranges of characters."""
    text: str
    marks: list[tuple[int, int]]

    def pieces(self):
        """Yields (text, whether it is marked)."""
        done = 0
        for start, end in self.marks:
            if start > done:
                yield self.text[done:start], False
            yield self.text[start:end], True
            done = end
        if done < len(self.text):
            yield self.text[done:], False

    def marked(self, before, after):
        return "".join(before + text + after if is_marked else text
                       for text, is_marked in self.pieces())

    def __str__(self):
        return self.text


@dataclass(frozen=True)
class Hit:
    tier: str
    locale: str
    local: Text
    english: Text
    title: str
    heading: str
    anchor: str
    source: str
    path: str
    line: int
    count: int  # equal segments that it stands for


@dataclass(frozen=True)
class FacetValue:
    value: str
    segments: int
    articles: int


@dataclass(frozen=True)
class Results:
    generation: int
    segments: int
    articles: int
    hits: list[Hit]
    suggestions: list[str] = field(default_factory=list)
    facets: dict[str, list[FacetValue]] = field(default_factory=dict)


def _text(data, size, marks, n):
    """Marks are bytes in the library, and characters in Python."""
    raw = ctypes.string_at(data, size)

    def character(offset):
        return len(raw[:offset].decode())
    return Text(raw.decode(), [(character(marks[i].start),
                                character(marks[i].end)) for i in range(n)])


def _hit(h):
    place = h.places[0]
    return Hit(_lib.pcs_tier_name(h.tier).decode(), h.locale.decode(),
               _text(h.local, h.local_len, h.marks, h.n_marks),
               _text(h.english, h.english_len, h.english_marks,
                     h.n_english_marks),
               h.title.decode(), h.heading.decode(), h.anchor.decode(),
               place.source.decode(), place.path.decode(), place.line, h.count)


def _facet(f):
    return [FacetValue(v.value.decode(), v.segments, v.articles)
            for v in f.values[:f.n_values]]


def _strings(items):
    """An array of C strings; it keeps what it points to."""
    return (c_char_p * len(items))(*(item.encode() for item in items))


class Searcher:
    """For one thread at a time."""

    def __init__(self, handle):
        self._handle = handle

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.close()

    def close(self):
        """Before its index is."""
        handle, self._handle = self._handle, None
        _lib.pcs_searcher_close(handle)

    @property
    def generation(self):
        return _lib.pcs_searcher_generation(self._handle)

    def refresh(self):
        """Takes the generation that Index.refresh has found; whether it was
        another one."""
        changed = c_bool()
        _call(_lib.pcs_searcher_refresh, self._handle, byref(changed))
        return changed.value

    def search(self, query: str, locales=(), facets=(), limit: int = 10,
               offset: int = 0) -> Results:
        data = query.encode("utf-8", "replace")
        options = _SearchOptions(
            version=1, limit=limit, offset=offset, lowest=3, facet_limit=20,
            locales=_strings(locales), n_locales=len(locales),
            facets=_strings(facets), n_facets=len(facets))
        raw = _Results()
        try:
            _call(_lib.pcs_search, byref(raw), self._handle, data, len(data),
                  byref(options))
            return Results(
                self.generation, raw.segments, raw.articles,
                [_hit(h) for h in raw.hits[:raw.n_hits]],
                [s.decode() for s in raw.suggestions[:raw.n_suggestions]],
                {f.name.decode(): _facet(f)
                 for f in raw.facets[:raw.n_facets]})
        finally:
            _lib.pcs_results_dispose(byref(raw))


class Index:
    """An index, for all threads."""

    def __init__(self, directory):
        self._handle = c_void_p()
        _call(_lib.pcs_index_open, byref(self._handle),
              os.fsencode(directory), None)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.close()

    def close(self):
        """After its searchers."""
        handle, self._handle = self._handle, None
        _lib.pcs_index_close(handle)

    def refresh(self):
        """Looks whether a new generation was published; to be called now and
        then, by any thread."""
        changed = c_bool()
        _call(_lib.pcs_index_refresh, self._handle, byref(changed))
        return changed.value

    def searcher(self) -> Searcher:
        handle = c_void_p()
        _call(_lib.pcs_index_searcher, byref(handle), self._handle)
        return Searcher(handle)


def version() -> str:
    return _lib.pcs_version().decode()
