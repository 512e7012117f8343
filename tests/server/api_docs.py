#!/usr/bin/env python3
"""Whether the tables of docs/http.md are what /openapi.json says.

SPDX-License-Identifier: GPL-2.0-or-later

    api_docs.py --bin BUILD/bin [--update]
"""
import argparse
import os
import re
import sys

from api_world import HERE, Index
from pcsearchd import Server

DOCUMENT = os.path.join(HERE, "..", "..", "docs", "http.md")
PLACE = re.compile(
    r"(<!-- parameters of (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def taken(param):
    """What a parameter takes, in a few words."""
    schema = param["schema"]
    item = schema.get("items", schema)
    if "enum" in item:
        words = ", ".join(f"`{v}`" for v in item["enum"])
    elif schema["type"] == "integer":
        words = f"{schema['minimum']} to {schema['maximum']}"
    else:
        words = {"boolean": "`true`, `false`"}.get(schema["type"], "text")
        if schema["type"] == "array":
            words = "texts"
    default = schema.get("default")
    if default is None:
        return words
    value = str(default).lower() if isinstance(default, bool) else default
    return f"{words}; default `{value}`"


def table(operation):
    lines = ["| parameter | takes | |", "|---|---|---|"]
    for param in operation["parameters"]:
        lines.append(f"| `{param['name']}` | {taken(param)} | "
                     f"{param['description']} |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--update", action="store_true")
    args = parser.parse_args()
    index = Index(args.bin, ["ko-kr"])
    with Server(args.bin, index=index.path) as server:
        document = server.get("/openapi.json").json()
    operations = {item["get"]["operationId"]: item["get"]
                  for item in document["paths"].values()}
    with open(DOCUMENT) as f:
        old = f.read()
    new = PLACE.sub(lambda m: m[1] + table(operations[m[2]]) + m[3], old)
    named = {m[2] for m in PLACE.finditer(old)}
    missing = [name for name, o in operations.items()
               if o["parameters"] and name not in named]
    assert not missing, missing
    if args.update:
        with open(DOCUMENT, "w") as f:
            f.write(new)
    elif new != old:
        sys.exit("docs/http.md is not what the service takes: run "
                 "tests/server/api_docs.py --bin BIN --update")


main()
