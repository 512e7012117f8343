/* word_scan.c - words and clusters of lines, by ICU alone */
/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * usage: word_scan words|clusters <LINES
 *
 * What the property tests hold the programs against; shares no code with them.
 * For each line of UTF-8 on standard input, `words` prints its words, between
 * the borders of Unicode standard annex 29, after NFKC_Casefold, with tabs
 * between them; `clusters` prints the byte offsets of all borders of extended
 * grapheme clusters, with spaces between them.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

static void check(UErrorCode code, const char *what)
{
    if (U_SUCCESS(code))
        return;
    fprintf(stderr, "word_scan: %s: %s\n", what, u_errorName(code));
    exit(2);
}

static void *must(void *memory)
{
    if (memory)
        return memory;
    fputs("word_scan: out of memory\n", stderr);
    exit(2);
}

/* The line in UTF-16; *out_len takes its length. */
static UChar *widen(const char *line, size_t len, int32_t *out_len)
{
    UErrorCode code = U_ZERO_ERROR;
    size_t cap = len + 1;
    UChar *wide = must(malloc(cap * sizeof *wide));
    u_strFromUTF8WithSub(wide, (int32_t)cap, out_len, line, (int32_t)len,
                         0xFFFD, NULL, &code);
    check(code, "reading UTF-8");
    return wide;
}

/* Folded text; *out_len takes its length. */
static UChar *fold(const UChar *text, int32_t len, int32_t *out_len)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCCasefoldInstance(&code);
    /* No character's folding is longer than 18. */
    size_t cap = 18 * (size_t)len + 1;
    UChar *folded = must(malloc(cap * sizeof *folded));
    *out_len = unorm2_normalize(nfkc, text, len, folded, (int32_t)cap, &code);
    check(code, "folding");
    return folded;
}

static void print_utf8(const UChar *text, int32_t len)
{
    UErrorCode code = U_ZERO_ERROR;
    size_t cap = 3 * (size_t)len + 1;
    char *out = must(malloc(cap));
    int32_t n = 0;
    u_strToUTF8WithSub(out, (int32_t)cap, &n, text, len, 0xFFFD, NULL, &code);
    check(code, "writing UTF-8");
    fwrite(out, 1, (size_t)n, stdout);
    free(out);
}

static void print_words(UBreakIterator *breaks, const char *line, size_t len)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t n;
    UChar *text = widen(line, len, &n);
    ubrk_setText(breaks, text, n, &code);
    check(code, "breaking words");
    const char *gap = "";
    int32_t start = ubrk_first(breaks);
    for (int32_t end; (end = ubrk_next(breaks)) != UBRK_DONE; start = end) {
        if (ubrk_getRuleStatus(breaks) < UBRK_WORD_NONE_LIMIT)
            continue;
        int32_t folded_len;
        UChar *folded = fold(text + start, end - start, &folded_len);
        fputs(gap, stdout);
        print_utf8(folded, folded_len);
        free(folded);
        gap = "\t";
    }
    free(text);
}

static void print_clusters(UBreakIterator *breaks, const char *line, size_t len)
{
    UErrorCode code = U_ZERO_ERROR;
    UText *text = utext_openUTF8(NULL, line, (int64_t)len, &code);
    ubrk_setUText(breaks, text, &code);
    check(code, "breaking clusters");
    printf("%d", (int)ubrk_first(breaks));
    for (int32_t at; (at = ubrk_next(breaks)) != UBRK_DONE;)
        printf(" %d", (int)at);
    utext_close(text);
}

int main(int argc, char **argv)
{
    bool words = argc == 2 && strcmp(argv[1], "words") == 0;
    if (!words && (argc != 2 || strcmp(argv[1], "clusters") != 0)) {
        fputs("usage: word_scan words|clusters <LINES\n", stderr);
        return 2;
    }
    UErrorCode code = U_ZERO_ERROR;
    UBreakIterator *breaks =
        ubrk_open(words ? UBRK_WORD : UBRK_CHARACTER, "", NULL, 0, &code);
    check(code, "loading the rules");
    char *line = NULL;
    size_t cap = 0;
    for (ssize_t n; (n = getline(&line, &cap, stdin)) > 0;) {
        size_t len = (size_t)n - (line[n - 1] == '\n');
        if (words)
            print_words(breaks, line, len);
        else
            print_clusters(breaks, line, len);
        putchar('\n');
    }
    free(line);
    ubrk_close(breaks);
    return fflush(stdout) || ferror(stdin) ? 2 : 0;
}
