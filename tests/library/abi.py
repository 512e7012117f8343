#!/usr/bin/env python3
# abi.py - holds the public header against what programs were compiled with
# SPDX-License-Identifier: GPL-2.0-or-later
"""Compares the interface of include/pcsearch.h with the record of it, abi.txt:
sizes of structures, offset and size of each member, values of enumerations and
constants, declarations of functions. Sizes are those of 64-bit machines.

What is in the record may not change within a soname. --update writes it anew,
for what was added; a changed or missing line needs another soname, and then
--break says that it is meant.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
RECORD = os.path.join(HERE, "abi.txt")


def without_comments(text):
    return re.sub(r"/\*.*?\*/", " ", text, flags=re.S)


def member_names(body):
    """The names of a structure's members, in their order."""
    for declaration in body.split(";"):
        declaration = " ".join(declaration.split())
        if not declaration:
            continue
        function = re.search(r"\(\*(\w+)\)", declaration)
        if function:
            yield function.group(1)
            continue
        for one in declaration.split(","):
            yield re.sub(r"\[.*", "", one).split()[-1].lstrip("*")


def structures(text):
    """(name, names of members) of each structure that is not opaque."""
    for body, name in re.findall(r"typedef struct \w+ \{(.*?)\n\} (\w+);",
                                 text, re.S):
        yield name, list(member_names(body))


def enumerators(text):
    for body in re.findall(r"typedef enum \w+ \{(.*?)\} \w+;", text, re.S):
        for one in body.split(","):
            name = one.split("=")[0].strip()
            if name:
                yield name


def constants(text):
    """Names of macros that are a number."""
    return re.findall(r"^#define (PCS_\w+) \(?[A-Z0-9(]", text, re.M)


def prototypes(text):
    """Declarations of functions and of their types, each as one line."""
    found = re.findall(r"PCS_API ([^;{]*\));", text)
    found += re.findall(r"(typedef [^;{]*\([^;{]*\));", text)
    return [re.sub(r"\( ", "(", " ".join(one.split())) for one in found]


def program(text):
    """A C program that prints sizes, offsets and values."""
    lines = ["#include <pcsearch.h>", "#include <stdio.h>",
             "int main(void)", "{"]
    for name, members in structures(text):
        lines.append(f'printf("struct {name} %zu\\n", sizeof({name}));')
        lines += [f'printf("    {member} %zu %zu\\n", offsetof({name}, '
                  f'{member}), sizeof((({name} *)0)->{member}));'
                  for member in members]
    for name in list(enumerators(text)) + constants(text):
        lines.append(f'printf("value {name} %llu\\n", '
                     f'(unsigned long long)({name}));')
    return "\n".join(lines + ["return 0;", "}", ""])


def describe(header, compiler):
    with open(header, encoding="utf-8") as file:
        text = without_comments(file.read())
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "abi.c")
        with open(source, "w", encoding="utf-8") as file:
            file.write(program(text))
        binary = os.path.join(folder, "abi")
        subprocess.run([compiler, "-std=c11", "-I", os.path.dirname(header),
                        "-o", binary, source], check=True)
        out = subprocess.run([binary], check=True, text=True,
                             stdout=subprocess.PIPE).stdout
    return out + "".join(f"function {one}\n" for one in prototypes(text))


def entries(text):
    """The lines with what they belong to, and their place in it: a member's
    is told by its offset already."""
    owner, found = "", set()
    for line in text.splitlines():
        if line.startswith("struct "):
            owner = line.split()[1]
        found.add(owner + "." + line.strip() if line.startswith(" ") else line)
    return found


def taken(entry):
    """Whether a member's place was kept free for others."""
    return ".reserved " in entry


def has_grown(entry, now):
    """Whether it is the size of a structure whose version tells the library
    how much of it there is."""
    found = re.fullmatch(r"struct (\w+) (\d+)", entry)
    again = found and re.search(
        r"^struct %s (\d+)\n    version 0 4$" % found.group(1), now, re.M)
    return bool(again) and int(again.group(1)) > int(found.group(2))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--header", required=True, type=os.path.abspath)
    parser.add_argument("--compiler", default="cc")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--break", dest="breaks", action="store_true")
    options = parser.parse_args()
    now = describe(options.header, options.compiler)
    before = ""
    if os.path.exists(RECORD):
        with open(RECORD, encoding="utf-8") as file:
            before = file.read()
    gone = sorted(one for one in entries(before) - entries(now)
                  if not taken(one) and not has_grown(one, now))
    new = sorted(entries(now) - entries(before))
    print(f"{len(entries(now))} entries, {len(gone)} gone, {len(new)} new")
    if gone and not options.breaks:
        sys.exit("what programs were compiled with has changed:\n  "
                 + "\n  ".join(gone))
    if options.update:
        with open(RECORD, "w", encoding="utf-8") as file:
            file.write(now)
    elif new:
        sys.exit("not in the record; tests/library/abi.py --update adds:\n  "
                 + "\n  ".join(new))
    if len(entries(now)) < 500:
        sys.exit("the header was not understood")


if __name__ == "__main__":
    main()
