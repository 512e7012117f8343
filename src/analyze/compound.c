/* compound.c - the parts of compound words */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/compound.h"

#include <string.h>

#define PIECE_MIN 3
#define LOOSE_MIN 4
#define ELIDED_MIN 5

struct pcs_compounding {
    const char *language;
    const char *links;       /* what stands between parts */
    const char *bound;       /* pieces before a part that make another word */
    const char *suffixes;    /* of derivation: not the beginning of a part */
    const char *elided;      /* endings that words lose before another part */
    const char *firsts;      /* pieces that are words before a part only */
    const char *participles; /* their endings, where nouns are spelt so */
};

#define GERMAN_BOUND                                                           \
    " ab an anti auf aus be bei da dar de des dis durch ein emp ent er ex "    \
    "extra fehl fort ge gegen her hin hinter im in inter intra ko kom kon "    \
    "los miss mit nach neben nieder ob per post pra pro re sub trans tele "    \
    "uber um un unter ur ver vor wahr weg weiter wider wieder zer zu "         \
    "zuruck zusammen "

static const struct pcs_compounding languages[] = {
    {"de", " s es n en ns ens er e ", GERMAN_BOUND,
     " ung ungs ig ier iert ierung lich isch bar haft heit keit los sam ler "
     "ner tion schaft al alitat ual itat massig ",
     " e en ", " ruck haupt gesamt einzel sonder dritt mehr multi mikro mini ",
     " end ende enden ender endes endem "},
    {"nl", " s en e er n ",
     " aan af be bij door er ge her in inter na om on ont op over re te toe "
     "trans uit ver voor weer weg ",
     " ing heid lijk isch baar loos ering eren ", "", " hoofd ", " end ende "},
    {"sv", " s e u o a ",
     " an av be bi bort de er for fore fram ge in inter med miss mot ned "
     "om o over re sam till trans ut upp und under ur van vid at ",
     " ning ning het lig isk bar los era ering ande ", " a ", " huvud ", ""},
    {"da", " s e er ",
     " af an be bi bort de er for fore frem ge gen ind inter med mis mod ned "
     "om op over pa re sam til trans u ud und under ved van ",
     " ning hed lig isk bar los ere ering ende ", " e ", " hoved ", ""},
    {"nb", " s e er ",
     " av an be bi bort de er for fore frem ge gjen inn inter med mis mot ned "
     "om opp over pa re sam til trans u ut und under ved van ",
     " ning het lig isk bar los ere ering ende ", " e ", " hoved ", ""},
    {"no", " s e er ",
     " av an be bi bort de er for fore frem ge gjen inn inter med mis mot ned "
     "om opp over pa re sam til trans u ut und under ved van ",
     " ning het lig isk bar los ere ering ende ", " e ", " hoved ", ""},
    {"nn", " s e er ",
     " av an be bi bort de er for fore fram ge gjen inn inter med mis mot ned "
     "om opp over pa re sam til trans u ut und under ved van ",
     " ning heit leg isk bar laus ere ering ande ", " e ", " hovud ", ""},
    {"fi", " n en in ", " ali epa ", " inen iset inta isuus llinen ton ", "",
     " paa ", ""},
};

static bool holds(const char *list, const char *text, size_t len)
{
    char entry[16];
    if (len == 0 || len + 3 > sizeof entry)
        return false;
    entry[0] = ' ';
    memcpy(entry + 1, text, len);
    entry[len + 1] = ' ';
    entry[len + 2] = 0;
    return strstr(list, entry) != NULL;
}

const pcs_compounding *pcs_compounding_for(const char *locale)
{
    size_t len = strcspn(locale, "-_");
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (strlen(languages[i].language) == len &&
            memcmp(languages[i].language, locale, len) == 0)
            return &languages[i];
    return NULL;
}

bool pcs_is_linking(const pcs_compounding *rules, const char *text, size_t len)
{
    return len == 0 || holds(rules->links, text, len);
}

bool pcs_is_bound(const pcs_compounding *rules, const char *word, size_t len)
{
    return holds(rules->bound, word, len);
}

bool pcs_is_participle(const pcs_compounding *rules, const char *ending,
                       size_t len)
{
    return holds(rules->participles, ending, len);
}

bool pcs_ends_bound(const pcs_compounding *rules, const char *text, size_t len)
{
    for (size_t n = 1; n <= len && n <= 12; n++)
        if (holds(rules->bound, text + len - n, n) &&
            !holds(rules->links, text + len - n, n))
            return true;
    return false;
}

/* A piece that is a word but for an ending that it loses (Endkunde). */
static bool is_elided(const pcs_compounding *rules, const char *text,
                      size_t len, pcs_is_attested *is_attested, void *context)
{
    char word[PCS_COMPOUND_MAX + 8];
    const char *ending = rules->elided;
    if (len < ELIDED_MIN)
        return false;
    memcpy(word, text, len);
    while (*(ending += strspn(ending, " "))) {
        size_t n = strcspn(ending, " ");
        memcpy(word + len, ending, n);
        if (is_attested(context, word, len + n))
            return true;
        ending += n;
    }
    return false;
}

static uint32_t letter_bit(char c)
{
    return (uint32_t)1 << (c & 31);
}

static uint32_t first_letters(const char *list)
{
    uint32_t bits = 0;
    for (; *list; list++)
        if (list[0] == ' ')
            bits |= letter_bit(list[1]);
    return bits;
}

/* What stands for a word before another one. */
static bool is_first(const pcs_splitting *s, const char *text, size_t len)
{
    return s->firsts & letter_bit(*text) && holds(s->rules->firsts, text, len);
}

/* A piece that is a word; before another one, also a word and a linking
 * element, and what stands for a word there. Lists are looked at last. */
static bool is_piece(const pcs_splitting *s, size_t start, size_t end,
                     pcs_is_attested *is_attested, void *context)
{
    const pcs_compounding *rules = s->rules;
    const char *text = s->word + start;
    size_t len = end - start;
    bool is = is_attested(context, text, len);
    for (size_t n = 1; !is && n <= 3 && len >= n + PIECE_MIN; n++)
        is = is_attested(context, text, len - n) &&
             holds(rules->links, text + len - n, n) &&
             !holds(rules->bound, text, len - n);
    if (!is && end < s->len)
        is = is_first(s, text, len) ||
             is_elided(rules, text, len, is_attested, context);
    return is && !holds(rules->bound, text, len);
}

static bool is_lower(const char *word, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)word[i];
        if (c < 0x80 && (c < 'a' || c > 'z'))
            return false;
    }
    return true;
}

bool pcs_is_splittable(const char *word, size_t len)
{
    return len >= 2 * PIECE_MIN && len <= PCS_COMPOUND_MAX &&
           is_lower(word, len);
}

bool pcs_splitting_init(pcs_splitting *s, const pcs_compounding *rules,
                        const char *word, size_t len,
                        pcs_is_attested *is_attested, void *context)
{
    memset(s, 0, sizeof *s);
    if (!pcs_is_splittable(word, len))
        return false;
    s->rules = rules;
    s->word = word;
    s->len = len;
    s->firsts = first_letters(rules->firsts);
    s->left[0] = s->right[len] = true;
    for (size_t end = PIECE_MIN; end < len; end++)
        for (size_t i = 0; !s->left[end] && i + PIECE_MIN <= end; i++)
            s->left[end] =
                s->left[i] && is_piece(s, i, end, is_attested, context);
    for (size_t start = len - PIECE_MIN; start > 0; start--)
        for (size_t j = len; !s->right[start] && j >= start + PIECE_MIN; j--)
            s->right[start] =
                s->right[j] && is_piece(s, start, j, is_attested, context);
    return true;
}

static bool has_vowel(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] >= 0x80 || strchr("aeiouy", text[i]))
            return true;
    return false;
}

/* Whether words end so shortly before that the border is there rather:
 * Software-hersteller, no Ersteller. */
static bool ends_before(const pcs_splitting *s, size_t start)
{
    for (size_t n = 1; n <= 2 && start >= n + LOOSE_MIN; n++)
        if (s->left[start - n] &&
            !pcs_is_linking(s->rules, s->word + start - n, n))
            return true;
    return false;
}

/* Whether all of the word is two words of some length, so that borders
 * elsewhere are not what they look like: Steuer-stelle, no Erstelle. */
static bool is_two_words(const pcs_splitting *s)
{
    for (size_t i = LOOSE_MIN; i + LOOSE_MIN <= s->len; i++)
        if (s->left[i] && s->right[i])
            return true;
    return false;
}

static pcs_split left_of(const pcs_splitting *s, size_t start)
{
    if (s->left[start])
        return PCS_SPLIT_WORDS;
    return start >= LOOSE_MIN && has_vowel(s->word, start) &&
                   !pcs_ends_bound(s->rules, s->word, start) &&
                   !ends_before(s, start) && !is_two_words(s)
               ? PCS_SPLIT_LOOSE
               : PCS_SPLIT_NONE;
}

static bool begins_suffix(const pcs_splitting *s, size_t end)
{
    for (size_t n = 2; n <= 8 && end + n <= s->len; n++)
        if (holds(s->rules->suffixes, s->word + end, n))
            return true;
    return false;
}

static pcs_split right_of(const pcs_splitting *s, size_t end)
{
    pcs_split best = PCS_SPLIT_NONE;
    for (size_t n = 0; n <= 3 && end + n <= s->len; n++) {
        if (!pcs_is_linking(s->rules, s->word + end, n))
            continue;
        if (s->right[end + n])
            return PCS_SPLIT_WORDS;
        if (s->len - end - n >= LOOSE_MIN && !begins_suffix(s, end + n) &&
            has_vowel(s->word + end + n, s->len - end - n))
            best = PCS_SPLIT_LOOSE;
    }
    return best;
}

pcs_split pcs_splitting_at(const pcs_splitting *s, size_t start, size_t end)
{
    if (start == 0 && end == s->len)
        return PCS_SPLIT_NONE;
    pcs_split left = left_of(s, start), right = right_of(s, end);
    return left < right ? left : right;
}
