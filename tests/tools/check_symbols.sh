#!/bin/sh
# check_symbols.sh - compares a library's exported symbols with its header
# SPDX-License-Identifier: GPL-2.0-or-later
#
# usage: check_symbols.sh LIBRARY HEADER MACRO
#
# MACRO marks the header's functions, such as XAPIAN_C_API. Exits with 1, and
# shows the difference, unless the two sets are the same.
set -eu

library=$1 header=$2 macro=$3
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

nm -D --defined-only "$library" |
    awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | sort -u >"$dir/exported"
# A declaration may have several lines: join them, then take the last name
# before the first parenthesis.
grep -v '^#' "$header" | tr '\n' ' ' |
    grep -o "$macro [^;(]*(" |
    sed 's/ *($//; s/.*[ *]//' | sort -u >"$dir/declared"

if ! diff "$dir/declared" "$dir/exported"; then
    echo "$library does not export what $header declares" >&2
    exit 1
fi
test -s "$dir/declared"
