/* korean.c - what stands behind a Korean word in its eojeol */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/korean.h"

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
 * They stack: 에서+는, 으로+부터+의, 들+에게+만, but nothing follows the
 * markers of subject, object, topic and possession: 고속도로 has no 도 and 로.
 * The condition on the syllable before tells 파트너가 (particle) from 전문가
 * (another word). Left out, since they are words or endings far more often:
 * 하고, 일, 임, 이자, 인 (로그인, 재판매인, 할인), 요 (개요, 필요), 든 (모든).
 */
static const struct particle {
    const char *text;
    after follows;
    bool is_last;
} particles[] = {
    {"가", AFTER_VOWEL, true},
    {"같이", AFTER_ANY, false},
    {"과", AFTER_CONSONANT, false},
    {"까지", AFTER_ANY, false},
    {"께", AFTER_ANY, false},
    {"께서", AFTER_ANY, false},
    {"께서는", AFTER_ANY, false},
    {"끼리", AFTER_ANY, false},
    {"나", AFTER_VOWEL, false},
    {"는", AFTER_VOWEL, true},
    {"는커녕", AFTER_VOWEL, false},
    {"대로", AFTER_ANY, false},
    {"도", AFTER_ANY, true},
    {"든지", AFTER_ANY, false},
    {"들", AFTER_ANY, false},
    {"라고", AFTER_VOWEL, false},
    {"라는", AFTER_VOWEL, false},
    {"라도", AFTER_VOWEL, false},
    {"라든지", AFTER_VOWEL, false},
    {"라면", AFTER_VOWEL, false},
    {"라서", AFTER_VOWEL, false},
    {"란", AFTER_VOWEL, false},
    {"랑", AFTER_VOWEL, false},
    {"로", AFTER_VOWEL_OR_L, false},
    {"로부터", AFTER_VOWEL_OR_L, false},
    {"로서", AFTER_VOWEL_OR_L, false},
    {"로써", AFTER_VOWEL_OR_L, false},
    {"를", AFTER_VOWEL, true},
    {"마다", AFTER_ANY, false},
    {"마저", AFTER_ANY, false},
    {"만", AFTER_ANY, false},
    {"만큼", AFTER_ANY, false},
    {"며", AFTER_VOWEL, false},
    {"밖에", AFTER_ANY, false},
    {"보다", AFTER_ANY, false},
    {"부터", AFTER_ANY, false},
    {"뿐", AFTER_ANY, false},
    {"뿐만", AFTER_ANY, false},
    {"에", AFTER_ANY, false},
    {"에게", AFTER_ANY, false},
    {"에게서", AFTER_ANY, false},
    {"에겐", AFTER_ANY, false},
    {"에는", AFTER_ANY, false},
    {"에도", AFTER_ANY, false},
    {"에만", AFTER_ANY, false},
    {"에서", AFTER_ANY, false},
    {"에서는", AFTER_ANY, false},
    {"에선", AFTER_ANY, false},
    {"여야", AFTER_VOWEL, false},
    {"였다", AFTER_VOWEL, false},
    {"였던", AFTER_VOWEL, false},
    {"였습니다", AFTER_VOWEL, false},
    {"예요", AFTER_VOWEL, false},
    {"와", AFTER_VOWEL, false},
    {"으로", AFTER_CONSONANT, false},
    {"으로부터", AFTER_CONSONANT, false},
    {"으로서", AFTER_CONSONANT, false},
    {"으로써", AFTER_CONSONANT, false},
    {"은", AFTER_CONSONANT, true},
    {"은커녕", AFTER_CONSONANT, false},
    {"을", AFTER_CONSONANT, true},
    {"의", AFTER_ANY, true},
    {"이", AFTER_CONSONANT, true},
    {"이거나", AFTER_ANY, false},
    {"이고", AFTER_ANY, false},
    {"이기", AFTER_ANY, false},
    {"이나", AFTER_CONSONANT, false},
    {"이다", AFTER_ANY, false},
    {"이더라도", AFTER_ANY, false},
    {"이든", AFTER_ANY, false},
    {"이든지", AFTER_ANY, false},
    {"이라고", AFTER_ANY, false},
    {"이라는", AFTER_ANY, false},
    {"이라도", AFTER_ANY, false},
    {"이라든지", AFTER_ANY, false},
    {"이라면", AFTER_ANY, false},
    {"이라서", AFTER_ANY, false},
    {"이란", AFTER_ANY, false},
    {"이랑", AFTER_CONSONANT, false},
    {"이며", AFTER_ANY, false},
    {"이면", AFTER_ANY, false},
    {"이므로", AFTER_ANY, false},
    {"이어도", AFTER_ANY, false},
    {"이어서", AFTER_ANY, false},
    {"이어야", AFTER_ANY, false},
    {"이었다", AFTER_ANY, false},
    {"이었던", AFTER_ANY, false},
    {"이었습니다", AFTER_ANY, false},
    {"이에요", AFTER_ANY, false},
    {"이지만", AFTER_ANY, false},
    {"인가요", AFTER_ANY, false},
    {"인데", AFTER_ANY, false},
    {"인지", AFTER_ANY, false},
    {"입니까", AFTER_ANY, false},
    {"입니다", AFTER_ANY, false},
    {"조차", AFTER_ANY, false},
    {"처럼", AFTER_ANY, false},
    {"치고", AFTER_ANY, false},
    {"커녕", AFTER_ANY, false},
    {"한테", AFTER_ANY, false},
    {"한테서", AFTER_ANY, false},
};

/* Words whose ends look like a particle or an ending behind a shorter word:
 * 수정도 is 수정+도, but 속도 is not 속+도, nor is 속도를. Of words without
 * number those that technical texts have. */
static const char *const own_words[] = {
    "각도",     "감당",   "강도",   "강의",   "건의",   "견해",   "결과",
    "경과",     "고가",   "고도",   "과도",   "권한",   "기여도", "기한",
    "난이도",   "년도",   "논의",   "농도",   "담당",   "대가",   "대로",
    "대한민국", "도로",   "동의",   "따로",   "만들",   "만족도", "명의",
    "무한",     "문의",   "밀도",   "바로",   "방해",   "배당",   "별도",
    "별로",     "복잡도", "부당",   "분할",   "불만",   "빈도",   "상당",
    "상의",     "새로",   "서로",   "선호도", "성과",   "속도",   "손해",
    "스스로",   "시가",   "시도",   "신뢰도", "심도",   "양해",   "역할",
    "연도",     "오해",   "온도",   "올해",   "완성도", "용도",   "유도",
    "유의",     "의도",   "이의",   "이해",   "이해도", "인가",   "인도",
    "인지도",   "임의",   "저가",   "적당",   "적합도", "정당",   "정도",
    "정의",     "제도",   "제한",   "주도",   "주로",   "주의",   "중요도",
    "지도",     "질의",   "최대한", "최소한", "추가",   "충당",   "침해",
    "타당",     "태도",   "통과",   "편의",   "포함",   "피해",   "하나",
    "학과",     "한도",   "할당",   "함께",   "합의",   "해당",   "해상도",
    "허가",     "협의",   "활용도", "회로",   "회의",   "휴가",
};

/* Verbs that make a noun a verb, in the forms that their stems take, and the
 * syllables that may begin the rest of the ending. NULL: any. Compounds are to
 * stay out: 연결해제, 구독할인, 신용한도, 집계함수, 상위하위. */
static const struct verb {
    const char *text, *next;
} verbs[] = {
    {"하",
     "는고여며면되기지려게십세실시신셔셨거더던든느니므였네죠라다겠길듯곤"},
    {"하나요", NULL},
    {"하도록", NULL},
    {"하자", "고는마며"},
    {"한", "다지데가"},
    {"할", "수때지까뿐게거것만"},
    {"함", "을은이에으과만"},
    {"합니", NULL},
    {"합시", NULL},
    {"했", NULL},
    {"해", "서야도요라주준줄줍줘보본볼봅봐왔온오드놓둔둘둡두져진질집졌냈"},
    {"되", "는고어며면기지려게십시실신셔셨거더던든느니므었네죠라다겠길듯곤"},
    {"되나요", NULL},
    {"되도록", NULL},
    {"된", "다지데가"},
    {"될", "수때지까뿐거것만"},
    {"됨", "을은이에으과만"},
    {"됩니", NULL},
    {"됐", NULL},
    {"돼", "서야도요있"},
    {"시키", NULL},
    {"시킨", NULL},
    {"시킬", NULL},
    {"시킴", NULL},
    {"시킵", NULL},
    {"시켰", NULL},
    {"시켜", NULL},
    {"당하", NULL},
    {"당한", NULL},
    {"당할", NULL},
    {"당함", NULL},
    {"당했", NULL},
    {"당합", NULL},
    {"받는", NULL},
    {"받은", NULL},
    {"받을", NULL},
    {"받습", NULL},
    {"받아", NULL},
    {"받았", NULL},
    {"받고", NULL},
    {"받기", NULL},
    {"받지", NULL},
    {"받으", NULL},
    {"받게", NULL},
    {"받도", NULL},
};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* A syllable in UTF-8. */
#define SYLLABLE ((size_t)3)
/* No ending is longer than this many bytes of syllables. */
#define ENDING_MAX (7 * SYLLABLE)
#define PARTICLES_MAX (8 * SYLLABLE)

static size_t starts_with(const char *text, size_t len, const char *word)
{
    size_t n = 0;
    while (n < len && word[n] && word[n] == text[n])
        n++;
    return word[n] ? 0 : n;
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
    for (size_t i = 0; i < LENGTH(particles); i++) {
        const struct particle *p = &particles[i];
        size_t n = starts_with(eojeol + at, len - at, p->text);
        if (n == 0 || !may_follow(eojeol, at, p->follows))
            continue;
        if (at + n == len)
            return true;
        if (depth > 1 && !p->is_last &&
            is_particles(eojeol, at + n, len, depth - 1))
            return true;
    }
    return false;
}

static bool has_syllable(const char *set, const char *syllable)
{
    for (; *set; set += SYLLABLE)
        if (memcmp(set, syllable, SYLLABLE) == 0)
            return true;
    return false;
}

static bool is_ending(const char *rest, size_t len)
{
    for (size_t i = 0; i < LENGTH(verbs); i++) {
        size_t n = starts_with(rest, len, verbs[i].text);
        if (n &&
            (n == len || !verbs[i].next ||
             (len - n >= SYLLABLE && has_syllable(verbs[i].next, rest + n))))
            return true;
    }
    return false;
}

static bool is_own_word(const char *eojeol, size_t len, size_t word_len)
{
    for (size_t i = 0; i < LENGTH(own_words); i++)
        if (starts_with(eojeol, len, own_words[i]) > word_len)
            return true;
    return false;
}

pcs_korean_rest pcs_korean_classify(const char *eojeol, size_t len,
                                    size_t word_len)
{
    if (word_len >= len)
        return PCS_KOREAN_NONE;
    size_t rest = len - word_len;
    pcs_korean_rest found = PCS_KOREAN_OTHER;
    if (rest <= PARTICLES_MAX && is_particles(eojeol, word_len, len, 3))
        found = PCS_KOREAN_PARTICLE;
    else if (rest <= ENDING_MAX && is_ending(eojeol + word_len, rest))
        found = PCS_KOREAN_ENDING;
    if (found != PCS_KOREAN_OTHER && is_own_word(eojeol, len, word_len))
        found = PCS_KOREAN_OTHER;
    return found;
}

bool pcs_korean_is_case(const char *eojeol, size_t len, size_t word_len)
{
    static const struct {
        const char *text;
        after follows;
    } cases[] = {
        {"가", AFTER_VOWEL},       {"과", AFTER_CONSONANT},
        {"는", AFTER_VOWEL},       {"로", AFTER_VOWEL_OR_L},
        {"를", AFTER_VOWEL},       {"에", AFTER_ANY},
        {"에서", AFTER_ANY},       {"와", AFTER_VOWEL},
        {"으로", AFTER_CONSONANT}, {"은", AFTER_CONSONANT},
        {"을", AFTER_CONSONANT},   {"의", AFTER_ANY},
        {"이", AFTER_CONSONANT},
    };
    const char *rest = eojeol + word_len;
    size_t n = len - word_len;
    for (size_t i = 0; word_len < len && i < LENGTH(cases); i++)
        if (strlen(cases[i].text) == n && memcmp(rest, cases[i].text, n) == 0)
            return may_follow(eojeol, word_len, cases[i].follows);
    return false;
}

size_t pcs_korean_suffix(const char *rest, size_t len)
{
    static const char suffixes[] = "별용당형화적내상간측인시중후전등";
    return len >= SYLLABLE && has_syllable(suffixes, rest) ? SYLLABLE : 0;
}
