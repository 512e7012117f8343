#!/usr/bin/env python3
# compare_extract.py - compares segments with those of the reference extractor
# SPDX-License-Identifier: GPL-2.0-or-later
"""Compares a program's segments with the reference extractor's, text by text.

The program prints one JSON line a segment with path, id, local, line, heading
and english (or source, as the reference calls it), in document order. It is
run once for each directory, which is its last argument. Instead, --lines
reads what was printed before, such as `pcindex --dump`; where the lines name
the source that they are from, it is the directory's last component.

Prints the first differences and a total. Exit status 0: all agree; 1: not.
"""
import argparse
import fnmatch
import importlib.util
import json
import os
import shlex
import subprocess
import sys

FIELDS = ('id', 'local', 'english', 'heading', 'line')


def load_reference(path):
    spec = importlib.util.spec_from_file_location('reference', path)
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


def reference_segments(reference, directory, pattern):
    """{path: [segment]} as the reference sees the directory."""
    found = {}
    for doc, _ in reference.docs(directory):
        if not fnmatch.fnmatch(doc.path.lower(), pattern):
            continue
        for record in reference.records(doc):
            record['english'] = record.pop('source')
            found.setdefault(doc.path, []).append(record)
    return found


def read_lines(lines, name=None):
    """{path: [segment]} of JSON lines, of the source `name` where they tell."""
    found = {}
    for line in lines:  # cut at LF only: texts hold other line separators
        if not line:
            continue
        record = json.loads(line)
        if 'path' not in record or 'id' not in record:
            continue
        if 'english' not in record:
            record['english'] = record['source']
        elif name is not None and record.get('source', name) != name:
            continue
        found.setdefault(record['path'], []).append(record)
    return found


def run_program(command, directory):
    out = subprocess.run(shlex.split(command) + [directory], check=True,
                         stdout=subprocess.PIPE).stdout
    return read_lines(out.decode('utf-8').split('\n'))


def differences(wanted, found):
    """Yields one line for each thing that is not alike."""
    for path in sorted(set(wanted) | set(found)):
        ours, theirs = found.get(path, []), wanted.get(path, [])
        if len(ours) != len(theirs):
            yield f'{path}: {len(ours)} segments, {len(theirs)} wanted'
            continue
        for a, b in zip(ours, theirs):
            for field in FIELDS:
                if a[field] != b[field]:
                    yield (f'{path}:{b["line"]}: {b["id"]}: {field} is '
                           f'{a[field]!r}, {b[field]!r} wanted')


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--reference', required=True, metavar='EXTRACT.PY')
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument('--program', metavar='COMMAND')
    group.add_argument('--lines', metavar='FILE', help="'-' is stdin")
    parser.add_argument('--include', default='*.md', metavar='GLOB',
                        help='of paths in lower case (default %(default)s)')
    parser.add_argument('--show', type=int, default=20, metavar='N',
                        help='differences shown (default %(default)s)')
    parser.add_argument('directories', nargs='+', metavar='DIR')
    return parser.parse_args()


def main():
    args = parse_arguments()
    reference = load_reference(args.reference)
    lines = None
    if args.lines == '-':
        lines = sys.stdin.buffer.read().decode('utf-8').split('\n')
    elif args.lines:
        with open(args.lines, encoding='utf-8', newline='\n') as file:
            lines = file.read().split('\n')
    files = segments = bad = 0
    for directory in args.directories:
        wanted = reference_segments(reference, directory, args.include)
        if lines is None:
            found = run_program(args.program, directory)
        else:
            found = read_lines(lines, os.path.basename(
                os.path.realpath(directory)))
        files += len(wanted)
        segments += sum(map(len, wanted.values()))
        for text in differences(wanted, found):
            bad += 1
            if bad <= args.show:
                print(f'{directory}: {text}')
    print(f'{files} files, {segments} segments, {bad} differences')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
