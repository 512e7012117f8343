/* make_han_table.c - prints the rows of src/analyze/han_table.h */
/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Not part of the build: cc make_han_table.c -licui18n -licuuc */
#include <stdio.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

static UChar32 simplify(UTransliterator *rules, UChar32 c)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar text[16] = {(UChar)c};
    int32_t len = 1, limit = 1;
    utrans_transUChars(rules, text, &len, 16, 0, &limit, &code);
    return U_SUCCESS(code) && len == 1 ? text[0] : c;
}

int main(void)
{
    UErrorCode code = U_ZERO_ERROR;
    UTransliterator *rules = utrans_openU(u"Traditional-Simplified", -1,
                                          UTRANS_FORWARD, NULL, 0, NULL, &code);
    if (U_FAILURE(code))
        return 1;
    for (UChar32 c = 0x3400; c <= 0x9FFF; c++)
        if (simplify(rules, c) != c)
            printf("    {0x%04X, 0x%04X},\n", (unsigned)c,
                   (unsigned)simplify(rules, c));
    utrans_close(rules);
    return 0;
}
