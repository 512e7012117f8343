#!/bin/sh
# header.sh - compiles the public header by itself, as C and as C++
# SPDX-License-Identifier: GPL-2.0-or-later
#
# usage: header.sh CC CXX INCLUDE
set -eu

cc=$1 cxx=$2 include=$3
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# What it needs it includes; twice does no harm.
printf '#include <pcsearch.h>\n#include <pcsearch.h>\n' >"$dir/header.c"
printf 'int main(void) { return pcs_version() == 0; }\n' >>"$dir/header.c"
flags='-Wall -Wextra -Wpedantic -Werror -fsyntax-only'
# shellcheck disable=SC2086 # flags are words
for standard in c11 c17; do
    "$cc" -std=$standard $flags -Wstrict-prototypes -I "$include" \
        "$dir/header.c"
done
# shellcheck disable=SC2086
for standard in c++17 c++20; do
    "$cxx" -std=$standard $flags -Wold-style-cast -x c++ -I "$include" \
        "$dir/header.c"
done
echo "compiles as C11, C17, C++17 and C++20"
