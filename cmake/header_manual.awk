# header_manual.awk - makes the manual page of a header of its comments
# SPDX-License-Identifier: GPL-2.0-or-later
#
# awk -v release=0.1.0 -f header_manual.awk include/pcsearch.h >pcsearch.3
#
# The first comment of more than a line is the description. A comment with a
# line of hyphens begins a section, one that stands before a declaration
# describes it, and others are paragraphs. Declarations end with an empty line;
# indented lines of comments stay as they are.

function escape(text) {
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    return text ~ /^[.']/ ? "\\&" text : text
}

function verbatim(text) {
    print ".PP\n.nf"
    printf "%s", text
    print ".fi"
}

# Prints what `comment` has gathered, and forgets it.
function flush_comment(    lines, n, i, line, is_code, was_code, begun) {
    n = split(comment, lines, "\n")
    comment = ""
    begun = 0
    was_code = 0
    for (i = 1; i < n; i++) {
        line = lines[i]
        is_code = line ~ /^  / || (was_code && line == "" && lines[i + 1] ~ /^  /)
        if (is_code && !was_code)
            print ".PP\n.nf"
        if (!is_code && was_code)
            print ".fi"
        if (!is_code && line != "" && (!begun || was_code))
            print ".PP"
        if (is_code || line != "")
            print escape(line)
        begun = is_code || line != ""
        was_code = is_code
    }
    if (was_code)
        print ".fi"
}

# What a declaration declares.
function name_of(first, last,    text) {
    text = first
    if (text ~ /^#define/) {
        sub(/^#define +/, "", text)
        sub(/[^A-Za-z0-9_].*/, "", text)
        return text
    }
    if (text ~ /^typedef (struct|enum) .*[{]$/) {
        text = last
        gsub(/[^A-Za-z0-9_]/, "", text)
        return text
    }
    if (text ~ /[(]/)
        sub(/[(].*/, "", text)
    sub(/;.*/, "", text)
    sub(/.*[ *]/, "", text)
    return text
}

function flush_code(    lines, n, i, text) {
    if (code == "")
        return
    n = split(code, lines, "\n")
    if (code ~ /^(#include|#if|#endif|extern|[}]|struct [a-z_]+;)/) {
        code = ""
        return
    }
    print ".SS " name_of(lines[1], lines[n - 1])
    text = ""
    for (i = 1; i < n; i++) {
        # What stood below its first line's beginning goes with it.
        if (i > 1 && code ~ /^PCS_API /)
            sub(/^        /, "", lines[i])
        sub(/^PCS_API /, "", lines[i])
        sub(/ +\\$/, " \\", lines[i])
        text = text escape(lines[i]) "\n"
    }
    code = ""
    verbatim(text)
    flush_comment()
}

function begin_section(title) {
    print ".SH " toupper(title)
}

function take(line) {
    # Within a comment of one column, or at its beginning.
    if (!sub(/^ \* /, "", line))
        sub(/^ \*$/, "", line)
    comment = comment line "\n"
}

BEGIN {
    print ".TH PCSEARCH 3 \"\" \"pcsearch " release "\" \"Library Functions Manual\""
    print ".SH NAME\npcsearch \\- search over localized help articles, as a library"
    print ".SH SYNOPSIS\n.nf\n#include <pcsearch.h>\n"
    print "cc \\&... $(pkg\\-config \\-\\-cflags \\-\\-libs pcsearch)\n.fi"
    print ".SH DESCRIPTION"
}

# Within a comment.
in_comment {
    line = $0
    ends = sub(/ *\*\/$/, "", line)
    if (is_section) {
        sub(/^ \*/, "", line)
        sub(/^ /, "", line)
        if (line != "")
            begin_section(line)
    } else if (line != "" || !ends) {
        take(line)
    }
    if (ends)
        in_comment = is_section = 0
    next
}

/^\/\* -+$/ { in_comment = is_section = 1; next }
# The file's own first lines.
/^\/\*[^*].*\*\/$/ && code == "" { next }
/^\/\*/ && code == "" {
    line = $0
    sub(/^\/\*\*? ?/, "", line)
    in_comment = !sub(/ *\*\/$/, "", line)
    if (line != "")
        comment = comment line "\n"
    next
}

# A declaration, which structures' comments and empty lines are part of.
code != "" || /[^ ]/ {
    if ($0 == "" && depth == 0) {
        flush_code()
        next
    }
    code = code $0 "\n"
    line = $0
    if (line !~ /^extern/)
        depth += gsub(/[{]/, "", line) - gsub(/[}]/, "", line)
    next
}

/^$/ { flush_comment() }

END {
    flush_code()
    print ".SH SEE ALSO\n.BR pcsearch (1),\n.BR pcindex (1),\n.BR pcsearchd (1),\n.BR pcsearch\\-query (7)"
}
