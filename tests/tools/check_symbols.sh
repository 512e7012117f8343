#!/bin/sh
# check_symbols.sh - compares a library's exported symbols with its header
# SPDX-License-Identifier: GPL-2.0-or-later
#
# usage: check_symbols.sh LIBRARY HEADER MACRO
#
# MACRO marks the header's functions, such as XAPIAN_C_API. Exits with 1, and
# shows the difference, unless the two sets are the same. Of a static library
# that is what is not weak: templates of C++ may be in any number of objects.
set -eu

library=$1 header=$2 macro=$3
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

case $library in
*.a) what=-g weak='[AVWu]' ;;
*) what=-D weak=A ;;
esac
nm "$what" --defined-only "$library" |
    awk -v weak="$weak" 'NF == 3 && $2 !~ weak { sub(/@.*/, "", $3); print $3 }' | sort -u >"$dir/exported"
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
