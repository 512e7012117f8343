#!/bin/sh
# check_libraries.sh - static libraries define no symbol twice
# SPDX-License-Identifier: GPL-2.0-or-later
#
# usage: check_libraries.sh LIBRARY...
#
# A linker takes the first of two definitions without a word where they come
# from libraries. Exits with 1, and names those that are defined more than once.
set -eu

symbols=$(for library; do
    # Upper case but for weak symbols (V, W), which C++ repeats.
    nm -g --defined-only "$library" | awk 'NF == 3 && $2 !~ /[VWu]/ { print $3 }'
done | sort)
test -n "$symbols"
twice=$(printf '%s\n' "$symbols" | uniq -d)
if [ -n "$twice" ]; then
    printf 'defined more than once:\n%s\n' "$twice" >&2
    exit 1
fi
