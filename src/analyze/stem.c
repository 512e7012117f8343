/* stem.c - the keys under which inflected forms of a word meet */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/stem.h"

#include <libstemmer.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

#include "base/utf8.h"

struct pcs_stemmer {
    struct sb_stemmer *snowball;
    const char *name;
    const UNormalizer2 *nfd;
    bool keeps_accents;
    pcs_buffer bare;
};

/* Languages and their Snowball algorithms. Latin words in the texts of the
 * last group are English. */
static const struct {
    const char *language, *algorithm;
} algorithms[] = {
    {"ar", "arabic"},    {"ca", "catalan"},    {"da", "danish"},
    {"de", "german"},    {"el", "greek"},      {"en", "english"},
    {"es", "spanish"},   {"eu", "basque"},     {"fi", "finnish"},
    {"fr", "french"},    {"ga", "irish"},      {"hi", "hindi"},
    {"hu", "hungarian"}, {"hy", "armenian"},   {"id", "indonesian"},
    {"it", "italian"},   {"lt", "lithuanian"}, {"nb", "norwegian"},
    {"ne", "nepali"},    {"nl", "dutch"},      {"nn", "norwegian"},
    {"no", "norwegian"}, {"pt", "portuguese"}, {"ro", "romanian"},
    {"ru", "russian"},   {"sr", "serbian"},    {"sv", "swedish"},
    {"ta", "tamil"},     {"tr", "turkish"},    {"yi", "yiddish"},
    {"ja", "english"},   {"km", "english"},    {"ko", "english"},
    {"lo", "english"},   {"my", "english"},    {"th", "english"},
    {"zh", "english"},
};

static const char *algorithm_for(const char *locale)
{
    size_t len = strcspn(locale, "-_");
    for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++)
        if (len == 2 && memcmp(locale, algorithms[i].language, 2) == 0)
            return algorithms[i].algorithm;
    return "";
}

pcs_status pcs_stemmer_new(pcs_stemmer **out, const char *locale,
                           pcs_error *err)
{
    *out = NULL;
    UErrorCode code = U_ZERO_ERROR;
    pcs_stemmer *stemmer = calloc(1, sizeof *stemmer);
    if (!stemmer)
        return pcs_error_nomem(err);
    stemmer->name = algorithm_for(locale);
    stemmer->nfd = unorm2_getNFDInstance(&code);
    stemmer->keeps_accents = strncmp(locale, "vi", 2) == 0;
    if (*stemmer->name)
        stemmer->snowball = sb_stemmer_new(stemmer->name, "UTF_8");
    if (U_FAILURE(code) || (*stemmer->name && !stemmer->snowball)) {
        pcs_stemmer_free(stemmer);
        return pcs_error_nomem(err);
    }
    *out = stemmer;
    return PCS_OK;
}

void pcs_stemmer_free(pcs_stemmer *stemmer)
{
    if (!stemmer)
        return;
    sb_stemmer_delete(stemmer->snowball);
    pcs_buffer_dispose(&stemmer->bare);
    free(stemmer);
}

const char *pcs_stemmer_name(const pcs_stemmer *stemmer)
{
    return stemmer->name;
}

static UChar32 bare_arabic(UChar32 c)
{
    if (c == 0x0622 || c == 0x0623 || c == 0x0625 || c == 0x0671)
        return 0x0627;
    if (c == 0x0649 || c == 0x06CC)
        return 0x064A;
    if (c == 0x0629)
        return 0x0647;
    if (c == 0x0640 || c == 0x0670 || (c >= 0x064B && c <= 0x065F))
        return 0;
    return c;
}

/* Letters with a stroke, and the dotless i, which Unicode does not decompose.
 */
static UChar32 bare_stroke(UChar32 c)
{
    switch (c) {
    case 0x00F8:
        return 'o';
    case 0x0111:
        return 'd';
    case 0x0131:
        return 'i';
    case 0x0142:
        return 'l';
    default:
        return c;
    }
}

/* The letter itself for scripts whose marks are letters of their own. */
static UChar32 bare_latin(const UNormalizer2 *nfd, UChar32 c)
{
    if (bare_stroke(c) != c)
        return bare_stroke(c);
    UChar parts[8];
    UErrorCode code = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &code);
    if (script != USCRIPT_LATIN && script != USCRIPT_GREEK)
        return c;
    int32_t n = unorm2_getDecomposition(nfd, c, parts, 8, &code);
    if (n <= 0 || U_FAILURE(code) || U16_IS_SURROGATE(parts[0]))
        return c;
    return bare_stroke(parts[0]);
}

static UChar32 bare_char(const pcs_stemmer *stemmer, UChar32 c)
{
    if (c >= 0x0600 && c <= 0x06FF)
        return bare_arabic(c);
    if (c >= 0x0591 && c <= 0x05C7)
        return u_charType(c) == U_NON_SPACING_MARK ? 0 : c;
    if (c == 0x0451)
        return 0x0435;
    if (stemmer->keeps_accents)
        return c;
    if (c >= 0x0300 && c <= 0x036F)
        return 0;
    if ((c >= 0xC0 && c < 0x0250) || (c >= 0x0370 && c < 0x0400) ||
        (c >= 0x1E00 && c < 0x2000))
        return bare_latin(stemmer->nfd, c);
    return c;
}

pcs_status pcs_stemmer_bare(pcs_stemmer *stemmer, pcs_buffer *out,
                            const char *word, size_t len, pcs_error *err)
{
    for (size_t pos = 0; pos < len;) {
        if ((unsigned char)word[pos] < 0x80) {
            pcs_buffer_putc(out, word[pos++]);
            continue;
        }
        UChar32 c = (UChar32)pcs_utf8_next(word, len, &pos, NULL);
        char bytes[4];
        c = bare_char(stemmer, c);
        if (c)
            pcs_buffer_append(out, bytes, pcs_utf8_put(bytes, (uint32_t)c));
    }
    return pcs_buffer_status(out, err);
}

/* A word with digits has no inflection: "365s", "v2.1", "0x80070005". */
static bool is_inflected(const char *word, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((word[i] >= '0' && word[i] <= '9') || word[i] == '_')
            return false;
    return len > 2;
}

pcs_status pcs_stemmer_key(pcs_stemmer *stemmer, pcs_buffer *out,
                           const char *word, size_t len, pcs_error *err)
{
    if (!stemmer->snowball || !is_inflected(word, len))
        return pcs_stemmer_bare(stemmer, out, word, len, err);
    const sb_symbol *stem =
        sb_stemmer_stem(stemmer->snowball, (const sb_symbol *)word, (int)len);
    if (!stem)
        return pcs_error_nomem(err);
    int n = sb_stemmer_length(stemmer->snowball);
    if (n == 0)
        return pcs_stemmer_bare(stemmer, out, word, len, err);
    return pcs_stemmer_bare(stemmer, out, (const char *)stem, (size_t)n, err);
}

pcs_status pcs_stemmer_bare_key(pcs_stemmer *stemmer, pcs_buffer *out,
                                const char *word, size_t len, pcs_error *err)
{
    pcs_buffer_clear(&stemmer->bare);
    pcs_status status =
        pcs_stemmer_bare(stemmer, &stemmer->bare, word, len, err);
    if (status != PCS_OK)
        return status;
    return pcs_stemmer_key(stemmer, out, stemmer->bare.data, stemmer->bare.len,
                           err);
}
