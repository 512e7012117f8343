/* kana.c - forms of Japanese words that are one word to a reader */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/kana.h"

#include <string.h>

#include "analyze/chars.h"
#include "base/utf8.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static size_t starts_with(const char *text, size_t len, const char *with)
{
    size_t n = strlen(with);
    return n <= len && memcmp(text, with, n) == 0 ? n : 0;
}

/* New spellings and the old ones; the longer come first. */
static const char *const spellings[][2] = {
    {"ヴァ", "バ"},   {"ヴィ", "ビ"},   {"ヴェ", "ベ"},   {"ヴォ", "ボ"},
    {"ヴュ", "ビュ"}, {"ヴ", "ブ"},     {"ティ", "チ"},   {"ディ", "ジ"},
    {"テュ", "チュ"}, {"デュ", "ジュ"}, {"トゥ", "ツ"},   {"ドゥ", "ズ"},
    {"ファ", "ハ"},   {"フィ", "ヒ"},   {"フェ", "ヘ"},   {"フォ", "ホ"},
    {"シェ", "セ"},   {"ジェ", "ゼ"},   {"チェ", "チエ"}, {"ツァ", "ツア"},
    {"クァ", "カ"},   {"クィ", "クイ"}, {"クェ", "クエ"}, {"クォ", "コ"},
    {"グァ", "ガ"},   {"ウィ", "ウイ"}, {"ウェ", "ウエ"}, {"ウォ", "ウオ"},
    {"イェ", "エ"},   {"ヂ", "ジ"},     {"ヅ", "ズ"},     {"ー", ""},
    {"ッ", ""},       {"ヲ", "オ"},     {"エイ", "エ"},   {"ケイ", "ケ"},
    {"セイ", "セ"},   {"テイ", "テ"},   {"デイ", "デ"},   {"ネイ", "ネ"},
    {"ベイ", "ベ"},   {"ペイ", "ペ"},   {"メイ", "メ"},   {"レイ", "レ"},
    {"ゲイ", "ゲ"},
};

pcs_status pcs_kana_key(pcs_buffer *out, const char *word, size_t len,
                        pcs_error *err)
{
    for (size_t i = 0; i < len;) {
        size_t n = 0, row = 0;
        for (; row < LENGTH(spellings); row++)
            if ((n = starts_with(word + i, len - i, spellings[row][0])))
                break;
        if (n) {
            pcs_buffer_append(out, spellings[row][1],
                              strlen(spellings[row][1]));
            i += n;
            continue;
        }
        size_t start = i;
        pcs_utf8_next(word, len, &i, NULL);
        pcs_buffer_append(out, word + start, i - start);
    }
    return pcs_buffer_status(out, err);
}

/* Particles and forms of する that stand at the end of what is typed. */
static const char *const endings[] = {
    "を",         "の",           "が",       "は",         "に",
    "へ",         "で",           "と",       "も",         "や",
    "から",       "まで",         "より",     "には",       "では",
    "とは",       "での",         "との",     "への",       "からの",
    "までの",     "にも",         "でも",     "など",       "する",
    "します",     "して",         "した",     "しない",     "しません",
    "しました",   "すれば",       "しろ",     "せよ",       "される",
    "されます",   "された",       "されて",   "されました", "されない",
    "されません", "できる",       "できます", "できない",   "できません",
    "しよう",     "したい",       "している", "しています", "しており",
    "されている", "されています", "であれば", "です",       "である",
    "でした",     "だけ",         "について", "において",   "による",
    "により",     "によって",     "として",   "に対する",   "に関する",
};

static pcs_char_class class_before(const char *text, size_t at)
{
    size_t start = at;
    while (start > 0 && ((unsigned char)text[--start] & 0xC0) == 0x80)
        ;
    return pcs_char_classify((UChar32)pcs_utf8_next(text, at, &start, NULL));
}

size_t pcs_japanese_ending(const char *text, size_t len)
{
    size_t longest = 0;
    for (size_t i = 0; i < LENGTH(endings); i++) {
        size_t n = strlen(endings[i]);
        if (n <= longest || n >= len ||
            memcmp(text + len - n, endings[i], n) != 0)
            continue;
        pcs_char_class before = class_before(text, len - n);
        if (before == PCS_CHAR_HAN || before == PCS_CHAR_KATAKANA)
            longest = n;
    }
    return longest;
}

/* The i and e columns, in which the forms of verbs that serve as nouns end. */
static bool ends_noun(uint32_t c)
{
    static const char columns[] = "いきぎしじちにびみりえけげせぜてねべめれ";
    char bytes[4];
    size_t n = pcs_utf8_put(bytes, c);
    return memmem(columns, sizeof columns - 1, bytes, n) != NULL;
}

pcs_status pcs_okurigana_key(pcs_buffer *out, const char *word, size_t len,
                             pcs_error *err)
{
    size_t before = out->len, n_han = 0, n_kana = 0;
    bool good = true;
    for (size_t i = 0; good && i < len;) {
        size_t start = i;
        uint32_t c = pcs_utf8_next(word, len, &i, NULL);
        pcs_char_class class = pcs_char_classify((UChar32)c);
        if (class == PCS_CHAR_HAN) {
            pcs_buffer_append(out, word + start, i - start);
            n_han++;
            n_kana = 0;
            continue;
        }
        n_kana++;
        good = class == PCS_CHAR_HIRAGANA && n_han > 0 && n_kana == 1 &&
               ends_noun(c);
    }
    if ((!good || n_han < 2) && !out->failed)
        out->len = before;
    return pcs_buffer_status(out, err);
}

bool pcs_is_okurigana(uint32_t c)
{
    /* The first characters of particles and of the copula. */
    static const char particles[] = "をのにがはでともへやかだなまよごず";
    if (pcs_char_classify((UChar32)c) != PCS_CHAR_HIRAGANA)
        return false;
    char bytes[4];
    size_t n = pcs_utf8_put(bytes, c);
    return memmem(particles, sizeof particles - 1, bytes, n) == NULL;
}
