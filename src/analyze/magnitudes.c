/* magnitudes.c - words for powers of ten, and Han numerals */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/magnitudes.h"

#include <string.h>

#include "base/utf8.h"

typedef struct magnitude {
    const char *word; /* in lower case */
    int exponent;
    bool is_whole; /* a word of its own; else the beginning of one */
} magnitude;

/* The same word may be another power elsewhere (billion, bin, mil): a number
 * has all of them as values. What a word starts with is enough where it is
 * inflected. */
static const magnitude magnitudes[] = {
    {"hundred", 2, true},
    {"thousand", 3, false},
    {"million", 6, false},
    {"billion", 9, false},
    {"trillion", 12, false},
    {"k", 3, true},
    {"m", 6, true},
    {"mm", 6, true},
    {"mn", 6, true},
    {"b", 9, true},
    {"bn", 9, true},
    {"t", 12, true},
    {"hundert", 2, true},
    {"tausend", 3, false},
    {"tsd", 3, true},
    {"mio", 6, true},
    {"milliard", 9, false},
    {"mrd", 9, true},
    {"mil millones", 9, true},
    {"mil milhões", 9, true},
    {"mil", 3, true},
    {"mille", 3, true},
    {"milh", 6, false},
    {"millón", 6, true},
    {"millones", 6, true},
    {"milion", 6, false},
    {"bilh", 9, false},
    {"bilion", 12, false},
    {"miliard", 9, false},
    {"miljard", 9, false},
    {"miljo", 6, false},
    {"miljoen", 6, true},
    {"mld", 9, true},
    {"mln", 6, true},
    {"trilh", 12, false},
    {"duizend", 3, true},
    {"tusen", 3, true},
    {"tusind", 3, true},
    {"tuhat", 3, false},
    {"tuhan", 3, false},
    {"mijlo", 6, false},
    {"milijo", 6, false},
    {"milijar", 9, false},
    {"tisíc", 3, false},
    {"tysi", 3, false},
    {"tyś", 3, true},
    {"tys", 3, true},
    {"ezer", 3, true},
    {"millió", 6, false},
    {"bin", 3, true},
    {"milyon", 6, false},
    {"milyar", 9, false},
    {"тыс", 3, false},
    {"млн", 6, true},
    {"миллион", 6, false},
    {"млрд", 9, true},
    {"миллиард", 9, false},
    {"мільйон", 6, false},
    {"мільярд", 9, false},
    {"милион", 6, false},
    {"милиард", 9, false},
    {"хиляд", 3, false},
    {"χιλιάδ", 3, false},
    {"εκατομμύρι", 6, false},
    {"δισεκατομμύρι", 9, false},
    {"ألف", 3, false},
    {"آلاف", 3, false},
    {"مليون", 6, false},
    {"ملايين", 6, false},
    {"مليار", 9, false},
    {"אלף", 3, true},
    {"אלפי", 3, false},
    {"מיליון", 6, false},
    {"מיליארד", 9, false},
    {"هزار", 3, true},
    {"میلیون", 6, false},
    {"میلیارد", 9, false},
    {"หมื่น", 4, false},
    {"แสน", 5, false},
    {"ล้าน", 6, false},
    {"พันล้าน", 9, false},
    {"พัน", 3, false},
    {"ร้อย", 2, false},
    {"nghìn", 3, true},
    {"ngàn", 3, true},
    {"triệu", 6, true},
    {"tỷ", 9, true},
    {"tỉ", 9, true},
    {"ribu", 3, true},
    {"juta", 6, true},
    {"miliar", 9, true},
    {"milyun", 6, false},
    {"हज़ार", 3, false},
    {"हजार", 3, false},
    {"लाख", 5, false},
    {"करोड़", 7, false},
    {"मिलियन", 6, false},
    {"mie", 3, true},
    {"mii", 3, true},
    {"milioane", 6, true},
    {"miliarde", 9, true},
    {"milhar", 3, false},
    {"millier", 3, false},
    {"dozen", 1, true},
};

/* The end of word (UTF-8) where it stands at i, or 0. */
static size_t match_word(const pcs_check_text *t, size_t i, const magnitude *m)
{
    size_t len = strlen(m->word);
    for (size_t at = 0; at < len; i++)
        if (t->chars[i].c != (UChar32)pcs_utf8_next(m->word, len, &at, NULL))
            return 0;
    if (m->is_whole && pcs_check_is_word(t->chars[i].c))
        return 0;
    return i;
}

static int cjk_exponent(UChar32 c)
{
    switch (c) {
    case 0x5341: /* 十 */
    case 0xC2ED: /* 십 */
    case 0x5272: /* 割, a tenth */
        return 1;
    case 0x767E: /* 百 */
    case 0xBC31: /* 백 */
        return 2;
    case 0x5343: /* 千 */
    case 0xCC9C: /* 천 */
        return 3;
    case 0x4E07: /* 万 */
    case 0x842C: /* 萬 */
    case 0xB9CC: /* 만 */
        return 4;
    case 0x5104: /* 億 */
    case 0x4EBF: /* 亿 */
    case 0xC5B5: /* 억 */
        return 8;
    case 0x5146: /* 兆 */
    case 0xC870: /* 조 */
        return 12;
    default:
        return 0;
    }
}

int pcs_magnitude_read(size_t *end, const pcs_check_text *t, size_t i)
{
    int exponent = 0;
    *end = i;
    while (exponent < 24 && cjk_exponent(t->chars[*end].c) &&
           t->chars[*end + 1].c != 0xBD84) /* 백분율, a percentage */
        exponent += cjk_exponent(t->chars[(*end)++].c);
    for (size_t j = 0; !exponent && j < sizeof magnitudes / sizeof *magnitudes;
         j++) {
        size_t after = match_word(t, i, &magnitudes[j]);
        if (!after)
            continue;
        *end = after;
        exponent = magnitudes[j].exponent;
    }
    return exponent;
}

static int han_digit(UChar32 c)
{
    static const UChar32 digits[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
                                     0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
    for (int i = 0; i < 10; i++)
        if (digits[i] == c)
            return i;
    return c == 0x4E24 || c == 0x5169 ? 2 : c == 0x96F6 ? 0 : -1;
}

static bool is_han_power(UChar32 c)
{
    return c >= 0x4E00 && c < 0xA000 && c != 0x5272 && cjk_exponent(c);
}

bool pcs_han_numeral_is(UChar32 c)
{
    return han_digit(c) >= 0 || is_han_power(c);
}

uint64_t pcs_han_numeral_read(size_t *end, const pcs_check_text *t, size_t i)
{
    uint64_t total = 0, section = 0, digit = 0;
    const uint64_t max = UINT64_C(1000000000000000);
    for (; pcs_han_numeral_is(t->chars[i].c); i++) {
        int value = han_digit(t->chars[i].c);
        int exponent = cjk_exponent(t->chars[i].c);
        uint64_t power = 1;
        for (int j = 0; j < exponent; j++)
            power *= 10;
        if (value >= 0) {
            digit = digit < max ? digit * 10 + (uint64_t)value : max;
            continue;
        }
        if (exponent < 4) {
            section += (digit ? digit : 1) * power;
        } else {
            section += digit;
            total +=
                section > max / power ? max : (section ? section : 1) * power;
            section = 0;
        }
        digit = 0;
        if (total >= max)
            total = max;
        if (section >= max)
            section = max;
    }
    *end = i;
    total += section + digit;
    return total < max ? total : UINT64_MAX;
}
