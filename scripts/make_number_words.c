/* make_number_words.c - prints the rows of src/analyze/number_words.h */
/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Not part of the build: cc make_number_words.c -licui18n -licuuc */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/udat.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#define FORMS_MAX 200
#define FORM_LEN 64
#define LINE_MAX_LEN 3900 /* of a language: what a C compiler has to take */

/* Japanese and Chinese numerals are read as such. */
static const char *const languages[] = {
    "af", "ar", "az", "be", "bg", "bs", "ca",  "cs", "cy", "da", "de", "el",
    "en", "es", "et", "eu", "fa", "fi", "fil", "fr", "ga", "gl", "he", "hi",
    "hr", "hu", "hy", "id", "is", "it", "ka",  "kk", "km", "ko", "lo", "lt",
    "lv", "mk", "ms", "my", "nb", "nl", "nn",  "no", "pl", "pt", "ro", "ru",
    "sk", "sl", "sq", "sr", "sv", "th", "tr",  "uk", "uz", "vi"};

typedef struct forms {
    UChar items[FORMS_MAX][FORM_LEN];
    int n;
} forms;

/* Without soft hyphens and spaces of no width, in small letters. */
static void add(forms *f, const UChar *word, int32_t len)
{
    UChar clean[FORM_LEN];
    UErrorCode code = U_ZERO_ERROR;
    int32_t n = 0;
    for (int32_t i = 0; i < len && n < FORM_LEN - 1; i++)
        if (word[i] != 0xAD && word[i] != 0x200B && word[i] != 0x200D)
            clean[n++] = word[i] == 0xA0 ? ' ' : word[i];
    while (n && clean[n - 1] == '.')
        n--;
    clean[n] = 0;
    if (!n || u_isdigit(*clean) || f->n == FORMS_MAX)
        return;
    int32_t got = u_strFoldCase(f->items[f->n], FORM_LEN, clean, n,
                                U_FOLD_CASE_DEFAULT, &code);
    for (int i = 0; U_SUCCESS(code) && i < f->n; i++)
        if (u_strcmp(f->items[i], f->items[f->n]) == 0)
            return;
    f->n += U_SUCCESS(code) && got > 0 && got < FORM_LEN;
}

static void add_numbers(forms *f, UNumberFormat *format, int number)
{
    static UChar sets[8000];
    UChar word[300];
    UErrorCode code = U_ZERO_ERROR;
    int32_t n =
        unum_getTextAttribute(format, UNUM_PUBLIC_RULESETS, sets, 8000, &code);
    for (int32_t start = 0, i = 0; U_SUCCESS(code) && i <= n; i++) {
        if (i < n && sets[i] != ';')
            continue;
        UErrorCode own = U_ZERO_ERROR;
        unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, sets + start,
                              i - start, &own);
        int32_t len = unum_format(format, number, word, 300, NULL, &own);
        if (U_SUCCESS(own))
            add(f, word, len);
        start = i + 1;
    }
}

static void add_months(forms *f, UDateFormat *dates, int number)
{
    static const UDateFormatSymbolType types[] = {
        UDAT_MONTHS, UDAT_SHORT_MONTHS, UDAT_STANDALONE_MONTHS,
        UDAT_STANDALONE_SHORT_MONTHS};
    UChar word[100];
    for (int i = 0; i < 4; i++) {
        UErrorCode code = U_ZERO_ERROR;
        int32_t len =
            udat_getSymbols(dates, types[i], number - 1, word, 100, &code);
        if (U_SUCCESS(code))
            add(f, word, len);
    }
}

static int common(const UChar *a, const UChar *b)
{
    int n = 0;
    while (a[n] && a[n] == b[n])
        n++;
    return n;
}

/* A word of a text may go on where it starts with one of these, so that forms
 * that differ in their last letters are one: of inflected words what they have
 * in common, if that is three letters, and all of the shorter one but two. */
static void merge(forms *f)
{
    for (int i = 0; i < f->n; i++)
        for (int j = i + 1; j < f->n; j++) {
            int n = common(f->items[i], f->items[j]);
            int a = u_strlen(f->items[i]), b = u_strlen(f->items[j]);
            if (n < 3 || n < (a < b ? a : b) - 2)
                continue;
            f->items[i][n] = 0;
            memmove(f->items[j], f->items[j + 1],
                    (size_t)(f->n - j - 1) * sizeof f->items[0]);
            f->n--;
            j = i;
        }
}

/* Where words have no beginning that shows; and English, which inflects little
 * and has tenants. */
static int is_whole(const char *language)
{
    return strstr("th lo km my ko en", language) != NULL;
}

static void print_language(const char *language)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar symbol[8] = {0};
    UNumberFormat *format =
        unum_open(UNUM_SPELLOUT, NULL, 0, language, NULL, &code);
    UDateFormat *dates =
        udat_open(UDAT_LONG, UDAT_LONG, language, NULL, 0, NULL, 0, &code);
    UNumberFormat *decimal =
        unum_open(UNUM_DECIMAL, NULL, 0, language, NULL, &code);
    unum_getSymbol(decimal, UNUM_DECIMAL_SEPARATOR_SYMBOL, symbol, 8, &code);
    if (U_FAILURE(code))
        exit(1);
    size_t total = 0;
    printf("    {\"%s\", %d,\n", language, *symbol == '.' || *symbol == 0x66B);
    for (int number = 0; number <= 9000; number += number < 20     ? 1
                                                   : number < 100  ? 10
                                                   : number < 1000 ? 900
                                                                   : 1000) {
        forms f = {.n = 0};
        char text[FORMS_MAX * FORM_LEN] = "";
        add_numbers(&f, format, number);
        if (number >= 1 && number <= 12)
            add_months(&f, dates, number);
        if (!is_whole(language))
            merge(&f);
        for (int i = 0; i < f.n; i++) {
            char word[4 * FORM_LEN];
            u_strToUTF8(word, sizeof word, NULL, f.items[i], -1, &code);
            sprintf(text + strlen(text), "\\t%s", word);
        }
        size_t len = strlen(text) + 8;
        if (!f.n || total + len > LINE_MAX_LEN)
            continue;
        total += len;
        printf("     \"%d%s\\n\"\n", number, text);
    }
    printf("    },\n");
    unum_close(format);
    unum_close(decimal);
    udat_close(dates);
}

int main(void)
{
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        print_language(languages[i]);
    return 0;
}
