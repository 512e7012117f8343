/* kana.h - forms of Japanese words that are one word to a reader */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_KANA_H
#define PCS_ANALYZE_KANA_H

#include <stdbool.h>

#include "base/buffer.h"

/**
 * Appends the key under which spellings of a loan word in katakana (folded
 * UTF-8) meet: ヴァイオリン and バイオリン, チーム and ティーム, メイン and
 * メーン. Sounds that Japanese had no sign for have an old and a new spelling
 * (Cabinet notice 2 of 1991, 外来語の表記, tables 1 and 2); long marks and the
 * small ッ come and go. What is no katakana stays as it is.
 */
pcs_status pcs_kana_key(pcs_buffer *out, const char *word, size_t len,
                        pcs_error *err);

/**
 * How many bytes at the end of a Japanese text (folded UTF-8) are particles, or
 * forms of する, behind Han or katakana: を of 請求書を, します of 利用します.
 * 0 where there are none.
 */
size_t pcs_japanese_ending(const char *text, size_t len);

/**
 * Appends the Han characters of a word that is written in Han with kana that
 * end parts of it (okurigana), which may be left out: 申込 for 申し込み, 申込み
 * and 申込. Appends nothing where the word is no such word: the kana are the
 * end of a form that is no noun (申し込む), or anything else.
 */
pcs_status pcs_okurigana_key(pcs_buffer *out, const char *word, size_t len,
                             pcs_error *err);

/**
 * Whether hiragana c behind a single Han character makes it a verb or an
 * adjective (行う, 行われる) rather than a noun with a particle (行を, 行の).
 */
bool pcs_is_okurigana(uint32_t c);

#endif
