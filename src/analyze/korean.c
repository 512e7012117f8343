/* korean.c - what stands behind a Korean word in its eojeol */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/korean.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

/* What the syllable before a particle must end in. */
typedef enum after {
    AFTER_ANY,
    AFTER_CONSONANT,
    AFTER_VOWEL,
    AFTER_VOWEL_OR_L
} after;

/* Particles after the National Institute of Korean Language's grammar
 * (국립국어원, 외국인을 위한 한국어 문법 2, 2005): case, auxiliary and
 * conjunctive josa, the copula 이다 in its common forms, and the plural 들.
 * They stack: 에서+는, 으로+부터+의, 들+에게+만. The condition on the syllable
 * before tells 파트너가 (particle) from 전문가 (another word). Left out, since
 * they are words or endings far more often: 하고, 일, 임, 이자. */
static const struct particle {
    const char *text;
    after follows;
} particles[] = {
    {"가", AFTER_VOWEL},
    {"같이", AFTER_ANY},
    {"과", AFTER_CONSONANT},
    {"까지", AFTER_ANY},
    {"께", AFTER_ANY},
    {"께서", AFTER_ANY},
    {"께서는", AFTER_ANY},
    {"나", AFTER_VOWEL},
    {"는", AFTER_VOWEL},
    {"대로", AFTER_ANY},
    {"도", AFTER_ANY},
    {"든지", AFTER_ANY},
    {"들", AFTER_ANY},
    {"라고", AFTER_VOWEL},
    {"라는", AFTER_VOWEL},
    {"라도", AFTER_VOWEL},
    {"라면", AFTER_VOWEL},
    {"란", AFTER_VOWEL},
    {"랑", AFTER_VOWEL},
    {"로", AFTER_VOWEL_OR_L},
    {"로부터", AFTER_VOWEL_OR_L},
    {"로서", AFTER_VOWEL_OR_L},
    {"로써", AFTER_VOWEL_OR_L},
    {"를", AFTER_VOWEL},
    {"마다", AFTER_ANY},
    {"마저", AFTER_ANY},
    {"만", AFTER_ANY},
    {"만큼", AFTER_ANY},
    {"며", AFTER_VOWEL},
    {"밖에", AFTER_ANY},
    {"보다", AFTER_ANY},
    {"부터", AFTER_ANY},
    {"뿐", AFTER_ANY},
    {"뿐만", AFTER_ANY},
    {"에", AFTER_ANY},
    {"에게", AFTER_ANY},
    {"에게서", AFTER_ANY},
    {"에는", AFTER_ANY},
    {"에도", AFTER_ANY},
    {"에만", AFTER_ANY},
    {"에서", AFTER_ANY},
    {"에서는", AFTER_ANY},
    {"여야", AFTER_VOWEL},
    {"였다", AFTER_VOWEL},
    {"예요", AFTER_VOWEL},
    {"와", AFTER_VOWEL},
    {"요", AFTER_ANY},
    {"으로", AFTER_CONSONANT},
    {"으로부터", AFTER_CONSONANT},
    {"으로서", AFTER_CONSONANT},
    {"으로써", AFTER_CONSONANT},
    {"은", AFTER_CONSONANT},
    {"을", AFTER_CONSONANT},
    {"의", AFTER_ANY},
    {"이", AFTER_CONSONANT},
    {"이고", AFTER_ANY},
    {"이나", AFTER_CONSONANT},
    {"이다", AFTER_ANY},
    {"이든", AFTER_ANY},
    {"이라고", AFTER_ANY},
    {"이라는", AFTER_ANY},
    {"이라도", AFTER_ANY},
    {"이라면", AFTER_ANY},
    {"이란", AFTER_ANY},
    {"이랑", AFTER_CONSONANT},
    {"이며", AFTER_ANY},
    {"이면", AFTER_ANY},
    {"이므로", AFTER_ANY},
    {"이어야", AFTER_ANY},
    {"이었다", AFTER_ANY},
    {"이에요", AFTER_ANY},
    {"이지만", AFTER_ANY},
    {"인", AFTER_ANY},
    {"인데", AFTER_ANY},
    {"인지", AFTER_ANY},
    {"입니까", AFTER_ANY},
    {"입니다", AFTER_ANY},
    {"조차", AFTER_ANY},
    {"처럼", AFTER_ANY},
    {"치고", AFTER_ANY},
    {"커녕", AFTER_ANY},
    {"한테", AFTER_ANY},
    {"한테서", AFTER_ANY},
};

/* Verbs that make a noun a verb, in the forms that their stems take. What
 * follows one of them is an ending, whatever it is. */
static const char *const verbs[] = {
    "하",   "한",   "할",   "함",   "합",   "했",   "해",   "되",   "된",
    "될",   "됨",   "됩",   "됐",   "돼",   "시키", "시킨", "시킬", "시킵",
    "시켰", "시켜", "당하", "당한", "당할", "당했", "당합",
};

/* No ending is longer than this many bytes of syllables. */
#define ENDING_MAX ((size_t)(3 * 7))
#define PARTICLES_MAX ((size_t)(3 * 8))

static size_t starts_with(const char *text, size_t len, const char *word)
{
    size_t n = strlen(word);
    return n <= len && memcmp(text, word, n) == 0 ? n : 0;
}

/* Whether a particle that wants this may follow text. */
static bool may_follow(const char *text, size_t len, after wanted)
{
    if (wanted == AFTER_ANY || len < 3)
        return true;
    size_t pos = len - 3;
    uint32_t c = pcs_utf8_next(text, len, &pos, NULL);
    if (pos != len || c < 0xAC00 || c > 0xD7A3)
        return true;
    uint32_t final = (c - 0xAC00) % 28;
    if (wanted == AFTER_CONSONANT)
        return final != 0;
    return final == 0 || (wanted == AFTER_VOWEL_OR_L && final == 8);
}

static bool is_particles(const char *eojeol, size_t at, size_t len, int depth)
{
    if (at == len)
        return true;
    if (depth == 0)
        return false;
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
        const struct particle *p = &particles[i];
        size_t n = starts_with(eojeol + at, len - at, p->text);
        if (n && may_follow(eojeol, at, p->follows) &&
            is_particles(eojeol, at + n, len, depth - 1))
            return true;
    }
    return false;
}

pcs_korean_rest pcs_korean_classify(const char *eojeol, size_t len,
                                    size_t word_len)
{
    if (word_len >= len)
        return PCS_KOREAN_NONE;
    size_t rest = len - word_len;
    if (rest <= PARTICLES_MAX && is_particles(eojeol, word_len, len, 3))
        return PCS_KOREAN_PARTICLE;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (rest <= ENDING_MAX && starts_with(eojeol + word_len, rest, verbs[i]))
            return PCS_KOREAN_ENDING;
    return PCS_KOREAN_OTHER;
}
