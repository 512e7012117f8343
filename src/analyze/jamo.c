/* jamo.c - the letters that Hangul syllables are made of */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/jamo.h"

#include <string.h>

/* The Unicode standard, section 3.12: syllable = base + (initial * 21 +
 * vowel) * 28 + final, final 0 being none. */
#define SYLLABLE_FIRST 0xAC00u
#define SYLLABLE_LAST 0xD7A3u
#define INITIAL_FIRST 0x1100u
#define VOWEL_FIRST 0x1161u
#define FINAL_FIRST 0x11A7u /* that of none */
#define N_INITIALS 19u
#define N_VOWELS 21u
#define N_FINALS 28u
#define LETTER_FIRST 0x3131u
#define LETTER_VOWEL 0x314Fu
#define LETTER_LAST 0x3163u

static const uint16_t initials[N_INITIALS] = {
    0x3131, 0x3132, 0x3134, 0x3137, 0x3138, 0x3139, 0x3141,
    0x3142, 0x3143, 0x3145, 0x3146, 0x3147, 0x3148, 0x3149,
    0x314A, 0x314B, 0x314C, 0x314D, 0x314E,
};

static const uint16_t finals[N_FINALS] = {
    0,      0x3131, 0x3132, 0x3133, 0x3134, 0x3135, 0x3136,
    0x3137, 0x3139, 0x313A, 0x313B, 0x313C, 0x313D, 0x313E,
    0x313F, 0x3140, 0x3141, 0x3142, 0x3144, 0x3145, 0x3146,
    0x3147, 0x3148, 0x314A, 0x314B, 0x314C, 0x314D, 0x314E,
};

/* Letters that two keys make: first, second, both. */
static const uint16_t doubles[][3] = {
    {0x3131, 0x3145, 0x3133}, /* ㄳ */
    {0x3134, 0x3148, 0x3135}, /* ㄵ */
    {0x3134, 0x314E, 0x3136}, /* ㄶ */
    {0x3139, 0x3131, 0x313A}, /* ㄺ */
    {0x3139, 0x3141, 0x313B}, /* ㄻ */
    {0x3139, 0x3142, 0x313C}, /* ㄼ */
    {0x3139, 0x3145, 0x313D}, /* ㄽ */
    {0x3139, 0x314C, 0x313E}, /* ㄾ */
    {0x3139, 0x314D, 0x313F}, /* ㄿ */
    {0x3139, 0x314E, 0x3140}, /* ㅀ */
    {0x3142, 0x3145, 0x3144}, /* ㅄ */
    {0x3157, 0x314F, 0x3158}, /* ㅘ */
    {0x3157, 0x3150, 0x3159}, /* ㅙ */
    {0x3157, 0x3163, 0x315A}, /* ㅚ */
    {0x315C, 0x3153, 0x315D}, /* ㅝ */
    {0x315C, 0x3154, 0x315E}, /* ㅞ */
    {0x315C, 0x3163, 0x315F}, /* ㅟ */
    {0x3161, 0x3163, 0x3162}, /* ㅢ */
};

#define N_DOUBLES (sizeof doubles / sizeof *doubles)

bool pcs_jamo_is_consonant(uint32_t letter)
{
    return letter >= LETTER_FIRST && letter < LETTER_VOWEL;
}

bool pcs_jamo_is_vowel(uint32_t letter)
{
    return letter >= LETTER_VOWEL && letter <= LETTER_LAST;
}

size_t pcs_jamo_letters(uint32_t out[PCS_JAMO_MAX], uint32_t c)
{
    if (c >= SYLLABLE_FIRST && c <= SYLLABLE_LAST) {
        uint32_t number = c - SYLLABLE_FIRST, final = number % N_FINALS;
        out[0] = initials[number / (N_VOWELS * N_FINALS)];
        out[1] = LETTER_VOWEL + number / N_FINALS % N_VOWELS;
        out[2] = finals[final];
        return final ? 3 : 2;
    }
    if (c >= LETTER_FIRST && c <= LETTER_LAST)
        out[0] = c;
    else if (c - INITIAL_FIRST < N_INITIALS)
        out[0] = initials[c - INITIAL_FIRST];
    else if (c - VOWEL_FIRST < N_VOWELS)
        out[0] = LETTER_VOWEL + (c - VOWEL_FIRST);
    else if (c > FINAL_FIRST && c - FINAL_FIRST < N_FINALS)
        out[0] = finals[c - FINAL_FIRST];
    else
        return 0;
    return 1;
}

size_t pcs_jamo_keys(uint32_t out[PCS_JAMO_KEYS_MAX], uint32_t c)
{
    uint32_t letters[PCS_JAMO_MAX];
    size_t n = pcs_jamo_letters(letters, c), keys = 0;
    for (size_t i = 0; i < n; i++) {
        size_t d = 0;
        while (d < N_DOUBLES && doubles[d][2] != letters[i])
            d++;
        if (d < N_DOUBLES) {
            out[keys++] = doubles[d][0];
            out[keys++] = doubles[d][1];
        } else {
            out[keys++] = letters[i];
        }
    }
    return keys;
}

/* Where letter stands in list; n where it does not. */
static uint32_t place(const uint16_t *list, uint32_t n, uint32_t letter)
{
    uint32_t i = 0;
    while (i < n && list[i] != letter)
        i++;
    return i;
}

/* The letter that the letter at text[*i] makes with the one behind it, or
 * itself; *i moves behind what was used. */
static uint32_t take(const uint32_t *text, size_t n, size_t *i)
{
    uint32_t first = text[(*i)++];
    for (size_t d = 0; *i < n && d < N_DOUBLES; d++)
        if (doubles[d][0] == first && doubles[d][1] == text[*i]) {
            ++*i;
            return doubles[d][2];
        }
    return first;
}

static bool is_vowel_at(const uint32_t *text, size_t n, size_t i)
{
    return i < n && pcs_jamo_is_vowel(text[i]);
}

/* The final consonant at text[*i], 0 for none: what stands before a vowel
 * begins the next syllable. */
static uint32_t take_final(const uint32_t *text, size_t n, size_t *i)
{
    if (*i >= n || is_vowel_at(text, n, *i + 1))
        return 0;
    size_t end = *i;
    uint32_t number = place(finals, N_FINALS, take(text, n, &end));
    if (end - *i == 2 && is_vowel_at(text, n, end)) {
        end = *i + 1;
        number = place(finals, N_FINALS, text[*i]);
    }
    if (number == N_FINALS)
        return 0;
    *i = end;
    return number;
}

size_t pcs_jamo_compose(uint32_t *out, const uint32_t *letters, size_t n)
{
    size_t len = 0;
    for (size_t i = 0; i < n;) {
        uint32_t initial = place(initials, N_INITIALS, letters[i]);
        if (initial == N_INITIALS || !is_vowel_at(letters, n, i + 1)) {
            out[len++] = letters[i++];
            continue;
        }
        i++;
        uint32_t vowel = take(letters, n, &i) - LETTER_VOWEL;
        uint32_t final = take_final(letters, n, &i);
        out[len++] =
            SYLLABLE_FIRST + (initial * N_VOWELS + vowel) * N_FINALS + final;
    }
    return len;
}
