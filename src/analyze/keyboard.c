/* keyboard.c - text that was typed in the wrong keyboard layout */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/keyboard.h"

#include <string.h>

#include "analyze/jamo.h"
#include "base/utf8.h"

/* Longer texts are no slip of the keyboard. */
#define LETTERS_MAX 64

/* Only keys that type letters. A capital that is missing types what the small
 * letter does. */
const pcs_keyboard pcs_keyboards[] = {
    {"Dubeolsik, KS X 5002", "ko",
     "qㅂwㅈeㄷrㄱtㅅyㅛuㅕiㅑoㅐpㅔaㅁsㄴdㅇfㄹgㅎhㅗjㅓkㅏlㅣzㅋxㅌcㅊvㅍbㅠn"
     "ㅜmㅡ"
     "QㅃWㅉEㄸRㄲTㅆOㅒPㅖ",
     0},
    {"ЙЦУКЕН", "ru",
     "`ёqйwцeуrкtеyнuгiшoщpз[х]ъaфsыdвfаgпhрjоkлlд;ж'эzяxчcсvмbиnтmь,б.ю", 0},
    {"Greek, ELOT 1000", "el",
     "wςeεrρtτyυuθiιoοpπaαsσdδfφgγhηjξkκlλzζxχcψvωbβnνmμ", ';'},
    {"Arabic (101)", "ar",
     "`ذqضwصeثrقtفyغuعiهoخpح[ج]دaشsسdيfبgلhاjتkنlم;ك'طzئxءcؤvرbلاnىmة,و.ز/ظ"
     "HأYإNآGلأTلإBلآ",
     0},
    {"Hebrew, SI 1452", "he",
     "eקrרtאyטuוiןoםpפaשsדdגfכgעhיjחkלlך;ףzזxסcבvהbנnמmצ,ת.ץ", 0},
    {"Thai Kedmanee, TIS 820", "th",
     "1ๅ4ภ5ถ6ุ7ึ8ค9ต0จ-ข=ชqๆwไeำrพtะyัuีiรoนpย[บ]ล\\ฃaฟsหdกfดgเh้j่kาlส;ว'ง"
     "zผxปcแvอbิnืmท,ม.ใ/ฝ^ูEฎRฑTธYํU๊IณOฯPญ{ฐ|ฅAฤSฆDฏFโGฌH็J๋KษLศ:ซCฉVฮBฺN์"
     "<ฒ>ฬ?ฦ",
     0},
};

const size_t pcs_n_keyboards = sizeof pcs_keyboards / sizeof *pcs_keyboards;

/* What a key types: *len bytes; NULL for nothing. */
static const char *typed_by(const pcs_keyboard *k, char key, size_t *len)
{
    for (const char *p = k->keys; *p;) {
        char this = *p++;
        *len = 0;
        while ((unsigned char)p[*len] >= 0x80)
            ++*len;
        if (this == key)
            return p;
        p += *len;
    }
    return key >= 'A' && key <= 'Z' ? typed_by(k, (char)(key + 32), len) : NULL;
}

/* The key that types the most of text, or only its first character. */
static char key_for(const pcs_keyboard *k, const char *text, size_t len,
                    bool is_whole, size_t *used)
{
    char best = 0;
    size_t first = 0;
    pcs_utf8_next(text, len, &first, NULL);
    *used = 0;
    for (const char *p = k->keys; *p;) {
        char key = *p++;
        size_t n = 0;
        while ((unsigned char)p[n] >= 0x80)
            n++;
        if (n <= len && n > *used && memcmp(p, text, n) == 0 &&
            (n == first || is_whole)) {
            best = key;
            *used = n;
        }
        p += n;
    }
    return best;
}

/* Typed letters of Hangul, put together. */
static bool compose(pcs_buffer *out, const char *text, size_t len)
{
    uint32_t letters[LETTERS_MAX], syllables[LETTERS_MAX];
    size_t n = 0;
    for (size_t pos = 0; pos < len && n < LETTERS_MAX;)
        letters[n++] = pcs_utf8_next(text, len, &pos, NULL);
    n = pcs_jamo_compose(syllables, letters, n);
    for (size_t i = 0; i < n; i++) {
        char bytes[4];
        if (pcs_jamo_is_consonant(syllables[i]) ||
            pcs_jamo_is_vowel(syllables[i]))
            return false;
        pcs_buffer_append(out, bytes, pcs_utf8_put(bytes, syllables[i]));
    }
    return n > 0;
}

/* A letter of Greek with the accent that a dead key puts on it. */
static bool append_accented(pcs_buffer *out, const char *letter, size_t len)
{
    static const char pairs[] = "αάεέηήιίοόυύωώ";
    for (const char *p = pairs; *p; p += 4)
        if (len == 2 && memcmp(p, letter, 2) == 0) {
            pcs_buffer_append(out, p + 2, 2);
            return true;
        }
    return false;
}

/* Appends what the keys type, one by one. */
static bool append_typed(pcs_buffer *out, const pcs_keyboard *k,
                         const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        size_t n;
        bool has_accent = k->accent && text[i] == k->accent && i + 1 < len;
        i += has_accent;
        const char *letter = typed_by(k, text[i], &n);
        if (!letter || (has_accent && !append_accented(out, letter, n)))
            return false;
        if (!has_accent)
            pcs_buffer_append(out, letter, n);
    }
    return true;
}

bool pcs_keyboard_local(pcs_buffer *out, const pcs_keyboard *k,
                        const char *text, size_t len)
{
    pcs_buffer typed = {0};
    bool good = len > 0 && len <= LETTERS_MAX &&
                append_typed(&typed, k, text, len) && !typed.failed;
    if (good && strcmp(k->language, "ko") == 0)
        good = compose(out, typed.data, typed.len);
    else if (good)
        pcs_buffer_append(out, typed.data, typed.len);
    pcs_buffer_dispose(&typed);
    return good;
}

/* A syllable as the letters that its keys type. */
static bool append_keys(pcs_buffer *out, const pcs_keyboard *k, uint32_t c)
{
    uint32_t letters[PCS_JAMO_KEYS_MAX];
    size_t n = pcs_jamo_keys(letters, c), used;
    for (size_t i = 0; i < n; i++) {
        char bytes[4];
        size_t len = pcs_utf8_put(bytes, letters[i]);
        char key = key_for(k, bytes, len, true, &used);
        if (!key)
            return false;
        pcs_buffer_putc(out, key);
    }
    return n > 0;
}

bool pcs_keyboard_latin(pcs_buffer *out, const pcs_keyboard *k,
                        const char *text, size_t len, bool is_whole)
{
    bool is_hangul = strcmp(k->language, "ko") == 0;
    for (size_t pos = 0, n = 0; pos < len; n++) {
        size_t used = 0;
        if (n == LETTERS_MAX)
            return false;
        if (is_hangul) {
            if (!append_keys(out, k, pcs_utf8_next(text, len, &pos, NULL)))
                return false;
            continue;
        }
        char key = key_for(k, text + pos, len - pos, is_whole, &used);
        if (!key)
            return false;
        pcs_buffer_putc(out, key);
        pos += used;
    }
    return len > 0;
}
