#!/bin/sh
# manual.sh - whether pcsearch(3) has all that the public header declares
# SPDX-License-Identifier: GPL-2.0-or-later
#
# usage: manual.sh PCSEARCH.3 HEADER
set -eu

manual=$1 header=$2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

grep -v '^#' "$header" | tr '\n' ' ' | grep -o 'PCS_API [^;(]*(' |
    sed 's/ *($//; s/.*[ *]//' | sort -u >"$dir/functions"
sed -n 's/^} \(pcs_[a-z_]*\);$/\1/p' "$header" | sort -u >"$dir/types"
sed -n 's/^\.SS //p' "$manual" | sort >"$dir/sections"
sort -u "$dir/functions" "$dir/types" >"$dir/wanted"
if [ "$(comm -23 "$dir/wanted" "$dir/sections")" ]; then
    comm -23 "$dir/wanted" "$dir/sections"
    echo "are not in $manual" >&2
    exit 1
fi
if [ "$(uniq -d "$dir/sections")" ]; then
    echo "twice in $manual:" "$(uniq -d "$dir/sections")" >&2
    exit 1
fi
# No request but those that it is made with, and no comment left in the text.
if grep -n "^[.']" "$manual" |
    grep -vE '^[0-9]+:\.(TH|SH|SS|PP|nf|fi|BR)( |$)'; then
    echo "are no requests that man knows" >&2
    exit 1
fi
if grep -nE '^ \*|^/\*\*|PCS_API|^#if' "$manual"; then
    echo "was not understood in $header" >&2
    exit 1
fi
[ "$(wc -l <"$dir/functions")" -ge 50 ]
echo "$(wc -l <"$dir/wanted") functions and types"
