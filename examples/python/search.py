#!/usr/bin/env python3
# search.py - searches an index from several threads
# SPDX-License-Identifier: CC0-1.0
"""usage: search.py INDEX LOCALE QUERY...

Each worker has a searcher of its own; ctypes lets other threads run while the
library searches. Ends with 1 where one of the queries finds nothing, with 2 for
an error.
"""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pcsearch

own = threading.local()  # a searcher a thread
searchers = []


def search(index, locale, query):
    if not hasattr(own, "searcher"):
        own.searcher = index.searcher()
        searchers.append(own.searcher)
    # Between two searches, so that what was published meanwhile is found.
    own.searcher.refresh()
    return own.searcher.search(query, locales=[locale], limit=2,
                               facets=["year"])


def clean(text):
    """A terminal obeys control characters, and documents may hold them."""
    return "".join(c if c.isprintable() else " " for c in text)


def show(query, found):
    print(f"{query}: {found.segments} segments in {found.articles} articles")
    for hit in found.hits:
        print(f"  {clean(hit.title)} ({hit.path}:{hit.line}, {hit.tier})")
        print("    " + clean(hit.local.marked("[", "]")))
        print("    " + clean(hit.english.marked("[", "]")))
    for suggestion in found.suggestions:
        print(f"  Did you mean: {clean(suggestion)}")
    for value in found.facets["year"]:
        print(f"  {value.value}: {value.segments}")


def main(arguments):
    if len(arguments) < 3:
        print(__doc__.split("\n", maxsplit=1)[0], file=sys.stderr)
        return 2
    directory, locale, *queries = arguments
    try:
        with pcsearch.Index(directory) as index:
            try:
                with ThreadPoolExecutor(4) as pool:
                    answers = list(pool.map(
                        lambda query: search(index, locale, query), queries))
            finally:
                for searcher in searchers:
                    searcher.close()
    except pcsearch.Error as error:
        print(f"search.py: {error}", file=sys.stderr)
        return 2
    for query, found in zip(queries, answers):
        show(query, found)
    return 0 if all(found.segments for found in answers) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
